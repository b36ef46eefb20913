//! `GET /accessibility`: the accessibility statement, made from a template for shops that have none of their own.

use super::layout;
use super::layout::Layout;
use crate::domain::shop::Language;
use crate::domain::url::{STATEMENT, url};
use crate::http::error::page::PageError;
use crate::http::extract::{ApiQuery, ExtractRejection};
use crate::http::state::App;
use askama::Template;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};
use chrono_tz::Tz;
use serde::Deserialize;

/// The query.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StatementQuery {
    lang: String,
}

#[derive(Template)]
#[template(path = "pages/statement.html")]
struct StatementPage {
    frame: Layout,
    /// Where the booking page is, as people see it.
    address: String,
    email: Option<String>,
    /// Whether the law of Germany applies, whose authority is named.
    is_german: bool,
}

/// The statement, or the way to the shop's own.
pub async fn show_statement(
    State(app): State<App>,
    headers: HeaderMap,
    query: Result<ApiQuery<StatementQuery>, ExtractRejection>,
) -> Result<Response, PageError> {
    let ApiQuery(query) = query?;
    let planning = app.planning();
    let shop = &planning.calendar.shop;
    let language = layout::language(shop, Some(&query.lang), None, &headers);
    let other = |language: Language| url(STATEMENT, &[("lang", language.tag())]);
    let frame = Layout::new(shop, language, false).with_languages(shop, other);
    if let Some(own) = frame.own_statement() {
        return Ok(Redirect::to(own).into_response());
    }
    let page = StatementPage {
        address: app.settings.public_url.clone(),
        email: shop.email.clone().map(String::from),
        is_german: matches!(shop.time_zone, Tz::Europe__Berlin | Tz::Europe__Busingen),
        frame,
    };
    layout::page(StatusCode::OK, &page)
}
