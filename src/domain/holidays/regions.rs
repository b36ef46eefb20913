//! The types of the holiday tables: a region, its holidays, their date rules and extent. The holidays that several
//! regions share are defined here, and Austria, where one act (Arbeitsruhegesetz, 1983) holds for all Länder.

use super::Extent;
use chrono::Weekday::{self, Fri, Mon, Sun, Thu, Wed};

/// A Land, a canton, or Austria.
#[derive(Debug)]
pub struct Region {
    /// ISO 3166-2 code, such as `DE-BW`.
    pub code: &'static str,
    /// The country it lies in.
    pub country: Country,
    pub(super) entries: &'static [Entry],
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

    /// ISO 3166-1 code.
    pub const fn code(self) -> &'static str {
        match self {
            Self::Germany => "DE",
            Self::Austria => "AT",
            Self::Switzerland => "CH",
        }
    }
}

/// A row of a table.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) id: &'static str,
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

pub(super) const fn day(id: &'static str, on: On) -> Entry {
    Entry { id, on, years: Years::All, extent: Extent::Everywhere }
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

    pub(super) const fn parts(mut self, id: &'static str) -> Self {
        self.extent = Extent::Parts(id);
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
        self.parts("some-municipalities")
    }

    /// In some districts.
    pub(super) const fn districts(self) -> Self {
        self.parts("by-district")
    }

    pub(super) const fn catholic(self) -> Self {
        self.parts("catholic-municipalities")
    }
}

pub(super) const NEW_YEAR: Entry = day("new-year", On::Date(1, 1));
pub(super) const BERCHTOLD: Entry = day("berchtold", On::Date(1, 2));
pub(super) const EPIPHANY: Entry = day("epiphany", On::Date(1, 6));
pub(super) const WOMEN: Entry = day("women", On::Date(3, 8));
pub(super) const JOSEPH: Entry = day("joseph", On::Date(3, 19));
pub(super) const GOOD_FRIDAY: Entry = day("good-friday", On::Easter(-2));
pub(super) const EASTER_MONDAY: Entry = day("easter-monday", On::Easter(1));
pub(super) const LABOUR: Entry = day("labour", On::Date(5, 1));
pub(super) const ASCENSION: Entry = day("ascension", On::Easter(39));
pub(super) const WHIT_MONDAY: Entry = day("whit-monday", On::Easter(50));
pub(super) const CORPUS_CHRISTI: Entry = day("corpus-christi", On::Easter(60));
pub(super) const ASSUMPTION: Entry = day("assumption", On::Date(8, 15));
pub(super) const REFORMATION: Entry = day("reformation", On::Date(10, 31));
pub(super) const ALL_SAINTS: Entry = day("all-saints", On::Date(11, 1));
pub(super) const CONCEPTION: Entry = day("conception", On::Date(12, 8));
pub(super) const STEPHEN: Entry = day("stephen", On::Date(12, 26));
/// Only where it does not make three free days in a row, or leave a single working day between two free ones.
pub(super) const STEPHEN_AT_TIMES: Entry = day("stephen", On::DateIf(12, 26, &[Mon, Wed, Thu, Fri, Sun]));
pub(super) const AUSTRIA: &[Entry] = &[
    NEW_YEAR,
    EPIPHANY,
    EASTER_MONDAY,
    day("labour-at", On::Date(5, 1)),
    ASCENSION,
    WHIT_MONDAY,
    CORPUS_CHRISTI,
    ASSUMPTION,
    day("national-day-at", On::Date(10, 26)),
    ALL_SAINTS,
    CONCEPTION,
    day("christmas-at", On::Date(12, 25)),
    day("stephen-at", On::Date(12, 26)),
];

/// Austria as a single region.
pub(super) static AUSTRIA_REGION: Region = Region { code: "AT", country: Country::Austria, entries: &[] };
