//! Which entries of the log are shown, as the address of the page says it.

use crate::domain::time::start_of_day;
use crate::http::planner::prelude::*;
use crate::i18n::log_actions::Texts;
use crate::operations::audit_log::{Filter, Kind, Who};
use chrono::Days;

/// Values of `who` beside `staff:NAME`.
const CUSTOMERS: &str = "customers";
const PROGRAM: &str = "program";
const STAFF: &str = "staff:";

/// What is chosen; empty: everything.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct LogQuery {
    /// Where to go on.
    pub before: Option<i64>,
    who: String,
    kind: String,
    from: String,
    until: String,
}

impl LogQuery {
    /// The entries that are meant. A date that is none is left out.
    pub fn filter(&self, calendar: &Calendar) -> Filter {
        let zone = calendar.shop.time_zone;
        let day = |text: &str, days| text.parse::<NaiveDate>().ok()?.checked_add_days(Days::new(days));
        let start = |date| start_of_day(date, zone).to_utc().timestamp();
        Filter {
            who: match self.who.as_str() {
                CUSTOMERS => Some(Who::Customers),
                PROGRAM => Some(Who::Program),
                who => who.strip_prefix(STAFF).map(|name| Who::Staff(name.to_owned())),
            },
            areas: Kind::from_word(&self.kind).map(Kind::areas).unwrap_or_default(),
            from: day(&self.from, 0).map(start),
            until: day(&self.until, 1).map(start),
        }
    }

    /// The form with what is chosen.
    pub fn form(&self, language: Language) -> Form {
        let form = Form::new(language).with("who", &self.who).with("kind", &self.kind);
        form.with("from", &self.from).with("until", &self.until)
    }

    /// Whether something is chosen.
    pub fn is_filtered(&self) -> bool {
        [&self.who, &self.kind, &self.from, &self.until].into_iter().any(|text| !text.is_empty())
    }

    /// Whose entries can be chosen.
    pub fn people(names: Vec<String>, t: Texts, program: &str) -> Vec<(String, String)> {
        let staff = names.into_iter().map(|name| (format!("{STAFF}{name}"), name));
        let first = [(String::new(), t.everybody().to_owned())];
        let last = [(CUSTOMERS.to_owned(), t.customers().to_owned()), (PROGRAM.to_owned(), program.to_owned())];
        first.into_iter().chain(staff).chain(last).collect()
    }

    /// What can be chosen to read about.
    pub fn kinds(t: Texts) -> Vec<(&'static str, &'static str)> {
        let words = |kind| match kind {
            Kind::Appointments => t.kind_appointments(),
            Kind::Customers => t.kind_customers(),
            Kind::Accounts => t.kind_accounts(),
            Kind::Hours => t.kind_hours(),
            Kind::Offer => t.kind_offer(),
            Kind::Settings => t.kind_settings(),
        };
        let kinds = Kind::ALL.into_iter().map(|kind| (kind.word(), words(kind)));
        std::iter::once(("", t.all_kinds())).chain(kinds).collect()
    }

    /// The address of the same choice at `path`, going on before an entry.
    pub fn address(&self, path: &str, before: Option<i64>) -> String {
        let before = before.map(|id| id.to_string()).unwrap_or_default();
        let chosen = [("who", &self.who), ("kind", &self.kind), ("from", &self.from), ("until", &self.until)];
        let chosen = chosen.map(|(name, value)| (name, value.as_str()));
        url(path, &[&chosen[..], &[("before", &before)]].concat())
    }
}
