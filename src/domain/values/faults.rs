//! What is wrong with the fields of one input: all of it is collected, so that it can be told at once.

use super::Invalid;
use std::borrow::Cow;

/// A field, by its name or path, and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<W = Invalid> {
    /// The field, such as `customer.email`.
    pub field: Cow<'static, str>,
    /// What is wrong.
    pub wrong: W,
}

/// The faults of one input, in the order of its fields. `W` is a value of this module, or a sentence for a reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults<W = Invalid>(Vec<Fault<W>>);

impl<W> Faults<W> {
    /// The value where it is right; otherwise its fault is kept.
    pub fn take<T>(&mut self, field: impl Into<Cow<'static, str>>, value: Result<T, W>) -> Option<T> {
        value.map_err(|wrong| self.add(field, wrong)).ok()
    }

    /// Adds what is wrong with a field.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, wrong: impl Into<W>) {
        self.0.push(Fault { field: field.into(), wrong: wrong.into() });
    }

    /// What is wrong with a field, if anything; the first of several faults.
    pub fn find(&self, field: &str) -> Option<&W> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| &fault.wrong)
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = &Fault<W>> {
        self.0.iter()
    }

    /// What was made of the fields, or all that is wrong with them.
    ///
    /// # Errors
    /// The faults, if there are any, or if nothing could be made.
    pub fn or<T>(self, made: Option<T>) -> Result<T, Self> {
        made.filter(|_| self.is_empty()).ok_or(self)
    }
}

impl Faults<String> {
    /// The sentence about a field; empty where nothing is wrong.
    pub fn of(&self, field: &str) -> &str {
        self.find(field).map_or("", String::as_str)
    }
}

impl<W> Default for Faults<W> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_is_looked_at_before_the_faults_are_told() {
        let mut faults = Faults::default();
        assert_eq!(faults.take("first", Ok(1)), Some(1));
        assert_eq!(faults.take::<u8>("second", Err(Invalid::Required)), None);
        assert_eq!(faults.take::<u8>(format!("third-{}", 0), Err(Invalid::NotADate)), None);
        assert_eq!((faults.find("first"), faults.find("third-0")), (None, Some(&Invalid::NotADate)));
        assert_eq!(faults.clone().or(Some(1)), Err(faults));
        assert_eq!(Faults::<Invalid>::default().or(Some(1)), Ok(1));
    }
}
