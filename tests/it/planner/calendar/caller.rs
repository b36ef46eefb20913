//! A new appointment begins with who rings: a known customer or a new one, without scripts too.

use super::{PHONE_CUSTOMER, location, make, newest, with};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;

const NEW: &str = "/planner/appointments/new";
const ERIKA: &[(&str, &str)] =
    &[("first_name", "Erika"), ("last_name", "Muster"), ("email", "erika@example.org"), ("phone", "0711 123456")];

/// An appointment without a name, at a time on the next Tuesday.
fn unnamed<'a>(changed: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    with(&with(PHONE_CUSTOMER, &[("last_name", ""), ("phone", "")]), changed)
}

async fn add(desk: &Desk<'_>, fields: &[(&str, &str)]) -> i64 {
    desk.post("/planner/customers/new", fields).await;
    desk.shop.count("SELECT max(id) FROM customers")
}

fn value(page: &Page, name: &str) -> String {
    page.attribute(&format!("input[name={name}]"), "value")
}

fn linked(shop: &TestApp) -> i64 {
    shop.count("SELECT coalesce(customer_id, 0) FROM appointments ORDER BY key DESC LIMIT 1")
}

#[tokio::test]
async fn a_known_customer_is_found_chosen_and_linked() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let id = add(&desk, ERIKA).await;
    let page = desk.get(NEW).await;
    assert_eq!((page.count("#f-who[autofocus]"), page.count("[data-known][hidden]")), (1, 1));
    let page = desk.post(NEW, &unnamed(&[("who", "muster, eri"), ("find", "1"), ("note", "ruft an")])).await;
    assert_eq!(page.words(".found [role=status]"), "1 Kunde");
    assert_eq!(
        (value(&page, "date"), page.words("#f-note")),
        ("2022-01-18".into(), "ruft an".into()),
        "nothing is lost"
    );
    let choice = page.attribute(".found button", "value");
    let page = desk.post(NEW, &unnamed(&[("who", "muster, eri"), ("choose", &choice)])).await;
    assert_eq!(page.words("[data-known-words]"), "Muster, Erika 0711 123456 · erika@example.org");
    assert_eq!(
        ["first_name", "last_name", "email", "phone"].map(|name| value(&page, name)),
        ["Erika", "Muster", "erika@example.org", "0711 123456"]
    );
    let sent = with(&unnamed(&[("customer", &choice), ("keep_customer", "1")]), ERIKA);
    let page = desk.submit(NEW, &sent).await;
    let done = "Der Termin ist angelegt. Erika Muster, Dienstag, 18. Januar 2022, 10:00 Uhr";
    assert_eq!(page.words(".note.good"), done, "to be read out");
    assert_eq!((linked(&shop), shop.count("SELECT count(*) FROM customers")), (id, 1));
    let page = desk.post(NEW, &unnamed(&[("customer", &choice), ("choose", "nobody")])).await;
    assert_eq!((value(&page, "customer"), value(&page, "last_name")), (String::new(), String::new()));
}

#[tokio::test]
async fn a_new_customer_is_what_was_typed_and_is_found_the_next_time() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let page = desk.post(NEW, &unnamed(&[("who", "max beispiel"), ("choose", "new")])).await;
    assert_eq!((value(&page, "first_name"), value(&page, "last_name")), ("Max".into(), "Beispiel".into()));
    assert_eq!(page.count("#f-keep_customer[checked]"), 0, "as it was sent");
    assert_eq!(desk.get(NEW).await.count("#f-keep_customer[checked]"), 1);
    // Nobody chose anything: the name is where it was typed.
    let page = desk.post(NEW, &unnamed(&[("who", "beispiel, max"), ("keep_customer", "1")])).await;
    assert_eq!(page.status, 303, "{}", page.text);
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE first_name = 'Max' AND last_name = 'Beispiel'"), 1);
    assert_eq!((linked(&shop), shop.count("SELECT count(*) FROM customers")), (1, 1));
    // The second time somebody may be meant who is known.
    let again = unnamed(&[("who", "Beispiel"), ("keep_customer", "1"), ("time", "12:00")]);
    let page = desk.post(NEW, &again).await;
    assert_eq!((page.status.as_u16(), page.count(".found li")), (200, 2), "{}", page.text);
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1, "asks first");
}

#[tokio::test]
async fn a_record_is_made_once_and_only_if_wanted() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    make(&desk, &[]).await;
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 0, "not wanted");
    add(&desk, ERIKA).await;
    let keep = [("keep_customer", "1"), ("time", "12:00")];
    let page = desk.post(NEW, &with(&with(PHONE_CUSTOMER, ERIKA), &keep)).await;
    assert_eq!(page.status, 303);
    assert_eq!((shop.count("SELECT count(*) FROM customers"), linked(&shop)), (1, 0), "no second record");
    let page = desk.get(&format!("/planner/appointments/{}", newest(&shop))).await;
    assert!(page.words(".whose").contains("Wahrscheinlich schon bekannt"));
}

#[tokio::test]
async fn another_name_is_not_linked_and_a_lost_record_is_said() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let id = add(&desk, ERIKA).await.to_string();
    let page = make(&desk, &[("customer", &id), ("first_name", "Max"), ("last_name", "Beispiel")]).await;
    assert_eq!((page.status.as_u16(), linked(&shop)), (303, 0));
    let page = make(&desk, &[("customer", "77"), ("time", "12:00")]).await;
    assert_eq!(page.status, 303, "who is gone before it is sent is nobody");
    assert_eq!(linked(&shop), 0);
}

#[tokio::test]
async fn the_same_again_comes_from_the_customers_page_and_leads_back_there() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    let id = add(&desk, ERIKA).await;
    let path = format!("/planner/customers/{id}");
    let page = desk.get(&path).await;
    assert_eq!(page.all(".again a"), ["Neuer Termin"], "nothing to repeat");
    let sent = with(PHONE_CUSTOMER, ERIKA);
    let number = id.to_string();
    desk.post(NEW, &with(&sent, &[("customer", &number), ("resource", "kabine-2"), ("minutes", "90")])).await;
    let page = desk.get(&path).await;
    assert_eq!(page.all(".again a"), ["Neuer Termin", "Wie zuletzt", "Gleiche Zeit in 4 Wochen"]);
    let links = page.attributes(".again a", "href");
    let page = desk.get(&links[0]).await;
    assert_eq!(
        (value(&page, "customer"), value(&page, "last_name"), value(&page, "date")),
        (number, "Muster".into(), "".into())
    );
    let page = desk.get(&links[1]).await;
    assert_eq!((value(&page, "minutes"), value(&page, "date")), ("90".into(), "".into()));
    assert_eq!(page.attribute("input[name=resource][checked]", "value"), "kabine-2");
    let page = desk.get(&links[2]).await;
    assert_eq!((value(&page, "date"), value(&page, "time")), ("2022-02-15".into(), "10:00".into()));
    assert_eq!(page.attribute("#f-service [selected]", "value"), "anpassung");
    let page = desk.fill(NEW, &[]).await;
    assert_eq!(page.status, 422);
    let form = desk.get(&links[2]).await.filled(&format!("form[action='{NEW}']"), &[]);
    let form: Vec<_> = form.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(location(&desk.post(NEW, &form).await), path);
    // Long after the last one it is the next of every fourth week.
    shop.advance(std::time::Duration::from_secs(100 * 24 * 60 * 60));
    let desk = Desk::closed(&shop).sign_in("staff@example.org").await;
    let page = desk.get(&links[2]).await;
    assert_eq!((value(&page, "date"), value(&page, "time")), ("2022-05-10".into(), "10:00".into()));
}
