//! Table fields, as ruled tables or as lists.

use crate::draft::Row;
use crate::form::{Choice, Column, ColumnId, ColumnKind, FieldId, TablePrint};
use crate::pagination::{Align, Block, Cell, TableRow, Twips};

use super::body::Place;
use super::{Composer, Origin, label_of, line_of, lowered, printed_lines, spacer, table, without_end};

/// Of a ruled table's text, in half-points.
const CELL_SIZE: u32 = 24;

/// Width of the column of running numbers.
const NUMBER_COLUMN: Twips = 600;

impl<'a> Composer<'a> {
    /// The rows that have something to print, with their index among the answer's rows.
    pub(super) fn rows(&self, field: &FieldId) -> Vec<(usize, &'a Row)> {
        let mut rows = Vec::new();
        for (index, row) in self.draft.answers.rows(field).iter().enumerate() {
            if row.cells.values().any(|cell| !cell.trim().is_empty()) {
                rows.push((index, row));
            }
        }
        rows
    }

    pub(super) fn table(&mut self, place: Place, field: &FieldId, columns: &[Column], print: TablePrint) {
        match print {
            TablePrint::Table => self.ruled(place, field, columns),
            TablePrint::List => self.list(place, field, columns),
        }
    }

    /// "TT", then the form's columns by their weights; the head repeats on every page.
    fn ruled(&mut self, place: Place, field: &FieldId, columns: &[Column]) {
        let mut head = vec![cell("TT", true, Align::Center)];
        for column in columns {
            head.push(cell(&column.label, true, Align::Center));
        }
        let mut rows = vec![TableRow { header: true, cells: head }];
        for (at, (_, row)) in self.rows(field).into_iter().enumerate() {
            let mut cells = vec![cell(&(at + 1).to_string(), false, Align::Center)];
            for column in columns {
                let align = if column.kind == ColumnKind::Number { Align::Right } else { Align::Left };
                cells.push(cell(shown(row, column), false, align));
            }
            rows.push(TableRow { header: false, cells });
        }
        let table = table(true, column_widths(self.width, columns), 108, rows);
        self.push(table, place.answer(None, 0, 0));
        // Keeps the table off what follows; two tables that touch would become one in a file.
        self.frame(spacer(120, 4));
    }

    /// A paragraph a row, under the labels of the first column of choices: "UBND tỉnh:". Rows without a choice come
    /// first. Further columns follow the first one's text after their labels.
    fn list(&mut self, place: Place, field: &FieldId, columns: &[Column]) {
        let mut group = None;
        let mut choices: &[Choice] = &[];
        for column in columns {
            if let (None, ColumnKind::Choice { choices: offered }) = (group, &column.kind) {
                (group, choices) = (Some(&column.id), offered);
            }
        }
        let chosen = |row: &'a Row| group.map_or("", |id| row.cell(id).trim());
        let rows = self.rows(field);
        for (index, row) in &rows {
            if label_of(choices, chosen(row)).is_none() {
                self.list_row(place, *index, row, columns, None);
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
                self.list_row(place, *index, row, columns, group);
            }
        }
    }

    fn list_row(
        &mut self,
        place: Place,
        index: usize,
        row: &Row,
        columns: &[Column],
        group: Option<&ColumnId>,
    ) {
        let mut lines = Vec::new();
        let mut details = String::new();
        for column in columns {
            let cell = printed_lines(shown(row, column));
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

/// A cell as printed: what was typed, or the label of what was chosen.
fn shown<'a>(row: &'a Row, column: &'a Column) -> &'a str {
    let typed = row.cell(&column.id);
    match &column.kind {
        ColumnKind::Choice { choices } => label_of(choices, typed.trim()).unwrap_or(typed),
        _ => typed,
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
