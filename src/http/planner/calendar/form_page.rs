//! The form of an appointment, or of blocked time, as a page: empty, filled, or again with what is wrong.

use super::address_of;
use super::caller::Caller;
use super::form::AppointmentForm;
use super::view_state::way_back;
use crate::domain::shop::{Service, Shop};
use crate::domain::snapshot::AppointmentKey;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::i18n::own_name;
use crate::operations::booking::StaffRefusal;
use crate::operations::calendar::CalendarEntry;
use crate::operations::calendar::words::{Texts, Words};
use chrono::{DateTime, TimeDelta, Utc};

/// What is said above the form.
pub enum Notice {
    Nothing,
    Faults,
    Refused(Vec<String>),
    /// The sentences, and the words that accept them.
    Unusual(Vec<String>, Vec<String>),
}

impl Notice {
    /// Of an operation's refusal.
    pub fn of(refusal: &StaffRefusal, words: Words<'_>) -> Self {
        let sentences = words.refusal(refusal);
        match refusal {
            StaffRefusal::PolicyWarnings(found) => {
                Self::Unusual(sentences, found.iter().map(|one| one.word()).collect())
            }
            _ => Self::Refused(sentences),
        }
    }
}

/// The form as a page.
#[derive(Template)]
#[template(path = "planner/calendar/form.html")]
pub struct FormPage {
    pub frame: Layout,
    pub t: Texts,
    /// Which appointment is edited; `None`: a new one.
    pub key: Option<AppointmentKey>,
    pub form: Form,
    pub is_block: bool,
    /// Who rings; `None`: that is not asked.
    pub who: Option<Caller>,
    pub notice: Notice,
    pub services: Vec<Choice>,
    /// The services that take place at customers'.
    pub visits: String,
    pub resources: Vec<Choice>,
    pub languages: Vec<(&'static str, &'static str)>,
    /// Whether the customer has a page already, and so is told of changes instead of getting a first mail.
    pub has_page: bool,
    /// Whether the note is nothing for who reads the page: somebody else's, and private.
    pub hides_note: bool,
    /// From which local time on customers are asked if they want a reminder; `None`: they are not asked at all.
    pub reminds_from: Option<String>,
}

impl FormPage {
    /// The form of a new appointment, or of `edited`.
    pub fn new(
        frame: Layout,
        words: Words<'_>,
        typed: AppointmentForm,
        edited: Option<&CalendarEntry>,
        now: DateTime<Utc>,
    ) -> Self {
        let (calendar, AppointmentForm { mut form, is_block }) = (words.calendar, typed);
        // As long as the service takes, also if another one is chosen.
        let usual = calendar.service(form.value("service")).map(|service| service.duration_minutes.to_string());
        if edited.is_none() && usual.is_some_and(|usual| usual == form.value("minutes")) {
            form.set("minutes", "");
        }
        let services = calendar.services.iter().filter(|one| !one.archived || one.id.as_str() == form.value("service"));
        let usual = calendar.shop.language.tag().to_owned();
        let chosen_language = Some(form.value("language").to_owned()).filter(|tag| !tag.is_empty()).unwrap_or(usual);
        let service = |one: &Service| {
            (one.id.to_string(), format!("{} ({} min)", one.name_in(words.language), one.duration_minutes))
        };
        let is_kept = edited.is_some_and(|entry| entry.appointment.service.is_none());
        let none = (String::new(), if is_kept { "–" } else { words.t.choose() }.to_owned());
        Self {
            t: words.t,
            key: edited.map(|entry| entry.appointment.key),
            notice: Notice::Nothing,
            services: [none].into_iter().chain(services.map(service)).collect(),
            visits: choices::at_customers(calendar),
            resources: choices::resources(calendar, |id| form.is_chosen("resource", id)),
            languages: calendar.shop.languages.iter().map(|one| (one.tag(), own_name(*one))).collect(),
            has_page: edited.is_some_and(|entry| entry.has_page),
            hides_note: false,
            reminds_from: reminds_from(&calendar.shop, now),
            who: None,
            frame,
            form: form.with("language", chosen_language),
            is_block,
        }
    }

    /// The same with who rings.
    #[must_use]
    pub fn for_caller(self, caller: Option<Caller>) -> Self {
        Self { who: caller, ..self }
    }

    /// The same for somebody who may, or may not, read the note.
    #[must_use]
    pub fn hiding_note(self, hides_note: bool) -> Self {
        Self { hides_note, ..self }
    }

    /// Whether what is seldom needed is shown at first: it was filled, or something is wrong with it.
    fn shows_more(&self) -> bool {
        let form = &self.form;
        let is_filled = ["minutes", "resource"].iter().any(|name| form.has(name) || !form.fault(name).is_empty());
        self.key.is_some() || is_filled
    }

    /// The page again, and why.
    pub fn refused(self, notice: Notice) -> PageResult {
        layout::page(StatusCode::UNPROCESSABLE_ENTITY, &self.with_notice(notice))
    }

    /// The same with something said above the form.
    #[must_use]
    pub fn with_notice(self, notice: Notice) -> Self {
        Self { notice, ..self }
    }

    /// Whether the time in the form is too near for a reminder.
    fn is_near(&self) -> bool {
        let start = format!("{}T{}", self.form.value("date"), self.form.value("time"));
        self.reminds_from.as_ref().is_some_and(|from| start <= *from)
    }

    fn title(&self) -> &'static str {
        match (self.key.is_some(), self.is_block) {
            (true, false) => self.t.edit_title(),
            (true, true) => self.t.edit_block(),
            (false, false) => self.t.new_appointment(),
            (false, true) => self.t.block_time(),
        }
    }

    fn action(&self) -> String {
        match self.key {
            Some(key) => format!("/planner/appointments/{key}/edit"),
            None => "/planner/appointments/new".to_owned(),
        }
    }

    fn leave(&self) -> String {
        match self.key {
            Some(key) => address_of(key),
            None => way_back(self.form.value("back")).to_owned(),
        }
    }
}

/// As `date` and `time` stand in the form, and so to be compared with them.
fn reminds_from(shop: &Shop, now: DateTime<Utc>) -> Option<String> {
    let hours = shop.reminder_hours.filter(|_| shop.asks_about_reminders())?;
    let from = now + TimeDelta::hours(i64::from(hours));
    Some(from.with_timezone(&shop.time_zone).format("%Y-%m-%dT%H:%M").to_string())
}
