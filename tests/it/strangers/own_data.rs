//! A customer's own data: only the link of a mail opens it, and nobody else's are in it.

use super::post::{NINE, Post, TEN, VICTIM};
use crate::harness::booking;
use crate::planner::desk::Desk;
use serde_json::Value;
use std::time::Duration;

/// `/t/{token}{step}` with the secret of the mail.
fn link(post: &Post, token: &str, step: &str) -> String {
    post.mailed_link(token).replacen('?', &format!("{step}?"), 1)
}

fn rows(post: &Post, sql: &str) -> i64 {
    post.shop.count(&format!("SELECT count(*) FROM {sql}"))
}

#[tokio::test]
async fn only_the_link_of_a_mail_opens_it() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let page = post.open(&post.mailed_link(&token)).await;
    assert_eq!(page.count("a[href*='/data?']"), 1);
    assert_eq!(post.open(&format!("/t/{token}")).await.count("a[href*='/data']"), 0, "the booker's link has none");
    for step in ["/data", "/data.json", "/data/erase", "/data?m=wrong", "/data.json?m=wrong", "/data/erase?m=wrong"] {
        let page = post.open(&format!("/t/{token}{step}")).await;
        assert_eq!(
            (page.status.as_u16(), page.words("h1").as_str()),
            (403, "Bitte nehmen Sie den Link aus der E-Mail")
        );
        assert!(!page.text.contains("Gewonnen") && !page.text.contains(VICTIM), "{step}");
    }
    for m in ["", "wrong"] {
        let page = post.post(&format!("/t/{token}/data/erase"), &[("m".into(), m.into())]).await;
        assert_eq!(page.status, 403);
    }
    assert_eq!((rows(&post, "erasure_requests"), rows(&post, "audit WHERE action LIKE 'own_data%'")), (0, 0));
}

#[tokio::test]
async fn it_is_everything_of_the_mailbox_and_nothing_of_anybody_else() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.book_as_stranger("2022-01-18T09:00:00+01:00").await;
    post.shop.book(&booking(TEN)).await;
    post.deliver().await;
    post.shop.execute(&format!(
        "INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at,
                             next_try_at, expires_at, state)
         SELECT 'reminder', key, 'de', email, '{{}}', 'reminder-1', 0, 1642320000, 1642320000, 9999999999, 'queued'
         FROM appointments WHERE email = '{VICTIM}' AND starts_at = 27373440"
    ));
    // One record has the mailbox's address, the other one only belongs to one of its appointments.
    post.shop.execute(&format!(
        "INSERT INTO customers (id, first_name, last_name, email, address, born_on, note, search_text, sound, created_at, updated_at)
         VALUES (1, 'Gewonnen', 'Luftballon', '{VICTIM}', 'Kellertreppe 9', '1980-02-01', 'Kundennotiz', '', '', 0, 0),
                (2, 'Moritz', 'Beispiel', 'moritz@example.org', 'Dachboden 1', NULL, NULL, '', '', 0, 0);
         UPDATE appointments SET customer_id = 1, note = 'Terminnotiz' WHERE starts_at = 27373440 AND email = '{VICTIM}';
         UPDATE appointments SET customer_id = 2 WHERE starts_at > 27373440 AND email = '{VICTIM}';
         UPDATE appointments SET reminder_accepted_at = 1642143600;
         UPDATE bookings SET consented_at = booked_at"
    ));
    let page = post.open(&link(&post, &token, "/data")).await;
    let file = post.open(&link(&post, &token, "/data.json")).await;
    assert!(file.headers["content-disposition"].to_str().unwrap().starts_with("attachment"));
    assert_eq!(
        (&file.headers["cache-control"], &page.headers["cache-control"]),
        (&"no-store".parse().unwrap(), &"no-store".parse().unwrap())
    );
    for held in ["Gewonnen", "Luftballon", "4711", "Zauberwort", "Kellertreppe 9"] {
        assert!(page.text.contains(held) && file.text.contains(held), "{held} in {}", page.words("main"));
    }
    assert_eq!(
        page.all("h2")[1..],
        ["Dienstag, 18. Januar 2022, 09:00 bis 10:00 Uhr", "Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr"]
    );
    assert!(page.words("main").contains("Ihr Termin ist gebucht – Freitag, 14. Januar 2022"), "{}", page.words("main"));
    let queued = "Erinnerung an Ihren Termin – noch nicht gesendet, vorgesehen: Sonntag, 16. Januar 2022, 09:00 Uhr";
    assert!(page.words("main").contains(queued), "{}", page.words("main"));
    let secret = post.mailed_link(&token).split_once("m=").unwrap().1.to_owned();
    for others in [
        "erika@example.org",
        "moritz",
        "Dachboden",
        "Kundennotiz",
        "Terminnotiz",
        "praxis@example.org",
        &token,
        &secret,
    ] {
        assert!(!file.text.contains(others), "{others} in {}", file.text);
        assert!(!page.words("main").contains(others), "{others}");
    }
    let json: Value = serde_json::from_str(&file.text).unwrap();
    assert_eq!(json["records"].as_array().unwrap().len(), 1);
    assert_eq!(json["appointments"][1]["booking"]["comment"], "Zauberwort\nHereinspaziert");
    assert_eq!(json["appointments"][1]["booking"]["privacy_accepted_at"], "2022-01-14T08:00:00+01:00");
    assert_eq!(json["appointments"][1]["reminder_accepted_at"], "2022-01-14T08:00:00+01:00");
    assert!(page.words("main").contains("Erinnerung gewünscht Freitag, 14. Januar 2022"), "{}", page.words("main"));
    assert_eq!(json["appointments"][1]["mails"][0]["kind"], "confirmation");
}

#[tokio::test]
async fn what_the_shop_entered_for_the_mailbox_is_in_it_too() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    post.shop.book(&booking(TEN)).await;
    // Entered at the counter: one with the address, one without any for a record that has it, one of somebody else.
    post.shop.execute(&format!(
        "INSERT INTO customers (id, first_name, last_name, email, search_text, sound, created_at, updated_at)
         VALUES (1, 'Gewonnen', 'Luftballon', '{VICTIM}', '', '', 0, 0), (2, 'Moritz', 'Beispiel', NULL, '', '', 0, 0);
         INSERT INTO appointments (id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status, email, customer_id)
         VALUES ('eins', 27373000, 27373030, 0, 0, 'done', upper('{VICTIM}'), NULL),
                ('zwei', 27372000, 27372030, 0, 0, 'done', NULL, 1),
                ('drei', 27371000, 27371030, 0, 0, 'done', NULL, 2)"
    ));
    let file = post.open(&link(&post, &token, "/data.json")).await;
    let json: Value = serde_json::from_str(&file.text).unwrap();
    let starts: Vec<_> =
        json["appointments"].as_array().unwrap().iter().map(|one| one["start"].as_str().unwrap()).collect();
    assert_eq!(starts.len(), 3, "{starts:?}");
    assert_eq!(json["records"][0]["first_name"], "Gewonnen");
    assert_eq!(json["records"].as_array().unwrap().len(), 1);
}

#[tokio::test]
async fn looks_stand_in_the_log_once_an_hour() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    for _ in 0..2 {
        post.open(&link(&post, &token, "/data")).await;
        post.open(&link(&post, &token, "/data.json")).await;
    }
    assert_eq!(rows(&post, "audit WHERE action = 'own_data.viewed' AND actor = 'customer'"), 1);
    assert_eq!(rows(&post, "audit WHERE action = 'own_data.downloaded'"), 1);
    post.shop.advance(Duration::from_secs(60 * 60 + 1));
    post.open(&link(&post, &token, "/data")).await;
    assert_eq!(rows(&post, "audit WHERE action = 'own_data.viewed'"), 2);
    let log = Desk::owner(&post.shop).await.get("/planner/settings/log?kind=customers").await;
    assert!(log.text.contains("Kunde hat die eigenen Daten angesehen"), "{}", log.words("main"));
}

#[tokio::test]
async fn erasure_is_asked_for_once_and_the_page_says_since_when() {
    let post = Post::new();
    let token = post.book_as_stranger(NINE).await;
    let page = post.open(&link(&post, &token, "/data/erase")).await;
    assert!(page.words("main").contains("bis Montag, 14. Februar 2022"), "{}", page.words("main"));
    assert!(page.words(".notice").contains("Kommende Termine bleiben gebucht."));
    assert_eq!(rows(&post, "erasure_requests"), 0, "looking asks for nothing");
    let done = post.press(&page, "button.danger").await;
    let asked = "Sie haben am Freitag, 14. Januar 2022 um Löschung gebeten.";
    assert!(done.words(".notice").starts_with(asked), "{}", done.words("main"));
    assert_eq!(done.count("a[href*='/data/erase']"), 0);
    post.shop.advance(Duration::from_secs(2 * 24 * 60 * 60));
    let again = post.press(&page, "button.danger").await;
    assert!(again.words(".notice").starts_with(asked), "the first request counts");
    assert!(post.open(&link(&post, &token, "/data/erase")).await.headers.contains_key("location"));
    assert_eq!((rows(&post, "erasure_requests"), rows(&post, "audit WHERE action = 'erasure.requested'")), (1, 1));
    assert_eq!(rows(&post, "appointments WHERE status = 'confirmed'"), 1, "the appointment stays");
    assert!(!post.is_proven(), "who never booked may press it, too");
}
