//! What is longer than today's limits: it stays as long as nobody changes it.

use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use terminplaner::operations::shop_file::{Format, transfer};

/// A shop whose every text is too long, as another program may have written it.
const LONG: &str = "
    UPDATE resources SET name = printf('%.300c', 'r') WHERE id = 'kabine-1';
    UPDATE services SET name = printf('%.300c', 's'), group_name = printf('%.300c', 'g'),
        description = printf('%.6000c', 'd'), color = 'teal',
        translations = json_object('en', json_object('name', printf('%.300c', 'e'), 'group', NULL, 'description', NULL));
    INSERT INTO exceptions (from_date, to_date, hours, note)
        VALUES ('2022-03-01', '2022-03-01', '[]', printf('%.2000c', 'n'));";

/// Sends the form of a page as it is shown, with these fields filled anew.
async fn send(desk: &Desk<'_>, path: &str, filled: &[(&str, &str)]) -> Page {
    let fields = desk.get(path).await.filled("form.panel[novalidate]", filled);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.post(path.split('?').next().unwrap(), &fields).await
}

#[tokio::test]
async fn texts_from_before_their_limit_stay_until_they_are_changed() {
    let shop = TestApp::with(LONG, true);
    let desk = Desk::owner(&shop).await;
    let text = transfer::export(&shop.app.store, 1).await.unwrap();
    transfer::import(&shop.app.store, text, Format::Toml, 1).await.expect("its own file is taken over");
    assert_eq!(shop.count("SELECT length(note) FROM exceptions"), 2_000);
    let service = "/planner/services/form?id=anpassung";
    let resource = "/planner/resources/form?id=kabine-1";
    let exception = "/planner/hours/exception?id=1";
    for (path, field) in [
        (service, "name"),
        (service, "group"),
        (service, "description"),
        (service, "other_name"),
        (resource, "name"),
        (exception, "note"),
    ] {
        let page = send(&desk, path, &[]).await;
        assert_eq!(page.status, 303, "{path} {}", page.all("[role=alert], .error").join(" / "));
        let page = send(&desk, path, &[(field, &"y".repeat(6_000))]).await;
        assert_eq!(page.status, 422, "{path}");
        assert!(page.words(&format!("#e-{field}")).starts_with("Bitte höchstens"), "{path} {field}");
    }
    assert_eq!(shop.count("SELECT length(name) + length(group_name) + length(description) FROM services"), 6_600);
}
