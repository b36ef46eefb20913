//! `/planner/sign-in` and `/planner/sign-out`. Accounts with a second factor go on to [`second`]; a [`passkey`] signs in by
//! itself.

pub mod help;
pub mod passkey;
pub mod second;

use super::public_layout::PublicLayout;
use super::redirect::inside;
use super::{browser_session, layout};
use crate::http::planner::prelude::*;
use crate::http::sign_in_guard::Source;
use crate::operations::accounts::{GivenPassword, SignIn};

#[derive(Template)]
#[template(path = "planner/sign_in.html")]
struct SignInPage {
    door: PublicLayout,
    to: String,
    email: String,
    problem: Option<String>,
    nobody_yet: bool,
    /// What passkeys are called.
    f: i18n::Texts<planner::SecondFactor>,
    /// Whether anybody has a passkey that works at this host, and whether anybody has some that work at others only.
    has_passkeys: bool,
    has_moved: bool,
    script: String,
}

/// The script that uses passkeys.
fn script() -> String {
    asset_url("planner-passkey.js")
}

impl SignInPage {
    async fn new(app: &App, headers: &HeaderMap, to: &str) -> Result<Self, PageError> {
        let host = app.relying_party.as_ref().map_or("", |party| &party.host);
        let (has_passkeys, has_moved) = accounts::passkey_hosts(&app.store, host).await?;
        let door = PublicLayout::new(app, headers);
        Ok(Self {
            f: i18n::Texts::of(door.language),
            door,
            to: inside(to).to_owned(),
            email: String::new(),
            problem: None,
            nobody_yet: false,
            has_passkeys,
            has_moved,
            script: script(),
        })
    }

    fn wait(mut self, seconds: u64) -> PageResult {
        self.problem = Some(self.door.t.wait(seconds));
        let mut response = layout::page(StatusCode::TOO_MANY_REQUESTS, &self)?;
        response.headers_mut().insert(header::RETRY_AFTER, seconds.into());
        Ok(response)
    }
}

/// `GET /planner/sign-in`
pub async fn show_sign_in(State(app): State<App>, headers: HeaderMap, Asked(query): Asked) -> PageResult {
    let mut page = SignInPage::new(&app, &headers, query.text("to")).await?;
    page.nobody_yet = accounts::nobody_yet(&app.store).await?;
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/sign-in`
pub async fn sign_in(State(app): State<App>, client: ClientAddress, headers: HeaderMap, form: FormData) -> PageResult {
    let (email, password) = (form.text("email"), form.raw("password"));
    let mut page = SignInPage::new(&app, &headers, form.text("to")).await?;
    page.email = email.to_owned();
    let browser = app.cookies.browser(&headers);
    let device = browser.known_to(&app.store, email).await?;
    let source = device.map_or(Source::Stranger(client), Source::Device);
    if let Err(seconds) = app.sign_ins.may_try(email, &source) {
        return page.wait(seconds);
    }
    let given = GivenPassword { text: password.to_owned(), browser };
    match accounts::sign_in(&app.store, email, given).await? {
        SignIn::Complete(session) => {
            app.sign_ins.succeeded(email, &source);
            Ok(browser_session::enter(&app, &headers, &session, &page.to).await?)
        }
        SignIn::Halfway(first) => {
            app.sign_ins.take_back(email, &source);
            second::ask(&app, first, &page.to).await
        }
        SignIn::Refused => {
            page.problem = Some(page.door.t.wrong_password().to_owned());
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// The page again, after a passkey was refused.
async fn refuse_passkey(app: &App, headers: &HeaderMap, to: &str) -> PageResult {
    let mut page = SignInPage::new(app, headers, to).await?;
    page.problem = Some(page.f.passkey_refused().to_owned());
    layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}

/// `POST /planner/sign-out`; with `everywhere`, on all devices.
pub async fn sign_out(State(app): State<App>, operator: Operator, headers: HeaderMap, form: FormData) -> PageResult {
    if form.has("everywhere") {
        let browser = app.cookies.browser(&headers);
        accounts::sign_out_everywhere(&app.store, operator.user.id, browser).await?;
    } else {
        accounts::sign_out(&app.store, &operator.token).await?;
    }
    Ok((app.cookies.signed_out()?, Redirect::to("/planner/sign-in")).into_response())
}
