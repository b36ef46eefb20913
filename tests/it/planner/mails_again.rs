//! Failed mails are sent again on request, and a mail server that takes no mail is said once on the start page.

use super::desk::Desk;
use crate::harness::{TestApp, booking, token};
use axum::http::Method;
use serde_json::json;

const NINE: &str = "2022-01-17T09:00:00+01:00";
const TEN: &str = "2022-01-17T10:00:00+01:00";
const FAIL: &str =
    "UPDATE outbox SET state = 'failed', attempts = 1, last_error = '550 5.1.1 no such user', ended_at = 1642143600
                    WHERE state = 'queued'";
const QUEUED: &str = "SELECT count(*) FROM outbox WHERE state = 'queued' AND attempts = 0 AND last_error IS NULL
                      AND next_try_at = (SELECT max(due_at) FROM outbox)";

#[tokio::test]
async fn a_failed_mail_is_sent_again_from_the_start_page() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    shop.book(&booking(NINE)).await;
    shop.execute(FAIL);
    let page = desk.get("/planner").await;
    assert_eq!(page.count("#all-again"), 1, "the shop's own failed too");
    let id = page.attribute("[name=again]", "value");
    let page = desk.submit("/planner/inbox/mails/again", &[("again", &id)]).await;
    assert_eq!(page.words(".note.good"), "Wird noch einmal gesendet.");
    assert_eq!((page.count("#h-mails"), page.count("#all-again"), shop.count(QUEUED)), (0, 0, 1));
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'mail.sent_again'"), 1);
    let page = desk.submit("/planner/inbox/mails/again", &[("again", &id)]).await;
    assert_eq!(
        page.words(".note.good"),
        "Das geht nicht mehr: Diese E-Mail passt nicht mehr zum Termin.",
        "it is on its way"
    );
    assert_eq!(desk.post("/planner/inbox/mails/again", &[]).await.status, 404);
}

#[tokio::test]
async fn all_failed_mails_are_sent_again_at_once_those_to_the_shop_to_its_present_address() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for start in [NINE, TEN] {
        shop.book(&booking(start)).await;
    }
    shop.execute(FAIL);
    shop.execute("UPDATE shop SET email = 'neu@example.org'");
    let last = desk.get("/planner").await.attribute("#all-again", "value");
    let page = desk.submit("/planner/inbox/mails/again", &[("all", &last)]).await;
    assert_eq!((page.count("#h-mails"), page.count("#own-mails"), shop.count(QUEUED)), (0, 0, 4));
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE address = 'neu@example.org'"), 2);
}

#[tokio::test]
async fn what_no_longer_holds_is_not_sent_again() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let manage = format!("/api/v1/bookings/{}", token(&shop.book(&booking(NINE)).await));
    shop.execute(FAIL);
    shop.send_json(Method::PATCH, &manage, &json!({"start": TEN})).await;
    shop.execute(FAIL);
    let page = desk.get("/planner").await;
    assert_eq!(
        page.all("section[aria-labelledby=h-mails] [name=again]").len(),
        1,
        "the move, not the booking before it"
    );
    let last = page.attribute("#all-again", "value");
    desk.submit("/planner/inbox/mails/again", &[("all", &last)]).await;
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'queued' AND kind = 'rescheduled'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM outbox WHERE state = 'failed' AND kind = 'confirmation'"), 1);
    shop.execute("DELETE FROM outbox WHERE kind = 'confirmation'");
    for overtaken in [
        "UPDATE outbox SET expires_at = due_at",
        "UPDATE outbox SET expires_at = due_at + 900000; UPDATE appointments SET email = 'other@example.org'",
        "UPDATE outbox SET payload = '{}'; UPDATE appointments SET email = 'erika@example.org'",
    ] {
        shop.execute(FAIL);
        shop.execute(overtaken);
        let key = shop.count("SELECT key FROM appointments");
        let page = desk.get(&format!("/planner/appointments/{key}")).await;
        assert_eq!(page.count("form[action$='/send-again']:has([value='3'])"), 0, "{overtaken}");
    }
}

#[tokio::test]
async fn a_failed_mail_is_sent_again_from_the_page_of_its_appointment_only() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    for start in [NINE, TEN] {
        shop.book(&booking(start)).await;
    }
    shop.execute(FAIL);
    let keys = [shop.count("SELECT min(key) FROM appointments"), shop.count("SELECT max(key) FROM appointments")];
    let page = desk.get(&format!("/planner/appointments/{}", keys[0])).await;
    let id = page.attribute("form[action$='/send-again'] [name=mail]", "value");
    let other = desk.submit(&format!("/planner/appointments/{}/send-again", keys[1]), &[("mail", &id)]).await;
    assert!(other.words(".note.good").starts_with("Das geht nicht mehr"));
    let done = desk.submit(&format!("/planner/appointments/{}/send-again", keys[0]), &[("mail", &id)]).await;
    assert_eq!((done.words(".note.good").as_str(), shop.count(QUEUED)), ("Wird noch einmal gesendet.", 1));
}

#[tokio::test]
async fn a_mail_server_that_takes_no_mail_is_said_once_with_its_words_and_when_it_is_tried_again() {
    let shop = TestApp::new();
    shop.name_mail_server();
    let desk = Desk::owner(&shop).await;
    for start in [NINE, TEN] {
        shop.book(&booking(start)).await;
    }
    assert_eq!(desk.get("/planner").await.count("#mail-delay"), 0);
    shop.execute("INSERT INTO mail_outage VALUES (1, 1642143600, 3, 1642147200, '535 5.7.8 wrong password')");
    let page = desk.get("/planner").await;
    let said = page.words("#mail-delay");
    for words in [
        "keine E-Mails an, seit: heute, 08:00 Uhr",
        "Nächster Versuch: heute, 09:00 Uhr",
        "4 E-Mails warten",
        "535 5.7.8",
    ] {
        assert!(said.contains(words), "{words} in {said}");
    }
    assert_eq!(page.attribute("#check-mail", "href"), "/planner/settings/mail");
    assert_eq!(page.count("#h-mails"), 0, "no mail has failed");
    desk.submit("/planner/settings/mail/retry", &[]).await;
    assert_eq!(shop.count("SELECT count(*) FROM mail_outage WHERE next_try_at = 1642143600"), 1, "tried at once");
}

#[tokio::test]
async fn mail_that_waits_for_long_is_said_also_if_the_server_takes_other_mail() {
    let shop = TestApp::new();
    shop.name_mail_server();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking(NINE)).await;
    shop.advance(std::time::Duration::from_secs(9 * 60));
    assert_eq!(desk.get("/planner").await.count("#mail-delay"), 0);
    shop.advance(std::time::Duration::from_secs(60));
    assert!(
        desk.get("/planner").await.words("#mail-delay").starts_with("2 E-Mails warten, die älteste seit: heute, 08:00")
    );
}
