//! The tests named in SECURITY.md's table exist.

use std::fs;
use std::path::Path;

/// The heading of the table.
const HEADING: &str = "## Which test holds which promise";

/// The table's rows, each a list of cells.
fn rows(security: &str) -> Vec<Vec<&str>> {
    let (_, table) = security.split_once(HEADING).expect("SECURITY.md has the table of promises");
    table
        .lines()
        .skip_while(|line| !line.starts_with("| --- "))
        .skip(1)
        .take_while(|line| line.starts_with('|'))
        .map(|line| line.trim_matches('|').split(" | ").map(str::trim).collect())
        .collect()
}

/// Pairs of test name and file in a cell: [`name`](file).
fn named_tests(cell: &str) -> Vec<(&str, &str)> {
    let links = cell.split("[`").skip(1);
    links
        .map(|link| {
            let (name, rest) = link.split_once("`](").expect("a test is written as [`name`](file)");
            (name, rest.split_once(')').expect("a link ends").0)
        })
        .collect()
}

/// Whether the file contains a test with that name: a Rust function, or a title of a browser test.
fn has_test(file: &Path, name: &str) -> bool {
    let text = fs::read_to_string(file).unwrap_or_default();
    text.contains(&format!("fn {name}(")) || text.contains(&format!("test('{name}'"))
}

#[test]
fn every_promise_names_tests_that_are_there() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let security = fs::read_to_string(root.join("SECURITY.md")).unwrap();
    let rows = rows(&security);
    assert!(rows.len() >= 30, "the table is read at all: {} rows", rows.len());
    for row in rows {
        let [promise, held_by] = row[..] else { panic!("a row has two cells: {row:?}") };
        let tests = named_tests(held_by);
        assert!(!tests.is_empty(), "no test is named for: {promise}");
        for (name, file) in tests {
            assert!(
                has_test(&root.join(file), name),
                "{file} has no test {name}, which SECURITY.md names for: {promise}"
            );
        }
    }
}
