//! A name as a stranger types it into the public form or sends it to the API. It may end up in a mail of the shop's, so it
//! must be a name: no link, and nothing that does not show.

use super::link::looks_like_link;
use super::{Invalid, name};
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// The joiners: zero-width non-joiner and zero-width joiner.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// A first or last name as [`name`] takes it that looks like no link and has no invisible characters.
pub fn visitor_name(typed: &str) -> Result<String, Invalid> {
    let name = name(typed)?;
    if has_invisible(&name) {
        return Err(Invalid::InvisibleCharacters);
    }
    if looks_like_link(&name) { Err(Invalid::LooksLikeLink) } else { Ok(name) }
}

/// Whether a character is there that nobody sees and that the script does not need where it stands.
fn has_invisible(name: &str) -> bool {
    let before = std::iter::once(None).chain(name.chars().map(Some));
    before
        .zip(name.chars())
        .any(|(before, c)| is_invisible(c) && !before.is_some_and(|before| is_spelt_with(before, c)))
}

fn is_invisible(c: char) -> bool {
    // The empty Braille cell is a symbol to Unicode, and a blank to everybody else.
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || c == '\u{2800}'
}

/// Whether an invisible character behind `before` changes how that is written: joiners in scripts that join, selectors of
/// Mongolian letters and of the variants of Chinese characters that Japanese names are particular about.
fn is_spelt_with(before: char, c: char) -> bool {
    match c {
        _ if JOINERS.contains(&c) => joins(before),
        '\u{180B}'..='\u{180F}' => matches!(before, '\u{1820}'..='\u{18AA}'),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => is_ideograph(before),
        _ => false,
    }
}

/// Letters and signs of the scripts whose spelling uses the joiners: Arabic, Syriac and their neighbours, those of India and
/// Sri Lanka, Tibetan, Burmese, Khmer, Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{07FF}' | '\u{0840}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
        && !is_invisible(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests;
