//! Servers that have asked to be left alone for a while (`Retry-After`, RFC 9110 section 10.2.3).

use super::target::Target;
use crate::clock::Clock;
use chrono::{DateTime, Duration, Utc};
use hyper::StatusCode;
use hyper::header::{self, HeaderMap, HeaderName};
use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

/// The longest time that anybody waits for, whatever a server says.
const LONGEST: Duration = Duration::hours(24);

/// Until when which servers are not asked.
pub struct Patience {
    clock: Clock,
    /// By host and port. Forgotten when the program ends: the time of the next look is in the database too.
    until: Mutex<HashMap<(String, u16), DateTime<Utc>>>,
}

impl Patience {
    /// Nobody has asked for any.
    pub fn new(clock: Clock) -> Self {
        Self { clock, until: Mutex::default() }
    }

    /// Notes what an answer asks for, if it does.
    pub fn note(&self, target: &Target, status: StatusCode, headers: &HeaderMap) {
        if !matches!(status, StatusCode::TOO_MANY_REQUESTS | StatusCode::SERVICE_UNAVAILABLE) {
            return;
        }
        let now = self.clock.now();
        if let Some(wait) = wait(headers, now) {
            let mut until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
            until.retain(|_, at| *at > now);
            until.insert(server(target), now + wait);
        }
    }

    /// Until when a server is not to be asked; `None`: it may be.
    pub fn until(&self, target: &Target) -> Option<DateTime<Utc>> {
        let until = self.until.lock().unwrap_or_else(PoisonError::into_inner);
        until.get(&server(target)).copied().filter(|at| *at > self.clock.now())
    }
}

fn server(target: &Target) -> (String, u16) {
    (target.host.clone(), target.port)
}

/// How long an answer asks to wait. A time of day is one of the server's clock, which its `Date` tells.
fn wait(headers: &HeaderMap, now: DateTime<Utc>) -> Option<Duration> {
    let text = |name: &HeaderName| headers.get(name)?.to_str().ok().map(str::trim);
    let told = text(&header::RETRY_AFTER)?;
    let date = |text: &str| DateTime::parse_from_rfc2822(text).ok().map(|at| at.to_utc());
    let wait = match told.parse::<u32>() {
        Ok(seconds) => Duration::seconds(i64::from(seconds)),
        Err(_) => date(told)? - text(&header::DATE).and_then(date).unwrap_or(now),
    };
    (wait > Duration::zero()).then_some(wait.min(LONGEST))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked(retry_after: &str, date: Option<&str>) -> Option<i64> {
        let mut headers = HeaderMap::new();
        headers.insert(header::RETRY_AFTER, retry_after.parse().unwrap());
        if let Some(date) = date {
            headers.insert(header::DATE, date.parse().unwrap());
        }
        let now = DateTime::parse_from_rfc3339("2022-01-14T07:00:00Z").unwrap().to_utc();
        wait(&headers, now).map(|wait| wait.num_seconds())
    }

    #[test]
    fn seconds_and_times_of_day_are_understood_and_no_server_asks_for_more_than_a_day() {
        for (retry_after, date, seconds) in [
            ("120", None, Some(120)),
            (" 5 ", None, Some(5)),
            ("0", None, None),
            ("99999999", None, Some(86_400)),
            ("Fri, 14 Jan 2022 07:10:00 GMT", None, Some(600)),
            ("Fri, 14 Jan 2022 06:00:00 GMT", None, None),
            ("Mon, 14 Jan 2030 07:00:00 GMT", None, Some(86_400)),
            ("Thu, 13 Jan 2022 22:05:00 GMT", Some("Thu, 13 Jan 2022 22:00:00 GMT"), Some(300)),
            ("Fri, 14 Jan 2022 07:10:00 GMT", Some("yesterday"), Some(600)),
            ("-3", None, None),
            ("later", None, None),
        ] {
            assert_eq!(asked(retry_after, date), seconds, "{retry_after} {date:?}");
        }
    }
}
