//! Which properties a program asks for.

use super::refusal::Refusal;
use super::xml::{DAV, Element, Name};
use axum::http::{HeaderMap, StatusCode};

/// The properties that a program asks for at most.
const ASKED_MAX: usize = 100;

/// Which properties are asked for.
pub enum Asked {
    /// These.
    Named(Vec<Name>),
    /// Those of RFC 4918, and these.
    All(Vec<Name>),
    /// The names of all.
    Names,
}

/// Whether what there is not is left out (RFC 8144).
pub fn is_minimal(headers: &HeaderMap) -> bool {
    let prefers = headers.get_all("prefer").iter().filter_map(|value| value.to_str().ok());
    let brief = headers.get("brief").is_some_and(|value| value.as_bytes().eq_ignore_ascii_case(b"t"));
    brief || prefers.flat_map(|line| line.split([',', ';'])).any(|one| one.trim() == "return=minimal")
}

/// Without a body everything is asked for.
pub fn of_propfind(body: Option<Element>) -> Result<Asked, Refusal> {
    let Some(root) = body else { return Ok(Asked::All(Vec::new())) };
    if !root.is(DAV, "propfind") {
        return Err(Refusal::not_xml());
    }
    if root.child(DAV, "propname").is_some() {
        return Ok(Asked::Names);
    }
    if root.child(DAV, "allprop").is_some() {
        return Ok(Asked::All(names(root.child(DAV, "include"))?));
    }
    let named = root.child(DAV, "prop").ok_or_else(Refusal::not_xml)?;
    Ok(Asked::Named(names(Some(named))?))
}

/// The names of the elements in one, each once.
pub fn names(element: Option<&Element>) -> Result<Vec<Name>, Refusal> {
    let mut names: Vec<Name> = Vec::new();
    for child in element.map(|element| element.children.as_slice()).unwrap_or_default() {
        if !names.contains(&child.name) {
            names.push(child.name.clone());
        }
        if names.len() > ASKED_MAX {
            return Err(Refusal::new(StatusCode::BAD_REQUEST, "Ask for fewer properties at once."));
        }
    }
    Ok(names)
}
