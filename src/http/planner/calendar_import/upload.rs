//! The first page: the file.

use super::{PATH, PREVIEW, Texts};
use crate::http::pages::url;
use crate::http::planner::prelude::*;
use crate::http::planner::sent_file::{self, NoFile};
use crate::operations::accounts::Secret;
use crate::operations::calendar_import::{self, Error, Unreadable};
use axum::extract::multipart::{Multipart, MultipartRejection};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "planner/calendar_import/upload.html")]
struct UploadPage {
    frame: Layout,
    t: Texts,
    problem: Option<&'static str>,
}

async fn answer(operator: &Operator, problem: Option<&'static str>) -> PageResult {
    let frame = Layout::new(operator, Area::Offer).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    layout::page(status, &UploadPage { t: Texts::of(frame.language), frame, problem })
}

/// `GET /planner/resources/calendars/import`
pub async fn show_upload(operator: Owner) -> PageResult {
    answer(&operator, None).await
}

/// `POST /planner/resources/calendars/import`
pub async fn upload(operator: Owner, parts: Result<Multipart, MultipartRejection>) -> PageResult {
    let t = Texts::of(operator.language);
    let bytes = match sent_file::read(parts).await {
        Ok(bytes) => bytes,
        Err(NoFile::TooLarge) => return answer(&operator, Some(t.too_large())).await,
        Err(NoFile::Missing) => return answer(&operator, Some(t.no_file())).await,
    };
    let entries = match calendar_import::read(&operator.app.store, bytes).await {
        Ok(entries) if entries.items.is_empty() && entries.unread == 0 => {
            return answer(&operator, Some(t.empty())).await;
        }
        Ok(entries) => entries,
        Err(Error::Unreadable(why)) => return answer(&operator, Some(sentence(why, t))).await,
        Err(Error::Store(error)) => return Err(error.into()),
        Err(Error::ChangedMeanwhile) => return answer(&operator, Some(t.changed_meanwhile())).await,
    };
    let token = Secret::random().map_err(ApiError::internal)?;
    let kept = (operator.user.id, Arc::new(entries));
    operator.app.calendar_files.keep(&token, kept, operator.app.clock.now().timestamp());
    Ok(Redirect::to(&url(PREVIEW, &[("draft", token.expose())])).into_response())
}

fn sentence(why: Unreadable, t: Texts) -> &'static str {
    match why {
        Unreadable::NotACalendar => t.not_a_calendar(),
        Unreadable::Incomplete => t.incomplete(),
        Unreadable::TooLarge => t.too_large(),
    }
}

/// Leads back to the first page, where a draft has expired.
pub fn expired(operator: &Operator) -> Response {
    operator.not_done(PATH, Texts::of(operator.language).expired())
}
