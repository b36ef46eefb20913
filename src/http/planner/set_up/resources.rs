//! `/planner/set-up/resources`: which rooms and persons appointments occupy.

use super::step::Step;
use super::steps::{Guide, fault, go_on};
use super::texts::Texts;
use crate::domain::ids::ResourceId;
use crate::domain::shop::{Resource, ResourceKind};
use crate::domain::values::ShortName;
use crate::http::assets::asset_url;
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner};
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::operations::catalog::offer;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

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
    rows: Vec<Row>,
    /// The row to begin with, counted from 0.
    focus: usize,
    script: String,
}

/// A row to fill.
#[derive(Clone, Default)]
struct Row {
    name: String,
    is_person: bool,
    wrong: String,
}

impl ResourcesPage {
    async fn new(app: &App, operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Resources).await?;
        let present: Vec<_> =
            app.planning().calendar.resources.iter().filter(|resource| !resource.archived).cloned().collect();
        let mut rows = vec![Row::default(); ROWS];
        if present.is_empty() {
            guide.t.first_room().clone_into(&mut rows[0].name);
        }
        Ok(Self { frame, t: guide.t, guide, present, rows, focus: 0, script: asset_url("planner-set-up.js") })
    }
}

/// `GET /planner/set-up/resources`
pub async fn show_resources(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &ResourcesPage::new(&app, &operator).await?)
}

/// `POST /planner/set-up/resources`: all rows that are filled, or none of them.
pub async fn add_resources(
    State(app): State<App>,
    Owner(operator): Owner,
    form: FormData,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let typed = form.all("name").zip(form.all("kind"));
    let mut rows: Vec<Row> = typed
        .take(100)
        .map(|(name, kind)| Row { name: name.trim().to_owned(), is_person: kind == "person", wrong: String::new() })
        .collect();
    let mut new = Vec::new();
    for row in rows.iter_mut().filter(|row| !row.name.is_empty()) {
        match ShortName::parse(&row.name) {
            Ok(name) => new.push(resource(name.into(), row.is_person)),
            Err(problem) => row.wrong = problem.message(t.language()),
        }
    }
    if let Some(focus) = rows.iter().position(|row| !row.wrong.is_empty()) {
        rows.resize(rows.len().max(ROWS), Row::default());
        let page = ResourcesPage::new(&app, &operator).await?;
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &ResourcesPage { rows, focus, ..page });
    }
    offer::create_all(&app.store, new, operator.user.id).await.map_err(fault)?;
    go_on(&app, Step::Resources).await
}

fn resource(name: String, is_person: bool) -> Resource {
    let kind = if is_person { ResourceKind::Person } else { ResourceKind::Room };
    // The id follows from the name.
    Resource { name, kind, ..Resource::new(ResourceId::from("")) }
}
