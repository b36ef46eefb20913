//! `POST /planner/hours/bar`: a bar of the picture was dragged.

use super::change::{self, Origin, Outcome};
use super::from_when::{self, Question};
use super::{Texts, done, saying, week_of};
use crate::domain::shop::{Availability, Days, Hours};
use crate::http::planner::prelude::*;
use crate::i18n::opening_hours;
use crate::operations::catalog::{Bar, HoursEdit, Period, Revision, hours_table};
use chrono::Weekday;

/// `POST /planner/hours/bar`
pub async fn move_bar(operator: Owner, form: FormData) -> PageResult {
    let (seen, weekday, to) =
        read(&form).map_err(|_| ApiError::new(Code::InvalidBody, "Reload the page and drag the bar again."))?;
    let t = Texts::of(operator.language);
    let (week, calendar) = (week_of(form.text("week")), operator.calendar());
    let table = hours_table(&operator.app.store).await?;
    let Some((_, before)) = table.rule(seen.id).filter(|(row, _)| *row == seen) else {
        return Ok(operator.not_done(&week, t.stale()));
    };
    let before = on_one_day(before.clone(), weekday);
    let rule = moved(before.clone(), to.clone());
    let is_weekly = matches!(before.on, Days::Weekdays(_));
    let period = match from_when::period_on_page(&form, operator.today(), operator.language) {
        Ok(period) => period,
        Err(answer) if is_weekly => {
            let what = opening_hours::rule_of_resource(&rule, &calendar, operator.language);
            let (title, go_on) = (t.edit_rule(), t.save());
            let question = Question { title, what, go_on, deletes: false, action: "/planner/hours/bar", back: week };
            return from_when::ask(&operator, question, &form, answer).await;
        }
        Err(_) => Period::default(),
    };
    let what = saying::saved(Some(&before), &rule, period, &calendar, operator.language);
    let edit = from_when::during(period, HoursEdit::MoveBar(seen, weekday, to));
    let origin = Origin { action: "/planner/hours/bar", back: Some("/planner/hours") };
    match change::make(&operator, edit, &form, origin).await? {
        Outcome::Asked(page) => Ok(page),
        Outcome::Done(before) => Ok(operator.done_undoable(&week, done(t, false, Some(what)), before)),
        Outcome::Refused(_) => Ok(operator.not_done(&week, t.stale())),
    }
}

/// What a rule opens on the day of a bar.
fn on_one_day(rule: Availability, weekday: Weekday) -> Availability {
    let on = if matches!(rule.on, Days::Date(_)) { rule.on.clone() } else { Days::Weekdays(vec![weekday]) };
    Availability { on, ..rule }
}

/// What the rule of a bar opens now, where the bar is.
fn moved(rule: Availability, to: Bar) -> Availability {
    let on = if matches!(rule.on, Days::Date(_)) { rule.on.clone() } else { Days::Weekdays(vec![to.weekday]) };
    Availability { on, resource: to.resource, hours: to.hours, ..rule }
}

fn read(form: &FormData) -> Result<(Revision, Weekday, Bar), Invalid> {
    let weekday = |name: &str| weekday_of(form.text(name)).ok_or(Invalid::NoneChosen);
    let hours = Hours { from: limits::time(form.text("from"))?, to: limits::end_time(form.text("to"))? };
    let number = |name: &str| form.text(name).parse().map_err(|_| Invalid::Unknown);
    let seen = Revision { id: number("id")?, number: number("revision")? };
    let to = Bar { resource: ResourceId::from(form.text("resource")), weekday: weekday("to_weekday")?, hours };
    Ok((seen, weekday("weekday")?, to))
}
