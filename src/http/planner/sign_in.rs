//! `/planner/sign-in` and `/planner/sign-out`.

use super::door::{self, Door};
use super::form_data::FormData;
use super::frame;
use super::operator::{self, Operator, signed_in_cookie, signed_out_cookie};
use super::redirect::inside;
use super::texts::Texts;
use crate::accounts;
use crate::app::App;
use crate::domain::shop::Language;
use crate::http::client_address::ClientAddress;
use crate::http::extract::ApiQuery;
use crate::http::page_error::PageError;
use askama::Template;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Redirect, Response};
use serde::Deserialize;

/// Where to go afterwards, and what was just done.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct SignInQuery {
    to: String,
    done: String,
}

#[derive(Template)]
#[template(path = "planner/sign_in.html")]
struct SignInPage {
    door: Door,
    to: String,
    email: String,
    problem: Option<String>,
    done: Option<&'static str>,
    nobody_yet: bool,
}

impl SignInPage {
    fn new(app: &App, headers: &HeaderMap, to: &str) -> Self {
        Self {
            door: Door::new(app, headers),
            to: inside(to).to_owned(),
            email: String::new(),
            problem: None,
            done: None,
            nobody_yet: false,
        }
    }
}

/// `GET /planner/sign-in`
pub async fn show_sign_in(
    State(app): State<App>,
    headers: HeaderMap,
    ApiQuery(query): ApiQuery<SignInQuery>,
) -> Result<Response, PageError> {
    let mut page = SignInPage::new(&app, &headers, &query.to);
    page.done = (query.done == "password").then_some(page.door.t.password_changed);
    page.nobody_yet = door::nobody_yet(&app).await?;
    frame::page(StatusCode::OK, &page)
}

/// `POST /planner/sign-in`
pub async fn sign_in(State(app): State<App>, request: Request) -> Result<Response, PageError> {
    let client = ClientAddress::of_request(&request, &app.settings.trusted_proxies);
    let headers = request.headers().clone();
    let form = FormData::read(request).await?;
    let (email, password) = (form.text("email"), form.raw("password"));
    let mut page = SignInPage::new(&app, &headers, form.text("to"));
    page.email = email.to_owned();
    if let Some(seconds) = app.sign_ins.seconds_to_wait(email, client) {
        page.problem = Some(page.door.t.wait(seconds));
        let mut response = frame::page(StatusCode::TOO_MANY_REQUESTS, &page)?;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        return Ok(response);
    }
    // Counted before it is known, so that tries at the same time count too.
    app.sign_ins.failed(email, client);
    let device = operator::device(&headers);
    let signed_in = accounts::sign_in(&app.store, email, password.to_owned(), device).await.map_err(super::fault)?;
    let Some(signed_in) = signed_in else {
        page.problem = Some(page.door.t.wrong_password.to_owned());
        return frame::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    };
    app.sign_ins.succeeded(email, client);
    if let Some(before) = operator::session_cookie(&headers) {
        accounts::sign_out(&app.store, &before).await?;
    }
    let cookie = signed_in_cookie(&app, &signed_in.token)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to(&page.to)).into_response())
}

/// `POST /planner/sign-out`; with `everywhere`, on all devices.
pub async fn sign_out(State(app): State<App>, operator: Operator, form: FormData) -> Result<Response, PageError> {
    if form.has("everywhere") {
        accounts::sign_out_everywhere(&app.store, operator.user.id).await.map_err(super::fault)?;
    } else {
        accounts::sign_out(&app.store, &operator.token).await?;
    }
    let cookie = signed_out_cookie(&app)?;
    Ok(([(header::SET_COOKIE, cookie)], Redirect::to("/planner/sign-in")).into_response())
}

impl Texts {
    /// What is said to who has tried too often.
    pub(super) fn wait(&self, seconds: u64) -> String {
        match self.language {
            Language::De => {
                format!("Zu viele Versuche. Bitte warten Sie {seconds} Sekunden und versuchen Sie es dann noch einmal.")
            }
            _ => format!("Too many tries. Please wait for {seconds} seconds, then try again."),
        }
    }
}
