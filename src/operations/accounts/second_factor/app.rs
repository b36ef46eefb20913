//! Codes of an authenticator app: TOTP (RFC 6238) with the parameters that every app knows: SHA-1, six digits, steps of 30
//! seconds. The code of the step before and after is accepted too, each step once.

use super::codes::RecoveryCodes;
use super::{Error, Factor, Refusal, Wrong, added, removed};
use crate::domain::account::{User, UserId};
use crate::operations::accounts::session::SessionToken;
use crate::store::{Store, StoreError, WriteTx, second_factors, secrets, sessions, users};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use totp_rs::{Builder, Secret, Totp};

/// Bytes of a secret, as RFC 4226 recommends.
const SECRET_BYTES: usize = 20;

/// A secret for an app, not yet stored.
#[derive(Clone)]
pub struct AppSecret(Secret);

impl AppSecret {
    /// A new secret.
    ///
    /// # Errors
    /// If the operating system provides no random numbers.
    pub fn random() -> Result<Self, StoreError> {
        Ok(Self(Secret::from(secrets::random::<SECRET_BYTES>()?)))
    }

    /// A secret that was shown as [`AppSecret::base32`]; `None`: another text.
    pub fn parse(base32: &str) -> Option<Self> {
        let secret = Secret::try_from_base32(base32).ok()?;
        (secret.as_ref().len() == SECRET_BYTES).then_some(Self(secret))
    }

    /// As it is typed into an app.
    pub fn base32(&self) -> String {
        self.0.to_base32()
    }

    /// As an app reads it from a picture: <https://github.com/google/google-authenticator/wiki/Key-Uri-Format>.
    pub fn url(&self, issuer: &str, account: &str) -> String {
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        let (issuer, account) = (encoded(issuer), encoded(account));
        format!("otpauth://totp/{issuer}:{account}?secret={}&issuer={issuer}", self.base32())
    }

    /// The code that an app with it shows at `now`.
    ///
    /// # Errors
    /// If it cannot be used.
    pub fn code(&self, now: i64) -> Result<String, StoreError> {
        Ok(self.totp()?.generate(u64::try_from(now).unwrap_or_default()).to_string())
    }

    fn totp(&self) -> Result<Totp, StoreError> {
        let totp = Builder::new().with_secret(self.0.clone()).build();
        totp.map_err(|error| StoreError::Unreadable(format!("the secret of an app cannot be used: {error}")))
    }

    /// The time step of a code, if it is right at `now`.
    fn step(&self, code: &str, now: i64) -> Result<Option<i64>, StoreError> {
        let found = self.totp()?.check(code, u64::try_from(now).unwrap_or_default());
        Ok(found.and_then(|step| i64::try_from(step).ok()))
    }
}

/// The six digits in a text; `None`: it is no code. People type spaces between them.
pub(in crate::operations::accounts) fn digits(text: &str) -> Option<String> {
    let digits: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    (digits.len() == 6 && digits.bytes().all(|byte| byte.is_ascii_digit())).then_some(digits)
}

/// Whether `code` is a right one of the account's app; it is then used up.
pub(in crate::operations::accounts) fn accept(tx: &WriteTx<'_>, user: UserId, code: &str) -> Result<bool, StoreError> {
    let now = tx.now.timestamp();
    let Some(app) = second_factors::app(tx, tx.keys, user)? else { return Ok(false) };
    let (Some(secret), Some(code)) = (app.secret, digits(code)) else { return Ok(false) };
    match AppSecret(Secret::from(secret)).step(&code, now)? {
        Some(step) if step > app.last_step => second_factors::use_app(tx, user, step, now).map(|()| true),
        _ => Ok(false),
    }
}

/// Adds an app, in the place of an earlier one: then all other sessions end. `code` proves that it has the secret. The first
/// factor comes with recovery codes.
///
/// # Errors
/// [`Refusal::Fields`], [`Refusal::UnknownUser`].
pub async fn add_app(
    store: &Store,
    (id, session): (UserId, &SessionToken),
    secret: AppSecret,
    code: &str,
) -> Result<AddedApp, Error> {
    let session = session.hash();
    let code = digits(code).ok_or_else(|| Wrong::Code.at("code"))?;
    store
        .write(move |tx| {
            let now = tx.now.timestamp();
            let step = secret.step(&code, now)?.ok_or_else(|| Wrong::Code.at("code"))?;
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            let is_replaced = second_factors::delete_app(tx, id)?;
            second_factors::save_app(tx, tx.keys, id, secret.0.as_ref(), step, now)?;
            if is_replaced {
                sessions::delete_others(tx, id, &session)?;
            }
            Ok(AddedApp { codes: added(tx, &user, &Factor::App)?, is_replaced })
        })
        .await
}

/// What came of adding an app.
pub struct AddedApp {
    /// The recovery codes, if it is the first factor.
    pub codes: Option<RecoveryCodes>,
    /// Whether it took the place of an earlier one.
    pub is_replaced: bool,
}

/// Removes the app of an account, and ends all other sessions.
///
/// # Errors
/// [`Refusal::UnknownUser`].
pub async fn remove_app(store: &Store, id: UserId, session: &SessionToken) -> Result<(), Error> {
    let session = session.clone();
    store
        .write(move |tx| {
            let user: User = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if second_factors::delete_app(tx, id)? { removed(tx, &user, &session, &Factor::App) } else { Ok(()) }
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_those_of_the_standard() {
        // RFC 6238, appendix B: the last six of the eight digits for SHA-1.
        let secret = AppSecret(Secret::from(*b"12345678901234567890"));
        for (now, code) in [(59, "287082"), (1_111_111_109, "081804"), (20_000_000_000, "353130")] {
            assert_eq!(secret.step(code, now).unwrap(), Some(now / 30), "{now}");
            assert_eq!(secret.code(now).unwrap(), code);
            assert_eq!(secret.step(code, now + 30).unwrap(), Some(now / 30), "a clock that is late");
            assert_eq!(secret.step(code, now + 90).unwrap(), None);
        }
        assert_eq!(secret.step("287083", 59).unwrap(), None);
    }

    #[test]
    fn a_secret_is_read_as_it_was_shown_and_is_none_of_another_length() {
        let secret = AppSecret::random().unwrap();
        assert_eq!(AppSecret::parse(&secret.base32()).unwrap().base32(), secret.base32());
        assert!(AppSecret::parse("").is_none() && AppSecret::parse("JBSWY3DP").is_none());
        let url = secret.url("Hörakustik Muster", "erika@example.org");
        assert!(url.starts_with("otpauth://totp/H%C3%B6rakustik%20Muster:erika%40example%2Eorg?secret="), "{url}");
    }

    #[test]
    fn people_type_spaces_into_codes() {
        assert_eq!(digits(" 123 456 ").as_deref(), Some("123456"));
        for other in ["", "12345", "1234567", "12345a", "１２３４５６", "correct horse battery"] {
            assert_eq!(digits(other), None, "{other}");
        }
    }
}
