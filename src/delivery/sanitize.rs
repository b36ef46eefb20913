//! Takes out of foreign text what could end a header, a calendar line or a reader's trust in what is shown.

/// Characters kept of one line of foreign text; more is no name.
const LONGEST_LINE: usize = 300;

/// The text on one line: every control character and line break becomes a space, what turns the direction of reading
/// goes, runs of spaces become one.
pub fn one_line(text: &str) -> String {
    spaced(text).chars().take(LONGEST_LINE).collect::<String>().trim_end().to_owned()
}

fn spaced(text: &str) -> String {
    let spaced: String =
        text.chars().filter(|c| !turns_direction(*c)).map(|c| if breaks(c) { ' ' } else { c }).collect();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The lines of a text of limited length that are not empty, each whole.
pub fn paragraphs(text: &str) -> Vec<String> {
    text.split(['\n', '\r']).map(spaced).filter(|line| !line.is_empty()).collect()
}

/// The lines of the text, each as [`one_line`] leaves it, without empty ones at the end.
pub fn lines(text: &str) -> Vec<String> {
    let mut lines: Vec<String> = text.replace("\r\n", "\n").split(['\n', '\r']).map(one_line).collect();
    while lines.last().is_some_and(String::is_empty) {
        lines.pop();
    }
    lines
}

/// A name in front of an address. Quotes and backslashes go too: no reader of headers agrees with the next on them.
pub fn display_name(text: &str) -> String {
    one_line(text).replace(['"', '\\', '<', '>'], "'")
}

/// The value of a calendar parameter such as `CN`, which has no way to write a quote and where `^` begins an escape.
pub fn parameter(text: &str) -> String {
    one_line(text).replace('"', "'").replace('^', "")
}

/// The address if it can be a link: `http` or `https`, and no space or control character in it.
pub fn web_link(url: &str) -> Option<&str> {
    let scheme = url.split_once("://").map(|(scheme, _)| scheme.to_ascii_lowercase());
    let whole =
        !url.chars().any(|c| c.is_whitespace() || breaks(c) || turns_direction(c) || matches!(c, '"' | '<' | '>'));
    (whole && matches!(scheme.as_deref(), Some("http" | "https"))).then_some(url)
}

fn breaks(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}')
}

fn turns_direction(c: char) -> bool {
    matches!(c, '\u{061C}' | '\u{200E}' | '\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_ends_a_line_survives() {
        assert_eq!(one_line("Erika\r\nBcc: x@y.z\u{2028}\u{85}\u{0}!"), "Erika Bcc: x@y.z !");
        assert_eq!(one_line("\u{202E}txet\u{2066}"), "txet");
        assert_eq!(one_line(&"ä".repeat(1000)).chars().count(), LONGEST_LINE);
    }

    #[test]
    fn lines_stay_lines() {
        assert_eq!(lines("Weg 1\r\n70173 Stuttgart\n\n"), ["Weg 1", "70173 Stuttgart"]);
    }

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(web_link("https://example.org/impressum"), Some("https://example.org/impressum"));
        assert_eq!(web_link("javascript://x%0aalert(1)"), None);
        assert_eq!(web_link("https://example.org/\r\nX: y"), None);
    }
}
