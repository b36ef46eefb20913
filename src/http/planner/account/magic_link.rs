//! `GET /planner/enter/{token}`: signs in by a link that the demonstration has issued. Everywhere else there is no such link.

use crate::http::planner::browser_session;
use crate::http::planner::prelude::*;

/// `GET /planner/enter/{token}`
pub async fn enter(State(app): State<App>, ApiPath(token): ApiPath<String>, headers: HeaderMap) -> PageResult {
    let user = app.one_time_sign_ins.take(&token).ok_or_else(ApiError::not_found)?;
    let browser = app.cookies.browser(&headers);
    let signed_in = accounts::begin_session_without_password(&app.store, user, browser).await?;
    let signed_in = signed_in.ok_or_else(ApiError::not_found)?;
    Ok(browser_session::enter(&app, &headers, &signed_in, "/planner").await?)
}
