//! What was cut out of the calendar is put in elsewhere: several at once, all or none.

use super::{make, newest};
use crate::harness::TestApp;
use crate::page::Page;
use crate::planner::desk::Desk;
use crate::strangers::post::{NINE, Post, TEN};
use std::time::Duration;

async fn put_in(desk: &Desk<'_>, moves: &[&str], more: &[(&str, &str)]) -> Page {
    let fields: Vec<_> = moves.iter().map(|one| ("move", *one)).chain(more.iter().copied()).collect();
    desk.post("/planner/appointments/shift", &fields).await
}

fn starts(shop: &TestApp) -> Vec<String> {
    let file = shop.file();
    let sql = "SELECT strftime('%d. %H:%M', starts_at * 60, 'unixepoch', '+1 hour') || ' ' ||
                      (SELECT group_concat(resource_id) FROM claims WHERE appointment_key = key) FROM appointments ORDER BY key";
    let mut statement = file.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

/// Two appointments of one room, at nine and at ten, that their customer knows of.
async fn two() -> Post {
    let post = Post::with("UPDATE shop SET max_open_per_email = 9");
    post.book_as_stranger(NINE).await;
    post.book_as_stranger(TEN).await;
    post.deliver().await;
    post
}

#[tokio::test]
async fn several_go_to_another_week_together_and_come_back_together() {
    let post = two().await;
    let desk = Desk::staff(&post.shop).await;
    let before = starts(&post.shop);
    let moves = ["1 2022-01-24T09:00", "2 2022-01-24T10:00 kabine-2"];
    let answer = put_in(&desk, &moves, &[("tell", "1"), ("words", "Bis dann!")]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(starts(&post.shop), ["24. 09:00 kabine-1", "24. 10:00 kabine-2"]);
    let answer: serde_json::Value = serde_json::from_str(&answer.text).unwrap();
    let undo = [("undo", answer["undo"].as_str().unwrap()), ("part", "1")];
    desk.post("/planner/appointments/undo", &undo).await;
    assert_eq!(starts(&post.shop), before);
    put_in(&desk, &moves, &[("tell", "1")]).await;
    post.shop.advance(Duration::from_secs(10));
    assert_eq!(post.deliver_to_victim().await.len(), 2, "each customer hears of theirs");
}

#[tokio::test]
async fn two_change_places() {
    let post = two().await;
    let desk = Desk::staff(&post.shop).await;
    let answer = put_in(&desk, &["1 2022-01-17T10:00", "2 2022-01-17T09:00"], &[]).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(starts(&post.shop), ["17. 10:00 kabine-1", "17. 09:00 kabine-1"]);
    let still = put_in(&desk, &["1 2022-01-17T10:00"], &[]).await;
    assert_eq!(still.status, 200, "where it is already");
    assert_eq!(post.shop.count("SELECT count(*) FROM appointments WHERE status = 'confirmed'"), 2);
}

#[tokio::test]
async fn where_one_does_not_fit_none_is_moved() {
    let post = two().await;
    let desk = Desk::staff(&post.shop).await;
    make(&desk, &[("date", "2022-01-24"), ("time", "10:00"), ("resource", "kabine-1")]).await;
    let before = starts(&post.shop);
    let taken = put_in(&desk, &["1 2022-01-24T09:00", "2 2022-01-24T10:00"], &[]).await;
    assert_eq!(taken.status, 409);
    assert_eq!(starts(&post.shop), before);
    // At night it is asked about, then done.
    let asked = put_in(&desk, &["1 2022-01-24T22:00", "2 2022-01-24T09:00"], &[]).await;
    assert_eq!(asked.status, 409);
    assert_eq!(starts(&post.shop), before);
    let asked: serde_json::Value = serde_json::from_str(&asked.text).unwrap();
    let words: Vec<_> =
        asked["accept"].as_array().unwrap().iter().map(|word| ("accept", word.as_str().unwrap())).collect();
    assert!(!words.is_empty());
    assert_eq!(put_in(&desk, &["1 2022-01-24T22:00", "2 2022-01-24T09:00"], &words).await.status, 200);
}

#[tokio::test]
async fn nonsense_is_refused() {
    let post = two().await;
    let desk = Desk::staff(&post.shop).await;
    let key = newest(&post.shop);
    for wrong in [&[][..], &["x"], &["1 tomorrow"], &["1 2022-01-24T09:00", "1 2022-01-24T10:00"]] {
        assert_eq!(put_in(&desk, wrong, &[]).await.status, 422, "{wrong:?}");
    }
    assert_eq!(put_in(&desk, &["99 2022-01-24T09:00"], &[]).await.status, 404);
    let answer = put_in(&desk, &[&format!("{key} 2022-01-24T09:00 nowhere")], &[]).await;
    assert_eq!(answer.status, 409);
}
