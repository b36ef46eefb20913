//! Metrics for Prometheus (`--metrics-listen`): requests, bookings, streams, mails. No personal data, no paths, no
//! addresses. On its own listener, so that they are not public.

pub mod counters;

use crate::http::health;
use crate::http::state::App;
use crate::operations::mail;
use axum::Router;
use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::IntoResponse;
use axum::routing::get;
use std::fmt::Write;

/// The route of the metrics listener.
pub fn router(app: App) -> Router {
    let elsewhere = async || (StatusCode::NOT_FOUND, "The numbers are at /metrics, the state at /health.\n");
    Router::new()
        .route("/metrics", get(show_metrics))
        .route("/health", get(health::show_details))
        .fallback(elsewhere)
        .with_state(app)
}

async fn show_metrics(State(app): State<App>) -> impl IntoResponse {
    let mut text = counted(&app);
    // A database that cannot be read must not hide the other metrics.
    match mail::count_by_state(&app.store).await {
        Ok(mails) => {
            let samples = mails.into_iter().map(|(state, mails)| (format!("{{state=\"{state}\"}}"), u64::from(mails)));
            family(
                &mut text,
                "terminplaner_outbox_mails",
                "gauge",
                "Mails in the outbox, by what became of them.",
                samples,
            );
        }
        Err(error) => tracing::warn!(%error, "the outbox could not be counted"),
    }
    backups(&app, &mut text);
    match mail::oldest_due(&app.store).await {
        Ok(oldest) => {
            let age = oldest.map_or(0, |oldest| (app.clock.now() - oldest).num_seconds().try_into().unwrap_or(0));
            family(
                &mut text,
                "terminplaner_oldest_due_mail_seconds",
                "gauge",
                "How long the oldest mail waits that is due; 0: none waits.",
                [(String::new(), age)].into_iter(),
            );
        }
        Err(error) => tracing::warn!(%error, "the outbox could not be read"),
    }
    ([(header::CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"), (header::CACHE_CONTROL, "no-store")], text)
}

fn counted(app: &App) -> String {
    let metrics = &app.metrics;
    let one = |number: u64| [(String::new(), number)].into_iter();
    let mut text = String::new();
    let answered = metrics.answered().map(|(class, number)| (format!("{{class=\"{class}\"}}"), number));
    family(&mut text, "terminplaner_requests_total", "counter", "Requests answered, by class of status.", answered);
    family(
        &mut text,
        "terminplaner_bookings_total",
        "counter",
        "Bookings made online.",
        one(app.store.booked_online()),
    );
    let streams = app.limits.open_streams();
    family(&mut text, "terminplaner_open_streams", "gauge", "Event streams open now.", one(streams));
    text
}

fn backups(app: &App, text: &mut String) {
    let Some(state) = app.backups.as_ref().map(|backups| backups.state()) else { return };
    let one = |number: u64| [(String::new(), number)].into_iter();
    let age = state.last_at.map(|at| (app.clock.now() - at).num_seconds().try_into().unwrap_or_default());
    let (name, help) = ("terminplaner_backup_age_seconds", "Age of the newest daily copy; absent: there is none.");
    family(text, name, "gauge", help, age.into_iter().flat_map(one));
    let (name, help) = ("terminplaner_backup_failed", "Whether the last attempt at the daily copy has failed.");
    family(text, name, "gauge", help, one(u64::from(state.has_failed)));
}

/// Writes one metric family in the Prometheus text format.
fn family(text: &mut String, name: &str, kind: &str, help: &str, samples: impl Iterator<Item = (String, u64)>) {
    // Writing to a string never fails.
    let _ = writeln!(text, "# HELP {name} {help}\n# TYPE {name} {kind}");
    for (labels, number) in samples {
        let _ = writeln!(text, "{name}{labels} {number}");
    }
}
