//! The JSON that widgets and other programs speak.

use crate::app::App;
use axum::Router;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
}
