//! Accounts: one's own ([`own`], [`second_factor`], [`feeds`], [`devices`]), everybody's for owners ([`users`], [`user`]),
//! and the ways in besides the password: a link by mail ([`forgotten`], [`reset`]) and the demonstration's ([`magic_link`]).

mod devices;
mod feeds;
mod forgotten;
mod magic_link;
mod own;
mod phone;
mod reset;
mod second_factor;
pub(super) mod texts;
mod user;
mod users;

use crate::http::state::App;
use axum::Router;
use axum::routing::{get, post};

/// What asks for a session.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/account", get(own::show_account).post(own::change_profile))
        .route("/planner/account/sign-in", post(own::change_sign_in))
        .route("/planner/account/calendars", get(feeds::show_feeds).post(feeds::make_feed))
        .route("/planner/account/calendars/{id}/renew", post(feeds::renew_feed))
        .route("/planner/account/calendars/{id}/remove", post(feeds::revoke_feed))
        .route("/planner/account/devices", get(devices::show_devices).post(devices::add_device))
        .route("/planner/account/devices/{id}/remove", post(devices::remove_device))
        .route("/planner/account/sessions/{name}", post(own::end_session))
        .route("/planner/account/second-factor", get(second_factor::show_factors))
        .route("/planner/account/second-factor/recovery-codes", post(second_factor::new_codes))
        .route(
            "/planner/account/second-factor/app",
            get(second_factor::app::show_app).post(second_factor::app::add_app),
        )
        .route("/planner/account/second-factor/app/remove", post(second_factor::app::remove_app))
        .route(
            "/planner/account/second-factor/passkey",
            get(second_factor::passkey::show_passkey).post(second_factor::passkey::add_passkey),
        )
        .route("/planner/account/second-factor/passkey/challenge", post(second_factor::passkey::challenge))
        .route("/planner/account/second-factor/passkeys/{id}/rename", post(second_factor::passkey::rename_passkey))
        .route("/planner/account/second-factor/passkeys/{id}/remove", post(second_factor::passkey::remove_passkey))
        .route("/planner/accounts", get(users::list_accounts).post(users::demand_factor))
        .route("/planner/accounts/new", get(user::show_new).post(user::create_account))
        .route("/planner/accounts/{id}", get(user::show_account).post(user::change_account))
        .route("/planner/accounts/{id}/password", post(user::set_password))
        .route("/planner/accounts/{id}/link", post(user::send_link))
        .route("/planner/accounts/{id}/second-factor/remove", post(user::remove_second_factors))
        .route("/planner/accounts/{id}/remove", post(user::remove_account))
}

/// What is open to everybody.
pub fn open_routes() -> Router<App> {
    Router::new()
        .route("/planner/forgotten", get(forgotten::show_forgotten).post(forgotten::ask_for_link))
        .route("/planner/reset/{token}", get(reset::show_reset).post(reset::choose_password))
        .route("/planner/enter/{token}", get(magic_link::enter))
}
