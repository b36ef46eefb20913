//! The period of the numbers: as its address says it.

use super::tables::TableKind;
use super::{PATH, Texts};
use crate::http::planner::prelude::*;
use chrono::{Days, Months};

/// The longest period, in days.
const DAYS_AT_MOST: i64 = 3 * 366;

/// What addresses of this page say.
#[derive(Default, Deserialize)]
#[serde(default)]
pub struct StatisticsQuery {
    /// `last-month`, `year` or `own`; else this month.
    period: String,
    from: String,
    until: String,
    /// Which table, of a file.
    pub table: String,
}

/// The dates, inclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first date.
    pub first: NaiveDate,
    /// The last date.
    pub last: NaiveDate,
}

impl StatisticsQuery {
    /// The form for dates of one's own.
    pub fn form(&self, language: Language) -> Form {
        Form::new(language).with("from", &self.from).with("until", &self.until)
    }

    /// The address of a table as a file.
    pub fn file(&self, table: TableKind) -> String {
        let own = [("period", self.period.as_str()), ("from", &self.from), ("until", &self.until)];
        let pairs: Vec<_> = own.into_iter().filter(|(_, value)| !value.is_empty()).collect();
        url("/planner/statistics.csv", &[pairs.as_slice(), &[("table", table.word())]].concat())
    }
}

impl Period {
    /// The dates; `None` with what is wrong beside its field.
    pub fn read(query: &StatisticsQuery, form: &mut Form, today: NaiveDate) -> Option<Self> {
        let month = today - Days::new(u64::from(today.day0()));
        match query.period.as_str() {
            "last-month" => Some(Self { first: month - Months::new(1), last: month - Days::new(1) }),
            "year" => {
                let first = month - Months::new(month.month0());
                Some(Self { first, last: first + Months::new(12) - Days::new(1) })
            }
            "own" => {
                let (first, last) = (form.read("from", limits::date), form.read("until", limits::date));
                form.keep("until", limits::ordered(first, last));
                let period = Self { first: first?, last: last? };
                if (period.last - period.first).num_days() >= DAYS_AT_MOST {
                    form.refuse("until", Texts::of(form.language()).too_long());
                }
                form.is_right().then_some(period)
            }
            _ => Some(Self { first: month, last: month + Months::new(1) - Days::new(1) }),
        }
    }

    /// Those that need no dates: address, name, and whether it is the one shown.
    pub fn offered(query: &StatisticsQuery, t: Texts) -> Vec<(String, &'static str, bool)> {
        let named = ["last-month", "year", "own"].contains(&query.period.as_str());
        let offer = |word: &str, name, is_shown| (url(PATH, &[("period", word)]), name, is_shown);
        vec![
            (PATH.to_owned(), t.this_month(), !named),
            offer("last-month", t.last_month(), query.period == "last-month"),
            offer("year", t.this_year(), query.period == "year"),
        ]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(query: &StatisticsQuery) -> Option<(String, String)> {
        let mut form = query.form(Language::ENGLISH);
        let period = Period::read(query, &mut form, "2026-01-15".parse().unwrap())?;
        Some((period.first.to_string(), period.last.to_string()))
    }

    #[test]
    fn months_and_years_have_their_dates_and_own_ones_are_checked() {
        let of = |period: &str, from: &str, until: &str| {
            let query =
                StatisticsQuery { period: period.into(), from: from.into(), until: until.into(), ..Default::default() };
            read(&query)
        };
        let dates = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(of("", "", ""), dates("2026-01-01", "2026-01-31"));
        assert_eq!(of("last-month", "", ""), dates("2025-12-01", "2025-12-31"));
        assert_eq!(of("year", "", ""), dates("2026-01-01", "2026-12-31"));
        assert_eq!(of("own", "2025-02-01", "2025-02-28"), dates("2025-02-01", "2025-02-28"));
        assert_eq!(of("own", "2025-02-28", "2025-02-01"), None);
        assert_eq!(of("own", "2020-01-01", "2026-01-01"), None);
        assert_eq!(of("own", "", "x"), None);
    }
}
