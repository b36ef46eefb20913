//! `/planner/customers/import`: customers from a file. The file is read ([`upload`]) and kept in memory for half an hour, under
//! a random token; the preview says what would become of each row, and writes it when asked to ([`preview`]).

mod preview;
mod upload;

use crate::http::planner::prelude::*;
use crate::http::planner::sent_file::FILE_BYTES;
use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::routing::{get, post};

/// What these pages say.
type Texts = i18n::Texts<planner::CustomerImport>;

/// The address of the first page.
const PATH: &str = "/planner/customers/import";
/// The address of the preview.
const PREVIEW: &str = "/planner/customers/import/preview";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route(PATH, get(upload::show_upload).post(upload::upload).layer(DefaultBodyLimit::max(FILE_BYTES)))
        .route(PREVIEW, post(preview::go_on))
        .route(PREVIEW, get(preview::show_preview))
}
