//! What is typed into a setting, as values of the shop. The same limits as the shop file's.

use super::setting::SettingError;
use crate::domain::values as customer_values;
use crate::operations::shop_file::values;

/// One line of at most that many characters; it must be filled.
pub fn line(typed: &str, most: usize) -> Result<String, SettingError> {
    optional_line(typed, most)?.ok_or(SettingError::Required)
}

/// One line of at most that many characters, or nothing.
pub fn optional_line(typed: &str, most: usize) -> Result<Option<String>, SettingError> {
    optional(typed, |typed| sized(typed, most, values::line(most)))
}

/// Several lines of at most that many characters together, or nothing.
pub fn optional_lines(typed: &str, most: usize) -> Result<Option<String>, SettingError> {
    let unix = typed.replace("\r\n", "\n");
    optional(&unix, |typed| sized(typed, most, values::lines(most)))
}

fn sized(typed: &str, most: usize, parse: impl Fn(&str) -> values::Parsed<String>) -> Result<String, SettingError> {
    if typed.chars().count() > most {
        return Err(SettingError::TooLong(most));
    }
    parse(typed).map_err(|_| SettingError::Characters)
}

/// An e-mail address, or nothing.
pub fn optional_email(typed: &str) -> Result<Option<String>, SettingError> {
    optional(typed, |typed| customer_values::email(typed).map_err(|_| SettingError::Email))
}

/// A telephone number, or nothing.
pub fn optional_phone(typed: &str) -> Result<Option<String>, SettingError> {
    customer_values::phone(typed).map_err(|_| SettingError::Phone)
}

/// A page on the web, or nothing.
pub fn optional_url(typed: &str) -> Result<Option<String>, SettingError> {
    optional(typed, |typed| values::url(typed).map_err(|_| SettingError::Url))
}

/// A colour, or nothing.
pub fn optional_color(typed: &str) -> Result<Option<String>, SettingError> {
    optional(typed, |typed| values::color(&typed.to_lowercase()).map_err(|_| SettingError::Color))
}

/// Origins, one a line; `None` where there is none: any.
pub fn origins(typed: &str) -> Result<Option<Vec<String>>, SettingError> {
    let lines = typed.lines().map(|line| line.trim().trim_end_matches('/')).filter(|line| !line.is_empty());
    let origins =
        lines.map(|line| values::origin(line).map_err(|_| SettingError::Origin)).collect::<Result<Vec<_>, _>>()?;
    Ok(Some(origins).filter(|origins| !origins.is_empty()))
}

/// Yes or no.
pub fn yes_or_no(typed: &str) -> Result<bool, SettingError> {
    match typed {
        "yes" => Ok(true),
        "no" => Ok(false),
        _ => Err(SettingError::Unknown),
    }
}

/// A whole number within limits.
pub fn number(typed: &str, from: u32, to: u32) -> Result<u32, SettingError> {
    typed.parse().ok().filter(|number| (from..=to).contains(number)).ok_or(SettingError::Number(from, to))
}

/// A whole number within limits, or nothing.
pub fn optional_number(typed: &str, from: u32, to: u32) -> Result<Option<u32>, SettingError> {
    optional(typed, |typed| number(typed, from, to))
}

fn optional<T>(typed: &str, parse: impl Fn(&str) -> Result<T, SettingError>) -> Result<Option<T>, SettingError> {
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
        assert_eq!(origins("https://www.example.org/termin"), Err(SettingError::Origin));
        assert_eq!(origins("www.example.org"), Err(SettingError::Origin));
    }

    #[test]
    fn numbers_have_limits_and_may_be_left_out_where_they_are_optional() {
        assert_eq!(number("60", 0, 100), Ok(60));
        assert_eq!(optional_number("", 1, 100), Ok(None));
        for wrong in ["-1", "101", "1.5", "x"] {
            assert_eq!(number(wrong, 0, 100), Err(SettingError::Number(0, 100)), "{wrong}");
        }
    }

    #[test]
    fn lines_hold_no_hidden_characters() {
        assert_eq!(optional_lines("a\r\nb", 10), Ok(Some("a\nb".into())));
        assert_eq!(optional_line("a\u{202e}b", 10), Err(SettingError::Characters));
        assert_eq!(line(" ", 10), Err(SettingError::Required));
        assert_eq!(line("abcdef", 5), Err(SettingError::TooLong(5)));
    }
}
