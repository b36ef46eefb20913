//! The first page: the file.

use super::{PATH, PREVIEW, Texts};
use crate::http::pages::url;
use crate::http::planner::prelude::*;
use crate::http::planner::sent_file::{self, NoFile};
use crate::operations::accounts::Secret;
use crate::operations::customers::import::{self, SheetError};
use axum::extract::multipart::{Multipart, MultipartRejection};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "planner/customers/import.html")]
struct UploadPage {
    frame: Layout,
    t: Texts,
    problem: Option<&'static str>,
}

async fn answer(operator: &Operator, problem: Option<&'static str>) -> PageResult {
    let frame = Layout::new(operator, Area::Customers).await?;
    let status = if problem.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    layout::page(status, &UploadPage { t: Texts::of(frame.language), frame, problem })
}

/// `GET /planner/customers/import`
pub async fn show_upload(operator: Owner) -> PageResult {
    answer(&operator, None).await
}

/// `POST /planner/customers/import`
pub async fn upload(operator: Owner, parts: Result<Multipart, MultipartRejection>) -> PageResult {
    let t = Texts::of(operator.language);
    let bytes = match sent_file::read(parts).await {
        Ok(bytes) => bytes,
        Err(NoFile::TooLarge) => return answer(&operator, Some(t.too_large())).await,
        Err(NoFile::Missing) => return answer(&operator, Some(t.no_file())).await,
    };
    let sheet = match import::read(bytes).await {
        Ok(sheet) => sheet,
        Err(error) => return answer(&operator, Some(sentence(error, t))).await,
    };
    let token = Secret::random().map_err(ApiError::internal)?;
    let kept = (operator.user.id, Arc::new(sheet));
    operator.app.imports.keep(&token, kept, operator.app.clock.now().timestamp());
    Ok(Redirect::to(&url(PREVIEW, &[("draft", token.expose())])).into_response())
}

fn sentence(error: SheetError, t: Texts) -> &'static str {
    match error {
        SheetError::Unreadable => t.unreadable(),
        SheetError::TooLarge => t.too_large(),
        SheetError::TooManyRows => t.too_many_rows(),
        SheetError::Empty => t.empty(),
    }
}

/// Leads back to the first page, where a draft has expired.
pub fn expired(operator: &Operator) -> Response {
    operator.not_done(PATH, Texts::of(operator.language).expired())
}
