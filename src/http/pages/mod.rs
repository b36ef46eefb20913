//! The customer's server-rendered pages.

use crate::app::App;
use axum::Router;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
