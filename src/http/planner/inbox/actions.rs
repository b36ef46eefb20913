//! The buttons of the start page. Each does one thing and leads back to the page.

use super::page::answer_with_problem;
use super::texts::Texts;
use crate::domain::actor::Actor;
use crate::domain::appointment::Status;
use crate::domain::snapshot::AppointmentKey;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::Operator;
use crate::http::planner::flash;
use crate::http::planner::form_data::FormData;
use crate::http::state::App;
use crate::operations::booking;
use crate::operations::booking::throttle::{self, Answer, Group};
use crate::operations::booking::{Error, Rejection};
use crate::operations::inbox;
use crate::operations::inbox::Selection;
use axum::extract::State;
use axum::response::Response;

fn back(done: &str) -> Response {
    flash::redirect("/planner", done)
}

/// `POST /planner/inbox/requests/{key}`: `answer` is `confirm` or `decline`.
pub async fn answer_request(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let by = Actor::Staff(operator.user.id);
    let (answered, done) = match form.text("answer") {
        "confirm" => (booking::confirm(&app.store, key, by).await, "confirmed"),
        "decline" => (booking::decline(&app.store, key, by).await, "declined"),
        _ => return Err(ApiError::not_found().into()),
    };
    match answered {
        Ok(_) => Ok(back(done)),
        Err(error) => refuse(&app, operator, error).await,
    }
}

/// `POST /planner/inbox/held`: `group` is an appointment of the source, or `all`; `answer` is `release` or `decline`.
pub async fn answer_held(State(app): State<App>, operator: Operator, form: FormData) -> Result<Response, PageError> {
    let number = |name: &str| form.text(name).parse::<AppointmentKey>().map_err(|_| ApiError::not_found());
    let group = match form.text("group") {
        "all" => Group::All,
        _ => Group::SourceOf(number("group")?),
    };
    let (answer, done) = match form.text("answer") {
        "release" => (Answer::Release, "released"),
        "decline" => (Answer::Decline, "held_declined"),
        _ => return Err(ApiError::not_found().into()),
    };
    match throttle::answer_held(&app.store, group, number("last")?, answer, operator.user.id).await {
        Ok(_) => Ok(back(done)),
        Err(error) => refuse(&app, operator, error).await,
    }
}

/// `POST /planner/inbox/appointments/{key}`: `outcome` is `done`, `no_show`, or `confirmed` to take either back.
pub async fn set_outcome(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let outcome = Status::from_word(form.text("outcome")).ok_or_else(ApiError::not_found)?;
    match booking::set_outcome(&app.store, key, outcome, Actor::Staff(operator.user.id)).await {
        Ok(_) => Ok(back("outcome")),
        Err(error) => refuse(&app, operator, error).await,
    }
}

/// Says on the page why it was not done; the page shows how things stand now.
async fn refuse(app: &App, operator: Operator, error: Error) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let problem = match error {
        Error::Rejected(Rejection::TimePassed) => t.time_passed(),
        Error::Rejected(Rejection::NotChangeable) => t.changed_meanwhile(),
        Error::Store(fault) if fault.is_occupied() => t.taken_meanwhile(),
        Error::Rejected(_) | Error::Refused(_) => return Err(ApiError::not_found().into()),
        Error::Store(fault) => return Err(fault.into()),
    };
    answer_with_problem(app, &operator, problem).await
}

/// What a button files away: `one` names one thing, `all` the last one that was on the page.
fn selection(form: &FormData, one: &str, all: &str) -> Result<Selection, ApiError> {
    let number = |name: &str| form.text(name).parse::<i64>().ok();
    let one = number(one).map(Selection::One);
    one.or_else(|| number(all).map(Selection::UpTo)).ok_or_else(ApiError::not_found)
}

/// `POST /planner/inbox/news`: `seen` is the number of a piece of news, `all` the last number that was on the page.
pub async fn mark_seen(State(app): State<App>, _: Operator, form: FormData) -> Result<Response, PageError> {
    inbox::mark_seen(&app.store, selection(&form, "seen", "all")?).await?;
    Ok(back("seen"))
}

/// `POST /planner/inbox/mails`: `settle` is the number of a mail, `own` the last number of those to the shop itself.
pub async fn settle_mails(State(app): State<App>, operator: Operator, form: FormData) -> Result<Response, PageError> {
    inbox::settle_mails(&app.store, selection(&form, "settle", "own")?, operator.user.id).await?;
    Ok(back("settled"))
}
