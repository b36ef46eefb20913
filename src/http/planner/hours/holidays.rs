//! `/planner/hours/holidays`: the public holidays of a region by year, taken over by a tick.

use super::change::{self, Origin, Outcome, sentence};
use super::{HoursQuery, Tab, Texts};
use crate::domain::holidays::{self, Country, Extent, Holiday, Region};
use crate::domain::opening::covers;
use crate::domain::shop::Exception;
use crate::domain::time::today;
use crate::domain::values::ExceptionNote;
use crate::http::pages::url;
use crate::http::planner::prelude::*;
use crate::operations::catalog::{HoursEdit, region_of_last_holidays};
use chrono::{Datelike, NaiveDate};

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

impl HolidaysPage {
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
pub async fn show_holidays(operator: Owner, ApiQuery(query): ApiQuery<HoursQuery>) -> PageResult {
    layout::page(StatusCode::OK, &page(&operator, &query.region, &query.year).await?)
}

async fn page(operator: &Operator, region: &str, year: &str) -> Result<HolidaysPage, PageError> {
    let frame = Layout::new(operator, Area::Hours).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = operator.app.planning().calendar.clone();
    let region = match holidays::region(region) {
        Some(region) => region,
        None => {
            let last = region_of_last_holidays(&operator.app.store).await?;
            let last = last.as_deref().and_then(holidays::region);
            last.unwrap_or_else(|| holidays::likely_region(calendar.shop.time_zone))
        }
    };
    let today = today(operator.app.clock.now(), calendar.shop.time_zone);
    let year =
        year.parse().ok().filter(|year| holidays::YEARS.contains(year)).unwrap_or_else(|| holidays::usual_year(today));
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

fn countries(chosen: &Region, language: Language) -> Vec<Countries> {
    let regions = |country| {
        let of = holidays::regions().filter(move |region| region.country == country);
        of.map(|region| (region.code, region.name(language), region.code == chosen.code)).collect()
    };
    Country::ALL.into_iter().map(|country| (country.name(language), regions(country))).collect()
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
pub async fn take_over(operator: Owner, form: FormData) -> PageResult {
    let mut page = page(&operator, form.text("region"), form.text("year")).await?;
    let calendar = operator.app.planning().calendar.clone();
    let ticked: Vec<&str> = form.all("day").collect();
    let region = holidays::region(page.region);
    let found = region.map(|region| holidays::holidays(region, page.year)).unwrap_or_default();
    let chosen = found.iter().filter(|holiday| ticked.contains(&holiday.date.to_string().as_str()));
    let closed = |holiday: &Holiday| Exception {
        resource: None,
        from_date: holiday.date,
        to_date: holiday.date,
        hours: Vec::new(),
        note: Some(ExceptionNote::from_stored(holiday.name(page.frame.language))),
    };
    let new: Vec<Exception> = chosen.filter(|holiday| !is_closed(&calendar, holiday.date)).map(closed).collect();
    let entered = page.t.holidays_added(new.len(), &page.shown);
    let refused = if new.is_empty() {
        if ticked.is_empty() { page.t.choose_days() } else { page.t.nothing_new() }
    } else {
        let back = Origin { action: "/planner/hours/holidays", back: Some("/planner/hours/holidays") };
        match change::make(&operator, HoursEdit::TakeOverHolidays(page.region, new), &form, back).await? {
            Outcome::Asked(question) => return Ok(question),
            Outcome::Refused(refusal) => sentence(&refusal, page.t),
            Outcome::Done => {
                let year = page.year.to_string();
                let there = url("/planner/hours/holidays", &[("region", page.region), ("year", &year)]);
                return Ok(operator.done(&there, entered));
            }
        }
    };
    page.refused = Some(refused);
    layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page)
}
