//! Places and addresses in shop files.

use crate::shopfile::{golden, now};
use rusqlite::Connection;
use terminplaner::operations::shop_file::{self, Format};

fn import(conn: &mut Connection, text: &str) -> Result<(), String> {
    shop_file::apply(conn, text, Format::Toml, now()).map(|_| ()).map_err(|error| format!("{error:?}"))
}

fn text(conn: &Connection, sql: &str) -> String {
    conn.query_row(sql, [], |row| row.get(0)).unwrap()
}

const VISIT: &str = "
resources = [{ id = 'kabine-1', kind = 'person', video_url = 'https://video.example.org/anna' }]
services = [{ id = 'anpassung', place = 'customer', video_url = 'https://video.example.org/shop' }]
[[appointments]]
resources = ['kabine-1']
start = '2022-03-01T09:00:00+01:00'
end = '2022-03-01T10:00:00+01:00'
service = 'anpassung'
customer = { last_name = 'Muster', address = \"Zwetschgenweg 9\\n70173 Musterstadt\" }
";

#[test]
fn places_links_and_addresses_come_in_and_go_out() {
    let mut conn = golden();
    import(&mut conn, VISIT).unwrap();
    assert_eq!(text(&conn, "SELECT place FROM services WHERE id = 'anpassung'"), "customer");
    let address = "SELECT address FROM appointments WHERE last_name = 'Muster'";
    assert_eq!(text(&conn, address), "Zwetschgenweg 9\n70173 Musterstadt");
    let file = shop_file::write(&conn, Format::Toml).unwrap();
    for line in ["place = \"customer\"", "video_url = \"https://video.example.org/anna\"", "address = "] {
        assert!(file.contains(line), "{line}: {file}");
    }
    import(&mut conn, &file).unwrap();
    assert_eq!(shop_file::write(&conn, Format::Toml).unwrap(), file, "it changes nothing");
}

#[test]
fn a_file_of_before_is_about_the_shop() {
    let conn = golden();
    assert_eq!(text(&conn, "SELECT group_concat(DISTINCT place) FROM services"), "shop");
}

#[test]
fn what_is_no_place_or_no_link_is_refused() {
    let mut conn = golden();
    for (wrong, path) in [
        ("services = [{ id = 'anpassung', place = 'moon' }]", "place"),
        ("services = [{ id = 'anpassung', video_url = 'javascript:alert(1)' }]", "video_url"),
    ] {
        assert!(import(&mut conn, wrong).unwrap_err().contains(path), "{wrong}");
    }
}
