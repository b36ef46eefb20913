//! The order of mails to known and unknown addresses.

use super::post::{NINE, Post, TEN, VICTIM};
use crate::harness::{booking, erika_is_known};

#[tokio::test]
async fn mails_to_known_people_and_to_the_shop_never_wait_behind_mails_to_strangers() {
    let post = Post::with(&erika_is_known());
    post.book_as_stranger(NINE).await;
    post.book_as_stranger(TEN).await;
    post.shop.advance(std::time::Duration::from_secs(60));
    post.shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    let to: Vec<String> = post.deliver().await.into_iter().map(|mail| mail.to).collect();
    let shop = "praxis@example.org";
    assert_eq!(to, [shop, shop, "erika@example.org", shop, VICTIM, VICTIM]);
}

#[tokio::test]
async fn a_held_mail_never_expires_and_delays_no_others() {
    let post = Post::new();
    post.book_as_stranger(NINE).await;
    post.shop.execute(
        "UPDATE outbox SET held_at = 1 WHERE kind = 'confirmation';
         INSERT INTO outbox (kind, appointment_key, language, address, payload, message_id, created_at, due_at, next_try_at,
                             expires_at, state, to_unknown)
         SELECT 'rescheduled', appointment_key, language, address, payload, 'later', created_at, due_at, next_try_at,
                expires_at, state, to_unknown FROM outbox WHERE kind = 'confirmation'",
    );
    let subjects: Vec<String> = post.deliver_to_victim().await.into_iter().map(|mail| mail.subject).collect();
    assert!(subjects.len() == 1 && subjects[0].starts_with("Verschoben"), "{subjects:?}");
    // Longer than other mails are kept, and before the appointment.
    post.shop.advance(std::time::Duration::from_secs(72 * 3600));
    post.deliver().await;
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'confirmation' AND state = 'queued'"), 1);
}
