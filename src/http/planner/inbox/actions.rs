//! The buttons of the start page. Each does one thing and leads back to the page.

use super::page::answer_with_problem;
use super::texts::Texts;
use crate::domain::actor::Actor;
use crate::http::planner::acting::terms;
use crate::http::planner::prelude::*;
use crate::operations::booking::throttle::{self, Answer, Group};
use crate::operations::booking::{Error, Rejection, Undo};
use crate::operations::busy_calendars;
use crate::operations::calendar::{status_actions, words};
use crate::operations::inbox::{self, Selection};
use crate::operations::mail::{self, Failed};

fn back(operator: &Operator, done: fn(Texts) -> &'static str) -> Response {
    operator.done("/planner", done(Texts::of(operator.language)))
}

/// `POST /planner/inbox/requests/{key}`: `answer` is `confirm` or `decline`.
pub async fn answer_request(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let (by, terms, store) = (Actor::Staff(operator.user.id), terms(&form)?, &operator.app.store);
    let answered = match form.text("answer") {
        "confirm" => booking::confirm(store, key, by, terms).await,
        "decline" => booking::decline(store, key, by, terms).await,
        _ => return Err(ApiError::not_found().into()),
    };
    match answered {
        Ok(Undoable { done, undo }) => {
            let (told, sends) = (undo.as_ref().is_some_and(Undo::has_mail), operator.app.sends_mail().await?);
            let said = status_actions::done(&done, told, sends, words::Texts::of(operator.language));
            Ok(operator.done_with_undo("/planner", said, undo))
        }
        Err(error) => refuse(operator, error).await,
    }
}

/// `POST /planner/inbox/held`: `group` is an appointment of the source, or `all`; `answer` is `release` or `decline`.
pub async fn answer_held(operator: Operator, form: FormData) -> PageResult {
    let number = |name: &str| form.text(name).parse::<AppointmentKey>().map_err(|_| ApiError::not_found());
    let group = match form.text("group") {
        "all" => Group::All,
        _ => Group::SourceOf(number("group")?),
    };
    let (answer, done) = match form.text("answer") {
        "release" => (Answer::Release, Texts::did_release as fn(Texts) -> _),
        "decline" => (Answer::Decline, Texts::did_decline_held as _),
        _ => return Err(ApiError::not_found().into()),
    };
    match throttle::answer_held(&operator.app.store, group, number("last")?, answer, operator.user.id).await {
        Ok(_) => Ok(back(&operator, done)),
        Err(error) => refuse(operator, error).await,
    }
}

/// `POST /planner/inbox/appointments/{key}`: `outcome` is `done`, `no_show`, or `confirmed` to take either back.
pub async fn set_outcome(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let outcome = Status::from_word(form.text("outcome")).ok_or_else(ApiError::not_found)?;
    match booking::set_outcome(&operator.app.store, key, outcome, Actor::Staff(operator.user.id)).await {
        Ok(_) => Ok(back(&operator, Texts::did_note)),
        Err(error) => refuse(operator, error).await,
    }
}

/// Says on the page why it was not done; the page shows how things stand now.
async fn refuse(operator: Operator, error: Error) -> PageResult {
    let t = Texts::of(operator.language);
    let problem = match error {
        Error::Rejected(Rejection::TimePassed) => t.time_passed(),
        Error::Rejected(Rejection::NotChangeable) => t.changed_meanwhile(),
        Error::Store(fault) if fault.is_occupied() => t.taken_meanwhile(),
        Error::Rejected(_) | Error::Refused(_) => return Err(ApiError::not_found().into()),
        Error::Store(fault) => return Err(fault.into()),
    };
    answer_with_problem(&operator, problem).await
}

/// What a button files away: `one` names one thing, `all` the last one that was on the page.
fn selection(form: &FormData, one: &str, all: &str) -> Result<Selection, ApiError> {
    let number = |name: &str| form.text(name).parse::<i64>().ok();
    let one = number(one).map(Selection::One);
    one.or_else(|| number(all).map(Selection::UpTo)).ok_or_else(ApiError::not_found)
}

/// `POST /planner/inbox/news`: `seen` is the number of a piece of news, `all` the last number that was on the page.
pub async fn mark_seen(operator: Operator, form: FormData) -> PageResult {
    inbox::mark_seen(&operator.app.store, selection(&form, "seen", "all")?).await?;
    Ok(back(&operator, Texts::did_see))
}

/// `POST /planner/inbox/overlaps`: `seen` is the key of an appointment that a calendar kept elsewhere calls busy.
pub async fn see_overlap(operator: Operator, form: FormData) -> PageResult {
    let key = form.text("seen").parse::<AppointmentKey>().map_err(|_| ApiError::not_found())?;
    busy_calendars::see_overlap(&operator.app.store, key).await?;
    Ok(back(&operator, Texts::did_see))
}

/// `POST /planner/inbox/mails`: `settle` is the number of a mail, `own` the last number of those to the shop itself.
pub async fn settle_mails(operator: Operator, form: FormData) -> PageResult {
    inbox::settle_mails(&operator.app.store, selection(&form, "settle", "own")?, operator.user.id).await?;
    Ok(back(&operator, Texts::did_settle))
}

/// `POST /planner/inbox/mails/again`: `again` is the number of a failed mail, `all` the last number that was on the page.
pub async fn send_mails_again(operator: Operator, form: FormData) -> PageResult {
    let which = match selection(&form, "again", "all")? {
        Selection::One(id) => Failed::One(id),
        Selection::UpTo(last) => Failed::UpTo(last),
    };
    let mails = mail::send_again(&operator.app.store, which, operator.user.id).await?;
    Ok(back(&operator, if mails > 0 { Texts::did_send_again } else { Texts::did_not_send_again }))
}
