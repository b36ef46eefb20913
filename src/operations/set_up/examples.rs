//! Services to tick, for the trades this is made for.

use super::services::service;
use crate::domain::ids::ResourceId;
use crate::domain::language::{Audience, Language};
use crate::domain::shop::{Calendar, Service, Translation};
use crate::domain::values::ShortName;
use crate::i18n::{self, messages::planner};

/// What trades and their services are called.
pub type Texts = i18n::Texts<planner::Examples>;

/// A trade and what its customers book.
pub struct Trade {
    name: fn(Texts) -> &'static str,
    /// Parts of words that shops of the trade have in their names.
    pub stems: &'static [&'static str],
    /// Its services.
    pub services: &'static [Example],
}

/// A service to tick.
pub struct Example {
    /// The word of its box.
    pub word: &'static str,
    name: fn(Texts) -> &'static str,
    /// How long it takes.
    pub minutes: u32,
}

impl Example {
    /// Its name in that language.
    pub fn name_in(&self, language: &Language) -> &'static str {
        (self.name)(Texts::of(*language))
    }

    /// Itself for a shop of that language, translated into the others.
    fn service(&self, own: Language, needs: &[Vec<ResourceId>]) -> Service {
        let is_other = |one: &Language| *one != own && one.audience() == Audience::Everybody;
        let name = |one| ShortName::from_stored(self.name_in(&one));
        let named = |one| Translation { name: Some(name(one)), ..Translation::default() };
        Service {
            translations: Language::all().filter(is_other).map(|one| (one, named(one))).collect(),
            ..service(name(own), self.minutes, needs)
        }
    }

    /// Whether a service is called so, in any language.
    pub fn is_called(&self, name: &str) -> bool {
        Language::all().any(|language| self.name_in(&language) == name)
    }
}

impl Trade {
    /// Whether a shop of that name is of this trade, as far as a name can tell.
    pub fn is_likely(&self, shop: &str) -> bool {
        let name = shop.to_lowercase();
        self.stems.iter().any(|stem| name.contains(stem))
    }

    /// Its name in that language.
    pub fn name_in(&self, language: &Language) -> &'static str {
        (self.name)(Texts::of(*language))
    }
}

const fn example(word: &'static str, name: fn(Texts) -> &'static str, minutes: u32) -> Example {
    Example { word, name, minutes }
}

/// The trades.
pub const TRADES: [Trade; 3] = [
    Trade {
        name: Texts::hearing_aids,
        stems: &["hör", "hear", "akust", "acoust"],
        services: &[
            example("hearing-test", Texts::hearing_test, 45),
            example("fitting", Texts::fitting, 60),
            example("adjustment", Texts::adjustment, 30),
            example("hearing-service", Texts::hearing_service, 20),
        ],
    },
    Trade {
        name: Texts::optician,
        stems: &["opti", "brill", "aug", "seh", "eye", "glass"],
        services: &[
            example("eye-test", Texts::eye_test, 30),
            example("glasses", Texts::glasses, 45),
            example("lenses", Texts::lenses, 60),
            example("lenses-check", Texts::lenses_check, 20),
        ],
    },
    Trade {
        name: Texts::therapy,
        stems: &["therap", "physio", "praxis", "practice", "massage", "logop", "osteo"],
        services: &[
            example("first-visit", Texts::first_visit, 60),
            example("physiotherapy", Texts::physiotherapy, 30),
            example("manual-therapy", Texts::manual_therapy, 30),
            example("massage", Texts::massage, 30),
        ],
    },
];

/// The services of these words, with what each of them occupies.
pub fn chosen(words: &[&str], calendar: &Calendar, needs: &[Vec<ResourceId>]) -> Vec<Service> {
    let chosen = all().filter(|example| words.contains(&example.word));
    chosen.map(|example| example.service(calendar.shop.language, needs)).collect()
}

/// All services of all trades.
fn all() -> impl Iterator<Item = &'static Example> {
    TRADES.iter().flat_map(|trade| trade.services)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trade_is_guessed_from_the_name_of_the_shop() {
        let likely = |shop| TRADES.iter().position(|trade| trade.is_likely(shop));
        let shops = ["HÖRAKUSTIK Muster", "Augenoptik Beispiel", "Physio am Markt", "Salon Erika"];
        assert_eq!(shops.map(likely), [Some(0), Some(1), Some(2), None]);
    }
}
