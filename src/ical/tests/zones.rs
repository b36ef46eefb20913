//! Names of zones, and descriptions of them.

use super::*;

fn named(name: &str) -> Busy {
    busy(&event(&format!("UID:1\nDTSTART;TZID={name}:20220717T090000\nDURATION:PT1H")))
}

#[test]
fn names_of_the_world_and_of_windows_are_known() {
    for name in [
        "Europe/Berlin",
        "W. Europe Standard Time",
        "\"(UTC+01:00) Amsterdam, Berlin, Bern, Rom, Stockholm, Wien\"",
        "/freeassociation.sourceforge.net/Tzfile/Europe/Berlin",
        "/citadel.org/20190914_1/Europe/Berlin",
        "/mozilla.org/20050126_1/Europe/Berlin",
    ] {
        let busy = named(name);
        assert_eq!((spans(&busy), busy.unread), (vec!["07-17 09:00–10:00".to_owned()], 0), "{name}");
    }
    assert_eq!(spans(&named("Eastern Standard Time")), ["07-17 15:00–16:00"]);
    assert_eq!(spans(&named("UTC")), ["07-17 11:00–12:00"]);
}

/// The zone of a file in which an unknown name is described.
fn described(name: &str, extra: &str) -> String {
    file(&format!(
        "BEGIN:VTIMEZONE\nTZID:{name}\n{extra}\
         BEGIN:STANDARD\nDTSTART:16011028T030000\nTZOFFSETFROM:-0400\nTZOFFSETTO:-0500\n\
         RRULE:FREQ=YEARLY;BYDAY=1SU;BYMONTH=11\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:16010325T020000\nTZOFFSETFROM:-0500\nTZOFFSETTO:-0400\n\
         RRULE:FREQ=YEARLY;BYDAY=2SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n\
         BEGIN:VEVENT\nUID:1\nDTSTART;TZID={name}:20220117T090000\nDURATION:PT1H\nRRULE:FREQ=MONTHLY;BYMONTHDAY=17;COUNT=7\nEND:VEVENT"
    ))
}

#[test]
fn an_unknown_name_is_read_from_its_description() {
    let spans = of(&described("Customized Time Zone 1", ""));
    assert_eq!(spans[0], "01-17 15:00–16:00");
    assert_eq!(spans[2], "03-17 14:00–15:00", "summer time begins two weeks earlier there");
    assert_eq!(spans[6], "07-17 15:00–16:00");
}

#[test]
fn a_location_in_the_description_wins_over_its_rules() {
    assert_eq!(of(&described("Mein Büro", "X-LIC-LOCATION:Europe/Berlin\n"))[0], "01-17 09:00–10:00");
}

#[test]
fn the_rules_of_a_description_read_gaps_and_doubled_times_like_any_zone() {
    let zone = "BEGIN:VTIMEZONE\nTZID:Hier\n\
         BEGIN:STANDARD\nDTSTART:20001029T030000\nTZOFFSETFROM:+0200\nTZOFFSETTO:+0100\n\
         RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10\nEND:STANDARD\n\
         BEGIN:DAYLIGHT\nDTSTART:20000326T020000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\n\
         RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3\nEND:DAYLIGHT\nEND:VTIMEZONE\n";
    let at = |local: &str| {
        let text = format!("{zone}BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Hier:{local}\nDURATION:PT15M\nEND:VEVENT");
        let busy = busy(&file(&text));
        assert_eq!(busy.unread, 0);
        busy.spans[0].start.to_rfc3339(Berlin)
    };
    assert_eq!(at("20220327T023000"), "2022-03-27T03:30:00+02:00");
    assert_eq!(at("20221030T023000"), "2022-10-30T02:30:00+02:00");
    assert_eq!(at("20221030T030000"), "2022-10-30T03:00:00+01:00");
    assert_eq!(at("20220717T090000"), "2022-07-17T09:00:00+02:00");
    assert_eq!(at("20220117T090000"), "2022-01-17T09:00:00+01:00");
}

#[test]
fn a_name_that_nobody_knows_is_read_as_the_shops_time_and_told() {
    let busy = named("Atlantis Standard Time");
    assert_eq!((spans(&busy), busy.unread), (vec!["07-17 09:00–10:00".to_owned()], 1));
}
