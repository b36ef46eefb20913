//! Day, week and list: the pages, and the data for their script.

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
    let shades: Vec<String> = entries["shades"]
        .as_array()
        .unwrap()
        .iter()
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

#[tokio::test]
async fn the_columns_of_a_week_are_chosen_in_the_address() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let week = "/planner/calendar?view=week&date=2022-01-17";
    let page = desk.get(week).await;
    assert_eq!(
        (page.all("[data-columns]").join(", "), page.count("[data-columns][aria-current]")),
        ("Tage, Räume/Personen".into(), 0)
    );
    assert_eq!(page.attribute("[data-columns=resource]", "href"), format!("{week}&columns=resource"));
    let page = desk.get(&format!("{week}&columns=resource")).await;
    assert_eq!(page.words("[data-columns][aria-current]"), "Räume/Personen");
    assert_eq!(page.attribute("input[name=columns]", "value"), "resource");
    assert_eq!(
        page.attribute("nav.tabs a[data-key=d]", "href"),
        "/planner/calendar?view=day&date=2022-01-17&columns=resource",
        "the choice is kept in the other views"
    );
    for elsewhere in ["view=day", "view=week&resource=kabine-1", "view=list"] {
        let page = desk.get(&format!("/planner/calendar?{elsewhere}&columns=resource")).await;
        assert_eq!(page.count("[data-columns]"), 0, "{elsewhere}: nothing to choose");
    }
    let page = desk.get(&format!("{week}&columns=nonsense")).await;
    assert_eq!((page.status.as_u16(), page.count("[data-columns][aria-current]")), (200, 0));
}

#[tokio::test]
async fn a_week_shades_each_room_where_each_has_a_column_and_all_together_where_not() {
    let shop = TestApp::with(
        &(seed::closed("kabine-2", "2022-01-17") + "UPDATE services SET buffer_after_minutes = 30"),
        true,
    );
    let desk = Desk::staff(&shop).await;
    book(&shop, "2022-01-17T10:00:00+01:00").await;
    let week = "/planner/calendar/entries?view=week&date=2022-01-17";
    let shades = |text: String| json(&text)["shades"].as_array().unwrap().clone();
    let together = shades(desk.get(week).await.text);
    assert!(together.iter().all(|shade| shade["resource"].is_null() && shade["class"] == "is-closed"), "{together:?}");
    assert!(!together.iter().any(|shade| shade["start"] == "2022-01-17T00:00" && shade["end"] == "2022-01-18T00:00"));
    let apart = shades(desk.get(&format!("{week}&columns=resource")).await.text);
    let is_there = |resource: &str, class: &str, start: &str, end: &str| {
        apart.iter().any(|shade| {
            shade["resource"] == resource && shade["class"] == class && shade["start"] == start && shade["end"] == end
        })
    };
    assert!(is_there("kabine-2", "is-closed", "2022-01-17T00:00", "2022-01-18T00:00"), "{apart:?}");
    assert!(is_there("kabine-1", "is-buffer", "2022-01-17T11:00", "2022-01-17T11:30"), "{apart:?}");
}

#[tokio::test]
async fn a_week_leaves_out_the_days_on_which_nothing_happens() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let week = "/planner/calendar/entries?view=week&date=2022-01-17";
    assert_eq!(json(&desk.get(week).await.text)["hidden"], serde_json::json!([0]));
    make(&desk, &[("date", "2022-01-23"), ("accept", "closed:kabine-1")]).await;
    assert_eq!(json(&desk.get(week).await.text)["hidden"], serde_json::json!([]));
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
