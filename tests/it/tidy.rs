//! The house's own rules: one direction, a heading on every module, no file too large to read.

use std::fs;
use std::path::{Path, PathBuf};

/// Which modules each one may use: what stands to its right. `app` is what handlers share, so it stands with `http`.
const MAY_USE: &[(&str, &[&str])] = &[
    ("domain", &[]),
    ("clock", &[]),
    ("changes", &[]),
    ("store", &["domain", "clock", "changes"]),
    ("accounts", &["store", "domain"]),
    ("customers", &["store", "domain", "clock"]),
    ("booking", &["store", "domain"]),
    ("editing", &["store", "domain"]),
    ("settings", &["store", "domain"]),
    ("shopfile", &["store", "domain"]),
    ("mail", &["store", "domain", "clock"]),
    ("app", &["http", "accounts", "mail", "store", "domain", "clock"]),
    ("aging", &["app", "store", "domain", "clock", "changes"]),
    (
        "http",
        &[
            "app",
            "accounts",
            "booking",
            "changes",
            "clock",
            "customers",
            "domain",
            "editing",
            "mail",
            "settings",
            "shopfile",
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

/// The top module a source file belongs to.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap();
    inside.iter().next().unwrap().to_str().unwrap().trim_end_matches(".rs").to_owned()
}

#[test]
fn modules_look_in_one_direction_only() {
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
fn every_module_says_what_it_is_for() {
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
