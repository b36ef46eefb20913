//! A form of the planner: what stands in its fields, and what is wrong with them. It is filled from what there is or read from
//! what was sent; reading looks at every field and keeps what is wrong beside it, so that the page shows the same form again.

use super::form_data::FormData;
use crate::domain::shop::Language;
use crate::domain::values::{Checked, Faults, Invalid, Rule};
use axum::http::StatusCode;
use std::fmt::Display;

/// A form with its faults, told in the language of who reads it.
#[derive(Clone)]
pub struct Form {
    data: FormData,
    language: Language,
    faults: Faults<String>,
    /// Why nothing was done, though every field is right.
    notice: Option<&'static str>,
}

impl Form {
    /// An empty form.
    pub fn new(language: Language) -> Self {
        Self::sent(FormData::default(), language)
    }

    /// The language of who reads it.
    pub fn language(&self) -> Language {
        self.language
    }

    /// What was sent.
    pub fn sent(data: FormData, language: Language) -> Self {
        Self { data, language, faults: Faults::default(), notice: None }
    }

    /// The same with a value in a field; none where it is absent or empty.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Display) -> Self {
        self.set(name, value);
        self
    }

    /// The same with a value, where there is one.
    #[must_use]
    pub fn with_some(self, name: &str, value: Option<impl Display>) -> Self {
        match value {
            Some(value) => self.with(name, value),
            None => self,
        }
    }

    /// The same with a box ticked, or not.
    #[must_use]
    pub fn with_tick(self, name: &str, ticked: bool) -> Self {
        self.with_some(name, ticked.then_some("1"))
    }

    /// The same with every one of these values.
    #[must_use]
    pub fn with_all(mut self, name: &str, values: impl IntoIterator<Item = impl Display>) -> Self {
        values.into_iter().for_each(|value| self.data.push(name, value.to_string()));
        self
    }

    /// The same without a field.
    #[must_use]
    pub fn without(mut self, name: &str) -> Self {
        self.data = self.data.without(name).1;
        self
    }

    /// Writes a value into a field in the place of what stands there.
    pub fn set(&mut self, name: &str, value: impl Display) {
        self.data.set(name, value.to_string());
    }

    /// What stands in a field, without the spaces around it; may be empty.
    pub fn value(&self, name: &str) -> &str {
        self.data.text(name)
    }

    /// Whether a field holds anything: a ticked box.
    pub fn has(&self, name: &str) -> bool {
        self.data.has(name)
    }

    /// Whether that is one of the values of a field: a choice, or one of several boxes.
    pub fn is_chosen(&self, name: &str, value: &str) -> bool {
        self.data.all(name).any(|chosen| chosen == value)
    }

    /// All fields and their values.
    pub fn pairs(&self) -> impl Iterator<Item = (&str, &str)> {
        self.data.pairs()
    }

    /// Every value of that name.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.data.all(name)
    }

    /// What stands in a row of a list: the value of that name which was sent as the `at`-th, counted from 0, without the spaces
    /// around it; may be empty.
    pub fn nth(&self, name: &str, at: &usize) -> &str {
        self.data.nth(name, *at).trim()
    }

    /// How many rows there are.
    pub fn rows(&self, name: &str) -> usize {
        self.data.all(name).count().min(ROWS_AT_MOST)
    }

    /// Reads the rows in which a field of that name is filled.
    pub fn read_rows<T>(&mut self, name: &str, mut read: impl FnMut(&mut Self, usize) -> Option<T>) -> Vec<T> {
        let filled: Vec<_> = (0..self.rows(name)).filter(|at| !self.nth(name, at).is_empty()).collect();
        filled.into_iter().filter_map(|at| read(self, at)).collect()
    }

    /// Reads a field of a row; what is wrong is noted at `name-at`.
    pub fn read_nth<T>(&mut self, name: &str, at: usize, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        let read = parse(self.nth(name, &at));
        self.keep(&format!("{name}-{at}"), read)
    }

    /// What is wrong with a field of a row; empty where nothing is.
    pub fn fault_nth(&self, name: &str, at: &usize) -> &str {
        self.fault(&format!("{name}-{at}"))
    }

    /// What is wrong with a field; empty where nothing is.
    pub fn fault(&self, name: &str) -> &str {
        self.faults.of(name)
    }

    /// Notes a sentence at a field.
    pub fn refuse(&mut self, name: &str, sentence: impl Into<String>) {
        self.faults.add(name.to_owned(), sentence);
    }

    /// Notes what is wrong at its fields, in the words of `sentence`.
    pub fn refuse_all<W: Copy>(&mut self, faults: &Faults<W>, sentence: impl Fn(W) -> String) {
        faults.iter().for_each(|fault| self.refuse(&fault.field, sentence(fault.wrong)));
    }

    /// Notes a sentence above all fields.
    pub fn object(&mut self, sentence: &'static str) {
        self.notice = Some(sentence);
    }

    /// The sentence above all fields.
    pub fn notice(&self) -> Option<&'static str> {
        self.notice
    }

    /// The status of the page that shows it.
    pub fn status(&self) -> StatusCode {
        let is_refused = !self.is_right() || self.notice.is_some();
        if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }
    }

    /// Whether no field is wrong.
    pub fn is_right(&self) -> bool {
        self.faults.is_empty()
    }

    /// The first of these fields with which something is wrong; else the first of all: where one goes on.
    pub fn focus<'a>(&self, names: &[&'a str]) -> &'a str {
        let first = names.iter().find(|name| !self.fault(name).is_empty()).or(names.first());
        first.copied().unwrap_or_default()
    }

    /// Keeps what is wrong with a field, if anything is.
    pub fn keep<T>(&mut self, name: &str, read: Result<T, Invalid>) -> Option<T> {
        self.faults.take(name.to_owned(), read.map_err(|invalid| invalid.message(self.language)))
    }

    /// Reads a field that must be filled.
    pub fn read<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        let read = parse(self.value(name));
        self.keep(name, read)
    }

    /// Reads a field over the value that is kept, which stays even where today's rule is stricter. May be empty.
    pub fn read_over<R: Rule>(&mut self, name: &str, kept: Option<&Checked<R>>) -> Option<Checked<R>> {
        let read = Checked::parse_over(kept, self.value(name));
        self.keep(name, read).flatten()
    }

    /// As [`Form::read_over`], for a field that must be filled.
    pub fn read_required_over<R: Rule>(&mut self, name: &str, kept: Option<&Checked<R>>) -> Option<Checked<R>> {
        let read = Checked::parse_required_over(kept, self.value(name));
        self.keep(name, read)
    }

    /// Reads a field that may be empty.
    pub fn read_optional<T>(&mut self, name: &str, parse: impl FnOnce(&str) -> Result<T, Invalid>) -> Option<T> {
        if self.value(name).is_empty() { None } else { self.read(name, parse) }
    }
}

/// More rows than anybody fills in one form.
const ROWS_AT_MOST: usize = 100;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits;
    use crate::domain::values::ShortName;

    #[test]
    fn what_is_wrong_stands_beside_what_was_typed() {
        let mut form = Form::sent(FormData::parse("name=+&minutes=x&note=").unwrap(), Language::ENGLISH);
        assert_eq!(form.read("name", ShortName::parse), None);
        assert_eq!(form.read_optional("note", ShortName::parse), None);
        assert_eq!(form.read("minutes", |text| limits::number(text, 1..=5)), None);
        assert_eq!((form.value("minutes"), form.fault("note")), ("x", ""));
        assert!(!form.is_right() && form.fault("minutes").contains('5'));
        assert_eq!((form.focus(&["note", "minutes"]), form.focus(&["note"])), ("minutes", "note"));
    }

    #[test]
    fn a_form_is_filled_field_by_field() {
        let form = Form::new(Language::ENGLISH).with("name", "a").with("name", "b").with_tick("online", true);
        let form = form.with_all("day", ["mon", "tue"]).with_some("step", None::<u32>);
        assert_eq!((form.value("name"), form.value("step"), form.has("online")), ("b", "", true));
        assert!(form.is_chosen("day", "tue") && !form.is_chosen("day", "wed"));
    }
}
