//! `/planner/set-up/hours`: one week for everybody. Hours that were edited in more detail are left to their own page.

use super::steps::{Guide, go_on};
use super::texts::Texts;
use crate::domain::common_week::{Week, common_week, rules};
use crate::domain::holidays;
use crate::domain::limits::{end_text, time_text};
use crate::domain::shop::Hours;
use crate::http::planner::prelude::*;
use crate::http::planner::settings::fields;
use crate::operations::catalog::holidays::close_on_coming;
use crate::operations::catalog::{Error, HoursEdit, Refusal, change_hours, region_of_last_holidays};
use crate::operations::set_up::step::Step;
use crate::operations::settings::change_shop;
use chrono::{NaiveTime, Weekday};

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
    form: Form,
    lead_times: Vec<(String, String)>,
    /// The regions whose public holidays may be entered; empty where some were entered already.
    regions: Vec<(&'static str, String)>,
    has_resources: bool,
    /// The hours there are cannot be shown here.
    detailed: bool,
    /// Appointments would be left outside.
    leaves_outside: bool,
}

/// What a new shop is offered: Monday to Friday with a break at noon; a Saturday to be ticked.
fn usual_week(language: Language) -> Form {
    WEEKDAYS.iter().fold(Form::new(language), |form, (word, weekday)| {
        let form = form.with(&field(word, "from"), "09:00").with(&field(word, "to"), "13:00");
        match weekday {
            Weekday::Sat | Weekday::Sun => form,
            _ => form
                .with_tick(&field(word, "open"), true)
                .with(&field(word, "from2"), "14:00")
                .with(&field(word, "to2"), "18:00"),
        }
    })
}

/// The usual week with the hours there are in their place; a day without any keeps what it is offered.
fn filled(form: Form, week: &Week) -> Form {
    WEEKDAYS.iter().zip(week).fold(form, |form, ((word, _), (_, spans))| {
        let form = form.without(&field(word, "open")).with_tick(&field(word, "open"), !spans.is_empty());
        let time = |at: usize, of: fn(&Hours) -> String| spans.get(at).map(of).unwrap_or_default();
        let times = [
            ("from", time(0, |span| time_text(span.from))),
            ("to", time(0, |span| end_text(span.to))),
            ("from2", time(1, |span| time_text(span.from))),
            ("to2", time(1, |span| end_text(span.to))),
        ];
        let times = times.into_iter().filter(|_| !spans.is_empty());
        times.fold(form, |form, (name, time)| form.with(&field(word, name), time))
    })
}

/// The name of a field of a day.
fn field(word: &str, name: &str) -> String {
    format!("{word}_{name}")
}

/// The hours of a day; what is wrong is noted at it.
fn read_day(form: &mut Form, word: &str, t: Texts) -> Vec<Hours> {
    let typed = |name: &str| form.value(&field(word, name));
    let span = |from: &str, to: &str| {
        let (from, to) = (limits::time(from).ok()?, limits::end_time(to).ok()?);
        (to > from || to == NaiveTime::MIN).then_some(Hours { from, to })
    };
    if !form.has(&field(word, "open")) {
        return Vec::new();
    }
    let has_afternoon = !typed("from2").is_empty() || !typed("to2").is_empty();
    match (span(typed("from"), typed("to")), span(typed("from2"), typed("to2"))) {
        (Some(first), None) if !has_afternoon => vec![first],
        (Some(first), Some(second)) if second.from >= first.to && first.to != NaiveTime::MIN => vec![first, second],
        _ => {
            form.refuse(word, t.wrong_hours());
            Vec::new()
        }
    }
}

impl HoursPage {
    async fn new(operator: &Operator) -> Result<Self, PageError> {
        let (frame, guide) = Guide::new(operator, Step::Hours).await?;
        let (t, calendar) = (guide.t, operator.calendar());
        let is_new = calendar.availabilities.is_empty();
        let common = common_week(&calendar).filter(|_| !is_new);
        let usual = usual_week(operator.language);
        let is_asked = region_of_last_holidays(&operator.app.store).await?.is_none();
        let region = calendar.shop.region.as_deref().unwrap_or_default();
        let lead_time = if is_new { USUAL_LEAD_TIME } else { calendar.shop.lead_time_hours };
        Ok(Self {
            frame,
            t,
            guide,
            form: common.iter().fold(usual, filled).with("lead_time", lead_time).with("region", region),
            regions: if is_asked { fields::regions(operator.language) } else { Vec::new() },
            lead_times: LEAD_TIMES.iter().map(|hours| (hours.to_string(), t.lead_time_of(*hours))).collect(),
            has_resources: calendar.resources.iter().any(|resource| !resource.archived),
            detailed: !is_new && common.is_none(),
            leaves_outside: false,
        })
    }

    /// What stands in a field of a day.
    fn at(&self, word: &str, name: &str) -> &str {
        self.form.value(&field(word, name))
    }

    /// The days of the week: their words and names.
    fn days(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        WEEKDAYS.iter().map(|(word, weekday)| (*word, dates::weekday_name(*weekday, self.frame.language)))
    }
}

/// `GET /planner/set-up/hours`
pub async fn show_hours(operator: Owner) -> PageResult {
    layout::page(StatusCode::OK, &HoursPage::new(&operator).await?)
}

/// `POST /planner/set-up/hours`
pub async fn save_hours(operator: Owner, sent: FormData) -> PageResult {
    let (app, page) = (&operator.app, HoursPage::new(&operator).await?);
    if page.detailed || !page.has_resources {
        return go_on(app, Step::Hours).await;
    }
    let mut form = Form::sent(sent, operator.language);
    let week: Week = WEEKDAYS.iter().map(|(word, weekday)| (*weekday, read_day(&mut form, word, page.t))).collect();
    let lead_time = |form: &Form| form.value("lead_time").parse().ok().filter(|hours| LEAD_TIMES.contains(hours));
    let lead_time = lead_time(&form).or_else(|| lead_time(&page.form));
    if !form.is_right() {
        return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &HoursPage { form, ..page });
    }
    let edit = HoursEdit::ReplaceRules(rules(&app.planning().calendar, &week));
    match change_hours(&app.store, edit, String::new(), operator.user.id).await {
        Ok(_) => {}
        Err(Error::Refused(Refusal::LeavesOutside(_))) => {
            return layout::page(StatusCode::UNPROCESSABLE_ENTITY, &HoursPage { form, leaves_outside: true, ..page });
        }
        Err(error) => return Err(error.into()),
    }
    if !page.regions.is_empty() {
        enter_holidays(&operator, &form).await?;
    }
    if let Some(lead_time) = lead_time {
        change_shop(&app.store, operator.user.id, move |shop| shop.lead_time_hours = lead_time).await?;
    }
    go_on(app, Step::Hours).await
}

/// Closes on the coming public holidays of the chosen region.
async fn enter_holidays(operator: &Operator, form: &Form) -> Result<(), PageError> {
    let Some(region) = holidays::region(form.value("region")) else { return Ok(()) };
    let (store, by, read_by) = (&operator.app.store, operator.user.id, (operator.today(), operator.language));
    close_on_coming(store, region, form.has("eves"), &operator.calendar(), read_by, by).await?;
    change_shop(store, by, |shop| shop.region = Some(ShortName::from_stored(region.code))).await?;
    Ok(())
}
