//! Asks who is signed in for the password, or one of their second factors, where a handler wants it first
//! ([`super::auth::Proven`], a resting [`super::auth::Owner`]), and then goes on with what was asked.
//!
//! The page carries what was asked as hidden fields: a form is sent once more to where it was sent, with the password in
//! a field of its own, which is taken out of it here before any handler sees it. A page is led to by [`go_on`]. What holds a
//! password or a file is not written into a page: its form is filled in again.

use super::auth::Head;
use super::error_layout;
use super::form::Form;
use super::layout;
use super::redirect::inside;
use crate::http::error::page::ErrorPageContext;
use crate::http::error::{self, messages};
use crate::http::extract::{form_bytes, is_form};
use crate::http::middleware::request_context::{Reader, RequestContext};
use crate::http::planner::prelude::*;
use crate::http::sign_in_guard::Source;
use crate::operations::accounts::{GivenPassword, Proof};
use axum::body::Body;
use axum::http::Method;

/// The field of the password. No other form of ours has one of this name.
const PASSWORD: &str = "your_password";
/// The field of a passkey's answer in the place of the password.
const PASSKEY: &str = "your_passkey";
/// The fields of our forms that hold a secret.
pub const SECRETS: [&str; 2] = ["password", "present"];
/// Where the page leads on from that asks before another page.
const CONFIRM: &str = "/planner/confirm";

/// What waits for the password.
pub struct Interrupted {
    /// Where it is sent.
    action: String,
    /// What is sent.
    fields: FormData,
    /// Whether something has to be typed again afterwards.
    again: bool,
    /// The page that it was asked on, if it was another one.
    back: Option<String>,
}

impl Interrupted {
    /// A page, or what is sent by other means than a plain form: then the page that it was sent from.
    fn page(head: &Head) -> Self {
        let reads = matches!(*head.method(), Method::GET | Method::HEAD);
        let to =
            if reads { head.uri().path_and_query().map(ToString::to_string) } else { error_layout::referrer(head) };
        let fields = FormData::of("to", inside(&to.unwrap_or_default()));
        Self { action: CONFIRM.to_owned(), fields, again: !reads, back: error_layout::back(head) }
    }

    fn form(head: &Head, form: &FormData) -> Self {
        if SECRETS.iter().any(|secret| form.has(secret)) {
            return Self::page(head);
        }
        let action = head.uri().path_and_query().map(ToString::to_string).unwrap_or_default();
        Self { action, fields: form.clone(), again: false, back: error_layout::back(head) }
    }
}

/// Why the page asks once more.
enum Problem {
    Wrong,
    Passkey,
    Wait(u64),
}

/// Before the handler: takes the password out of a form that brings one. Where it is right, `operator` has proven it.
///
/// # Errors
/// The answer to a form that cannot be read, and the page again where it is another password.
pub async fn open(app: &App, operator: &mut Operator, request: Request) -> Result<(Interrupted, Request), Response> {
    let (parts, body) = request.into_parts();
    let head = Head::from_parts(parts.clone(), ());
    let request = Request::from_parts(parts, body);
    if *head.method() != Method::POST || !is_form(head.headers()) {
        return Ok((Interrupted::page(&head), request));
    }
    let text = form_bytes(request, &()).await.map_err(|error| PageError::from(error).into_response())?;
    let (password, form) = FormData::parse(&text).map_err(IntoResponse::into_response)?.without(PASSWORD);
    let (passkey, form) = form.without(PASSKEY);
    let interrupted = Interrupted::form(&head, &form);
    let proven = match (passkey, password) {
        (Some(answer), _) => prove_by_passkey(app, operator, &answer).await,
        (None, Some(password)) => prove(app, operator, &head, password).await,
        (None, None) => return Ok((interrupted, with_body(head, text))),
    };
    match proven {
        Ok(None) => Ok((interrupted, with_body(head, form.encoded()))),
        Ok(Some(problem)) => Err(interrupted.ask(operator, Some(problem)).await),
        Err(error) => Err(error::answer(error)),
    }
}

fn with_body(head: Head, form: String) -> Request {
    let mut request = head.map(|()| Body::from(form));
    request.headers_mut().remove(header::CONTENT_LENGTH);
    request
}

/// Guessing from a device that was left alone is slowed down as it is at the door.
async fn prove(app: &App, operator: &mut Operator, head: &Head, password: String) -> Result<Option<Problem>, ApiError> {
    let (user, source) = (&operator.user, Source::Session(operator.token.clone()));
    if let Err(seconds) = app.sign_ins.may_try(&user.email, &source) {
        return Ok(Some(Problem::Wait(seconds)));
    }
    let given = GivenPassword { text: password, browser: app.cookies.browser(head.headers()) };
    if !accounts::prove(&app.store, &operator.token, user.id, given).await? {
        return Ok(Some(Problem::Wrong));
    }
    app.sign_ins.succeeded(&user.email, &source);
    operator.proof = Proof::Recent;
    Ok(None)
}

/// Nobody guesses a passkey.
async fn prove_by_passkey(app: &App, operator: &mut Operator, answer: &str) -> Result<Option<Problem>, ApiError> {
    let Some(party) = &app.relying_party else { return Ok(Some(Problem::Passkey)) };
    let who = (operator.user.id, &operator.token);
    if !accounts::prove_by_passkey(&app.store, party, &app.challenges, who, answer).await? {
        return Ok(Some(Problem::Passkey));
    }
    operator.proof = Proof::Recent;
    Ok(None)
}

/// `POST /planner/confirm/passkey`: a challenge for `navigator.credentials.get`.
pub async fn challenge(State(app): State<App>, operator: Operator) -> Result<Json<serde_json::Value>, PageError> {
    let party = app.relying_party.as_ref().ok_or_else(ApiError::not_found)?;
    let session = Some((operator.user.id, &operator.token));
    Ok(Json(accounts::begin_passkey_use(&app.store, party, &app.challenges, session).await?))
}

/// After the handler: asks for the password where it wants one, and leaves every other answer as it is.
pub async fn ask_where_required(operator: &Operator, interrupted: Interrupted, answer: Response) -> Response {
    let required =
        answer.extensions().get::<ErrorPageContext>().is_some_and(|told| told.code == Code::PasswordRequired);
    if !required {
        return answer;
    }
    if RequestContext::current().is_some_and(|context| context.wants_page) {
        return interrupted.ask(operator, None).await;
    }
    error::answer(ApiError::new(Code::PasswordRequired, "Give your password first, on a page of the planner."))
}

/// `POST /planner/confirm`: on to the page that the password was wanted for.
pub async fn go_on(_: Proven<Operator>, form: FormData) -> Redirect {
    Redirect::to(inside(form.text("to")))
}

#[derive(Template)]
#[template(path = "planner/password.html")]
struct PasswordPage {
    frame: Layout,
    title: &'static str,
    sentence: &'static str,
    email: String,
    /// The name of the password's field.
    field: &'static str,
    /// The same of a passkey's answer, where the account has one that works at this host.
    passkey_field: Option<&'static str>,
    /// Whether a code of the app is taken too.
    takes_app_codes: bool,
    f: i18n::Texts<planner::SecondFactor>,
    script: String,
    form: Form,
    interrupted: Interrupted,
}

impl PasswordPage {
    fn label(&self) -> &'static str {
        if self.takes_app_codes { self.f.password_or_code() } else { self.frame.t.password() }
    }
}

impl Interrupted {
    async fn ask(self, operator: &Operator, problem: Option<Problem>) -> Response {
        match self.page_that_asks(operator, problem).await {
            Ok(page) => page,
            Err(error) => error.into_response(),
        }
    }

    async fn page_that_asks(self, operator: &Operator, problem: Option<Problem>) -> PageResult {
        let app = &operator.app;
        let frame = Layout::new(operator, Area::Nowhere).await?;
        let f = i18n::Texts::<planner::SecondFactor>::of(operator.language);
        let factors = accounts::second_factors(&app.store, operator.user.id).await?;
        let mut form = Form::new(operator.language);
        let (status, wait) = match problem {
            None => (Code::PasswordRequired.status(), None),
            Some(Problem::Passkey) => {
                form.refuse(PASSWORD, f.passkey_not_made());
                (StatusCode::UNPROCESSABLE_ENTITY, None)
            }
            Some(Problem::Wrong) => {
                let takes_codes = factors.takes_app_codes();
                form.refuse(PASSWORD, if takes_codes { f.not_yours() } else { frame.t.not_your_password() });
                (StatusCode::UNPROCESSABLE_ENTITY, None)
            }
            Some(Problem::Wait(seconds)) => {
                form.refuse(PASSWORD, frame.t.wait(seconds));
                (StatusCode::TOO_MANY_REQUESTS, Some(seconds))
            }
        };
        let (title, sentence) = messages::words(Code::PasswordRequired, Reader::Operator, operator.language);
        let email = operator.user.email.to_string();
        let works_here = |host: &str| app.relying_party.as_ref().is_some_and(|party| party.host == host);
        let page = PasswordPage {
            frame,
            title,
            sentence,
            email,
            field: PASSWORD,
            passkey_field: factors.passkeys.iter().any(|passkey| works_here(&passkey.host)).then_some(PASSKEY),
            takes_app_codes: factors.takes_app_codes(),
            f,
            script: asset_url("planner-passkey.js"),
            form,
            interrupted: self,
        };
        let mut answer = layout::page(status, &page)?;
        error::set_retry_after(&mut answer, wait);
        Ok(answer)
    }
}
