//! The calendars of an account: which of them block, and which one appointments are written to.

use super::Known;
use crate::domain::account_calendar::Chosen;
use crate::domain::feed::Detail;
use crate::domain::values::CalendarUrl;
use crate::foreign_calendars::Offered;
use crate::http::planner::prelude::*;
use crate::operations::calendar_copies;
use sha2::{Digest, Sha256};

/// A calendar that the account has.
pub struct Line {
    /// What the form calls it: its address stays here.
    pub id: String,
    /// What the account calls it.
    pub name: String,
}

impl Line {
    /// One that the account offers.
    pub fn of(offered: &Offered) -> Self {
        Self { id: id_of(&offered.url), name: offered.name.clone() }
    }
}

/// What the form calls a calendar.
fn id_of(url: &CalendarUrl) -> String {
    let hash = Sha256::digest(url.as_bytes());
    base16ct::lower::encode_string(&hash[..8])
}

/// The form with what a known account has, or all that a new one offers: it blocks.
pub async fn preselected(
    form: Form,
    operator: &Operator,
    known: Option<&Known>,
    offered: &[Offered],
) -> Result<Form, ApiError> {
    let Some((one, _)) = known else {
        let form = form.with_all("blocks", offered.iter().map(|one| id_of(&one.url)));
        return Ok(form.with("detail", Detail::Names.word()));
    };
    let stored = calendar_copies::calendars(&operator.app.store, one.key).await?;
    let blocks = stored.iter().filter(|one| one.chosen.blocks).map(|one| id_of(&one.chosen.url));
    let form = form.with_all("blocks", blocks);
    let written = stored.iter().find_map(|one| Some((id_of(&one.chosen.url), one.chosen.detail?)));
    Ok(match written {
        Some((id, detail)) => form.with("writes", id).with("detail", detail.word()),
        None => form.with("detail", Detail::Names.word()),
    })
}

/// What the form chooses of what there is.
pub fn chosen(form: &Form, offered: &[Offered]) -> Vec<Chosen> {
    let detail = Detail::from_word(form.value("detail")).unwrap_or(Detail::Names);
    let choice = |one: &Offered| {
        let id = id_of(&one.url);
        let is_written = form.value("writes") == id;
        let blocks = form.all("blocks").any(|chosen| chosen == id);
        let (url, name) = (one.url.clone(), one.name.clone());
        Chosen { url, name, blocks, detail: is_written.then_some(detail) }
    };
    offered.iter().map(choice).filter(|one| one.blocks || one.detail.is_some()).collect()
}
