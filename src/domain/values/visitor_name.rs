//! The stricter rule for names that are typed into the public form or sent to the API: they may appear in a mail from the
//! shop, so links and invisible characters are refused.

use super::Invalid;
use super::link::looks_like_link;
use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

/// The joiners: zero-width non-joiner and zero-width joiner.
const JOINERS: [char; 2] = ['\u{200C}', '\u{200D}'];

/// Refuses a name that looks like a link or has invisible characters.
pub fn check(name: &str) -> Result<(), Invalid> {
    if has_invisible(name) {
        return Err(Invalid::InvisibleCharacters);
    }
    if looks_like_link(name) { Err(Invalid::LooksLikeLink) } else { Ok(()) }
}

/// Whether it has an invisible character that the script does not need at that place.
fn has_invisible(name: &str) -> bool {
    let before = std::iter::once(None).chain(name.chars().map(Some));
    before
        .zip(name.chars())
        .any(|(before, c)| is_invisible(c) && !before.is_some_and(|before| is_spelt_with(before, c)))
}

fn is_invisible(c: char) -> bool {
    // The empty Braille cell is a symbol in Unicode, but looks like a space.
    CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c) || c == '\u{2800}'
}

/// Whether an invisible character after `before` belongs to the spelling: joiners in scripts that join, and variation
/// selectors of Mongolian letters and of Chinese characters in Japanese names.
fn is_spelt_with(before: char, c: char) -> bool {
    match c {
        _ if JOINERS.contains(&c) => joins(before),
        '\u{180B}'..='\u{180F}' => matches!(before, '\u{1820}'..='\u{18AA}'),
        '\u{FE00}'..='\u{FE02}' | '\u{E0100}'..='\u{E01EF}' => is_ideograph(before),
        _ => false,
    }
}

/// Letters and signs of scripts whose spelling uses the joiners: Arabic, Syriac and related scripts, those of India
/// and Sri Lanka, Tibetan, Burmese, Khmer, Mongolian.
fn joins(c: char) -> bool {
    matches!(c, '\u{0620}'..='\u{07FF}' | '\u{0840}'..='\u{0DFF}' | '\u{0F00}'..='\u{109F}' | '\u{1780}'..='\u{18AF}')
        && !is_invisible(c)
}

fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3005}'..='\u{3007}' | '\u{3400}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

#[cfg(test)]
mod tests;
