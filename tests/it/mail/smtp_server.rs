//! The mail server of `tests/smtp`, as a process.

use serde_json::Value;
use std::cell::RefCell;
use std::collections::VecDeque;
use std::io::{BufRead, BufReader, Write};
use std::path::PathBuf;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::time::Duration;
use terminplaner::domain::mail_server::{Login, MailServer, Security};

/// Time-out of tests, reached only if something hangs.
pub const SOON: Duration = Duration::from_secs(30);

/// A running mail server; stopped on drop.
pub struct SmtpServer {
    child: Child,
    commands: ChildStdin,
    events: Receiver<Value>,
    passed_over: RefCell<VecDeque<Value>>,
    /// Its port.
    pub port: u64,
}

impl SmtpServer {
    /// Starts a server that accepts every mail.
    pub fn start() -> Self {
        let folder = folder();
        assert!(
            folder.join("node_modules/smtp-server").is_dir(),
            "the mail tests need the packages of tests/smtp: run `npm ci --prefix tests/smtp` (tests/run does)"
        );
        let mut child = Command::new("node")
            .arg(folder.join("server.mjs"))
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .expect("the mail tests need Node 20 or newer as `node`");
        let (tell, events) = mpsc::channel();
        let lines = BufReader::new(child.stdout.take().unwrap()).lines();
        std::thread::spawn(move || {
            for line in lines.map_while(Result::ok) {
                if tell.send(serde_json::from_str(&line).unwrap()).is_err() {
                    break;
                }
            }
        });
        let commands = child.stdin.take().unwrap();
        let mut server = Self { child, commands, events, passed_over: RefCell::default(), port: 0 };
        server.port = server.wait_for("listening")["port"].as_u64().unwrap();
        server
    }

    /// Its URL with valid login; requires TLS with a valid certificate.
    pub fn url(&self) -> String {
        let ca = folder().join("certificates/ca.pem");
        format!("smtp://post%40example.org:geheim%20%25%26%2F@localhost:{}?tls=required&ca={}", self.port, ca.display())
    }

    /// The same as stored in the settings; on loopback the certificate is not verified.
    pub fn parts(&self) -> MailServer {
        let login = Login::new("post@example.org", "geheim %&/").unwrap();
        MailServer::new("localhost", Some(self.port.try_into().unwrap()), Security::Loopback, Some(login)).unwrap()
    }

    /// Changes its behaviour; see `server.mjs` for the commands.
    pub fn tell(&mut self, command: &str) {
        writeln!(self.commands, "{command}").unwrap();
        let done = self.wait_for("done");
        assert_eq!(done["command"], command);
    }

    /// The next event of that kind; other events are kept.
    pub fn wait_for(&self, kind: &str) -> Value {
        let mut passed_over = self.passed_over.borrow_mut();
        if let Some(place) = passed_over.iter().position(|event| event["event"] == kind) {
            return passed_over.remove(place).unwrap();
        }
        loop {
            let event = self.events.recv_timeout(SOON).unwrap_or_else(|_| panic!("the mail server never said {kind}"));
            if event["event"] == kind {
                return event;
            }
            passed_over.push_back(event);
        }
    }

    /// The received mails that were not waited for.
    pub fn mails(&self) -> Vec<Value> {
        let mut passed_over = self.passed_over.borrow_mut();
        passed_over.extend(self.events.try_iter());
        let (mails, others): (VecDeque<Value>, _) = passed_over.drain(..).partition(|event| event["event"] == "mail");
        *passed_over = others;
        Vec::from(mails)
    }
}

impl Drop for SmtpServer {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

fn folder() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/smtp")
}
