//! The columns of day and week, and in which of them an appointment stands: each person has one, and an appointment stands at
//! its persons, with its rooms as a label; or every room and person has one.

use super::view_state::{Columns, ViewState};
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Calendar, Resource};
use crate::operations::calendar::{BusyTime, CalendarEntry, Found};

/// The resources that have a column: those that are in use, and the others that have something on these dates.
pub fn columns_of<'a>(calendar: &'a Calendar, place: &ViewState, found: &Found) -> Vec<&'a Resource> {
    let kind = calendar.counted_kind();
    let stands_at = |resource: &Resource| {
        let is_busy = |busy: &BusyTime| busy.resource == resource.id;
        let stands = |entry: &CalendarEntry| standing(calendar, place, entry).contains(&&resource.id);
        found.entries.iter().any(stands) || found.elsewhere.iter().any(is_busy)
    };
    let wanted = |resource: &&Resource| match (&place.resource, place.columns) {
        (Some(only), _) => resource.id == *only,
        (None, Columns::Resource) => !resource.archived || stands_at(resource),
        (None, Columns::Day) => (resource.kind == kind && !resource.archived) || stands_at(resource),
    };
    calendar.resources.iter().filter(wanted).collect()
}

/// In which columns an appointment stands: at its persons, or at all of its rooms where it has none; at each of its rooms and
/// persons where each has a column.
pub fn standing<'a>(calendar: &Calendar, place: &ViewState, entry: &'a CalendarEntry) -> Vec<&'a ResourceId> {
    let kind = calendar.counted_kind();
    let is_counted = |id: &&ResourceId| calendar.resource(id.as_str()).is_some_and(|one| one.kind == kind);
    let counted: Vec<_> = entry.resources.iter().filter(is_counted).collect();
    let stands_at_all = counted.is_empty() || place.columns == Columns::Resource || place.resource.is_some();
    if stands_at_all { entry.resources.iter().collect() } else { counted }
}
