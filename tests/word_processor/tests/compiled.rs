//! What an office takes along, read by programs that are not ours: openpyxl, LibreOffice, Python's csv, `DuckDB` and
//! python-docx find every cell of every compiled table, as what it is.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value as Json;
use tham_luan::document::csv::csv;
use tham_luan::document::records::ndjson;
use tham_luan::document::xlsx::{Written, xlsx};
use tham_luan::document::{book, docx};
use tham_luan::draft::{Draft, Timestamp};
use tham_luan::form::{ColumnKind, FieldKind, Form};
use tham_luan::office::compile::{Cell, Compiled, Value, compile};
use tham_luan::office::csv::harmless;
use tham_luan::office::intake::Place;
use tham_luan::office::{PaperId, Register, judge};
use tham_luan::pagination::{Block, Paragraph};
use tham_luan::plan::{Plan, built_in};
use tham_luan::submission::{Integrity, Opened, Status};
use word_processor_tests::Office;

/// What programs take for a formula, a mark, an end or a tag, if one lets them.
const HOSTILE: [&str; 10] = [
    "=1+1",
    "+84 205 000",
    "-5",
    "@SUM(A1)",
    "=HYPERLINK(\"http://example.invalid\";\"x\")",
    "'một",
    "<script>alert(1)</script> & \"hai\"",
    "a;b,c\td\n\"ba\"",
    "05",
    "2020-09-05",
];

fn sample(form: &Form) -> Draft {
    let drafts = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let text = fs::read_to_string(drafts.join(form.id.as_str()).with_added_extension("json"));
    Draft::from_json(&tham_luan::json::parse(&text.expect("a sample")).expect("JSON")).expect("a draft")
}

/// The sample of a form with something hostile in front of the first text of each row, or in place of it.
fn hostile(form: &Form) -> Draft {
    let mut draft = sample(form);
    let mut turn = 0;
    for (_, field) in form.fields() {
        let FieldKind::Table(table) = &field.kind else { continue };
        let is_text = |kind: &ColumnKind| matches!(kind, ColumnKind::ShortText | ColumnKind::LongText);
        let Some(column) = table.columns.iter().find(|column| is_text(&column.kind)) else { continue };
        for row in draft.answers.rows_mut(&field.id) {
            let said = match (turn % 3, row.cell(&column.id)) {
                (0, _) => HOSTILE[turn % HOSTILE.len()].to_owned(),
                (_, said) => format!("{} {said}", HOSTILE[turn % HOSTILE.len()]),
            };
            row.cells.insert(column.id.clone(), said);
            turn += 1;
        }
    }
    draft
}

fn register(plan: &Plan, draft: impl Fn(&Form) -> Draft) -> Register {
    let mut register = Register::new(plan.id.clone());
    for form in &plan.forms {
        let opened = Opened {
            draft: draft(form),
            status: Status::Complete,
            exported_at: Some(Timestamp::new("2020-09-05T08:00:00+07:00")),
            integrity: Integrity::Verified,
            checksum: form.id.to_string(),
            pages: None,
            problems: Vec::new(),
        };
        let judged = judge(std::slice::from_ref(plan), opened, None).expect("its plan");
        register.take(Place::default(), Ok(Box::new(judged)));
    }
    register
}

fn naming(paper: PaperId) -> String {
    format!("bài {}", paper.0 + 1)
}

/// What the readers find in a folder, by file.
fn read_back(folder: &Path) -> Json {
    let installed = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../.tools/python/bin/python");
    let python = std::env::var_os("PYTHON").map_or(installed, PathBuf::from);
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/read_back.py");
    let output =
        Command::new(&python).arg(script).arg(folder).output().expect("cargo xtask test installs it");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    serde_json::from_slice(&output.stdout).expect("JSON")
}

fn texts(row: &Json) -> Vec<&str> {
    row.as_array().expect("a row").iter().map(|cell| cell.as_str().expect("a text")).collect()
}

/// A cell as openpyxl gives it: its kind and what it says.
fn typed(cell: &Cell) -> Option<(&'static str, String)> {
    match &cell.value {
        Value::Empty => None,
        Value::Text(text) => Some(("s", text.clone())),
        Value::Number(number) => Some(("n", number.plain('.'))),
        Value::Date(day) => Some(("d", day.iso())),
    }
}

#[track_caller]
fn assert_cell(found: Option<&Json>, wanted: Option<(&str, String)>, place: &str) {
    let found = found.and_then(Json::as_array).map(|cell| texts_of(cell));
    let found = found.as_ref().map(|(kind, said)| (kind.as_str(), said.as_str()));
    match (found, &wanted) {
        (Some(("n", found)), Some(("n", wanted))) => {
            let number = |text: &str| text.parse::<f64>().expect("a number").to_bits();
            assert_eq!(number(found), number(wanted), "{place}");
        }
        (found, wanted) => {
            assert_eq!(found, wanted.as_ref().map(|(kind, said)| (*kind, said.as_str())), "{place}");
        }
    }
}

fn texts_of(cell: &[Json]) -> (String, String) {
    let text = |at: usize| cell[at].as_str().expect("a text").to_owned();
    (text(0), text(1))
}

/// Every cell of every table in a workbook, and where its heads are frozen.
fn assert_workbook(found: &Json, tables: &[Compiled], file: &str) {
    let sheets = found.as_array().expect("sheets");
    assert_eq!(sheets.len(), tables.len() + 1, "{file}: the contents, and a sheet a table");
    for (sheet, table) in sheets[1..].iter().zip(tables) {
        let place = format!("{file}, {}", table.id);
        // LibreOffice without a window saves the view of no sheet but the first.
        if file.starts_with("own") {
            assert_eq!(sheet["frozen"], if table.numbered { "C4" } else { "B4" }, "{place}");
        }
        let rows = sheet["rows"].as_array().expect("rows");
        assert_eq!(rows.len(), table.rows.len() + 1, "{place}: the heads, and a row a row");
        let first = usize::from(table.numbered);
        for (column, at) in table.columns.iter().zip(first..) {
            assert_cell(Some(&rows[0][at]), Some(("s", column.title.clone())), &place);
        }
        for (found, row) in rows[1..].iter().zip(&table.rows) {
            for ((cell, column), at) in row.cells.iter().zip(&table.columns).zip(first..) {
                let place = format!("{place}, {}", column.id);
                assert_cell(found.get(at).filter(|cell| !cell.is_null()), typed(cell), &place);
            }
        }
    }
}

fn assert_csv(found: &Json, table: &Compiled, reader: &str) {
    let rows = found[reader].as_array().expect("rows");
    assert_eq!(rows.len(), table.entries().count() + 1, "{}, {reader}", table.id);
    let heads: Vec<String> = table.columns.iter().map(|column| harmless(&column.title)).collect();
    assert_eq!(texts(&rows[0]), heads, "{}, {reader}", table.id);
    for (found, row) in rows[1..].iter().zip(table.entries()) {
        let wanted: Vec<String> = row
            .cells
            .iter()
            .map(|cell| match typed(cell) {
                Some(("s", text)) => harmless(&text),
                other => other.map(|(_, said)| said).unwrap_or_default(),
            })
            .collect();
        assert_eq!(texts(found), wanted, "{}, {reader}", table.id);
    }
}

fn assert_ndjson(found: &Json, table: &Compiled) {
    let rows = found.as_array().expect("rows");
    assert_eq!(rows.len(), table.entries().count(), "{}", table.id);
    for (found, row) in rows.iter().zip(table.entries()) {
        let mut found: BTreeMap<&str, &Json> =
            found.as_object().expect("an object").iter().map(|(name, said)| (name.as_str(), said)).collect();
        found.remove("@sources").expect("the papers that it is from");
        for (cell, column) in row.cells.iter().zip(&table.columns) {
            let said = found.remove(column.id.as_str()).and_then(Json::as_str);
            let wanted = typed(cell).map(|(_, said)| said);
            assert_eq!(said, wanted.as_deref(), "{}, {}", table.id, column.id);
        }
        assert!(found.is_empty(), "{}: {found:?}", table.id);
    }
}

#[test]
fn every_cell_of_every_table_is_read_by_other_programs_as_what_it_is() {
    let office = Office::new().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let (own, again) = (folder.path().join("own"), folder.path().join("again"));
    let mut compiled: BTreeMap<String, Vec<Compiled>> = BTreeMap::new();
    let mut books: Vec<PathBuf> = Vec::new();
    for plan in built_in() {
        let register = register(&plan, hostile);
        let tables = compile(&plan, &register.sources());
        let of_plan = own.join(plan.id.as_str());
        fs::create_dir_all(&of_plan).expect("a folder");
        for table in &tables {
            let file = of_plan.join(&table.id);
            fs::write(file.with_added_extension("csv"), csv(table)).expect("a file");
            fs::write(file.with_added_extension("ndjson"), ndjson(table, &naming)).expect("a file");
        }
        let written =
            Written { title: "Bảng tổng hợp", at: "2026-01-05T08:00:00+07:00", naming: &naming };
        let book = own.join(format!("{}.xlsx", plan.id));
        fs::write(&book, xlsx(&tables, &written).expect("a workbook")).expect("a file");
        books.push(book);
        compiled.insert(plan.id.to_string(), tables);
    }
    office.save_again(&books, &again).expect("LibreOffice");
    let found = read_back(folder.path());
    for (plan, tables) in &compiled {
        let is_hostile = |cell: &Cell| HOSTILE.iter().any(|text| cell.value.shown().starts_with(text));
        let cells = tables.iter().flat_map(Compiled::entries).flat_map(|row| &row.cells);
        assert!(cells.filter(|cell| is_hostile(cell)).count() > 3, "plan {plan}");
        for by in ["own", "again"] {
            let file = format!("{by}/{plan}.xlsx");
            assert_workbook(&found[&file], tables, &file);
        }
        for table in tables {
            let file = |kind: &str| &found[format!("own/{plan}/{}.{kind}", table.id)];
            assert_csv(file("csv"), table, "python");
            assert_csv(file("csv"), table, "duckdb");
            assert_ndjson(file("ndjson"), table);
        }
    }
}

/// Every paragraph of a book's parts, as it stands there.
fn paragraphs(book: &tham_luan::paper::Printed) -> Vec<String> {
    let text = |paragraph: &Paragraph| -> String {
        paragraph.runs.iter().map(|run| run.text.as_str()).collect::<String>()
    };
    let mut texts = Vec::new();
    for block in book.parts.iter().flat_map(|part| &part.document.blocks) {
        match block {
            Block::Para(paragraph) => texts.push(text(paragraph)),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                texts.extend(cells.flat_map(|cell| &cell.paras).map(text));
            }
        }
    }
    texts.retain(|text| !text.trim().is_empty());
    texts
}

#[test]
fn the_book_of_a_conference_is_read_by_other_programs_paragraph_by_paragraph() {
    let office = Office::new().expect("a folder");
    let folder = tempfile::tempdir().expect("a folder");
    let plan = built_in().into_iter().find(book::has_book).expect("a plan with a book");
    let register = register(&plan, sample);
    let printed = book::book(&plan, &register).expect("papers");
    let file = folder.path().join("own.docx");
    fs::write(&file, docx::write(&printed, &book::properties(&plan, &register), None)).expect("a file");
    office.save_again(std::slice::from_ref(&file), &folder.path().join("again")).expect("LibreOffice");
    let found = read_back(folder.path());
    let wanted = paragraphs(&printed);
    assert!(wanted.len() > 100, "{}", wanted.len());
    for by in ["own.docx", "again/own.docx"] {
        assert_eq!(texts(&found[by]), wanted, "{by}");
    }
}
