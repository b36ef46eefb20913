//! `POST /planner/hours/bar`: a bar of the picture was dragged.

use super::change::{self, Origin, Outcome};
use super::{Texts, done, week_of};
use crate::domain::ids::ResourceId;
use crate::domain::limits::{self, weekday_of};
use crate::domain::shop::{Availability, Days, Hours};
use crate::domain::values::Invalid;
use crate::http::planner::prelude::*;
use crate::i18n::opening_hours;
use crate::operations::catalog::{Bar, HoursEdit, Revision, hours_table};
use chrono::Weekday;

/// `POST /planner/hours/bar`
pub async fn move_bar(operator: Owner, form: FormData) -> PageResult {
    let (seen, weekday, to) =
        read(&form).map_err(|_| ApiError::new(Code::InvalidBody, "Reload the page and drag the bar again."))?;
    let origin = Origin { action: "/planner/hours/bar", back: Some("/planner/hours") };
    let t = Texts::of(operator.language);
    let table = hours_table(&operator.app.store).await?;
    let before = table.rule(seen.id).map(|(_, rule)| rule.clone());
    let edit = HoursEdit::MoveBar(seen, weekday, to.clone());
    match change::make(&operator, edit, &form, origin).await? {
        Outcome::Asked(page) => Ok(page),
        Outcome::Done => {
            let calendar = operator.calendar();
            let what = before.map(|rule| opening_hours::rule_of_resource(&moved(rule, to), &calendar, t.language()));
            Ok(operator.done(&week_of(form.text("week")), done(t, false, what)))
        }
        Outcome::Refused(_) => Ok(operator.not_done(&week_of(form.text("week")), t.stale())),
    }
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
