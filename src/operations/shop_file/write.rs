//! Writes a shop file: all data of the shop except the secrets of its customers' links.

use super::Format;
use super::serialize::{
    AppointmentShape, AvailabilityShape, BlockShape, CalendarShape, CustomerShape, ExceptionShape, FileShape,
    ResourceShape, ServiceShape, ShopShape, TextsShape,
};
use crate::domain::account_calendar::AccountCalendar;
use crate::domain::busy_calendar::{BusyCalendar, SourceKind};
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::limits;
use crate::domain::limits::WEEKDAYS;
use crate::domain::person::Person;
use crate::domain::shop::{Availability, Calendar, Days, Exception, Resource, Service, Translation};
use crate::store::appointments::{self, Appointment};
use crate::store::sealed::Keyring;
use crate::store::{StoreError, account_calendars, busy_calendars, calendar};
use chrono::Weekday;
use chrono_tz::Tz;
use rusqlite::Connection;

/// The shop as the text of a shop file, without any secret, from a single snapshot.
pub fn write(conn: &Connection, format: Format) -> Result<String, StoreError> {
    write_snapshot(conn, None, format)
}

/// The same with the addresses and logins of calendars kept elsewhere.
///
/// # Errors
/// If the database cannot be read, or the keys do not open one of them.
pub fn write_with_secrets(conn: &Connection, keys: &Keyring, format: Format) -> Result<String, StoreError> {
    write_snapshot(conn, Some(keys), format)
}

fn write_snapshot(conn: &Connection, keys: Option<&Keyring>, format: Format) -> Result<String, StoreError> {
    // A read transaction, so that a concurrent booking is included completely or not at all.
    let snapshot = conn.unchecked_transaction()?;
    let calendar = calendar::load(&snapshot)?;
    let zone = calendar.shop.time_zone;
    let mut file = describe(&calendar);
    for one in busy_calendars::all(&snapshot)? {
        file.calendars.push(busy_calendar(&snapshot, keys, one)?);
    }
    for row in appointments::all(&snapshot)? {
        let resources = appointments::resources_of(&snapshot, row.key)?;
        let has_customer = row.customer.is_known() || row.address.is_some() || row.reminder_accepted_at.is_some();
        if row.service.is_some() || has_customer {
            file.appointments.push(appointment(row, &resources, zone));
        } else {
            file.blocks.push(block(row, &resources, zone));
        }
    }
    print(&file, format)
}

/// The shop without its appointments.
pub fn describe(calendar: &Calendar) -> FileShape {
    FileShape {
        shop: ShopShape(calendar.shop.clone()),
        resources: calendar.resources.iter().map(resource).collect(),
        services: calendar.services.iter().map(service).collect(),
        availabilities: calendar.availabilities.iter().map(availability).collect(),
        exceptions: calendar.exceptions.iter().map(exception).collect(),
        calendars: Vec::new(),
        appointments: Vec::new(),
        blocks: Vec::new(),
    }
}

/// Serializes the file.
pub fn print(file: &FileShape, format: Format) -> Result<String, StoreError> {
    let text = match format {
        Format::Toml => toml::to_string(file).map_err(|error| error.to_string()),
        Format::Json => serde_json::to_string_pretty(file).map(|text| text + "\n").map_err(|error| error.to_string()),
    };
    text.map_err(|error| StoreError::Unreadable(format!("the shop cannot be written as a shop file: {error}")))
}

fn resource(resource: &Resource) -> ResourceShape {
    ResourceShape {
        id: resource.id.to_string(),
        name: resource.name.clone(),
        kind: resource.kind.word(),
        online: resource.online,
        step_minutes: resource.step_minutes,
        gap_step_minutes: resource.gap_step_minutes,
        video_url: resource.video_url.clone(),
        archived: resource.archived,
    }
}

fn service(service: &Service) -> ServiceShape {
    let texts = |texts: &Translation| TextsShape {
        name: texts.name.clone(),
        description: texts.description.clone(),
        group: texts.group.clone(),
    };
    ServiceShape {
        id: service.id.to_string(),
        name: service.texts.name.clone(),
        group: service.texts.group.clone(),
        description: service.texts.description.clone(),
        duration_minutes: service.duration_minutes,
        buffer_before_minutes: service.buffer_before_minutes,
        buffer_after_minutes: service.buffer_after_minutes,
        online: service.online,
        status_on_booking: service.status_on_booking.word(),
        needs: service.needs.iter().map(|need| names(need)).collect(),
        choice: service.choice,
        step_minutes: service.step_minutes,
        lead_time_hours: service.lead_time_hours,
        horizon_days: service.horizon_days,
        daily_limit: service.daily_limit,
        color: service.color.clone(),
        place: service.place.word(),
        video_url: service.video_url.clone(),
        archived: service.archived,
        translations: service.translations.iter().map(|(language, of)| (language.tag(), texts(of))).collect(),
    }
}

fn names(resources: &[ResourceId]) -> Vec<String> {
    resources.iter().map(ResourceId::to_string).collect()
}

fn availability(rule: &Availability) -> AvailabilityShape {
    let word = |day: &Weekday| WEEKDAYS.iter().find(|(_, known)| known == day).map(|(word, _)| *word);
    let (weekdays, date) = match &rule.on {
        Days::Weekdays(days) => (Some(days.iter().filter_map(word).collect()), None),
        Days::Date(date) => (None, Some(date.to_string())),
    };
    AvailabilityShape {
        resource: rule.resource.to_string(),
        weekdays,
        date,
        from: limits::time_text(rule.hours.from),
        to: limits::end_text(rule.hours.to),
        step_minutes: rule.step_minutes,
        valid_from: rule.valid_from.map(|date| date.to_string()),
        valid_until: rule.valid_until.map(|date| date.to_string()),
        every_weeks: Some(rule.every_weeks).filter(|weeks| *weeks != 1),
    }
}

fn exception(exception: &Exception) -> ExceptionShape {
    let single = exception.from_date == exception.to_date;
    ExceptionShape {
        resource: exception.resource.as_ref().map(ResourceId::to_string),
        date: single.then(|| exception.from_date.to_string()),
        from_date: (!single).then(|| exception.from_date.to_string()),
        to_date: (!single).then(|| exception.to_date.to_string()),
        hours: exception
            .hours
            .iter()
            .map(|hours| [limits::time_text(hours.from), limits::end_text(hours.to)])
            .collect(),
        note: exception.note.clone(),
    }
}

fn busy_calendar(conn: &Connection, keys: Option<&Keyring>, one: BusyCalendar) -> Result<CalendarShape, StoreError> {
    let access = match keys.filter(|_| one.has_address) {
        Some(keys) => Some(busy_calendars::access(conn, keys, one.key)?.ok_or_else(|| {
            let id = &one.id;
            StoreError::Unreadable(format!(
                "the address of the calendar {id} does not open: the key file is missing, or another one"
            ))
        })?),
        None => None,
    };
    let (url, login) = access.map_or((None, None), |access| (Some(access.url.into()), access.login));
    let (user, password) = login.unzip();
    let (resource, tentative) = (one.resource.to_string(), one.tentative.word());
    let mut shape = CalendarShape {
        id: one.id,
        resource,
        name: one.name,
        url,
        user,
        password,
        kind: None,
        tentative,
        blocks: None,
        writes: None,
        detail: None,
    };
    if one.kind == SourceKind::Account {
        shape.kind = Some(one.kind.word());
        if let Some(keys) = keys.filter(|_| shape.url.is_some()) {
            choice(&mut shape, account_calendars::of(conn, keys, one.key)?);
        }
    }
    Ok(shape)
}

/// Which calendars of an account block, and which one is written to.
fn choice(shape: &mut CalendarShape, calendars: Vec<AccountCalendar>) {
    let (mut blocks, calendars) = (Vec::new(), calendars.into_iter().map(|one| one.chosen));
    for one in calendars {
        if one.blocks {
            blocks.push(one.url.to_string());
        }
        if let Some(detail) = one.detail {
            (shape.writes, shape.detail) = (Some(one.url.into()), Some(detail.word()));
        }
    }
    shape.blocks = Some(blocks);
}

fn appointment(row: Appointment, resources: &[ResourceId], zone: Tz) -> AppointmentShape {
    let is_known = row.customer.is_known() || row.address.is_some();
    let Person { first_name, last_name, email, phone } = row.customer;
    let customer = CustomerShape {
        first_name: first_name.map(String::from),
        last_name: last_name.map(String::from),
        email: email.map(String::from),
        phone: phone.map(String::from),
        address: row.address.map(String::from),
    };
    AppointmentShape {
        id: row.id,
        resources: names(resources),
        start: row.start.to_rfc3339(zone),
        end: row.end.to_rfc3339(zone),
        service: row.service.as_ref().map(ServiceId::to_string),
        buffer_before_minutes: row.buffer_before_minutes,
        buffer_after_minutes: row.buffer_after_minutes,
        status: row.status.word(),
        note: row.note.map(String::from),
        reminder_accepted: row.reminder_accepted_at.is_some(),
        series: row.series.map(|series| series.to_string()),
        customer: Some(customer).filter(|_| is_known),
    }
}

fn block(row: Appointment, resources: &[ResourceId], zone: Tz) -> BlockShape {
    BlockShape {
        id: row.id,
        resources: names(resources),
        start: row.start.to_rfc3339(zone),
        end: row.end.to_rfc3339(zone),
        buffer_before_minutes: row.buffer_before_minutes,
        buffer_after_minutes: row.buffer_after_minutes,
        status: row.status.word(),
        title: row.note.map(String::from),
        private: row.private,
        series: row.series.map(|series| series.to_string()),
    }
}
