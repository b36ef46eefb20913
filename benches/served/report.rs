//! What was measured, as a page for people: the budgets first, then a table for each thing, with pictures.

use crate::chart::Chart;
use anyhow::Context;
use std::fmt::Write;
use std::path::Path;
use std::process::Command;
use std::time::Duration;

/// Grows while things are measured.
#[derive(Default)]
pub struct Report {
    budgets: Vec<[String; 4]>,
    body: String,
    pictures: Vec<(&'static str, String)>,
    /// How busy the machine was before anything was measured.
    load_before: String,
}

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/benches");

impl Report {
    /// An empty one; nothing is measured yet.
    pub fn begin() -> Self {
        Self { load_before: load(), ..Self::default() }
    }

    /// Begins a section, with a sentence on what is compared.
    pub fn section(&mut self, title: &str, introduction: &str) {
        // Writing to a string never fails, here and below.
        let _ = write!(self.body, "\n## {title}\n\n{introduction}\n");
    }

    /// Adds a paragraph.
    pub fn text(&mut self, text: &str) {
        let _ = write!(self.body, "\n{text}\n");
    }

    /// Adds a table.
    pub fn table(&mut self, head: &[&str], rows: &[Vec<String>]) {
        let line = |cells: &[String]| format!("| {} |\n", cells.join(" | "));
        let head: Vec<String> = head.iter().map(|cell| (*cell).to_owned()).collect();
        let rule = vec!["---".to_owned(); head.len()];
        let rows: String = rows.iter().map(|row| line(row)).collect();
        let _ = write!(self.body, "\n{}{}{rows}", line(&head), line(&rule));
    }

    /// Adds a picture, kept as `pictures/<name>.svg`.
    pub fn picture(&mut self, name: &'static str, chart: &Chart) {
        let _ = write!(self.body, "\n![{}](pictures/{name}.svg)\n", chart.title);
        self.pictures.push((name, chart.to_svg()));
    }

    /// Notes whether a budget holds.
    pub fn budget(&mut self, what: &str, budget: &str, measured: String, holds: bool) {
        let holds = if holds { "yes" } else { "**no**" };
        self.budgets.push([what.to_owned(), budget.to_owned(), measured, holds.to_owned()]);
    }

    /// Writes `benches/RESULTS.md` and the pictures.
    pub fn save(&self) -> anyhow::Result<()> {
        let pictures = Path::new(FOLDER).join("pictures");
        std::fs::create_dir_all(&pictures)?;
        for (name, svg) in &self.pictures {
            std::fs::write(pictures.join(format!("{name}.svg")), svg)?;
        }
        std::fs::write(Path::new(FOLDER).join("RESULTS.md"), self.to_markdown()?)?;
        eprintln!("written: benches/RESULTS.md");
        Ok(())
    }

    /// Prints what was measured.
    pub fn print(&self) -> anyhow::Result<()> {
        println!("{}", self.to_markdown()?);
        Ok(())
    }

    fn to_markdown(&self) -> anyhow::Result<String> {
        let mut budgets = Self::default();
        budgets.table(
            &["what", "budget", "measured", "holds"],
            &self.budgets.iter().map(|row| row.to_vec()).collect::<Vec<_>>(),
        );
        Ok(format!(
            "# What it costs\n\nWritten by `benches/run`, which repeats all of it. Every figure stands beside the limit of the \
             same machine in the same run, measured by the same client; the ratios are what counts, for the figures are this \
             machine's.\n\n{}\n## The budgets\n{}{}",
            machine(&self.load_before)?,
            budgets.body,
            self.body
        ))
    }
}

/// Where and when it was measured, and by what.
fn machine(load_before: &str) -> anyhow::Result<String> {
    let read = |file: &str| std::fs::read_to_string(file).unwrap_or_default();
    let after_colon = |text: &str, name: &str| {
        let line = text.lines().find(|line| line.starts_with(name)).unwrap_or_default();
        line.split_once(':').map(|(_, value)| value.trim().to_owned()).unwrap_or_default()
    };
    let memory = after_colon(&read("/proc/meminfo"), "MemTotal");
    let memory: u64 = memory.trim_end_matches(" kB").parse().unwrap_or_default();
    let (version, sqlite) = (env!("CARGO_PKG_VERSION"), rusqlite::version());
    let rows = [
        ("date", output("date", &["-u", "+%Y-%m-%d %H:%M UTC"])?),
        ("processor", after_colon(&read("/proc/cpuinfo"), "model name")),
        ("cores", std::thread::available_parallelism()?.to_string()),
        ("memory", format!("{} GB", number(memory as f64 / 1e6))),
        ("system", output("uname", &["-sr"])?),
        ("load before", load_before.to_owned()),
        ("load when it ended", load()),
        (
            "program",
            format!("terminplaner {version} at {}, SQLite {sqlite}, {}", commit(), output("rustc", &["--version"])?),
        ),
    ];
    let mut table = Report::default();
    table.table(&["", ""], &rows.map(|(name, value)| vec![name.to_owned(), value]));
    Ok(table.body.trim_start().to_owned())
}

/// How many processes wanted to run, on average over one, five and fifteen minutes.
fn load() -> String {
    let load = std::fs::read_to_string("/proc/loadavg").unwrap_or_default();
    load.split(' ').take(3).collect::<Vec<_>>().join(" ")
}

fn commit() -> String {
    let changed = output("git", &["status", "--porcelain", "--untracked-files=no", "src"]).unwrap_or_default();
    let commit = output("git", &["rev-parse", "--short", "HEAD"]).unwrap_or_else(|_| "an unknown commit".into());
    if changed.is_empty() { commit } else { format!("{commit} and changes") }
}

fn output(program: &str, arguments: &[&str]) -> anyhow::Result<String> {
    let output = Command::new(program).args(arguments).output().with_context(|| format!("{program} is missing"))?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// A number of a few digits: `12,345`, `678`, `9.1`.
pub fn number(value: f64) -> String {
    if value < 10.0 {
        return format!("{value:.1}").trim_end_matches(".0").to_owned();
    }
    let digits = format!("{value:.0}");
    let mut text = String::new();
    for (place, digit) in digits.chars().enumerate() {
        if place > 0 && (digits.len() - place).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// Microseconds, as such or as milliseconds.
pub fn micros(value: f64) -> String {
    if value < 1000.0 { format!("{} µs", number(value)) } else { format!("{} ms", number(value / 1000.0)) }
}

/// Milliseconds.
pub fn millis(value: Duration) -> String {
    format!("{} ms", number(value.as_secs_f64() * 1e3))
}

/// A share of something.
pub fn percent(share: f64) -> String {
    format!("{:.0} %", share * 100.0)
}

/// So many times something.
pub fn factor(ratio: f64) -> String {
    format!("{ratio:.2} ×")
}

/// Millions of bytes.
pub fn megabytes(bytes: u64) -> String {
    format!("{:.1} MB", bytes as f64 / 1e6)
}
