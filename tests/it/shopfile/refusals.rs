//! Errors of a shop file, and their messages.

use super::{golden, now, problems};
use terminplaner::domain::shop::Language;
use terminplaner::operations::shop_file::{Format, ImportError, apply};

/// Fragments of files, and their errors.
const REFUSED: &[(&str, &str)] = &[
    ("nonsense = 1", "nonsense: is no key"),
    ("[shop]\nphones = \"1\"", "shop.phones: is no key"),
    ("[shop]\nname = \"\"", "shop.name: must not be empty (line 2)"),
    ("[shop]\nname = 5", "shop.name: must be a text"),
    ("[shop]\nname = \"a\\u0007\"", "shop.name: holds control"),
    ("[shop]\ntime_zone = \"Europe/Stuttgart\"", "shop.time_zone: is \"Europe/Stuttgart\", which is no time zone"),
    ("[shop]\nlanguage = \"xx\"", "shop.language: must be"),
    ("[shop]\nlanguages = [\"en\"]", "shop.languages: languages must contain"),
    ("[shop]\nlanguages = [\"de\", \"de\"]", "shop.languages: must name"),
    ("[shop]\nemail = \"praxis\"", "shop.email: must be one e-mail"),
    ("[shop]\nprivacy_url = \"javascript:alert(1)\"", "shop.privacy_url: must be a web address"),
    ("[shop]\nwebsite = \"https://\"", "shop.website: must be a web address"),
    ("[shop]\naccent = \"red\"", "shop.accent: is \"red\""),
    ("[shop]\nlead_time_hours = -1", "shop.lead_time_hours: is -1"),
    ("[shop]\nhorizon_days = 3651", "shop.horizon_days: is 3651"),
    ("[shop]\nmax_open_per_email = 0", "shop.max_open_per_email: is 0"),
    ("[shop]\nconfirm_by_minutes = 4", "shop.confirm_by_minutes: is 4"),
    ("[shop]\nconfirm_by_mail = \"yes\"", "shop.confirm_by_mail: "),
    ("[shop]\nphone_field = \"maybe\"", "shop.phone_field: is \"maybe\""),
    ("[shop]\nassignment = \"random\"", "shop.assignment: is \"random\""),
    (
        "[shop]\nallowed_origins = [\"https://a.example\", \"https://b.example/\"]",
        "shop.allowed_origins[1]: must be an origin",
    ),
    ("[[resources]]\nname = \"x\"", "resources[0].id: is missing (line 1)"),
    ("[[resources]]\nid = \"x\"", "resources[0].name: is missing"),
    ("[[resources]]\nid = \"a b\"\nname = \"x\"", "resources[0].id: is \"a b\""),
    (
        "[[resources]]\nid = \"kabine-1\"\n[[resources]]\nid = \"kabine-1\"",
        "resources[1].id: is \"kabine-1\", as another",
    ),
    ("[[resources]]\nid = \"kabine-1\"\nkind = \"car\"", "resources[0].kind: is \"car\""),
    ("[[resources]]\nid = \"kabine-1\"\nstep_minutes = 0", "resources[0].step_minutes: is 0"),
    ("[[services]]\nid = \"s\"\nname = \"S\"\nneeds = [[\"kabine-1\"]]", "services[0].duration_minutes: is missing"),
    ("[[services]]\nid = \"anpassung\"\nduration_minutes = 10081", "services[0].duration_minutes: is 10081"),
    (
        "[[services]]\nid = \"anpassung\"\nduration_minutes = 1.5",
        "services[0].duration_minutes: must be a whole number",
    ),
    (
        "[[services]]\nid = \"anpassung\"\nneeds = [[\"kabine-1\", \"kabine-9\"]]",
        "services[0].needs[0][1]: names the resource \"kabine-9\"",
    ),
    ("[[services]]\nid = \"anpassung\"\nneeds = [[]]", "services[0].needs[0]: must name"),
    ("[[services]]\nid = \"anpassung\"\nstatus_on_booking = \"done\"", "services[0].status_on_booking: is \"done\""),
    ("[[services]]\nid = \"anpassung\"\ndaily_limit = 0", "services[0].daily_limit: is 0"),
    ("[[services]]\nid = \"anpassung\"\ntranslations.xx = { name = \"x\" }", "services[0].translations.xx: is no key"),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"09:00\"\nto = \"10:00\"",
        "availabilities[0].weekdays: is missing",
    ),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"09:00\"\nto = \"10:00\"\ndate = \"2022-02-01\"\nweekdays = [\"mon\"]",
        "availabilities[0].date: stands beside",
    ),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"9:00\"\nto = \"24:01\"\nweekdays = [\"mon\"]",
        "availabilities[0].from: is \"9:00\"",
    ),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"24:00\"\nto = \"24:00\"\nweekdays = [\"monday\"]",
        "availabilities[0].weekdays[0]: is \"monday\"",
    ),
    (
        "[[availabilities]]\nresource = \"x\"\nfrom = \"09:00\"\nto = \"10:00\"\nweekdays = [\"mon\"]",
        "availabilities[0].resource: names the resource",
    ),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"09:00\"\nto = \"10:00\"\nweekdays = [\"mon\"]\nevery_weeks = 2",
        "availabilities[0].every_weeks: needs valid_from",
    ),
    (
        "[[availabilities]]\nresource = \"kabine-1\"\nfrom = \"09:00\"\nto = \"10:00\"\nweekdays = [\"mon\"]\nvalid_from = \"2022-02-02\"\nvalid_until = \"2022-02-01\"",
        "availabilities[0].valid_until: is before",
    ),
    ("[[exceptions]]\nnote = \"x\"", "exceptions[0].date: an exception has either"),
    ("[[exceptions]]\ndate = \"2022-02-30\"", "exceptions[0].date: is \"2022-02-30\""),
    ("[[exceptions]]\nfrom_date = \"2022-02-02\"\nto_date = \"2022-02-01\"", "exceptions[0].to_date: is before"),
    ("[[exceptions]]\ndate = \"2022-02-01\"\nhours = [[\"09:00\"]]", "exceptions[0].hours[0]: must be two times"),
    ("[[appointments]]\nid = \"a\"", "appointments[0].resources: is missing"),
    (
        "[[appointments]]\nresources = []\nstart = \"2022-02-01T09:00:00Z\"\nend = \"2022-02-01T10:00:00Z\"",
        "appointments[0].resources: must name",
    ),
    (
        "[[appointments]]\nresources = [\"kabine-1\"]\nstart = \"2022-02-01T09:00:30Z\"\nend = \"2022-02-01T10:00:00Z\"",
        "appointments[0].start: must be a whole minute",
    ),
    (
        "[[appointments]]\nresources = [\"kabine-1\"]\nstart = \"2022-02-01T09:00:00\"\nend = \"2022-02-01T10:00:00Z\"",
        "appointments[0].start: is \"2022-02-01T09:00:00\"",
    ),
    (
        "[[appointments]]\nresources = [\"kabine-1\"]\nstart = \"2022-02-01T09:00:00Z\"\nend = \"2022-02-01T10:00:00+01:00\"",
        "appointments[0].end: is not after start",
    ),
    (
        "[[appointments]]\nresources = [\"kabine-1\"]\nservice = \"x\"\nstatus = \"open\"\nstart = \"2022-02-01T09:00:00Z\"\nend = \"2022-02-01T10:00:00Z\"",
        "appointments[0].status: is \"open\"",
    ),
    (
        "[[appointments]]\nresources = [\"kabine-1\"]\ncustomer = { age = 3 }\nstart = \"2022-02-01T09:00:00Z\"\nend = \"2022-02-01T10:00:00Z\"",
        "appointments[0].customer.age: is no key",
    ),
    ("[shop]\nname = \"a\"\n[shop]\n", "the file: is not TOML"),
];

#[test]
fn each_error_is_reported_with_its_path() {
    for (text, expected) in REFUSED {
        let told = problems(&mut golden(), text);
        assert!(told.contains(expected), "{text}\nis told as\n{told}");
    }
}

#[test]
fn each_error_is_reported_in_german_too_with_its_path() {
    for (text, _) in REFUSED {
        let Err(ImportError::Refused(told)) = apply(&mut golden(), text, Format::Toml, now()) else { panic!("{text}") };
        for problem in told {
            let (de, en) = (problem.told(Language::default()), problem.to_string());
            let place = |sentence: &str| sentence.split_once(": ").map(|(place, _)| place.to_owned());
            let file_or_key = place(&en).unwrap().replace("the file", "die Datei");
            assert_eq!(place(&de), Some(file_or_key), "{text}");
            assert_eq!(de.contains("(Zeile "), problem.line.is_some(), "{de}");
            let english = [" is ", " must ", " which ", " at least "].iter().any(|word| de.contains(word));
            assert!(de != en && !english, "{de}");
        }
    }
}

#[test]
fn all_problems_of_a_file_are_told_together_with_their_lines() {
    let text = "[shop]\nname = \"\"\nlead_time_hours = -1\n\n[[appointments]]\nresources = [\"kabine-1\"]\n\
                start = \"2022-01-17T12:00:00+01:00\"\nend = \"2022-01-17T13:00:00+01:00\"\nstatus = \"open\"\nnot = 1\n";
    let told = problems(&mut golden(), text);
    assert_eq!(told.lines().count(), 5, "{told}");
    assert!(told.contains("shop.lead_time_hours: is -1; it must be from 0 to 87600 (line 3)"), "{told}");
    assert!(
        told.contains("(line 7)") && told.contains("appointments[0].start: overlaps the appointment \"f-"),
        "{told}"
    );
    assert!(told.contains("of 2022-01-17T12:30:00+01:00 on kabine-1"), "{told}");
}

#[test]
fn an_overlap_names_the_other_entry() {
    let entry = |start: &str, end: &str| {
        format!(
            "[[appointments]]\nresources = [\"kabine-2\", \"kabine-1\"]\nstart = \"2022-02-01T{start}:00+01:00\"\n\
             end = \"2022-02-01T{end}:00+01:00\"\nbuffer_after_minutes = 10\n"
        )
    };
    let told = problems(&mut golden(), &[entry("08:00", "09:00"), entry("09:05", "10:00")].concat());
    assert_eq!(
        told,
        "appointments[1].start: overlaps appointments[0] of 2022-02-01T08:00:00+01:00 on kabine-2 (line 8)\n"
    );
    assert_eq!(problems(&mut golden(), &[entry("08:00", "09:00"), entry("09:10", "10:00")].concat()), "");
}

#[test]
fn a_file_that_is_no_table_is_named_too() {
    for text in ["[]", "null", "1"] {
        let Err(ImportError::Refused(told)) = apply(&mut golden(), text, Format::Json, now()) else { panic!("{text}") };
        assert_eq!(told[0].to_string(), "the file: must be a table");
    }
}
