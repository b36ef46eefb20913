//! The week that customers would be offered, computed from a calendar that has not been saved, over the appointments
//! there are. The same weeks as the booking page shows.

use crate::app::App;
use crate::domain::description;
use crate::domain::planning::Planning;
use crate::domain::schedule::{Question, Scope};
use crate::domain::shop::{Calendar, Language};
use crate::http::pages::week::{Ways, Week, WeekBuilder};
use std::sync::Arc;

/// The week of a service in a calendar, from the date typed on (today where there is none). `None`: no such service.
pub fn week(app: &App, calendar: Calendar, service: &str, from: &str, language: Language) -> Option<Week> {
    let occupancy = app.planning().occupancy.clone();
    let planning = Planning { calendar: Arc::new(calendar), occupancy };
    let service = planning.calendar.service(service)?;
    let question = Question { service, resource: None, moving: None, scope: Scope::Online };
    let builder =
        WeekBuilder { planning: &planning, question, language, now: app.clock.now(), ways: Ways::Buttons, own: None };
    Some(builder.build(description::date(from).ok()))
}
