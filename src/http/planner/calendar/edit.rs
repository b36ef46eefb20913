//! `/planner/appointments/{key}/edit`: everything of an appointment but its status.

use super::address_of;
use super::form::AppointmentForm;
use super::form_page::{FormPage, Notice};
use crate::domain::ids::ResourceId;
use crate::domain::schedule::{self, Audience, AvailabilityQuery, Moving};
use crate::domain::snapshot::{AppointmentKey, CalendarSnapshot};
use crate::domain::wall_clock::read_start;
use crate::http::planner::acting::terms;
use crate::http::planner::prelude::*;
use crate::i18n::statuses;
use crate::operations::booking::{self, ActionContext, Undoable};
use crate::operations::calendar::words::Words;
use crate::operations::calendar::{self, CalendarEntry, narrowed};
use chrono::{DateTime, Utc};

/// The appointment of that number, as much of it as they read.
pub async fn find(operator: &Operator, key: AppointmentKey) -> Result<CalendarEntry, PageError> {
    let found = calendar::find(&operator.app.store, key).await?.ok_or_else(ApiError::not_found)?;
    Ok(operator.reads(found))
}

/// What the address may fill in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct EditQuery {
    /// An instant: the new start, at the same length.
    start: String,
    /// A room or person to be taken then.
    resource: String,
}

/// The rooms and persons that are free then: those that it occupies now as far as they are. `None`: there are not enough.
fn resources_at(
    entry: &CalendarEntry,
    resource: &str,
    start: Minute,
    planning: &CalendarSnapshot,
    now: DateTime<Utc>,
) -> Option<Vec<ResourceId>> {
    let service = planning.calendar.service(entry.appointment.service.as_ref()?.as_str())?;
    let service = narrowed(service, resource);
    let moving = Some(Moving { appointment: entry.appointment.key, resources: &entry.resources });
    let question = AvailabilityQuery { service: &service, resource: None, moving, scope: Audience::Operator };
    schedule::decide(planning, &question, start, now).ok()
}

/// `GET /planner/appointments/{key}/edit`
pub async fn show_edit(
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    ApiQuery(query): ApiQuery<EditQuery>,
) -> PageResult {
    let planning = operator.app.planning();
    let entry = find(&operator, key).await?;
    let words = Words::new(operator.language, &planning.calendar);
    let frame = Layout::new(&operator, Area::Calendar).await?;
    let mut typed = AppointmentForm::of(&entry, words);
    if let Some(start) = read_start(&query.start, words.calendar) {
        let length = entry.appointment.end.minutes_since(entry.appointment.start);
        typed = typed.at(start, start.plus(length), words.calendar);
        let now = operator.app.clock.now();
        if let Some(resources) = resources_at(&entry, &query.resource, start, &planning, now) {
            typed.form = typed.form.without("resource").with_all("resource", &resources);
        }
    }
    // Whoever has a page is told, unless the operator says otherwise.
    let tell = entry.has_page && entry.appointment.customer.email.is_some() && entry.appointment.status.is_open();
    typed.form = typed.form.with_tick("tell", tell);
    let page = FormPage::new(frame, words, typed, Some(&entry), operator.app.clock.now());
    layout::page(StatusCode::OK, &page.hiding_note(operator.hides(&entry)))
}

/// `POST /planner/appointments/{key}/edit`
pub async fn update_appointment(
    operator: Operator,
    ApiPath(key): ApiPath<AppointmentKey>,
    form: FormData,
) -> PageResult {
    let planning = operator.app.planning();
    let entry = find(&operator, key).await?;
    let words = Words::new(operator.language, &planning.calendar);
    let mut typed = AppointmentForm::sent(&form, entry.appointment.is_block(), operator.language);
    // An address that was taken away cannot be told; that is no fault where the tick stood there already.
    if entry.has_page && form.text("email").is_empty() {
        typed.form.set("tell", "");
    }
    let draft = typed.read(words, Some(&entry));
    let act = ActionContext { terms: terms(&form)?, ..typed.act(&operator, &planning.calendar) };
    let page = FormPage::new(
        Layout::new(&operator, Area::Calendar).await?,
        words,
        typed,
        Some(&entry),
        operator.app.clock.now(),
    )
    .hiding_note(operator.hides(&entry));
    let Some(draft) = draft else { return page.refused(Notice::Faults) };
    operator.look_again_for(&draft).await;
    match booking::change(&operator.app.store, key, draft, act).await {
        Ok(Undoable { done: change, undo }) => {
            let hands = change.word().and_then(|word| statuses::changed_hands(word, operator.language));
            let done = [Some(words.t.did_save()), hands].into_iter().flatten().collect::<Vec<_>>().join(" ");
            Ok(operator.done_with_undo(&address_of(key), done, undo))
        }
        Err(booking::Error::Refused(refusal)) => page.refused(Notice::of(&refusal, words)),
        Err(error) => Err(error.into()),
    }
}
