//! Revisions of resources, services, availabilities and exceptions: another number after every change, by whatever
//! path, and none without one.

use crate::harness::TestApp;
use crate::planner::desk::Desk;
use crate::seed;
use crate::shopfile::{golden, now};
use rusqlite::Connection;
use std::collections::BTreeMap;
use terminplaner::operations::shop_file::{self, Format};

const TABLES: [&str; 4] = ["resources", "services", "availabilities", "exceptions"];

/// The revision of every row, by table and id.
fn revisions(conn: &Connection) -> BTreeMap<(&'static str, String), i64> {
    let of_table = |table: &'static str| {
        let mut rows = conn.prepare(&format!("SELECT CAST(id AS TEXT), revision FROM {table}")).unwrap();
        let rows = rows.query_map([], |row| Ok(((table, row.get(0)?), row.get(1)?))).unwrap();
        rows.collect::<Result<Vec<_>, _>>().unwrap()
    };
    TABLES.into_iter().flat_map(of_table).collect()
}

fn import(conn: &mut Connection, text: &str) {
    shop_file::apply(conn, text, Format::Toml, now()).unwrap();
}

#[test]
fn every_column_but_the_order_counts() {
    let conn = golden();
    conn.execute_batch(&seed::closed("kabine-1", "2022-02-01")).unwrap();
    // Any value will do: only whether it is another one matters here.
    conn.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
    for table in TABLES {
        let mut columns =
            conn.prepare("SELECT name, type FROM pragma_table_info(?1) WHERE name <> 'revision'").unwrap();
        let columns = columns.query_map([table], |row| Ok((row.get(0)?, row.get(1)?))).unwrap();
        for (column, kind) in columns.collect::<Result<Vec<(String, String)>, _>>().unwrap() {
            let one = format!("id = (SELECT max(id) FROM {table})");
            let other = if kind == "TEXT" { "'x'" } else { "7777" };
            let before = revisions(&conn);
            let changed = conn.execute(&format!("UPDATE {table} SET {column} = {column} WHERE {one}"), []).unwrap();
            conn.execute(&format!("UPDATE {table} SET {column} = {other} WHERE {one}"), []).unwrap();
            let latest: i64 = conn.query_row("SELECT latest FROM revisions", [], |row| row.get(0)).unwrap();
            let after = revisions(&conn);
            let news: Vec<_> = after.iter().filter(|(row, number)| before.get(*row) != Some(number)).collect();
            let expected = usize::from(column != "position");
            assert_eq!((changed, news.len()), (1, expected), "{table}.{column}: {news:?}");
            assert!(news.iter().all(|(_, number)| **number == latest), "{table}.{column}: {news:?}");
        }
    }
}

#[test]
fn an_import_counts_only_the_rows_it_changes() {
    let mut conn = golden();
    let before = revisions(&conn);
    let exported = shop_file::write(&conn, Format::Toml).unwrap();
    import(&mut conn, &exported);
    assert_eq!(revisions(&conn), before);
    import(&mut conn, "resources = [{ id = 'kabine-1', name = 'Umbenannt' }]");
    let after = revisions(&conn);
    let changed: Vec<_> = after.iter().filter(|(row, number)| before.get(*row) != Some(number)).collect();
    assert_eq!(changed.len(), 1, "{changed:?}");
    assert_eq!(changed[0].0, &("resources", "kabine-1".to_owned()));
}

#[test]
fn an_imported_list_of_hours_keeps_the_revisions_of_equal_rows() {
    let mut conn = golden();
    let hours = |more: &str| {
        let one = "{ resource = 'kabine-1', weekdays = ['mon'], from = '09:00', to = '12:00' }";
        format!("availabilities = [{one}, {more}]")
    };
    import(&mut conn, &hours("{ resource = 'kabine-1', weekdays = ['tue'], from = '09:00', to = '12:00' }"));
    let before = revisions(&conn);
    import(&mut conn, &hours("{ resource = 'kabine-1', weekdays = ['tue'], from = '09:00', to = '13:00' }"));
    let after = revisions(&conn);
    let same = before.iter().filter(|(row, number)| after.get(*row) == Some(number)).count();
    assert_eq!((after.len(), same), (before.len(), before.len() - 1));
}

#[tokio::test]
async fn a_form_of_a_deleted_row_does_not_match_the_next_one_with_its_id() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let new = [("name", "Kabine 3"), ("kind", "room"), ("online", "1"), ("step_minutes", "30")];
    desk.post("/planner/resources/form", &new).await;
    let old = desk.get("/planner/resources/form?id=kabine-3").await.attribute("input[name=revision]", "value");
    desk.post("/planner/resources/act", &[("id", "kabine-3"), ("act", "delete")]).await;
    desk.post("/planner/resources/form", &new).await;
    let send = async |revision: &str| {
        let fields = [new.as_slice(), &[("id", "kabine-3"), ("revision", revision), ("name", "Kabine 4")]].concat();
        desk.post("/planner/resources/form", &fields[1..]).await.status.as_u16()
    };
    assert_eq!((send(&old).await, send("0").await, send("").await), (422, 422, 422));
    let now = desk.get("/planner/resources/form?id=kabine-3").await.attribute("input[name=revision]", "value");
    assert_eq!(send(&now).await, 303);
    assert_eq!(send(&now).await, 422, "it was changed meanwhile");
}

#[tokio::test]
async fn a_form_outlives_a_new_order() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let before = revisions(&shop.file());
    desk.post("/planner/resources/act", &[("id", "kabine-2"), ("act", "up")]).await;
    assert_eq!(shop.count("SELECT position FROM resources WHERE id = 'kabine-2'"), 0);
    assert_eq!(revisions(&shop.file()), before);
}
