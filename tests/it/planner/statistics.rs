//! Numbers of a period: what is counted, for whom, and as files.

use super::desk::Desk;
use crate::harness::TestApp;

const JANUARY: &str = "/planner/statistics?period=own&from=2022-01-01&until=2022-01-31";

/// Appointments of every kind in January: at 60 minutes each, on Monday the 10th from 9 o'clock on.
fn fill(shop: &TestApp) {
    // Minutes from 1970 to 2022-01-10 09:00 in Stuttgart.
    let nine = 27_363_360;
    for (at, (status, online)) in
        [("done", true), ("no_show", true), ("confirmed", false), ("cancelled", true), ("declined", true)]
            .iter()
            .enumerate()
    {
        let (key, start) = (at + 1, nine + 60 * i64::try_from(at).unwrap());
        shop.execute(&format!(
            "INSERT INTO appointments (key, id, service_id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes,
                                       status, first_name, last_name)
             VALUES ({key}, 'id-{key}', 'anpassung', {start}, {start} + 60, 0, 0, '{status}', 'Erika', 'Muster');
             INSERT INTO claims SELECT key, 'kabine-1', 0, busy_from, busy_until, blocking FROM appointments WHERE key = {key};"
        ));
        if *online {
            shop.execute(&format!(
                "INSERT INTO bookings (appointment_key, token, email_folded, language, booked_at)
                 VALUES ({key}, 'token-{key}', 'erika@example.org', 'de', ({start} - 3 * 1440) * 60)"
            ));
        }
    }
    let late = (nine + 180 - 120) * 60;
    shop.execute(&format!(
        "INSERT INTO audit (at, actor, action, subject, details)
         VALUES ({late}, 'customer', 'appointment.cancelled', 'id-4', '{{}}')"
    ));
    // A team meeting: no appointment, and no time that could have been booked.
    shop.execute(&format!(
        "INSERT INTO appointments (key, id, starts_at, ends_at, buffer_before_minutes, buffer_after_minutes, status)
         VALUES (9, 'id-9', {nine} + 360, {nine} + 420, 0, 0, 'confirmed');
         INSERT INTO claims SELECT key, 'kabine-1', 0, busy_from, busy_until, blocking FROM appointments WHERE key = 9;"
    ));
}

#[tokio::test]
async fn what_happened_in_a_period_is_counted_by_service_and_room() {
    let shop = TestApp::new();
    fill(&shop);
    let desk = Desk::owner(&shop).await;
    let page = desk.get(JANUARY).await;
    assert_eq!(page.words("h1"), "Auswertung 1.–31. Januar 2022");
    let figures = page.all(".figures dd");
    assert_eq!(figures[..4], ["3", "2 67 %", "1 33 %", "1 25 %"]);
    assert_eq!(page.all("section:nth-of-type(2) tbody tr"), ["Anpassung 3 2 1 1"]);
    assert_eq!(page.all("section:nth-of-type(3) h2"), ["Nach Raum"]);
    assert_eq!(page.all("section:nth-of-type(3) tbody tr"), ["Kabine 1 3 2 1 1", "Kabine 2 0 0 0 0"]);
    assert!(
        page.all("section:nth-of-type(4) tbody tr").contains(&"unter 24 Stunden 1 0".to_owned()),
        "two hours before"
    );
    assert!(page.all("section:nth-of-type(5) tbody tr").contains(&"2 bis 6 Tage 2 100 %".to_owned()));
    for word in ["Erika", "Muster", "erika@example.org", "token-1"] {
        assert!(!page.all("main").concat().contains(word), "{word} is personal");
    }
}

#[tokio::test]
async fn the_use_of_the_hours_counts_what_was_open_and_not_blocked() {
    let shop = TestApp::new();
    fill(&shop);
    // Kabine 1 opens at 9 on every Monday of five; Kabine 2 not at all.
    shop.execute("DELETE FROM availabilities WHERE resource_id = 'kabine-2'");
    let desk = Desk::owner(&shop).await;
    let page = desk.get(JANUARY).await;
    let row = |hour: usize| page.all(&format!(".load tbody tr:nth-of-type({}) td", hour - 8));
    assert_eq!(row(9)[..2], ["20", "0"], "one of five Mondays");
    assert_eq!(row(9)[6], "", "closed on Sundays");
    assert_eq!(page.attribute(".load tbody tr:nth-of-type(1) td:nth-of-type(7)", "class"), "s0");
    assert_eq!(row(12)[0], "0", "a cancelled hour was free");
    assert_eq!(page.words(".numbers .hint"), "Am vollsten: Montag, 9 Uhr (20 %). Am leersten: Montag, 12 Uhr (0 %).");
    let closed = TestApp::new();
    closed.execute("DELETE FROM availabilities");
    let desk = Desk::owner(&closed).await;
    assert_eq!(desk.get(JANUARY).await.words(".numbers .empty"), "In diesem Zeitraum war nicht geöffnet.");
}

#[tokio::test]
async fn every_table_is_a_file_and_wrong_dates_are_told() {
    let shop = TestApp::new();
    fill(&shop);
    shop.execute("UPDATE services SET name = '=HYPERLINK(1)'");
    let desk = Desk::owner(&shop).await;
    let page = desk.get(JANUARY).await;
    let files: Vec<_> = (1..=5)
        .map(|number| page.attribute(&format!(".numbers section:nth-of-type({number}) .file"), "href"))
        .collect();
    for file in &files {
        let sent = desk.get(file).await;
        assert_eq!(sent.headers["content-type"], "text/csv; charset=utf-8", "{file}");
        assert!(sent.text.starts_with('\u{feff}') && sent.text.lines().count() > 1, "{file}");
    }
    let sent = desk.get(&files[1]).await;
    assert_eq!(
        sent.text.trim_start_matches('\u{feff}'),
        "\"Leistung\";\"Termine\";\"Online\";\"Nicht erschienen\";\"Abgesagt\"\r\n\"'=HYPERLINK(1)\";\"3\";\"2\";\"1\";\"1\"\r\n"
    );
    assert_eq!(sent.headers["content-disposition"], "attachment; filename=\"services-2022-01-01-2022-01-31.csv\"");
    let wrong = desk.get("/planner/statistics?period=own&from=2022-02-01&until=2022-01-01").await;
    assert_eq!(wrong.status, 422);
    assert!(!wrong.words("#e-until").is_empty());
    assert_eq!(desk.get("/planner/statistics.csv?table=names").await.status, 404);
}

#[tokio::test]
async fn the_numbers_are_for_owners() {
    let shop = TestApp::new();
    let staff = Desk::staff(&shop).await;
    assert_eq!(staff.get("/planner/statistics").await.status, 403);
    assert_eq!(staff.get("/planner").await.count(".me a[href='/planner/statistics']"), 0);
    let owner = Desk::owner(&shop).await;
    assert_eq!(owner.get("/planner").await.count(".me a[href='/planner/statistics']"), 1);
}
