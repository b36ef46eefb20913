//! Processes that are measured: started, asked by the system's own books what they cost, and killed at the end.

use crate::bare;
use anyhow::{Context, ensure};
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

/// The instant at which every measured shop believes to be: a Monday morning.
pub const NOW: &str = "2026-03-02T08:00:00+01:00";

/// A process that listens.
pub struct Child {
    process: std::process::Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// Memory in bytes.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// What is resident, the program's own pages included.
    pub resident: u64,
    /// What of it is this process's alone: the rest are pages of files, which all processes share.
    pub own: u64,
    /// The most that ever was.
    pub peak: u64,
    /// The same with what is shared divided among those who share it: these may be added up.
    pub proportional: u64,
}

impl Child {
    /// `terminplaner serve` on that file, without rate limits.
    pub fn shop(db: &Path) -> anyhow::Result<Self> {
        let mut command = Command::new(program());
        command.args(["serve", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1", "--limits", "off"]);
        command.args(["--now", NOW, "--db"]).arg(db);
        Self::start(command)
    }

    /// The [`bare`] server with a body of that size.
    pub fn bare(bytes: usize) -> anyhow::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.args([bare::WORD, &bytes.to_string()]);
        Self::start(command)
    }

    fn start(mut command: Command) -> anyhow::Result<Self> {
        command.env("RUST_LOG", "error").stdout(Stdio::piped());
        let mut process = command.spawn().with_context(|| format!("{command:?} could not start"))?;
        let mut line = String::new();
        BufReader::new(process.stdout.take().context("its output is piped")?).read_line(&mut line)?;
        let address = line.split("http://").nth(1).and_then(|rest| rest.split([',', '\n']).next());
        let address = address.and_then(|text| text.parse().ok()).context("it ended before it listened")?;
        Ok(Self { process, address })
    }

    /// The processor time that it has used.
    pub fn cpu(&self) -> anyhow::Result<Duration> {
        cpu_of(&self.process.id().to_string())
    }

    /// The memory that it has.
    pub fn memory(&self) -> anyhow::Result<Memory> {
        let entry = |file: &str, name: &str| -> anyhow::Result<u64> {
            let text = std::fs::read_to_string(format!("/proc/{}/{file}", self.process.id()))?;
            let line = text.lines().find_map(|line| line.strip_prefix(name)).context("the system tells no memory")?;
            let kib: u64 = line.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?;
            Ok(kib * 1024)
        };
        Ok(Memory {
            resident: entry("status", "VmRSS")?,
            own: entry("status", "RssAnon")?,
            peak: entry("status", "VmHWM")?,
            proportional: entry("smaps_rollup", "Pss")?,
        })
    }

    /// Asks it to stop and waits until it has, so that it leaves a whole file behind.
    pub fn stop(mut self) -> anyhow::Result<()> {
        let asked = Command::new("kill").arg(self.process.id().to_string()).status()?;
        ensure!(asked.success() && self.process.wait()?.success(), "the program did not stop in good order");
        Ok(())
    }
}

impl Child {
    /// Kills it and waits until it is gone.
    pub fn kill(mut self) -> anyhow::Result<()> {
        self.process.kill()?;
        self.process.wait()?;
        Ok(())
    }
}

impl Drop for Child {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// The program that is measured: `TERMINPLANER_BIN`, else the one that Cargo built beside this one.
pub fn program() -> PathBuf {
    std::env::var_os("TERMINPLANER_BIN").map_or_else(|| env!("CARGO_BIN_EXE_terminplaner").into(), PathBuf::from)
}

/// The processor time that this program, the client, has used.
pub fn own_cpu() -> anyhow::Result<Duration> {
    cpu_of("self")
}

fn cpu_of(process: &str) -> anyhow::Result<Duration> {
    let text = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // Behind the name, which may hold anything, user and system time are the 12th and 13th field, in hundredths.
    let fields = text.rsplit_once(") ").context("the system tells no times")?.1.split(' ').skip(11).take(2);
    let ticks: u64 = fields.map(|field| field.parse::<u64>().unwrap_or_default()).sum();
    Ok(Duration::from_millis(ticks * 10))
}
