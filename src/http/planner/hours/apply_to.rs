//! Whether a change is for the day whose bar was pressed, or for all days of its rule: nobody shall change five days who
//! meant one.

use crate::domain::shop::{Availability, Days};
use crate::http::planner::prelude::*;
use crate::i18n::opening_hours;

/// The choice, in words.
pub struct ApplyTo {
    /// "nur freitags"
    pub one: String,
    /// "an allen fünf Tagen (Mo–Fr)"
    pub all: String,
}

impl ApplyTo {
    /// The choice that a form offers; none where the rule has one day, or the form was not opened by a bar.
    pub fn of(rule: &Availability, form: &Form, language: Language) -> Option<Self> {
        let Days::Weekdays(days) = &rule.on else { return None };
        let day = weekday_of(form.value("day")).filter(|day| days.len() > 1 && days.contains(day))?;
        Some(Self { one: opening_hours::only_on(day, language), all: opening_hours::on_all(days, language) })
    }
}
