//! A week of the grid over HTTP, with more and more appointments in the calendar, beside a bare route that returns a
//! constant body of the same size. All servers are up at once and take turns, so that drift of the machine hits all.

use crate::bookings::{next_booking, while_booking};
use crate::chart::{Chart, Line, Rule, Spread};
use crate::child::Child;
use crate::load::{self, Outcome};
use crate::report::{Report, micros, number, percent};
use crate::shop;
use anyhow::Context;
use std::time::Duration;

const SIZES: [usize; 4] = [100, 1_000, 10_000, 100_000];
const CONNECTIONS: [usize; 3] = [1, 16, 64];
/// Busy times of calendars kept elsewhere, in a shop with 1,000 appointments.
const ELSEWHERE: usize = 20_000;
/// How many take the grid while others book.
const LOOKING: usize = 16;
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_millis(500);

const HEAD: [&str; 10] = [
    "appointments",
    "connections",
    "answers/s",
    "p50",
    "p99",
    "bare answers/s",
    "p50",
    "p99",
    "share of bare",
    "server CPU an answer (bare)",
];

/// A server and what it is asked.
struct Side {
    child: Child,
    request: Vec<u8>,
}

/// Measures, and checks the two budgets of the grid.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    let folder = shop::folder()?;
    let mut sides = Vec::new();
    for size in SIZES {
        sides.push(Side { child: Child::shop(&shop::make(folder.path(), size)?)?, request: shop::get(shop::WEEK) });
    }
    sides.push(Side {
        child: Child::shop(&shop::make_busy_elsewhere(folder.path(), SIZES[1], ELSEWHERE)?)?,
        request: shop::get(shop::WEEK),
    });
    let bytes = load::once(sides[0].child.address, 200, &sides[0].request)?.len();
    sides.push(Side { child: Child::bare(bytes)?, request: shop::get("/") });
    report.section(
        "A week of the grid",
        &format!(
            "`GET {}`, two resources, {} kB of JSON; beside it a bare axum route that returns as many bytes. Both from a \
             process of its own, asked by the same client on the same machine in turns.",
            shop::WEEK,
            number(bytes as f64 / 1000.0)
        ),
    );
    let (mut rows, mut lines) = (Vec::new(), Vec::new());
    let (mut lowest, mut small, mut large) = (f64::MAX, 0.0, 0.0);
    for connections in CONNECTIONS {
        let outcomes = in_turns(&sides, &|side| ask(side, connections, ROUND))?;
        let bare = outcomes.last().context("the bare server was asked")?;
        for (size, ours) in SIZES.iter().zip(&outcomes) {
            rows.push(row(&number(*size as f64), connections, ours, bare));
        }
        lowest = lowest.min(outcomes[1].rate() / bare.rate());
        small += outcomes[1].rate();
        large += outcomes[3].rate();
        let share = |outcome: &Outcome| outcome.rate() / bare.rate() * 100.0;
        let points = SIZES.iter().zip(&outcomes).map(|(size, outcome)| (*size as f64, share(outcome))).collect();
        let name = if connections == 1 { "1 connection".into() } else { format!("{connections} connections") };
        lines.push(Line { name, points });
    }
    report.table(&HEAD, &rows);
    report.picture(
        "availability",
        &Chart {
            title: "A week of the grid, beside the bare route",
            y: "answers a second, in percent of the bare route's",
            x: "appointments in the calendar",
            spread: Spread::Tenfold,
            lines,
            rules: vec![Rule { name: "bare route", at: 100.0 }, Rule { name: "budget: ≥ 60 %", at: 60.0 }],
        },
    );
    report.budget("Week of the grid, 1,000 appointments, of a bare route", "≥ 60 %", percent(lowest), lowest >= 0.6);
    report.budget(
        "The same with 100,000 appointments, of that with 1,000",
        "≥ 90 %",
        percent(large / small),
        large / small >= 0.9,
    );
    while_others_book(report, &sides)?;
    other_questions(report, &sides)
}

/// Every side in turn, several times, each time another one first; the first time is a warm-up and not counted.
fn in_turns(sides: &[Side], run: &impl Fn(&Side) -> anyhow::Result<Outcome>) -> anyhow::Result<Vec<Outcome>> {
    let mut outcomes = vec![Outcome::default(); sides.len()];
    for round in 0..=ROUNDS {
        for place in (0..sides.len()).map(|place| (place + round) % sides.len()) {
            let one = run(&sides[place])?;
            if round > 0 {
                outcomes[place].add(one);
            }
        }
    }
    Ok(outcomes)
}

fn ask(side: &Side, connections: usize, duration: Duration) -> anyhow::Result<Outcome> {
    ask_for(side, &side.request, 200, connections, duration)
}

fn ask_for(
    side: &Side,
    request: &[u8],
    expected: u16,
    connections: usize,
    duration: Duration,
) -> anyhow::Result<Outcome> {
    let cpu = side.child.cpu()?;
    let outcome = load::run(side.child.address, connections, duration, expected, &|| Ok(request.to_vec()))?;
    Ok(Outcome { server_cpu: (side.child.cpu()? - cpu).as_secs_f64(), ..outcome })
}

fn row(size: &str, connections: usize, ours: &Outcome, bare: &Outcome) -> Vec<String> {
    vec![
        size.to_owned(),
        connections.to_string(),
        number(ours.rate()),
        micros(ours.percentile(0.5).into()),
        micros(ours.percentile(0.99).into()),
        number(bare.rate()),
        micros(bare.percentile(0.5).into()),
        micros(bare.percentile(0.99).into()),
        percent(ours.rate() / bare.rate()),
        format!("{} ({})", micros(ours.server_cpu_per_answer()), micros(bare.server_cpu_per_answer())),
    ]
}

/// The same while eight clients book in the same shop, each booking making the answers kept ready stale. For the bare
/// side they book there too: the machine has the same to do.
fn while_others_book(report: &mut Report, sides: &[Side]) -> anyhow::Result<()> {
    report.text(&format!(
        "The same with {LOOKING} connections while eight clients book as fast as they can; the bare route bears the same load beside \
         it. Elsewhere: the same shop as with 1,000 appointments, and calendars kept elsewhere with {} busy times.",
        number(ELSEWHERE as f64)
    ));
    let (mut rows, mut rates) = (Vec::new(), Vec::new());
    let [_, small, _, large, elsewhere, bare] = sides else { anyhow::bail!("six servers take turns") };
    for (size, shop) in [("1,000", small), ("1,000, elsewhere", elsewhere), ("100,000", large)] {
        let (mut ours, mut raw, mut booked) = (Outcome::default(), Outcome::default(), Vec::new());
        for _ in 0..ROUNDS {
            let (one, bookings) = while_booking(shop.child.address, 8, || ask(shop, LOOKING, ROUND * 2))?;
            ours.add(one);
            booked.push(bookings.rate());
            raw.add(while_booking(shop.child.address, 8, || ask(bare, LOOKING, ROUND * 2))?.0);
        }
        rates.push(ours.rate());
        let mut row = row(size, LOOKING, &ours, &raw);
        row.push(number(booked.iter().sum::<f64>() / booked.len() as f64));
        rows.push(row);
    }
    let head: Vec<&str> = HEAD.into_iter().chain(["bookings/s beside it"]).collect();
    report.table(&head, &rows);
    let share = rates[1] / rates[0];
    report.budget(
        "Week of the grid, 20,000 busy times elsewhere, of that with none",
        "≥ 90 %",
        percent(share),
        share >= 0.9,
    );
    anyhow::ensure!(next_booking() > 0, "somebody booked");
    Ok(())
}

/// What browsers ask in fact: compressed, and whether anything is new.
fn other_questions(report: &mut Report, sides: &[Side]) -> anyhow::Result<()> {
    report.text(&format!("As browsers ask, 1,000 appointments, {LOOKING} connections:"));
    let shop = &sides[1];
    let compressed = with_header("Accept-Encoding: gzip, deflate, br, zstd");
    let etag = etag(shop)?;
    let known = with_header(&format!("If-None-Match: {etag}"));
    let mut rows = Vec::new();
    for (what, request, status) in
        [("plain", &shop.request, 200), ("brotli", &compressed, 200), ("unchanged (304)", &known, 304)]
    {
        let outcome = ask_for(shop, request, status, LOOKING, ROUND * 2)?;
        let cpu = micros(outcome.server_cpu_per_answer());
        rows.push(vec![
            what.into(),
            number(outcome.rate()),
            micros(outcome.percentile(0.5).into()),
            micros(outcome.percentile(0.99).into()),
            cpu,
        ]);
    }
    report.table(&["answer", "answers/s", "p50", "p99", "server CPU an answer"], &rows);
    Ok(())
}

fn with_header(line: &str) -> Vec<u8> {
    format!("GET {} HTTP/1.1\r\nHost: localhost\r\n{line}\r\n\r\n", shop::WEEK).into_bytes()
}

fn etag(side: &Side) -> anyhow::Result<String> {
    let head = load::head(side.child.address, &side.request)?;
    let etag = head.lines().find_map(|line| line.strip_prefix("etag: ")).context("the grid has an ETag")?;
    Ok(etag.to_owned())
}
