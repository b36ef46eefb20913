//! Names of public holidays and of the regions that keep them.

use super::messages::planner;
use super::texts::Texts;
use crate::domain::holidays::{Country, Extent, Holiday, Region};
use crate::domain::language::Language;

impl Country {
    /// Its name.
    pub fn name(self, language: Language) -> &'static str {
        name(self.code(), language)
    }
}

impl Region {
    /// Its name.
    pub fn name(&self, language: Language) -> &'static str {
        name(self.code, language)
    }
}

impl Holiday {
    /// Its name.
    pub fn name(&self, language: Language) -> &'static str {
        name(self.id, language)
    }

    /// The parts of the region where it is kept; empty where it is kept everywhere.
    pub fn parts(&self, language: Language) -> &'static str {
        match self.extent {
            Extent::Parts(id) => name(id, language),
            Extent::Everywhere | Extent::Custom | Extent::Afternoon => "",
        }
    }
}

/// The message of that id; a test looks up every id.
fn name(id: &'static str, language: Language) -> &'static str {
    Texts::<planner::Holidays>::of(language).by_id(id).unwrap_or(id)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::holidays::{YEARS, holidays, regions};

    fn is_known(id: &str) -> bool {
        Texts::<planner::Holidays>::of(Language::ENGLISH).by_id(id).is_some()
    }

    #[test]
    fn every_country_and_region_has_a_name() {
        assert!(Country::ALL.iter().all(|country| is_known(country.code())));
        for region in regions() {
            assert!(is_known(region.code), "{}", region.code);
        }
    }

    #[test]
    fn every_holiday_has_a_name_and_so_have_the_parts_that_keep_it() {
        for region in regions() {
            for holiday in YEARS.flat_map(|year| holidays(region, year)) {
                assert!(is_known(holiday.id), "{}", holiday.id);
                if let Extent::Parts(id) = holiday.extent {
                    assert!(is_known(id), "{id}");
                }
            }
        }
    }

    #[test]
    fn a_holiday_is_called_as_its_own_country_calls_it() {
        let on = |code: &str, date: &str| {
            let days = holidays(regions().find(|region| region.code == code).unwrap(), 2026);
            days.into_iter().find(|day| day.date.to_string() == date).unwrap().name(Language::GERMAN)
        };
        let christmas = ["DE-BY", "AT", "CH-ZH"].map(|code| on(code, "2026-12-25"));
        assert_eq!(christmas, ["1. Weihnachtstag", "Christtag", "Weihnachten"]);
        assert_eq!(on("DE-BY", "2026-08-08"), "Augsburger Friedensfest");
    }
}
