//! An appointment as a card in the calendar: `part=1` of [`super::appointment`]. What one does most, in place: call, write, move,
//! cancel, came or did not come; the rest is on its page.

use super::rows;
use crate::http::planner::prelude::*;
use crate::operations::booking::Appointment;
use crate::operations::calendar::status_actions::StatusActions;
use crate::operations::calendar::words::Texts;

#[derive(Template)]
#[template(path = "planner/calendar/card.html")]
pub struct Card<'a> {
    pub t: Texts,
    pub words: Words<'a>,
    pub entry: &'a CalendarEntry,
    pub it: &'a Appointment,
    pub title: String,
    pub outlook: StatusActions,
    pub problem: Vec<String>,
}

impl Card<'_> {
    /// Where another time is looked for; `None`: it is not moved any more.
    fn moving(&self) -> Option<String> {
        moving(self.entry)
    }
}

/// Where another time is looked for, for an appointment that is open and has a service.
pub fn moving(entry: &CalendarEntry) -> Option<String> {
    let it = &entry.appointment;
    let can_move = it.service.is_some() && it.status.is_open();
    can_move.then(|| url("/planner/calendar/free", &[("moving", &it.key.to_string())]))
}
