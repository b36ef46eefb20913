//! Error pages of the planner, and that they reveal nothing to strangers.

use super::desk::{Desk, add_user};
use crate::harness::TestApp;
use crate::page::Page;
use axum::body::Body;
use axum::http::Request;
use terminplaner::domain::account::Role;

/// Has the planner's layout, says what to do, and links to a page of the planner.
fn assert_in_frame(page: &Page, status: u16, title: &str) {
    assert_eq!((page.status.as_u16(), page.words("h1").as_str()), (status, title), "{}", page.text);
    assert_eq!(page.count("nav.areas"), 1);
    assert!(page.words("main [role=alert]").ends_with('.'));
    assert!(page.count("main .actions a[href='/planner']") == 1 && page.count("main a[href='/']") == 0);
    assert_eq!(page.headers["cache-control"], "no-store");
}

fn form(address: &str) -> axum::http::request::Builder {
    Request::post(address)
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn an_unknown_path_shows_a_planner_page_with_links() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for address in ["/planner/nothing", "/planner/customers/999", "/planner/customers/x", "/planner/", "/planner/%FF"] {
        let page = desk.get(address).await;
        assert_in_frame(&page, 404, "Seite nicht gefunden");
        assert_eq!(page.count("nav.areas a[aria-current]"), 0);
    }
    let request =
        Request::get("/planner/nothing").header("referer", "https://termine.example.de/planner/customers?q=a");
    let page = desk.send(request, Body::empty()).await;
    assert_eq!(page.attribute("main .primary", "href"), "/planner/customers?q=a");
    for trap in ["https://termine.example.de/planner/nothing", "https://evil.example/x", "javascript:alert(1)"] {
        let page = desk.send(Request::get("/planner/nothing").header("referer", trap), Body::empty()).await;
        assert_eq!(page.count("main .primary"), 0, "{trap}");
    }
}

#[tokio::test]
async fn errors_are_shown_in_the_language_of_the_account() {
    let shop = TestApp::new();
    let id = add_user(&shop, "owner@example.org", Role::Owner).await;
    shop.execute(&format!("UPDATE users SET language = 'en' WHERE id = {id}"));
    let desk = Desk::closed(&shop).sign_in("owner@example.org").await;
    let page = desk.send(Request::get("/planner/nothing").header("accept-language", "de"), Body::empty()).await;
    assert_in_frame(&page, 404, "Page not found");
}

#[tokio::test]
async fn a_stranger_cannot_tell_which_paths_exist() {
    let shop = TestApp::new();
    for cookie in ["", "terminplaner_session=guessed"] {
        let stranger = Desk::with_cookie(&shop, cookie);
        for address in ["/planner/nothing", "/planner/customers/7", "/planner/", "/planner/sign-out"] {
            let page = stranger.get(address).await;
            assert_eq!(page.status, 303, "{address}");
            let there = page.headers["location"].to_str().unwrap();
            assert!(there.starts_with("/planner/sign-in?to=%2Fplanner%2F"), "{there}");
            for method in ["POST", "DELETE", "BREW"] {
                let request = form(address).method(method);
                assert_eq!(stranger.send(request, Body::empty()).await.status, 401, "{method} {address}");
            }
        }
    }
    let page = Desk::closed(&shop).post("/planner/hours", &[]).await;
    assert_eq!(page.attribute("main a", "href"), "/planner/sign-in", "the way on from a page that stands alone");
    let page = Desk::closed(&shop).get("/planner/reset/guessed").await;
    assert_eq!((page.status.as_u16(), page.count("nav.areas")), (404, 0));
}

#[tokio::test]
async fn staff_on_an_owners_page_are_told_to_ask_an_owner() {
    let shop = TestApp::new();
    let page = Desk::staff(&shop).await.get("/planner/settings").await;
    assert_in_frame(&page, 403, "Das darf nur ein Inhaber");
    assert_eq!(page.count("nav.areas a:not(.tab-new)"), 3);
}

#[tokio::test]
async fn a_buttons_address_opened_by_hand_is_explained() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/settings/data/import").await;
    assert_in_frame(&page, 405, "So lässt sich diese Adresse nicht öffnen");
    assert_eq!(page.headers["allow"], "POST");
    let page = desk.send(form("/planner/customers").method("DELETE"), Body::empty()).await;
    assert_in_frame(&page, 405, "So lässt sich diese Adresse nicht öffnen");
}

#[tokio::test]
async fn too_long_and_unreadable_input_shows_a_planner_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let long = "x".repeat(70_000);
    assert_in_frame(&desk.post("/planner/settings", &[("name", &long)]).await, 413, "Das ist zu viel auf einmal");
    let page = desk.send(form("/planner/settings"), Body::from("name=%FF")).await;
    assert_in_frame(&page, 400, "Das hat nicht geklappt");
    let page =
        desk.send(Request::post("/planner/settings").header("sec-fetch-site", "same-origin"), Body::empty()).await;
    assert_in_frame(&page, 415, "Das hat nicht geklappt");
    assert_in_frame(&desk.get("/planner/sign-out?x=%FF").await, 405, "So lässt sich diese Adresse nicht öffnen");
    assert_in_frame(&desk.get("/planner/customers?q=%FF").await, 422, "Das hat nicht geklappt");
}

#[tokio::test]
async fn a_form_from_another_site_has_its_own_message() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let request = Request::post("/planner/sign-out").header("origin", "https://evil.example");
    let page = desk.send(request.header("referer", "https://evil.example/planner/trap"), Body::empty()).await;
    assert_in_frame(&page, 400, "Das kam nicht von einer Seite des Terminplaners");
    assert_eq!(page.count("main .primary"), 0, "and leads nowhere that it names");
    let stranger = Desk::closed(&shop);
    let page = stranger.send(Request::post("/planner/sign-in").header("origin", "null"), Body::empty()).await;
    assert_eq!((page.status.as_u16(), page.attribute("main a", "href").as_str()), (400, "/planner"));
}

#[tokio::test]
async fn a_fault_of_the_program_keeps_the_frame_and_names_what_stands_in_the_log() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.execute("PRAGMA foreign_keys = OFF; ALTER TABLE mail_texts RENAME TO elsewhere;");
    let page = desk.get("/planner/settings/mail-texts").await;
    assert_in_frame(&page, 500, "Da ist etwas schiefgegangen");
    assert_eq!(page.words("main code"), page.headers["x-request-id"].to_str().unwrap());
    shop.execute("ALTER TABLE outbox RENAME TO elsewhere_too;");
    let page = desk.get("/planner/settings/mail-texts").await;
    assert_eq!((page.status.as_u16(), page.count("nav.areas")), (500, 0), "without the file there is no frame");
    assert_eq!(page.attribute("main a", "href"), "/planner");
    assert_eq!(page.words("main code"), page.headers["x-request-id"].to_str().unwrap());
}

#[tokio::test]
async fn programs_are_answered_as_before() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let request = Request::get("/planner/nothing").header("cookie", desk.cookie()).body(Body::empty()).unwrap();
    assert_eq!(shop.send(request).await.code(), "not_found");
    assert_eq!(shop.get("/planner/nothing").await.code(), "sign_in_required");
}
