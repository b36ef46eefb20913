//! A customer is spoken to in one language all along: page, refusal, mail and calendar file. The shop reads its own.

use crate::harness::{booking, token};
use crate::strangers::post::{NINE, Post};
use serde_json::json;

/// What is said where in a language.
struct Said {
    tag: &'static str,
    name: &'static str,
    page: &'static str,
    legend: &'static str,
    refusal: &'static str,
    subject: &'static str,
    calendar_file: &'static str,
    error: &'static str,
}

const FRENCH: Said = Said {
    tag: "fr",
    name: "Français",
    page: "Votre rendez-vous",
    legend: "x non disponible · Toutes les heures sont indiquées en heure locale (Stuttgart).",
    refusal: "Merci d’indiquer une adresse e-mail comme nom@example.org.",
    subject: "Votre rendez-vous du lundi 17 janvier 2022 à 09:00",
    calendar_file: "Déplacer ou annuler\u{202f}: https://",
    error: "Rendez-vous introuvable",
};

const ITALIAN: Said = Said {
    tag: "it",
    name: "Italiano",
    page: "Il Suo appuntamento",
    legend: "x non disponibile · Tutti gli orari sono in ora locale (Stuttgart).",
    refusal: "Inserisca un indirizzo e-mail come nome@example.org.",
    subject: "Il Suo appuntamento: lunedì 17 gennaio 2022, ore 09:00",
    calendar_file: "Spostare o annullare: https://",
    error: "Appuntamento non trovato",
};

/// A shop that offers its customers four languages and speaks `tag` itself.
fn shop(tag: &str) -> Post {
    Post::with(&format!(r#"UPDATE shop SET language = '{tag}', languages = '["de", "en", "fr", "it"]'"#))
}

#[tokio::test]
async fn a_customer_is_spoken_to_in_one_language_all_along() {
    for said in [FRENCH, ITALIAN] {
        let post = shop("de");
        let week = post.open(&format!("/?lang={}", said.tag)).await;
        assert_eq!(week.attribute("html", "lang"), said.tag);
        assert_eq!(week.words(".legend"), said.legend);
        let mut body = booking(NINE);
        body["language"] = json!(said.tag);
        body["customer"]["email"] = json!("erika@example");
        assert_eq!(post.shop.book(&body).await.json()["fields"][0]["message"], said.refusal);
        body["customer"]["email"] = json!("erika@example.org");
        let booked = post.shop.book(&body).await;
        let page = post.open(&format!("/t/{}", token(&booked))).await;
        assert_eq!((page.attribute("html", "lang"), page.words("h1")), (said.tag.into(), said.page.into()));
        let sent = post.deliver().await;
        let mail = sent.iter().find(|mail| mail.to == "erika@example.org").unwrap();
        assert_eq!(mail.subject, said.subject);
        assert!(mail.everything.contains(said.calendar_file), "{}", mail.everything);
        assert!(mail.everything.contains(&format!("<html lang=\"{}\" dir=\"ltr\">", said.tag)), "{}", mail.everything);
    }
}

#[tokio::test]
async fn a_page_leads_to_all_other_languages_of_the_shop() {
    let page = shop("de").open("/?lang=en").await;
    assert_eq!(page.all("header [hreflang]"), ["Deutsch", FRENCH.name, ITALIAN.name]);
}

#[tokio::test]
async fn a_page_that_finds_nothing_says_so_in_the_shops_language() {
    for said in [FRENCH, ITALIAN] {
        let page = shop(said.tag).open("/t/unknown").await;
        assert_eq!((page.attribute("html", "lang"), page.words("h1")), (said.tag.into(), said.error.into()));
    }
}

#[tokio::test]
async fn a_shop_whose_language_is_for_customers_only_reads_english() {
    let post = shop("fr");
    post.shop.book(&booking(NINE)).await;
    let sent = post.deliver().await;
    let mail = sent.iter().find(|mail| mail.to == "praxis@example.org").unwrap();
    assert_eq!(mail.subject, "New appointment: Erika Muster, Anpassung, Monday, 17 January 2022, 09:00");
    assert!(mail.everything.contains("<html lang=\"en\""), "{}", mail.everything);
    let planner = post.open("/planner/sign-in").await;
    assert_eq!(planner.attribute("html", "lang"), "en");
}

/// Debug builds, which tests are, have a language in Hebrew letters.
#[tokio::test]
async fn pages_and_mails_run_in_the_direction_of_their_language() {
    let post = Post::with(r#"UPDATE shop SET languages = '["de", "he"]'"#);
    let week = post.open("/?lang=he").await;
    assert_eq!((week.attribute("html", "lang"), week.attribute("html", "dir")), ("he".into(), "rtl".into()));
    let mut body = booking(NINE);
    body["language"] = json!("he");
    post.shop.book(&body).await;
    let sent = post.deliver().await;
    let mail = sent.iter().find(|mail| mail.to == "erika@example.org").unwrap();
    assert!(mail.everything.contains("<html lang=\"he\" dir=\"rtl\">"), "{}", mail.everything);
    assert!(mail.everything.contains("padding-left:20px"), "the gap is between label and value");
}
