//! When the alarm of an event rings (RFC 4791 section 9.9).

use super::instant;
use super::part::Part;
use crate::domain::time::Minute;
use std::ops::Range;

/// Whether an alarm rings within a span, for any of the times that its event takes place. Its repetitions do not count.
pub fn rings_within(alarm: &Part, event: Option<&Part>, spans: &[Range<Minute>], within: &Range<Minute>) -> bool {
    let Some(trigger) = alarm.property("TRIGGER") else { return false };
    if let Some(second) = instant(&trigger.value) {
        return within.contains(&Minute::of_second(second));
    }
    let Some(minutes) = minutes_of(&trigger.value).filter(|_| event.is_some()) else { return false };
    let is_after_end = trigger.parameter("RELATED").is_some_and(|related| related.eq_ignore_ascii_case("end"));
    spans.iter().any(|span| within.contains(&if is_after_end { span.end } else { span.start }.plus(minutes)))
}

/// The minutes of a duration such as `-PT15M`; `None`: it is none.
fn minutes_of(text: &str) -> Option<i64> {
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    let (mut seconds, mut digits) = (0_i64, String::new());
    for letter in rest.strip_prefix('P')?.chars() {
        let unit = match letter {
            'W' => 7 * 86_400,
            'D' => 86_400,
            'H' => 3_600,
            'M' => 60,
            'S' => 1,
            'T' if digits.is_empty() => continue,
            digit if digit.is_ascii_digit() && digits.len() < 9 => {
                digits.push(digit);
                continue;
            }
            _ => return None,
        };
        seconds += digits.parse::<i64>().ok()? * unit;
        digits.clear();
    }
    digits.is_empty().then_some(sign * seconds.div_euclid(60))
}

#[cfg(test)]
mod tests {
    use super::minutes_of;

    #[test]
    fn durations_are_read() {
        for (text, minutes) in [("-PT15M", -15), ("P1DT2H", 1_560), ("+P1W", 10_080), ("PT0S", 0), ("-PT90S", -1)] {
            assert_eq!(minutes_of(text), Some(minutes), "{text}");
        }
        for text in ["15M", "PT", "P1", "P-1D", "PT1X"].into_iter().filter(|text| *text != "PT") {
            assert_eq!(minutes_of(text), None, "{text}");
        }
    }
}
