//! The page on which a trial shop begins, and the notice above every page of one.

use super::visitor::Visitor;
use crate::cli::demo::files;
use crate::cli::demo::mailbox::language;
use crate::i18n::messages::Demo;
use crate::i18n::{Texts, direction};
use askama::Template;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::Response;

/// Its style, and the notice's.
pub const STYLE: &str = include_str!("../../../../assets/demo/trial.css");
const POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; style-src 'self'; img-src data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
);

/// Why somebody sees the start page who wanted something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The shop is deleted, or never was.
    Gone,
    /// There are as many as there may be.
    Full,
    /// This client has begun enough.
    TooMany,
    /// It could not be made.
    Failed,
}

#[derive(Template)]
#[template(path = "demo/trial.html")]
struct StartPage {
    t: Texts<Demo>,
    lang: &'static str,
    dir: &'static str,
    minutes: u16,
    why: Option<&'static str>,
}

#[derive(Template)]
#[template(path = "demo/trial_notice.html")]
struct Notice<'a> {
    t: Texts<Demo>,
    lang: &'static str,
    until: String,
    homepage: &'a str,
}

/// The start page.
pub fn start(status: StatusCode, headers: &HeaderMap, minutes: u16, why: Option<Why>) -> Response {
    let language = language(headers);
    let t = Texts::<Demo>::of(language);
    let why = why.map(|why| match why {
        Why::Gone => t.trial_gone(),
        Why::Full => t.trial_full(),
        Why::TooMany => t.trial_too_many(),
        Why::Failed => t.trial_failed(),
    });
    let page = StartPage { t, lang: language.tag(), dir: direction(language).word(), minutes, why };
    let mut response = files::page(status, &page);
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, POLICY);
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(header::REFERRER_POLICY, HeaderValue::from_static("same-origin"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    response
}

/// An answer of a shop; above a page stands until when it is there.
pub async fn with_notice(visitor: &Visitor, headers: &HeaderMap, mut answer: Response) -> Response {
    answer.headers_mut().insert("x-robots-tag", HeaderValue::from_static("noindex"));
    let kind = answer.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !kind.starts_with("text/html") {
        return answer;
    }
    let language = language(headers);
    let notice = Notice {
        t: Texts::of(language),
        lang: language.tag(),
        until: visitor.clock_of_end(language),
        homepage: &visitor.places.homepage,
    };
    let (mut parts, body) = answer.into_parts();
    // Pages are in memory already.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    let page = str::from_utf8(&bytes).ok().zip(notice.render().ok());
    match page.and_then(|(page, notice)| inserted(page, &notice)) {
        Some(page) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, Body::from(page))
        }
        None => Response::from_parts(parts, Body::from(bytes)),
    }
}

/// The page with its style and the notice. `None`: it is a part of a page, or a mail, and stays as it is.
fn inserted(page: &str, notice: &str) -> Option<String> {
    let head = page.find("</head>")?;
    let body = head + page[head..].find("<body")?;
    let content = body + page[body..].find('>')? + 1;
    if !page[..head].contains("rel=\"stylesheet\"") {
        return None;
    }
    let style = "<link rel=\"stylesheet\" href=\"/trial.css\">";
    Some([&page[..head], style, &page[head..content], notice, &page[content..]].concat())
}

#[cfg(test)]
mod tests {
    use super::inserted;

    #[test]
    fn the_notice_stands_first_on_a_page_and_not_in_a_part_of_one() {
        let page =
            "<html><head><link rel=\"stylesheet\" href=\"/a.css\"></head><body class=\"x\"><p>A</p></body></html>";
        let expected = "<html><head><link rel=\"stylesheet\" href=\"/a.css\"><link rel=\"stylesheet\" href=\"/trial.css\"></head>\
            <body class=\"x\"><aside></aside><p>A</p></body></html>";
        assert_eq!(inserted(page, "<aside></aside>").as_deref(), Some(expected));
        for part in ["<form></form>", "<html><head></head><body>mail</body></html>"] {
            assert_eq!(inserted(part, "<aside></aside>"), None);
        }
    }
}
