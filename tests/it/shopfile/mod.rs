//! Shop files: parsing, errors, export.

mod calendars;
mod hostile;
mod import;
mod refusals;
mod reminders;
mod round_trip;

use rusqlite::Connection;
use std::fmt::Write;
use std::path::Path;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::{Format, ImportError};
use terminplaner::store::open;

/// The golden shop.
pub const GOLDEN: &str = include_str!("../../golden/seed-shop.toml");

/// The instant at which databases are opened.
pub fn now() -> chrono::DateTime<chrono::Utc> {
    "2022-01-14T07:00:00Z".parse().unwrap()
}

/// An empty shop in memory.
pub fn empty() -> Connection {
    open::read_write(Path::new(":memory:"), now()).unwrap()
}

/// The golden shop in memory.
pub fn golden() -> Connection {
    let mut conn = empty();
    shop_file::apply(&mut conn, GOLDEN, Format::Toml, now()).unwrap();
    conn
}

/// Applies TOML and returns the errors, one per line.
pub fn problems(conn: &mut Connection, text: &str) -> String {
    match shop_file::apply(conn, text, Format::Toml, now()) {
        Ok(()) => String::new(),
        Err(ImportError::Refused(problems)) => problems.iter().map(|problem| format!("{problem}\n")).collect(),
        Err(error) => panic!("{error}"),
    }
}

/// All rows of all tables.
pub fn dump(conn: &Connection) -> String {
    // What tells one database from another is random.
    let tables = "SELECT name FROM sqlite_schema
                  WHERE type = 'table' AND name NOT IN ('database_identity', 'calendar_state') ORDER BY name";
    let mut names = conn.prepare(tables).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let mut dump = String::new();
    for name in names {
        let mut rows = conn.prepare(&format!("SELECT * FROM {name} ORDER BY 1, 2")).unwrap();
        let columns = rows.column_count();
        let mut rows = rows.query([]).unwrap();
        while let Some(row) = rows.next().unwrap() {
            let values: Vec<_> = (0..columns).map(|at| format!("{:?}", row.get_ref(at).unwrap())).collect();
            writeln!(dump, "{name}: {}", values.join(" ")).unwrap();
        }
    }
    dump
}
