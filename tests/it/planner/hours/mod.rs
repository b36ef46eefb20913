//! Opening hours: week chart, availabilities, from when they change, dragged bars, copied days, exceptions, public holidays.

mod exceptions;
mod rules;
mod since;
mod undone;
mod week;

use super::desk::Desk;

/// The fields of a form with some values changed.
fn form<'a>(fields: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    fields.to_vec()
}

/// The form of an availability of Kabine 1.
fn rule<'a>(more: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut fields = form(&[("resource", "kabine-1"), ("repeats", "weekly"), ("from", "09:00"), ("to", "18:00")]);
    fields.retain(|(name, _)| !more.iter().any(|(other, _)| other == name));
    fields.extend(more);
    fields
}

/// The revision in the form of an availability or exception.
async fn revision(desk: &Desk<'_>, path: &str) -> String {
    desk.get(path).await.attribute("input[name=revision]", "value")
}

const WEEK: &str = "/planner/hours?week=2022-01-19";
