//! Measures the built program over real sockets and a real disk, each figure beside the machine's own limit in the same run.
//!
//! `benches/run` is the way to start it. The parts: [`shop`] makes the files that are measured, [`child`] starts
//! processes and asks the system what they cost, [`load`] is the client, [`bare`] and [`inserts`] are the limits to be
//! measured against; then one file for each thing measured, and [`report`] writes it all down.
//!
//! With names of things as arguments it measures only those and prints them, which is what one wants while mending them:
//! `cargo bench --bench served -- bookings streams`.

mod availability;
mod bare;
mod bookings;
mod calendar;
mod chart;
mod child;
mod dav;
mod inserts;
mod load;
mod memory;
mod report;
mod shop;
mod start;
mod streams;
mod widget;

use anyhow::bail;
use report::Report;

/// Measures one thing and writes it into the report.
type Measure = fn(&mut Report) -> anyhow::Result<()>;

/// Everything that is measured, in the order of the report.
const MEASURES: [(&str, Measure); 8] = [
    ("availability", availability::measure),
    ("bookings", bookings::measure),
    ("streams", streams::measure),
    ("start", start::measure),
    ("memory", memory::measure),
    ("dav", dav::measure),
    ("widget", widget::measure),
    ("calendar", calendar::measure),
];

fn main() -> anyhow::Result<()> {
    // Cargo adds `--bench`.
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [word, bytes] = &arguments[..]
        && word == bare::WORD
    {
        return bare::serve(bytes.parse()?);
    }
    if let Some(unknown) = arguments.iter().find(|name| MEASURES.iter().all(|(known, _)| known != name)) {
        bail!("there is no measurement \"{unknown}\"; there are {}", MEASURES.map(|(name, _)| name).join(", "));
    }
    let mut report = Report::begin();
    for (name, measure) in MEASURES {
        if arguments.is_empty() || arguments.iter().any(|wanted| wanted == name) {
            eprintln!("measuring {name}");
            measure(&mut report)?;
        }
    }
    if arguments.is_empty() { report.save() } else { report.print() }
}
