//! `/planner/set-up/finish`: the tag to paste, how it looks, and where it was seen.

use super::steps::Guide;
use super::texts::Texts;
use crate::domain::widget_tag::{Tag, TagQuery};
use crate::http::planner::prelude::*;
use crate::http::planner::seen::{self, Seen};
use crate::operations::set_up;
use crate::operations::set_up::step::Step;

#[derive(Template)]
#[template(path = "planner/set_up/finish.html")]
struct FinishPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    code: String,
    link: String,
    /// Whether there is something to book.
    bookable: bool,
    /// The first step that is missing for it.
    missing: String,
    seen: Vec<Seen>,
}

/// `GET /planner/set-up/finish`
pub async fn show_finish(operator: Owner) -> PageResult {
    let (frame, guide) = Guide::new(&operator, Step::Finish).await?;
    let (t, calendar) = (guide.t, operator.calendar());
    let public_url = &operator.app.settings.public_url;
    let page = FinishPage {
        code: Tag::checked(&TagQuery::default(), &calendar).code(public_url, t.book_online()),
        link: format!("{public_url}/"),
        bookable: calendar.can_be_booked(),
        missing: super::missing_step(&calendar),
        seen: seen::list(&operator.app, operator.language).await?,
        frame,
        t,
        guide,
    };
    layout::page(StatusCode::OK, &page)
}

/// `POST /planner/set-up/finish`
pub async fn finish(operator: Owner) -> PageResult {
    set_up::finish(&operator.app.store, Step::Finish.word()).await?;
    Ok(Redirect::to("/planner").into_response())
}
