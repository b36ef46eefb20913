//! Series: dates shown before anything is written, entered all or nothing, told in one mail, moved and cancelled together.

use super::{location, newest, with};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::seed;

/// Six Tuesdays at ten, by mail.
const SIX: &[(&str, &str)] = &[
    ("service", "anpassung"),
    ("date", "2022-01-25"),
    ("time", "10:00"),
    ("first_name", "Erika"),
    ("last_name", "Muster"),
    ("email", "erika@example.org"),
    ("every", "1"),
    ("count", "6"),
    ("tell", "1"),
];

const NEW: &str = "/planner/series/new";

async fn preview(desk: &Desk<'_>, changed: &[(&str, &str)]) -> Page {
    desk.post(NEW, &[&with(SIX, changed)[..], &[("do", "preview")]].concat()).await
}

/// Presses the button that enters what is ticked on the page.
async fn enter(desk: &Desk<'_>, page: &Page, changed: &[(&str, &str)]) -> Page {
    let fields = page.filled(&format!("form[action='{NEW}']"), &[changed, &[("do", "save")]].concat());
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.post(NEW, &fields).await
}

/// Enters the six; answers the page of the first.
pub async fn six_page(desk: &Desk<'_>, changed: &[(&str, &str)]) -> Page {
    let page = preview(desk, changed).await;
    let answer = enter(desk, &page, &[]).await;
    desk.get(&location(&answer)).await
}

/// Enters the six; answers their keys.
pub async fn six(desk: &Desk<'_>, changed: &[(&str, &str)]) -> Vec<i64> {
    let page = preview(desk, changed).await;
    let answer = enter(desk, &page, &[]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    let last = newest(desk.shop);
    (last - 5..=last).collect()
}

async fn change(desk: &Desk<'_>, key: i64, fields: &[(&str, &str)]) -> Page {
    desk.post(&format!("/planner/series/{key}"), fields).await
}

fn starts(shop: &TestApp) -> Vec<String> {
    let file = shop.file();
    let sql = "SELECT datetime(starts_at * 60, 'unixepoch') FROM appointments WHERE series IS NOT NULL AND status = 'confirmed' ORDER BY 1";
    let mut statement = file.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[tokio::test]
async fn six_sessions_are_seen_before_they_are_entered_together() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'", true);
    let desk = Desk::staff(&shop).await;
    let page = preview(&desk, &[]).await;
    assert_eq!(page.count("ol.dates input[name=start][checked]"), 6);
    assert_eq!(page.words("details.who summary"), "Anpassung, Erika Muster");
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE series IS NOT NULL"), 0, "nothing is written yet");
    let answer = enter(&desk, &page, &[]).await;
    let first = newest(&shop) - 5;
    assert_eq!(location(&answer), format!("/planner/appointments/{first}"));
    assert_eq!(shop.count("SELECT count(DISTINCT series) FROM appointments WHERE last_name = 'Muster'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE series IS NOT NULL"), 6);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'series_confirmation'"), 1, "one mail for all");
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder'"), 6, "each is reminded of");
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 7);
    assert_eq!(shop.count("SELECT count(*) FROM bookings WHERE online = 0"), 6, "each has a page");
    let page = desk.get(&format!("/planner/appointments/{}", first + 2)).await;
    assert_eq!(page.words("#h-series"), "Serie: Termin 3 von 6");
    assert_eq!(page.words("section[aria-labelledby=h-history] .grow"), "angelegt");
    let mails = page.all("section[aria-labelledby=h-mails] .grow");
    assert!(
        mails.iter().any(|mail| mail.starts_with("Serie gebucht")),
        "the first one's mail is theirs, too: {mails:?}"
    );
}

#[tokio::test]
async fn the_log_has_one_line_for_a_series() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    six(&desk, &[]).await;
    let log = desk.get("/planner/settings/log").await;
    assert_eq!(log.text.matches("Serie angelegt").count(), 1);
    assert!(!log.text.contains("Termin angelegt"), "those are in the histories");
    assert!(log.text.contains("Termine: 6"));
}

#[tokio::test]
async fn what_is_in_the_way_is_named_and_the_nearest_free_time_is_offered() {
    // 2022-01-24, 10:00 in Berlin.
    let taken = [(70, "kabine-1"), (71, "kabine-2")]
        .map(|(key, room)| seed::appointment(key, room, 27_383_580, 60, "confirmed"));
    let shop = TestApp::with(&taken.concat(), true);
    let desk = Desk::staff(&shop).await;
    let at = "2022-01-24T10:00:00+01:00";
    let page = preview(&desk, &[("date", "2022-01-24"), ("count", "2")]).await;
    let row = page.words("ol.dates li.odd");
    assert!(
        row.contains("10:00 bis 11:00 Uhr") && row.contains("stattdessen Montag, 24. Januar 2022, 09:00 Uhr"),
        "{row}"
    );
    assert_eq!(page.count("ol.dates input[name=start][checked]"), 1, "only what is free is chosen");
    // Whoever sends it all the same is refused as a whole.
    let answer = enter(&desk, &page, &[("start", at), ("start", "2022-01-31T10:00:00+01:00")]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.text.contains("Es wurde noch nichts eingetragen"));
    assert!(starts(&shop).is_empty());
    let answer =
        enter(&desk, &page, &[("start", "2022-01-24T09:00:00+01:00"), ("start", "2022-01-31T10:00:00+01:00")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(starts(&shop), ["2022-01-24 08:00:00", "2022-01-31 09:00:00"]);
}

#[tokio::test]
async fn a_time_taken_meanwhile_refuses_the_whole_and_is_shown() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = preview(&desk, &[]).await;
    let before = preview(&desk, &[("date", "2022-02-08"), ("count", "1"), ("last_name", "Zuvor"), ("tell", "")]).await;
    enter(&desk, &before, &[]).await;
    enter(&desk, &before, &[]).await;
    let count = shop.count("SELECT count(*) FROM appointments");
    let answer = enter(&desk, &page, &[]).await;
    assert_eq!(answer.status, 422);
    assert!(answer.words("ol.dates li.odd").contains("Zuvor"), "{}", answer.words("ol.dates"));
    assert_eq!(answer.count("ol.dates input[name=start][checked]"), 5, "the others stay ticked");
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), count);
    assert_eq!(shop.count("SELECT count(*) FROM outbox"), 0);
}

#[tokio::test]
async fn closed_days_are_left_out_or_put_off_and_said() {
    let shop = TestApp::with(
        "INSERT INTO exceptions (from_date, to_date, hours) VALUES ('2022-02-01', '2022-02-01', '[]')",
        true,
    );
    let desk = Desk::staff(&shop).await;
    let page = preview(&desk, &[]).await;
    assert!(
        page.words("ol.dates li.odd").starts_with("Dienstag, 1. Februar 2022 entfällt: "),
        "{}",
        page.words("ol.dates li.odd")
    );
    assert_eq!(page.count("input[name=start]"), 6, "it is made up for at the end");
    let page = preview(&desk, &[("closed", "shift")]).await;
    let row = &page.all("ol.dates li")[1];
    assert!(row.contains("2. Februar") && row.contains("statt Dienstag, 1. Februar 2022"), "{row}");
}

#[tokio::test]
async fn what_is_unusual_is_not_chosen_until_somebody_ticks_it() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = preview(&desk, &[("time", "20:00"), ("count", "2")]).await;
    assert_eq!(page.count("ol.dates li.odd"), 2);
    assert_eq!(page.count("ol.dates input[name=start][checked]"), 0);
    let answer = enter(&desk, &page, &[]).await;
    assert!(answer.text.contains("mindestens einen Termin"));
    let answer = enter(&desk, &page, &[("start", "2022-01-25T20:00:00+01:00")]).await;
    assert_eq!(answer.status, 303, "{}", answer.words("ol.dates"));
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
}

#[tokio::test]
async fn other_dates_than_those_shown_are_shown_first() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = preview(&desk, &[]).await;
    let answer = enter(&desk, &page, &[("time", "11:00")]).await;
    assert_eq!(answer.status, 200);
    assert!(answer.words("ol.dates").contains("11:00"));
    assert!(starts(&shop).is_empty());
}

#[tokio::test]
async fn everything_wrong_is_said_at_its_field() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let wrong = [("date", "x"), ("last_name", ""), ("every", "0"), ("count", "101")];
    let page = preview(&desk, &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["date", "last_name", "every", "count"] {
        assert!(page.count(&format!("#e-{field}")) == 1, "{field}");
    }
    let page = preview(&desk, &[("until", "2022-01-01")]).await;
    assert_eq!(page.words("#e-until"), "Bitte geben Sie ein Datum nach dem ersten Termin an.");
    // Who comes from the form of a single appointment has done nothing wrong yet.
    let page = desk.post(NEW, &[("service", "anpassung"), ("last_name", "")]).await;
    assert_eq!((page.status.as_u16(), page.count(".error")), (200, 0));
}

#[tokio::test]
async fn an_appointment_is_repeated_from_its_page_for_the_same_customer() {
    let shop = TestApp::with(&seed::customer(7, "Erika", "Muster", "erika@example.org"), true);
    let desk = Desk::staff(&shop).await;
    let one = preview(&desk, &[("count", "1")]).await;
    enter(&desk, &one, &[]).await;
    let key = newest(&shop);
    assert_eq!(
        shop.count("SELECT count(*) FROM appointments WHERE series IS NULL AND key > 0"),
        1,
        "one alone is no series"
    );
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'confirmation'"), 1);
    assert_eq!(change(&desk, key, &[("scope", "this"), ("do", "cancel")]).await.status, 404);
    shop.execute(&format!("UPDATE appointments SET customer_id = 7 WHERE key = {key}"));
    let page = desk.get(&format!("{NEW}?from={key}")).await;
    assert_eq!(page.attribute("#f-date", "value"), "2022-02-01");
    assert_eq!(page.count("#f-tell[checked]"), 1);
    assert_eq!(enter(&desk, &page, &[]).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE customer_id = 7"), 7);
    // So is the record that the form of a new appointment has chosen, but not for somebody else.
    for (last_name, linked) in [("Muster", 9), ("Beispiel", 9)] {
        let page =
            preview(&desk, &[("customer", "7"), ("last_name", last_name), ("time", "14:00"), ("count", "2")]).await;
        assert_eq!(enter(&desk, &page, &[]).await.status, 303);
        assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE customer_id = 7"), linked, "{last_name}");
    }
}

#[tokio::test]
async fn the_rest_of_a_series_moves_by_the_same_distance_with_one_mail() {
    let shop = TestApp::with("UPDATE shop SET reminder_hours = 24, reminder_consent = 'not_needed'", true);
    let desk = Desk::staff(&shop).await;
    let keys = six(&desk, &[]).await;
    // A week later: each lands where the next one is.
    let fields = [("scope", "following"), ("date", "2022-02-15"), ("time", "11:00"), ("tell", "1"), ("do", "move")];
    let answer = change(&desk, keys[2], &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(
        starts(&shop)[1..],
        [
            "2022-02-01 09:00:00",
            "2022-02-15 10:00:00",
            "2022-02-22 10:00:00",
            "2022-03-01 10:00:00",
            "2022-03-08 10:00:00"
        ]
    );
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'series_rescheduled' AND json_array_length(payload, '$.series') = 4"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'rescheduled'"), 0);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'reminder' AND state = 'queued'"), 6);
    // Across the clock change, the wall clock counts.
    let answer =
        change(&desk, keys[0], &[("scope", "all"), ("date", "2022-03-15"), ("time", "10:00"), ("do", "move")]).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    assert_eq!(starts(&shop)[..3], ["2022-03-15 09:00:00", "2022-03-22 09:00:00", "2022-04-05 09:00:00"]);
}

#[tokio::test]
async fn a_move_that_is_not_free_moves_nothing_and_names_what_is_in_the_way() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    for name in ["Eins", "Zwei"] {
        let page = preview(
            &desk,
            &[("date", "2022-02-08"), ("time", "14:00"), ("count", "1"), ("last_name", name), ("tell", "")],
        )
        .await;
        assert_eq!(enter(&desk, &page, &[]).await.status, 303);
    }
    let keys = six(&desk, &[]).await;
    let before = starts(&shop);
    let fields = [("scope", "all"), ("date", "2022-01-25"), ("time", "14:00"), ("tell", "1"), ("do", "move")];
    let page = change(&desk, keys[0], &fields).await;
    assert_eq!(page.status, 422);
    assert!(
        page.words("ol.dates li.odd").contains("Muster") || page.words("ol.dates li.odd").contains("Eins"),
        "{}",
        page.words("ol.dates")
    );
    assert_eq!(starts(&shop), before);
    // Outside of hours it can be agreed to.
    let fields = [("scope", "following"), ("date", "2022-02-22"), ("time", "20:00"), ("do", "move")];
    let page = change(&desk, keys[4], &fields).await;
    assert_eq!((page.status.as_u16(), page.words("button.primary")), (422, "Trotzdem verschieben".to_owned()));
    let path = format!("/planner/series/{}", keys[4]);
    let again = page.filled(&format!("form[action='{path}']"), &[("do", "move")]);
    let again: Vec<_> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.post(&path, &again).await.status, 303);
    assert_eq!(starts(&shop).last().unwrap(), "2022-03-01 19:00:00");
}

#[tokio::test]
async fn the_rest_of_a_series_is_cancelled_with_one_mail() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let keys = six(&desk, &[]).await;
    let answer = change(&desk, keys[3], &[("scope", "following"), ("tell", "1"), ("do", "cancel")]).await;
    assert_eq!(answer.status, 303);
    assert_eq!(starts(&shop).len(), 3);
    assert_eq!(
        shop.count(
            "SELECT count(*) FROM outbox WHERE kind = 'series_cancelled' AND json_array_length(payload, '$.series') = 3"
        ),
        1
    );
    assert!(desk.get("/planner/settings/log").await.text.contains("Serie abgesagt"));
    // One alone is told as any other.
    assert_eq!(change(&desk, keys[0], &[("scope", "this"), ("tell", "1"), ("do", "cancel")]).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE kind = 'cancelled'"), 1);
    let page = change(&desk, keys[0], &[("scope", "this"), ("do", "cancel")]).await;
    assert_eq!(page.status, 422, "it is off already");
    assert_eq!(change(&desk, 99, &[("scope", "this"), ("do", "cancel")]).await.status, 404);
}

#[tokio::test]
async fn time_that_is_blocked_every_week_may_end_on_the_next_day() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let fields = [
        ("kind", "block"),
        ("resource", "kabine-1"),
        ("date", "2022-01-24"),
        ("time", "22:00"),
        ("end_time", "06:00"),
        ("every", "1"),
        ("count", "3"),
        ("do", "preview"),
    ];
    let page = desk.post(NEW, &fields).await;
    assert_eq!(page.count("input[name=start][checked]"), 3, "{}", page.text);
    assert_eq!(enter(&desk, &page, &[("resource", "kabine-1")]).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE ends_at - starts_at = 8 * 60"), 3);
    let same = fields.map(|(name, value)| if name == "end_time" { (name, "22:00") } else { (name, value) });
    assert_eq!(desk.post(NEW, &same).await.count("input[name=start]"), 0, "no time at all");
}

#[tokio::test]
async fn time_is_blocked_every_week_with_a_title() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let fields = [
        ("kind", "block"),
        ("note", "Teamsitzung"),
        ("resource", "kabine-1"),
        ("resource", "kabine-2"),
        ("date", "2022-01-24"),
        ("time", "12:00"),
        ("end_time", "13:00"),
        ("every", "1"),
        ("until", "2022-02-28"),
        ("do", "preview"),
    ];
    let page = desk.post(NEW, &fields).await;
    assert_eq!(page.count("input[name=start][checked]"), 6, "{}", page.text);
    assert_eq!(enter(&desk, &page, &[("resource", "kabine-1"), ("resource", "kabine-2")]).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE note = 'Teamsitzung' AND service_id IS NULL"), 6);
    assert_eq!(
        shop.count("SELECT count(*) FROM claims JOIN appointments ON key = appointment_key WHERE note = 'Teamsitzung'"),
        12
    );
    let page = desk.get(&format!("/planner/series/{}", newest(&shop))).await;
    assert!(page.text.contains("Sperren aufheben") && page.count("#f-tell") == 0);
    assert_eq!(change(&desk, newest(&shop) - 5, &[("scope", "all"), ("do", "cancel")]).await.status, 303);
    assert!(starts(&shop).is_empty());
}
