//! What is typed into a setting, as values of the shop. The same limits as the shop file's.

use super::setting::Wrong;
use crate::domain::values as customer_values;
use crate::shopfile::values;

/// One line of at most that many characters; it must be filled.
pub fn line(typed: &str, most: usize) -> Result<String, Wrong> {
    optional_line(typed, most)?.ok_or(Wrong::Required)
}

/// One line of at most that many characters, or nothing.
pub fn optional_line(typed: &str, most: usize) -> Result<Option<String>, Wrong> {
    optional(typed, |typed| sized(typed, most, values::line(most)))
}

/// Several lines of at most that many characters together, or nothing.
pub fn optional_lines(typed: &str, most: usize) -> Result<Option<String>, Wrong> {
    let unix = typed.replace("\r\n", "\n");
    optional(&unix, |typed| sized(typed, most, values::lines(most)))
}

fn sized(typed: &str, most: usize, parse: impl Fn(&str) -> values::Parsed<String>) -> Result<String, Wrong> {
    if typed.chars().count() > most {
        return Err(Wrong::TooLong(most));
    }
    parse(typed).map_err(|_| Wrong::Characters)
}

/// An e-mail address, or nothing.
pub fn optional_email(typed: &str) -> Result<Option<String>, Wrong> {
    optional(typed, |typed| customer_values::email(typed).map_err(|_| Wrong::Email))
}

/// A telephone number, or nothing.
pub fn optional_phone(typed: &str) -> Result<Option<String>, Wrong> {
    customer_values::phone(typed).map_err(|_| Wrong::Phone)
}

/// A page on the web, or nothing.
pub fn optional_url(typed: &str) -> Result<Option<String>, Wrong> {
    optional(typed, |typed| values::url(typed).map_err(|_| Wrong::Url))
}

/// A colour, or nothing.
pub fn optional_color(typed: &str) -> Result<Option<String>, Wrong> {
    optional(typed, |typed| values::color(&typed.to_lowercase()).map_err(|_| Wrong::Color))
}

/// Origins, one a line; `None` where there is none: any.
pub fn origins(typed: &str) -> Result<Option<Vec<String>>, Wrong> {
    let lines = typed.lines().map(|line| line.trim().trim_end_matches('/')).filter(|line| !line.is_empty());
    let origins = lines.map(|line| values::origin(line).map_err(|_| Wrong::Origin)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(origins).filter(|origins| !origins.is_empty()))
}

/// Yes or no.
pub fn yes_or_no(typed: &str) -> Result<bool, Wrong> {
    match typed {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(Wrong::Unknown),
    }
}

/// A whole number within limits.
pub fn number(typed: &str, from: u32, to: u32) -> Result<u32, Wrong> {
    typed.parse().ok().filter(|number| (from..=to).contains(number)).ok_or(Wrong::Number(from, to))
}

/// A whole number within limits, or nothing.
pub fn optional_number(typed: &str, from: u32, to: u32) -> Result<Option<u32>, Wrong> {
    optional(typed, |typed| number(typed, from, to))
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, Wrong>) -> Result<Option<T>, Wrong> {
    let typed = typed.trim();
    if typed.is_empty() { Ok(None) } else { parse(typed).map(Some) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn origins_are_one_a_line_without_the_slash_that_people_copy() {
        let typed = " https://www.example.org/ \r\n\r\nhttp://localhost:8080";
        assert_eq!(origins(typed), Ok(Some(vec!["https://www.example.org".into(), "http://localhost:8080".into()])));
        assert_eq!(origins(" \n"), Ok(None));
        assert_eq!(origins("https://www.example.org/termin"), Err(Wrong::Origin));
        assert_eq!(origins("www.example.org"), Err(Wrong::Origin));
    }

    #[test]
    fn numbers_have_limits_and_may_be_left_out_where_they_are_optional() {
        assert_eq!(number("60", 0, 100), Ok(60));
        assert_eq!(optional_number("", 1, 100), Ok(None));
        for wrong in ["-1", "101", "1.5", "x"] {
            assert_eq!(number(wrong, 0, 100), Err(Wrong::Number(0, 100)), "{wrong}");
        }
    }

    #[test]
    fn lines_hold_no_hidden_characters() {
        assert_eq!(optional_lines("a\r\nb", 10), Ok(Some("a\nb".into())));
        assert_eq!(optional_line("a\u{202e}b", 10), Err(Wrong::Characters));
        assert_eq!(line(" ", 10), Err(Wrong::Required));
        assert_eq!(line("abcdef", 5), Err(Wrong::TooLong(5)));
    }
}
