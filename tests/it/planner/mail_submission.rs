//! A mail server as providers run them, entered in the settings: Postfix with STARTTLS and a certificate of an authority of its
//! own.

use super::desk::Desk;
use crate::harness::TestApp;
use crate::mail::postfix::Postfix;
use crate::page::Page;
use std::fs;
use std::path::{Path, PathBuf};

fn certificate(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/smtp/certificates").join(name)
}

/// A Postfix that takes mail encrypted only.
fn submission() -> Postfix {
    Postfix::start(&format!(
        "smtpd_tls_cert_file = {}\nsmtpd_tls_key_file = {}\nsmtpd_tls_security_level = encrypt\n",
        certificate("server.pem").display(),
        certificate("server.key").display(),
    ))
}

/// Saves these settings, and sends a test mail by them.
async fn try_out(desk: &Desk<'_>, port: u16, changed: &[(&str, &str)]) -> Page {
    let (port, authority) = (port.to_string(), fs::read_to_string(certificate("ca.pem")).unwrap());
    let mut fields = vec![
        ("host", "localhost"),
        ("port", &port),
        ("encryption", "starttls"),
        ("user", ""),
        ("password", ""),
        ("authorities", &authority),
    ];
    for (name, value) in changed {
        fields.iter_mut().find(|(field, _)| field == name).unwrap().1 = value;
    }
    desk.submit("/planner/settings/mail", &fields).await;
    desk.post("/planner/settings/mail/test", &[("to", "erika@example.org")]).await
}

#[tokio::test(flavor = "multi_thread")]
async fn a_pasted_authority_sends_mail_through_postfix() {
    let postfix = submission();
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = try_out(&desk, postfix.port, &[]).await;
    assert!(page.words(".note.good").contains("Antwort des Mailservers: 250"), "{}", postfix.log());
}

#[tokio::test(flavor = "multi_thread")]
async fn each_wrong_setting_for_postfix_is_told_apart() {
    let postfix = submission();
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let another = fs::read_to_string(certificate("other-ca.pem")).unwrap();
    for (changed, expected) in [
        (("encryption", "none"), "530"),
        (("encryption", "tls"), "STARTTLS"),
        (("authorities", &another), "Zertifikat"),
    ] {
        let page = try_out(&desk, postfix.port, &[changed]).await;
        let said = page.words("#test ~ .note");
        assert!(said.contains(expected), "{changed:?}: {said}");
    }
    let page = try_out(&desk, postfix.port, &[("user", "post@example.org"), ("password", "geheim")]).await;
    let said = page.words("[role=alert]");
    assert!(said.contains("kann man sich nicht anmelden"), "it offers no login: {said}");
}

#[tokio::test]
async fn a_text_without_a_certificate_is_refused_at_its_field() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [("host", "localhost"), ("port", ""), ("encryption", "starttls"), ("authorities", "no certificate")];
    let page = desk.post("/planner/settings/mail", &fields).await;
    assert_eq!((page.status.as_u16(), page.count(".is-wrong #f-authorities")), (422, 1));
}
