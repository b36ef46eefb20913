//! The guided set-up, from an empty file to the first booking: the first account by an address that the program prints
//! (`start`), then a page a step, each of which can be skipped and done again; the end shows the tag to paste (`finish`).
//!
//! The forms are simpler than the areas' own pages and lead to them; what was edited there in more detail is never
//! written over from here.

mod finish;
mod hours;
mod mail;
mod resources;
mod services;
mod shop;
mod start;
mod steps;
mod texts;

use crate::http::planner::prelude::*;
use crate::operations::set_up::step::Step;

pub use start::address;

/// The address of the page where what is missing for the first booking is added.
pub fn missing_step(calendar: &Calendar) -> String {
    steps::address(Step::missing(calendar))
}

/// What asks for a session.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/set-up", get(steps::resume))
        .route("/planner/set-up/skip/{step}", post(steps::skip))
        .route("/planner/set-up/shop", get(shop::show_shop).post(shop::save_shop))
        .route("/planner/set-up/resources", get(resources::show_resources).post(resources::add_resources))
        .route("/planner/set-up/services", get(services::show_services).post(services::add_services))
        .route("/planner/set-up/hours", get(hours::show_hours).post(hours::save_hours))
        .route("/planner/set-up/mail", get(mail::show_mail).post(mail::save_mail))
        .route("/planner/set-up/finish", get(finish::show_finish).post(finish::finish))
}

/// What is open to who has the address.
pub fn open_routes() -> Router<App> {
    Router::new().route("/planner/set-up/start/{token}", get(start::show_start).post(start::create_first))
}
