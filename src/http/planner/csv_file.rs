//! Tables as files for spreadsheets: RFC 4180 in UTF-8 with a byte order mark. The separator is the reader's language's: a
//! semicolon where a comma is the decimal sign, as Excel expects there.

use axum::http::header;
use axum::response::{IntoResponse, Response};

/// A table in the making.
pub struct CsvFile {
    text: String,
    separator: &'static str,
}

impl CsvFile {
    /// An empty table.
    pub fn new(separator: &'static str) -> Self {
        // The mark tells spreadsheets that it is UTF-8.
        Self { text: String::from('\u{feff}'), separator }
    }

    /// Adds a row.
    pub fn row<T: AsRef<str>>(&mut self, cells: &[T]) {
        let cells: Vec<_> = cells.iter().map(|cell| quoted(cell.as_ref())).collect();
        self.text.push_str(&cells.join(self.separator));
        self.text.push_str("\r\n");
    }

    /// The file as an answer, saved under that name.
    pub fn answer(self, name: &str) -> Response {
        let headers = [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        ];
        (headers, self.text).into_response()
    }
}

/// A cell in quotes. One that a spreadsheet would take for a formula gets an apostrophe in front.
fn quoted(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    format!("\"{}{}\"", if is_formula { "'" } else { "" }, cell.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cell_is_text_whatever_stands_in_it() {
        let mut file = CsvFile::new(";");
        file.row(&["a;b", "say \"x\"", "=1+1", "Ünal\nb", "+49 711", "\tx", "\rx", "@a", "-1"]);
        let row = "\"a;b\";\"say \"\"x\"\"\";\"'=1+1\";\"Ünal\nb\";\"'+49 711\";\"'\tx\";\"'\rx\";\"'@a\";\"'-1\"\r\n";
        assert_eq!(file.text, format!("\u{feff}{row}"));
    }
}
