//! `/planner/resources/calendars/form`: a calendar, new or known. What it would block is shown before it is saved.

use super::LIST;
use super::look::Look;
use super::words::{Condition, Texts, fault};
use crate::domain::busy_calendar::{BusyCalendar, CalendarAccess, Tentative};
use crate::domain::values::{CalendarUrl, Invalid};
use crate::http::client_address::ClientAddress;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::operations::busy_calendars::{self, Draft};

/// What addresses of this page say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct CalendarQuery {
    /// The key of a calendar.
    pub id: String,
    /// Whose a new one is.
    pub resource: String,
}

#[derive(Template)]
#[template(path = "planner/busy_calendars/form.html")]
struct CalendarPage {
    frame: Layout,
    t: i18n::Texts<planner::Offer>,
    b: Texts,
    form: Form,
    resources: Vec<Choice>,
    tentative: [Choice; 2],
    /// How the last looks at a known one went.
    condition: Option<Condition>,
    /// Whether its address is kept unless another one is entered.
    has_address: bool,
    look: Option<Look>,
    /// What was typed as password, for the button that saves what was looked at.
    password: String,
}

/// What tentative events may do.
pub fn tentative_choices(b: Texts) -> [Choice; 2] {
    let words = |tentative: Tentative| match tentative {
        Tentative::Busy => b.tentative_busy().to_owned(),
        Tentative::Free => b.tentative_free().to_owned(),
    };
    Tentative::ALL.map(|tentative| (tentative.word().to_owned(), words(tentative)))
}

/// A known calendar with where it is.
pub type Known = (BusyCalendar, Option<CalendarAccess>);

impl CalendarPage {
    async fn new(operator: &Operator, form: Form, known: Option<&Known>) -> Result<Self, PageError> {
        let (calendar, b) = (operator.calendar(), Texts::of(operator.language));
        let zone = calendar.shop.time_zone;
        Ok(Self {
            frame: Layout::new(operator, Area::Offer).await?,
            t: i18n::Texts::of(operator.language),
            b,
            resources: choices::resources(&calendar, |id| form.is_chosen("resource", id)),
            tentative: tentative_choices(b),
            condition: known.map(|(one, _)| Condition::of(one, zone, operator.language)),
            has_address: known.is_some_and(|(_, access)| access.is_some()),
            look: None,
            password: String::new(),
            form,
        })
    }

    fn answer(&self) -> PageResult {
        layout::page(self.form.status(), self)
    }

    fn url_hint(&self) -> &'static str {
        if self.has_address { self.b.url_kept() } else { self.b.url_hint() }
    }
}

pub async fn known(app: &App, id: &str) -> Result<Option<Known>, ApiError> {
    match id.parse() {
        Ok(key) => Ok(busy_calendars::find_with_access(&app.store, key).await?),
        Err(_) => Ok(None),
    }
}

/// `GET /planner/resources/calendars/form`: the one of that `id`, or a new one.
pub async fn show_calendar(operator: Owner, ApiQuery(query): ApiQuery<CalendarQuery>) -> PageResult {
    let (language, known) = (operator.language, known(&operator.app, &query.id).await?);
    let form = match &known {
        Some((one, _)) => Form::new(language)
            .with("id", one.key)
            .with("resource", &one.resource)
            .with("name", &one.name)
            .with("tentative", one.tentative.word()),
        None if query.id.is_empty() => Form::new(language).with("resource", &query.resource),
        None => return Ok(operator.not_done(LIST, Texts::of(language).gone())),
    };
    CalendarPage::new(&operator, form, known.as_ref()).await?.answer()
}

/// `POST /planner/resources/calendars/form`: `act` is `save` or `delete`; anything else looks only.
pub async fn save_calendar(operator: Owner, client: ClientAddress, sent: FormData) -> PageResult {
    let (mut form, b) = (Form::sent(sent.clone(), operator.language), Texts::of(operator.language));
    let known = known(&operator.app, form.value("id")).await?;
    if known.is_none() && !form.value("id").is_empty() {
        return Ok(operator.not_done(LIST, b.gone()));
    }
    if let (Some((one, _)), "delete") = (&known, sent.text("act")) {
        return remove(&operator, one).await;
    }
    let draft = read(&mut form, &sent, known.as_ref(), &operator.calendar(), b);
    let Some((draft, access)) = draft else {
        return CalendarPage::new(&operator, form, known.as_ref()).await?.answer();
    };
    if sent.text("act") == "save" {
        return save(&operator, known.as_ref(), draft).await;
    }
    operator.app.limits.check(Action::Change, client)?;
    let zone = operator.calendar().shop.time_zone;
    let look = match operator.app.calendars.preview(&access, draft.tentative).await {
        Ok(preview) => Some(Look::of(&preview, Minute::floor(operator.app.clock.now()), zone, operator.language)),
        Err(why) => {
            form.refuse("url", fault(why, b));
            None
        }
    };
    let page = CalendarPage::new(&operator, form, known.as_ref()).await?;
    CalendarPage { look, password: sent.raw("password").to_owned(), ..page }.answer()
}

/// Removes a calendar.
pub async fn remove(operator: &Operator, one: &BusyCalendar) -> PageResult {
    let b = Texts::of(operator.language);
    busy_calendars::remove(&operator.app.store, one.key, operator.user.id).await?;
    Ok(operator.done(LIST, b.done_deleted(one.name.to_string())))
}

/// Saves a calendar, and looks at it.
pub async fn save(operator: &Operator, known: Option<&Known>, draft: Draft) -> PageResult {
    let b = Texts::of(operator.language);
    let (store, by, name) = (&operator.app.store, operator.user.id, draft.name.to_string());
    let key = match known {
        None => busy_calendars::add(store, draft, by).await?,
        Some((one, _)) if busy_calendars::change(store, one.key, draft, by).await? => one.key,
        Some(_) => return Ok(operator.not_done(LIST, b.gone())),
    };
    operator.app.calendars.look_now(key).await;
    Ok(operator.done(LIST, b.done_saved(name)))
}

/// The calendar, and where it is to be looked at; or all that is wrong.
fn read(
    form: &mut Form,
    sent: &FormData,
    known: Option<&Known>,
    calendar: &Calendar,
    b: Texts,
) -> Option<(Draft, CalendarAccess)> {
    let resource = form.read("resource", |id| calendar.resource(id).map(|one| one.id.clone()).ok_or(Invalid::Required));
    let name = form.read_required_over("name", known.map(|(one, _)| &one.name));
    let tentative = Tentative::from_word(form.value("tentative")).unwrap_or(Tentative::Busy);
    let kept = known.and_then(|(_, access)| access.as_ref());
    let typed = form.read_optional("url", CalendarUrl::parse);
    let (user, password) = (form.value("user").to_owned(), sent.raw("password").to_owned());
    if user.is_empty() != password.is_empty() {
        form.refuse(if user.is_empty() { "user" } else { "password" }, b.both_or_none());
    }
    let login = Some((user, password)).filter(|(user, _)| !user.is_empty());
    let access = match (typed, kept) {
        (Some(url), _) => Some(CalendarAccess { url, login }),
        (None, Some(kept)) if login.is_some() => Some(CalendarAccess { url: kept.url.clone(), login }),
        (None, kept) => kept.cloned(),
    };
    if access.is_none() && form.fault("url").is_empty() {
        form.refuse("url", b.url_missing());
    }
    let (resource, name, access) = (resource?, name?, access.filter(|_| form.is_right())?);
    let changed = Some(access.clone()).filter(|access| Some(access) != kept);
    Some((Draft { resource, name, tentative, access: changed, calendars: None }, access))
}
