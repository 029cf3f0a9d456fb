//! The table as used: what a press or a text in it does. Keys are in [`keys`](super::keys), what is pasted in
//! [`pasting`](super::pasting).
//!
//! One listener hears all that happens in the table. Its own work makes events too (a row that goes takes the focus
//! with it); they come while it is at work, and are passed over.

use std::cell::{Cell, RefCell};
use std::rc::{Rc, Weak};
use std::time::Duration;

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, Event, HtmlElement, MouseEvent};

use super::editor::{Caret, Control, Editor, Frames};
use super::parts::{ADD, Parts, TOOLS};
use super::sheet::{Mark, Place, Sheet};
use crate::draft::{RowId, Severity};
use crate::form::{ColumnId, Table};
use crate::platform::dom::{self, Listener, SizeWatcher};
use crate::platform::page;
use crate::session::{Edit, OpenDraft};
use crate::ui::components::{FieldContext, PastedCell};
use crate::ui::route::field_element;
use crate::ui::{SessionHandle, use_session, words};

/// What is heard.
const EVENTS: [&str; 10] =
    ["mousedown", "click", "focusin", "focusout", "keydown", "input", "change", "paste", "drop", "submit"];

/// What is said of a cell changes so long after it was left.
const SETTLE: Duration = Duration::from_millis(80);

/// A table on the page.
pub(super) struct Grid {
    session: SessionHandle,
    context: FieldContext,
    pub(super) sheet: Sheet,
    frames: Frames,
    /// Cells that something was pasted into, of which there may be something to say.
    pub(super) pasted: RwSignal<Vec<PastedCell>>,
    pub(super) editor: Option<Editor>,
    /// The cells that were left a moment ago. They get their texts back together: each time the page is laid out anew.
    left: Vec<Editor>,
    /// Whether something was typed since the cell was opened: until it is left, nothing appears or goes under the
    /// writer's hands.
    is_typing: bool,
    /// Whether the last change was drawn when it was made.
    is_drawn: bool,
    /// Whether it settles in a moment.
    is_settling: Rc<Cell<bool>>,
    pub(super) me: Weak<RefCell<Self>>,
}

/// A table on the page and what it hears, until it is dropped.
pub(super) struct HeardGrid {
    grid: Rc<RefCell<Grid>>,
    _listener: Listener,
    _watcher: SizeWatcher,
}

impl HeardGrid {
    /// Draws the table into its place.
    pub(super) fn new(
        place: &HtmlElement,
        context: FieldContext,
        table: Table,
        pasted: RwSignal<Vec<PastedCell>>,
    ) -> Option<Self> {
        let frames = Frames::of(&table)?;
        let sheet = Sheet::new(place, context.field.id.clone(), table)?;
        let session = use_session();
        let grid = Rc::new_cyclic(|me| {
            let me = me.clone();
            RefCell::new(Grid {
                session,
                context,
                sheet,
                frames,
                pasted,
                editor: None,
                left: Vec::new(),
                is_typing: false,
                is_drawn: false,
                is_settling: Rc::default(),
                me,
            })
        });
        let heard = Rc::clone(&grid);
        let listener = Listener::new(place.clone().into(), &EVENTS, move |event| {
            if let Ok(mut grid) = heard.try_borrow_mut() {
                grid.hear(&event);
            }
        });
        let (scroller, table) =
            (grid.borrow().sheet.parts.scroller.clone(), grid.borrow().sheet.parts.grid.clone());
        let scrolled = Cell::new(false);
        let watcher = SizeWatcher::new(place, move || Parts::fit(&scroller, &table, &scrolled));
        Some(Self { grid, _listener: listener, _watcher: watcher })
    }

    /// Shows what is held now.
    pub(super) fn draw(&self) {
        if let Ok(mut grid) = self.grid.try_borrow_mut()
            && !std::mem::take(&mut grid.is_drawn)
        {
            grid.draw();
        }
    }

    /// Says what offices ask at the cells.
    pub(super) fn ask(&self, asked: Vec<(RowId, ColumnId, String)>) {
        if let Ok(mut grid) = self.grid.try_borrow_mut() {
            grid.ask(asked);
        }
    }

    /// Says what is wrong now, unless somebody is typing: then it is said when the cell is left.
    pub(super) fn mark(&self) {
        if let Ok(mut grid) = self.grid.try_borrow_mut() {
            grid.mark();
        }
    }
}

impl Grid {
    fn hear(&mut self, event: &Event) {
        let kind = event.type_();
        // Heard at every key: only the open cell takes text.
        if kind == "input" {
            return self.take_text();
        }
        let Some(target) = event.target().and_then(|target| target.dyn_into::<Element>().ok()) else {
            return;
        };
        match kind.as_str() {
            "change" => self.take_text(),
            "keydown" => self.on_key(event.unchecked_ref(), &target),
            "mousedown" => self.on_press(event.unchecked_ref(), &target),
            "click" => self.on_click(&target),
            "focusin" => self.on_arrival(&target),
            "focusout" => self.settle(),
            "paste" => self.on_paste(event.unchecked_ref(), &target),
            "drop" => self.await_text(),
            // Nothing is ever sent.
            "submit" => event.prevent_default(),
            _ => {}
        }
    }

    /// Changes the table.
    pub(super) fn edit(&mut self, edit: impl FnOnce(crate::form::FieldId) -> Edit) {
        self.session.edit(&self.context.draft, edit(self.context.field.id.clone()));
    }

    /// Shows what is held now, and where the caret is too, if that changed by other hands than the writer's.
    pub(super) fn draw(&mut self) {
        self.clear_up();
        let Self { session, context, sheet, .. } = self;
        session.peek_draft(&context.draft, |open| sheet.draw(open.draft.answers.rows(&context.field.id), 0));
        let Some(editor) = &self.editor else { return };
        match self.sheet.index_of(editor.row).map(|row| (row, editor.column)) {
            None => {
                self.editor = None;
                self.settle();
            }
            Some(place) if editor.control.text() != self.sheet.text(place) => {
                let had_focus = editor.has_focus();
                self.close();
                if had_focus {
                    self.open(place, Caret::End);
                }
            }
            Some(_) => {}
        }
    }

    fn ask(&mut self, asked: Vec<(RowId, ColumnId, String)>) {
        let columns = &self.sheet.table.columns;
        let place = |id: &ColumnId| columns.iter().position(|column| column.id == *id);
        let marks = asked.into_iter().filter_map(|(row, column, text)| Some((row, place(&column)?, text)));
        let marks = marks.collect();
        self.sheet.ask(marks);
    }

    fn mark(&mut self) {
        if self.is_typing {
            return;
        }
        let checked = self.session.is_checked(&self.context.draft);
        let field = &self.context.field.id;
        let marks = self.context.violations.try_with_untracked(|violations| {
            let mut marks: Vec<Mark> = Vec::new();
            let of = |severity| violations.iter().filter(move |found| found.severity == severity);
            let found = of(Severity::Error).chain(of(Severity::Warning));
            for found in found.filter(|found| found.field == *field) {
                let Some((row, column)) = &found.cell else { continue };
                let column = self.sheet.table.columns.iter().position(|other| other.id == *column);
                let Some(column) = column.filter(|_| checked || found.rule.is_of_form()) else { continue };
                let is_new = !marks.iter().any(|mark| mark.0 == *row && mark.1 == column);
                let say = |open: OpenDraft<'_>| words::cell_violation(open.form, found);
                if let Some(sentence) = self.session.peek_draft(&self.context.draft, say).filter(|_| is_new) {
                    marks.push((*row, column, sentence));
                }
            }
            marks
        });
        let left = self.editor.as_ref().map(|editor| (editor.row, editor.column));
        self.sheet.mark(marks.unwrap_or_default(), left);
    }

    /// The cell that is open.
    pub(super) fn open_place(&self) -> Option<Place> {
        let editor = self.editor.as_ref()?;
        Some((self.sheet.index_of(editor.row)?, editor.column))
    }

    /// Opens a cell for typing. A cell that is not typed only takes the focus.
    pub(super) fn open(&mut self, place: Place, caret: Caret) {
        if !self.sheet.is_typed(place.1) {
            return self.rest(place);
        }
        if self.open_place() != Some(place) {
            if self.is_left(place) {
                self.clear_up();
            }
            let left = self.editor.take();
            self.sheet.move_stop(Some(place));
            self.editor = Editor::open(&self.sheet, &self.frames, place);
            if !self.context.focused.try_get_untracked().unwrap_or(true) {
                self.context.focused.try_set(true);
            }
            left.into_iter().for_each(|editor| self.leave(editor));
        }
        if let Some(editor) = &self.editor {
            editor.grow();
            editor.focus(caret, self.sheet.text(place).is_empty());
        }
    }

    /// Ends the typing in the open cell. What was typed is held already.
    pub(super) fn close(&mut self) {
        if let Some(editor) = self.editor.take() {
            self.leave(editor);
        }
        self.clear_up();
    }

    /// Nothing is typed in a cell any more. Its control goes later: one that has the focus would take it along.
    fn leave(&mut self, editor: Editor) {
        page::end_confinement(&editor.id);
        self.is_typing = false;
        self.left.push(editor);
        self.settle();
    }

    fn is_left(&self, place: Place) -> bool {
        let row = self.sheet.lines.get(place.0).map(|line| line.id);
        self.left.iter().any(|editor| Some(editor.row) == row && editor.column == place.1)
    }

    /// Gives the cells that were left their texts back.
    fn clear_up(&mut self) {
        for editor in std::mem::take(&mut self.left) {
            // A row that is gone has taken them along.
            if let Some(row) = self.sheet.index_of(editor.row) {
                let place = (row, editor.column);
                editor.close(self.sheet.shown(place), self.sheet.is_stop(place));
            }
        }
    }

    /// Lets a cell have the focus without typing in it.
    pub(super) fn rest(&mut self, place: Place) {
        self.close();
        self.sheet.move_stop(Some(place));
        if let Some(cell) = self.sheet.cell(place) {
            // A cell that is gone cannot take it.
            let _ = cell.focus();
        }
    }

    /// In a moment, when nothing is pressed: ends the typing if the focus has gone, and says what is wrong.
    fn settle(&self) {
        if self.is_settling.replace(true) {
            return;
        }
        let (me, is_settling) = (self.me.clone(), Rc::clone(&self.is_settling));
        let settle = move || {
            is_settling.set(false);
            let Some(grid) = me.upgrade() else { return };
            let Ok(mut grid) = grid.try_borrow_mut() else { return };
            if page::is_pressed() {
                return grid.settle();
            }
            grid.clear_up();
            if grid.editor.as_ref().is_some_and(|editor| !editor.has_focus()) {
                grid.close();
            }
            if grid.editor.is_none() {
                grid.context.focused.try_set(false);
            }
            grid.mark();
        };
        set_timeout(settle, SETTLE);
    }

    /// Takes what was typed or chosen in the open cell.
    pub(super) fn take_text(&mut self) {
        let Some(place) = self.open_place() else { return };
        let Some(editor) = &self.editor else { return };
        let (row, text) = (editor.row, editor.control.text());
        if text == self.sheet.text(place) {
            return;
        }
        editor.grow();
        if !std::mem::replace(&mut self.is_typing, true) {
            // Not sooner: a row more lays out the page anyway.
            page::confine(&editor.id);
        }
        self.set_cell(row, place.1, text);
        let Self { session, context, sheet, .. } = self;
        let draw = |open: OpenDraft<'_>| sheet.draw_row(open.draft.answers.rows(&context.field.id), place);
        self.is_drawn = session.peek_draft(&context.draft, draw).unwrap_or_default();
    }

    pub(super) fn set_cell(&mut self, row: RowId, column: usize, text: String) {
        let Some(column) = self.column_id(column) else { return };
        self.edit(|field| Edit::Cell { field, row, column, text });
    }

    pub(super) fn column_id(&self, column: usize) -> Option<ColumnId> {
        self.sheet.table.columns.get(column).map(|column| column.id.clone())
    }

    pub(super) fn is_in_control(&self, target: &Element) -> bool {
        self.editor.as_ref().is_some_and(|editor| editor.control.element().contains(Some(target)))
    }

    /// A press opens a cell, with the caret where it was pressed; a box is ticked by it, a list unfolds.
    fn on_press(&mut self, event: &MouseEvent, target: &Element) {
        let Some(place) = self.sheet.place_of(target) else { return };
        if event.button() != 0 || self.is_in_control(target) || !self.sheet.is_typed(place.1) {
            return;
        }
        event.prevent_default();
        self.clear_up();
        let caret = dom::text_offset_at(event.client_x(), event.client_y()).map_or(Caret::End, Caret::At);
        self.open(place, caret);
        match self.editor.as_ref().map(|editor| &editor.control) {
            Some(Control::List(list)) => dom::show_choices(list),
            Some(Control::Box(ticked)) => {
                ticked.set_checked(!ticked.checked());
                self.take_text();
            }
            _ => {}
        }
    }

    fn on_click(&mut self, target: &Element) {
        if let Ok(Some(button)) = target.closest("button[data-tool]") {
            let is_idle = button.get_attribute("aria-disabled").as_deref() == Some("true");
            if !is_idle {
                self.use_tool(&button);
            }
        } else if let Some(place) = self.sheet.place_of(target)
            && self.sheet.is_typed(place.1)
            && self.open_place() != Some(place)
        {
            // Not pressed, but asked for by a program that reads the page aloud.
            self.open(place, Caret::End);
        }
    }

    fn use_tool(&mut self, button: &Element) {
        let name = button.get_attribute("data-tool").unwrap_or_default();
        match (name.as_str(), self.sheet.row_of(button)) {
            (ADD, _) => self.add_row(),
            ("remove", Some(row)) => self.remove_row(row),
            (way, Some(row)) => self.move_row(row, way == "up"),
            _ => {}
        }
    }

    /// The focus came: to a cell by Tab or by a link, or to a table of fixed rows as a whole.
    fn on_arrival(&mut self, target: &Element) {
        let place = match self.sheet.place_of(target) {
            Some(place) if self.sheet.cell(place).as_deref() == Some(target) => Some(place),
            // By its id, a moment after it was left.
            Some(place) if self.is_left(place) => Some(place),
            Some(_) => None,
            None if target.tag_name() == "TABLE" => (0..self.sheet.table.columns.len())
                .find(|column| self.sheet.is_typed(*column))
                .map(|column| (0, column)),
            None => None,
        };
        match place {
            Some(place) if self.sheet.is_typed(place.1) => self.open(place, Caret::All),
            Some(place) => self.sheet.move_stop(Some(place)),
            None => {}
        }
    }

    /// Adds a row; it takes the focus.
    pub(super) fn add_row(&mut self) {
        let before = self.sheet.lines.len();
        self.edit(|field| Edit::AddRow { field });
        let Self { session, context, sheet, .. } = self;
        session.peek_draft(&context.draft, |open| {
            sheet.draw(open.draft.answers.rows(&context.field.id), before);
        });
        self.is_drawn = self.sheet.lines.len() != before;
        let first = (0..self.sheet.table.columns.len()).find(|column| self.sheet.is_typed(*column));
        if let (Some(row), Some(column)) = (self.sheet.lines.len().checked_sub(1), first) {
            self.open((row, column), Caret::All);
        }
    }

    /// Takes a row out. The focus goes to the row that takes its place, or to the button that adds one.
    fn remove_row(&mut self, row: usize) {
        let Some(id) = self.sheet.lines.get(row).map(|line| line.id) else { return };
        self.close();
        self.edit(|field| Edit::RemoveRow { field, row: id });
        self.draw();
        let next = row.min(self.sheet.lines.len().saturating_sub(1));
        if !self.focus_tool(next, TOOLS.len() - 1) {
            page::focus(&field_element(&self.context.field.id));
        }
    }

    pub(super) fn move_row(&mut self, row: usize, up: bool) {
        let Some(id) = self.sheet.lines.get(row).map(|line| line.id) else { return };
        self.edit(|field| Edit::MoveRow { field, row: id, up });
        self.draw();
        if let Some(now) = self.sheet.index_of(id).filter(|now| *now != row) {
            let way = if up { "lên" } else { "xuống" };
            let news = format!("Đã chuyển {way}, nay là dòng {} trên {}.", now + 1, self.sheet.lines.len());
            self.sheet.parts.tell(&news);
        }
    }

    /// Moves the focus to a button of a row. False where there is none.
    pub(super) fn focus_tool(&self, row: usize, tool: usize) -> bool {
        let Some(line) = self.sheet.lines.get(row).filter(|_| self.sheet.has_free_rows()) else {
            return false;
        };
        let tools = line.element.last_element_child().map(|tools| tools.children());
        let tool = tools.and_then(|tools| tools.item(u32::try_from(tool).ok()?));
        tool.and_then(|tool| tool.dyn_into::<HtmlElement>().ok()).is_some_and(|tool| tool.focus().is_ok())
    }
}
