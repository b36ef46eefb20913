//! Forms of other sites, and manipulated links. CSRF tests of all planner routes are in `planner/routes.rs`.

use super::walk;
use crate::harness::{TestApp, booking, token};
use crate::planner::desk::Desk;
use crate::routes;
use axum::body::Body;
use axum::http::Request;

#[tokio::test]
async fn no_post_of_another_site_cancels_moves_or_books() {
    let shop = TestApp::new();
    let booked = shop.book(&booking("2022-01-18T09:00:00+01:00")).await;
    // What another site can know of a customer's page is its path without the secret.
    let secret = token(&booked);
    let guessed = format!("/t/{}", secret.chars().rev().collect::<String>());
    for (path, body, status) in [
        (format!("{guessed}/cancel"), "really=yes", 404),
        (format!("{guessed}/data/erase"), "", 404),
        (format!("{guessed}/move"), "start=2022-01-18T11:00:00%2B01:00", 404),
        (
            "/".to_owned(),
            "service=anpassung&start=2022-01-19T09:00:00%2B01:00&first_name=A&last_name=B&email=a@example.org\
             &key=page-00000000000000000000000000000000-00000000000000000000000000000000",
            400,
        ),
    ] {
        let request = Request::post(&path)
            .header("content-type", "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "cross-site");
        assert_eq!(walk::send(&shop, "", request, Body::from(body)).await.status, status, "{path}");
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
    for route in
        routes::all().into_iter().filter(|route| !route.changes.is_empty() && route.path.starts_with("/planner"))
    {
        for query in ["", "?done=1&everywhere=1&status=cancelled&confirm=1"] {
            walk::open(&shop, desk.cookie(), &format!("{}{query}", route.address("1"))).await;
        }
    }
    assert_eq!(dump(&shop), before);
}
