//! The customer's data to read: a sheet for each record and each appointment.

use crate::delivery::mails;
use crate::domain::notice::NoticeKind;
use crate::domain::shop::{Calendar, Language};
use crate::domain::time::Minute;
use crate::domain::values::shown;
use crate::http::pages::manage::status_words;
use crate::i18n::messages::Customer;
use crate::i18n::{Texts, dates, own_name};
use crate::operations::customers::{ExportedAppointment, Record, SentMail};
use crate::operations::own_data::OwnData;

/// A heading with labels and lines below it.
pub struct Sheet {
    pub title: String,
    pub facts: Vec<(&'static str, Vec<String>)>,
}

/// All sheets; what is empty is left out.
pub fn of(data: &OwnData, calendar: &Calendar, language: Language) -> Vec<Sheet> {
    let reader = Reader { calendar, language, t: Texts::of(language) };
    let records = data.records.iter().map(|record| reader.record(record));
    records.chain(data.visits.iter().map(|held| reader.visit(held))).collect()
}

struct Reader<'a> {
    calendar: &'a Calendar,
    language: Language,
    t: Texts<Customer>,
}

impl Reader<'_> {
    fn record(&self, record: &Record) -> Sheet {
        let (t, details) = (self.t, &record.details);
        let born_on = details.born_on.map(|day| dates::long_day(day, self.language));
        sheet(
            t.own_record().to_owned(),
            vec![
                (t.name(), vec![details.person.full_name()]),
                (t.email(), vec![shown(&details.person.email)]),
                (t.phone(), vec![shown(&details.person.phone)]),
                (t.postal_address(), shown(&details.address).lines().map(str::to_owned).collect()),
                (t.born_on(), born_on.into_iter().collect()),
                (t.recorded_at(), vec![self.moment(record.created_at)]),
            ],
        )
    }

    fn visit(&self, held: &ExportedAppointment) -> Sheet {
        let (t, appointment) = (self.t, &held.visit.appointment);
        let customer = &appointment.customer;
        let service = appointment.service.as_ref().and_then(|id| self.calendar.service(id.as_str()));
        let mut facts = vec![
            (t.service(), vec![service.map(|service| service.name_in(self.language)).unwrap_or_default()]),
            (t.status(), vec![status_words(appointment.status, t).to_owned()]),
            (t.name(), vec![customer.full_name()]),
            (t.email(), vec![shown(&customer.email)]),
            (t.phone(), vec![shown(&customer.phone)]),
            (t.postal_address(), shown(&appointment.address).lines().map(str::to_owned).collect()),
        ];
        if let Some(booking) = &held.visit.booking {
            let accepted = booking.consented_at.map(|at| self.moment(at));
            facts.push((t.comment(), shown(&booking.comment).lines().map(str::to_owned).collect()));
            facts.push((t.booked_at(), vec![self.moment(booking.booked_at)]));
            facts.push((t.accepted_at(), accepted.into_iter().collect()));
            facts.push((t.mail_language(), vec![own_name(booking.language).to_owned()]));
        }
        let reminder = appointment.reminder_accepted_at.map(|at| self.moment(at));
        facts.push((t.reminder_accepted_at(), reminder.into_iter().collect()));
        facts.push((t.mails_to_you(), self.mails(held)));
        let zone = self.calendar.shop.time_zone;
        sheet(dates::day_and_span(appointment.start, appointment.end, zone, self.language), facts)
    }

    /// "Ihr Termin ist gebucht – Montag, 17. Januar 2022, 09:00 Uhr": all of them, with what became of each.
    fn mails(&self, held: &ExportedAppointment) -> Vec<String> {
        held.mails.iter().filter_map(|mail| self.mail(mail)).collect()
    }

    fn mail(&self, mail: &SentMail) -> Option<String> {
        let said = mails::heading(NoticeKind::from_word(&mail.kind)?, self.language);
        let at = self.moment(mail.ended_at.unwrap_or(mail.due_at));
        let became = match mail.state.as_str() {
            "sent" => format!("{said} – {at}"),
            "queued" | "held" => self.t.own_mail_queued(said, at),
            "withdrawn" => self.t.own_mail_withdrawn(said),
            _ => self.t.own_mail_failed(said, at),
        };
        Some(mail.shop_words.as_ref().map_or(became.clone(), |words| format!("{became}: {words}")))
    }

    fn moment(&self, seconds: i64) -> String {
        dates::day_and_time(Minute::of_second(seconds), self.calendar.shop.time_zone, self.language)
    }
}

fn sheet(title: String, mut facts: Vec<(&'static str, Vec<String>)>) -> Sheet {
    for (_, lines) in &mut facts {
        lines.retain(|line| !line.is_empty());
    }
    facts.retain(|(_, lines)| !lines.is_empty());
    Sheet { title, facts }
}
