//! What every page of the planner has around its content: navigation, who is signed in, how much is open, style and script.

use super::auth::Operator;
use super::events::events_address;
use super::flash::Flash;
use super::help::places;
use super::texts::Texts;
use crate::domain::shop::Language;
use crate::http::assets::asset_url;
use crate::http::error::ApiError;
use crate::http::error::page::PageError;
use crate::http::pages::accent_url;
use crate::i18n::direction;
use crate::operations::inbox;
use askama::Template;
use axum::http::StatusCode;
use axum::response::{Html, IntoResponse, Response};

/// The areas of the navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    /// The start page: what is new and what today brings.
    Inbox,
    /// Day, week and list.
    Calendar,
    /// The people the shop knows.
    Customers,
    /// When who is open.
    Hours,
    /// Services and resources.
    Offer,
    /// The shop itself.
    Settings,
    /// The account of who is signed in.
    Account,
    /// None of them: what was asked for is refused.
    Nowhere,
}

/// The frame of a page.
pub struct Layout {
    /// The language of the page.
    pub language: Language,
    /// The frame's own words.
    pub t: Texts,
    /// The shop's name.
    pub shop: String,
    /// Who is signed in.
    pub user_name: String,
    /// Whether the pages for owners are shown in the navigation.
    pub is_owner: bool,
    /// How much in the inbox is open.
    pub open: u32,
    /// Which entry of the navigation is the present one.
    pub area: Area,
    /// Whether the guided set-up was begun and not finished, and this owner can go on with it.
    pub set_up_open: bool,
    /// What was just done, said once.
    pub flash: Option<Flash>,
    /// The style sheet's address.
    pub stylesheet: String,
    /// The address of the shop's colours.
    pub accent: String,
    /// The script's address.
    pub script: String,
    /// The address of this page's place in the manual.
    pub help: String,
    /// The address of the stream of changes, from what this page shows on.
    pub events: String,
    /// Where the bar of small screens enters an appointment.
    pub new_appointment: String,
}

/// The end of a page's head. Like [`Top`] a template of its own: what is written out in `layout.html` is compiled into every page.
#[derive(Template)]
#[template(path = "planner/frame/links.html")]
struct Links<'a> {
    frame: &'a Layout,
}

/// What stands above the content: navigation, menu and what was just done.
#[derive(Template)]
#[template(path = "planner/frame/top.html")]
struct Top<'a> {
    frame: &'a Layout,
}

/// An entry of the navigation.
pub struct Entry {
    /// Where it leads.
    pub href: &'static str,
    /// What it says.
    pub label: &'static str,
    /// Whether it is where we are.
    pub current: bool,
    /// The number beside it.
    pub open: u32,
    /// Whether it is in the bar of small screens; the others are in its menu.
    pub tab: bool,
    /// The path of its picture there.
    pub icon: &'static str,
}

/// The pictures of the bar: a sun, a sheet of a calendar, a person. Strokes in a square of 24.
const SUN: &str = "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8M12 2v2M12 20v2M2 12h2M20 12h2M5 5l1.4 1.4M17.6 17.6 19 19M5 19l1.4-1.4M17.6 6.4 19 5";
const SHEET: &str = "M4 6h16v14H4zM4 10h16M8 3v4M16 3v4";
const PERSON: &str = "M12 4a4 4 0 1 0 0 8 4 4 0 0 0 0-8M4 20c1-4 4-5.5 8-5.5s7 1.5 8 5.5";

impl Layout {
    /// The frame for who is signed in, on a page of `area`.
    pub async fn new(operator: &Operator, area: Area) -> Result<Self, ApiError> {
        let app = &operator.app;
        let pending = inbox::pending(&app.store).await?;
        let planning = app.planning();
        let shop = &planning.calendar.shop;
        Ok(Self {
            language: operator.language,
            t: Texts::of(operator.language),
            shop: shop.name.to_string(),
            user_name: operator.user.name.to_string(),
            is_owner: operator.user.is_owner(),
            open: pending.inbox,
            area,
            set_up_open: pending.set_up && operator.user.is_owner(),
            flash: operator.take_flash(),
            stylesheet: asset_url("planner.css"),
            accent: accent_url(shop.accent.as_deref()),
            script: asset_url("planner.js"),
            help: places::address_for(&operator.path),
            events: events_address(operator.seen),
            new_appointment: "/planner/appointments/new?back=/planner".into(),
        })
    }

    /// The end of the head, for `layout.html`.
    pub fn links(&self) -> impl Template {
        Links { frame: self }
    }

    /// What stands above the content, for `layout.html`.
    pub fn top(&self) -> impl Template {
        Top { frame: self }
    }

    /// The address of a style sheet or script.
    pub fn asset(&self, name: &str) -> String {
        asset_url(name)
    }

    /// The language's tag.
    pub fn lang(&self) -> &'static str {
        self.language.tag()
    }

    /// The direction in which it is written.
    pub fn dir(&self) -> &'static str {
        direction(self.language).word()
    }

    /// The navigation, as far as this account may go.
    pub fn entries(&self) -> Vec<Entry> {
        let t = self.t;
        let for_all = [
            (Area::Inbox, "/planner", t.inbox(), SUN),
            (Area::Calendar, "/planner/calendar", t.calendar(), SHEET),
            (Area::Customers, "/planner/customers", t.customers(), PERSON),
        ];
        let for_owners = [
            (Area::Hours, "/planner/hours", t.hours(), ""),
            (Area::Offer, "/planner/services", t.offer(), ""),
            (Area::Settings, "/planner/settings", t.settings(), ""),
        ];
        let for_owners = for_owners.into_iter().filter(|_| self.is_owner);
        let entry = |(area, href, label, icon): (Area, _, _, &'static str)| Entry {
            href,
            label,
            current: area == self.area,
            open: if area == Area::Inbox { self.open } else { 0 },
            tab: !icon.is_empty(),
            icon,
        };
        for_all.into_iter().chain(for_owners).map(entry).collect()
    }
}

/// What handlers answer.
pub type PageResult = Result<Response, PageError>;

/// A page as an answer. The layer around it keeps it out of every cache.
pub fn page(status: StatusCode, template: &impl Template) -> PageResult {
    let html = template.render().map_err(ApiError::internal)?;
    Ok((status, Html(html)).into_response())
}
