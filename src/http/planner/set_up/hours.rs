//! `/planner/set-up/hours`: one week for everybody. Hours that were edited in more detail are left to their own page.

use super::step::Step;
use super::steps::{Guide, fault, go_on};
use super::texts::Texts;
use crate::domain::limits;
use crate::domain::limits::{WEEKDAYS, end_text, time_text};
use crate::domain::shop::{Availability, Calendar, Days, Hours};
use crate::http::error::page::PageError;
use crate::http::planner::auth::{Operator, Owner};
use crate::http::planner::form_data::FormData;
use crate::http::planner::layout;
use crate::http::planner::layout::Layout;
use crate::http::state::App;
use crate::i18n::dates;
use crate::operations::catalog::{Error, HoursEdit, Refusal, change_hours};
use crate::operations::settings::change_shop;
use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use chrono::Weekday;

/// How shortly before an appointment it may be booked, in hours.
const LEAD_TIMES: [u32; 5] = [0, 2, 24, 48, 72];
/// What a new shop is offered.
const USUAL_LEAD_TIME: u32 = 24;

#[derive(Template)]
#[template(path = "planner/set_up/hours.html")]
struct HoursPage {
    frame: Layout,
    guide: Guide,
    t: Texts,
    days: Vec<Day>,
    lead_times: Vec<(u32, String)>,
    lead_time: u32,
    has_resources: bool,
    /// The hours there are cannot be shown here.
    detailed: bool,
    /// Appointments would be left outside.
    leaves_outside: bool,
}

/// A day of the week in the form.
#[derive(Clone, Default)]
struct Day {
    word: &'static str,
    label: &'static str,
    open: bool,
    from: String,
    to: String,
    from2: String,
    to2: String,
    wrong: &'static str,
}

impl Day {
    fn read(form: &FormData, (word, weekday): (&'static str, Weekday), t: Texts) -> Self {
        let text = |field: &str| form.text(&format!("{word}_{field}")).to_owned();
        Self {
            word,
            label: dates::weekday_name(weekday, t.language()),
            open: form.has(&format!("{word}_open")),
            from: text("from"),
            to: text("to"),
            from2: text("from2"),
            to2: text("to2"),
            wrong: "",
        }
    }

    /// The spans of the day; what is wrong is noted.
    fn parsed(&mut self, t: Texts) -> Vec<Hours> {
        if !self.open {
            return Vec::new();
        }
        let span = |from: &str, to: &str| {
            let (from, to) = (limits::time(from).ok()?, limits::end_time(to).ok()?);
            (to > from || to == chrono::NaiveTime::MIN).then_some(Hours { from, to })
        };
        let afternoon = !self.from2.is_empty() || !self.to2.is_empty();
        let (first, second) = (span(&self.from, &self.to), span(&self.from2, &self.to2));
        match (first, second) {
            (Some(first), None) if !afternoon => vec![first],
            (Some(first), Some(second)) if second.from >= first.to && first.to != chrono::NaiveTime::MIN => {
                vec![first, second]
            }
            _ => {
                self.wrong = t.wrong_hours();
                Vec::new()
            }
        }
    }

    fn show(&mut self, spans: &[Hours]) {
        self.open = !spans.is_empty();
        let text =
            |at: usize| spans.get(at).map_or_else(Default::default, |span| (time_text(span.from), end_text(span.to)));
        if self.open {
            ((self.from, self.to), (self.from2, self.to2)) = (text(0), text(1));
        }
    }
}

/// What a new shop is offered: Monday to Friday with a break at noon; a Saturday to be ticked.
fn usual_week(t: Texts) -> Vec<Day> {
    let text = str::to_owned;
    WEEKDAYS
        .iter()
        .map(|(word, weekday)| {
            let label = dates::weekday_name(*weekday, t.language());
            let day = Day { word, label, from: text("09:00"), to: text("13:00"), ..Day::default() };
            match weekday {
                Weekday::Sat | Weekday::Sun => day,
                _ => Day { open: true, from2: text("14:00"), to2: text("18:00"), ..day },
            }
        })
        .collect()
}

/// The one week that every resource has; `None` where they differ, or hold for some dates only.
fn common_week(calendar: &Calendar) -> Option<Vec<(Weekday, Vec<Hours>)>> {
    let plain = |rule: &Availability| {
        rule.every_weeks == 1 && rule.valid_from.is_none() && rule.valid_until.is_none() && rule.step_minutes.is_none()
    };
    if !calendar.availabilities.iter().all(plain) {
        return None;
    }
    let week_of = |id: &str| -> Option<Vec<(Weekday, Vec<Hours>)>> {
        let mut week: Vec<_> = WEEKDAYS.iter().map(|(_, weekday)| (*weekday, Vec::new())).collect();
        for rule in calendar.availabilities.iter().filter(|rule| rule.resource.as_str() == id) {
            let Days::Weekdays(days) = &rule.on else { return None };
            for (_, spans) in week.iter_mut().filter(|(weekday, _)| days.contains(weekday)) {
                spans.push(rule.hours);
            }
        }
        week.iter_mut().for_each(|(_, spans)| spans.sort_by_key(|span| span.from));
        week.iter().all(|(_, spans)| spans.len() <= 2).then_some(week)
    };
    let mut weeks = calendar.resources.iter().filter(|one| !one.archived).map(|one| week_of(one.id.as_str()));
    let first = weeks.next()??;
    weeks.all(|week| week.as_ref() == Some(&first)).then_some(first)
}

/// The rules that give every resource this week.
fn rules(calendar: &Calendar, week: &[(Weekday, Vec<Hours>)]) -> Vec<Availability> {
    let mut spans: Vec<(Hours, Vec<Weekday>)> = Vec::new();
    for (weekday, hours) in week {
        for hours in hours {
            match spans.iter_mut().find(|(known, _)| known == hours) {
                Some((_, days)) => days.push(*weekday),
                None => spans.push((*hours, vec![*weekday])),
            }
        }
    }
    let resources = calendar.resources.iter().filter(|resource| !resource.archived);
    let rule = |resource: &crate::domain::shop::Resource, (hours, days): &(Hours, Vec<Weekday>)| Availability {
        resource: resource.id.clone(),
        on: Days::Weekdays(days.clone()),
        hours: *hours,
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    };
    resources.flat_map(|resource| spans.iter().map(move |span| rule(resource, span))).collect()
}

impl HoursPage {
    async fn new(app: &App, operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(app, operator, Step::Hours).await?;
        let (t, calendar) = (guide.t, app.planning().calendar.clone());
        let mut days = usual_week(t);
        let is_new = calendar.availabilities.is_empty();
        let common = common_week(&calendar).filter(|_| !is_new);
        for (day, (_, spans)) in days.iter_mut().zip(common.iter().flatten()) {
            day.show(spans);
        }
        Ok(Self {
            frame,
            t,
            guide,
            days,
            lead_times: LEAD_TIMES.iter().map(|hours| (*hours, t.lead_time_of(*hours))).collect(),
            lead_time: if is_new { USUAL_LEAD_TIME } else { calendar.shop.lead_time_hours },
            has_resources: calendar.resources.iter().any(|resource| !resource.archived),
            detailed: !is_new && common.is_none(),
            leaves_outside: false,
        })
    }
}

/// `GET /planner/set-up/hours`
pub async fn show_hours(State(app): State<App>, Owner(operator): Owner) -> Result<Response, PageError> {
    layout::page(StatusCode::OK, &HoursPage::new(&app, &operator).await?)
}

/// `POST /planner/set-up/hours`
pub async fn save_hours(State(app): State<App>, Owner(operator): Owner, form: FormData) -> Result<Response, PageError> {
    let page = HoursPage::new(&app, &operator).await?;
    if page.detailed || !page.has_resources {
        return go_on(&app, Step::Hours).await;
    }
    let mut days: Vec<Day> = WEEKDAYS.iter().map(|day| Day::read(&form, *day, page.t)).collect();
    let spans: Vec<_> = days.iter_mut().map(|day| day.parsed(page.t)).collect();
    let week: Vec<_> = WEEKDAYS.iter().map(|(_, weekday)| *weekday).zip(spans).collect();
    let lead_time = form.text("lead_time").parse().ok().filter(|hours| LEAD_TIMES.contains(hours));
    let lead_time = lead_time.unwrap_or(page.lead_time);
    if days.iter().any(|day| !day.wrong.is_empty()) {
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &HoursPage { days, lead_time, ..page });
    }
    let edit = HoursEdit::ReplaceRules(rules(&app.planning().calendar, &week));
    match change_hours(&app.store, edit, String::new(), operator.user.id).await {
        Ok(()) => {}
        Err(Error::Refused(Refusal::LeavesOutside(_))) => {
            let page = HoursPage { days, lead_time, leaves_outside: true, ..page };
            return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &page);
        }
        Err(error) => return Err(fault(error)),
    }
    change_shop(&app.store, operator.user.id, move |shop| shop.lead_time_hours = lead_time).await?;
    go_on(&app, Step::Hours).await
}
