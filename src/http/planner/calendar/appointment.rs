//! `/planner/appointments/{key}`: one appointment with everything about it, and what may become of it.

use super::address_of;
use super::edit::find;
use super::history::Line;
use super::rows::{status_class, tone};
use super::status_actions;
use super::status_actions::{Past, StatusActions};
use super::texts::Texts;
use super::view_state::{ViewQuery, ViewState};
use super::words::Words;
use crate::domain::appointment::Status;
use crate::domain::snapshot::AppointmentKey;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::error::{ApiError, Code};
use crate::http::extract::{ApiPath, ApiQuery};
use crate::http::planner::appointment_row::dialled;
use crate::http::planner::auth::Operator;
use crate::http::planner::customers::panel::{self, Panel};
use crate::http::planner::customers::texts::Texts as CustomerTexts;
use crate::http::planner::flash;
use crate::http::planner::form_data::FormData;
use crate::http::planner::hands_words;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::mail_words;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::booking;
use crate::operations::booking::ActionContext;
use crate::operations::booking::disown;
use crate::operations::calendar;
use crate::operations::calendar::{AppointmentFile, SentMail};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::{DateTime, Utc};

#[derive(Template)]
#[template(path = "planner/calendar/appointment.html")]
struct AppointmentPage {
    frame: Layout,
    t: Texts,
    key: AppointmentKey,
    title: String,
    service: String,
    when: String,
    date: String,
    time: String,
    tone: String,
    is_block: bool,
    status: &'static str,
    /// That it waits for its customer, and until when.
    awaits: Option<String>,
    status_class: &'static str,
    resources: String,
    buffers: Option<String>,
    note: Option<String>,
    name: String,
    phone: Option<(String, String)>,
    email: Option<String>,
    /// Whose it is, and who it may be.
    panel: Option<Panel>,
    people: String,
    comment: Option<String>,
    consent: Option<String>,
    made: Option<String>,
    /// "7 Termine", where others were booked from the same source.
    same_source: Option<String>,
    outlook: StatusActions,
    has_page: bool,
    /// Whether no mail goes to the customer's address.
    is_suppressed: bool,
    history: Vec<Line>,
    mails: Vec<Mail>,
    calendar: String,
    problem: Vec<String>,
    stylesheet: String,
}

struct Mail {
    what: &'static str,
    address: String,
    state: &'static str,
    class: &'static str,
    when: String,
    error: Option<String>,
}

/// `GET /planner/appointments/{key}`
pub async fn show_appointment(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    ApiQuery(query): ApiQuery<ViewQuery>,
) -> Result<Response, PageError> {
    let done = match query.done.as_str() {
        "saved" => Some(Texts::of(operator.language).did_save().to_owned()),
        "released" => Some(Texts::of(operator.language).did_release().to_owned()),
        word @ ("told" | "untold") => Some(what_was_done(&app, &operator, key, word == "told").await?),
        word => match hands_words::sentence(word, operator.language) {
            Some(sentence) => Some(format!("{} {sentence}", Texts::of(operator.language).did_save())),
            None => CustomerTexts::of(operator.language).done(word).map(str::to_owned),
        },
    };
    let page = page(&app, &operator, key, done, Vec::new()).await?;
    layout::page(StatusCode::OK, &page)
}

/// What the last button did: the address says no more than whether a mail was written.
async fn what_was_done(app: &App, operator: &Operator, key: AppointmentKey, told: bool) -> Result<String, PageError> {
    let sends = app.sends_mail().await?;
    Ok(status_actions::done(&find(app, key).await?, told, sends, Texts::of(operator.language)))
}

/// `POST /planner/appointments/{key}/status`
pub async fn set_status(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> Result<Response, PageError> {
    let status = Status::from_word(form.text("to"))
        .ok_or_else(|| ApiError::new(Code::InvalidBody, "There is no such status. Use the buttons of its page."))?;
    let planning = app.planning();
    let language = planning.calendar.shop.language;
    let act = ActionContext { by: operator.user.id, accepted: Vec::new(), tell: form.has("tell"), language };
    match booking::set_status(&app.store, key, status, act).await {
        Ok(told) => {
            let done = if told { "told" } else { "untold" };
            Ok(flash::redirect(&address_of(key), done))
        }
        Err(booking::Error::Refused(booking::StaffRefusal::UnknownAppointment)) => Err(ApiError::not_found().into()),
        Err(booking::Error::Refused(refusal)) => {
            let problem = Words::new(operator.language, &planning.calendar).refusal(&refusal);
            let page = page(&app, &operator, key, None, problem).await?;
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
        Err(error) => Err(super::fault(error)),
    }
}

/// `POST /planner/appointments/{key}/release-address`: mails go to its customer again.
pub async fn release_address(
    State(app): State<App>,
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
) -> Result<Response, PageError> {
    let appointment = find(&app, key).await?.appointment;
    if let Some(email) = appointment.customer.email {
        disown::release(&app.store, email.folded(), appointment.id, operator.user.id).await?;
    }
    Ok(flash::redirect(&address_of(key), "released"))
}

async fn page(
    app: &App,
    operator: &Operator,
    key: AppointmentKey,
    done: Option<String>,
    problem: Vec<String>,
) -> Result<AppointmentPage, PageError> {
    let file = calendar::file(&app.store, key).await?.ok_or_else(ApiError::not_found)?;
    let planning = app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let frame = Layout::new(app, operator, Area::Calendar).await?.with_done(done);
    let place = ViewState::new(app, &planning.calendar, &ViewQuery::default());
    let date = file.entry.appointment.start.local_date(planning.calendar.shop.time_zone);
    let back = place.dated(date).url();
    let panel = panel::panel(app, key, address_of(key), operator.language).await?;
    Ok(AppointmentPage { problem, calendar: back, panel, ..drawn(frame, &file, words, app.clock.now()) })
}

fn drawn(frame: Layout, file: &AppointmentFile, words: Words<'_>, now: DateTime<Utc>) -> AppointmentPage {
    let entry = &file.entry;
    let it = &entry.appointment;
    let zone = words.calendar.shop.time_zone;
    let block = it.is_block();
    let names: Vec<String> = entry.resources.iter().map(|id| words.resource(id.as_str())).collect();
    let name = it.customer.full_name();
    let buffers = (it.buffer_before_minutes, it.buffer_after_minutes);
    AppointmentPage {
        t: words.t,
        key: it.key,
        title: if name.is_empty() { words.service(it) } else { name.clone() },
        service: words.service(it),
        when: words.moment(it.start),
        date: dates::long_day(it.start.local_date(zone), words.language),
        time: words.span(it.start, it.end),
        tone: tone(entry, words),
        is_block: block,
        status: if block && it.status.blocks() { words.t.blocked() } else { words.status(it.status) },
        awaits: words.awaits(entry),
        status_class: status_class(entry),
        resources: names.join(", "),
        buffers: (buffers != (0, 0)).then(|| format!("{} / {} min", buffers.0, buffers.1)),
        note: it.note.clone().map(String::from),
        name,
        phone: it.customer.phone.as_ref().map(|phone| (phone.to_string(), dialled(phone))),
        email: it.customer.email.clone().map(String::from),
        panel: None,
        people: asset_url("planner-people.css"),
        comment: entry.comment.clone(),
        consent: file.booking.as_ref().and_then(|booking| booking.consented_at).map(|at| words.second(at)),
        made: made(file, words),
        same_source: (file.same_source > 1).then(|| words.appointments(file.same_source)),
        outlook: StatusActions::of(entry, &Past { audit: &file.history, now }, words),
        has_page: entry.has_page,
        is_suppressed: file.is_suppressed,
        history: file.history.iter().map(|entry| Line::of(entry, words)).collect(),
        mails: file.mails.iter().map(|mail| drawn_mail(mail, words)).collect(),
        calendar: String::new(),
        problem: Vec::new(),
        stylesheet: asset_url("planner-calendar.css"),
        frame,
    }
}

/// When it was booked, and how. Its customer's page may be younger: the shop's own is dated by the log.
fn made(file: &AppointmentFile, words: Words<'_>) -> Option<String> {
    let online = file.booking.as_ref().filter(|booking| booking.online);
    let created = file.history.iter().find(|entry| entry.action == "appointment.created");
    let (at, how) = match (online, created) {
        (Some(booking), _) => (booking.booked_at, words.t.made_online()),
        (None, Some(entry)) => (entry.at, words.t.made_here()),
        (None, None) => return None,
    };
    Some(format!("{}, {how}", words.second(at)))
}

fn drawn_mail(mail: &SentMail, words: Words<'_>) -> Mail {
    Mail {
        what: mail_words::kind_of(&mail.kind, words.language),
        address: mail.address.clone(),
        state: mail_words::state(&mail.state, words.language),
        class: match mail.state.as_str() {
            "sent" => "good",
            "failed" | "expired" => "wrong",
            _ => "",
        },
        when: words.second(mail.ended_at.unwrap_or(mail.due_at)),
        error: mail.last_error.clone(),
    }
}
