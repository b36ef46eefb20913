//! The manual in the planner: its pages and pictures, its words, and that every page of the planner leads to its place in it.

use super::desk::Desk;
use crate::harness::TestApp;
use crate::routes;
use std::collections::{BTreeSet, HashSet};
use std::fs;
use std::path::{Path, PathBuf};
use terminplaner::domain::language::Language;
use terminplaner::http::assets::picture_size;
use terminplaner::http::planner::help::contents;
use terminplaner::http::planner::help::manual::{Manual, ManualPage};
use terminplaner::http::planner::help::places::{address_for, place_of};

/// Maximum size of all pictures in the program, in bytes.
const PICTURES: u64 = 1_000_000;

/// Seen without a session, or no pages.
const WITHOUT_HELP: [&str; 11] = [
    "/planner/app.webmanifest",
    "/planner/events",
    "/planner/statistics.csv",
    "/planner/sign-in",
    "/planner/sign-in/code",
    "/planner/sign-in/help",
    "/planner/sign-in/recovery-code",
    "/planner/forgotten",
    "/planner/reset/{token}",
    "/planner/enter/{token}",
    "/planner/set-up/start/{token}",
];

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The languages that the planner speaks.
fn languages() -> Vec<Language> {
    let found: Vec<_> = Language::offered().filter(|language| language.is_for_staff()).collect();
    assert!(found.len() >= 2);
    found
}

/// Name, Markdown and page of everything in a manual.
fn pages(language: Language) -> Vec<(&'static str, String, &'static ManualPage)> {
    let manual = Manual::of(language);
    let folder = root().join("docs/handbuch").join(language.tag());
    let names: BTreeSet<_> = contents::names().collect();
    let files: BTreeSet<_> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().path().file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(files, names.iter().map(|name| (*name).to_owned()).collect(), "{language:?}: files and contents");
    let read =
        |name| (name, fs::read_to_string(folder.join(format!("{name}.md"))).unwrap(), manual.page(name).unwrap());
    contents::names().map(read).collect()
}

fn anchors(page: &ManualPage) -> Vec<&str> {
    page.sections.iter().map(|section| section.anchor.as_str()).filter(|anchor| !anchor.is_empty()).collect()
}

/// Whether a page, perhaps with an anchor, is in the manual of a language.
fn exists(language: Language, place: &str) -> bool {
    let (name, anchor) = place.split_once('#').unwrap_or((place, ""));
    Manual::of(language).page(name).is_some_and(|page| anchor.is_empty() || anchors(page).contains(&anchor))
}

#[test]
fn every_page_of_the_planner_has_a_place_in_the_manual() {
    let routes = routes::all().into_iter().filter(|route| route.path.starts_with("/planner") && route.reads);
    let mut seen = HashSet::new();
    for route in routes.filter(|route| !WITHOUT_HELP.contains(&route.path.as_str())) {
        let place = place_of(&route.address("1"));
        assert!(place.is_some(), "{} has no place in the manual: name one in help/places.rs", route.path);
        for language in languages() {
            let place = place.unwrap();
            assert!(place.is_empty() || exists(language, place), "{}: {language:?} has no {place}", route.path);
        }
        seen.extend(place);
    }
    assert!(seen.len() > 25, "places differ: {seen:?}");
}

#[test]
fn the_manual_has_the_same_anchors_in_every_language_and_no_link_leads_nowhere() {
    for language in languages() {
        for (name, _, page) in pages(language) {
            let own = anchors(page);
            assert!(!page.title.is_empty(), "{name}");
            assert_eq!(own.iter().collect::<HashSet<_>>().len(), own.len(), "{name}: an anchor stands twice");
            let headings = page.html.matches("<h2").count() + page.html.matches("<h3").count();
            assert_eq!(headings, own.len(), "{name}: a heading has no anchor");
            let other = Manual::of(languages()[0]).page(name).unwrap();
            assert_eq!(own, anchors(other), "{name} in {language:?}");
            for link in page.html.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap()) {
                let place = link.strip_prefix("/planner/help/").unwrap_or_else(|| panic!("{name} leads to {link}"));
                assert!(exists(language, place), "{name} leads to {link}");
            }
        }
    }
}

/// All messages of a language as they stand in its files.
fn messages(language: Language) -> HashSet<String> {
    let mut found = HashSet::new();
    let mut open = vec![root().join("locales").join(language.tag())];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(fs::read_dir(path).unwrap().map(|entry| entry.unwrap().path()));
            continue;
        }
        let text = fs::read_to_string(path).unwrap();
        found.extend(text.lines().filter_map(|line| Some(line.split_once(" = ")?.1.to_owned())));
    }
    found
}

#[test]
fn what_the_manual_sets_in_bold_stands_so_on_the_screen() {
    let mut seen = 0;
    for language in languages() {
        let messages = messages(language);
        for (name, markdown, _) in pages(language) {
            for word in markdown.split("**").skip(1).step_by(2).map(|word| word.replace('\n', " ")) {
                assert!(messages.contains(&word), "{}/{name}.md: nothing is called “{word}”", language.tag());
                seen += 1;
            }
        }
    }
    assert!(seen > 200, "words in bold are found at all: {seen}");
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn the_manuals_pictures_are_there_described_and_small() {
    let mut size = 0;
    for language in languages() {
        let mut shown = BTreeSet::new();
        for (name, markdown, page) in pages(language) {
            for picture in markdown.split("![").skip(1) {
                let (words, rest) = picture.split_once("](").unwrap();
                assert!(words.len() > 10, "{name}: a picture without words");
                let file = rest.split([')', ' ']).next().unwrap();
                let kept = file.strip_prefix("../../../assets/manual/").unwrap();
                assert!(kept.starts_with(language.tag()), "{name} shows a picture of another language: {kept}");
                let (width, height) = picture_size(kept).unwrap_or_else(|| panic!("{name}: {kept} is no picture"));
                assert!(width >= 300 && height >= 300, "{kept}: {width} × {height}");
                assert!(
                    page.html.contains(&format!("{kept}\" width=\"{width}\" height=\"{height}\"")),
                    "{}",
                    page.html
                );
                shown.insert(kept.to_owned());
            }
        }
        let files = files_below(&root().join("assets/manual").join(language.tag()));
        size += files.iter().map(|file| fs::metadata(file).unwrap().len()).sum::<u64>();
        let kept: BTreeSet<_> = files
            .iter()
            .map(|file| format!("{}/{}", language.tag(), file.file_name().unwrap().to_str().unwrap()))
            .collect();
        assert_eq!(kept, shown, "pictures that are kept, and those that are shown");
    }
    assert!(size <= PICTURES, "{size} bytes");
}

#[tokio::test]
async fn the_question_mark_leads_to_the_place_of_the_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (path, place) in [
        ("/planner", "/planner/help/today"),
        ("/planner/hours", "/planner/help/hours"),
        ("/planner/settings/look", "/planner/help/look"),
        ("/planner/help/hours", "/planner/help"),
        ("/planner/no-such-page", "/planner/help"),
    ] {
        let page = desk.get(path).await;
        assert_eq!(page.attribute(".top a.help", "href"), place, "{path}");
        assert_eq!(address_for(path), place);
    }
}

#[tokio::test]
async fn the_manual_is_read_and_searched_in_ones_own_language() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get("/planner/help/closing-times").await;
    assert_eq!(
        (page.status, page.words("h1").as_str()),
        (axum::http::StatusCode::OK, "Urlaub, Feiertage, Sonderöffnungen")
    );
    assert_eq!(page.words("aside [aria-current]"), "Urlaub, Feiertage, Sonderöffnungen");
    assert_eq!(page.count("#holidays"), 1);
    assert_eq!(desk.get("/planner/help/nothing").await.status, 404);
    let found = desk.get("/planner/help?q=ueberspringen").await;
    assert_eq!(found.attribute("article .list a", "href"), "/planner/help/first-steps");
    for typed in ["Feiertage%20eintragen", "FEIERTAGE"] {
        let found = desk.get(&format!("/planner/help?q={typed}")).await;
        let first = found.attributes("article .list a", "href");
        assert!(first[..2].contains(&"/planner/help/closing-times#holidays".to_owned()), "{typed}: {first:?}");
    }
    let found = desk.get("/planner/help?q=xyzzy%3Cb%3E").await;
    assert_eq!(
        (found.words("article [role=status]").as_str(), found.count("article .list li")),
        ("Nichts gefunden.", 0)
    );
}

#[tokio::test]
async fn who_cannot_sign_in_finds_help_without_a_session() {
    let shop = TestApp::new();
    let stranger = Desk::closed(&shop);
    for path in ["/planner/sign-in", "/planner/forgotten"] {
        assert_eq!(stranger.get(path).await.attribute("main .hint a[href$=help]", "href"), "/planner/sign-in/help");
    }
    let page = stranger.get("/planner/sign-in/help").await;
    assert_eq!((page.status.as_u16(), page.words("h1")), (200, "Hilfe zur Anmeldung".to_owned()));
    assert_eq!(page.all("h2").len(), 3);
    assert_eq!(page.count("a[href^='/planner/help']"), 0, "no link to what asks for a session");
}
