//! Changes are taken back for a while: exactly, and not over the changes of others.

use super::{revision, rule};
use crate::harness::{TestApp, booking};
use crate::page::Page;
use crate::planner::desk::Desk;
use std::time::Duration;

/// All of the hours and closing times, with their ids.
fn stored(shop: &TestApp) -> String {
    let table = |name: &str, columns: &str| {
        shop.text(&format!("SELECT group_concat(id || ':' || {columns}, '|') FROM (SELECT * FROM {name} ORDER BY id)"))
    };
    let rule = "resource_id || weekdays || from_minute || '-' || to_minute || coalesce(valid_until, '')";
    table("availabilities", rule) + "\n" + &table("exceptions", "from_date || to_date || hours || coalesce(note, '')")
}

/// Presses the button beside the sentence on the page.
async fn take_back(desk: &Desk<'_>, page: &Page) -> Page {
    let token = page.attribute(".undoable input[name=undo]", "value");
    desk.submit("/planner/undo", &[("undo", &token)]).await
}

async fn delete_rule(desk: &Desk<'_>) -> Page {
    let revision = revision(desk, "/planner/hours/rule?id=1").await;
    let fields = [("id", "1"), ("revision", revision.as_str()), ("act", "delete"), ("sure", "1"), ("since", "today")];
    desk.submit("/planner/hours/rule", &fields).await
}

#[tokio::test]
async fn deleted_hours_and_closing_times_come_back_as_they_were() {
    let shop = TestApp::new();
    shop.execute(
        "INSERT INTO exceptions (id, from_date, to_date, hours, note)
         VALUES (7, '2022-03-01', '2022-03-04', '[]', 'Inventur')",
    );
    let desk = Desk::owner(&shop).await;
    let before = stored(&shop);
    let page = delete_rule(&desk).await;
    assert_ne!(stored(&shop), before);
    let page = take_back(&desk, &page).await;
    assert_eq!((page.words(".note.good").as_str(), stored(&shop)), ("Rückgängig gemacht.", before.clone()));

    let revision = revision(&desk, "/planner/hours/exception?id=7").await;
    let fields = [("id", "7"), ("revision", revision.as_str()), ("act", "delete")];
    let page = desk.submit("/planner/hours/exception", &fields).await;
    assert_eq!(shop.count("SELECT count(*) FROM exceptions"), 0);
    take_back(&desk, &page).await;
    assert_eq!(stored(&shop), before);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'hours.restored'"), 2);
}

#[tokio::test]
async fn a_drag_that_split_a_rule_is_taken_back_as_one() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let before = stored(&shop);
    let revision = revision(&desk, "/planner/hours/rule?id=1").await;
    let mut drag = vec![("id", "1"), ("revision", revision.as_str()), ("weekday", "tue"), ("resource", "kabine-2")];
    drag.extend([("to_weekday", "wed"), ("from", "19:00"), ("to", "20:00"), ("week", "2022-01-10")]);
    let page = desk.submit("/planner/hours/bar", &drag).await;
    assert_ne!(stored(&shop), before);
    take_back(&desk, &page).await;
    assert_eq!(stored(&shop), before);
}

#[tokio::test]
async fn what_somebody_changed_meanwhile_stays() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let revision = revision(&desk, "/planner/hours/rule?id=1").await;
    let fields = rule(&[("id", "1"), ("revision", &revision), ("weekdays", "mon"), ("to", "17:00")]);
    let page = desk.submit("/planner/hours/rule", &fields).await;
    shop.execute("UPDATE availabilities SET to_minute = 960 WHERE id = 1");
    let after = stored(&shop);
    let page = take_back(&desk, &page).await;
    assert!(page.words("[role=alert]").starts_with("Inzwischen hat jemand dasselbe noch einmal geändert."));
    assert_eq!(stored(&shop), after);
}

#[tokio::test]
async fn it_is_offered_for_ten_minutes_once_and_to_who_did_it() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let gone = "Das lässt sich nicht mehr rückgängig machen.";
    let page = delete_rule(&desk).await;
    let token = page.attribute(".undoable input[name=undo]", "value");
    crate::planner::desk::add_user(&shop, "other@example.org", terminplaner::domain::account::Role::Owner).await;
    let other = Desk::closed(&shop).sign_in("other@example.org").await;
    assert_eq!(other.submit("/planner/undo", &[("undo", &token)]).await.words("[role=alert]"), gone);
    take_back(&desk, &page).await;
    assert_eq!(take_back(&desk, &page).await.words("[role=alert]"), gone, "once");
    let page = delete_rule(&desk).await;
    shop.advance(Duration::from_secs(10 * 60));
    assert_eq!(take_back(&desk, &page).await.words("[role=alert]"), gone);
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 1);
}

#[tokio::test]
async fn appointments_that_it_would_leave_outside_are_shown_first() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = rule(&[("weekdays", "sun"), ("from", "10:00"), ("to", "12:00")]);
    let page = desk.submit("/planner/hours/rule", &fields).await;
    assert_eq!(shop.book(&booking("2022-01-23T10:00:00+01:00")).await.status, 201);
    let asked = take_back(&desk, &page).await;
    assert_eq!((asked.status.as_u16(), asked.count("table tbody tr")), (422, 1));
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 3);
    let fields = asked.form(&[], "button[name=confirmed]");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.submit("/planner/undo", &fields).await.words(".note.good"), "Rückgängig gemacht.");
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
}

#[tokio::test]
async fn a_deleted_service_comes_back_in_its_place_and_an_order_too() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for name in ["B", "C"] {
        let fields = [("name", name), ("duration_minutes", "30"), ("status", "confirmed"), ("need_count", "1")];
        let fields = [fields.as_slice(), &[("order-0", "kabine-1"), ("need-0", "kabine-1")]].concat();
        desk.post("/planner/services/form", &fields).await;
    }
    let services = || {
        shop.text(
            "SELECT group_concat(id || needs || duration_minutes, ' ') FROM (SELECT * FROM services ORDER BY position)",
        )
    };
    let act = async |fields: &[(&str, &str)]| desk.submit("/planner/services/act", fields).await;
    let before = services();
    let page = act(&[("id", "b"), ("act", "delete")]).await;
    assert_ne!(services(), before);
    take_back(&desk, &page).await;
    assert_eq!(services(), before);
    let page = act(&[("act", "order"), ("order", "c"), ("order", "b"), ("order", "anpassung")]).await;
    assert_eq!(page.words(".note.good"), "Reihenfolge gespeichert.");
    take_back(&desk, &page).await;
    assert_eq!(services(), before);
    let page = act(&[("id", "b"), ("act", "archive")]).await;
    shop.execute("UPDATE services SET name = 'Beratung' WHERE id = 'b'");
    assert!(take_back(&desk, &page).await.words("[role=alert]").starts_with("Inzwischen"));
    assert_eq!(shop.count("SELECT count(*) FROM services WHERE archived = 1"), 1);
}
