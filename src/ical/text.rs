//! The bytes of a calendar file as text, and whether it is whole.

use super::unreadable::Unreadable;
use std::borrow::Cow;

/// The largest file that is read, in bytes.
pub const SIZE_MAX: usize = 10 * 1024 * 1024;

/// Decodes a file: UTF-8, UTF-16 with a byte order mark, else Latin-1, which has a character for every byte. Names of
/// zones are the only words that matter, and each is compared with itself.
///
/// # Errors
/// If it is too large, no calendar, or ends before the calendar does.
pub fn decode(bytes: &[u8]) -> Result<Cow<'_, str>, Unreadable> {
    if bytes.len() > SIZE_MAX {
        return Err(Unreadable::TooLarge);
    }
    let text = match bytes {
        [0xEF, 0xBB, 0xBF, rest @ ..] => utf8_or_latin(rest),
        [0xFF, 0xFE, rest @ ..] => Cow::Owned(utf16(rest, u16::from_le_bytes)),
        [0xFE, 0xFF, rest @ ..] => Cow::Owned(utf16(rest, u16::from_be_bytes)),
        bytes => utf8_or_latin(bytes),
    };
    // Line ends of old systems.
    let text = if text.contains('\r') && !text.contains('\n') { Cow::Owned(text.replace('\r', "\n")) } else { text };
    ensure_whole(&text)?;
    Ok(text)
}

fn utf8_or_latin(bytes: &[u8]) -> Cow<'_, str> {
    std::str::from_utf8(bytes).map_or_else(|_| bytes.iter().map(|byte| char::from(*byte)).collect(), Cow::Borrowed)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
    char::decode_utf16(units).map(|decoded| decoded.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

/// A file that was cut off would free what stands behind the cut.
fn ensure_whole(text: &str) -> Result<(), Unreadable> {
    let is_blank = |c: char| c.is_whitespace() || c == '\0' || c == '\u{1a}';
    let text = text.trim_matches(is_blank).as_bytes();
    let begin = b"BEGIN:VCALENDAR";
    let begins = text.windows(begin.len()).any(|part| part.eq_ignore_ascii_case(begin));
    if !begins {
        return Err(Unreadable::NotACalendar);
    }
    let end = b"END:VCALENDAR";
    let is_whole = text.len() >= end.len() && text[text.len() - end.len()..].eq_ignore_ascii_case(end);
    if is_whole { Ok(()) } else { Err(Unreadable::Incomplete) }
}
