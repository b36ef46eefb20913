//! `/planner/hours/holidays`: the public holidays of a region by year, taken over by a tick.

use super::change::{self, Origin, Outcome, sentence};
use super::{Tab, Texts};
use crate::domain::holidays::{self, Country, Extent, Holiday, Region};
use crate::http::planner::choices::Choice;
use crate::http::planner::prelude::*;
use crate::operations::catalog::holidays::{closings, is_entered};
use crate::operations::catalog::{HoursEdit, region_of_last_holidays};

#[derive(Template)]
#[template(path = "planner/hours/holidays.html")]
struct HolidaysPage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    /// Region and year, and the days ticked.
    form: Form,
    region: &'static Region,
    year: i32,
    /// Both in words.
    shown: String,
    /// The countries with their regions: codes and names.
    countries: Vec<(&'static str, Vec<(&'static str, &'static str)>)>,
    years: Vec<Choice>,
    days: Vec<Line>,
    any_new: bool,
}

struct Line {
    date: String,
    day: String,
    name: &'static str,
    /// Where it holds, if not everywhere.
    extent: &'static str,
    /// Whether most shops close on it.
    is_usual: bool,
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
            let known = self.years.iter().any(|(one, _)| *one == year.to_string());
            known.then(|| (address(self.region, year), year))
        })
    }
}

/// Where the holidays of a region and a year are.
fn address(region: &Region, year: i32) -> String {
    url("/planner/hours/holidays", &[("region", region.code), ("year", &year.to_string())])
}

/// `GET /planner/hours/holidays`
pub async fn show_holidays(operator: Owner, Asked(query): Asked) -> PageResult {
    let form = Form::new(operator.language).with("region", query.text("region")).with("year", query.text("year"));
    let mut page = page(&operator, form).await?;
    page.form = page.form.with_all("day", page.days.iter().filter(|line| line.is_usual).map(|line| &line.date));
    layout::page(StatusCode::OK, &page)
}

async fn page(operator: &Operator, form: Form) -> Result<HolidaysPage, PageError> {
    let frame = Layout::new(operator, Area::Hours).await?;
    let (t, language) = (Texts::of(frame.language), frame.language);
    let calendar = operator.calendar();
    let region = match holidays::region(form.value("region")) {
        Some(region) => region,
        None => {
            let last = region_of_last_holidays(&operator.app.store).await?;
            let own = calendar.shop.region.as_deref().and_then(holidays::region);
            let known = own.or_else(|| last.as_deref().and_then(holidays::region));
            known.unwrap_or_else(|| holidays::likely_region(calendar.shop.time_zone))
        }
    };
    let today = operator.today();
    let year = form
        .value("year")
        .parse()
        .ok()
        .filter(|year| holidays::YEARS.contains(year))
        .unwrap_or_else(|| holidays::usual_year(today));
    let found = holidays::offered(region, year);
    let days: Vec<Line> = found.iter().map(|holiday| line(holiday, &calendar, today, language)).collect();
    Ok(HolidaysPage {
        t,
        tab: Tab::Holidays,
        form: form.with("region", region.code).with("year", year),
        region,
        shown: format!("{} {year}", region.name(language)),
        countries: countries(language),
        year,
        years: (today.year() - 1..=today.year() + 5).map(|one| (one.to_string(), one.to_string())).collect(),
        any_new: days.iter().any(|line| !line.taken_over),
        days,
        frame,
    })
}

fn countries(language: Language) -> Vec<(&'static str, Vec<(&'static str, &'static str)>)> {
    let regions = |country| {
        let of = holidays::regions().filter(move |region| region.country == country);
        of.map(|region| (region.code, region.name(language))).collect()
    };
    Country::ALL.into_iter().map(|country| (country.name(language), regions(country))).collect()
}

fn line(holiday: &Holiday, calendar: &Calendar, today: NaiveDate, language: Language) -> Line {
    let t = Texts::of(language);
    let taken_over = is_entered(calendar, holiday.date);
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
        is_usual: !taken_over && holiday.extent == Extent::Everywhere && holiday.date >= today,
        taken_over,
    }
}

/// `POST /planner/hours/holidays`: enters those ticked that are not entered yet.
pub async fn take_over(operator: Owner, sent: FormData) -> PageResult {
    let mut page = page(&operator, Form::sent(sent.clone(), operator.language)).await?;
    let calendar = operator.calendar();
    let found = holidays::offered(page.region, page.year);
    let chosen = found.iter().filter(|holiday| page.form.is_chosen("day", &holiday.date.to_string()));
    let new = closings(chosen, &calendar, page.frame.language);
    let entered = page.t.holidays_added(new.len(), &page.shown);
    let refused = if new.is_empty() {
        if !page.form.has("day") { page.t.choose_days() } else { page.t.nothing_new() }
    } else {
        let back = Origin { action: "/planner/hours/holidays", back: Some("/planner/hours/holidays") };
        match change::make(&operator, HoursEdit::TakeOverHolidays(page.region.code, new), &sent, back).await? {
            Outcome::Asked(question) => return Ok(question),
            Outcome::Refused(refusal) => sentence(&refusal, page.t),
            Outcome::Done(before) => {
                return Ok(operator.done_undoable(&address(page.region, page.year), entered, before));
            }
        }
    };
    page.form.object(refused);
    layout::page(page.form.status(), &page)
}
