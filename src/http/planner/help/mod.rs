//! The manual in the planner, `/planner/help`: the pages of `docs/handbuch` in the reader's language, with a search.
//! [`contents`] is its order, [`manual`] reads its Markdown, [`places`] says which place belongs to which page of the
//! planner.

pub mod contents;
pub mod manual;
pub mod places;

use super::prelude::*;
use contents::Chapter;
use manual::{Found, Manual, ManualPage};

/// What the pages say around the manual.
type Texts = i18n::Texts<planner::Help>;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new().route("/planner/help", get(show_contents)).route("/planner/help/{page}", get(show_page))
}

/// An entry of the table of contents.
struct ContentsEntry {
    href: String,
    title: &'static str,
    current: bool,
}

/// A chapter of the table of contents.
struct ContentsChapter {
    title: &'static str,
    pages: Vec<ContentsEntry>,
}

impl ContentsChapter {
    /// Whether its pages are shown: one of them is.
    fn is_open(&self) -> bool {
        self.pages.iter().any(|page| page.current)
    }
}

/// What stands beside every page: the search and the table of contents.
struct Contents {
    t: Texts,
    query: String,
    chapters: Vec<ContentsChapter>,
}

#[derive(Template)]
#[template(path = "planner/help/contents.html")]
struct ContentsPage {
    frame: Layout,
    contents: Contents,
    counted: String,
    found: Vec<Found>,
}

#[derive(Template)]
#[template(path = "planner/help/page.html")]
struct HelpPage {
    frame: Layout,
    contents: Contents,
    page: &'static ManualPage,
    before: Option<ContentsEntry>,
    after: Option<ContentsEntry>,
}

impl Contents {
    /// Whether they stand beside the page: not beside the table of contents itself.
    fn is_beside(&self) -> bool {
        !self.query.is_empty() || self.chapters.iter().any(ContentsChapter::is_open)
    }

    fn new(language: Language, manual: &'static Manual, current: &str, query: String) -> Self {
        let t = Texts::of(language);
        let of_chapter = |chapter: &Chapter| ContentsChapter {
            title: (chapter.title)(t),
            pages: chapter.pages.iter().filter_map(|name| entry(manual, name, current)).collect(),
        };
        Self { t, query, chapters: contents::CHAPTERS.iter().map(of_chapter).collect() }
    }
}

fn entry(manual: &'static Manual, name: &str, current: &str) -> Option<ContentsEntry> {
    let page = manual.page(name)?;
    Some(ContentsEntry { href: format!("/planner/help/{name}"), title: &page.title, current: name == current })
}

/// `GET /planner/help`: the table of contents, or what was found.
pub async fn show_contents(operator: Operator, Asked(query): Asked) -> PageResult {
    let frame = Layout::new(&operator, Area::Nowhere).await?;
    let manual = Manual::of(frame.language);
    let found = manual.find(query.raw("q"));
    let contents = Contents::new(frame.language, manual, "", query.raw("q").to_owned());
    let counted =
        if found.is_empty() { contents.t.nothing_found().to_owned() } else { contents.t.counted(found.len()) };
    layout::page(StatusCode::OK, &ContentsPage { frame, contents, counted, found })
}

/// `GET /planner/help/{page}`
pub async fn show_page(operator: Operator, ApiPath(name): ApiPath<String>) -> PageResult {
    let frame = Layout::new(&operator, Area::Nowhere).await?;
    let manual = Manual::of(frame.language);
    let page = manual.page(&name).ok_or_else(ApiError::not_found)?;
    let [before, after] = contents::neighbours(&name).map(|name| name.and_then(|name| entry(manual, name, "")));
    let contents = Contents::new(frame.language, manual, &name, String::new());
    layout::page(StatusCode::OK, &HelpPage { frame, contents, page, before, after })
}
