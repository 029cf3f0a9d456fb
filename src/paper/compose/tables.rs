//! Table fields, as ruled tables or as lists.

use std::borrow::Cow;

use crate::draft::{Row, column_total, computed_cell, shown_number};
use crate::form::{Choice, Column, ColumnId, ColumnKind, FieldId, Table, TablePrint};
use crate::pagination::{Align, Block, Cell, TableRow, Twips};
use crate::text::Date;

use super::body::Place;
use super::{Composer, Origin, label_of, line_of, lowered, printed_lines, spacer, table, without_end};

/// Of a ruled table's text, in half-points.
const CELL_SIZE: u32 = 24;

/// Width of the column of running numbers.
const NUMBER_COLUMN: Twips = 600;

impl<'a> Composer<'a> {
    /// The rows that have something to print, with their index among the answer's rows.
    pub(super) fn rows(&self, field: &FieldId, table: &Table) -> Vec<(usize, &'a Row)> {
        let mut rows: Vec<_> = self.draft.answers.rows(field).iter().enumerate().collect();
        // A table of criteria prints all of them once one is answered.
        if table.fixed_by.is_none() || rows.iter().all(|(_, row)| row.is_blank(table)) {
            rows.retain(|(_, row)| !row.is_blank(table));
        }
        rows
    }

    pub(super) fn table(&mut self, place: Place, field: &FieldId, table: &Table) {
        match table.print {
            TablePrint::Table => self.ruled(place, field, table),
            TablePrint::List => self.list(place, field, table),
        }
    }

    /// "TT", then the form's columns by their weights; the head repeats on every page.
    fn ruled(&mut self, place: Place, field: &FieldId, definition: &Table) {
        let columns = &definition.columns;
        let mut head = vec![cell("TT", true, Align::Center)];
        for column in columns {
            head.push(cell(&column.label, true, Align::Center));
        }
        let mut rows = vec![TableRow { header: true, cells: head }];
        for (at, (_, row)) in self.rows(field, definition).into_iter().enumerate() {
            let mut cells = vec![cell(&(at + 1).to_string(), false, Align::Center)];
            for column in columns {
                cells.push(cell(&shown(definition, row, column), false, alignment(column)));
            }
            rows.push(TableRow { header: false, cells });
        }
        rows.extend(self.totals(field, definition));
        let table = table(true, column_widths(self.width, columns), 108, rows);
        self.push(table, place.answer(None, 0, 0));
        // Keeps the table off what follows; two tables that touch would become one in a file.
        self.frame(spacer(120, 4));
    }

    /// "Cộng": the sums of the columns that are added up, if any is.
    fn totals(&self, field: &FieldId, definition: &Table) -> Option<TableRow> {
        let rows = self.draft.answers.rows(field);
        let total = |column: &Column| column_total(definition, column, rows).filter(|_| column.total);
        definition.columns.iter().find_map(total)?;
        let mut cells = vec![cell("", true, Align::Center)];
        for (index, column) in definition.columns.iter().enumerate() {
            let text = match total(column) {
                Some(sum) => shown_number(sum),
                None if index == 0 => "Cộng".to_owned(),
                None => String::new(),
            };
            cells.push(cell(&text, true, alignment(column)));
        }
        Some(TableRow { header: false, cells })
    }

    /// A paragraph a row, under the labels of the first column of choices: "UBND tỉnh:". Rows without a choice come
    /// first. Further columns follow the first one's text after their labels.
    fn list(&mut self, place: Place, field: &FieldId, definition: &Table) {
        let columns = &definition.columns;
        let mut group = None;
        let mut choices: &[Choice] = &[];
        for column in columns {
            if let (None, ColumnKind::Choice { choices: offered }) = (group, &column.kind) {
                (group, choices) = (Some(&column.id), offered);
            }
        }
        let chosen = |row: &'a Row| group.map_or("", |id| row.cell(id).trim());
        let rows = self.rows(field, definition);
        for (index, row) in &rows {
            if label_of(choices, chosen(row)).is_none() {
                self.list_row(place, *index, row, definition, None);
            }
        }
        for choice in choices {
            let mut has_head = false;
            for (index, row) in &rows {
                if chosen(row) != choice.value {
                    continue;
                }
                if !has_head {
                    has_head = true;
                    let label = without_end(&choice.label, &[':', ' ']);
                    let mut head = self.body_paragraph(&[label, ":"].concat(), false);
                    head.keep_next = true;
                    let origin = Origin::Heading { section: place.section, field: Some(place.field) };
                    self.push(Block::Para(head), origin);
                }
                self.list_row(place, *index, row, definition, group);
            }
        }
    }

    fn list_row(
        &mut self,
        place: Place,
        index: usize,
        row: &Row,
        definition: &Table,
        group: Option<&ColumnId>,
    ) {
        let mut shown_cells = Vec::new();
        for column in &definition.columns {
            shown_cells.push(shown(definition, row, column));
        }
        let mut lines = Vec::new();
        let mut details = String::new();
        for (column, text) in definition.columns.iter().zip(&shown_cells) {
            let cell = printed_lines(text);
            if cell.is_empty() || group == Some(&column.id) {
                continue;
            }
            if lines.is_empty() {
                lines = cell;
                continue;
            }
            let label = lowered(without_end(&column.label, &[':', ' ']));
            details += &["; ", &label, ":"].concat();
            for (_, line) in cell {
                details += " ";
                details += line;
            }
        }
        let last = lines.len().saturating_sub(1);
        for (at, (start, mut line)) in lines.into_iter().enumerate() {
            let mut details = details.as_str();
            if at != last {
                details = "";
            } else if !details.is_empty() {
                line = without_end(line, &['.', ';', ',']);
            }
            let has_mark = line.starts_with("- ") || line.starts_with("+ ");
            let lead = if at == 0 && !has_mark { "- " } else { "" };
            self.line(&[lead, line, details].concat(), place.answer(Some(index), start, lead.len()));
        }
    }
}

/// A cell as printed: what was typed, or the label of what was chosen, or what was computed.
fn shown<'a>(definition: &Table, row: &'a Row, column: &'a Column) -> Cow<'a, str> {
    let typed = row.cell(&column.id);
    match &column.kind {
        ColumnKind::Choice { choices } => Cow::Borrowed(label_of(choices, typed.trim()).unwrap_or(typed)),
        ColumnKind::Tick => Cow::Borrowed(if row.is_ticked(&column.id) { "x" } else { "" }),
        ColumnKind::Date => {
            Date::parse_typed(typed).map_or(Cow::Borrowed(typed), |day| Cow::Owned(day.to_string()))
        }
        ColumnKind::Computed { .. } => {
            Cow::Owned(computed_cell(definition, column, row).map(shown_number).unwrap_or_default())
        }
        ColumnKind::ShortText | ColumnKind::LongText | ColumnKind::Number => Cow::Borrowed(typed),
    }
}

fn alignment(column: &Column) -> Align {
    match column.kind {
        ColumnKind::Number | ColumnKind::Computed { .. } => Align::Right,
        ColumnKind::Tick | ColumnKind::Date => Align::Center,
        ColumnKind::ShortText | ColumnKind::LongText | ColumnKind::Choice { .. } => Align::Left,
    }
}

/// A cell of a ruled table, of at least one line.
fn cell(text: &str, bold: bool, align: Align) -> Cell {
    let mut lines = printed_lines(text);
    if lines.is_empty() {
        lines.push((0, ""));
    }
    let mut paras = Vec::new();
    for (_, line) in lines {
        let mut paragraph = line_of(line, CELL_SIZE, bold, false);
        paragraph.align = align;
        paragraph.before = 40;
        paragraph.after = 40;
        paras.push(paragraph);
    }
    Cell { paras }
}

/// The widths of "TT" and the columns; together the width between the margins.
fn column_widths(width: Twips, columns: &[Column]) -> Vec<Twips> {
    let weight = |column: &Column| i64::from(column.weight.max(1));
    let shared = i64::from(width - NUMBER_COLUMN);
    let total: i64 = columns.iter().map(weight).sum();
    let mut widths = vec![NUMBER_COLUMN];
    let (mut used, mut edge) = (0, 0);
    for column in columns {
        used += weight(column);
        let next = Twips::try_from(shared * used / total).unwrap_or(width);
        widths.push(next - edge);
        edge = next;
    }
    widths
}
