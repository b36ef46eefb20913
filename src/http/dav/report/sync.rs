//! `sync-collection` (RFC 6578). A token names the epoch of the counter of changes, how the device sees the calendar, and a
//! number; one whose epoch is over, or that was made for another view, is refused, and the program reads everything anew.

use super::Report;
use crate::http::dav::device::Asker;
use crate::http::dav::listing::Listed;
use crate::http::dav::place::Place;
use crate::http::dav::refusal::Refusal;
use crate::http::dav::xml::write::{MultiStatus, element, escape};
use crate::http::dav::xml::{DAV, Element, Name};
use crate::http::dav::xml_answer;
use crate::operations::caldav::changes::{self, Change, Changes, State};
use axum::http::StatusCode;
use axum::response::Response;
use sha2::{Digest, Sha256};

/// What every token begins with.
const SCHEME: &str = "urn:terminplaner:sync:";

/// The token of the state that a calendar is in now, which is also its `getctag`.
pub async fn present_token(asker: &Asker) -> Result<String, Refusal> {
    let State { epoch, latest } = changes::state(&asker.app.store).await?;
    Ok(token(asker, &epoch, latest))
}

fn token(asker: &Asker, epoch: &str, number: i64) -> String {
    format!("{SCHEME}{epoch}:{}:{number}", view(asker))
}

/// What the texts of all objects depend on besides the appointments.
fn view(asker: &Asker) -> String {
    let parts = [asker.device.detail.word(), asker.language.tag(), &asker.app.settings.public_url].join(" ");
    base16ct::lower::encode_string(&Sha256::digest(parts.as_bytes())[..4])
}

pub async fn answer(report: &Report<'_>) -> Result<Response, Refusal> {
    let (asker, at) = (report.asker, report.asker.at(report.resource));
    let given = report.root.child(DAV, "sync-token").map(|token| token.text.trim()).unwrap_or_default();
    let Changes { state, mut changes } = if given.is_empty() {
        changes::everything(&asker.app.store, at).await?
    } else {
        let (epoch, number) = parts(asker, given).ok_or_else(stale)?;
        changes::since(&asker.app.store, at, epoch, number).await?.ok_or_else(stale)?
    };
    let mut last = state.latest;
    let is_cut = match limit(&report.root)? {
        Some(limit) if changes.len() > limit => {
            last = cut(&mut changes, limit)?;
            true
        }
        _ => false,
    };
    let writer = asker.writer(report.resource);
    let mut answer = MultiStatus::default();
    for (_, change) in changes {
        match change {
            Change::Present(object) => {
                let listed = Listed::new(asker, &writer, report.resource, *object);
                answer.add(&asker.address(&listed.place), &report.groups(&listed));
            }
            Change::Gone(name) => {
                let place = Place::Object(asker.device.user.id, report.resource.clone(), name);
                answer.add_status(&asker.address(&place), StatusCode::NOT_FOUND, "");
            }
        }
    }
    if is_cut {
        let condition = element(&Name::new(DAV, "number-of-matches-within-limits"), "");
        answer.add_status(&asker.address(report.place), StatusCode::INSUFFICIENT_STORAGE, &condition);
    }
    answer.add_beside(&element(&Name::new(DAV, "sync-token"), &escape(&token(asker, &state.epoch, last))));
    Ok(xml_answer(StatusCode::MULTI_STATUS, answer.finish()))
}

/// Epoch and number of a token; `None`: it was made for another view, or not here.
fn parts(asker: &Asker, token: &str) -> Option<(String, i64)> {
    let mut parts = token.strip_prefix(SCHEME)?.split(':');
    let (epoch, its_view, number) = (parts.next()?, parts.next()?, parts.next()?.parse().ok()?);
    (its_view == view(asker) && parts.next().is_none()).then(|| (epoch.to_owned(), number))
}

fn stale() -> Refusal {
    let sentence = "This token holds no more: read the calendar without one.";
    Refusal::condition(StatusCode::FORBIDDEN, DAV, "valid-sync-token", sentence)
}

/// How many objects the program wants at once.
fn limit(root: &Element) -> Result<Option<usize>, Refusal> {
    let Some(limit) = root.child(DAV, "limit").and_then(|limit| limit.child(DAV, "nresults")) else { return Ok(None) };
    limit.text.trim().parse().map(Some).map_err(|_| Refusal::not_xml())
}

/// Leaves the first `limit` changes at most, and returns the number of the last one: those of one number stay together.
fn cut(changes: &mut Vec<(i64, Change)>, limit: usize) -> Result<i64, Refusal> {
    let end = (1..=limit).rev().find(|end| changes[*end].0 != changes[end - 1].0);
    let Some(end) = end else {
        let sentence = "There are more objects than are wanted at once.";
        let local = "number-of-matches-within-limits";
        return Err(Refusal::condition(StatusCode::INSUFFICIENT_STORAGE, DAV, local, sentence));
    };
    changes.truncate(end);
    Ok(changes[end - 1].0)
}
