//! `/planner/resources/calendars/account`: an account with its calendars, new or known: which of them block, and which one
//! appointments are written to. What they would block is shown before it is saved.

use super::LIST;
use super::form::{CalendarQuery, Known, known, remove, save, tentative_choices};
use super::look::Look;
use super::words::{Condition, Texts, fault, writing};
use crate::domain::account_calendar::Chosen;
use crate::domain::busy_calendar::{CalendarAccess, LookFault, Tentative};
use crate::domain::feed::Detail;
use crate::domain::values::{CalendarUrl, Invalid, ShortName};
use crate::foreign_calendars::Offered;
use crate::http::client_address::ClientAddress;
use crate::http::middleware::rate_limits::Action;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::operations::busy_calendars::Draft;
use crate::operations::calendar_copies;
use sha2::{Digest, Sha256};

/// A calendar that the account has.
struct Line {
    /// What the form calls it: its address stays here.
    id: String,
    name: String,
}

#[derive(Template)]
#[template(path = "planner/busy_calendars/account.html")]
struct AccountPage {
    frame: Layout,
    t: i18n::Texts<planner::Offer>,
    b: Texts,
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
    /// The calendars, once they were looked for.
    calendars: Vec<Line>,
    look: Option<Look>,
    /// What was typed as password, for the buttons that come after.
    password: String,
}

impl AccountPage {
    async fn new(operator: &Operator, form: Form, known: Option<&Known>) -> Result<Self, PageError> {
        let (calendar, b) = (operator.calendar(), Texts::of(operator.language));
        let zone = calendar.shop.time_zone;
        let detail = |detail: Detail| match detail {
            Detail::Full => b.detail_full().to_owned(),
            Detail::Names => b.detail_names().to_owned(),
            Detail::Busy => b.detail_busy().to_owned(),
        };
        let writing = match known {
            Some((one, _)) => {
                let (state, refused) = calendar_copies::send_state(&operator.app.store, one.key).await?;
                writing(&state, refused, b)
            }
            None => Vec::new(),
        };
        Ok(Self {
            frame: Layout::new(operator, Area::Offer).await?,
            t: i18n::Texts::of(operator.language),
            b,
            resources: choices::resources(&calendar, |id| form.is_chosen("resource", id)),
            tentative: tentative_choices(b),
            details: Detail::ALL.map(|one| (one.word().to_owned(), detail(one))),
            condition: known.map(|(one, _)| Condition::of(one, zone, operator.language)),
            writing,
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

    fn url_hint(&self) -> &'static str {
        if self.has_address { self.b.url_kept() } else { self.b.server_hint() }
    }

    fn login_hint(&self) -> &'static str {
        if self.has_address { self.b.login_kept() } else { self.b.app_password_hint() }
    }
}

/// `GET /planner/resources/calendars/account`: the one of that `id`, or a new one.
pub async fn show_account(operator: Owner, ApiQuery(query): ApiQuery<CalendarQuery>) -> PageResult {
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
    AccountPage::new(&operator, form, known.as_ref()).await?.answer()
}

/// `POST /planner/resources/calendars/account`: `act` is `save` or `delete`; anything else looks only.
pub async fn save_account(operator: Owner, client: ClientAddress, sent: FormData) -> PageResult {
    let (mut form, b) = (Form::sent(sent.clone(), operator.language), Texts::of(operator.language));
    let known = known(&operator.app, form.value("id")).await?;
    if known.is_none() && !form.value("id").is_empty() {
        return Ok(operator.not_done(LIST, b.gone()));
    }
    if let (Some((one, _)), "delete") = (&known, sent.text("act")) {
        return remove(&operator, one).await;
    }
    let entered = read(&mut form, &sent, known.as_ref(), &operator.calendar(), b);
    let Some(entered) = entered else {
        return AccountPage::new(&operator, form, known.as_ref()).await?.answer();
    };
    operator.app.limits.check(Action::Change, client)?;
    let offered = match operator.app.calendars.calendars_of(&entered.access).await {
        Ok(offered) => offered,
        Err(why) => {
            form.refuse("url", account_fault(why, b));
            return AccountPage::new(&operator, form, known.as_ref()).await?.answer();
        }
    };
    if sent.text("chosen").is_empty() {
        form = preselected(form, &operator, known.as_ref(), &offered).await?;
    }
    let chosen = chosen(&form, &offered);
    if sent.text("act") == "save" {
        let Entered { resource, name, tentative, changed, .. } = entered;
        let draft = Draft { resource, name, tentative, access: changed, calendars: Some(chosen) };
        return save(&operator, known.as_ref(), draft).await;
    }
    let blocking: Vec<CalendarUrl> = chosen.into_iter().filter(|one| one.blocks).map(|one| one.url).collect();
    let zone = operator.calendar().shop.time_zone;
    let look = match operator.app.calendars.preview_of(&entered.access, &blocking, entered.tentative).await {
        Ok(preview) => Some(Look::of(&preview, Minute::floor(operator.app.clock.now()), zone, operator.language)),
        Err(why) => {
            form.refuse("url", account_fault(why, b));
            None
        }
    };
    let calendars = offered.iter().map(|one| Line { id: id_of(&one.url), name: one.name.clone() }).collect();
    let page = AccountPage::new(&operator, form, known.as_ref()).await?;
    AccountPage { look, calendars, password: sent.raw("password").to_owned(), ..page }.answer()
}

/// Why an account cannot be read.
fn account_fault(why: LookFault, b: Texts) -> &'static str {
    match why {
        LookFault::NotFound | LookFault::NotACalendar => b.no_account(),
        why => fault(why, b),
    }
}

/// What the form calls a calendar.
fn id_of(url: &CalendarUrl) -> String {
    let hash = Sha256::digest(url.as_bytes());
    base16ct::lower::encode_string(&hash[..8])
}

/// What a known account has, or all that a new one offers: it blocks.
async fn preselected(
    form: Form,
    operator: &Operator,
    known: Option<&Known>,
    offered: &[Offered],
) -> Result<Form, ApiError> {
    let Some((one, _)) = known else {
        let form = form.with_all("blocks", offered.iter().map(|one| id_of(&one.url)));
        return Ok(form.with("detail", Detail::Names.word()));
    };
    let stored = calendar_copies::calendars(&operator.app.store, one.key).await?;
    let blocks = stored.iter().filter(|one| one.chosen.blocks).map(|one| id_of(&one.chosen.url));
    let form = form.with_all("blocks", blocks);
    let written = stored.iter().find_map(|one| Some((id_of(&one.chosen.url), one.chosen.detail?)));
    Ok(match written {
        Some((id, detail)) => form.with("writes", id).with("detail", detail.word()),
        None => form.with("detail", Detail::Names.word()),
    })
}

/// What the form chooses of what there is.
fn chosen(form: &Form, offered: &[Offered]) -> Vec<Chosen> {
    let detail = Detail::from_word(form.value("detail")).unwrap_or(Detail::Names);
    let choice = |one: &Offered| {
        let id = id_of(&one.url);
        let is_written = form.value("writes") == id;
        let blocks = form.all("blocks").any(|chosen| chosen == id);
        let (url, name) = (one.url.clone(), one.name.clone());
        Chosen { url, name, blocks, detail: is_written.then_some(detail) }
    };
    offered.iter().map(choice).filter(|one| one.blocks || one.detail.is_some()).collect()
}

/// An account as it was entered.
struct Entered {
    resource: crate::domain::ids::ResourceId,
    name: ShortName,
    tentative: Tentative,
    access: CalendarAccess,
    /// The same, where it is another one than before.
    changed: Option<CalendarAccess>,
}

/// The account, or all that is wrong.
fn read(form: &mut Form, sent: &FormData, known: Option<&Known>, calendar: &Calendar, b: Texts) -> Option<Entered> {
    let resource = form.read("resource", |id| calendar.resource(id).map(|one| one.id.clone()).ok_or(Invalid::Required));
    let name = form.read_required_over("name", known.map(|(one, _)| &one.name));
    let tentative = Tentative::from_word(form.value("tentative")).unwrap_or(Tentative::Busy);
    let kept = known.and_then(|(_, access)| access.as_ref());
    let typed = form.read_optional("url", |text| {
        CalendarUrl::parse(&if text.contains("://") { text.to_owned() } else { format!("https://{text}") })
    });
    let (user, password) = (form.value("user").to_owned(), sent.raw("password").to_owned());
    let url = typed.or_else(|| kept.map(|kept| kept.url.clone()));
    if url.is_none() && form.fault("url").is_empty() {
        form.refuse("url", b.url_missing());
    }
    // A kept login is not sent to another address than the one it was entered for.
    let kept_login = kept.filter(|kept| Some(&kept.url) == url.as_ref()).and_then(|kept| kept.login.clone());
    let login = if user.is_empty() && password.is_empty() { kept_login } else { Some((user, password)) };
    match &login {
        Some((user, _)) if user.is_empty() => form.refuse("user", b.both_or_none()),
        Some((_, password)) if password.is_empty() => form.refuse("password", b.both_or_none()),
        Some(_) => {}
        None => form.refuse("user", b.login_missing()),
    }
    let (resource, name, url) = (resource?, name?, url.filter(|_| form.is_right())?);
    let access = CalendarAccess { url, login };
    let changed = Some(access.clone()).filter(|access| Some(access) != kept);
    Some(Entered { resource, name, tentative, access, changed })
}
