//! The week that customers would be offered, computed from a calendar that has not been saved, over the appointments
//! there are. The same weeks as the booking page shows.

use crate::domain::limits;
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::shop::{Calendar, Language, WidgetView};
use crate::domain::snapshot::CalendarSnapshot;
use crate::http::pages::week::{Ways, Week, WeekBuilder};
use crate::http::state::App;
use std::sync::Arc;

/// The week of a service in a calendar, from the date typed on (today where there is none). `None`: no such service.
pub fn week(app: &App, calendar: Calendar, service: &str, from: &str, language: Language) -> Option<Week> {
    let planning = CalendarSnapshot { calendar: Arc::new(calendar), ..CalendarSnapshot::clone(&app.planning()) };
    let service = planning.calendar.service(service)?;
    let question = AvailabilityQuery { service, resource: None, moving: None, scope: Audience::Online };
    let builder = WeekBuilder {
        planning: &planning,
        question,
        language,
        now: app.clock.now(),
        ways: Ways::Buttons,
        view: WidgetView::Grid,
        own: None,
    };
    Some(builder.build(limits::date(from).ok()))
}
