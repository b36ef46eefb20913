//! Writes answers. The five namespaces have fixed prefixes, declared by the root.

use super::{APPLE, CALDAV, DAV, Name, OWN, SERVER};
use axum::http::StatusCode;
use std::fmt::Write;

/// What every answer begins with.
const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n";
const SPACES: &str = "xmlns:D=\"DAV:\" xmlns:C=\"urn:ietf:params:xml:ns:caldav\" xmlns:CS=\"http://calendarserver.org/ns/\" \
                      xmlns:A=\"http://apple.com/ns/ical/\" xmlns:T=\"urn:terminplaner:dav\"";

/// Text between tags, or in an attribute: what XML cannot hold is left out.
pub fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + text.len() / 16);
    for sign in text.chars() {
        match sign {
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '&' => escaped.push_str("&amp;"),
            '"' => escaped.push_str("&quot;"),
            // Otherwise a reader makes a line feed of it.
            '\r' => escaped.push_str("&#13;"),
            '\n' | '\t' => escaped.push(sign),
            '\u{fffe}' | '\u{ffff}' => {}
            sign if sign.is_ascii_control() => {}
            sign => escaped.push(sign),
        }
    }
    escaped
}

/// An element with that inside, which is written as it is.
pub fn element(name: &Name, inside: &str) -> String {
    let local = &name.local;
    let prefix = match name.space.as_str() {
        DAV => "D",
        CALDAV => "C",
        SERVER => "CS",
        APPLE => "A",
        OWN => "T",
        "" => return wrapped(local, "", inside),
        other => return wrapped(&format!("X:{local}"), &format!(" xmlns:X=\"{}\"", escape(other)), inside),
    };
    wrapped(&format!("{prefix}:{local}"), "", inside)
}

fn wrapped(tag: &str, attributes: &str, inside: &str) -> String {
    if inside.is_empty() {
        return format!("<{tag}{attributes}/>");
    }
    format!("<{tag}{attributes}>{inside}</{tag}>")
}

/// `<D:href>` with an address.
pub fn href(address: &str) -> String {
    format!("<D:href>{}</D:href>", escape(address))
}

/// `HTTP/1.1 404 Not Found`.
pub fn status_line(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or_default();
    format!("<D:status>HTTP/1.1 {} {reason}</D:status>", status.as_u16())
}

/// A document with that root element of `DAV:`.
pub fn document(root: &str, inside: &str) -> String {
    format!("{DECLARATION}<D:{root} {SPACES}>{inside}</D:{root}>\n")
}

/// A `multistatus` that grows.
#[derive(Default)]
pub struct MultiStatus(String);

impl MultiStatus {
    /// Adds a resource with properties by status: empty groups are left out.
    pub fn add(&mut self, address: &str, groups: &[(StatusCode, String)]) {
        let _ = write!(self.0, "<D:response>{}", href(address));
        let mut is_empty = true;
        for (status, properties) in groups.iter().filter(|(_, properties)| !properties.is_empty()) {
            is_empty = false;
            let _ = write!(self.0, "<D:propstat><D:prop>{properties}</D:prop>{}</D:propstat>", status_line(*status));
        }
        if is_empty {
            let _ = write!(self.0, "<D:propstat><D:prop/>{}</D:propstat>", status_line(StatusCode::OK));
        }
        self.0.push_str("</D:response>");
    }

    /// Adds a resource with a status of its own; `error` is a condition, or empty.
    pub fn add_status(&mut self, address: &str, status: StatusCode, error: &str) {
        let error = if error.is_empty() { String::new() } else { format!("<D:error>{error}</D:error>") };
        let _ = write!(self.0, "<D:response>{}{}{error}</D:response>", href(address), status_line(status));
    }

    /// Adds what stands beside the resources.
    pub fn add_beside(&mut self, element: &str) {
        self.0.push_str(element);
    }

    /// The document.
    pub fn finish(self) -> String {
        document("multistatus", &self.0)
    }
}
