//! What customers are asked for and told.

use super::{ADDRESS, AT_CUSTOMERS, BY_VIDEO, NINE, visit};
use crate::harness::{TestApp, booking, erika_is_known, token};
use crate::strangers::post::Post;
use serde_json::json;

#[tokio::test]
async fn address_and_number_are_required_where_the_appointment_needs_them() {
    let shop = TestApp::with(AT_CUSTOMERS, true);
    let refused = shop.book(&booking(NINE)).await;
    let fields = refused.json()["fields"].clone();
    let names: Vec<_> = fields.as_array().unwrap().iter().map(|one| one["field"].as_str().unwrap()).collect();
    assert_eq!((refused.status.as_u16(), names), (422, vec!["customer.phone", "customer.address"]));
    assert_eq!(shop.book(&visit()).await.status, 201);
    assert_eq!(shop.text("SELECT address FROM appointments"), ADDRESS);

    let shop = TestApp::with("UPDATE services SET place = 'phone'; UPDATE shop SET phone_field = 'hidden'", true);
    assert_eq!(shop.book(&booking(NINE)).await.json()["fields"][0]["field"], "customer.phone");
    assert_eq!(shop.book(&visit()).await.status, 201);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE address IS NOT NULL"), 0, "nobody visits them");
}

#[tokio::test]
async fn the_api_says_where_and_with_whom_and_never_the_address() {
    let shop = TestApp::with(AT_CUSTOMERS, true);
    assert_eq!(shop.get("/api/v1/shop").await.json()["services"][0]["place"], "customer");
    let booked = shop.book(&visit()).await;
    assert_eq!((&booked.json()["place"], &booked.json()["persons"]), (&json!("customer"), &json!(["Anna"])));
    let shown = shop.get(&format!("/api/v1/bookings/{}", token(&booked))).await;
    assert_eq!(shown.json()["persons"], json!(["Anna"]));
    assert!(!booked.text.contains("Zwetschgenweg") && !shown.text.contains("Zwetschgenweg"));
}

#[tokio::test]
async fn the_page_without_a_script_asks_for_the_address_and_keeps_it() {
    let post = Post::with(AT_CUSTOMERS);
    let form = post.open("/?service=anpassung&start=2022-01-17T09:00:00%2B01:00").await;
    assert_eq!(form.attribute("textarea[name=address]", "autocomplete"), "street-address");
    assert_eq!(form.count("textarea[name=address][required], input[name=phone][required]"), 2);
    assert!(form.words(".summary").ends_with("Anpassung · bei Ihnen"), "{}", form.words(".summary"));
    let wrong = [("first_name", "Erika"), ("last_name", "Muster"), ("phone", "0711 98765"), ("address", ADDRESS)];
    let again = post.post("/", &form.form(&wrong, "button.main")).await;
    assert!(again.words("textarea[name=address]").contains("Zwetschgenweg 9"));
    let right = [&wrong[..], &[("email", "erika@example.org")]].concat();
    let done = post.post("/", &form.form(&right, "button.main")).await;
    assert!(done.words(".summary").contains("Anpassung · Anna · bei Ihnen"), "{}", done.words("main"));
}

#[tokio::test]
async fn the_address_is_mailed_to_known_addresses_and_the_shop_only() {
    for (sql, is_known) in [(String::new(), false), (erika_is_known(), true)] {
        let post = Post::with(&format!("{AT_CUSTOMERS}{sql}"));
        let booked = post.shop.book(&visit()).await;
        let mails = post.deliver().await;
        let [customer, shop] =
            ["erika@example.org", "praxis@example.org"].map(|to| mails.iter().find(|mail| mail.to == to).unwrap());
        assert!(customer.text.contains("Bei Ihnen") && customer.text.contains("Anna"), "{}", customer.text);
        assert!(!customer.text.contains("Hörakustik Muster\n    Stuttgart"), "not in the shop: {}", customer.text);
        assert_eq!(customer.everything.contains("Zwetschgenweg"), is_known, "{}", customer.everything);
        assert_eq!(customer.everything.contains("LOCATION:Zwetschgenweg 9\\, 70173 Musterstadt"), is_known);
        assert!(shop.text.contains("Zwetschgenweg 9"), "{}", shop.text);

        let page = format!("/t/{}", token(&booked));
        for path in [page.clone(), format!("{page}/termin.ics")] {
            assert!(!post.open(&path).await.text.contains("Zwetschgenweg"), "the page's link may be passed on");
        }
        let link = post.mailed_link(&token(&booked));
        assert!(post.open(&link).await.words("main").contains("Zwetschgenweg 9"));
    }
}

#[tokio::test]
async fn the_link_of_a_video_call_comes_with_confirmation_and_reminder() {
    let post = Post::with(&format!("{BY_VIDEO}UPDATE shop SET reminder_hours = 24"));
    let booked = post.shop.book(&booking(NINE)).await;
    let mail = post.deliver().await.remove(0);
    assert!(mail.text.contains("Per Video\n    https://video.example.org/anna"), "{}", mail.text);
    assert!(mail.everything.contains("LOCATION:https://video.example.org/anna"), "{}", mail.everything);
    let page = post.open(&format!("/t/{}", token(&booked))).await;
    assert_eq!(page.attribute("a.video", "href"), "https://video.example.org/anna");
    assert!(page.words("dl.facts").contains("Mit Anna"), "{}", page.words("dl.facts"));

    post.shop.execute("UPDATE resources SET video_url = 'https://video.example.org/new' WHERE id = 'kabine-1'");
    post.shop.advance(std::time::Duration::from_secs(49 * 3600));
    let reminder = post.deliver().await.remove(0);
    assert!(reminder.text.contains("https://video.example.org/new"), "as it is now: {}", reminder.text);
}

#[tokio::test]
async fn a_request_has_no_link_yet() {
    let post = Post::with(&format!("{BY_VIDEO}UPDATE services SET status_on_booking = 'requested'"));
    let booked = post.shop.book(&booking(NINE)).await;
    let mail = post.deliver().await.remove(0);
    assert!(mail.text.contains("Per Video") && !mail.everything.contains("video.example.org"), "{}", mail.everything);
    assert_eq!(post.open(&format!("/t/{}", token(&booked))).await.count("a.video"), 0);
}
