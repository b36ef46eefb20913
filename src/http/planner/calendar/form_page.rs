//! The form of an appointment, or of blocked time, as a page: empty, filled, or again with what is wrong.

use super::address_of;
use super::form::AppointmentInput;
use super::show::Choice;
use super::texts::Texts;
use super::view_state::way_back;
use super::words::Words;
use crate::domain::ids::ResourceId;
use crate::domain::snapshot::AppointmentKey;
use crate::domain::values::Faults;
use crate::http::assets::asset_url;
use crate::http::planner::layout::Layout;
use crate::i18n::own_name;
use crate::operations::booking::staff::Refusal;
use crate::store::calendar_entries::CalendarEntry;
use askama::Template;

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
    pub fn of(refusal: &Refusal, words: Words<'_>) -> Self {
        let sentences = words.refusal(refusal);
        match refusal {
            Refusal::PolicyWarnings(found) => Self::Unusual(sentences, found.iter().map(|one| one.word()).collect()),
            _ => Self::Refused(sentences),
        }
    }
}

/// The form as a page.
#[derive(Template)]
#[template(path = "planner/calendar/form.html")]
pub struct FormPage {
    pub frame: Layout,
    pub t: &'static Texts,
    /// Which appointment is edited; `None`: a new one.
    pub key: Option<AppointmentKey>,
    pub typed: AppointmentInput,
    pub faults: Faults<String>,
    pub notice: Notice,
    pub services: Vec<Choice>,
    pub resources: Vec<Choice>,
    pub languages: Vec<Choice>,
    /// Whether the customer has a page already, and so is told of changes instead of getting a first mail.
    pub has_page: bool,
    /// Whether it may stay without a service.
    pub keeps_no_service: bool,
    pub stylesheet: String,
}

impl FormPage {
    /// The form of a new appointment, or of `edited`.
    pub fn new(frame: Layout, words: Words<'_>, typed: AppointmentInput, edited: Option<&CalendarEntry>) -> Self {
        let calendar = words.calendar;
        let services = calendar.services.iter().filter(|one| !one.archived || one.id.as_str() == typed.service);
        let ticked = |id: &ResourceId| typed.resources.iter().any(|one| one == id.as_str());
        let resources = calendar.resources.iter().filter(|one| !one.archived || ticked(&one.id));
        let chosen_language = if typed.language.is_empty() { calendar.shop.language.tag() } else { &typed.language };
        Self {
            t: words.t,
            key: edited.map(|entry| entry.appointment.key),
            faults: Faults::default(),
            notice: Notice::Nothing,
            services: services
                .map(|one| Choice {
                    value: one.id.to_string(),
                    label: format!("{} ({} min)", one.texts_in(words.language).name, one.duration_minutes),
                    chosen: one.id.as_str() == typed.service,
                })
                .collect(),
            resources: resources
                .map(|one| Choice { value: one.id.to_string(), label: one.name.clone(), chosen: ticked(&one.id) })
                .collect(),
            languages: calendar
                .shop
                .languages
                .iter()
                .map(|one| Choice {
                    value: one.tag().to_owned(),
                    label: own_name(*one).to_owned(),
                    chosen: one.tag() == chosen_language,
                })
                .collect(),
            has_page: edited.is_some_and(|entry| entry.has_page),
            keeps_no_service: edited.is_some_and(|entry| entry.appointment.service.is_none()),
            stylesheet: asset_url("planner-calendar.css"),
            frame,
            typed,
        }
    }

    /// Says why it is shown again.
    #[must_use]
    pub fn with_notice(mut self, notice: Notice) -> Self {
        self.notice = notice;
        self
    }

    /// Says what is wrong at its fields.
    #[must_use]
    pub fn with_faults(mut self, faults: Faults<String>) -> Self {
        self.faults = faults;
        self.notice = Notice::Faults;
        self
    }

    fn fault(&self, field: &str) -> &str {
        self.faults.of(field)
    }

    fn title(&self) -> &'static str {
        match (self.key.is_some(), self.typed.is_block) {
            (true, false) => self.t.edit_title,
            (true, true) => self.t.edit_block,
            (false, false) => self.t.new_appointment,
            (false, true) => self.t.block_time,
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
            None => way_back(&self.typed.back).to_owned(),
        }
    }
}
