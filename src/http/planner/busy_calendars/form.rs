//! `/planner/resources/calendars/form` and `…/account`: a calendar, or an account with its calendars, new or known. What it
//! would block is shown before it is saved.

use super::account::{self, Line};
use super::look::Look;
use super::read::read;
use super::words::{self, Condition, Texts, fault_of};
use super::{Known, LIST};
use crate::domain::busy_calendar::{BusyCalendar, CalendarAccess, SourceKind, Tentative};
use crate::domain::feed::Detail;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::operations::busy_calendars::{self, Draft};

#[derive(Template)]
#[template(path = "planner/busy_calendars/form.html")]
struct CalendarPage {
    frame: Layout,
    t: i18n::Texts<planner::Offer>,
    b: Texts,
    kind: SourceKind,
    form: Form,
    resources: Vec<Choice>,
    tentative: [Choice; 2],
    details: [Choice; 3],
    /// How the last looks at a known one went.
    condition: Option<Condition>,
    /// What is said of writing there; empty: all is well.
    writing: Vec<String>,
    /// Whether its address is kept unless another one is entered.
    has_address: bool,
    /// The calendars of an account, once they were looked for.
    calendars: Vec<Line>,
    look: Option<Look>,
    /// What was typed as password, for the buttons that come after.
    password: String,
}

impl CalendarPage {
    async fn new(operator: &Operator, kind: SourceKind, form: Form, known: Option<&Known>) -> Result<Self, PageError> {
        let (calendar, b) = (operator.calendar(), Texts::of(operator.language));
        let tentative = |tentative: Tentative| match tentative {
            Tentative::Busy => b.tentative_busy().to_owned(),
            Tentative::Free => b.tentative_free().to_owned(),
        };
        let detail = |detail: Detail| match detail {
            Detail::Full => b.detail_full().to_owned(),
            Detail::Names => b.detail_names().to_owned(),
            Detail::Busy => b.detail_busy().to_owned(),
        };
        Ok(Self {
            frame: Layout::new(operator, Area::Offer).await?,
            t: i18n::Texts::of(operator.language),
            b,
            kind,
            resources: choices::resources(&calendar, |id| form.is_chosen("resource", id)),
            tentative: Tentative::ALL.map(|one| (one.word().to_owned(), tentative(one))),
            details: Detail::ALL.map(|one| (one.word().to_owned(), detail(one))),
            condition: known.map(|(one, _)| Condition::of(one, calendar.shop.time_zone, operator.language)),
            writing: match known {
                Some((one, _)) => words::writing(operator, one.key).await?,
                None => Vec::new(),
            },
            has_address: known.is_some_and(|(_, access)| access.is_some()),
            calendars: Vec::new(),
            look: None,
            password: String::new(),
            form,
        })
    }

    fn answer(&self) -> PageResult {
        layout::page(self.form.status(), self)
    }

    fn is_account(&self) -> bool {
        self.kind == SourceKind::Account
    }

    /// The form's own address.
    fn action(&self) -> String {
        format!("{LIST}/{}", page_of(self.kind))
    }

    fn title(&self) -> &'static str {
        if self.is_account() { self.b.add_account() } else { self.b.add() }
    }

    /// Whether it was not looked at yet.
    fn looks_first(&self) -> bool {
        if self.is_account() { self.calendars.is_empty() } else { self.look.is_none() }
    }

    fn look_label(&self) -> &'static str {
        match self.kind {
            SourceKind::Account => self.b.find_calendars(),
            SourceKind::File if self.look.is_none() => self.b.look(),
            SourceKind::File => self.b.look_again(),
        }
    }

    fn url_hint(&self) -> &'static str {
        match (self.has_address, self.kind) {
            (true, _) => self.b.url_kept(),
            (false, SourceKind::File) => self.b.url_hint(),
            (false, SourceKind::Account) => self.b.server_hint(),
        }
    }

    fn login_hint(&self) -> &'static str {
        match (self.has_address, self.kind) {
            (_, SourceKind::File) => self.b.login_hint(),
            (true, SourceKind::Account) => self.b.login_kept(),
            (false, SourceKind::Account) => self.b.app_password_hint(),
        }
    }
}

/// The page where one of that kind is changed.
pub fn page_of(kind: SourceKind) -> &'static str {
    match kind {
        SourceKind::File => "form",
        SourceKind::Account => "account",
    }
}

async fn known(app: &App, id: &str) -> Result<Option<Known>, ApiError> {
    match id.parse() {
        Ok(key) => Ok(busy_calendars::find_with_access(&app.store, key).await?),
        Err(_) => Ok(None),
    }
}

/// `GET /planner/resources/calendars/form`: the one of that `id`, or a new one.
pub async fn show_calendar(operator: Owner, Asked(query): Asked) -> PageResult {
    show(&operator, SourceKind::File, &query).await
}

/// `GET /planner/resources/calendars/account`: the same of an account.
pub async fn show_account(operator: Owner, Asked(query): Asked) -> PageResult {
    show(&operator, SourceKind::Account, &query).await
}

async fn show(operator: &Operator, kind: SourceKind, query: &FormData) -> PageResult {
    let (language, known) = (operator.language, known(&operator.app, query.text("id")).await?);
    let form = match &known {
        Some((one, _)) => Form::new(language)
            .with("id", one.key)
            .with("resource", &one.resource)
            .with("name", &one.name)
            .with("tentative", one.tentative.word()),
        None if !query.has("id") => Form::new(language).with("resource", query.text("resource")),
        None => return Ok(operator.not_done(LIST, Texts::of(language).gone())),
    };
    CalendarPage::new(operator, kind, form, known.as_ref()).await?.answer()
}

/// `POST /planner/resources/calendars/form`: `act` is `save` or `delete`; anything else looks only.
pub async fn save_calendar(operator: Owner, client: ClientAddress, sent: FormData) -> PageResult {
    take(&operator, SourceKind::File, client, sent).await
}

/// `POST /planner/resources/calendars/account`: the same of an account.
pub async fn save_account(operator: Owner, client: ClientAddress, sent: FormData) -> PageResult {
    take(&operator, SourceKind::Account, client, sent).await
}

async fn take(operator: &Operator, kind: SourceKind, client: ClientAddress, sent: FormData) -> PageResult {
    let (mut form, b) = (Form::sent(sent.clone(), operator.language), Texts::of(operator.language));
    let known = known(&operator.app, form.value("id")).await?;
    if known.is_none() && !form.value("id").is_empty() {
        return Ok(operator.not_done(LIST, b.gone()));
    }
    let saves = sent.text("act") == "save";
    if let (Some((one, _)), "delete") = (&known, sent.text("act")) {
        return remove(operator, one).await;
    }
    let Some((mut draft, access)) = read(&mut form, &sent, kind, known.as_ref(), &operator.calendar(), b) else {
        return CalendarPage::new(operator, kind, form, known.as_ref()).await?.answer();
    };
    if saves && kind == SourceKind::File {
        return save(operator, known.as_ref(), draft).await;
    }
    operator.app.limits.check(Action::Change, client)?;
    let mut calendars = Vec::new();
    if kind == SourceKind::Account {
        let offered = match operator.app.calendars.calendars_of(&access).await {
            Ok(offered) => offered,
            Err(why) => {
                form.refuse("url", fault_of(kind, why, b));
                return CalendarPage::new(operator, kind, form, known.as_ref()).await?.answer();
            }
        };
        if sent.text("chosen").is_empty() {
            form = account::preselected(form, operator, known.as_ref(), &offered).await?;
        }
        draft.calendars = Some(account::chosen(&form, &offered));
        calendars = offered.iter().map(Line::of).collect();
    }
    if saves {
        return save(operator, known.as_ref(), draft).await;
    }
    let look = look(operator, &draft, &access).await.map_err(|sentence| form.refuse("url", sentence)).ok();
    let page = CalendarPage::new(operator, kind, form, known.as_ref()).await?;
    CalendarPage { look, calendars, password: sent.raw("password").to_owned(), ..page }.answer()
}

/// What it would block.
///
/// # Errors
/// The sentence that says why it cannot be read.
async fn look(operator: &Operator, draft: &Draft, access: &CalendarAccess) -> Result<Look, &'static str> {
    let (calendars, zone) = (&operator.app.calendars, operator.calendar().shop.time_zone);
    let preview = match &draft.calendars {
        None => calendars.preview(access, draft.tentative).await,
        Some(chosen) => {
            let blocking: Vec<_> = chosen.iter().filter(|one| one.blocks).map(|one| one.url.clone()).collect();
            calendars.preview_of(access, &blocking, draft.tentative).await
        }
    };
    let kind = if draft.calendars.is_some() { SourceKind::Account } else { SourceKind::File };
    let preview = preview.map_err(|why| fault_of(kind, why, Texts::of(operator.language)))?;
    Ok(Look::of(&preview, Minute::floor(operator.app.clock.now()), zone, operator.language))
}

async fn remove(operator: &Operator, one: &BusyCalendar) -> PageResult {
    let b = Texts::of(operator.language);
    busy_calendars::remove(&operator.app.store, one.key, operator.user.id).await?;
    Ok(operator.done(LIST, b.done_deleted(one.name.to_string())))
}

/// Saves a calendar, and looks at it.
async fn save(operator: &Operator, known: Option<&Known>, draft: Draft) -> PageResult {
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
