//! All routes, read from the source, so that new pages are tested without being listed.

use std::fs;
use std::path::Path;

/// A route in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Route {
    /// Its pattern, such as `/planner/settings/mail-texts/{kind}/{language}`.
    pub path: String,
    /// Whether it has a GET handler.
    pub reads: bool,
    /// The methods that may change something.
    pub changes: Vec<&'static str>,
}

impl Route {
    /// Whether a path matches.
    pub fn fits(&self, address: &str) -> bool {
        let (mut pattern, mut parts) = (self.path.split('/'), address.split('/'));
        loop {
            match (pattern.next(), parts.next()) {
                (None, None) => return true,
                (Some(rest), Some(_)) if rest.starts_with("{*") => return true,
                (Some(variable), Some(part)) if variable.starts_with('{') && !part.is_empty() => {}
                (Some(fixed), Some(part)) if fixed == part => {}
                _ => return false,
            }
        }
    }

    /// Its path with `value` for every parameter.
    pub fn address(&self, value: &str) -> String {
        let parts = self.path.split('/').map(|part| if part.starts_with('{') { value } else { part });
        parts.collect::<Vec<_>>().join("/")
    }

    /// Whether it belongs to the API, which has no session.
    pub fn is_api(&self) -> bool {
        self.path.starts_with("/api/")
    }
}

/// All routes.
pub fn all() -> Vec<Route> {
    let mut found = Vec::new();
    let mut open = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src/http")];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
        } else {
            found.extend(of_source(&path));
        }
    }
    found.sort_by(|a, b| a.path.cmp(&b.path));
    found
}

fn of_source(path: &Path) -> Vec<Route> {
    let text = fs::read_to_string(path).unwrap();
    // Unit tests at the end of a file define routes of their own.
    let text = text.split("#[cfg(test)]").next().unwrap();
    // The planner's routes must all be parsed: none may be missed.
    if path.components().any(|part| part.as_os_str() == "planner") {
        for other in [".nest(", ".route_service(", ".nest_service(", "fallback(", "any(", ".route(&", "on("] {
            let used = text.match_indices(other).any(|(at, _)| {
                other.starts_with('.') || !text[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.')
            });
            assert!(!used, "{} makes routes by {other} that cannot be read here", path.display());
        }
    }
    text.split(".route(").skip(1).filter_map(|rest| route(arguments(rest))).collect()
}

/// The text between the parentheses.
fn arguments(rest: &str) -> &str {
    let mut depth = 1;
    let end = rest.find(|c| {
        depth += i32::from(c == '(') - i32::from(c == ')');
        depth == 0
    });
    &rest[..end.unwrap()]
}

fn route(arguments: &str) -> Option<Route> {
    let (path, handlers) = arguments.trim().strip_prefix('"')?.split_once('"')?;
    let has =
        |method: &str| [" ", ".", "(", "\n"].iter().any(|before| handlers.contains(&format!("{before}{method}(")));
    let changes = [("post", "POST"), ("put", "PUT"), ("patch", "PATCH"), ("delete", "DELETE")];
    let changes = changes.into_iter().filter(|(word, _)| has(word)).map(|(_, method)| method).collect();
    Some(Route { path: path.to_owned(), reads: has("get"), changes })
}

#[test]
fn the_list_of_routes_is_complete() {
    let all = all();
    let find = |path: &str| all.iter().find(|route| route.path == path).unwrap();
    assert_eq!(find("/planner/sign-out").changes, ["POST"]);
    assert!(!find("/planner/sign-out").reads && find("/").reads);
    assert_eq!(find("/api/v1/bookings/{token}").changes, ["PATCH", "DELETE"]);
    assert!(find("/planner/settings/mail-texts/{kind}/{language}").fits("/planner/settings/mail-texts/reminder/de"));
    assert!(
        !find("/t/{token}").fits("/t/") && find("/t/{token}").fits("/t/x") && !find("/t/{token}").fits("/t/x/move")
    );
    assert!(find("/assets/{hash}/{*name}").fits("/assets/1/a/b"));
    assert!(all.iter().filter(|route| route.path.starts_with("/planner")).count() >= 30);
}
