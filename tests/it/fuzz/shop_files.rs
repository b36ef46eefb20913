//! Shop files: accepted completely or refused, and an accepted file is exported unchanged.

use super::fuzz;
use crate::shopfile::{dump, empty, golden, now};
use rusqlite::Connection;
use terminplaner::operations::shop_file;
use terminplaner::operations::shop_file::{Format, ImportError};

/// The golden shop is restored after this many accepted files.
const FRESH_AFTER: u32 = 20;

struct Fixture {
    conn: Connection,
    before: String,
    taken: u32,
}

impl Fixture {
    fn new() -> Self {
        let conn = golden();
        Self { before: dump(&conn), conn, taken: 0 }
    }

    fn read(&mut self, bytes: &[u8], format: Format) -> String {
        let text = String::from_utf8_lossy(bytes);
        match shop_file::apply(&mut self.conn, &text, format, now()) {
            Ok(()) => self.assert_written_the_same(format),
            Err(ImportError::Refused(problems)) => {
                assert!(!problems.is_empty());
                assert_eq!(dump(&self.conn), self.before, "a refused file leaves no trace");
                return problems.iter().map(|problem| format!("{problem}\n")).collect();
            }
            Err(ImportError::Store(error)) => panic!("{error}"),
        }
        self.taken += 1;
        if self.taken == FRESH_AFTER {
            *self = Self::new();
        }
        "taken".to_owned()
    }

    fn assert_written_the_same(&mut self, format: Format) {
        let after = dump(&self.conn);
        let text = shop_file::write(&self.conn, format).unwrap();
        shop_file::apply(&mut self.conn, &text, format, now()).unwrap();
        assert_eq!(dump(&self.conn), after, "export then import changes nothing:\n{text}");
        let mut copy = empty();
        shop_file::apply(&mut copy, &text, format, now()).unwrap();
        assert_eq!(shop_file::write(&copy, format).unwrap(), text, "a copy is written the same");
        self.before = after;
    }
}

#[test]
fn any_toml_is_read_whole_or_refused_whole() {
    let mut fixture = Fixture::new();
    let words = [
        "[shop]\n",
        "[[services]]\n",
        "[[availabilities]]\n",
        "[[exceptions]]\n",
        "[[appointments]]\n",
        "id = ",
        "every_weeks = 2",
    ];
    fuzz("shop_toml", &words, |bytes| fixture.read(bytes, Format::Toml));
}

#[test]
fn any_json_is_read_whole_or_refused_whole() {
    let mut fixture = Fixture::new();
    let words = [
        "\"shop\":",
        "\"services\":",
        "\"needs\":[[",
        "\"weekdays\":[\"mon\"]",
        "\"hours\":[[\"09:00\",\"24:00\"]]",
        "\"id\":",
    ];
    fuzz("shop_json", &words, |bytes| fixture.read(bytes, Format::Json));
}
