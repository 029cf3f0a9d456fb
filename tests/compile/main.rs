//! What the office compiles, held to what the papers say, which is read here by itself from the typed answers.
//!
//! The papers are the samples of the forms, and variations of them: other units, rows added and taken away, other
//! numbers and choices.

#![cfg(not(target_arch = "wasm32"))]

mod every_table;
mod files;
mod opinions;
mod plan_000;
mod plan_001;
mod plan_002;
mod plan_003;
mod plan_004;
mod report;
mod scale;

use std::fs;
use std::path::Path;

use tham_luan::draft::{Answer, Draft, DraftId, Row};
use tham_luan::form::{ColumnId, ColumnKind, FieldId, FieldKind, Form, FormId};
use tham_luan::office::compile::{Cell, Compiled, Decimal, Role, Value, compile};
use tham_luan::office::{PaperId, Source};
use tham_luan::plan::{Plan, UnitId, built_in};

/// The sample of a form.
fn sample(form: &str) -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/drafts/{form}.json"));
    let text = fs::read_to_string(path).expect("a sample");
    Draft::from_json(&tham_luan::json::parse(&text).expect("JSON")).expect("a draft")
}

fn plan(id: &str) -> Plan {
    built_in().into_iter().find(|plan| plan.id.as_str() == id).expect("a plan")
}

/// A paper that was received.
struct Received {
    unit: String,
    unit_id: Option<UnitId>,
    draft: Draft,
}

/// An office with the papers that it received.
struct Office {
    plan: Plan,
    papers: Vec<Received>,
}

impl Office {
    fn new(plan_id: &str) -> Self {
        Self { plan: plan(plan_id), papers: Vec::new() }
    }

    /// Takes in a paper; gives its id back.
    fn receive(&mut self, unit: &str, draft: Draft) -> PaperId {
        let known = self.plan.roster.iter().find(|known| known.name == unit || known.id.as_str() == unit);
        let name = known.filter(|known| !known.unnamed).map_or(unit, |known| &known.name).to_owned();
        let unit_id = known.map(|known| known.id.clone());
        self.papers.push(Received { unit: name, unit_id, draft });
        PaperId(u32::try_from(self.papers.len() - 1).expect("few"))
    }

    fn sources(&self) -> Vec<Source<'_>> {
        let mut sources = Vec::new();
        for (paper, id) in self.papers.iter().zip(0..) {
            let unit_id = paper.unit_id.as_ref();
            sources.push(Source { id: PaperId(id), unit: &paper.unit, unit_id, draft: &paper.draft });
        }
        sources
    }

    fn compile(&self) -> Vec<Compiled> {
        compile(&self.plan, &self.sources())
    }

    fn table(&self, id: &str) -> Compiled {
        let tables = self.compile();
        let ids: Vec<&str> = tables.iter().map(|table| table.id.as_str()).collect();
        let found = tables.iter().find(|table| table.id == id).cloned();
        found.unwrap_or_else(|| panic!("no table {id} among {ids:?}"))
    }

    fn form(&self, id: &str) -> &Form {
        self.plan.form(&FormId::new(id)).expect("a form")
    }

    /// The typed rows of a table of a form, in all papers, with the papers.
    fn rows(&self, form: &str, table: &str) -> Vec<(&Received, &Row)> {
        let of_form = self.papers.iter().filter(|paper| paper.draft.form.as_str() == form);
        of_form
            .flat_map(|paper| {
                paper.draft.answers.rows(&FieldId::new(table)).iter().map(move |row| (paper, row))
            })
            .collect()
    }
}

/// Numbers that look random and are the same in every run.
struct Dice(u64);

impl Dice {
    fn below(&mut self, most: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits") % most
    }
}

/// The sample of a form as another writer would have filled it: a paper of its own, with rows taken away and added,
/// other numbers, other choices.
fn varied(office: &Office, form: &str, seed: u64) -> Draft {
    let mut draft = sample(form);
    draft.id = DraftId::new(format!("{form}-{seed}"));
    let mut dice = Dice(seed + 1);
    dice.below(2);
    for (_, field) in office.form(form).fields() {
        let FieldKind::Table(table) = &field.kind else { continue };
        if table.fixed_by.is_none() {
            let rows = draft.answers.rows_mut(&field.id);
            if rows.len() > 1 && dice.below(2) == 0 {
                rows.remove(dice.below(rows.len()));
            }
            for _ in 0..dice.below(3) {
                let Some(row) = rows.first().cloned() else { continue };
                let id = rows.iter().map(|row| row.id).max().unwrap_or(0) + 1;
                rows.push(Row { id, sources: Vec::new(), ..row });
            }
        }
        for (at, row) in draft.answers.rows_mut(&field.id).iter_mut().enumerate() {
            for column in table.columns.iter().filter(|column| table.fixed_by.as_ref() != Some(&column.id)) {
                let cell = match &column.kind {
                    ColumnKind::Number if column.id.as_str() == "nam-sinh" => {
                        format!("{}", 1985 + dice.below(15))
                    }
                    ColumnKind::Number => match dice.below(4) {
                        0 => format!("{},{}", dice.below(900), 1 + dice.below(9)),
                        1 => format!("{}.{:03}", 1 + dice.below(9), dice.below(1000)),
                        _ => format!("{}", dice.below(60)),
                    },
                    ColumnKind::Choice { choices } => match dice.below(9) {
                        0 => String::new(),
                        _ => choices[dice.below(choices.len())].value.clone(),
                    },
                    ColumnKind::ShortText | ColumnKind::LongText if column.required => {
                        let text = row.cell(&column.id).to_owned();
                        if seed == 0 { text } else { format!("{text} ({seed}.{at})") }
                    }
                    _ => continue,
                };
                row.cells.insert(column.id.clone(), cell);
            }
        }
    }
    draft
}

fn set(draft: &mut Draft, field: &str, text: &str) {
    draft.answers.set(FieldId::new(field), Answer::Text(text.to_owned()));
}

fn set_cell(draft: &mut Draft, field: &str, row: usize, column: &str, text: &str) {
    draft.answers.rows_mut(&FieldId::new(field))[row].cells.insert(ColumnId::new(column), text.to_owned());
}

fn typed<'r>(row: &'r Row, column: &str) -> &'r str {
    row.cell(&ColumnId::new(column)).trim()
}

/// A number in thousandths, read here by itself.
fn thousandths(typed: &str) -> Option<i64> {
    let plain: String = typed.chars().filter(|letter| *letter != '.').collect();
    let (whole, part) = plain.split_once(',').unwrap_or((&plain, ""));
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = format!("{part:0<3}").parse().ok()?;
    Some(whole * 1000 + part)
}

/// The sum of these cells, in thousandths.
fn sum_typed<'r>(cells: impl Iterator<Item = &'r str>) -> i64 {
    cells.filter_map(thousandths).sum()
}

/// A compiled number in thousandths.
fn in_thousandths(number: Decimal) -> i64 {
    thousandths(&number.to_string()).expect("a number")
}

/// What a cell shows.
fn shown(cell: &Cell) -> String {
    cell.value.shown()
}

/// The column of a table, its entries only.
fn column<'t>(table: &'t Compiled, id: &str) -> Vec<&'t Cell> {
    let at = table.column(id).unwrap_or_else(|| panic!("{} has no {id}", table.id));
    table.entries().map(|row| &row.cells[at]).collect()
}

/// The sum of the entries of a column, in thousandths.
fn sum_shown(table: &Compiled, id: &str) -> i64 {
    column(table, id).iter().filter_map(|cell| cell.value.number()).map(in_thousandths).sum()
}

/// What the last row, of totals, says in a column, in thousandths.
fn total(table: &Compiled, id: &str) -> i64 {
    let at = table.column(id).unwrap_or_else(|| panic!("{} has no {id}", table.id));
    let row = table.rows.last().filter(|row| row.role == Role::Total).expect("a row of totals");
    in_thousandths(row.cells[at].value.number().expect("a number"))
}

/// The cell in the row that begins with this, in that column.
#[track_caller]
fn at<'t>(table: &'t Compiled, row: &str, id: &str) -> &'t Cell {
    let place = table.column(id).unwrap_or_else(|| panic!("{} has no {id}", table.id));
    let found = table.entries().find(|own| shown(&own.cells[0]) == row);
    &found.unwrap_or_else(|| panic!("{} has no row {row}", table.id)).cells[place]
}

fn is_empty(cell: &Cell) -> bool {
    cell.value == Value::Empty
}
