//! `/planner/customers/{id}/export` and `…/export.json`: all that is held on one person, to read and to hand on.

use super::likely::{self, LikelyLine};
use super::record::RecordWords;
use super::texts::Texts;
use crate::delivery::mails;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::customers::ExportedAppointment;

#[derive(Template)]
#[template(path = "planner/customers/export.html")]
struct ExportPage {
    frame: Layout,
    t: Texts,
    record: RecordWords,
    /// Other records of the same person.
    others: Vec<RecordWords>,
    visits: Vec<ExportVisit>,
    /// What may be about the same person.
    likely: Vec<LikelyLine>,
    /// Where the file is, with what is ticked.
    file: String,
}

/// An appointment in words.
struct ExportVisit {
    line: AppointmentRow,
    /// What only an online booking has: label and words.
    facts: Vec<(&'static str, String)>,
    mails: Vec<String>,
}

impl ExportVisit {
    fn of(held: &ExportedAppointment, t: Texts, calendar: &Calendar, language: Language) -> Self {
        let line = AppointmentRow::of(&held.visit, calendar, language);
        let named = [line.name.as_str(), &line.email, &line.phone].into_iter().filter(|text| !text.is_empty());
        let mut facts = vec![(t.named_as(), named.collect::<Vec<_>>().join(", "))];
        facts.push((t.address(), shown(&held.visit.appointment.address)));
        if let Some(booking) = &held.visit.booking {
            facts.push((t.comment(), line.comment.clone()));
            facts.push((t.booked_at(), moment(booking.booked_at, calendar, language)));
            facts.push((t.mail_language(), booking.language.tag().to_owned()));
            let consented = booking.consented_at.map(|at| moment(at, calendar, language));
            facts.push((t.consent(), consented.unwrap_or_default()));
        }
        let reminder = held.visit.appointment.reminder_accepted_at.map(|at| moment(at, calendar, language));
        facts.push((t.reminder_consent(), reminder.unwrap_or_default()));
        facts.push((t.shop_note(), line.note.clone()));
        facts.retain(|(_, words)| !words.is_empty());
        let mails = held.mails.iter().map(|mail| {
            let kind = mails::kind_of(&mail.kind, language);
            let when = moment(mail.ended_at.unwrap_or(mail.due_at), calendar, language);
            let written = mail.shop_words.as_deref().unwrap_or_default();
            let parts = [kind, &mail.address, mails::state(&mail.state, language), &when, written];
            parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ")
        });
        Self { mails: mails.collect(), line, facts }
    }
}

/// "Montag, 17. Januar 2022, 09:12 Uhr" for seconds since 1970.
fn moment(seconds: i64, calendar: &Calendar, language: Language) -> String {
    dates::day_and_time(Minute::of_second(seconds), calendar.shop.time_zone, language)
}

/// `GET /planner/customers/{id}/export`
pub async fn show_export(
    operator: Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
    Asked(query): Asked,
) -> PageResult {
    let also = likely::also(&query);
    let (calendar, language) = (operator.calendar(), operator.language);
    let t = Texts::of(language);
    let found = customers::likely(&operator.app.store, id).await?;
    let dossier = customers::dossier(&operator.app.store, id, also.clone()).await?;
    customers::note_export(&operator.app.store, id, operator.user.id).await?;
    let page = ExportPage {
        frame: Layout::new(&operator, Area::Customers).await?,
        t,
        record: RecordWords::of(&dossier.record, &calendar, language),
        others: dossier.others.iter().map(|record| RecordWords::of(record, &calendar, language)).collect(),
        likely: likely::lines(&found, &also, &calendar, language),
        file: format!("/planner/customers/{id}/export.json?{}", query.encoded()),
        visits: dossier.visits.iter().map(|held| ExportVisit::of(held, t, &calendar, language)).collect(),
    };
    layout::page(StatusCode::OK, &page)
}

/// `GET /planner/customers/{id}/export.json`
pub async fn download_export(
    operator: Proven<Operator>,
    ApiPath(id): ApiPath<CustomerId>,
    Asked(query): Asked,
) -> PageResult {
    let also = likely::also(&query);
    let dossier = customers::dossier(&operator.app.store, id, also).await?;
    customers::note_export(&operator.app.store, id, operator.user.id).await?;
    let text = serde_json::to_string_pretty(&customers::to_json(&dossier, &operator.app.planning().calendar));
    let headers = [
        (header::CONTENT_TYPE, "application/json".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"customer-{id}.json\"")),
    ];
    Ok((headers, text.map_err(ApiError::internal)?).into_response())
}
