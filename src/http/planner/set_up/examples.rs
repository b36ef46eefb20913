//! Services to tick, for the trades this is made for.

use crate::domain::shop::Language;

/// A trade and what its customers book.
pub struct Trade {
    /// Its name in German and English.
    pub name: [&'static str; 2],
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
        services: &[
            example("hearing-test", "Hörtest", "Hearing test", 45),
            example("fitting", "Hörgeräte-Anpassung", "Hearing aid fitting", 60),
            example("adjustment", "Nachanpassung", "Adjustment", 30),
            example("hearing-service", "Reinigung und Reparatur", "Cleaning and repair", 20),
        ],
    },
    Trade {
        name: ["Augenoptik", "Optician"],
        services: &[
            example("eye-test", "Sehtest", "Eye test", 30),
            example("glasses", "Brillenberatung", "Choosing glasses", 45),
            example("lenses", "Kontaktlinsen-Anpassung", "Contact lens fitting", 60),
            example("lenses-check", "Kontaktlinsen-Kontrolle", "Contact lens check", 20),
        ],
    },
    Trade {
        name: ["Therapie und Praxis", "Therapy and practice"],
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
