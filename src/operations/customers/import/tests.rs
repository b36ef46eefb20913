//! Files as programs write them, without a database.

use super::*;

fn sheet(bytes: impl Into<Vec<u8>>) -> Sheet {
    read_sheet(bytes.into()).unwrap_or_else(|error| panic!("{error:?}"))
}

fn cells(sheet: &Sheet) -> Vec<Vec<&str>> {
    sheet.rows.iter().map(|(_, cells)| cells.iter().map(String::as_str).collect()).collect()
}

#[test]
fn csv_is_read_as_excel_writes_it_in_germany() {
    let windows = b"Vorname;Nachname;Notiz\r\nJ\xfcrgen;Gr\xf6\xdfer;\"Zeile 1\r\nZeile \"\"2\"\"; und 3\"\r\n;;\r\n";
    let read = sheet(windows.to_vec());
    let expected = [["Vorname", "Nachname", "Notiz"], ["Jürgen", "Größer", "Zeile 1\nZeile \"2\"; und 3"]];
    assert_eq!(cells(&read), expected);
    assert_eq!(cells(&sheet("\u{feff}a;b\nü;'+49 711\n")), [["a", "b"], ["ü", "+49 711"]]);
    let utf_16: Vec<u8> = "\u{feff}a\tb\nü\tc\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
    assert_eq!(cells(&sheet(utf_16)), [["a", "b"], ["ü", "c"]]);
    assert_eq!(cells(&sheet("sep=,\r\n\"x;y\",b\n")), [["x;y", "b"]]);
    assert_eq!(cells(&sheet("\"a,1\";b\n")), [["a,1", "b"]]);
}

#[test]
fn what_is_no_table_or_too_large_is_refused() {
    assert_eq!(read_sheet(Vec::new()).err(), Some(SheetError::Empty));
    assert_eq!(read_sheet(b"\n\n;;\n".to_vec()).err(), Some(SheetError::Empty));
    assert_eq!(read_sheet(b"\xd0\xcf\x11\xe0 old".to_vec()).err(), Some(SheetError::Unreadable));
    assert_eq!(read_sheet(b"PK\x03\x04 damaged".to_vec()).err(), Some(SheetError::Unreadable));
    assert_eq!(read_sheet("a\n".repeat(MOST_ROWS + 2).into_bytes()).err(), Some(SheetError::TooManyRows));
}

#[test]
fn columns_are_recognized_by_their_heads() {
    let of = |heads: &str| Mapping::guessed(&sheet(heads));
    let german = of("Vorname;Name;E-Mail-Adresse;Telefon (privat);Straße;PLZ;Ort;Geb.-Datum;Bemerkungen;Kundennr.");
    assert_eq!(
        german.targets,
        [
            Target::FirstName,
            Target::LastName,
            Target::Email,
            Target::Phone,
            Target::Street,
            Target::PostalCode,
            Target::Town,
            Target::BornOn,
            Target::Note,
            Target::Nothing,
        ]
    );
    assert!(german.has_heads && german.has_name());
    assert_eq!(of("Name;Mobil").targets, [Target::FullName, Target::Phone]);
    let none = of("Erika;Muster");
    assert!(!none.has_heads && !none.has_name());
}
