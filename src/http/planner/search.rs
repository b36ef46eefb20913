//! `GET /planner/search`: one search over customers, appointments, days, the manual, and for owners services, rooms, persons
//! and settings. A page of its own; `part=1` answers the list of options alone, which a script shows on every page.

use super::calendar::address_of;
use super::help::manual::Manual;
use super::settings;
use crate::domain::person::{PersonQuery, folded};
use crate::domain::wall_clock::is_near;
use crate::http::planner::appointment_row::AppointmentRow;
use crate::http::planner::customers::found::KnownWords;
use crate::http::planner::prelude::*;
use crate::operations::search;

/// What the search says.
type Texts = i18n::Texts<planner::Search>;

/// Something that was found. All of it is text for a person.
pub struct Hit {
    /// Its page.
    pub href: String,
    /// What it is called.
    pub title: String,
    /// More about it; may be empty.
    pub about: String,
    /// What kind of thing it is.
    pub kind: &'static str,
}

#[derive(Template)]
#[template(path = "planner/search.html")]
struct SearchPage {
    frame: Layout,
    t: Texts,
    query: String,
    counted: String,
    hits: Vec<Hit>,
}

#[derive(Template)]
#[template(path = "planner/search_options.html")]
struct SearchOptions {
    t: Texts,
    counted: String,
    hits: Vec<Hit>,
}

/// Most of a kind that is no person.
const OF_A_KIND: usize = 5;

/// `GET /planner/search`
pub async fn show_search(operator: Operator, Asked(query): Asked) -> PageResult {
    let t = Texts::of(operator.language);
    let hits = if query.text("q").is_empty() { Vec::new() } else { find(&operator, query.raw("q"), t).await? };
    let counted = if hits.is_empty() { t.nothing_found().to_owned() } else { t.counted(hits.len()) };
    if query.has("part") {
        return layout::page(StatusCode::OK, &SearchOptions { t, counted, hits });
    }
    let frame = Layout::new(&operator, Area::Nowhere).await?;
    layout::page(StatusCode::OK, &SearchPage { frame, t, query: query.raw("q").to_owned(), counted, hits })
}

async fn find(operator: &Operator, typed: &str, t: Texts) -> Result<Vec<Hit>, ApiError> {
    let (calendar, language) = (operator.calendar(), operator.language);
    let found = search::find_people(&operator.app.store, typed.to_owned()).await?;
    let mut hits: Vec<Hit> = day(typed, operator.today(), t, language).into_iter().collect();
    for known in &found.customers {
        let words = KnownWords::of(known, &calendar, language);
        let about = [words.reached, words.next].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>();
        let href = format!("/planner/customers/{}", words.id);
        hits.push(Hit { href, title: words.name, about: about.join(" · "), kind: t.customer() });
    }
    for visit in &found.unlinked {
        let row = AppointmentRow::of(visit, &calendar, language);
        let about = [format!("{}, {}", row.day, row.time), row.service, row.status.word.to_owned()];
        let about = about.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" · ");
        hits.push(Hit { href: address_of(row.key), title: row.name, about, kind: t.appointment() });
    }
    // Their pages are for owners.
    if operator.user.is_owner() {
        let query = PersonQuery::parse(typed);
        let matches = |name: &str| !query.names_nobody() && query.rank(&folded(name)).is_some();
        hits.extend(offered(&calendar, language, t, &matches));
        let pages = settings::everything(language).filter(|one| matches(&format!("{} {}", one.label, one.section)));
        let setting = |one: settings::Entry| Hit {
            href: one.href,
            title: one.label.to_owned(),
            about: one.section.to_owned(),
            kind: t.setting(),
        };
        hits.extend(pages.map(setting).take(OF_A_KIND));
    }
    hits.extend(Manual::of(language).find(typed).into_iter().take(OF_A_KIND).map(|found| Hit {
        href: found.href,
        title: found.title,
        about: found.page,
        kind: t.help(),
    }));
    Ok(hits)
}

/// The services, rooms and persons whose names match.
fn offered(calendar: &Calendar, language: Language, t: Texts, matches: &impl Fn(&str) -> bool) -> Vec<Hit> {
    let services =
        calendar.services.iter().map(|one| (one.name_in(language), "services", one.id.as_str(), t.service()));
    let services = services.filter(|(name, ..)| matches(name)).take(OF_A_KIND);
    let resources =
        calendar.resources.iter().map(|one| (one.name.to_string(), "resources", one.id.as_str(), t.resource()));
    let resources = resources.filter(|(name, ..)| matches(name)).take(OF_A_KIND);
    let hit = |(title, list, id, kind): (String, &str, &str, &'static str)| {
        let href = url(&format!("/planner/{list}/form"), &[("id", id)]);
        Hit { href, title, about: String::new(), kind }
    };
    services.chain(resources).map(hit).collect()
}

/// The day in the calendar, where a date was typed.
fn day(typed: &str, today: NaiveDate, t: Texts, language: Language) -> Option<Hit> {
    let date = typed_date(typed, today)?;
    let href = url("/planner/calendar", &[("view", "day"), ("date", &date.to_string())]);
    Some(Hit { href, title: dates::long_day(date, language), about: String::new(), kind: t.day() })
}

/// `18.1.`, `18.1.2022` or `2022-01-18`; without a year the next such day.
fn typed_date(typed: &str, today: NaiveDate) -> Option<NaiveDate> {
    let typed = typed.trim();
    let parts: Vec<u32> = typed.trim_end_matches('.').split('.').map(str::parse).collect::<Result<_, _>>().ok()?;
    let date = match *parts {
        [day, month] if typed.contains('.') => {
            let in_year = |year| NaiveDate::from_ymd_opt(year, month, day);
            in_year(today.year()).filter(|date| *date >= today).or_else(|| in_year(today.year() + 1))
        }
        [day, month, year] => NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, month, day),
        _ => None,
    };
    date.filter(|date| is_near(*date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_date_is_read_as_people_write_it() {
        let today = NaiveDate::from_ymd_opt(2022, 1, 14).unwrap();
        for (typed, expected) in [
            ("18.1.", Some("2022-01-18")),
            ("18.1", Some("2022-01-18")),
            ("13.1.", Some("2023-01-13")),
            ("18.1.2022", Some("2022-01-18")),
            ("18", None),
            ("31.2.", None),
            ("Muster", None),
            ("0711.12.34", None),
        ] {
            assert_eq!(typed_date(typed, today).map(|date| date.to_string()).as_deref(), expected, "{typed}");
        }
    }
}
