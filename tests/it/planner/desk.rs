//! A user of the planner: a signed-in browser without scripts.

use crate::harness::TestApp;
use crate::page::Page;
use axum::body::Body;
use axum::extract::ConnectInfo;
use axum::http::{Request, header};
use std::net::SocketAddr;
use terminplaner::domain::account::{Role, UserId};
use terminplaner::operations::accounts;
use terminplaner::operations::accounts::Account;
use tower::ServiceExt;

/// The password of all test users.
pub const PASSWORD: &str = "correct horse battery";

/// Creates an account.
pub async fn add_user(shop: &TestApp, email: &str, role: Role) -> UserId {
    let account = Account { email: email.into(), name: "Erika Muster".into(), role, language: None };
    accounts::create(&shop.app.store, account, PASSWORD.into(), None).await.unwrap()
}

/// A browser.
pub struct Desk<'a> {
    pub shop: &'a TestApp,
    cookie: Option<String>,
    address: SocketAddr,
}

impl<'a> Desk<'a> {
    /// Nobody is signed in.
    pub fn closed(shop: &'a TestApp) -> Self {
        Self { shop, cookie: None, address: ([127, 0, 0, 1], 1).into() }
    }

    /// The same browser in another network.
    pub fn at(self, address: &str) -> Self {
        Self { address: SocketAddr::new(address.parse().unwrap(), 1), ..self }
    }

    /// An owner, signed in by the sign-in page.
    pub async fn owner(shop: &'a TestApp) -> Self {
        add_user(shop, "owner@example.org", Role::Owner).await;
        Self::closed(shop).sign_in("owner@example.org").await
    }

    /// Another owner, signed in.
    pub async fn second_owner(shop: &'a TestApp) -> Self {
        add_user(shop, "owner2@example.org", Role::Owner).await;
        Self::closed(shop).sign_in("owner2@example.org").await
    }

    /// The same owner in another browser.
    pub async fn owner_again(shop: &'a TestApp) -> Self {
        Self::closed(shop).sign_in("owner@example.org").await
    }

    /// A signed-in staff user.
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

    /// Enters the password again.
    pub async fn prove(&self) {
        let page = self.post("/planner/confirm", &[("to", "/planner"), ("your_password", PASSWORD)]).await;
        assert_eq!(page.status, 303, "{}", page.text);
    }

    /// A browser with that cookie.
    pub fn with_cookie(shop: &'a TestApp, cookie: &str) -> Self {
        Self { cookie: Some(cookie.into()), ..Self::closed(shop) }
    }

    /// The cookies, as `name=value; name=value`.
    pub fn cookie(&self) -> &str {
        self.cookie.as_deref().unwrap_or_default()
    }

    /// Opens a page.
    pub async fn get(&self, path: &str) -> Page {
        self.send(Request::get(path), Body::empty()).await
    }

    /// Posts a form, as pages of the program do.
    pub async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let body = form_urlencoded::Serializer::new(String::new()).extend_pairs(fields).finish();
        let request = Request::post(path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin");
        self.send(request, Body::from(body)).await
    }

    /// Opens a page and posts its form with other values in these fields.
    pub async fn fill(&self, path: &str, other: &[(&str, &str)]) -> Page {
        let fields = self.get(path).await.filled(&format!("form[action='{path}']"), other);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        self.post(path, &fields).await
    }

    /// Posts a form and follows the redirect.
    pub async fn submit(&self, path: &str, fields: &[(&str, &str)]) -> Page {
        let page = self.post(path, fields).await;
        match page.headers.get(header::LOCATION) {
            Some(location) => self.get(location.to_str().unwrap()).await,
            None => page,
        }
    }

    /// Sends a file as a browser does, and opens the page it leads to.
    pub async fn upload(&self, path: &str, bytes: &[u8]) -> Page {
        let head = "--X\r\nContent-Disposition: form-data; name=\"file\"; filename=\"file\"\r\n\r\n";
        let body = [head.as_bytes(), bytes, b"\r\n--X--\r\n"].concat();
        let request = Request::post(path)
            .header("content-type", "multipart/form-data; boundary=X")
            .header("sec-fetch-site", "same-origin");
        let page = self.send(request, Body::from(body)).await;
        match page.headers.get(header::LOCATION) {
            Some(location) => self.get(location.to_str().unwrap()).await,
            None => page,
        }
    }

    /// Sends any request with the cookies.
    pub async fn send(&self, request: axum::http::request::Builder, body: Body) -> Page {
        let request = request.header("accept", "text/html").header("cookie", self.cookie());
        let mut request = request.body(body).unwrap();
        request.extensions_mut().insert(ConnectInfo(self.address));
        Page::read(self.shop.router().oneshot(request).await.unwrap()).await
    }
}

/// The cookies set by a response, as a browser sends them back: session first, then device.
pub fn cookie_of(page: &Page) -> String {
    let set = page.headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap());
    let pairs = set.map(|cookie| cookie.split(';').next().unwrap()).filter(|pair| !pair.ends_with('='));
    pairs.collect::<Vec<_>>().join("; ")
}

/// The device cookie in `cookies`.
pub fn device_in(cookies: &str) -> String {
    cookies.split("; ").find(|pair| pair.contains("terminplaner_device=")).unwrap().to_owned()
}

/// The session secret in `cookies`.
pub fn session_in(cookies: &str) -> String {
    let mut pairs = cookies.split("; ").filter_map(|pair| pair.split_once('='));
    pairs.find(|(name, _)| name.ends_with("terminplaner_session")).unwrap().1.to_owned()
}
