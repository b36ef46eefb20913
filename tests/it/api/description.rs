//! `/api/v1/openapi.json`: the contents of the description. That responses match it is tested by
//! `tests/contract/run`.

use crate::harness::TestApp;
use serde_json::Value;
use terminplaner::http::error::Code;

async fn description() -> Value {
    TestApp::new().get("/api/v1/openapi.json").await.json()
}

/// All operations: path, method, description.
fn operations(description: &Value) -> Vec<(String, String, Value)> {
    let mut all = Vec::new();
    for (path, methods) in description["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            all.push((path.clone(), method.clone(), operation.clone()));
        }
    }
    all
}

#[tokio::test]
async fn every_operation_names_every_status_it_may_have() {
    let description = description().await;
    let all = operations(&description);
    assert_eq!(all.len(), 9);
    for (path, method, operation) in all {
        let statuses: Vec<_> = operation["responses"].as_object().unwrap().keys().map(String::as_str).collect();
        for status in ["429", "500", "503"] {
            assert!(statuses.contains(&status), "{method} {path}: {statuses:?}");
        }
        if operation.get("requestBody").is_some() {
            for status in ["400", "413", "415", "422"] {
                assert!(statuses.contains(&status), "{method} {path}: {statuses:?}");
            }
        }
        if path.contains("{token}") {
            assert!(statuses.contains(&"404"), "{method} {path}: {statuses:?}");
        }
        assert!(operation["operationId"].is_string() && operation["summary"].is_string());
    }
}

#[tokio::test]
async fn parameters_stand_where_they_are_read() {
    for (path, method, operation) in operations(&description().await) {
        for parameter in operation["parameters"].as_array().into_iter().flatten() {
            let name = parameter["name"].as_str().unwrap();
            let expected = match name {
                "token" => "path",
                "Idempotency-Key" => "header",
                _ => "query",
            };
            assert_eq!(parameter["in"], expected, "{method} {path}: {name}");
            let is_required = name == "token" || (name == "service" && path == "/api/v1/availability");
            assert_eq!(parameter["required"], is_required, "{method} {path}: {name}");
        }
    }
}

#[tokio::test]
async fn words_are_listed_from_the_code() {
    let description = description().await;
    let schemas = &description["components"]["schemas"];
    let codes: Vec<_> = Code::ALL.iter().map(|code| code.word()).collect();
    assert_eq!(schemas["Problem"]["properties"]["code"]["enum"], serde_json::json!(codes));
    let field_codes = schemas["FieldError"]["properties"]["code"]["enum"].as_array().unwrap();
    for code in ["required", "invalid", "too_long", "looks_like_link", "not_offered", "wrong_type", "duplicate"] {
        assert!(field_codes.contains(&code.into()), "{code}");
    }
    let statuses = &schemas["BookingResponse"]["properties"]["status"]["enum"];
    assert_eq!(*statuses, serde_json::json!(["requested", "confirmed", "declined", "cancelled", "done", "no_show"]));
    assert_eq!(schemas["BookingResponse"]["properties"]["start"]["format"], "date-time");
    let required = schemas["CreateBookingBody"]["required"].as_array().unwrap();
    assert_eq!(required.len(), 3, "{required:?}");
    assert!(schemas["CreateBookingBody"]["properties"]["service"].get("default").is_none());
}

#[tokio::test]
async fn a_booking_may_be_in_the_languages_of_the_shop() {
    let of = async |shop: TestApp| {
        let description: Value = shop.get("/api/v1/openapi.json").await.json();
        description["components"]["schemas"]["CreateBookingBody"]["properties"]["language"]["pattern"].clone()
    };
    assert_eq!(of(TestApp::new()).await, "^([dD][eE]|[eE][nN])([-_].*)?$");
    let french = TestApp::with("UPDATE shop SET languages = '[\"de\",\"fr\"]'", true);
    assert_eq!(of(french).await, "^([dD][eE]|[fF][rR])([-_].*)?$");
}
