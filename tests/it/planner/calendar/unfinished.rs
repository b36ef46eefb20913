//! Searching a free time while an appointment is being entered: input is kept, and is not part of any URL.

use super::{PHONE_CUSTOMER, with};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::seed;

const FREE: &str = "/planner/calendar/free";
const NEW: &str = "/planner/appointments/new";

/// Further input in the form.
const TYPED: &[(&str, &str)] = &[
    ("first_name", "Erika"),
    ("email", "erika@example.org"),
    ("note", "bringt\r\n„beide“ mit"),
    ("tell", "1"),
    ("minutes", "60"),
];

/// The hidden fields of the button's form, and the button's own.
fn pressed(page: &Page, form: &str, button: &str) -> Vec<(String, String)> {
    let mut fields = page.hidden(form);
    fields.push((page.attribute(button, "name"), page.attribute(button, "value")));
    fields
}

fn borrowed(fields: &[(String, String)]) -> Vec<(&str, &str)> {
    fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

#[tokio::test]
async fn input_survives_the_search_for_a_free_time() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.get(NEW).await;
    assert_eq!(page.attribute("form button[formaction]", "formaction"), FREE);
    assert_eq!(page.words("form.panel button"), "Termin anlegen", "the Enter key still makes the appointment");
    let page = desk.post(FREE, &with(PHONE_CUSTOMER, TYPED)).await;
    assert_eq!(page.status, 200);
    assert!(!page.text.contains("erika%40example.org") && !page.text.contains("last_name="), "in no address");
    assert_eq!(page.attribute("#f-from", "value"), "2022-01-18");
    // Another search, for a later date.
    let mut again = page.hidden("form.free-form");
    again.extend(
        [("service", "anpassung"), ("resource", "kabine-2"), ("daytime", "afternoon"), ("from", "2022-01-19")]
            .map(|(name, value)| (name.to_owned(), value.to_owned())),
    );
    let page = desk.post(FREE, &borrowed(&again)).await;
    assert_eq!(page.words("section.panel h2"), "Mittwoch, 19. Januar 2022");
    let found = pressed(&page, "section.panel form", "section.panel form button");
    assert_eq!(found.last().unwrap(), &("start".to_owned(), "2022-01-19T12:00:00+01:00".to_owned()));
    let page = desk.post(NEW, &borrowed(&found)).await;
    assert_eq!(page.status, 200);
    let value = |name: &str| page.attribute(&format!("input[name={name}]"), "value");
    assert_eq!((value("date"), value("time"), value("minutes")), ("2022-01-19".into(), "12:00".into(), String::new()));
    assert_eq!((value("first_name"), value("last_name")), ("Erika".into(), "Telefon".into()));
    assert_eq!((value("phone"), value("email")), ("0711 123456".into(), "erika@example.org".into()));
    assert_eq!((page.words("#f-note"), page.count("#f-tell[checked]")), ("bringt „beide“ mit".into(), 1));
    assert_eq!(page.attribute("input[name=resource][checked]", "value"), "kabine-2");
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 0, "nothing is made before it is sent");
}

#[tokio::test]
async fn returning_without_a_time_restores_the_form() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.post(FREE, &with(PHONE_CUSTOMER, &[("resource", "kabine-1"), ("minutes", "45")])).await;
    let back = pressed(&page, ".head form", ".head form button");
    let page = desk.post(NEW, &borrowed(&back)).await;
    let value = |name: &str| page.attribute(&format!("input[name={name}]"), "value");
    assert_eq!((value("date"), value("time"), value("minutes")), ("2022-01-18".into(), "10:00".into(), "45".into()));
    assert_eq!((value("last_name"), page.count("[role=alert]")), ("Telefon".into(), 0));
    assert_eq!(page.attribute("input[name=resource][checked]", "value"), "kabine-1");
}

#[tokio::test]
async fn everything_ticked_must_be_free() {
    let shop = TestApp::with(
        &[
            seed::person("weber", "Frau Weber"),
            seed::hours("weber", &["tue"], 14, 16),
            seed::person("maier", "Herr Maier"),
            seed::hours("maier", &["tue"], 9, 16),
            r#"UPDATE services SET needs = '[["kabine-1", "kabine-2"], ["weber", "maier"]]'"#.into(),
        ]
        .concat(),
        true,
    );
    let desk = Desk::staff(&shop).await;
    let both = [("resource", "kabine-1"), ("resource", "weber")];
    let page = desk.post(FREE, &with(PHONE_CUSTOMER, &both)).await;
    assert_eq!(page.words("section.panel form button"), "14:00", "Mrs Weber is not there before");
    let found = pressed(&page, "section.panel form", "section.panel form button");
    let page = desk.post(NEW, &borrowed(&found)).await;
    assert_eq!(page.count("input[name=resource][checked]"), 2);
    // Another person is chosen, so she is not required.
    let other = [("resource", "maier"), ("also", "weber")];
    let page = desk.post(FREE, &with(PHONE_CUSTOMER, &other)).await;
    assert_eq!(page.words("section.panel form button"), "09:00");
    assert_eq!(page.count("input[name=also]"), 0);
}
