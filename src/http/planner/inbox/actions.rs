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
use crate::operations::booking::{Error, Rejection};
use crate::store::{StoreError, activity, inbox};
use axum::extract::State;
use axum::response::Response;

pub(super) fn back(done: &str) -> Response {
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
pub(super) async fn refuse(app: &App, operator: Operator, error: Error) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let problem = match error {
        Error::Rejected(Rejection::TimePassed) => t.time_passed(),
        Error::Rejected(Rejection::NotChangeable) => t.changed_meanwhile(),
        Error::Store(StoreError::Occupied) => t.taken_meanwhile(),
        Error::Rejected(_) | Error::Refused(_) => return Err(ApiError::not_found().into()),
        Error::Store(fault) => return Err(fault.into()),
    };
    answer_with_problem(app, &operator, problem).await
}

/// `POST /planner/inbox/news`: `seen` is the number of a piece of news, `all` the last number that was on the page.
pub async fn mark_seen(State(app): State<App>, _: Operator, form: FormData) -> Result<Response, PageError> {
    let number = |name: &str| form.text(name).parse::<i64>().ok();
    let (one, all) = (number("seen"), number("all"));
    if one.is_none() && all.is_none() {
        return Err(ApiError::not_found().into());
    }
    app.store
        .write(move |tx| match (one, all) {
            (Some(id), _) => activity::mark_seen(tx, id),
            (None, last) => activity::mark_all_seen(tx, last.unwrap_or_default()),
        })
        .await?;
    Ok(back("seen"))
}

/// `POST /planner/inbox/mails`: `settle` is the number of a mail, `own` the last number of those to the shop itself.
pub async fn settle_mails(State(app): State<App>, operator: Operator, form: FormData) -> Result<Response, PageError> {
    let number = |name: &str| form.text(name).parse::<i64>().ok();
    let (one, own) = (number("settle"), number("own"));
    if one.is_none() && own.is_none() {
        return Err(ApiError::not_found().into());
    }
    let by = Some(operator.user.id);
    app.store
        .write(move |tx| {
            let now = tx.now.timestamp();
            let settled = match (one, own) {
                (Some(id), _) => usize::from(inbox::settle(tx, id, now)?),
                (None, last) => inbox::settle_own(tx, last.unwrap_or_default(), now)?,
            };
            if settled > 0 {
                let subject = one.or(own).unwrap_or_default().to_string();
                let details = serde_json::json!({ "mails": settled });
                crate::store::audit::record(tx, by, "mail.settled", &subject, &details, now)?;
            }
            tx.inbox_changed();
            Ok::<_, StoreError>(())
        })
        .await?;
    Ok(back("settled"))
}
