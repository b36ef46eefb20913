//! `/planner/account/second-factor`: one's own second factors. An [`app`] or a [`passkey`] has a page where it is made; the
//! recovery codes are shown once, in answer to what has made them.

pub mod app;
pub mod passkey;

use super::texts::Texts as AccountTexts;
use crate::http::planner::prelude::*;
use crate::operations::accounts::{Error, RecoveryCodes, Refusal, SecondFactors};

/// What these pages say.
pub(in crate::http::planner) type Texts = i18n::Texts<planner::SecondFactor>;

const PATH: &str = "/planner/account/second-factor";

#[derive(Template)]
#[template(path = "planner/account/second_factor.html")]
struct OverviewPage {
    frame: Layout,
    t: Texts,
    /// Whether nothing else opens until there is a factor.
    is_demanded: bool,
    /// The app in a line; `None`: there is none.
    app: Option<String>,
    is_app_locked: bool,
    passkeys: Vec<Row>,
    codes_left: u32,
    /// Whether passkeys can be made at the planner's address.
    can_make_passkeys: bool,
    /// Whether it is a trial shop, which has none.
    is_trial: bool,
}

/// A passkey in the list.
struct Row {
    id: i64,
    name: String,
    /// When it was added and last used.
    line: String,
    /// The host that it works at, where that is another one.
    elsewhere: Option<String>,
    /// Its new name as typed.
    typed: String,
    /// What is wrong with that; may be empty.
    fault: String,
}

impl OverviewPage {
    async fn new(operator: &Operator) -> Result<Self, PageError> {
        let t = Texts::of(operator.language);
        let zone = operator.app.planning().calendar.shop.time_zone;
        let day = |seconds: i64| dates::long_day(Minute::of_second(seconds).local_date(zone), operator.language);
        let line = |added: i64, used: Option<i64>| match used {
            Some(used) => t.added_and_used(day(added), day(used)),
            None => t.added_never_used(day(added)),
        };
        let SecondFactors { app: app_factor, passkeys, codes_left } =
            accounts::second_factors(&operator.app.store, operator.user.id).await?;
        let host = operator.app.relying_party.as_ref().map_or("", |party| &party.host);
        let rows = passkeys.into_iter().map(|passkey| Row {
            id: passkey.id,
            typed: passkey.name.clone(),
            fault: String::new(),
            name: passkey.name,
            line: line(passkey.added_at, passkey.used_at),
            elsewhere: Some(passkey.host).filter(|works_at| works_at != host),
        });
        Ok(Self {
            frame: Layout::new(operator, Area::Account).await?,
            t,
            is_demanded: operator.lacks_factor,
            is_app_locked: app_factor.as_ref().is_some_and(|app| !app.is_readable),
            app: app_factor.map(|app| line(app.added_at, Some(app.used_at))),
            passkeys: rows.collect(),
            codes_left,
            can_make_passkeys: operator.app.relying_party.is_some(),
            is_trial: operator.app.is_trial,
        })
    }

    /// The page again, where a passkey cannot have the name in `form`.
    fn renaming(mut self, id: i64, form: &Form) -> Self {
        if let Some(row) = self.passkeys.iter_mut().find(|row| row.id == id) {
            (row.typed, row.fault) = (form.value("name").to_owned(), form.fault("name").to_owned());
        }
        self
    }

    fn is_any(&self) -> bool {
        self.app.is_some() || !self.passkeys.is_empty()
    }
}

#[derive(Template)]
#[template(path = "planner/account/recovery_codes.html")]
struct CodesPage {
    frame: Layout,
    t: Texts,
    /// Shop, account and day, for who finds the paper.
    whose: String,
    codes: Vec<String>,
}

/// The page that shows new recovery codes; without any, the overview says what was done.
async fn answer(operator: &Operator, codes: Option<RecoveryCodes>) -> PageResult {
    let t = Texts::of(operator.language);
    let Some(RecoveryCodes(codes)) = codes else { return Ok(operator.done(PATH, t.done_added())) };
    let frame = Layout::new(operator, Area::Account).await?;
    let today = operator.today();
    let whose = t.codes_of(&frame.shop, dates::long_day(today, operator.language), &*operator.user.email);
    layout::page(StatusCode::OK, &CodesPage { frame, t, whose, codes })
}

/// `GET /planner/account/second-factor`
pub async fn show_factors(operator: Operator) -> PageResult {
    layout::page(StatusCode::OK, &OverviewPage::new(&operator).await?)
}

/// `POST /planner/account/second-factor/recovery-codes`: new ones.
pub async fn new_codes(operator: Proven<Operator>) -> PageResult {
    match accounts::new_recovery_codes(&operator.app.store, operator.user.id).await {
        Ok(codes) => answer(&operator, Some(codes)).await,
        Err(Error::Refused(Refusal::NoSecondFactor)) => Ok(Redirect::to(PATH).into_response()),
        Err(error) => Err(error.into()),
    }
}
