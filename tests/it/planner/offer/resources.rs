//! The form of a room or person.

use super::{location, newcomer, revision};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;

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
    assert_eq!(location(&desk.post("/planner/resources/form", &fields).await), "/planner/resources");
    assert_eq!(
        shop.count(
            "SELECT step_minutes * 100 + gap_step_minutes FROM resources WHERE id = 'frau-beispiel' AND kind = 'person'"
        ),
        2005
    );
    let hours =
        [("resource", "frau-beispiel"), ("repeats", "weekly"), ("weekdays", "mon"), ("from", "09:00"), ("to", "12:00")];
    desk.post("/planner/hours/rule", &hours).await;
    let revision = revision(&desk, "/planner/resources/form?id=frau-beispiel").await;
    let wrong = [
        ("id", "frau-beispiel"),
        ("revision", revision.as_str()),
        ("name", ""),
        ("step_minutes", "x"),
        ("gap_step_minutes", "0"),
    ];
    let page = desk.post("/planner/resources/form", &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["name", "step_minutes", "gap_step_minutes"] {
        assert!(!page.words(&format!("#e-{field}")).is_empty(), "{field}");
    }
    let right = [("id", "frau-beispiel"), ("revision", revision.as_str()), ("name", "Frau B."), ("step_minutes", "15")];
    assert_eq!(desk.post("/planner/resources/form", &right).await.status, 303);
    assert_eq!(desk.post("/planner/resources/form", &right).await.status, 422, "stale now");
    assert_eq!(
        shop.count("SELECT online FROM resources WHERE id = 'frau-beispiel' AND kind = 'room' AND name = 'Frau B.'"),
        0
    );
    let deleted = desk.submit("/planner/resources/act", &[("id", "frau-beispiel"), ("act", "delete")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
    assert_eq!(shop.count("SELECT count(*) FROM resources"), 2);
    let token = deleted.attribute(".undoable [name=undo]", "value");
    desk.submit("/planner/undo", &[("undo", &token)]).await;
    assert_eq!(
        shop.count("SELECT count(*) FROM availabilities WHERE resource_id = 'frau-beispiel'"),
        1,
        "with its hours"
    );
    assert_eq!(shop.count("SELECT position FROM resources WHERE name = 'Frau B.'"), 2, "where it was");
}

#[tokio::test]
async fn a_room_whose_calendar_is_subscribed_to_is_deleted_for_good_and_its_page_says_so_before() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/resources/form", &newcomer(&[])).await;
    shop.file()
        .execute_batch(
            "INSERT INTO feeds (user_id, label, secret_hash, resource_id, detail, buffers, made_at)
             SELECT 1, 'Handy', x'00', 'kabine-3', 'busy', 0, 0",
        )
        .unwrap();
    let page = desk.get("/planner/resources/form?id=kabine-3").await;
    let told =
        "Löschen entfernt auch die verbundenen Kalender und Kalender-Abos. Das lässt sich nicht rückgängig machen.";
    assert_eq!(page.attribute("button[value=delete]", "data-confirm"), told);
    assert_eq!(page.all(".hint").iter().filter(|hint| *hint == told).count(), 1, "also without scripts");
    let deleted = desk.submit("/planner/resources/act", &[("id", "kabine-3"), ("act", "delete")]).await;
    assert_eq!((deleted.count(".undoable"), deleted.words(".note.good")), (0, "Gelöscht.".to_owned()));
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
