//! The built program as a process, and an HTTP client.

use crate::harness::{self, NOW, at};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::time::Duration;

/// A serving process; killed when dropped.
pub struct Served {
    pub child: Child,
    pub address: SocketAddr,
}

impl Drop for Served {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

impl Served {
    /// Sends a signal, such as `-TERM`.
    pub fn signal(&self, name: &str) {
        let status = Command::new("kill").args([name, &self.child.id().to_string()]).status().unwrap();
        assert!(status.success());
    }

    /// Asks it to stop and waits for its end.
    pub fn stop(&mut self) -> ExitStatus {
        self.signal("-TERM");
        self.child.wait().unwrap()
    }

    /// SIGKILL: none of its code runs any more, as in a power failure.
    pub fn kill(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }

    /// The status of a request without a body.
    pub fn status_of(&self, head: &str) -> u16 {
        request(self.address, head, "").expect("an answer").0
    }
}

/// The built program.
pub fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_terminplaner"))
}

/// The test shop after some SQL, in a new database.
pub fn shop(folder: &Path, sql: &str) -> PathBuf {
    let db = folder.join("shop.db");
    let file = terminplaner::store::open::read_write(&db, at(NOW)).unwrap();
    file.execute_batch(&harness::shop()).unwrap();
    file.execute_batch(sql).unwrap();
    db
}

/// `serve` on that database, on a free port, without rate limits.
pub fn serve_command(db: &Path) -> Command {
    let mut command = program();
    command.args(["serve", "--listen", "127.0.0.1:0", "--public-url", "http://127.0.0.1", "--limits", "off"]);
    command.arg("--db").arg(db);
    command
}

/// The same at [`crate::harness::NOW`].
pub fn command(db: &Path) -> Command {
    let mut command = serve_command(db);
    command.args(["--now", NOW]).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

pub fn serve(db: &Path) -> Served {
    let mut command = command(db);
    command.stderr(Stdio::inherit()).env("RUST_LOG", "error");
    start(command)
}

/// Starts the process and waits until it listens.
pub fn start(mut command: Command) -> Served {
    let mut child = command.stdout(Stdio::piped()).spawn().unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.take().unwrap()).read_line(&mut line).unwrap();
    let address = line.split("http://").nth(1).expect("it listens").split([',', '\n']).next().unwrap().parse().unwrap();
    Served { child, address }
}

/// A request on a new connection; `None` if the server closed it without a response.
pub fn request(address: SocketAddr, head: &str, body: &str) -> Option<(u16, String)> {
    request_with(address, head, "", body)
}

/// The same with an additional header line, possibly empty.
pub fn request_with(address: SocketAddr, head: &str, header: &str, body: &str) -> Option<(u16, String)> {
    let mut stream = TcpStream::connect(address).ok()?;
    stream.set_read_timeout(Some(Duration::from_secs(30))).ok()?;
    let length = body.len();
    write!(
        stream,
        "{head} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: application/json\r\n\
         {header}Content-Length: {length}\r\n\r\n{body}"
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let status = answer.split(' ').nth(1)?.parse().ok()?;
    let (head, body) = answer.split_once("\r\n\r\n")?;
    // A response cut off by a kill counts as none.
    let promised = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    let whole = promised.is_none_or(|length| length.parse() == Ok(body.len()));
    whole.then(|| (status, body.to_owned()))
}

pub fn book(address: SocketAddr, body: &Value) -> Option<(u16, String)> {
    request(address, "POST /api/v1/bookings", &body.to_string())
}
