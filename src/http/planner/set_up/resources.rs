//! `/planner/set-up/resources`: which rooms and persons appointments occupy.

use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::http::planner::prelude::*;
use crate::operations::catalog::offer;
use crate::operations::set_up::step::Step;

/// How many rows there are to fill.
const ROWS: usize = 4;

#[derive(Template)]
#[template(path = "planner/set_up/resources.html")]
struct ResourcesPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    /// What there is already.
    present: Vec<Resource>,
    form: Form,
}

impl ResourcesPage {
    async fn new(operator: &Operator, form: Option<Form>) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(operator, Step::Resources).await?;
        let present: Vec<_> =
            operator.app.planning().calendar.resources.iter().filter(|resource| !resource.archived).cloned().collect();
        let first = Some(guide.t.first_room()).filter(|_| present.is_empty());
        let form = form.unwrap_or_else(|| Form::new(operator.language).with_some("name", first));
        Ok(Self { frame, t: guide.t, guide, present, form })
    }

    fn rows(&self) -> usize {
        self.form.rows("name").max(ROWS)
    }

    /// The row to begin with: the first with which something is wrong, else the first of all.
    fn focus(&self) -> usize {
        (0..self.rows()).find(|at| !self.form.fault_nth("name", at).is_empty()).unwrap_or_default()
    }
}

/// `GET /planner/set-up/resources`
pub async fn show_resources(operator: Owner) -> PageResult {
    layout::page(StatusCode::OK, &ResourcesPage::new(&operator, None).await?)
}

/// `POST /planner/set-up/resources`: all rows that are filled, or none of them.
pub async fn add_resources(operator: Owner, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent, operator.language);
    let new = form.read_rows("name", read);
    if !form.is_right() {
        let page = ResourcesPage::new(&operator, Some(form)).await?;
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    offer::create_all(&operator.app.store, new, operator.user.id).await?;
    go_on(&operator.app, Step::Resources).await
}

/// The room or person of a row. Its id follows from the name.
fn read(form: &mut Form, at: usize) -> Option<Resource> {
    let name = form.read_nth("name", at, ShortName::parse)?;
    let kind = ResourceKind::from_word(form.nth("kind", &at)).unwrap_or(ResourceKind::Room);
    Some(Resource { name, kind, ..Resource::new(ResourceId::from("")) })
}
