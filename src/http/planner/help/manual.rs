//! The manual of one language: its pages as HTML, and their sections to be searched. Read from Markdown once, at first use.
//! Markup of another language in it is shown as text.

use super::contents;
use crate::domain::person::folded;
use crate::domain::shop::Language;
use crate::http::assets::{asset_url, picture_size};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use rust_embed::RustEmbed;
use std::collections::HashMap;
use std::sync::LazyLock;

#[derive(RustEmbed)]
#[folder = "docs/handbuch/"]
struct Files;

/// Most sections that a search shows.
const FOUND_AT_MOST: usize = 12;
/// Characters shown of a section that was found.
const EXCERPT_CHARS: usize = 160;

static MANUALS: LazyLock<HashMap<&'static str, Manual>> = LazyLock::new(|| {
    Language::offered().filter(|language| language.is_for_staff()).map(|one| (one.tag(), Manual::read(one))).collect()
});

/// The manual of a language.
pub struct Manual {
    pages: HashMap<&'static str, ManualPage>,
}

/// One of its pages.
pub struct ManualPage {
    /// Its title.
    pub title: String,
    /// What follows the title, as HTML.
    pub html: String,
    /// Its sections; the first is what stands before the first heading.
    pub sections: Vec<Section>,
}

/// A part of a page, below its heading.
#[derive(Debug, Default)]
pub struct Section {
    /// Its id on the page; empty for the first one.
    pub anchor: String,
    /// Its heading.
    pub title: String,
    /// Its words.
    pub text: String,
}

/// A section that was found.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    /// Where it is.
    pub href: String,
    /// Its heading.
    pub title: String,
    /// The title of its page, where it is another one.
    pub page: String,
    /// The words around the first match.
    pub excerpt: String,
}

impl Manual {
    /// That of a language of the planner.
    pub fn of(language: Language) -> &'static Self {
        static NONE: LazyLock<Manual> = LazyLock::new(|| Manual { pages: HashMap::new() });
        MANUALS.get(language.for_staff().tag()).unwrap_or(&NONE)
    }

    fn read(language: Language) -> Self {
        let page = |name: &'static str| {
            let file = Files::get(&format!("{}/{name}.md", language.tag()))?;
            Some((name, ManualPage::read(str::from_utf8(&file.data).ok()?)))
        };
        Self { pages: contents::names().filter_map(page).collect() }
    }

    /// A page by its name.
    pub fn page(&self, name: &str) -> Option<&ManualPage> {
        self.pages.get(name)
    }

    /// The sections that have all the words: first those with all in their heading, then those that have them as they were typed.
    pub fn find(&self, typed: &str) -> Vec<Found> {
        let typed = folded(typed);
        let words: Vec<&str> = typed.split(' ').filter(|word| !word.is_empty()).collect();
        if words.is_empty() {
            return Vec::new();
        }
        let mut found = Vec::new();
        for (name, page) in contents::names().filter_map(|name| Some((name, self.page(name)?))) {
            for section in &page.sections {
                let own = folded(if section.title.is_empty() { &page.title } else { &section.title });
                let (title, text) = (folded(&page.title), folded(&section.text));
                let all_in = |part: &dyn Fn(&str) -> bool| words.iter().all(|word| part(word));
                let rank = if all_in(&|word| own.contains(word)) {
                    0
                } else if text.contains(typed.as_str()) {
                    1
                } else if all_in(&|word| own.contains(word) || title.contains(word) || text.contains(word)) {
                    2
                } else {
                    continue;
                };
                found.push((rank, section.found(name, page, &words)));
            }
        }
        found.sort_by_key(|(rank, _)| *rank);
        found.into_iter().map(|(_, found)| found).take(FOUND_AT_MOST).collect()
    }
}

impl Section {
    fn found(&self, name: &str, page: &ManualPage, words: &[&str]) -> Found {
        let mut href = format!("/planner/help/{name}");
        if self.anchor.is_empty() {
            return Found { href, title: page.title.clone(), page: String::new(), excerpt: self.excerpt(words) };
        }
        href.push('#');
        href.push_str(&self.anchor);
        Found { href, title: self.title.clone(), page: page.title.clone(), excerpt: self.excerpt(words) }
    }

    /// The words from a little before the first match on.
    fn excerpt(&self, words: &[&str]) -> String {
        let all: Vec<&str> = self.text.split_whitespace().collect();
        let hit = all.iter().position(|one| words.iter().any(|word| folded(one).contains(word))).unwrap_or(0);
        let from = hit.saturating_sub(4);
        let mut excerpt = if from > 0 { "… ".to_owned() } else { String::new() };
        for word in &all[from..] {
            if excerpt.chars().count() + word.chars().count() > EXCERPT_CHARS {
                excerpt.push('…');
                break;
            }
            excerpt.push_str(word);
            excerpt.push(' ');
        }
        excerpt.trim_end().to_owned()
    }
}

impl ManualPage {
    fn read(markdown: &str) -> Self {
        let mut reading = Reading::default();
        let options = Options::ENABLE_TABLES | Options::ENABLE_HEADING_ATTRIBUTES;
        let events: Vec<Event<'_>> =
            Parser::new_ext(markdown, options).filter_map(|event| reading.take(event)).collect();
        let mut written = String::new();
        html::push_html(&mut written, events.into_iter());
        Self { title: reading.title, html: written, sections: reading.sections }
    }
}

/// What is read of a page so far.
#[derive(Default)]
struct Reading {
    title: String,
    sections: Vec<Section>,
    heading: Option<HeadingLevel>,
    in_picture: bool,
}

impl Reading {
    /// Notes an event, and gives what becomes of it in the page.
    fn take<'a>(&mut self, event: Event<'a>) -> Option<Event<'a>> {
        let event = match event {
            Event::Start(Tag::Heading { level, id, classes, attrs }) => {
                self.heading = Some(level);
                if level != HeadingLevel::H1 {
                    let anchor = id.as_deref().unwrap_or_default().to_owned();
                    self.sections.push(Section { anchor, ..Section::default() });
                }
                Event::Start(Tag::Heading { level, id, classes, attrs })
            }
            Event::Start(Tag::Image { dest_url, title, .. }) => return Some(self.picture(&dest_url, &title)),
            Event::End(TagEnd::Image) => {
                self.in_picture = false;
                return Some(Event::InlineHtml("\">".into()));
            }
            Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
                Event::Start(Tag::Link { link_type, dest_url: address(&dest_url), title, id })
            }
            Event::Html(text) | Event::InlineHtml(text) | Event::Text(text) => {
                self.note(&text);
                if self.in_picture {
                    return Some(Event::InlineHtml(escaped(&text)));
                }
                Event::Text(text)
            }
            Event::Code(text) => {
                self.note(&text);
                Event::Code(text)
            }
            Event::SoftBreak | Event::HardBreak => {
                self.note(" ");
                event
            }
            Event::End(TagEnd::Paragraph | TagEnd::Item | TagEnd::TableCell) => {
                self.note(" ");
                event
            }
            other => other,
        };
        let in_title = self.heading == Some(HeadingLevel::H1);
        if matches!(event, Event::End(TagEnd::Heading(_))) {
            self.heading = None;
        }
        (!in_title).then_some(event)
    }

    fn note(&mut self, text: &str) {
        let place = match self.heading {
            Some(HeadingLevel::H1) => &mut self.title,
            Some(_) => match self.sections.last_mut() {
                Some(section) => &mut section.title,
                None => return,
            },
            None if self.in_picture => return,
            None => {
                if self.sections.is_empty() {
                    self.sections.push(Section::default());
                }
                match self.sections.last_mut() {
                    Some(section) => &mut section.text,
                    None => return,
                }
            }
        };
        place.push_str(text);
    }

    /// The start of a picture, whose words stand in its `alt`.
    fn picture<'a>(&mut self, file: &str, title: &str) -> Event<'a> {
        self.in_picture = true;
        let name = file.rsplit("/manual/").next().unwrap_or(file);
        let size = picture_size(name).map(|(width, height)| format!(" width=\"{width}\" height=\"{height}\""));
        let class = if title.is_empty() { String::new() } else { format!(" class=\"{}\"", escaped(title)) };
        let start =
            format!("<img src=\"{}\"{}{class} loading=\"lazy\" alt=\"", asset_url(name), size.unwrap_or_default());
        Event::InlineHtml(start.into())
    }
}

/// Where a link leads in the planner: pages of the manual are named by their files.
fn address<'a>(written: &str) -> CowStr<'a> {
    match written.split_once(".md") {
        Some((name, anchor)) if !name.contains('/') => format!("/planner/help/{name}{anchor}").into(),
        _ => written.to_owned().into(),
    }
}

fn escaped<'a>(text: &str) -> CowStr<'a> {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;").replace('>', "&gt;").into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_a_title_html_and_sections() {
        let page = ManualPage::read(
            "# Der Titel\n\nAnfang mit [Link](hours.md#change).\n\n## Neu anlegen {#new}\n\n**Speichern** & fertig.\n",
        );
        assert_eq!(page.title, "Der Titel");
        assert!(page.html.contains("<a href=\"/planner/help/hours#change\">"), "{}", page.html);
        assert!(page.html.contains("<h2 id=\"new\">Neu anlegen</h2>"), "{}", page.html);
        assert!(!page.html.contains("Der Titel"), "{}", page.html);
        let read: Vec<_> = page.sections.iter().map(|one| (&*one.anchor, &*one.title, one.text.trim())).collect();
        assert_eq!(read, [("", "", "Anfang mit Link."), ("new", "Neu anlegen", "Speichern & fertig.")]);
    }

    #[test]
    fn markup_in_the_text_is_shown_as_text() {
        let page = ManualPage::read("# A\n\n<script>x</script>\n\nund <b>b</b> ![\"<i>](x.webp)\n");
        assert!(!page.html.contains("<script>") && !page.html.contains("<b>") && !page.html.contains("<i>"));
        assert!(page.html.contains("&lt;script&gt;"), "{}", page.html);
    }
}
