//! Appointments and blocked times from a calendar file.

use crate::harness::{TestApp, booking};
use crate::page::Page;
use crate::planner::desk::Desk;

const PATH: &str = "/planner/resources/calendars/import";
const PREVIEW: &str = "/planner/resources/calendars/import/preview";

/// A calendar of these events.
fn file(events: &[&str]) -> Vec<u8> {
    let events: String = events.iter().map(|event| format!("BEGIN:VEVENT\n{event}\nEND:VEVENT\n")).collect();
    format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:-//other//\n{events}END:VCALENDAR\n").into_bytes()
}

const WITH_GUEST: &str = "UID:a\nDTSTART;TZID=Europe/Berlin:20220118T100000\nDURATION:PT45M\nSUMMARY:Hörtest\n\
                          ORGANIZER:mailto:praxis@example.org\nATTENDEE;CN=\"Muster, Erika\":mailto:erika@example.org";
const WEEKLY: &str = "UID:b\nDTSTART;TZID=Europe/Berlin:20220117T120000\nDURATION:PT1H\nSUMMARY:Teamsitzung\n\
                      RRULE:FREQ=WEEKLY;COUNT=3";
const PAST: &str = "UID:c\nDTSTART;TZID=Europe/Berlin:20220103T090000\nDURATION:PT1H\nSUMMARY:Max Muster 0711 123456";

/// Presses a button of the preview, with other values in these fields.
async fn press(desk: &Desk<'_>, page: &Page, act: &str, other: &[(&str, &str)]) -> Page {
    let fields = page.filled(&format!("form[action='{PREVIEW}']"), &[other, &[("act", act)]].concat());
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.submit(PREVIEW, &fields).await
}

/// The appointments: start in UTC, status, whose, note, and whether in a series.
fn rows(shop: &TestApp) -> Vec<String> {
    let rows = shop.text(
        "SELECT coalesce(group_concat(row, char(10)), '') FROM (SELECT strftime('%m-%d %H:%M', starts_at * 60, 'unixepoch') || ' ' || status || ' ' || coalesce(first_name, '-') || ' ' ||
                coalesce(last_name, '-') || ' ' || coalesce(email, phone, '-') || ' ' || coalesce(note, '-') || ' ' ||
                (series IS NOT NULL) AS row
         FROM appointments ORDER BY starts_at)",
    );
    rows.lines().map(str::to_owned).collect()
}

/// Whether that time of the 18th can be booked.
async fn is_free(shop: &TestApp, time: &str) -> bool {
    let path = "/api/v1/availability?service=anpassung&from=2022-01-18&days=1&resource=kabine-1";
    let grid = shop.get(path).await.json();
    let slots = grid["days"][0]["slots"].as_array().unwrap();
    slots.iter().find(|slot| slot["time"] == time).unwrap()["free"] == true
}

#[tokio::test]
async fn a_file_is_looked_at_entered_in_one_go_and_taken_back() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.upload(PATH, &file(&[WITH_GUEST, WEEKLY, PAST])).await;
    assert_eq!(page.words("section:last-of-type h2"), "4 Einträge werden übernommen");
    assert_eq!(page.count("button[value=import]"), 0, "nobody is chosen yet");
    let rules = page.all("fieldset:nth-of-type(2) label");
    assert_eq!(rules, ["mit Gast ein Termin, sonst gesperrte Zeit", "immer gesperrte Zeit", "immer ein Termin"]);
    let page = press(&desk, &page, "look", &[("resource", "kabine-1"), ("with_past", "1")]).await;
    let entries = page.all("section:last-of-type tbody td:nth-child(2)");
    assert_eq!(
        entries,
        ["Max Muster 0711 123456", "Teamsitzung", "Hörtest · Muster, Erika", "Teamsitzung", "Teamsitzung"]
    );
    let place = page.attribute("section:last-of-type tbody tr:first-child select", "name");
    let page = press(&desk, &page, "look", &[(&place, "appointment")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 0, "nothing is written yet");

    let page = press(&desk, &page, "import", &[]).await;
    assert_eq!(page.words(".note.good"), "2 Termine übernommen, 3-mal Zeit gesperrt.");
    assert_eq!(
        rows(&shop),
        [
            "01-03 08:00 done Max Muster 0711 123456 - 0",
            "01-17 11:00 confirmed - - - Teamsitzung 1",
            "01-18 09:00 confirmed Erika Muster erika@example.org Hörtest 0",
            "01-24 11:00 confirmed - - - Teamsitzung 1",
            "01-31 11:00 confirmed - - - Teamsitzung 1",
        ]
    );
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 0, "nobody is told");
    assert!(!is_free(&shop, "10:00").await);

    let token = page.attribute(".undoable input[name=undo]", "value");
    let page = desk.submit("/planner/undo", &[("undo", &token)]).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht.");
    assert!(rows(&shop).is_empty());
    assert_eq!(shop.count("SELECT count(*) FROM claims"), 0);
    assert!(is_free(&shop, "10:00").await);
}

#[tokio::test]
async fn what_is_in_the_way_is_named_and_left_out_and_a_second_time_nothing_comes_twice() {
    let shop = TestApp::new();
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let desk = Desk::owner(&shop).await;
    let twice = "UID:d\nDTSTART;TZID=Europe/Berlin:20220117T123000\nDURATION:PT1H\nSUMMARY:Messe";
    let calendar = file(&[WITH_GUEST, WEEKLY, twice]);
    let page = press(&desk, &desk.upload(PATH, &calendar).await, "look", &[("resource", "kabine-1")]).await;
    assert_eq!(page.all("section h2"), ["2 Einträge bleiben weg", "3 Einträge werden übernommen"]);
    let left_out = page.all("section:nth-of-type(2) td:nth-child(2)");
    assert_eq!(left_out[0], "Messe Kabine 1: Gesperrt, 12:00 bis 13:00 Uhr, Teamsitzung");
    assert!(left_out[1].contains("Kabine 1: Anpassung, 10:00 bis 11:00 Uhr, Erika Muster"), "{left_out:?}");
    press(&desk, &page, "import", &[]).await;

    let page = press(&desk, &desk.upload(PATH, &calendar).await, "look", &[("resource", "kabine-1")]).await;
    assert_eq!(page.words(".note.warn"), "3 Einträge stehen schon im Kalender.");
    assert_eq!(page.count("button[value=import]"), 0);
}

#[tokio::test]
async fn nothing_is_written_where_the_calendar_has_changed_since_it_was_shown() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.upload(PATH, &file(&[WITH_GUEST, WEEKLY])).await;
    let page = press(&desk, &page, "look", &[("resource", "kabine-1")]).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let page = press(&desk, &page, "import", &[]).await;
    assert_eq!(page.status, 409);
    assert!(page.words("[role=alert]").starts_with("Nichts wurde gespeichert"));
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE note = 'Teamsitzung'"), 0);
    assert_eq!(page.all("section h2")[0], "1 Eintrag bleibt weg", "it is shown what is in the way now");
}

#[tokio::test]
async fn an_import_that_was_changed_since_is_not_taken_back() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.upload(PATH, &file(&[WEEKLY])).await;
    let page = press(&desk, &page, "look", &[("resource", "kabine-1")]).await;
    let page = press(&desk, &page, "import", &[]).await;
    shop.execute("UPDATE appointments SET note = 'Feier' WHERE key = (SELECT min(key) FROM appointments)");
    let token = page.attribute(".undoable input[name=undo]", "value");
    let page = desk.submit("/planner/undo", &[("undo", &token)]).await;
    assert!(page.words("[role=alert]").starts_with("Inzwischen"));
    assert_eq!(rows(&shop).len(), 3, "all or nothing");
}

#[tokio::test]
async fn single_entries_become_something_else_and_an_appointment_needs_a_name() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let untitled = "UID:e\nDTSTART;TZID=Europe/Berlin:20220119T090000\nDURATION:PT1H";
    let page = desk.upload(PATH, &file(&[untitled, WEEKLY])).await;
    let chosen = [("resource", "kabine-2"), ("rule", "appointments"), ("service", "anpassung"), ("target-0", "skip")];
    let page = press(&desk, &page, "look", &chosen).await;
    assert_eq!(page.all("section h2"), ["2 Einträge bleiben weg", "2 Einträge werden übernommen"]);
    let left_out = page.all("section:nth-of-type(2) td:nth-child(2)");
    assert_eq!(left_out, ["Teamsitzung", "ohne Titel Hier steht kein Name."]);
    press(&desk, &page, "import", &[]).await;
    let services = "SELECT count(*) FROM appointments WHERE service_id = 'anpassung' AND last_name = 'Teamsitzung'";
    assert_eq!(shop.count(services), 2);
}

#[tokio::test]
async fn a_file_that_is_no_calendar_is_refused_with_advice() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (bytes, said) in [
        (&b"Vorname;Nachname"[..], "Diese Datei ist kein Kalender."),
        (b"BEGIN:VCALENDAR\nBEGIN:VEVENT\n", "Diese Datei ist unvollständig."),
        (b"BEGIN:VCALENDAR\nEND:VCALENDAR\n", "In dieser Datei steht nichts"),
        (b"", "Bitte wählen Sie eine Datei."),
    ] {
        let page = desk.upload(PATH, bytes).await;
        assert_eq!(page.status, 422);
        assert!(page.words("[role=alert]").starts_with(said), "{}", page.words("[role=alert]"));
    }
    assert!(desk.get(&format!("{PREVIEW}?draft=gone")).await.status == 303, "half an hour is over");
}
