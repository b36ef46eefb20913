//! Faults in the set-up of a mail server, told in words that say what to do.

use super::fixture::{Office, notice};
use super::smtp_server::SmtpServer;
use std::time::{Duration, Instant};
use terminplaner::delivery::transport::{SmtpTransport, Transport};
use terminplaner::domain::mail_server::{MailServer, Security};
use terminplaner::domain::notice::NoticeKind;
use terminplaner::domain::server_fault::ServerFault;
use terminplaner::domain::shop::Language;
use terminplaner::domain::smtp_url::SmtpUrl;

fn certificate(name: &str) -> String {
    let path = format!("{}/tests/smtp/certificates/{name}.pem", env!("CARGO_MANIFEST_DIR"));
    std::fs::read_to_string(path).unwrap()
}

/// What a mail to that server ends in: none, or the error.
async fn error(server: MailServer) -> Option<String> {
    let office = Office::new(Transport::Smtp(SmtpTransport::of_settings(server).unwrap())).await;
    let ids = office.owe(vec![notice(NoticeKind::Confirmation, Language::default())], None).await;
    let pass = office.pass().await;
    assert_ne!(pass.outage, pass.sent == 1, "{pass:?}");
    office.row(ids[0]).await.2
}

fn server_at(server: &SmtpServer, security: Security, authorities: Option<String>) -> MailServer {
    let url: SmtpUrl = server.url().parse().unwrap();
    let port = Some(url.server.port());
    let login = url.server.login().cloned();
    MailServer::new("localhost", port, security, login).unwrap().with_authorities(authorities)
}

fn says(fault: ServerFault) -> Option<String> {
    Some(fault.word().to_owned())
}

#[tokio::test(flavor = "multi_thread")]
async fn each_fault_of_a_certificate_has_its_own_words() {
    let mut server = SmtpServer::start();
    for (shown, fault) in [
        ("expired", ServerFault::CertificateExpired),
        ("early", ServerFault::CertificateNotYetValid),
        ("othername", ServerFault::CertificateOfOther),
        ("server", ServerFault::CertificateUnknown),
        ("selfsigned", ServerFault::CertificateUnknown),
    ] {
        server.tell(&format!("certificate {shown}"));
        let found = error(server_at(&server, Security::StartTls, Some(certificate("other-ca")))).await;
        assert_eq!(found, says(fault), "{shown}");
    }
    assert!(server.mails().is_empty());
}

#[tokio::test(flavor = "multi_thread")]
async fn an_authority_of_the_settings_and_a_certificate_that_vouches_for_itself_are_trusted() {
    let mut server = SmtpServer::start();
    assert_eq!(error(server_at(&server, Security::StartTls, Some(certificate("ca")))).await, None);
    server.tell("certificate selfsigned");
    assert_eq!(error(server_at(&server, Security::StartTls, Some(certificate("selfsigned")))).await, None);
    server.tell("wrap");
    assert_eq!(error(server_at(&server, Security::Tls, Some(certificate("selfsigned")))).await, None);
    assert_eq!(
        error(server_at(&server, Security::Tls, Some(certificate("server")))).await,
        says(ServerFault::CertificateUnknown),
        "another certificate than the one named, for the same key"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_does_not_fit_the_encryption_is_recognised_within_seconds() {
    let mut server = SmtpServer::start();
    let started = Instant::now();
    assert_eq!(error(server_at(&server, Security::Tls, None)).await, says(ServerFault::WantsPlain));
    server.tell("wrap");
    for security in [Security::StartTls, Security::None] {
        assert_eq!(error(server_at(&server, security, None)).await, says(ServerFault::WantsTls), "{security:?}");
    }
    assert!(started.elapsed() < Duration::from_secs(20), "{:?}", started.elapsed());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_port_that_is_closed_and_a_name_that_nobody_has_are_said() {
    let closed = MailServer::new("127.0.0.1", Some(1), Security::None, None).unwrap();
    assert_eq!(error(closed).await, says(ServerFault::Closed));
    let nobody = MailServer::new("mail.invalid", Some(25), Security::None, None).unwrap();
    assert_eq!(error(nobody).await, says(ServerFault::UnknownHost));
}
