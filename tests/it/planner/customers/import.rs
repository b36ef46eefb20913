//! Customers from files, and all customers and appointments as files.

use crate::harness::{TestApp, booking};
use crate::page::Page;
use crate::planner::desk::Desk;
use std::io::{Cursor, Write};
use terminplaner::operations::customers::import::{SheetError, UNPACKED_BYTES, read_sheet};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const PATH: &str = "/planner/customers/import";
const PREVIEW: &str = "/planner/customers/import/preview";

async fn upload(desk: &Desk<'_>, bytes: &[u8]) -> Page {
    desk.upload(PATH, bytes).await
}

/// Presses the button of that name on the preview, with other values in these fields.
async fn press(desk: &Desk<'_>, page: &Page, act: &str, other: &[(&str, &str)]) -> Page {
    let fields = page.filled(&format!("form[action='{PREVIEW}']"), &[other, &[("act", act)]].concat());
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    desk.submit(PREVIEW, &fields).await
}

/// A file as Excel writes it in Germany: semicolons, Windows-1252, a line break in quotes.
const GERMAN: &[u8] = b"Vorname;Name;E-Mail;Telefon;Stra\xdfe;PLZ;Ort;Geburtsdatum;Bemerkung\r\n\
    J\xfcrgen;Gr\xf6\xdfer;juergen@example.org;'+49 711 123;Hauptstr. 1;70173;Stuttgart;31.12.50;\"Zeile 1\r\nZeile 2\"\r\n\
    Erika;Muster;erika@example.org;0711 4567;;;;;\r\n\
    Anna;;anna;;;;;gestern;\r\n\
    J\xfcrgen;Gr\xf6\xdfer;juergen@example.org;'+49 711 123;;;;31.12.50;\r\n";

#[tokio::test]
async fn a_german_excel_file_is_looked_at_and_imported_in_one_go_and_taken_back() {
    let shop = TestApp::new();
    shop.execute(
        "INSERT INTO customers (id, first_name, last_name, email, search_text, sound, created_at, updated_at)
         VALUES (7, 'Erika', 'Muster', 'erika@example.org', 'muster erika erika@example.org ', '', 0, 0)",
    );
    let desk = Desk::owner(&shop).await;
    let page = upload(&desk, GERMAN).await;
    let chosen: Vec<_> = page.all("select[name^=column] option[selected]");
    assert_eq!(
        chosen,
        ["Vorname", "Nachname", "E-Mail-Adresse", "Telefon", "Straße", "Postleitzahl", "Ort", "Geburtsdatum", "Notiz"]
    );
    let heads = page.all("section h2");
    let titles = ["Spalten", "1 neuer Kunde", "1 Kunde ist wahrscheinlich schon da", "2 Zeilen werden ausgelassen"];
    assert_eq!(heads, titles);
    assert_eq!(page.attribute("section:nth-of-type(3) td a", "href"), "/planner/customers/7");
    let wrong = page.all("section:nth-of-type(4) tbody tr");
    assert!(wrong[0].starts_with("4 Anna Nachname: ") && wrong[0].contains("Geburtsdatum: "), "{wrong:?}");
    assert_eq!(wrong[1], "5 Größer, Jürgen Steht schon in Zeile 2.");
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 1, "nothing is written yet");

    let page = press(&desk, &page, "import", &[]).await;
    assert_eq!(page.words(".note.good"), "1 Kunde importiert. 1 Kunde ergänzt.");
    let row = "SELECT first_name || '|' || phone || '|' || address || '|' || born_on || '|' || note FROM customers
               WHERE last_name = 'Größer'";
    assert_eq!(shop.text(row), "Jürgen|+49 711 123|Hauptstr. 1\n70173 Stuttgart|1950-12-31|Zeile 1\nZeile 2");
    assert_eq!(shop.text("SELECT phone FROM customers WHERE id = 7"), "0711 4567", "what was missing");
    let logged = "SELECT details FROM audit WHERE action = 'customers.imported'";
    assert_eq!(shop.text(logged), "{\"completed\":1,\"created\":1}");

    let token = page.attribute(".undoable input[name=undo]", "value");
    let page = desk.submit("/planner/undo", &[("undo", &token)]).await;
    assert_eq!(page.words(".note.good"), "Rückgängig gemacht.");
    assert_eq!(shop.text("SELECT count(*) || coalesce(max(phone), '-') FROM customers"), "1-");
}

#[tokio::test]
async fn an_import_whose_customers_were_changed_since_is_not_taken_back() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let page = upload(&desk, "Vorname;Nachname\nAnna;Beispiel\nErika;Muster\n".as_bytes()).await;
    let page = press(&desk, &page, "import", &[]).await;
    shop.execute("UPDATE customers SET phone = '0711 1234' WHERE last_name = 'Muster'");
    let token = page.attribute(".undoable input[name=undo]", "value");
    let page = desk.submit("/planner/undo", &[("undo", &token)]).await;
    assert!(page.words("[role=alert]").starts_with("Inzwischen"));
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 2, "all or nothing");
}

#[tokio::test]
async fn columns_are_chosen_by_hand_and_known_customers_by_row() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let file = "Muster, Erika;erika@example.org\nBeispiel, Anna;anna@example.org\n";
    let page = upload(&desk, file.as_bytes()).await;
    assert!(page.words("[role=alert]").starts_with("Welche Spalte ist der Name?"));
    assert_eq!(page.count("button[value=import]"), 0);
    let columns = [("column-0", "full_name"), ("column-1", "email")];
    let page = press(&desk, &page, "map", &columns).await;
    assert_eq!(page.all("section h2")[1], "2 neue Kunden");
    press(&desk, &page, "import", &[]).await;
    assert_eq!(shop.count("SELECT count(*) FROM customers WHERE first_name = 'Anna' AND last_name = 'Beispiel'"), 1);
    let page = press(&desk, &upload(&desk, file.as_bytes()).await, "map", &columns).await;
    assert_eq!(page.all("section h2")[2], "2 Kunden sind wahrscheinlich schon da");
    let page = press(&desk, &page, "import", &[("otherwise", "skip"), ("answer-2", "create")]).await;
    assert_eq!(page.words(".note.good"), "1 Kunde importiert.");
    assert_eq!(shop.count("SELECT count(*) FROM customers WHERE last_name = 'Muster'"), 1);
    assert_eq!(shop.count("SELECT count(*) FROM customers WHERE last_name = 'Beispiel'"), 2);
}

/// An XLSX file of one sheet.
fn workbook(sheet: &str, extra: u64) -> Vec<u8> {
    let main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006";
    let files = [
        ("[Content_Types].xml", format!("<Types xmlns=\"{package}/content-types\"/>")),
        (
            "_rels/.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/officeDocument\" \
                 Target=\"xl/workbook.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{main}\" xmlns:r=\"{relations}\"><sheets><sheet name=\"Kunden\" sheetId=\"1\" r:id=\"r1\"/>\
                 </sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            format!(
                "<Relationships xmlns=\"{package}/relationships\"><Relationship Id=\"r1\" Type=\"{relations}/worksheet\" \
                 Target=\"worksheets/sheet1.xml\"/></Relationships>"
            ),
        ),
        (
            "xl/styles.xml",
            format!(
                "<styleSheet xmlns=\"{main}\"><cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/></cellXfs></styleSheet>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", format!("<worksheet xmlns=\"{main}\"><sheetData>{sheet}</sheetData></worksheet>")),
    ];
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    for (name, text) in files {
        zip.start_file(name, options).unwrap();
        zip.write_all(text.as_bytes()).unwrap();
    }
    zip.start_file("xl/media/picture.bin", options).unwrap();
    zip.write_all(&vec![0; usize::try_from(extra).unwrap()]).unwrap();
    zip.finish().unwrap().into_inner()
}

fn text(at: &str, text: &str) -> String {
    format!("<c r=\"{at}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
}

#[tokio::test]
async fn a_workbook_is_read_with_its_dates_and_numbers() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    // 18628 is 1950-12-31; a number that Excel took for one.
    let rows = format!(
        "<row r=\"1\">{}{}{}</row><row r=\"3\">{}<c r=\"B3\" s=\"1\"><v>18628</v></c><c r=\"C3\"><v>7111234567</v></c></row>",
        text("A1", "Name"),
        text("B1", "Geburtsdatum"),
        text("C1", "Telefon"),
        text("A3", "Erika Muster"),
    );
    let page = upload(&desk, &workbook(&rows, 0)).await;
    assert_eq!(page.all("section h2")[1], "1 neuer Kunde");
    press(&desk, &page, "import", &[]).await;
    let row = "SELECT first_name || ' ' || last_name || ' ' || born_on || ' ' || phone FROM customers";
    assert_eq!(shop.text(row), "Erika Muster 1950-12-31 7111234567");
}

#[test]
fn a_workbook_that_is_larger_than_it_looks_is_refused_or_read_without_taking_memory() {
    let rows = format!("<row r=\"1\">{}</row><row r=\"1048576\">{}</row>", text("A1", "Name"), text("XFD1048576", "x"));
    let sheet = read_sheet(workbook(&rows, 0)).unwrap_or_else(|error| panic!("{error:?}"));
    assert_eq!(sheet.rows, [(1, vec!["Name".to_owned()])], "what lies behind all columns is not read");
    assert_eq!(read_sheet(workbook(&rows, UNPACKED_BYTES)).err(), Some(SheetError::TooLarge));
}

#[tokio::test]
async fn what_is_no_file_is_told_and_a_draft_is_its_owners_for_half_an_hour() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    for (bytes, told) in
        [(b"".as_slice(), "Bitte wählen"), (b"PK\x03\x04x", "Diese Datei lässt"), (b";;\n", "In dieser Datei")]
    {
        let page = upload(&desk, bytes).await;
        assert_eq!(page.status, 422);
        assert!(page.words("[role=alert]").starts_with(told), "{told}");
    }
    let page = upload(&desk, b"Nachname\nMuster\n").await;
    crate::planner::desk::add_user(&shop, "other@example.org", terminplaner::domain::account::Role::Owner).await;
    let other = Desk::closed(&shop).sign_in("other@example.org").await;
    let gone = "Die Datei ist nicht mehr da.";
    assert!(press(&other, &page, "import", &[]).await.words("[role=alert]").starts_with(gone));
    shop.advance(std::time::Duration::from_secs(30 * 60));
    assert!(press(&desk, &page, "import", &[]).await.words("[role=alert]").starts_with(gone));
    assert_eq!(shop.count("SELECT count(*) FROM customers"), 0);
    let staff = Desk::staff(&shop).await;
    assert_eq!(
        (staff.get(PATH).await.status.as_u16(), staff.get("/planner/customers").await.count("a[href$=import]")),
        (403, 0)
    );
}

#[tokio::test]
async fn customers_and_appointments_go_out_as_excel_opens_them_and_come_in_again() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    shop.book(&booking("2022-01-18T10:00:00+01:00")).await;
    let fields = [("first_name", "Erika"), ("last_name", "=1+1"), ("phone", "+49 711 123"), ("born_on", "1950-12-31")];
    desk.post("/planner/customers/new", &fields).await;
    let file = desk.get("/planner/settings/data/customers.csv").await;
    assert_eq!(file.headers["content-type"], "text/csv; charset=utf-8");
    let lines: Vec<_> = file.text.split("\r\n").collect();
    assert!(lines[0].starts_with("\u{feff}\"Nachname\";\"Vorname\";"));
    assert_eq!(lines[1], "\"'=1+1\";\"Erika\";\"\";\"'+49 711 123\";\"\";\"31.12.1950\";\"\"");
    let appointments = desk.get("/planner/settings/data/appointments.csv").await;
    let line = appointments.text.split("\r\n").nth(1).unwrap().to_owned();
    assert!(line.starts_with(
        "\"18.01.2022\";\"10:00\";\"11:00\";\"Anpassung\";\"Kabine 1\";\"Bestätigt\";\"Muster\";\"Erika\""
    ));
    let logged = "SELECT count(*) FROM audit WHERE action IN ('customers.exported', 'appointments.exported')";
    assert_eq!(shop.count(logged), 2);
    shop.execute("DELETE FROM customers");
    let page = upload(&desk, file.text.as_bytes()).await;
    press(&desk, &page, "import", &[]).await;
    let row = "SELECT last_name || phone || born_on FROM customers";
    assert_eq!(shop.text(row), "=1+1+49 711 1231950-12-31");
    assert_eq!(Desk::staff(&shop).await.get("/planner/settings/data/customers.csv").await.status, 403);
}

#[tokio::test]
async fn faulty_rows_are_corrected_on_the_page_and_imported_with_the_rest() {
    let shop = TestApp::new();
    let desk = Desk::owner(&shop).await;
    let file =
        b"Vorname;Nachname;E-Mail;Geburtsdatum\r\nErika;Muster;erika;31.12.1950\r\nMax;;max@example.org;gestern\r\n";
    let page = upload(&desk, file).await;
    let wrong = page.attributes("section:last-of-type input", "name");
    assert_eq!(wrong, ["cell-2-2", "cell-3-1", "cell-3-3"], "the cells that are wrong");
    assert_eq!(page.attribute("[name=cell-2-2]", "value"), "erika");
    // One row at a time: what was corrected before is kept.
    let page = press(&desk, &page, "map", &[("cell-2-2", "erika@example.org")]).await;
    assert_eq!(page.all("section h2")[1..], ["1 neuer Kunde", "1 Zeile wird ausgelassen"]);
    assert_eq!(page.attribute("input[type=hidden][name=cell-2-2]", "value"), "erika@example.org");
    let page = press(&desk, &page, "import", &[("cell-3-1", "<b>Neu</b>"), ("cell-3-3", "1.2.1990")]).await;
    assert_eq!(page.words(".note.good"), "2 Kunden importiert.");
    assert_eq!(shop.text("SELECT email FROM customers WHERE last_name = 'Muster'"), "erika@example.org");
    assert_eq!(shop.text("SELECT born_on FROM customers WHERE last_name = '<b>Neu</b>'"), "1990-02-01");
}
