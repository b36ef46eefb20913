//! After a backup was restored: what only the account's calendar still knows is asked about, and nothing is taken for granted.

use super::account_server::AccountServer;
use super::accounts::{booked, look, send, shop_with};
use super::{file, free};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use std::time::Duration;
use terminplaner::domain::feed::Detail;
use terminplaner::operations::calendar_copies;

/// A shop that forgets the appointment at ten, which stands in "praxis", as a restored backup does.
/// The first one has served it before.
async fn forgetful(server: &AccountServer) -> [TestApp; 2] {
    let (shop, _) = shop_with(server, Detail::Names).await;
    booked(&shop).await;
    assert_eq!(shop.book(&booking("2022-01-19T15:00:00+01:00")).await.status, 201);
    send(&shop).await;
    server.put(
        "praxis",
        "fremd.ics",
        &file(&[("fremd@1.terminplaner.example", "20220119T120000Z", "20220119T123000Z")]),
    );
    look(&shop).await;
    shop.execute(
        "DELETE FROM calendar_copies WHERE appointment_id = (SELECT id FROM appointments ORDER BY starts_at LIMIT 1);
         DELETE FROM appointments WHERE key = (SELECT key FROM appointments ORDER BY starts_at LIMIT 1)",
    );
    assert_eq!(calendar_copies::doubt(&shop.app.store).await.unwrap(), 1);
    let again = shop.restarted();
    look(&again).await;
    [shop, again]
}

fn strays(shop: &TestApp) -> i64 {
    shop.count("SELECT count(*) FROM calendar_copies WHERE conflict = 'stray'")
}

#[tokio::test]
async fn an_appointment_that_only_the_calendar_knows_is_asked_about_and_blocks_until_then() {
    let server = AccountServer::start().await;
    let [_before, shop] = forgetful(&server).await;
    assert_eq!((strays(&shop), server.objects("praxis").len()), (1, 3));
    assert!(!free(&shop).await.contains(&"10:00".to_owned()), "its customer comes");
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner").await;
    assert_eq!(page.words("#h-strays"), "Nur im anderen Kalender 1");
    let told = page.words("[aria-labelledby=h-strays] li p");
    assert_eq!(told, "„Privat“: Mittwoch, 19. Januar 2022, 10:00 bis 11:00 Uhr");
    let enter = page.attribute("[aria-labelledby=h-strays] a.button", "href");
    let form = desk.get(&enter).await;
    assert_eq!(
        (form.attribute("#f-date", "value"), form.attribute("#f-time", "value")),
        ("2022-01-19".into(), "10:00".into())
    );
    // Once is enough: what comes later is no backup's fault.
    let id = page.attribute("[name=copy]", "value");
    let done = desk.submit("/planner/inbox/copies", &[("copy", &id), ("do", "leave")]).await;
    assert_eq!((done.words(".note.good").as_str(), done.count("#h-strays")), ("Bleibt dort stehen.", 0));
    server.put("privat", "neu.ics", &file(&[("neu", "20220120T120000Z", "20220120T123000Z")]));
    look(&shop).await;
    look(&shop).await;
    assert_eq!((strays(&shop), server.objects("praxis").len()), (0, 3));
    assert!(!free(&shop).await.contains(&"10:00".to_owned()), "it is anybody's event now");
    let again = desk.submit("/planner/inbox/copies", &[("copy", &id), ("do", "remove")]).await;
    assert!(again.words(".note.warn").contains("inzwischen"), "{}", again.text);
}

#[tokio::test]
async fn it_is_taken_out_there_if_the_shop_says_so() {
    let server = AccountServer::start().await;
    let [_before, shop] = forgetful(&server).await;
    let desk = Desk::staff(&shop).await;
    let id = desk.get("/planner").await.attribute("[name=copy]", "value");
    let done = desk.submit("/planner/inbox/copies", &[("copy", &id), ("do", "remove")]).await;
    assert_eq!(done.words(".note.good"), "Wird dort gelöscht.");
    send(&shop).await;
    let left: Vec<String> = server.objects("praxis").into_iter().map(|(name, _)| name).collect();
    assert!(left.len() == 2 && left.contains(&"fremd.ics".to_owned()), "{left:?}");
    look(&shop).await;
    assert!(free(&shop).await.contains(&"10:00".to_owned()));
    assert_eq!(shop.count("SELECT count(*) FROM calendar_copies"), 1, "that of the appointment that is known");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'calendar.stray_removed'"), 1);
}

#[tokio::test]
async fn nothing_is_taken_out_by_itself_whatever_is_done_with_the_account() {
    let server = AccountServer::start().await;
    let [_before, shop] = forgetful(&server).await;
    let now = terminplaner::domain::time::Minute::floor(shop.clock.now());
    let owed = shop.app.store.write(move |tx| terminplaner::store::calendar_copies::owe_all(tx, 1, now));
    owed.await.unwrap();
    for _ in 0..3 {
        shop.advance(Duration::from_secs(3600));
        send(&shop).await;
        look(&shop).await;
    }
    assert_eq!((strays(&shop), server.objects("praxis").len()), (1, 3));
    // Somebody changes it there, and so it is theirs.
    let (name, text) = server.objects("praxis").into_iter().find(|(_, text)| text.contains("T090000Z")).unwrap();
    server.put("praxis", &name, &text.replace("T090000Z", "T083000Z"));
    look(&shop).await;
    assert_eq!((strays(&shop), server.objects("praxis").len()), (0, 3));
}
