//! Changing availabilities and exceptions. An [`HoursEdit`] is applied to a [`HoursTable`], either the stored one or
//! a copy for a preview, so that preview and change are the same function.

use super::conflicts::{confirmation_of, left_outside};
use super::{Error, Refusal};
use crate::domain::account::UserId;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Calendar, Days, Exception, Hours};
use crate::store::calendar::{self, Revision, Stored};
use crate::store::{Store, StoreError, WriteTx, audit};
use chrono::Weekday;
use rusqlite::Connection;
use serde_json::json;

/// A bar of the week chart: the hours of an availability on one weekday.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// The resource.
    pub resource: ResourceId,
    /// The day of the week.
    pub weekday: Weekday,
    /// The hours.
    pub hours: Hours,
}

/// A weekday of a resource.
pub type Day = (ResourceId, Weekday);

/// A change of hours.
#[derive(Clone, Debug, PartialEq)]
pub enum HoursEdit {
    /// Adds an availability.
    AddRule(Availability),
    /// Replaces all availabilities.
    ReplaceRules(Vec<Availability>),
    /// Replaces an availability.
    ChangeRule(Revision, Availability),
    /// Deletes an availability.
    RemoveRule(Revision),
    /// Replaces what an availability opens on one weekday; its other days are unchanged.
    ChangeDay(Revision, Weekday, Availability),
    /// Deletes what an availability opens on one weekday.
    RemoveDay(Revision, Weekday),
    /// Moves what an availability opens on one weekday; its other days are unchanged.
    MoveBar(Revision, Weekday, Bar),
    /// Replaces the weekly hours of each pair's second day by those of its first.
    CopyDays(Vec<(Day, Day)>),
    /// Adds exceptions.
    AddExceptions(Vec<Exception>),
    /// Adds exceptions for public holidays of the region with that code.
    TakeOverHolidays(&'static str, Vec<Exception>),
    /// Replaces an exception.
    ChangeException(Revision, Exception),
    /// Deletes an exception.
    RemoveException(Revision),
}

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
    fn load(conn: &Connection) -> Result<Self, StoreError> {
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
                self.rules[at].1 = rule.clone();
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
        self.take_day(at, weekday);
        self.rules.push((None, rule));
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

/// The stored availabilities and exceptions.
///
/// # Errors
/// If the database cannot be read.
pub async fn hours_table(store: &Store) -> Result<HoursTable, StoreError> {
    store.read(HoursTable::load).await
}

/// The calendar as it would be after an edit, for a preview.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::NothingNew`].
pub async fn calendar_with(store: &Store, edit: HoursEdit) -> Result<Calendar, Error> {
    let calendar = store.planning().calendar.clone();
    store
        .read(move |conn| {
            let mut table = HoursTable::load(conn)?;
            table.apply(&edit)?;
            Ok(table.over(&calendar))
        })
        .await
}

/// Changes hours. `confirmed` is the [`confirmation_of`] the affected appointments.
///
/// # Errors
/// [`Refusal::Stale`], [`Refusal::UnknownResource`], [`Refusal::NothingNew`]; [`Refusal::LeavesOutside`] if affected
/// appointments are not confirmed.
pub async fn change_hours(store: &Store, edit: HoursEdit, confirmed: String, by: UserId) -> Result<(), Error> {
    store
        .write(move |tx| {
            let before = HoursTable::load(tx)?;
            let mut after = before.clone();
            after.apply(&edit)?;
            let (old, new) = (tx.calendar(), after.over(&tx.calendar()));
            ensure_resources(&new)?;
            let left = left_outside(tx, &old, &new)?;
            if !left.is_empty() && confirmation_of(&left) != confirmed {
                return Err(Refusal::LeavesOutside(left).into());
            }
            save(tx, &before, &after)?;
            note(tx, by, &edit, left.len())?;
            Ok(tx.calendar_changed()?)
        })
        .await
}

fn ensure_resources(calendar: &Calendar) -> Result<(), Refusal> {
    let of_rules = calendar.availabilities.iter().map(|rule| &rule.resource);
    let of_exceptions = calendar.exceptions.iter().filter_map(|exception| exception.resource.as_ref());
    let known = of_rules.chain(of_exceptions).all(|id| calendar.resource(id.as_str()).is_some());
    if known { Ok(()) } else { Err(Refusal::UnknownResource) }
}

/// Writes the differences.
fn save(tx: &WriteTx<'_>, before: &HoursTable, after: &HoursTable) -> Result<(), StoreError> {
    for (row, rule) in changed(&before.rules, &after.rules) {
        calendar::save_availability(tx, row.map(|row| row.id), rule)?;
    }
    for id in gone(&before.rules, &after.rules) {
        calendar::delete_availability(tx, id)?;
    }
    for (row, exception) in changed(&before.exceptions, &after.exceptions) {
        calendar::save_exception(tx, row.map(|row| row.id), exception)?;
    }
    for id in gone(&before.exceptions, &after.exceptions) {
        calendar::delete_exception(tx, id)?;
    }
    Ok(())
}

type Rows<T> = [(Option<Revision>, T)];

fn changed<'a, T: PartialEq>(before: &Rows<T>, after: &'a Rows<T>) -> impl Iterator<Item = &'a (Option<Revision>, T)> {
    after.iter().filter(|row| !before.contains(row))
}

fn gone<T>(before: &Rows<T>, after: &Rows<T>) -> Vec<i64> {
    let is_gone = |row: &Revision| !after.iter().any(|(other, _)| *other == Some(*row));
    before.iter().filter_map(|(row, _)| *row).filter(is_gone).map(|row| row.id).collect()
}

fn note(tx: &WriteTx<'_>, by: UserId, edit: &HoursEdit, left_outside: usize) -> Result<(), StoreError> {
    let (action, subject) = match edit {
        HoursEdit::AddRule(rule) => ("hours.added", rule.resource.to_string()),
        HoursEdit::ReplaceRules(_) => ("hours.replaced", "all".to_owned()),
        HoursEdit::ChangeRule(_, rule) | HoursEdit::ChangeDay(_, _, rule) => {
            ("hours.changed", rule.resource.to_string())
        }
        HoursEdit::RemoveRule(seen) | HoursEdit::RemoveDay(seen, _) => ("hours.removed", seen.id.to_string()),
        HoursEdit::MoveBar(_, _, to) => ("hours.changed", to.resource.to_string()),
        HoursEdit::CopyDays(pairs) => {
            ("hours.copied", pairs.iter().map(|((from, _), _)| from.as_str()).next().unwrap_or_default().to_owned())
        }
        HoursEdit::AddExceptions(new) => ("exceptions.added", dates(new)),
        HoursEdit::TakeOverHolidays(_, new) => (HOLIDAYS_TAKEN_OVER, dates(new)),
        HoursEdit::ChangeException(_, exception) => ("exception.changed", exception.from_date.to_string()),
        HoursEdit::RemoveException(seen) => ("exception.removed", seen.id.to_string()),
    };
    let mut details = json!({ "appointments_left_outside": left_outside });
    if let HoursEdit::TakeOverHolidays(region, _) = edit {
        details["region"] = json!(region);
    }
    audit::record(tx, Some(by), action, &subject, &details, tx.now.timestamp())
}

/// Action in the audit log.
const HOLIDAYS_TAKEN_OVER: &str = "holidays.taken_over";

/// The code of the region whose holidays were added last, taken from the audit log so that no setting is needed.
///
/// # Errors
/// If the database cannot be read.
pub async fn region_of_last_holidays(store: &Store) -> Result<Option<String>, StoreError> {
    let details = store.read(|conn| audit::last_details(conn, HOLIDAYS_TAKEN_OVER)).await?;
    Ok(details.and_then(|details| Some(details["region"].as_str()?.to_owned())))
}

fn dates(exceptions: &[Exception]) -> String {
    exceptions.iter().map(|exception| exception.from_date.to_string()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests;
