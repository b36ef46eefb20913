//! The shop's data: resources and services; settings are in `shop`, availabilities and exceptions in `hours`.

mod hours;
mod shop;

pub use hours::*;
pub use shop::save_shop;

use super::{StoreError, words};
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::shop::{Calendar, Language, Place, Resource, ResourceKind, Service, ServiceTexts, Translation};
use crate::domain::values::{Description, ShortName, shown};
use chrono::NaiveDate;
use rusqlite::{Connection, Row, named_params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

const RESOURCES: &str = "SELECT id, name, kind, online, step_minutes, gap_step_minutes, video_url, archived, revision
     FROM resources ORDER BY position, id";

const SERVICES: &str =
    "SELECT id, name, group_name, description, translations, duration_minutes, buffer_before_minutes,
            buffer_after_minutes, online, status_on_booking, needs, choice, step_minutes, lead_time_hours, horizon_days,
            daily_limit, color, place, video_url, archived, revision
     FROM services ORDER BY position, id";

/// Reads the whole calendar.
pub fn load(conn: &Connection) -> Result<Calendar, StoreError> {
    Ok(Calendar {
        shop: shop::load_shop(conn)?,
        resources: rows(conn, RESOURCES, resource_from_row)?,
        services: rows(conn, SERVICES, service_from_row)?,
        availabilities: hours::availabilities(conn)?.into_iter().map(|row| row.value).collect(),
        exceptions: hours::exceptions(conn)?.into_iter().map(|row| row.value).collect(),
    })
}

fn rows<T>(
    conn: &Connection,
    sql: &str,
    from_row: fn(&Row<'_>) -> Result<T, StoreError>,
) -> Result<Vec<T>, StoreError> {
    conn.prepare_cached(sql)?.query_and_then([], from_row)?.collect()
}

fn unreadable(what: impl Into<String>) -> StoreError {
    StoreError::Unreadable(format!("the file is damaged: {}", what.into()))
}

/// Inserts or updates a resource at that position of the display order; the database counts its revisions.
pub fn save_resource(conn: &Connection, resource: &Resource, position: usize) -> Result<(), StoreError> {
    conn.execute(
        "INSERT INTO resources (id, position, name, kind, online, step_minutes, gap_step_minutes, video_url, archived)
         VALUES (:id, :position, :name, :kind, :online, :step, :gap_step, :video_url, :archived)
         ON CONFLICT (id) DO UPDATE SET position = :position, name = :name, kind = :kind, online = :online,
             step_minutes = :step, gap_step_minutes = :gap_step, video_url = :video_url, archived = :archived",
        named_params! {
            ":id": resource.id.as_str(),
            ":position": ordinal(position),
            ":name": resource.name,
            ":kind": resource.kind.word(),
            ":online": resource.online,
            ":step": resource.step_minutes,
            ":gap_step": resource.gap_step_minutes,
            ":video_url": resource.video_url,
            ":archived": resource.archived,
        },
    )?;
    Ok(())
}

/// Deletes a resource; it must not be referenced.
pub fn delete_resource(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM resources WHERE id = ?1", [id])?;
    Ok(())
}

/// Whether calendars lead out of a resource or into it, which are deleted with it.
pub fn resource_has_calendars(conn: &Connection, id: &str) -> Result<bool, StoreError> {
    let sql = "SELECT EXISTS (SELECT 1 FROM feeds WHERE resource_id = ?1)
                   OR EXISTS (SELECT 1 FROM busy_calendars WHERE resource_id = ?1)";
    exists(conn, sql, id)
}

/// Whether any past or future appointment occupies a resource.
pub fn resource_has_appointments(conn: &Connection, id: &str) -> Result<bool, StoreError> {
    exists(conn, "SELECT EXISTS (SELECT 1 FROM claims WHERE resource_id = ?1)", id)
}

fn exists(conn: &Connection, sql: &str, id: &str) -> Result<bool, StoreError> {
    Ok(conn.prepare_cached(sql)?.query_row([id], |row| row.get(0))?)
}

fn resource_from_row(row: &Row<'_>) -> Result<Resource, StoreError> {
    Ok(Resource {
        id: row.get::<_, String>("id")?.into(),
        name: row.get("name")?,
        kind: words::read(row, "kind", ResourceKind::from_word)?,
        online: row.get("online")?,
        step_minutes: row.get("step_minutes")?,
        gap_step_minutes: row.get("gap_step_minutes")?,
        video_url: row.get("video_url")?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    })
}

#[derive(Serialize, Deserialize)]
struct StoredTexts {
    #[serde(default)]
    name: String,
    group: Option<String>,
    description: Option<String>,
}

/// Inserts or updates a service at that position of the display order; the database counts its revisions.
pub fn save_service(conn: &Connection, service: &Service, position: usize) -> Result<(), StoreError> {
    let translations: BTreeMap<_, _> =
        service.translations.iter().map(|(language, texts)| (language.tag(), StoredTexts::from(texts))).collect();
    let needs: Vec<Vec<_>> = service.needs.iter().map(|need| need.iter().map(ResourceId::as_str).collect()).collect();
    conn.execute(
        "INSERT INTO services (id, position, name, group_name, description, translations, duration_minutes,
             buffer_before_minutes, buffer_after_minutes, online, status_on_booking, needs, choice, step_minutes,
             lead_time_hours, horizon_days, daily_limit, color, place, video_url, archived)
         VALUES (:id, :position, :name, :group, :description, :translations, :duration, :before, :after, :online,
             :status, :needs, :choice, :step, :lead_time, :horizon, :daily_limit, :color, :place, :video_url, :archived)
         ON CONFLICT (id) DO UPDATE SET position = :position, name = :name, group_name = :group,
             description = :description, translations = :translations, duration_minutes = :duration,
             buffer_before_minutes = :before, buffer_after_minutes = :after, online = :online,
             status_on_booking = :status, needs = :needs, choice = :choice, step_minutes = :step,
             lead_time_hours = :lead_time, horizon_days = :horizon, daily_limit = :daily_limit, color = :color,
             place = :place, video_url = :video_url, archived = :archived",
        named_params! {
            ":id": service.id.as_str(),
            ":position": ordinal(position),
            ":name": service.texts.name,
            ":group": service.texts.group,
            ":description": service.texts.description,
            ":translations": json(&translations),
            ":duration": service.duration_minutes,
            ":before": service.buffer_before_minutes,
            ":after": service.buffer_after_minutes,
            ":online": service.online,
            ":status": service.status_on_booking.word(),
            ":needs": json(&needs),
            ":choice": service.choice,
            ":step": service.step_minutes,
            ":lead_time": service.lead_time_hours,
            ":horizon": service.horizon_days,
            ":daily_limit": service.daily_limit,
            ":color": service.color,
            ":place": service.place.word(),
            ":video_url": service.video_url,
            ":archived": service.archived,
        },
    )?;
    Ok(())
}

/// Deletes a service; it must not be referenced.
pub fn delete_service(conn: &Connection, id: &str) -> Result<(), StoreError> {
    conn.execute("DELETE FROM services WHERE id = ?1", [id])?;
    Ok(())
}

/// Whether any past or future appointment is of that service.
pub fn service_has_appointments(conn: &Connection, id: &str) -> Result<bool, StoreError> {
    exists(conn, "SELECT EXISTS (SELECT 1 FROM appointments WHERE service_id = ?1)", id)
}

fn service_from_row(row: &Row<'_>) -> Result<Service, StoreError> {
    let translations: BTreeMap<String, StoredTexts> = from_json(row, "translations")?;
    let needs: Vec<Vec<String>> = from_json(row, "needs")?;
    Ok(Service {
        id: ServiceId::from(row.get::<_, String>("id")?),
        texts: ServiceTexts {
            name: row.get("name")?,
            group: row.get("group_name")?,
            description: row.get("description")?,
        },
        translations: translations
            .into_iter()
            .filter_map(|(tag, texts)| Some((Language::from_tag(&tag)?, texts.into())))
            .collect(),
        duration_minutes: row.get("duration_minutes")?,
        buffer_before_minutes: row.get("buffer_before_minutes")?,
        buffer_after_minutes: row.get("buffer_after_minutes")?,
        online: row.get("online")?,
        status_on_booking: words::read(row, "status_on_booking", Status::from_word)?,
        needs: needs.into_iter().map(|need| need.into_iter().map(ResourceId::from).collect()).collect(),
        choice: row.get("choice")?,
        step_minutes: row.get("step_minutes")?,
        lead_time_hours: row.get("lead_time_hours")?,
        horizon_days: row.get("horizon_days")?,
        daily_limit: row.get("daily_limit")?,
        color: row.get("color")?,
        place: words::read(row, "place", Place::from_word)?,
        video_url: row.get("video_url")?,
        archived: row.get("archived")?,
        revision: row.get("revision")?,
    })
}

impl From<&Translation> for StoredTexts {
    fn from(texts: &Translation) -> Self {
        let (group, description) = (texts.group.clone(), texts.description.clone());
        Self { name: shown(&texts.name), group: group.map(String::from), description: description.map(String::from) }
    }
}

impl From<StoredTexts> for Translation {
    fn from(texts: StoredTexts) -> Self {
        Self {
            name: Some(texts.name).filter(|name| !name.is_empty()).map(ShortName::from_stored),
            group: texts.group.map(ShortName::from_stored),
            description: texts.description.map(Description::from_stored),
        }
    }
}

fn optional_date(row: &Row<'_>, column: &str) -> Result<Option<NaiveDate>, StoreError> {
    match row.get::<_, Option<String>>(column)? {
        Some(text) => text.parse().map(Some).map_err(|_| unreadable(format!("{column} holds \"{text}\""))),
        None => Ok(None),
    }
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    serde_json::to_string(value).expect("lists and maps of words and numbers have a JSON form")
}

fn from_json<T: DeserializeOwned>(row: &Row<'_>, column: &str) -> Result<T, StoreError> {
    let text: String = row.get(column)?;
    serde_json::from_str(&text).map_err(|error| unreadable(format!("{column}: {error}")))
}

fn ordinal(position: usize) -> i64 {
    i64::try_from(position).unwrap_or(i64::MAX)
}
