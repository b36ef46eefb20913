//! Somebody at the counter: signed in, with a browser that runs no script.

use crate::harness::TestApp;
use crate::page::Page;
use axum::body::Body;
use axum::http::{Request, header};
use terminplaner::accounts::{self, Account};
use terminplaner::domain::account::{Role, UserId};
use tower::ServiceExt;

/// The password of everybody at the counter.
pub const PASSWORD: &str = "correct horse battery";

/// Makes an account.
pub async fn add_user(shop: &TestApp, email: &str, role: Role) -> UserId {
    let account = Account { email: email.into(), name: "Erika Muster".into(), role, language: None };
    accounts::create(&shop.app.store, account, PASSWORD.into(), None).await.unwrap()
}

/// A browser at the counter.
pub struct Desk<'a> {
    pub shop: &'a TestApp,
    cookie: Option<String>,
}

impl<'a> Desk<'a> {
    /// Nobody is signed in yet.
    pub fn closed(shop: &'a TestApp) -> Self {
        Self { shop, cookie: None }
    }

    /// An owner, signed in by the page as everybody is.
    pub async fn owner(shop: &'a TestApp) -> Self {
        add_user(shop, "owner@example.org", Role::Owner).await;
        Self::closed(shop).sign_in("owner@example.org").await
    }

    /// That owner at one more browser.
    pub async fn owner_again(shop: &'a TestApp) -> Self {
        Self::closed(shop).sign_in("owner@example.org").await
    }

    /// Somebody of the staff, signed in.
    pub async fn staff(shop: &'a TestApp) -> Self {
        add_user(shop, "staff@example.org", Role::Staff).await;
        Self::closed(shop).sign_in("staff@example.org").await
    }

    /// Signs in with [`PASSWORD`].
    pub async fn sign_in(mut self, email: &str) -> Self {
        let page = self.post("/planner/sign-in", &[("email", email), ("password", PASSWORD), ("to", "")]).await;
        assert_eq!(page.status, 303, "{}", page.text);
        self.cookie = Some(cookie_of(&page));
        self
    }

    /// Gives the password again.
    pub async fn prove(&self) {
        let page = self.post("/planner/confirm", &[("to", "/planner"), ("your_password", PASSWORD)]).await;
        assert_eq!(page.status, 303, "{}", page.text);
    }

    /// The browser of somebody who has that cookie.
    pub fn with_cookie(shop: &'a TestApp, cookie: &str) -> Self {
        Self { shop, cookie: Some(cookie.into()) }
    }

    /// The session cookie, as `name=value`.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Sends a form, as our own pages do.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Sends a form and follows where it leads.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        match page.headers.get(header::LOCATION) {
            Some(location) => self.get(location.to_str().unwrap()).await,
            None => page,
        }
    }

    /// Sends any request with the cookie.
    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request.header("accept", "text/html").header("cookie", self.cookie());
        Page::read(self.shop.router().oneshot(request.body(body).unwrap()).await.unwrap()).await
    }
}

/// The cookie that an answer sets, as `name=value`.
pub fn cookie_of(page: &Page) -> String {
    page.headers[header::SET_COOKIE].to_str().unwrap().split(';').next().unwrap().to_owned()
}
