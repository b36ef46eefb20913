//! Mails to customers about their appointments.

use super::super::sanitize::one_line;
use super::{Content, DateLine, Fact, Link, Why, mailed_url, sentences};
use crate::domain::notice::{Notice, NoticeKind};
use crate::domain::shop::{Language, Shop};
use crate::domain::url::url;
use crate::i18n::messages::Mail;
use crate::i18n::{Texts, dates};

/// One mail being written.
pub(super) struct CustomerMail<'a> {
    notice: &'a Notice,
    shop: &'a Shop,
    public_url: &'a str,
    language: Language,
    t: Texts<Mail>,
}

impl<'a> CustomerMail<'a> {
    pub(super) fn new(notice: &'a Notice, shop: &'a Shop, public_url: &'a str) -> Self {
        Self { notice, shop, public_url, language: notice.language, t: Texts::of(notice.language) }
    }

    pub(super) fn content(&self) -> Content {
        let said = sentences::of(self.notice, self.shop, self.language);
        let greeting = sentences::customer(self.notice).map(|name| self.t.greeting_name(name));
        let mut rows = Fact::of_appointment(self.notice, self.shop, self.language);
        let persons: Vec<_> = self.notice.facts.venue.persons.iter().map(|name| one_line(name)).collect();
        if !persons.is_empty() {
            rows.push(Fact::new(self.t.row_with(), persons));
        }
        rows.push(Fact::of_place(&self.notice.facts, self.shop, self.language));
        Content {
            subject: said.subject,
            heading: said.heading,
            greeting: greeting.unwrap_or_else(|| self.t.greeting().to_owned()),
            paragraphs: vec![said.sentence.into_owned()],
            rows,
            dates: self.dates(),
            link: self.link(),
            note: self.note(),
            closing: vec![self.t.kind_regards().to_owned(), one_line(&self.shop.name)],
            why: Some(self.why()),
            ..Content::new(self.shop, self.language).with_statement(self.shop, self.public_url)
        }
    }

    fn dates(&self) -> Vec<DateLine> {
        let (zone, language) = (self.shop.time_zone, self.language);
        let is_off = self.notice.kind.calls_off();
        let lines = self.notice.facts.series.iter().map(|date| DateLine {
            when: dates::day_and_span(date.start, date.end, zone, language),
            before: date.previous_start.map(|before| self.t.series_before(dates::day_and_time(before, zone, language))),
            url: date
                .token
                .as_deref()
                .filter(|_| !is_off)
                .map(|token| mailed_url(self.public_url, token, "", date.mail_secret.as_ref())),
        });
        lines.collect()
    }

    fn link(&self) -> Option<Link> {
        if self.notice.kind.is_of_series() && !self.notice.kind.calls_off() {
            // Each date has its own.
            return None;
        }
        if self.notice.kind.calls_off() {
            let lang = if self.language == self.shop.language { "" } else { self.language.tag() };
            let url = format!("{}{}", self.public_url, url("/", &[("lang", lang)]));
            return Some(Link { label: self.t.book_again(), url, after: None });
        }
        let facts = &self.notice.facts;
        let chooses = self.notice.kind == NoticeKind::ChooseTime;
        let step = if chooses { "/move" } else { "" };
        let url = mailed_url(self.public_url, facts.token.as_deref()?, step, facts.mail_secret.as_ref());
        let (label, after) = match facts.confirm_by {
            Some(until) => {
                let until = dates::day_and_time(until, self.shop.time_zone, self.language);
                (self.t.confirm(), Some(self.t.confirm_until(until)))
            }
            None if chooses => (self.t.choose_new_time(), None),
            None => (self.t.view(), self.until_when()),
        };
        Some(Link { label, url, after })
    }

    /// Until when the customer can still change something, or what to do instead.
    fn until_when(&self) -> Option<String> {
        let limit = self.notice.facts.start.plus(-i64::from(self.shop.cancel_until_hours) * 60);
        if limit.to_utc() > self.notice.due_at {
            return Some(self.t.change_until(dates::day_and_time(limit, self.shop.time_zone, self.language)));
        }
        self.shop.phone.as_deref().map(|phone| self.t.call_us(one_line(phone)))
    }

    fn note(&self) -> Option<&'static str> {
        let kind = self.notice.kind;
        if kind.is_of_series() {
            return Some(if kind.calls_off() { self.t.series_file_removes() } else { self.t.series_file_adds() });
        }
        let note = if kind.calls_off() { self.t.file_removes() } else { self.t.file_adds() };
        kind.has_calendar_file().then_some(note)
    }

    fn why(&self) -> Why {
        let (facts, shop) = (&self.notice.facts, one_line(&self.shop.name));
        let link = facts.token.as_deref().zip(facts.mail_secret.as_ref()).map(|(token, secret)| Link {
            label: if facts.online { self.t.not_booked_by_me() } else { self.t.not_mine() },
            url: mailed_url(self.public_url, token, "/not-me", Some(secret)),
            after: None,
        });
        let sentence = if self.notice.kind.asks_to_confirm() {
            self.t.why_wants(shop)
        } else if facts.online {
            self.t.why_booked(shop)
        } else {
            self.t.why_entered(shop)
        };
        Why { sentence, link }
    }
}
