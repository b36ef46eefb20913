//! The types of the holiday tables: a region, its holidays, their date rules and extent. The holidays that several
//! regions share are defined here, and Austria, where one act (Arbeitsruhegesetz, 1983) holds for all Länder.

use super::Extent;
use crate::domain::shop::Language;
use chrono::Weekday::{self, Fri, Mon, Sun, Thu, Wed};

/// A Land, a canton, or Austria.
#[derive(Debug)]
pub struct Region {
    /// ISO 3166-2 code, such as `DE-BW`.
    pub code: &'static str,
    /// The country it lies in.
    pub country: Country,
    pub(super) name_de: &'static str,
    pub(super) name_en: &'static str,
    pub(super) entries: &'static [Entry],
}

impl Region {
    /// Its name.
    pub fn name(&self, language: Language) -> &'static str {
        match language {
            Language::De => self.name_de,
            _ => self.name_en,
        }
    }
}

/// The countries.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Country {
    /// Germany.
    Germany,
    /// Austria.
    Austria,
    /// Switzerland.
    Switzerland,
}

impl Country {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Germany, Self::Austria, Self::Switzerland];

    /// Its name.
    pub const fn name(self, language: Language) -> &'static str {
        match (self, language) {
            (Self::Germany, Language::De) => "Deutschland",
            (Self::Germany, _) => "Germany",
            (Self::Austria, Language::De) => "Österreich",
            (Self::Austria, _) => "Austria",
            (Self::Switzerland, Language::De) => "Schweiz",
            (Self::Switzerland, _) => "Switzerland",
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name_de: &'static str,
    pub(super) name_en: &'static str,
    pub(super) on: On,
    pub(super) years: Years,
    pub(super) extent: Extent,
}

/// The years in which a holiday is kept.
#[derive(Clone, Debug)]
pub(super) enum Years {
    All,
    Since(i32),
    Only(&'static [i32]),
}

impl Years {
    pub(super) fn contains(&self, year: i32) -> bool {
        match self {
            Self::All => true,
            Self::Since(first) => year >= *first,
            Self::Only(years) => years.contains(&year),
        }
    }
}

/// The rule for its date.
#[derive(Clone, Copy, Debug)]
pub(super) enum On {
    /// Month and day.
    Date(u32, u32),
    /// Days after Easter Sunday.
    Easter(i64),
    /// Month and day, only where it is one of these weekdays.
    DateIf(u32, u32, &'static [Weekday]),
    /// The Wednesday before 23 November.
    Repentance,
    /// The Thursday after the first Sunday of September.
    GenevanFast,
    /// The Monday after the third Sunday of September.
    FederalFastMonday,
    /// The first Thursday of April, a week later where that is Maundy Thursday.
    Naefels,
}

pub(super) const fn day(name_de: &'static str, name_en: &'static str, on: On) -> Entry {
    Entry { name_de, name_en, on, years: Years::All, extent: Extent::Everywhere }
}

impl Entry {
    pub(super) const fn since(mut self, year: i32) -> Self {
        self.years = Years::Since(year);
        self
    }

    pub(super) const fn only(mut self, years: &'static [i32]) -> Self {
        self.years = Years::Only(years);
        self
    }

    pub(super) const fn parts(mut self, de: &'static str, en: &'static str) -> Self {
        self.extent = Extent::Parts(de, en);
        self
    }

    pub(super) const fn custom(mut self) -> Self {
        self.extent = Extent::Custom;
        self
    }

    pub(super) const fn afternoon(mut self) -> Self {
        self.extent = Extent::Afternoon;
        self
    }

    /// In some municipalities, mostly by denomination.
    pub(super) const fn some(self) -> Self {
        self.parts("nur in einzelnen Gemeinden", "in some municipalities only")
    }

    /// In some districts.
    pub(super) const fn districts(self) -> Self {
        self.parts("je nach Bezirk", "depending on the district")
    }

    pub(super) const fn catholic(self) -> Self {
        self.parts("nur in katholischen Gemeinden", "in Catholic municipalities only")
    }
}

pub(super) const NEW_YEAR: Entry = day("Neujahr", "New Year's Day", On::Date(1, 1));
pub(super) const BERCHTOLD: Entry = day("Berchtoldstag", "Berchtold's Day", On::Date(1, 2));
pub(super) const EPIPHANY: Entry = day("Heilige Drei Könige", "Epiphany", On::Date(1, 6));
pub(super) const WOMEN: Entry = day("Internationaler Frauentag", "International Women's Day", On::Date(3, 8));
pub(super) const JOSEPH: Entry = day("Josefstag", "Saint Joseph's Day", On::Date(3, 19));
pub(super) const GOOD_FRIDAY: Entry = day("Karfreitag", "Good Friday", On::Easter(-2));
pub(super) const EASTER_MONDAY: Entry = day("Ostermontag", "Easter Monday", On::Easter(1));
pub(super) const LABOUR: Entry = day("Tag der Arbeit", "Labour Day", On::Date(5, 1));
pub(super) const ASCENSION: Entry = day("Christi Himmelfahrt", "Ascension Day", On::Easter(39));
pub(super) const WHIT_MONDAY: Entry = day("Pfingstmontag", "Whit Monday", On::Easter(50));
pub(super) const CORPUS_CHRISTI: Entry = day("Fronleichnam", "Corpus Christi", On::Easter(60));
pub(super) const ASSUMPTION: Entry = day("Mariä Himmelfahrt", "Assumption Day", On::Date(8, 15));
pub(super) const REFORMATION: Entry = day("Reformationstag", "Reformation Day", On::Date(10, 31));
pub(super) const ALL_SAINTS: Entry = day("Allerheiligen", "All Saints' Day", On::Date(11, 1));
pub(super) const CONCEPTION: Entry = day("Mariä Empfängnis", "Immaculate Conception", On::Date(12, 8));
pub(super) const STEPHEN: Entry = day("Stephanstag", "Saint Stephen's Day", On::Date(12, 26));
/// Only where it does not make three free days in a row, or leave a single working day between two free ones.
pub(super) const STEPHEN_AT_TIMES: Entry =
    day("Stephanstag", "Saint Stephen's Day", On::DateIf(12, 26, &[Mon, Wed, Thu, Fri, Sun]));
pub(super) const AUSTRIA: &[Entry] = &[
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    day("Staatsfeiertag", "Labour Day", On::Date(5, 1)),
    ASCENSION,
    WHIT_MONDAY,
    CORPUS_CHRISTI,
    ASSUMPTION,
    day("Nationalfeiertag", "National Day", On::Date(10, 26)),
    ALL_SAINTS,
    CONCEPTION,
    day("Christtag", "Christmas Day", On::Date(12, 25)),
    day("Stefanitag", "Saint Stephen's Day", On::Date(12, 26)),
];

/// Austria as a single region.
pub(super) static AUSTRIA_REGION: Region =
    Region { code: "AT", country: Country::Austria, name_de: "Österreich", name_en: "Austria", entries: &[] };
