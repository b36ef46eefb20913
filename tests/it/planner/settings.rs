//! Settings of owners.

use super::desk::Desk;
use crate::harness::{TestApp, booking, erika_is_known};
use crate::page::Page;
use axum::body::Body;
use axum::http::Request;

const BUSINESS: &[(&str, &str)] = &[
    ("name", "Hörakustik Beispiel"),
    ("location", "Ulm"),
    ("address", "Münsterplatz 1\r\n89073 Ulm"),
    ("phone", "+49 731 123456"),
    ("email", "praxis@example.org"),
    ("website", ""),
    ("privacy_url", "https://www.example.org/datenschutz"),
    ("imprint_url", ""),
    ("accessibility_url", ""),
    ("language", "de"),
    ("languages", "de"),
    ("time_zone", "Europe/Vienna"),
];

fn with(fields: &[(&'static str, &'static str)], name: &str, value: &'static str) -> Vec<(&'static str, &'static str)> {
    fields.iter().map(|(field, given)| (*field, if *field == name { value } else { given })).collect()
}

#[tokio::test]
async fn the_shops_data_is_changed_and_customers_see_it_at_once() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/settings").await;
    assert_eq!(page.attribute("#f-name", "value"), "Hörakustik Muster");
    assert_eq!(page.words("#f-time_zone option[selected]"), "Europe/Berlin");
    let page = desk.submit("/planner/settings", BUSINESS).await;
    assert_eq!(page.words("[role=status].good"), "Gespeichert.");
    let seen = shop.get("/api/v1/shop").await.json();
    assert_eq!((&seen["name"], &seen["time_zone"]), (&"Hörakustik Beispiel".into(), &"Europe/Vienna".into()));
    assert_eq!(seen["languages"], serde_json::json!(["de"]));
    assert_eq!(shop.count("SELECT count(*) FROM shop WHERE address = 'Münsterplatz 1' || char(10) || '89073 Ulm'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE action = 'shop.changed' AND details LIKE '%location%'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM audit WHERE details LIKE '%Ulm%'"), 0);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_the_field_and_nothing_is_saved() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (field, value) in [
        ("name", " "),
        ("phone", "call me"),
        ("email", "nobody"),
        ("privacy_url", "javascript:alert(1)"),
        ("time_zone", "Europe/Nowhere"),
        ("language", "xx"),
        ("languages", "en"),
    ] {
        let page = desk.post("/planner/settings", &with(BUSINESS, field, value)).await;
        assert_eq!(page.status, 422, "{field}");
        assert!(page.words(&format!("#e-{field}")).ends_with('.'), "{field}");
        assert_eq!(page.attribute("#f-location", "value"), "Ulm", "what was typed stays");
    }
    assert_eq!(shop.count("SELECT count(*) FROM shop WHERE name = 'Hörakustik Muster'"), 1);
}

#[tokio::test]
async fn rules_are_numbers_within_limits() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let rules = [
        ("phone_field", "required"),
        ("comment_field", "hidden"),
        ("reminder_hours", ""),
        ("reminder_consent", "not_needed"),
        ("retention_days", "365"),
        ("new_addresses_per_hour", "7"),
        ("new_addresses_per_day", "70"),
    ];
    assert_eq!(desk.fill("/planner/settings/booking", &rules).await.status, 303);
    let fields = shop.get("/api/v1/shop").await.json()["fields"].clone();
    assert_eq!(fields, serde_json::json!({"phone": "required", "comment": "hidden"}));
    assert_eq!(shop.count("SELECT retention_days FROM shop WHERE reminder_hours IS NULL"), 365);
    assert_eq!(shop.count("SELECT new_addresses_per_day FROM shop WHERE new_addresses_per_hour = 7"), 70);
    let page = desk.fill("/planner/settings/booking", &[("horizon_days", "3651")]).await;
    assert_eq!(
        (page.status.as_u16(), page.words("#e-horizon_days")),
        (422, "Bitte eine ganze Zahl von 0 bis 3650.".into())
    );
}

#[tokio::test]
async fn a_colour_is_shown_with_its_contrast() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.submit("/planner/settings/look", &[("accent", "#FFEE00"), ("widget_view", "auto")]).await;
    assert_eq!(page.attribute("#f-accent", "value"), "#ffee00");
    assert_eq!(page.count(".swatches li"), 4);
    assert!(page.words(".swatches").contains("angepasst"));
    assert_eq!(desk.post("/planner/settings/look", &[("accent", "yellow"), ("widget_view", "auto")]).await.status, 422);
    assert_eq!(shop.get("/api/v1/shop").await.json()["accent"], "#ffee00");
}

#[tokio::test]
async fn the_tag_is_made_for_what_is_chosen() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.get("/planner/settings/homepage").await;
    assert_eq!(
        page.words("#tag"),
        "<online-terminplaner><a href=\"https://termine.example.de/\">Termin online buchen</a></online-terminplaner> \
         <script async src=\"https://termine.example.de/widget.js\"></script>"
    );
    assert_eq!(page.count("online-terminplaner"), 1);
    assert_eq!(page.attribute("#address", "href"), "https://termine.example.de/");
    assert!(page.words("[data-seen]").starts_with("Noch auf keiner Website."));
    shop.execute("INSERT INTO embeddings (origin, first_seen_at, last_seen_at) VALUES ('https://www.example.org', 1642143600, 1642143600)");
    let page = desk.get("/planner/settings/homepage").await;
    assert!(page.words("[data-seen]").starts_with("https://www.example.org"), "seen once, a moment ago");
    let page = desk.get("/planner/settings/homepage?form=iframe&service=anpassung&lang=en").await;
    let address = "https://termine.example.de/?service=anpassung&amp;lang=en&amp;embed=1";
    assert!(page.words("#tag").starts_with(&format!("<iframe src=\"{address}\"")), "{}", page.words("#tag"));
    assert_eq!(page.attribute("iframe", "src"), "/?service=anpassung&lang=en&embed=1");
    let page = desk.get("/planner/settings/homepage?service=unknown%22%3E%3Cscript%3E&form=x").await;
    assert!(!page.words("#tag").contains("unknown"));
}

#[tokio::test]
async fn only_named_pages_may_embed_once_some_are_named() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = desk.submit("/planner/settings/homepage", &[("allowed_origins", "https://www.example.org/")]).await;
    assert_eq!(page.words("#f-allowed_origins"), "https://www.example.org");
    let request = Request::get("/api/v1/shop").header("origin", "https://www.example.org").body(Body::empty()).unwrap();
    assert_eq!(shop.send(request).await.header("access-control-allow-origin"), "https://www.example.org");
    let page = desk.post("/planner/settings/homepage", &[("allowed_origins", "www.example.org")]).await;
    assert_eq!(page.status, 422);
}

#[tokio::test]
async fn own_words_are_sent_and_can_be_taken_back() {
    let shop = TestApp::with(&erika_is_known(), true);
    let desk = Desk::owner(&shop).await;
    let path = "/planner/settings/mail-texts/confirmation/de";
    let words = [("subject", "Bis bald, {Vorname}"), ("body", "wir freuen uns.\r\n\r\nIhr Team")];
    let mut preview = words.to_vec();
    preview.push(("preview", "1"));
    let page = desk.post(path, &preview).await;
    assert!(page.words(".letter").contains("wir freuen uns. Ihr Team Was: Anpassung"), "{}", page.words(".letter"));
    assert_eq!(shop.count("SELECT count(*) FROM mail_texts"), 0, "a look at it saves nothing");
    assert_eq!(desk.submit(path, &words).await.words("[role=status].good"), "Gespeichert.");
    assert_eq!(desk.get("/planner/settings/mail-texts").await.count(".chip.good"), 1);

    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let now = shop.clock.now();
    let keys = shop.app.store.keys().clone();
    let due = shop
        .app
        .store
        .read(move |conn| terminplaner::store::outbox::next_due(conn, &keys, now, &Default::default()))
        .await
        .unwrap();
    let Some(terminplaner::store::outbox::Due::Mail(mail)) = due else { panic!("a mail is due") };
    let planning = shop.app.planning();
    let sent =
        terminplaner::delivery::message::outgoing(&mail, &planning.calendar.shop, "https://x.example", now).unwrap();
    assert!(String::from_utf8_lossy(&sent.bytes).contains("Subject: Bis bald, Erika\r\n"));

    let page = desk.post(path, &[("subject", "Hallo {Hund}"), ("body", "")]).await;
    assert_eq!((page.status.as_u16(), page.words("#e-subject").contains("{Hund}")), (422, true));
    desk.submit(path, &[("reset", "1")]).await;
    assert_eq!(shop.count("SELECT count(*) FROM mail_texts"), 0);
    assert_eq!(desk.get("/planner/settings/mail-texts/nonsense/de").await.status, 404);
}

#[tokio::test]
async fn own_words_begin_with_the_programs_and_only_what_was_changed_is_kept() {
    let shop = TestApp::with("UPDATE services SET duration_minutes = 45", true);
    let desk = Desk::owner(&shop).await;
    let path = "/planner/settings/mail-texts/confirmation/de";
    let page = desk.get(path).await;
    let (subject, body) = (page.attribute("#f-subject", "value"), page.words("#f-body"));
    assert_eq!(subject, "Ihr Termin am {Datum}, {Uhrzeit} Uhr");
    assert_eq!(body, "Ihr Termin ist fest gebucht. Wir freuen uns auf Sie.");
    assert!(page.words(".note.info").starts_with("Standardtext."));
    // A sample appointment in a week, with the service's duration.
    assert!(page.words(".letter").contains("Anpassung (45 Minuten)"), "{}", page.words(".letter"));
    assert!(
        page.words(".letter").contains("Freitag, 21. Januar 2022, 09:00 bis 09:45 Uhr"),
        "{}",
        page.words(".letter")
    );
    desk.submit(path, &[("subject", &subject), ("body", &body)]).await;
    assert_eq!(shop.count("SELECT count(*) FROM mail_texts"), 0, "nothing was changed");
    let page = desk.submit(path, &[("subject", &subject), ("body", "Bis bald.")]).await;
    assert_eq!((page.words(".head .chip.good"), page.words("#f-body")), ("eigener Text".into(), "Bis bald.".into()));
    assert_eq!((page.attribute("#f-subject", "value"), page.count(".note.info")), (subject, 0));
    assert_eq!(shop.count("SELECT count(*) FROM mail_texts WHERE subject IS NULL AND body = 'Bis bald.'"), 1);
    // A preview or an invalid text is not saved as an override.
    let page = desk.post(path, &[("subject", ""), ("body", "Hallo {Hund}")]).await;
    assert_eq!((page.status.as_u16(), page.count(".head .chip.good")), (422, 0));
    assert_eq!(page.count("button[name=reset]"), 1, "the saved one can still be given up");
    let page = desk.post(path, &[("subject", ""), ("body", "Hallo"), ("preview", "1")]).await;
    assert_eq!((page.status.as_u16(), page.count(".head .chip.good")), (200, 0));
}

async fn upload(desk: &Desk<'_>, name: &str, text: &str) -> crate::page::Page {
    let body = format!(
        "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"{name}\"\r\n\
         Content-Type: application/octet-stream\r\n\r\n{text}\r\n--b--\r\n"
    );
    let request = Request::post("/planner/settings/data/import")
        .header("content-type", "multipart/form-data; boundary=b")
        .header("sec-fetch-site", "same-origin");
    desk.send(request, Body::from(body)).await
}

#[tokio::test]
async fn a_shop_file_goes_out_and_comes_in_again() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let file = desk.get("/planner/settings/data/export").await;
    assert_eq!(file.headers["content-disposition"], "attachment; filename=\"shop-2022-01-14.toml\"");
    assert!(file.text.contains("[[appointments]]") && file.text.contains("Muster"));
    let changed = file.text.replace("Kabine 1", "Studio");
    let page = upload(&desk, "shop.toml", &changed).await;
    assert_eq!((page.status.as_u16(), page.headers["location"].to_str().unwrap()), (303, "/planner/settings/data"));
    assert_eq!(shop.app.planning().calendar.resources[0].name, "Studio");
    assert_eq!(shop.count("SELECT count(*) FROM appointments"), 1);
}

#[tokio::test]
async fn a_wrong_shop_file_changes_nothing_and_says_where_in_the_language_of_the_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let wrong = "[shop]\nname = \"Neu\"\nhorizon_days = -1\n";
    let page = upload(&desk, "shop.toml", wrong).await;
    assert_eq!(page.status, 422);
    assert_eq!(page.all(".problems li"), ["shop.horizon_days: ist -1; möglich ist 0 bis 3650 (Zeile 3)"]);
    let page = upload(&desk, "shop.toml", "[shop\n").await;
    let told = page.words(".problems");
    assert!(told.starts_with("die Datei: ist kein gültiges TOML: ") && told.ends_with("(Zeile 1)"), "{told}");
    shop.execute("UPDATE users SET language = 'en'");
    let page = upload(&desk, "shop.toml", wrong).await;
    assert_eq!(page.all(".problems li"), ["shop.horizon_days: is -1; it must be from 0 to 3650 (line 3)"]);
    assert_eq!(shop.count("SELECT count(*) FROM shop WHERE name = 'Neu'"), 0);
    assert_eq!(shop.app.planning().calendar.shop.name, "Hörakustik Muster");
}

#[tokio::test]
async fn a_value_from_before_its_limit_stays_until_it_is_changed() {
    let shop = TestApp::with("UPDATE shop SET address = printf('%.1000c', 'x')", true);
    let desk = Desk::owner(&shop).await;
    let fields = |address: String| -> Vec<(&str, String)> {
        let given = BUSINESS.iter().map(|(name, value)| (*name, (*value).to_owned()));
        given.map(|(name, value)| (name, if name == "address" { address.clone() } else { value })).collect()
    };
    let typed = fields("x".repeat(1_000));
    let typed: Vec<_> = typed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    assert_eq!(desk.submit("/planner/settings", &typed).await.words("[role=status].good"), "Gespeichert.");
    assert_eq!(shop.count("SELECT count(*) FROM shop WHERE location = 'Ulm' AND length(address) = 1000"), 1);
    let file = desk.get("/planner/settings/data/export").await;
    assert_eq!(upload(&desk, "shop.toml", &file.text).await.status, 303, "its own file is taken over");
    let changed = fields("y".repeat(501));
    let changed: Vec<_> = changed.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let page = desk.post("/planner/settings", &changed).await;
    assert_eq!((page.status.as_u16(), page.words("#e-address")), (422, "Bitte höchstens 500 Zeichen.".into()));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_shop_file_is_refused_while_the_writer_is_busy_with_something_else() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let file = rusqlite::Connection::open(&shop.db).unwrap();
    file.execute_batch("BEGIN IMMEDIATE; UPDATE shop SET name = 'x'").unwrap();
    for wrong in ["[shop]\nhorizon_days = -1\n", "[[appointments]]\nresources = []\n", "a.b = [1, 2]\n"] {
        assert_eq!(upload(&desk, "shop.toml", wrong).await.status, 422, "{wrong}");
    }
    let large = format!("{{\"a\": [{}1]}}", "1,".repeat(500_000));
    let page = upload(&desk, "shop.json", &large).await;
    assert_eq!(
        page.all(".problems li"),
        [
            "die Datei: enthält mehr als 500000 Werte; teilen Sie die Datei, oder lesen Sie sie mit `terminplaner import` ein"
        ]
    );
}

#[tokio::test]
async fn many_problems_of_a_shop_file_are_told_as_a_number() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = upload(&desk, "shop.toml", &"[[exceptions]]\n".repeat(60)).await;
    let told = page.all(".problems li");
    assert_eq!((told.len(), told[50].as_str()), (51, "und 10 weitere dieser Art"));
}

#[tokio::test]
async fn a_file_that_is_no_shop_file_is_reported_on_the_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let trouble = async |page: Page| {
        assert_eq!(page.status, 422, "{}", page.text);
        page.words("main [role=alert]")
    };
    assert!(trouble(upload(&desk, "shop.pdf", "x").await).await.contains(".toml oder .json"));
    let plain = desk.post("/planner/settings/data/import", &[("file", "x")]).await;
    assert!(trouble(plain).await.contains(".toml oder .json"));
    assert!(trouble(upload(&desk, "shop.toml", &"x".repeat(17 << 20)).await).await.contains("16 MB"));
    let form = || {
        Request::post("/planner/settings/data/import")
            .header("content-type", "multipart/form-data; boundary=b")
            .header("sec-fetch-site", "same-origin")
    };
    let head = b"--b\r\ncontent-disposition: form-data; name=\"file\"; filename=\"shop.toml\"\r\n\r\n";
    let latin = [head.as_slice(), b"[shop]\nname = \"H\xf6r\"\r\n--b--\r\n"].concat();
    assert!(trouble(desk.send(form(), Body::from(latin)).await).await.contains("UTF-8"));
    let broken = [head.as_slice(), b"[shop]"].concat();
    assert!(trouble(desk.send(form(), Body::from(broken)).await).await.contains("nicht vollständig"));
}

#[tokio::test]
async fn a_backup_is_a_whole_database_and_leaves_nothing_behind() {
    use tower::ServiceExt;
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    let request = Request::get("/planner/settings/data/backup").header("cookie", desk.cookie());
    let response = shop.router().oneshot(request.body(Body::empty()).unwrap()).await.unwrap();
    let bytes = http_body_util::BodyExt::collect(response.into_body()).await.unwrap().to_bytes();
    let folder = tempfile::tempdir().unwrap();
    let copy = folder.path().join("copy.db");
    std::fs::write(&copy, bytes).unwrap();
    let file = rusqlite::Connection::open(&copy).unwrap();
    let booked: i64 = file.query_row("SELECT count(*) FROM appointments", [], |row| row.get(0)).unwrap();
    assert_eq!(booked, 1);
    let beside = std::fs::read_dir(shop.db.parent().unwrap()).unwrap();
    let left: Vec<_> =
        beside.map(|entry| entry.unwrap().file_name()).filter(|name| name.to_string_lossy().contains("copy")).collect();
    assert!(left.is_empty(), "{left:?}");
}

#[tokio::test]
async fn the_log_says_who_changed_what() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    desk.submit("/planner/settings", BUSINESS).await;
    let page = desk.get("/planner/settings/log").await;
    assert!(
        page.words("tbody tr").starts_with("Freitag, 14. Januar 2022, 08:00 Uhr Erika Muster Einstellungen geändert"),
        "{}",
        page.words("tbody tr")
    );
}

#[tokio::test]
async fn the_log_tells_what_was_changed_in_words_and_leads_there() {
    let shop = TestApp::with("UPDATE services SET status_on_booking = 'requested'", true);
    let desk = Desk::owner(&shop).await;
    let booked = shop.book(&booking("2022-01-17T09:00:00+01:00")).await;
    assert_eq!(booked.status, 201, "{}", booked.text);
    let key = shop.count("SELECT key FROM appointments");
    desk.post(&format!("/planner/inbox/requests/{key}"), &[("answer", "confirm")]).await;
    let page = desk.get("/planner/settings/log").await;
    let (line, lines) = (page.words("tbody tr:first-child td:last-child"), page.words("tbody"));
    assert_eq!(line, "Terminstatus geändert: Montag, 17. Januar 2022, 09:00 Uhr (Angefragt → Bestätigt)", "{lines}");
    assert_eq!(page.attribute("tbody a", "href"), format!("/planner/appointments/{key}"));
}

#[tokio::test]
async fn staff_may_not_look_into_the_settings() {
    let shop = TestApp::new();
    let desk = Desk::staff(&shop).await;
    for path in
        ["/planner/settings", "/planner/settings/data/backup", "/planner/settings/log", "/planner/settings/mail-texts"]
    {
        assert_eq!(desk.get(path).await.status, 403, "{path}");
    }
    assert_eq!(desk.post("/planner/settings", BUSINESS).await.status, 403);
}
