//! `/planner/resources/form`: a room or a person, new or known.

use super::hint;
use super::hint::Hint;
use super::place::{PlaceChoices, PlaceForm};
use super::texts::Texts;
use super::{OfferQuery, done, saved_at, sentence};
use crate::domain::ids::ResourceId;
use crate::domain::limits;
use crate::domain::limits::MINUTES_AT_MOST;
use crate::domain::shop::{Language, Resource, ResourceKind};
use crate::domain::time::today;
use crate::domain::values::ShortName;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::pages::week::Week;
use crate::http::planner::auth::Owner;
use crate::http::planner::form_data::FormData;
use crate::http::planner::form_reader::{Errors, FormReader};
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::planner::preview;
use crate::http::state::App;
use crate::operations::catalog::offer;
use crate::operations::catalog::offer::Item;
use crate::operations::catalog::{Error, Refusal, create_resource, version_of};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::NaiveDate;

/// The fields, as they are typed.
#[derive(Clone, Default)]
struct ResourceForm {
    id: String,
    version: String,
    name: String,
    person: bool,
    online: bool,
    step_minutes: String,
    gap_step_minutes: String,
    place: PlaceForm,
}

#[derive(Template)]
#[template(path = "planner/offer/resource.html")]
struct ResourcePage {
    frame: Layout,
    t: Texts,
    /// The list that the page belongs to is not that of services.
    services: bool,
    form: ResourceForm,
    errors: Errors,
    refused: Option<&'static str>,
    archived: bool,
    used: bool,
    /// What keeps it from being booked, though it is switched on.
    hint: Option<Hint>,
    place: PlaceChoices,
    today: NaiveDate,
    /// What keeps the service that is looked at from being offered.
    preview_hint: Option<Hint>,
    /// The services that can be looked at, and which one is.
    previewed: Vec<(String, String, bool)>,
    preview: Option<Week>,
}

impl ResourceForm {
    fn of(resource: &Resource) -> Self {
        Self {
            id: resource.id.to_string(),
            version: version_of(resource),
            name: resource.name.clone(),
            person: resource.kind == ResourceKind::Person,
            online: resource.online,
            step_minutes: resource.step_minutes.to_string(),
            gap_step_minutes: resource.gap_step_minutes.map(|step| step.to_string()).unwrap_or_default(),
            place: PlaceForm::default(),
        }
    }

    fn read(form: &FormData) -> Self {
        let text = |name: &str| form.text(name).to_owned();
        Self {
            id: text("id"),
            version: text("version"),
            name: text("name"),
            person: form.text("kind") == ResourceKind::Person.word(),
            online: form.has("online"),
            step_minutes: text("step_minutes"),
            gap_step_minutes: text("gap_step_minutes"),
            place: PlaceForm::read(form),
        }
    }

    fn parse(&self, language: Language) -> Result<Resource, Errors> {
        let mut reader = FormReader::new(language);
        let minutes = |text: &str| limits::number(text, 1..=MINUTES_AT_MOST);
        let mut resource = Resource::new(ResourceId::from(self.id.as_str()));
        resource.name = reader.take("name", ShortName::parse(&self.name)).map(String::from).unwrap_or_default();
        resource.kind = if self.person { ResourceKind::Person } else { ResourceKind::Room };
        resource.online = self.online;
        resource.step_minutes = reader.take("step_minutes", minutes(&self.step_minutes)).unwrap_or(1);
        resource.gap_step_minutes = reader.take_optional("gap_step_minutes", &self.gap_step_minutes, minutes);
        if reader.errors.is_empty() { Ok(resource) } else { Err(reader.errors) }
    }
}

impl ResourcePage {
    async fn new(app: &App, owner: &Owner, form: ResourceForm) -> Result<Self, PageError> {
        let frame = Layout::new(app, &owner.0, Area::Offer).await?;
        let calendar = app.planning().calendar.clone();
        let known = calendar.resource(&form.id);
        let needing = calendar
            .bookable_services()
            .filter(|service| service.needs.iter().flatten().any(|id| id.as_str() == form.id));
        let (id, for_use) = (form.id.clone(), calendar.clone());
        let used = known.is_some() && app.store.read(move |conn| Resource::is_used(&id, conn, &for_use)).await?;
        let (today, language) = (today(app.clock.now(), calendar.shop.time_zone), frame.language);
        Ok(Self {
            t: Texts::of(language),
            services: false,
            errors: Errors::default(),
            refused: None,
            archived: known.is_some_and(|resource| resource.archived),
            used,
            hint: known.and_then(|resource| hint::of_resource(resource, &calendar, today, language)),
            place: form.place.choices(&calendar, today, language),
            today,
            preview_hint: None,
            previewed: needing.map(|one| (one.id.to_string(), one.texts_in(frame.language).name, false)).collect(),
            preview: None,
            frame,
            form,
        })
    }

    fn answer(&self, status: StatusCode) -> Result<Response, PageError> {
        layout::page(status, self)
    }

    fn refuse(mut self, sentence: &'static str, errors: Errors) -> Result<Response, PageError> {
        (self.refused, self.errors) = (Some(sentence), errors);
        self.answer(StatusCode::UNPROCESSABLE_ENTITY)
    }

    fn with_preview(mut self, app: &App, resource: Resource, form: &FormData) -> Result<Response, PageError> {
        let mut calendar = app.planning().calendar.as_ref().clone();
        for known in calendar.resources.iter_mut().filter(|known| known.id == resource.id) {
            *known = Resource { archived: known.archived, ..resource.clone() };
        }
        let at = self.previewed.iter().position(|(id, ..)| *id == form.text("service")).unwrap_or(0);
        if let Some((id, _, chosen)) = self.previewed.get_mut(at) {
            *chosen = true;
            let (today, language) = (self.today, self.frame.language);
            let service = calendar.service(id);
            self.preview_hint = service.and_then(|service| hint::of_service(service, &calendar, today, language));
            self.preview = preview::week(app, calendar, id, form.text("week"), language);
        }
        self.answer(StatusCode::OK)
    }
}

/// `GET /planner/resources/form`: the one of that `id`, or a new one.
pub async fn show_resource(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<OfferQuery>,
) -> Result<Response, PageError> {
    let calendar = app.planning().calendar.clone();
    let form = if query.id.is_empty() {
        let place = PlaceForm::new(&calendar, today(app.clock.now(), calendar.shop.time_zone));
        ResourceForm { online: true, step_minutes: "30".into(), place, ..ResourceForm::default() }
    } else {
        match calendar.resource(&query.id) {
            Some(resource) => ResourceForm::of(resource),
            None => return Ok(Redirect::to("/planner/resources?done=stale").into_response()),
        }
    };
    let mut page = ResourcePage::new(&app, &owner, form).await?;
    page.frame = page.frame.with_done(done(&query.done, page.t));
    page.answer(StatusCode::OK)
}

/// `POST /planner/resources/form`
pub async fn save_resource(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let typed = ResourceForm::read(&form);
    let page = ResourcePage::new(&app, &owner, typed.clone()).await?;
    let resource = match typed.parse(page.frame.language) {
        Ok(resource) => resource,
        Err(errors) => {
            let sentence = page.t.please_correct();
            return page.refuse(sentence, errors);
        }
    };
    if form.has("preview") || form.has("week") {
        return page.with_preview(&app, resource, &form);
    }
    let by = owner.0.user.id;
    let saved = if typed.id.is_empty() {
        let place = typed.place.place(resource.kind);
        create_resource::create(&app.store, resource, place, by).await
    } else {
        offer::change(&app.store, resource, typed.version, String::new(), by).await.map(|()| typed.id)
    };
    match saved {
        Ok(id) => Ok(saved_at::<Resource>(&id)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(refusal)) => {
            let sentence = sentence(&refusal, page.t);
            page.refuse(sentence, Errors::default())
        }
    }
}

impl ResourcePage {
    /// Whether the present state may be opened instead of what was typed.
    fn is_stale(&self) -> bool {
        self.refused == Some(sentence(&Refusal::Stale, self.t)) && !self.form.id.is_empty()
    }
}
