//! A Postfix of its own, as Debian installs it, in a temporary folder and on a port of its own.

use std::fs;
use std::net::TcpListener;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::{Command, Stdio};
use tempfile::TempDir;
use terminplaner::domain::mail_server::{MailServer, Security};

/// The parts of Postfix that take mail and throw it away.
const MASTER: &str = "cleanup unix n - n - 0 cleanup
qmgr unix n - n 300 1 qmgr
rewrite unix - - n - - trivial-rewrite
bounce unix - - n - 0 bounce
defer unix - - n - 0 bounce
discard unix - - n - - discard
error unix - - n - - error
anvil unix - - n - 1 anvil
proxymap unix - - n - - proxymap
tlsmgr unix - - n 1000? 1 tlsmgr
postlog unix-dgram n - n - 1 postlogd
";

/// A running Postfix; stopped on drop.
pub struct Postfix {
    folder: TempDir,
    /// Its port, without encryption or login.
    pub port: u16,
}

impl Postfix {
    /// Starts one with these lines in `main.cf`.
    pub fn start(settings: &str) -> Self {
        assert!(
            Path::new("/usr/sbin/postfix").exists(),
            "the mail tests need Debian's package postfix, and root to start it (tests/run installs it)"
        );
        let folder = tempfile::tempdir().unwrap();
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let postfix = Self { folder, port };
        let dir = postfix.folder.path();
        for path in [dir.to_owned(), dir.join("queue"), dir.join("data")] {
            fs::create_dir_all(&path).unwrap();
            fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).unwrap();
        }
        assert!(Command::new("chown").arg("postfix").arg(dir.join("data")).status().unwrap().success());
        fs::write(dir.join("master.cf"), format!("127.0.0.1:{port} inet n - n - - smtpd\n{MASTER}")).unwrap();
        postfix.configure(settings);
        postfix.command("start");
        postfix
    }

    fn configure(&self, settings: &str) {
        let dir = self.folder.path().display();
        let main = format!(
            "compatibility_level = 3.6\nqueue_directory = {dir}/queue\ndata_directory = {dir}/data\n\
             maillog_file = {dir}/log\nmaillog_file_prefixes = {dir}\ninet_interfaces = 127.0.0.1\n\
             inet_protocols = ipv4\nmyhostname = mail.example.org\nmydestination =\nmynetworks = 127.0.0.0/8\n\
             smtpd_peername_lookup = no\ndefault_transport = discard\nsmtpd_client_event_limit_exceptions =\n\
             smtpd_error_sleep_time = 0\n{settings}\n"
        );
        fs::write(self.folder.path().join("main.cf"), main).unwrap();
    }

    /// Starts again with these lines instead. A reload would leave processes alive that know the old ones.
    pub fn restart(&self, settings: &str) {
        self.command("stop");
        self.configure(settings);
        self.command("start");
    }

    fn command(&self, word: &str) {
        let mut postfix = Command::new("/usr/sbin/postfix");
        postfix.arg("-c").arg(self.folder.path()).arg(word).stdout(Stdio::null()).stderr(Stdio::null());
        let done = postfix.status().unwrap();
        assert!(done.success(), "postfix {word} failed; it must be started as root: {}", self.log());
    }

    /// As it is set up in the settings.
    pub fn server(&self) -> MailServer {
        MailServer::new("127.0.0.1", Some(self.port), Security::None, None).unwrap()
    }

    /// Its log.
    pub fn log(&self) -> String {
        fs::read_to_string(self.folder.path().join("log")).unwrap_or_default()
    }
}

impl Drop for Postfix {
    fn drop(&mut self) {
        let mut postfix = Command::new("/usr/sbin/postfix");
        postfix.arg("-c").arg(self.folder.path()).arg("stop").stdout(Stdio::null()).stderr(Stdio::null());
        let _ = postfix.status();
    }
}
