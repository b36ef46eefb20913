//! Whether the shop works: `/healthz` for load balancers and monitors, and `/health` with the details, on the address of the
//! metrics only.

use super::error::ApiError;
use super::state::App;
use crate::operations::mail;
use axum::Json;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use serde_json::{Value, json};

/// `GET /healthz`: 200 if the database can be written.
///
/// # Errors
/// 503.
pub async fn show_health(State(app): State<App>) -> Result<impl IntoResponse, ApiError> {
    app.health.check(&app.store).await?;
    Ok((StatusCode::OK, [(header::CACHE_CONTROL, "no-store")], "ok\n"))
}

/// `GET /health` of the metrics' address: what `/healthz` looks at, and what a person should look after.
pub async fn show_details(State(app): State<App>) -> impl IntoResponse {
    let written = app.health.check(&app.store).await;
    let mails = mail::count_by_state(&app.store).await;
    let mails = mails.map(|mails| mails.into_iter().map(|(state, count)| (state.to_string(), json!(count))).collect());
    let status = if written.is_ok() { StatusCode::OK } else { StatusCode::SERVICE_UNAVAILABLE };
    let details = json!({
        "database": match written {
            Ok(()) => "ok".to_owned(),
            Err(error) => error.to_string(),
        },
        "backup": backup(&app),
        "mails": mails.map_or(Value::Null, Value::Object),
    });
    (status, [(header::CACHE_CONTROL, "no-store")], Json(details))
}

/// `null`: no daily copies are made.
fn backup(app: &App) -> Value {
    let Some(state) = app.backups.as_ref().map(|backups| backups.state()) else { return Value::Null };
    let age = state.last_at.map(|at| (app.clock.now() - at).num_seconds());
    json!({ "age_seconds": age, "last_attempt": if state.has_failed { "failed" } else { "ok" } })
}
