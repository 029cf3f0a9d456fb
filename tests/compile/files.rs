//! Compiled tables as files, read back by readers of their own.

use std::io::{Cursor, Read};

use tham_luan::document::csv::csv;
use tham_luan::document::records::{json, ndjson};
use tham_luan::document::xlsx::{Written, xlsx};
use tham_luan::office::PaperId;
use tham_luan::office::compile::{Cell, Column, Compiled, CompiledRow, Decimal, Kind, Role, Value};
use tham_luan::text::Date;

use super::{Office, shown, varied};

fn naming(paper: PaperId) -> String {
    format!("phieu-{}", paper.0)
}

fn written() -> Written<'static> {
    Written { title: "Bảng tổng hợp", at: "2026-01-05T08:00:00+07:00", naming: &naming }
}

/// A table of one column, of these texts.
fn texts(texts: &[&str]) -> Compiled {
    let cell = |text: &str| Cell { value: Value::Text(text.to_owned()), sources: vec![PaperId(0)] };
    table(&[Kind::Text], texts.iter().map(|text| vec![cell(text)]).collect())
}

fn table(kinds: &[Kind], rows: Vec<Vec<Cell>>) -> Compiled {
    let column = |(kind, at): (&Kind, usize)| Column {
        id: format!("cot-{at}"),
        title: format!("Cột {at}"),
        kind: *kind,
        total: false,
    };
    Compiled {
        id: "bang".to_owned(),
        title: "BẢNG".to_owned(),
        note: None,
        columns: kinds.iter().zip(0..).map(column).collect(),
        rows: rows.into_iter().map(|cells| CompiledRow { role: Role::Entry, cells }).collect(),
        warnings: Vec::new(),
        numbered: true,
    }
}

fn of(value: Value) -> Cell {
    Cell { value, sources: vec![PaperId(3)] }
}

fn number(typed: &str) -> Cell {
    of(Value::Number(Decimal::parse(typed).expect("a number")))
}

/// Reads CSV as RFC 4180 says.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let text = text.strip_prefix('\u{feff}').expect("a byte order mark");
    let mut rows = Vec::new();
    let (mut row, mut field, mut quoted) = (Vec::new(), String::new(), false);
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match (letter, quoted) {
            ('"', true) if letters.peek() == Some(&'"') => {
                letters.next();
                field.push('"');
            }
            ('"', _) => quoted = !quoted,
            (',', false) => row.push(std::mem::take(&mut field)),
            ('\r', false) => {
                assert_eq!(letters.next(), Some('\n'), "a line ends with CRLF");
                row.push(std::mem::take(&mut field));
                rows.push(std::mem::take(&mut row));
            }
            ('\n', false) => panic!("a bare line feed"),
            (letter, _) => field.push(letter),
        }
    }
    assert!(!quoted && field.is_empty() && row.is_empty(), "the last line is ended");
    rows
}

#[test]
fn csv_is_read_back() {
    let says = ["Xã “Hồng Phong”, huyện", "một \"hai\"\r\nba", "", " trước", "a;b", "05", "1.234,5"];
    let rows = read_csv(&csv(&texts(&says)));
    assert_eq!(rows[0], ["Cột 0"]);
    let read: Vec<&str> = rows[1..].iter().map(|row| row[0].as_str()).collect();
    assert_eq!(read, says);
}

#[test]
fn in_csv_no_text_is_taken_for_a_formula() {
    let bad = [
        "=1+1",
        "+84 205",
        "-1+1",
        "@SUM(A1)",
        "\t=1",
        "\r=1",
        "=HYPERLINK(\"http://x\",\"y\")",
        " =1+1",
        "＝1",
        "- Như trên",
    ];
    for (row, text) in read_csv(&csv(&texts(&bad)))[1..].iter().zip(bad) {
        assert_eq!(row[0], format!("'{text}"));
    }
    let mut titled = texts(&["x"]);
    titled.columns[0].title = "=cmd".to_owned();
    assert_eq!(read_csv(&csv(&titled))[0], ["'=cmd"]);
}

#[test]
fn in_csv_numbers_and_days_stay_what_they_are() {
    let day = Date::new(2020, 9, 5).expect("a day");
    let row = vec![number("-1.234,5"), number("1990"), of(Value::Date(day)), Cell::default()];
    let rows = read_csv(&csv(&table(&[Kind::Number, Kind::Year, Kind::Date, Kind::Count], vec![row])));
    assert_eq!(rows[1], ["-1234.5", "1990", "2020-09-05", ""]);
}

#[test]
fn csv_and_ndjson_leave_out_the_totals_that_programs_would_add_again() {
    let mut office = Office::new("002");
    let draft = varied(&office, "002-BC", 1);
    office.receive("bao-lac", draft);
    let table = office.table("gap-mat");
    let entries = table.entries().count();
    assert_eq!(table.rows.len(), entries + 1);
    assert_eq!(read_csv(&csv(&table)).len(), entries + 1);
    assert_eq!(ndjson(&table, &naming).lines().count(), entries);
}

#[test]
fn json_has_every_cell_with_its_papers() {
    for plan in ["000", "001", "002", "003", "004"] {
        let mut office = Office::new(plan);
        let forms: Vec<String> = office.plan.forms.iter().map(|form| form.id.to_string()).collect();
        for form in &forms {
            let draft = varied(&office, form, 1);
            office.receive("Đơn vị", draft);
        }
        for table in office.compile() {
            let file: serde_json::Value = serde_json::from_str(&json(&table, &naming)).expect("JSON");
            assert_eq!(file["columns"].as_array().map(Vec::len), Some(table.columns.len()));
            let rows = file["rows"].as_array().expect("rows");
            assert_eq!(rows.len(), table.entries().count());
            for (row, own) in rows.iter().zip(table.entries()) {
                for (cell, own) in row.as_array().expect("cells").iter().zip(&own.cells) {
                    let names: Vec<String> = own.sources.iter().map(|paper| naming(*paper)).collect();
                    assert_eq!(cell["sources"], serde_json::json!(names));
                    match &own.value {
                        Value::Empty => assert!(cell["value"].is_null()),
                        Value::Text(text) => assert_eq!(cell["value"], *text),
                        Value::Number(number) => assert_eq!(cell["value"].to_string(), number.plain('.')),
                        Value::Date(day) => assert_eq!(cell["value"], day.iso()),
                    }
                }
            }
            assert_eq!(file.get("totals").is_some(), table.rows.len() > table.entries().count());
            for (line, own) in ndjson(&table, &naming).lines().zip(table.entries()) {
                let row: serde_json::Value = serde_json::from_str(line).expect("JSON");
                for (cell, column) in own.cells.iter().zip(&table.columns) {
                    let is_there = row.get(&column.id).is_some();
                    assert_eq!(is_there, cell.value != Value::Empty, "{} {}", table.id, column.id);
                }
                assert!(row["@sources"].is_array());
            }
        }
    }
}

/// The file of that name in a workbook.
fn part(book: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(Cursor::new(book)).expect("an archive");
    let mut text = String::new();
    archive.by_name(name).expect(name).read_to_string(&mut text).expect("UTF-8");
    text
}

/// The cells of a sheet: where, the kind, and what it says.
fn read_sheet(book: &[u8], number: usize) -> Vec<(String, String, String)> {
    let strings = part(book, "xl/sharedStrings.xml");
    let strings = roxmltree::Document::parse(&strings).expect("XML");
    let strings: Vec<String> = strings
        .descendants()
        .filter(|node| node.has_tag_name(("http://schemas.openxmlformats.org/spreadsheetml/2006/main", "si")))
        .map(|node| node.descendants().filter(|node| node.is_text()).filter_map(|node| node.text()).collect())
        .collect();
    let sheet = part(book, &format!("xl/worksheets/sheet{number}.xml"));
    let sheet = roxmltree::Document::parse(&sheet).expect("XML");
    let mut cells = Vec::new();
    for cell in sheet.descendants().filter(|node| node.tag_name().name() == "c") {
        assert!(!cell.descendants().any(|node| node.tag_name().name() == "f"), "a formula");
        let kind = cell.attribute("t").unwrap_or("n").to_owned();
        let Some(value) = cell.descendants().find(|node| node.tag_name().name() == "v") else { continue };
        let value = value.text().unwrap_or_default();
        let value = if kind == "s" {
            strings[value.parse::<usize>().expect("a number")].clone()
        } else {
            value.to_owned()
        };
        cells.push((cell.attribute("r").expect("a place").to_owned(), kind, value));
    }
    cells
}

#[test]
fn a_workbook_has_typed_cells() {
    let day = Date::new(2020, 9, 5).expect("a day");
    let old = Date::new(1885, 9, 5).expect("a day");
    let row = |first: &str| {
        vec![
            of(Value::Text(first.to_owned())),
            number("1.234,5"),
            number("1990"),
            of(Value::Date(day)),
            number("7"),
        ]
    };
    let kinds = [Kind::Text, Kind::Number, Kind::Year, Kind::Date, Kind::Count];
    let mut long = row(&"ạ".repeat(40_000));
    long[3] = of(Value::Date(old));
    let book = xlsx(&[table(&kinds, vec![row("=1+1"), long])], &written()).expect("a workbook");
    let cells = read_sheet(&book, 1);
    let at = |place: &str| {
        let found = cells.iter().find(|(own, ..)| own == place);
        found.map(|(_, kind, value)| (kind.as_str(), value.as_str())).unwrap_or_else(|| panic!("no {place}"))
    };
    assert_eq!(at("A1"), ("s", "BẢNG"));
    assert_eq!((at("A3").1, at("B3").1, at("G3").1), ("STT", "Cột 0", "Nguồn"));
    assert_eq!(at("A4"), ("n", "1"));
    assert_eq!(at("B4"), ("s", "=1+1"));
    assert_eq!(at("C4"), ("n", "1234.5"));
    assert_eq!(at("D4"), ("n", "1990"));
    assert_eq!(at("E4"), ("n", "44079"), "5 September 2020 in Excel's count of days");
    assert_eq!(at("F4"), ("n", "7"));
    assert_eq!(at("G4"), ("s", "phieu-3"));
    assert_eq!(at("E5"), ("s", "05/09/1885"), "Excel has no days before 1900");
    assert!(at("B5").1.encode_utf16().count() <= 32_767 && at("B5").1.ends_with("(còn nữa)"));
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    for wanted in ["state=\"frozen\"", "orientation=\"landscape\"", "paperSize=\"9\"", "customWidth=\"1\""] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
    let styles = part(&book, "xl/styles.xml");
    for format in ["formatCode=\"#,##0.##\"", "formatCode=\"dd/mm/yyyy\""] {
        assert!(styles.contains(format), "{format}: {styles}");
    }
    let properties = part(&book, "docProps/core.xml");
    assert!(properties.contains("2026-01-05T01:00:00Z"), "{properties}");
}

/// Not every program makes a row higher because its text is long: it says itself how high it is.
#[test]
fn rows_are_as_high_as_what_they_hold() {
    let long =
        "Tiếp tục đào tạo, bồi dưỡng, bố trí, sử dụng đội viên sau khi hoàn thành nhiệm vụ. ".repeat(4);
    let lines = "một\nhai\nba\nbốn";
    let book = xlsx(&[texts(&["ngắn", &long, lines, &long.repeat(30)])], &written()).expect("a workbook");
    let sheet = part(&book, "xl/worksheets/sheet1.xml");
    let height = |row: u32| -> f64 {
        let row = sheet.split(&format!("<row r=\"{row}\"")).nth(1).expect("a row");
        let head = row.split('>').next().unwrap_or_default();
        head.split("ht=\"").nth(1).and_then(|rest| rest.split('"').next()?.parse().ok()).expect("a height")
    };
    let [short, wrapped, broken, longest] = [4, 5, 6, 7].map(height);
    assert!(short < 20.0, "{short}");
    assert!(wrapped > 2.5 * short, "{wrapped}");
    assert!((3.5 * short..5.0 * short).contains(&broken), "{broken}");
    assert!(longest <= 409.0, "the highest that Excel has: {longest}");
    for wanted in ["fitToHeight=\"0\"", "<oddFooter>", "Trang &amp;P/&amp;N"] {
        assert!(sheet.contains(wanted), "{wanted}");
    }
}

#[test]
fn what_xml_cannot_hold_does_not_break_a_workbook() {
    let says = ["a\u{1}b", "\u{b}\u{c}", "<script>&\"'", "_x0041_", "\u{fffe}", "dòng\r\nhai", "😀"];
    let book = xlsx(&[texts(&says)], &written()).expect("a workbook");
    let cells = read_sheet(&book, 1);
    let read: Vec<&str> =
        cells.iter().filter(|(place, ..)| place.starts_with('B')).map(|(.., value)| value.as_str()).collect();
    assert_eq!(read.len(), says.len() + 1, "the head and the rows: {read:?}");
    assert!(read.contains(&"<script>&\"'") && read.contains(&"😀"));
}

#[test]
fn equal_tables_give_equal_bytes() {
    let tables = [texts(&["một"]), texts(&["hai"])];
    let first = xlsx(&tables, &written()).expect("a workbook");
    assert_eq!(first, xlsx(&tables, &written()).expect("a workbook"));
    let later = Written { at: "2026-01-06T08:00:00+07:00", ..written() };
    assert_ne!(first, xlsx(&tables, &later).expect("a workbook"));
}

#[test]
fn every_plan_has_a_workbook_with_a_sheet_a_table() {
    for plan in ["000", "001", "002", "003", "004"] {
        let mut office = Office::new(plan);
        let forms: Vec<String> = office.plan.forms.iter().map(|form| form.id.to_string()).collect();
        for form in &forms {
            let draft = varied(&office, form, 1);
            office.receive("Đơn vị", draft);
        }
        let tables = office.compile();
        let book = xlsx(&tables, &written()).expect("a workbook");
        let contents = read_sheet(&book, 1);
        for (table, number) in tables.iter().zip(2..) {
            assert!(contents.iter().any(|(.., value)| *value == table.title), "{}", table.id);
            let cells = read_sheet(&book, number);
            assert_eq!(cells[0].2, table.title);
            let said: Vec<&String> = cells.iter().map(|(.., value)| value).collect();
            for cell in table.rows.iter().flat_map(|row| &row.cells) {
                let Value::Text(text) = &cell.value else { continue };
                assert!(said.contains(&&text.replace('\r', "")), "{} {}", table.id, shown(cell));
            }
        }
    }
}

#[test]
fn a_table_larger_than_a_sheet_is_refused() {
    let row = CompiledRow { role: Role::Entry, cells: vec![Cell::default()] };
    let mut table = texts(&[]);
    table.rows = vec![row; 1_048_576];
    assert!(xlsx(&[table], &written()).is_err());
}
