//! Entries with their words.

use super::*;
use crate::ical::entries::{self, Entries, Guest};

fn entries(text: &str) -> Entries {
    entries::read(text.as_bytes(), &reading(Tentative::Busy), 100).unwrap()
}

#[test]
fn an_entry_has_its_words_as_they_were_written() {
    let found = entries(&event(
        "UID:1\nDTSTART;TZID=Europe/Berlin:20220117T090000\nDURATION:PT45M\nSUMMARY:Muster\\, Erika\n\
         DESCRIPTION:Erste Zeile\\nzweite\\; Zeile",
    ));
    let [one] = &found.items[..] else { panic!("{found:?}") };
    assert_eq!((one.title.as_str(), one.description.as_str()), ("Muster, Erika", "Erste Zeile\nzweite; Zeile"));
    assert_eq!(one.span.end.minutes_since(one.span.start), 45);
    assert!(!one.is_whole_days && one.guest.is_none());
    assert!(!format!("{one:?}").contains("Muster"), "no names in logs");
}

#[test]
fn each_date_of_a_series_is_an_entry_and_an_exception_has_its_own_words() {
    let series = "BEGIN:VEVENT\nUID:1\nDTSTART;TZID=Europe/Berlin:20220117T120000\nDURATION:PT1H\nSUMMARY:Sitzung\n\
                  RRULE:FREQ=WEEKLY;COUNT=3\nEND:VEVENT\nBEGIN:VEVENT\nUID:1\n\
                  RECURRENCE-ID;TZID=Europe/Berlin:20220124T120000\nDTSTART;TZID=Europe/Berlin:20220124T130000\n\
                  DURATION:PT1H\nSUMMARY:Feier\nEND:VEVENT";
    let found = entries(&file(series));
    let told: Vec<_> = found
        .items
        .iter()
        .map(|one| format!("{} {}", one.span.start.in_zone(Berlin).format("%m-%d %H:%M"), one.title))
        .collect();
    assert_eq!(told, ["01-17 12:00 Sitzung", "01-24 13:00 Feier", "01-31 12:00 Sitzung"]);
    assert!(found.items.iter().all(|one| one.uid == "1"));
}

#[test]
fn the_guest_is_who_was_invited_by_somebody_else_and_comes() {
    let lines = "UID:1\nDTSTART:20220117T080000Z\nDURATION:PT1H\nORGANIZER:mailto:shop@example.org\n\
                 ATTENDEE;CN=Shop:MAILTO:Shop@example.org\n\
                 ATTENDEE;CUTYPE=ROOM;CN=Raum 1:mailto:raum@example.org\n\
                 ATTENDEE;PARTSTAT=DECLINED;CN=Max Muster:mailto:max@example.org\n\
                 ATTENDEE;PARTSTAT=ACCEPTED;CN=\"Muster, Erika\":mailto:erika@example.org";
    let guest = Guest { name: "Muster, Erika".into(), email: "erika@example.org".into() };
    assert!(entries(&event(lines)).items[0].guest == Some(guest));
    let unnamed = "UID:1\nDTSTART:20220117T080000Z\nDURATION:PT1H\nATTENDEE;CN=ida@example.org:mailto:ida@example.org";
    assert_eq!(entries(&event(unnamed)).items[0].guest.as_ref().map(|guest| guest.name.as_str()), Some(""));
}

#[test]
fn what_takes_no_time_lies_elsewhere_or_is_the_shops_own_is_no_entry() {
    for lines in [
        "UID:1\nDTSTART:20220117T080000Z\nDURATION:PT1H\nTRANSP:TRANSPARENT",
        "UID:1\nDTSTART:20220117T080000Z\nDURATION:PT1H\nSTATUS:CANCELLED",
        "UID:1\nDTSTART:20200117T080000Z\nDURATION:PT1H",
        "UID:own@termine.example.org\nDTSTART:20220117T080000Z\nDURATION:PT1H",
    ] {
        assert!(entries(&event(lines)).items.is_empty(), "{lines}");
    }
    let found = entries(&event("UID:1\nDTSTART;VALUE=DATE:20220118\nSUMMARY:Messe"));
    assert!(found.items[0].is_whole_days);
    assert_eq!(entries(&event("UID:1\nDTSTART:gestern\nSUMMARY:x")).unread, 1);
}

#[test]
fn more_entries_than_asked_for_are_refused() {
    let daily = event("UID:1\nDTSTART:20220117T080000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=5");
    assert_eq!(entries::read(daily.as_bytes(), &reading(Tentative::Busy), 5).unwrap().items.len(), 5);
    let refused = entries::read(daily.as_bytes(), &reading(Tentative::Busy), 4);
    assert_eq!(refused.unwrap_err(), Unreadable::TooLarge);
}
