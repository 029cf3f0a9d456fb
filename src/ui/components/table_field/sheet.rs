//! The table as drawn: which rows, what each cell shows, what is wrong with it.
//!
//! A row is a copy of one prepared row, and a cell is text. Drawing compares what is held with what is shown and
//! touches only what differs, so that a key in one cell of 1,600 costs what it changes.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlTableRowElement, Node};

use super::parts::{self, Parts};
use crate::draft::{Row, RowId, column_total, computed_cell, shown_number};
use crate::form::{Choice, Column, ColumnKind, FieldId, TICKED, Table};
use crate::platform::dom::{add, document, make_with_text, set};
use crate::ui::route::cell_element;
use crate::ui::words;

/// A cell: the place of its row, and of its column.
pub(super) type Place = (usize, usize);

/// What is said of a cell, and where: what is wrong, or what only informs.
pub(super) type Mark = (RowId, usize, String);

/// The drawn table.
pub(super) struct Sheet {
    pub(super) table: Table,
    field: FieldId,
    pub(super) parts: Parts,
    pub(super) lines: Vec<Line>,
    /// The cell where Tab enters the table.
    stop: Option<(RowId, usize)>,
    marks: Vec<Mark>,
    /// What offices ask.
    asked: Vec<Mark>,
}

/// One drawn row.
pub(super) struct Line {
    pub(super) id: RowId,
    pub(super) element: HtmlTableRowElement,
    /// What each cell holds, a computed one as it is shown.
    texts: Vec<String>,
    /// Its number, and whether it is the first or the last.
    place: (usize, bool, bool),
}

impl Sheet {
    /// Draws the frame of a table, without rows.
    pub(super) fn new(place: &HtmlElement, field: FieldId, table: Table) -> Option<Self> {
        let parts = Parts::draw(place, &field, &table)?;
        Some(Self {
            table,
            field,
            parts,
            lines: Vec::new(),
            stop: None,
            marks: Vec::new(),
            asked: Vec::new(),
        })
    }

    /// Whether the cells of a column are typed.
    pub(super) fn is_typed(&self, column: usize) -> bool {
        self.table.columns.get(column).is_some_and(|column| parts::is_typed(&self.table, column))
    }

    /// Whether rows can be added, moved and removed.
    pub(super) fn has_free_rows(&self) -> bool {
        self.table.fixed_rows().is_none()
    }

    /// The place of a row.
    pub(super) fn index_of(&self, row: RowId) -> Option<usize> {
        self.lines.iter().position(|line| line.id == row)
    }

    /// The element of a cell.
    pub(super) fn cell(&self, (row, column): Place) -> Option<HtmlElement> {
        cell(&self.lines.get(row)?.element, column)
    }

    /// The id of a cell.
    pub(super) fn cell_id(&self, (row, column): Place) -> Option<String> {
        Some(cell_element(&self.field, self.lines.get(row)?.id, &self.table.columns.get(column)?.id))
    }

    /// The cell that an element is, or stands in.
    pub(super) fn place_of(&self, element: &Element) -> Option<Place> {
        let cell: web_sys::HtmlTableCellElement = element.closest("td, th").ok()??.dyn_into().ok()?;
        let column = usize::try_from(cell.cell_index()).ok()?.checked_sub(1)?;
        (column < self.table.columns.len()).then_some((self.row_of(element)?, column))
    }

    /// The row that an element stands in.
    pub(super) fn row_of(&self, element: &Element) -> Option<usize> {
        let row: HtmlTableRowElement = element.closest("tbody tr").ok()??.dyn_into().ok()?;
        self.lines.iter().position(|line| line.element == row)
    }

    /// What a cell holds.
    pub(super) fn text(&self, (row, column): Place) -> &str {
        self.lines.get(row).and_then(|line| line.texts.get(column)).map_or("", String::as_str)
    }

    /// What a cell shows while it is not typed in.
    pub(super) fn shown(&self, place: Place) -> &str {
        self.table.columns.get(place.1).map_or("", |column| shown(column, self.text(place)))
    }

    /// Whether nothing was typed into a row.
    pub(super) fn is_blank(&self, row: usize) -> bool {
        (0..self.table.columns.len())
            .all(|column| !self.is_typed(column) || self.text((row, column)).trim().is_empty())
    }

    /// Draws what is held. The rows before that place are as they were.
    pub(super) fn draw(&mut self, rows: &[Row], from: usize) {
        let is_same = |(line, row): (&Line, &Row)| line.id == row.id;
        let mut counts = self.lines.len() != rows.len() || !self.lines.iter().zip(rows).all(is_same);
        if counts {
            counts = self.arrange(rows);
        }
        for (line, row) in self.lines.iter_mut().zip(rows).skip(from) {
            counts |= line.show(&self.table, row, None).unwrap_or_default();
        }
        if counts {
            self.show_totals(rows);
        }
    }

    /// Draws what is held, where nothing but the row of the cell that is typed in has changed. False where nothing has.
    pub(super) fn draw_row(&mut self, rows: &[Row], (index, open): Place) -> bool {
        let (Some(line), Some(row)) = (self.lines.get_mut(index), rows.get(index)) else { return false };
        let shown = line.show(&self.table, row, Some(open));
        if shown == Some(true) {
            self.show_totals(rows);
        }
        shown.is_some()
    }

    fn show_totals(&self, rows: &[Row]) {
        self.parts.show_totals(&self.table, rows, |column| column_total(&self.table, column, rows));
    }

    /// Adds, takes out and moves rows. The row with the focus is never moved itself, so that it keeps the focus. Says
    /// whether the sums differ by it: a row more counts by what it shows.
    fn arrange(&mut self, rows: &[Row]) -> bool {
        let had_rows = !self.lines.is_empty();
        let same = self.lines.iter().zip(rows).take_while(|(line, row)| line.id == row.id).count();
        let mut old = self.lines.split_off(same);
        let before = old.len();
        old.retain(|line| {
            let stays = rows.iter().any(|row| row.id == line.id);
            if !stays {
                Parts::take_out(&line.element);
            }
            stays
        });
        let counts = had_rows == rows.is_empty() || old.len() < before;
        let mut filled: Option<Element> = None;
        let focused = document().and_then(|document| document.active_element()?.closest("tr").ok()?);
        let mut next = match self.lines.last() {
            // Behind the last there is none.
            Some(_) if old.is_empty() => None,
            Some(line) => Parts::row_behind(&line.element),
            None => self.parts.first_row(),
        };
        for row in rows.iter().skip(same) {
            let known = old.iter().position(|line| line.id == row.id).map(|index| old.swap_remove(index));
            let Some(line) = known.or_else(|| Line::new(&self.parts.template, &self.field, &self.table, row))
            else {
                break;
            };
            let node: &Node = &line.element;
            if next.as_ref() == Some(node) || focused.as_deref() == Some(node) {
                next = Parts::row_behind(node);
            } else {
                let last = self.lines.last().map(|line| -> &Node { &line.element });
                let group = self.parts.put(node, last, next.as_ref());
                if group != filled
                    && let Some(filled) = std::mem::replace(&mut filled, group)
                {
                    Parts::count(&filled);
                }
            }
            self.lines.push(line);
        }
        if let Some(filled) = filled {
            Parts::count(&filled);
        }
        let last = self.lines.len().saturating_sub(1);
        for (index, line) in self.lines.iter_mut().enumerate() {
            line.number(&self.table.row_name, (index + 1, index == 0, index == last));
        }
        if had_rows == self.lines.is_empty() {
            self.parts.show_rows(!had_rows);
        }
        let stop = self.stop.filter(|(row, _)| self.index_of(*row).is_some());
        self.move_stop(stop.and_then(|(row, column)| Some((self.index_of(row)?, column))));
        counts
    }

    /// Lets Tab enter the table at this cell, else at the first that is typed.
    pub(super) fn move_stop(&mut self, place: Option<Place>) {
        let first = (0..self.table.columns.len()).find(|column| self.is_typed(*column));
        let place = place.or_else(|| Some((0, first?)));
        let stop = place.and_then(|(row, column)| Some((self.lines.get(row)?.id, column)));
        if stop == self.stop {
            return;
        }
        let of = |(row, column)| self.cell((self.index_of(row)?, column));
        if let Some(before) = self.stop.and_then(of) {
            set(&before, "tabindex", "-1");
        }
        if let Some(now) = stop.and_then(of) {
            set(&now, "tabindex", "0");
        }
        self.stop = stop;
    }

    /// Whether Tab enters the table at this cell.
    pub(super) fn is_stop(&self, (row, column): Place) -> bool {
        self.lines.get(row).is_some_and(|line| self.stop == Some((line.id, column)))
    }

    /// Says what is wrong with the cells, but leaves one cell as it is: the one that is being typed in.
    pub(super) fn mark(&mut self, marks: Vec<Mark>, but: Option<(RowId, usize)>) {
        let is_left = |mark: &&Mark| Some((mark.0, mark.1)) == but;
        let is_kept = |mark: &Mark, others: &[Mark]| is_left(&mark) || others.contains(mark);
        let mut kept: Vec<Mark> = Vec::new();
        for old in std::mem::take(&mut self.marks) {
            if is_kept(&old, &marks) {
                kept.push(old);
            } else {
                self.show_mark(old.0, old.1, "");
            }
        }
        for new in marks {
            if !is_kept(&new, &kept) {
                self.show_mark(new.0, new.1, &new.2);
                kept.push(new);
            }
        }
        self.marks = kept;
    }

    fn show_mark(&self, row: RowId, column: usize, said: &str) {
        let Some(line) = self.index_of(row).and_then(|index| self.lines.get(index)) else { return };
        let Some(cell) = cell(&line.element, column) else { return };
        let find = |selector| cell.query_selector(selector).ok().flatten();
        if let Some(old) = find(".table-field__said:not(.table-field__asked)") {
            old.remove();
        }
        let described = self.said_id(row, column);
        let is_fault = words::is_fault(said);
        let class =
            if is_fault { "table-field__said field__error" } else { "table-field__said field__advice" };
        if !said.is_empty()
            && let Some(element) = make_with_text("p", class, said)
        {
            element.set_id(&described);
            add(&cell, &element);
        }
        let control = find("input, textarea, select");
        for element in [Some(&*cell), control.as_ref()].into_iter().flatten() {
            set_or_remove(element, "aria-invalid", is_fault.then_some("true"));
            let said = (!said.is_empty()).then_some(described.as_str());
            let asked = self.asked_id(row, column);
            let both: Vec<&str> = said.into_iter().chain(asked.as_deref()).collect();
            set_or_remove(element, "aria-describedby", (!both.is_empty()).then_some(both.join(" ").as_str()));
        }
    }

    /// Says at the cells what offices ask, and no more at the others.
    pub(super) fn ask(&mut self, asked: Vec<Mark>) {
        for (row, column, _) in std::mem::replace(&mut self.asked, asked) {
            self.show_asked(row, column);
        }
        for at in 0..self.asked.len() {
            let (row, column, _) = self.asked[at];
            self.show_asked(row, column);
        }
    }

    fn show_asked(&self, row: RowId, column: usize) {
        let Some(line) = self.index_of(row).and_then(|index| self.lines.get(index)) else { return };
        let Some(cell) = cell(&line.element, column) else { return };
        while let Some(old) = cell.query_selector(".table-field__asked").ok().flatten() {
            old.remove();
        }
        let of_cell = self.asked.iter().filter(|mark| mark.0 == row && mark.1 == column);
        let texts: Vec<&str> = of_cell.map(|mark| mark.2.as_str()).collect();
        if let Some(id) = self.asked_id(row, column)
            && let Some(element) =
                make_with_text("p", "table-field__said table-field__asked", &texts.join(" "))
        {
            element.set_id(&id);
            add(&cell, &element);
        }
        let said = self.marks.iter().find(|mark| mark.0 == row && mark.1 == column);
        self.show_mark(row, column, said.map_or("", |mark| &mark.2));
    }

    /// The id of what offices ask at a cell, if they do.
    fn asked_id(&self, row: RowId, column: usize) -> Option<String> {
        self.asked.iter().find(|mark| mark.0 == row && mark.1 == column)?;
        Some(format!("{}-asked", cell_element(&self.field, row, &self.table.columns.get(column)?.id)))
    }

    /// The ids of all that describes a cell.
    pub(super) fn described(&self, place: Place) -> Option<String> {
        let row = self.lines.get(place.0)?.id;
        let said = self.said_of(place).map(|(_, id)| id);
        let ids: Vec<String> = said.into_iter().chain(self.asked_id(row, place.1)).collect();
        (!ids.is_empty()).then(|| ids.join(" "))
    }

    /// What a cell is called: the head of its column and that of its row.
    pub(super) fn label_id(&self, (row, column): Place) -> Option<String> {
        let head = parts::head_id(&self.field, &self.table.columns.get(column)?.id);
        Some(format!("{head} {}", parts::row_id(&self.field, self.lines.get(row)?.id)))
    }

    /// The id of what is said of a cell.
    fn said_id(&self, row: RowId, column: usize) -> String {
        let column = self.table.columns.get(column).map(|column| cell_element(&self.field, row, &column.id));
        format!("{}-said", column.unwrap_or_default())
    }

    /// What is said of a cell, and the id of the element that says it.
    pub(super) fn said_of(&self, (row, column): Place) -> Option<(&str, String)> {
        let row = self.lines.get(row)?.id;
        let mark = self.marks.iter().find(|mark| mark.0 == row && mark.1 == column)?;
        Some((&mark.2, self.said_id(row, column)))
    }
}

impl Line {
    /// A copy of the prepared row, with ids of its own and nothing in it.
    fn new(template: &Node, field: &FieldId, table: &Table, row: &Row) -> Option<Self> {
        let element: HtmlTableRowElement = template.clone_node_with_deep(true).ok()?.dyn_into().ok()?;
        let mut cell_before = element.first_element_child()?;
        for column in &table.columns {
            cell_before = cell_before.next_element_sibling()?;
            cell_before.set_id(&cell_element(field, row.id, &column.id));
        }
        let head = parts::row_id(field, row.id);
        match table.fixed_rows() {
            None => element.first_element_child()?.set_id(&head),
            Some((given, choices)) => {
                let index = table.columns.iter().position(|column| column.id == *given)?;
                let choice = choices.iter().find(|choice| choice.value == row.cell(given).trim());
                parts::draw_given(&cell(&element, index)?, &head, table, choice, row.cell(given))?;
            }
        }
        let texts = table.columns.iter().map(|_| String::new()).collect();
        Some(Self { id: row.id, element, texts, place: (0, false, false) })
    }

    /// Shows what a row holds, but in the cell that is typed in. Says whether a number differs; None where nothing does.
    fn show(&mut self, table: &Table, row: &Row, open: Option<usize>) -> Option<bool> {
        let mut counts = None;
        for (index, column) in table.columns.iter().enumerate() {
            let typed = row.cell(&column.id);
            if parts::is_typed(table, column) && self.texts[index] != typed {
                typed.clone_into(&mut self.texts[index]);
                if open != Some(index) || column.kind == ColumnKind::Tick {
                    self.show_cell(index, column);
                }
                counts = Some(counts == Some(true) || column.kind == ColumnKind::Number);
            }
        }
        if counts == Some(true) {
            for (index, column) in table.columns.iter().enumerate() {
                if let ColumnKind::Computed { .. } = column.kind {
                    let text = computed_cell(table, column, row).map(shown_number).unwrap_or_default();
                    if self.texts[index] != text {
                        self.texts[index] = text;
                        self.show_cell(index, column);
                    }
                }
            }
        }
        counts
    }

    /// Shows the text of a cell, unless a control stands in its place.
    fn show_cell(&self, index: usize, column: &Column) {
        let Some(cell) = cell(&self.element, index) else { return };
        if let Some(text) = cell.first_child().filter(|node| node.node_type() == Node::TEXT_NODE) {
            text.set_node_value(Some(shown(column, &self.texts[index])));
        }
        if column.kind == ColumnKind::Tick {
            set(&cell, "aria-label", if self.texts[index] == TICKED { "có" } else { "chưa" });
        }
    }

    /// Numbers the row, and names its buttons.
    fn number(&mut self, row_name: &str, place: (usize, bool, bool)) {
        if place == self.place {
            return;
        }
        let (number, is_first, is_last) = place;
        let (old_number, was_first, was_last) = std::mem::replace(&mut self.place, place);
        let is_new = old_number != number;
        if is_new && let Some(text) = self.element.first_element_child().and_then(|head| head.last_child()) {
            text.set_node_value(Some(&number.to_string()));
        }
        let tools =
            self.element.last_element_child().filter(|tools| tools.class_name() == parts::TOOLS_CLASS);
        let mut tool = tools.and_then(|tools| tools.first_element_child());
        let idle = [(was_first, is_first), (was_last, is_last), (false, false)];
        for (action, (was_idle, is_idle)) in parts::TOOLS.iter().zip(idle) {
            let Some(button) = tool else { return };
            if is_new {
                set(&button, "aria-label", &format!("{} {row_name} {number}", action.label));
            }
            if was_idle != is_idle {
                set(&button, "aria-disabled", if is_idle { "true" } else { "false" });
            }
            tool = button.next_element_sibling();
        }
    }
}

fn set_or_remove(element: &Element, name: &str, value: Option<&str>) {
    match value {
        Some(value) => set(element, name, value),
        // Only a name that is none can fail.
        None => drop(element.remove_attribute(name)),
    }
}

/// The cell of a column; the first cell of a row is its number.
fn cell(row: &HtmlTableRowElement, column: usize) -> Option<HtmlElement> {
    row.cells().item(u32::try_from(column + 1).ok()?)?.dyn_into().ok()
}

/// What a cell shows of what it holds.
fn shown<'a>(column: &'a Column, text: &'a str) -> &'a str {
    let label = |choices: &'a [Choice]| {
        let chosen = choices.iter().find(|choice| choice.value == text.trim());
        chosen.map_or(text, |choice| choice.label.as_str())
    };
    match &column.kind {
        ColumnKind::Choice { choices } => label(choices),
        ColumnKind::Tick if text == TICKED => parts::BOX_TICKED,
        ColumnKind::Tick => parts::BOX,
        ColumnKind::ShortText
        | ColumnKind::LongText
        | ColumnKind::Number
        | ColumnKind::Date
        | ColumnKind::Computed { .. } => text,
    }
}
