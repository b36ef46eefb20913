//! Mutates inputs.

use crate::dice::Dice;

/// Maximum length of an input, in bytes.
const LONGEST: usize = 8 * 1024;

/// Strings that often cause trouble, in any format.
const NASTY: [&str; 28] = [
    "\r\n",
    "\n",
    "\r",
    "\0",
    "\u{202e}",
    "\u{2028}",
    "\u{feff}",
    "\u{85}",
    "😀",
    "e\u{301}",
    "\"",
    "\\",
    "'",
    "<script>",
    "%00",
    "%ff",
    "&",
    "=",
    "-1",
    "9223372036854775808",
    "1e999",
    "null",
    "true",
    "[]",
    "{}",
    "2022-02-30",
    "9999-12-31T23:59:59+14:00",
    "BEGIN:VEVENT",
];

/// A seeded source of mutants.
pub struct Mutator {
    dice: Dice,
    words: Vec<Vec<u8>>,
}

impl Mutator {
    /// `words` are keywords of the target.
    pub fn new(seed: u64, words: &[&str]) -> Self {
        let words = NASTY.iter().chain(words).map(|word| word.as_bytes().to_vec()).collect();
        Self { dice: Dice(seed), words }
    }

    /// An input of the pool, changed in a few places.
    pub fn mutant(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        let mut input = self.one_of(pool);
        for _ in 0..=self.below(5) {
            self.change(&mut input, pool);
        }
        input.truncate(LONGEST);
        input
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.dice.roll(limit.max(1) as u64)).unwrap()
    }

    fn one_of(&mut self, pool: &[Vec<u8>]) -> Vec<u8> {
        pool[self.below(pool.len())].clone()
    }

    /// A range of the input, seldom a large one.
    fn piece(&mut self, input: &[u8]) -> std::ops::Range<usize> {
        let start = self.below(input.len() + 1);
        let length = if self.below(8) == 0 { input.len() } else { 16 };
        start..(start + self.below(length + 1)).min(input.len())
    }

    fn change(&mut self, input: &mut Vec<u8>, pool: &[Vec<u8>]) {
        let piece = self.piece(input);
        match self.below(7) {
            0 => drop(input.splice(piece, [])),
            1 => {
                let copy = input[piece.clone()].to_vec();
                input.splice(piece.start..piece.start, copy);
            }
            2 => {
                let other = self.one_of(pool);
                let taken = self.piece(&other);
                input.splice(piece, other[taken].to_vec());
            }
            3 => {
                if let Some(byte) = input.get_mut(piece.start) {
                    *byte = u8::try_from(self.dice.roll(256)).unwrap();
                }
            }
            4 => {
                if let Some(byte) = input.get_mut(piece.start) {
                    *byte ^= 1 << self.dice.roll(8);
                }
            }
            _ => {
                let word = self.below(self.words.len());
                input.splice(piece, self.words[word].clone());
            }
        }
    }
}
