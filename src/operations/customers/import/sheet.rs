//! Reads the rows of a CSV or XLSX file as text. Bounded: by the unpacked size of the file, and by rows and columns, since a
//! few bytes of a packed file can stand for gigabytes.

use calamine::{Data, DataRef, Reader, Xlsx, open_workbook_from_rs};
use encoding_rs::{Encoding, WINDOWS_1252};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::io::{self, Cursor, Read};
use zip::ZipArchive;

/// The largest file, unpacked, in bytes.
pub const UNPACKED_BYTES: u64 = 64 * 1024 * 1024;
/// The most rows.
pub const MOST_ROWS: usize = 50_000;
/// The most columns; those after it are not read.
const MOST_COLUMNS: usize = 100;
/// The longest cell, in characters; what is after it is cut, and longer than any field takes.
const MOST_CHARACTERS: usize = 10_000;

/// The filled rows of a file. No `Debug`, as it holds personal data.
#[derive(Clone, PartialEq, Eq)]
pub struct Sheet {
    /// Each with its number in the file, from 1, and its cells.
    pub rows: Vec<(usize, Vec<String>)>,
}

impl Sheet {
    /// How many columns there are.
    pub fn columns(&self) -> usize {
        self.rows.iter().map(|(_, cells)| cells.len()).max().unwrap_or_default()
    }

    /// The same with other words in some cells.
    #[must_use]
    pub fn corrected(&self, corrections: &Corrections) -> Self {
        let mut rows = self.rows.clone();
        for (number, cells) in &mut rows {
            for ((_, column), words) in corrections.range((*number, 0)..=(*number, MOST_COLUMNS)) {
                let wanted = cells.len().max(column + 1);
                cells.resize(wanted, String::new());
                cells[*column] = words.chars().take(MOST_CHARACTERS).collect();
            }
        }
        Self { rows }
    }

    /// A cell; empty where the row is shorter.
    pub fn cell(row: &[String], column: usize) -> &str {
        row.get(column).map_or("", String::as_str)
    }
}

/// What somebody wrote over cells, by the number of the row and the column from 0.
pub type Corrections = BTreeMap<(usize, usize), String>;

/// Why a file cannot be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SheetError {
    /// It is neither CSV nor XLSX, or damaged.
    Unreadable,
    /// Unpacked, it is larger than [`UNPACKED_BYTES`].
    TooLarge,
    /// It has more than [`MOST_ROWS`] rows.
    TooManyRows,
    /// It has no rows.
    Empty,
}

/// Reads a file; XLSX is known by its first bytes, anything else is taken for CSV.
///
/// # Errors
/// [`SheetError`].
pub fn read_sheet(bytes: Vec<u8>) -> Result<Sheet, SheetError> {
    let rows = if bytes.starts_with(b"PK\x03\x04") {
        read_xlsx(bytes)?
    } else if bytes.len() as u64 > UNPACKED_BYTES {
        return Err(SheetError::TooLarge);
    } else if bytes.starts_with(b"\xd0\xcf\x11\xe0") || bytes.starts_with(b"%PDF") {
        // The format of Excel before 2007.
        return Err(SheetError::Unreadable);
    } else {
        read_csv(&decode(&bytes))?
    };
    if rows.is_empty() { Err(SheetError::Empty) } else { Ok(Sheet { rows }) }
}

/// The text of a file: by its byte order mark, else UTF-8 if it is that, else Windows-1252.
fn decode(bytes: &[u8]) -> Cow<'_, str> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return encoding.decode_without_bom_handling(&bytes[mark..]).0;
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => text.into(),
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0,
    }
}

type Rows = Vec<(usize, Vec<String>)>;

fn read_csv(text: &str) -> Result<Rows, SheetError> {
    // Excel writes the separator into a line of its own, on demand.
    let (named, text) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
        Some((sign, rest)) => (sign.bytes().next(), rest),
        None => (None, text),
    };
    let separator = named.unwrap_or_else(|| separator_of(text));
    let mut reader = csv::ReaderBuilder::new();
    let mut reader = reader.delimiter(separator).has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut rows = Vec::new();
    for (at, record) in reader.records().enumerate() {
        let record = record.map_err(|_| SheetError::Unreadable)?;
        push(&mut rows, at + 1, record.iter().take(MOST_COLUMNS).map(clean).collect())?;
    }
    Ok(rows)
}

/// The sign that stands most often in the first line, outside of quotes.
fn separator_of(text: &str) -> u8 {
    let mut counts = [(b';', 0), (b'\t', 0), (b',', 0)];
    let mut quoted = false;
    for byte in text.bytes() {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' if !quoted => break,
            _ if quoted => {}
            _ => counts.iter_mut().filter(|(sign, _)| *sign == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b';', |(sign, _)| *sign)
}

fn read_xlsx(bytes: Vec<u8>) -> Result<Rows, SheetError> {
    measure(&bytes)?;
    let mut book: Xlsx<_> = open_workbook_from_rs(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    let name = book.sheet_names().first().cloned().ok_or(SheetError::Empty)?;
    // Cell by cell: a table in memory would be as large as the farthest cell says.
    let mut cells = book.worksheet_cells_reader(&name).map_err(|_| SheetError::Unreadable)?;
    let mut table: BTreeMap<u32, Vec<String>> = BTreeMap::new();
    while let Some(cell) = cells.next_cell().map_err(|_| SheetError::Unreadable)? {
        let (row, column) = cell.get_position();
        let text = clean(&text_of(cell.get_value()));
        let Some(column) = usize::try_from(column).ok().filter(|column| *column < MOST_COLUMNS) else { continue };
        if text.is_empty() {
            continue;
        }
        if table.len() > MOST_ROWS {
            return Err(SheetError::TooManyRows);
        }
        let row = table.entry(row).or_default();
        row.resize(row.len().max(column + 1), String::new());
        row[column] = text;
    }
    let mut rows = Vec::new();
    table.into_iter().try_for_each(|(row, cells)| push(&mut rows, row as usize + 1, cells))?;
    Ok(rows)
}

/// Unpacks everything once, without keeping it: what the file says about its size may be wrong.
fn measure(bytes: &[u8]) -> Result<(), SheetError> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| SheetError::Unreadable)?;
    let mut left = UNPACKED_BYTES;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|_| SheetError::Unreadable)?;
        let size = io::copy(&mut file.take(left + 1), &mut io::sink()).map_err(|_| SheetError::Unreadable)?;
        left = left.checked_sub(size).ok_or(SheetError::TooLarge)?;
    }
    Ok(())
}

/// A cell as one would type it: dates as `YYYY-MM-DD`, whole numbers without a point.
fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::DateTime(date) if date.is_datetime() => {
            let (year, month, day, ..) = date.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        DataRef::DateTimeIso(text) => text.chars().take("2022-01-31".len()).collect(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
        other => Data::from(other.clone()).to_string(),
    }
}

/// Without surrounding spaces, with line feeds only, and without the apostrophe that keeps a spreadsheet from calculating.
fn clean(cell: &str) -> String {
    let cell = cell.trim();
    let cell = match cell.strip_prefix('\'') {
        Some(rest) if rest.starts_with(['=', '+', '-', '@']) => rest,
        _ => cell,
    };
    let cut: String = cell.chars().take(MOST_CHARACTERS).collect();
    cut.replace("\r\n", "\n").replace('\r', "\n")
}

/// Adds a row, unless it is empty.
fn push(rows: &mut Rows, number: usize, cells: Vec<String>) -> Result<(), SheetError> {
    if cells.iter().all(String::is_empty) {
        return Ok(());
    }
    if rows.len() > MOST_ROWS {
        return Err(SheetError::TooManyRows);
    }
    rows.push((number, cells));
    Ok(())
}
