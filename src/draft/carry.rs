//! Takes answers over from other papers, so that nobody types them again.
//!
//! **Invariant:** what is in the draft stays. Rows are added, never changed; fields are filled only where they are
//! empty; a row that was taken over is not taken over again, as far as it can be told for certain.

use super::{Answer, Answers, Draft, Row, RowId, RowSource, fresh_row, shown_number};
use super::{computed, computed_cell, validate::is_answered};
use crate::form::{
    CarryOver, Choice, Column, ColumnId, ColumnKind, Field, FieldId, FieldKind, Form, TICKED, Table,
};
use crate::plan::Plan;

/// A paper that answers are taken from.
#[derive(Clone, Copy, Debug)]
pub struct SourcePaper<'a> {
    /// Its plan.
    pub plan: &'a Plan,
    /// Its form.
    pub form: &'a Form,
    /// Its answers.
    pub draft: &'a Draft,
    /// The row of the rule's table that fields are filled from, where the writer picks one.
    pub row: Option<RowId>,
}

/// What is taken over.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Carried {
    /// The answers as they become.
    pub answers: Vec<(FieldId, Answer)>,
    /// Rows added, or fields filled.
    pub added: usize,
    /// Rows that had been taken over before, or fields that say something already.
    pub kept: usize,
}

/// What a rule of the draft's form takes over from these papers. Papers of other forms give nothing.
#[must_use]
pub fn carry_over(rule: &CarryOver, form: &Form, draft: &Draft, papers: &[SourcePaper<'_>]) -> Carried {
    let papers = papers.iter().filter(|paper| paper.form.id == rule.from && paper.draft.id != draft.id);
    match &rule.into {
        Some(into) => match form.field(into).map(|field| &field.kind) {
            Some(FieldKind::Table(table)) => rows(rule, into, table, draft, papers),
            _ => Carried::default(),
        },
        None => fields(rule, form, &draft.answers, papers),
    }
}

/// The rows of the rule's table in a paper from which the writer can pick one, each with what it says first.
#[must_use]
pub fn pickable_rows(rule: &CarryOver, paper: SourcePaper<'_>) -> Vec<(RowId, String)> {
    let Some((id, table)) = table_there(rule, paper) else { return Vec::new() };
    let mut rows = Vec::new();
    for row in paper.draft.answers.rows(id).iter().filter(|row| !row.is_blank(table)) {
        let mut words = table.columns.iter().map(|column| cell_text(table, column, row));
        rows.push((row.id, words.find(|text| !text.is_empty()).unwrap_or_default()));
    }
    rows
}

fn rows<'a>(
    rule: &CarryOver,
    into: &FieldId,
    table: &Table,
    draft: &Draft,
    papers: impl Iterator<Item = &'a SourcePaper<'a>>,
) -> Carried {
    let mut carried = Carried::default();
    let mut rows: Vec<Row> = Vec::new();
    for row in draft.answers.rows(into).iter().filter(|row| !row.is_blank(table)) {
        rows.push(row.clone());
    }
    for paper in papers {
        let there = cells_there(rule, table, *paper);
        let known = known(&rows, *paper, &there);
        for ((row, cells), is_known) in there.into_iter().zip(known) {
            if is_known {
                carried.kept += 1;
                continue;
            }
            let id = fresh_row(&rows, &draft.asked);
            let source = RowSource { paper: paper.draft.id.clone(), revision: paper.draft.revision, row };
            let mut row = Row { id, sources: vec![source], ..Row::default() };
            for (column, text) in rule.initial.iter().cloned().chain(cells) {
                row.cells.insert(column, text);
            }
            rows.push(row);
            carried.added += 1;
        }
    }
    if carried.added > 0 {
        carried.answers.push((into.clone(), Answer::Rows(rows)));
    }
    carried
}

/// What a row here is made of: the row there, if it is one, and a text for each column.
type Taken = (Option<RowId>, Vec<(ColumnId, String)>);

/// What each row here is made of: from every row of a table there, or from the fields of the paper.
fn cells_there(rule: &CarryOver, into: &Table, paper: SourcePaper<'_>) -> Vec<Taken> {
    let mut rows = Vec::new();
    match table_there(rule, paper) {
        Some((id, table)) => {
            for row in paper.draft.answers.rows(id).iter().filter(|row| !row.is_blank(table)) {
                rows.push((Some(row.id), taken(rule, |there| column_text(table, there, row))));
            }
        }
        None if rule.table.is_none() => rows.push((None, taken(rule, |there| field_text(paper, there)))),
        None => {}
    }
    rows.retain(|(_, cells): &Taken| !cells.is_empty());
    for (id, text) in rows.iter_mut().flat_map(|(_, cells)| cells) {
        if let Some(column) = into.column(id) {
            *text = fit_cell(&column.kind, text);
        }
    }
    rows
}

/// By what a row is known for certain, the surest first.
#[derive(Clone, Copy)]
enum Way {
    Words,
    Number,
}

/// So many thousandths of what a row says are most of it.
const MOST: usize = 500;

/// Which of the rows there were taken over before. A paper that gives one row is known by its id. A row is known by what
/// it says; where that was changed here, by its number in the very export that it was taken from, and else by most of
/// what it says: another export numbers its rows anew, and a draft gives the number of a row that went to the next one.
/// Where it is not sure the row is taken once more: what is there twice is seen, what is missing is not.
fn known(rows: &[Row], paper: SourcePaper<'_>, there: &[Taken]) -> Vec<bool> {
    let of_paper = |source: &&RowSource| source.paper == paper.draft.id;
    let mut here: Vec<(&Row, &RowSource)> = Vec::new();
    for row in rows {
        here.extend(row.sources.iter().filter(of_paper).map(|source| (row, source)));
    }
    let is_same = |way: Way, (row, source): (&Row, &RowSource), (number, cells): &Taken| {
        let is_of_export = paper.draft.revision > 0 && source.revision == paper.draft.revision;
        match way {
            Way::Words => cells.iter().all(|(column, text)| row.cell(column).trim() == text),
            Way::Number => number.is_none() || is_of_export && source.row == *number,
        }
    };
    let mut known = vec![false; there.len()];
    for way in [Way::Words, Way::Number] {
        for (taken, is_known) in there.iter().zip(&mut known).filter(|(_, is_known)| !**is_known) {
            if let Some(at) = here.iter().position(|here| is_same(way, *here, taken)) {
                here.remove(at);
                *is_known = true;
            }
        }
    }
    // The most alike first: a new row that resembles one here does not stand for it where that one itself is there.
    let mut pairs: Vec<(usize, &Row, usize)> = Vec::new();
    for (row, _) in &here {
        let left = there.iter().enumerate().filter(|(at, _)| !known[*at]);
        let alike = left.map(|(at, (_, cells))| (alike(row, cells), *row, at));
        pairs.extend(alike.filter(|(alike, _, _)| *alike >= MOST));
    }
    pairs.sort_by_key(|(alike, _, _)| std::cmp::Reverse(*alike));
    for (_, row, at) in pairs {
        let place = here.iter().position(|(other, _)| other.id == row.id);
        if let (Some(place), false) = (place, known[at]) {
            here.remove(place);
            known[at] = true;
        }
    }
    known
}

/// How much of what is taken a row here says, by the length of the texts, in thousandths.
fn alike(row: &Row, cells: &[(ColumnId, String)]) -> usize {
    let same = cells.iter().filter(|(column, text)| row.cell(column).trim() == text);
    let same: usize = same.map(|(_, text)| text.len()).sum();
    let all: usize = cells.iter().map(|(_, text)| text.len()).sum();
    same.saturating_mul(1000) / all.max(1)
}

fn fields<'a>(
    rule: &CarryOver,
    form: &Form,
    answers: &Answers,
    papers: impl Iterator<Item = &'a SourcePaper<'a>>,
) -> Carried {
    let mut carried = Carried::default();
    for paper in papers {
        let picked = table_there(rule, *paper).and_then(|(id, table)| {
            let row = paper.draft.answers.rows(id).iter().find(|row| Some(row.id) == paper.row)?;
            Some((table, row))
        });
        let texts: Vec<(FieldId, String)> = match picked {
            Some((table, row)) => taken(rule, |there| column_text(table, there, row)),
            None if rule.table.is_none() => taken(rule, |there| field_text(*paper, there)),
            None => Vec::new(),
        };
        for (id, text) in texts {
            let Some(field) = form.field(&id) else { continue };
            let is_filled = carried.answers.iter().any(|(filled, _)| *filled == id);
            match fit_field(field, &text) {
                Some(_) if is_filled || is_answered(field, answers) => carried.kept += 1,
                Some(answer) => {
                    carried.answers.push((id, answer));
                    carried.added += 1;
                }
                None => {}
            }
        }
    }
    carried
}

/// What is taken under each name here, where there is anything.
fn taken<I: From<String>>(rule: &CarryOver, text: impl Fn(&str) -> String) -> Vec<(I, String)> {
    let mut taken = Vec::new();
    for (here, there) in &rule.take {
        let text = text(there);
        if !text.is_empty() {
            taken.push((I::from(here.clone()), text));
        }
    }
    taken
}

fn table_there<'a>(rule: &'a CarryOver, paper: SourcePaper<'a>) -> Option<(&'a FieldId, &'a Table)> {
    let id = rule.table.as_ref()?;
    match &paper.form.field(id)?.kind {
        FieldKind::Table(table) => Some((id, table)),
        _ => None,
    }
}

fn column_text(table: &Table, id: &str, row: &Row) -> String {
    let column = table.column(&ColumnId::new(id));
    column.map(|column| cell_text(table, column, row)).unwrap_or_default()
}

/// A cell as text: what was typed; choices by their labels.
fn cell_text(table: &Table, column: &Column, row: &Row) -> String {
    let typed = row.cell(&column.id).trim();
    match &column.kind {
        ColumnKind::Choice { choices } => label(choices, typed),
        ColumnKind::Computed { .. } => {
            computed_cell(table, column, row).map(shown_number).unwrap_or_default()
        }
        _ => typed.to_owned(),
    }
}

/// An answer as text: what was typed; choices and units by their names.
fn field_text(paper: SourcePaper<'_>, id: &str) -> String {
    let id = FieldId::new(id);
    let Some(field) = paper.form.field(&id) else { return String::new() };
    let answers = &paper.draft.answers;
    let typed = answers.text(&id).trim();
    match &field.kind {
        FieldKind::Choice { choices } => label(choices, typed),
        FieldKind::Choices { choices } => {
            let labels: Vec<String> =
                answers.choices(&id).iter().map(|value| label(choices, value)).collect();
            labels.join("; ")
        }
        FieldKind::Unit => {
            let unit = paper.plan.roster.iter().find(|unit| unit.id.as_str() == typed);
            unit.map_or(typed, |unit| &unit.name).to_owned()
        }
        FieldKind::Tick if answers.tick(&id) => TICKED.to_owned(),
        FieldKind::Computed { .. } => {
            computed(paper.form, field, answers).map(shown_number).unwrap_or_default()
        }
        FieldKind::Tick | FieldKind::Table(_) => String::new(),
        FieldKind::ShortText | FieldKind::LongText | FieldKind::Number | FieldKind::Date => typed.to_owned(),
    }
}

fn label(choices: &[Choice], value: &str) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    choice.map_or(value, |choice| &choice.label).to_owned()
}

/// The value of a label; a text that is none stays, and validation says so.
fn value(choices: &[Choice], text: &str) -> String {
    let choice = choices.iter().find(|choice| choice.label == text || choice.value == text);
    choice.map_or(text, |choice| &choice.value).to_owned()
}

fn fit_cell(kind: &ColumnKind, text: &str) -> String {
    match kind {
        ColumnKind::Choice { choices } => value(choices, text),
        _ => text.to_owned(),
    }
}

fn fit_field(field: &Field, text: &str) -> Option<Answer> {
    match &field.kind {
        FieldKind::Choice { choices } => Some(Answer::Text(value(choices, text))),
        FieldKind::Choices { choices } => {
            Some(Answer::Choices(text.split("; ").map(|part| value(choices, part)).collect()))
        }
        FieldKind::Tick => (text == TICKED).then_some(Answer::Tick(true)),
        FieldKind::ShortText | FieldKind::LongText | FieldKind::Number | FieldKind::Date => {
            Some(Answer::Text(text.to_owned()))
        }
        // A unit is an id of the draft's own roster, which a name may not be.
        FieldKind::Unit | FieldKind::Table(_) | FieldKind::Computed { .. } => None,
    }
}
