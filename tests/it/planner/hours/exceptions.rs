//! Closing times, special hours and public holidays.

use super::{WEEK, revision};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;

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
    let revision = revision(&desk, "/planner/hours/exception?id=1").await;
    let wrong = [
        ("id", "1"),
        ("revision", revision.as_str()),
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
    let right = [("id", "1"), ("revision", revision.as_str()), ("from_date", "2022-03-02"), ("kind", "closed")];
    assert_eq!(desk.post("/planner/hours/exception", &right).await.status, 303);
    let stale = desk.post("/planner/hours/exception", &right).await;
    assert!(stale.words("[role=alert]").contains("Inzwischen"));
    let page = desk.get("/planner/hours/exception?id=1").await;
    let revision = page.attribute("input[name=revision]", "value");
    let gone =
        desk.submit("/planner/hours/exception", &[("id", "1"), ("revision", &revision), ("act", "delete")]).await;
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
    assert_eq!((page.count("#f-region option"), page.count(".holidays li")), (43, 14), "with both eves");
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
    assert_eq!(none.count(".holidays input[checked]:not([disabled])"), 0, "ticks stay as they were");
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
        log.text.contains("Feiertage eingetragen") && log.words("tbody").contains("16. November 2022"),
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
        ("Bayern 2022", "Feiertage für Bayern 2022 eintragen")
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
