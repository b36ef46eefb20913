//! `/planner/services/form`: a service, new or known, with a look at the week it would be offered in.

use super::hint;
use super::hint::Hint;
use super::needs::NeedRows;
use super::service_form::{ServiceForm, other_language};
use super::texts::Texts;
use super::{OfferQuery, done, saved_at, sentence, still_booked};
use crate::domain::shop::{Calendar, Language, ResourceKind, Service};
use crate::domain::time::today;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::pages::week::Week;
use crate::http::planner::auth::Owner;
use crate::http::planner::confirm_page;
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::Errors;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::preview;
use crate::http::state::App;
use crate::i18n::own_name;
use crate::operations::catalog::offer;
use crate::operations::catalog::offer::Item;
use crate::operations::catalog::{Error, Refusal};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

#[derive(Template)]
#[template(path = "planner/offer/service.html")]
struct ServicePage {
    frame: Layout,
    t: Texts,
    services: bool,
    form: ServiceForm,
    errors: Errors,
    refused: Option<&'static str>,
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
    async fn new(app: &App, owner: &Owner, form: ServiceForm) -> Result<Self, PageError> {
        let frame = Layout::new(app, &owner.0, Area::Offer).await?;
        let t = Texts::of(frame.language);
        let calendar = app.planning().calendar.clone();
        let known = calendar.service(&form.id);
        let (id, for_use) = (form.id.clone(), calendar.clone());
        let used = known.is_some() && app.store.read(move |conn| Service::is_used(&id, conn, &for_use)).await?;
        Ok(Self {
            t,
            services: true,
            errors: Errors::default(),
            refused: None,
            archived: known.is_some_and(|service| service.archived),
            used,
            in_other_language: t.translation(own_name(other_language(&calendar))),
            rows: Vec::new(),
            removable: form.needs.are_many(&calendar),
            mixed: None,
            lead_time_hint: format!("{} {} ({}).", t.lead_time_hint(), t.as_shop(), calendar.shop.lead_time_hours),
            horizon_hint: format!("{} ({}).", t.as_shop(), calendar.shop.horizon_days),
            preview: None,
            preview_hint: None,
            some_hint: None,
            frame,
            form,
        })
    }

    fn answer(mut self, status: StatusCode, calendar: &Calendar) -> Result<Response, PageError> {
        let line = |(id, ticked): &(String, bool)| NeedLine {
            id: id.clone(),
            name: calendar.resource(id).map_or_else(|| id.clone(), |resource| resource.name.clone()),
            ticked: *ticked,
        };
        let legend = |row: &[(String, bool)]| match NeedRows::kind_of_row(row, calendar) {
            Some(ResourceKind::Room) => self.t.need_room(),
            Some(ResourceKind::Person) => self.t.need_person(),
            None => self.t.need_any(),
        };
        let rows = self.form.needs.0.iter().enumerate().map(|(at, row)| NeedRow {
            legend: legend(row),
            error: self.errors.of(&format!("needs-{at}")).to_owned(),
            resources: row.iter().map(line).collect(),
        });
        self.rows = rows.collect();
        layout::page(status, &self)
    }

    fn refuse(mut self, sentence: &'static str, errors: Errors, calendar: &Calendar) -> Result<Response, PageError> {
        (self.refused, self.errors) = (Some(sentence), errors);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY, calendar)
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
        self.form.says(part) || fields.iter().any(|field| !self.errors.of(field).is_empty())
    }

    /// Whether the present state may be opened instead of what was typed.
    fn is_stale(&self) -> bool {
        self.refused == Some(sentence(&Refusal::Stale, self.t)) && !self.form.id.is_empty()
    }
}

/// `GET /planner/services/form`: the one of that `id`, or a new one.
pub async fn show_service(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<OfferQuery>,
) -> Result<Response, PageError> {
    let calendar = app.planning().calendar.clone();
    let form = match calendar.service(&query.id) {
        Some(service) => ServiceForm::of(service, &calendar),
        None if query.id.is_empty() => ServiceForm::new(&calendar),
        None => return Ok(Redirect::to("/planner/services?done=stale").into_response()),
    };
    let mut page = ServicePage::new(&app, &owner, form).await?;
    page.frame = page.frame.with_done(done(&query.done, page.t));
    page.answer(StatusCode::OK, &calendar)
}

/// `POST /planner/services/form`
pub async fn save_service(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let calendar = app.planning().calendar.clone();
    let mut typed = ServiceForm::read(&form, &calendar);
    let rearranged = typed.needs.rearrange(form.text("act"), &calendar);
    let mut page = ServicePage::new(&app, &owner, typed.clone()).await?;
    if rearranged || form.has("edit") {
        return page.answer(StatusCode::OK, &calendar);
    }
    let before = calendar.service(&typed.id);
    let service = match typed.parse(before, &calendar, page.frame.language) {
        Ok(service) => service,
        Err(errors) => {
            let sentence = page.t.please_correct();
            return page.refuse(sentence, errors, &calendar);
        }
    };
    if form.has("preview") || form.has("week") {
        let (today, language) = (today(app.clock.now(), calendar.shop.time_zone), page.frame.language);
        page.preview_hint = hint::of_service(&service, &calendar, today, language);
        page.some_hint = hint::of_some(&service, &calendar, today, language);
        page.preview = look(&app, &calendar, service, form.text("week"), language);
        return page.answer(StatusCode::OK, &calendar);
    }
    page.mixed = typed.needs.newly_mixed(before, &calendar, page.frame.language).filter(|_| !form.has("mixed"));
    if page.mixed.is_some() {
        return page.answer(StatusCode::UNPROCESSABLE_ENTITY, &calendar);
    }
    let by = owner.0.user.id;
    let saved = if typed.id.is_empty() {
        offer::create(&app.store, service, by).await
    } else {
        let changed = offer::change(&app.store, service, typed.version, form.text("confirmed").into(), by).await;
        changed.map(|()| typed.id)
    };
    match saved {
        Ok(id) => Ok(saved_at::<Service>(&id)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(Refusal::StillBooked(left))) => {
            let question = still_booked(page.frame.language, true, "/planner/services/form", None);
            confirm_page::ask(&app, &owner.0, question, &form, &left).await
        }
        Err(Error::Refused(refusal)) => {
            let sentence = sentence(&refusal, page.t);
            page.refuse(sentence, Errors::default(), &calendar)
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
