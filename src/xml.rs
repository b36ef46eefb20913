//! XML of RFC 4918: what comes is read into [`Element`]s, answers are written as text with fixed prefixes.

pub mod read;
pub mod write;

/// `DAV:` (RFC 4918).
pub const DAV: &str = "DAV:";
/// `CalDAV` (RFC 4791).
pub const CALDAV: &str = "urn:ietf:params:xml:ns:caldav";
/// The first servers of calendars; programs still ask for its `getctag`.
pub const SERVER: &str = "http://calendarserver.org/ns/";
/// Apple's calendars.
pub const APPLE: &str = "http://apple.com/ns/ical/";
/// This program's own conditions.
pub const OWN: &str = "urn:terminplaner:dav";

/// A name with its namespace.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name {
    /// The namespace; empty: none.
    pub space: String,
    /// The name in it.
    pub local: String,
}

impl Name {
    /// The name `local` in `space`.
    pub fn new(space: &str, local: &str) -> Self {
        Self { space: space.to_owned(), local: local.to_owned() }
    }

    /// Both parts, to match on.
    pub fn parts(&self) -> (&str, &str) {
        (&self.space, &self.local)
    }
}

/// An element with all that is in it.
#[derive(Clone, Debug)]
pub struct Element {
    /// What it is called.
    pub name: Name,
    /// Its attributes without a namespace.
    pub attributes: Vec<(String, String)>,
    /// The elements in it.
    pub children: Vec<Element>,
    /// The text in it, without that of its elements.
    pub text: String,
}

impl Element {
    /// Whether it is `local` in `space`.
    pub fn is(&self, space: &str, local: &str) -> bool {
        self.name.parts() == (space, local)
    }

    /// The first element of that name in it.
    pub fn child(&self, space: &str, local: &str) -> Option<&Self> {
        self.children.iter().find(|child| child.is(space, local))
    }

    /// All elements of that name in it.
    pub fn all<'a>(&'a self, space: &'a str, local: &'a str) -> impl Iterator<Item = &'a Self> {
        self.children.iter().filter(move |child| child.is(space, local))
    }

    /// The value of an attribute.
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }
}
