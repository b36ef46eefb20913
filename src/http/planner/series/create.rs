//! `/planner/series/new`: enters a series. The fields and the dates they lead to stand on one page; what is ticked there is
//! entered, all or nothing.

use super::page::SeriesPage;
use super::preview::{self, Chosen};
use super::{Texts, rule};
use crate::domain::wall_clock::{read_date, read_time};
use crate::http::planner::calendar::form::AppointmentForm;
use crate::http::planner::calendar::{address_of, find};
use crate::http::planner::prelude::*;
use crate::operations::booking::{ActionContext, Draft};
use crate::operations::series::{self, Error};
use chrono::Days;

/// What the address may fill in.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct SeriesQuery {
    /// `block`, or appointments.
    kind: String,
    /// An appointment that is repeated.
    from: Option<AppointmentKey>,
}

/// `GET /planner/series/new`
pub async fn show_new(operator: Operator, ApiQuery(query): ApiQuery<SeriesQuery>) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let typed = match query.from {
        Some(key) => repeated(&operator, key, words).await?,
        None => AppointmentForm { form: Form::new(operator.language), is_block: query.kind == "block" },
    };
    shown(&operator, typed, &None, None).await
}

/// The appointment as the first of a series, in the same week after it.
async fn repeated(operator: &Operator, key: AppointmentKey, words: Words<'_>) -> Result<AppointmentForm, PageError> {
    let entry = find(operator, key).await?;
    let it = &entry.appointment;
    let zone = words.calendar.shop.time_zone;
    let today = today(operator.app.clock.now(), zone);
    let next = weekly_after(it.start.local_date(zone), today);
    let has_address = it.customer.email.is_some();
    let AppointmentForm { form, is_block } = AppointmentForm::of(&entry, words);
    let form = form.without("instant").without("end_instant").without("end_date");
    let form = form.with("date", next).with("from", key).with_tick("tell", has_address);
    Ok(AppointmentForm { form, is_block })
}

/// The first date on the same day of the week that is after both.
fn weekly_after(date: NaiveDate, today: NaiveDate) -> NaiveDate {
    let weeks = (today - date).num_days().max(0) / 7 + 1;
    let days = Days::new(u64::try_from(weeks * 7).unwrap_or(7));
    date.checked_add_days(days).unwrap_or(date)
}

/// `POST /planner/series/new`: `do` is `preview` or `save`; without it, the form of a single appointment leads here.
pub async fn create_series(operator: Operator, sent: FormData) -> PageResult {
    let typed = AppointmentForm::sent(&sent, sent.text("kind") == "block", operator.language);
    let is_shown = rule::fingerprint(&typed.form) == sent.text("rule");
    match sent.text("do") {
        "save" if is_shown => save(&operator, typed, &sent).await,
        // Other dates than those that were ticked.
        "save" | "preview" => shown_faults(&operator, typed).await,
        _ => shown(&operator, typed, &None, None).await,
    }
}

/// The page with what is wrong, or with the dates.
async fn shown_faults(operator: &Operator, mut typed: AppointmentForm) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    clean(&mut typed);
    match read(&mut typed, words) {
        Some(_) => shown(operator, typed, &None, None).await,
        None => {
            let notice = Some(words.t.please_correct().to_owned());
            let page = SeriesPage::new(operator, typed, Vec::new(), notice, words).await?;
            layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
        }
    }
}

/// The page with the dates, as far as they can be told.
async fn shown(operator: &Operator, mut typed: AppointmentForm, chosen: &Chosen, notice: Option<String>) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    clean(&mut typed);
    // Nothing is wrong yet with what nobody has finished.
    let mut tried = typed.clone();
    let rows = match read(&mut tried, words) {
        Some((draft, rule)) => {
            let occurrences = preview::occurrences(&rule, &draft, &planning.calendar);
            let act = tried.act(operator, &planning.calendar);
            operator.look_again_for(&draft).await;
            let judged = judged(operator, &draft, preview::starts(&occurrences), act).await?;
            preview::rows(&occurrences, &judged, &draft, chosen, words)
        }
        None => Vec::new(),
    };
    let status = if notice.is_some() { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK };
    layout::page(status, &SeriesPage::new(operator, typed, rows, notice, words).await?)
}

async fn judged(
    operator: &Operator,
    draft: &Draft,
    wanted: Vec<series::Wanted>,
    act: ActionContext,
) -> Result<Vec<series::Judged>, PageError> {
    match series::judge(&operator.app.store, draft.clone(), wanted, act).await {
        Ok(judged) => Ok(judged),
        Err(Error::Rows(judged)) => Ok(judged),
        Err(Error::Booking(error)) => Err(error.into()),
    }
}

async fn save(operator: &Operator, mut typed: AppointmentForm, sent: &FormData) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let t = Texts::of(operator.language);
    let wanted = preview::wanted(sent);
    clean(&mut typed);
    let Some((draft, _)) = read(&mut typed, words) else { return shown_faults(operator, typed).await };
    let chosen = Some(wanted.iter().map(|one| one.start).collect());
    if wanted.is_empty() {
        return shown(operator, typed, &chosen, Some(t.choose_one().to_owned())).await;
    }
    if wanted.len() > crate::domain::series::SERIES_AT_MOST {
        return Err(ApiError::new(Code::InvalidBody, "A series has at most 100 appointments.").into());
    }
    let customer = customer_of(operator, &typed.form, &draft).await?;
    let act = typed.act(operator, &planning.calendar);
    operator.look_again_for(&draft).await;
    let first_date = draft.start.local_date(planning.calendar.shop.time_zone);
    match series::create(&operator.app.store, draft, wanted, customer, act).await {
        Ok(Undoable { done: made, undo }) => {
            let done = if typed.is_block { t.did_block(made.count) } else { t.did_create(made.count) };
            Ok(operator.done_new(&address_of(made.first), done, undo, &format!("/planner/calendar?date={first_date}")))
        }
        Err(Error::Rows(_)) => shown(operator, typed, &chosen, Some(t.taken_meanwhile().to_owned())).await,
        Err(Error::Booking(error)) => Err(error.into()),
    }
}

/// The record that was chosen, or that of the appointment which is repeated, where it is still for the same person.
async fn customer_of(operator: &Operator, form: &Form, draft: &Draft) -> Result<Option<CustomerId>, PageError> {
    let name = draft.customer.full_name();
    if let Ok(id) = form.value("customer").parse::<CustomerId>() {
        let record = customers::find(&operator.app.store, id).await?;
        return Ok(record.filter(|record| record.details.person.full_name() == name).map(|record| record.id));
    }
    let Ok(key) = form.value("from").parse::<AppointmentKey>() else { return Ok(None) };
    let Ok(entry) = find(operator, key).await else { return Ok(None) };
    Ok(entry.customer_id.filter(|_| entry.appointment.customer.full_name() == name))
}

fn clean(typed: &mut AppointmentForm) {
    // One day, on the wall clock: a series has no instants of its own.
    let form = typed.form.clone().without("instant").without("end_instant").without("end_date");
    let form = if typed.is_block { form } else { form.without("end_time") };
    // Blocked time that ends before it begins ends on the next day.
    let [begins, ends] = ["time", "end_time"].map(|field| read_time(form.value(field)));
    let next_day = read_date(form.value("date")).and_then(|date| date.succ_opt());
    let form = match begins.zip(ends).filter(|(begins, ends)| ends < begins).and(next_day) {
        Some(next_day) => form.with("end_date", next_day),
        None => form,
    };
    typed.form = rule::usual(form);
}

fn read(typed: &mut AppointmentForm, words: Words<'_>) -> Option<(Draft, crate::domain::series::Recurrence)> {
    let rule = rule::read(&mut typed.form, Texts::of(words.language));
    let draft = typed.read(words, None);
    draft.zip(rule).filter(|_| typed.form.is_right())
}
