//! Single events.

use super::*;

#[test]
fn an_event_blocks_from_its_start_to_its_end() {
    assert_eq!(of(&event("UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T093000Z")), ["01-17 09:00–10:30"]);
    assert_eq!(of(&event("UID:1\nDTSTART;TZID=Europe/Berlin:20220117T090000\nDURATION:PT45M")), ["01-17 09:00–09:45"]);
    assert_eq!(of(&event("DTSTART:20220117T090030\nDTEND:20220117T093030")), ["01-17 09:00–09:31"], "whole minutes");
}

#[test]
fn a_floating_time_is_the_shops_and_a_day_is_the_shops_date() {
    assert_eq!(of(&event("UID:1\nDTSTART:20220117T090000\nDTEND:20220117T100000")), ["01-17 09:00–10:00"]);
    assert_eq!(of(&event("UID:1\nDTSTART;VALUE=DATE:20220118")), ["01-18 00:00–01-19 00:00"]);
    let days = event("UID:1\nDTSTART;VALUE=DATE:20220118\nDTEND;VALUE=DATE:20220121");
    assert_eq!(of(&days), ["01-18 00:00–01-21 00:00"]);
    assert_eq!(of(&event("UID:1\nDTSTART;VALUE=DATE:20220118\nDURATION:P2D")), ["01-18 00:00–01-20 00:00"]);
    let same = event("UID:1\nDTSTART;VALUE=DATE:20220118\nDTEND;VALUE=DATE:20220118");
    assert_eq!(of(&same), ["01-18 00:00–01-19 00:00"], "some write the last day");
}

#[test]
fn a_day_with_a_clock_change_has_its_own_length() {
    let day = busy(&event("UID:1\nDTSTART;VALUE=DATE:20220327\nDTEND;VALUE=DATE:20220328"));
    assert_eq!(day.spans[0].end.minutes_since(day.spans[0].start), 23 * 60);
    let nominal = event("UID:1\nDTSTART;TZID=Europe/Berlin:20220326T120000\nDURATION:P1D");
    assert_eq!(of(&nominal), ["03-26 12:00–03-27 12:00"]);
    let exact = event("UID:1\nDTSTART;TZID=Europe/Berlin:20220326T120000\nDURATION:PT24H");
    assert_eq!(of(&exact), ["03-26 12:00–03-27 13:00"]);
}

#[test]
fn several_days_are_cut_to_the_window_and_what_lies_outside_is_left_out() {
    let long = event("UID:1\nDTSTART;VALUE=DATE:20211220\nDTEND;VALUE=DATE:20220118");
    assert_eq!(of(&long), ["01-17 00:00–01-18 00:00"]);
    assert_eq!(of(&event("UID:1\nDTSTART:20220116T220000Z\nDTEND:20220116T230000Z")), [""; 0]);
    let years = busy(&event("UID:1\nDTSTART;VALUE=DATE:20210101\nDTEND;VALUE=DATE:20350101"));
    assert_eq!(years.spans, [reading(Tentative::Busy).window]);
}

#[test]
fn what_is_transparent_cancelled_or_takes_no_time_does_not_block() {
    for line in ["TRANSP:TRANSPARENT", "STATUS:CANCELLED", "X-MICROSOFT-CDO-BUSYSTATUS:FREE"] {
        let text = event(&format!("UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z\n{line}"));
        assert_eq!(of(&text), [""; 0], "{line}");
    }
    assert_eq!(of(&event("UID:1\nDTSTART:20220117T080000Z")), [""; 0], "a reminder");
    for line in ["TRANSP:OPAQUE", "STATUS:CONFIRMED", "X-MICROSOFT-CDO-BUSYSTATUS:OOF"] {
        let text = event(&format!("UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z\n{line}"));
        assert_eq!(of(&text), ["01-17 09:00–10:00"], "{line}");
    }
}

#[test]
fn what_is_tentative_blocks_by_choice() {
    for line in ["STATUS:TENTATIVE", "X-MICROSOFT-CDO-BUSYSTATUS:TENTATIVE"] {
        let text = event(&format!("UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z\n{line}"));
        assert_eq!(of(&text), ["01-17 09:00–10:00"], "{line}");
        assert_eq!(read(text.as_bytes(), &reading(Tentative::Free)).unwrap().spans, [], "{line}");
    }
}

#[test]
fn the_shops_own_appointments_never_block() {
    let own = busy(&event("UID:own@termine.example.org\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z"));
    assert_eq!(own, Busy::default());
    let repeated =
        event("UID:own@termine.example.org\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nRRULE:FREQ=DAILY");
    assert_eq!(of(&repeated), [""; 0]);
}

#[test]
fn other_components_do_not_block_and_published_busy_times_do() {
    let others = file(
        "BEGIN:VTODO\nUID:1\nDTSTART:20220117T080000Z\nDUE:20220117T090000Z\nEND:VTODO\n\
         BEGIN:VJOURNAL\nUID:2\nDTSTART:20220117T080000Z\nEND:VJOURNAL\n\
         BEGIN:VFREEBUSY\nUID:3\nDTSTART:20220117T000000Z\nDTEND:20220118T000000Z\n\
         FREEBUSY:20220117T080000Z/20220117T090000Z,20220117T100000Z/PT30M\n\
         FREEBUSY;FBTYPE=FREE:20220117T120000Z/PT1H\n\
         FREEBUSY;FBTYPE=BUSY-TENTATIVE:20220117T140000Z/PT1H\n\
         END:VFREEBUSY",
    );
    assert_eq!(of(&others), ["01-17 09:00–10:00", "01-17 11:00–11:30", "01-17 15:00–16:00"]);
    let strict = read(others.as_bytes(), &reading(Tentative::Free)).unwrap();
    assert_eq!(spans(&strict), ["01-17 09:00–10:00", "01-17 11:00–11:30"]);
}

#[test]
fn an_alarm_inside_changes_nothing_and_folded_lines_are_one() {
    let text = event(
        "UID:1\nDTSTART;TZID=\"Europe/Ber\n lin\":20220117T0900\n 00\nDTEND;TZID=Europe/Berlin:20220117T100000\n\
         SUMMARY:Kinderarzt\\, mit\n  Anfahrt\nBEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDURATION:PT5M\nEND:VALARM",
    );
    assert_eq!(of(&text), ["01-17 09:00–10:00"]);
}

#[test]
fn several_calendars_in_one_file_are_all_read() {
    let one = event("UID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z");
    let two = event("UID:1\nDTSTART:20220118T080000Z\nDTEND:20220118T090000Z");
    assert_eq!(of(&format!("{one}{two}")), ["01-17 09:00–10:00", "01-18 09:00–10:00"]);
}

#[test]
fn overlapping_events_are_one_span() {
    let text = file(
        "BEGIN:VEVENT\nUID:1\nDTSTART:20220117T080000Z\nDTEND:20220117T090000Z\nEND:VEVENT\n\
         BEGIN:VEVENT\nUID:2\nDTSTART:20220117T083000Z\nDTEND:20220117T100000Z\nEND:VEVENT",
    );
    assert_eq!(of(&text), ["01-17 09:00–11:00"]);
}
