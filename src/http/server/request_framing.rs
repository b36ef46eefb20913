//! Requests that a proxy in front might have read otherwise than we do. Where two readings are possible, one connection of
//! the proxy's could carry a stranger's request inside somebody else's.
//!
//! hyper refuses what is broken: folded headers, two different lengths, a space before the colon. What it lets pass is dealt with here.

use super::super::error::{ApiError, Code};
use axum::Router;
use axum::body::Body;
use axum::http::{HeaderValue, Request, Version, header};
use axum::response::{IntoResponse, Response};
use std::convert::Infallible;
use tower::Service;

/// Answers a request, unless it names no host or several (RFC 9112 section 3.2).
///
/// After a body in chunks the connection closes: hyper drops a length that came with them, so that it cannot be seen
/// whether there were both (section 6.3). Browsers and proxies send lengths; only uploads of unknown size pay for it.
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
