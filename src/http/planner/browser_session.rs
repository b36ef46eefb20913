//! Which session a browser has, by its [cookies](super::cookies), and how one begins in it.

use crate::http::error::ApiError;
use crate::http::state::App;
use crate::operations::accounts::{self, SignedIn};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// The session that a browser's cookies name. The name without a prefix, which a neighbouring host could plant, is taken
/// for sessions alone that began under it.
pub async fn find_session(app: &App, headers: &HeaderMap) -> Result<Option<SignedIn>, ApiError> {
    for (token, is_older) in app.cookies.sessions(headers) {
        let found = accounts::signed_in(&app.store, token).await?;
        if let Some(session) = found.filter(|session| session.old_cookie || !is_older) {
            return Ok(Some(session));
        }
    }
    Ok(None)
}

/// Begins a session in this browser: ends the one that it had, gives it its cookies, and leads on.
pub async fn enter(app: &App, headers: &HeaderMap, session: &SignedIn, to: &str) -> Result<Response, ApiError> {
    if let Some(before) = find_session(app, headers).await? {
        accounts::sign_out(&app.store, &before.token).await?;
    }
    let cookies = app.cookies.signed_in(&session.token, session.device.as_ref())?;
    Ok((cookies, Redirect::to(to)).into_response())
}

/// The layer: a browser whose session began before cookies had a prefix and browsers were known gets its cookies of today.
pub async fn renew_cookies(State(app): State<App>, request: Request, next: Next) -> Response {
    let headers = request.headers().clone();
    let answer = next.run(request).await;
    // What a handler sets is newer.
    if answer.headers().contains_key(header::SET_COOKIE) || app.cookies.browser(&headers).token.is_some() {
        return answer;
    }
    match renewed(&app, &headers).await {
        Ok(Some(cookies)) => (cookies, answer).into_response(),
        // What was asked is done; the next request brings them.
        Ok(None) | Err(_) => answer,
    }
}

async fn renewed(app: &App, headers: &HeaderMap) -> Result<Option<HeaderMap>, ApiError> {
    let session = find_session(app, headers).await?;
    let Some(session) = session.filter(|session| session.old_cookie) else { return Ok(None) };
    let device = accounts::make_known(&app.store, session.user.id).await?;
    app.cookies.signed_in(&session.token, Some(&device)).map(Some)
}
