//! The `[shop]` table.

use super::bounds;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::limits::{CONFIRM_MINUTES, HORIZON_AT_MOST, HOURS_AT_MOST, NAME_LENGTH, NEW_ADDRESSES_AT_MOST};
use crate::domain::shop::{Assignment, FieldMode, Language, Shop};

/// Reads the table over the stored values.
pub fn read(table: Table<'_>, shop: &mut Shop) {
    read_identity(&table, shop);
    read_addresses(&table, shop);
    read_booking(&table, shop);
    // Either key may be absent, so the resulting values are compared.
    if !shop.languages.contains(&shop.language) {
        let key = if table.has("languages") { "languages" } else { "language" };
        table.refuse(key, ValidationError::LacksLanguage(shop.language.tag()));
    }
    table.finish();
}

fn read_identity(table: &Table<'_>, shop: &mut Shop) {
    table.set(&mut shop.name, "name", |field| field.parsed(values::line(NAME_LENGTH)));
    table.set(&mut shop.location, "location", |field| field.parsed(values::line(NAME_LENGTH)));
    table.set(&mut shop.time_zone, "time_zone", |field| {
        field.parsed(|text| text.parse().map_err(|_| ValidationError::NotAZone(values::quoted(text))))
    });
    table.set(&mut shop.language, "language", |field| field.parsed(values::language));
    table.set(&mut shop.languages, "languages", read_languages);
}

fn read_languages(field: &Field<'_>) -> Option<Vec<Language>> {
    let languages = field.list_of(usize::MAX, |item| item.parsed(values::language))?;
    let repeated = languages.iter().enumerate().any(|(at, language)| languages[..at].contains(language));
    if languages.is_empty() || repeated {
        return field.refuse(ValidationError::NoLanguages);
    }
    Some(languages)
}

fn read_addresses(table: &Table<'_>, shop: &mut Shop) {
    table.set_optional(&mut shop.email, "email", |field| field.parsed(values::email));
    table.set_optional(&mut shop.phone, "phone", |field| field.parsed(values::line(50)));
    table.set_optional(&mut shop.address, "address", |field| field.parsed(values::lines(500)));
    table.set_optional(&mut shop.website, "website", |field| field.parsed(values::url));
    table.set_optional(&mut shop.privacy_url, "privacy_url", |field| field.parsed(values::url));
    table.set_optional(&mut shop.imprint_url, "imprint_url", |field| field.parsed(values::url));
    table.set_optional(&mut shop.accessibility_url, "accessibility_url", |field| field.parsed(values::url));
    table.set_optional(&mut shop.accent, "accent", |field| field.parsed(values::color));
    table.set_optional(&mut shop.allowed_origins, "allowed_origins", |field| {
        field.list_of(bounds::ORIGINS, |item| item.parsed(values::origin))
    });
}

fn read_booking(table: &Table<'_>, shop: &mut Shop) {
    table.set(&mut shop.lead_time_hours, "lead_time_hours", |field| field.number(0..=HOURS_AT_MOST));
    table.set(&mut shop.horizon_days, "horizon_days", |field| field.number(0..=HORIZON_AT_MOST));
    table.set(&mut shop.cancel_until_hours, "cancel_until_hours", |field| field.number(0..=HOURS_AT_MOST));
    table.set_optional(&mut shop.reminder_hours, "reminder_hours", |field| field.number(1..=HOURS_AT_MOST));
    table.set(&mut shop.phone_field, "phone_field", read_field_mode);
    table.set(&mut shop.comment_field, "comment_field", read_field_mode);
    table.set(&mut shop.max_open_per_email, "max_open_per_email", |field| field.number(1..=1_000_000));
    table.set(&mut shop.assignment, "assignment", |field| field.word(&["in_order", "balanced"], Assignment::from_word));
    table.set_optional(&mut shop.retention_days, "retention_days", |field| field.number(1..=36_500));
    table.set(&mut shop.confirm_by_mail, "confirm_by_mail", Field::boolean);
    table.set(&mut shop.confirm_by_minutes, "confirm_by_minutes", |field| field.number(CONFIRM_MINUTES));
    let new_addresses = |field: &Field<'_>| field.number(1..=NEW_ADDRESSES_AT_MOST);
    table.set(&mut shop.new_addresses_per_hour, "new_addresses_per_hour", new_addresses);
    table.set(&mut shop.new_addresses_per_day, "new_addresses_per_day", new_addresses);
}

fn read_field_mode(field: &Field<'_>) -> Option<FieldMode> {
    field.word(&["optional", "required", "hidden"], FieldMode::from_word)
}
