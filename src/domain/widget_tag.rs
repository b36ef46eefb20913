//! The tag that a shop pastes into its website: a script, a button, a link or a frame.

use super::language::Language;
use super::shop::Calendar;
use super::url::url;
use serde::Deserialize;
use std::fmt::Write;

/// What the tag shall do.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TagQuery {
    /// One of [`FORMS`].
    pub form: String,
    /// The id of the service that is preselected; empty: none.
    pub service: String,
    /// The same of a room or person.
    pub resource: String,
    /// The language; empty: the page's.
    pub lang: String,
    /// How many days are shown at once, 1 to 31; empty: as many as fit.
    pub days: String,
}

/// The tag, as checked: only what exists is in it.
pub struct Tag {
    /// One of [`FORMS`].
    pub form: &'static str,
    /// The id of a service; may be empty, as all that follows.
    pub service: String,
    /// The id of a room or person.
    pub resource: String,
    /// The tag of a language.
    pub lang: String,
    /// A number.
    pub days: String,
}

/// A calendar in the page, one behind a button, a link, a frame.
pub const FORMS: [&str; 4] = ["inline", "button", "link", "iframe"];

impl Tag {
    /// What exists of it.
    pub fn checked(query: &TagQuery, calendar: &Calendar) -> Self {
        let known =
            |ids: Vec<&str>, wanted: &str| ids.into_iter().find(|id| *id == wanted).unwrap_or_default().to_owned();
        let services = calendar.bookable_services().map(|service| service.id.as_str()).collect();
        let resources = calendar.resources.iter().filter(|resource| resource.online && !resource.archived);
        Self {
            form: FORMS.into_iter().find(|form| *form == query.form).unwrap_or("inline"),
            service: known(services, &query.service),
            resource: known(resources.map(|resource| resource.id.as_str()).collect(), &query.resource),
            lang: known(Language::offered().map(Language::tag).collect(), &query.lang),
            days: query
                .days
                .parse()
                .ok()
                .filter(|days| (1..=31).contains(days))
                .map(|days: u8| days.to_string())
                .unwrap_or_default(),
        }
    }

    /// What to paste. Ids hold nothing that would end an attribute, which the shop's own checks see to; escaped all the same.
    pub fn code(&self, public_url: &str, link_text: &str) -> String {
        match self.form {
            "link" => format!("<a href=\"{}\">{link_text}</a>", escaped(&self.url(public_url, false))),
            "iframe" => format!(
                "<iframe src=\"{}\" title=\"{link_text}\" width=\"100%\" height=\"760\" loading=\"lazy\" style=\"border: 0\"></iframe>",
                escaped(&self.url(public_url, true))
            ),
            form => {
                let mode = if form == "button" { form } else { "" };
                let mut attributes = String::new();
                let given = [
                    ("mode", mode),
                    ("service", &self.service),
                    ("resource", &self.resource),
                    ("lang", &self.lang),
                    ("days", &self.days),
                ];
                for (name, value) in given.into_iter().filter(|(_, value)| !value.is_empty()) {
                    // Writing into a string cannot fail.
                    let _ = write!(attributes, " {name}=\"{}\"", escaped(value));
                }
                // The link is what visitors see until the script runs, and where it cannot.
                format!(
                    "<online-terminplaner{attributes}><a href=\"{}\">{link_text}</a></online-terminplaner>\n\
                     <script async src=\"{public_url}/widget.js\"></script>",
                    escaped(&self.url(public_url, false))
                )
            }
        }
    }

    fn url(&self, public_url: &str, embed: bool) -> String {
        let query = [
            ("service", self.service.as_str()),
            ("resource", &self.resource),
            ("lang", &self.lang),
            ("embed", if embed { "1" } else { "" }),
        ];
        url(&format!("{public_url}/"), &query)
    }

    /// The address of the booking page for a preview on this origin.
    pub fn preview_url(&self) -> String {
        self.url("", self.form == "iframe")
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tag(form: &'static str) -> Tag {
        Tag { form, service: "anpassung".into(), resource: String::new(), lang: "en".into(), days: String::new() }
    }

    #[test]
    fn every_form_has_its_code() {
        let code = |form| tag(form).code("https://termine.example.de", "Termin online buchen");
        assert_eq!(
            code("button"),
            "<online-terminplaner mode=\"button\" service=\"anpassung\" lang=\"en\"><a href=\"https://termine.example.de/?service=anpassung&amp;lang=en\">Termin online buchen</a></online-terminplaner>\n\
             <script async src=\"https://termine.example.de/widget.js\"></script>"
        );
        assert_eq!(
            code("link"),
            "<a href=\"https://termine.example.de/?service=anpassung&amp;lang=en\">Termin online buchen</a>"
        );
        assert!(
            code("iframe")
                .starts_with("<iframe src=\"https://termine.example.de/?service=anpassung&amp;lang=en&amp;embed=1\"")
        );
    }
}
