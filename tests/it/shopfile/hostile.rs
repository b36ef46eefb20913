//! Shop files that try to exhaust the program: limited before they are parsed, and parsed in linear time.

use super::{golden, now, problems};
use std::fmt::Write;
use std::time::{Duration, Instant};
use terminplaner::operations::shop_file::{Format, ImportError, ShopFile, apply, bounds};

/// The error that ended the parsing.
fn refusal(text: &str, format: Format, most: usize) -> String {
    match ShopFile::parse(text, format, most) {
        Ok(_) => "taken".into(),
        Err(error) => error.to_string(),
    }
}

/// A table with that many unknown keys.
fn unknown_keys(count: usize, format: Format) -> String {
    let mut text = String::new();
    for number in 0..count {
        match format {
            Format::Toml => writeln!(text, "k{number} = 1").unwrap(),
            Format::Json => write!(text, ",\"k{number}\":1").unwrap(),
        }
    }
    if format == Format::Json { format!("{{\"shop\":{{}}{text}}}") } else { text }
}

fn fastest(mut work: impl FnMut()) -> Duration {
    let mut once = || {
        let begin = Instant::now();
        work();
        begin.elapsed()
    };
    (0..3).map(|_| once()).min().unwrap()
}

#[test]
fn parsing_time_is_linear_in_the_number_of_keys() {
    for format in [Format::Json, Format::Toml] {
        let (few, many) = (unknown_keys(5_000, format), unknown_keys(80_000, format));
        let mut conn = golden();
        let mut time = |text: &str| fastest(|| assert!(apply(&mut conn, text, format, now()).is_err()));
        let (few, many) = (time(&few), time(&many));
        // A factor of 16 if linear, 256 if quadratic.
        assert!(many < few * 80, "{format:?}: {few:?}, then {many:?}");
    }
}

#[test]
fn a_key_that_comes_twice_is_refused_wherever_it_stands() {
    let text = unknown_keys(1_000, Format::Json).replace("\"k999\"", "\"k0\"");
    assert!(refusal(&text, Format::Json, usize::MAX).contains("duplicate key `k0`"));
    let text = unknown_keys(1_000, Format::Toml).replace("k999 ", "k0 ");
    assert!(refusal(&text, Format::Toml, usize::MAX).contains("duplicate key"));
}

#[test]
fn one_value_too_many_ends_the_reading_before_the_rest_is_kept() {
    // The table, the list and three numbers; in TOML the outermost table is not counted.
    assert_eq!(refusal("{\"a\": [1, 2, 3]}", Format::Json, 5), "taken");
    let sentence = "the file: holds more than 4 values; split it, or read it with `terminplaner import`";
    assert_eq!(refusal("{\"a\": [1, 2, 3]}", Format::Json, 4), sentence);
    assert_eq!(refusal("a = [1, 2, 3, 4]", Format::Toml, 5), "taken");
    assert_eq!(refusal("a = [1, 2, 3, 4]", Format::Toml, 4), sentence);
    // Tables by dotted keys, and by headers.
    assert_eq!(refusal("a.b.c.d.e.f = 1", Format::Toml, 4), sentence);
    assert_eq!(refusal("[a]\n[b]\n[c]\n[d]\n[e]", Format::Toml, 4), sentence);
    // Strings and comments contain no values.
    assert_eq!(refusal("a = 'b = [1, 2, 3, 4]' # [1, 2, 3, 4]", Format::Toml, 1), "taken");
    let ones = "1,".repeat(bounds::VALUES_SENT);
    for (text, format) in [(format!("[{ones}1]"), Format::Json), (format!("a = [{ones}1]"), Format::Toml)] {
        assert!(refusal(&text, format, bounds::VALUES_SENT).contains("more than 500000 values"));
    }
}

#[test]
fn deep_nesting_is_refused_without_a_crash() {
    let deep = 200_000;
    for (text, format) in [
        (format!("{}{}", "[".repeat(deep), "]".repeat(deep)), Format::Json),
        (format!("{}1{}", "{\"a\":".repeat(deep), "}".repeat(deep)), Format::Json),
        (format!("a = {}{}", "[".repeat(deep), "]".repeat(deep)), Format::Toml),
        (format!("a = {}{}", "{a=".repeat(deep), "}".repeat(deep)), Format::Toml),
        (format!("{}a = 1", "a.".repeat(deep)), Format::Toml),
        (format!("[{}a]", "a.".repeat(deep)), Format::Toml),
    ] {
        let told = refusal(&text, format, usize::MAX);
        assert!(told.contains("recurs"), "{told}");
    }
}

#[test]
fn no_table_holds_more_than_a_shop_has() {
    let tables = |name: &str, count: usize| format!("[[{name}]]\n").repeat(count);
    for (text, told) in [
        (tables("resources", 1_001), "resources: has 1001 entries; at most 1000 are possible"),
        (tables("services", 1_001), "services: has 1001 entries"),
        (tables("availabilities", 5_001), "availabilities: has 5001 entries"),
        (tables("exceptions", 5_001), "exceptions: has 5001 entries"),
        (
            format!("[[services]]\nid = \"anpassung\"\nneeds = [{}]", "[\"kabine-1\"],".repeat(21)),
            "needs: has 21 entries; at most 20",
        ),
        (
            format!("[[exceptions]]\ndate = \"2022-02-01\"\nhours = [{}]", "[\"09:00\", \"10:00\"],".repeat(49)),
            "hours: has 49 entries; at most 48",
        ),
        (
            format!("[shop]\nallowed_origins = [{}]", "\"https://a.example\",".repeat(101)),
            "allowed_origins: has 101 entries; at most 100",
        ),
    ] {
        let problems = problems(&mut golden(), &text);
        assert!(problems.contains(told), "{told} is not in {problems}");
    }
}

#[test]
fn of_very_many_problems_a_thousand_are_kept() {
    let mut conn = golden();
    let Err(ImportError::Refused(problems)) = apply(&mut conn, &unknown_keys(5_000, Format::Toml), Format::Toml, now())
    else {
        panic!("it was taken");
    };
    assert_eq!(problems.len(), bounds::PROBLEMS + 1);
    assert_eq!(problems.last().unwrap().to_string(), "the file: has still more problems");
}
