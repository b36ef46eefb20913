//! `/planner/settings/data`: the shop as a file, out and in, and the whole database as a copy.

use super::{Settings, Tab, Texts, begin};
use crate::http::planner::prelude::*;
use crate::operations::shop_file::{Format, ImportError, Problem, transfer};
use axum::body::Body;
use axum::extract::multipart::{Multipart, MultipartError, MultipartRejection};
use std::path::Path;
use tokio_util::io::ReaderStream;

#[derive(Template)]
#[template(path = "planner/settings/data.html")]
struct DataPage {
    frame: Layout,
    settings: Settings,
    problem: Option<String>,
    problems: Vec<String>,
}

async fn data_page(operator: &Operator, problem: Option<String>, problems: Vec<String>) -> PageResult {
    let (frame, settings) = begin(operator, Tab::Data).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    layout::page(status, &DataPage { frame, settings, problem, problems })
}

/// `GET /planner/settings/data`
pub async fn show_data(operator: Proven<Owner>) -> PageResult {
    data_page(&operator, None, Vec::new()).await
}

/// `GET /planner/settings/data/export`: the shop file.
pub async fn export(operator: Proven<Owner>) -> PageResult {
    let text = transfer::export(&operator.app.store, operator.user.id).await?;
    let name = file_name(&operator.app, "toml");
    let headers =
        [(header::CONTENT_TYPE, "application/toml; charset=utf-8".to_owned()), (header::CONTENT_DISPOSITION, name)];
    Ok((headers, text).into_response())
}

/// `GET /planner/settings/data/backup`: a copy of the whole file, made beside it and gone once it is open.
pub async fn back_up(operator: Proven<Owner>) -> PageResult {
    let copy = transfer::back_up(&operator.app.store, operator.user.id).await?;
    let length = copy.metadata().map_err(ApiError::internal)?.len();
    let body = Body::from_stream(ReaderStream::new(tokio::fs::File::from_std(copy)));
    let headers = [
        (header::CONTENT_TYPE, "application/vnd.sqlite3".to_owned()),
        (header::CONTENT_LENGTH, length.to_string()),
        (header::CONTENT_DISPOSITION, file_name(&operator.app, "db")),
    ];
    Ok((headers, body).into_response())
}

fn file_name(app: &App, ending: &str) -> String {
    let date = today(app.clock.now(), app.planning().calendar.shop.time_zone);
    format!("attachment; filename=\"shop-{date}.{ending}\"")
}

/// `POST /planner/settings/data/import`: takes a shop file over, all of it or nothing.
pub async fn import(operator: Proven<Owner>, parts: Result<Multipart, MultipartRejection>) -> PageResult {
    let t = Texts::of(operator.language);
    let refuse = async |problem: &str, problems| data_page(&operator, Some(problem.to_owned()), problems).await;
    let (text, format) = match read_file(parts).await {
        Ok(file) => file,
        Err(NoFile::NotChosen) => return refuse(t.no_file(), Vec::new()).await,
        Err(NoFile::TooLarge) => return refuse(t.file_too_large(), Vec::new()).await,
        Err(NoFile::NotUtf8) => return refuse(t.file_not_utf8(), Vec::new()).await,
        Err(NoFile::BrokeOff) => return refuse(t.file_broke_off(), Vec::new()).await,
    };
    match transfer::import(&operator.app.store, text, format, operator.user.id).await {
        Ok(()) => Ok(operator.done("/planner/settings/data", t.imported())),
        Err(ImportError::Store(error)) => Err(error.into()),
        Err(ImportError::Refused(problems)) => refuse(t.import_refused(), told(&problems, operator.language)).await,
    }
}

/// More than this many help nobody.
const PROBLEMS_SHOWN: usize = 50;

fn told(problems: &[Problem], language: Language) -> Vec<String> {
    let mut sentences: Vec<_> = problems.iter().take(PROBLEMS_SHOWN).map(|problem| problem.told(language)).collect();
    if problems.len() > PROBLEMS_SHOWN {
        let more = problems.len() - PROBLEMS_SHOWN;
        sentences.push(Texts::of(language).more_problems(more));
    }
    sentences
}

/// Why there is no file to read.
enum NoFile {
    /// None was sent that is named as a shop file.
    NotChosen,
    TooLarge,
    NotUtf8,
    BrokeOff,
}

/// The file in the form's field `file`.
async fn read_file(parts: Result<Multipart, MultipartRejection>) -> Result<(String, Format), NoFile> {
    let mut parts = parts.map_err(|_| NoFile::NotChosen)?;
    while let Some(part) = parts.next_field().await.map_err(unreadable)? {
        if part.name() != Some("file") {
            continue;
        }
        let format = part.file_name().and_then(|name| Format::of(Path::new(name))).ok_or(NoFile::NotChosen)?;
        let bytes = part.bytes().await.map_err(unreadable)?;
        return Ok((String::from_utf8(bytes.into()).map_err(|_| NoFile::NotUtf8)?, format));
    }
    Err(NoFile::NotChosen)
}

fn unreadable(error: MultipartError) -> NoFile {
    if error.status() == StatusCode::PAYLOAD_TOO_LARGE { NoFile::TooLarge } else { NoFile::BrokeOff }
}
