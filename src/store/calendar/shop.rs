//! The shop's row: a column for each setting.

use super::{StoreError, unreadable};
use crate::domain::settings::value::{Kind, Value};
use crate::domain::settings::{SETTINGS, Setting};
use crate::domain::shop::Shop;
use rusqlite::types::{ToSqlOutput, Value as Column, ValueRef};
use rusqlite::{Connection, OptionalExtension, Row, ToSql, params_from_iter};
use std::sync::LazyLock;

/// `name, location, …`
static COLUMNS: LazyLock<String> =
    LazyLock::new(|| SETTINGS.iter().map(|setting| setting.name).collect::<Vec<_>>().join(", "));

/// Reads the shop's row.
pub fn load_shop(conn: &Connection) -> Result<Shop, StoreError> {
    let mut statement = conn.prepare_cached(&format!("SELECT {} FROM shop", *COLUMNS))?;
    let shop = statement.query_row([], |row| Ok(from_row(row))).optional()?;
    shop.ok_or_else(|| unreadable("the shop's row is missing"))?
}

fn from_row(row: &Row<'_>) -> Result<Shop, StoreError> {
    let mut shop = Shop::default();
    for (at, setting) in SETTINGS.iter().enumerate() {
        let column = row.get_ref(at)?;
        let value = value(setting, column).ok_or_else(|| unreadable(format!("{} holds {column:?}", setting.name)))?;
        let told = setting.kind.shown(value.clone());
        setting.load(&mut shop, value).map_err(|_| unreadable(format!("{} holds \"{told}\"", setting.name)))?;
    }
    Ok(shop)
}

/// The value that a column holds; `None` where it holds another type's.
fn value(setting: &Setting, column: ValueRef<'_>) -> Option<Value> {
    Some(match column {
        ValueRef::Null => Value::None,
        ValueRef::Integer(number) if matches!(setting.kind, Kind::YesNo) => Value::Boolean(number != 0),
        ValueRef::Integer(number) => Value::Number(number.try_into().ok()?),
        ValueRef::Text(text) if setting.kind.list_of().is_some() => Value::List(serde_json::from_slice(text).ok()?),
        ValueRef::Text(text) => Value::Text(std::str::from_utf8(text).ok()?.to_owned()),
        ValueRef::Real(_) | ValueRef::Blob(_) => return None,
    })
}

/// Writes the shop's row.
pub fn save_shop(conn: &Connection, shop: &Shop) -> Result<(), StoreError> {
    let places = vec!["?"; SETTINGS.len()].join(", ");
    let sql = format!("INSERT OR REPLACE INTO shop (id, {}) VALUES (1, {places})", *COLUMNS);
    conn.execute(&sql, params_from_iter(SETTINGS.iter().map(|setting| setting.get(shop))))?;
    Ok(())
}

impl ToSql for Value {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self {
            Self::None => ToSqlOutput::Owned(Column::Null),
            Self::Boolean(yes) => (*yes).into(),
            Self::Number(number) => (*number).into(),
            Self::Text(text) => text.as_str().into(),
            Self::List(texts) => super::json(texts).into(),
        })
    }
}
