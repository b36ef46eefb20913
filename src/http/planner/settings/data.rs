//! `/planner/settings/data`: the shop as a file, out and in, and the whole database as a copy.

use super::{DoneQuery, Settings, Tab, begin};
use crate::app::App;
use crate::domain::account::UserId;
use crate::domain::time::today;
use crate::http::error::{ApiError, Code};
use crate::http::extract::ApiQuery;
use crate::http::page_error::PageError;
use crate::http::planner::frame::{self, Frame};
use crate::http::planner::operator::{Operator, Owner};
use crate::shopfile::{self, Format, ImportError};
use crate::store::{StoreError, audit};
use askama::Template;
use axum::body::Body;
use axum::extract::State;
use axum::extract::multipart::{Multipart, MultipartError};
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde_json::json;
use std::path::Path;
use tokio_util::io::ReaderStream;

#[derive(Template)]
#[template(path = "planner/settings/data.html")]
struct DataPage {
    frame: Frame,
    settings: Settings,
    problem: Option<String>,
    problems: Vec<String>,
}

async fn data_page(
    app: &App,
    operator: &Operator,
    problem: Option<String>,
    problems: Vec<String>,
    done: &DoneQuery,
) -> Result<Response, PageError> {
    let (frame, settings) = begin(app, operator, Tab::Data, done).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    frame::page(status, &DataPage { frame, settings, problem, problems })
}

/// `GET /planner/settings/data`
pub async fn show_data(
    State(app): State<App>,
    Owner(operator): Owner,
    ApiQuery(done): ApiQuery<DoneQuery>,
) -> Result<Response, PageError> {
    data_page(&app, &operator, None, Vec::new(), &done).await
}

/// `GET /planner/settings/data/export`: the shop file.
pub async fn export(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let text = app.store.read(|conn| shopfile::write(conn, Format::Toml)).await?;
    note(&app, operator.user.id, "shop_file.exported").await?;
    let name = file_name(&app, "toml");
    let headers =
        [(header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

/// `GET /planner/settings/data/backup`: a copy of the whole file, made beside it and gone once it is open.
pub async fn back_up(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    let copy = app.store.copy().await?;
    note(&app, operator.user.id, "backup.downloaded").await?;
    let length = copy.metadata().map_err(ApiError::internal)?.len();
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(copy)));
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.sqlite3".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, file_name(&app, "db")),
    ];
    Ok((headers, body).into_response())
}

fn file_name(app: &App, ending: &str) -> String {
    let date = today(app.clock.now(), app.planning().calendar.shop.time_zone);
    format!("attachment; filename=\"shop-{date}.{ending}\"")
}

async fn note(app: &App, by: UserId, action: &'static str) -> Result<(), StoreError> {
    app.store.write(move |tx| audit::record(tx, Some(by), action, "shop", &json!({}), tx.now.timestamp())).await
}

/// `POST /planner/settings/data/import`: takes a shop file over, all of it or nothing.
pub async fn import(
    State(app): State<App>,
    Owner(operator): Owner,
    mut parts: Multipart,
) -> Result<Response, PageError> {
    let Some((text, format)) = read_file(&mut parts).await? else {
        let problem = super::texts::Texts::of(operator.language).no_file.to_owned();
        return data_page(&app, &operator, Some(problem), Vec::new(), &DoneQuery::default()).await;
    };
    let by = operator.user.id;
    let imported = app.store.write(move |tx| -> Result<(), ImportError> {
        shopfile::apply_in(tx, &text, format)?;
        audit::record(tx, Some(by), "shop_file.imported", "shop", &json!({}), tx.now.timestamp())?;
        Ok(tx.calendar_changed()?)
    });
    match imported.await {
        Ok(()) => Ok(Redirect::to("/planner/settings/data?done=imported").into_response()),
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(ImportError::Refused(problems)) => {
            let problem = super::texts::Texts::of(operator.language).import_refused.to_owned();
            let sentences = problems.iter().take(PROBLEMS_SHOWN).map(ToString::to_string).collect();
            data_page(&app, &operator, Some(problem), sentences, &DoneQuery::default()).await
        }
    }
}

/// More than this many help nobody.
const PROBLEMS_SHOWN: usize = 50;

/// The file in the form's field `file`; `None` where there is none that is named as a shop file.
async fn read_file(parts: &mut Multipart) -> Result<Option<(String, Format)>, PageError> {
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let Some(format) = part.file_name().and_then(|name| Format::of(Path::new(name))) else { return Ok(None) };
        let bytes = part.bytes().await.map_err(unreadable)?;
        let text = String::from_utf8(bytes.into()).map_err(|_| {
            ApiError::new(Code::InvalidBody, "The file is not UTF-8. Save it as UTF-8 and send it again.")
        })?;
        return Ok(Some((text, format)));
    }
    Ok(None)
}

fn unreadable(error: MultipartError) -> PageError {
    let code = if error.status() == StatusCode::PAYLOAD_TOO_LARGE { Code::BodyTooLarge } else { Code::InvalidBody };
    ApiError::new(code, "The file could not be read. Send it again.").into()
}
