//! What each message says, before it becomes text or HTML: `sentences` by its kind, and what stands around them, to a
//! `customer`, to the `shop` about an `account` and about a request of `erasure`. The frame is in `assets/templates/mail`.

pub(super) mod account;
mod customer;
pub(super) mod erasure;
pub(super) mod place;
mod sentences;
mod shop;

pub use sentences::{heading, name};

use super::sanitize::{lines, one_line, web_link};
use crate::domain::mail_secret::MailSecret;
use crate::domain::notice::Notice;
use crate::domain::palette;
use crate::domain::shop::{Language, Shop};
use crate::domain::url::{STATEMENT, url};
use crate::i18n::messages::Mail;
use crate::i18n::{Texts, dates, direction};
use customer::CustomerMail;
use shop::ShopMail;

/// A message's content, before it becomes text or HTML.
pub struct Content {
    /// The language.
    pub language: Language,
    /// The subject.
    pub subject: String,
    /// The same in fewer words, above the HTML.
    pub heading: &'static str,
    /// The shop's name, at the top of the HTML.
    pub sender: String,
    /// The shop's colour, as `#rrggbb`.
    pub fill: String,
    /// What is written on it.
    pub on_fill: String,
    /// How the reader is addressed.
    pub greeting: String,
    /// What has happened.
    pub paragraphs: Vec<String>,
    /// The facts, a label each.
    pub rows: Vec<Fact>,
    /// The dates, where it is about several appointments.
    pub dates: Vec<DateLine>,
    /// The one thing to press.
    pub link: Option<Link>,
    /// About the attachment.
    pub note: Option<&'static str>,
    /// Farewell and name.
    pub closing: Vec<String>,
    /// Why the reader gets it.
    pub why: Option<Why>,
    /// Who the shop is.
    pub footer: Vec<FooterLine>,
}

/// A fact with its label.
pub struct Fact {
    /// What it is.
    pub label: &'static str,
    /// The fact, on as many lines as it needs.
    pub lines: Vec<String>,
    /// Whether it is what the reader looks for.
    pub strong: bool,
    /// Whether its last line is a link.
    pub is_link: bool,
}

/// One of several appointments.
pub struct DateLine {
    /// When it is.
    pub when: String,
    /// When it was to be before, said in words.
    pub before: Option<String>,
    /// Its page.
    pub url: Option<String>,
}

/// The one thing to press.
pub struct Link {
    /// What it does.
    pub label: &'static str,
    /// Where it leads.
    pub url: String,
    /// What to know about it.
    pub after: Option<String>,
}

/// A line of the shop's data.
pub struct FooterLine {
    /// Its text.
    pub label: String,
    /// Where it leads.
    pub url: Option<String>,
}

/// The line under a mail to a customer: why they get it, and the way out for who never booked.
pub struct Why {
    /// Why they get it.
    pub sentence: String,
    /// For who has nothing to do with it.
    pub link: Option<Link>,
}

/// What `notice` says in its reader's language.
pub fn content(notice: &Notice, shop: &Shop, public_url: &str) -> Content {
    if notice.kind.is_for_shop() {
        ShopMail::new(notice, shop).content()
    } else {
        CustomerMail::new(notice, shop, public_url).content()
    }
}

impl Content {
    /// A message of the shop's that says nothing yet.
    fn new(shop: &Shop, language: Language) -> Self {
        let accent = shop.accent.as_deref().and_then(palette::parse).unwrap_or(palette::DEFAULT);
        let (fill, on_fill) = palette::fill(accent);
        Self {
            language,
            subject: String::new(),
            heading: "",
            sender: one_line(&shop.name),
            fill: palette::hex(fill),
            on_fill: palette::hex(on_fill),
            greeting: String::new(),
            paragraphs: Vec::new(),
            rows: Vec::new(),
            dates: Vec::new(),
            link: None,
            note: None,
            closing: Vec::new(),
            why: None,
            footer: footer(shop, language),
        }
    }

    /// The same with a link to the accessibility statement: the shop's own, or the one at `public_url`.
    fn with_statement(mut self, shop: &Shop, public_url: &str) -> Self {
        let own = shop.accessibility_url.as_deref().and_then(web_link).map(str::to_owned);
        let template = || format!("{public_url}{}", url(STATEMENT, &[("lang", self.language.tag())]));
        let label = Texts::<Mail>::of(self.language).accessibility().to_owned();
        self.footer.push(FooterLine { label, url: Some(own.unwrap_or_else(template)) });
        self
    }

    /// The direction in which it is written.
    pub(super) fn dir(&self) -> &'static str {
        direction(self.language).word()
    }

    /// The side at which its lines end: mail programs do not know logical properties.
    pub(super) fn end(&self) -> &'static str {
        if direction(self.language).is_rtl() { "left" } else { "right" }
    }

    /// A label with the colon behind it.
    pub(super) fn label(&self, label: &str) -> String {
        dates::label(label, self.language)
    }
}

impl Fact {
    fn new(label: &'static str, lines: Vec<String>) -> Self {
        Self { label, lines, strong: false, is_link: false }
    }

    /// What was booked and when, and when it was to be before.
    fn of_appointment(notice: &Notice, shop: &Shop, language: Language) -> Vec<Self> {
        let (facts, zone, t) = (&notice.facts, shop.time_zone, Texts::<Mail>::of(language));
        let service = t.service(dates::duration(facts.duration_minutes(), language), one_line(&facts.service_name));
        let when = dates::day_and_span(facts.start, facts.end, zone, language);
        let before = facts.previous_start.map(|start| dates::day_and_time(start, zone, language));
        if !facts.series.is_empty() {
            // Their dates are lines of their own.
            return vec![Self::new(t.row_what(), vec![service])];
        }
        let mut rows =
            vec![Self::new(t.row_what(), vec![service]), Self { strong: true, ..Self::new(t.row_when(), vec![when]) }];
        rows.extend(before.map(|before| Self::new(t.row_before(), vec![before])));
        rows
    }
}

/// The customer's page, or a step of it (such as `/move`), as mails lead there. What is no mail must not hold the secret.
pub fn mailed_url(public_url: &str, token: &str, step: &str, secret: Option<&MailSecret>) -> String {
    let page = format!("{public_url}/t/{token}{step}");
    match secret {
        Some(secret) => format!("{page}?m={}", secret.expose()),
        None => page,
    }
}

fn footer(shop: &Shop, language: Language) -> Vec<FooterLine> {
    let t = Texts::<Mail>::of(language);
    let mut texts = vec![one_line(&shop.name)];
    texts.extend(shop.address.as_deref().map(lines).unwrap_or_default());
    texts.extend(shop.phone.as_deref().map(|phone| t.phone(one_line(phone))));
    texts.extend(shop.email.as_deref().map(one_line));
    texts.retain(|line| !line.is_empty());
    let links = [(t.website(), &shop.website), (t.imprint(), &shop.imprint_url), (t.privacy(), &shop.privacy_url)];
    let links = links.into_iter().filter_map(|(label, url)| {
        let url = web_link(url.as_deref()?)?;
        Some(FooterLine { label: label.to_owned(), url: Some(url.to_owned()) })
    });
    texts.into_iter().map(|label| FooterLine { label, url: None }).chain(links).collect()
}
