//! Names of domains with other letters than a to z: every mail server gets them in ASCII.

use super::fixture::{Office, calendar_file, notice, read, rendered, shop};
use super::postfix::Postfix;
use super::smtp_server::{SOON, SmtpServer};
use terminplaner::delivery::transport::{SmtpTransport, Timeouts, Transport};
use terminplaner::domain::notice::{Notice, NoticeKind};
use terminplaner::domain::shop::{Language, Shop};
use terminplaner::domain::values::Checked;

fn of_a_shop_with_an_umlaut() -> (Notice, Shop) {
    let mut notice = notice(NoticeKind::Confirmation, Language::default());
    notice.address = "mueller@exämple.org".into();
    notice.facts.customer.email = notice.address.clone();
    (notice, Shop { email: Some(Checked::from_stored("info@münchen-hören.example")), ..shop() })
}

#[tokio::test(flavor = "multi_thread")]
async fn postfix_without_smtputf8_takes_mail_from_and_to_domains_with_umlauts() {
    let postfix = Postfix::start("smtputf8_enable = no");
    let smtp = SmtpTransport::new(postfix.server(), None).unwrap().with_timeouts(Timeouts::all(SOON));
    let office = Office::new(Transport::Smtp(smtp)).await;
    let (notice, shop) = of_a_shop_with_an_umlaut();
    office.save_shop(shop).await;
    let ids = office.owe(vec![notice], None).await;
    assert_eq!(office.pass().await.sent, 1, "{:?}", office.row(ids[0]).await);
}

#[test]
fn no_header_and_no_calendar_file_has_a_domain_with_an_umlaut() {
    let (mut notice, shop) = of_a_shop_with_an_umlaut();
    let bytes = rendered(notice.clone(), &shop);
    let mail = read(&bytes);
    let address =
        |found: Option<&mail_parser::Address<'_>>| found.unwrap().first().unwrap().address().unwrap().to_owned();
    assert_eq!(address(mail.from()), "info@xn--mnchen-hren-yfb4e.example");
    assert_eq!(address(mail.reply_to()), "info@xn--mnchen-hren-yfb4e.example");
    assert_eq!(address(mail.to()), "mueller@xn--exmple-cua.org");
    let file = calendar_file(&bytes).replace("\r\n ", "");
    assert!(file.contains(":mailto:info@xn--mnchen-hren-yfb4e.example\r\n"), "{file}");
    assert!(file.contains(":mailto:mueller@xn--exmple-cua.org\r\n"), "{file}");
    notice.kind = NoticeKind::ShopBooked;
    notice.address = "info@münchen-hören.example".into();
    assert_eq!(address(read(&rendered(notice, &shop)).reply_to()), "mueller@xn--exmple-cua.org");
}

#[tokio::test]
async fn the_message_id_is_of_the_shops_domain_in_ascii() {
    let (office, memory) = Office::in_memory().await;
    let (notice, shop) = of_a_shop_with_an_umlaut();
    office.save_shop(shop).await;
    office.owe(vec![notice], None).await;
    office.pass().await;
    let bytes = memory.sent()[0].bytes.clone();
    let id = read(&bytes).message_id().unwrap().to_owned();
    assert!(id.ends_with("@xn--mnchen-hren-yfb4e.example"), "{id}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mail_server_is_greeted_as_the_host_of_the_public_address() {
    let server = SmtpServer::start();
    let smtp = SmtpTransport::of_url(server.url().parse().unwrap()).unwrap();
    let office = Office::new(Transport::Smtp(smtp.greeting_as("https://termine.example.de:8443/x"))).await;
    office.owe(vec![notice(NoticeKind::Confirmation, Language::default())], None).await;
    assert_eq!(office.pass().await.sent, 1);
    assert_eq!(server.wait_for("mail")["hello"], "termine.example.de");
}

#[test]
fn a_sender_of_its_own_is_where_mail_comes_from_and_answers_go_to_the_shop() {
    let mut shop = shop();
    shop.sender = Some(Checked::from_stored("termine@versand.example"));
    let bytes = rendered(notice(NoticeKind::Confirmation, Language::default()), &shop);
    let mail = read(&bytes);
    assert_eq!(mail.from().unwrap().first().unwrap().address(), Some("termine@versand.example"));
    assert_eq!(mail.reply_to().unwrap().first().unwrap().address(), Some("post@hoerakustik-muster.de"));
    assert!(calendar_file(&bytes).contains("mailto:post@hoerakustik-muster.de"), "the shop itself is the organizer");
}
