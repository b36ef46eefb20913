//! Durable bookings over HTTP, beside plain inserts on the same disk: each answered only once it is written for good, with
//! the mails it owes.

use crate::chart::{Chart, Line, Rule, Spread};
use crate::child::Child;
use crate::inserts::Inserts;
use crate::load::{self, Outcome};
use crate::report::{Report, factor, micros, number};
use crate::shop;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

const CLIENTS: [usize; 3] = [1, 8, 64];
const SIZES: [usize; 2] = [1_000, 100_000];
const ROUNDS: usize = 4;
const ROUND: Duration = Duration::from_millis(800);

static NEXT: AtomicUsize = AtomicUsize::new(0);

/// The number of a booking that nobody has made yet, in any shop that is being measured.
pub fn next_booking() -> usize {
    NEXT.fetch_add(1, Ordering::Relaxed)
}

/// Makes one booking.
pub fn book_one(address: SocketAddr) -> anyhow::Result<()> {
    load::once(address, 201, &shop::booking(next_booking())?).map(drop)
}

fn book(address: SocketAddr, clients: usize, duration: Duration) -> anyhow::Result<Outcome> {
    load::run(address, clients, duration, 201, &|| shop::booking(next_booking()))
}

/// Does something while clients book; what either led to.
pub fn while_booking(
    address: SocketAddr,
    clients: usize,
    what: impl FnOnce() -> anyhow::Result<Outcome>,
) -> anyhow::Result<(Outcome, Outcome)> {
    let done = AtomicBool::new(false);
    std::thread::scope(|scope| {
        let booking = scope.spawn(|| {
            let mut booked = Outcome::default();
            while !done.load(Ordering::Relaxed) {
                booked.add(book(address, clients, Duration::from_millis(100))?);
            }
            anyhow::Ok(booked)
        });
        let outcome = what();
        done.store(true, Ordering::Relaxed);
        let booked = booking.join().unwrap_or_else(|_| anyhow::bail!("a client panicked"))?;
        Ok((outcome?, booked))
    })
}

/// Measures, and checks the budget of bookings.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section(
        "Bookings",
        "`POST /api/v1/bookings` with an idempotency key, two mails owed each, answered when it is on the disk; beside it \
         plain SQLite inserts into one table, one a transaction (WAL, `synchronous = FULL`), on the same disk in turns.",
    );
    let folder = shop::folder()?;
    let inserts = Inserts::new(folder.path())?;
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    for size in SIZES {
        let child = Child::shop(&shop::make(folder.path(), size)?)?;
        // Nothing is booked in a new shop; one has some 200,000 times to give away.
        NEXT.store(0, Ordering::Relaxed);
        let mut line = Line { name: format!("{} appointments", number(size as f64)), points: Vec::new() };
        for clients in CLIENTS {
            let (ours, raw) = compare(&child, &inserts, clients)?;
            let ratio = ours.rate() / raw.rate();
            line.points.push((clients as f64, ratio));
            if clients == 64 && size == SIZES[0] {
                report.budget(
                    "Durable bookings, 64 clients, of plain inserts",
                    "≥ 1 ×, aim 2 ×",
                    factor(ratio),
                    ratio >= 1.0,
                );
            }
            rows.push(row(size, clients, &ours, &raw));
        }
        lines.push(line);
        child.stop()?;
    }
    let head = [
        "appointments",
        "clients",
        "bookings/s",
        "p50",
        "p99",
        "plain inserts/s",
        "p50",
        "p99",
        "of plain inserts",
        "server CPU a booking",
    ];
    report.table(&head, &rows);
    report.picture(
        "bookings",
        &Chart {
            title: "Durable bookings, beside plain inserts",
            y: "bookings in the time of one plain insert",
            x: "clients that book at once",
            spread: Spread::Tenfold,
            lines,
            rules: vec![Rule { name: "budget at 64: ≥ 1", at: 1.0 }, Rule { name: "aim at 64: 2", at: 2.0 }],
        },
    );
    Ok(())
}

fn compare(child: &Child, inserts: &Inserts, clients: usize) -> anyhow::Result<(Outcome, Outcome)> {
    let (mut ours, mut raw) = (Outcome::default(), Outcome::default());
    for round in 0..=ROUNDS {
        let cpu = child.cpu()?;
        let booked = book(child.address, clients, ROUND)?;
        let booked = Outcome { server_cpu: (child.cpu()? - cpu).as_secs_f64(), ..booked };
        let inserted = Outcome { seconds: ROUND.as_secs_f64(), took: inserts.run(ROUND)?, ..Outcome::default() };
        // The first round is a warm-up.
        if round > 0 {
            ours.add(booked);
            raw.add(inserted);
        }
    }
    Ok((ours, raw))
}

fn row(size: usize, clients: usize, ours: &Outcome, raw: &Outcome) -> Vec<String> {
    vec![
        number(size as f64),
        clients.to_string(),
        number(ours.rate()),
        micros(ours.percentile(0.5).into()),
        micros(ours.percentile(0.99).into()),
        number(raw.rate()),
        micros(raw.percentile(0.5).into()),
        micros(raw.percentile(0.99).into()),
        factor(ours.rate() / raw.rate()),
        micros(ours.server_cpu_per_answer()),
    ]
}
