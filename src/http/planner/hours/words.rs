//! How hours of opening are said: "freitags 10–13 Uhr, jede Woche".

use crate::domain::dates::{long_day, weekday_name};
use crate::domain::description::{end_of, time_text};
use crate::domain::shop::{Days, Hours, Language};
use chrono::{NaiveTime, Timelike, Weekday};

const COUNTS_DE: [&str; 8] = ["", "", "", "drei", "vier", "fünf", "sechs", "sieben"];
const COUNTS_EN: [&str; 8] = ["", "", "", "three", "four", "five", "six", "seven"];

/// "freitags 10–13 Uhr, jede Woche". `every_weeks` is 0 where there is nothing to say of the rhythm.
pub fn rule(on: &Days, hours: Hours, every_weeks: u32, language: Language) -> String {
    let days = match on {
        Days::Date(date) => format!("{},", long_day(*date, language)),
        Days::Weekdays(days) => on_days(days, language),
    };
    let rhythm = match (on, every_weeks) {
        (Days::Date(_), _) | (_, 0) => String::new(),
        (_, 1) => language.pick(", jede Woche", ", every week").to_owned(),
        (_, weeks) => language.pick(format!(", alle {weeks} Wochen"), format!(", every {weeks} weeks")),
    };
    format!("{days} {}{rhythm}", span(hours, language))
}

/// "10–13 Uhr" or "10:00–13:00".
fn span(hours: Hours, language: Language) -> String {
    match language {
        Language::De => format!("{}–{} Uhr", short(hours.from), short_end(hours)),
        Language::En => format!("{}–{}", time_text(hours.from), end_of(hours)),
    }
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
    let name = |day: &Weekday| match language {
        Language::De => format!("{}s", weekday_name(*day, language).to_lowercase()),
        Language::En => format!("{}s", weekday_name(*day, language)),
    };
    match days {
        [] => String::new(),
        [one] => name(one),
        _ if days.len() == 7 => language.pick("täglich", "daily").to_owned(),
        [first, .., last] if is_run(days) => format!("{} {} {}", name(first), language.pick("bis", "to"), name(last)),
        [before @ .., last] => {
            let before: Vec<String> = before.iter().map(name).collect();
            format!("{} {} {}", before.join(", "), language.pick("und", "and"), name(last))
        }
    }
}

/// "an allen fünf Tagen (Mo–Fr)", "an beiden Tagen (Mo, Mi)".
pub fn on_all(days: &[Weekday], language: Language) -> String {
    let letters = language.pick(2, 3);
    let short = |day: &Weekday| weekday_name(*day, language).chars().take(letters).collect::<String>();
    let names = match days {
        [first, .., last] if is_run(days) => format!("{}–{}", short(first), short(last)),
        _ => days.iter().map(short).collect::<Vec<_>>().join(", "),
    };
    let count = days.len().min(7);
    match (language, count) {
        (Language::De, ..=2) => format!("an beiden Tagen ({names})"),
        (Language::En, ..=2) => format!("on both days ({names})"),
        (Language::De, _) => format!("an allen {} Tagen ({names})", COUNTS_DE[count]),
        (Language::En, _) => format!("on all {} days ({names})", COUNTS_EN[count]),
    }
}

/// "nur freitags".
pub fn only_on(day: Weekday, language: Language) -> String {
    let days = on_days(&[day], language);
    language.pick(format!("nur {days}"), format!("on {days} only"))
}

/// Whether three days or more follow each other.
fn is_run(days: &[Weekday]) -> bool {
    days.len() > 2 && days.windows(2).all(|pair| pair[0].succ() == pair[1])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::description::{end_time, time};
    use Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};

    fn hours(from: &str, to: &str) -> Hours {
        Hours { from: time(from).unwrap(), to: end_time(to).unwrap() }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let said = |days: &[Weekday]| (on_days(days, Language::De), on_days(days, Language::En));
        assert_eq!(said(&[Fri]), ("freitags".into(), "Fridays".into()));
        assert_eq!(said(&[Mon, Wed]), ("montags und mittwochs".into(), "Mondays and Wednesdays".into()));
        assert_eq!(said(&[Mon, Tue, Wed, Thu, Fri]), ("montags bis freitags".into(), "Mondays to Fridays".into()));
        assert_eq!(said(&[Mon, Tue, Wed, Thu, Fri, Sat, Sun]), ("täglich".into(), "daily".into()));
        assert_eq!(on_all(&[Mon, Tue, Wed, Thu, Fri], Language::De), "an allen fünf Tagen (Mo–Fr)");
        assert_eq!(on_all(&[Mon, Wed, Fri], Language::En), "on all three days (Mon, Wed, Fri)");
        assert_eq!(on_all(&[Mon, Sat], Language::De), "an beiden Tagen (Mo, Sa)");
        assert_eq!(only_on(Fri, Language::En), "on Fridays only");
    }

    #[test]
    fn a_rule_says_its_hours_and_its_rhythm() {
        let fridays = Days::Weekdays(vec![Fri]);
        assert_eq!(rule(&fridays, hours("10:00", "13:00"), 1, Language::De), "freitags 10–13 Uhr, jede Woche");
        assert_eq!(rule(&fridays, hours("09:30", "24:00"), 2, Language::De), "freitags 9:30–24 Uhr, alle 2 Wochen");
        assert_eq!(rule(&fridays, hours("10:00", "13:00"), 0, Language::En), "Fridays 10:00–13:00");
        let once = Days::Date("2022-01-22".parse().unwrap());
        assert_eq!(rule(&once, hours("09:00", "14:00"), 1, Language::De), "Samstag, 22. Januar 2022, 9–14 Uhr");
    }
}
