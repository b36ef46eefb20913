//! Booking by links and forms only, without scripts.

use super::shop::Shop;
use super::visitor::Visitor;
use crate::page::Page;
use terminplaner::domain::mail_server::{MailServer, Security};
use terminplaner::domain::shop::FieldMode;
use terminplaner::store::{WriteTx, mail_settings};

pub const ERIKA: [(&str, &str); 4] =
    [("first_name", "Erika"), ("last_name", "Muster"), ("email", "erika@example.org "), ("privacy_accepted", "yes")];

/// The form for Monday at nine.
pub async fn monday_at_nine(visitor: &Visitor<'_>) -> Page {
    visitor.get("/?service=hoertest&start=2022-01-17T09:00:00%2B01:00").await
}

#[tokio::test]
async fn a_mail_is_promised_where_the_shop_sends_some() {
    let shop = Shop::new().await;
    let server = MailServer::new("post.example.org", None, Security::Tls, None).unwrap();
    shop.app.store.write(move |tx: &WriteTx<'_>| mail_settings::save(tx, tx.keys, Some(&server))).await.unwrap();
    let visitor = Visitor::new(&shop);
    let done = visitor.submit(&monday_at_nine(&visitor).await, &ERIKA, "button.main").await;
    assert!(done.text.contains("Die Bestätigung schicken wir an erika@example.org."));
    assert!(!done.text.contains("notieren"));
}

#[tokio::test]
async fn a_reminder_is_offered_and_promised_only_where_mails_go_out() {
    let shop = Shop::with(|shop| shop.reminder_hours = Some(24), 2).await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    assert_eq!(form.count("#reminder_accepted"), 0);
    let done = visitor.submit(&form, &ERIKA, "button.main").await;
    let manage = done.attribute("a.manage", "href");
    assert_eq!(visitor.get(&manage).await.count("form.reminder"), 0);

    let server = MailServer::new("post.example.org", None, Security::Tls, None).unwrap();
    shop.app.store.write(move |tx: &WriteTx<'_>| mail_settings::save(tx, tx.keys, Some(&server))).await.unwrap();
    assert_eq!(monday_at_nine(&visitor).await.count("#reminder_accepted"), 1);
    assert_eq!(visitor.get(&manage).await.count("form.reminder"), 1);
}

#[tokio::test]
async fn a_customer_books_moves_and_cancels_without_a_script() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let services = visitor.get("/").await;
    assert_eq!(services.all(".card b"), ["Hörtest", "Anpassung"]);
    let week = visitor.follow(&services, ".card").await;
    assert_eq!(week.words(".head"), "Stuttgart Hörtest 60 Min. 1 Stunde", "to see, and to hear");
    let form = visitor.follow(&week, "a.slot").await;
    assert_eq!(
        form.words(".summary"),
        "Montag, 17. Januar 2022 09:00 bis 10:00 Uhr Hörtest · Hörakustik <Muster>, Stuttgart"
    );
    assert_eq!(shop.booked(), 0);

    let done = visitor.submit(&form, &ERIKA, "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 1));
    assert_eq!(done.words("h1"), "Ihr Termin ist gebucht");
    assert!(!done.text.contains("erika@example.org"), "no mail is promised where none is sent");
    assert!(done.text.contains("Bitte notieren Sie sich den Termin"));
    let again = visitor.follow(&services, ".card").await;
    assert_eq!(again.count("a.slot[aria-label^='09:00 Uhr, Montag, 17. Januar']"), 0, "booked");

    let manage = visitor.follow(&done, "a.manage").await;
    assert_eq!(manage.words(".badge"), "bestätigt");
    let weeks = visitor.follow(&manage, "a[href*='/move']").await;
    let confirm = visitor.follow(&weeks, "a.slot[aria-label^='11:00']").await;
    assert_eq!(shop.booked(), 1);
    let moved = visitor.submit(&confirm, &[], "button.main").await;
    assert_eq!(moved.words(".notice"), "Ihr Termin ist verschoben.");
    assert_eq!(moved.words(".when"), "Montag, 17. Januar 2022 11:00 bis 12:00 Uhr");

    let asked = visitor.follow(&moved, "a[href*='/cancel']").await;
    assert_eq!(shop.booked(), 1);
    let cancelled = visitor.submit(&asked, &[], "button.danger").await;
    assert_eq!(cancelled.words(".badge"), "abgesagt");
    assert_eq!(cancelled.count("a[href*='/move'], a[href*='/cancel']"), 0);
    assert_eq!(cancelled.attribute("a.main", "href"), "/");
    assert_eq!(shop.booked(), 0);
}

#[tokio::test]
async fn what_is_wrong_is_told_beside_the_field_and_nothing_typed_is_lost() {
    let shop = Shop::with(|shop| shop.phone_field = FieldMode::Required, 2).await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    assert_eq!(form.count("[aria-invalid]"), 0);
    let typed = [("first_name", "Erika"), ("email", "erika@"), ("comment", "\n<b>Zwei</b>\nZeilen")];
    let page = visitor.submit(&form, &typed, "button.main").await;
    assert_eq!((page.status.as_u16(), shop.booked()), (422, 0));
    for (field, fault) in [
        ("last_name", "Bitte geben Sie Ihren Nachnamen ein."),
        ("email", "Bitte geben Sie eine E-Mail"),
        ("phone", "Bitte geben Sie Ihre Telefonnummer ein."),
    ] {
        assert_eq!(page.attribute(&format!("#{field}"), "aria-invalid"), "true");
        assert_eq!(page.attribute(&format!("#{field}"), "aria-describedby"), format!("{field}-fault"));
        assert!(page.words(&format!("#{field}-fault")).starts_with(fault));
        assert_eq!(page.count(&format!(".notice a[href='#{field}']")), 1);
    }
    assert_eq!(page.count("[aria-invalid]"), 4, "and the consent");
    assert_eq!(page.attribute("#first_name", "value"), "Erika");
    assert_eq!(page.attribute("#email", "value"), "erika@");
    assert_eq!(page.words("#comment"), "<b>Zwei</b> Zeilen");
    let rest =
        [("last_name", "Muster"), ("email", "erika@example.org"), ("phone", "0711 1234"), ("privacy_accepted", "yes")];
    let done = visitor.submit(&page, &rest, "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 1));
}

#[tokio::test]
async fn a_name_that_is_a_link_is_refused_and_stays_to_be_corrected() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    let lure = ERIKA.map(|(name, value)| (name, if name == "first_name" { "Erika evil.com" } else { value }));
    let page = visitor.submit(&form, &lure, "button.main").await;
    assert_eq!((page.status.as_u16(), shop.booked()), (422, 0));
    assert_eq!(page.words("#first_name-fault"), "Bitte nur den Namen eingeben.");
    assert_eq!(page.attribute("#first_name", "value"), "Erika evil.com");
    let done = visitor.submit(&page, &[("first_name", "Erika")], "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 1));
}

#[tokio::test]
async fn a_lost_time_offers_others_and_keeps_what_was_typed() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    let other = monday_at_nine(&visitor).await;
    visitor.submit(&other, &ERIKA, "button.main").await;

    let lost = visitor.submit(&form, &ERIKA, "button.main").await;
    assert_eq!(lost.status, 409);
    assert_eq!(lost.words(".notice b"), "Diese Uhrzeit ist gerade vergeben worden.");
    assert_eq!(
        lost.all(".notice .time"),
        ["Montag, 17. Januar, 10:00 Uhr", "Montag, 17. Januar, 11:00 Uhr", "Dienstag, 18. Januar, 09:00 Uhr"]
    );
    let week = visitor.submit(&lost, &[], "button[name='week']").await;
    assert_eq!(week.attribute(".table button.slot", "value"), "2022-01-18T09:00:00+01:00");
    let chosen = visitor.submit(&week, &[], ".table button.slot").await;
    assert_eq!(
        (chosen.attribute("#last_name", "value"), chosen.count("#privacy_accepted[checked]")),
        ("Muster".into(), 1)
    );
    let chosen = visitor.submit(&lost, &[], ".notice .time").await;
    assert_eq!(chosen.words(".summary .when"), "Montag, 17. Januar 2022 10:00 bis 11:00 Uhr");
    assert_eq!(shop.booked(), 1, "choosing books nothing");
    let done = visitor.submit(&chosen, &[], "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 2));
}

#[tokio::test]
async fn the_same_form_sent_twice_books_once() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    let first = visitor.submit(&form, &ERIKA, "button.main").await;
    let second = visitor.submit(&form, &ERIKA, "button.main").await;
    assert_eq!((second.status.as_u16(), shop.booked()), (201, 1));
    assert_eq!(first.attribute("a.manage", "href"), second.attribute("a.manage", "href"));

    let other = ERIKA.map(|(name, value)| (name, if name == "first_name" { "Erik" } else { value }));
    let changed = visitor.submit(&form, &other, "button.main").await;
    assert_eq!((changed.status.as_u16(), shop.booked()), (422, 1));
    assert!(changed.words(".notice").starts_with("Mit diesem Formular haben Sie schon"));
    assert_ne!(changed.attribute("[name='key']", "value"), form.attribute("[name='key']", "value"));
}

#[tokio::test]
async fn the_browsers_back_and_the_same_words_again_make_no_second_appointment() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let address = visitor.get("/?service=hoertest").await.attribute("a.slot", "href");
    // Back loads the same address again.
    let (form, after_back) = (visitor.get(&address).await, visitor.get(&address).await);
    let first = visitor.submit(&form, &ERIKA, "button.main").await;
    let again = visitor.submit(&after_back, &ERIKA, "button.main").await;
    assert_eq!((again.status.as_u16(), shop.booked()), (201, 1));
    assert_eq!(first.attribute("a.manage", "href"), again.attribute("a.manage", "href"));

    let cancel = visitor.get(&format!("{}/cancel", again.attribute("a.manage", "href"))).await;
    visitor.submit(&cancel, &[], "button.main").await;
    assert_eq!(shop.booked(), 0);
    let anew = visitor.submit(&after_back, &ERIKA, "button.main").await;
    assert_eq!((anew.status.as_u16(), shop.booked()), (201, 1), "what was cancelled can be booked again");
    assert_ne!(first.attribute("a.manage", "href"), anew.attribute("a.manage", "href"));
}

#[tokio::test]
async fn the_words_of_somebody_elses_booking_show_nothing_of_it() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let (mine, other) = (monday_at_nine(&visitor).await, monday_at_nine(&visitor).await);
    let booked = visitor.submit(&mine, &ERIKA, "button.main").await;
    let refused = visitor.submit(&other, &ERIKA, "button.main").await;
    assert_eq!(refused.status, 409);
    assert!(!refused.text.contains(&booked.attribute("a.manage", "href")));
}

#[tokio::test]
async fn a_form_of_a_program_books_nothing() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let form = monday_at_nine(&visitor).await;
    let mut trapped = ERIKA.to_vec();
    trapped.push(("website", "https://spam.example"));
    assert_eq!(visitor.submit(&form, &trapped, "button.main").await.status, 422);
    assert_eq!(shop.booked(), 0);
}

#[tokio::test]
async fn a_form_of_another_site_books_nothing_before_it_was_sent_from_our_own_page() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let foreign = Visitor::new(&shop).elsewhere();
    let mut fields = monday_at_nine(&visitor).await.form(&ERIKA, "button.main");
    fields.retain(|(name, _)| name != "key");
    let shown = foreign.post("/", &fields).await;
    assert_eq!((shown.status.as_u16(), shop.booked()), (400, 0));
    assert!(shown.words(".notice").starts_with("Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab."));
    assert_eq!(shown.attribute("#email", "value"), "erika@example.org ", "nothing typed is lost");
    let done = foreign.submit(&shown, &[], "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 1));
}

#[tokio::test]
async fn a_form_works_where_the_browser_hides_its_origin() {
    let shop = Shop::new().await;
    let framed = Visitor::new(&shop).elsewhere();
    let done = framed.submit(&monday_at_nine(&framed).await, &ERIKA, "button.main").await;
    assert_eq!((done.status.as_u16(), shop.booked()), (201, 1));
    // The secret in the address is the proof, not the page that the button stood on.
    let path = done.attribute("a.manage", "href");
    let cancel = framed.get(&format!("{path}/cancel")).await;
    let cancelled = framed.submit(&cancel, &[], "button.main").await;
    assert!(cancelled.words(".notice.good").starts_with("Ihr Termin ist abgesagt."));
}

#[tokio::test]
async fn hostile_texts_stay_texts() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    let services = visitor.get("/").await;
    assert!(!services.text.contains("<Muster>") && !services.text.contains("javascript:"));
    let form = monday_at_nine(&visitor).await;
    let hostile =
        [("first_name", "\"><script>alert(1)</script>"), ("last_name", ""), ("comment", "</textarea><script>")];
    let page = visitor.submit(&form, &hostile, "button.main").await;
    assert!(!page.text.contains("<script>"));
    assert_eq!(page.attribute("#first_name", "value"), "\"><script>alert(1)</script>");
}

#[tokio::test]
async fn a_page_speaks_the_language_asked_for() {
    let shop = Shop::new().await;
    let english = Visitor::speaking(&shop, "en-GB,en;q=0.9");
    let services = english.get("/").await;
    assert_eq!(
        (services.attribute("html", "lang"), services.words("h1")),
        ("en".into(), "What can we do for you?".into())
    );
    assert_eq!(services.words(".card b"), "Hörtest in English");
    let german = english.follow(&services, "[hreflang='de']").await;
    assert_eq!(german.words("h1"), "Was können wir für Sie tun?");
    let week = english.follow(&german, ".card").await;
    assert_eq!(week.attribute("html", "lang"), "de", "the choice goes along");
    assert_eq!(Visitor::speaking(&shop, "fr").get("/").await.attribute("html", "lang"), "de");
}

#[tokio::test]
async fn a_shop_without_services_gives_its_telephone() {
    let shop = Shop::with(|_| {}, 0).await;
    let page = Visitor::new(&shop).get("/").await;
    assert_eq!(page.status, 200);
    assert_eq!(page.attribute(".notice a", "href"), "tel:+49711123456");
}

#[tokio::test]
async fn an_invalid_url_is_answered_with_a_4xx_page() {
    let shop = Shop::new().await;
    let visitor = Visitor::new(&shop);
    for (path, status) in [
        ("/?service=nichts", 404),
        ("/?service=hoertest&from=morgen", 422),
        ("/?service=hoertest&start=morgen", 422),
        ("/?service=hoertest&start=2022-01-17T09:00:30%2B01:00", 422),
        ("/?service=%FF", 422),
        ("/?service=hoertest&from=9999-12-31", 200),
        ("/?service=hoertest&start=9999-12-31T09:00:00Z", 200),
        ("/?service=hoertest&start=0000-01-01T09:00:00Z", 200),
        ("/t/nobody", 404),
        ("/nothing", 404),
    ] {
        let page = visitor.get(path).await;
        assert_eq!(page.status, status, "{path}");
        assert_eq!(page.count("h1"), 1, "{path}");
    }
}
