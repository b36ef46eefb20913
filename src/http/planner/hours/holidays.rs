//! `/planner/hours/holidays`: the public holidays of a region by year, taken over by a tick.

use super::change::{self, Origin, Outcome, sentence};
use super::texts::Texts;
use super::{HoursQuery, Tab};
use crate::domain::holidays::{self, Country, Extent, Holiday, Region};
use crate::domain::opening::covers;
use crate::domain::shop::{Calendar, Exception, Language};
use crate::domain::time::today;
use crate::http::error::page::PageError;
use crate::http::extract::ApiQuery;
use crate::http::pages::url;
use crate::http::planner::auth::Owner;
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::{Area, Layout};
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::catalog::{HoursEdit, region_of_last_holidays};
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Redirect, Response};
use chrono::{Datelike, NaiveDate};
use chrono_tz::Tz;

#[derive(Template)]
#[template(path = "planner/hours/holidays.html")]
struct HolidaysPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    refused: Option<&'static str>,
    region: &'static str,
    /// The region and the year shown, in words.
    shown: String,
    countries: Vec<Countries>,
    year: i32,
    /// Those to choose from, and whether each is chosen.
    years: Vec<(i32, bool)>,
    days: Vec<Line>,
    any_new: bool,
}

/// A country with its regions: code, name, and whether it is chosen.
type Countries = (&'static str, Vec<(&'static str, &'static str, bool)>);

struct Line {
    date: String,
    day: String,
    name: &'static str,
    /// Where it holds, if not everywhere.
    extent: &'static str,
    ticked: bool,
    taken_over: bool,
}

/// From this month on, the holidays of the next year are of more use than what is left of this one's.
const LOOKS_AHEAD_FROM: u32 = 10;

impl HolidaysPage {
    /// "9 Feiertage für Bayern 2027 eingetragen."
    fn entered(&self, count: usize) -> String {
        self.t.holidays_added(count, &self.shown)
    }

    /// "Angekreuzte für Bayern 2027 übernehmen"
    fn take_over(&self) -> String {
        self.t.take_over(&self.shown)
    }

    /// The years before and after, as far as they can be chosen: address and year.
    fn neighbours(&self) -> [Option<(String, i32)>; 2] {
        [self.year - 1, self.year + 1].map(|year| {
            let known = self.years.iter().any(|(one, _)| *one == year);
            let query = [("region", self.region), ("year", &year.to_string())];
            known.then(|| (url("/planner/hours/holidays", &query), year))
        })
    }
}

/// `GET /planner/hours/holidays`
pub async fn show_holidays(
    State(app): State<App>,
    owner: Owner,
    ApiQuery(query): ApiQuery<HoursQuery>,
) -> Result<Response, PageError> {
    let mut page = page(&app, &owner, &query.region, &query.year).await?;
    let count = query.count.parse::<usize>().ok().filter(|_| query.done == "holidays");
    let entered = count.map(|count| page.entered(count));
    page.frame = page.frame.with_done(entered);
    layout::page(StatusCode::OK, &page)
}

async fn page(app: &App, owner: &Owner, region: &str, year: &str) -> Result<HolidaysPage, PageError> {
    let frame = Layout::new(app, &owner.0, Area::Hours).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = app.planning().calendar.clone();
    let region = match holidays::region(region) {
        Some(region) => region,
        None => {
            let last = region_of_last_holidays(&app.store).await?;
            let last = last.as_deref().and_then(holidays::region);
            last.unwrap_or_else(|| likely_region(calendar.shop.time_zone))
        }
    };
    let today = today(app.clock.now(), calendar.shop.time_zone);
    let year = year.parse().ok().filter(|year| holidays::YEARS.contains(year)).unwrap_or_else(|| usual_year(today));
    let found = holidays::holidays(region, year);
    let days: Vec<Line> = found.iter().map(|holiday| line(holiday, &calendar, today, language)).collect();
    Ok(HolidaysPage {
        t,
        tab: Tab::Holidays,
        refused: None,
        region: region.code,
        shown: format!("{} {year}", region.name(language)),
        countries: countries(region, language),
        year,
        years: (today.year() - 1..=today.year() + 5).map(|one| (one, one == year)).collect(),
        any_new: days.iter().any(|line| !line.taken_over),
        days,
        frame,
    })
}

/// The year whose holidays are wanted most.
fn usual_year(today: NaiveDate) -> i32 {
    today.year() + i32::from(today.month() >= LOOKS_AHEAD_FROM)
}

fn countries(chosen: &Region, language: Language) -> Vec<Countries> {
    let regions = |country| {
        let of = holidays::regions().filter(move |region| region.country == country);
        of.map(|region| (region.code, region.name(language), region.code == chosen.code)).collect()
    };
    Country::ALL.into_iter().map(|country| (country.name(language), regions(country))).collect()
}

/// Where the shop's clock suggests that it lies.
fn likely_region(zone: Tz) -> &'static Region {
    let country = match zone {
        Tz::Europe__Vienna => Country::Austria,
        Tz::Europe__Zurich | Tz::Europe__Vaduz => Country::Switzerland,
        _ => Country::Germany,
    };
    holidays::regions().find(|region| region.country == country).expect("every country has a region")
}

fn line(holiday: &Holiday, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    let taken_over = is_closed(calendar, holiday.date);
    let extent = match holiday.extent {
        Extent::Everywhere => "",
        Extent::Parts(..) => holiday.parts(language),
        Extent::Custom => t.by_custom(),
        Extent::Afternoon => t.afternoon(),
    };
    Line {
        date: holiday.date.to_string(),
        day: dates::long_day(holiday.date, language),
        name: holiday.name(language),
        extent,
        ticked: !taken_over && holiday.extent == Extent::Everywhere && holiday.date >= today,
        taken_over,
    }
}

/// Whether something is entered for the whole shop on that date already, closed or not.
fn is_closed(calendar: &Calendar, date: NaiveDate) -> bool {
    calendar.exceptions.iter().any(|exception| exception.resource.is_none() && covers(exception, date))
}

/// `POST /planner/hours/holidays`: enters those ticked that are not entered yet.
pub async fn take_over(State(app): State<App>, owner: Owner, form: FormData) -> Result<Response, PageError> {
    let mut page = page(&app, &owner, form.text("region"), form.text("year")).await?;
    let calendar = app.planning().calendar.clone();
    let ticked: Vec<&str> = form.all("day").collect();
    let region = holidays::region(page.region);
    let found = region.map(|region| holidays::holidays(region, page.year)).unwrap_or_default();
    let chosen = found.iter().filter(|holiday| ticked.contains(&holiday.date.to_string().as_str()));
    let closed = |holiday: &Holiday| Exception {
        resource: None,
        from_date: holiday.date,
        to_date: holiday.date,
        hours: Vec::new(),
        note: Some(holiday.name(page.frame.language).to_owned()),
    };
    let new: Vec<Exception> = chosen.filter(|holiday| !is_closed(&calendar, holiday.date)).map(closed).collect();
    let count = new.len().to_string();
    let refused = if new.is_empty() {
        if ticked.is_empty() { page.t.choose_days() } else { page.t.nothing_new() }
    } else {
        let back = Origin { action: "/planner/hours/holidays", back: Some("/planner/hours/holidays") };
        match change::make(&app, &owner, HoursEdit::TakeOverHolidays(page.region, new), &form, back).await? {
            Outcome::Asked(question) => return Ok(question),
            Outcome::Refused(refusal) => sentence(&refusal, page.t),
            Outcome::Done => {
                let year = page.year.to_string();
                let query = [("region", page.region), ("year", &year), ("done", "holidays"), ("count", &count)];
                return Ok(Redirect::to(&url("/planner/hours/holidays", &query)).into_response());
            }
        }
    };
    page.refused = Some(refused);
    layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
