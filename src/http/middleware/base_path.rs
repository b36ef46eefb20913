//! A public address with a path, such as `https://example.de/termine`. Inside, every address begins at the root; this is the
//! only place that knows the path. `strip` takes it off requests, unless a proxy has done so, and [`put_before`] puts it
//! before what answers name: the addresses in pages, and where they lead to.
//!
//! In a page an address is the value of one of `ATTRIBUTES`, in double quotes. Nothing else looks like that: templates
//! escape quotes in all they insert. Scripts find the path in their own address (`widget/planner/root.ts`).

use crate::http::state::App;
use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Uri, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::Response;

/// The attributes whose values are addresses.
const ATTRIBUTES: [&str; 7] = ["href", "src", "action", "formaction", "data-challenge", "data-events", "data-list"];

/// The router for a server whose public address may have a path. The path goes before requests are routed.
pub fn below(router: Router, app: &App) -> Router {
    if app.settings.base_path().is_empty() {
        return router;
    }
    Router::new().fallback_service(router).layer(from_fn_with_state(app.clone(), strip))
}

async fn strip(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = app.settings.base_path();
    if let Some(uri) = without(path, request.uri()) {
        *request.uri_mut() = uri;
    }
    strip_referrer(request.headers_mut(), &app.settings.public_url, path);
    next.run(request).await
}

/// The address without the path; `None`: it does not begin with it.
pub fn without(path: &str, uri: &Uri) -> Option<Uri> {
    let rest = rest_of(uri.path_and_query()?.as_str(), path)?;
    let rest = if rest.starts_with('/') { rest.to_owned() } else { format!("/{rest}") };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(rest.parse().ok()?);
    Uri::from_parts(parts).ok()
}

/// What follows the path: nothing, a slash or a query.
fn rest_of<'a>(address: &'a str, path: &str) -> Option<&'a str> {
    address.strip_prefix(path).filter(|rest| rest.is_empty() || rest.starts_with(['/', '?']))
}

/// The page that a request came from, as handlers know it.
fn strip_referrer(headers: &mut HeaderMap, public_url: &str, path: &str) {
    let origin = public_url.strip_suffix(path).unwrap_or(public_url);
    let stripped = headers.get(header::REFERER).and_then(|value| {
        let rest = rest_of(value.to_str().ok()?.strip_prefix(origin)?, path)?;
        HeaderValue::try_from(format!("{origin}{rest}")).ok()
    });
    if let Some(value) = stripped {
        headers.insert(header::REFERER, value);
    }
}

/// Puts the path before the addresses in an answer.
pub async fn put_before(path: &str, mut response: Response) -> Response {
    let leads_to = response.headers().get(header::LOCATION).and_then(|value| value.to_str().ok());
    if let Some(to) = leads_to.filter(|to| is_ours(to))
        && let Ok(value) = HeaderValue::try_from(format!("{path}{to}"))
    {
        response.headers_mut().insert(header::LOCATION, value);
    }
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if kind.starts_with("text/html") { in_page(path, response).await } else { response }
}

/// Whether an address begins at the root of this server.
fn is_ours(address: &str) -> bool {
    address.starts_with('/') && !address.starts_with("//")
}

async fn in_page(path: &str, response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // Pages are in memory already.
    let Ok(bytes) = to_bytes(body, usize::MAX).await else { return Response::from_parts(parts, Body::empty()) };
    let Ok(page) = str::from_utf8(&bytes) else { return Response::from_parts(parts, Body::from(bytes)) };
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(with_path(page, path)))
}

fn with_path(page: &str, path: &str) -> String {
    let mut written = String::with_capacity(page.len() + page.len() / 8);
    let mut rest = page;
    while let Some(at) = rest.find("=\"/") {
        let (before, address) = rest.split_at(at + 2);
        written.push_str(before);
        let name = before[..at].rsplit(char::is_whitespace).next().unwrap_or_default();
        if ATTRIBUTES.contains(&name) && is_ours(address) {
            written.push_str(path);
        }
        rest = address;
    }
    written + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_path_is_taken_off_where_it_stands_alone() {
        let without = |address: &str| without("/termine", &address.parse().unwrap()).map(|uri| uri.to_string());
        let some = |address: &str| Some(address.to_owned());
        assert_eq!(without("/termine"), some("/"));
        assert_eq!(without("/termine/"), some("/"));
        assert_eq!(without("/termine?lang=en"), some("/?lang=en"));
        assert_eq!(without("/termine/planner?a=/termine/b"), some("/planner?a=/termine/b"));
        assert_eq!(without("/termine/termine/x"), some("/termine/x"), "once");
        for other in ["/", "/planner", "/terminex", "/x/termine/y"] {
            assert_eq!(without(other), None, "{other}");
        }
    }

    #[test]
    fn addresses_in_pages_get_the_path_and_nothing_else_does() {
        let page = r#"<a href="/planner">/planner</a><form action="/" data-x="/y"><input value="/planner"><img src="//a.example/b"><a class="x"
href="/t/a?b=/c"><a href="https://a.example/"><a href="?x=1"><p>href=&#34;/planner&#34;</p>"#;
        let expected = r#"<a href="/termine/planner">/planner</a><form action="/termine/" data-x="/y"><input value="/planner"><img src="//a.example/b"><a class="x"
href="/termine/t/a?b=/c"><a href="https://a.example/"><a href="?x=1"><p>href=&#34;/planner&#34;</p>"#;
        assert_eq!(with_path(page, "/termine"), expected);
    }

    #[test]
    fn the_page_that_a_request_came_from_is_told_without_the_path() {
        let told = |from: &'static str| {
            let mut headers: HeaderMap = [(header::REFERER, HeaderValue::from_static(from))].into_iter().collect();
            strip_referrer(&mut headers, "https://a.example/termine", "/termine");
            headers[header::REFERER].to_str().unwrap().to_owned()
        };
        assert_eq!(told("https://a.example/termine/planner?x"), "https://a.example/planner?x");
        for other in ["https://a.example/planner", "https://b.example/termine/planner"] {
            assert_eq!(told(other), other);
        }
    }
}
