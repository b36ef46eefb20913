//! Errors and output of the build for the messages of a language.

#[path = "../../../build/catalog.rs"]
mod catalog;
#[path = "../../../build/read.rs"]
mod read;
#[path = "../../../build/write.rs"]
mod write;

use std::fs;

/// The generated code for an English and a German file, or the error.
fn built(english: &str, german: &str) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    for (tag, text) in [("en", english), ("de", german)] {
        let file = folder.path().join(tag).join("planner/desk.ftl");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    Ok(write::code(&catalog::merged(read::languages(folder.path())?)?))
}

fn refusal(english: &str, german: &str) -> String {
    built(english, german).expect_err("this is refused")
}

#[test]
fn a_message_becomes_a_method_of_its_file() {
    let code = built("open = Open", "open = Offen").unwrap();
    assert!(code.contains("pub mod planner"), "{code}");
    assert!(code.contains("impl Texts<Desk>"), "{code}");
    assert!(code.contains("pub(crate) fn open(self) -> &'static str"), "{code}");
    assert!(code.contains(r#"["Offen", "Open"]"#), "{code}");
}

#[test]
fn an_argument_becomes_a_parameter_and_one_that_selects_is_a_number() {
    let english = "due = { $count ->\n    [one] one for { $name }\n   *[other] { $count } for { $name }\n}";
    let code = built(english, "due = für { $name }").unwrap();
    let parameters = "fn due(self, count: impl Into<Number>, name: impl ::std::fmt::Display) -> String";
    assert!(code.contains(parameters), "{code}");
}

#[test]
fn missing_messages_are_english_and_are_listed() {
    let code = built("open = Open\nshut = Shut", "open = Offen").unwrap();
    assert!(code.contains(r#"["Shut", "Shut"]"#), "{code}");
    assert!(code.contains(r#"MISSING: &[&str] = &["de/planner/desk/shut"]"#), "{code}");
}

#[test]
fn messages_and_terms_of_a_file_can_be_part_of_others() {
    let code = built("-shop = The shop\nopen = { -shop } is open\nsee = { open }.", "open = Offen").unwrap();
    assert!(code.contains(r#""The shop is open.""#), "{code}");
}

#[test]
fn messages_unknown_to_english_are_refused_by_name() {
    assert_eq!(refusal("open = Open", "opne = Offen"), "de/planner/desk.ftl: opne: English has no such message");
    let unknown = refusal("open = Open at { $time }", "open = Offen um { $tmie }");
    assert_eq!(unknown, "de/planner/desk.ftl: open: English has no argument $tmie");
}

#[test]
fn an_argument_that_only_another_language_uses_is_named_in_the_comment() {
    assert!(built("# $day, too\nopen = Open", "open = Offen am { $day }").is_ok());
}

#[test]
fn what_the_widget_says_is_checked_and_becomes_no_method() {
    let folder = tempfile::tempdir().unwrap();
    let write = |tag: &str, text: &str| {
        let file = folder.path().join(tag).join("widget/grid.ftl");
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("en", "open = Open\nshut = Shut");
    write("de", "open = Offen");
    let built = || catalog::merged(read::languages(folder.path())?).map(|catalog| write::code(&catalog));
    let code = built().unwrap();
    assert!(code.contains("de/widget/grid/shut") && !code.contains("Grid"), "{code}");
    write("de", "opne = Offen");
    assert_eq!(built().unwrap_err(), "de/widget/grid.ftl: opne: English has no such message");
}

#[test]
fn in_french_a_narrow_space_that_does_not_break_stands_before_the_high_marks() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("locales/fr");
    let mut open = vec![folder];
    let mut seen = 0;
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let mut before = ' ';
            for (at, mark) in line.char_indices() {
                let is_part_of_a_time_or_address = [":0", "://"].iter().any(|part| line[at..].starts_with(part));
                let is_high = matches!(mark, ':' | ';' | '?' | '!') && !is_part_of_a_time_or_address;
                assert!(!is_high || before == '\u{202f}', "{}: {line}", path.display());
                seen += usize::from(is_high);
                before = mark;
            }
        }
    }
    assert!(seen > 20, "marks are found at all: {seen}");
}

#[test]
fn syntax_errors_are_refused_with_their_line() {
    let fault = refusal("open = Open\n\nshut = { $count", "open = Offen");
    assert!(fault.contains("en/planner/desk.ftl: line 3: "), "{fault}");
}

#[test]
fn unsupported_syntax_is_refused_and_not_ignored() {
    let cases = [
        ("open = { NUMBER($count) }", "are not supported"),
        ("open = Open\n    .title = Title", "a message is one text, without attributes"),
        ("open = { $kind ->\n    [room] Room\n   *[other] Other\n}", "[room] is no plural category"),
        ("open = Open\nopen = Open", "stands twice"),
        ("open = { shut }", "no message shut"),
        ("open = { shut }\nshut = { open }", "its references lead in circles"),
        ("where = Where", "the word where is taken"),
        ("open = Open { $type }", "the word type is taken"),
        ("of = Of", "the word of is taken"),
    ];
    for (english, reason) in cases {
        let fault = refusal(english, "");
        assert!(fault.contains("en/planner/desk.ftl") && fault.contains(reason), "{english}: {fault}");
    }
}
