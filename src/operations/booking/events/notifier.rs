//! Writes the mails about one booking, to its customer and to the shop.

use crate::domain::ids::ResourceId;
use crate::domain::notice::{MailTerms, Notice, NoticeFacts, NoticeKind, Recipient, SeriesDate};
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::operations::booking::{Booked, Error};
use crate::store::{WriteTx, appointments, outbox};
use chrono::{DateTime, Utc};
use std::sync::Arc;

/// Writes mails about one booking.
pub struct Notifier<'a> {
    tx: &'a WriteTx<'a>,
    calendar: Arc<Calendar>,
    /// The booking as the mails tell it.
    pub booked: &'a Booked,
    /// The names of what it occupies.
    resources: Vec<String>,
    /// How the customer's mails leave.
    terms: &'a MailTerms,
    /// Whether it was made just now, so that no earlier mail of it can be waiting.
    is_new: bool,
    /// Whether the customer's mail must not hold the booker's words, whatever becomes known before it is sent.
    by_stranger: bool,
}

impl<'a> Notifier<'a> {
    /// For one that was made just now.
    pub fn of_new(tx: &'a WriteTx<'a>, booked: &'a Booked, resources: &[ResourceId], terms: &'a MailTerms) -> Self {
        let calendar = tx.calendar();
        let resources = calendar.resource_names(resources);
        Self { tx, calendar, booked, resources, terms, is_new: true, by_stranger: false }
    }

    /// For one that was there before.
    pub fn of(tx: &'a WriteTx<'a>, booked: &'a Booked, terms: &'a MailTerms) -> Result<Self, Error> {
        let resources = appointments::resources_of(tx, booked.appointment.key)?;
        Ok(Self { is_new: false, ..Self::of_new(tx, booked, &resources, terms) })
    }

    /// Takes back what waits for that recipient; answers whether they have been told of it before.
    pub fn take_back(&self, recipient: Recipient) -> Result<bool, Error> {
        let key = self.booked.appointment.key;
        outbox::withdraw_waiting(self.tx, key, recipient, self.tx.now)?;
        Ok(outbox::was_told(self.tx, key, recipient)?)
    }

    /// Withholds the booker's words from the customer, whatever becomes known before the mail is sent.
    pub fn for_stranger(self, by_stranger: bool) -> Self {
        Self { by_stranger, ..self }
    }

    /// Asks the customer to confirm it as it is now, in place of what waits.
    pub fn ask_to_confirm(&self) -> Result<(), Error> {
        self.take_back(Recipient::Customer)?;
        self.tell_customer(NoticeKind::PleaseConfirm, None)
    }

    /// Queues the reminder, if there is to be one.
    pub fn remind(&self) -> Result<(), Error> {
        match self.booked.remind_at(&self.calendar.shop).filter(|due_at| *due_at > self.tx.now) {
            Some(due_at) if self.booked.is_reminded(&self.calendar.shop) => {
                let notice = self.to_customer(NoticeKind::Reminder, None, due_at);
                notice.map_or(Ok(()), |notice| self.enqueue(&notice))
            }
            _ => Ok(()),
        }
    }

    pub fn tell_customer(&self, kind: NoticeKind, previous: Option<Minute>) -> Result<(), Error> {
        self.tell_instead(kind, previous, None)
    }

    /// In place of a mail that was taken back, which had these `words`.
    pub fn tell_instead(&self, kind: NoticeKind, previous: Option<Minute>, words: Option<String>) -> Result<(), Error> {
        let Some(mut notice) = self.to_customer(kind, previous, self.tx.now) else { return Ok(()) };
        notice.facts.shop_words = self.terms.words.clone().map(String::from).or(words);
        self.enqueue_on_terms(notice)
    }

    /// Tells the customer of several appointments of theirs in one mail.
    pub fn tell_customer_of_series(&self, kind: NoticeKind, dates: &[SeriesDate]) -> Result<(), Error> {
        let Some(address) = self.booked.appointment.customer.email.clone().map(String::from) else { return Ok(()) };
        let language = self.booked.booking.language;
        let shop_words = self.terms.words.clone().map(String::from);
        let facts = NoticeFacts { series: dates.to_vec(), shop_words, ..self.facts(language, None) };
        self.enqueue_on_terms(Notice { kind, address, language, due_at: self.tx.now, facts })
    }

    fn to_customer(&self, kind: NoticeKind, previous: Option<Minute>, due_at: DateTime<Utc>) -> Option<Notice> {
        let address = self.booked.appointment.customer.email.clone().map(String::from)?;
        let language = self.booked.booking.language;
        let mut facts = self.facts(language, previous);
        if self.by_stranger {
            facts.withhold_words();
        }
        Some(Notice { kind, address, language, due_at, facts })
    }

    pub fn tell_shop(&self, kind: NoticeKind, previous: Option<Minute>) -> Result<(), Error> {
        let Some(address) = self.calendar.shop.email.clone().map(String::from) else { return Ok(()) };
        let language = self.calendar.shop.language;
        let facts = self.facts(language, previous);
        self.enqueue(&Notice { kind, address, language, due_at: self.tx.now, facts })
    }

    fn enqueue_on_terms(&self, notice: Notice) -> Result<(), Error> {
        let Some(leaves_at) = self.terms.leaves_at(self.tx.now) else { return self.enqueue(&notice) };
        let notice = Notice { due_at: leaves_at, ..notice };
        Ok(outbox::enqueue_to_wait(self.tx, &notice, self.booked.appointment.key, self.tx.now)?)
    }

    fn enqueue(&self, notice: &Notice) -> Result<(), Error> {
        let key = Some(self.booked.appointment.key);
        if self.is_new {
            outbox::enqueue_first(self.tx, notice, key, self.booked.booking.new_address, self.tx.now)?;
        } else {
            outbox::enqueue(self.tx, notice, key, self.tx.now)?;
        }
        Ok(())
    }

    fn facts(&self, language: Language, previous_start: Option<Minute>) -> NoticeFacts {
        let resources = self.resources.clone();
        NoticeFacts { previous_start, resources, ..self.booked.facts(&self.calendar, language) }
    }
}
