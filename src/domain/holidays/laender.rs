//! The German Länder, after their holiday acts and the unity treaty (3 October).

use super::regions::*;

const LIBERATION: Entry = day("liberation", On::Date(5, 8));
const UPRISING: Entry = day("uprising", On::Date(6, 17));

/// Kept by all Länder.
pub(super) const GERMANY: &[Entry] = &[
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR,
    ASCENSION,
    WHIT_MONDAY,
    day("unity", On::Date(10, 3)),
    // The 500th anniversary of the Reformation, kept in all Länder.
    REFORMATION.only(&[2017]),
    day("christmas", On::Date(12, 25)),
    day("second-christmas", On::Date(12, 26)),
];

const fn land(code: &'static str, entries: &'static [Entry]) -> Region {
    Region { code, country: Country::Germany, entries }
}

/// In alphabetical order.
pub(super) static LAENDER: &[Region] = &[
    land("DE-BW", &[EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS]),
    land(
        "DE-BY",
        &[
            EPIPHANY,
            CORPUS_CHRISTI,
            day("peace-festival", On::Date(8, 8)).parts("augsburg"),
            ASSUMPTION.parts("catholic-majority"),
            ALL_SAINTS,
        ],
    ),
    land("DE-BE", &[WOMEN.since(2019), LIBERATION.only(&[2020, 2025]), UPRISING.only(&[2028])]),
    land("DE-BB", &[day("easter-sunday", On::Easter(0)), day("whit-sunday", On::Easter(49)), REFORMATION]),
    land("DE-HB", &[REFORMATION.since(2018)]),
    land("DE-HH", &[REFORMATION.since(2018)]),
    land("DE-HE", &[CORPUS_CHRISTI]),
    land("DE-MV", &[WOMEN.since(2023), REFORMATION]),
    land("DE-NI", &[REFORMATION.since(2018)]),
    land("DE-NW", &[CORPUS_CHRISTI, ALL_SAINTS]),
    land("DE-RP", &[CORPUS_CHRISTI, ALL_SAINTS]),
    land("DE-SL", &[CORPUS_CHRISTI, ASSUMPTION, ALL_SAINTS]),
    land("DE-SN", &[CORPUS_CHRISTI.parts("sorbian-area"), REFORMATION, day("repentance", On::Repentance)]),
    land("DE-ST", &[EPIPHANY, REFORMATION]),
    land("DE-SH", &[REFORMATION.since(2018)]),
    land("DE-TH", &[CORPUS_CHRISTI.parts("eichsfeld"), day("children", On::Date(9, 20)).since(2019), REFORMATION]),
];
