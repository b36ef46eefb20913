//! The command `mail-test`.

use super::smtp_server::SmtpServer;
use std::process::{Command, Output};

fn mail_test(url: &str) -> Output {
    let program = env!("CARGO_BIN_EXE_terminplaner");
    Command::new(program).args(["mail-test", "--smtp-url", url, "--to", "erika@example.org"]).output().unwrap()
}

#[test]
fn it_sends_one_mail_and_says_what_the_server_answered() {
    let server = SmtpServer::start();
    let output = mail_test(&server.url());
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("took the mail: 250"), "{said}");
    let mail = server.wait_for("mail");
    assert_eq!((&mail["from"], &mail["to"][0]), (&"post@example.org".into(), &"erika@example.org".into()));
}

#[test]
fn on_loopback_it_accepts_any_certificate_and_still_encrypts() {
    let server = SmtpServer::start();
    let url = format!("smtp://post%40example.org:geheim%20%25%26%2F@127.0.0.1:{}", server.port);
    assert!(mail_test(&url).status.success());
    assert_eq!(server.wait_for("mail")["secure"], true);
}

#[test]
fn it_ends_with_a_sentence_where_no_mail_goes_out() {
    let mut server = SmtpServer::start();
    server.tell("refuse rcpt 550");
    let wrong_password = server.url().replace("geheim", "falsch");
    let unknown_authority = server.url().split("&ca=").next().unwrap().to_owned();
    for (url, expected) in [
        (server.url(), "refused the mail: 550"),
        (wrong_password, "cannot be used: 535"),
        (unknown_authority, "certificate"),
        ("smtp://127.0.0.1:1".to_owned(), "cannot be used"),
    ] {
        let output = mail_test(&url);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(expected), "{said}");
        assert!(!said.contains("geheim") && !said.contains("falsch"), "{said}");
    }
    assert_eq!(mail_test("smtp://user:@host").status.code(), Some(2));
}

#[test]
fn the_password_may_be_the_first_line_of_a_file() {
    let server = SmtpServer::start();
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("password");
    let url = server.url().replace(":geheim%20%25%26%2F@", "@");
    let mail_test = |url: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_terminplaner"));
        command.args(["mail-test", "--smtp-url", url, "--to", "erika@example.org", "--smtp-password-file"]).arg(&file);
        command.output().unwrap()
    };
    std::fs::write(&file, "geheim %&/\nnext line\n").unwrap();
    let output = mail_test(&url);
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    server.wait_for("mail");
    for (text, url, expected) in [
        ("geheim %&/", server.url(), "a user and no password"),
        ("\n", url.clone(), "no password"),
        ("falsch", url.clone(), "cannot be used: 535"),
    ] {
        std::fs::write(&file, text).unwrap();
        let said = String::from_utf8(mail_test(&url).stderr).unwrap();
        assert!(said.contains(expected) && !said.contains("geheim") && !said.contains("falsch"), "{said}");
    }
    std::fs::remove_file(&file).unwrap();
    let said = String::from_utf8(mail_test(&url).stderr).unwrap();
    assert!(said.contains("name another one"), "{said}");
}

#[test]
fn a_file_of_certificates_is_read_only_as_far_as_one_can_be() {
    let server = SmtpServer::start();
    let folder = tempfile::tempdir().unwrap();
    let huge = folder.path().join("ca.pem");
    std::fs::File::create(&huge).unwrap().set_len(1 << 40).unwrap();
    for (file, expected) in [("/dev/zero", "/dev/zero is no file"), (huge.to_str().unwrap(), "more than 1 MiB")] {
        let url = server.url().split("&ca=").next().unwrap().to_owned() + "&ca=" + file;
        let output = mail_test(&url);
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(1), "{said}");
        assert!(said.contains(expected), "{said}");
    }
}
