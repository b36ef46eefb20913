//! The availabilities and exceptions of a shop as rows, and how an edit changes them.

use super::edit::{Bar, Day, HoursEdit};
use super::{Rows, neighbours};
use crate::domain::shop::{Availability, Calendar, Days, Exception};
use crate::operations::catalog::Refusal;
use crate::store::StoreError;
use crate::store::calendar::{self, Revision, Stored};
use chrono::Weekday;
use rusqlite::Connection;

/// The availabilities and exceptions of a shop; new rows have no revision yet.
#[derive(Clone, Debug, PartialEq)]
pub struct HoursTable {
    /// Availabilities.
    pub rules: Vec<(Option<Revision>, Availability)>,
    /// Exceptions.
    pub exceptions: Vec<(Option<Revision>, Exception)>,
}

impl HoursTable {
    /// The stored rows.
    pub(super) fn load(conn: &Connection) -> Result<Self, StoreError> {
        Ok(Self { rules: table_of(calendar::availabilities(conn)?), exceptions: table_of(calendar::exceptions(conn)?) })
    }

    /// `calendar` with these hours.
    pub fn over(&self, calendar: &Calendar) -> Calendar {
        Calendar {
            availabilities: self.rules.iter().map(|(_, rule)| rule.clone()).collect(),
            exceptions: self.exceptions.iter().map(|(_, exception)| exception.clone()).collect(),
            ..calendar.clone()
        }
    }

    /// The stored availability with that key.
    pub fn rule(&self, id: i64) -> Option<(Revision, &Availability)> {
        self.rules.iter().find_map(|(row, rule)| row.filter(|row| row.id == id).map(|row| (row, rule)))
    }

    /// The stored exception with that key.
    pub fn exception(&self, id: i64) -> Option<(Revision, &Exception)> {
        self.exceptions.iter().find_map(|(row, exception)| row.filter(|row| row.id == id).map(|row| (row, exception)))
    }

    /// Applies an edit.
    ///
    /// # Errors
    /// [`Refusal::Stale`] if a row was changed or deleted since it was shown.
    pub fn apply(&mut self, edit: &HoursEdit) -> Result<(), Refusal> {
        match edit {
            HoursEdit::AddRule(rule) => self.rules.push((None, rule.clone())),
            HoursEdit::ReplaceRules(rules) => self.rules = rules.iter().map(|rule| (None, rule.clone())).collect(),
            HoursEdit::ChangeRule(seen, rule) => {
                let at = find(&self.rules, seen)?;
                let before = std::mem::replace(&mut self.rules[at].1, rule.clone());
                neighbours::follow(&mut self.rules, &before, rule, at);
            }
            HoursEdit::RemoveRule(seen) => {
                self.rules.remove(find(&self.rules, seen)?);
            }
            HoursEdit::ChangeDay(seen, weekday, rule) => {
                let at = self.find_day(seen, *weekday)?;
                self.change_day(at, *weekday, rule.clone());
            }
            HoursEdit::RemoveDay(seen, weekday) => {
                let at = self.find_day(seen, *weekday)?;
                self.take_day(at, *weekday);
            }
            HoursEdit::MoveBar(seen, weekday, to) => self.move_bar(seen, *weekday, to)?,
            HoursEdit::CopyDays(pairs) => self.copy_days(pairs),
            HoursEdit::AddExceptions(new) | HoursEdit::TakeOverHolidays(_, new) => return self.add_exceptions(new),
            HoursEdit::ChangeException(seen, exception) => {
                let at = find(&self.exceptions, seen)?;
                self.exceptions[at].1 = exception.clone();
            }
            HoursEdit::RemoveException(seen) => {
                self.exceptions.remove(find(&self.exceptions, seen)?);
            }
            HoursEdit::During(period, edit) => {
                let mut after = self.clone();
                after.apply(edit)?;
                self.rules = period.only_during(&self.rules, &after.rules);
                self.tidy();
            }
            HoursEdit::Restore(before) => {
                before.rules.put_back(&mut self.rules)?;
                before.exceptions.put_back(&mut self.exceptions)?;
            }
        }
        Ok(())
    }

    fn move_bar(&mut self, seen: &Revision, weekday: Weekday, to: &Bar) -> Result<(), Refusal> {
        let at = find(&self.rules, seen)?;
        let moved = Availability { resource: to.resource.clone(), hours: to.hours, ..self.rules[at].1.clone() };
        match &self.rules[at].1.on {
            Days::Date(_) => self.rules[at].1 = moved,
            Days::Weekdays(_) => {
                let at = self.find_day(seen, weekday)?;
                self.change_day(at, weekday, Availability { on: Days::Weekdays(vec![to.weekday]), ..moved });
            }
        }
        Ok(())
    }

    /// The index of an availability that opens on that weekday.
    fn find_day(&self, seen: &Revision, weekday: Weekday) -> Result<usize, Refusal> {
        let at = find(&self.rules, seen)?;
        match &self.rules[at].1.on {
            Days::Weekdays(days) if days.contains(&weekday) => Ok(at),
            _ => Err(Refusal::Stale),
        }
    }

    /// Removes a weekday from an availability and adds another availability for it.
    fn change_day(&mut self, at: usize, weekday: Weekday, rule: Availability) {
        let before = Availability { on: Days::Weekdays(vec![weekday]), ..self.rules[at].1.clone() };
        self.take_day(at, weekday);
        self.rules.push((None, rule.clone()));
        let at = self.rules.len() - 1;
        neighbours::follow(&mut self.rules, &before, &rule, at);
        self.tidy();
    }

    fn copy_days(&mut self, pairs: &[(Day, Day)]) {
        let opens = |rule: &Availability, on: &Day| {
            rule.resource == on.0 && matches!(&rule.on, Days::Weekdays(days) if days.contains(&on.1))
        };
        let rules_of = |day: &Day| -> Vec<Availability> {
            self.rules.iter().map(|(_, rule)| rule).filter(|rule| opens(rule, day)).cloned().collect()
        };
        // All sources are read before anything is written: a day may be source and target.
        let copies: Vec<(&Day, Vec<Availability>)> =
            pairs.iter().filter(|(from, to)| from != to).map(|(from, to)| (to, rules_of(from))).collect();
        for (target, rules) in copies {
            while let Some(at) = self.rules.iter().position(|(_, rule)| opens(rule, target)) {
                self.take_day(at, target.1);
            }
            self.rules.extend(rules.into_iter().map(|rule| {
                let on = Days::Weekdays(vec![target.1]);
                (None, Availability { resource: target.0.clone(), on, ..rule })
            }));
        }
        self.tidy();
    }

    /// Removes a weekday from an availability; one without weekdays is deleted.
    fn take_day(&mut self, at: usize, weekday: Weekday) {
        let Days::Weekdays(days) = &mut self.rules[at].1.on else { return };
        days.retain(|day| *day != weekday);
        if days.is_empty() {
            self.rules.remove(at);
        }
    }

    /// Merges availabilities that differ only in their weekdays.
    fn tidy(&mut self) {
        let mut kept: Vec<(Option<Revision>, Availability)> = Vec::with_capacity(self.rules.len());
        for (row, mut rule) in std::mem::take(&mut self.rules) {
            let same = kept.iter_mut().find(|(_, other)| differ_in_days_only(other, &rule));
            match (same, &mut rule.on) {
                (Some((_, Availability { on: Days::Weekdays(into), .. })), Days::Weekdays(days)) => {
                    into.append(days);
                    into.sort_by_key(Weekday::num_days_from_monday);
                }
                _ => kept.push((row, rule)),
            }
        }
        self.rules = kept;
    }

    /// Adds the exceptions that do not exist yet.
    fn add_exceptions(&mut self, new: &[Exception]) -> Result<(), Refusal> {
        let before = self.exceptions.len();
        for exception in new {
            if !self.exceptions.iter().any(|(_, other)| other == exception) {
                self.exceptions.push((None, exception.clone()));
            }
        }
        if self.exceptions.len() == before { Err(Refusal::NothingNew) } else { Ok(()) }
    }
}

fn table_of<T>(rows: Vec<Stored<T>>) -> Vec<(Option<Revision>, T)> {
    rows.into_iter().map(|row| (Some(row.revision), row.value)).collect()
}

/// The index of a row, if it is unchanged since it was shown.
fn find<T>(rows: &Rows<T>, seen: &Revision) -> Result<usize, Refusal> {
    rows.iter().position(|(row, _)| *row == Some(*seen)).ok_or(Refusal::Stale)
}

/// Whether two weekly availabilities can be merged. Not if they share a weekday: repeated hours stay as entered.
fn differ_in_days_only(one: &Availability, other: &Availability) -> bool {
    let (Days::Weekdays(days), Days::Weekdays(others)) = (&one.on, &other.on) else { return false };
    !days.iter().any(|day| others.contains(day)) && Availability { on: one.on.clone(), ..other.clone() } == *one
}
