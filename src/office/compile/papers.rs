//! The received papers as the tables read them: by form and field, what does not apply left out, what one paper took
//! over from another counted once.

use super::compiled::{Cell, Column, Kind, Value, Warning};
use super::lineage::Lineage;
use super::{Decimal, same};
use crate::draft::{Row, computed, computed_cell, is_relevant, shown_answer, shown_cell};
use crate::form::{
    Choice, Column as FormColumn, ColumnId, ColumnKind, Field, FieldId, FieldKind, Form, FormId, Formula,
    TICKED, Table,
};
use crate::office::{PaperId, Source};
use crate::plan::Plan;
use crate::text::{Date, OrderKey, order_key};

/// What a ticked cell says.
const YES: &str = "Có";

/// A period that the plan has no name for.
pub(super) const OTHER_PERIOD: &str = "khac";

/// The columns of numbers that are years.
const YEARS: [&str; 2] = ["nam", "nam-sinh"];

/// The received papers of one plan.
#[derive(Clone, Copy)]
pub(super) struct Papers<'a> {
    pub(super) plan: &'a Plan,
    sources: &'a [Source<'a>],
}

/// One received paper, with its form.
#[derive(Clone, Copy)]
pub(super) struct Paper<'a> {
    pub(super) plan: &'a Plan,
    pub(super) source: Source<'a>,
    pub(super) form: &'a Form,
}

/// One row of a table of a paper.
#[derive(Clone)]
pub(super) struct Entry<'a> {
    pub(super) paper: Paper<'a>,
    pub(super) table: &'a Table,
    pub(super) row: &'a Row,
    /// The rows of other papers that it was taken over from, also at several removes. They are no entries themselves.
    pub(super) originals: Vec<(Paper<'a>, &'a Row)>,
}

impl<'a> Papers<'a> {
    pub(super) fn new(plan: &'a Plan, sources: &'a [Source<'a>]) -> Self {
        Self { plan, sources }
    }

    pub(super) fn form(&self, id: &str) -> Option<&'a Form> {
        self.plan.form(&FormId::new(id))
    }

    /// The papers of these forms: by unit in the roster's order, others in Vietnamese order after them; then by form.
    pub(super) fn of(&self, forms: &[&str]) -> Vec<Paper<'a>> {
        let mut papers = Vec::new();
        for source in self.sources.iter().filter(|source| source.draft.plan == self.plan.id) {
            let Some(place) = forms.iter().position(|form| *form == source.draft.form.as_str()) else {
                continue;
            };
            let Some(form) = self.form(forms[place]) else { continue };
            papers.push((self.place(source), place, Paper { plan: self.plan, source: *source, form }));
        }
        papers.sort_by(|(unit, place, paper), (other_unit, other_place, other)| {
            (unit, place, paper.id()).cmp(&(other_unit, other_place, other.id()))
        });
        papers.into_iter().map(|(_, _, paper)| paper).collect()
    }

    /// Where a paper's unit stands in the roster, or in the alphabet after it.
    fn place(&self, source: &Source<'_>) -> (usize, OrderKey) {
        let known = source.unit_id.and_then(|id| self.plan.roster.iter().position(|unit| unit.id == *id));
        (known.unwrap_or(usize::MAX), order_key(source.unit))
    }

    /// The rows of that table in the papers of these forms. One that another took over is found there.
    pub(super) fn entries(&self, forms: &[&str], table: &str) -> Vec<Entry<'a>> {
        Self::entries_of(&self.of(forms), table)
    }

    /// The rows of that table in these papers. One that another of them took over is found there.
    pub(super) fn entries_of(papers: &[Paper<'a>], table: &str) -> Vec<Entry<'a>> {
        let mut entries = Vec::new();
        for paper in papers {
            entries.extend(Self::rows(paper, table));
        }
        let lineage = Lineage::of(&entries);
        let whole = entries.clone();
        for (at, entry) in entries.iter_mut().enumerate() {
            for original in lineage.ancestors(at) {
                entry.originals.push((whole[original].paper, whole[original].row));
            }
        }
        let mut at = 0;
        entries.retain(|_| {
            at += 1;
            !lineage.is_carried(at - 1)
        });
        entries
    }

    /// The rows of a table of one paper.
    pub(super) fn rows(paper: &Paper<'a>, table: &str) -> Vec<Entry<'a>> {
        let Some((table, rows)) = paper.table(table) else { return Vec::new() };
        rows.into_iter().map(|row| Entry { paper: *paper, table, row, originals: Vec::new() }).collect()
    }

    /// A column of a form's table, as a column of a compiled one.
    pub(super) fn column(&self, form: &str, table: &str, column: &str) -> Option<Column> {
        let column = self.table(form, table)?.column(&ColumnId::new(column))?;
        Some(compiled_column(column))
    }

    pub(super) fn table(&self, form: &str, table: &str) -> Option<&'a Table> {
        match &self.form(form)?.field(&FieldId::new(table))?.kind {
            FieldKind::Table(table) => Some(table),
            _ => None,
        }
    }

    /// The choices of a column, with their labels, in the pack's order.
    pub(super) fn choices(&self, form: &str, table: &str, column: &str) -> Vec<(String, String)> {
        let column = self.table(form, table).and_then(|table| table.column(&ColumnId::new(column)));
        match column.map(|column| &column.kind) {
            Some(ColumnKind::Choice { choices }) => pairs(choices),
            _ => Vec::new(),
        }
    }

    /// The choices of a field, with their labels, in the pack's order.
    pub(super) fn field_choices(&self, form: &str, field: &str) -> Vec<(String, String)> {
        let field = self.form(form).and_then(|form| form.field(&FieldId::new(field)));
        match field.map(|field| &field.kind) {
            Some(FieldKind::Choice { choices } | FieldKind::Choices { choices }) => pairs(choices),
            _ => Vec::new(),
        }
    }
}

fn pairs(choices: &[Choice]) -> Vec<(String, String)> {
    choices.iter().map(|choice| (choice.value.clone(), choice.label.clone())).collect()
}

pub(super) fn compiled_column(column: &FormColumn) -> Column {
    let kind = match &column.kind {
        ColumnKind::Number if YEARS.contains(&column.id.as_str()) => Kind::Year,
        ColumnKind::Number | ColumnKind::Computed { .. } => Kind::Number,
        ColumnKind::Date => Kind::Date,
        _ => Kind::Text,
    };
    let total = column.total && kind == Kind::Number;
    Column { id: column.id.to_string(), title: column.label.clone(), kind, total }
}

impl<'a> Paper<'a> {
    pub(super) fn id(&self) -> PaperId {
        self.source.id
    }

    /// The field of that id, if it applies.
    pub(super) fn field(&self, id: &str) -> Option<&'a Field> {
        let (section, field) = self.form.fields().find(|(_, field)| field.id.as_str() == id)?;
        is_relevant(self.form, section, field, &self.source.draft.answers).then_some(field)
    }

    /// What was typed or chosen; empty where it does not apply.
    pub(super) fn text(&self, id: &str) -> &'a str {
        self.field(id).map_or("", |field| self.source.draft.answers.text(&field.id).trim())
    }

    /// What was chosen of a list.
    pub(super) fn chosen(&self, id: &str) -> &'a [String] {
        self.field(id).map_or(&[], |field| self.source.draft.answers.choices(&field.id))
    }

    /// For which period it is; one that the plan has no name for by the name that its writer gives it.
    pub(super) fn period(&self) -> Cell {
        let is_named = self.text("ky-bao-cao") == OTHER_PERIOD && !self.text("ky-khac").is_empty();
        self.cell(if is_named { "ky-khac" } else { "ky-bao-cao" })
    }

    /// The answer as people read it.
    pub(super) fn shown(&self, id: &str) -> String {
        let answers = &self.source.draft.answers;
        self.field(id).map(|field| shown_answer(self.plan, self.form, field, answers)).unwrap_or_default()
    }

    /// The answer as a cell.
    pub(super) fn cell(&self, id: &str) -> Cell {
        let value = match self.field(id) {
            None => Value::Empty,
            Some(field) => match &field.kind {
                FieldKind::Number => number_or_text(self.text(id)),
                FieldKind::Date => date_or_text(self.text(id)),
                FieldKind::Computed { .. } => self.number(id, 0).map_or(Value::Empty, Value::Number),
                _ => Value::text(self.shown(id)),
            },
        };
        Cell::of(value, self.id())
    }

    /// The number of a field, typed or computed: sums of what was typed are exact, also of such sums.
    fn number(&self, id: &str, depth: usize) -> Option<Decimal> {
        let field = self.field(id)?;
        match &field.kind {
            FieldKind::Computed { .. } if depth >= Formula::DEEPEST => None,
            FieldKind::Computed { formula: Formula::Sum(ids) } => {
                sum(ids.iter().map(|id| self.number(id, depth + 1)))
            }
            FieldKind::Computed { .. } => {
                computed(self.form, field, &self.source.draft.answers).and_then(Decimal::from_number)
            }
            _ => Decimal::parse(self.text(id)),
        }
    }

    /// The unit that the paper is counted under: as the roster calls it, if it is of the roster and has a name there.
    pub(super) fn unit_name(&self) -> &'a str {
        let known = self.plan.roster.iter().find(|unit| Some(&unit.id) == self.source.unit_id);
        known.filter(|unit| !unit.unnamed).map_or(self.source.unit, |unit| &unit.name)
    }

    /// The id of that unit; its name, if the roster does not have it.
    pub(super) fn unit_key(&self) -> &'a str {
        let known = self.plan.roster.iter().find(|unit| Some(&unit.id) == self.source.unit_id);
        known.filter(|unit| !unit.unnamed).map_or(self.source.unit, |unit| unit.id.as_str())
    }

    /// Whose it is.
    pub(super) fn unit(&self) -> Cell {
        Cell::of(Value::text(self.source.unit), self.id())
    }

    /// A table that applies, with its rows that say something.
    pub(super) fn table(&self, id: &str) -> Option<(&'a Table, Vec<&'a Row>)> {
        let field = self.field(id)?;
        let FieldKind::Table(table) = &field.kind else { return None };
        let rows = self.source.draft.answers.rows(&field.id).iter();
        Some((table, rows.filter(|row| !row.is_blank(table)).collect()))
    }
}

impl Entry<'_> {
    pub(super) fn id(&self) -> PaperId {
        self.paper.id()
    }

    /// What was typed or chosen in a cell.
    pub(super) fn text(&self, column: &str) -> &str {
        self.row.cell(&ColumnId::new(column)).trim()
    }

    pub(super) fn number(&self, column: &str) -> Option<Decimal> {
        cell_number(self.table, self.table.column(&ColumnId::new(column))?, self.row, 0)
    }

    /// The number of a cell, to be added up; noted, where what was typed is none.
    pub(super) fn amount(&self, column: &str, warnings: &mut Vec<Warning>) -> Option<Decimal> {
        let text = self.text(column);
        let number = self.number(column);
        if number.is_none() && !text.is_empty() {
            let head = self.table.column(&ColumnId::new(column)).map_or(column, |column| &column.label);
            let (column, text) = (head.to_owned(), text.to_owned());
            warnings.push(Warning::NotANumber { column, text, source: self.id() });
        }
        number
    }

    /// A cell, with every paper that has the same in the row that this one was taken over from.
    pub(super) fn cell(&self, column: &str) -> Cell {
        let Some(column) = self.table.column(&ColumnId::new(column)) else {
            return Cell::of(Value::Empty, self.id());
        };
        let text = self.row.cell(&column.id).trim();
        let value = match &column.kind {
            ColumnKind::Number => number_or_text(text),
            ColumnKind::Date => date_or_text(text),
            ColumnKind::Tick => Value::text(if text == TICKED { YES } else { "" }),
            ColumnKind::Computed { .. } => {
                cell_number(self.table, column, self.row, 0).map_or(Value::Empty, Value::Number)
            }
            _ => Value::text(shown_cell(self.table, self.row, column)),
        };
        let says_it = |(_, row): &&(Paper<'_>, &Row)| !text.is_empty() && same(row.cell(&column.id), text);
        let originals = self.originals.iter().filter(says_it).map(|(paper, _)| paper.id());
        Cell::from_all(value, originals.chain([self.id()]).collect())
    }

    /// The paper, and those that the row was taken over from.
    pub(super) fn papers(&self) -> Vec<PaperId> {
        self.originals.iter().map(|(paper, _)| paper.id()).chain([self.id()]).collect()
    }
}

fn number_or_text(text: &str) -> Value {
    Decimal::parse(text).map_or_else(|| Value::text(text), Value::Number)
}

fn date_or_text(text: &str) -> Value {
    Date::parse_typed(text).map_or_else(|| Value::text(text), Value::Date)
}

fn sum(numbers: impl Iterator<Item = Option<Decimal>>) -> Option<Decimal> {
    numbers.flatten().fold(None, |total, number| Some(total.unwrap_or_default() + number))
}

/// The number of a cell, as [`Paper::number`] is that of a field.
fn cell_number(table: &Table, column: &FormColumn, row: &Row, depth: usize) -> Option<Decimal> {
    match &column.kind {
        ColumnKind::Computed { .. } if depth >= Formula::DEEPEST => None,
        ColumnKind::Computed { formula: Formula::Sum(ids) } => sum(ids
            .iter()
            .map(|id| cell_number(table, table.column(&ColumnId::new(id.as_str()))?, row, depth + 1))),
        ColumnKind::Computed { .. } => computed_cell(table, column, row).and_then(Decimal::from_number),
        _ => Decimal::parse(row.cell(&column.id)),
    }
}
