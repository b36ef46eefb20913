//! Opening hours: week chart, availabilities, dragged bars, copied days, exceptions, public holidays.

use super::desk::Desk;
use crate::harness::{TestApp, booking};
use crate::page::Page;

/// The fields of a form with some values changed.
fn form<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.to_vec()
}

/// The form of an availability of Kabine 1.
fn rule<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = form(&[("resource", "kabine-1"), ("repeats", "weekly"), ("from", "09:00"), ("to", "18:00")]);
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}

/// The version in the form of an availability or exception.
async fn version(desk: &Desk<'_>, path: &str) -> String {
    desk.get(path).await.attribute("input[name=version]", "value")
}

fn location(page: &Page) -> &str {
    page.headers["location"].to_str().unwrap()
}

const WEEK: &str = "/planner/hours?week=2022-01-19";

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
    let saved = "Gespeichert: Kabine 1, montags und mittwochs 18–24 Uhr, alle 2 Wochen.";
    assert_eq!(page.words(".note.good"), saved);
    let page = desk.get(WEEK).await;
    assert_eq!(
        page.words(".lane .list a"),
        "Mo, Mi 18:00 bis 24:00 Uhr, ab 1. Februar 2022, bis 31. Dezember 2022, alle 2 Wochen"
    );
    let page = desk.get("/planner/hours/rule?id=3").await;
    let value = |name: &str| page.attribute(&format!("input[name={name}]"), "value");
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
    let version = version(&desk, "/planner/hours/rule?id=1").await;
    let fields = rule(&[("id", "1"), ("version", &version), ("weekdays", "tue"), ("to", "16:30")]);
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
    let old = version(&desk, "/planner/hours/rule?id=1").await;
    let first = rule(&[("id", "1"), ("version", &old), ("weekdays", "mon"), ("to", "17:00")]);
    assert_eq!(desk.post("/planner/hours/rule", &first).await.status, 303);
    let second = rule(&[("id", "1"), ("version", &old), ("weekdays", "fri"), ("to", "12:00")]);
    let page = desk.post("/planner/hours/rule", &second).await;
    assert_eq!(page.status, 422);
    assert!(page.words("[role=alert]").contains("Inzwischen hat jemand anderes"));
    assert_eq!(page.attribute("#f-to", "value"), "12:00", "what was typed stands there");
    let delete = rule(&[("id", "1"), ("version", &old), ("act", "delete")]);
    assert_eq!(desk.post("/planner/hours/rule", &delete).await.status, 422);
    assert_eq!(shop.count("SELECT to_minute FROM availabilities WHERE id = 1"), 1020);
    let new = version(&desk, "/planner/hours/rule?id=1").await;
    let delete = rule(&[("id", "1"), ("version", &new), ("act", "delete")]);
    let page = desk.submit("/planner/hours/rule", &delete).await;
    assert_eq!(page.words(".note.good"), "Gelöscht: Kabine 1, montags 9–17 Uhr, jede Woche.");
    assert_eq!(location(&desk.get("/planner/hours/rule?id=1").await), "/planner/hours?done=stale");
}

#[tokio::test]
async fn a_bar_that_was_dragged_changes_its_day_alone() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get(WEEK).await;
    let version = page.attribute(".bar[data-id='1']", "data-version");
    let drag = [
        ("id", "1"),
        ("version", version.as_str()),
        ("weekday", "tue"),
        ("resource", "kabine-1"),
        ("to_weekday", "tue"),
        ("from", "09:00"),
        ("to", "13:00"),
        ("week", "2022-01-17"),
    ];
    let page = desk.submit("/planner/hours/bar", &drag).await;
    assert_eq!(page.words(".note.good"), "Gespeichert: Kabine 1, dienstags 9–13 Uhr, jede Woche.");
    assert_eq!(page.words("h1"), "17.–23. Januar 2022");
    let labels: Vec<_> = page.all(".lane:nth-of-type(1) .bar text");
    assert_eq!(labels, ["9–18", "9–13", "9–18", "9–18", "9–18", "9–18"]);
    let stale = desk.submit("/planner/hours/bar", &drag).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    assert_eq!(desk.post("/planner/hours/bar", &[("id", "1")]).await.status, 400);
}

/// The form of an availability as sent by a browser if only the hours are changed.
fn opened<'a>(page: &Page, typed: &[(&'a str, &'a str)]) -> Vec<(String, String)> {
    let names = ["id", "version", "from_week", "day", "from", "to", "step", "valid_from", "valid_until", "every_weeks"];
    let value = |name: &str| match typed.iter().find(|(other, _)| *other == name) {
        Some((_, value)) => (*value).to_owned(),
        None => page.attribute(&format!("form.panel input[name={name}]"), "value"),
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
async fn a_message_from_the_url_shows_only_valid_days() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let path = "/planner/hours?done=saved&resource=kabine-1&from=10:00&to=12:00&days=";
    let said = async |days: &str| desk.get(&format!("{path}{days}")).await.words(".note.good");
    assert_eq!(said("mon.wed").await, "Gespeichert: Kabine 1, montags und mittwochs 10–12 Uhr.");
    assert_eq!(said("2022-01-22").await, "Gespeichert: Kabine 1, Samstag, 22. Januar 2022, 10–12 Uhr.");
    assert_eq!(said("Rufen+Sie+an").await, "Gespeichert.");
}

#[tokio::test]
async fn deleting_shows_what_is_deleted_and_can_be_limited_to_one_day() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/hours/rule?id=1&week=2022-01-17&weekday=fri").await;
    assert_eq!(page.all("button.danger"), ["Löschen: nur freitags", "Löschen: an allen sechs Tagen (Mo–Sa)"]);
    let asks = |act: &str| page.attribute(&format!("button[value={act}]"), "data-confirm");
    assert_eq!(asks("delete-day"), "Diese Öffnungszeit löschen: freitags 9–18 Uhr?");
    assert_eq!(asks("delete"), "Diese Öffnungszeit löschen: montags bis samstags 9–18 Uhr?");
    let fields = opened(&page, &[("act", "delete-day")]);
    let page = desk.submit("/planner/hours/rule", &borrowed(&fields)).await;
    assert_eq!(page.words(".note.good"), "Gelöscht: Kabine 1, freitags 9–18 Uhr, jede Woche.");
    let bars = page.all(".lane:nth-of-type(1) .bar a");
    assert_eq!((bars.len(), page.words("h1").as_str()), (5, "17.–23. Januar 2022"));
    let again = desk.post("/planner/hours/rule", &borrowed(&fields)).await;
    assert_eq!(again.status, 422, "it is another rule now");
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

#[tokio::test]
async fn the_preview_shows_the_week_the_rule_would_make_and_saves_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let version = version(&desk, "/planner/hours/rule?id=1").await;
    let fields = rule(&[
        ("id", "1"),
        ("version", &version),
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

#[tokio::test]
async fn the_shop_closes_and_opens_specially_over_dates() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let closed =
        [("from_date", "2022-01-18"), ("to_date", "2022-01-19"), ("kind", "closed"), ("note", "Betriebsferien")];
    let page = desk.submit("/planner/hours/exception", &closed).await;
    assert_eq!(
        page.words(".list li"),
        "18. Januar – 19. Januar 2022 Ganzer Betrieb · Betriebsferien geschlossen"
            .replace("18. Januar – 19.", "18.–19.")
    );
    let special = [
        ("resource", "kabine-1"),
        ("from_date", "2022-01-23"),
        ("kind", "special"),
        ("hours_from", "10:00"),
        ("hours_to", "12:00"),
        ("hours_from", ""),
        ("hours_to", ""),
    ];
    desk.submit("/planner/hours/exception", &special).await;
    let page = desk.get(WEEK).await;
    assert_eq!(page.count(".notice"), 4);
    assert_eq!(page.all(".bar.special text"), ["10–12"]);
    let days = shop.get("/api/v1/availability?service=anpassung&from=2022-01-17&days=6").await.json();
    let dates: Vec<_> = days["days"].as_array().unwrap().iter().map(|day| day["date"].as_str().unwrap()).collect();
    assert_eq!(dates, ["2022-01-17", "2022-01-20", "2022-01-21", "2022-01-22", "2022-01-23", "2022-01-24"]);
    let again = desk.post("/planner/hours/exception", &closed).await;
    assert_eq!((again.status.as_u16(), again.words("[role=alert]")), (422, "Das ist schon eingetragen.".into()));
}

#[tokio::test]
async fn an_exception_is_changed_deleted_and_refused_with_its_fields() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.post("/planner/hours/exception", &[("from_date", "2022-03-01"), ("kind", "closed")]).await;
    let version = version(&desk, "/planner/hours/exception?id=1").await;
    let wrong = [
        ("id", "1"),
        ("version", version.as_str()),
        ("resource", "keller"),
        ("from_date", "2022-03-05"),
        ("to_date", "2022-03-01"),
        ("kind", "special"),
        ("hours_from", "10:00"),
        ("hours_to", "nie"),
        ("note", "\u{202e}"),
    ];
    let page = desk.post("/planner/hours/exception", &wrong).await;
    assert_eq!(page.status, 422);
    for field in ["resource", "to_date", "hours-1", "note"] {
        assert!(!page.words(&format!("#e-{field}")).is_empty(), "{field}");
    }
    let none = desk.post("/planner/hours/exception", &[("from_date", "2022-03-01"), ("kind", "special")]).await;
    assert_eq!(none.words("#e-hours-1"), "Bitte geben Sie mindestens eine Öffnungszeit an.");
    let more = desk
        .post(
            "/planner/hours/exception",
            &[("kind", "special"), ("hours_from", "1"), ("hours_to", "2"), ("act", "more")],
        )
        .await;
    assert_eq!((more.status.as_u16(), more.count("input[name=hours_from]")), (200, 2));
    let right = [("id", "1"), ("version", version.as_str()), ("from_date", "2022-03-02"), ("kind", "closed")];
    assert_eq!(desk.post("/planner/hours/exception", &right).await.status, 303);
    let stale = desk.post("/planner/hours/exception", &right).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    let page = desk.get("/planner/hours/exception?id=1").await;
    let version = page.attribute("input[name=version]", "value");
    let gone = desk.submit("/planner/hours/exception", &[("id", "1"), ("version", &version), ("act", "delete")]).await;
    assert_eq!(gone.words(".note.good"), "Gelöscht.", "the form sent no more than which");
    assert_eq!(shop.count("SELECT count(*) FROM exceptions"), 0);
}

#[tokio::test]
async fn a_closing_time_warns_of_the_appointments_in_it() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let page = desk.post("/planner/hours/exception", &[("from_date", "2022-01-18"), ("kind", "closed")]).await;
    assert_eq!((page.status.as_u16(), page.count("table.left tbody tr")), (422, 1));
    let fields = page.form(&[], "button[name=confirmed]");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.post("/planner/hours/exception", &fields).await.status, 303);
    assert_eq!(shop.count("SELECT count(*) FROM exceptions"), 1);
}

#[tokio::test]
async fn public_holidays_are_offered_by_region_and_year_and_only_new_ones_are_added() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/hours/holidays?region=DE-SN&year=2022").await;
    assert_eq!((page.count("#f-region option"), page.count(".holidays li")), (43, 12));
    assert!(page.all(".holidays li").iter().any(|line| line.contains("Buß- und Bettag Mittwoch, 16. November 2022")));
    assert!(page.all(".holidays li").iter().any(|line| line.contains("Fronleichnam") && line.contains("Bautzen")));
    assert_eq!(page.count(".holidays input[checked]"), 10, "not what is past, nor what holds in parts only");
    let ticked = [("region", "DE-SN"), ("year", "2022"), ("day", "2022-04-15"), ("day", "2022-11-16")];
    let page = desk.submit("/planner/hours/holidays", &ticked).await;
    assert_eq!(page.words(".note.good"), "2 Feiertage für Sachsen 2022 eingetragen.");
    assert_eq!(page.count(".holidays input[disabled]"), 2);
    let more = [("region", "DE-SN"), ("year", "2022"), ("day", "2022-04-15"), ("day", "2022-04-18")];
    desk.submit("/planner/hours/holidays", &more).await;
    assert_eq!(shop.count("SELECT count(*) FROM exceptions WHERE hours = '[]' AND resource_id IS NULL"), 3);
    assert_eq!(shop.count("SELECT count(*) FROM exceptions WHERE note = 'Karfreitag'"), 1);
    let again = desk.post("/planner/hours/holidays", &more).await;
    assert_eq!((again.status.as_u16(), again.words("[role=alert]")), (422, "Das ist schon eingetragen.".into()));
    let none = desk.post("/planner/hours/holidays", &[("region", "DE-SN"), ("year", "2022")]).await;
    assert!(none.words("[role=alert]").contains("mindestens einen Tag"));
}

#[tokio::test]
async fn the_region_whose_holidays_were_taken_over_last_is_offered_next_time() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let offered = async || desk.get("/planner/hours/holidays").await.attribute("#f-region option[selected]", "value");
    assert_eq!(offered().await, "DE-BW", "a Land of the shop's zone until somebody has chosen");
    desk.get("/planner/hours/holidays?region=DE-SN&year=2022").await;
    assert_eq!(offered().await, "DE-BW", "looking alone chooses nothing");
    let ticked = [("region", "DE-SN"), ("year", "2022"), ("day", "2022-11-16")];
    desk.submit("/planner/hours/holidays", &ticked).await;
    assert_eq!(offered().await, "DE-SN");
    let log = desk.get("/planner/settings/log").await;
    assert!(
        log.text.contains("Feiertage übernommen") && log.words("tbody").contains("16. November 2022"),
        "{}",
        log.text
    );
}

#[tokio::test]
async fn holidays_say_whose_and_of_which_year_they_are_and_from_october_on_look_ahead() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/hours/holidays?region=DE-BY").await;
    assert_eq!(
        (page.words("h2").as_str(), page.words("button.primary").as_str()),
        ("Bayern 2022", "Angekreuzte für Bayern 2022 übernehmen")
    );
    assert_eq!(page.words("label[for=f-region]"), "Bundesland oder Kanton");
    assert_eq!(page.attribute("#b-after", "href"), "/planner/hours/holidays?region=DE-BY&year=2023");
    shop.advance(std::time::Duration::from_secs(270 * 24 * 60 * 60));
    let desk = Desk::closed(&shop).sign_in("owner@example.org").await;
    let page = desk.get("/planner/hours/holidays?region=DE-BY").await;
    assert_eq!(page.words("h2"), "Bayern 2023");
    let page =
        desk.submit("/planner/hours/holidays", &[("region", "DE-BY"), ("year", "2023"), ("day", "2023-01-06")]).await;
    assert_eq!(page.words(".note.good"), "1 Feiertag für Bayern 2023 eingetragen.");
    assert_eq!(desk.get("/planner/hours/holidays?region=DE-BY&year=2022").await.words("h2"), "Bayern 2022");
}
