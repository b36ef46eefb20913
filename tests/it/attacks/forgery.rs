//! Forms of other sites, cookies that somebody else has chosen, pages without a session.

use super::routes::{self, Route};
use super::walk;
use crate::harness::{TestApp, booking, token};
use crate::planner::desk::{Desk, PASSWORD, cookie_of};
use axum::body::Body;
use axum::http::{Method, Request};

/// What is open without a session: the door, and what a secret from a mail leads to.
const OPEN: [&str; 5] =
    ["/planner/sign-in", "/planner/forgotten", "/planner/reset/", "/planner/enter/", "/planner/set-up/start/"];

fn planner() -> impl Iterator<Item = Route> {
    routes::all().into_iter().filter(|route| route.path.starts_with("/planner"))
}

fn is_open(route: &Route) -> bool {
    OPEN.iter().any(|open| route.path.starts_with(open))
}

#[tokio::test]
async fn no_post_of_another_site_reaches_the_planner() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let before = shop.count("SELECT count(*) FROM audit");
    let cross: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site"), ("origin", "https://evil.example")],
        &[("sec-fetch-site", "same-site"), ("origin", "https://other.example.de")],
        &[("origin", "https://evil.example"), ("host", "termine.example.de")],
        &[("origin", "null"), ("host", "termine.example.de")],
        &[],
    ];
    let mut tried = 0;
    for route in planner() {
        for method in &route.changes {
            for headers in cross {
                let method: Method = method.to_uppercase().parse().unwrap();
                let mut request = Request::builder().method(method).uri(route.address("1"));
                request = request.header("content-type", "application/x-www-form-urlencoded");
                for (name, value) in headers {
                    request = request.header(*name, *value);
                }
                let request = request.header("cookie", desk.cookie()).body(Body::from("name=x&done=1")).unwrap();
                let answer = shop.send(request).await;
                assert_eq!(answer.status, 400, "{} with {headers:?}", route.path);
                assert!(answer.text.contains("sent by another site"), "{}", answer.text);
                tried += 1;
            }
        }
    }
    assert!(tried >= 35, "{tried}");
    assert_eq!(desk.get("/planner").await.status, 200, "and nobody was signed out");
    assert_eq!(shop.count("SELECT count(*) FROM audit"), before);
}

#[tokio::test]
async fn no_post_of_another_site_cancels_moves_or_books() {
    let shop = TestApp::new();
    let booked = shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    let page = format!("/t/{}", token(&booked));
    for (path, body) in [
        (format!("{page}/cancel"), "really=yes"),
        (format!("{page}/move"), "start=2022-01-18T11:00:00%2B01:00"),
        (
            "/".to_owned(),
            "service=anpassung&start=2022-01-19T09:00:00%2B01:00&first_name=A&last_name=B&email=a@example.org",
        ),
    ] {
        let request = Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site");
        assert_eq!(walk::send(&shop, "", request, Body::from(body)).await.status, 400, "{path}");
    }
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed' AND starts_at = 27374880"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
}

#[tokio::test]
async fn no_get_changes_anything_in_the_planner() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    let dump = |shop: &TestApp| -> String {
        let file = rusqlite::Connection::open(&shop.db).unwrap();
        let sql = "SELECT coalesce(group_concat(status || starts_at), '') FROM appointments";
        let rows = "SELECT (SELECT count(*) FROM users) || '-' || (SELECT count(*) FROM sessions) || '-'
                    || (SELECT count(*) FROM services) || '-' || (SELECT count(*) FROM outbox)";
        [sql, rows].map(|sql| file.query_row(sql, [], |row| row.get::<_, String>(0)).unwrap()).join("|")
    };
    let before = dump(&shop);
    for route in planner().filter(|route| !route.changes.is_empty()) {
        for query in ["", "?done=1&everywhere=1&status=cancelled&confirm=1"] {
            walk::open(&shop, desk.cookie(), &format!("{}{query}", route.address("1"))).await;
        }
    }
    assert_eq!(dump(&shop), before);
}

#[tokio::test]
async fn without_a_session_every_page_of_the_planner_is_closed() {
    let shop = TestApp::new();
    for route in planner().filter(|route| !is_open(route)) {
        let address = route.address("1");
        if route.reads {
            let answer = walk::open(&shop, "terminplaner_session=guessed", &address).await;
            let location = answer.header("location");
            assert!(answer.status == 303 && location.starts_with("/planner/"), "{address}: {}", answer.status);
            assert!(OPEN.iter().any(|open| location.starts_with(open)), "{address} leads to {location}");
        }
        for method in &route.changes {
            let method: Method = method.to_uppercase().parse().unwrap();
            let request = Request::builder().method(method).uri(&address).header("sec-fetch-site", "same-origin");
            let request = request.header("content-type", "application/x-www-form-urlencoded");
            let answer = walk::send(&shop, "", request, Body::empty()).await;
            assert_eq!(answer.status, 401, "{address}");
        }
    }
}

#[tokio::test]
async fn a_cookie_that_somebody_else_has_chosen_is_never_signed_in() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let chosen = format!("terminplaner_session={}", "A".repeat(43));
    let victim = Desk::with_cookie(&shop, &chosen);
    let fields = [("email", "owner@example.org"), ("password", PASSWORD), ("to", "")];
    let signed_in = victim.post("/planner/sign-in", &fields).await;
    let fresh = cookie_of(&signed_in);
    assert_ne!(fresh, chosen);
    assert_eq!(victim.get("/planner").await.status, 303, "the chosen one opens nothing");
    assert_eq!(Desk::with_cookie(&shop, &fresh).get("/planner").await.status, 200);
    assert_ne!(fresh, owner.cookie(), "every sign-in has a secret of its own");
    // Also not where the attacker's own session rides along, before or behind the fresh one.
    let both = format!("{chosen}; {fresh}");
    assert_eq!(
        Desk::with_cookie(&shop, &both).get("/planner").await.status,
        303,
        "the first counts, and it is unknown"
    );
}
