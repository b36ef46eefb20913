//! What is known of each place: the properties of RFC 4918, 3744, 4791, 5397 and 6578 that programs ask for.

use super::asked::Asked;
use super::device::Asker;
use super::listing::Listed;
use super::place::Place;
use super::xml::write::{element, escape, href};
use super::xml::{CALDAV, DAV, Name, SERVER};
use axum::http::StatusCode;

/// All properties that some place has.
const KNOWN: &[(&str, &str)] = &[
    (DAV, "resourcetype"),
    (DAV, "displayname"),
    (DAV, "getetag"),
    (DAV, "getcontenttype"),
    (DAV, "getcontentlength"),
    (DAV, "current-user-principal"),
    (DAV, "principal-URL"),
    (DAV, "principal-collection-set"),
    (DAV, "owner"),
    (DAV, "current-user-privilege-set"),
    (DAV, "supported-privilege-set"),
    (DAV, "supported-report-set"),
    (DAV, "sync-token"),
    (CALDAV, "calendar-home-set"),
    (CALDAV, "calendar-user-address-set"),
    (CALDAV, "calendar-description"),
    (CALDAV, "calendar-timezone-id"),
    (CALDAV, "supported-calendar-component-set"),
    (CALDAV, "supported-calendar-data"),
    (CALDAV, "supported-collation-set"),
    (CALDAV, "max-resource-size"),
    (SERVER, "getctag"),
];

/// Those that `allprop` means: the ones of RFC 4918.
const OF_WEBDAV: usize = 5;

/// The reports of a calendar.
const REPORTS: [(&str, &str); 4] =
    [(CALDAV, "calendar-query"), (CALDAV, "calendar-multiget"), (CALDAV, "free-busy-query"), (DAV, "sync-collection")];

/// A place and what its properties are made of.
pub struct Known<'a> {
    /// Who asks.
    pub asker: &'a Asker,
    /// The place.
    pub place: &'a Place,
    /// The object that it is.
    pub listed: Option<&'a Listed>,
    /// The token of the calendar that it is.
    pub token: &'a str,
}

impl Known<'_> {
    /// The properties asked for, by status. `minimal`: what there is not is left out.
    pub fn groups(&self, asked: &Asked, minimal: bool) -> Vec<(StatusCode, String)> {
        let (mut found, mut missing) = (String::new(), String::new());
        let mut add = |name: &Name, value: Option<String>| match value {
            Some(value) => found.push_str(&element(name, &value)),
            None if !minimal => missing.push_str(&element(name, "")),
            None => {}
        };
        match asked {
            Asked::Named(names) => names.iter().for_each(|name| add(name, self.value(name))),
            Asked::All(beside) => {
                for (space, local) in &KNOWN[..OF_WEBDAV] {
                    let name = Name::new(space, local);
                    let value = self.value(&name);
                    if value.is_some() {
                        add(&name, value);
                    }
                }
                let others = beside.iter().filter(|name| !KNOWN[..OF_WEBDAV].contains(&name.parts()));
                others.for_each(|name| add(name, self.value(name)));
            }
            Asked::Names => {
                let names = KNOWN.iter().map(|(space, local)| Name::new(space, local));
                for name in names.filter(|name| self.value(name).is_some()) {
                    add(&name, Some(String::new()));
                }
            }
        }
        vec![(StatusCode::OK, found), (StatusCode::NOT_FOUND, missing)]
    }

    /// A property as XML; `None`: the place has none of that name.
    fn value(&self, name: &Name) -> Option<String> {
        match name.parts() {
            (DAV, local) => self.of_webdav(local),
            (CALDAV, local) => self.of_caldav(local),
            (SERVER, "getctag") if self.is_calendar() => Some(escape(self.token)),
            _ => None,
        }
    }

    fn is_calendar(&self) -> bool {
        matches!(self.place, Place::Calendar(..))
    }

    fn principal(&self) -> String {
        href(&self.asker.address(&Place::Principal(self.asker.device.user.id)))
    }

    fn of_webdav(&self, local: &str) -> Option<String> {
        let is_principal = matches!(self.place, Place::Principal(_));
        let text = match local {
            "resourcetype" => match self.place {
                Place::Object(..) => "",
                Place::Calendar(..) => "<D:collection/><C:calendar/>",
                Place::Principal(_) => "<D:collection/><D:principal/>",
                Place::Root | Place::Principals | Place::Homes | Place::Home(_) => "<D:collection/>",
            }
            .to_owned(),
            "displayname" => escape(&self.display_name()?),
            "getetag" => escape(&self.listed?.tag),
            "getcontenttype" => self.listed.map(|_| "text/calendar; charset=utf-8; component=VEVENT".to_owned())?,
            "getcontentlength" => self.listed?.text.len().to_string(),
            "current-user-principal" => self.principal(),
            "principal-URL" if is_principal => self.principal(),
            "principal-collection-set" => href(&self.asker.address(&Place::Principals)),
            "owner" => self.place.user().filter(|_| !is_principal).map(|_| self.principal())?,
            "current-user-privilege-set" => privileges(self.rights()),
            "supported-privilege-set" => supported_privileges(),
            "supported-report-set" => match self.place {
                Place::Calendar(..) => reports(),
                _ => String::new(),
            },
            "sync-token" if self.is_calendar() => escape(self.token),
            _ => return None,
        };
        Some(text)
    }

    fn display_name(&self) -> Option<String> {
        match self.place {
            Place::Calendar(_, resource) => Some(self.asker.calendar.resource_name(resource.as_str())),
            Place::Principal(_) => Some(self.asker.device.user.name.to_string()),
            Place::Home(_) | Place::Root => Some(self.asker.calendar.shop.name.to_string()),
            Place::Principals | Place::Homes | Place::Object(..) => None,
        }
    }

    fn of_caldav(&self, local: &str) -> Option<String> {
        if let Place::Principal(user) = self.place {
            return match local {
                "calendar-home-set" => Some(href(&self.asker.address(&Place::Home(*user)))),
                "calendar-user-address-set" => {
                    Some(href(&crate::domain::mailto::mailto(&self.asker.device.user.email)))
                }
                _ => None,
            };
        }
        if !self.is_calendar() {
            return None;
        }
        let text = match local {
            "calendar-description" => escape(&self.asker.calendar.shop.name),
            "calendar-timezone-id" => self.asker.calendar.shop.time_zone.name().to_owned(),
            "supported-calendar-component-set" => "<C:comp name=\"VEVENT\"/>".to_owned(),
            "supported-calendar-data" => "<C:calendar-data content-type=\"text/calendar\" version=\"2.0\"/>".to_owned(),
            "supported-collation-set" => {
                let collations = super::filter::COLLATIONS.iter();
                collations.map(|name| format!("<C:supported-collation>{name}</C:supported-collation>")).collect()
            }
            "max-resource-size" => super::OBJECT_MAX.to_string(),
            _ => return None,
        };
        Some(text)
    }

    /// What the device may do there.
    fn rights(&self) -> &'static [&'static str] {
        match self.place {
            Place::Calendar(..) | Place::Object(..) if !self.asker.only_looks() => {
                &["read", "read-current-user-privilege-set", "write-content", "bind", "unbind"]
            }
            _ => &["read", "read-current-user-privilege-set"],
        }
    }
}

fn privileges(names: &[&str]) -> String {
    names.iter().map(|name| format!("<D:privilege><D:{name}/></D:privilege>")).collect()
}

fn supported_privileges() -> String {
    let one = |name: &str, words: &str, inside: &str| {
        format!(
            "<D:supported-privilege><D:privilege><D:{name}/></D:privilege><D:description xml:lang=\"en\">{words}</D:description>{inside}</D:supported-privilege>"
        )
    };
    let reading = one("read", "Look", &one("read-current-user-privilege-set", "See what one may do", ""));
    let writing = [
        one("write-content", "Change appointments", ""),
        one("bind", "Add blocked times", ""),
        one("unbind", "Cancel appointments", ""),
    ];
    one("all", "Everything", &(reading + &one("write", "Change", &writing.concat())))
}

fn reports() -> String {
    let names = REPORTS.iter().map(|(space, local)| element(&Name::new(space, local), ""));
    names.map(|name| format!("<D:supported-report><D:report>{name}</D:report></D:supported-report>")).collect()
}
