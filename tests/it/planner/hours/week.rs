//! The week chart, dragged bars and copied days.

use super::WEEK;
use crate::harness::TestApp;
use crate::planner::desk::Desk;

#[tokio::test]
async fn the_picture_shows_seven_days_of_every_resource_with_links_to_its_rules() {
    let shop = TestApp::new();
    let page = Desk::owner(&shop).await.get(WEEK).await;
    assert_eq!(page.all("section.lane h2"), ["Kabine 1 Raum", "Kabine 2 Raum"]);
    assert_eq!(page.words("h1"), "17.–23. Januar 2022");
    assert_eq!((page.count(".track"), page.count(".bar")), (14, 12));
    assert_eq!(page.attribute(".bar a", "href"), "/planner/hours/rule?id=1&week=2022-01-17&weekday=mon");
    assert_eq!(page.attribute(".bar a", "aria-label"), "9–18: Montag, 17. Januar 2022, 09:00 bis 18:00 Uhr");
    assert!(!page.text.contains("style="), "the policy forbids it");
}

#[tokio::test]
async fn staff_are_kept_out() {
    let shop = TestApp::new();
    let staff = Desk::staff(&shop).await;
    for path in [
        "/planner/hours",
        "/planner/hours/rule",
        "/planner/hours/closings",
        "/planner/hours/exception",
        "/planner/hours/holidays",
        "/planner/services",
        "/planner/services/form",
        "/planner/resources",
        "/planner/resources/form",
    ] {
        assert_eq!(staff.get(path).await.status, 403, "{path}");
    }
    for path in [
        "/planner/hours/rule",
        "/planner/hours/bar",
        "/planner/hours/copy",
        "/planner/hours/exception",
        "/planner/hours/holidays",
        "/planner/services/act",
        "/planner/services/form",
        "/planner/resources/act",
        "/planner/resources/form",
    ] {
        assert_eq!(staff.post(path, &[]).await.status, 403, "{path}");
    }
}

#[tokio::test]
async fn a_bar_that_was_dragged_changes_its_day_alone() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get(WEEK).await;
    let revision = page.attribute(".bar[data-id='1']", "data-revision");
    let drag = [
        ("id", "1"),
        ("revision", revision.as_str()),
        ("weekday", "tue"),
        ("resource", "kabine-1"),
        ("to_weekday", "tue"),
        ("from", "09:00"),
        ("to", "13:00"),
        ("week", "2022-01-10"),
    ];
    let page = desk.submit("/planner/hours/bar", &drag).await;
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 1, dienstags 9–13 Uhr, jede Woche.");
    assert_eq!(page.words("h1"), "10.–16. Januar 2022");
    let labels: Vec<_> = page.all(".lane:nth-of-type(1) .bar text");
    assert_eq!(labels, ["9–18", "9–13", "9–18", "9–18", "9–18", "9–18"]);
    let stale = desk.submit("/planner/hours/bar", &drag).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    assert_eq!(desk.post("/planner/hours/bar", &[("id", "1")]).await.status, 400);
}

#[tokio::test]
async fn a_resource_without_hours_is_shown_and_can_copy_those_of_another() {
    let shop = TestApp::new();
    shop.execute("UPDATE availabilities SET valid_until = '2022-01-13' WHERE resource_id = 'kabine-2'");
    let desk = Desk::owner(&shop).await;
    let page = desk.get(WEEK).await;
    assert_eq!(page.count(".lane .note.warn"), 1, "what is over opens nothing");
    assert!(page.words("#of-kabine-2 .note.warn").starts_with("Noch keine Öffnungszeiten"));
    let fields = [("resource", "kabine-1"), ("from_day", "week"), ("to_resource", "kabine-2"), ("week", "2022-01-17")];
    let page = desk.submit("/planner/hours/copy", &fields).await;
    assert_eq!((page.count(".lane .note.warn"), page.count("#of-kabine-2 .bar")), (0, 6));
}

#[tokio::test]
async fn a_day_or_a_week_is_copied_to_others() {
    let shop = TestApp::new();
    shop.execute("UPDATE availabilities SET from_minute = 600, weekdays = '[\"mon\"]' WHERE id = 1");
    let desk = Desk::owner(&shop).await;
    let fields = [("resource", "kabine-1"), ("from_day", "mon"), ("to_day", "sun"), ("to_day", "sat")];
    let page = desk.submit("/planner/hours/copy", &fields).await;
    assert_eq!(page.words(".note.good"), "Zeiten übertragen.");
    assert_eq!(shop.count("SELECT count(*) FROM availabilities WHERE weekdays = '[\"mon\",\"sat\",\"sun\"]'"), 1);
    let fields = [("resource", "kabine-1"), ("from_day", "week"), ("to_resource", "kabine-2")];
    desk.submit("/planner/hours/copy", &fields).await;
    let same = "SELECT count(*) FROM availabilities WHERE weekdays = '[\"mon\",\"sat\",\"sun\"]' AND from_minute = 600";
    assert_eq!((shop.count(same), shop.count("SELECT count(*) FROM availabilities")), (2, 2));
    let nothing = desk.submit("/planner/hours/copy", &[("resource", "kabine-1"), ("from_day", "mon")]).await;
    assert!(nothing.words("[role=alert]").contains("als Ziel"));
}
