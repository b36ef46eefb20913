//! Changes of hours, as data.

use super::period::Period;
use super::restore::HoursBefore;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Availability, Exception, Hours};
use crate::store::calendar::Revision;
use chrono::Weekday;

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
    /// Makes another change of availabilities for these dates only; before and after them nothing changes.
    During(Period, Box<Self>),
    /// Takes back an earlier change.
    Restore(HoursBefore),
}
