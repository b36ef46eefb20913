//! The summary of a crash test, printed and, if `CRASH_RESULTS` names a file, saved.

use super::journal::Journal;
use super::verify::Mails;
use crate::machine;
use std::fmt::Write;
use std::path::Path;
use std::time::Duration;

/// Counters.
pub struct Report {
    seed: u64,
    unanswered: usize,
    unseen: usize,
    longest_restart: Duration,
}

impl Report {
    pub fn new(seed: u64) -> Self {
        Self { seed, unanswered: 0, unseen: 0, longest_restart: Duration::ZERO }
    }

    /// Records a round: duration of the restart, number of unanswered requests, and how many of those were done.
    pub fn note_round(&mut self, restart: Duration, unanswered: usize, unseen: usize) {
        self.longest_restart = self.longest_restart.max(restart);
        self.unanswered += unanswered;
        self.unseen += unseen;
    }

    /// Prints and saves the summary.
    pub fn finish(&self, rounds: u64, journal: &Journal, mails: &Mails, db: &Path) {
        let text = self.text(rounds, journal, mails, db);
        println!("{text}");
        if let Ok(file) = std::env::var("CRASH_RESULTS") {
            std::fs::write(file, text).unwrap();
        }
    }

    fn text(&self, rounds: u64, journal: &Journal, mails: &Mails, db: &Path) -> String {
        let bookings = journal.bookings.len();
        let moves: u32 = journal.bookings.iter().map(|booking| booking.moves).sum();
        let cancelled = journal.bookings.iter().filter(|booking| booking.cancelled).count();
        let size = std::fs::metadata(db).unwrap().len() / 1_024 / 1_024;
        let mut text = String::from("# Crash test: what was answered, and what was in the file after each kill\n\n");
        writeln!(text, "Repeat it with `tests/crash/run {rounds}`; this one had `CRASH_SEED={}`.\n", self.seed)
            .unwrap();
        text += &machine::description(db);
        writeln!(text, "\n| what | number |\n| --- | ---: |").unwrap();
        for (what, number) in [
            ("rounds, each ended by SIGKILL at a random instant under 8 clients", rounds.to_string()),
            ("changes answered with success", journal.answered.to_string()),
            ("… bookings / moves / cancellations", format!("{bookings} / {moves} / {cancelled}")),
            ("requests refused for a taken time", journal.taken.to_string()),
            (
                "changes that the kill left without an answer, or met nobody any more; sent again",
                self.unanswered.to_string(),
            ),
            ("… done before the kill, found and not done twice", self.unseen.to_string()),
            ("**answered changes lost**", "**0**".into()),
            ("**bookings doubled**", "**0**".into()),
            ("mails sent / still queued, together exactly those owed", format!("{} / {}", mails.sent, mails.queued)),
            ("`check` after each restart", "clean".into()),
            ("longest restart until it listens", format!("{} ms", self.longest_restart.as_millis())),
            ("size of the file at the end", format!("{size} MiB")),
        ] {
            writeln!(text, "| {what} | {number} |").unwrap();
        }
        text += "\nA run in which one of the bold numbers is not 0, or a mail is missing or too many, fails and writes no result.\n\
                 SIGKILL takes the process, not the machine: a power cut is up to `synchronous = FULL` and an honest disk.\n";
        text
    }
}
