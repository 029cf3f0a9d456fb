//! Table fields, as ruled tables or as lists.

use crate::draft::Row;
use crate::form::{Column, ColumnKind, FieldId, TablePrint};
use crate::pagination::{Align, Block, Cell, CellMargin, Paragraph, Table, TableRow, Twips};

use super::body::Place;
use super::{Composer, Origin, line_of, lowered, printable, printed_lines, spacer};

/// Of a ruled table's text, in half-points.
const CELL_SIZE: u32 = 24;

/// Width of the column of running numbers.
const NUMBER_COLUMN: Twips = 600;

impl<'a> Composer<'a> {
    /// The rows that have something to print, with their index among the answer's rows.
    pub(super) fn rows(&self, field: &FieldId) -> impl Iterator<Item = (usize, &'a Row)> + use<'a> {
        let rows = self.draft.answers.rows(field).iter().enumerate();
        rows.filter(|(_, row)| row.cells.values().any(|cell| !cell.trim().is_empty()))
    }

    pub(super) fn table(&mut self, place: Place, field: &FieldId, columns: &'a [Column], print: TablePrint) {
        match print {
            TablePrint::Table => self.ruled(place, field, columns),
            TablePrint::List => self.list(place, field, columns),
        }
    }

    /// "TT", then the form's columns by their weights; the head repeats on every page.
    fn ruled(&mut self, place: Place, field: &FieldId, columns: &[Column]) {
        let cell = |text: &str, bold, align| {
            let mut paras: Vec<Paragraph> =
                printed_lines(text).map(|(_, line)| cell_line(printable(line), bold, align)).collect();
            if paras.is_empty() {
                paras.push(cell_line(String::new(), bold, align));
            }
            Cell { paras }
        };
        let labels = std::iter::once("TT").chain(columns.iter().map(|column| column.label.as_str()));
        let head =
            TableRow { header: true, cells: labels.map(|label| cell(label, true, Align::Center)).collect() };
        let rows = self.rows(field).enumerate().map(|(at, (_, row))| {
            let number = cell(&(at + 1).to_string(), false, Align::Center);
            let cells = columns.iter().map(|column| {
                let align = if column.kind == ColumnKind::Number { Align::Right } else { Align::Left };
                cell(shown(row, column), false, align)
            });
            TableRow { header: false, cells: std::iter::once(number).chain(cells).collect() }
        });
        let table = Table {
            borders: true,
            border_sz: 4,
            cols: column_widths(self.width, columns),
            align: Align::Center,
            cell_margin: CellMargin { top: 0, left: 108, bottom: 0, right: 108 },
            rows: std::iter::once(head).chain(rows).collect(),
        };
        self.blocks.push(Block::Table(table));
        self.origins.push(place.answer(None, 0, 0));
        // Keeps the table off what follows; two tables that touch would become one in a file.
        self.push(spacer(120, 4), Origin::Frame);
    }

    /// A paragraph a row, under the labels of the first column of choices: "UBND tỉnh:". Rows without a choice come
    /// first. Further columns follow the first one's text after their labels.
    fn list(&mut self, place: Place, field: &FieldId, columns: &'a [Column]) {
        let grouping = columns.iter().find_map(|column| match &column.kind {
            ColumnKind::Choice { choices } => Some((column, choices)),
            _ => None,
        });
        let Some((column, choices)) = grouping else {
            let rows: Vec<_> = self.rows(field).collect();
            for (index, row) in rows {
                self.list_row(place, index, row, columns, None);
            }
            return;
        };
        let rows: Vec<_> = self.rows(field).collect();
        let is_of = |row: &Row, value: &str| row.cell(&column.id).trim() == value;
        for (index, row) in &rows {
            if !choices.iter().any(|choice| is_of(row, &choice.value)) {
                self.list_row(place, *index, row, columns, None);
            }
        }
        for choice in choices {
            let mut members = rows.iter().filter(|(_, row)| is_of(row, &choice.value)).peekable();
            if members.peek().is_none() {
                continue;
            }
            let head = format!("{}:", choice.label.trim_end_matches([':', ' ']));
            let mut head = self.body_paragraph(printable(&head), false);
            head.keep_next = true;
            self.push(head, Origin::Heading { section: place.section, field: Some(place.field) });
            for (index, row) in members {
                self.list_row(place, *index, row, columns, Some(column));
            }
        }
    }

    fn list_row(
        &mut self,
        place: Place,
        index: usize,
        row: &'a Row,
        columns: &'a [Column],
        group: Option<&Column>,
    ) {
        let mut cells = columns
            .iter()
            .filter(|column| group.is_none_or(|group| group.id != column.id))
            .map(|column| (column, shown(row, column)))
            .filter(|(_, text)| !text.trim().is_empty());
        let Some((_, main)) = cells.next() else { return };
        let details: Vec<String> = cells
            .map(|(column, text)| {
                let text = printed_lines(text).map(|(_, line)| line).collect::<Vec<_>>().join(" ");
                format!("{}: {text}", lowered(column.label.trim_end_matches([':', ' '])))
            })
            .collect();
        let mut lines: Vec<(usize, String)> =
            printed_lines(main).map(|(start, line)| (start, line.to_owned())).collect();
        if let (Some((_, last)), false) = (lines.last_mut(), details.is_empty()) {
            *last = format!("{}; {}", last.trim_end_matches(['.', ';', ',']), details.join("; "));
        }
        for (at, (start, line)) in lines.into_iter().enumerate() {
            let has_mark = line.starts_with("- ") || line.starts_with("+ ");
            let lead = if at == 0 && !has_mark { "- " } else { "" };
            let paragraph = self.body_paragraph(printable(&format!("{lead}{line}")), false);
            self.push(paragraph, place.answer(Some(index), start, lead.len()));
        }
    }
}

/// A cell as printed: what was typed, or the label of what was chosen.
fn shown<'a>(row: &'a Row, column: &'a Column) -> &'a str {
    let typed = row.cell(&column.id);
    match &column.kind {
        ColumnKind::Choice { choices } => {
            choices.iter().find(|choice| choice.value == typed.trim()).map_or(typed, |choice| &choice.label)
        }
        _ => typed,
    }
}

fn cell_line(text: String, bold: bool, align: Align) -> Paragraph {
    Paragraph { align, before: 40, after: 40, ..line_of(text, CELL_SIZE, bold, false) }
}

/// The widths of "TT" and the columns; together the width between the margins.
fn column_widths(width: Twips, columns: &[Column]) -> Vec<Twips> {
    let shared = i64::from(width - NUMBER_COLUMN);
    let total: i64 = columns.iter().map(|column| i64::from(column.weight.max(1))).sum();
    let (mut used, mut edge) = (0, 0);
    let widths = columns.iter().map(|column| {
        used += i64::from(column.weight.max(1));
        let next = Twips::try_from(shared * used / total).unwrap_or(width);
        let width = next - edge;
        edge = next;
        width
    });
    std::iter::once(NUMBER_COLUMN).chain(widths).collect()
}
