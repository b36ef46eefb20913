//! Finding, adding, changing and merging records.

use super::super::desk::Desk;
use super::{add, names};
use crate::harness::{TestApp, booking};

const ERIKA: [(&str, &str); 7] = [
    ("first_name", "Erika"),
    ("last_name", "Müller-Muster"),
    ("email", "Erika@example.org"),
    ("phone", "+49 711 123456"),
    ("address", "Hauptstraße 1\n70173 Stuttgart"),
    ("born_on", "1950-12-31"),
    ("note", "Hört links schlechter"),
];

#[tokio::test]
async fn a_record_is_added_shown_and_changed() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    assert!(desk.get("/planner/customers").await.words(".empty").starts_with("Noch keine Kunden."));
    assert_eq!(desk.get("/planner/customers/new").await.words("h1"), "Neuer Kunde");
    let path = add(&desk, &ERIKA).await;
    let page = desk.get(&path).await;
    assert_eq!(
        (page.words("h1"), page.words(".note.good")),
        ("Erika Müller-Muster".into(), "Der Kunde ist angelegt.".into())
    );
    let facts = page.words(".facts");
    for words in ["+49 711 123456", "70173 Stuttgart", "31. Dezember 1950", "Hört links schlechter", "14. Januar 2022"]
    {
        assert!(facts.contains(words), "{words} in {facts}");
    }
    let page = desk.get(&format!("{path}/edit")).await;
    assert_eq!(page.attribute("#f-born_on", "value"), "1950-12-31");
    let page = desk.submit(&format!("{path}/edit"), &[("last_name", "Muster"), ("phone", "0711 654321")]).await;
    assert_eq!((page.words("h1"), page.words(".note.good")), ("Muster".into(), "Gespeichert.".into()));
    assert_eq!(
        shop.count("SELECT count(*) FROM audit WHERE action LIKE 'customer.%' AND user_id IS NOT NULL"),
        3,
        "with the view"
    );
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE details LIKE '%Muster%' OR subject LIKE '%Muster%'"), 0);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let fields = [("first_name", "Erika"), ("email", "erika"), ("phone", "call me"), ("note", "wichtig")];
    let page = desk.post("/planner/customers/new", &fields).await;
    assert_eq!((page.status.as_u16(), page.all(".error").len()), (422, 3));
    assert_eq!(page.attribute("#f-email", "value"), "erika");
    assert_eq!(page.words("#e-last_name"), "Bitte füllen Sie dieses Feld aus.");
    assert_eq!(page.words("#f-note"), "wichtig");
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 0);
}

#[tokio::test]
async fn people_are_found_by_parts_of_name_address_and_number() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add(&desk, &ERIKA).await;
    add(&desk, &[("last_name", "Beispiel"), ("first_name", "Max"), ("phone", "0721 98765")]).await;
    assert_eq!(names(&desk.get("/planner/customers").await), ["Beispiel, Max", "Müller-Muster, Erika"]);
    for found in
        ["mueller", "eri%20M%C3%BCl", "muster+erika", "ERIKA%40example", "0711%2F12", "%2B49+711+123456", "49711"]
    {
        let page = desk.get(&format!("/planner/customers?q={found}")).await;
        assert_eq!(names(&page), ["Müller-Muster, Erika"], "{found}");
        assert_eq!(page.words("#results [role=status]"), "1 Kunde");
    }
    let page = desk.get("/planner/customers?q=nobody%25").await;
    assert!(page.words("#results").starts_with("Kein Kunde gefunden."));
    assert_eq!(page.attribute("#f-q", "value"), "nobody%");
}

#[tokio::test]
async fn similar_names_numbers_and_dates_of_birth_are_found_too() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    add(&desk, &ERIKA).await;
    add(&desk, &[("last_name", "Meier"), ("first_name", "Jürgen"), ("phone", "0721 98765")]).await;
    for typed in ["Muller", "M%C3%BCller-Muster%2C+Erika", "Erkia+Mueller", "123456", "31.12.1950", "Muster+31.12.50"] {
        assert_eq!(
            names(&desk.get(&format!("/planner/customers?q={typed}")).await),
            ["Müller-Muster, Erika"],
            "{typed}"
        );
    }
    for typed in ["Mayr", "juergen+maier", "Jurgen", "98765", "0049+721+98765"] {
        assert_eq!(names(&desk.get(&format!("/planner/customers?q={typed}")).await), ["Meier, Jürgen"], "{typed}");
    }
    for typed in ["1.1.1950", "Meier+31.12.1950", "999"] {
        assert_eq!(names(&desk.get(&format!("/planner/customers?q={typed}")).await), Vec::<String>::new(), "{typed}");
    }
}

#[tokio::test]
async fn who_rings_is_offered_with_the_next_and_the_last_appointment() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let path = add(&desk, &ERIKA).await;
    let id = path.rsplit('/').next().unwrap();
    for start in ["2022-01-17T09:00:00+01:00", "2022-01-19T09:00:00+01:00", "2022-01-20T09:00:00+01:00"] {
        shop.book(&booking(start)).await;
        let key = shop.count("SELECT max(key) FROM appointments");
        desk.post(&format!("/planner/appointments/{key}/customer"), &[("link", id), ("to", "/planner")]).await;
    }
    shop.advance(std::time::Duration::from_secs(4 * 24 * 60 * 60));
    let list = desk.get("/planner/customers/find?q=erika+muel").await;
    let option = list.words("[role=option][data-customer='1']");
    for words in [
        "Müller-Muster, Erika +49 711 123456 · Erika@example.org · geb. 31. Dezember 1950",
        "Nächster Termin: Mittwoch, 19. Januar 2022, 09:00 Uhr, Anpassung",
        "Letzter Termin: Montag, 17. Januar 2022, 09:00 Uhr, Anpassung",
    ] {
        assert!(option.contains(words), "{words} in {option}");
    }
    assert_eq!(list.attribute("[aria-selected=true]", "data-phone"), "+49 711 123456");
    assert_eq!(list.attribute("[role=listbox]", "data-counted"), "1 Kunde");
    let list = desk.get("/planner/customers/find?q=muster%2C+eva").await;
    assert_eq!(list.words("[aria-selected=true]"), "Neuer Kunde: Eva Muster", "nobody of that name");
    assert_eq!(list.attribute("[aria-selected=true]", "data-last_name"), "Muster");
    let list = desk.get("/planner/customers/find?q=Erkia").await;
    assert_eq!(list.count("[data-customer='1']"), 1, "similar ones are offered");
    assert_eq!(list.words("[aria-selected=true]"), "Neuer Kunde: Erkia", "but not taken for granted");
    assert_eq!(desk.get("/planner/customers/find?q=+").await.count("[role=option]"), 0);
}

#[tokio::test]
async fn unknown_records_are_not_found_wherever_they_are_asked_for() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for page in ["", "/edit", "/merge", "/export", "/export.json", "/erase"] {
        assert_eq!(desk.get(&format!("/planner/customers/7{page}")).await.status, 404, "{page}");
    }
    let name = [("last_name", "Muster"), ("with", "8")];
    for page in ["/edit", "/merge", "/erase"] {
        assert_eq!(desk.post(&format!("/planner/customers/7{page}"), &name).await.status, 404, "{page}");
    }
}

#[tokio::test]
async fn two_records_become_one_with_the_entries_chosen() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let keep = add(&desk, &[("first_name", "Erika"), ("last_name", "Muster"), ("note", "alt")]).await;
    let gone =
        add(&desk, &[("first_name", "Erica"), ("last_name", "Muster"), ("phone", "0711 123456"), ("note", "neu")])
            .await;
    let gone_id = gone.rsplit('/').next().unwrap();
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let path = format!("/planner/appointments/{}/customer", super::key(&shop));
    desk.post(&path, &[("link", gone_id), ("to", &gone)]).await;

    let page = desk.get(&format!("{keep}/merge")).await;
    assert_eq!(names(&page), ["Muster, Erica"], "the similar one is proposed");
    assert_eq!(names(&desk.get(&format!("{keep}/merge?q=erika")).await), ["Muster, Erica"], "never itself");
    let choice = desk.get(&format!("{keep}/merge?with={gone_id}")).await;
    assert_eq!(choice.attribute("[name=phone][checked]", "value"), "gone", "the only number there is");
    assert_eq!(choice.attribute("[name=note][checked]", "value"), "both");
    let seen = |name: &str| choice.attribute(&format!("[name={name}]"), "value");
    let (seen_keep, seen_gone) = (seen("seen_keep"), seen("seen_gone"));
    let fields = [
        ("with", gone_id),
        ("seen_keep", seen_keep.as_str()),
        ("seen_gone", seen_gone.as_str()),
        ("first_name", "keep"),
        ("phone", "gone"),
        ("note", "both"),
    ];
    let page = desk.submit(&format!("{keep}/merge"), &fields).await;
    assert_eq!((page.words("h1"), page.count(".visits > li")), ("Erika Muster".into(), 1));
    assert!(page.words(".facts").contains("0711 123456") && page.words(".facts").contains("alt neu"));
    assert_eq!(desk.get(&gone).await.status, 404);
    assert_eq!(desk.post(&format!("{keep}/merge"), &fields).await.status, 404);
}

#[tokio::test]
async fn a_record_that_was_changed_while_it_was_merged_is_shown_anew() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let keep = add(&desk, &[("last_name", "Muster")]).await;
    let gone = add(&desk, &[("last_name", "Muster")]).await;
    let gone_id = gone.rsplit('/').next().unwrap();
    shop.advance(std::time::Duration::from_secs(1));
    desk.post(&format!("{gone}/edit"), &[("last_name", "Muster"), ("note", "wichtig")]).await;
    let seen = shop.count("SELECT min(updated_at) FROM customers").to_string();
    let fields = [("with", gone_id), ("seen_keep", &seen), ("seen_gone", &seen)];
    let page = desk.post(&format!("{keep}/merge"), &fields).await;
    assert_eq!(page.status, 409);
    assert!(page.text.contains("wichtig") && page.words("[role=alert]").contains("gerade geändert"));
    let itself = keep.rsplit('/').next().unwrap();
    assert_eq!(desk.get(&format!("{keep}/merge?with={itself}")).await.status, 404);
}

#[tokio::test]
async fn appointments_without_a_record_are_found_by_name_number_or_address() {
    let shop = TestApp::new();
    let mut body = booking("2022-01-18T10:00:00+01:00");
    body["customer"]["last_name"] = "Größer".into();
    body["customer"]["phone"] = "+49 711 123456".into();
    let booked = shop.book(&body).await;
    shop.book(&booking("2022-01-19T10:00:00+01:00")).await;
    let address = format!("/api/v1/bookings/{}", crate::harness::token(&booked));
    shop.send_json(axum::http::Method::DELETE, &address, &serde_json::Value::Null).await;
    shop.advance(std::time::Duration::from_secs(90 * 24 * 60 * 60));
    let desk = Desk::staff(&shop).await;
    for typed in ["groesser", "Erika%20Gr%C3%B6%C3%9Fer", "0711%2F123456", "erika@example.org"] {
        let page = desk.get(&format!("/planner/customers?q={typed}")).await;
        let line = page.all(".visits > li").into_iter().find(|line| line.contains("Größer"));
        let line = line.unwrap_or_else(|| panic!("{typed}: {}", page.text));
        assert!(line.contains("Dienstag, 18. Januar 2022") && line.contains("Abgesagt"), "{line}");
    }
    let page = desk.get("/planner/customers?q=groesser").await;
    assert_eq!((page.count(".visits > li"), page.count(".people > li")), (1, 0));
    assert_eq!(desk.get(&page.attribute(".visits a", "href")).await.status, 200);
    assert_eq!(desk.get("/planner/customers?q=nobody").await.count(".visits"), 0);
    assert_eq!(desk.get("/planner/customers").await.count(".visits"), 0, "only what is looked for");
    desk.post("/planner/appointments/1/customer", &[("create", "1"), ("to", "/planner")]).await;
    let page = desk.get("/planner/customers?q=groesser").await;
    assert_eq!((page.count(".visits > li"), page.count(".people > li")), (0, 1), "then it is found by its record");
}
