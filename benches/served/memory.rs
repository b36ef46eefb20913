//! Memory: of one shop, idle and after a load; and of two hundred side by side, as somebody would host them.

use crate::bookings::while_booking;
use crate::child::{Child, Memory};
use crate::load;
use crate::report::{Report, megabytes, number};
use crate::shop;
use std::time::{Duration, Instant};

const SHOPS: usize = 200;
const SIZES: [usize; 2] = [1_000, 100_000];

/// Measures, and checks the budget of an idle shop.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section(
        "Memory",
        "What is resident (RSS), the pages of the program's file included: idle after a first answer, and the most that it ever \
         was while 64 connections ask and 8 clients book for two seconds. Those pages are there once, however many shops run.",
    );
    let folder = shop::folder()?;
    let mut rows = Vec::new();
    for size in SIZES {
        let child = Child::shop(&shop::make(folder.path(), size)?)?;
        let name = format!("{} appointments", number(size as f64));
        let (idle, peak) = idle_and_peak(&child, shop::WEEK, true)?;
        report.budget(
            &format!("Idle memory, {name}"),
            "≤ 20 MB",
            megabytes(idle.resident),
            idle.resident <= 20_000_000,
        );
        rows.push(row(name, idle, peak));
    }
    let (idle, peak) = idle_and_peak(&Child::bare(6_000)?, "/", false)?;
    rows.push(row("bare server".into(), idle, peak));
    report.table(&["", "idle", "of it not in a file", "at most under load"], &rows);
    many_shops(report)
}

fn row(name: String, idle: Memory, peak: u64) -> Vec<String> {
    vec![name, megabytes(idle.resident), megabytes(idle.own), megabytes(peak)]
}

fn idle_and_peak(child: &Child, path: &str, books: bool) -> anyhow::Result<(Memory, u64)> {
    load::once(child.address, 200, &shop::get(path))?;
    let idle = child.memory()?;
    let ask = || load::run(child.address, 64, Duration::from_secs(2), 200, &|| Ok(shop::get(path)));
    if books {
        while_booking(child.address, 8, ask)?;
    } else {
        ask()?;
    }
    Ok((idle, child.memory()?.peak))
}

fn many_shops(report: &mut Report) -> anyhow::Result<()> {
    report.text(&format!(
        "{SHOPS} shops on one machine, a process and a file of 1,000 appointments each, started one after the other; what \
         they share (the program's own pages) counts once."
    ));
    let folder = shop::folder()?;
    let made = shop::make(folder.path(), 1_000)?;
    let files: Vec<_> = (0..SHOPS).map(|number| folder.path().join(format!("{number}.db"))).collect();
    for file in &files {
        std::fs::copy(&made, file)?;
    }
    let row = |name: &str, (took, bytes): (Duration, u64)| {
        let each = megabytes(bytes / SHOPS as u64);
        vec![name.to_owned(), crate::report::millis(took), megabytes(bytes), each]
    };
    let ours = start_all(|number| Child::shop(&files[number]), shop::WEEK)?;
    let bare = start_all(|_| Child::bare(6_000), "/")?;
    let rows = [row("shops", ours), row("bare servers", bare)];
    report.table(&["", "all have answered after", "memory of all", "of each"], &rows);
    Ok(())
}

fn start_all(start: impl Fn(usize) -> anyhow::Result<Child>, path: &str) -> anyhow::Result<(Duration, u64)> {
    let started = Instant::now();
    let children: Vec<Child> = (0..SHOPS).map(start).collect::<Result<_, _>>()?;
    for child in &children {
        load::once(child.address, 200, &shop::get(path))?;
    }
    let took = started.elapsed();
    let mut bytes = 0;
    for child in &children {
        bytes += child.memory()?.proportional;
    }
    Ok((took, bytes))
}
