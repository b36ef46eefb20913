//! Fuzzing: any input is accepted or refused, without a panic, a broken header or a violated invariant.
//!
//! A mutation loop with a corpus in `tests/fuzz/corpus`, guided by the program's responses (status, codes, sentences)
//! instead of branch coverage: an input with a new kind of response is kept and mutated further. Coverage would need
//! a second, instrumented build and a C++ runtime, for parsers (`serde_json`, `toml`, `hyper`) that are fuzzed by
//! their own projects. `cargo test` does a short run with a fixed seed; `tests/fuzz/run [SECONDS]` a long one with a
//! new seed, which also saves the inputs it keeps.

mod calendar_files;
mod corpus;
mod dav;
mod mails;
mod mutate;
mod requests;
mod shop_files;

use crate::machine;
use corpus::Corpus;
use mutate::Mutator;
use std::collections::HashSet;
use std::fmt::Write;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

/// Number of mutants in a short run.
const SHORT_RUN: u64 = 250;

/// A target and its state.
struct Fuzz {
    corpus: Corpus,
    pool: Vec<Vec<u8>>,
    heard: HashSet<String>,
    mutator: Mutator,
    tried: u64,
}

/// Runs `target` on the corpus with that name and on mutants. The target returns the program's response, and panics
/// on a failure.
fn fuzz(name: &str, words: &[&str], mut target: impl FnMut(&[u8]) -> String) {
    let corpus = Corpus::open(name);
    let pool = corpus.inputs();
    assert!(!pool.is_empty(), "there is no corpus of {name}");
    let long_run = std::env::var("FUZZ_SECONDS").ok().map(|text| Duration::from_secs(text.parse().unwrap()));
    let seed = if long_run.is_some() { getrandom::u64().unwrap() } else { 1 };
    let mutator = Mutator::new(seed, words);
    let mut fuzz = Fuzz { corpus, pool, heard: HashSet::new(), mutator, tried: 0 };
    for input in fuzz.pool.clone() {
        fuzz.attempt(&input, &mut target);
    }
    let (seeds, began) = (fuzz.pool.len(), Instant::now());
    while long_run.map_or(fuzz.tried < SHORT_RUN + seeds as u64, |time| began.elapsed() < time) {
        let mutant = fuzz.mutator.mutant(&fuzz.pool);
        if fuzz.attempt(&mutant, &mut target) {
            if long_run.is_some() {
                fuzz.corpus.keep(&mutant);
            }
            fuzz.pool.push(mutant);
        }
    }
    fuzz.report(name, seeds, seed, began.elapsed());
}

impl Fuzz {
    /// Whether the response is of a new kind.
    fn attempt(&mut self, input: &[u8], target: &mut impl FnMut(&[u8]) -> String) -> bool {
        self.tried += 1;
        match catch_unwind(AssertUnwindSafe(|| target(input))) {
            Ok(said) => self.heard.insert(without_details(&said)),
            Err(panic) => {
                eprintln!("fuzz: the input is kept as {}", self.corpus.keep_failure(input).display());
                resume_unwind(panic)
            }
        }
    }

    fn report(&self, name: &str, seeds: usize, seed: u64, took: Duration) {
        let mut line = String::new();
        let (tried, heard, seconds) = (self.tried, self.heard.len(), took.as_secs());
        write!(line, "| {name} | {seeds} | {tried} | {heard} | {seconds} s | {seed} |").unwrap();
        println!("{line}");
        if let Ok(file) = std::env::var("FUZZ_RESULTS") {
            let there = std::fs::read_to_string(&file).unwrap_or_default();
            let head = if there.is_empty() { heading() } else { String::new() };
            std::fs::write(file, format!("{there}{head}{line}\n")).unwrap();
        }
    }
}

fn heading() -> String {
    format!(
        "# Fuzzing: foreign bytes against what reads them\n\nRepeat it with `tests/fuzz/run`, which takes the seconds per target. \
         A target that panics, answers 5xx, writes half of something or lets a name become a header fails the run, and no \
         line is written for it.\n\n{}\n| target | corpus | inputs tried | different answers heard | time | seed |\n\
         | --- | ---: | ---: | ---: | ---: | ---: |\n",
        machine::description(std::path::Path::new(env!("CARGO_MANIFEST_DIR")))
    )
}

/// A size class in letters, since digits are ignored.
fn about(size: usize) -> String {
    "x".repeat(size.min(100))
}

/// The response without numbers and quoted input.
fn without_details(said: &str) -> String {
    let mut quoted = false;
    let keep = said.chars().filter(|c| {
        quoted ^= matches!(c, '"' | '`');
        !quoted && !c.is_ascii_digit()
    });
    keep.take(400).collect()
}
