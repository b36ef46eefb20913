//! An account with a second factor, and what its user would have beside the computer: the app that shows the codes, and the
//! paper with the recovery codes. Shown as a page, to try signing in with them.

use super::endpoints::{Endpoint, Endpoints, TELEPHONE};
use super::files::{page, with_file};
use super::mailbox::language;
use crate::domain::account::Role;
use crate::i18n::messages::Demo;
use crate::i18n::{Texts, direction};
use crate::operations::accounts;
use crate::operations::accounts::{Account, AppSecret, Browser};
use crate::store::Store;
use anyhow::{Context, anyhow};
use askama::Template;
use axum::Router;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use axum::routing::get;
use std::sync::Arc;

const SCRIPT: &str = include_str!("../../../assets/demo/telephone.js");
const EMAIL: &str = "jonas.muster@example.org";
/// Shown on the page; the account is of no use elsewhere.
const PASSWORD: &str = "sieben-blaue-geigen";
/// Seconds for which a code is shown.
const STEP: i64 = 30;

/// What belongs to the account.
pub struct Telephone {
    secret: AppSecret,
    recovery_codes: Vec<String>,
}

/// Makes the account, with an app.
pub async fn set_up(store: &Store) -> anyhow::Result<Telephone> {
    let account = Account { email: EMAIL.into(), name: "Jonas Muster".into(), role: Role::Staff, language: None };
    let user = accounts::create(store, account, PASSWORD.into(), None).await?;
    let session = accounts::begin_session_without_password(store, user, Browser::default()).await?;
    let session = session.context("the account with a second factor is gone")?.token;
    let secret = AppSecret::random()?;
    let code = secret.code(store.now().timestamp())?;
    let added = accounts::add_app(store, (user, &session), secret.clone(), &code).await?;
    accounts::sign_out(store, &session).await?;
    let codes = added.codes.ok_or_else(|| anyhow!("the account has a second factor already"))?;
    Ok(Telephone { secret, recovery_codes: codes.0 })
}

#[derive(Template)]
#[template(path = "demo/telephone.html")]
struct TelephonePage {
    t: Texts<Demo>,
    lang: &'static str,
    dir: &'static str,
    places: Vec<Endpoint>,
    sign_in: String,
    email: &'static str,
    password: &'static str,
    code: String,
    /// How long it is shown, in seconds.
    left: i64,
    recovery_code: String,
}

/// The page and its script.
pub fn routes(telephone: Telephone, store: Store, places: Endpoints) -> Router {
    let telephone = Arc::new(telephone);
    let show = async move |headers: HeaderMap| telephone.show(&store, &places, &headers);
    with_file(Router::new().route(TELEPHONE, get(show)), "/telefon.js", "text/javascript; charset=utf-8", SCRIPT)
}

impl Telephone {
    fn show(&self, store: &Store, places: &Endpoints, headers: &HeaderMap) -> Response {
        let (now, language) = (store.now().timestamp(), language(headers));
        let Ok(code) = self.secret.code(now) else { return StatusCode::INTERNAL_SERVER_ERROR.into_response() };
        let (first, second) = code.split_at(code.len() / 2);
        let shown = TelephonePage {
            t: Texts::of(language),
            lang: language.tag(),
            dir: direction(language).word(),
            places: places.all(language, &format!("{}{TELEPHONE}", places.mailbox)),
            sign_in: format!("{}/planner/sign-in", places.shop),
            email: EMAIL,
            password: PASSWORD,
            code: format!("{first} {second}"),
            left: STEP - now.rem_euclid(STEP),
            recovery_code: self.recovery_codes.first().cloned().unwrap_or_default(),
        };
        page(StatusCode::OK, &shown)
    }
}
