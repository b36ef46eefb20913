//! `GET /api/v1/shop`.

use crate::harness::TestApp;
use crate::seed;
use axum::http::StatusCode;

#[tokio::test]
async fn tells_what_the_widget_needs() {
    let app = TestApp::new();
    let shop = app.get("/api/v1/shop?lang=de").await;
    insta::assert_snapshot!(shop.text, @r#"{"name":"Hörakustik Muster","location":"Stuttgart","time_zone":"Europe/Berlin","language":"de","languages":["de","en"],"phone":null,"privacy_url":null,"imprint_url":null,"accessibility_url":"https://termine.example.de/accessibility","accent":null,"fields":{"phone":"optional","comment":"optional"},"reminders":"off","reminder_hours":null,"mails":false,"direction":"ltr","widget_view":"auto","services":[{"id":"anpassung","name":"Anpassung","group":null,"description":null,"duration_minutes":60,"status_on_booking":"confirmed","place":"shop","resources":[]}]}"#);
}

#[tokio::test]
async fn speaks_the_language_asked_for_by_its_primary_subtag() {
    let app = TestApp::new();
    for (tag, name) in [("en", "Fitting"), ("en-GB", "Fitting"), ("de-AT", "Anpassung"), ("fr", "Anpassung")] {
        let shop = app.get(&format!("/api/v1/shop?lang={tag}")).await.json();
        assert_eq!(shop["services"][0]["name"], name, "{tag}");
    }
}

#[tokio::test]
async fn offers_a_choice_of_resources_only_where_the_service_does() {
    let app =
        TestApp::with("UPDATE services SET choice = 1; UPDATE resources SET online = 0 WHERE id = 'kabine-2'", true);
    let shop = app.get("/api/v1/shop").await.json();
    assert_eq!(shop["services"][0]["resources"], serde_json::json!([{"id": "kabine-1", "name": "Kabine 1"}]));
}

#[tokio::test]
async fn services_not_bookable_online_are_not_listed() {
    let app = TestApp::with("UPDATE services SET online = 0", true);
    assert_eq!(app.get("/api/v1/shop").await.json()["services"], serde_json::json!([]));
}

#[tokio::test]
async fn with_days_the_first_page_of_the_only_service_comes_along() {
    let app = TestApp::new();
    let page = app.get("/api/v1/availability?service=anpassung&days=3").await.json();
    assert_eq!(app.get("/api/v1/shop?days=3").await.json()["availability"], page);
    assert_eq!(app.get("/api/v1/shop?days=3&service=anpassung").await.json()["availability"], page);
    assert!(app.get("/api/v1/shop").await.json().get("availability").is_none());
    for unknown in ["service=fehlt", "service=anpassung&resource=fehlt"] {
        let shop = app.get(&format!("/api/v1/shop?days=3&{unknown}")).await.json();
        assert!(shop.get("availability").is_none(), "{unknown}");
    }
    let room = app.get("/api/v1/shop?days=3&resource=kabine-2").await.json();
    assert_eq!(room["availability"]["resource"]["id"], "kabine-2");
}

#[tokio::test]
async fn of_several_services_none_is_guessed_and_a_wrong_number_of_days_is_refused() {
    let app = TestApp::with(&seed::service("hoertest", "Hörtest", 30, &[&["kabine-1"]]), true);
    assert!(app.get("/api/v1/shop?days=3").await.json().get("availability").is_none());
    let refused = app.get("/api/v1/shop?days=32").await;
    assert_eq!(
        (refused.status, refused.json()["fields"][0]["field"].clone()),
        (StatusCode::UNPROCESSABLE_ENTITY, "days".into())
    );
}

#[tokio::test]
async fn the_description_names_every_operation() {
    let app = TestApp::new();
    let description = app.get("/api/v1/openapi.json").await;
    assert_eq!(description.status, StatusCode::OK);
    let paths = description.json()["paths"].clone();
    for (path, methods) in [
        ("/api/v1/shop", vec!["get"]),
        ("/api/v1/availability", vec!["get"]),
        ("/api/v1/bookings", vec!["post"]),
        ("/api/v1/bookings/{token}", vec!["get", "patch", "delete"]),
        ("/api/v1/bookings/{token}/availability", vec!["get"]),
        ("/api/v1/changes", vec!["get"]),
        ("/api/v1/openapi.json", vec!["get"]),
    ] {
        for method in methods {
            assert!(paths[path][method].is_object(), "{method} {path}");
        }
    }
}
