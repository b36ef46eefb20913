//! What the shop offers: services and what they occupy. A list each ([`list`]), in display order, and a form each
//! ([`service`], [`resource`]); what both lists do to an entry is [`actions`]. What is switched on and cannot be booked all
//! the same says so everywhere, in the words of [`hint`].

mod actions;
mod hint;
mod list;
mod needs;
mod place;
mod resource;
mod service;
mod service_form;
mod texts;

use crate::domain::shop::{Language, Resource, Service};
use crate::http::pages::url;
use crate::http::planner::confirm_page::ConfirmPage;
use crate::http::planner::layout::Area;
use crate::http::state::App;
use crate::operations::catalog::Refusal;
use crate::operations::catalog::offer::Item;
use axum::Router;
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use serde::Deserialize;
use texts::Texts;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/services", get(list::list_services))
        .route("/planner/services/act", post(actions::act::<Service>))
        .route("/planner/services/form", get(service::show_service).post(service::save_service))
        .route("/planner/resources", get(list::list_resources))
        .route("/planner/resources/act", post(actions::act::<Resource>))
        .route("/planner/resources/form", get(resource::show_resource).post(resource::save_resource))
}

/// What addresses of this area say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct OfferQuery {
    id: String,
    done: String,
}

/// Where the pages of a kind of entry are.
trait Listed: Item {
    /// Its list.
    const LIST: &'static str;
    /// What its buttons are sent to.
    const ACT: &'static str;
}

impl Listed for Service {
    const LIST: &'static str = "/planner/services";
    const ACT: &'static str = "/planner/services/act";
}

impl Listed for Resource {
    const LIST: &'static str = "/planner/resources";
    const ACT: &'static str = "/planner/resources/act";
}

/// A refusal as a sentence above a form.
fn sentence(refusal: &Refusal, t: Texts) -> &'static str {
    match refusal {
        Refusal::UnknownResource => t.unknown_resource(),
        Refusal::InUse => t.used_by(),
        Refusal::Stale | Refusal::LeavesOutside(_) | Refusal::StillBooked(_) | Refusal::NothingNew => t.stale(),
    }
}

/// The question before something is switched off or archived that appointments still use.
fn still_booked(language: Language, offline: bool, action: &'static str, back: Option<&'static str>) -> ConfirmPage {
    let t = Texts::of(language);
    let (sentence, go_on) = if offline {
        (t.still_booked_offline(), t.go_offline())
    } else {
        (t.still_booked_archive(), t.archive_anyway())
    };
    ConfirmPage { area: Area::Offer, title: t.still_booked(), sentence, go_on, action, back }
}

/// To the list, with word of what was saved.
fn saved_at<T: Listed>(id: &str) -> Response {
    Redirect::to(&url(T::LIST, &[("done", "saved"), ("id", id)])).into_response()
}

/// What was just done, in words.
fn done(word: &str, t: Texts) -> Option<&'static str> {
    match word {
        "deleted" => Some(t.deleted()),
        "archived" => Some(t.done_archived()),
        "restored" => Some(t.done_restored()),
        _ => None,
    }
}
