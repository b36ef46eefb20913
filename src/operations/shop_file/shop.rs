//! The `[shop]` table.

use super::document::Value as Given;
use super::reader::{Field, Table};
use super::validation_error::ValidationError;
use super::values;
use crate::domain::settings::value::{Kind, Value};
use crate::domain::settings::{SETTINGS, Setting};
use crate::domain::shop::Shop;
use crate::domain::values::Invalid;

/// Reads the table over the stored values.
pub fn read(table: Table<'_>, shop: &mut Shop) {
    for setting in SETTINGS {
        let Some(field) = table.field(setting.name) else { continue };
        let Some(value) = value(setting, &field) else { continue };
        let text = if let Value::Text(text) = &value { text.clone() } else { String::new() };
        if let Err(problem) = setting.set(shop, value) {
            field.refuse::<()>(told(&setting.kind, &text, problem));
        }
    }
    // Either key may be absent, so the resulting values are compared.
    if !shop.offers_its_language() {
        let key = if table.has("languages") { "languages" } else { "language" };
        table.refuse(key, ValidationError::LacksLanguage(shop.language.tag()));
    }
    table.finish();
}

/// The value in the file, if it has the setting's type.
fn value(setting: &Setting, field: &Field<'_>) -> Option<Value> {
    let is_absent = match field.value() {
        Given::Null => true,
        Given::Text(text) => text.trim().is_empty(),
        _ => false,
    };
    if is_absent && setting.is_optional {
        return Some(Value::None);
    }
    let text = |field: &Field<'_>| {
        field.parsed(|text| setting.kind.check_text(text).map_err(|problem| told(&setting.kind, text, problem)))?;
        field.text().map(str::to_owned)
    };
    Some(match &setting.kind {
        Kind::Number(range) => Value::Number(field.number(range.clone())?),
        Kind::YesNo => Value::Boolean(field.boolean()?),
        Kind::Words(words) => Value::Text(field.word(words, |word| Some(word.to_owned()))?),
        kind => match kind.list_of() {
            Some(most) => Value::List(field.list_of(most, text)?),
            None => Value::Text(field.text()?.to_owned()),
        },
    })
}

fn told(kind: &Kind, text: &str, problem: Invalid) -> ValidationError {
    match (kind, problem) {
        (Kind::Zone, _) => ValidationError::NotAZone(values::quoted(text)),
        (Kind::Languages, Invalid::NoneChosen) => ValidationError::NoLanguages,
        _ => values::told(text, problem),
    }
}
