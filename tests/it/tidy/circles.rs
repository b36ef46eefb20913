//! No files use each other in a circle, but a parent and its own children.

use super::sources;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// A path of names: `["store", "outbox", "due"]`.
type Names = Vec<String>;

/// The module that a source file holds.
fn module_of(path: &Path) -> Names {
    let inside = path.strip_prefix(Path::new(env!("CARGO_MANIFEST_DIR")).join("src")).unwrap().with_extension("");
    let mut names: Names = inside.iter().map(|part| part.to_str().unwrap().to_owned()).collect();
    names.pop_if(|last| ["mod", "lib", "main"].contains(&last.as_str()));
    names
}

/// The code of a file: no comments, no tests.
fn code_of(path: &Path) -> String {
    let text = fs::read_to_string(path).unwrap();
    let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
    code.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join("\n")
}

/// The paths of a use tree: `a::{b, c::d}` has two.
fn flattened(tree: &str) -> Vec<String> {
    let tree = tree.trim();
    let Some((start, rest)) = tree.split_once('{') else {
        return vec![tree.split(" as ").next().unwrap().trim().to_owned()];
    };
    let (mut depth, mut branches) = (0_u32, vec![String::new()]);
    for sign in rest.strip_suffix('}').unwrap_or(rest).chars() {
        match sign {
            '{' => depth += 1,
            '}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        if sign == ',' && depth == 0 {
            branches.push(String::new());
        } else {
            branches.last_mut().unwrap().push(sign);
        }
    }
    let whole = branches.iter().filter(|branch| !branch.trim().is_empty());
    whole.flat_map(|branch| flattened(branch)).map(|path| format!("{start}{path}")).collect()
}

/// Where statements begin that import something: behind their `use`.
fn imports(code: &str) -> impl Iterator<Item = &str> {
    let begins_line = |at: usize| {
        let before = code[..at].rsplit('\n').next().unwrap().trim();
        before.is_empty() || before.starts_with("pub")
    };
    let found = code.match_indices("use ").filter(move |(at, _)| begins_line(*at));
    found.map(|(at, word)| code[at + word.len()..].split(';').next().unwrap())
}

/// Every path that some code names: those it imports, and those it writes out from `crate`, `super` or `self`.
fn named_in(code: &str) -> Vec<Names> {
    let is_of_path = |sign: char| sign.is_alphanumeric() || sign == '_' || sign == ':';
    let written_out = code.split(|sign| !is_of_path(sign)).filter(|path| path.contains("::") && !path.ends_with(":"));
    let paths = imports(code).flat_map(flattened).chain(written_out.map(str::to_owned));
    paths.map(|path| path.split("::").map(|name| name.trim().to_owned()).collect()).collect()
}

/// The module that a path named in `here` leads into.
fn resolved(here: &Names, path: &[String], modules: &BTreeSet<Names>) -> Option<Names> {
    let supers = path.iter().take_while(|name| *name == "super").count();
    let mut full: Names = match path.first().map(String::as_str) {
        Some("crate") => path[1..].to_vec(),
        Some("self") => [here, &path[1..]].concat(),
        Some("super") => [here.get(..here.len().checked_sub(supers)?)?, &path[supers..]].concat(),
        _ => [here, path].concat(),
    };
    // A path from here is one of ours only where its first name is a child; any other names a crate.
    let is_from_here = !matches!(path.first().map(String::as_str), Some("crate" | "self" | "super"));
    if is_from_here && !modules.contains(&full[..=here.len()]) {
        return None;
    }
    while !full.is_empty() && !modules.contains(&full) {
        full.pop();
    }
    (!full.is_empty()).then_some(full)
}

/// Which modules each one uses, its parents and children apart.
fn uses() -> BTreeMap<Names, BTreeSet<Names>> {
    let files: Vec<_> = sources("src").into_iter().map(|path| (module_of(&path), path)).collect();
    let modules: BTreeSet<Names> = files.iter().map(|(module, _)| module.clone()).filter(|it| !it.is_empty()).collect();
    let of = |(here, path): &(Names, PathBuf)| {
        let named = named_in(&code_of(path));
        let used = named.iter().filter_map(|path| resolved(here, path, &modules));
        (here.clone(), used.filter(|other| !other.starts_with(here) && !here.starts_with(other)).collect())
    };
    files.iter().filter(|(module, _)| !module.is_empty()).map(of).collect()
}

/// Follows the uses from the last module of `way` until one comes again that is already on it.
fn circle(way: &mut Vec<Names>, uses: &BTreeMap<Names, BTreeSet<Names>>, done: &mut BTreeSet<Names>) -> bool {
    let here = way.last().unwrap().clone();
    if done.contains(&here) {
        return false;
    }
    for next in &uses[&here] {
        let begins = way.iter().position(|module| module == next);
        way.push(next.clone());
        if let Some(begins) = begins {
            way.drain(..begins);
            return true;
        }
        if circle(way, uses, done) {
            return true;
        }
        way.pop();
    }
    done.insert(here);
    false
}

#[test]
fn no_files_use_each_other_but_a_parent_and_its_own_children() {
    let (uses, mut done) = (uses(), BTreeSet::new());
    assert!(uses.values().map(BTreeSet::len).sum::<usize>() > 500, "uses are found at all");
    for module in uses.keys() {
        let mut way = vec![module.clone()];
        let found = circle(&mut way, &uses, &mut done);
        let names: Vec<_> = way.iter().map(|module| module.join("::")).collect();
        assert!(!found, "a circle: {}", names.join(" uses "));
    }
}

#[test]
fn imports_are_read_as_the_compiler_reads_them() {
    let modules: BTreeSet<Names> =
        ["a", "a::b", "a::c", "d"].map(|path| path.split("::").map(str::to_owned).collect()).into();
    let here = vec!["a".to_owned(), "b".to_owned()];
    let code = "use super::{c::Thing as Other, b};\nuse std::fmt;\nfn f() { crate::d::g(super::super::d::h) }";
    let found: BTreeSet<_> =
        named_in(code).iter().filter_map(|path| resolved(&here, path, &modules)).map(|it| it.join("::")).collect();
    assert_eq!(found, ["a::b", "a::c", "d"].map(str::to_owned).into());
}
