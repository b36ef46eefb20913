//! Day, week, month and list: the pages, and the data for their script.

use super::{book, make};
use crate::harness::TestApp;
use crate::planner::desk::Desk;
use crate::seed;
use serde_json::Value;

fn json(text: &str) -> Value {
    serde_json::from_str(text).unwrap()
}

#[tokio::test]
async fn every_view_says_where_it_is_and_leads_on() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/calendar").await;
    assert_eq!((page.status.as_u16(), page.words("h1")), (200, "Freitag, 14. Januar 2022".into()));
    assert_eq!(page.attribute("a[data-key=ArrowRight]", "href"), "/planner/calendar?view=day&date=2022-01-15");
    let page = desk.get("/planner/calendar?view=week&date=2022-01-20&resource=kabine-1").await;
    assert_eq!(page.words("h1"), "17.–23. Januar 2022");
    let earlier = page.attribute("a[data-key=ArrowLeft]", "href");
    assert_eq!(earlier, "/planner/calendar?view=week&date=2022-01-13&resource=kabine-1");
    assert_eq!(page.words("#f-resource option[selected]"), "Kabine 1");
    assert_eq!(page.words("nav.tabs a[aria-current]"), "Woche");
    for nonsense in ["view=x&date=y&resource=z", "date=9999-99-99", "date=-262143-01-01", "date=262142-12-31"] {
        let page = desk.get(&format!("/planner/calendar?{nonsense}")).await;
        assert_eq!(page.words("h1"), "Freitag, 14. Januar 2022", "{nonsense}");
    }
}

#[tokio::test]
async fn the_list_stands_in_the_page_without_a_script() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-17T09:00:00+01:00").await;
    for view in ["day", "week", "list"] {
        let page = desk.get(&format!("/planner/calendar?view={view}&date=2022-01-17")).await;
        assert_eq!(page.words(".row .row-what"), "Anpassung Erika Muster", "{view}");
        assert_eq!(page.attribute(".row a", "href"), format!("/planner/appointments/{key}"));
        assert_eq!(page.words(".row .chip"), "Bestätigt");
    }
    let other = desk.get("/planner/calendar?date=2022-01-17&resource=kabine-2").await;
    assert_eq!((other.count(".row"), other.words(".agenda .muted")), (0, "Keine Termine.".into()));
}

#[tokio::test]
async fn the_script_is_fed_with_wall_clock_times_what_is_closed_and_buffers() {
    let shop = TestApp::with(
        &(seed::closed("kabine-2", "2022-01-17")
            + "UPDATE services SET buffer_before_minutes = 15, buffer_after_minutes = 30"),
        true,
    );
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-17T10:00:00+01:00").await;
    let page = desk.get("/planner/calendar/entries?view=day&date=2022-01-17").await;
    let entries = json(&page.text);
    assert_eq!(entries["now"], "2022-01-14T08:00");
    assert_eq!((&entries["from"], &entries["to"]), (&"08:00".into(), &"19:00".into()));
    assert_eq!((&entries["opens"], &entries["closes"]), (&"09:00".into(), &"18:00".into()));
    let event = &entries["events"][0];
    assert_eq!((&event["start"], &event["end"]), (&"2022-01-17T10:00".into(), &"2022-01-17T11:00".into()));
    assert_eq!((&event["title"], &event["mail"]), (&"Erika Muster".into(), &true.into()));
    let in_columns = entries["shades"].as_array().unwrap().iter().filter(|shade| !shade["resource"].is_null());
    let shades: Vec<String> = in_columns
        .map(|shade| {
            let word = |name: &str| shade[name].as_str().unwrap().replace("2022-01-", "");
            format!("{} {} {} {}", word("class"), word("resource"), word("start"), word("end"))
        })
        .collect();
    assert_eq!(
        shades,
        [
            "is-closed kabine-1 17T00:00 17T09:00",
            "is-closed kabine-1 17T18:00 18T00:00",
            "is-closed kabine-2 17T00:00 18T00:00",
            "is-buffer kabine-1 17T09:45 17T10:00",
            "is-buffer kabine-1 17T11:00 17T11:30",
        ]
    );
}

/// The shop with two persons, each of whom every appointment needs beside a room; Ben is away on the 18th.
fn staffed() -> TestApp {
    let days = &["mon", "tue", "wed"];
    let persons = [
        seed::person("anna", "Anna"),
        seed::person("ben", "Ben"),
        seed::hours("anna", days, 9, 18),
        seed::hours("ben", days, 9, 18),
    ];
    let changes =
        "UPDATE services SET needs = '[[\"anna\", \"ben\"], [\"kabine-1\", \"kabine-2\"]]', buffer_after_minutes = 30;
         INSERT INTO exceptions (resource_id, from_date, to_date, hours, note)
         VALUES ('ben', '2022-01-18', '2022-01-18', '[]', 'Urlaub'),
                (NULL, '2022-01-19', '2022-01-19', '[]', 'Betriebsausflug');";
    TestApp::with(&(persons.concat() + changes), true)
}

const WEEK: &str = "/planner/calendar?view=week&date=2022-01-17";
const ENTRIES: &str = "/planner/calendar/entries?view=week&date=2022-01-17";

#[tokio::test]
async fn the_columns_of_day_and_week_are_chosen_in_the_address() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    let page = desk.get(WEEK).await;
    assert_eq!(page.all(".cal-columns a").join(", "), "Tage, Räume/Personen");
    assert_eq!(page.words(".cal-columns [aria-current]"), "Tage");
    assert_eq!(page.attribute(".cal-columns [data-key=c]", "href"), format!("{WEEK}&columns=resource"));
    let page = desk.get(&format!("{WEEK}&columns=resource")).await;
    assert_eq!(page.words(".cal-columns [aria-current]"), "Räume/Personen");
    assert_eq!(page.attribute("input[name=columns]", "value"), "resource");
    assert_eq!(
        page.attribute("nav.tabs a[data-key=d]", "href"),
        "/planner/calendar?view=day&date=2022-01-17&columns=resource",
        "the choice is kept in the other views"
    );
    let page = desk.get("/planner/calendar?view=day&date=2022-01-17").await;
    assert_eq!(page.all(".cal-columns a").join(", "), "Personen, Räume/Personen");
    for elsewhere in ["view=week&resource=kabine-1", "view=list", "view=month"] {
        let page = desk.get(&format!("/planner/calendar?{elsewhere}&columns=resource")).await;
        assert_eq!(page.count(".cal-columns"), 0, "{elsewhere}: nothing to choose");
    }
    let page = desk.get(&format!("{WEEK}&columns=nonsense")).await;
    assert_eq!((page.status.as_u16(), page.words(".cal-columns [aria-current]")), (200, "Tage".into()));
}

#[tokio::test]
async fn an_appointment_stands_at_its_person_and_its_room_is_a_label() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-17T10:00:00+01:00").await;
    let entries = json(&desk.get(ENTRIES).await.text);
    assert_eq!(
        entries["resources"],
        serde_json::json!([{"id": "anna", "title": "Anna"}, {"id": "ben", "title": "Ben"}])
    );
    let event = &entries["events"][0];
    assert_eq!((&event["columns"], &event["label"]), (&serde_json::json!(["anna"]), &"Kabine 1".into()));
    assert_eq!(event["places"], "Anna, Kabine 1");
    let entries = json(&desk.get(&format!("{ENTRIES}&columns=resource")).await.text);
    assert_eq!(entries["resources"].as_array().unwrap().len(), 4, "rooms where they are asked for");
    assert_eq!(entries["events"][0]["columns"], serde_json::json!(["anna", "kabine-1"]));
    let entries = json(&desk.get(&format!("{ENTRIES}&resource=kabine-1")).await.text);
    assert_eq!(entries["resources"], serde_json::json!([{"id": "kabine-1", "title": "Kabine 1"}]));
}

#[tokio::test]
async fn where_an_appointment_takes_place_is_told_unless_it_is_the_shop() {
    const DAY: &str = "/planner/calendar/entries?view=day&date=2022-01-18";
    let venue = async |sql: &str| {
        let shop = TestApp::with(sql, true);
        let desk = Desk::staff(&shop).await;
        assert_eq!(make(&desk, &[]).await.status, 303);
        json(&desk.get(DAY).await.text)["events"][0]["venue"].clone()
    };
    assert!(venue("UPDATE services SET place = 'shop'").await.is_null());
    let by_phone = venue("UPDATE services SET place = 'phone'").await;
    assert_eq!(by_phone, serde_json::json!({"sign": "phone", "words": "telefonisch"}));
}

#[tokio::test]
async fn a_room_has_a_column_among_the_persons_while_something_without_a_person_is_in_it() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    shop.execute(&seed::appointment(9, "kabine-2", 27_373_500, 60, "confirmed"));
    let entries = json(&desk.get(ENTRIES).await.text);
    let columns: Vec<_> = entries["resources"].as_array().unwrap().iter().map(|one| one["id"].clone()).collect();
    assert_eq!(columns, ["kabine-2", "anna", "ben"]);
    assert_eq!(entries["events"][0]["columns"], serde_json::json!(["kabine-2"]));
}

#[tokio::test]
async fn a_week_shades_what_is_closed_in_each_column_and_in_all_together() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-17T10:00:00+01:00").await;
    let entries = json(&desk.get(ENTRIES).await.text);
    let is_there = |resource: Option<&str>, class: &str, start: &str, end: &str| {
        entries["shades"].as_array().unwrap().iter().any(|shade| {
            shade["resource"].as_str() == resource
                && shade["class"] == class
                && shade["start"] == format!("2022-01-{start}")
                && shade["end"] == format!("2022-01-{end}")
        })
    };
    assert!(is_there(Some("ben"), "is-closed", "18T00:00", "19T00:00"), "{entries}");
    assert!(!is_there(None, "is-closed", "18T00:00", "19T00:00"), "Anna works");
    assert!(is_there(None, "is-closed", "19T00:00", "20T00:00"), "{entries}");
    assert!(is_there(Some("anna"), "is-buffer", "17T11:00", "17T11:30"), "{entries}");
    assert!(!is_there(None, "is-buffer", "17T11:00", "17T11:30"), "a buffer is nobody's in particular there");
}

#[tokio::test]
async fn closed_days_stay_and_say_why_in_every_view() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    let entries = json(&desk.get(ENTRIES).await.text);
    let told = |resource: Option<&str>, date: &str| {
        let bands = entries["bands"].as_array().unwrap();
        let band = bands.iter().find(|band| band["resource"].as_str() == resource && band["date"] == date);
        band.map(|band| (band["words"].as_str().unwrap().to_owned(), band["closes"].as_bool().unwrap()))
    };
    let some = |words: &str, closes: bool| Some((words.to_owned(), closes));
    assert_eq!(told(Some("ben"), "2022-01-18"), some("Abwesend: Urlaub", true));
    assert_eq!(told(Some("anna"), "2022-01-18"), None);
    assert_eq!(told(None, "2022-01-18"), some("Abwesend: Urlaub (Ben)", false), "the day itself is open");
    assert_eq!(told(None, "2022-01-19"), some("Geschlossen: Betriebsausflug", true));
    assert_eq!(told(Some("anna"), "2022-01-23"), some("Geschlossen", true), "Sunday");
    let list = desk.get("/planner/calendar?view=list&date=2022-01-17").await;
    assert_eq!(list.count(".agenda section"), 7);
    assert_eq!(list.all(".band")[..2], ["Abwesend: Urlaub (Ben)", "Geschlossen: Betriebsausflug"]);
    let month = desk.get("/planner/calendar?view=month&date=2022-01-17").await;
    assert_eq!(month.words("#day-2022-01-19 .month-band"), "Geschlossen: Betriebsausflug");
    assert_eq!(month.count("td.is-closed #day-2022-01-19"), 1);
}

#[tokio::test]
async fn an_appointment_in_a_closing_is_marked_with_a_word() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-17T10:00:00+01:00").await;
    shop.execute(&format!(
        "UPDATE appointments SET starts_at = starts_at + 2880, ends_at = ends_at + 2880 WHERE key = {key}"
    ));
    let event = json(&desk.get(ENTRIES).await.text)["events"][0].clone();
    assert_eq!(event["closed"], "Geschlossen: Betriebsausflug");
    assert!(event["class"].as_str().unwrap().ends_with(" is-outside"), "{event}");
    let list = desk.get("/planner/calendar?view=list&date=2022-01-17").await;
    assert_eq!(list.words(".row .chip.warn"), "! Geschlossen: Betriebsausflug");
}

#[tokio::test]
async fn what_another_calendar_calls_busy_is_drawn_and_listed() {
    let shop = staffed();
    shop.execute(
        "INSERT INTO busy_calendars (key, id, resource_id, name, tentative) VALUES (1, 'c', 'anna', 'Praxis', 'busy');
         INSERT INTO busy_spans (calendar_key, starts_at, ends_at) VALUES (1, 27373500, 27373560)",
    );
    let desk = Desk::staff(&shop).await;
    let entries = json(&desk.get(ENTRIES).await.text);
    assert_eq!(
        entries["elsewhere"],
        serde_json::json!([{"resource": "anna", "start": "2022-01-17T10:00", "end": "2022-01-17T11:00",
            "time": "10:00–11:00", "title": "Anderer Kalender: Praxis", "whose": "Anna"}])
    );
    let list = desk.get("/planner/calendar?view=list&date=2022-01-17").await;
    assert_eq!(list.words(".row.is-elsewhere .row-what"), "Anderer Kalender: Praxis");
    let ben = json(&desk.get(&format!("{ENTRIES}&resource=ben")).await.text);
    assert_eq!(ben["elsewhere"], serde_json::json!([]), "only that of whom is looked at");
}

#[tokio::test]
async fn a_month_counts_appointments_and_the_share_of_the_hours_they_take() {
    let shop = staffed();
    let desk = Desk::staff(&shop).await;
    // Three hours of two people's nine each, and two hours blocked.
    for at in ["2022-01-17T09:00:00+01:00", "2022-01-17T11:00:00+01:00", "2022-01-17T13:00:00+01:00"] {
        book(&shop, at).await;
    }
    shop.execute(&seed::appointment(9, "ben", 27_373_800, 120, "confirmed"));
    let page = desk.get("/planner/calendar?view=month&date=2022-01-31").await;
    assert_eq!(page.words("h1"), "Januar 2022");
    assert_eq!((page.count(".month tbody tr"), page.count(".month td")), (6, 42), "whole weeks");
    let day = |part: &str| page.words(&format!("#day-2022-01-17 {part}"));
    assert_eq!((day(".month-count"), day(".month-percent")), ("3 Termine".into(), "19 %".into()));
    assert_eq!(page.attribute("#day-2022-01-17", "href"), "/planner/calendar?view=day&date=2022-01-17");
    assert_eq!(page.count("#day-2022-01-20 .month-load"), 0, "nobody works");
    assert_eq!(page.attribute("a[data-key=ArrowRight]", "href"), "/planner/calendar?view=month&date=2022-02-28");
    let page = desk.get("/planner/calendar?view=month&date=2022-01-17&resource=ben").await;
    assert_eq!(page.words("#day-2022-01-17 .month-percent"), "0 %");
}

#[tokio::test]
async fn the_calendar_opens_with_the_next_open_day_and_says_why() {
    let shop = TestApp::with(
        "INSERT INTO exceptions (from_date, to_date, hours, note)
         VALUES ('2022-01-14', '2022-01-14', '[]', 'Betriebsausflug');",
        true,
    );
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/calendar").await;
    assert_eq!(page.words("h1"), "Samstag, 15. Januar 2022");
    assert_eq!(
        page.words(".cal-note"),
        "Heute, Freitag, 14. Januar: geschlossen (Betriebsausflug). Nächster offener Tag: Samstag, 15. Januar"
    );
    let today = desk.get("/planner/calendar?date=2022-01-14").await;
    assert_eq!((today.words("h1"), today.count(".cal-note")), ("Freitag, 14. Januar 2022".into(), 0));
    assert_eq!(today.attribute("a[data-key=t]", "href"), "/planner/calendar?view=day&date=2022-01-15");
    shop.execute(&seed::appointment(9, "kabine-1", 27_369_180, 60, "confirmed"));
    assert_eq!(desk.get("/planner/calendar").await.words("h1"), "Freitag, 14. Januar 2022", "somebody comes today");
}

#[tokio::test]
async fn cancelled_appointments_are_shown_on_demand() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let key = book(&shop, "2022-01-17T09:00:00+01:00").await;
    desk.post(&format!("/planner/appointments/{key}/status"), &[("to", "cancelled")]).await;
    let list = "/planner/calendar?view=list&date=2022-01-17";
    assert_eq!(desk.get(list).await.count(".row"), 0);
    assert_eq!(desk.get(&format!("{list}&all=1")).await.words(".row .chip"), "Abgesagt");
}

#[tokio::test]
async fn the_past_is_shown_however_long_ago() {
    let shop = TestApp::with(
        &[
            seed::appointment(9, "kabine-1", 26_000_000, 60, "done"),
            "UPDATE appointments SET service_id = 'anpassung', last_name = 'Früher' WHERE key = 9;".into(),
            seed::appointment(10, "kabine-2", 27_000_000, 40_000, "confirmed"),
            "UPDATE appointments SET note = 'Umbau' WHERE key = 10;".into(),
        ]
        .concat(),
        true,
    );
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/calendar?date=2019-06-08").await;
    assert_eq!(page.words(".row .row-what"), "Anpassung Früher");
    let page = desk.get("/planner/calendar?date=2021-05-20").await;
    assert!(page.words(".row").contains("Gesperrt"), "one that began weeks before: {}", page.text);
}

#[tokio::test]
async fn services_have_colours_of_their_own_in_a_style_sheet() {
    let shop = TestApp::with("UPDATE services SET color = '#aa3300'", true);
    let page = Desk::staff(&shop).await.get("/planner/calendar/colors.css").await;
    assert_eq!(page.headers["content-type"], "text/css; charset=utf-8");
    assert!(page.text.starts_with(".tone-0{--tone:rgb(240 218 209);--tone-edge:rgb(170 51 0)}"), "{}", page.text);
}

#[tokio::test]
async fn a_week_of_a_clock_change_is_told_by_the_shop_s_wall_clock() {
    let shop = TestApp::with(
        "UPDATE availabilities SET weekdays = '[\"sun\"]', from_minute = 60, to_minute = 300;
         UPDATE shop SET horizon_days = 365, lead_time_hours = 0;",
        true,
    );
    let desk = Desk::staff(&shop).await;
    // An hour from 01:30, across the skipped hour, and one in the second of the repeated hours.
    make(&desk, &[("date", "2022-03-27"), ("time", "01:30")]).await;
    make(&desk, &[("date", "2022-10-30"), ("instant", "2022-10-30T02:30:00+01:00"), ("time", "02:30")]).await;
    let spring = json(&desk.get("/planner/calendar/entries?date=2022-03-27").await.text);
    let event = &spring["events"][0];
    assert_eq!((&event["start"], &event["end"]), (&"2022-03-27T01:30".into(), &"2022-03-27T03:30".into()));
    let autumn = json(&desk.get("/planner/calendar/entries?date=2022-10-30").await.text);
    let event = &autumn["events"][0];
    assert_eq!((&event["start"], &event["end"]), (&"2022-10-30T02:30".into(), &"2022-10-30T03:30".into()));
    assert_eq!(event["time"], "02:30–03:30 (UTC+1)");
}

#[tokio::test]
async fn the_calendar_opens_as_it_was_left_in_that_browser() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let fresh = desk.get("/planner/calendar").await;
    assert!(fresh.words(".tabs [aria-current]") == "Tag" && !fresh.headers.contains_key("set-cookie"));
    let week = desk.get("/planner/calendar?view=week").await;
    let kept = week.headers["set-cookie"].to_str().unwrap().split(';').next().unwrap().to_owned();
    let left = Desk::with_cookie(&shop, &format!("{}; {kept}", desk.cookie()));
    let again = left.get("/planner/calendar").await;
    assert_eq!(again.words(".tabs [aria-current]"), "Woche");
    assert_eq!(left.get("/planner/calendar?date=2022-01-20").await.words(".tabs [aria-current]"), "Woche");
    assert!(!left.get("/planner/calendar?view=week").await.headers.contains_key("set-cookie"), "once is enough");
    assert!(left.get("/planner/calendar?view=day").await.headers.contains_key("set-cookie"));
    let foreign = Desk::with_cookie(&shop, &format!("{}; {}x", desk.cookie(), kept));
    assert_eq!(foreign.get("/planner/calendar").await.words(".tabs [aria-current]"), "Tag");
}
