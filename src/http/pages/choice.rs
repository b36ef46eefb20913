//! Who looks at the booking page, in which language, and what they have chosen so far.

use super::layout::Layout;
use super::week::{Target, Ways, WeekBuilder};
use crate::domain::schedule::{Audience, AvailabilityQuery};
use crate::domain::shop::{Language, Place, Resource, Service, WidgetView};
use crate::domain::snapshot::CalendarSnapshot;
use crate::domain::time::{Minute, today};
use crate::domain::url::url;
use crate::http::error::{ApiError, FieldError};
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates};
use chrono::{DateTime, NaiveDate, Utc};
use chrono_tz::Tz;

/// One look at the booking page.
pub struct Visit<'a> {
    pub planning: &'a CalendarSnapshot,
    pub now: DateTime<Utc>,
    pub language: Language,
    /// The language as the address asks for it; empty where it does not.
    pub lang: String,
    /// How the reader wants the days to be shown; `None`: as the shop has it.
    pub view: Option<WidgetView>,
    pub embed: bool,
    /// Whether the shop sends mails: no reminder is offered where none can come.
    pub sends_mail: bool,
}

/// The service chosen, and the resource if any.
#[derive(Clone, Copy)]
pub struct Choice<'a> {
    pub service: &'a Service,
    pub resource: Option<&'a Resource>,
}

impl Visit<'_> {
    /// What pages say in its language.
    pub fn texts(&self) -> Texts<Customer> {
        Texts::of(self.language)
    }

    /// The booking page with these choices made.
    pub fn url(&self, query: &[(&str, &str)]) -> String {
        self.url_in(&self.lang, query)
    }

    /// The tag of the language that a service's texts are in, where it is not the page's.
    pub fn other_language(&self, service: &Service) -> Option<&'static str> {
        service.other_language(self.language, self.planning.calendar.shop.language).map(Language::tag)
    }

    /// How the days are shown.
    pub fn shown_view(&self) -> WidgetView {
        self.view.unwrap_or(self.planning.calendar.shop.widget_view)
    }

    /// The frame of a page that these choices lead to.
    pub fn frame(&self, query: &[(&str, &str)]) -> Layout {
        let shop = &self.planning.calendar.shop;
        Layout::new(shop, self.language, self.embed).with_languages(shop, |language| self.url_in(language.tag(), query))
    }

    fn url_in(&self, lang: &str, query: &[(&str, &str)]) -> String {
        let embed = if self.embed { "1" } else { "" };
        let mut all = query.to_vec();
        all.extend([("lang", lang), ("embed", embed)]);
        url("/", &all)
    }
}

impl<'a> Choice<'a> {
    /// Reads the ids of service and resource. A shop with one service leaves no choice; `None` where there is one to make.
    ///
    /// # Errors
    /// Unknown ids.
    pub fn read(planning: &'a CalendarSnapshot, service: &str, resource: &str) -> Result<Option<Self>, ApiError> {
        let calendar = &planning.calendar;
        let mut services = calendar.bookable_services();
        let service = if service.is_empty() {
            match (services.next(), services.next()) {
                (Some(only), None) => only,
                _ => return Ok(None),
            }
        } else {
            services.find(|known| known.id.as_str() == service).ok_or_else(ApiError::unknown_service)?
        };
        let resource = match resource {
            "" => None,
            id => {
                let found = calendar.choosable(service).find(|known| known.id.as_str() == id);
                Some(found.ok_or_else(ApiError::unknown_service)?)
            }
        };
        Ok(Some(Self { service, resource }))
    }

    /// The name of the service, with that of the resource chosen: "Hörtest · Anna Beispiel".
    pub fn name_in(&self, language: Language) -> String {
        with_resource(self.service.name_in(language), self.resource)
    }

    /// What the calendar is asked.
    pub fn question(&self) -> AvailabilityQuery<'a> {
        let resource = self.resource.map(|resource| &resource.id);
        AvailabilityQuery { service: self.service, resource, moving: None, scope: Audience::Online }
    }

    /// The id of the resource, empty where it does not matter.
    pub fn resource_id(&self) -> &'a str {
        self.resource.map_or("", |resource| resource.id.as_str())
    }

    /// Builds weeks whose ways are buttons of the form around them.
    pub fn week_of_buttons(&self, visit: &'a Visit<'_>) -> WeekBuilder<'a> {
        self.week(visit, Ways::Buttons)
    }

    /// Builds weeks whose ways are `ways`.
    pub fn week(&self, visit: &'a Visit<'_>, ways: Ways<'a>) -> WeekBuilder<'a> {
        let (planning, language, now) = (visit.planning, visit.language, visit.now);
        WeekBuilder { planning, question: self.question(), language, now, ways, view: visit.shown_view(), own: None }
    }

    /// Where the week or the form of this choice is. The form's address holds its key: the browser's Back loads the same
    /// form again, not another one that would book once more.
    pub fn url(&self, visit: &Visit<'_>, target: Target<'_>, key: &str) -> String {
        let key = if matches!(target, Target::Start(_)) { key } else { "" };
        let query = target.query(visit.view.map_or("", WidgetView::word));
        let mut all = vec![("service", self.service.id.as_str()), ("resource", self.resource_id()), ("key", key)];
        all.extend(query.iter().map(|(name, value)| (*name, value.as_str())));
        visit.url(&all)
    }
}

/// A service's name, and whom or what the customer chose for it.
pub fn with_resource(service: String, resource: Option<&Resource>) -> String {
    match resource {
        Some(resource) => format!("{service} · {}", resource.name),
        None => service,
    }
}

/// The same with the persons whom it was assigned to.
pub fn with_names(service: String, resource: Option<&Resource>, persons: &[String]) -> String {
    let chosen = resource.map(|resource| resource.name.to_string());
    let others = persons.iter().filter(|name| Some(*name) != chosen.as_ref()).cloned();
    let names = chosen.clone().into_iter().chain(others);
    [service].into_iter().chain(names).filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// What an appointment is about: shown before booking and after.
pub struct Summary {
    pub day: String,
    pub time: String,
    pub service: String,
    /// Where it takes place, unless that is the shop.
    pub elsewhere: Option<&'static str>,
}

/// Where an appointment takes place, unless that is the shop.
pub fn elsewhere(place: Place, t: Texts<Customer>) -> Option<&'static str> {
    match place {
        Place::Shop => None,
        Place::Customer => Some(t.at_yours()),
        Place::Phone => Some(t.by_phone()),
        Place::Video => Some(t.by_video()),
    }
}

impl Summary {
    /// The summary of `service` from `start` to `end`, in the shop.
    pub fn new(planning: &CalendarSnapshot, language: Language, service: String, start: Minute, end: Minute) -> Self {
        let zone = planning.calendar.shop.time_zone;
        let day = dates::long_day(start.local_date(zone), language);
        Self { day, time: dates::span(start, end, zone, language), service, elsewhere: None }
    }

    /// The same, where that service takes place.
    #[must_use]
    pub fn at(self, place: Place, language: Language) -> Self {
        Self { elsewhere: elsewhere(place, Texts::of(language)), ..self }
    }
}

/// Reads the start of an address or a form.
pub fn read_start(text: &str) -> Result<Minute, ApiError> {
    let start = DateTime::parse_from_rfc3339(text).ok().map(|start| start.to_utc());
    let minute = start.map(Minute::floor).filter(|minute| Some(minute.to_utc()) == start);
    minute.ok_or_else(|| wrong("start", "Use a time that the page offers."))
}

/// Reads the month of a calendar; `None` where the text is empty.
pub fn read_month(text: &str) -> Result<Option<NaiveDate>, ApiError> {
    if text.is_empty() {
        return Ok(None);
    }
    let first = Some(text).filter(|text| text.len() == 7).and_then(|text| format!("{text}-01").parse().ok());
    first.map(Some).ok_or_else(|| wrong("month", "Write the month as YYYY-MM."))
}

/// Reads the first date of a week; `None` where the text is empty.
pub fn read_from(text: &str) -> Result<Option<NaiveDate>, ApiError> {
    match text {
        "" => Ok(None),
        text if text.len() == 10 => text.parse().map(Some).map_err(|_| wrong("from", "Write the date as YYYY-MM-DD.")),
        _ => Err(wrong("from", "Write the date as YYYY-MM-DD.")),
    }
}

fn wrong(field: &str, sentence: &str) -> ApiError {
    ApiError::invalid_query(vec![FieldError::new(field, "invalid", sentence)])
}

/// "15:40 Uhr" on the same day, otherwise with the date.
pub fn moment(at: Minute, now: DateTime<Utc>, zone: Tz, language: Language) -> String {
    if at.local_date(zone) == today(now, zone) {
        return dates::clock(at, zone, language);
    }
    dates::soon(at, zone, language)
}
