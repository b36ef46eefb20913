//! Recovery codes: ten, each good for one sign-in in the place of the second factor. Shown once; the database has their
//! SHA-256, which 80 random bits keep from being guessed.

use super::{Error, Refusal, note, notices};
use crate::domain::account::{User, UserId};
use crate::operations::accounts::secret::Secret;
use crate::store::{Store, WriteTx, second_factors, secrets, users};
use serde_json::json;

/// How many are made at once.
const HOW_MANY: usize = 10;
/// Bytes of randomness of each.
const BYTES: usize = 10;
/// Crockford's base 32: no I, L, O and U, which are misread.
const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
/// Characters between two hyphens.
const GROUP: usize = 4;

/// New codes, as they are shown.
pub struct RecoveryCodes(pub Vec<String>);

/// A random code.
fn random() -> Result<String, Error> {
    let bits = secrets::random::<BYTES>()?.iter().fold(0_u128, |bits, byte| bits << 8 | u128::from(*byte));
    let characters = BYTES * 8 / 5;
    let mut code = String::with_capacity(characters + characters / GROUP);
    for at in 0..characters {
        if at > 0 && at % GROUP == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[(bits >> (5 * at) & 31) as usize]));
    }
    Ok(code)
}

/// The hash of a code as typed: hyphens, spaces and capitals do not count, and misread characters are mended.
fn hash(typed: &str) -> Vec<u8> {
    let plain = typed.chars().filter(char::is_ascii_alphanumeric).map(|c| match c.to_ascii_lowercase() {
        'o' => '0',
        'i' | 'l' => '1',
        other => other,
    });
    Secret::received(&plain.collect::<String>()).hash()
}

/// Makes new codes in the place of all earlier ones.
pub(super) fn replace(tx: &WriteTx<'_>, user: UserId) -> Result<RecoveryCodes, Error> {
    let codes = (0..HOW_MANY).map(|_| random()).collect::<Result<Vec<_>, _>>()?;
    second_factors::replace_codes(tx, user, &codes.iter().map(|code| hash(code)).collect::<Vec<_>>())?;
    Ok(RecoveryCodes(codes))
}

/// Whether `code` is one of the account; it is then used up, which is mailed.
pub(in crate::operations::accounts) fn accept(tx: &WriteTx<'_>, user: &User, code: &str) -> Result<bool, Error> {
    if !second_factors::take_code(tx, user.id, &hash(code))? {
        return Ok(false);
    }
    let left = second_factors::count_codes(tx, user.id)?;
    notices::recovery_code_used(tx, user, left)?;
    note(tx, Some(user.id), "user.recovery_code_used", user.id, &json!({}))?;
    Ok(true)
}

/// Makes new recovery codes for an account with a second factor; the earlier ones end.
///
/// # Errors
/// [`Refusal::NoSecondFactor`], [`Refusal::UnknownUser`].
pub async fn new_recovery_codes(store: &Store, id: UserId) -> Result<RecoveryCodes, Error> {
    store
        .write(move |tx| {
            let user = users::find(tx, id)?.ok_or(Refusal::UnknownUser)?;
            if !second_factors::has_any(tx, id)? {
                return Err(Refusal::NoSecondFactor.into());
            }
            notices::recovery_codes_made(tx, &user)?;
            note(tx, Some(id), "user.recovery_codes_made", id, &json!({}))?;
            replace(tx, id)
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_has_eighty_bits_in_four_groups_and_is_read_however_it_is_typed() {
        let code = random().unwrap();
        assert_eq!(code.split('-').map(str::len).collect::<Vec<_>>(), [4; 4], "{code}");
        assert_ne!(code, random().unwrap());
        assert_eq!(hash(&code), hash(&format!(" {} ", code.to_uppercase().replace('-', " "))));
        assert_eq!(hash("01-0"), hash("oIl".replace('l', "o").as_str()));
        assert_ne!(hash("0000"), hash("0001"));
    }
}
