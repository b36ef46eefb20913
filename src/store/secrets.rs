//! Unguessable ids and tokens, from the operating system's random source.

use super::StoreError;
use crate::domain::mail_secret::MailSecret;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Public id of a new appointment. `now` in seconds since 1970.
pub fn new_id(now: i64) -> Result<String, StoreError> {
    Ok(base16ct::lower::encode_string(&dated::<10>(now)?))
}

/// UID of the calendar files of a new booking: random, without a host (RFC 7986 section 5.3). `now` in seconds since 1970.
pub fn new_calendar_uid(now: i64) -> Result<String, StoreError> {
    Ok(base16ct::lower::encode_string(&dated::<16>(now)?))
}

/// Token for a customer's page: time, then 160 random bits, in the URL-safe alphabet. `now` in seconds since 1970.
pub fn new_token(now: i64) -> Result<String, StoreError> {
    Ok(URL_SAFE_NO_PAD.encode(dated::<24>(now)?))
}

/// 160 random bits in the same alphabet. Without time prefix, as it is not indexed.
pub fn new_mail_secret() -> Result<MailSecret, StoreError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<20>()?).into())
}

/// Random bytes after a four-byte time prefix: values created together are adjacent in an index. At random positions
/// every booking would write several more pages.
fn dated<const N: usize>(now: i64) -> Result<[u8; N], StoreError> {
    let mut bytes = random::<N>()?;
    bytes[..4].copy_from_slice(&u32::try_from(now).unwrap_or_default().to_be_bytes());
    Ok(bytes)
}

/// Random bytes.
pub fn random<const N: usize>() -> Result<[u8; N], StoreError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)
        .map_err(|error| StoreError::Unreadable(format!("the operating system gave no random numbers: {error}")))?;
    Ok(bytes)
}
