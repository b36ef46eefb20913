//! Rules for the source code: direction of the layers, module docs, size of files.

mod circles;

use std::fs;
use std::path::{Path, PathBuf};

/// Which top modules each one may use. `core` is what handlers and background tasks share, so it knows no HTTP.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("i18n", &["domain"]),
    ("ical", &["domain"]),
    ("clock", &[]),
    ("availability_events", &[]),
    ("store", &["availability_events", "clock", "domain"]),
    ("operations", &["clock", "domain", "i18n", "ical", "store"]),
    ("delivery", &["clock", "domain", "i18n", "store"]),
    ("foreign_calendars", &["clock", "delivery", "domain", "ical", "operations", "store"]),
    ("core", &["clock", "delivery", "domain", "foreign_calendars", "operations", "store"]),
    ("slot_expiry", &["availability_events", "clock", "core", "domain", "operations", "store"]),
    (
        "http",
        &[
            "availability_events",
            "clock",
            "core",
            "delivery",
            "domain",
            "foreign_calendars",
            "i18n",
            "operations",
            "store",
        ],
    ),
];

fn sources(folder: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found
}

/// The top module of a source file.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn dependencies_between_layers_have_one_direction() {
    for path in sources("src") {
        let here = module(&path);
        let Some((_, may_use)) = MAY_USE.iter().find(|(name, _)| *name == here) else { continue };
        let text = fs::read_to_string(&path).unwrap();
        for used in text.split("crate::").skip(1) {
            let used = used.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().unwrap();
            let local = used == here || !MAY_USE.iter().any(|(name, _)| *name == used);
            assert!(local || may_use.contains(&used), "{} uses {used}", path.display());
        }
    }
}

/// The only files of `http` that name the store: the state holds it, and its errors become responses.
const KNOW_THE_STORE: [&str; 2] = ["src/http/state.rs", "src/http/error.rs"];

#[test]
fn handlers_read_and_write_by_operations() {
    for path in sources("src/http") {
        let here = path.strip_prefix(env!("CARGO_MANIFEST_DIR")).unwrap().to_str().unwrap();
        let code: String = fs::read_to_string(&path).unwrap().split_whitespace().collect();
        for transaction in ["store.read(", "store.write("] {
            assert!(!code.contains(transaction), "{here} opens a transaction: {transaction}");
        }
        let knows = ["crate::store", "rusqlite"].iter().any(|name| code.contains(name));
        assert!(!knows || KNOW_THE_STORE.contains(&here), "{here} names the store; an operation can do it");
    }
}

#[test]
fn the_domain_does_no_io() {
    for path in sources("src").into_iter().filter(|path| module(path) == "domain") {
        let text = fs::read_to_string(&path).unwrap();
        for foreign in ["rusqlite", "axum", "tokio", "std::fs", "std::net", "Utc::now"] {
            assert!(!text.contains(foreign), "{} knows {foreign}", path.display());
        }
    }
}

#[test]
fn every_module_has_a_doc_comment() {
    for path in ["src", "tests", "benches"].into_iter().flat_map(sources) {
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.starts_with("//! "), "{} begins without //!", path.display());
    }
}

#[test]
fn no_file_is_too_long_to_read() {
    for path in sources("src") {
        let lines = fs::read_to_string(&path).unwrap().lines().count();
        assert!(lines <= 450, "{} has {lines} lines: look whether it is one room or several", path.display());
    }
}

/// The rules cited in a text: "rule 5", "rules 1 to 4".
fn cited_rules(text: &str) -> Vec<u32> {
    let text = text.to_lowercase();
    let mut cited = Vec::new();
    for (at, _) in text.match_indices("rule") {
        let rest = text[at + 4..].trim_start_matches('s').trim_start();
        let mut words = rest.split(|c: char| c.is_whitespace() || ":,;.()".contains(c));
        cited.extend(words.next().and_then(|word| word.parse::<u32>().ok()));
        if words.next() == Some("to") || words.next() == Some("and") {
            cited.extend(words.next().and_then(|word| word.parse::<u32>().ok()));
        }
    }
    cited
}

#[test]
fn every_rule_that_is_cited_is_written_down() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let rules = fs::read_to_string(root.join("docs/calendar-rules.md")).unwrap();
    let written = |number: u32| rules.contains(&format!("\n## Rule {number}:"));
    let mut citing = ["src", "tests"].into_iter().flat_map(sources).collect::<Vec<_>>();
    citing.push(root.join("schema.sql"));
    let mut found = 0;
    for path in citing {
        for number in cited_rules(&fs::read_to_string(&path).unwrap()) {
            assert!(
                written(number),
                "{} cites rule {number}, which docs/calendar-rules.md does not have",
                path.display()
            );
            found += 1;
        }
    }
    assert!(found > 10, "citations are found at all: {found}");
}

#[test]
fn every_file_that_a_document_names_exists() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = 0;
    for document in ["CONTRIBUTING.md", "docs/ARCHITECTURE.md", "docs/adding.md", "locales/README.md"] {
        let text = fs::read_to_string(root.join(document)).unwrap();
        let quoted = text.split('`').skip(1).step_by(2).filter(|name| !name.contains(char::is_whitespace));
        let is_path =
            |name: &&str| ["src/", "tests/", "assets/", "widget/", "locales/"].iter().any(|at| name.starts_with(at));
        // Capitals and signs stand for what the reader puts there.
        let is_plain = |name: &&str| !name.contains(|c: char| c.is_ascii_uppercase() || "*{<…:".contains(c));
        for name in quoted.filter(is_path).filter(is_plain) {
            assert!(root.join(name).exists(), "{document} names {name}");
            found += 1;
        }
    }
    assert!(found > 30, "names are found at all: {found}");
}

#[test]
fn nothing_tells_two_languages_apart() {
    for path in sources("src").into_iter().filter(|path| !path.ends_with("tests.rs")) {
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for old in ["Language::GERMAN", "== Language::", "Language::ENGLISH =>", "language.pick(", "text_table!"] {
            assert!(!code.contains(old), "{} has {old}", path.display());
        }
    }
}
