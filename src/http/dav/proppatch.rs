//! `PROPPATCH`: no property is kept; each is refused by itself.

use super::asked::names;
use super::device::Asker;
use super::place::Place;
use super::refusal::Refusal;
use super::xml::write::{MultiStatus, element};
use super::xml::{DAV, read};
use super::xml_answer;
use axum::http::StatusCode;
use axum::response::Response;

/// Answers with a `multistatus`.
pub fn answer(asker: &Asker, place: &Place, body: &[u8]) -> Result<Response, Refusal> {
    let root = read::parse(body).map_err(|_| Refusal::not_xml())?.ok_or_else(Refusal::not_xml)?;
    if !root.is(DAV, "propertyupdate") {
        return Err(Refusal::not_xml());
    }
    let mut refused = String::new();
    for change in root.children.iter().filter(|change| change.is(DAV, "set") || change.is(DAV, "remove")) {
        for name in names(change.child(DAV, "prop"))? {
            refused.push_str(&element(&name, ""));
        }
    }
    let mut answer = MultiStatus::default();
    answer.add(&asker.address(place), &[(StatusCode::FORBIDDEN, refused)]);
    Ok(xml_answer(StatusCode::MULTI_STATUS, answer.finish()))
}
