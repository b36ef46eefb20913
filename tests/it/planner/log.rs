//! The log: who looked at whose data, filtered, and as a file.

use super::desk::{Desk, add_user};
use crate::harness::{TestApp, booking};
use std::time::Duration;
use terminplaner::domain::account::Role;
use terminplaner::operations::accounts;

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = Duration::from_secs(24 * 60 * 60);

async fn add_customer(desk: &Desk<'_>) -> String {
    let fields = [
        ("first_name", "Erika"),
        ("last_name", "Muster"),
        ("email", "erika@example.org"),
        ("phone", ""),
        ("address", ""),
        ("note", ""),
    ];
    let page = desk.post("/planner/customers/new", &fields).await;
    page.headers["location"].to_str().unwrap().split('?').next().unwrap().to_owned()
}

#[tokio::test]
async fn views_of_a_record_are_logged_once_an_hour_and_exports_every_time() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let record = add_customer(&desk).await;
    let staff = Desk::staff(&shop).await;
    let count = |action: &str| {
        shop.count(&format!("SELECT count(*) FROM audit WHERE action = 'customer.{action}' AND details = '{{}}'"))
    };
    for _ in 0..3 {
        assert_eq!(desk.get(&record).await.status, 200);
    }
    assert_eq!(count("viewed"), 1);
    staff.get(&record).await;
    assert_eq!(count("viewed"), 2, "everybody has their own");
    shop.advance(HOUR);
    desk.get(&record).await;
    assert_eq!(count("viewed"), 3);
    assert_eq!(desk.get("/planner/customers/99").await.status, 404);
    assert_eq!(count("viewed"), 3);
    desk.prove().await;
    for path in ["export", "export.json", "export.json"] {
        assert_eq!(desk.get(&format!("{record}/{path}")).await.status, 200);
    }
    assert_eq!(count("exported"), 3);
    let lines = desk.get("/planner/settings/log").await.all("tbody td:last-child");
    assert_eq!(lines[0], "Kundendaten exportiert: Nr. 1");
    assert!(lines.contains(&"Kundendaten angesehen: Nr. 1".to_owned()), "{lines:?}");
}

#[tokio::test]
async fn the_name_stays_in_the_log_when_the_account_is_gone() {
    let shop = TestApp::new();
    let owner = Desk::owner(&shop).await;
    let id = add_user(&shop, "max@example.org", Role::Staff).await;
    shop.execute(&format!("UPDATE users SET name = 'Max Beispiel' WHERE id = {id}"));
    let max = Desk::closed(&shop).sign_in("max@example.org").await;
    add_customer(&max).await;
    accounts::remove(&shop.app.store, id, None).await.unwrap();
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE user_name = 'Max Beispiel' AND user_id IS NULL"), 2);
    let page = owner.get("/planner/settings/log?who=staff:Max+Beispiel").await;
    assert_eq!(page.all("tbody td:nth-child(2)"), ["Max Beispiel"; 2]);
    assert!(page.words("#f-who").contains("Max Beispiel"));
}

#[tokio::test]
async fn the_log_is_filtered_by_person_subject_and_time() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    add_customer(&desk).await;
    shop.advance(DAY);
    assert_eq!(shop.book(&booking("2022-01-18T09:00:00+01:00")).await.status, 201);
    desk.prove().await;
    let what = async |query: &str| desk.get(&format!("/planner/settings/log?{query}")).await.all("tbody td:last-child");
    let booked = "Termin online gebucht: Dienstag, 18. Januar 2022, 09:00 Uhr";
    assert_eq!(what("who=customers").await, [booked]);
    assert_eq!(what("kind=customers").await, ["Kunde angelegt: Nr. 1"]);
    assert_eq!(what("who=staff:Erika+Muster").await.len(), 2, "with the sign-in");
    assert_eq!(what("from=2022-01-15").await, [booked]);
    assert_eq!(what("until=2022-01-14").await.len(), 3, "the whole last day");
    assert_eq!(what("from=2022-01-14&until=2022-01-14&kind=appointments").await, [""; 0]);
    let page = desk.get("/planner/settings/log?kind=hours").await;
    assert_eq!(page.words(".panel.empty"), "Dazu steht nichts im Protokoll.");
    let page = desk.get("/planner/settings/log?who=customers&kind=appointments&from=2022-01-01&until=tomorrow").await;
    assert_eq!(page.words("#f-who [selected]"), "Kunden");
    assert_eq!(page.words("#f-kind [selected]"), "Termine");
    assert_eq!(page.attribute("#f-from", "value"), "2022-01-01");
    assert_eq!(page.all("tbody td:last-child"), [booked], "what is no date is left out");
}

#[tokio::test]
async fn older_pages_and_the_file_keep_the_filter() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.execute(
        "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 250)
         INSERT INTO audit (at, actor, action, subject, details)
         SELECT 1642147200 + i, 'program', CASE i % 2 WHEN 0 THEN 'hours.copied' ELSE 'mail.settled' END, 'x', '{}' FROM n",
    );
    let page = desk.get("/planner/settings/log?kind=hours").await;
    assert_eq!(page.all("tbody tr").len(), 100);
    let older = page.attribute(".actions > a.button:not([download])", "href");
    assert!(older.starts_with("/planner/settings/log?kind=hours&before="), "{older}");
    assert_eq!(desk.get(&older).await.all("tbody tr").len(), 25);
    let file = desk.get(&page.attribute("a[download]", "href")).await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<_> = file.text.lines().collect();
    assert_eq!(lines.len(), 126, "all of that kind, not only a page");
    assert_eq!(lines[0], "\u{feff}\"Wann\";\"Wer\";\"Was\";\"Betrifft\";\"Einzelheiten\"");
    assert_eq!(lines[1], "\"2022-01-14T09:04:10+01:00\";\"automatisch\";\"Öffnungszeiten übertragen\";\"\";\"\"");
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'log.exported' AND user_id IS NOT NULL"), 1);
    assert_eq!(Desk::staff(&shop).await.get("/planner/settings/log.csv").await.status, 403);
}
