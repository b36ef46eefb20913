//! A server whose clock goes wrong: it says so in its headers, and stamps what it keeps by it.

use crate::dice::Dice;
use chrono::{DateTime, Duration, Utc};
use std::fmt;

/// How far a server's clock is off.
#[derive(Clone, Copy)]
pub struct Skew(Duration);

impl fmt::Display for Skew {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "clock off by {} min", self.0.num_minutes())
    }
}

impl Skew {
    /// Up to a day and two hours, before or after.
    pub fn by(dice: &mut Dice) -> Self {
        let most = 26 * 60;
        Self(Duration::minutes(i64::try_from(dice.roll(2 * most + 1)).unwrap() - most as i64))
    }

    /// An answer as that server tells it: `Date`, `Last-Modified`, `DTSTAMP` and `LAST-MODIFIED` are of its clock.
    pub fn told(self, answer: Vec<u8>, now: DateTime<Utc>) -> Vec<u8> {
        let now = now + self.0;
        let Ok(text) = String::from_utf8(answer.clone()) else { return answer };
        let Some((head, body)) = text.split_once("\r\n\r\n") else { return answer };
        let is_chunked = head.to_ascii_lowercase().contains("transfer-encoding");
        let body = if is_chunked { body.to_owned() } else { stamped(body, now) };
        let date = now.format("%a, %d %b %Y %H:%M:%S GMT");
        let headers = head.split("\r\n").map(|line| match line.split_once(':') {
            Some((name, _)) if ["date", "last-modified"].contains(&name.to_ascii_lowercase().as_str()) => {
                format!("{name}: {date}")
            }
            Some((name, _)) if name.eq_ignore_ascii_case("content-length") => format!("{name}: {}", body.len()),
            _ => line.to_owned(),
        });
        let head = headers.collect::<Vec<_>>().join("\r\n");
        format!("{head}\r\n\r\n{body}").into_bytes()
    }
}

/// Every `DTSTAMP` is that time, with `LAST-MODIFIED` before it.
fn stamped(body: &str, at: DateTime<Utc>) -> String {
    let stamp = at.format("%Y%m%dT%H%M%SZ").to_string();
    let mut parts = body.split("DTSTAMP:");
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let rest = part.get(stamp.len()..).unwrap_or_default();
        told.push_str(&format!("LAST-MODIFIED:{stamp}\r\nDTSTAMP:{stamp}{rest}"));
    }
    told
}

#[test]
fn an_answer_is_told_by_another_clock_and_is_whole() {
    let body = "BEGIN:VEVENT\r\nDTSTAMP:20220101T000000Z\r\nSUMMARY:Müller\r\nEND:VEVENT\r\n";
    let head = "HTTP/1.1 200 OK\r\nDate: Fri, 14 Jan 2022 07:00:00 GMT\r\nContent-Length: ";
    let answer = format!("{head}{}\r\n\r\n{body}", body.len());
    let now = DateTime::parse_from_rfc3339("2022-01-14T07:00:00Z").unwrap().to_utc();
    let told = String::from_utf8(Skew(Duration::hours(25)).told(answer.into_bytes(), now)).unwrap();
    let body = "BEGIN:VEVENT\r\nLAST-MODIFIED:20220115T080000Z\r\nDTSTAMP:20220115T080000Z\r\nSUMMARY:Müller\r\nEND:VEVENT\r\n";
    let head = head.replace("Fri, 14 Jan 2022 07", "Sat, 15 Jan 2022 08");
    assert_eq!(told, format!("{head}{}\r\n\r\n{body}", body.len()));
}
