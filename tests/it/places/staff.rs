//! What the shop enters and sees.

use super::{ADDRESS, AT_CUSTOMERS, BY_VIDEO, NINE, visit};
use crate::harness::{TestApp, booking};
use crate::planner::desk::Desk;
use crate::seed;

const NEW: [(&str, &str); 6] = [
    ("service", "anpassung"),
    ("date", "2022-01-18"),
    ("time", "09:00"),
    ("last_name", "Muster"),
    ("accept", "lead_time"),
    ("phone", "0711 98765"),
];

#[tokio::test]
async fn a_home_visit_is_entered_with_its_address() {
    let shop = TestApp::with(AT_CUSTOMERS, true);
    let desk = Desk::staff(&shop).await;
    let page = desk.post("/planner/appointments/new", &NEW).await;
    assert_eq!((page.status.as_u16(), page.words("#e-address")), (422, "Bitte geben Sie die Anschrift ein.".into()));
    let page = desk.post("/planner/appointments/new", &[&NEW[..], &[("address", ADDRESS)]].concat()).await;
    assert_eq!(page.status, 303, "{}", page.words("main"));
    let path = format!("/planner/appointments/{}", shop.count("SELECT key FROM appointments"));
    for path in [path.clone(), format!("{path}?part=1"), "/planner/calendar?view=list&date=2022-01-18".into()] {
        assert!(desk.get(&path).await.text.contains("beim Kunden: Zwetschgenweg 9, 70173 Musterstadt"), "{path}");
    }
    let edit = desk.get(&format!("{path}/edit")).await;
    assert!(edit.words("textarea[name=address]").contains("Zwetschgenweg 9"));
    let found = desk.get("/planner/search?q=zwetschgenweg").await;
    assert!(found.words("main").contains("Muster"), "{}", found.words("main"));
}

#[tokio::test]
async fn an_address_is_kept_only_where_it_is_needed() {
    let shop = TestApp::with(&seed::service("zweite", "Zweite", 30, &[&["kabine-1"]]), true);
    let desk = Desk::staff(&shop).await;
    desk.post("/planner/appointments/new", &[&NEW[..], &[("address", ADDRESS)]].concat()).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE address IS NULL"), 1);
    // An import may have one all the same; it stays as long as the service does.
    shop.execute("UPDATE appointments SET address = 'x'");
    let path = format!("/planner/appointments/{}/edit", shop.count("SELECT key FROM appointments"));
    desk.fill(&path, &[("note", "Rampe"), ("accept", "lead_time")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE address = 'x' AND note = 'Rampe'"), 1);
    desk.fill(&path, &[("service", "zweite"), ("accept", "lead_time")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE address IS NULL AND service_id = 'zweite'"), 1);
}

#[tokio::test]
async fn a_service_by_video_needs_a_link_from_somebody() {
    let shop = TestApp::with("UPDATE resources SET kind = 'person'", true);
    let desk = Desk::owner(&shop).await;
    let by_video = async || {
        let page = desk.get("/planner/services/form?id=anpassung").await;
        let fields = page.filled("form.panel", &[("place", "video")]);
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        desk.post("/planner/services/form", &fields).await
    };
    let page = by_video().await;
    assert_eq!(page.words("#e-video_url"), "Bitte geben Sie den Link ein: Keine der Personen hat einen eigenen.");
    let page = desk.get("/planner/resources/form?id=kabine-1").await;
    let fields = page.filled("form.panel", &[("video_url", "https://video.example.org/anna")]);
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    assert_eq!(desk.post("/planner/resources/form", &fields).await.status, 303);
    assert_eq!(by_video().await.status, 303);
    assert_eq!(shop.text("SELECT place FROM services"), "video");
    let page = desk.get("/planner/services/form?id=anpassung").await;
    assert_eq!(page.attribute("select[name=place] option[selected]", "value"), "video");
}

#[tokio::test]
async fn the_team_joins_by_the_same_link() {
    let shop = TestApp::with(BY_VIDEO, true);
    shop.book(&booking(NINE)).await;
    let desk = Desk::staff(&shop).await;
    let path = format!("/planner/appointments/{}", shop.count("SELECT key FROM appointments"));
    let page = desk.get(&path).await;
    assert_eq!(page.attribute("a[href^='https://video']", "href"), "https://video.example.org/anna");
}

#[tokio::test]
async fn what_is_held_on_a_person_has_the_address_and_an_erasure_takes_it() {
    let shop = TestApp::with(AT_CUSTOMERS, true);
    let desk = Desk::owner(&shop).await;
    shop.book(&visit()).await;
    let key = shop.count("SELECT key FROM appointments");
    desk.post(&format!("/planner/appointments/{key}/customer"), &[("create", "1")]).await;
    let record = format!("/planner/customers/{}", shop.count("SELECT id FROM customers"));
    let export = desk.get(&format!("{record}/export.json")).await;
    assert!(export.text.contains("Zwetschgenweg"), "{}", export.text);
    assert!(desk.get(&format!("{record}/export")).await.words("main").contains("Zwetschgenweg"));
    assert!(desk.get("/planner/settings/data/appointments.csv").await.text.contains("Zwetschgenweg"));
    desk.submit(&format!("{record}/erase"), &[]).await;
    assert_eq!(shop.count("SELECT count(*) FROM appointments WHERE address IS NOT NULL"), 0);
}
