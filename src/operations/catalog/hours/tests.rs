//! Edits applied to hours, without a database.

use super::*;
use crate::domain::limits::{date, time};
use crate::domain::shop::{Availability, Days, Hours};
use chrono::Weekday;
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

#[test]
fn a_change_for_some_dates_cuts_what_it_changes_and_nothing_else() {
    let day = |text: &str| date(text).unwrap();
    let mut table = table(&[weekly("a", &[Mon, Tue], "09:00", "12:00"), weekly("b", &[Mon], "09:00", "12:00")]);
    let period = Period { from: Some(day("2022-02-01")), until: Some(day("2022-02-28")) };
    let edit = HoursEdit::MoveBar(seen(&table, 0), Tue, bar("a", Tue, "14:00", "16:00"));
    table.apply(&HoursEdit::During(period, Box::new(edit))).unwrap();
    let between = |rule: Availability, from: Option<&str>, until: Option<&str>| Availability {
        valid_from: from.map(day),
        valid_until: until.map(day),
        ..rule
    };
    let mut rules: Vec<_> = table.rules.iter().map(|(_, rule)| rule.clone()).collect();
    rules.sort_by_key(|rule| (rule.resource.clone(), rule.valid_from, rule.valid_until));
    let tuesday = weekly("a", &[Tue], "09:00", "12:00");
    assert_eq!(
        rules,
        [
            weekly("a", &[Mon], "09:00", "12:00"),
            between(tuesday.clone(), None, Some("2022-01-31")),
            between(weekly("a", &[Tue], "14:00", "16:00"), Some("2022-02-01"), Some("2022-02-28")),
            between(tuesday, Some("2022-03-01"), None),
            weekly("b", &[Mon], "09:00", "12:00"),
        ]
    );
}

#[test]
fn what_ended_before_a_rule_or_began_after_it_follows_on_its_days() {
    let day = |text: &str| date(text).unwrap();
    let before = Availability { valid_until: Some(day("2022-01-31")), ..weekly("a", &[Mon, Sat], "09:00", "12:00") };
    let rule = Availability { valid_from: Some(day("2022-02-01")), ..weekly("a", &[Mon], "10:00", "12:00") };
    let mut table = table(&[before.clone(), rule.clone()]);
    let later = Availability { valid_from: Some(day("2022-03-01")), ..rule };
    table.apply(&HoursEdit::ChangeRule(seen(&table, 1), later.clone())).unwrap();
    let rules: Vec<_> = table.rules.iter().map(|(_, rule)| rule.clone()).collect();
    let on = |days: &[Weekday]| Days::Weekdays(days.to_vec());
    let saturday = Availability { on: on(&[Sat]), ..before.clone() };
    let monday = Availability { on: on(&[Mon]), valid_until: Some(day("2022-02-28")), ..before };
    assert_eq!(rules, [saturday, monday, later]);
}
