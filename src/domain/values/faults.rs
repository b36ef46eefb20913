//! Collects the errors of all fields of an input, so that they can be reported together.

use super::Invalid;
use std::borrow::Cow;

/// An error of a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault<W = Invalid> {
    /// Name or path of the field, such as `customer.email`.
    pub field: Cow<'static, str>,
    /// The error.
    pub wrong: W,
}

/// The errors of an input, in the order of its fields. `W` is [`Invalid`], or a sentence for the reader.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Faults<W = Invalid>(Vec<Fault<W>>);

impl<W> Faults<W> {
    /// The value if it is valid; otherwise adds the error.
    pub fn take<T>(&mut self, field: impl Into<Cow<'static, str>>, value: Result<T, W>) -> Option<T> {
        value.map_err(|wrong| self.add(field, wrong)).ok()
    }

    /// Adds an error.
    pub fn add(&mut self, field: impl Into<Cow<'static, str>>, wrong: impl Into<W>) {
        self.0.push(Fault { field: field.into(), wrong: wrong.into() });
    }

    /// The first error of a field.
    pub fn find(&self, field: &str) -> Option<&W> {
        self.0.iter().find(|fault| fault.field == field).map(|fault| &fault.wrong)
    }

    /// Whether there are no errors.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All errors.
    pub fn iter(&self) -> impl Iterator<Item = &Fault<W>> {
        self.0.iter()
    }

    /// `made`, if there are no errors.
    ///
    /// # Errors
    /// The errors, if there are any or `made` is `None`.
    pub fn or<T>(self, made: Option<T>) -> Result<T, Self> {
        made.filter(|_| self.is_empty()).ok_or(self)
    }
}

impl Faults<String> {
    /// The sentence about a field; empty if it has no error.
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
