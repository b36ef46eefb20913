//! `[[calendars]]`: calendars kept elsewhere, with and without their secrets.

use super::{GOLDEN, now, problems};
use crate::planner::desk::Desk;
use crate::{harness::TestApp, shopfile};
use rusqlite::Connection;
use std::path::PathBuf;
use terminplaner::cli::key_file::KeyFile;
use terminplaner::cli::{export, import};

const CALENDARS: &str = r#"
[[calendars]]
id = "privat"
resource = "kabine-1"
name = "Privat"
url = "webcal://calendar.example.org/private-4711.ics"
user = "erika"
password = "geheim-4712"
tentative = "free"

[[calendars]]
id = "urlaub"
resource = "kabine-2"
name = "Urlaub"

[[calendars]]
id = "konto"
resource = "kabine-1"
name = "Konto"
kind = "account"
url = "https://dav.example.org/"
user = "erika"
password = "geheim-4713"
blocks = ["https://dav.example.org/erika/privat-4714/"]
writes = "https://dav.example.org/erika/praxis-4715/"
detail = "names"
"#;

/// A database with the golden shop and these calendars.
struct Shop {
    db: PathBuf,
    folder: tempfile::TempDir,
}

impl Shop {
    fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let shop = Self { db: folder.path().join("shop.db"), folder };
        shop.import(&format!("{GOLDEN}{CALENDARS}"));
        shop
    }

    fn import(&self, text: &str) {
        let shop_file = self.folder.path().join("shop.toml");
        std::fs::write(&shop_file, text).unwrap();
        import::run(&import::Args { db: self.db.clone().into(), key: KeyFile::default(), shop_file }, now()).unwrap();
    }

    fn export(&self, with_secrets: bool) -> String {
        let mut out = Vec::new();
        let args = export::Args { db: self.db.clone().into(), key: KeyFile::default(), with_secrets, shop_file: None };
        export::run(&args, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    fn count(&self, sql: &str) -> i64 {
        Connection::open(&self.db).unwrap().query_row(sql, [], |row| row.get(0)).unwrap()
    }

    /// Every byte of the database.
    fn bytes(&self) -> Vec<u8> {
        Connection::open(&self.db).unwrap().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
        std::fs::read(&self.db).unwrap()
    }
}

#[test]
fn secrets_are_exported_on_request_only_and_are_encrypted_in_the_file() {
    let shop = Shop::new();
    let (plain, whole) = (shop.export(false), shop.export(true));
    for secret in ["private-4711", "erika\"", "geheim-4712", "geheim-4713", "privat-4714", "praxis-4715"] {
        assert!(!plain.contains(secret) && whole.contains(secret), "{secret}: {plain} {whole}");
        let secret = secret.trim_end_matches('"').as_bytes();
        assert!(secret == b"erika" || !shop.bytes().windows(secret.len()).any(|window| window == secret));
    }
    assert!(plain.contains("id = \"privat\"") && plain.contains("tentative = \"free\""), "{plain}");
    assert!(whole.contains("url = \"https://calendar.example.org/private-4711.ics\""), "{whole}");
}

#[test]
fn an_export_without_secrets_changes_nothing_where_it_came_from() {
    let shop = Shop::new();
    let before = shop.export(true);
    let entries = shop.count("SELECT count(*) FROM audit");
    shop.import(&shop.export(false));
    assert_eq!((shop.export(true), shop.count("SELECT count(*) FROM audit")), (before.clone(), entries));
    let other = Shop::new();
    other.import(&before);
    assert_eq!(other.export(true), before);
}

#[test]
fn a_login_is_kept_for_its_own_address_only() {
    let shop = Shop::new();
    let entry = "[[calendars]]\nid = \"privat\"\n";
    shop.import(&format!("{entry}name = \"Eigene\"\ntentative = \"busy\"\n"));
    let text = shop.export(true);
    assert!(text.contains("name = \"Eigene\"") && text.contains("geheim-4712"), "{text}");
    shop.import(&format!("{entry}url = \"https://elsewhere.example.org/a.ics\"\n"));
    let text = shop.export(true);
    assert!(text.contains("elsewhere.example.org") && !text.contains("geheim-4712"), "{text}");
}

#[test]
fn without_the_key_secrets_are_not_exported_silently() {
    let shop = Shop::new();
    std::fs::remove_file(shop.db.with_extension("db.key")).unwrap();
    let args =
        export::Args { db: shop.db.clone().into(), key: KeyFile::default(), with_secrets: true, shop_file: None };
    let error = export::run(&args, &mut Vec::new()).unwrap_err().to_string();
    assert!(error.contains("calendar privat does not open") && error.contains("key file"), "{error}");
    assert!(shop.export(false).contains("privat"));
}

#[test]
fn what_is_wrong_is_named_with_its_place() {
    let wrong = [
        ("id = \"a\"", "calendars[0].resource"),
        ("id = \"a\"\nname = \"A\"\nresource = \"nowhere\"", "calendars[0].resource"),
        ("id = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\nurl = \"ftp://x\"", "calendars[0].url"),
        ("id = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\nuser = \"x\"", "calendars[0].password"),
        ("id = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\ntentative = \"maybe\"", "calendars[0].tentative"),
        ("id = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\ncolour = \"red\"", "calendars[0].colour"),
    ];
    for (entry, place) in wrong {
        let told = problems(&mut shopfile::golden(), &format!("[[calendars]]\n{entry}\n"));
        assert!(told.contains(place) && !told.contains("ftp://x"), "{entry}: {told}");
    }
    let twice = "[[calendars]]\nid = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\n".repeat(2);
    assert!(problems(&mut shopfile::golden(), &twice).contains("calendars[1].id"));
}

#[tokio::test]
async fn a_calendar_without_an_address_is_switched_off_and_named_on_the_start_page() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let file = shop.db.with_file_name("calendars.toml");
    std::fs::write(&file, "[[calendars]]\nid = \"urlaub\"\nresource = \"kabine-2\"\nname = \"Urlaubsliste\"\n")
        .unwrap();
    import::run(&import::Args { db: shop.db.clone().into(), key: KeyFile::default(), shop_file: file }, now()).unwrap();
    assert!(desk.get("/planner").await.text.contains("Urlaubsliste"));
}

#[test]
fn an_account_names_its_calendars_with_its_address() {
    let entry = "[[calendars]]\nid = \"konto\"\nname = \"Konto\"\nresource = \"kabine-1\"\nkind = \"account\"\n";
    let secrets = "url = \"https://dav.example.org/\"\nuser = \"erika\"\npassword = \"geheim\"\n";
    let calendars = "blocks = [\"https://dav.example.org/erika/privat/\"]\nwrites = \"https://dav.example.org/erika/praxis/\"\ndetail = \"names\"\n";
    let mut db = shopfile::golden();
    let faulty = format!("{entry}{secrets}{calendars}tentative = \"x\"\n");
    assert_eq!(problems(&mut db, &faulty).matches("calendars[0]").count(), 1, "the rest is right");
    for (wrong, path) in [
        (format!("{entry}{secrets}"), "calendars[0].blocks"),
        (format!("{entry}{secrets}blocks = []\nwrites = \"https://x.example.org/\"\n"), "calendars[0].detail"),
        (format!("{entry}blocks = []\n"), "calendars[0].url"),
        (format!("{entry}{secrets}blocks = [\"nowhere\"]\n"), "calendars[0].blocks"),
        (
            "[[calendars]]\nid = \"a\"\nname = \"A\"\nresource = \"kabine-1\"\nblocks = []\n".to_owned(),
            "calendars[0].blocks",
        ),
    ] {
        assert!(problems(&mut db, &wrong).contains(path), "{wrong}");
    }
}

#[test]
fn an_account_never_becomes_a_calendar_file() {
    let shop = Shop::new();
    let shop_file = shop.folder.path().join("shop.toml");
    std::fs::write(&shop_file, "[[calendars]]\nid = \"konto\"\nkind = \"file\"\n").unwrap();
    let args = import::Args { db: shop.db.clone().into(), key: KeyFile::default(), shop_file };
    let refused = import::run(&args, now()).unwrap_err();
    assert!(format!("{refused:?}").contains("calendars[0].kind"), "{refused:?}");
    assert_eq!(shop.count("SELECT count(*) FROM account_calendars"), 2);
}
