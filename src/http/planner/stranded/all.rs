//! `POST /planner/stranded/all`: the same for all of them: first what becomes of each, then, with `confirmed`, it is done.

use super::page::remedies;
use super::{LIST, Texts};
use crate::http::planner::prelude::*;
use crate::operations::booking::Undoable;
use crate::operations::calendar::CalendarEntry;
use crate::operations::calendar::words::Words;
use crate::operations::stranded::{self, Error, Fate, ForAll, Remedy, summary};

#[derive(Template)]
#[template(path = "planner/stranded/all.html")]
struct PreviewPage<'a> {
    frame: Layout,
    t: Texts,
    words: Words<'a>,
    title: &'static str,
    remedy: &'static str,
    /// How many can be helped so.
    done: usize,
    rows: &'a [(CalendarEntry, Fate)],
    confirmed: String,
    tell: bool,
    /// What is written to the customers.
    sentence: &'a str,
    /// Whether it has changed since it was seen.
    is_stale: bool,
}

impl PreviewPage<'_> {
    fn fate(&self, fate: &Fate) -> String {
        match fate {
            Fate::Moved(at, resources) => {
                format!("{}, {}", self.words.moment(*at), self.words.resources(resources))
            }
            Fate::Asked => self.t.will_ask().to_owned(),
            Fate::Cancelled => self.t.will_cancel().to_owned(),
            Fate::Stays => self.t.will_stay().to_owned(),
            Fate::Impossible => self.t.impossible().to_owned(),
        }
    }
}

/// `POST /planner/stranded/all`
pub async fn resolve_all(operator: Operator, form: FormData) -> PageResult {
    let remedy = ForAll::from_word(form.text("remedy"))
        .ok_or_else(|| ApiError::new(Code::InvalidBody, "There is no such choice. Use the buttons of the page."))?;
    let confirmed = form.text("confirmed").to_owned();
    if !operator.app.planning().foreign.is_empty() {
        let items = stranded::list(&operator.app.store).await?;
        let keys: Vec<_> = items.iter().map(|item| item.visit.appointment.key).collect();
        operator.look_again_at(&keys, Vec::new()).await?;
    }
    if confirmed.is_empty() {
        return preview(&operator, remedy, &form, false).await;
    }
    let t = Texts::of(operator.language);
    let (store, act) = (&operator.app.store, operator.acting(&form)?);
    match stranded::resolve_all(store, Remedy::from(remedy), confirmed, act).await {
        Ok(Undoable { done, undo }) => {
            let left = stranded::count(store).await?;
            let said = if left > 0 { t.did_some(done, left) } else { t.did_all(done) };
            Ok(operator.done_with_undo(LIST, said, undo))
        }
        Err(Error::Booking(error)) => Err(error.into()),
        Err(Error::Stale | Error::Decided | Error::NotFree) => preview(&operator, remedy, &form, true).await,
    }
}

async fn preview(operator: &Operator, remedy: ForAll, form: &FormData, is_stale: bool) -> PageResult {
    let act = operator.acting(form)?;
    let fates = stranded::judge_all(&operator.app.store, Remedy::from(remedy), act).await;
    let fates = fates.map_err(|error| match error {
        Error::Booking(error) => PageError::from(error),
        Error::Decided | Error::NotFree | Error::Stale => ApiError::not_found().into(),
    })?;
    let planning = operator.app.planning();
    let t = Texts::of(operator.language);
    let page = PreviewPage {
        frame: Layout::new(operator, Area::Inbox).await?,
        t,
        words: Words::new(operator.language, &planning.calendar),
        title: remedies(t).into_iter().find(|(word, _)| *word == remedy.word()).map_or("", |(_, words)| words),
        remedy: remedy.word(),
        done: fates.iter().filter(|(_, fate)| *fate != Fate::Impossible).count(),
        confirmed: summary(&fates),
        rows: &fates,
        tell: form.has("tell"),
        sentence: form.text("words"),
        is_stale,
    };
    layout::page(if is_stale { StatusCode::CONFLICT } else { StatusCode::OK }, &page)
}
