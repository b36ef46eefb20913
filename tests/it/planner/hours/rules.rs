//! The form of an availability.

use super::{WEEK, revision, rule};
use crate::harness::{TestApp, booking};
use crate::page::Page;
use crate::planner::desk::Desk;

fn location(page: &Page) -> &str {
    page.headers["location"].to_str().unwrap()
}

/// The form of an availability as sent by a browser if only the hours are changed.
fn opened<'a>(page: &Page, typed: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let names =
        ["id", "revision", "from_week", "day", "from", "to", "step", "valid_from", "valid_until", "every_weeks"];
    let value = |name: &str| match typed.iter().find(|(other, _)| *other == name) {
        Some((_, value)) => (*value).to_owned(),
        None => page.attribute(
            &format!("form.panel input[name={name}], form.panel select[name={name}] option[selected]"),
            "value",
        ),
    };
    let mut fields: Vec<_> = names.iter().map(|name| ((*name).to_owned(), value(name))).collect();
    let chosen = [("resource", "#f-resource option[selected]"), ("scope", "input[name=scope][checked]")];
    fields.extend(chosen.iter().map(|(name, selector)| ((*name).to_owned(), page.attribute(selector, "value"))));
    fields.push(("repeats".into(), "weekly".into()));
    let days = ["mon", "tue", "wed", "thu", "fri", "sat"];
    fields.extend(days.iter().map(|day| ("weekdays".to_owned(), (*day).to_owned())));
    fields.extend(typed.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())));
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn a_rule_is_made_and_customers_see_it_at_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/hours/rule?resource=kabine-2&weekday=sun").await;
    assert_eq!(page.attribute("option[selected]", "value"), "kabine-2");
    assert_eq!(page.attribute("input[name=weekdays][checked]", "value"), "sun");
    let fields = rule(&[("weekdays", "sun"), ("from", "10:00"), ("to", "12:00"), ("step", "20")]);
    let page = desk.submit("/planner/hours/rule", &fields).await;
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 1, sonntags 10–12 Uhr, jede Woche.");
    let week = shop.get("/api/v1/availability?service=anpassung&from=2022-01-23&days=1").await.json();
    let times: Vec<_> =
        week["days"][0]["slots"].as_array().unwrap().iter().map(|slot| slot["time"].as_str().unwrap()).collect();
    assert_eq!(times, ["10:00", "10:20", "10:40", "11:00", "11:20", "11:40"]);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'hours.added' AND subject = 'kabine-1'"), 1);
}

#[tokio::test]
async fn a_rule_holds_its_validity_its_rhythm_and_midnight() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = rule(&[
        ("weekdays", "mon"),
        ("weekdays", "wed"),
        ("from", "18:00"),
        ("to", "00:00"),
        ("valid_from", "2022-02-01"),
        ("valid_until", "2022-12-31"),
        ("every_weeks", "2"),
    ]);
    let page = desk.submit("/planner/hours/rule", &fields).await;
    let saved = "Gespeichert: Kabine 1, montags und mittwochs 18–24 Uhr, alle 2 Wochen, \
                 ab 1. Februar 2022, bis 31. Dezember 2022.";
    assert_eq!(page.words(".note.good"), saved);
    let page = desk.get(WEEK).await;
    assert_eq!(
        page.words(".lane .list a"),
        "Mo, Mi 18:00 bis 24:00 Uhr, ab 1. Februar 2022, bis 31. Dezember 2022, alle 2 Wochen"
    );
    let page = desk.get("/planner/hours/rule?id=3").await;
    let value =
        |name: &str| page.attribute(&format!("input[name={name}], select[name={name}] option[selected]"), "value");
    assert_eq!(
        (value("to"), value("valid_from"), value("every_weeks")),
        ("00:00".into(), "2022-02-01".into(), "2".into())
    );
}

#[tokio::test]
async fn every_wrong_field_is_told_where_it_stands_and_nothing_is_lost() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [
        ("resource", "keller"),
        ("repeats", "weekly"),
        ("from", "9"),
        ("to", ""),
        ("step", "0"),
        ("valid_from", "2022-02-01"),
        ("valid_until", "2022-01-01"),
        ("every_weeks", "521"),
    ];
    let page = desk.post("/planner/hours/rule", &fields).await;
    assert_eq!(page.status, 422);
    for field in ["resource", "weekdays", "from", "to", "step", "valid_until", "every_weeks"] {
        assert!(!page.words(&format!("#e-{field}")).is_empty(), "{field}");
    }
    assert_eq!(page.words("#e-step"), "Bitte eine ganze Zahl von 1 bis 10080.");
    assert_eq!(page.attribute("#f-from", "value"), "9");
    let rhythm = desk.post("/planner/hours/rule", &rule(&[("weekdays", "mon"), ("every_weeks", "2")])).await;
    assert!(rhythm.words("#e-valid_from").contains("ab wann"));
    assert_eq!(shop.count("SELECT count(*) FROM availabilities"), 2);
}

#[tokio::test]
async fn a_change_that_leaves_appointments_outside_shows_them_first_and_keeps_them() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    assert_eq!(shop.book(&booking("2022-01-18T16:00:00+01:00")).await.status, 201);
    let revision = revision(&desk, "/planner/hours/rule?id=1").await;
    let fields = rule(&[("id", "1"), ("revision", &revision), ("weekdays", "tue"), ("to", "16:30")]);
    let page = desk.post("/planner/hours/rule", &fields).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.count("table.left tbody tr"), 1);
    assert_eq!(
        page.words("table.left tbody tr"),
        "Dienstag, 18. Januar 2022, 16:00 bis 17:00 Uhr Erika Muster Anpassung Kabine 1"
    );
    assert_eq!(shop.count("SELECT to_minute FROM availabilities WHERE id = 1"), 1080, "nothing is saved yet");

    let again = page.form(&[], "button[name=edit]");
    let again: Vec<_> = again.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let back = desk.post("/planner/hours/rule", &again).await;
    assert_eq!((back.status.as_u16(), back.attribute("#f-to", "value")), (200, "16:30".into()));

    let confirmed = page.form(&[], "button[name=confirmed]");
    let confirmed: Vec<_> = confirmed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    // Another booking is affected that was not listed, so confirmation is asked for again.
    assert_eq!(shop.book(&booking("2022-01-25T16:00:00+01:00")).await.status, 201);
    let page = desk.post("/planner/hours/rule", &confirmed).await;
    assert_eq!((page.status.as_u16(), page.count("table.left tbody tr")), (422, 2));
    let confirmed = page.form(&[], "button[name=confirmed]");
    let confirmed: Vec<_> = confirmed.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.post("/planner/hours/rule", &confirmed).await.status, 303);
    assert_eq!(shop.count("SELECT to_minute FROM availabilities WHERE id = 1"), 990);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2);
}

#[tokio::test]
async fn two_owners_do_not_write_over_each_other() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let old = revision(&desk, "/planner/hours/rule?id=1").await;
    let first = rule(&[("id", "1"), ("revision", &old), ("weekdays", "mon"), ("to", "17:00")]);
    assert_eq!(desk.post("/planner/hours/rule", &first).await.status, 303);
    let second = rule(&[("id", "1"), ("revision", &old), ("weekdays", "fri"), ("to", "12:00")]);
    let page = desk.post("/planner/hours/rule", &second).await;
    assert_eq!(page.status, 422);
    assert!(page.words("[role=alert]").contains("Inzwischen hat jemand anderes"));
    assert_eq!(page.attribute("#f-to", "value"), "12:00", "what was typed stands there");
    let delete = rule(&[("id", "1"), ("revision", &old), ("act", "delete")]);
    assert_eq!(desk.post("/planner/hours/rule", &delete).await.status, 422);
    assert_eq!(shop.count("SELECT to_minute FROM availabilities WHERE id = 1"), 1020);
    let new = revision(&desk, "/planner/hours/rule?id=1").await;
    let delete = rule(&[("id", "1"), ("revision", &new), ("act", "delete"), ("sure", "1")]);
    let page = desk.submit("/planner/hours/rule", &delete).await;
    assert_eq!(page.words(".note.good"), "Gelöscht: Kabine 1, montags 9–17 Uhr, jede Woche.");
    assert_eq!(location(&desk.get("/planner/hours/rule?id=1").await), "/planner/hours");
    assert!(desk.get("/planner/hours").await.words("[role=alert]").contains("Inzwischen"));
}

#[tokio::test]
async fn a_form_opened_by_a_bar_changes_that_day_alone_unless_told_otherwise() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let bar = desk.get(WEEK).await.attribute(".lane:nth-of-type(1) .line:nth-of-type(6) .bar a", "href");
    assert_eq!(bar, "/planner/hours/rule?id=1&week=2022-01-17&weekday=fri");
    let page = desk.get(&bar).await;
    assert_eq!(page.words("label[for=f-scope-day]"), "nur freitags");
    assert_eq!(page.words("label[for=f-scope-all]"), "an allen sechs Tagen (Mo–Sa)");
    assert_eq!(page.attribute("input[name=scope][checked]", "value"), "day");
    let page = desk.submit("/planner/hours/rule", &borrowed(&opened(&page, &[("from", "10:00")]))).await;
    assert_eq!(page.words("h1"), "17.–23. Januar 2022", "where one came from");
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 1, freitags 10–18 Uhr, jede Woche.");
    let bars = page.all(".lane:nth-of-type(1) .bar text");
    assert_eq!(bars, ["9–18", "9–18", "9–18", "9–18", "10–18", "9–18"]);

    let page = desk.get("/planner/hours/rule?id=1&week=2022-01-17&weekday=mon").await;
    assert_eq!(page.words("label[for=f-scope-all]"), "an allen fünf Tagen (Mo, Di, Mi, Do, Sa)");
    let mut all = opened(&page, &[("to", "17:00")]);
    all.retain(|(name, value)| name != "scope" && value != "fri");
    all.push(("scope".into(), "all".into()));
    let page = desk.submit("/planner/hours/rule", &borrowed(&all)).await;
    let saved = "Gespeichert: Kabine 1, montags, dienstags, mittwochs, donnerstags und samstags 9–17 Uhr, jede Woche.";
    assert_eq!(page.words(".note.good"), saved);
    let bars = page.all(".lane:nth-of-type(1) .bar text");
    assert_eq!(bars, ["9–17", "9–17", "9–17", "9–17", "10–18", "9–17"]);
    let page = desk.get("/planner/hours/rule?id=3&weekday=fri").await;
    assert_eq!(page.count("input[name=scope]"), 0, "one day leaves no choice");
}

#[tokio::test]
async fn deleting_shows_what_is_deleted_and_can_be_limited_to_one_day() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/hours/rule?id=1&week=2022-01-17&weekday=fri").await;
    assert_eq!(page.all("button.danger"), ["Löschen: nur freitags", "Löschen: an allen sechs Tagen (Mo–Sa)"]);
    let asks = async |act| desk.post("/planner/hours/rule", &borrowed(&opened(&page, &[("act", act)]))).await;
    let all = asks("delete").await;
    assert_eq!((all.status.as_u16(), all.words("h1").as_str()), (200, "Öffnungszeit löschen"));
    assert_eq!(all.words("form.panel > p:first-of-type"), "Kabine 1, montags bis samstags 9–18 Uhr, jede Woche");
    let one = asks("delete-day").await;
    assert_eq!(one.words("form.panel > p:first-of-type"), "Kabine 1, freitags 9–18 Uhr, jede Woche");
    assert_eq!(one.attribute("input[name=since][checked]", "value"), "today");
    let fields = one.filled("form.panel", &[]);
    let page = desk.submit("/planner/hours/rule", &borrowed(&fields)).await;
    assert_eq!(page.words(".note.good"), "Gelöscht: Kabine 1, freitags 9–18 Uhr, jede Woche.");
    let bars = page.all(".lane:nth-of-type(1) .bar a");
    assert_eq!((bars.len(), page.words("h1").as_str()), (5, "17.–23. Januar 2022"));
    let again = desk.post("/planner/hours/rule", &borrowed(&fields)).await;
    assert_eq!(again.status, 422, "it is another rule now");
}

#[tokio::test]
async fn the_preview_shows_the_week_the_rule_would_make_and_saves_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let revision = revision(&desk, "/planner/hours/rule?id=1").await;
    let fields = rule(&[
        ("id", "1"),
        ("revision", &revision),
        ("weekdays", "sun"),
        ("from", "07:00"),
        ("to", "08:00"),
        ("service", "anpassung"),
        ("preview", "1"),
        ("week", "2022-01-23"),
    ]);
    let page = desk.post("/planner/hours/rule", &fields).await;
    assert_eq!(page.status, 200);
    assert!(page.all(".offered thead th").iter().any(|head| head.contains("Sonntag, 23. Januar 2022")));
    assert!(page.all(".offered .free").contains(&"07:00 frei".to_owned()));
    assert_eq!(shop.count("SELECT from_minute FROM availabilities WHERE id = 1"), 540);
}
