//! What an address under `/dav/` means, and which methods it takes.

use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// What stands unencoded in a part of a path.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'@');

/// What a place takes that is only read.
pub const READING: &str = "OPTIONS, GET, HEAD, PROPFIND, PROPPATCH, REPORT";

/// A place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// `/dav/`
    Root,
    /// `/dav/principals/`
    Principals,
    /// `/dav/principals/{user}/`: an account.
    Principal(UserId),
    /// `/dav/calendars/`
    Homes,
    /// `/dav/calendars/{user}/`: the calendars of an account.
    Home(UserId),
    /// `/dav/calendars/{user}/{resource}/`: one of them.
    Calendar(UserId, ResourceId),
    /// `/dav/calendars/{user}/{resource}/{name}`: an object in it.
    Object(UserId, ResourceId, String),
}

impl Place {
    /// The place of a path; `None`: there can be none.
    pub fn parse(path: &str) -> Option<Self> {
        let rest = path.strip_prefix("/dav").filter(|rest| rest.is_empty() || rest.starts_with('/'))?;
        let rest = rest.strip_suffix('/').unwrap_or(rest);
        let parts = rest.split('/').skip(1).map(|part| percent_decode_str(part).decode_utf8().ok());
        let parts: Vec<_> = parts.collect::<Option<_>>()?;
        let user = |text: &str| text.parse::<UserId>().ok().filter(|id| id.to_string() == text);
        let parts: Vec<&str> = parts.iter().map(AsRef::as_ref).collect();
        Some(match parts[..] {
            [] => Self::Root,
            ["principals"] => Self::Principals,
            ["principals", id] => Self::Principal(user(id)?),
            ["calendars"] => Self::Homes,
            ["calendars", id] => Self::Home(user(id)?),
            ["calendars", id, resource] if !resource.is_empty() => {
                Self::Calendar(user(id)?, ResourceId::from(resource))
            }
            ["calendars", id, resource, name] if !name.is_empty() && !path.ends_with('/') => {
                Self::Object(user(id)?, ResourceId::from(resource), name.to_owned())
            }
            _ => return None,
        })
    }

    /// The place of an address that a program has sent: a path, or a whole URL, with the path of the public address or without.
    pub fn of_address(address: &str, base_path: &str) -> Option<Self> {
        let path = match address.split_once("://") {
            Some((_, rest)) => &rest[rest.find('/')?..],
            None => address,
        };
        let path = path.split(['?', '#']).next().unwrap_or_default();
        Self::parse(path.strip_prefix(base_path).filter(|rest| rest.starts_with('/')).unwrap_or(path))
    }

    /// Its path, without that of the public address.
    pub fn path(&self) -> String {
        let part = |text: &str| utf8_percent_encode(text, KEPT).to_string();
        match self {
            Self::Root => "/dav/".to_owned(),
            Self::Principals => "/dav/principals/".to_owned(),
            Self::Principal(user) => format!("/dav/principals/{user}/"),
            Self::Homes => "/dav/calendars/".to_owned(),
            Self::Home(user) => format!("/dav/calendars/{user}/"),
            Self::Calendar(user, resource) => format!("/dav/calendars/{user}/{}/", part(resource.as_str())),
            Self::Object(user, resource, name) => {
                format!("/dav/calendars/{user}/{}/{}", part(resource.as_str()), part(name))
            }
        }
    }

    /// Whether it is a collection whose path was written without the slash at its end.
    pub fn lacks_slash(&self, path: &str) -> bool {
        !matches!(self, Self::Object(..)) && !path.ends_with('/')
    }

    /// The account whose it is.
    pub fn user(&self) -> Option<UserId> {
        match self {
            Self::Root | Self::Principals | Self::Homes => None,
            Self::Principal(user) | Self::Home(user) | Self::Calendar(user, _) | Self::Object(user, ..) => Some(*user),
        }
    }

    /// The calendar that it is, or is in.
    pub fn resource(&self) -> Option<&ResourceId> {
        match self {
            Self::Calendar(_, resource) | Self::Object(_, resource, _) => Some(resource),
            _ => None,
        }
    }

    /// The methods that it takes.
    pub fn methods(&self) -> &'static str {
        match self {
            Self::Object(..) => "OPTIONS, GET, HEAD, PUT, DELETE, MOVE, PROPFIND, PROPPATCH, REPORT",
            _ => READING,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_path_is_read_as_it_is_written() {
        let resource = || ResourceId::from("raum 1/ä");
        for place in [
            Place::Root,
            Place::Principals,
            Place::Principal(3),
            Place::Homes,
            Place::Home(3),
            Place::Calendar(3, resource()),
            Place::Object(3, resource(), "a@b.example.ics".into()),
        ] {
            assert_eq!(Place::parse(&place.path()), Some(place.clone()), "{}", place.path());
        }
        assert_eq!(Place::parse("/dav"), Some(Place::Root));
        assert_eq!(Place::parse("/dav/calendars/3"), Some(Place::Home(3)));
        for none in [
            "/davx",
            "/dav/x",
            "/dav/calendars/x/",
            "/dav/calendars/03/",
            "/dav/calendars/3/a/b/c",
            "/dav/calendars/3/a/%ff",
        ] {
            assert_eq!(Place::parse(none), None, "{none}");
        }
    }

    #[test]
    fn addresses_may_be_whole_and_have_the_public_path() {
        let home = Some(Place::Home(3));
        assert_eq!(Place::of_address("https://a.example/termine/dav/calendars/3/", "/termine"), home);
        assert_eq!(Place::of_address("/termine/dav/calendars/3/", "/termine"), home);
        assert_eq!(Place::of_address("/dav/calendars/3/", "/termine"), home);
        assert_eq!(Place::of_address("/dav/calendars/3/", ""), home);
        assert_eq!(Place::of_address("https://a.example", ""), None);
    }
}
