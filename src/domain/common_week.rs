//! One week of hours for everybody, as far as all resources have the same.

use super::limits::WEEKDAYS;
use super::shop::{Availability, Calendar, Days, Hours, Resource};
use chrono::Weekday;

/// The hours of each day from Monday on.
pub type Week = Vec<(Weekday, Vec<Hours>)>;

/// The one week that every resource has; `None` where they differ, or hold for some dates only.
pub fn common_week(calendar: &Calendar) -> Option<Week> {
    let plain = |rule: &Availability| {
        rule.every_weeks == 1 && rule.valid_from.is_none() && rule.valid_until.is_none() && rule.step_minutes.is_none()
    };
    if !calendar.availabilities.iter().all(plain) {
        return None;
    }
    let week_of = |id: &str| -> Option<Week> {
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
pub fn rules(calendar: &Calendar, week: &Week) -> Vec<Availability> {
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
    let rule = |resource: &Resource, (hours, days): &(Hours, Vec<Weekday>)| Availability {
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
