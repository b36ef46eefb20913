//! What was saved, in words: what held so far, what holds then, and what holds again afterwards.

use crate::domain::shop::{Availability, Calendar, Language};
use crate::i18n::opening_hours;
use crate::operations::catalog::Period;

/// "Kabine 1, freitags 9–18 Uhr, bis 31. Januar 2022; freitags 10–18 Uhr, ab 1. Februar 2022". `before` is what the change
/// replaces, `None` for a new one.
pub fn saved(
    before: Option<&Availability>,
    rule: &Availability,
    period: Period,
    calendar: &Calendar,
    language: Language,
) -> String {
    let Some(before) = before.filter(|_| !period.is_always()) else {
        return opening_hours::rule_of_resource(rule, calendar, language);
    };
    let parts = [period.before(before), period.within(rule), period.after(before)];
    let mut said: Vec<String> = Vec::new();
    let mut named = None;
    for part in parts.iter().flatten() {
        let is_named = named == Some(&part.resource);
        named = Some(&part.resource);
        said.push(if is_named {
            opening_hours::rule_with_dates(part, language)
        } else {
            opening_hours::rule_of_resource(part, calendar, language)
        });
    }
    said.join("; ")
}
