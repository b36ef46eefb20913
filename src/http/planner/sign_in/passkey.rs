//! `/planner/sign-in/passkey`: signs in by a passkey alone, before or after the password was asked for. A script gets the
//! challenge, and sends the device's answer as a form.

use crate::http::planner::browser_session;
use crate::http::planner::prelude::*;
use crate::http::planner::redirect::inside;
use crate::operations::accounts::{Error, Refusal};

/// `POST /planner/sign-in/passkey/challenge`: for `navigator.credentials.get`.
pub async fn challenge(State(app): State<App>) -> Result<Json<serde_json::Value>, PageError> {
    let party = app.relying_party.as_ref().ok_or_else(ApiError::not_found)?;
    Ok(Json(accounts::begin_passkey_use(&app.store, party, &app.challenges, None).await?))
}

/// `POST /planner/sign-in/passkey`
pub async fn sign_in(State(app): State<App>, headers: HeaderMap, form: FormData) -> PageResult {
    let party = app.relying_party.as_ref().ok_or_else(ApiError::not_found)?;
    let (answer, browser) = (form.raw("passkey"), app.cookies.browser(&headers));
    match accounts::sign_in_by_passkey(&app.store, party, &app.challenges, answer, browser).await {
        Ok(session) => {
            app.sign_ins.forgive_strangers(&session.user.email);
            Ok(browser_session::enter(&app, &headers, &session, inside(form.text("to"))).await?)
        }
        Err(Error::Refused(Refusal::Passkey)) => super::refuse_passkey(&app, &headers, form.text("to")).await,
        Err(error) => Err(error.into()),
    }
}
