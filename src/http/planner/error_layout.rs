//! What is refused to somebody who is signed in, told in the planner's own frame: why, what to do, and the ways on.
//!
//! Handlers and layers answer with a page that stands alone, since they know nothing of the planner's; here it is put into
//! the frame. Where the frame cannot be made, the page that stands alone is what remains.

use super::auth::{Head, Operator};
use super::layout::{self, Area, Entry, Layout};
use super::redirect::inside;
use crate::http::error::page::{ErrorPageContext, PageError};
use crate::http::error::{Code, messages};
use crate::http::middleware::request_context::Reader;
use askama::Template;
use axum::http::{Uri, header};
use axum::response::Response;

#[derive(Template)]
#[template(path = "planner/refusal.html")]
struct RefusalPage {
    frame: Layout,
    title: &'static str,
    sentence: &'static str,
    /// The page it happened on.
    back: Option<String>,
    ways: Vec<Entry>,
    /// The label and the id under which the cause was logged.
    reference: Option<(&'static str, String)>,
}

/// The page that somebody came from, where that is another one of the planner's.
pub fn back(request: &Head) -> Option<String> {
    let came_from = referrer(request)?;
    let path = came_from.split('?').next().unwrap_or_default();
    (inside(&came_from) == came_from && path != request.uri().path()).then_some(came_from)
}

/// Where a request was made. Browsers tell it to the same origin alone, so it needs no host.
pub fn referrer(request: &Head) -> Option<String> {
    let address: Uri = request.headers().get(header::REFERER)?.to_str().ok()?.parse().ok()?;
    Some(address.path_and_query()?.as_str().to_owned())
}

/// Puts a page of refusal into the frame; anything else stays as it is.
pub async fn in_frame(operator: &Operator, back: Option<String>, answer: Response) -> Response {
    let Some(told) = answer.extensions().get::<ErrorPageContext>().copied() else { return answer };
    match framed(operator, back, told).await {
        Ok(page) => {
            let (mut parts, _) = answer.into_parts();
            parts.headers.remove(header::CONTENT_LENGTH);
            Response::from_parts(parts, page.into_body())
        }
        Err(_) => answer,
    }
}

async fn framed(operator: &Operator, back: Option<String>, told: ErrorPageContext) -> Result<Response, PageError> {
    let frame = Layout::new(operator, Area::Nowhere).await?;
    // What was typed too long is only there still where the browser goes back by itself.
    let back = back.filter(|_| told.code != Code::BodyTooLarge);
    let (title, sentence) = messages::words(told.code, Reader::Operator, operator.language);
    let ways = frame.entries().into_iter().take(WAYS_SHOWN).collect();
    let reference = told.logged.map(|id| (messages::reference(operator.language), id.to_string()));
    layout::page(told.code.status(), &RefusalPage { frame, title, sentence, back, ways, reference })
}

/// Those for everybody; the others stand above.
const WAYS_SHOWN: usize = 3;
