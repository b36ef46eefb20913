//! `/planner/hours/rule`: one rule, new or known, with a look at the week it would make.

use super::apply_to::ApplyTo;
use super::change::{self, Origin, Outcome, sentence};
use super::from_when::{self, Question};
use super::{Tab, Texts, done, rule_form, saying, seen, week_of};
use crate::domain::shop::{Availability, Days};
use crate::http::pages::week::Week;
use crate::http::planner::choices::{self, Choice};
use crate::http::planner::prelude::*;
use crate::http::planner::preview;
use crate::i18n::opening_hours;
use crate::operations::catalog::{self, Error, HoursEdit, Period, Refusal, Revision, hours_table};
use chrono::Weekday;

/// The rhythms that are offered, in weeks.
const RHYTHMS: [u32; 4] = [1, 2, 3, 4];

#[derive(Template)]
#[template(path = "planner/hours/rule.html")]
struct RulePage {
    frame: Layout,
    t: Texts,
    tab: Tab,
    form: Form,
    /// The rule as it is; none for a new one.
    known: Option<Availability>,
    /// The choice between one day and all days of the rule, where there is one.
    scope: Option<ApplyTo>,
    /// Ids and names.
    resources: Vec<Choice>,
    weekdays: Vec<(&'static str, &'static str)>,
    /// The services that can be looked at.
    services: Vec<Choice>,
    preview: Option<Week>,
}

impl RulePage {
    async fn new(operator: &Operator, form: Form, known: Option<Availability>) -> Result<Self, PageError> {
        let frame = Layout::new(operator, Area::Hours).await?;
        let language = frame.language;
        let calendar = operator.calendar();
        let services = calendar.bookable_services().filter(|service| {
            service
                .needs
                .iter()
                .flatten()
                .any(|id| form.value("resource").is_empty() || id.as_str() == form.value("resource"))
        });
        let t = Texts::of(language);
        Ok(Self {
            t,
            tab: Tab::Week,
            resources: choices::resources(&calendar, |id| id == form.value("resource")),
            weekdays: WEEKDAYS.map(|(word, day)| (word, dates::weekday_name(day, language))).to_vec(),
            services: services.map(|one| choices::service(one, language)).collect(),
            preview: None,
            scope: known.as_ref().and_then(|rule| ApplyTo::of(rule, &form, language)),
            frame,
            form,
            known,
        })
    }

    fn answer(&self) -> PageResult {
        layout::page(self.form.status(), self)
    }

    /// The rhythms to choose from, and whichever it has.
    fn rhythms(&self) -> Vec<(String, String)> {
        let own = self.form.value("every_weeks").parse::<u32>().ok().filter(|weeks| !RHYTHMS.contains(weeks));
        let said = |weeks| if weeks == 1 { self.t.rhythm_weekly().to_owned() } else { self.t.rhythm_weeks(weeks) };
        RHYTHMS.into_iter().chain(own).map(|weeks| (weeks.to_string(), said(weeks))).collect()
    }

    /// Whether it changes hours that hold every week, so that it asks from when.
    fn is_change(&self) -> bool {
        self.known.as_ref().is_some_and(|rule| matches!(rule.on, Days::Weekdays(_)))
    }

    fn with_refusal(mut self, refusal: &Refusal) -> PageResult {
        self.form.object(sentence(refusal, self.t));
        self.answer()
    }

    fn with_preview(mut self, app: &App, calendar: Calendar, form: &FormData) -> PageResult {
        let service = self.services.iter().position(|(id, _)| *id == form.text("service")).unwrap_or(0);
        if let Some((id, _)) = self.services.get(service) {
            self.form.set("service", id);
            self.preview = preview::week(app, calendar, id, form.text("week"), self.frame.language);
        }
        self.answer()
    }
}

/// `GET /planner/hours/rule`: the rule of that `id`, or a new one for `resource` and `weekday`.
pub async fn show_rule(operator: Owner, Asked(query): Asked) -> PageResult {
    let language = operator.language;
    let (form, known) = if !query.has("id") {
        (new_form(&query, &operator.app.planning().calendar, language), None)
    } else {
        match known_rule(&operator.app, query.text("id")).await? {
            Some((row, rule)) => (rule_form::of(row, &rule, operator.today(), language), Some(rule)),
            // It is gone: a link of yesterday.
            None => return Ok(operator.not_done("/planner/hours", Texts::of(language).stale())),
        }
    };
    let form = rule_form::opened_from(form, query.text("week"), query.text("weekday"), known.as_ref());
    RulePage::new(&operator, form, known).await?.answer()
}

/// The rule of that number, as it is now.
async fn known_rule(app: &App, id: &str) -> Result<Option<(Revision, Availability)>, PageError> {
    let Ok(id) = id.parse::<i64>() else { return Ok(None) };
    let table = hours_table(&app.store).await?;
    Ok(table.rule(id).map(|(row, rule)| (row, rule.clone())))
}

fn new_form(query: &FormData, calendar: &Calendar, language: Language) -> Form {
    let first = calendar.resources.iter().find(|resource| !resource.archived);
    let given = |text: &str, otherwise: &str| {
        if limits::time(text).is_ok() { text.to_owned() } else { otherwise.to_owned() }
    };
    let form = Form::new(language)
        .with("from", given(query.text("from"), "09:00"))
        .with("to", given(query.text("to"), "18:00"));
    let form = form.with("repeats", "weekly").with("every_weeks", 1);
    let form = form.with_all("weekdays", weekday_of(query.text("weekday")).map(|_| query.text("weekday")));
    match query.text("resource") {
        "" => form.with_some("resource", first.map(|resource| &resource.id)),
        id => form.with("resource", id),
    }
}

/// `POST /planner/hours/rule`
pub async fn save_rule(operator: Owner, sent: FormData) -> PageResult {
    let mut form = Form::sent(sent.clone(), operator.language);
    let known = known_rule(&operator.app, form.value("id")).await?;
    if sent.has("edit") {
        return RulePage::new(&operator, form, known.map(|(_, rule)| rule)).await?.answer();
    }
    if matches!(sent.text("act"), "delete" | "delete-day") {
        return delete(&operator, known, &sent, form).await;
    }
    let known = known.map(|(_, rule)| rule);
    let before = known.clone().map(|rule| on_chosen_day(rule, &form));
    let calendar = operator.calendar();
    let change = rule_form::read(&mut form, &calendar, before.as_ref(), operator.today());
    let page = RulePage::new(&operator, form, known).await?;
    let Some((rule, period)) = change else { return page.answer() };
    let what = saying::saved(before.as_ref(), &rule, period, &calendar, page.t.language());
    let edit = from_when::during(period, edit_of(&page.form, rule));
    if sent.has("preview") || sent.has("week") {
        return match catalog::calendar_with(&operator.app.store, edit).await {
            Ok(calendar) => page.with_preview(&operator.app, calendar, &sent),
            Err(Error::Refused(refusal)) => page.with_refusal(&refusal),
            Err(Error::Store(error)) => Err(error.into()),
        };
    }
    let done = done(page.t, false, Some(what));
    make(&operator, edit, &sent, page, done).await
}

/// Deletes a rule, or one of its days. Where it holds every week, the page asks first from when.
async fn delete(
    operator: &Operator,
    known: Option<(Revision, Availability)>,
    sent: &FormData,
    mut form: Form,
) -> PageResult {
    let t = Texts::of(operator.language);
    let day = weekday_of(sent.text("day")).filter(|_| sent.text("act") == "delete-day");
    let seen = seen(&form);
    let Some((row, rule)) = known.filter(|(row, _)| Some(*row) == seen) else {
        return RulePage::new(operator, form, None).await?.with_refusal(&Refusal::Stale);
    };
    let about = day.map_or_else(|| rule.clone(), |day| on_day(rule.clone(), day));
    let what = opening_hours::rule_of_resource(&about, &operator.calendar(), operator.language);
    let is_weekly = matches!(rule.on, Days::Weekdays(_));
    let period = if !is_weekly {
        Some(Period::default())
    } else if from_when::is_answered(sent) {
        from_when::read(&mut form)
    } else {
        form = Form::new(operator.language).with("since", "today");
        None
    };
    let Some(period) = period else {
        let back = url("/planner/hours/rule", &[("id", sent.text("id")), ("week", sent.text("from_week"))]);
        let (title, go_on) = (t.delete_title(), t.delete());
        let question = Question { title, what, go_on, deletes: true, action: "/planner/hours/rule", back };
        return from_when::ask(operator, question, &named(sent, &DELETION), form).await;
    };
    let edit = day.map_or(HoursEdit::RemoveRule(row), |day| HoursEdit::RemoveDay(row, day));
    let done = match period.from {
        Some(date) if period.before(&about).is_some() => {
            t.deleted_since(dates::range(date, date, operator.language), what)
        }
        _ => done(t, true, Some(what)),
    };
    let page = RulePage::new(operator, form, Some(rule)).await?;
    make(operator, from_when::during(period, edit), sent, page, done).await
}

/// What a deletion needs of the form.
const DELETION: [&str; 5] = ["id", "revision", "from_week", "day", "act"];

/// Only those fields.
fn named(sent: &FormData, names: &[&str]) -> FormData {
    let mut kept = FormData::default();
    sent.pairs().filter(|(name, _)| names.contains(name)).for_each(|(name, value)| kept.push(name, value.to_owned()));
    kept
}

async fn make(operator: &Operator, edit: HoursEdit, form: &FormData, page: RulePage, done: String) -> PageResult {
    let week = week_of(page.form.value("from_week"));
    match change::make(operator, edit, form, Origin { action: "/planner/hours/rule", back: None }).await? {
        Outcome::Done(before) => Ok(operator.done_undoable(&week, done, before)),
        Outcome::Asked(question) => Ok(question),
        Outcome::Refused(refusal) => page.with_refusal(&refusal),
    }
}

/// What a rule opens on one of its days.
fn on_day(rule: Availability, day: Weekday) -> Availability {
    Availability { on: Days::Weekdays(vec![day]), ..rule }
}

/// What the form changes: the rule, or one of its days.
fn on_chosen_day(rule: Availability, form: &Form) -> Availability {
    match rule_form::only_day(form) {
        Some(day) if matches!(rule.on, Days::Weekdays(_)) => on_day(rule, day),
        _ => rule,
    }
}

fn edit_of(form: &Form, rule: Availability) -> HoursEdit {
    match (seen(form), rule_form::only_day(form)) {
        (Some(seen), Some(day)) => HoursEdit::ChangeDay(seen, day, rule),
        (Some(seen), None) => HoursEdit::ChangeRule(seen, rule),
        (None, _) => HoursEdit::AddRule(rule),
    }
}
