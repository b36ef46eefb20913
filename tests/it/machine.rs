//! Describes the machine of a measurement, for recorded results.

use std::path::Path;
use std::process::Command;
use terminplaner::clock::Clock;

/// Date, machine, system, file system and versions, as Markdown lines.
pub fn description(on_disk: &Path) -> String {
    let date = Clock::system().now().format("%Y-%m-%d %H:%M UTC");
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let build = if cfg!(debug_assertions) { "debug build" } else { "release build" };
    format!(
        "- {date}, {}, {cores} cores, {}, {}\n- terminplaner {} ({build}), SQLite {}\n",
        processor(),
        said_by("uname", &["-sr"]),
        said_by("df", &["--output=fstype", &on_disk.display().to_string()]),
        env!("CARGO_PKG_VERSION"),
        rusqlite::version(),
    )
}

fn processor() -> String {
    let facts = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = facts.lines().find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    model.map_or_else(|| std::env::consts::ARCH.to_owned(), |(_, name)| name.trim().to_owned())
}

/// The last line printed by a program, or a dash if it does not exist.
fn said_by(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    let said = output.map(|output| String::from_utf8_lossy(&output.stdout).into_owned()).unwrap_or_default();
    said.trim().lines().last().unwrap_or("–").to_owned()
}
