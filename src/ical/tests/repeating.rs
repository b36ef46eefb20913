//! Series, their exceptions, and the bounds of unfolding them.

use super::*;

/// The first `count` spans of a series of an hour at 9:00 in Berlin, from the 17th of January 2022 on.
fn series(lines: &str, count: usize) -> Vec<String> {
    let start = "UID:1\nDTSTART;TZID=Europe/Berlin:20220117T090000\nDTEND;TZID=Europe/Berlin:20220117T100000";
    let mut spans = of(&event(&format!("{start}\n{lines}")));
    spans.truncate(count);
    spans
}

#[test]
fn a_rule_is_unfolded_as_far_as_the_window_reaches() {
    let daily = series("RRULE:FREQ=DAILY", usize::MAX);
    assert_eq!((daily.len(), daily[400].as_str()), (401, "02-21 09:00–10:00"));
    assert_eq!(
        series("RRULE:FREQ=WEEKLY;BYDAY=MO,TH;COUNT=3", 9),
        ["01-17 09:00–10:00", "01-20 09:00–10:00", "01-24 09:00–10:00"]
    );
    assert_eq!(
        series("RRULE:FREQ=MONTHLY;BYDAY=-1FR", 3),
        ["01-17 09:00–10:00", "01-28 09:00–10:00", "02-25 09:00–10:00"]
    );
    assert_eq!(series("RRULE:FREQ=YEARLY", 9), ["01-17 09:00–10:00", "01-17 09:00–10:00"]);
    assert_eq!(
        series("RRULE:FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1", 3)[1..],
        ["01-31 09:00–10:00", "02-28 09:00–10:00"]
    );
}

#[test]
fn the_end_of_a_rule_is_its_last_date_whatever_its_zone() {
    let three = ["01-17 09:00–10:00", "01-18 09:00–10:00", "01-19 09:00–10:00"];
    for until in ["20220119T080000Z", "20220119T090000", "20220119"] {
        assert_eq!(series(&format!("RRULE:FREQ=DAILY;UNTIL={until}"), 9), three, "{until}");
    }
    assert_eq!(series("RRULE:FREQ=DAILY;UNTIL=20220119T075959Z", 9), three[..2]);
    assert_eq!(series("RRULE:FREQ=DAILY;UNTIL=20220101T000000Z", 9), three[..1], "it begins all the same");
}

#[test]
fn a_series_stays_on_the_wall_clock_when_the_clocks_change() {
    let text = event(
        "UID:1\nDTSTART;TZID=Europe/Berlin:20220321T090000\nDTEND;TZID=Europe/Berlin:20220321T100000\nRRULE:FREQ=WEEKLY;COUNT=2",
    );
    assert_eq!(of(&text), ["03-21 09:00–10:00", "03-28 09:00–10:00"]);
    // 02:30 does not exist on the 27th of March, and exists twice on the 30th of October.
    let gap = event("UID:1\nDTSTART;TZID=Europe/Berlin:20220326T023000\nDURATION:PT15M\nRRULE:FREQ=DAILY;COUNT=3");
    assert_eq!(of(&gap), ["03-26 02:30–02:45", "03-27 03:30–03:45", "03-28 02:30–02:45"]);
    let doubled = busy(&event("UID:1\nDTSTART;TZID=Europe/Berlin:20221030T023000\nDURATION:PT15M"));
    assert_eq!(doubled.spans[0].start.to_rfc3339(Berlin), "2022-10-30T02:30:00+02:00", "the first of the two");
}

#[test]
fn dates_left_out_do_not_block_however_they_are_written() {
    for left_out in [
        "EXDATE;TZID=Europe/Berlin:20220118T090000",
        "EXDATE:20220118T080000Z",
        "EXDATE;VALUE=DATE:20220118",
        "EXDATE:20220101T080000Z,20220118T080000Z",
    ] {
        let spans = series(&format!("RRULE:FREQ=DAILY;COUNT=3\n{left_out}"), 9);
        assert_eq!(spans, ["01-17 09:00–10:00", "01-19 09:00–10:00"], "{left_out}");
    }
    let days =
        event("UID:1\nDTSTART;VALUE=DATE:20220117\nRRULE:FREQ=DAILY;INTERVAL=2;COUNT=3\nEXDATE;VALUE=DATE:20220119");
    assert_eq!(of(&days), ["01-17 00:00–01-18 00:00", "01-21 00:00–01-22 00:00"]);
}

#[test]
fn further_dates_block_also_with_a_length_of_their_own() {
    assert_eq!(
        series("RDATE;TZID=Europe/Berlin:20220120T150000,20220121T150000", 9),
        ["01-17 09:00–10:00", "01-20 15:00–16:00", "01-21 15:00–16:00"]
    );
    assert_eq!(series("RDATE;VALUE=PERIOD:20220120T150000Z/PT3H", 9)[1..], ["01-20 16:00–19:00"]);
}

/// A daily series of three dates, with exceptions.
fn with_exceptions(exceptions: &str) -> Vec<String> {
    of(&file(&format!(
        "BEGIN:VEVENT\nUID:1\nSEQUENCE:7\nDTSTART;TZID=Europe/Berlin:20220117T090000\nDURATION:PT1H\n\
         RRULE:FREQ=DAILY;COUNT=3\nEND:VEVENT\n{exceptions}"
    )))
}

#[test]
fn a_moved_date_blocks_where_it_is_now() {
    let moved = with_exceptions(
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID:20220118T080000Z\nDTSTART:20220118T130000Z\nDURATION:PT2H\nEND:VEVENT",
    );
    assert_eq!(moved, ["01-17 09:00–10:00", "01-18 14:00–16:00", "01-19 09:00–10:00"], "whatever its SEQUENCE");
}

#[test]
fn a_cancelled_or_free_date_does_not_block_and_another_series_keeps_its_own() {
    for line in ["STATUS:CANCELLED", "TRANSP:TRANSPARENT"] {
        let text = format!(
            "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;TZID=Europe/Berlin:20220118T090000\nDTSTART:20220118T080000Z\n\
             DURATION:PT1H\n{line}\nEND:VEVENT\n\
             BEGIN:VEVENT\nUID:2\nSEQUENCE:7\nDTSTART:20220118T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=2\nEND:VEVENT"
        );
        let expected = ["01-17 09:00–10:00", "01-18 10:00–11:00", "01-19 09:00–11:00"];
        assert_eq!(with_exceptions(&text), expected, "{line}");
    }
}

#[test]
fn an_exception_for_all_later_dates_moves_them_too() {
    let later = with_exceptions(
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20220118T080000Z\nDTSTART:20220118T130000Z\n\
         DURATION:PT30M\nEND:VEVENT",
    );
    assert_eq!(later, ["01-17 09:00–10:00", "01-18 14:00–14:30", "01-19 14:00–14:30"]);
    let ended = with_exceptions(
        "BEGIN:VEVENT\nUID:1\nRECURRENCE-ID;RANGE=THISANDFUTURE:20220118T080000Z\nSTATUS:CANCELLED\nEND:VEVENT",
    );
    assert_eq!(ended, ["01-17 09:00–10:00"]);
}

#[test]
fn the_latest_revision_of_an_exception_holds_and_one_without_its_series_blocks() {
    let twice = with_exceptions(
        "BEGIN:VEVENT\nUID:1\nSEQUENCE:9\nRECURRENCE-ID:20220118T080000Z\nDTSTART:20220118T130000Z\nDURATION:PT1H\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:1\nSEQUENCE:8\nRECURRENCE-ID:20220118T080000Z\nDTSTART:20220118T180000Z\nDURATION:PT1H\nEND:VEVENT",
    );
    assert_eq!(twice, ["01-17 09:00–10:00", "01-18 14:00–15:00", "01-19 09:00–10:00"]);
    let alone = event("UID:1\nRECURRENCE-ID:20220118T080000Z\nDTSTART:20220118T130000Z\nDURATION:PT1H");
    assert_eq!(of(&alone), ["01-18 14:00–15:00"]);
}

#[test]
fn a_series_of_decades_is_not_walked_through() {
    let start = std::time::Instant::now();
    let events: String = (0..2_000)
        .map(|number| {
            format!(
                "BEGIN:VEVENT\nUID:{number}\nDTSTART:19700101T{:02}{:02}00Z\nDURATION:PT1M\nRRULE:FREQ=DAILY\nEND:VEVENT\n",
                number / 60 % 24,
                number % 60
            )
        })
        .collect();
    let busy = busy(&file(&events));
    assert_eq!((busy.events, busy.unread), (2_000, 0));
    assert!(start.elapsed().as_secs() < 60, "{:?}", start.elapsed());
    let odd = event("UID:1\nDTSTART;TZID=Europe/Berlin:19991231T090000\nDURATION:PT1H\nRRULE:FREQ=WEEKLY;INTERVAL=3");
    assert_eq!(of(&odd)[0], "01-28 09:00–10:00", "the rhythm of every third Friday stays");
}

#[test]
fn rules_without_any_date_end_and_are_bounded_together() {
    let events: String = (0..200)
        .map(|number| {
            format!(
                "BEGIN:VEVENT\nUID:{number}\nDTSTART:20220118T080000Z\nDURATION:PT1H\n\
                 RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30\nEND:VEVENT\n"
            )
        })
        .collect();
    let busy = busy(&file(&events));
    assert_eq!(spans(&busy), ["01-18 09:00–10:00"], "the start blocks");
    assert!(busy.unread > 0, "what was not unfolded is told");
}

#[test]
fn a_rule_of_seconds_is_told_and_its_start_blocks() {
    let busy = busy(&event("UID:1\nDTSTART:20220118T080000Z\nDURATION:PT10M\nRRULE:FREQ=SECONDLY"));
    assert_eq!((busy.events, busy.unread), (1, 1));
    assert_eq!(spans(&busy), ["01-18 09:00–09:10"]);
}
