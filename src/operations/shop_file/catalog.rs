//! The `[[resources]]` and `[[services]]` tables: matched by id, in display order.

use super::bounds;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::appointment::Status;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::limits;
use crate::domain::limits::{DAILY_LIMIT_AT_MOST, HORIZON_AT_MOST, HOURS_AT_MOST, MINUTES_AT_MOST};
use crate::domain::shop::{Calendar, Language, Place, Resource, ResourceKind, Service, Translation};
use std::collections::HashSet;

/// Reads resources over the stored ones.
pub fn read_resources(field: &Field<'_>, known: &mut Vec<Resource>) {
    let mut seen = HashSet::new();
    let read =
        field.tables(bounds::OFFERED).into_iter().filter_map(|table| read_resource(table, known, &mut seen)).collect();
    merge(known, read, |a, b| a.id == b.id);
}

fn read_resource(table: Table<'_>, known: &[Resource], seen: &mut HashSet<String>) -> Option<Resource> {
    let id = read_id(&table, seen)?;
    let mut resource = known.iter().find(|resource| resource.id.as_str() == id).cloned().unwrap_or_else(|| {
        table.require(&["name"]);
        Resource::new(ResourceId::from(id))
    });
    table.set_required(&mut resource.name, "name");
    table.set(&mut resource.kind, "kind", |field| field.word(&["room", "person"], ResourceKind::from_word));
    table.set(&mut resource.online, "online", Field::boolean);
    table.set(&mut resource.step_minutes, "step_minutes", |field| field.number(1..=MINUTES_AT_MOST));
    table.set_optional(&mut resource.gap_step_minutes, "gap_step_minutes", |field| field.number(1..=MINUTES_AT_MOST));
    table.set_value(&mut resource.video_url, "video_url");
    table.set(&mut resource.archived, "archived", Field::boolean);
    table.finish();
    Some(resource)
}

fn read_id(table: &Table<'_>, seen: &mut HashSet<String>) -> Option<String> {
    table.require(&["id"]);
    let field = table.field("id")?;
    let id = field.parsed(values::id)?;
    if seen.insert(id.clone()) { Some(id) } else { field.refuse(ValidationError::Repeated(id)) }
}

/// Reads services over the stored ones. Resources must have been read before.
pub fn read_services(field: &Field<'_>, calendar: &mut Calendar) {
    let mut seen = HashSet::new();
    let read = field
        .tables(bounds::OFFERED)
        .into_iter()
        .filter_map(|table| read_service(table, calendar, &mut seen))
        .collect();
    merge(&mut calendar.services, read, |a, b| a.id == b.id);
}

fn read_service(table: Table<'_>, calendar: &Calendar, seen: &mut HashSet<String>) -> Option<Service> {
    let id = read_id(&table, seen)?;
    let mut service = calendar.service(&id).cloned().unwrap_or_else(|| {
        table.require(&["name", "duration_minutes", "needs"]);
        Service::new(ServiceId::from(id.as_str()))
    });
    table.set_required(&mut service.texts.name, "name");
    table.set_value(&mut service.texts.group, "group");
    table.set_value(&mut service.texts.description, "description");
    if let Some(translations) = table.field("translations").and_then(|field| field.table()) {
        read_translations(translations, &mut service.translations);
    }
    table.set(&mut service.duration_minutes, "duration_minutes", |field| field.number(1..=MINUTES_AT_MOST));
    table.set(&mut service.buffer_before_minutes, "buffer_before_minutes", |field| field.number(0..=MINUTES_AT_MOST));
    table.set(&mut service.buffer_after_minutes, "buffer_after_minutes", |field| field.number(0..=MINUTES_AT_MOST));
    table.set(&mut service.needs, "needs", |field| read_needs(field, calendar));
    read_terms(&table, &mut service);
    table.finish();
    Some(service)
}

fn read_terms(table: &Table<'_>, service: &mut Service) {
    table.set(&mut service.online, "online", Field::boolean);
    table.set(&mut service.status_on_booking, "status_on_booking", |field| {
        field.word(&["confirmed", "requested"], Status::from_word)
    });
    table.set(&mut service.choice, "choice", Field::boolean);
    table.set_optional(&mut service.step_minutes, "step_minutes", |field| field.number(1..=MINUTES_AT_MOST));
    table.set_optional(&mut service.lead_time_hours, "lead_time_hours", |field| field.number(0..=HOURS_AT_MOST));
    table.set_optional(&mut service.horizon_days, "horizon_days", |field| field.number(0..=HORIZON_AT_MOST));
    table.set_optional(&mut service.daily_limit, "daily_limit", |field| field.number(1..=DAILY_LIMIT_AT_MOST));
    table.set_value(&mut service.color, "color");
    table.set(&mut service.place, "place", |field| field.word(Place::WORDS, Place::from_word));
    table.set_value(&mut service.video_url, "video_url");
    table.set(&mut service.archived, "archived", Field::boolean);
}

fn read_translations(table: Table<'_>, known: &mut Vec<(Language, Translation)>) {
    for language in Language::all() {
        let Some(texts) = table.field(language.tag()).and_then(|field| field.table()) else { continue };
        let at = known.iter().position(|(of, _)| *of == language).unwrap_or_else(|| {
            known.push((language, Translation::default()));
            known.len() - 1
        });
        let into = &mut known[at].1;
        texts.set_value(&mut into.name, "name");
        texts.set_value(&mut into.group, "group");
        texts.set_value(&mut into.description, "description");
        texts.finish();
    }
    // In the order of the database.
    known.sort_by_key(|(language, _)| language.tag());
    table.finish();
}

fn read_needs(field: &Field<'_>, calendar: &Calendar) -> Option<Vec<Vec<ResourceId>>> {
    let needs = field.list_of(bounds::NEEDS, |need| {
        let resources = need.list_of(bounds::OFFERED, |item| known_resource(item, calendar))?;
        if limits::each_once(&resources).is_err() {
            return need.refuse(ValidationError::NoResources);
        }
        Some(resources)
    })?;
    if needs.is_empty() {
        return field.refuse(ValidationError::NoNeeds);
    }
    Some(needs)
}

/// The id of a resource in the file or the database.
pub fn known_resource(field: &Field<'_>, calendar: &Calendar) -> Option<ResourceId> {
    field.parsed(|text| match calendar.resource(text) {
        Some(resource) => Ok(resource.id.clone()),
        None => Err(ValidationError::UnknownResource(values::quoted(text))),
    })
}

/// Merges the entries of the file into the stored list. Named entries are ordered as in the file; others keep their
/// position; new ones follow the entry named before them.
fn merge<T>(known: &mut Vec<T>, file: Vec<T>, same: impl Fn(&T, &T) -> bool) {
    let old = std::mem::take(known);
    let is_known: Vec<bool> = file.iter().map(|item| old.iter().any(|other| same(item, other))).collect();
    let named: Vec<bool> = old.iter().map(|item| file.iter().any(|other| same(item, other))).collect();
    let mut file = file.into_iter().zip(is_known).peekable();
    let take_new = |file: &mut std::iter::Peekable<_>, known: &mut Vec<T>| {
        while let Some((item, _)) = file.next_if(|(_, is_known): &(T, bool)| !is_known) {
            known.push(item);
        }
    };
    for (item, named) in old.into_iter().zip(named) {
        if !named {
            known.push(item);
            continue;
        }
        take_new(&mut file, known);
        known.extend(file.next().map(|(item, _)| item));
        take_new(&mut file, known);
    }
    known.extend(file.map(|(item, _)| item));
}
