//! `/planner/account`: what everybody may see and change of their own account.

use super::texts::{Texts, WHOLE};
use crate::http::planner::browser_session;
use crate::http::planner::flash::Flash;
use crate::http::planner::prelude::*;
use crate::http::sign_in_guard::Source;
use crate::operations::accounts::{Error, Refusal, SignInChange};

#[derive(Template)]
#[template(path = "planner/account/own.html")]
struct OwnPage {
    frame: Layout,
    t: Texts,
    form: Form,
    sessions: Vec<Row>,
    f: i18n::Texts<planner::SecondFactor>,
    c: i18n::Texts<planner::Feeds>,
    /// Whether the account has a second factor.
    has_factor: bool,
}

/// A session in the list.
struct Row {
    name: String,
    current: bool,
    /// Browser and system, where they are known.
    device: Option<String>,
    began: String,
    seen: String,
}

impl OwnPage {
    async fn new(operator: &Operator) -> Result<Self, PageError> {
        let (user, zone) = (&operator.user, operator.app.planning().calendar.shop.time_zone);
        let when = |seconds: i64| dates::day_and_time(Minute::of_second(seconds), zone, operator.language);
        let sessions = accounts::own_sessions(&operator.app.store, user.id, &operator.token).await?;
        let sessions = sessions.into_iter().map(|session| Row {
            name: session.name,
            current: session.current,
            device: session.device.in_words(operator.language),
            began: when(session.created_at),
            seen: when(session.seen_at),
        });
        Ok(Self {
            frame: Layout::new(operator, Area::Account).await?,
            t: Texts::of(operator.language),
            form: Form::new(operator.language)
                .with("name", &user.name)
                .with("email", &user.email)
                .with_some("language", user.language.map(Language::tag)),
            sessions: sessions.collect(),
            f: i18n::Texts::of(operator.language),
            c: i18n::Texts::of(operator.language),
            has_factor: accounts::second_factors(&operator.app.store, user.id).await?.is_any(),
        })
    }

    /// The page again, with what was typed in these fields and what is wrong.
    fn refuse(mut self, sent: &FormData, fields: &[&str], refusal: Refusal) -> PageResult {
        fields.iter().for_each(|field| self.form.set(field, sent.text(field)));
        self.t.refuse(&mut self.form, &refusal);
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self)
    }
}

/// What is answered to who would treat their own account as a colleague's: the page of their own.
pub(super) async fn refuse_as_own(operator: &Operator) -> PageResult {
    let page = OwnPage::new(operator).await?;
    page.refuse(&FormData::default(), &[], Refusal::OwnAccount)
}

/// `GET /planner/account`
pub async fn show_account(operator: Operator) -> PageResult {
    layout::page(StatusCode::OK, &OwnPage::new(&operator).await?)
}

/// `POST /planner/account`: name and language.
pub async fn change_profile(operator: Operator, form: FormData) -> PageResult {
    let (name, language) = (form.text("name"), Language::from_tag(form.text("language")));
    match accounts::change_own_profile(&operator.app.store, operator.user.id, name, language).await {
        Ok(()) => {
            let language = language.unwrap_or(operator.app.planning().calendar.shop.language).for_staff();
            Ok(operator.done("/planner/account", Texts::of(language).done_saved()))
        }
        Err(Error::Refused(refusal)) => OwnPage::new(&operator).await?.refuse(&form, &["name", "language"], refusal),
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/account/sign-in`: e-mail address and password, for who knows the present one. Guessing it from a tablet
/// left alone is slowed down as it is at the door.
pub async fn change_sign_in(operator: Operator, headers: HeaderMap, form: FormData) -> PageResult {
    let (user, source) = (&operator.user, Source::Session(operator.token.clone()));
    if let Err(seconds) = operator.app.sign_ins.may_try(&user.email, &source) {
        return Err(ApiError::rate_limited("Too many tries.", seconds).into());
    }
    let password =
        Some(form.raw("password")).filter(|typed| !typed.is_empty()).map(|typed| operator.app.new_password(typed));
    let typed = SignInChange { present: form.raw("present").into(), email: form.text("email").into(), password };
    match accounts::change_own_sign_in(&operator.app.store, user.id, typed, operator.app.cookies.browser(&headers))
        .await
    {
        Ok(session) => {
            operator.app.sign_ins.succeeded(&user.email, &source);
            operator.app.flashes.put(&session.token, Flash::done(Texts::of(operator.language).done_sign_in()));
            Ok(browser_session::enter(&operator.app, &headers, &session, "/planner/account").await?)
        }
        Err(Error::Refused(refusal)) => {
            let is_wrong = matches!(&refusal, Refusal::Fields(faults) if faults.find("present").is_some());
            if !is_wrong {
                operator.app.sign_ins.succeeded(&user.email, &source);
            }
            OwnPage::new(&operator).await?.refuse(&form, &["email"], refusal)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/account/sessions/{name}`: signs out one other device.
pub async fn end_session(operator: Operator, ApiPath(name): ApiPath<String>) -> PageResult {
    accounts::end_own_session(&operator.app.store, operator.user.id, name).await?;
    Ok(operator.done("/planner/account", Texts::of(operator.language).done_session()))
}
