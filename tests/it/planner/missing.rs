//! What a shop still lacks, on the start page.

use super::desk::Desk;
use crate::harness::TestApp;
use crate::mail::smtp_server::SmtpServer;
use crate::planner::mail_settings::name_server;

/// Sends the hours of the set-up with these fields besides.
async fn set_hours(desk: &Desk<'_>, more: &[(&str, &str)]) {
    let path = "/planner/set-up/hours";
    let fields = desk.get(path).await.filled("form.offer", more);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.post(path, &fields).await.status, 303);
}

fn asked(page: &crate::page::Page) -> Vec<String> {
    page.attributes(".to-do button", "value")
}

#[tokio::test]
async fn what_is_missing_stands_on_the_start_page_until_it_is_done_or_dismissed() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(asked(&page), ["privacy", "holidays", "backup", "second_factor"]);
    assert_eq!(page.attribute("#to-do-privacy", "href"), "/planner/settings#f-privacy_url");
    for path in page.attributes(".to-do a", "href") {
        let path = path.split('#').next().unwrap().to_owned();
        assert_eq!(desk.get(&path).await.status, 200, "{path}");
    }
    desk.fill("/planner/settings", &[("privacy_url", "https://example.org/privacy")]).await;
    desk.post("/planner/set-up/missing", &[("dismiss", "backup")]).await;
    assert_eq!(asked(&desk.get("/planner").await), ["holidays", "second_factor"]);
    assert_eq!(desk.post("/planner/set-up/missing", &[("dismiss", "nothing")]).await.status, 404);
    assert!(asked(&Desk::staff(&shop).await.get("/planner").await).is_empty(), "owners only");
}

#[tokio::test]
async fn each_owner_says_for_themselves_that_they_want_no_second_factor() {
    let shop = TestApp::new();
    let (desk, other) = (Desk::owner(&shop).await, Desk::second_owner(&shop).await);
    desk.post("/planner/set-up/missing", &[("dismiss", "second_factor")]).await;
    desk.post("/planner/set-up/missing", &[("dismiss", "backup")]).await;
    assert_eq!(asked(&desk.get("/planner").await), ["privacy", "holidays"]);
    assert_eq!(asked(&other.get("/planner").await), ["privacy", "holidays", "second_factor"]);
}

#[tokio::test]
async fn saving_the_rules_of_booking_dismisses_nothing() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.fill("/planner/settings/booking", &[]).await;
    assert_eq!(asked(&desk.get("/planner").await).len(), 4);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_is_done_with_once_it_has_taken_a_mail() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let mut server = SmtpServer::start();
    name_server(&shop, &server.parts());
    let has_tick = async || {
        let steps = desk.get("/planner/set-up/finish").await;
        steps.all(".steps .done .label").iter().any(|label| label == "E-Mail")
    };
    assert!(has_tick().await, "it is named");
    assert!(asked(&desk.get("/planner").await).contains(&"mail_test".to_owned()), "but was never tried");
    server.tell("refuse rcpt 550");
    desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    assert!(!has_tick().await, "a failed test is no tick");
    assert!(asked(&desk.get("/planner").await).contains(&"mail_test".to_owned()));
    shop.advance(std::time::Duration::from_secs(1));
    let other = SmtpServer::start();
    name_server(&shop, &other.parts());
    desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await;
    other.wait_for("mail");
    assert!(has_tick().await);
    assert!(!asked(&desk.get("/planner").await).contains(&"mail_test".to_owned()));
}

#[tokio::test]
async fn the_holidays_of_two_years_are_entered_by_the_set_up() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/set-up/hours").await;
    assert_eq!(page.attribute("#f-region option[selected]", "value"), "", "nobody guesses the region");
    set_hours(&desk, &[("region", "DE-BW"), ("eves", "1")]).await;
    let closed = |date: &str| {
        let sql = "SELECT count(*) FROM exceptions WHERE resource_id IS NULL AND hours = '[]' AND from_date = '{}'";
        shop.count(&sql.replace("{}", date)) == 1
    };
    for date in ["2022-04-15", "2022-11-01", "2022-12-24", "2022-12-25", "2023-01-06", "2023-12-31"] {
        assert!(closed(date), "{date}");
    }
    for date in ["2022-01-06", "2022-08-08", "2022-11-16"] {
        assert!(!closed(date), "{date}: past, in Augsburg, in Saxony");
    }
    assert_eq!(shop.text("SELECT region FROM shop"), "DE-BW");
    assert!(!asked(&desk.get("/planner").await).contains(&"holidays".to_owned()));
    assert_eq!(desk.get("/planner/set-up/hours").await.count("#f-region"), 0, "asked once");
}

#[tokio::test]
async fn a_holiday_on_which_somebody_is_expected_stays_open() {
    let shop = TestApp::with("UPDATE shop SET lead_time_hours = 0, horizon_days = 365", true);
    let desk = Desk::owner(&shop).await;
    let booked = shop.book(&crate::harness::booking("2022-04-15T09:00:00+02:00")).await;
    assert_eq!(booked.status, 201, "{}", booked.text);
    set_hours(&desk, &[("region", "DE-BW")]).await;
    let on = |date: &str| shop.count(&format!("SELECT count(*) FROM exceptions WHERE from_date = '{date}'"));
    assert_eq!((on("2022-04-15"), on("2022-04-18"), on("2022-12-24")), (0, 1, 0));
}
