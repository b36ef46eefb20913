//! From when a change of hours holds: what held before stays, and what is saved says both.

use super::{revision, rule};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;

const RULE: &str = "/planner/hours/rule";

/// Changes the hours of the availability `id`, all of its days from Monday to Saturday.
async fn change(desk: &Desk<'_>, id: &str, fields: &[(&str, &str)]) -> Page {
    let revision = revision(desk, &format!("{RULE}?id={id}")).await;
    let mut all = vec![("id", id), ("revision", revision.as_str())];
    all.extend(["mon", "tue", "wed", "thu", "fri", "sat"].map(|day| ("weekdays", day)));
    all.extend(fields);
    desk.submit(RULE, &rule(&all)).await
}

/// The availabilities of Kabine 1: from when until when, and their hours.
fn stored(shop: &TestApp) -> Vec<String> {
    let rows =
        "SELECT group_concat(row, '|') FROM (SELECT coalesce(valid_from, '') || '..' || coalesce(valid_until, '')
        || ' ' || (from_minute / 60) || '-' || (to_minute / 60) AS row FROM availabilities
        WHERE resource_id = 'kabine-1' ORDER BY valid_from, id)";
    shop.text(rows).split('|').map(str::to_owned).collect()
}

async fn first_time(shop: &TestApp, date: &str) -> String {
    let week = shop.get(&format!("/api/v1/availability?service=anpassung&from={date}&days=1&resource=kabine-1")).await;
    week.json()["days"][0]["slots"][0]["time"].as_str().unwrap().to_owned()
}

#[tokio::test]
async fn hours_from_a_date_on_leave_what_holds_until_then() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = change(&desk, "1", &[("from", "10:00"), ("since", "later"), ("valid_from", "2022-02-01")]).await;
    assert_eq!(
        page.words(".note.good"),
        "Gespeichert: Kabine 1, montags bis samstags 9–18 Uhr, bis 31. Januar 2022; \
         montags bis samstags 10–18 Uhr, ab 1. Februar 2022."
    );
    assert_eq!(stored(&shop), ["..2022-01-31 9-18", "2022-02-01.. 10-18"]);
    assert_eq!(first_time(&shop, "2022-01-31").await, "09:00");
    assert_eq!(first_time(&shop, "2022-02-01").await, "10:00");
}

#[tokio::test]
async fn hours_up_to_a_date_give_way_to_what_held_before() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let summer = [("from", "08:00"), ("since", "later"), ("valid_from", "2022-06-01"), ("valid_until", "2022-08-31")];
    let page = change(&desk, "1", &summer).await;
    assert_eq!(
        page.words(".note.good"),
        "Gespeichert: Kabine 1, montags bis samstags 9–18 Uhr, bis 31. Mai 2022; montags bis samstags 8–18 Uhr, \
         ab 1. Juni 2022, bis 31. August 2022; montags bis samstags 9–18 Uhr, ab 1. September 2022."
    );
    let three = ["..2022-05-31 9-18", "2022-06-01..2022-08-31 8-18", "2022-09-01.. 9-18"];
    assert_eq!(stored(&shop), three);
    // What follows moves with it, in both directions: nobody is open twice, nobody is closed by accident.
    let id = shop.text("SELECT id FROM availabilities WHERE valid_from = '2022-06-01'");
    let longer = [("from", "08:00"), ("since", "later"), ("valid_from", "2022-05-20"), ("valid_until", "2022-09-15")];
    change(&desk, &id, &longer).await;
    assert_eq!(stored(&shop), ["..2022-05-19 9-18", "2022-05-20..2022-09-15 8-18", "2022-09-16.. 9-18"]);
}

#[tokio::test]
async fn a_change_from_now_on_is_no_second_rule_and_a_date_alone_changes_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = change(&desk, "1", &[("from", "10:00"), ("since", "today")]).await;
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 1, montags bis samstags 10–18 Uhr, jede Woche.");
    assert_eq!(stored(&shop), [".. 10-18"]);
    let both = change(&desk, "1", &[("from", "11:00"), ("since", "today"), ("valid_from", "2022-02-01")]).await;
    assert!(both.words("#e-valid_from").starts_with("„Ab sofort“ oder ab diesem Datum?"));
    let same = change(&desk, "1", &[("from", "10:00"), ("since", "later"), ("valid_from", "2022-02-01")]).await;
    assert!(same.words("#e-valid_from").starts_with("Vorher und nachher wäre es dasselbe."));
    let none = change(&desk, "1", &[("from", "11:00"), ("since", "later")]).await;
    assert!(!none.words("#e-valid_from").is_empty());
    assert_eq!(stored(&shop), [".. 10-18"]);
}

#[tokio::test]
async fn one_day_changes_from_a_date_on_and_the_others_stay_one_rule() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let opened = desk.get(&format!("{RULE}?id=1&week=2022-01-17&weekday=fri")).await;
    assert_eq!(opened.attribute("input[name=since][checked]", "value"), "today");
    let revision = opened.attribute("input[name=revision]", "value");
    let mut fields = rule(&[("id", "1"), ("revision", &revision), ("day", "fri"), ("scope", "day")]);
    fields.extend([("from", "10:00"), ("since", "later"), ("valid_from", "2022-02-01")]);
    fields.retain(|field| *field != ("from", "09:00"));
    let page = desk.submit(RULE, &fields).await;
    assert_eq!(
        page.words(".note.good"),
        "Gespeichert: Kabine 1, freitags 9–18 Uhr, bis 31. Januar 2022; freitags 10–18 Uhr, ab 1. Februar 2022."
    );
    assert_eq!(stored(&shop).len(), 3);
    assert_eq!(first_time(&shop, "2022-02-04").await, "10:00");
    assert_eq!(first_time(&shop, "2022-02-03").await, "09:00");
}

#[tokio::test]
async fn hours_every_other_week_keep_their_weeks() {
    let shop = TestApp::new();
    shop.execute("UPDATE availabilities SET valid_from = '2022-01-03', every_weeks = 2 WHERE id = 1");
    let desk = Desk::owner(&shop).await;
    let fields = [("from", "10:00"), ("every_weeks", "2"), ("since", "later"), ("valid_from", "2022-02-08")];
    change(&desk, "1", &fields).await;
    // 2022-02-08 is in a week without hours: they begin on the Monday after it.
    assert_eq!(stored(&shop), ["2022-01-03..2022-02-07 9-18", "2022-02-14.. 10-18"]);
}

#[tokio::test]
async fn deleting_asks_from_when_and_says_what_stays() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let revision = revision(&desk, &format!("{RULE}?id=1")).await;
    let ask = [("id", "1"), ("revision", revision.as_str()), ("act", "delete")];
    let page = desk.post(RULE, &ask).await;
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2, "nothing is deleted yet");
    let later = |date| [("since", "later"), ("valid_from", date)];
    let form = |date| page.filled("form.panel", &later(date));
    let send = async |fields: Vec<(String, String)>| {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        desk.submit(RULE, &fields).await
    };
    let wrong = send(form("irgendwann")).await;
    assert_eq!((wrong.status.as_u16(), wrong.words("h1").as_str()), (422, "Öffnungszeit löschen"));
    let page = send(form("2022-02-01")).await;
    assert_eq!(
        page.words(".note.good"),
        "Gelöscht ab 1. Februar 2022: Kabine 1, montags bis samstags 9–18 Uhr, jede Woche. Bis dahin gilt sie weiter."
    );
    assert_eq!(stored(&shop), ["..2022-01-31 9-18"]);
}

#[tokio::test]
async fn a_drag_in_a_week_to_come_asks_from_when() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let revision = revision(&desk, &format!("{RULE}?id=1")).await;
    let drag = [
        ("id", "1"),
        ("revision", revision.as_str()),
        ("weekday", "tue"),
        ("resource", "kabine-1"),
        ("to_weekday", "tue"),
        ("from", "09:00"),
        ("to", "13:00"),
        ("week", "2022-02-07"),
    ];
    let page = desk.post("/planner/hours/bar", &drag).await;
    assert_eq!(page.words("form.panel > p:first-of-type"), "Kabine 1, dienstags 9–13 Uhr, jede Woche");
    assert_eq!(page.attribute("#f-valid_from", "value"), "2022-02-07", "the Monday of that week");
    assert_eq!(stored(&shop), [".. 9-18"]);
    let fields = page.filled("form.panel", &[]);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = desk.submit("/planner/hours/bar", &fields).await;
    assert_eq!(
        page.words(".note.good"),
        "Gespeichert: Kabine 1, dienstags 9–18 Uhr, bis 6. Februar 2022; dienstags 9–13 Uhr, ab 7. Februar 2022."
    );
    assert_eq!(stored(&shop).len(), 3);
}
