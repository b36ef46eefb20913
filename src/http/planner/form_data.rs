//! A form as it was sent: names and values, a name as often as it was sent. Parsing into values of the domain, and saying
//! what is wrong with them, is each page's own.

use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::extract::{ApiQuery, ExtractRejection, form_bytes};
use axum::extract::{FromRequest, FromRequestParts, Request};
use axum::http::request::Parts;

/// What a form sent. Comes last among a handler's arguments.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct FormData(Vec<(String, String)>);

impl FormData {
    /// Reads the body of a request.
    ///
    /// # Errors
    /// 400, 413 or 415 where it is no form.
    pub async fn read(request: Request) -> Result<Self, PageError> {
        let text = form_bytes(request, &()).await?;
        Self::parse(&text)
    }

    /// Reads the text of a form.
    ///
    /// # Errors
    /// 400 where it has more fields than any page of ours.
    pub fn parse(text: &str) -> Result<Self, PageError> {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes()).into_owned().collect();
        if pairs.len() > MOST_FIELDS {
            return Err(ApiError::new(Code::InvalidBody, "The form has too many fields. Reload its page.").into());
        }
        Ok(Self(pairs))
    }

    /// A form of one field.
    pub fn of(name: &str, value: &str) -> Self {
        Self(vec![(name.to_owned(), value.to_owned())])
    }

    /// The value of a field, where it was sent, and the form without it.
    pub fn without(mut self, name: &str) -> (Option<String>, Self) {
        let value = self.0.iter().find(|(field, _)| field == name).map(|(_, value)| value.clone());
        self.0.retain(|(field, _)| field != name);
        (value, self)
    }

    /// Adds a value.
    pub fn push(&mut self, name: &str, value: String) {
        self.0.push((name.to_owned(), value));
    }

    /// Writes a value in the place of all of that name.
    pub fn set(&mut self, name: &str, value: String) {
        self.0.retain(|(field, _)| field != name);
        self.push(name, value);
    }

    /// As a browser sends it.
    pub fn encoded(&self) -> String {
        form_urlencoded::Serializer::new(String::new()).extend_pairs(self.pairs()).finish()
    }

    /// The value of a field without the spaces around it; empty where it was not sent.
    pub fn text(&self, name: &str) -> &str {
        self.raw(name).trim()
    }

    /// The value of a field as it was typed; empty where it was not sent.
    pub fn raw(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| field == name).map_or("", |(_, value)| value)
    }

    /// The value of that name which was sent as the `at`-th, counted from 0; empty where there are fewer.
    pub fn nth(&self, name: &str, at: usize) -> &str {
        self.0.iter().filter(|(field, _)| field == name).nth(at).map_or("", |(_, value)| value)
    }

    /// Every value of that name, in the order sent: ticked boxes, rows of a list.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.0.iter().filter(move |(field, _)| field == name).map(|(_, value)| value.as_str())
    }

    /// Everything that was sent, in order: to be sent again.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether a field was sent and is not empty: a ticked box, a pressed button.
    pub fn has(&self, name: &str) -> bool {
        self.all(name).any(|value| !value.is_empty())
    }
}

/// More fields than any page of ours has.
const MOST_FIELDS: usize = 2_000;

/// What an address says behind its question mark, read as a form is.
pub struct Asked(pub FormData);

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = ExtractRejection;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, ExtractRejection> {
        let ApiQuery(pairs) = ApiQuery::from_request_parts(parts, state).await?;
        Ok(Self(FormData(pairs)))
    }
}

impl<S: Send + Sync> FromRequest<S> for FormData {
    type Rejection = PageError;

    async fn from_request(request: Request, _: &S) -> Result<Self, PageError> {
        Self::read(request).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_are_read_by_name_however_often_they_were_sent() {
        let form = FormData::parse("a=+1+&b=2&b=3&c=&d=%C3%A4").unwrap();
        assert_eq!((form.text("a"), form.raw("a"), form.text("d")), ("1", " 1 ", "ä"));
        assert_eq!(form.all("b").collect::<Vec<_>>(), ["2", "3"]);
        assert!(form.has("b") && !form.has("c") && !form.has("x"));
        assert!(FormData::parse(&"a=1&".repeat(3_000)).is_err());
    }
}
