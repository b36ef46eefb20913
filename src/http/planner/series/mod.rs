//! Series: appointments, or blocked times, that repeat. `create` enters one: `rule` are its fields, `preview` the dates that they
//! lead to, `page` shows both; `change` moves or cancels what is left of one.

mod change;
mod create;
mod page;
mod preview;
mod rule;

use crate::http::planner::prelude::*;
use crate::i18n::messages::planner::Series;

/// What these pages say.
type Texts = i18n::Texts<Series>;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/series/new", get(create::show_new).post(create::create_series))
        .route("/planner/series/{key}", get(change::show_change).post(change::change_series))
}
