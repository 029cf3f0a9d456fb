//! What is pasted into the table: a block of cells lies over its cells, any other text goes into the open one as ever.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::{ClipboardEvent, Element};

use super::editor::Control;
use super::grid::Grid;
use super::sheet::Place;
use crate::draft::{RowId, unread_marks};
use crate::form::ColumnId;
use crate::platform;
use crate::session::Edit;
use crate::text::parse_block;
use crate::ui::components::PastedCell;

impl Grid {
    /// Fills cells from a block that a spreadsheet put on the clipboard.
    pub(super) fn on_paste(&mut self, event: &ClipboardEvent, target: &Element) {
        let Some(clipboard) = event.clipboard_data() else { return };
        let read = |kind| clipboard.get_data(kind).unwrap_or_default();
        let (text, formatted) = (platform::nfc(&read("text/plain")), read("text/html"));
        let block = parse_block(&text);
        let control =
            self.editor.as_ref().filter(|_| self.is_in_control(target)).map(|editor| &editor.control);
        let is_table = formatted.contains("<table") || (formatted.is_empty() && text.contains('\t'));
        let is_block = match (control, block.as_slice()) {
            // Where lines can be typed, paragraphs from elsewhere are no rows.
            (Some(Control::Area(_)), _) if !is_table => false,
            (Some(Control::Area(_) | Control::Line(_)), [row]) if row.len() == 1 => {
                text.trim_end_matches(['\r', '\n']) != row[0]
            }
            (_, rows) => !rows.is_empty(),
        };
        let at = match self.sheet.place_of(target) {
            Some((row, column)) => {
                self.column_id(column).and_then(|column| Some((self.sheet.lines.get(row)?.id, column)))
            }
            None => None,
        };
        // Outside the rows only the button that adds one takes a block.
        let is_here =
            at.is_some() || (self.sheet.has_free_rows() && target.closest("button").ok().flatten().is_some());
        if is_block && is_here {
            event.prevent_default();
            self.lay(at, block);
        } else {
            self.await_text();
        }
    }

    /// Lays a block over the cells, and tells what became of it.
    fn lay(&mut self, at: Option<(RowId, ColumnId)>, block: Vec<Vec<String>>) {
        let first =
            at.as_ref().and_then(|(row, _)| self.sheet.index_of(*row)).unwrap_or(self.sheet.lines.len());
        let left =
            at.as_ref().and_then(|(_, id)| self.sheet.table.columns.iter().position(|other| other.id == *id));
        let left = left.unwrap_or(0);
        let room = self.sheet.table.columns.len() - left;
        let widths: Vec<usize> = block.iter().map(Vec::len).collect();
        let (rows, columns) = (widths.len(), widths.iter().copied().max().unwrap_or(0));
        let unread = unread_marks(&self.sheet.table.columns[left..], &block);
        self.edit(|field| Edit::Paste { field, at, block });
        self.draw();
        let laid = rows.min(self.sheet.lines.len().saturating_sub(first));
        let mut news = format!("Đã dán {laid} dòng, {} cột.", columns.min(room));
        if laid < rows && !self.sheet.has_free_rows() {
            news += &format!(" Còn {} dòng không dán được vì bảng có số dòng cố định.", rows - laid);
        }
        if columns > room {
            news += &format!(" Còn {} cột không dán được vì bảng hết cột.", columns - room);
        }
        if unread > 0 {
            news += &format!(
                " Có {unread} dấu không đọc được nên ô để trống: hãy tự đánh dấu các ô đó. Bảng nhận các dấu x, v, 1, \
                 “có”, “đúng” và ✓."
            );
        }
        self.sheet.parts.tell(&news);
        let cells = (first..)
            .zip(widths)
            .flat_map(|(row, width)| (left..left + width).map(move |column| (row, column)));
        self.note(cells.filter_map(|place| self.pasted_cell(place, String::new())).collect());
    }

    /// The browser is about to put a text into the open cell: looks at it afterwards, so that no key is asked how it came.
    pub(super) fn await_text(&self) {
        let Some(place) = self.open_place() else { return };
        let Some(row) = self.sheet.lines.get(place.0).map(|line| line.id) else { return };
        let (me, before) = (self.me.clone(), self.sheet.text(place).to_owned());
        let look = move || {
            let Some(grid) = me.upgrade() else { return };
            let Ok(grid) = grid.try_borrow() else { return };
            let cell = grid.sheet.index_of(row).and_then(|row| grid.pasted_cell((row, place.1), before));
            grid.note(cell.filter(|cell| cell.text != cell.before).into_iter().collect());
        };
        set_timeout(look, Duration::ZERO);
    }

    /// A cell that something was pasted into. None for one that is not typed, and where no encoding is in doubt.
    fn pasted_cell(&self, place: Place, before: String) -> Option<PastedCell> {
        let text =
            Some(self.sheet.text(place)).filter(|text| !text.is_ascii() && self.sheet.is_typed(place.1))?;
        let (row, column) = (self.sheet.lines.get(place.0)?.id, self.column_id(place.1)?);
        Some(PastedCell { row, column, before, text: text.to_owned() })
    }

    /// Notes what was pasted, before what is noted already: whoever pastes column by column is asked about all of them.
    fn note(&self, mut new: Vec<PastedCell>) {
        if new.is_empty() {
            return;
        }
        self.pasted.try_update(|cells| {
            cells.retain(|old| !new.iter().any(|new| new.row == old.row && new.column == old.column));
            new.append(cells);
            *cells = new;
        });
    }
}
