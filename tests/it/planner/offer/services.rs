//! The form of a service.

use super::{location, newcomer, revision, service, services};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;

/// Adds two persons with hours.
async fn with_persons(desk: &Desk<'_>) {
    for person in ["Anna Muster", "Jonas Muster"] {
        let fields = newcomer(&[("name", person), ("kind", "person"), ("hours_of", "kabine-1")]);
        assert_eq!(desk.post("/planner/resources/form", &fields).await.status, 303);
    }
}

#[tokio::test]
async fn a_service_is_made_with_all_its_fields_and_an_id_from_its_name() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = service(&[
        ("name", "Hörtest für Größere"),
        ("group", "Hören"),
        ("description", "Wie gut\r\nhören Sie?"),
        ("other_name", "Hearing test"),
        ("buffer_before_minutes", "5"),
        ("buffer_after_minutes", "10"),
        ("status", "requested"),
        ("choice", "1"),
        ("step_minutes", "20"),
        ("lead_time_hours", "0"),
        ("horizon_days", "30"),
        ("daily_limit", "4"),
        ("own_color", "1"),
        ("color", "#1a6b5c"),
        ("order-0", "kabine-2"),
        ("need-0", "kabine-2"),
        ("order-0", "kabine-1"),
        ("need-0", "kabine-1"),
    ]);
    assert_eq!(location(&desk.post("/planner/services/form", &fields).await), "/planner/services");
    let made = &services(&shop).await[1];
    assert_eq!(made["id"], "hoertest-fuer-groessere");
    assert_eq!((&made["group"], &made["description"]), (&"Hören".into(), &"Wie gut\nhören Sie?".into()));
    assert_eq!(made["resources"][0]["id"], "kabine-2", "in the order of preference");
    let row = "SELECT buffer_before_minutes + 100 * buffer_after_minutes + 10000 * step_minutes + 1000000 * daily_limit
               FROM services WHERE id = 'hoertest-fuer-groessere' AND color = '#1a6b5c' AND horizon_days = 30
                 AND lead_time_hours = 0 AND status_on_booking = 'requested'";
    assert_eq!(shop.count(row), 4_201_005);
    assert_eq!(shop.get("/api/v1/shop?lang=en").await.json()["services"][1]["name"], "Hearing test");
    let page = desk.get("/planner/services/form?id=hoertest-fuer-groessere").await;
    assert_eq!(page.all(".need label"), ["Kabine 2", "Kabine 1"]);
    assert_eq!(page.words("textarea[name=description]"), "Wie gut hören Sie?");
    desk.post("/planner/services/form", &fields).await;
    assert_eq!(services(&shop).await[2]["id"], "hoertest-fuer-groessere-2");
}

#[tokio::test]
async fn a_service_keeps_its_id_when_its_name_changes_and_a_stale_form_is_refused() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let old = revision(&desk, "/planner/services/form?id=anpassung").await;
    let fields = service(&[("id", "anpassung"), ("revision", &old), ("name", "Feinanpassung")]);
    assert_eq!(desk.post("/planner/services/form", &fields).await.status, 303);
    assert_eq!(
        (&services(&shop).await[0]["id"], &services(&shop).await[0]["name"]),
        (&"anpassung".into(), &"Feinanpassung".into())
    );
    let page = desk.post("/planner/services/form", &fields).await;
    assert_eq!(page.status, 422);
    assert!(page.words("[role=alert]").contains("Inzwischen hat jemand anderes"));
    assert_eq!(page.attribute("[role=alert] a", "href"), "/planner/services/form?id=anpassung");
    assert_eq!(page.attribute("#f-name", "value"), "Feinanpassung");
    let gone = service(&[("id", "weg"), ("revision", &old)]);
    assert_eq!(desk.post("/planner/services/form", &gone).await.status, 422);
    assert_eq!(location(&desk.get("/planner/services/form?id=weg").await), "/planner/services");
    assert_eq!(desk.get("/planner/services").await.count(".note.warn[role=alert]"), 1, "it says why");
}

#[tokio::test]
async fn every_wrong_field_of_a_service_is_told_where_it_stands() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let long = "x".repeat(201);
    let fields = service(&[
        ("name", " "),
        ("group", &long),
        ("duration_minutes", "0"),
        ("buffer_before_minutes", "-1"),
        ("step_minutes", "10081"),
        ("lead_time_hours", "87601"),
        ("horizon_days", "3651"),
        ("daily_limit", "0"),
        ("own_color", "1"),
        ("color", "rot"),
        ("other_name", "\u{202e}"),
        ("need-0", "-"),
    ]);
    let page = desk.post("/planner/services/form", &fields).await;
    assert_eq!(page.status, 422);
    for field in [
        "name",
        "group",
        "duration_minutes",
        "buffer_before_minutes",
        "step_minutes",
        "lead_time_hours",
        "horizon_days",
        "daily_limit",
        "color",
        "other_name",
        "need-0",
    ] {
        assert!(!page.words(&format!("#e-{field}")).is_empty(), "{field}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM services"), 1);
}

#[tokio::test]
async fn rows_of_alternatives_are_edited_by_buttons_alone() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.post("/planner/services/form", &service(&[("act", "down:0:kabine-1")])).await;
    assert_eq!((page.status.as_u16(), page.all(".need label")), (200, vec!["Kabine 2".into(), "Kabine 1".into()]));
    assert_eq!(page.attribute("input[name=need-0][checked]", "value"), "kabine-1");
    assert_eq!(page.attribute("#f-name", "value"), "Hörtest");
    let page = desk.post("/planner/services/form", &service(&[("act", "need-add")])).await;
    assert_eq!(page.count("fieldset.need"), 2);
    assert_eq!(page.count("input[name=need-1]"), 2);
    let two = [("need_count", "2"), ("order-1", "kabine-2"), ("need-1", "kabine-2"), ("act", "need-remove:0")];
    let page = desk.post("/planner/services/form", &service(&two)).await;
    assert_eq!(
        (page.count("fieldset.need"), page.attribute("input[name=need-0][checked]", "value")),
        (1, "kabine-2".into())
    );
    assert_eq!(shop.count("SELECT count(*) FROM services"), 1);
}

#[tokio::test]
async fn the_preview_of_a_service_is_the_week_the_api_offers_once_it_is_saved() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let old = revision(&desk, "/planner/services/form?id=anpassung").await;
    let change = [("id", "anpassung"), ("revision", old.as_str()), ("duration_minutes", "90"), ("week", "2022-01-18")];
    let page = desk.post("/planner/services/form", &service(&change)).await;
    assert_eq!(page.status, 200);
    let shown: Vec<_> = page.all(".offered tr td:nth-of-type(1)").iter().map(|cell| cell.replace("x ", "")).collect();
    assert_eq!(shop.count("SELECT duration_minutes FROM services"), 60, "nothing is saved");
    let change = [("id", "anpassung"), ("revision", old.as_str()), ("duration_minutes", "90")];
    assert_eq!(desk.post("/planner/services/form", &service(&change)).await.status, 303);
    let week = shop.get("/api/v1/availability?service=anpassung&from=2022-01-18&days=1").await.json();
    let slots = week["days"][0]["slots"].as_array().unwrap().clone();
    let offered: Vec<_> = slots
        .iter()
        .map(|slot| {
            format!("{} {}", slot["time"].as_str().unwrap(), if slot["free"] == true { "frei" } else { "nicht frei" })
        })
        .collect();
    assert_eq!(shown, offered);
    assert!(offered.contains(&"10:00 nicht frei".to_owned()) && offered.contains(&"11:00 frei".to_owned()));
}

#[tokio::test]
async fn a_service_that_can_never_be_offered_says_why_in_preview_list_and_on_saving() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for person in ["Anna Muster", "Jonas Muster"] {
        desk.post("/planner/resources/form", &newcomer(&[("name", person), ("kind", "person")])).await;
    }
    let fields = service(&[
        ("need_count", "2"),
        ("order-1", "anna-muster"),
        ("need-1", "anna-muster"),
        ("order-1", "jonas-muster"),
        ("need-1", "jonas-muster"),
    ]);
    let look = [fields.as_slice(), &[("preview", "1")]].concat();
    let page = desk.post("/planner/services/form", &look).await;
    let why = "Anna Muster und Jonas Muster haben noch keine Öffnungszeiten";
    assert!(page.words("form .note.warn").contains(&format!("So wird online nie eine Uhrzeit angeboten: {why}.")));
    let page = desk.submit("/planner/services/form", &fields).await;
    assert_eq!(page.count(".note.good"), 0, "green would be a lie");
    assert!(page.words(".note.warn").contains(why), "{}", page.words(".note.warn"));
    let line = page.words("li[data-id=hoertest] .grow");
    assert!(line.contains("Kabine 1, dazu Anna Muster oder Jonas Muster"), "{line}");
    assert!(line.contains(&format!("nicht buchbar: {why}")), "{line}");
    assert_eq!(page.attribute(".note.warn a", "href"), "/planner/hours#of-anna-muster");

    let hours =
        [("resource", "jonas-muster"), ("repeats", "weekly"), ("weekdays", "mon"), ("from", "09:00"), ("to", "12:00")];
    desk.post("/planner/hours/rule", &hours).await;
    let page = desk.post("/planner/services/form", &look).await;
    assert_eq!(
        page.words("form .note.warn"),
        "Wird online nie vergeben: Anna Muster hat noch keine Öffnungszeiten. Öffnungszeiten eintragen"
    );
    assert_eq!(desk.get("/planner/services").await.count(".chip.warn"), 0);
}

#[tokio::test]
async fn a_new_service_asks_for_a_room_and_for_a_person_and_leaves_out_what_is_not_ticked() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    with_persons(&desk).await;
    let page = desk.get("/planner/services/form").await;
    assert_eq!(page.all(".need legend"), ["Ein Raum aus:", "Eine Person aus:"]);
    assert_eq!(page.all("input[name^=need-]").len(), 4);
    assert_eq!(page.all(".need label"), ["Kabine 1", "Kabine 2", "Anna Muster", "Jonas Muster"]);
    let more = [("need_count", "2"), ("order-1", "anna-muster"), ("order-1", "jonas-muster")];
    assert_eq!(desk.post("/planner/services/form", &service(&more)).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM services WHERE id = 'hoertest' AND needs = '[[\"kabine-1\"]]'"), 1);
    let page = desk.get("/planner/services/form?id=hoertest").await;
    assert_eq!(page.all(".need legend"), ["Ein Raum aus:", "Eine Person aus:"], "a person can still be added");
    let front = [more.as_slice(), &[("need-1", "jonas-muster"), ("act", "need-up:1")]].concat();
    let page = desk.post("/planner/services/form", &service(&front)).await;
    assert_eq!(page.all(".need legend"), ["Eine Person aus:", "Ein Raum aus:"]);
    assert_eq!(page.attribute("input[name=need-0][checked]", "value"), "jonas-muster");
}

#[tokio::test]
async fn a_row_of_rooms_and_persons_is_asked_about_once_and_can_be_made_two() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    with_persons(&desk).await;
    let both = service(&[
        ("order-0", "kabine-1"),
        ("need-0", "kabine-1"),
        ("order-0", "anna-muster"),
        ("need-0", "anna-muster"),
    ]);
    let page = desk.post("/planner/services/form", &both).await;
    assert_eq!(page.status, 422);
    let question = page.words("form [role=alert]");
    assert!(
        question.contains("entweder oder: Kabine 1 oder Anna Muster. Meinten Sie einen Raum und dazu eine Person?")
    );
    assert_eq!(shop.count("SELECT count(*) FROM services"), 1);
    let act = page.attribute("#need-split", "value");
    let split = [both.as_slice(), &[("act", act.as_str())]].concat();
    let page = desk.post("/planner/services/form", &split).await;
    assert_eq!(page.all(".need legend"), ["Ein Raum aus:", "Eine Person aus:"]);
    assert_eq!(page.count(".need input[checked]"), 2);
    let kept = [both.as_slice(), &[("mixed", "1")]].concat();
    assert_eq!(desk.post("/planner/services/form", &kept).await.status, 303);
    let revision = revision(&desk, "/planner/services/form?id=hoertest").await;
    let again = [both.as_slice(), &[("id", "hoertest"), ("revision", &revision)]].concat();
    assert_eq!(desk.post("/planner/services/form", &again).await.status, 303, "what was meant so is not asked again");
}

#[tokio::test]
async fn rare_fields_are_folded_until_one_is_set_or_invalid() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/services/form").await;
    assert_eq!((page.count(".parts details"), page.count(".parts details[open]")), (7, 0));
    let fields = service(&[("daily_limit", "viele"), ("other_name", "Hearing test"), ("buffer_after_minutes", "10")]);
    let page = desk.post("/planner/services/form", &fields).await;
    assert_eq!(page.count(".parts details[open]"), 3);
    for part in ["terms", "other", "buffers"] {
        assert_eq!(page.count(&format!("#part-{part}[open]")), 1, "{part}");
    }
}
