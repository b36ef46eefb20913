//! What a visitor waits for: the widget on a provider's page, in a real browser on a slow device and a slow line.
//! `widget.mjs` drives the browser; beside it stands a page that loads as many bytes and does nothing with them.

use crate::child::Child;
use crate::report::{Report, number};
use crate::shop;
use anyhow::{Context, ensure};
use serde::Deserialize;
use std::process::Command;

/// What the browser tells.
#[derive(Deserialize)]
struct Seen {
    browser: String,
    /// What the page asks for before the grid shows, with the bytes of each body as they came.
    requests: Vec<Requested>,
    /// Milliseconds from the beginning of the navigation, the median of several visits.
    grid_ms: f64,
    bare_ms: f64,
    /// What moved without the visitor's doing, the worst of all visits.
    layout_shift: f64,
    /// The same where the page has not kept room for what comes: what stands below then moves down, once.
    layout_shift_as_pasted: f64,
}

#[derive(Deserialize)]
struct Requested {
    path: String,
    bytes: u64,
}

/// Measures, and checks the budgets of the widget.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    let folder = shop::folder()?;
    let child = Child::shop(&shop::make(folder.path(), 1_000)?)?;
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/widget.mjs");
    let output = Command::new("node")
        .arg(script)
        .arg(format!("http://{}", child.address))
        .output()
        .context("node is missing")?;
    ensure!(output.status.success(), "the browser could not be driven: {}", String::from_utf8_lossy(&output.stderr));
    let seen: Seen = serde_json::from_slice(&output.stdout)?;
    report.section(
        "The widget on a slow telephone",
        &format!(
            "{}, processor slowed four times, 1.6 Mbit/s with 150 ms for every round trip; the median of five first visits. \
             The limit is a page with one script and two questions of as many bytes, which then does nothing but show a word.",
            seen.browser
        ),
    );
    let rows: Vec<Vec<String>> =
        seen.requests.iter().map(|one| vec![one.path.clone(), number(one.bytes as f64)]).collect();
    report.table(&["asked for before the grid shows", "bytes"], &rows);
    let shift = format!("{:.3}", seen.layout_shift);
    let pasted = format!("{:.3}", seen.layout_shift_as_pasted);
    let row = [format!("{} ms", number(seen.grid_ms)), format!("{} ms", number(seen.bare_ms)), shift.clone(), pasted];
    let head =
        ["the grid shows after", "the bare page after", "layout shift", "layout shift where the page keeps no room"];
    report.table(&head, &[row.to_vec()]);
    let bytes: u64 = seen.requests.iter().map(|one| one.bytes).sum();
    let kilobytes = format!("{:.1} kB", bytes as f64 / 1e3);
    report.budget("Widget, bytes before the grid shows, brotli", "≤ 12 kB", kilobytes, bytes <= 12_000);
    // The widget, and the texts of one language, which come while the shop is asked.
    let scripts = seen.requests.iter().filter(|one| one.path.contains(".js")).count();
    let questions = seen.requests.len() - scripts;
    let asked = format!("{scripts} + {questions}");
    report.budget(
        "Widget, scripts and questions before the grid shows",
        "2 + at most 2",
        asked,
        scripts <= 2 && questions <= 2,
    );
    report.budget("Widget, layout shift", "0", shift, seen.layout_shift == 0.0);
    Ok(())
}
