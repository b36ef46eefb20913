//! A page of the program, queried by CSS selectors.

use axum::http::{HeaderMap, StatusCode};
use axum::response::Response;
use http_body_util::BodyExt;
use scraper::{ElementRef, Html, Selector};

/// A page.
pub struct Page {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub text: String,
    html: Html,
}

impl Page {
    /// Reads a response completely.
    pub async fn read(response: Response) -> Self {
        let (parts, body) = response.into_parts();
        let text = String::from_utf8(body.collect().await.unwrap().to_bytes().to_vec()).unwrap();
        let html = Html::parse_document(&text);
        Self { status: parts.status, headers: parts.headers, text, html }
    }

    fn one(&self, selector: &str) -> ElementRef<'_> {
        let found = self.html.select(&Selector::parse(selector).unwrap()).next();
        found.unwrap_or_else(|| panic!("no {selector} in {}", self.text))
    }

    /// The number of elements that match.
    pub fn count(&self, selector: &str) -> usize {
        self.html.select(&Selector::parse(selector).unwrap()).count()
    }

    /// The text of the first matching element, with single spaces.
    pub fn words(&self, selector: &str) -> String {
        words(self.one(selector))
    }

    /// The texts of all matching elements.
    pub fn all(&self, selector: &str) -> Vec<String> {
        self.html.select(&Selector::parse(selector).unwrap()).map(words).collect()
    }

    pub fn attribute(&self, selector: &str, name: &str) -> String {
        self.one(selector).attr(name).unwrap_or_else(|| panic!("no {name} at {selector}")).to_owned()
    }

    /// An attribute of all matching elements that have it.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let selector = Selector::parse(selector).unwrap();
        self.html.select(&selector).filter_map(|element| element.attr(name)).map(str::to_owned).collect()
    }

    /// The hidden fields of the first matching form.
    pub fn hidden(&self, selector: &str) -> Vec<(String, String)> {
        let fields = Selector::parse("input[type=hidden]").unwrap();
        let value = |field: ElementRef<'_>, name: &str| field.attr(name).unwrap().to_owned();
        self.one(selector).select(&fields).map(|field| (value(field, "name"), value(field, "value"))).collect()
    }

    /// What a browser sends of the first matching form, but for the fields in `other`, which are filled anew.
    pub fn filled(&self, form: &str, other: &[(&str, &str)]) -> Vec<(String, String)> {
        let controls = Selector::parse("input, select, textarea").unwrap();
        let shown =
            self.one(form).select(&controls).filter_map(|control| Some((control.attr("name")?, shown(control)?)));
        let kept = shown.filter(|(name, _)| !other.iter().any(|(filled, _)| filled == name));
        let kept = kept.map(|(name, value)| (name.to_owned(), value));
        kept.chain(other.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))).collect()
    }

    /// The fields the form would send.
    pub fn form(&self, filled: &[(&str, &str)], button: &str) -> Vec<(String, String)> {
        let controls = Selector::parse("form input, form textarea").unwrap();
        let mut fields = Vec::new();
        for control in self.html.select(&controls) {
            let name = control.attr("name").unwrap();
            let value = control.attr("value").map_or_else(|| control.text().collect::<String>(), str::to_owned);
            let given = filled.iter().find(|(other, _)| *other == name).map(|(_, value)| (*value).to_owned());
            if control.attr("type") == Some("checkbox") && control.attr("checked").is_none() && given.is_none() {
                continue;
            }
            fields.push((name.to_owned(), given.unwrap_or(value)));
        }
        let pressed = self.one(button);
        if let (Some(name), Some(value)) = (pressed.attr("name"), pressed.attr("value")) {
            fields.push((name.to_owned(), value.to_owned()));
        }
        fields
    }
}

/// What a control of a form sends as it is shown; `None`: nothing.
fn shown(control: ElementRef<'_>) -> Option<String> {
    let value = |of: ElementRef<'_>| of.attr("value").unwrap_or_default().to_owned();
    match (control.value().name(), control.attr("type")) {
        ("textarea", _) => Some(control.text().collect()),
        ("select", _) => {
            let option = |selector| control.select(&Selector::parse(selector).unwrap()).next();
            option("option[selected]").or(option("option")).map(value)
        }
        (_, Some("checkbox" | "radio")) => control.attr("checked").map(|_| value(control)),
        _ => Some(value(control)),
    }
}

fn words(element: ElementRef<'_>) -> String {
    element.text().flat_map(str::split_whitespace).collect::<Vec<_>>().join(" ")
}
