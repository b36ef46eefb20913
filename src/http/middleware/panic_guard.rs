//! Converts panics and time-outs of handlers into responses.

use super::super::error;
use super::super::error::ApiError;
use axum::response::Response;
use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// Limit for the head of a response, including reading the request body. An event stream sends its head at once, so
/// streams are not affected.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Turns a panic into a 500 and a time-out into a 503.
///
/// A handler that times out is dropped, but a write transaction it has started is still completed by the writer;
/// therefore bookings have an idempotency key.
pub async fn guard(answer: impl Future<Output = Response>) -> Response {
    guard_within(ANSWER_WITHIN, answer).await
}

async fn guard_within(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    // Unwind safe: the state of a panicking handler is dropped with it, and shared state has its own locks.
    match tokio::time::timeout(limit, AssertUnwindSafe(answer).catch_unwind()).await {
        Ok(Ok(response)) => response,
        Ok(Err(panic)) => error::answer(ApiError::internal(panic_text(&*panic))),
        Err(_) => error::answer(ApiError::busy()),
    }
}

fn panic_text(panic: &(dyn Any + Send)) -> String {
    let text = panic.downcast_ref::<&str>().copied().or_else(|| panic.downcast_ref::<String>().map(String::as_str));
    format!("a handler panicked: {}", text.unwrap_or("without a text"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::StatusCode;

    #[tokio::test]
    async fn a_panic_is_answered() {
        let response = guard_within(ANSWER_WITHIN, async { panic!("on purpose") }).await;
        assert_eq!(response.status(), StatusCode::INTERNAL_SERVER_ERROR);
    }

    #[tokio::test]
    async fn an_answer_that_never_comes_is_given_up() {
        let response = guard_within(Duration::ZERO, std::future::pending()).await;
        assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(response.headers().contains_key("retry-after"));
    }
}
