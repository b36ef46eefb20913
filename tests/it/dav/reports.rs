//! Queries by filter and by address, and when a calendar is busy.

use super::client::{Client, addresses, object_of};
use crate::harness::TestApp;
use crate::seed;

/// 2022-01-17T08:00Z in minutes.
const MONDAY: i64 = 27_373_440;

/// Three appointments an hour long, on three days: Monday, Tuesday and Wednesday from 09:00.
fn three() -> TestApp {
    let rows: String =
        (1..=3).map(|key| seed::appointment(key, "kabine-1", MONDAY + (key - 1) * 1_440, 60, "confirmed")).collect();
    let names = "UPDATE appointments SET first_name = 'Max', last_name = 'Muster' || key, service_id = 'anpassung';
                 UPDATE appointments SET service_id = NULL, first_name = NULL, last_name = NULL, note = 'Team' WHERE key = 3;";
    TestApp::with(&(rows + names), true)
}

async fn query(client: &Client<'_>, inside: &str) -> Vec<String> {
    let filter = format!(
        "<D:prop><D:getetag/></D:prop><C:filter><C:comp-filter name=\"VCALENDAR\">{inside}</C:comp-filter></C:filter>"
    );
    let answer = client.report(&client.calendar("kabine-1"), "C:calendar-query", &filter).await;
    assert_eq!(answer.status, 207, "{}", answer.text);
    addresses(&answer)
}

fn event(inside: &str) -> String {
    format!("<C:comp-filter name=\"VEVENT\">{inside}</C:comp-filter>")
}

#[tokio::test]
async fn a_filter_finds_by_time_text_and_kind() {
    let shop = three();
    let client = Client::full(&shop).await;
    let expected = |keys: &[i64]| keys.iter().map(|key| object_of(&client, "kabine-1", *key)).collect::<Vec<_>>();
    let range = |start: &str, end: &str| event(&format!("<C:time-range start=\"{start}\" end=\"{end}\"/>"));
    let text = |attributes: &str, text: &str| {
        event(&format!(
            "<C:prop-filter name=\"SUMMARY\"><C:text-match {attributes}>{text}</C:text-match></C:prop-filter>"
        ))
    };
    for (filter, keys) in [
        (String::new(), &[1, 2, 3][..]),
        (event(""), &[1, 2, 3]),
        (range("20220117T080000Z", "20220118T080000Z"), &[1]),
        (range("20220117T085900Z", "20220118T080100Z"), &[1, 2]),
        (range("20220117T090000Z", "20220117T100000Z"), &[]),
        (event("<C:time-range start=\"20220118T083000Z\"/>"), &[2, 3]),
        (event("<C:time-range end=\"20220118T083000Z\"/>"), &[1, 2]),
        (text("", "muster1"), &[1]),
        (text("collation=\"i;octet\"", "muster1"), &[]),
        (text("negate-condition=\"yes\"", "MUSTER"), &[3]),
        (event("<C:prop-filter name=\"SUMMARY\"/>"), &[1, 2, 3]),
        (event("<C:prop-filter name=\"DESCRIPTION\"/>"), &[]),
        (event("<C:prop-filter name=\"X-NONE\"><C:is-not-defined/></C:prop-filter>"), &[1, 2, 3]),
        (event("<C:comp-filter name=\"VALARM\"/>"), &[]),
        (event("<C:comp-filter name=\"VALARM\"><C:is-not-defined/></C:comp-filter>"), &[1, 2, 3]),
        ("<C:comp-filter name=\"VTODO\"/>".to_owned(), &[]),
        ("<C:comp-filter name=\"VTODO\"><C:is-not-defined/></C:comp-filter>".to_owned(), &[1, 2, 3]),
    ] {
        assert_eq!(query(&client, &filter).await, expected(keys), "{filter}");
    }
}

#[tokio::test]
async fn filters_that_cannot_be_read_are_refused() {
    let shop = three();
    let client = Client::full(&shop).await;
    let vcalendar =
        |inside: &str| format!("<C:filter><C:comp-filter name=\"VCALENDAR\">{inside}</C:comp-filter></C:filter>");
    for (inside, condition) in [
        ("<C:filter/>".to_owned(), "<C:valid-filter/>"),
        (vcalendar(&event("<C:time-range/>")), "<C:valid-filter/>"),
        (vcalendar(&event("<C:time-range start=\"gestern\"/>")), "<C:valid-filter/>"),
        (
            vcalendar(&event(
                "<C:prop-filter name=\"UID\"><C:text-match collation=\"i;x\">a</C:text-match></C:prop-filter>",
            )),
            "<C:supported-collation/>",
        ),
        (
            format!("<D:prop><C:calendar-data content-type=\"application/json\"/></D:prop>{}", vcalendar("")),
            "<C:supported-calendar-data/>",
        ),
    ] {
        let answer = client.report(&client.calendar("kabine-1"), "C:calendar-query", &inside).await;
        assert_eq!(answer.status, 403);
        assert!(answer.text.contains(condition), "{condition}: {}", answer.text);
    }
    let unknown = client.report(&client.calendar("kabine-1"), "D:expand-property", "").await;
    assert!(unknown.status == 403 && unknown.text.contains("<D:supported-report/>"));
}

#[tokio::test]
async fn objects_are_asked_for_by_their_addresses_however_they_are_written() {
    let shop = three();
    let client = Client::full(&shop).await;
    let one = object_of(&client, "kabine-1", 1);
    let whole = format!("https://termine.example.de{}", object_of(&client, "kabine-1", 2).replace('@', "%40"));
    let (missing, elsewhere) = ("/dav/calendars/1/kabine-1/keins.ics", one.replace("kabine-1", "kabine-2"));
    let hrefs = [one.as_str(), &whole, missing, &elsewhere].map(|href| format!("<D:href>{href}</D:href>")).concat();
    let inside = format!("<D:prop><D:getetag/><C:calendar-data/></D:prop>{hrefs}");
    let answer = client.report(&client.calendar("kabine-1"), "C:calendar-multiget", &inside).await;
    assert_eq!(answer.status, 207);
    let found = addresses(&answer);
    assert_eq!(found[..2], [one.clone(), object_of(&client, "kabine-1", 2)]);
    assert_eq!(answer.text.matches("BEGIN:VEVENT").count(), 2);
    assert_eq!(answer.text.matches("404 Not Found").count(), 2, "{}", answer.text);
    assert!(answer.text.contains("BEGIN:VCALENDAR&#13;\n"), "line ends stay what they are");
}

#[tokio::test]
async fn free_busy_tells_when_and_nothing_else() {
    let shop = three();
    let client = Client::full(&shop).await;
    let inside = "<C:time-range start=\"20220117T083000Z\" end=\"20220118T200000Z\"/>";
    let answer = client.report(&client.calendar("kabine-1"), "C:free-busy-query", inside).await;
    assert_eq!((answer.status.as_u16(), answer.header("content-type")), (200, "text/calendar; charset=utf-8"));
    let busy: Vec<_> = answer.text.lines().filter(|line| line.starts_with("FREEBUSY")).collect();
    assert_eq!(
        busy,
        [
            "FREEBUSY;FBTYPE=BUSY:20220117T083000Z/20220117T090000Z",
            "FREEBUSY;FBTYPE=BUSY:20220118T080000Z/20220118T090000Z"
        ]
    );
    assert!(!answer.text.contains("Max"));
}
