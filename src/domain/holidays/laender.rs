//! The German Länder, after their holiday acts and the unity treaty (3 October).

use super::regions::*;

const LIBERATION: Entry = day("Tag der Befreiung", "Liberation Day", On::Date(5, 8));
const UPRISING: Entry = day("Jahrestag des Volksaufstands", "Anniversary of the 1953 uprising", On::Date(6, 17));

/// Kept by all Länder.
pub(super) const GERMANY: &[Entry] = &[
    NEW_YEAR,
    GOOD_FRIDAY,
    EASTER_MONDAY,
    LABOUR,
    ASCENSION,
    WHIT_MONDAY,
    day("Tag der Deutschen Einheit", "Day of German Unity", On::Date(10, 3)),
    // The 500th anniversary of the Reformation, kept in all Länder.
    REFORMATION.only(&[2017]),
    day("1. Weihnachtstag", "Christmas Day", On::Date(12, 25)),
    day("2. Weihnachtstag", "Second day of Christmas", On::Date(12, 26)),
];

const fn land(code: &'static str, name_de: &'static str, name_en: &'static str, entries: &'static [Entry]) -> Region {
    Region { code, country: Country::Germany, name_de, name_en, entries }
}

/// In alphabetical order.
pub(super) static LAENDER: &[Region] = &[
    land("DE-BW", "Baden-Württemberg", "Baden-Württemberg", &[EPIPHANY, CORPUS_CHRISTI, ALL_SAINTS]),
    land(
        "DE-BY",
        "Bayern",
        "Bavaria",
        &[
            EPIPHANY,
            CORPUS_CHRISTI,
            day("Augsburger Friedensfest", "Augsburg Peace Festival", On::Date(8, 8))
                .parts("nur in der Stadt Augsburg", "in the city of Augsburg only"),
            ASSUMPTION.parts(
                "nur in Gemeinden mit überwiegend katholischer Bevölkerung",
                "in municipalities with a Catholic majority only",
            ),
            ALL_SAINTS,
        ],
    ),
    land("DE-BE", "Berlin", "Berlin", &[WOMEN.since(2019), LIBERATION.only(&[2020, 2025]), UPRISING.only(&[2028])]),
    land(
        "DE-BB",
        "Brandenburg",
        "Brandenburg",
        &[
            day("Ostersonntag", "Easter Sunday", On::Easter(0)),
            day("Pfingstsonntag", "Whit Sunday", On::Easter(49)),
            REFORMATION,
        ],
    ),
    land("DE-HB", "Bremen", "Bremen", &[REFORMATION.since(2018)]),
    land("DE-HH", "Hamburg", "Hamburg", &[REFORMATION.since(2018)]),
    land("DE-HE", "Hessen", "Hesse", &[CORPUS_CHRISTI]),
    land("DE-MV", "Mecklenburg-Vorpommern", "Mecklenburg-Western Pomerania", &[WOMEN.since(2023), REFORMATION]),
    land("DE-NI", "Niedersachsen", "Lower Saxony", &[REFORMATION.since(2018)]),
    land("DE-NW", "Nordrhein-Westfalen", "North Rhine-Westphalia", &[CORPUS_CHRISTI, ALL_SAINTS]),
    land("DE-RP", "Rheinland-Pfalz", "Rhineland-Palatinate", &[CORPUS_CHRISTI, ALL_SAINTS]),
    land("DE-SL", "Saarland", "Saarland", &[CORPUS_CHRISTI, ASSUMPTION, ALL_SAINTS]),
    land(
        "DE-SN",
        "Sachsen",
        "Saxony",
        &[
            CORPUS_CHRISTI.parts(
                "nur in einigen katholischen Gemeinden im sorbischen Siedlungsgebiet (Landkreis Bautzen)",
                "in some Catholic municipalities of the Sorbian area (district of Bautzen) only",
            ),
            REFORMATION,
            day("Buß- und Bettag", "Day of Repentance and Prayer", On::Repentance),
        ],
    ),
    land("DE-ST", "Sachsen-Anhalt", "Saxony-Anhalt", &[EPIPHANY, REFORMATION]),
    land("DE-SH", "Schleswig-Holstein", "Schleswig-Holstein", &[REFORMATION.since(2018)]),
    land(
        "DE-TH",
        "Thüringen",
        "Thuringia",
        &[
            CORPUS_CHRISTI.parts(
                "nur im Landkreis Eichsfeld und in einigen Gemeinden des Unstrut-Hainich-Kreises und des Wartburgkreises",
                "in the district of Eichsfeld and some municipalities of Unstrut-Hainich and Wartburgkreis only",
            ),
            day("Weltkindertag", "World Children's Day", On::Date(9, 20)).since(2019),
            REFORMATION,
        ],
    ),
];
