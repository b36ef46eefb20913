//! Edits applied to hours, without a database.

use super::*;
use crate::domain::limits::{date, time};
use chrono::Weekday::{Fri, Mon, Sat, Tue, Wed};

fn hours(from: &str, to: &str) -> Hours {
    Hours { from: time(from).unwrap(), to: time(to).unwrap() }
}

fn weekly(resource: &str, days: &[Weekday], from: &str, to: &str) -> Availability {
    Availability {
        resource: resource.into(),
        on: Days::Weekdays(days.to_vec()),
        hours: hours(from, to),
        step_minutes: None,
        valid_from: None,
        valid_until: None,
        every_weeks: 1,
    }
}

fn table(rules: &[Availability]) -> HoursTable {
    let rows = (1..).map(|id| Some(Revision { id, number: 1 }));
    HoursTable { rules: rows.zip(rules.iter().cloned()).collect(), exceptions: Vec::new() }
}

fn seen(table: &HoursTable, at: usize) -> Revision {
    table.rules[at].0.unwrap()
}

fn bar(resource: &str, weekday: Weekday, from: &str, to: &str) -> Bar {
    Bar { resource: resource.into(), weekday, hours: hours(from, to) }
}

#[test]
fn moving_a_bar_changes_its_day_alone_and_moving_it_back_joins_the_days_again() {
    let mut table = table(&[weekly("a", &[Mon, Tue, Wed], "09:00", "18:00")]);
    let before = table.clone();
    table.apply(&HoursEdit::MoveBar(seen(&table, 0), Tue, bar("a", Tue, "09:00", "13:00"))).unwrap();
    let rules: Vec<_> = table.rules.iter().map(|(_, rule)| rule.clone()).collect();
    assert_eq!(rules, [weekly("a", &[Mon, Wed], "09:00", "18:00"), weekly("a", &[Tue], "09:00", "13:00")]);
    table.rules[1].0 = Some(Revision { id: 2, number: 2 });
    table.apply(&HoursEdit::MoveBar(seen(&table, 1), Tue, bar("a", Tue, "09:00", "18:00"))).unwrap();
    assert_eq!(table, before);
}

#[test]
fn a_bar_may_move_to_another_day_and_resource_and_keeps_its_validity() {
    let rule = Availability { valid_from: Some(date("2022-01-03").unwrap()), ..weekly("a", &[Mon], "09:00", "12:00") };
    let mut table = table(std::slice::from_ref(&rule));
    table.apply(&HoursEdit::MoveBar(seen(&table, 0), Mon, bar("b", Fri, "10:00", "13:00"))).unwrap();
    let moved = weekly("b", &[Fri], "10:00", "13:00");
    assert_eq!(table.rules[0].1, Availability { valid_from: rule.valid_from, ..moved });
}

#[test]
fn a_copied_day_replaces_the_hours_of_the_others() {
    let mut table = table(&[
        weekly("a", &[Mon], "09:00", "12:00"),
        weekly("a", &[Mon], "13:00", "17:00"),
        weekly("a", &[Tue, Sat], "10:00", "11:00"),
        weekly("b", &[Mon], "08:00", "10:00"),
    ]);
    let to = [("a", Tue), ("b", Mon), ("a", Mon)].map(|(id, day)| (("a".into(), Mon), (id.into(), day)));
    table.apply(&HoursEdit::CopyDays(to.to_vec())).unwrap();
    let rules: Vec<_> = table.rules.iter().map(|(_, rule)| rule.clone()).collect();
    assert_eq!(
        rules,
        [
            weekly("a", &[Mon, Tue], "09:00", "12:00"),
            weekly("a", &[Mon, Tue], "13:00", "17:00"),
            weekly("a", &[Sat], "10:00", "11:00"),
            weekly("b", &[Mon], "09:00", "12:00"),
            weekly("b", &[Mon], "13:00", "17:00"),
        ]
    );
}

#[test]
fn what_has_changed_since_it_was_seen_is_refused() {
    let mut table = table(&[weekly("a", &[Mon], "09:00", "12:00")]);
    let old = seen(&table, 0);
    table.rules[0] = (Some(Revision { number: 2, ..old }), weekly("a", &[Mon], "09:00", "13:00"));
    let untouched = table.clone();
    for edit in [
        HoursEdit::ChangeRule(old, weekly("a", &[Tue], "09:00", "12:00")),
        HoursEdit::RemoveRule(old),
        HoursEdit::MoveBar(old, Mon, bar("a", Mon, "09:00", "10:00")),
        HoursEdit::RemoveRule(Revision { id: 99, ..old }),
        HoursEdit::MoveBar(seen(&table, 0), Sat, bar("a", Sat, "09:00", "10:00")),
    ] {
        assert_eq!(table.apply(&edit), Err(Refusal::Stale), "{edit:?}");
        assert_eq!(table, untouched);
    }
}
