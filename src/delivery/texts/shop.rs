//! Mails to the shop about its appointments.

use super::super::sanitize::{lines, one_line};
use super::{Content, Fact, sentences};
use crate::domain::notice::Notice;
use crate::domain::shop::{Language, Place, Shop};
use crate::i18n::Texts;
use crate::i18n::messages::MailShop;

/// One mail being written.
pub(super) struct ShopMail<'a> {
    notice: &'a Notice,
    shop: &'a Shop,
    language: Language,
    t: Texts<MailShop>,
}

impl<'a> ShopMail<'a> {
    pub(super) fn new(notice: &'a Notice, shop: &'a Shop) -> Self {
        let language = notice.language.for_staff();
        Self { notice, shop, language, t: Texts::of(language) }
    }

    pub(super) fn content(&self) -> Content {
        let said = sentences::of(self.notice, self.shop, self.language);
        Content {
            subject: said.subject,
            heading: said.heading,
            greeting: self.t.greeting().to_owned(),
            paragraphs: vec![said.sentence.into_owned()],
            rows: self.rows(),
            closing: vec![self.t.reply().to_owned()],
            ..Content::new(self.shop, self.language)
        }
    }

    fn rows(&self) -> Vec<Fact> {
        let (facts, t) = (&self.notice.facts, self.t);
        let mut rows = Fact::of_appointment(self.notice, self.shop, self.language);
        if !facts.resources.is_empty() {
            let names = facts.resources.iter().map(|name| one_line(name)).collect();
            rows.push(Fact::new(t.row_resources(), names));
        }
        if facts.venue.place != Place::Shop {
            rows.push(Fact::of_place(facts, self.shop, self.language));
        }
        let mut customer = vec![one_line(&facts.customer.full_name()), one_line(&facts.customer.email)];
        customer.extend(facts.customer.phone.as_deref().map(one_line));
        rows.push(Fact::new(t.row_customer(), customer));
        if let Some(comment) = &facts.comment {
            // The marks keep a comment from passing itself off as a fact.
            let quoted = lines(comment).into_iter().map(|line| format!("> {line}")).collect();
            rows.push(Fact::new(t.row_comment(), quoted));
        }
        rows
    }
}
