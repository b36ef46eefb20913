//! Errors of arguments, and the start of the program.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::path::Path;
use std::process::{Command, Output, Stdio};

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_terminplaner"));
    command.args(arguments);
    command
}

fn serve(db: &Path, more: &[&str]) -> Command {
    let mut command = program(&["serve", "--public-url", "https://termine.example.de", "--db"]);
    command.arg(db).args(more);
    command
}

fn ends(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().unwrap();
    (status.code(), String::from_utf8(stderr).unwrap())
}

#[test]
fn wrong_values_are_wrong_arguments_and_leave_no_file() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("shop.db");
    for (flag, value, says) in [
        ("--now", "yesterday", "2022-01-14T08:00:00+01:00"),
        ("--public-url", "termine.example.de", "https://termine.example.de"),
        ("--public-url", "ftp://termine.example.de", "https://"),
        ("--trusted-proxy", "everyone", "10.0.0.0/8"),
        ("--metrics-listen", "9090", "--metrics-listen"),
    ] {
        let mut command = program(&["serve", "--db"]);
        command.arg(&db).args([flag, value]);
        if flag != "--public-url" {
            command.args(["--public-url", "https://termine.example.de"]);
        }
        let (status, text) = ends(&mut command);
        assert_eq!(status, Some(2), "{text}");
        assert!(text.contains(says), "{flag} {value}: {text}");
    }
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_wrong_mail_server_is_refused_without_telling_its_password() {
    let wrong = "smtp://shop:se/cret@mail.example.org";
    for arguments in [
        &["mail-test", "--to", "a@example.org"][..],
        &["serve", "--db", "shop.db", "--public-url", "https://termine.example.de"][..],
    ] {
        let (status, text) = ends(program(arguments).args(["--smtp-url", wrong]));
        assert_eq!(status, Some(2), "{text}");
        assert!(text.contains("--smtp-url") && text.contains("%2F") && !text.contains("cret"), "{text}");
    }
    let (status, text) =
        ends(program(&["mail-test", "--smtp-url", "smtp://127.0.0.1:1", "--to", "nobody"]).env_remove("NOTHING"));
    assert_eq!(status, Some(2), "{text}");
    assert!(text.contains("--to") && text.contains("name@example.org"), "{text}");
}

#[test]
fn all_problems_at_start_are_reported_together() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let inside = file.join("folder");
    let inside = inside.to_str().unwrap();
    let more = ["--listen", &address, "--metrics-listen", &address, "--mail-dir", inside, "--backup-dir", inside];
    let (status, text) = ends(&mut serve(&folder.path().join("absent/shop.db"), &more));
    assert_eq!(status, Some(1), "{text}");
    for part in ["absent/shop.db", "another --listen", "another --metrics-listen", "--mail-dir", "--backup-dir"] {
        assert!(text.contains(part), "{part} is not in {text}");
    }
}

#[test]
fn a_file_that_is_no_database_is_refused_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let db = folder.path().join("notes.txt");
    std::fs::write(&db, "Dear diary, ".repeat(100)).unwrap();
    let (status, text) = ends(&mut serve(&db, &["--listen", "127.0.0.1:0"]));
    assert_eq!(status, Some(1), "{text}");
    let sentence =
        format!("terminplaner: {} cannot be opened: this file is not a database; choose another file", db.display());
    assert_eq!(text.lines().last(), Some(sentence.as_str()));
}

#[test]
fn metrics_have_their_own_address_and_unknown_settings_are_warned_of() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = serve(&folder.path().join("shop.db"), &["--listen", "127.0.0.1:0"]);
    command.env("TERMINPLANER_METRICS_LISTEN", "127.0.0.1:0").env("TERMINPLANER_SMTPURL", "smtp://mail.example.org");
    let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    let mut said = BufReader::new(child.stdout.take().unwrap()).lines();
    let (_first, second) = (said.next().unwrap().unwrap(), said.next().unwrap().unwrap());
    let address = second.strip_prefix("metrics on http://").and_then(|rest| rest.strip_suffix("/metrics")).unwrap();
    let mut stream = TcpStream::connect(address).unwrap();
    stream.write_all(b"GET /metrics HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 200") && answer.contains("terminplaner_bookings_total 0"), "{answer}");
    // A signal right after it has started to listen still stops it gracefully.
    assert!(Command::new("kill").args(["-TERM", &child.id().to_string()]).status().unwrap().success());
    assert_eq!(child.wait().unwrap().code(), Some(0));
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    let warning = log.lines().find(|line| line.contains("TERMINPLANER_SMTPURL")).unwrap_or_default();
    assert!(warning.contains("WARN") && !log.contains("mail.example.org"), "{log}");
    assert!(!log.contains("TERMINPLANER_METRICS_LISTEN"), "{log}");
}

#[test]
fn a_missing_database_a_folder_and_a_link_are_named_as_what_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let absent = folder.path().join("shop.db");
    let (status, text) = ends(&mut serve(&absent, &["--must-exist"]));
    assert!(status == Some(1) && text.contains("is its disk mounted?"), "{text}");
    let (status, text) = ends(&mut serve(folder.path(), &[]));
    assert!(status == Some(1) && text.contains("is a folder; name the database in it"), "{text}");
    let link = folder.path().join("link.db");
    std::os::unix::fs::symlink(&absent, &link).unwrap();
    let (status, text) = ends(&mut serve(&link, &[]));
    assert!(status == Some(2) && text.contains("a symbolic link that leads to no file"), "{text}");
    assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing was made");
    drop(crate::served::shop(folder.path(), ""));
    let output = program(&["check", "--db"]).arg(&link).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    let served = crate::served::serve(&link);
    assert_eq!(served.status_of("GET /healthz"), 200);
    assert!(folder.path().join("shop.db.lock").exists(), "its files stand beside what the link leads to");
}

#[test]
fn a_setting_that_is_set_to_nothing_is_not_set() {
    let folder = tempfile::tempdir().unwrap();
    let mut command = crate::served::command(&folder.path().join("shop.db"));
    for name in
        ["TERMINPLANER_BACKUP_DIR", "TERMINPLANER_METRICS_LISTEN", "TERMINPLANER_SMTP_URL", "TERMINPLANER_MUST_EXIST"]
    {
        command.env(name, "");
    }
    assert_eq!(crate::served::start(command).status_of("GET /healthz"), 200);
}

#[test]
fn a_closed_terminal_does_not_stop_it() {
    let folder = tempfile::tempdir().unwrap();
    let mut served = crate::served::serve(&crate::served::shop(folder.path(), ""));
    served.signal("-HUP");
    assert_eq!(served.status_of("GET /healthz"), 200);
    assert!(served.stop().success());
}
