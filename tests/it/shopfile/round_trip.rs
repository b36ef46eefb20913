//! Export is the inverse of import.

use super::{dump, empty, golden, now, problems};
use proptest::prelude::*;
use rusqlite::Connection;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::Format;

const RICH: &str = r##"
[shop]
name = "Praxis \"Zum Ohr\""
location = "Köln"
time_zone = "America/New_York"
language = "en"
languages = ["en"]
address = "Weg 1\n50667 Köln\r\n\tDE"
website = "https://www.example.org/a?b=c#d"
privacy_url = "https://example.org/privacy"
accent = "#1a6B5c"
reminder_hours = 24
phone_field = "required"
comment_field = "hidden"
assignment = "balanced"
allowed_origins = ["https://www.example.org", "http://localhost:8080"]
retention_days = 365
confirm_by_mail = true
confirm_by_minutes = 1440
new_addresses_per_hour = 7
new_addresses_per_day = 70

[[resources]]
id = "anna"
name = "Anna"
kind = "person"
online = false
gap_step_minutes = 15

[[services]]
id = "test"
name = "Test"
group = "Hören"
description = "Zeile\nZeile"
duration_minutes = 45
buffer_before_minutes = 5
needs = [["anna"]]
daily_limit = 3
horizon_days = 0
color = "#ffffff"
[services.translations.de]
name = "Hörtest"
[services.translations.en]
description = "A test"

[[availabilities]]
resource = "anna"
weekdays = ["sat", "mon"]
from = "22:00"
to = "24:00"
valid_from = "2022-01-01"
every_weeks = 2

[[availabilities]]
resource = "anna"
date = "2022-03-01"
from = "00:00"
to = "06:00"
step_minutes = 20

[[exceptions]]
from_date = "2022-12-24"
to_date = "2023-01-01"
note = "closed"

[[exceptions]]
resource = "anna"
date = "2022-05-01"
hours = [["09:00", "12:00"], ["20:00", "24:00"]]

[[appointments]]
resources = ["anna"]
service = "test"
start = "2022-11-06T01:30:00-05:00"
end = "2022-11-06T02:00:00-05:00"
status = "no_show"
customer = { first_name = "Erika", last_name = "O'Hara \\ \"x\"", email = "e@example.org", phone = "+49 711 1" }
note = """calls
back"""
series = "s1"

[[blocks]]
id = "team-1"
resources = ["anna"]
start = "2022-11-07T12:00:00-05:00"
end = "2022-11-07T13:00:00-05:00"
buffer_after_minutes = 5
title = "Team meeting"
series = "team"

[[blocks]]
id = "team-2"
resources = ["anna"]
start = "2022-11-14T12:00:00-05:00"
end = "2022-11-14T13:00:00-05:00"
status = "cancelled"
series = "team"
"##;

fn assert_round_trip(conn: &mut Connection) {
    for format in [Format::Toml, Format::Json] {
        let before = dump(conn);
        let text = shop_file::write(conn, format).unwrap();
        shop_file::apply(conn, &text, format, now()).unwrap();
        assert_eq!(dump(conn), before, "into the same file");
        let mut other = empty();
        shop_file::apply(&mut other, &text, format, now()).unwrap();
        assert_eq!(shop_file::write(&other, format).unwrap(), text, "into a new file");
    }
}

#[test]
fn an_empty_shop_comes_back() {
    assert_round_trip(&mut empty());
}

#[test]
fn the_golden_shop_comes_back() {
    assert_round_trip(&mut golden());
}

#[test]
fn every_key_comes_back() {
    let mut conn = empty();
    assert_eq!(problems(&mut conn, RICH), "");
    assert_round_trip(&mut conn);
    let text = shop_file::write(&conn, Format::Toml).unwrap();
    assert!(text.contains("series = \"s1\"") && text.contains("title = \"Team meeting\""), "{text}");
    assert!(text.contains("to = \"24:00\"") && text.contains("start = \"2022-11-06T01:30:00-05:00\""), "{text}");
}

#[test]
fn a_block_is_read_from_either_table_and_written_as_a_block() {
    let block = "resources = [\"kabine-1\"]\nstart = 2022-02-01T12:00:00+01:00\nend = 2022-02-01T13:00:00+01:00\n";
    let mut conn = golden();
    assert_eq!(problems(&mut conn, &format!("[[appointments]]\n{block}note = \"Putzen\"\n")), "");
    let before = dump(&conn);
    // Without an id, too, it is the same one.
    assert_eq!(problems(&mut conn, &format!("[[blocks]]\n{block}title = \"Putzen\"\n")), "");
    assert_eq!(dump(&conn), before);
    let text = shop_file::write(&conn, Format::Toml).unwrap();
    let (_, blocks) = text.split_once("[[blocks]]").unwrap();
    assert!(blocks.contains("title = \"Putzen\"") && !blocks.contains("[[appointments]]"), "{blocks}");
    assert_round_trip(&mut conn);
}

#[test]
fn a_block_takes_no_appointment_with_a_customer_over() {
    let mut conn = golden();
    assert_eq!(
        problems(
            &mut conn,
            "[[appointments]]\nid = \"a\"\nresources = [\"kabine-1\"]\nstart = 2022-02-01T12:00:00+01:00\nend = 2022-02-01T13:00:00+01:00\ncustomer = { last_name = \"Muster\" }"
        ),
        ""
    );
    let before = dump(&conn);
    let refused = problems(&mut conn, "[[blocks]]\nid = \"a\"\ntitle = \"Team\"\n");
    assert!(refused.contains("blocks[0].id") && refused.contains("belongs under appointments"), "{refused}");
    let refused = problems(&mut conn, "[[blocks]]\nid = \"a\"\ncustomer = { last_name = \"Muster\" }\n");
    assert!(!refused.is_empty());
    assert_eq!(dump(&conn), before);
    let unknown = "[[blocks]]\nid = \"b\"\nresources = [\"kabine-1\"]\nstart = 2022-02-01T12:00:00+01:00\nend = 2022-02-01T13:00:00+01:00\nservice = \"anpassung\"\n";
    assert!(problems(&mut conn, unknown).contains("blocks[0].service"));
}

#[test]
fn a_booking_keeps_its_link_and_shows_it_to_nobody() {
    let mut conn = golden();
    conn.execute_batch(
        "INSERT INTO bookings (appointment_key, token, email_folded, language, booked_at) VALUES (1, 'secret', 'a@b.c', 'de', 0)",
    )
    .unwrap();
    assert!(!shop_file::write(&conn, Format::Toml).unwrap().contains("secret"));
    assert_round_trip(&mut conn);
    let token: String = conn.query_row("SELECT token FROM bookings", [], |row| row.get(0)).unwrap();
    assert_eq!(token, "secret");
    let id: String = conn.query_row("SELECT id FROM appointments WHERE key = 1", [], |row| row.get(0)).unwrap();
    let text =
        format!("[[appointments]]\nid = \"{id}\"\ncustomer = {{ email = \"New@Example.org\" }}\nstatus = \"done\"\n");
    assert_eq!(problems(&mut conn, &text), "");
    let row = conn.query_row("SELECT token, email_folded, sequence FROM bookings", [], |row| {
        Ok((row.get::<_, String>(0)?, row.get::<_, String>(1)?, row.get::<_, u32>(2)?))
    });
    let (token, email, sequence) = row.unwrap();
    assert_eq!((email.as_str(), sequence), ("new@example.org", 1));
    assert_ne!(token, "secret", "whoever reads the old mailbox holds the old link");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_shop_comes_back(
        names in prop::collection::vec("[ -~äöüß€'\"\\\\]{0,20}[a-z]", 1..5),
        note in "[ -~äöü\n\t\r\"'\\\\]{0,40}",
        visits in prop::collection::vec((0usize..5, 0i64..400, 1i64..200, 0u32..30, 0usize..6), 0..20),
        hours in prop::collection::vec((0usize..5, 0u32..1440, 0u32..1440, prop::option::of(1u32..=10080)), 0..8),
    ) {
        let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
        let status = ["requested", "confirmed", "declined", "cancelled", "done", "no_show"];
        let at = |minutes: i64| terminplaner::domain::time::Minute::from_epoch(27_000_000 + minutes).to_utc().to_rfc3339();
        let file = serde_json::json!({
            "shop": {"name": names[0], "address": note},
            "resources": names.iter().enumerate()
                .map(|(at, name)| serde_json::json!({"id": format!("r{at}"), "name": name})).collect::<Vec<_>>(),
            "availabilities": hours.iter().map(|(resource, from, to, step)| serde_json::json!({
                "resource": format!("r{}", resource % names.len()), "weekdays": ["tue"], "from": clock(*from),
                "to": clock(*to), "step_minutes": step})).collect::<Vec<_>>(),
            // One hour each, so that blocking ones do not overlap.
            "appointments": visits.iter().enumerate().map(|(n, (resource, start, length, buffer, kind))| {
                let start = start + 1000 * i64::try_from(n).unwrap();
                serde_json::json!({
                    "resources": [format!("r{}", resource % names.len())], "start": at(start), "end": at(start + length),
                    "buffer_after_minutes": buffer, "status": status[*kind], "note": note,
                    "customer": {"last_name": names[0]}})
            }).collect::<Vec<_>>(),
        });
        let mut conn = empty();
        shop_file::apply(&mut conn, &file.to_string(), Format::Json, now()).unwrap();
        assert_round_trip(&mut conn);
    }
}
