//! The cookies of the planner: the session's, the one by which a browser is known again when it signs in next, the one of a
//! sign-in that waits for its second step, and the word of the calendar's picture that was looked at last. All are
//! `HttpOnly` and `SameSite=Lax`, so that a link in a mail opens the planner and other sites' forms do not.
//!
//! Where the shop is reached by https their names begin with `__Host-`: browsers take such a cookie from this host alone,
//! so that no neighbouring host can plant one. Below a path the prefix is `__Secure-`, and the cookie is sent there only.

use crate::domain::user_agent::UserAgent;
use crate::http::error::ApiError;
use crate::operations::accounts::{Browser, DEVICE_SECONDS, DeviceToken, SESSION_SECONDS, Secret, SessionToken};
use axum::http::{HeaderMap, HeaderValue, header};
use cookie::time::Duration;
use cookie::{Cookie, SameSite};

const SESSION: &str = "terminplaner_session";
const DEVICE: &str = "terminplaner_device";
const VIEW: &str = "terminplaner_view";
/// For how long the calendar opens as it was left, in seconds: a year.
const VIEW_SECONDS: i64 = 365 * 24 * 60 * 60;
const SECOND_STEP: &str = "terminplaner_second_step";
/// How long a sign-in waits for its second step, in seconds.
pub const SECOND_STEP_SECONDS: i64 = 10 * 60;
/// Where cookies without a prefix are sent.
const PLANNER: &str = "/planner";

/// How the cookies of this server are called and where browsers send them.
pub struct Cookies {
    prefix: &'static str,
    path: String,
}

impl Cookies {
    /// Those of a server that is reached at `public_url`, which has no slash at its end.
    pub fn of(public_url: &str) -> Self {
        let is_encrypted = public_url.starts_with("https://");
        let rest = public_url.split_once("://").map_or("", |(_, rest)| rest);
        match rest.find('/').map(|at| &rest[at..]) {
            path if !is_encrypted => Self { prefix: "", path: format!("{}{PLANNER}", path.unwrap_or_default()) },
            None => Self { prefix: "__Host-", path: "/".to_owned() },
            Some(path) => Self { prefix: "__Secure-", path: path.to_owned() },
        }
    }

    /// The sessions that a browser's cookies may name, and whether by a name that only older sessions have.
    pub fn sessions(&self, headers: &HeaderMap) -> impl Iterator<Item = (SessionToken, bool)> {
        let present = find(headers, &format!("{}{SESSION}", self.prefix)).map(|token| (token, false));
        let older = if self.prefix.is_empty() { None } else { find(headers, SESSION) };
        present.into_iter().chain(older.map(|token| (token, true)))
    }

    /// The browser that sends these headers.
    pub fn browser(&self, headers: &HeaderMap) -> Browser {
        let user_agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
        Browser { device: UserAgent::of(user_agent), token: find(headers, &format!("{}{DEVICE}", self.prefix)) }
    }

    /// What signs a browser in and makes it known.
    ///
    /// # Errors
    /// Where a header cannot hold it: the public address is none.
    pub fn signed_in(&self, session: &SessionToken, device: Option<&DeviceToken>) -> Result<HeaderMap, ApiError> {
        let session = self.cookie(SESSION, session.expose(), SESSION_SECONDS);
        let device = device.map(|token| self.cookie(DEVICE, token.expose(), DEVICE_SECONDS));
        as_headers(std::iter::once(session).chain(device).chain(self.older_removed()))
    }

    /// The sign-in of that browser that waits for its second step.
    pub fn second_step(&self, headers: &HeaderMap) -> Option<Secret> {
        find(headers, &format!("{}{SECOND_STEP}", self.prefix))
    }

    /// What makes a browser's sign-in wait for its second step.
    ///
    /// # Errors
    /// As [`Cookies::signed_in`].
    pub fn begin_second_step(&self, token: &Secret) -> Result<HeaderMap, ApiError> {
        as_headers(std::iter::once(self.cookie(SECOND_STEP, token.expose(), SECOND_STEP_SECONDS)))
    }

    /// The picture of the calendar that was looked at last in that browser, as [`Cookies::keep_view`] got it.
    pub fn view(&self, headers: &HeaderMap) -> Option<String> {
        find(headers, &format!("{}{VIEW}", self.prefix)).map(|word| word.expose().to_owned())
    }

    /// What makes the calendar open so again.
    ///
    /// # Errors
    /// As [`Cookies::signed_in`].
    pub fn keep_view(&self, word: &str) -> Result<HeaderMap, ApiError> {
        as_headers(std::iter::once(self.cookie(VIEW, word, VIEW_SECONDS)))
    }

    /// What signs a browser out. It stays known.
    ///
    /// # Errors
    /// As [`Cookies::signed_in`].
    pub fn signed_out(&self) -> Result<HeaderMap, ApiError> {
        as_headers(std::iter::once(self.cookie(SESSION, "", 0)).chain(self.older_removed()))
    }

    fn cookie<'a>(&self, name: &str, value: &'a str, seconds: i64) -> Cookie<'a> {
        build(format!("{}{name}", self.prefix), value, &self.path, seconds, !self.prefix.is_empty())
    }

    /// Takes away a session's cookie under the name from before.
    fn older_removed(&self) -> Option<Cookie<'static>> {
        (!self.prefix.is_empty()).then(|| build(SESSION.to_owned(), "", PLANNER, 0, true))
    }
}

fn build<'a>(name: String, value: &'a str, path: &str, seconds: i64, secure: bool) -> Cookie<'a> {
    let cookie = Cookie::build((name, value)).path(path.to_owned()).max_age(Duration::seconds(seconds));
    cookie.http_only(true).same_site(SameSite::Lax).secure(secure).build()
}

fn as_headers<'a>(cookies: impl Iterator<Item = Cookie<'a>>) -> Result<HeaderMap, ApiError> {
    let mut headers = HeaderMap::new();
    for cookie in cookies {
        let value = HeaderValue::try_from(cookie.to_string()).map_err(ApiError::internal)?;
        headers.append(header::SET_COOKIE, value);
    }
    Ok(headers)
}

/// The value of a cookie; browsers send the one for the longest path first.
fn find(headers: &HeaderMap, name: &str) -> Option<Secret> {
    let lines = headers.get_all(header::COOKIE).iter().filter_map(|value| value.to_str().ok());
    let mut cookies = lines.flat_map(Cookie::split_parse).filter_map(Result::ok);
    cookies.find(|cookie| cookie.name() == name).map(|cookie| Secret::received(cookie.value()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn set(public_url: &str) -> Vec<String> {
        let (session, device) = (Secret::received("s"), Secret::received("d"));
        let headers = Cookies::of(public_url).signed_in(&session, Some(&device)).unwrap();
        headers.get_all(header::SET_COOKIE).iter().map(|value| value.to_str().unwrap().to_owned()).collect()
    }

    #[test]
    fn names_and_paths_follow_the_public_address() {
        let rest = "HttpOnly; SameSite=Lax; Secure";
        assert_eq!(
            set("https://termine.example.de"),
            [
                format!("__Host-terminplaner_session=s; {rest}; Path=/; Max-Age=7776000"),
                format!("__Host-terminplaner_device=d; {rest}; Path=/; Max-Age=31536000"),
                format!("terminplaner_session=; {rest}; Path=/planner; Max-Age=0"),
            ]
        );
        assert_eq!(
            set("https://example.de:8443/termine")[..2],
            [
                format!("__Secure-terminplaner_session=s; {rest}; Path=/termine; Max-Age=7776000"),
                format!("__Secure-terminplaner_device=d; {rest}; Path=/termine; Max-Age=31536000"),
            ]
        );
        assert_eq!(
            set("http://127.0.0.1:8080"),
            [
                "terminplaner_session=s; HttpOnly; SameSite=Lax; Path=/planner; Max-Age=7776000",
                "terminplaner_device=d; HttpOnly; SameSite=Lax; Path=/planner; Max-Age=31536000",
            ]
        );
        assert!(set("http://127.0.0.1:8080/termine").iter().all(|cookie| cookie.contains("; Path=/termine/planner; ")));
    }

    #[test]
    fn a_session_is_read_under_its_name_and_the_one_from_before_apart() {
        let sessions = |public_url: &str, sent: &str| -> Vec<(String, bool)> {
            let headers = [(header::COOKIE, sent.parse().unwrap())].into_iter().collect();
            let cookies = Cookies::of(public_url);
            let found = cookies.sessions(&headers);
            found.map(|(token, is_older)| (token.expose().to_owned(), is_older)).collect()
        };
        let both = "x=1; terminplaner_session=old; __Host-terminplaner_session=new; y";
        assert_eq!(sessions("https://a.example", both), [("new".into(), false), ("old".into(), true)]);
        assert_eq!(sessions("http://a.example", both), [("old".into(), false)]);
        assert_eq!(sessions("https://a.example", "__Secure-terminplaner_session=x"), []);
    }
}
