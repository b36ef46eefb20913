//! Computed holidays against dates published by the Länder, Austria and the cantons.

use super::*;

/// The holidays kept by law in the whole region, as `MM-DD`.
fn kept(code: &str, year: i32) -> Vec<String> {
    let all = holidays(region(code).unwrap(), year);
    let everywhere = all.iter().filter(|holiday| holiday.extent == Extent::Everywhere);
    everywhere.map(|holiday| holiday.date.format("%m-%d").to_string()).collect()
}

/// The ids of holidays with any other extent.
fn in_parts(code: &str, year: i32) -> Vec<&'static str> {
    let all = holidays(region(code).unwrap(), year);
    all.iter().filter(|holiday| holiday.extent != Extent::Everywhere).map(|holiday| holiday.id).collect()
}

fn has(code: &str, year: i32, day: &str) -> bool {
    kept(code, year).contains(&day.to_owned())
}

#[test]
fn easter_falls_where_the_church_put_it() {
    let published = [
        (1818, "03-22"),
        (1943, "04-25"),
        (1954, "04-18"),
        (1961, "04-02"),
        (1981, "04-19"),
        (2000, "04-23"),
        (2008, "03-23"),
        (2011, "04-24"),
        (2019, "04-21"),
        (2022, "04-17"),
        (2024, "03-31"),
        (2025, "04-20"),
        (2026, "04-05"),
        (2038, "04-25"),
        (2049, "04-18"),
        (2076, "04-19"),
    ];
    for (year, day) in published {
        assert_eq!(easter(year).unwrap().format("%m-%d").to_string(), day, "{year}");
    }
}

#[test]
fn the_laender_keep_what_they_published_for_2026() {
    let all_of_germany = ["01-01", "04-03", "04-06", "05-01", "05-14", "05-25", "10-03", "12-25", "12-26"];
    let more: [(&str, &[&str]); 16] = [
        ("DE-BW", &["01-06", "06-04", "11-01"]),
        ("DE-BY", &["01-06", "06-04", "11-01"]),
        ("DE-BE", &["03-08"]),
        ("DE-BB", &["04-05", "05-24", "10-31"]),
        ("DE-HB", &["10-31"]),
        ("DE-HH", &["10-31"]),
        ("DE-HE", &["06-04"]),
        ("DE-MV", &["03-08", "10-31"]),
        ("DE-NI", &["10-31"]),
        ("DE-NW", &["06-04", "11-01"]),
        ("DE-RP", &["06-04", "11-01"]),
        ("DE-SL", &["06-04", "08-15", "11-01"]),
        ("DE-SN", &["10-31", "11-18"]),
        ("DE-ST", &["01-06", "10-31"]),
        ("DE-SH", &["10-31"]),
        ("DE-TH", &["09-20", "10-31"]),
    ];
    for (code, own) in more {
        let mut expected: Vec<&str> = all_of_germany.iter().chain(own).copied().collect();
        expected.sort_unstable();
        assert_eq!(kept(code, 2026), expected, "{code}");
    }
}

#[test]
fn a_law_holds_from_its_year_on() {
    for code in ["DE-HB", "DE-HH", "DE-NI", "DE-SH"] {
        assert!(!has(code, 2016, "10-31") && has(code, 2017, "10-31") && has(code, 2018, "10-31"), "{code}");
    }
    assert!(has("DE-BY", 2017, "10-31") && !has("DE-BY", 2018, "10-31"), "the 500th anniversary, once");
    assert_eq!(kept("DE-SN", 2017).iter().filter(|day| *day == "10-31").count(), 1, "named once");
    assert!(!has("DE-BE", 2018, "03-08") && has("DE-BE", 2019, "03-08"));
    assert!(!has("DE-MV", 2022, "03-08") && has("DE-MV", 2023, "03-08"));
    assert!(!has("DE-TH", 2018, "09-20") && has("DE-TH", 2019, "09-20"));
    let liberation: Vec<i32> = (2018..=2030).filter(|year| has("DE-BE", *year, "05-08")).collect();
    assert_eq!(liberation, [2020, 2025]);
    assert!(has("DE-BE", 2028, "06-17") && !has("DE-BE", 2027, "06-17"));
}

#[test]
fn repentance_is_the_wednesday_before_the_23rd_of_november() {
    let published =
        [(2021, "11-17"), (2022, "11-16"), (2023, "11-22"), (2024, "11-20"), (2025, "11-19"), (2026, "11-18")];
    for (year, day) in published {
        assert!(has("DE-SN", year, day), "{year}");
        assert!(!has("DE-TH", year, day), "{year}");
    }
}

#[test]
fn what_holds_in_parts_only_says_so() {
    assert_eq!(in_parts("DE-BY", 2026), ["peace-festival", "assumption"]);
    assert_eq!(in_parts("DE-SN", 2026), ["corpus-christi"]);
    assert_eq!(in_parts("DE-TH", 2026), ["corpus-christi"]);
    for code in ["DE-BW", "DE-HE", "DE-NW", "DE-RP", "DE-SL", "AT", "CH-TI"] {
        assert!(in_parts(code, 2026).is_empty(), "{code}");
    }
    assert_eq!(in_parts("CH-SO", 2026).len(), 9);
}

#[test]
fn austria_keeps_thirteen_days() {
    let published = [
        "01-01", "01-06", "04-06", "05-01", "05-14", "05-25", "06-04", "08-15", "10-26", "11-01", "12-08", "12-25",
        "12-26",
    ];
    assert_eq!(kept("AT", 2026), published);
    assert_eq!(kept("AT", 2024)[2..7], ["04-01", "05-01", "05-09", "05-20", "05-30"]);
}

#[test]
fn the_cantons_keep_what_they_published_for_2026() {
    let common = ["01-01", "05-14", "08-01", "12-25"];
    let catholic = ["06-04", "08-15", "11-01", "12-08"];
    let more: [(&str, &[&str]); 26] = [
        ("CH-AG", &["04-03"]),
        ("CH-AR", &["04-03", "04-06", "05-25"]),
        ("CH-AI", &["04-03", "04-06", "05-25", "06-04", "08-15", "11-01", "12-08"]),
        ("CH-BL", &["04-03", "04-06", "05-01", "05-25", "12-26"]),
        ("CH-BS", &["04-03", "04-06", "05-01", "05-25", "12-26"]),
        ("CH-BE", &["01-02", "04-03", "04-06", "05-25", "12-26"]),
        ("CH-FR", &["04-03"]),
        ("CH-GE", &["04-03", "04-06", "05-25", "09-10", "12-31"]),
        ("CH-GL", &["04-03", "04-06", "04-09", "05-25", "11-01", "12-26"]),
        ("CH-GR", &["04-06", "05-25", "12-26"]),
        ("CH-JU", &["01-02", "04-03", "04-06", "05-01", "05-25", "06-04", "06-23", "08-15", "11-01"]),
        ("CH-LU", &["01-02", "04-03", "04-06", "05-25", "06-04", "08-15", "11-01", "12-08", "12-26"]),
        ("CH-NE", &["03-01", "04-03", "05-01"]),
        ("CH-NW", &["03-19", "04-03", "06-04", "08-15", "11-01", "12-08"]),
        ("CH-OW", &["04-03", "06-04", "08-15", "09-25", "11-01", "12-08"]),
        ("CH-SH", &["04-03", "04-06", "05-01", "05-25", "12-26"]),
        ("CH-SZ", &["01-06", "03-19", "04-03", "04-06", "05-25", "06-04", "08-15", "11-01", "12-08", "12-26"]),
        ("CH-SO", &["04-03"]),
        ("CH-SG", &["04-03", "04-06", "05-25", "11-01", "12-26"]),
        ("CH-TI", &["01-06", "03-19", "04-06", "05-01", "05-25", "06-04", "06-29", "08-15", "11-01", "12-08", "12-26"]),
        ("CH-TG", &["01-02", "04-03", "04-06", "05-01", "05-25", "12-26"]),
        ("CH-UR", &["01-06", "03-19", "04-03", "04-06", "05-25", "06-04", "08-15", "11-01", "12-08"]),
        ("CH-VD", &["01-02", "04-03", "04-06", "05-25", "09-21"]),
        ("CH-VS", &["03-19", "06-04", "08-15", "11-01", "12-08"]),
        ("CH-ZG", &["04-03", "06-04", "08-15", "11-01", "12-08"]),
        ("CH-ZH", &["04-03", "04-06", "05-01", "05-25", "12-26"]),
    ];
    for (code, own) in more {
        let mut expected: Vec<&str> = common.iter().chain(own).copied().collect();
        expected.sort_unstable();
        assert_eq!(kept(code, 2026), expected, "{code}");
    }
    for code in ["CH-LU", "CH-SZ", "CH-TI", "CH-UR", "CH-VS", "CH-ZG", "CH-NW", "CH-OW"] {
        assert!(catholic.iter().all(|day| has(code, 2026, day)), "{code}");
    }
}

#[test]
fn the_cantons_moving_days_follow_their_rules() {
    for (year, day) in [(2021, "04-08"), (2022, "04-07"), (2023, "04-13"), (2024, "04-04"), (2026, "04-09")] {
        assert!(has("CH-GL", year, day), "Näfelser Fahrt {year}");
    }
    for (year, day) in [(2022, "09-08"), (2023, "09-07"), (2024, "09-05"), (2025, "09-11"), (2026, "09-10")] {
        assert!(has("CH-GE", year, day), "Genfer Bettag {year}");
    }
    for (year, day) in [(2022, "09-19"), (2023, "09-18"), (2024, "09-16"), (2025, "09-22")] {
        assert!(has("CH-VD", year, day), "Bettagsmontag {year}");
    }
    assert!(has("CH-NE", 2023, "01-02") && has("CH-NE", 2022, "12-26"), "after a Sunday");
    assert!(has("CH-AR", 2022, "12-26") && !has("CH-AR", 2023, "12-26"), "not on a Tuesday");
}

#[test]
fn every_region_has_its_code_once_and_days_in_order_in_every_year() {
    assert_eq!(regions().count(), 16 + 1 + 26);
    for one in regions() {
        assert!(std::ptr::eq(region(one.code).unwrap(), one), "{}", one.code);
        for year in YEARS {
            let days = holidays(one, year);
            assert!(days.len() >= 7 && days.is_sorted_by_key(|holiday| holiday.date), "{} {year}", one.code);
            assert!(days.iter().all(|holiday| holiday.date.year() == year));
        }
    }
    assert!(holidays(region("AT").unwrap(), 1999).is_empty());
    assert!(region("DE").is_none());
}
