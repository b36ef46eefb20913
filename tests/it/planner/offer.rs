//! Services and resources: lists, forms, preview, archive.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use crate::page::Page;
use serde_json::Value;

/// The form of a service with one need, served by Kabine 1 only.
fn service<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![
        ("name", "Hörtest"),
        ("duration_minutes", "30"),
        ("online", "1"),
        ("status", "confirmed"),
        ("need_count", "1"),
        ("order-0", "kabine-1"),
        ("need-0", "kabine-1"),
        ("order-0", "kabine-2"),
    ];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more.iter().filter(|(_, value)| *value != "-"));
    fields
}

fn location(page: &Page) -> &str {
    page.headers["location"].to_str().unwrap()
}

async fn services(shop: &TestApp) -> Vec<Value> {
    shop.get("/api/v1/shop?lang=de").await.json()["services"].as_array().unwrap().clone()
}

async fn version(desk: &Desk<'_>, path: &str) -> String {
    desk.get(path).await.attribute("input[name=version]", "value")
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
    assert_eq!(
        location(&desk.post("/planner/services/form", &fields).await),
        "/planner/services?done=saved&id=hoertest-fuer-groessere"
    );
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
    let old = version(&desk, "/planner/services/form?id=anpassung").await;
    let fields = service(&[("id", "anpassung"), ("version", &old), ("name", "Feinanpassung")]);
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
    let gone = service(&[("id", "weg"), ("version", &old)]);
    assert_eq!(desk.post("/planner/services/form", &gone).await.status, 422);
    assert_eq!(location(&desk.get("/planner/services/form?id=weg").await), "/planner/services?done=stale");
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
    let old = version(&desk, "/planner/services/form?id=anpassung").await;
    let change = [("id", "anpassung"), ("version", old.as_str()), ("duration_minutes", "90"), ("week", "2022-01-18")];
    let page = desk.post("/planner/services/form", &service(&change)).await;
    assert_eq!(page.status, 200);
    let shown: Vec<_> = page.all(".offered tr td:nth-of-type(1)").iter().map(|cell| cell.replace("x ", "")).collect();
    assert_eq!(shop.count("SELECT duration_minutes FROM services"), 60, "nothing is saved");
    let change = [("id", "anpassung"), ("version", old.as_str()), ("duration_minutes", "90")];
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
async fn services_are_put_in_order_switched_archived_and_deleted() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for name in ["B", "C"] {
        desk.post("/planner/services/form", &service(&[("name", name)])).await;
    }
    let names = async || desk.get("/planner/services").await.all(".ordered .grow a");
    let act = async |fields: &[(&str, &str)]| desk.submit("/planner/services/act", fields).await;
    act(&[("id", "c"), ("act", "up")]).await;
    assert_eq!(names().await, ["Anpassung", "C", "B"]);
    act(&[("id", "anpassung"), ("act", "down")]).await;
    act(&[("id", "b"), ("act", "down")]).await;
    assert_eq!(names().await, ["C", "Anpassung", "B"]);
    act(&[("act", "order"), ("order", "b"), ("order", "c"), ("order", "anpassung")]).await;
    assert_eq!(names().await, ["B", "C", "Anpassung"]);
    assert_eq!(services(&shop).await[0]["id"], "b");
    let stale = act(&[("act", "order"), ("order", "b"), ("order", "c")]).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    act(&[("id", "b"), ("act", "offline")]).await;
    assert_eq!(services(&shop).await.len(), 2);
    let page = act(&[("id", "b"), ("act", "archive")]).await;
    assert_eq!((page.words(".note.good"), names().await.len()), ("Archiviert.".into(), 2));
    act(&[("id", "b"), ("act", "restore")]).await;
    act(&[("id", "b"), ("act", "online")]).await;
    assert_eq!(services(&shop).await.len(), 3);
    assert_eq!(act(&[("id", "b"), ("act", "delete")]).await.words(".note.good"), "Gelöscht.");
    assert_eq!(desk.post("/planner/services/act", &[("id", "c")]).await.status, 400);
}

#[tokio::test]
async fn a_service_or_resource_with_appointments_is_not_deleted() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let page = desk.get("/planner/services/form?id=anpassung").await;
    assert_eq!((page.count("button[value=archive]"), page.count("button[value=delete]")), (1, 0));
    for (list, id) in [("services", "anpassung"), ("resources", "kabine-1"), ("resources", "kabine-2")] {
        let page = desk.submit(&format!("/planner/{list}/act"), &[("id", id), ("act", "delete")]).await;
        assert!(page.words("[role=alert]").contains("Archivieren Sie"), "{id}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM resources"), 2);
}

#[tokio::test]
async fn archiving_with_open_appointments_lists_them_first() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let archived = || shop.count("SELECT count(*) FROM resources WHERE archived = 1");
    let fields = [("id", "kabine-1"), ("act", "archive")];
    let page = desk.post("/planner/resources/act", &fields).await;
    assert_eq!((page.status.as_u16(), page.words("h1").as_str()), (422, "Damit sind noch Termine vereinbart"));
    assert_eq!(page.all("tbody td")[1..], ["Erika Muster", "Anpassung", "Kabine 1"]);
    assert_eq!(desk.get(&page.attribute("tbody a", "href")).await.status, 200);
    assert_eq!((page.attribute("form.panel a.button", "href").as_str(), archived()), ("/planner/resources", 0));
    let seen = page.attribute("button[name=confirmed]", "value");
    shop.book(&booking("2022-01-19T10:00:00+01:00")).await;
    let again = desk.post("/planner/resources/act", &[fields[0], fields[1], ("confirmed", &seen)]).await;
    assert_eq!((page.words("form h2"), again.words("form h2")), ("1 Termin".into(), "2 Termine".into()));
    assert_eq!((again.count("tbody tr"), archived()), (2, 0), "what came in meanwhile has not been seen yet");
    let seen = again.attribute("button[name=confirmed]", "value");
    let page = desk.submit("/planner/resources/act", &[fields[0], fields[1], ("confirmed", &seen)]).await;
    assert_eq!((page.words(".note.good").as_str(), archived()), ("Archiviert.", 1));
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2, "they stay");
    let other = desk.post("/planner/resources/act", &[("id", "kabine-2"), ("act", "archive")]).await;
    assert_eq!((other.status.as_u16(), archived()), (303, 2), "what nobody has booked goes at once");
}

#[tokio::test]
async fn past_and_cancelled_appointments_do_not_prevent_archiving() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    shop.execute("UPDATE appointments SET status = 'cancelled' WHERE key = 2");
    shop.advance(std::time::Duration::from_secs(4 * 24 * 60 * 60));
    desk.prove().await;
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "archive")]).await;
    assert_eq!(location(&page), "/planner/services?done=archived");
}

#[tokio::test]
async fn switching_a_service_off_that_is_booked_shows_by_whom_from_list_and_form() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let offline = || shop.count("SELECT count(*) FROM services WHERE online = 0");
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "offline")]).await;
    assert_eq!((page.words("button[name=confirmed]").as_str(), offline()), ("Trotzdem ausschalten", 0));
    let version = version(&desk, "/planner/services/form?id=anpassung").await;
    let fields = service(&[("id", "anpassung"), ("version", &version), ("name", "Anprobe"), ("online", "-")]);
    let page = desk.post("/planner/services/form", &fields).await;
    assert_eq!((page.status.as_u16(), page.all("tbody td").len(), offline()), (422, 4, 0));
    assert_eq!(page.attribute("input[type=hidden][name=name]", "value"), "Anprobe", "what was typed is kept");
    let edit = [fields.as_slice(), &[("edit", "1")]].concat();
    assert_eq!(desk.post("/planner/services/form", &edit).await.attribute("#f-name", "value"), "Anprobe");
    let seen = page.attribute("button[name=confirmed]", "value");
    let confirmed = [fields.as_slice(), &[("confirmed", seen.as_str())]].concat();
    assert_eq!(
        location(&desk.post("/planner/services/form", &confirmed).await),
        "/planner/services?done=saved&id=anpassung"
    );
    assert_eq!(offline(), 1);
    let page = desk.post("/planner/services/act", &[("id", "anpassung"), ("act", "online")]).await;
    assert_eq!((location(&page), offline()), ("/planner/services", 0), "switching it on asks nothing");
}

#[tokio::test]
async fn a_resource_is_made_changed_and_deleted_with_its_hours() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [
        ("name", "Frau Beispiel"),
        ("kind", "person"),
        ("online", "1"),
        ("step_minutes", "20"),
        ("gap_step_minutes", "5"),
    ];
    assert_eq!(
        location(&desk.post("/planner/resources/form", &fields).await),
        "/planner/resources?done=saved&id=frau-beispiel"
    );
    assert_eq!(
        shop.count(
            "SELECT step_minutes * 100 + gap_step_minutes FROM resources WHERE id = 'frau-beispiel' AND kind = 'person'"
        ),
        2005
    );
    let hours =
        [("resource", "frau-beispiel"), ("repeats", "weekly"), ("weekdays", "mon"), ("from", "09:00"), ("to", "12:00")];
    desk.post("/planner/hours/rule", &hours).await;
    let version = version(&desk, "/planner/resources/form?id=frau-beispiel").await;
    let wrong = [
        ("id", "frau-beispiel"),
        ("version", version.as_str()),
        ("name", ""),
        ("step_minutes", "x"),
        ("gap_step_minutes", "0"),
    ];
    let page = desk.post("/planner/resources/form", &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["name", "step_minutes", "gap_step_minutes"] {
        assert!(!page.words(&format!("#e-{field}")).is_empty(), "{field}");
    }
    let right = [("id", "frau-beispiel"), ("version", version.as_str()), ("name", "Frau B."), ("step_minutes", "15")];
    assert_eq!(desk.post("/planner/resources/form", &right).await.status, 303);
    assert_eq!(desk.post("/planner/resources/form", &right).await.status, 422, "stale now");
    assert_eq!(
        shop.count("SELECT online FROM resources WHERE id = 'frau-beispiel' AND kind = 'room' AND name = 'Frau B.'"),
        0
    );
    desk.submit("/planner/resources/act", &[("id", "frau-beispiel"), ("act", "delete")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
    assert_eq!(shop.count("SELECT count(*) FROM resources"), 2);
}

#[tokio::test]
async fn a_resource_is_looked_at_before_it_is_saved() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [
        ("id", "kabine-1"),
        ("name", "Kabine 1"),
        ("online", "1"),
        ("step_minutes", "45"),
        ("preview", "1"),
        ("service", "anpassung"),
    ];
    let page = desk.post("/planner/resources/form", &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.all(".offered tbody th").contains(&"09:45".to_owned()), "{:?}", page.all(".offered tbody th"));
    assert_eq!(shop.count("SELECT step_minutes FROM resources WHERE id = 'kabine-1'"), 30);
}

#[tokio::test]
async fn a_list_says_what_cannot_be_booked_and_speaks_english() {
    let shop = TestApp::new();
    shop.execute("UPDATE resources SET online = 0; UPDATE users SET language = 'en'");
    let desk = Desk::owner(&shop).await;
    shop.execute("UPDATE users SET language = 'en'");
    let page = desk.get("/planner/services").await;
    assert_eq!(page.words(".chip.warn"), "not bookable: no room or person available");
    assert_eq!(page.words("h1"), "Services");
    assert_eq!(desk.get("/planner/hours/holidays?region=CH-SO&year=2022").await.words("h1"), "Public holidays");
}

/// The form of a new resource.
fn newcomer<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = vec![("name", "Kabine 3"), ("kind", "room"), ("online", "1"), ("step_minutes", "30")];
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}

#[tokio::test]
async fn a_new_room_gets_the_hours_of_another_and_serves_what_is_ticked() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.execute("DELETE FROM availabilities WHERE resource_id = 'kabine-2'");
    shop.execute("UPDATE shop SET lead_time_hours = 0");
    let form = desk.get("/planner/resources/form").await;
    assert_eq!(form.all("#f-hours_of option").len(), 2);
    assert_eq!(form.attribute("#f-hours_of option[selected]", "value"), "kabine-1", "the first that has some");
    assert_eq!(form.attribute(".for_room input[checked]", "value"), "anpassung", "as any room serves it");
    assert!(form.words(".for_person").contains("Bisher braucht keine Leistung eine Person"));
    let page =
        desk.submit("/planner/resources/form", &newcomer(&[("hours_of", "kabine-1"), ("for_room", "anpassung")])).await;
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 3.");
    assert_eq!(shop.count("SELECT count(*) FROM availabilities WHERE resource_id = 'kabine-3'"), 1);
    for _ in 0..2 {
        assert_eq!(shop.book(&booking("2022-01-18T10:00:00+01:00")).await.status, 201);
    }
    assert_eq!(shop.count("SELECT count(*) FROM claims WHERE resource_id = 'kabine-3'"), 1, "customers are given it");
    let list = desk.get("/planner/services").await;
    assert!(list.words(".ordered .grow").contains("Kabine 1, Kabine 2 oder Kabine 3"), "{}", list.words(".ordered"));
}

#[tokio::test]
async fn where_all_have_the_same_hours_a_new_one_gets_those_and_none_is_a_choice_too() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let form = desk.get("/planner/resources/form").await;
    let offered = form.all("#f-hours_of option");
    assert_eq!(offered, ["wie alle anderen", "noch keine (dann auch noch nicht online buchbar)"]);
    let page = desk.submit("/planner/resources/form", &newcomer(&[("hours_of", "")])).await;
    assert_eq!(page.count(".note.good"), 0);
    let warning = page.words(".note.warn");
    assert!(warning.starts_with("Gespeichert: Kabine 3. Online buchbar ist das aber noch nicht:"), "{warning}");
    assert!(warning.contains("Kabine 3 hat noch keine Öffnungszeiten"), "{warning}");
    assert_eq!(page.attribute(".note.warn a", "href"), "/planner/hours#of-kabine-3");
    assert_eq!(page.words(".ordered .why .chip"), "nicht buchbar: Kabine 3 hat noch keine Öffnungszeiten");
    let gone = desk.post("/planner/resources/form", &newcomer(&[("hours_of", "keller")])).await;
    assert_eq!((gone.status.as_u16(), shop.count("SELECT count(*) FROM resources")), (422, 3), "all or nothing");
    let stale =
        desk.post("/planner/resources/form", &newcomer(&[("kind", "person"), ("for_person", "anpassung")])).await;
    assert_eq!((stale.status.as_u16(), shop.count("SELECT count(*) FROM resources")), (422, 3));
    let free = [("hours_of", "kabine-1"), ("name", "Kabine 4")];
    let page = desk.submit("/planner/resources/form", &newcomer(&free)).await;
    assert!(
        page.words(".note.warn").contains("Kabine 4 gehört noch zu keiner Leistung"),
        "{}",
        page.words(".note.warn")
    );
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
async fn a_single_entry_cannot_be_reordered() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(desk.get("/planner/services").await.count("button[value=up], .handle"), 0);
    assert_eq!(desk.get("/planner/resources").await.count("button[value=up], .handle"), 4);
}

/// Adds two persons with hours.
async fn with_persons(desk: &Desk<'_>) {
    for person in ["Anna Muster", "Jonas Muster"] {
        let fields = newcomer(&[("name", person), ("kind", "person"), ("hours_of", "kabine-1")]);
        assert_eq!(desk.post("/planner/resources/form", &fields).await.status, 303);
    }
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
    let question = page.words("[role=alert]");
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
    let version = version(&desk, "/planner/services/form?id=hoertest").await;
    let again = [both.as_slice(), &[("id", "hoertest"), ("version", &version)]].concat();
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
