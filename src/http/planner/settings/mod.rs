//! `/planner/settings`: the shop itself, for owners. A page a subject, listed in `Tab`.
//!
//! Which settings there are is said by the rows in `domain::settings`; `fields` shows and takes them, `shop` is their pages.
//! `homepage` makes the tag to paste, `mail_texts` holds the shop's own words, `data` takes the shop out and in, `log` shows
//! who changed what.

mod data;
pub(super) mod fields;
mod homepage;
mod log;
mod log_about;
mod log_filter;
mod mail_texts;
mod shop;
mod tables;

use crate::http::planner::prelude::*;
use axum::extract::DefaultBodyLimit;

/// The largest shop file that is taken from a browser.
const SHOP_FILE_BYTES: usize = 16 * 1024 * 1024;

/// What these pages say.
pub(super) type Texts = i18n::Texts<planner::Settings>;

/// Its routes.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/planner/settings", get(shop::show_business).post(shop::save_business))
        .route("/planner/settings/booking", get(shop::show_rules).post(shop::save_rules))
        .route("/planner/settings/look", get(shop::show_look).post(shop::save_look))
        .route("/planner/settings/homepage", get(homepage::show_tag).post(homepage::save_origins))
        .route("/planner/settings/mail-texts", get(mail_texts::list_texts))
        .route("/planner/settings/mail-texts/{kind}/{language}", get(mail_texts::edit_text).post(mail_texts::save_text))
        .route("/planner/settings/data", get(data::show_data))
        .route("/planner/settings/data/import", post(data::import).layer(DefaultBodyLimit::max(SHOP_FILE_BYTES)))
        .route("/planner/settings/data/export", get(data::export))
        .route("/planner/settings/data/customers.csv", get(tables::download_customers))
        .route("/planner/settings/data/appointments.csv", get(tables::download_appointments))
        .route("/planner/settings/data/backup", get(data::back_up))
        .route("/planner/settings/log", get(log::show_log))
        .route("/planner/settings/log.csv", get(log::download_log))
}

/// The pages of the settings.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tab {
    Business,
    Rules,
    Look,
    Homepage,
    Mail,
    MailTexts,
    Accounts,
    Data,
    Log,
}

/// A page's link to another one.
pub(super) struct TabLink {
    pub(super) href: &'static str,
    pub(super) label: &'static str,
    pub(super) current: bool,
}

/// What every page of the settings has within the planner's frame.
pub(super) struct Settings {
    pub(super) t: Texts,
    tab: Tab,
}

impl Settings {
    /// For a page of that subject which has its own frame.
    pub(super) fn of(operator: &Operator, tab: Tab) -> Self {
        Self { t: Texts::of(operator.language), tab }
    }
}

/// A setting, or a page of settings.
pub(super) struct Entry {
    /// Where it is.
    pub(super) href: String,
    /// What it is called.
    pub(super) label: &'static str,
    /// The heading that it stands below.
    pub(super) section: &'static str,
}

/// All pages of settings, and all settings on them.
pub(super) fn everything(language: Language) -> impl Iterator<Item = Entry> {
    let settings = Settings { t: Texts::of(language), tab: Tab::Business };
    let pages = settings.tabs().into_iter();
    let title = settings.t.title();
    let pages = pages.map(move |tab| Entry { href: tab.href.to_owned(), label: tab.label, section: title });
    pages.chain(shop::entries(language))
}

/// Both, for a page of that subject.
async fn begin(operator: &Operator, tab: Tab) -> Result<(Layout, Settings), ApiError> {
    Ok((Layout::new(operator, Area::Settings).await?, Settings::of(operator, tab)))
}

impl Settings {
    pub(super) fn tabs(&self) -> Vec<TabLink> {
        let t = self.t;
        let all = [
            (Tab::Business, "/planner/settings", t.business()),
            (Tab::Rules, "/planner/settings/booking", t.rules()),
            (Tab::Look, "/planner/settings/look", t.look()),
            (Tab::Homepage, "/planner/settings/homepage", t.homepage()),
            (Tab::Mail, "/planner/settings/mail", t.mail()),
            (Tab::MailTexts, "/planner/settings/mail-texts", t.mail_texts()),
            (Tab::Accounts, "/planner/accounts", t.accounts()),
            (Tab::Data, "/planner/settings/data", t.data()),
            (Tab::Log, "/planner/settings/log", t.log()),
        ];
        all.into_iter().map(|(tab, href, label)| TabLink { href, label, current: tab == self.tab }).collect()
    }
}
