//! Blocked time whose note only its author and owners read.

use super::{location, newest};
use crate::harness::TestApp;
use crate::planner::desk::{Desk, add_user};
use terminplaner::domain::account::Role;

const BLOCK: [(&str, &str); 8] = [
    ("kind", "block"),
    ("date", "2022-01-18"),
    ("time", "12:00"),
    ("end_date", "2022-01-18"),
    ("end_time", "13:00"),
    ("resource", "kabine-1"),
    ("note", "Zahnarzt"),
    ("private", "1"),
];

/// What the file says: note, whether it is private, and its author.
fn stored(shop: &TestApp) -> String {
    shop.text("SELECT note || ' ' || private || ' ' || coalesce(author_id, '-') FROM appointments WHERE key = (SELECT max(key) FROM appointments)")
}

async fn colleague(shop: &TestApp) -> Desk<'_> {
    add_user(shop, "max@example.org", Role::Staff).await;
    Desk::closed(shop).sign_in("max@example.org").await
}

#[tokio::test]
async fn its_author_and_owners_read_the_note_and_colleagues_read_that_it_is_private() {
    let shop = TestApp::new();
    let author = Desk::staff(&shop).await;
    assert_eq!(author.post("/planner/appointments/new", &BLOCK).await.status, 303);
    assert_eq!(stored(&shop), "Zahnarzt 1 1");
    let (owner, colleague) = (Desk::owner(&shop).await, colleague(&shop).await);
    let page = format!("/planner/appointments/{}", newest(&shop));
    for path in [&page, "/planner/calendar?view=list&date=2022-01-18", "/planner/calendar?date=2022-01-18"] {
        for (desk, reads) in [(&author, true), (&owner, true), (&colleague, false)] {
            let shown = desk.get(path).await;
            assert_eq!(shown.text.contains("Zahnarzt"), reads, "{path}");
            assert!(reads || shown.text.contains("Privat"), "{path}");
        }
    }
}

#[tokio::test]
async fn a_colleague_moves_it_and_neither_sees_nor_changes_what_it_is() {
    let shop = TestApp::new();
    let author = Desk::staff(&shop).await;
    author.post("/planner/appointments/new", &BLOCK).await;
    let colleague = colleague(&shop).await;
    let path = format!("/planner/appointments/{}/edit", newest(&shop));
    let form = colleague.get(&path).await;
    assert_eq!((form.count("#f-note"), form.count("#f-private"), form.count("#f-time")), (0, 0, 1));
    let moved = colleague.fill(&path, &[("time", "12:30"), ("note", "Meins")]).await;
    assert_eq!(moved.status, 303, "{}", moved.text);
    assert_eq!(stored(&shop), "Zahnarzt 1 1");
    let dragged = colleague.post(&path.replace("edit", "shift"), &[("start", "2022-01-18T14:00")]).await;
    assert_eq!(dragged.status, 200, "{}", dragged.text);
    assert_eq!(stored(&shop), "Zahnarzt 1 1");
}

#[tokio::test]
async fn the_tick_is_taken_away_and_undo_brings_it_back_and_the_history_names_it() {
    let shop = TestApp::new();
    let author = Desk::staff(&shop).await;
    author.post("/planner/appointments/new", &BLOCK).await;
    let key = newest(&shop);
    let path = format!("/planner/appointments/{key}/edit");
    assert_eq!(author.get(&path).await.count("#f-private[checked]"), 1);
    let open: Vec<_> = BLOCK.into_iter().filter(|(name, _)| *name != "private").collect();
    let saved = author.post(&path, &open).await;
    assert_eq!(location(&saved), format!("/planner/appointments/{key}"));
    assert_eq!(stored(&shop), "Zahnarzt 0 -");
    let page = author.get(&location(&saved)).await;
    assert!(page.words("ol.list").contains("geändert: Privat"), "{}", page.words("ol.list"));
    let token = page.attribute(".undoable [name=undo]", "value");
    author.submit("/planner/appointments/undo", &[("undo", &token)]).await;
    assert_eq!(stored(&shop), "Zahnarzt 1 1");
    // An owner who changes it does not become its author.
    let owner = Desk::owner(&shop).await;
    assert_eq!(owner.fill(&path, &[("note", "Arzt")]).await.status, 303);
    assert_eq!(stored(&shop), "Arzt 1 1");
}

#[tokio::test]
async fn each_date_of_a_series_is_private_too() {
    let shop = TestApp::new();
    let author = Desk::staff(&shop).await;
    let fields = [
        ("kind", "block"),
        ("date", "2022-01-18"),
        ("time", "12:00"),
        ("end_time", "13:00"),
        ("resource", "kabine-1"),
        ("note", "Zahnarzt"),
        ("private", "1"),
        ("weekday", "tue"),
        ("every", "1"),
        ("count", "2"),
        ("closed", "skip"),
        ("do", "preview"),
    ];
    let page = author.post("/planner/series/new", &fields).await;
    assert_eq!(page.count("#f-private[checked]"), 1, "{}", page.text);
    let sent = page.filled("form[action='/planner/series/new']", &[("do", "save")]);
    let sent: Vec<_> = sent.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let saved = author.post("/planner/series/new", &sent).await;
    assert_eq!(saved.status, 303, "{}", saved.text);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE private = 1 AND author_id = 1"), 2);
}

#[tokio::test]
async fn an_appointment_of_a_customer_is_never_private() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    assert_eq!(super::make(&desk, &[("private", "1")]).await.status, 303);
    assert_eq!(shop.count("SELECT sum(private) FROM appointments"), 0);
}
