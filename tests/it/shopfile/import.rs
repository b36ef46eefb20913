//! Importing a shop file.

use super::{GOLDEN, dump, empty, golden, now, problems};
use rusqlite::Connection;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::Format;
use terminplaner::store::calendar;

fn count(conn: &Connection, table: &str) -> u32 {
    conn.query_row(&format!("SELECT count(*) FROM {table}"), [], |row| row.get(0)).unwrap()
}

fn ids(conn: &Connection) -> Vec<String> {
    calendar::load(conn).unwrap().resources.iter().map(|resource| resource.id.to_string()).collect()
}

#[test]
fn the_golden_file_is_loaded_whole() {
    let conn = golden();
    let calendar = calendar::load(&conn).unwrap();
    assert_eq!(calendar.shop.name, "Hörakustik Muster");
    assert_eq!(calendar.shop.lead_time_hours, 60);
    assert_eq!(calendar.resources.len(), 2);
    assert_eq!(calendar.services[0].needs[0].len(), 2);
    assert_eq!(calendar.availabilities.len(), 2);
    assert_eq!(count(&conn, "appointments"), 15);
    assert_eq!(count(&conn, "claims"), 15);
    assert_eq!(count(&conn, "outbox"), 0);
}

#[test]
fn importing_the_same_file_twice_changes_nothing() {
    let mut conn = golden();
    let before = dump(&conn);
    assert_eq!(problems(&mut conn, GOLDEN), "");
    assert_eq!(dump(&conn), before);
}

#[test]
fn equal_appointments_without_an_id_are_told_apart_by_their_ordinal() {
    let mut conn = golden();
    let entry = "[[appointments]]\nresources = [\"kabine-1\"]\nstart = 2022-02-01T09:00:00+01:00\n\
                 end = 2022-02-01T10:00:00+01:00\nstatus = \"cancelled\"\n";
    let twice = entry.repeat(2);
    assert_eq!(problems(&mut conn, &twice), "");
    assert_eq!(problems(&mut conn, &twice), "");
    assert_eq!(count(&conn, "appointments"), 17);
}

#[test]
fn absent_keys_keep_their_values() {
    let mut conn = golden();
    let before = calendar::load(&conn).unwrap();
    let text = "[shop]\nlocation = \"Ulm\"\n[[resources]]\nid = \"kabine-2\"\nname = \"Labor\"\n[[exceptions]]\n\
                date = \"2022-01-18\"\nnote = \"Umbau\"\n";
    assert_eq!(problems(&mut conn, text), "");
    let after = calendar::load(&conn).unwrap();
    assert_eq!((after.shop.name, after.shop.location.as_str()), (before.shop.name, "Ulm"));
    assert_eq!(after.resources[0], before.resources[0]);
    assert_eq!((after.resources[1].name.as_str(), after.resources[1].step_minutes), ("Labor", 30));
    assert_eq!(after.availabilities, before.availabilities);
    assert_eq!(after.exceptions.len(), 1);
    assert_eq!(problems(&mut conn, "exceptions = []\n"), "");
    assert_eq!(calendar::load(&conn).unwrap().exceptions, []);
    assert_eq!(count(&conn, "appointments"), 15);
}

#[test]
fn the_order_of_the_file_is_the_order_shown() {
    let resource = |id: &str| format!("[[resources]]\nid = \"{id}\"\nname = \"{id}\"\n");
    let file = |ids: &[&str]| ids.iter().map(|id| resource(id)).collect::<String>();
    let mut conn = empty();
    assert_eq!(problems(&mut conn, &file(&["c", "a", "b"])), "");
    assert_eq!(ids(&conn), ["c", "a", "b"]);
    assert_eq!(problems(&mut conn, &file(&["b", "new", "c"])), "");
    assert_eq!(ids(&conn), ["b", "new", "a", "c"]);
    assert_eq!(problems(&mut conn, &file(&["last"])), "");
    assert_eq!(ids(&conn), ["b", "new", "a", "c", "last"]);
}

#[test]
fn appointments_may_trade_their_times() {
    let mut conn = golden();
    let pair = |first: &str, second: &str| {
        format!(
            "[[appointments]]\nid = \"one\"\nresources = [\"kabine-1\"]\nstart = \"2022-02-01T{first}:00:00+01:00\"\n\
             end = \"2022-02-01T{first}:45:00+01:00\"\n[[appointments]]\nid = \"two\"\nresources = [\"kabine-1\"]\n\
             start = \"2022-02-01T{second}:00:00+01:00\"\nend = \"2022-02-01T{second}:45:00+01:00\"\n"
        )
    };
    assert_eq!(problems(&mut conn, &pair("09", "10")), "");
    assert_eq!(problems(&mut conn, &pair("10", "09")), "");
    let starts =
        "SELECT group_concat(id, ' ') FROM (SELECT id FROM appointments WHERE id IN ('one', 'two') ORDER BY starts_at)";
    assert_eq!(conn.query_row(starts, [], |row| row.get::<_, String>(0)).unwrap(), "two one");
}

#[test]
fn a_matched_appointment_keeps_what_the_file_does_not_say() {
    let mut conn = golden();
    let text = "[[appointments]]\nid = \"x\"\nresources = [\"kabine-1\"]\nstart = \"2022-02-01T09:00:00+01:00\"\n\
                end = \"2022-02-01T10:00:00+01:00\"\ncustomer = { last_name = \"Muster\", email = \"e@example.org\" }\n";
    assert_eq!(problems(&mut conn, text), "");
    let text = "[[appointments]]\nid = \"x\"\nstatus = \"done\"\ncustomer = { first_name = \"Erika\" }\n";
    assert_eq!(problems(&mut conn, text), "");
    let row: String = conn
        .query_row("SELECT status || first_name || last_name || email FROM appointments WHERE id = 'x'", [], |row| {
            row.get(0)
        })
        .unwrap();
    assert_eq!(row, "doneErikaMustere@example.org");
}

#[test]
fn json_says_the_same_as_toml() {
    let from_toml = golden();
    let value: toml::Value = toml::from_str(GOLDEN).unwrap();
    let mut from_json = empty();
    shop_file::apply(&mut from_json, &serde_json::to_string(&value).unwrap(), Format::Json, now()).unwrap();
    assert_eq!(dump(&from_json), dump(&from_toml));
    shop_file::apply(&mut from_json, r#"{"shop": {"phone": null, "address": " \n"}}"#, Format::Json, now()).unwrap();
    let shop = calendar::load(&from_json).unwrap().shop;
    assert_eq!((shop.phone, shop.address), (None, None));
}

#[test]
fn a_refused_file_changes_nothing() {
    let mut conn = golden();
    let before = dump(&conn);
    let text = "[shop]\nname = \"Neu\"\nlead_time_hours = -1\n";
    assert_ne!(problems(&mut conn, text), "");
    assert_eq!(dump(&conn), before);
}

#[test]
fn who_agreed_to_a_reminder_is_carried_over_and_nobody_agrees_for_somebody_else() {
    let mut conn = golden();
    let first: String = conn.query_row("SELECT min(id) FROM appointments", [], |row| row.get(0)).unwrap();
    let mut import = |rows: &str| {
        let text = format!("[[appointments]]\nid = \"{first}\"\n{rows}\n");
        shop_file::apply(&mut conn, &text, Format::Toml, now()).unwrap();
        let at: Option<i64> = conn
            .query_row("SELECT reminder_accepted_at FROM appointments WHERE id = ?1", [&first], |row| row.get(0))
            .unwrap();
        (at, shop_file::write(&conn, Format::Toml).unwrap().contains("reminder_accepted = true"))
    };
    let erika = "customer = { first_name = \"Erika\", last_name = \"Muster\", email = \"erika@example.org\" }";
    let max = "customer = { first_name = \"Max\", last_name = \"Beispiel\", email = \"max@example.org\" }";
    assert_eq!(import(erika), (None, false));
    let (agreed, exported) = import("reminder_accepted = true");
    assert!(agreed.is_some() && exported);
    assert_eq!(import("note = \"ruft an\""), (agreed, true), "it keeps its time");
    assert_eq!(import(max), (None, false));
}
