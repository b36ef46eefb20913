//! `/planner/series/{key}`: moves or cancels one appointment of a series, it and those after it, or all that are still to come.

use super::Texts;
use crate::domain::wall_clock::{read_date, read_time};
use crate::http::planner::calendar::address_of;
use crate::http::planner::prelude::*;
use crate::operations::calendar::words;
use crate::operations::series::Verdict;
use crate::operations::series::change::{self, Error, Moved, Scope, SeriesMove};

#[derive(Template)]
#[template(path = "planner/series/change.html")]
struct ChangePage {
    frame: Layout,
    t: Texts,
    c: words::Texts,
    key: AppointmentKey,
    is_block: bool,
    title: String,
    form: Form,
    /// The choices, with how many each reaches.
    scopes: Vec<(&'static str, String)>,
    /// Whether somebody can be told by mail.
    can_tell: bool,
    notice: Option<&'static str>,
    /// Where each would go, and what there is to say about it.
    moves: Vec<MoveRow>,
    /// Whether everything can be moved if it is agreed to.
    can_accept: bool,
}

struct MoveRow {
    label: String,
    notes: Vec<String>,
    accepts: Vec<String>,
}

/// `GET /planner/series/{key}`
pub async fn show_change(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>) -> PageResult {
    let entries = entries(&operator, key).await?;
    let planning = operator.app.planning();
    let zone = planning.calendar.shop.time_zone;
    let this = this_of(&entries, key)?;
    let start = this.appointment.start;
    let form = Form::new(operator.language)
        .with("date", start.local_date(zone))
        .with("time", start.local_time(zone))
        .with("scope", Scope::This.word())
        .with_tick("tell", entries.iter().any(|entry| entry.has_page));
    page(&operator, key, &entries, form, None, &[]).await
}

/// `POST /planner/series/{key}`: `do` is `move` or `cancel`.
pub async fn change_series(operator: Operator, ApiPath(key): ApiPath<AppointmentKey>, sent: FormData) -> PageResult {
    let entries = entries(&operator, key).await?;
    let is_block = this_of(&entries, key)?.appointment.is_block();
    let t = Texts::of(operator.language);
    let scope = Scope::from_word(sent.text("scope"))
        .ok_or_else(|| ApiError::new(Code::InvalidBody, "There is no such choice. Use the buttons of the page."))?;
    let act = operator.acting(&sent)?;
    if sent.text("do") == "cancel" {
        return match change::cancel(&operator.app.store, key, scope, act).await {
            Ok(Undoable { done: count, undo }) => {
                let done = if is_block { t.did_unblock(count) } else { t.did_cancel(count) };
                Ok(operator.done_with_undo(&address_of(key), done, undo))
            }
            Err(error) => refused(&operator, key, &entries, sent, error).await,
        };
    }
    let mut form = Form::sent(sent.clone(), operator.language);
    let words = words::Texts::of(operator.language);
    let (date, time) = (read_date(form.value("date")), read_time(form.value("time")));
    if date.is_none() {
        form.refuse("date", words.not_a_date());
    }
    if time.is_none() {
        form.refuse("time", words.not_a_time());
    }
    let Some((date, time)) = date.zip(time) else {
        return page(&operator, key, &entries, form, Some(words.please_correct()), &[]).await;
    };
    let accepted = sent.all("agreed").filter_map(|text| {
        let (key, word) = text.split_once(' ')?;
        Some((key.parse().ok()?, word.to_owned()))
    });
    let moving = SeriesMove { scope, to: date.and_time(time), accepted: accepted.collect() };
    operator.look_again_at(&[key], Vec::new()).await?;
    match change::shift(&operator.app.store, key, moving, act).await {
        Ok(Undoable { done, undo }) => Ok(operator.done_with_undo(&address_of(key), t.did_move(done), undo)),
        Err(error) => refused(&operator, key, &entries, sent, error).await,
    }
}

async fn refused(
    operator: &Operator,
    key: AppointmentKey,
    entries: &[CalendarEntry],
    sent: FormData,
    error: Error,
) -> PageResult {
    let t = Texts::of(operator.language);
    let form = Form::sent(sent, operator.language);
    match error {
        Error::Moves(moves) => {
            let is_taken = moves.iter().any(|one| matches!(one.verdict, Verdict::Refused(_)));
            let notice = if is_taken { t.not_all_free() } else { t.unusual() };
            page(operator, key, entries, form, Some(notice), &moves).await
        }
        Error::Booking(booking::Error::Refused(_)) => {
            page(operator, key, entries, form, Some(t.none_left()), &[]).await
        }
        Error::Booking(error) => Err(error.into()),
    }
}

async fn entries(operator: &Operator, key: AppointmentKey) -> Result<Vec<CalendarEntry>, PageError> {
    Ok(change::whole(&operator.app.store, key).await?)
}

fn this_of(entries: &[CalendarEntry], key: AppointmentKey) -> Result<&CalendarEntry, ApiError> {
    entries.iter().find(|entry| entry.appointment.key == key).ok_or_else(ApiError::not_found)
}

async fn page(
    operator: &Operator,
    key: AppointmentKey,
    entries: &[CalendarEntry],
    form: Form,
    notice: Option<&'static str>,
    moves: &[Moved],
) -> PageResult {
    let planning = operator.app.planning();
    let words = Words::new(operator.language, &planning.calendar);
    let t = Texts::of(operator.language);
    let this = &this_of(entries, key)?.appointment;
    let now = Minute::floor(operator.app.clock.now());
    let count = |scope| change::reached(entries, key, scope, now).len();
    let scopes = vec![
        (Scope::This.word(), t.scope_this().to_owned()),
        (Scope::Following.word(), t.scope_following(count(Scope::Following))),
        (Scope::All.word(), t.scope_all(count(Scope::All))),
    ];
    let rows: Vec<MoveRow> = moves.iter().map(|one| row(one, words)).collect();
    let is_refused = notice.is_some();
    let view = ChangePage {
        frame: Layout::new(operator, Area::Calendar).await?,
        t,
        c: words.t,
        key,
        is_block: this.is_block(),
        title: words.appointment(this),
        form,
        scopes,
        can_tell: entries.iter().any(|entry| entry.appointment.customer.email.is_some()),
        notice,
        can_accept: !rows.is_empty() && moves.iter().all(|one| !matches!(one.verdict, Verdict::Refused(_))),
        moves: rows,
    };
    layout::page(if is_refused { StatusCode::UNPROCESSABLE_ENTITY } else { StatusCode::OK }, &view)
}

fn row(one: &Moved, words: Words<'_>) -> MoveRow {
    let (notes, accepts) = match &one.verdict {
        Verdict::Free => (Vec::new(), Vec::new()),
        Verdict::Unusual(found) => (
            found.iter().map(|one| words.unusual(one)).collect(),
            found.iter().map(|unusual| format!("{} {}", one.key, unusual.word())).collect(),
        ),
        Verdict::Refused(booking::StaffRefusal::Occupied(overlaps)) => {
            (overlaps.iter().map(|overlap| words.overlap(overlap)).collect(), Vec::new())
        }
        Verdict::Refused(refusal) => (words.refusal(refusal), Vec::new()),
    };
    MoveRow { label: words.moved(one.from, one.to), notes, accepts }
}
