//! An appointment that was written to a calendar kept elsewhere, as it is there now.

use super::object;
use crate::domain::time::Minute;
use chrono_tz::Tz;
use sha2::{Digest, Sha256};
use std::ops::Range;

/// The longest text of programs that is kept, in bytes.
const KEPT_MAX: usize = 10_000;
/// Lines that are this program's own.
const OURS: [&str; 3] = ["DESCRIPTION", "LOCATION", "URL"];

/// An event as it is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EventThere {
    /// From when to when; `None`: it is no single event any more.
    pub span: Option<Range<Minute>>,
    /// SHA-256 of its time and words, the same however a server writes them.
    pub fingerprint: String,
    /// The lines that programs have written besides.
    pub kept: String,
}

/// Reads an object for a shop in the zone `zone`.
pub fn read(text: &str, zone: Tz) -> EventThere {
    let single = object::read(text.as_bytes(), zone).ok().filter(|written| !written.repeats);
    let Some(object::Written { event, .. }) = single else {
        return EventThere { span: None, fingerprint: hash(&[text]), kept: String::new() };
    };
    let (mut words, mut kept, mut is_in_part) = (Vec::new(), String::new(), false);
    for line in event.kept.split_inclusive("\r\n") {
        is_in_part |= line.starts_with("BEGIN:");
        let name = line.split([':', ';']).next().unwrap_or_default().to_ascii_uppercase();
        if is_in_part || !OURS.contains(&name.as_str()) {
            kept.push_str(line);
        } else if name != "URL" {
            words.push(format!("{name}:{}", plain(line)));
        }
        is_in_part &= !line.starts_with("END:");
    }
    words.retain(|line| !line.ends_with(':'));
    words.sort_unstable();
    let minutes = format!("{}-{}", event.start.since_epoch(), event.end.since_epoch());
    let fingerprint = hash(&[&minutes, &event.title, &words.join("\n")]);
    if kept.len() > KEPT_MAX {
        kept.clear();
    }
    EventThere { span: Some(event.start..event.end), fingerprint, kept }
}

fn hash(parts: &[&str]) -> String {
    base16ct::lower::encode_string(&Sha256::digest(parts.join("\n").as_bytes()))
}

/// The text of a line, without escapes, and with one space where there are several.
fn plain(line: &str) -> String {
    let mut is_quoted = false;
    let value = line.find(|sign| {
        is_quoted ^= sign == '"';
        sign == ':' && !is_quoted
    });
    let value = value.map_or("", |at| &line[at + 1..]);
    let (mut text, mut signs) = (String::new(), value.chars());
    while let Some(sign) = signs.next() {
        match sign {
            '\\' => match signs.next() {
                Some('n' | 'N') => text.push(' '),
                Some(other) => text.push(other),
                None => {}
            },
            _ => text.push(sign),
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use chrono_tz::Europe::Berlin;

    fn object(lines: &str) -> String {
        format!("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\nBEGIN:VEVENT\nUID:a\nDTSTAMP:20220101T000000Z\n{lines}\nEND:VEVENT\nEND:VCALENDAR\n")
            .replace('\n', "\r\n")
    }

    fn fingerprint(lines: &str) -> String {
        read(&object(lines), Berlin).fingerprint
    }

    #[test]
    fn the_same_event_has_one_fingerprint_however_it_is_written() {
        let ours = "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Muster\nDESCRIPTION:0711\\, 1\\nBitte";
        for same in [
            "DESCRIPTION;LANGUAGE=de:0711\\, 1\\n B\n itte\nSUMMARY:Muster\nDTSTART;TZID=Europe/Berlin:20220117T090000\nDURATION:PT1H",
            "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Muster \nDESCRIPTION:0711\\, 1\\nBitte\nLOCATION:\nCATEGORIES:Rot",
        ] {
            let same = same.replace("\\n B\n itte", "\\nB\n itte");
            assert_eq!(fingerprint(&same), fingerprint(ours), "{same}");
        }
        for other in [
            ours.replace("0000Z\nDTEND", "1500Z\nDTEND"),
            ours.replace("Muster", "Musterfrau"),
            ours.replace("Bitte", "Danke"),
            format!("{ours}\nLOCATION:Raum 2"),
            format!("{ours}\nRRULE:FREQ=DAILY"),
        ] {
            assert_ne!(fingerprint(&other), fingerprint(ours), "{other}");
        }
    }

    #[test]
    fn what_programs_have_written_besides_is_kept() {
        let alarm = "BEGIN:VALARM\nACTION:DISPLAY\nDESCRIPTION:Gleich\nTRIGGER:-PT15M\nEND:VALARM";
        let there = read(
            &object(&format!(
                "DTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nSUMMARY:Muster\nDESCRIPTION:x\nCATEGORIES:Rot\n{alarm}"
            )),
            Berlin,
        );
        assert_eq!(there.kept, format!("CATEGORIES:Rot\n{alarm}\n").replace('\n', "\r\n"));
        let repeats = read(&object("DTSTART:20220117T080000Z\nRRULE:FREQ=DAILY"), Berlin);
        assert_eq!((repeats.span, repeats.kept.as_str()), (None, ""));
    }
}
