//! Every embedded file is served, and revalidated only when it changed.

use super::fixture::{Shop, get, request, send};
use terminplaner::http::assets;

#[tokio::test]
async fn every_embedded_file_answers_at_its_address() {
    let router = Shop::new().router();
    let names: Vec<_> = assets::names().collect();
    assert!(!names.is_empty());
    for name in names {
        let url = assets::asset_url(&name);
        let answer = get(&router, &url).await;
        assert_eq!(answer.status.as_u16(), 200, "{url}");
        assert!(answer.header("cache-control").contains("immutable"));
        assert!(!answer.body.is_empty());
        for encoding in ["br", "gzip"] {
            let answer = send(&router, request(&format!("GET {url}"), &[("accept-encoding", encoding)])).await;
            assert!(["", encoding].contains(&answer.header("content-encoding")));
        }
        let tag = answer.header("etag").to_owned();
        let again = send(&router, request(&format!("GET {url}"), &[("if-none-match", &tag)])).await;
        assert_eq!((again.status.as_u16(), again.body.len()), (304, 0));
    }
}

#[tokio::test]
async fn the_widget_is_kept_shortly_and_sent_small() {
    let router = Shop::new().router();
    let answer = send(&router, request("GET /widget.js", &[("accept-encoding", "gzip, br")])).await;
    assert_eq!(answer.status.as_u16(), 200);
    assert_eq!(answer.header("content-type"), "text/javascript; charset=utf-8");
    assert_eq!(answer.header("content-encoding"), "br");
    assert_eq!(answer.header("vary"), "accept-encoding");
    assert!(answer.header("cache-control").starts_with("public, max-age=300"));
    let tag = answer.header("etag").to_owned();
    assert!(tag.starts_with('"'), "a strong one");
    let asked = [("if-none-match", tag.as_str()), ("accept-encoding", "gzip, br")];
    assert_eq!(send(&router, request("GET /widget.js", &asked)).await.status.as_u16(), 304);
    let head = send(&router, request("HEAD /widget.js", &[])).await;
    assert_eq!((head.status.as_u16(), head.body.len()), (200, 0));
}
