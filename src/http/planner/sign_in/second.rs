//! `/planner/sign-in/code` and `/planner/sign-in/recovery-code`: the second step of a sign-in, for accounts with a second
//! factor. Which sign-in waits for it, a cookie says; without one, it begins anew.

use crate::http::error;
use crate::http::planner::browser_session;
use crate::http::planner::flash::Flash;
use crate::http::planner::inbox::Texts as InboxTexts;
use crate::http::planner::prelude::*;
use crate::http::planner::public_layout::PublicLayout;
use crate::http::sign_in_guard::Source;
use crate::operations::accounts::{FirstStep, SecondFactors, Secret};

/// What these pages say.
type Texts = i18n::Texts<planner::SecondFactor>;

const CODE: &str = "/planner/sign-in/code";
const RECOVERY_CODE: &str = "/planner/sign-in/recovery-code";

/// What is asked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    App,
    Recovery,
}

#[derive(Template)]
#[template(path = "planner/sign_in/code.html")]
struct CodePage {
    door: PublicLayout,
    t: Texts,
    form: Form,
    kind: Kind,
    /// Whether a code of the app can be taken; where there is an app and it cannot, the key of its secret is gone.
    takes_app_codes: bool,
    is_app_locked: bool,
    /// Whether a passkey of the account works at this host; where there is one and it does not, the host has changed.
    has_passkey: bool,
    has_moved: bool,
    /// Who signs in.
    email: String,
    /// Where to go afterwards.
    to: String,
    script: String,
}

impl CodePage {
    async fn new(app: &App, headers: &HeaderMap, waiting: &Waiting, kind: Kind) -> Result<Self, PageError> {
        let door = PublicLayout::new(app, headers);
        let factors = accounts::second_factors(&app.store, waiting.first.user).await?;
        let has_passkey = has_passkey_here(app, &factors);
        Ok(Self {
            t: Texts::of(door.language),
            form: Form::new(door.language),
            kind,
            takes_app_codes: factors.takes_app_codes(),
            is_app_locked: factors.app.is_some() && !factors.takes_app_codes(),
            has_passkey,
            has_moved: !has_passkey && !factors.passkeys.is_empty(),
            email: waiting.first.email.to_string(),
            to: waiting.to.clone(),
            script: super::script(),
            door,
        })
    }

    fn is_recovery(&self) -> bool {
        self.kind == Kind::Recovery
    }

    fn refuse(mut self, wait: Option<u64>) -> PageResult {
        let (status, sentence) = match wait {
            Some(seconds) => (StatusCode::TOO_MANY_REQUESTS, self.door.t.wait(seconds)),
            None if self.is_recovery() => (StatusCode::UNPROCESSABLE_ENTITY, self.t.wrong_recovery_code().to_owned()),
            None => (StatusCode::UNPROCESSABLE_ENTITY, self.t.wrong_code().to_owned()),
        };
        self.form.refuse("code", sentence);
        let mut answer = layout::page(status, &self)?;
        error::set_retry_after(&mut answer, wait);
        Ok(answer)
    }
}

/// A sign-in that waits for its second step.
struct Waiting {
    token: Secret,
    first: FirstStep,
    to: String,
}

impl Waiting {
    fn of(app: &App, headers: &HeaderMap) -> Option<Self> {
        let token = app.cookies.second_step(headers)?;
        let (first, to) = app.second_steps.find(&token, app.clock.now().timestamp())?;
        Some(Self { token, first, to })
    }
}

/// Asks for the second factor, and leads to `to` afterwards.
pub async fn ask(app: &App, first: FirstStep, to: &str) -> PageResult {
    let factors = accounts::second_factors(&app.store, first.user).await?;
    let token = Secret::random()?;
    app.second_steps.keep(&token, (first, to.to_owned()), app.clock.now().timestamp());
    let has_way = factors.takes_app_codes() || has_passkey_here(app, &factors);
    let page = if has_way { CODE } else { RECOVERY_CODE };
    Ok((app.cookies.begin_second_step(&token)?, Redirect::to(page)).into_response())
}

/// Whether a passkey works at this host.
fn has_passkey_here(app: &App, factors: &SecondFactors) -> bool {
    let host = app.relying_party.as_ref().map(|party| party.host.as_str());
    factors.passkeys.iter().any(|passkey| Some(passkey.host.as_str()) == host)
}

fn begin_anew() -> Response {
    Redirect::to("/planner/sign-in").into_response()
}

async fn show(app: &App, headers: &HeaderMap, kind: Kind) -> PageResult {
    match Waiting::of(app, headers) {
        Some(waiting) => layout::page(StatusCode::OK, &CodePage::new(app, headers, &waiting, kind).await?),
        None => Ok(begin_anew()),
    }
}

/// Where a form comes from.
type Sender = (ClientAddress, HeaderMap);

async fn take(app: &App, (client, headers): Sender, form: FormData, kind: Kind) -> PageResult {
    let Some(Waiting { token, first, to }) = Waiting::of(app, &headers) else { return Ok(begin_anew()) };
    let (email, source) = (first.email.clone(), first.device.clone().map_or(Source::Stranger(client), Source::Device));
    let waiting = Waiting { token: token.clone(), first: first.clone(), to: to.clone() };
    if let Err(seconds) = app.sign_ins.may_try(&email, &source) {
        return CodePage::new(app, &headers, &waiting, kind).await?.refuse(Some(seconds));
    }
    let (code, browser, by_link) = (form.text("code"), app.cookies.browser(&headers), first.by_link);
    let completed = match kind {
        Kind::App => accounts::complete_by_app(&app.store, first, code, browser).await,
        Kind::Recovery => accounts::complete_by_recovery_code(&app.store, first, code, browser).await,
    };
    let Some(session) = completed? else {
        return CodePage::new(app, &headers, &waiting, kind).await?.refuse(None);
    };
    app.sign_ins.succeeded(&email, &source);
    app.second_steps.take(&token, app.clock.now().timestamp());
    let language = PublicLayout::new(app, &headers).language;
    let (done, to) = match kind {
        Kind::Recovery => {
            let left = accounts::second_factors(&app.store, session.user.id).await?.codes_left;
            (Some(Texts::of(language).done_recovery(left)), AFTER_RECOVERY)
        }
        Kind::App => (by_link.then(|| InboxTexts::of(language).did_set_password().to_owned()), to.as_str()),
    };
    if let Some(done) = done {
        app.flashes.put(&session.token, Flash::done(done));
    }
    Ok(browser_session::enter(app, &headers, &session, to).await?)
}

/// Who had to use a recovery code has lost something that is replaced here.
const AFTER_RECOVERY: &str = "/planner/account/second-factor";

/// `GET /planner/sign-in/code`
pub async fn show_code(State(app): State<App>, headers: HeaderMap) -> PageResult {
    show(&app, &headers, Kind::App).await
}

/// `POST /planner/sign-in/code`: the code of an app.
pub async fn take_code(State(app): State<App>, sender: Sender, form: FormData) -> PageResult {
    take(&app, sender, form, Kind::App).await
}

/// `GET /planner/sign-in/recovery-code`
pub async fn show_recovery_code(State(app): State<App>, headers: HeaderMap) -> PageResult {
    show(&app, &headers, Kind::Recovery).await
}

/// `POST /planner/sign-in/recovery-code`
pub async fn take_recovery_code(State(app): State<App>, sender: Sender, form: FormData) -> PageResult {
    take(&app, sender, form, Kind::Recovery).await
}
