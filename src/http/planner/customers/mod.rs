//! Customers: finding them (`list`, [`found`]), a record (`record`, `edit`), two that are one (`merge`), what is held on
//! somebody (`export`), many from a file (`import`), erasure (`erase`, `decline`), who may be the same (`likely`), and the
//! [`panel`] that says on an appointment whose it is (`link`).

mod decline;
mod edit;
mod erase;
mod export;
pub mod found;
mod import;
mod likely;
mod link;
mod list;
mod merge;
pub mod panel;
mod record;
pub mod texts;

use crate::http::planner::prelude::*;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/customers", get(list::list_customers))
        .route("/planner/customers/find", get(found::find_customers))
        .merge(import::routes())
        .route("/planner/customers/new", get(edit::show_new).post(edit::create_customer))
        .route("/planner/customers/{id}", get(record::show_customer))
        .route("/planner/customers/{id}/edit", get(edit::show_edit).post(edit::update_customer))
        .route("/planner/customers/{id}/merge", get(merge::show_merge).post(merge::merge_customers))
        .route("/planner/customers/{id}/export", get(export::show_export))
        .route("/planner/customers/{id}/export.json", get(export::download_export))
        .route("/planner/customers/{id}/erase", get(erase::ask_to_erase).post(erase::erase_customer))
        .route("/planner/erasures/{id}", get(erase::ask_to_erase_requested).post(erase::erase_requested))
        .route("/planner/erasures/{id}/decline", get(decline::ask_to_decline).post(decline::decline))
        .route("/planner/appointments/{key}/customer", post(link::change_customer))
}
