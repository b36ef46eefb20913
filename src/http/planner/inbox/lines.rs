//! What the start page says of each thing: a request, a piece of news, a mail that did not arrive, a request of erasure, an
//! appointment of today.

use super::texts::Texts;
use crate::delivery::mails;
use crate::domain::account::User;
use crate::domain::phone::dialled;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::calendar;
use crate::http::planner::customers::panel::Panel;
use crate::http::planner::mail_settings::Texts as MailTexts;
use crate::http::planner::prelude::*;
use crate::operations::customers::{OpenRequest, Ownership};
use crate::operations::inbox::{ActivityKind, FailedMail, News, Request};
use crate::operations::mail::MailDelay;

/// What all lines are written with.
pub struct Writing<'a> {
    /// The shop.
    pub calendar: &'a Calendar,
    /// The reader's language.
    pub language: Language,
    /// The reader.
    pub user: &'a User,
    /// The present minute.
    pub now: Minute,
}

/// A request that waits for the shop's word.
pub struct RequestLine {
    /// The appointment.
    pub line: AppointmentRow,
    /// Whose it is.
    pub panel: Panel,
}

/// What became of one booking since it was last looked at.
pub struct NewsLine {
    /// The newest piece: marking it marks the earlier ones of the same appointment too.
    pub id: i64,
    /// Its sign, its word and its colour's class.
    pub sign: &'static str,
    /// What happened.
    pub word: &'static str,
    /// The class of its chip; may be empty.
    pub class: &'static str,
    /// When it happened.
    pub at: String,
    /// Where the appointment was before; empty where it was not moved.
    pub previous: String,
    /// Why a program that keeps calendars could not change it; empty where it could.
    pub refused: String,
    /// Whether that it was called off can be taken back here.
    pub can_take_back: bool,
    /// The appointment as it stands now.
    pub line: AppointmentRow,
    /// Whose it is; nobody is asked about what was called off.
    pub panel: Option<Panel>,
}

/// A mail that did not reach its customer.
pub struct MailLine {
    /// Its number.
    pub id: i64,
    /// The customer's name, number and address.
    pub name: String,
    /// The telephone number; may be empty.
    pub phone: String,
    /// The same as a link dials it.
    pub dial: String,
    /// Where the mail was to go.
    pub address: String,
    /// What it was to say.
    pub kind: &'static str,
    /// About which time.
    pub about: String,
    /// The appointment's page; empty where it is gone.
    pub href: String,
    /// What the mail server said; the program's words where it was never asked.
    pub words: String,
    /// Whether it can be sent again.
    pub can_go_again: bool,
}

/// Mails that wait for too long.
pub struct DelayLine {
    /// How many there are, and since when, in a sentence; empty if none waits.
    pub mails: String,
    /// That the mail server takes no mail, since when, and when it is tried again; empty if it does.
    pub outage: String,
    /// What is wrong with it, if the program knows; may be empty.
    pub fault: &'static str,
    /// What the mail server said; may be empty.
    pub words: String,
}

/// A request to erase somebody's data.
pub struct ErasureLine {
    /// Its number.
    pub id: i64,
    /// The customer's name; their address where none is known.
    pub name: String,
    /// Their address.
    pub email: String,
    /// The last day to answer.
    pub until: String,
    /// Whether that day is over.
    pub is_overdue: bool,
    /// Their latest appointment; may be empty.
    pub href: String,
    /// Where it is erased, and whom: their records, or what has none.
    pub ways: Vec<(String, String)>,
}

/// An appointment of today.
pub struct TodayLine {
    /// The appointment.
    pub line: AppointmentRow,
    /// Whether it is taking place, or is the next one.
    pub phase: Phase,
    /// Whether it can be said now that the customer came, or did not.
    pub asks: bool,
    /// Whether that was said, and can be taken back.
    pub answered: bool,
}

/// Where an appointment of today stands against the clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// It is over.
    Past,
    /// It is taking place.
    Now,
    /// It comes later.
    Later,
}

impl Writing<'_> {
    fn line(&self, visit: &AppointmentDetails) -> AppointmentRow {
        let mut row = AppointmentRow::of(visit, self.calendar, self.language);
        if visit.appointment.hides_title_from(self.user.id, self.user.is_owner()) {
            row.note = Words::new(self.language, self.calendar).t.private_title().to_owned();
        }
        row
    }

    fn panel(&self, whose: Ownership) -> Panel {
        Panel::new(whose, "/planner".to_owned(), self.language)
    }

    /// A request.
    pub fn request(&self, request: Request) -> RequestLine {
        RequestLine { line: self.line(&request.visit), panel: self.panel(request.whose) }
    }

    /// A piece of news.
    pub fn news(&self, news: News) -> NewsLine {
        let activity = &news.activity;
        let (sign, class) = match activity.kind {
            ActivityKind::Booked => ("+", "good"),
            ActivityKind::Requested => ("?", "warn"),
            ActivityKind::Rescheduled => ("→", "warn"),
            ActivityKind::Cancelled => ("✕", "wrong"),
            ActivityKind::Disowned => ("!", "wrong"),
            ActivityKind::CancelledByCalendar => ("✕", "wrong"),
            ActivityKind::MoveRefused | ActivityKind::BlockRefused => ("!", "warn"),
        };
        let zone = self.calendar.shop.time_zone;
        let told = activity.previous_start.map(|at| dates::day_and_time(at, zone, self.language)).unwrap_or_default();
        let t = Texts::of(self.language);
        let (previous, refused) = match activity.kind {
            ActivityKind::MoveRefused => (String::new(), t.move_refused_to(told)),
            ActivityKind::BlockRefused => (String::new(), t.block_refused_at(told)),
            _ => (told, String::new()),
        };
        let is_off = news.visit.appointment.status == Status::Cancelled;
        NewsLine {
            id: activity.id,
            sign,
            word: Texts::of(self.language).activity(activity.kind),
            class,
            at: self.lately(activity.at),
            previous,
            refused,
            can_take_back: is_off && activity.kind == ActivityKind::CancelledByCalendar,
            line: self.line(&news.visit),
            panel: news.whose.map(|whose| self.panel(whose)),
        }
    }

    /// "heute, 09:12 Uhr", or the date.
    fn lately(&self, seconds: i64) -> String {
        let (at, zone) = (Minute::of_second(seconds), self.calendar.shop.time_zone);
        if at.local_date(zone) == self.now.local_date(zone) {
            let clock = dates::clock(at, zone, self.language);
            return format!("{}, {clock}", Texts::of(self.language).today_small());
        }
        dates::soon(at, zone, self.language)
    }

    /// A mail that did not reach its customer.
    pub fn mail(&self, mail: &FailedMail) -> MailLine {
        let (facts, zone) = (&mail.facts, self.calendar.shop.time_zone);
        let phone = facts.customer.phone.clone().unwrap_or_default();
        let when = dates::day_and_time(facts.start, zone, self.language);
        MailLine {
            id: mail.id,
            name: facts.customer.full_name(),
            dial: dialled(&phone),
            phone,
            address: mail.address.clone(),
            kind: mails::name(mail.kind, self.language),
            about: format!("{}, {when}", facts.service_name),
            href: mail.appointment.map(calendar::address_of).unwrap_or_default(),
            words: mail.words.clone().unwrap_or_else(|| Texts::of(self.language).never_tried().to_owned()),
            can_go_again: mail.can_go_again,
        }
    }

    /// Mails that wait for too long.
    pub fn delay(&self, delay: &MailDelay) -> DelayLine {
        let (t, at) = (Texts::of(self.language), |at: DateTime<Utc>| self.lately(at.timestamp()));
        let (outage, error) = (delay.outage.as_ref(), delay.error.clone().unwrap_or_default());
        let fault = MailTexts::of(self.language).fault(&error);
        DelayLine {
            mails: delay.oldest.map(|oldest| t.mails_wait(delay.count, at(oldest))).unwrap_or_default(),
            outage: outage.map(|out| t.mail_outage(at(out.next_try_at), at(out.since))).unwrap_or_default(),
            fault: fault.unwrap_or_default(),
            words: if fault.is_some() { String::new() } else { error },
        }
    }

    /// A request to erase somebody's data.
    pub fn erasure(&self, request: &OpenRequest) -> ErasureLine {
        let email = request.email_folded.clone();
        let name = if request.name.is_empty() { email.clone() } else { request.name.clone() };
        let of_record = |(id, name): &(i64, String)| (format!("/planner/customers/{id}/erase"), name.clone());
        let mut ways: Vec<_> = request.records.iter().map(of_record).collect();
        if ways.is_empty() {
            ways.push((format!("/planner/erasures/{}", request.id), name.clone()));
        }
        ErasureLine {
            id: request.id,
            name,
            email,
            until: Texts::of(self.language).erase_until(dates::long_day(request.answer_by, self.language)),
            is_overdue: request.answer_by < self.now.local_date(self.calendar.shop.time_zone),
            href: request.appointment.map(calendar::address_of).unwrap_or_default(),
            ways,
        }
    }

    /// The heading of the day that is shown, and that today is closed where it is another one.
    pub fn day(&self, date: NaiveDate) -> (String, String) {
        let (words, today) =
            (Words::new(self.language, self.calendar), self.now.local_date(self.calendar.shop.time_zone));
        if date == today {
            return (Texts::of(self.language).today().to_owned(), String::new());
        }
        (words.next_open(date), words.closed_today(today))
    }

    /// An appointment of the day that is shown.
    pub fn today(&self, visit: &AppointmentDetails) -> TodayLine {
        let appointment = &visit.appointment;
        let phase = if appointment.end <= self.now {
            Phase::Past
        } else if appointment.start <= self.now {
            Phase::Now
        } else {
            Phase::Later
        };
        let begun = phase != Phase::Later;
        TodayLine {
            line: self.line(visit),
            phase,
            asks: begun && !appointment.is_block() && appointment.status == Status::Confirmed,
            answered: begun && matches!(appointment.status, Status::Done | Status::NoShow),
        }
    }
}
