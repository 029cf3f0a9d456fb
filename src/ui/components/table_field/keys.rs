//! The table by keyboard: as in a spreadsheet while a cell is typed in, and from cell to cell after Escape.
//!
//! No key of a letter is looked at: input methods send what they like.

use leptos::prelude::request_animation_frame;
use web_sys::{Element, KeyboardEvent};

use super::editor::{Caret, Control};
use super::grid::Grid;
use super::parts::TOOLS;
use super::sheet::Place;
use crate::form::ColumnKind;

/// Where a key leads.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Way {
    /// As Tab goes: along the row, then the next row.
    Next,
    /// As Shift and Tab go.
    Back,
    Up,
    Down,
    Left,
    Right,
}

/// What input methods send for any key.
const COMPOSING: u32 = 229;

impl Grid {
    pub(super) fn on_key(&mut self, event: &KeyboardEvent, target: &Element) {
        if let (Some(place), Some(editor)) = (self.open_place(), &self.editor)
            && **editor.control.element() == *target
        {
            return self.on_editor_key(event, place);
        }
        let place = self.sheet.place_of(target);
        if let Some(place) = place.filter(|place| self.sheet.cell(*place).as_deref() == Some(target)) {
            self.on_cell_key(event, place);
        } else if let (Some(row), true) = (self.sheet.row_of(target), target.has_attribute("data-tool")) {
            self.on_tool_key(event, row, target);
        }
    }

    /// While a cell is typed in.
    fn on_editor_key(&mut self, event: &KeyboardEvent, place: Place) {
        let Some(editor) = &self.editor else { return };
        if event.is_composing() || event.key_code() == COMPOSING {
            return;
        }
        let control = &editor.control;
        let shift = event.shift_key();
        let (with_control, plain) = (event.ctrl_key() || event.meta_key(), is_plain(event));
        match event.key().as_str() {
            "Escape" => self.rest(place),
            "Tab" if plain || is_shifted(event) => {
                self.go(Some(event), place, if shift { Way::Back } else { Way::Next }, Caret::All);
            }
            "Enter" if with_control || !control.has_lines() => {
                event.prevent_default();
                self.go_down_or_add(event, place, shift);
            }
            "ArrowUp" | "ArrowDown" if event.alt_key() => self.move_by_key(event, place.0),
            "ArrowLeft" if plain && control.caret() == Some(0) => {
                self.go(Some(event), place, Way::Left, Caret::End);
            }
            "ArrowRight" if plain && control.is_at_end() => {
                self.go(Some(event), place, Way::Right, Caret::Start);
            }
            key @ ("ArrowUp" | "ArrowDown") if plain => {
                let way = if key == "ArrowUp" { Way::Up } else { Way::Down };
                match control {
                    Control::Line(_) | Control::Box(_) => self.go(Some(event), place, way, Caret::End),
                    Control::Area(_) => self.go_unless_caret_moves(place, way),
                    Control::List(_) => {}
                }
            }
            _ => {}
        }
    }

    /// Goes up or down from a text of several lines if the key finds no line there to go to. Only the browser knows
    /// where lines are broken.
    fn go_unless_caret_moves(&self, place: Place, way: Way) {
        let Some(before) = self.editor.as_ref().and_then(|editor| editor.control.caret()) else { return };
        let me = self.me.clone();
        request_animation_frame(move || {
            let Some(grid) = me.upgrade() else { return };
            let Ok(mut grid) = grid.try_borrow_mut() else { return };
            let now = grid.editor.as_ref().and_then(|editor| editor.control.caret());
            if grid.open_place() == Some(place) && now == Some(before) {
                grid.go(None, place, way, if way == Way::Up { Caret::End } else { Caret::Start });
            }
        });
    }

    /// On a cell that has the focus and is not typed in.
    fn on_cell_key(&mut self, event: &KeyboardEvent, place: Place) {
        if event.key_code() == COMPOSING {
            return self.open(place, Caret::End);
        }
        let key = event.key();
        if let ("ArrowUp" | "ArrowDown", true) = (key.as_str(), event.alt_key()) {
            return self.move_by_key(event, place.0);
        }
        if !is_plain(event) && !is_shifted(event) {
            return;
        }
        let last = self.sheet.table.columns.len().saturating_sub(1);
        let to = match key.as_str() {
            "ArrowLeft" => place.1.checked_sub(1).map(|column| (place.0, column)),
            "ArrowRight" if place.1 == last => {
                event.prevent_default();
                self.focus_tool(place.0, 0);
                return;
            }
            "ArrowRight" => Some((place.0, place.1 + 1)),
            "ArrowUp" => place.0.checked_sub(1).map(|row| (row, place.1)),
            "ArrowDown" => Some((place.0 + 1, place.1)),
            "Home" => Some((place.0, 0)),
            "End" => Some((place.0, last)),
            "Enter" | "F2" => {
                event.prevent_default();
                return self.open(place, Caret::End);
            }
            "Delete" => return self.clear(place),
            " " if self.sheet.table.columns[place.1].kind == ColumnKind::Tick => {
                event.prevent_default();
                self.open(place, Caret::End);
                if let Some(Control::Box(ticked)) = self.editor.as_ref().map(|editor| &editor.control) {
                    ticked.set_checked(!ticked.checked());
                }
                return self.take_text();
            }
            // A letter of whatever kind: it goes into the control, behind what is there.
            letter if letter.chars().nth(1).is_none() || matches!(letter, "Dead" | "Unidentified") => {
                return self.open(place, Caret::End);
            }
            _ => return,
        };
        event.prevent_default();
        if let Some(place) = to.filter(|place| self.sheet.cell(*place).is_some()) {
            self.rest(place);
        }
    }

    fn clear(&mut self, place: Place) {
        if let Some(row) = self.sheet.lines.get(place.0).map(|line| line.id)
            && self.sheet.is_typed(place.1)
            && !self.sheet.text(place).is_empty()
        {
            self.set_cell(row, place.1, String::new());
        }
    }

    /// On a button of a row.
    fn on_tool_key(&mut self, event: &KeyboardEvent, row: usize, target: &Element) {
        let name = target.get_attribute("data-tool").unwrap_or_default();
        let Some(tool) = TOOLS.iter().position(|tool| tool.name == name) else { return };
        if let ("ArrowUp" | "ArrowDown", true) = (event.key().as_str(), event.alt_key()) {
            return self.move_by_key(event, row);
        }
        if !is_plain(event) {
            return;
        }
        match event.key().as_str() {
            "ArrowLeft" if tool == 0 => {
                self.go(Some(event), (row, self.sheet.table.columns.len()), Way::Left, Caret::End)
            }
            "ArrowLeft" => {
                self.focus_tool(row, tool - 1);
            }
            "ArrowRight" => {
                self.focus_tool(row, tool + 1);
            }
            "ArrowUp" if row > 0 => {
                event.prevent_default();
                self.focus_tool(row - 1, tool);
            }
            "ArrowDown" => {
                event.prevent_default();
                self.focus_tool(row + 1, tool);
            }
            _ => {}
        }
    }

    fn move_by_key(&mut self, event: &KeyboardEvent, row: usize) {
        event.prevent_default();
        self.move_row(row, event.key() == "ArrowUp");
    }

    /// As Enter does: to the row below. Below the last a new one is added, unless nothing was typed into the last.
    fn go_down_or_add(&mut self, event: &KeyboardEvent, place: Place, up: bool) {
        let is_last = place.0 + 1 == self.sheet.lines.len();
        if up {
            self.go(Some(event), place, Way::Up, Caret::All);
        } else if !is_last {
            self.go(Some(event), place, Way::Down, Caret::All);
        } else if self.sheet.has_free_rows() && !self.sheet.is_blank(place.0) {
            self.add_row();
        }
    }

    /// Opens the next cell that is typed, or goes to the buttons of the row. Where there is none the key does what the
    /// browser lets it do.
    fn go(&mut self, event: Option<&KeyboardEvent>, (row, column): Place, way: Way, caret: Caret) {
        let stops: Vec<usize> =
            (0..self.sheet.table.columns.len()).filter(|column| self.sheet.is_typed(*column)).collect();
        let before = stops.iter().rev().find(|stop| **stop < column).map(|stop| (row, *stop));
        let behind = stops.iter().find(|stop| **stop > column).map(|stop| (row, *stop));
        let above = row.checked_sub(1);
        let to = match way {
            Way::Left => before,
            Way::Right => behind,
            Way::Back => before.or_else(|| Some((above?, *stops.last()?))),
            Way::Next => behind.or_else(|| Some((row + 1, *stops.first()?))),
            Way::Up => above.map(|row| (row, column)),
            Way::Down => Some((row + 1, column)),
        };
        let done = match to.filter(|(row, _)| *row < self.sheet.lines.len()) {
            Some(to) => {
                self.open(to, caret);
                true
            }
            None if way == Way::Right && self.sheet.has_free_rows() => {
                self.close();
                self.focus_tool(row, 0)
            }
            None => false,
        };
        if let Some(event) = event.filter(|_| done) {
            event.prevent_default();
        }
    }
}

/// Pressed alone.
fn is_plain(event: &KeyboardEvent) -> bool {
    !(event.shift_key() || event.ctrl_key() || event.alt_key() || event.meta_key())
}

/// Pressed with Shift alone.
fn is_shifted(event: &KeyboardEvent) -> bool {
    event.shift_key() && !(event.ctrl_key() || event.alt_key() || event.meta_key())
}
