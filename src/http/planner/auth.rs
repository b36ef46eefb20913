//! Who is signed in, as handlers take it: an [`Operator`], an [`Owner`] where the shop itself is changed, and either of
//! them [`Proven`] where a device that somebody left alone would give the shop away. Who has to prove it first is asked
//! for the password ([`super::password_page`]).

use crate::domain::account::User;
use crate::domain::shop::Language;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::state::{App, ChangeCounts};
use crate::operations::accounts::{Proof, SessionToken, SignedIn};
use axum::extract::FromRequestParts;
use axum::http::request::Parts;

/// A request without its body, which no future may hold a reference to.
pub(super) type Head = axum::http::Request<()>;

/// Somebody who is signed in.
#[derive(Clone, Debug)]
pub struct Operator {
    /// Who.
    pub user: User,
    /// By which session.
    pub token: SessionToken,
    /// The language they read.
    pub language: Language,
    /// How sure it is that it is them.
    pub proof: Proof,
    /// What had changed before anything was read for them.
    pub seen: ChangeCounts,
}

impl<S: Send + Sync> FromRequestParts<S> for Operator {
    type Rejection = PageError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, PageError> {
        // Only a route outside of `require_session` has none; then nobody is signed in.
        parts.extensions.get::<Self>().cloned().ok_or_else(|| sign_in_first().into())
    }
}

/// Somebody who is signed in and may change the shop itself.
#[derive(Clone, Debug)]
pub struct Owner(pub Operator);

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

/// An [`Operator`] or [`Owner`] who has given the password within the last ten minutes.
#[derive(Clone, Debug)]
pub struct Proven<T>(pub T);

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
    /// Whom a session belongs to.
    pub(super) fn of(app: &App, session: SignedIn) -> Self {
        let language = session.user.language.unwrap_or(app.planning().calendar.shop.language).for_staff();
        let seen = app.store.change_counts();
        Self { user: session.user, token: session.token, language, proof: session.proof, seen }
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
