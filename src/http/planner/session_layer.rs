//! The layer that asks for the session of every page but those for signing in: by which session, the browser's cookies say
//! (`browser_session`). What changes anything is taken from our own pages only, whatever the cookies say.

use super::auth::{Head, Operator, sign_in_first};
use super::browser_session::find_session;
use super::{error_layout, password_page};
use crate::http::client_address::ClientAddress;
use crate::http::error::{self, ApiError, Code};
use crate::http::middleware::rate_limits::Action;
use crate::http::middleware::request_context::{Reader, RequestContext};
use crate::http::middleware::same_origin;
use crate::http::state::App;
use crate::operations::accounts;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{Method, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};

/// The layer: passes on who is signed in, and sends everybody else to sign in. Where a handler wants the password first, it
/// is asked for, and what was asked is done once it was given.
pub async fn require_session(State(app): State<App>, request: Request, next: Next) -> Response {
    let (head, body) = split(request);
    let mut operator = match admit(&app, &head).await {
        Ok(operator) => operator,
        Err(answer) => return answer,
    };
    if operator.lacks_factor && !is_open_without_factor(head.uri().path()) {
        return lead_to_factor(&operator, &head).await;
    }
    let back = error_layout::back(&head);
    let request = head.map(|()| body);
    let answer = match password_page::open(&app, &mut operator, request).await {
        Ok((interrupted, mut request)) => {
            request.extensions_mut().insert(operator.clone());
            let answer = next.run(request).await;
            password_page::ask_where_required(&operator, interrupted, answer).await
        }
        Err(answer) => answer,
    };
    error_layout::in_frame(&operator, back, answer).await
}

/// What an owner can do before they have the second factor that the shop demands: make one, or leave.
fn is_open_without_factor(path: &str) -> bool {
    let is_account = path == "/planner/account" || path.starts_with("/planner/account/");
    is_account || path.starts_with("/planner/confirm") || ["/planner/sign-out", "/planner/events"].contains(&path)
}

async fn lead_to_factor(operator: &Operator, request: &Head) -> Response {
    if opens_page(request) {
        return Redirect::to("/planner/account/second-factor").into_response();
    }
    let refusal = ApiError::new(Code::NotAllowed, "Add a second factor first, at /planner/account/second-factor.");
    error_layout::in_frame(operator, None, error::answer(refusal)).await
}

/// What is answered where no route is: that of who is signed in, in the planner, and the way in to everybody else there.
pub async fn answer_elsewhere(State(app): State<App>, request: Request, error: ApiError) -> Response {
    let in_planner = RequestContext::current().is_some_and(|context| context.reader == Reader::Operator);
    if !in_planner {
        return error::answer(error);
    }
    let (head, _) = split(request);
    match admit(&app, &head).await {
        Ok(operator) => error_layout::in_frame(&operator, error_layout::back(&head), error::answer(error)).await,
        Err(answer) => answer,
    }
}

fn split(request: Request) -> (Head, Body) {
    let (parts, body) = request.into_parts();
    (Head::from_parts(parts, ()), body)
}

/// Who sends this request, or what they are answered. Who has no session may look that up only as often as visitors may read.
async fn admit(app: &App, request: &Head) -> Result<Operator, Response> {
    match use_session(app, request).await {
        Ok(Some(operator)) => Ok(operator),
        Ok(None) => {
            count_stranger(app, request).map_err(error::answer)?;
            Err(refuse(request))
        }
        Err(error) => Err(error::answer(error)),
    }
}

fn count_stranger(app: &App, request: &Head) -> Result<(), ApiError> {
    app.limits.check(Action::Read, ClientAddress::of_request(request, &app.settings.trusted_proxies))
}

/// Set by our scripts where they only keep a page up to date: nobody need be at the device.
const IN_BACKGROUND: &str = "x-in-background";

/// Set by our scripts where they send a form: the path of the page that shows the answer. Where a redirect leads to another
/// one, the browser opens that page itself.
const SHOWN_ON: &str = "x-shown-on";

async fn use_session(app: &App, request: &Head) -> Result<Option<Operator>, ApiError> {
    let headers = request.headers();
    let Some(session) = find_session(app, headers).await? else { return Ok(None) };
    let is_kept_up = headers.contains_key(IN_BACKGROUND);
    if !is_kept_up {
        accounts::note_use(&app.store, &session).await?;
    }
    let leads_away = headers.get(SHOWN_ON).is_some_and(|path| path.as_bytes() != request.uri().path().as_bytes());
    let in_background = is_kept_up || leads_away;
    Ok(Some(Operator { in_background, path: request.uri().path().to_owned(), ..Operator::of(app, session) }))
}

/// Whether a person opened a page.
fn opens_page(request: &Head) -> bool {
    let accepts = request.headers().get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    request.method() == Method::GET && accepts.contains("text/html")
}

/// A person who opened a page is led to the sign-in and from there back; anything else is told.
fn refuse(request: &Head) -> Response {
    if !opens_page(request) {
        return error::answer(sign_in_first());
    }
    let wanted = request.uri().path_and_query().map_or("/planner", |wanted| wanted.as_str());
    let query = form_urlencoded::Serializer::new(String::new()).append_pair("to", wanted).finish();
    Redirect::to(&format!("/planner/sign-in?{query}")).into_response()
}

/// The layer around all of it: what changes anything comes from our own pages, and says so.
pub async fn guard_origin(State(app): State<App>, request: Request, next: Next) -> Response {
    let reads = matches!(*request.method(), Method::GET | Method::HEAD | Method::OPTIONS);
    if reads || same_origin::says_same_origin(request.headers(), &app.settings.public_url) {
        return next.run(request).await;
    }
    let refused = error::answer(same_origin::refusal());
    let (head, _) = split(request);
    match find_session(&app, head.headers()).await {
        Ok(Some(session)) => error_layout::in_frame(&Operator::of(&app, session), None, refused).await,
        _ => match count_stranger(&app, &head) {
            Ok(()) => refused,
            Err(error) => error::answer(error),
        },
    }
}
