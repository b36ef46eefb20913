//! `GET /planner/enter/{token}`: signs in by a link that the demonstration has issued. Everywhere else there is no such link.

use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::extract::ApiPath;
use crate::http::planner::browser_session;
use crate::http::planner::fault;
use crate::http::state::App;
use crate::operations::accounts;
use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::Response;

/// `GET /planner/enter/{token}`
pub async fn enter(
    State(app): State<App>,
    ApiPath(token): ApiPath<String>,
    headers: HeaderMap,
) -> Result<Response, PageError> {
    let user = app.one_time_sign_ins.take(&token).ok_or_else(ApiError::not_found)?;
    let browser = app.cookies.browser(&headers);
    let signed_in = accounts::begin_session_without_password(&app.store, user, browser).await.map_err(fault)?;
    let signed_in = signed_in.ok_or_else(ApiError::not_found)?;
    Ok(browser_session::enter(&app, &headers, &signed_in, "/planner").await?)
}
