//! Who is signed in, as handlers take it: an [`Operator`], an [`Owner`] where the shop itself is changed, and either of
//! them [`Proven`] where a device that somebody left alone would give the shop away. Who has to prove it first is asked
//! for the password ([`super::password_page`]).

use super::flash::Flash;
use crate::domain::account::User;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::today;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::state::{App, ChangeCounts};
use crate::operations::accounts::{Proof, SessionToken, SignedIn};
use crate::operations::calendar::CalendarEntry;
use axum::extract::FromRequestParts;
use axum::http::request::Parts;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;
use std::ops::Deref;
use std::sync::Arc;

/// A request without its body, which no future may hold a reference to.
pub(super) type Head = axum::http::Request<()>;

/// Somebody who is signed in.
#[derive(Clone)]
pub struct Operator {
    /// The running program.
    pub app: App,
    /// Who.
    pub user: User,
    /// By which session.
    pub token: SessionToken,
    /// The language they read.
    pub language: Language,
    /// How sure it is that it is them.
    pub proof: Proof,
    /// Whether they must make a second factor first.
    pub lacks_factor: bool,
    /// What had changed before anything was read for them.
    pub seen: ChangeCounts,
    /// The path of the page they asked for.
    pub path: String,
    /// Whether a script only keeps a page up to date, or throws the answer away: nobody reads it.
    pub in_background: bool,
}

impl Operator {
    /// As much of an appointment as they read.
    pub fn reads(&self, entry: CalendarEntry) -> CalendarEntry {
        entry.read_by(self.user.id, self.user.is_owner())
    }

    /// Whether its note is nothing for them.
    pub fn hides(&self, entry: &CalendarEntry) -> bool {
        entry.appointment.hides_title_from(self.user.id, self.user.is_owner())
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Operator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        // Only a route outside of `require_session` has none; then nobody is signed in.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| sign_in_first().into())
    }
}

/// Somebody who is signed in and may change the shop itself.
#[derive(Clone)]
pub struct Owner(pub Operator);

impl Deref for Owner {
    type Target = Operator;

    fn deref(&self) -> &Operator {
        &self.0
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Owner {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        let operator = Operator::from_request_parts(parts, state).await?;
        if !operator.user.is_owner() {
            let refusal = ApiError::new(Code::NotAllowed, "Only an owner may do this. Ask one of them.");
            return Err(PageError::from(refusal).in_language(operator.language));
        }
        match operator.proof {
            Proof::Resting => Err(operator.must_prove()),
            Proof::Recent | Proof::Past => Ok(Self(operator)),
        }
    }
}

/// An [`Operator`] or [`Owner`] who has given the password, a code or a passkey within the last ten minutes.
#[derive(Clone)]
pub struct Proven<T>(pub T);

impl<T> Deref for Proven<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<S, T> FromRequestParts<S> for Proven<T>
where
    S: Send + Sync,
    T: FromRequestParts<S, Rejection = PageError> + Send,
{
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, PageError> {
        // First what no password changes.
        let who = T::from_request_parts(parts, state).await?;
        let operator = Operator::from_request_parts(parts, state).await?;
        match operator.proof {
            Proof::Recent => Ok(Self(who)),
            Proof::Past | Proof::Resting => Err(operator.must_prove()),
        }
    }
}

impl Operator {
    /// The calendar as it is now.
    pub fn calendar(&self) -> Arc<Calendar> {
        self.app.planning().calendar.clone()
    }

    /// Today's date in the shop.
    pub fn today(&self) -> NaiveDate {
        today(self.app.clock.now(), self.app.planning().calendar.shop.time_zone)
    }

    /// Leads on to a page of the planner that says what was done.
    pub fn done(&self, path: &str, sentence: impl Into<String>) -> Response {
        self.leave(path, Flash::done(sentence))
    }

    /// Leads back to a page of the planner that says why nothing was done.
    pub fn not_done(&self, path: &str, sentence: impl Into<String>) -> Response {
        self.leave(path, Flash::problem(sentence))
    }

    /// Leads on to a page of the planner with this message.
    pub fn leave(&self, path: &str, flash: Flash) -> Response {
        self.app.flashes.put(&self.token, flash);
        Redirect::to(path).into_response()
    }

    /// The message for the page that they are opening. One that only keeps itself up to date takes none.
    pub fn take_flash(&self) -> Option<Flash> {
        if self.in_background { None } else { self.app.flashes.take(&self.token) }
    }
}

impl Operator {
    /// Whom a session belongs to.
    pub(super) fn of(app: &App, session: SignedIn) -> Self {
        let language = session.user.language.unwrap_or(app.planning().calendar.shop.language).for_staff();
        let (app, seen) = (app.clone(), app.store.change_counts());
        let SignedIn { user, token, proof, lacks_factor, .. } = session;
        Self { app, user, token, language, proof, lacks_factor, seen, path: String::new(), in_background: false }
    }

    fn must_prove(&self) -> PageError {
        let refusal = ApiError::new(Code::PasswordRequired, "Give your password first, on a page of the planner.");
        PageError::from(refusal).in_language(self.language)
    }
}

/// The refusal of whoever is not signed in.
pub(super) fn sign_in_first() -> ApiError {
    ApiError::new(Code::SignInRequired, "Sign in first, at /planner/sign-in.")
}
