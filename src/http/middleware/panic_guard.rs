//! What no handler may do to its visitor: panic without an answer, or never answer.

use super::super::error;
use super::super::error::ApiError;
use axum::response::Response;
use futures_util::FutureExt;
use std::any::Any;
use std::panic::AssertUnwindSafe;
use std::time::Duration;

/// How long an answer's head may take, the reading of the body included. An event stream's head comes at once, so that
/// streams need no exception.
const ANSWER_WITHIN: Duration = Duration::from_secs(10);

/// Turns a panic into a 500 and an answer that takes too long into a 503.
///
/// A handler that is given up on is dropped; a transaction that it has begun elsewhere ends there all the same, which is
/// why bookings carry an idempotency key.
pub async fn guard(answer: impl Future<Output = Response>) -> Response {
    guard_within(ANSWER_WITHIN, answer).await
}

async fn guard_within(limit: Duration, answer: impl Future<Output = Response>) -> Response {
    // Unwind safe: what a panicking handler leaves behind is dropped with it, and shared state has locks of its own.
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
