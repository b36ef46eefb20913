//! `/planner/set-up/services`: what customers can book, ticked from examples or typed.

use super::examples::{self, Example, TRADES, Trade};
use super::step::Step;
use super::steps::{Guide, fault, go_on};
use super::texts::Texts;
use crate::domain::ids::{ResourceId, ServiceId};
use crate::domain::language::Audience;
use crate::domain::limits;
use crate::domain::limits::MINUTES_AT_MOST;
use crate::domain::shop::{Calendar, Language, ResourceKind, Service, ServiceTexts};
use crate::domain::values::ShortName;
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
const ROWS: usize = 3;
/// The duration offered in a row.
const USUAL_MINUTES: &str = "30";

#[derive(Template)]
#[template(path = "planner/set_up/services.html")]
struct ServicesPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    present: Vec<Service>,
    trades: &'static [Trade],
    /// The trade that is not folded, in the order of [`TRADES`].
    likely: usize,
    ticked: Vec<String>,
    rows: Vec<Row>,
    /// What an appointment occupies, where there is a choice.
    occupies: Option<String>,
    /// Whether there is anything that an appointment can occupy.
    has_resources: bool,
}

/// A row to fill.
#[derive(Clone)]
struct Row {
    name: String,
    minutes: String,
    wrong: String,
}

impl Row {
    fn empty() -> Self {
        Self { name: String::new(), minutes: USUAL_MINUTES.to_owned(), wrong: String::new() }
    }

    fn parsed(&mut self, t: Texts) -> Option<(String, u32)> {
        let name = ShortName::parse(&self.name);
        let minutes = limits::number(&self.minutes, 1..=MINUTES_AT_MOST);
        match (name, minutes) {
            (Ok(name), Ok(minutes)) => Some((name.into(), minutes)),
            (Err(problem), _) | (_, Err(problem)) => {
                self.wrong = problem.message(t.language());
                None
            }
        }
    }
}

impl ServicesPage {
    async fn new(app: &App, operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Services).await?;
        let calendar = app.planning().calendar.clone();
        let (rooms, persons) = (of_kind(&calendar, ResourceKind::Room), of_kind(&calendar, ResourceKind::Person));
        Ok(Self {
            frame,
            t: guide.t,
            guide,
            present: calendar.services.iter().filter(|service| !service.archived).cloned().collect(),
            trades: &TRADES,
            likely: TRADES.iter().position(|trade| trade.is_likely(&calendar.shop.name)).unwrap_or_default(),
            ticked: Vec::new(),
            rows: vec![Row::empty(); ROWS],
            occupies: (!rooms.is_empty() && !persons.is_empty()).then(|| "both".to_owned()),
            has_resources: !rooms.is_empty() || !persons.is_empty(),
        })
    }

    fn is_ticked(&self, example: &Example) -> bool {
        self.ticked.iter().any(|word| word == example.word)
    }

    /// Whether a trade is shown at once: the likely one, and where something was ticked before.
    fn is_open(&self, trade: &Trade, place: &usize) -> bool {
        *place == self.likely || trade.services.iter().any(|example| self.is_ticked(example))
    }

    /// Whether a trade has a service that is not there yet.
    fn is_missing(&self, trade: &Trade) -> bool {
        trade.services.iter().any(|example| !self.is_present(example))
    }

    /// Whether it is the one to begin with.
    fn is_first(&self, example: &Example) -> bool {
        let first = self.trades[self.likely].services.iter().find(|example| !self.is_present(example));
        first.is_some_and(|first| first.word == example.word)
    }

    /// Whether something was typed already.
    fn has_own(&self) -> bool {
        self.rows.iter().any(|row| !row.name.is_empty())
    }

    /// Whether a service of that name is there already.
    fn is_present(&self, example: &Example) -> bool {
        self.present.iter().any(|service| example.is_called(&service.texts.name))
    }
}

/// The resources of a kind that online booking may use.
fn of_kind(calendar: &Calendar, kind: ResourceKind) -> Vec<ResourceId> {
    let usable = calendar.resources.iter().filter(|resource| !resource.archived && resource.online);
    usable.filter(|resource| resource.kind == kind).map(|resource| resource.id.clone()).collect()
}

/// What an appointment occupies: any room and any person, or one of them only.
fn needs(calendar: &Calendar, occupies: &str) -> Vec<Vec<ResourceId>> {
    let (rooms, persons) = (of_kind(calendar, ResourceKind::Room), of_kind(calendar, ResourceKind::Person));
    let both = !rooms.is_empty() && !persons.is_empty();
    match occupies {
        "room" if both => vec![rooms],
        "person" if both => vec![persons],
        _ => [rooms, persons].into_iter().filter(|need| !need.is_empty()).collect(),
    }
}

/// `GET /planner/set-up/services`
pub async fn show_services(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &ServicesPage::new(&app, &operator).await?)
}

/// `POST /planner/set-up/services`: all that is ticked or filled, or none of it.
pub async fn add_services(
    State(app): State<App>,
    Owner(operator): Owner,
    form: FormData,
) -> Result<Response, PageError> {
    let t = Texts::of(operator.language);
    let calendar = app.planning().calendar.clone();
    let needs = needs(&calendar, form.text("occupies"));
    let mut rows: Vec<Row> = form
        .all("name")
        .zip(form.all("minutes"))
        .take(100)
        .map(|(name, minutes)| Row { name: name.trim().into(), minutes: minutes.trim().into(), wrong: String::new() })
        .collect();
    let ticked: Vec<String> = form.all("example").map(str::to_owned).collect();
    let chosen = examples::all().filter(|example| ticked.iter().any(|word| word == example.word));
    let mut new: Vec<Service> = chosen.map(|example| from_example(example, &calendar, &needs)).collect();
    for row in rows.iter_mut().filter(|row| !row.name.is_empty()) {
        new.extend(row.parsed(t).map(|(name, minutes)| service(name, minutes, &needs)));
    }
    if rows.iter().any(|row| !row.wrong.is_empty()) || (needs.is_empty() && !new.is_empty()) {
        let page = ServicesPage::new(&app, &operator).await?;
        let occupies = page.occupies.as_ref().map(|_| form.text("occupies").to_owned());
        let page = ServicesPage { rows, ticked, occupies, ..page };
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    offer::create_all(&app.store, new, operator.user.id).await.map_err(fault)?;
    go_on(&app, Step::Services).await
}

fn service(name: String, minutes: u32, needs: &[Vec<ResourceId>]) -> Service {
    // The id follows from the name.
    Service {
        texts: ServiceTexts { name, ..ServiceTexts::default() },
        duration_minutes: minutes,
        needs: needs.to_vec(),
        ..Service::new(ServiceId::from(""))
    }
}

fn from_example(example: &Example, calendar: &Calendar, needs: &[Vec<ResourceId>]) -> Service {
    let own = calendar.shop.language;
    let others = Language::all().filter(move |language| *language != own && language.audience() == Audience::Everybody);
    let named = |language| ServiceTexts { name: example.name_in(&language).to_owned(), ..ServiceTexts::default() };
    Service {
        translations: others.map(|language| (language, named(language))).collect(),
        ..service(example.name_in(&own).to_owned(), example.minutes, needs)
    }
}
