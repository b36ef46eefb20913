//! `/planner/set-up/services`: what customers can book, ticked from examples or typed.

use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::domain::limits::MINUTES_AT_MOST;
use crate::http::planner::prelude::*;
use crate::operations::catalog::offer;
use crate::operations::set_up::examples::{self, Example, TRADES, Trade};
use crate::operations::set_up::services::{needs, of_kind, service};
use crate::operations::set_up::step::Step;

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
    /// What was ticked and typed.
    form: Form,
    /// Whether an appointment occupies a room, a person, or both.
    has_choice: bool,
    /// Whether there is anything that an appointment can occupy.
    has_resources: bool,
}

impl ServicesPage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(operator, Step::Services).await?;
        let calendar = operator.calendar();
        let (rooms, persons) = (of_kind(&calendar, ResourceKind::Room), of_kind(&calendar, ResourceKind::Person));
        Ok(Self {
            frame,
            t: guide.t,
            guide,
            present: calendar.services.iter().filter(|service| !service.archived).cloned().collect(),
            trades: &TRADES,
            likely: TRADES.iter().position(|trade| trade.is_likely(&calendar.shop.name)).unwrap_or_default(),
            form,
            has_choice: !rooms.is_empty() && !persons.is_empty(),
            has_resources: !rooms.is_empty() || !persons.is_empty(),
        })
    }

    fn is_ticked(&self, example: &Example) -> bool {
        self.form.is_chosen("example", example.word)
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

    fn rows(&self) -> usize {
        self.form.rows("name").max(ROWS)
    }

    /// The minutes of a row; a new one has the usual ones.
    fn minutes(&self, at: &usize) -> &str {
        Some(self.form.nth("minutes", at)).filter(|typed| !typed.is_empty()).unwrap_or(USUAL_MINUTES)
    }

    /// What is wrong with a row.
    fn wrong(&self, at: &usize) -> &str {
        let name = self.form.fault_nth("name", at);
        if name.is_empty() { self.form.fault_nth("minutes", at) } else { name }
    }

    /// Whether something was typed already.
    fn has_own(&self) -> bool {
        self.form.all("name").any(|name| !name.is_empty())
    }

    /// Whether a service of that name is there already.
    fn is_present(&self, example: &Example) -> bool {
        self.present.iter().any(|service| example.is_called(&service.texts.name))
    }
}

/// `GET /planner/set-up/services`
pub async fn show_services(operator: Owner) -> PageResult {
    let form = Form::new(operator.language).with("occupies", "both");
    layout::page(StatusCode::OK, &ServicesPage::new(&operator, form).await?)
}

/// `POST /planner/set-up/services`: all that is ticked or filled, or none of it.
pub async fn add_services(operator: Owner, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent, operator.language);
    let calendar = operator.calendar();
    let needs = needs(&calendar, form.value("occupies"));
    let ticked: Vec<&str> = form.all("example").collect();
    let mut new = examples::chosen(&ticked, &calendar, &needs);
    new.extend(form.read_rows("name", |form, at| read(form, at, &needs)));
    if !form.is_right() || (needs.is_empty() && !new.is_empty()) {
        let page = ServicesPage::new(&operator, form).await?;
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
    }
    offer::create_all(&operator.app.store, new, operator.user.id).await?;
    go_on(&operator.app, Step::Services).await
}

/// The service of a row.
fn read(form: &mut Form, at: usize, needs: &[Vec<ResourceId>]) -> Option<Service> {
    let name = form.read_nth("name", at, ShortName::parse);
    let minutes = form.read_nth("minutes", at, |text| limits::number(text, 1..=MINUTES_AT_MOST));
    Some(service(name?, minutes?, needs))
}
