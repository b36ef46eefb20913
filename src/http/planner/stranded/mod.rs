//! `/planner/stranded`: appointments that a closing or other hours left without somebody to take them, with what can be done about
//! each, or about all.

mod actions;
mod all;
mod page;

pub use page::because;

use crate::http::planner::prelude::*;

/// What these pages say.
pub type Texts = i18n::Texts<planner::Stranded>;

/// The list's address.
pub const LIST: &str = "/planner/stranded";

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/stranded", get(page::show_list))
        .route("/planner/stranded/all", post(all::resolve_all))
        .route("/planner/stranded/{key}", post(actions::resolve))
}
