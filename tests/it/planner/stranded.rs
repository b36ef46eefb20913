//! What a closing leaves without somebody to take it stays on a list until somebody has decided about each.

use super::calendar::make;
use super::desk::Desk;
use crate::page::Page;
use crate::strangers::post::{NINE, Post, TEN};
use std::time::Duration;

const LIST: &str = "/planner/stranded";
const TEN_SECONDS: Duration = Duration::from_secs(10);

/// Two appointments of the first room, at nine and at ten, that their customers know of; then it is closed on that day.
async fn closed(sql: &str) -> Post {
    let post = Post::with(&format!("UPDATE shop SET max_open_per_email = 9; {sql}"));
    post.book_as_stranger(NINE).await;
    post.book_as_stranger(TEN).await;
    post.deliver().await;
    post
}

async fn close(desk: &Desk<'_>, resource: &str) -> Page {
    let closing = [("resource", resource), ("from_date", "2022-01-17"), ("kind", "closed"), ("note", "Fortbildung")];
    let asked = desk.post("/planner/hours/exception", &closing).await;
    assert_eq!(asked.status, 422);
    let fields = asked.form(&[], "button[name=confirmed]");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.submit("/planner/hours/exception", &fields).await
}

async fn resolve(desk: &Desk<'_>, key: i64, what: &str) -> Page {
    desk.submit(&format!("{LIST}/{key}"), &[("do", what), ("tell", "1"), ("words", "Es tut uns leid.")]).await
}

async fn undo(desk: &Desk<'_>, page: &Page) -> Page {
    let token = page.attribute(".undoable [name=undo]", "value");
    desk.submit(&page.attribute(".undoable form", "action"), &[("undo", &token)]).await
}

#[tokio::test]
async fn a_closing_leads_to_the_list_which_stands_on_the_start_page_until_it_is_undone() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    let page = close(&desk, "kabine-1").await;
    assert_eq!(page.words("h1"), "Umzuplanen 2");
    assert_eq!(page.all("li .chip.warn"), ["Kabine 1: Fortbildung", "Kabine 1: Fortbildung"]);
    assert_eq!(
        page.words("#same-1"),
        "Gleiche Zeit: Kabine 2 : Gewonnen Luftballon, Montag, 17. Januar 2022, 09:00 bis 10:00 Uhr"
    );
    assert_eq!(page.count("#at-1-3"), 1, "the nearest other times");
    let today = desk.get("/planner").await;
    assert_eq!(today.all("#h-stranded .count"), ["2"]);
    undo(&desk, &page).await;
    assert_eq!(desk.get("/planner").await.count("#h-stranded"), 0);
    assert_eq!(desk.get(LIST).await.words(".empty"), "Alles entschieden.");
}

#[tokio::test]
async fn one_goes_to_a_colleague_and_comes_back_by_undo() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "kabine-1").await;
    let page = resolve(&desk, 1, "colleague").await;
    assert!(page.words(".undoable .note").starts_with("Verschoben: Montag, 17. Januar 2022, 09:00 Uhr, Kabine 2"));
    assert_eq!(page.count("#stranded-1"), 0);
    let page = undo(&desk, &page).await;
    assert_eq!(page.count("#stranded-1"), 1, "it is on the list again");
    assert_eq!(
        post.shop.count("SELECT count(*) FROM claims WHERE appointment_key = 1 AND resource_id = 'kabine-1'"),
        1
    );
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn one_is_moved_to_a_proposed_time_and_another_cancelled_with_a_sentence() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    let page = close(&desk, "kabine-1").await;
    let proposed = page.attribute("#at-1-1", "value");
    assert!(proposed.starts_with("move 2022-01-"), "{proposed}");
    resolve(&desk, 1, &proposed).await;
    resolve(&desk, 2, "cancel").await;
    post.shop.advance(TEN_SECONDS);
    let mails = post.deliver_to_victim().await;
    let subjects: Vec<_> = mails.iter().map(|mail| mail.subject.split(':').next().unwrap()).collect();
    assert_eq!(subjects, ["Verschoben", "Abgesagt"]);
    assert!(mails.iter().all(|mail| mail.text.contains("Es tut uns leid.")));
    assert_eq!(desk.get(LIST).await.count("li[id]"), 0);
    let again = resolve(&desk, 2, "leave").await;
    let said = again.words(".note.warn");
    assert!(said.starts_with("Darüber ist schon entschieden.") && said.contains("Abgesagt"), "{said}");
}

#[tokio::test]
async fn what_is_left_as_it_is_stays_in_the_calendar_and_its_history_says_so() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "").await;
    let page = resolve(&desk, 1, "leave").await;
    assert_eq!((page.count("#stranded-1"), page.count("#stranded-2")), (0, 1));
    let page = desk.get("/planner/appointments/1").await;
    assert!(page.words("ol.list").contains("Termin bleibt trotz geänderter Zeiten"));
    assert_eq!(post.shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2);
}

#[tokio::test]
async fn a_customer_who_was_asked_chooses_another_time_although_it_is_late() {
    let post = closed("UPDATE shop SET cancel_until_hours = 100").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "kabine-1").await;
    let page = resolve(&desk, 1, "ask").await;
    assert_eq!(page.count("#ask-1"), 0);
    assert_eq!(desk.get("/planner").await.words("nav .badge b"), "3", "two bookings, and one to decide");
    post.shop.advance(TEN_SECONDS);
    let mails = post.deliver_to_victim().await;
    assert!(mails[0].subject.starts_with("Bitte neu wählen") && mails[0].text.contains("Es tut uns leid."));
    let link = mails[0].link("/move?m=");
    let week = post.open(&link.replacen('?', "?start=2022-01-18T09:00:00%2B01:00&", 1)).await;
    let moved = post.press(&week, "button.main").await;
    assert!(moved.text.contains("Ihr Termin ist verschoben"), "{}", moved.text);
    assert_eq!(desk.get(LIST).await.count("#stranded-1"), 0);
}

#[tokio::test]
async fn all_are_helped_at_once_after_a_preview_and_what_cannot_be_stays() {
    // The second room is taken at nine.
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    make(&desk, &[("date", "2022-01-17"), ("time", "09:00"), ("resource", "kabine-2")]).await;
    close(&desk, "kabine-1").await;
    let preview = desk.post(&format!("{LIST}/all"), &[("remedy", "colleague"), ("tell", "1")]).await;
    assert_eq!(preview.all("td .chip.warn"), ["geht nicht, bleibt in der Liste"]);
    assert_eq!(post.shop.count("SELECT count(*) FROM claims WHERE resource_id = 'kabine-2'"), 1, "nothing is written");
    let fields = preview.form(&[], "button[name=confirmed]");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = desk.submit(&format!("{LIST}/all"), &fields).await;
    assert_eq!(page.words(".undoable .note"), "Geändert: 1. Noch zu entscheiden: 1.");
    let stale = desk.post(&format!("{LIST}/all"), &fields).await;
    assert_eq!((stale.status.as_u16(), stale.count("[role=alert]")), (409, 1));
    undo(&desk, &page).await;
    assert_eq!(desk.get(LIST).await.count("li[id]"), 2);
}

#[tokio::test]
async fn the_nearest_free_times_of_several_are_different_ones() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "").await;
    let preview = desk.post(&format!("{LIST}/all"), &[("remedy", "nearest")]).await;
    let fields = preview.form(&[], "button[name=confirmed]");
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let page = desk.submit(&format!("{LIST}/all"), &fields).await;
    assert_eq!(page.words(".undoable .note"), "2 Termine geändert.");
    let days = "SELECT count(*) FROM appointments WHERE date(starts_at * 60, 'unixepoch') <> '2022-01-17'";
    assert_eq!(post.shop.count(days), 2);
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty(), "in silence");
}

#[tokio::test]
async fn proposed_times_lie_after_the_old_one_though_earlier_ones_are_nearer() {
    // At half past eight somebody else could take the one at nine, and so could they at nine.
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    make(&desk, &[("date", "2022-01-17"), ("time", "11:00"), ("resource", "kabine-2")]).await;
    close(&desk, "kabine-1").await;
    let page = desk.get(LIST).await;
    for (key, start) in [(1, NINE), (2, TEN)] {
        let times: Vec<_> = (1..=3).map(|n| page.attribute(&format!("#at-{key}-{n}"), "value")).collect();
        assert!(times.iter().all(|at| at.trim_start_matches("move ") > start), "{times:?}");
        assert!(times.is_sorted(), "{times:?}");
    }
}

#[tokio::test]
async fn a_colleague_at_the_same_time_is_told_to_the_customer_also_without_a_message() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "kabine-1").await;
    desk.submit(&format!("{LIST}/1"), &[("do", "colleague"), ("tell", "1")]).await;
    desk.submit(&format!("{LIST}/2"), &[("do", "colleague")]).await;
    post.shop.advance(TEN_SECONDS);
    let mails = post.deliver_to_victim().await;
    assert_eq!(mails.len(), 1, "the other in silence");
    assert!(mails[0].subject.contains("09:00"), "{}", mails[0].subject);
}

#[tokio::test]
async fn what_stays_after_all_needs_no_other_time() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    close(&desk, "kabine-1").await;
    resolve(&desk, 1, "ask").await;
    let page = resolve(&desk, 1, "leave").await;
    post.shop.advance(Duration::from_secs(5));
    undo(&desk, &page).await;
    assert_eq!(post.shop.count("SELECT count(*) FROM outbox WHERE kind = 'choose_time' AND state = 'queued'"), 1);
    resolve(&desk, 1, "leave").await;
    post.shop.advance(TEN_SECONDS);
    assert!(post.deliver().await.is_empty());
}

#[tokio::test]
async fn blocked_time_is_listed_where_it_is_closed_now_and_waits_for_nobody() {
    let post = closed("").await;
    let desk = Desk::owner(&post.shop).await;
    let block = [
        ("kind", "block"),
        ("date", "2022-01-17"),
        ("time", "14:00"),
        ("end_time", "15:00"),
        ("resource", "kabine-1"),
        ("note", "Inventur"),
    ];
    let made = desk.post("/planner/appointments/new", &block).await;
    assert_eq!(made.status, 303, "{}", made.text);
    assert_eq!(desk.get(LIST).await.count("#h-blocks"), 0);
    let page = close(&desk, "kabine-1").await;
    assert_eq!(page.words("h1"), "Umzuplanen 2");
    let said = page.words("section[aria-labelledby=h-blocks] li");
    assert!(said.contains("14:00") && said.contains("Inventur") && said.contains("Kabine 1: Fortbildung"), "{said}");
    let key = page.attribute("section[aria-labelledby=h-blocks] li", "id").replace("block-", "").parse().unwrap();
    assert_eq!(page.attribute(&format!("#edit-{key}"), "href"), format!("/planner/appointments/{key}/edit"));
    let page = resolve(&desk, key, "unblock").await;
    assert_eq!((page.words(".undoable .note"), page.count("#h-blocks")), ("Gesperrte Zeit gelöscht.".to_owned(), 0));
    let page = undo(&desk, &page).await;
    assert_eq!(page.count(&format!("#unblock-{key}")), 1, "it is back");
    resolve(&desk, key, "unblock").await;
    let again = resolve(&desk, key, "unblock").await;
    assert!(again.words(".note.warn").starts_with("Darüber ist schon entschieden. Montag, 17. Januar 2022, 14:00 Uhr"));
    let no_block = resolve(&desk, 1, "unblock").await;
    assert_eq!(
        (no_block.count(".note.warn"), no_block.count("#stranded-1")),
        (1, 1),
        "appointments are cancelled with words"
    );
}
