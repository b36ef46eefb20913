//! `POST /planner/appointments/{key}/customer`: says whose an appointment is.

use crate::domain::snapshot::AppointmentKey;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::auth::Operator;
use crate::http::planner::form_data::FormData;
use crate::http::planner::redirect::inside;
use crate::http::state::App;
use crate::operations::customers;
use crate::operations::customers::{Error, Refusal};
use axum::extract::State;
use axum::response::{IntoResponse, Redirect, Response};

/// `link` with a record's number, `create`, or `unlink`; `to` is the page to come back to.
pub async fn change_customer(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let by = operator.user.id;
    let done = if form.has("create") {
        customers::create_from_appointment(&app.store, key, by).await.map(|_| "customer")
    } else if form.has("unlink") {
        customers::link(&app.store, key, None, by).await.map(|()| "unlinked")
    } else {
        let id = form.text("link").parse().map_err(|_| ApiError::not_found())?;
        customers::link(&app.store, key, Some(id), by).await.map(|()| "linked")
    };
    match done {
        Ok(done) => Ok(Redirect::to(&with_word(inside(form.text("to")), "done", done)).into_response()),
        Err(error) => Err(fault(error).in_language(operator.language)),
    }
}

/// `to` with one more word in its query.
pub fn with_word(to: &str, name: &str, word: &str) -> String {
    let (page, fragment) = to.split_once('#').map_or((to, ""), |(page, fragment)| (page, fragment));
    let joint = if page.contains('?') { '&' } else { '?' };
    let hash = if fragment.is_empty() { "" } else { "#" };
    format!("{page}{joint}{name}={word}{hash}{fragment}")
}

/// What a page answers where an operation on customers was refused and no page of its own says so.
pub fn fault(error: Error) -> PageError {
    match error {
        Error::Store(error) => error.into(),
        Error::Refused(
            Refusal::UnknownCustomer
            | Refusal::UnknownAppointment
            | Refusal::Nameless
            | Refusal::SameRecord
            | Refusal::ChangedMeanwhile,
        ) => ApiError::not_found().into(),
    }
}

#[cfg(test)]
mod tests {
    use super::with_word;

    #[test]
    fn a_word_joins_what_is_asked_already() {
        assert_eq!(with_word("/planner", "done", "linked"), "/planner?done=linked");
        assert_eq!(with_word("/planner?date=x#a", "done", "linked"), "/planner?date=x&done=linked#a");
    }
}
