//! Nobody is missed in requests for data and for erasure: what may be about the same person is shown to tick.

use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use crate::seed;
use serde_json::json;

/// Her record; another of her without an address; a namesake with a similar name and her provider; a stranger. An appointment of hers
/// that she booked with another address, one of a stranger.
async fn shop() -> TestApp {
    let records = [
        seed::customer(1, "Erika", "Muster", "erika@muster.example"),
        seed::customer(2, "Erika", "Muster", "e.muster@example.net"),
        seed::customer(3, "Erica", "Muster", "erica@muster.example"),
        seed::customer(4, "Jonas", "Beispiel", "jonas@example.net"),
    ];
    let shop = TestApp::with(&records.concat(), true);
    for (start, first, last, email) in [
        ("2022-01-17T09:00:00+01:00", "Erika", "Muster", "erika@muster.example"),
        ("2022-01-17T10:00:00+01:00", "Erika", "Muster", "anders@example.org"),
        ("2022-01-17T11:00:00+01:00", "Gerda", "Vorlage", "gerda@example.org"),
    ] {
        let mut body = booking(start);
        body["customer"] = json!({"first_name": first, "last_name": last, "email": email});
        assert_eq!(shop.book(&body).await.status, 201);
    }
    shop
}

fn key_of(shop: &TestApp, email: &str) -> String {
    shop.count(&format!("SELECT key FROM appointments WHERE email = '{email}'")).to_string()
}

#[tokio::test]
async fn both_pages_show_who_may_be_the_same_with_the_reason_and_tick_nobody() {
    let shop = shop().await;
    let desk = Desk::owner(&shop).await;
    let other = key_of(&shop, "anders@example.org");
    for path in ["/planner/customers/1/erase", "/planner/customers/1/export"] {
        let page = desk.get(path).await;
        assert_eq!(page.attributes(".likely input[name=record]", "value"), ["2", "3"], "{path}");
        assert_eq!(page.attributes(".likely input[name=appointment]", "value"), std::slice::from_ref(&other), "{path}");
        assert_eq!(page.count(".likely input[checked]"), 0);
        assert!(page.words("#h-record-2").contains("gleicher Name"));
        assert!(page.words("#h-record-3").contains("ähnlicher Name, gleicher E-Mail-Anbieter"));
    }
    assert_eq!(desk.get("/planner/customers/4/erase").await.count(".likely"), 0);
}

#[tokio::test]
async fn what_is_ticked_belongs_to_the_data_and_nothing_else() {
    let shop = shop().await;
    let desk = Desk::owner(&shop).await;
    let alone = desk.get("/planner/customers/1/export.json").await.text;
    assert!(!alone.contains("e.muster@example.net") && !alone.contains("anders@example.org"), "{alone}");
    let other = key_of(&shop, "anders@example.org");
    // A number that was not offered is none of theirs.
    let query = format!("?record=2&record=4&appointment={other}&appointment={}", key_of(&shop, "gerda@example.org"));
    let page = desk.get(&format!("/planner/customers/1/export{query}")).await;
    assert_eq!(page.count(".likely input[checked]"), 2);
    let file = desk.get(&page.attribute("a[download]", "href")).await.text;
    for text in [&page.words("main"), &file] {
        assert!(text.contains("e.muster@example.net") && text.contains("anders@example.org"), "{text}");
        assert!(!text.contains("gerda@example.org"), "{text}");
    }
    assert!(file.contains("other_records") && !file.contains("jonas@example.net"), "{file}");
}

#[tokio::test]
async fn what_is_ticked_is_erased_with_the_person_and_nothing_else() {
    let shop = shop().await;
    let desk = Desk::owner(&shop).await;
    let (other, stranger) = (key_of(&shop, "anders@example.org"), key_of(&shop, "gerda@example.org"));
    let ticked = [("record", "2"), ("record", "4"), ("appointment", &*other), ("appointment", &*stranger)];
    let page = desk.submit("/planner/customers/1/erase", &ticked).await;
    assert!(page.words(".note.good").contains("2 Terminen"), "{}", page.words(".note.good"));
    assert_eq!(shop.text("SELECT group_concat(id) FROM customers"), "3,4");
    assert_eq!(shop.text("SELECT group_concat(last_name) FROM appointments"), "Vorlage");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'customer.erased'"), 2);
}

#[tokio::test]
async fn a_request_of_somebody_without_a_record_shows_them_too() {
    let shop = shop().await;
    let desk = Desk::owner(&shop).await;
    shop.execute(
        "INSERT INTO erasure_requests (id, email_folded, requested_at) VALUES (7, 'anders@example.org', 1642000000)",
    );
    let page = desk.get("/planner/erasures/7").await;
    assert_eq!(page.attributes(".likely input[name=record]", "value"), ["1", "2"]);
    desk.submit("/planner/erasures/7", &[("record", "1")]).await;
    assert_eq!(shop.text("SELECT group_concat(id) FROM customers"), "2,3,4");
    assert_eq!(
        shop.text("SELECT group_concat(last_name) FROM appointments"),
        "Vorlage",
        "hers and those of the record"
    );
}
