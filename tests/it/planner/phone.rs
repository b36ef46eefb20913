//! Calendars on the telephone: three ways, a code to scan, and a word on whether it works.

use super::desk::Desk;
use crate::dav::client::{Client, basic};
use crate::harness::TestApp;
use crate::page::Page;
use qrcodegen::{QrCode, QrCodeEcc};

const FEEDS: &str = "/planner/account/calendars";
const DEVICES: &str = "/planner/account/devices";

/// The dark modules of the code of `text`, with the quiet zone of four.
fn drawn(text: &str) -> String {
    let code = QrCode::encode_text(text, QrCodeEcc::Medium).unwrap();
    let all = (0..code.size()).flat_map(|y| (0..code.size()).map(move |x| (x, y)));
    all.filter(|(x, y)| code.get_module(*x, *y)).map(|(x, y)| format!("M{},{}h1v1h-1z", x + 4, y + 4)).collect()
}

async fn make(desk: &Desk<'_>, path: &str) -> Page {
    let page = desk.post(path, &[("label", "Mein Handy"), ("resource", ""), ("detail", "names")]).await;
    assert_eq!(page.status, 200, "{}", page.text);
    page
}

#[tokio::test]
async fn the_addresses_are_shown_as_codes_to_scan_and_the_password_is_not() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let feed = make(&desk, FEEDS).await;
    let webcal = feed.words("#address").replace("https://", "webcal://");
    let device = make(&desk, DEVICES).await;
    for (page, address) in [(&feed, webcal.as_str()), (&device, "https://termine.example.de/dav/")] {
        assert_eq!(page.count("svg.qr"), 1, "{}", page.text);
        assert_eq!(page.attribute("svg.qr path", "d"), drawn(address), "{address}");
        assert_eq!(page.attribute("svg.qr", "aria-label"), "QR-Code der Adresse");
    }
}

#[tokio::test]
async fn a_subscription_is_connected_once_it_was_fetched_and_not_after_it_got_a_new_address() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let made = make(&desk, FEEDS).await;
    assert!(made.words("main").contains("In der Liste steht dann „Verbunden“."), "{}", made.text);
    let before = desk.get(FEEDS).await;
    assert_eq!(
        (before.words("ul.list .chip").as_str(), before.count("ul.list .chip.good")),
        ("Noch nicht verbunden", 0)
    );
    assert!(
        before.words("main").contains("laden Sie diese Seite neu: Hier steht dann „Verbunden“."),
        "{}",
        before.text
    );
    let path = made.words("#address").replace("https://termine.example.de", "");
    assert_eq!(shop.get(&path).await.status, 200);
    let after = desk.get(FEEDS).await;
    assert_eq!(after.words("ul.list .chip.good"), "Verbunden");
    let line = "Angelegt Freitag, 14. Januar 2022, zuletzt benutzt Freitag, 14. Januar 2022";
    assert!(after.words("ul.list").contains(line), "{}", after.text);
    assert!(!after.words("main").contains("laden Sie diese Seite neu"), "nothing waits any more");
    assert_eq!(desk.post(&format!("{FEEDS}/1/renew"), &[]).await.status, 200);
    assert_eq!(desk.get(FEEDS).await.words("ul.list .chip"), "Noch nicht verbunden");
}

#[tokio::test]
async fn a_device_is_connected_once_it_has_signed_in() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let made = make(&desk, DEVICES).await;
    assert!(made.words("main").contains("In der Liste steht dann „Verbunden“."), "{}", made.text);
    let wrong = Client::with(&shop, 1, &basic("owner@example.org", "wrong"));
    assert_eq!(wrong.send("PROPFIND", "/dav/", &[("depth", "0")], "").await.status, 401);
    let before = desk.get(DEVICES).await;
    assert_eq!(before.words("ul.list .chip"), "Noch nicht verbunden");
    assert!(
        before.words("main").contains("laden Sie diese Seite neu: Hier steht dann „Verbunden“."),
        "{}",
        before.text
    );
    let client = Client::with(&shop, 1, &basic("owner@example.org", &made.words("#password")));
    assert_eq!(client.send("PROPFIND", "/dav/", &[("depth", "0")], "").await.status, 207);
    let after = desk.get(DEVICES).await;
    assert_eq!(after.words("ul.list .chip.good"), "Verbunden");
    assert!(!after.words("main").contains("laden Sie diese Seite neu"), "{}", after.text);
}

#[tokio::test]
async fn three_ways_stand_at_the_head_and_staff_see_the_two_that_they_may_take() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let staff = Desk::staff(&shop).await;
    for (path, name) in [(FEEDS, "Auf dem Handy ansehen"), (DEVICES, "Auf dem Handy bearbeiten")] {
        let page = owner.get(path).await;
        assert_eq!((page.count(".phone-ways a"), page.count(".phone-ways svg")), (3, 3), "{}", page.text);
        assert_eq!(page.attribute(".phone-ways [aria-current]", "href"), path);
        assert!(page.words(".phone-ways [aria-current]").starts_with(name), "{}", page.text);
        let private = ".phone-ways [href=\"/planner/resources/calendars\"]";
        assert!(page.words(private).starts_with("Private Termine berücksichtigen"), "{}", page.text);
        let page = staff.get(path).await;
        assert_eq!((page.count(".phone-ways a"), page.count(private)), (2, 0), "{}", page.text);
    }
    assert_eq!(owner.get("/planner/resources/calendars").await.status, 200);
}
