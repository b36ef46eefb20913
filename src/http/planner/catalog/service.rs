//! `/planner/services/form`: a service, new or known, with a look at the week it would be offered in.

use super::hint::{self, Hint};
use super::needs::NeedRows;
use super::service_form::{self, other_language};
use super::{Texts, saved, sentence, still_booked};
use crate::http::pages::week::Week;
use crate::http::planner::prelude::*;
use crate::http::planner::{confirm_page, preview};
use crate::operations::catalog::offer::{self, Item};
use crate::operations::catalog::{Error, Refusal};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "planner/offer/service.html")]
struct ServicePage {
    frame: Layout,
    t: Texts,
    services: bool,
    form: Form,
    needs: NeedRows,
    archived: bool,
    used: bool,
    in_other_language: String,
    rows: Vec<NeedRow>,
    /// Whether rows can be taken away.
    removable: bool,
    /// A row that mixes rooms and persons: its place, and what stands in it.
    mixed: Option<(usize, String)>,
    /// "Empty: as the shop has it (60)."
    lead_time_hint: String,
    horizon_hint: String,
    preview: Option<Week>,
    /// What keeps it from ever being offered as it is looked at.
    preview_hint: Option<Hint>,
    /// Who is never given, though others are.
    some_hint: Option<Hint>,
}

/// A need as a row of alternatives.
struct NeedRow {
    /// "Ein Raum aus:"
    legend: &'static str,
    error: String,
    resources: Vec<NeedLine>,
}

struct NeedLine {
    id: String,
    name: String,
    ticked: bool,
}

impl ServicePage {
    async fn new(operator: &Operator, form: Form, needs: NeedRows) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Offer).await?;
        let t = Texts::of(frame.language);
        let calendar = operator.calendar();
        let known = calendar.service(form.value("id"));
        let used =
            known.is_some() && offer::is_used::<Service>(&operator.app.store, form.value("id").to_owned()).await?;
        Ok(Self {
            t,
            services: true,
            archived: known.is_some_and(|service| service.archived),
            used,
            in_other_language: t.translation(own_name(other_language(&calendar))),
            rows: Vec::new(),
            removable: needs.are_many(&calendar),
            mixed: None,
            lead_time_hint: format!("{} {} ({}).", t.lead_time_hint(), t.as_shop(), calendar.shop.lead_time_hours),
            horizon_hint: format!("{} ({}).", t.as_shop(), calendar.shop.horizon_days),
            preview: None,
            preview_hint: None,
            some_hint: None,
            frame,
            form,
            needs,
        })
    }

    fn answer(mut self, calendar: &Calendar) -> PageResult {
        let line = |(id, ticked): &(String, bool)| NeedLine {
            id: id.clone(),
            name: calendar.resource_name(id),
            ticked: *ticked,
        };
        let legend = |row: &[(String, bool)]| match NeedRows::kind_of_row(row, calendar) {
            Some(ResourceKind::Room) => self.t.need_room(),
            Some(ResourceKind::Person) => self.t.need_person(),
            None => self.t.need_any(),
        };
        let rows = self.needs.0.iter().enumerate().map(|(at, row)| NeedRow {
            legend: legend(row),
            error: self.form.fault(&format!("needs-{at}")).to_owned(),
            resources: row.iter().map(line).collect(),
        });
        self.rows = rows.collect();
        let asks = self.mixed.is_some();
        layout::page(if asks { StatusCode::UNPROCESSABLE_ENTITY } else { self.form.status() }, &self)
    }

    fn with_preview(mut self, app: &App, calendar: &Arc<Calendar>, service: Service, week: &str) -> PageResult {
        let (today, language) = (today(app.clock.now(), calendar.shop.time_zone), self.frame.language);
        self.preview_hint = hint::of_service(&service, calendar, today, language);
        self.some_hint = hint::of_some(&service, calendar, today, language);
        self.preview = look(app, calendar, service, week, language);
        self.answer(calendar)
    }

    /// Whether a part that is mostly left alone stands open: something in it is set, or wrong.
    fn opens(&self, part: &str) -> bool {
        let fields: &[&str] = match part {
            "buffers" => &["buffer_before_minutes", "buffer_after_minutes"],
            "terms" => &["lead_time_hours", "horizon_days", "daily_limit"],
            "step" => &["step_minutes"],
            "group" => &["group"],
            "other" => &["other_name", "other_group", "other_description"],
            "color" => &["color"],
            _ => &[],
        };
        service_form::says(&self.form, part) || fields.iter().any(|field| !self.form.fault(field).is_empty())
    }

    /// Whether the present state may be opened instead of what was typed.
    fn is_stale(&self) -> bool {
        self.form.notice() == Some(sentence(&Refusal::Stale, self.t))
    }
}

/// `GET /planner/services/form`: the one of that `id`, or a new one.
pub async fn show_service(operator: Owner, Asked(query): Asked) -> PageResult {
    let (calendar, language) = (operator.calendar(), operator.language);
    let (form, needs) = match calendar.service(query.text("id")) {
        Some(service) => (service_form::of(service, &calendar, language), NeedRows::of(&service.needs, &calendar)),
        None if !query.has("id") => (service_form::new(language), NeedRows::of(&[], &calendar)),
        None => return Ok(operator.not_done("/planner/services", Texts::of(language).stale_list())),
    };
    ServicePage::new(&operator, form, needs).await?.answer(&calendar)
}

/// `POST /planner/services/form`
pub async fn save_service(operator: Owner, sent: FormData) -> PageResult {
    let calendar = operator.calendar();
    let mut form = Form::sent(sent.clone(), operator.language);
    let mut needs = NeedRows::read(&form, &calendar);
    if needs.rearrange(sent.text("act"), &calendar) || sent.has("edit") {
        return ServicePage::new(&operator, form, needs).await?.answer(&calendar);
    }
    let before = calendar.service(sent.text("id"));
    let service = service_form::read(&mut form, &needs, before, &calendar);
    let mixed = needs.newly_mixed(before, &calendar, operator.language).filter(|_| !sent.has("mixed"));
    let page = ServicePage::new(&operator, form, needs).await?;
    let Some(service) = service else { return page.answer(&calendar) };
    if sent.has("preview") || sent.has("week") {
        return page.with_preview(&operator.app, &calendar, service, sent.text("week"));
    }
    if mixed.is_some() {
        return ServicePage { mixed, ..page }.answer(&calendar);
    }
    save(&operator, service, &sent, page).await
}

async fn save(operator: &Operator, service: Service, sent: &FormData, mut page: ServicePage) -> PageResult {
    let (id, by) = (sent.text("id").to_owned(), operator.user.id);
    let outcome = if id.is_empty() {
        offer::create(&operator.app.store, service, by).await
    } else {
        offer::change(&operator.app.store, service, sent.text("confirmed").to_owned(), by).await.map(|()| id)
    };
    match outcome {
        Ok(id) => Ok(saved::<Service>(operator, &id)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::StillBooked(left))) => {
            let question = still_booked(page.frame.language, true, "/planner/services/form", None);
            confirm_page::ask(operator, question, sent, &left).await
        }
        Err(Error::Refused(refusal)) => {
            page.form.object(sentence(&refusal, page.t));
            page.answer(&operator.app.planning().calendar)
        }
    }
}

/// The week that the service would be offered in, in the place of the one that is there.
fn look(app: &App, calendar: &Arc<Calendar>, mut service: Service, from: &str, language: Language) -> Option<Week> {
    let mut calendar = calendar.as_ref().clone();
    if service.id.as_str().is_empty() {
        service.set_id(&offer::id_for::<Service>(&service.texts.name, &calendar));
    }
    let id = service.id.to_string();
    calendar.services.retain(|known| known.id != service.id);
    calendar.services.push(service);
    preview::week(app, calendar, &id, from, language)
}
