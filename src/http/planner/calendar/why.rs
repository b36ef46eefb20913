//! `GET /planner/calendar/why`: what can be done with a time that somebody pressed, and whether customers can book it, with
//! the reason where they cannot. `part=1` answers the inside alone, for the dialog that the script opens.

use super::view_state::way_back;
use crate::domain::wall_clock::read_start;
use crate::http::planner::prelude::*;
use crate::operations::calendar::why::{self, Answer};
use crate::operations::calendar::words::Texts;

#[derive(Template)]
#[template(path = "planner/calendar/why.html")]
struct WhyPage {
    frame: Layout,
    inside: Inside,
}

/// What the page and the dialog share.
#[derive(Template)]
#[template(path = "planner/calendar/why_inside.html")]
struct Inside {
    t: Texts,
    /// The heading's element: a page has a first one.
    heading: &'static str,
    title: String,
    new: String,
    block: String,
    answers: Vec<Answer>,
}

/// `GET /planner/calendar/why`
pub async fn show_why(operator: Operator, Asked(query): Asked) -> PageResult {
    let planning = operator.app.planning();
    let calendar = &planning.calendar;
    let at = read_start(query.text("at"), calendar).ok_or_else(ApiError::not_found)?;
    let resource = calendar.resource(query.text("resource"));
    let words = Words::new(operator.language, calendar);
    let resource_id = resource.map(|one| one.id.clone());
    let inside = Inside {
        t: words.t,
        heading: if query.has("part") { "h2" } else { "h1" },
        title: [resource.map(|one| one.name.to_string()), Some(words.moment(at))]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(", "),
        new: way(&query, at, calendar, ""),
        block: way(&query, at, calendar, "block"),
        answers: why::answers(&operator.app.store, &planning, at, resource_id, words).await?,
    };
    if query.has("part") {
        return layout::page(StatusCode::OK, &inside);
    }
    let frame = Layout::new(&operator, Area::Calendar).await?;
    layout::page(StatusCode::OK, &WhyPage { frame, inside })
}

/// The form of a new appointment then, or of blocked time.
fn way(query: &FormData, at: Minute, calendar: &Calendar, kind: &str) -> String {
    let start = at.to_rfc3339(calendar.shop.time_zone);
    let (resource, back) = (query.text("resource"), way_back(query.text("back")));
    let filled = [("kind", kind), ("start", &start), ("resource", resource), ("back", back)];
    url("/planner/appointments/new", &filled)
}
