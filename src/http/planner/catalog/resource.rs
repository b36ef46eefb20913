//! `/planner/resources/form`: a room or a person, new or known.

use super::hint::{self, Hint};
use super::place::{self, PlaceChoices};
use super::{Texts, saved, sentence};
use crate::domain::limits::MINUTES_AT_MOST;
use crate::http::pages::week::Week;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::http::planner::preview;
use crate::operations::catalog::{Error, Refusal, create_resource, offer};

#[derive(Template)]
#[template(path = "planner/offer/resource.html")]
struct ResourcePage {
    frame: Layout,
    t: Texts,
    /// The list that the page belongs to is not that of services.
    services: bool,
    form: Form,
    archived: bool,
    used: bool,
    /// Why its deletion cannot be taken back: calendars are connected with it; empty where it can.
    final_hint: &'static str,
    /// What keeps it from being booked, though it is switched on.
    hint: Option<Hint>,
    place: PlaceChoices,
    today: NaiveDate,
    /// What keeps the service that is looked at from being offered.
    preview_hint: Option<Hint>,
    /// The services that can be looked at.
    previewed: Vec<Choice>,
    preview: Option<Week>,
}

/// The form of a new one.
fn new_form(language: Language) -> Form {
    Form::new(language).with("kind", ResourceKind::Room.word()).with_tick("online", true).with("step_minutes", 30)
}

/// The form of one that is there.
fn form_of(resource: &Resource, language: Language) -> Form {
    Form::new(language)
        .with("id", &resource.id)
        .with("revision", resource.revision)
        .with("name", &resource.name)
        .with("kind", resource.kind.word())
        .with_tick("online", resource.online)
        .with("step_minutes", resource.step_minutes)
        .with_some("gap_step_minutes", resource.gap_step_minutes)
        .with_some("video_url", resource.video_url.as_ref())
}

/// The room or person, or all that is wrong.
fn read(form: &mut Form, calendar: &Calendar) -> Option<Resource> {
    let minutes = |text: &str| limits::number(text, 1..=MINUTES_AT_MOST);
    let before = calendar.resource(form.value("id"));
    let mut resource = Resource::new(ResourceId::from(form.value("id")));
    resource.revision = form.value("revision").parse().unwrap_or_default();
    resource.name = form.read_required_over("name", before.map(|before| &before.name)).unwrap_or_default();
    resource.kind = ResourceKind::from_word(form.value("kind")).unwrap_or(ResourceKind::Room);
    resource.online = form.has("online");
    resource.step_minutes = form.read("step_minutes", minutes).unwrap_or(1);
    resource.gap_step_minutes = form.read_optional("gap_step_minutes", minutes);
    resource.video_url = form.read_over("video_url", before.and_then(|before| before.video_url.as_ref()));
    form.is_right().then_some(resource)
}

impl ResourcePage {
    async fn new(operator: &Operator, form: Form) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Offer).await?;
        let calendar = operator.calendar();
        let known = calendar.resource(form.value("id"));
        let needing = calendar
            .bookable_services()
            .filter(|service| service.needs.iter().flatten().any(|id| id.as_str() == form.value("id")));
        let (store, id) = (&operator.app.store, form.value("id").to_owned());
        let used = known.is_some() && offer::is_used::<Resource>(store, id.clone()).await?;
        let has_calendars = known.is_some() && !offer::is_restorable::<Resource>(store, id).await?;
        let (today, language) = (operator.today(), frame.language);
        Ok(Self {
            t: Texts::of(language),
            services: false,
            archived: known.is_some_and(|resource| resource.archived),
            used,
            final_hint: if has_calendars { Texts::of(language).deletes_calendars() } else { "" },
            hint: known.and_then(|resource| hint::of_resource(resource, &calendar, today, language)),
            place: place::choices(&calendar, today, language),
            today,
            preview_hint: None,
            previewed: needing.map(|one| choices::service(one, language)).collect(),
            preview: None,
            frame,
            form,
        })
    }

    fn answer(&self) -> PageResult {
        layout::page(self.form.status(), self)
    }

    fn with_preview(mut self, app: &App, resource: Resource, form: &FormData) -> PageResult {
        let mut calendar = app.planning().calendar.as_ref().clone();
        for known in calendar.resources.iter_mut().filter(|known| known.id == resource.id) {
            *known = Resource { archived: known.archived, ..resource.clone() };
        }
        let at = self.previewed.iter().position(|(id, _)| *id == form.text("service")).unwrap_or(0);
        if let Some((id, _)) = self.previewed.get(at) {
            self.form.set("service", id);
            let (today, language) = (self.today, self.frame.language);
            let service = calendar.service(id);
            self.preview_hint = service.and_then(|service| hint::of_service(service, &calendar, today, language));
            self.preview = preview::week(app, calendar, id, form.text("week"), language);
        }
        self.answer()
    }
}

/// `GET /planner/resources/form`: the one of that `id`, or a new one.
pub async fn show_resource(operator: Owner, Asked(query): Asked) -> PageResult {
    let (calendar, language) = (operator.calendar(), operator.language);
    let form = match calendar.resource(query.text("id")) {
        Some(resource) => form_of(resource, language),
        None if !query.has("id") => place::filled(new_form(language), &calendar, operator.today()),
        None => return Ok(operator.not_done("/planner/resources", Texts::of(language).stale_list())),
    };
    ResourcePage::new(&operator, form).await?.answer()
}

/// `POST /planner/resources/form`
pub async fn save_resource(operator: Owner, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent.clone(), operator.language);
    let resource = read(&mut form, &operator.app.planning().calendar);
    let mut page = ResourcePage::new(&operator, form).await?;
    let Some(resource) = resource else { return page.answer() };
    if sent.has("preview") || sent.has("week") {
        return page.with_preview(&operator.app, resource, &sent);
    }
    let (id, by) = (sent.text("id").to_owned(), operator.user.id);
    let outcome = if id.is_empty() {
        let place = place::read(&page.form, resource.kind);
        create_resource::create(&operator.app.store, resource, place, by).await
    } else {
        offer::change(&operator.app.store, resource, String::new(), by).await.map(|()| id)
    };
    match outcome {
        Ok(id) => Ok(saved::<Resource>(&operator, &id)),
        Err(Error::Store(error)) => Err(error.into()),
        Err(Error::Refused(refusal)) => {
            page.form.object(sentence(&refusal, page.t));
            page.answer()
        }
    }
}

impl ResourcePage {
    /// Whether the present state may be opened instead of what was typed.
    fn is_stale(&self) -> bool {
        self.form.notice() == Some(sentence(&Refusal::Stale, self.t))
    }
}
