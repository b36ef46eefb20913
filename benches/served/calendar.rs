//! What criterion found out about the calendar's functions; `benches/calendar.rs` measures, this only tells.

use crate::chart::{Chart, Line, Rule, Spread};
use crate::report::{Report, micros};
use anyhow::Context;
use serde_json::Value;
use std::path::Path;

/// What is told: where criterion keeps it, what it is, and the microseconds it may take.
const TOLD: [(&str, &str, Option<f64>); 7] = [
    ("week/2", "a week, 2 resources", None),
    ("week/20", "a week, 20 resources", Some(300.0)),
    ("decide/20", "one start, 20 resources", None),
    ("nearest/20", "the three nearest free starts to one, 20 resources", None),
    ("far/closed", "nothing free for ten years, 20 resources: never open", Some(50_000.0)),
    ("far/too_short", "nothing free for ten years, 20 resources: open, but never long enough", Some(50_000.0)),
    ("far/booked_out", "nothing free for ten years, 20 resources: all booked out", Some(50_000.0)),
];

/// Tells, and checks the budget of a week.
pub fn measure(report: &mut Report) -> anyhow::Result<()> {
    report.section(
        "The calendar's functions",
        "Out of memory, from nothing, without a server; the median and its 95 % interval, by criterion.",
    );
    let mut rows = Vec::new();
    for (id, what, budget) in TOLD {
        let (median, low, high) = estimate(id)?;
        let interval = format!("{} – {}", micros(low), micros(high));
        rows.push(vec![what.to_owned(), micros(median), interval]);
        if let Some(budget) = budget {
            let name = format!("{}{}", what[..1].to_uppercase(), &what[1..]);
            report.budget(&name, &format!("≤ {}", micros(budget)), micros(median), median <= budget);
        }
    }
    report.table(&["", "median", "interval"], &rows);
    let points = |group: &str| -> anyhow::Result<Vec<(f64, f64)>> {
        [2, 5, 10, 20]
            .into_iter()
            .map(|resources| Ok((f64::from(resources), estimate(&format!("{group}/{resources}"))?.0)))
            .collect()
    };
    report.picture(
        "calendar",
        &Chart {
            title: "A week of the grid from nothing",
            y: "microseconds",
            x: "resources",
            spread: Spread::Even,
            lines: vec![Line { name: "a week".into(), points: points("week")? }],
            rules: vec![Rule { name: "budget at 20: ≤ 300", at: 300.0 }],
        },
    );
    Ok(())
}

/// Median and interval in microseconds.
fn estimate(id: &str) -> anyhow::Result<(f64, f64, f64)> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR")).parent().context("a build has a folder")?;
    let file = target.join("criterion").join(id).join("new/estimates.json");
    let text = std::fs::read_to_string(&file)
        .with_context(|| format!("{id} is not measured yet: cargo bench --bench calendar"))?;
    let estimates: Value = serde_json::from_str(&text)?;
    let median = &estimates["median"];
    let of = |value: &Value| value.as_f64().map(|nanoseconds| nanoseconds / 1e3).context("criterion writes numbers");
    let interval = &median["confidence_interval"];
    Ok((of(&median["point_estimate"])?, of(&interval["lower_bound"])?, of(&interval["upper_bound"])?))
}
