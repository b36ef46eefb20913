//! Services to tick, for the trades this is made for.

use crate::domain::shop::Language;

/// A trade and what its customers book.
pub struct Trade {
    /// Its name in German and English.
    pub name: [&'static str; 2],
    /// Parts of words that shops of the trade have in their names.
    pub stems: &'static [&'static str],
    /// Its services.
    pub services: &'static [Example],
}

/// A service to tick.
pub struct Example {
    /// The word of its box.
    pub word: &'static str,
    /// Its name in German and English.
    pub name: [&'static str; 2],
    /// How long it takes.
    pub minutes: u32,
}

impl Example {
    /// Its name in that language.
    pub fn name_in(&self, language: &Language) -> &'static str {
        in_language(self.name, *language)
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
        in_language(self.name, *language)
    }
}

fn in_language([de, en]: [&'static str; 2], language: Language) -> &'static str {
    language.pick(de, en)
}

const fn example(word: &'static str, de: &'static str, en: &'static str, minutes: u32) -> Example {
    Example { word, name: [de, en], minutes }
}

/// The trades.
pub const TRADES: [Trade; 3] = [
    Trade {
        name: ["Hörakustik", "Hearing aids"],
        stems: &["hör", "hear", "akust", "acoust"],
        services: &[
            example("hearing-test", "Hörtest", "Hearing test", 45),
            example("fitting", "Hörgeräte-Anpassung", "Hearing aid fitting", 60),
            example("adjustment", "Nachanpassung", "Adjustment", 30),
            example("hearing-service", "Reinigung und Reparatur", "Cleaning and repair", 20),
        ],
    },
    Trade {
        name: ["Augenoptik", "Optician"],
        stems: &["opti", "brill", "aug", "seh", "eye", "glass"],
        services: &[
            example("eye-test", "Sehtest", "Eye test", 30),
            example("glasses", "Brillenberatung", "Choosing glasses", 45),
            example("lenses", "Kontaktlinsen-Anpassung", "Contact lens fitting", 60),
            example("lenses-check", "Kontaktlinsen-Kontrolle", "Contact lens check", 20),
        ],
    },
    Trade {
        name: ["Therapie und Praxis", "Therapy and practice"],
        stems: &["therap", "physio", "praxis", "practice", "massage", "logop", "osteo"],
        services: &[
            example("first-visit", "Erstgespräch", "First visit", 60),
            example("physiotherapy", "Krankengymnastik", "Physiotherapy", 30),
            example("manual-therapy", "Manuelle Therapie", "Manual therapy", 30),
            example("massage", "Massage", "Massage", 30),
        ],
    },
];

/// All services of all trades.
pub fn all() -> impl Iterator<Item = &'static Example> {
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
