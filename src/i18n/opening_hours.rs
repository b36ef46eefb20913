//! How hours of opening are said: "freitags 10–13 Uhr, jede Woche".

use super::dates::{self, long_day, short_weekday};
use super::{lists, messages};
use crate::domain::language::Language;
use crate::domain::limits::{end_text, time_text};
use crate::domain::shop::{Availability, Calendar, Days, Hours};
use chrono::{NaiveTime, Timelike, Weekday};

type Texts = super::Texts<messages::planner::Hours>;

/// "freitags 10–13 Uhr, jede Woche". `every_weeks` is 0 where there is nothing to say of the rhythm.
pub fn rule(on: &Days, hours: Hours, every_weeks: u32, language: Language) -> String {
    let t = Texts::of(language);
    let hours = match on {
        Days::Date(date) => return t.hours_on_date(long_day(*date, language), span(hours, t)),
        Days::Weekdays(days) => t.hours_on_days(on_days(days, language), span(hours, t)),
    };
    match every_weeks {
        0 => hours,
        1 => t.hours_and_more(hours, t.rhythm_weekly()),
        weeks => t.hours_and_more(hours, t.rhythm_weeks(weeks)),
    }
}

/// "Kabine 1, freitags 10–13 Uhr, jede Woche": what a rule opens.
pub fn rule_of_resource(of: &Availability, calendar: &Calendar, language: Language) -> String {
    format!("{}, {}", calendar.resource_name(of.resource.as_str()), rule_with_dates(of, language))
}

/// "freitags 10–13 Uhr, ab 1. Februar 2022": when a rule opens, and from when until when it holds.
pub fn rule_with_dates(of: &Availability, language: Language) -> String {
    let t = Texts::of(language);
    // What ends some day is not said to hold every week.
    let is_unlimited = of.valid_from.is_none() && of.valid_until.is_none();
    let every_weeks = if is_unlimited || of.every_weeks > 1 { of.every_weeks } else { 0 };
    let day = |date| dates::range(date, date, language);
    let since = of.valid_from.map(|date| t.since(day(date)));
    let until = of.valid_until.map(|date| t.until(day(date)));
    let said = rule(&of.on, of.hours, every_weeks, language);
    [Some(said), since, until].into_iter().flatten().collect::<Vec<_>>().join(", ")
}

/// "10–13 Uhr" or "10:00–13:00".
fn span(hours: Hours, t: Texts) -> String {
    t.span(short(hours.from), short_end(hours), time_text(hours.from), end_text(hours.to))
}

/// "9" or "9:30": short enough for a narrow bar.
pub fn short(time: NaiveTime) -> String {
    if time.minute() == 0 { time.hour().to_string() } else { format!("{}:{:02}", time.hour(), time.minute()) }
}

/// As [`short`]; midnight is 24.
pub fn short_end(hours: Hours) -> String {
    if hours.to == NaiveTime::MIN { "24".into() } else { short(hours.to) }
}

/// "freitags", "montags und mittwochs", "montags bis freitags".
pub fn on_days(days: &[Weekday], language: Language) -> String {
    let t = Texts::of(language);
    match days {
        _ if days.len() == 7 => t.daily().to_owned(),
        [first, .., last] if is_run(days) => t.days_from_to(weekly(*first, t), weekly(*last, t)),
        _ => lists::and(&days.iter().map(|day| weekly(*day, t)).collect::<Vec<_>>(), language),
    }
}

/// "freitags".
fn weekly(day: Weekday, t: Texts) -> &'static str {
    match day {
        Weekday::Mon => t.mondays(),
        Weekday::Tue => t.tuesdays(),
        Weekday::Wed => t.wednesdays(),
        Weekday::Thu => t.thursdays(),
        Weekday::Fri => t.fridays(),
        Weekday::Sat => t.saturdays(),
        Weekday::Sun => t.sundays(),
    }
}

/// "an allen fünf Tagen (Mo–Fr)", "an beiden Tagen (Mo, Mi)".
pub fn on_all(days: &[Weekday], language: Language) -> String {
    let t = Texts::of(language);
    let short = |day: &Weekday| short_weekday(*day, language);
    let names = match days {
        [first, .., last] if is_run(days) => format!("{}–{}", short(first), short(last)),
        _ => days.iter().map(short).collect::<Vec<_>>().join(", "),
    };
    if days.len() < 3 { t.on_both_days(names) } else { t.on_all_days(days.len(), names) }
}

/// "nur freitags".
pub fn only_on(day: Weekday, language: Language) -> String {
    Texts::of(language).only_on(on_days(&[day], language))
}

/// Whether three days or more follow each other.
fn is_run(days: &[Weekday]) -> bool {
    days.len() > 2 && days.windows(2).all(|pair| pair[0].succ() == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::limits::{end_time, time};
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

    fn hours(from: &str, to: &str) -> Hours {
        Hours { from: time(from).unwrap(), to: end_time(to).unwrap() }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let said = |days: &[Weekday]| (on_days(days, Language::GERMAN), on_days(days, Language::ENGLISH));
        assert_eq!(said(&[Fri]), ("freitags".into(), "Fridays".into()));
        assert_eq!(said(&[Mon, Wed]), ("montags und mittwochs".into(), "Mondays and Wednesdays".into()));
        assert_eq!(said(&[Mon, Tue, Wed, Thu, Fri]), ("montags bis freitags".into(), "Mondays to Fridays".into()));
        assert_eq!(said(&[Mon, Tue, Wed, Thu, Fri, Sat, Sun]), ("täglich".into(), "daily".into()));
        assert_eq!(on_all(&[Mon, Tue, Wed, Thu, Fri], Language::GERMAN), "an allen fünf Tagen (Mo–Fr)");
        assert_eq!(on_all(&[Mon, Wed, Fri], Language::ENGLISH), "on all three days (Mon, Wed, Fri)");
        assert_eq!(on_all(&[Mon, Sat], Language::GERMAN), "an beiden Tagen (Mo, Sa)");
        assert_eq!(only_on(Fri, Language::ENGLISH), "on Fridays only");
    }

    #[test]
    fn a_rule_says_its_hours_and_its_rhythm() {
        let fridays = Days::Weekdays(vec![Fri]);
        assert_eq!(rule(&fridays, hours("10:00", "13:00"), 1, Language::GERMAN), "freitags 10–13 Uhr, jede Woche");
        assert_eq!(rule(&fridays, hours("09:30", "24:00"), 2, Language::GERMAN), "freitags 9:30–24 Uhr, alle 2 Wochen");
        assert_eq!(rule(&fridays, hours("10:00", "13:00"), 0, Language::ENGLISH), "Fridays 10:00–13:00");
        let once = Days::Date("2022-01-22".parse().unwrap());
        assert_eq!(rule(&once, hours("09:00", "14:00"), 1, Language::GERMAN), "Samstag, 22. Januar 2022, 9–14 Uhr");
    }
}
