//! Whether a text holds something a mail program would turn into a link: an address or a host name in any spelling.
//!
//! Designed for names, so a dot without a following space is no link by itself: `J.R.R.`, `Ch.Meier` and `A.de Vries`
//! are names. A host is recognised by its last label, which must be a top-level domain ([`top_level`]).

use super::top_level::{self, TopLevel};
use core::net::Ipv4Addr;

/// Degrees that look like a host. One-letter names under `com` are reserved, so nobody can register these.
const DEGREES: [&str; 2] = ["b.com", "m.com"];

/// What may precede a name with a dot: titles, forms of address, abbreviated names. A single letter is an initial.
const ABBREVIATIONS: &[&str] = &[
    "dr", "drs", "prof", "univ", "ao", "priv", "doz", "pd", "dipl", "mag", "ing", "ir", "hon", "habil", "med", "rer",
    "nat", "phil", "jur", "theol", "vet", "dent", "st", "ste", "sta", "sto", "ch", "chr", "th", "ph", "ma", "md",
    "mohd", "fco", "mr", "mrs", "ms", "mx", "fr", "hr", "hl", "dhr", "mevr", "mw", "fam", "rev", "sr", "jr", "jun",
    "sen", "vd", "co",
];

/// Whether `text` holds a link, an e-mail address or a host name.
pub fn looks_like_link(text: &str) -> bool {
    text.split_whitespace().any(has_address_sign) || text.split(|c| !is_of_a_host(c)).any(is_host)
}

/// `@`, or a `/` except in `s/o` and the like ("son of", in names of India, Malaysia and Singapore).
fn has_address_sign(word: &str) -> bool {
    let is_at = |c| matches!(c, '@' | '\u{FE6B}' | '\u{FF20}');
    let is_slash = |c| matches!(c, '/' | '\u{2044}' | '\u{2215}' | '\u{29F8}' | '\u{FF0F}');
    let is_letter = |text: &str| text.chars().count() == 1 && text.chars().all(char::is_alphabetic);
    let is_relation = word.split_once('/').is_some_and(|(a, b)| is_letter(a) && is_letter(b));
    word.contains(is_at) || (word.contains(is_slash) && !is_relation)
}

/// Letters of any script with their accents, digits, hyphens and the dots a browser accepts.
fn is_of_a_host(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '-' | '\u{0300}'..='\u{036F}') || is_dot(c)
}

fn is_dot(c: char) -> bool {
    matches!(c, '.' | '\u{2024}' | '\u{3002}' | '\u{FE52}' | '\u{FF0E}' | '\u{FF61}')
}

fn is_host(word: &str) -> bool {
    let dotted: String = word.chars().map(|c| if is_dot(c) { '.' } else { c }).collect();
    // Normalized as by a browser: wide, styled and `xn--` letters become plain lower-case ones.
    let (host, _) = idna::domain_to_unicode(dotted.trim_matches('.'));
    let Some((labels, last)) = host.rsplit_once('.') else { return false };
    if labels.ends_with('.') {
        return false;
    }
    let is_address = || host.parse::<Ipv4Addr>().is_ok();
    labels.starts_with("www.") || labels == "www" || ends_a_host(labels, last) || is_address()
}

fn ends_a_host(labels: &str, last: &str) -> bool {
    let is_degree = || DEGREES.iter().any(|degree| degree.split_once('.') == Some((labels, last)));
    match top_level::kind(last).or_else(|| top_level::kind(before_ideographs(last))) {
        None => false,
        Some(TopLevel::Plain) => !is_degree(),
        Some(TopLevel::AlsoName) => !labels.split('.').all(is_abbreviation),
    }
}

/// The label up to the first Chinese, Japanese or Korean character: those scripts are written without spaces, and end
/// a link.
fn before_ideographs(label: &str) -> &str {
    label.split(|c| c >= '\u{2E80}').next().unwrap_or_default()
}

fn is_abbreviation(label: &str) -> bool {
    label.chars().count() == 1 || label.split('-').all(|part| part.is_empty() || ABBREVIATIONS.contains(&part))
}

#[cfg(test)]
mod tests {
    use super::looks_like_link;

    #[test]
    fn hosts_and_addresses_are_links_however_they_are_written() {
        for link in [
            "Sie haben gewonnen: https://evil.example",
            "www.evil.example",
            "WWW.evil",
            "evil.com",
            "Evil.COM.",
            "(bit.ly)",
            "bit.ly,",
            "t.me",
            "x.com",
            "goo.gl",
            "Meier.de",
            "mein-konto.sparkasse.de",
            "Gewinn:evil.com",
            "evil.com?id=1",
            "evil.com#a",
            "evil.com:8080",
            "my_evil.com",
            "evil。com",
            "evil．com",
            "evil｡com",
            "evil․com",
            "ｅｖｉｌ.ｃｏｍ",
            "𝐞𝐯𝐢𝐥.𝐜𝐨𝐦",
            "ⓔvil.ⓒom",
            "evil.xn--p1ai",
            "пример.рф",
            "您中奖了evil.com",
            "evil.com中奖了",
            "dr.com",
            "erika@example",
            "erika＠example",
            "a/b.html",
            "evil.example／gewinn",
            "Meier/Müller",
            "http:∕∕evil",
            "192.168.0.1",
            "Ihr Gewinn evil.shop wartet",
            "login.bank",
            "paket.click",
            "evil.zip",
        ] {
            assert!(looks_like_link(link), "{link}");
        }
    }

    #[test]
    fn abbreviations_and_dots_in_names_are_no_links() {
        for name in [
            "J. R. R.",
            "J.R.R.Tolkien",
            "J.R.R.",
            "St.John",
            "A.de Vries",
            "A.la",
            "dhr.de Jong",
            "drs.de Boer",
            "v.d.Heide",
            "Prof.Dr.Meier",
            "Univ.Prof.",
            "Dr.med.Anna",
            "Dipl.Ing.",
            "Dipl.-Ing.",
            "M.Sc.",
            "B.Com.",
            "M.B.A.",
            "Ph.D.",
            "Ch.Meier",
            "K.Ng",
            "J.Kim",
            "A.Wang",
            "Dr.Bond",
            "Müller GmbH & Co.KG",
            "Ganesan a/l Subramaniam",
            "Muthu s/o Raman",
            "Mohd.Amir",
            "А.С.Пушкин",
            "Хр.Димитров",
            "Müller...",
            "..",
            ".",
            "",
        ] {
            assert!(!looks_like_link(name), "{name}");
        }
    }
}
