//! Every route of the planner, read from the source, so that none is missed: its response without a session, to
//! staff, and to a form of another site.

use super::desk::{Desk, PASSWORD, add_user, cookie_of};
use crate::harness::TestApp;
use crate::routes;
use axum::body::Body;
use axum::http::Request;
use terminplaner::domain::account::Role;

/// Public routes; each has its own tests.
const OPEN: &[&str] = &[
    "/planner/app.webmanifest",
    "/planner/sign-in",
    "/planner/sign-in/code",
    "/planner/sign-in/help",
    "/planner/sign-in/recovery-code",
    "/planner/sign-in/passkey",
    "/planner/sign-in/passkey/challenge",
    "/planner/forgotten",
    "/planner/reset/{token}",
    "/planner/enter/{token}",
    "/planner/set-up/start/{token}",
];

/// Routes for staff: these, and everything below those that end with a star. All others are for owners.
const FOR_STAFF: &[&str] = &[
    "/planner",
    "/planner/events",
    "/planner/sign-out",
    "/planner/confirm",
    "/planner/confirm/passkey",
    "/planner/search",
    "/planner/help",
    "/planner/help/*",
    "/planner/account",
    "/planner/account/*",
    "/planner/calendar",
    "/planner/calendar/*",
    "/planner/appointments",
    "/planner/appointments/*",
    "/planner/series/*",
    "/planner/inbox/*",
    "/planner/news/*",
    "/planner/requests/*",
    "/planner/mails/*",
    "/planner/customers",
    "/planner/customers/*",
    "/planner/erasures/*",
    "/planner/stranded",
    "/planner/stranded/*",
];

/// Method and path of every route of the planner.
fn routes() -> Vec<(&'static str, String)> {
    let mut routes = Vec::new();
    for route in routes::all().into_iter().filter(|route| route.path.starts_with("/planner")) {
        routes.extend(route.reads.then(|| ("GET", route.path.clone())));
        routes.extend(route.changes.iter().map(|method| (*method, route.path.clone())));
    }
    routes
}

fn filled(path: &str) -> String {
    let parts = path.split('/').map(|part| if part.starts_with('{') { "1" } else { part });
    parts.collect::<Vec<_>>().join("/")
}

fn request(method: &str, path: &str) -> axum::http::request::Builder {
    Request::builder()
        .method(method)
        .uri(filled(path))
        .header("content-type", "application/x-www-form-urlencoded")
        .header("sec-fetch-site", "same-origin")
}

#[tokio::test]
async fn without_a_session_every_route_leads_to_the_sign_in() {
    let shop = TestApp::new();
    for cookie in ["", "__Host-terminplaner_session=guessed", "terminplaner_session=guessed"] {
        let stranger = Desk::with_cookie(&shop, cookie);
        for (method, path) in routes() {
            let page = stranger.send(request(method, &path), Body::empty()).await;
            if OPEN.contains(&path.as_str()) {
                assert!(!page.headers.contains_key("set-cookie"), "{method} {path} gave a session away");
                continue;
            }
            match method {
                "GET" => {
                    assert_eq!(page.status, 303, "{method} {path}");
                    assert!(page.headers["location"].to_str().unwrap().starts_with("/planner/sign-in?to="), "{path}");
                    let program = request(method, &path).body(Body::empty()).unwrap();
                    assert_eq!(shop.send(program).await.code(), "sign_in_required", "{path}");
                }
                _ => assert_eq!(page.status, 401, "{method} {path}"),
            }
        }
    }
}

#[tokio::test]
async fn staff_get_no_owners_page_and_no_owners_operation() {
    let shop = TestApp::new();
    let staff = Desk::staff(&shop).await;
    let for_staff = |path: &str| {
        FOR_STAFF.iter().any(|allowed| match allowed.strip_suffix('*') {
            Some(folder) => path.starts_with(folder),
            None => path == *allowed,
        })
    };
    for (method, path) in routes() {
        if OPEN.contains(&path.as_str()) || for_staff(&path) {
            continue;
        }
        assert_eq!(staff.send(request(method, &path), Body::empty()).await.status, 403, "{method} {path}");
    }
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_everywhere_also_before_the_sign_in() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (method, path) in routes().into_iter().filter(|(method, _)| *method != "GET") {
        for (name, value) in [
            ("sec-fetch-site", "cross-site"),
            ("sec-fetch-site", "same-site"),
            ("origin", "https://evil.example"),
            ("origin", "null"),
            ("x-none", ""),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(filled(&path))
                .header("content-type", "application/x-www-form-urlencoded")
                .header(name, value);
            assert_eq!(desk.send(request, Body::empty()).await.status, 400, "{method} {path} {name}");
        }
    }
    assert_eq!(desk.get("/planner").await.status, 200, "and nobody was signed out");
}

#[tokio::test]
async fn a_planted_cookie_never_becomes_a_session() {
    let shop = TestApp::new();
    add_user(&shop, "owner@example.org", Role::Owner).await;
    let planted = Desk::with_cookie(&shop, "__Host-terminplaner_session=planted-by-somebody-else");
    let fields = [("email", "owner@example.org"), ("password", PASSWORD)];
    let first = cookie_of(&planted.post("/planner/sign-in", &fields).await);
    assert_ne!(first, planted.cookie());
    assert_eq!(planted.get("/planner").await.status, 303);
    let again = cookie_of(&Desk::with_cookie(&shop, &first).post("/planner/sign-in", &fields).await);
    assert_ne!(again, first, "every sign-in makes a new secret");
    assert_eq!(Desk::with_cookie(&shop, &first).get("/planner").await.status, 303, "and ends the one before");
    assert_eq!(Desk::with_cookie(&shop, &again).get("/planner").await.status, 200);
}

#[tokio::test]
async fn a_link_of_the_demonstration_signs_in_once_and_is_nowhere_else() {
    let shop = TestApp::new();
    let id = add_user(&shop, "owner@example.org", Role::Owner).await;
    let stranger = Desk::closed(&shop);
    assert_eq!(stranger.get("/planner/enter/guessed").await.status, 404);
    let link = format!("/planner/enter/{}", shop.app.one_time_sign_ins.issue(id).unwrap());
    let page = stranger.get(&link).await;
    assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (303, "/planner"));
    assert_eq!(Desk::with_cookie(&shop, &cookie_of(&page)).get("/planner").await.status, 200);
    assert_eq!(stranger.get(&link).await.status, 404);
}

#[tokio::test]
async fn requests_without_a_session_have_the_rate_limit_of_visitors() {
    let shop = TestApp::with("", false);
    let stranger = Desk::closed(&shop);
    for number in 0..100 {
        assert_eq!(stranger.get("/planner/sign-in").await.status, 200, "{number}");
    }
    for (method, path) in routes() {
        let page = stranger.send(request(method, &path), Body::empty()).await;
        assert_eq!(page.status, 429, "{method} {path}");
        let foreign = Request::builder().method(method).uri(filled(&path)).header("sec-fetch-site", "cross-site");
        assert_eq!(stranger.send(foreign, Body::empty()).await.status, 429, "{method} {path} of another site");
    }
}
