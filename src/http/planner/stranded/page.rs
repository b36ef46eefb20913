//! `GET /planner/stranded`: the list.

use super::Texts;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::prelude::*;
use crate::operations::stranded::{self, ForAll, Item};

#[derive(Template)]
#[template(path = "planner/stranded/list.html")]
struct ListPage {
    frame: Layout,
    t: Texts,
    rows: Vec<Row>,
    /// Blocked time where it is closed now, and why it is.
    blocks: Vec<(AppointmentRow, String)>,
    /// What can be done about all, with its words.
    remedies: Vec<(&'static str, &'static str)>,
}

struct Row {
    line: AppointmentRow,
    because: String,
    /// When its customer was asked; empty where they were not.
    asked: String,
    /// What the button says that gives it to others at the same time; empty where nobody is there.
    same_time: String,
    /// Other times, as they are sent and as they are read.
    times: Vec<(String, String)>,
    can_ask: bool,
    /// Where any other time is looked for; empty without a service.
    search: String,
}

/// `GET /planner/stranded`
pub async fn show_list(operator: Operator) -> PageResult {
    let items = stranded::list(&operator.app.store).await?;
    let planning = operator.app.planning();
    let t = Texts::of(operator.language);
    let (calendar, language) = (&planning.calendar, operator.language);
    let rows = items.iter().map(|item| row(item, calendar, language)).collect();
    let blocks = stranded::blocked(&operator.app.store).await?;
    let block = |(visit, closing): &(AppointmentDetails, Exception)| {
        let mut row = AppointmentRow::of(visit, calendar, language);
        if visit.appointment.hides_title_from(operator.user.id, operator.user.is_owner()) {
            row.note.clear();
        }
        (row, because(Some(closing), calendar, language))
    };
    let blocks = blocks.iter().map(block).collect();
    let page = ListPage { frame: Layout::new(&operator, Area::Inbox).await?, t, rows, blocks, remedies: remedies(t) };
    layout::page(StatusCode::OK, &page)
}

pub fn remedies(t: Texts) -> Vec<(&'static str, &'static str)> {
    let words = |remedy| match remedy {
        ForAll::Colleague => t.all_colleague(),
        ForAll::Nearest => t.all_nearest(),
        ForAll::Ask => t.all_ask(),
        ForAll::Cancel => t.all_cancel(),
        ForAll::Leave => t.all_leave(),
    };
    ForAll::ALL.into_iter().map(|remedy| (remedy.word(), words(remedy))).collect()
}

fn row(item: &Item, calendar: &Calendar, language: Language) -> Row {
    let (t, zone) = (Texts::of(language), calendar.shop.time_zone);
    let it = &item.visit.appointment;
    let soon = |at: Minute| dates::soon(at, zone, language);
    let others = item.colleagues.as_ref().map(|all| others(&item.visit, all, calendar));
    Row {
        line: AppointmentRow::of(&item.visit, calendar, language),
        because: because(item.because.as_ref(), calendar, language),
        asked: item.asked_at.map(|at| t.asked(soon(Minute::floor(at)))).unwrap_or_default(),
        same_time: others.filter(|names| !names.is_empty()).map(|names| t.same_time(names)).unwrap_or_default(),
        times: item.times.iter().map(|at| (at.to_rfc3339(zone), soon(*at))).collect(),
        can_ask: item.can_ask && item.asked_at.is_none(),
        search: if it.service.is_some() { format!("/planner/calendar/free?moving={}", it.key) } else { String::new() },
    }
}

/// The names of those who would take it and do not have it now.
fn others(visit: &AppointmentDetails, all: &[ResourceId], calendar: &Calendar) -> String {
    let new: Vec<ResourceId> = all.iter().filter(|id| !visit.resources.contains(id)).cloned().collect();
    calendar.resource_names(&new).join(", ")
}

/// "Anna Beispiel: Urlaub".
pub fn because(closing: Option<&Exception>, calendar: &Calendar, language: Language) -> String {
    let t = Texts::of(language);
    let Some(closing) = closing else { return t.other_hours().to_owned() };
    let resource = closing.resource.as_ref().and_then(|id| calendar.resource(id.as_str()));
    let is_person = resource.is_some_and(|one| one.kind == ResourceKind::Person);
    let whose = resource.map_or_else(|| t.whole_shop().to_owned(), |one| one.name.to_string());
    let note = closing.note.as_deref().and_then(|note| note.lines().next()).filter(|line| !line.is_empty());
    let why = match note {
        Some(note) => note.to_owned(),
        None if !closing.hours.is_empty() => t.other_hours().to_owned(),
        None if is_person => t.away().to_owned(),
        None => t.closed().to_owned(),
    };
    format!("{whose}: {why}")
}
