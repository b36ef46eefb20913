//! `/planner/appointments/{key}`: one appointment with everything about it, and what may become of it.

use super::card::{self, Card};
use super::edit::find;
use super::in_place;
use super::view_state::{ViewQuery, ViewState};
use super::{address_of, rows};
use crate::delivery::mails;
use crate::http::planner::customers::panel::{self, Panel};
use crate::http::planner::prelude::*;
use crate::i18n::messages::planner::Series;
use crate::operations::booking::{Appointment, disown};
use crate::operations::calendar::history::Line;
use crate::operations::calendar::status_actions::{self, Past, StatusActions};
use crate::operations::calendar::words::Texts;
use crate::operations::calendar::{self, AppointmentFile, SentMail};
use crate::operations::mail::{self, Failed};
use crate::operations::series::change;

#[derive(Template)]
#[template(path = "planner/calendar/appointment.html")]
struct AppointmentPage<'a> {
    frame: Layout,
    t: Texts,
    words: Words<'a>,
    file: &'a AppointmentFile,
    entry: &'a CalendarEntry,
    it: &'a Appointment,
    /// Whose it is, and who it may be.
    panel: Option<Panel>,
    outlook: StatusActions,
    /// Where another time is looked for.
    moving: Option<String>,
    /// The calendar on its date.
    calendar: String,
    problem: Vec<String>,
    /// What is said of a series.
    s: i18n::Texts<Series>,
    /// All appointments of its series, in order of time; empty where it is in none.
    series: Vec<CalendarEntry>,
}

impl AppointmentPage<'_> {
    fn title(&self) -> String {
        title(self.it, self.words)
    }

    /// When it was booked, and how. Its customer's page may be younger: the shop's own is dated by the log.
    fn made(&self) -> Option<String> {
        let online = self.file.booking.as_ref().filter(|booking| booking.online);
        let created = self.file.history.iter().find(|entry| entry.action == "appointment.created");
        let (at, how) = match (online, created) {
            (Some(booking), _) => (booking.booked_at, self.t.made_online()),
            (None, Some(entry)) => (entry.at, self.t.made_here()),
            (None, None) => return None,
        };
        Some(format!("{}, {how}", self.words.second(at)))
    }

    fn consent(&self) -> Option<String> {
        Some(self.words.second(self.file.booking.as_ref()?.consented_at?))
    }

    /// When its customer agreed to a reminder.
    fn reminder(&self) -> Option<String> {
        Some(self.words.second(self.it.reminder_accepted_at?))
    }

    /// When a mail was sent or given up, or when it is due.
    fn ended(&self, mail: &SentMail) -> String {
        self.words.second(mail.ended_at.unwrap_or(mail.due_at))
    }

    /// "Termin 3 von 6".
    fn position(&self) -> String {
        let place = self.series.iter().position(|entry| entry.appointment.key == self.it.key).unwrap_or_default();
        self.s.position(self.series.len(), place + 1)
    }

    fn history(&self) -> impl Iterator<Item = Line> {
        self.file.history.iter().map(|entry| Line::of(entry, &self.file.mails, self.words))
    }
}

/// Who comes, or what for.
fn title(it: &Appointment, words: Words<'_>) -> String {
    Some(it.customer.full_name()).filter(|name| !name.is_empty()).unwrap_or_else(|| words.service(it))
}

/// The class of the chip that says what became of a mail.
fn mail_class(state: &str) -> &'static str {
    match state {
        "sent" => "good",
        "failed" | "expired" => "wrong",
        _ => "",
    }
}

/// `GET /planner/appointments/{key}`; `part=1` answers the card that the calendar shows.
pub async fn show_appointment(
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    Asked(query): Asked,
) -> PageResult {
    page(&operator, key, StatusCode::OK, Vec::new(), query.has("part")).await
}

/// `POST /planner/appointments/{key}/status`; with `part` from the card.
pub async fn set_status(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let status = Status::from_word(form.text("to"))
        .ok_or_else(|| ApiError::new(Code::InvalidBody, "There is no such status. Use the buttons of its page."))?;
    let planning = operator.app.planning();
    match booking::set_status(&operator.app.store, key, status, operator.acting(&form)?).await {
        Ok(Undoable { done: told, undo }) => {
            let (entry, sends) = (find(&operator, key).await?, operator.app.sends_mail().await?);
            let done = status_actions::done(&entry.appointment, told, sends, Texts::of(operator.language));
            if form.has("part") {
                return Ok(in_place::done(&done, operator.keep_undo(&address_of(key), undo)));
            }
            Ok(operator.done_with_undo(&address_of(key), done, undo))
        }
        Err(booking::Error::Refused(booking::StaffRefusal::UnknownAppointment)) => Err(ApiError::not_found().into()),
        Err(booking::Error::Refused(refusal)) => {
            let problem = Words::new(operator.language, &planning.calendar).refusal(&refusal);
            page(&operator, key, StatusCode::UNPROCESSABLE_ENTITY, problem, form.has("part")).await
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /planner/appointments/{key}/release-address`: mails go to its customer again.
pub async fn release_address(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>) -> PageResult {
    let appointment = find(&operator, key).await?.appointment;
    if let Some(email) = appointment.customer.email {
        disown::release(&operator.app.store, email.folded(), appointment.id, operator.user.id).await?;
    }
    Ok(operator.done(&address_of(key), Texts::of(operator.language).did_release()))
}

/// `POST /planner/appointments/{key}/send-again`: `mail` is the number of a failed mail about it.
pub async fn send_again(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, form: FormData) -> PageResult {
    let id = form.text("mail").parse().map_err(|_| ApiError::not_found())?;
    let mails = mail::send_again(&operator.app.store, Failed::Of(id, key), operator.user.id).await?;
    let t = Texts::of(operator.language);
    Ok(operator.done(&address_of(key), if mails > 0 { t.did_send_again() } else { t.did_not_send_again() }))
}

async fn page(
    operator: &Operator,
    key: AppointmentKey,
    status: StatusCode,
    problem: Vec<String>,
    is_part: bool,
) -> PageResult {
    let (app, planning) = (&operator.app, operator.app.planning());
    let mut file = calendar::file(&app.store, key).await?.ok_or_else(ApiError::not_found)?;
    file.entry = operator.reads(file.entry);
    let (entry, it) = (&file.entry, &file.entry.appointment);
    let words = Words::new(operator.language, &planning.calendar);
    let outlook = StatusActions::of(entry, &Past { audit: &file.history, now: app.clock.now() }, words);
    if is_part {
        let title = title(it, words);
        return layout::page(status, &Card { t: words.t, words, entry, it, title, outlook, problem });
    }
    let place = ViewState::new(app, &planning.calendar, &ViewQuery::default());
    let page = AppointmentPage {
        frame: Layout::new(operator, Area::Calendar).await?,
        t: words.t,
        words,
        panel: panel::panel(app, key, address_of(key), operator.language).await?,
        outlook,
        moving: card::moving(entry),
        calendar: place.dated(it.start.local_date(planning.calendar.shop.time_zone)).url(),
        problem,
        s: i18n::Texts::of(operator.language),
        series: change::whole(&app.store, key).await?,
        entry,
        it,
        file: &file,
    };
    layout::page(status, &page)
}
