//! From the start of the process to the first answer, and the size of the program.

use crate::child::{Child, program};
use crate::load;
use crate::report::{Report, megabytes, millis};
use crate::shop;
use std::time::{Duration, Instant};

const SIZES: [usize; 3] = [1_000, 10_000, 100_000];
const ROUNDS: usize = 7;

/// Measures, and checks both budgets.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section("Start and size", "From the start of the process until a week of the grid is answered; the median of seven. The limit is a bare server's start.");
    let folder = shop::folder()?;
    let mut rows = Vec::new();
    for size in SIZES {
        let db = shop::make(folder.path(), size)?;
        let (mut ours, mut bare) = (Vec::new(), Vec::new());
        for _ in 0..ROUNDS {
            ours.push(first_answer(|| Child::shop(&db), shop::WEEK)?);
            bare.push(first_answer(|| Child::bare(1), "/")?);
        }
        let (ours, bare) = (median(&mut ours), median(&mut bare));
        rows.push(vec![crate::report::number(size as f64), millis(ours), millis(bare)]);
        if size == SIZES[2] {
            report.budget(
                "Start to first answer, 100,000 appointments",
                "≤ 100 ms",
                millis(ours),
                ours <= Duration::from_millis(100),
            );
        }
    }
    report.table(&["appointments", "first answer after", "bare server"], &rows);
    let bytes = std::fs::metadata(program())?.len();
    report.text(&format!("The program is one file of {}.", megabytes(bytes)));
    // 20 MB without calendars and manual.
    report.budget("Program, release, stripped", "≤ 24 MB", megabytes(bytes), bytes <= 24_000_000);
    Ok(())
}

fn first_answer(start: impl FnOnce() -> anyhow::Result<Child>, path: &str) -> anyhow::Result<Duration> {
    let started = Instant::now();
    let child = start()?;
    load::once(child.address, 200, &shop::get(path))?;
    let took = started.elapsed();
    child.kill()?;
    Ok(took)
}

/// The one in the middle.
pub fn median(times: &mut [Duration]) -> Duration {
    times.sort();
    times[times.len() / 2]
}
