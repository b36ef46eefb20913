//! Protection against request smuggling: refuses requests that a proxy may have framed differently. Otherwise one
//! client's request could be hidden inside another's on a connection of the proxy.
//!
//! hyper rejects obsolete line folding, conflicting lengths and a space before the colon. The remaining cases are
//! handled here.

use super::super::error::{ApiError, Code};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Version, header};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use tower::Service;

/// Handles a request unless it has no host or several (RFC 9112 section 3.2).
///
/// The connection is closed after a chunked body: hyper drops a Content-Length sent with it, so that having both
/// (section 6.3) cannot be detected. Browsers and proxies send lengths; only uploads of unknown size are affected.
pub async fn answer(mut router: Router, request: Request<Body>) -> Result<Response, Infallible> {
    let is_1_1 = request.version() == Version::HTTP_11;
    if is_1_1 && request.headers().get_all(header::HOST).iter().count() != 1 {
        return Ok(closing(refusal().into_response()));
    }
    let in_chunks = is_1_1 && request.headers().contains_key(header::TRANSFER_ENCODING);
    let response = router.call(request).await?;
    Ok(if in_chunks { closing(response) } else { response })
}

fn refusal() -> ApiError {
    ApiError::new(Code::MalformedRequest, "Send one header Host, and not more than one.")
}

fn closing(mut response: Response) -> Response {
    response.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    response
}
