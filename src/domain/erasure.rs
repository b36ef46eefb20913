//! Until when a request of erasure must be answered.

use super::time::Minute;
use chrono::{Months, NaiveDate};
use chrono_tz::Tz;

/// The last day to answer a request made at `asked`: a calendar month later in the shop's zone (Art. 12 (3) GDPR), or the
/// last day of a shorter month (Art. 3 (2) of Regulation 1182/71).
pub fn answer_by(asked: Minute, zone: Tz) -> NaiveDate {
    let day = asked.local_date(zone);
    day.checked_add_months(Months::new(1)).unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono::DateTime;

    fn due(asked: &str) -> String {
        let asked = DateTime::parse_from_rfc3339(asked).unwrap().to_utc();
        answer_by(Minute::floor(asked), chrono_tz::Europe::Berlin).to_string()
    }

    #[test]
    fn it_is_a_calendar_month_in_the_shops_zone() {
        assert_eq!(due("2022-01-14T08:00:00+01:00"), "2022-02-14");
        assert_eq!(due("2022-01-31T08:00:00+01:00"), "2022-02-28");
        assert_eq!(due("2021-12-31T23:30:00Z"), "2022-02-01", "it is the first of January there");
    }
}
