//! The cell that is being typed in: a native control in the place of its text.

use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement, HtmlInputElement, HtmlSelectElement, HtmlTextAreaElement, Node};

use super::parts::is_typed;
use super::sheet::{Place, Sheet};
use crate::draft::RowId;
use crate::form::{Column, ColumnKind, TICKED, Table};
use crate::platform;
use crate::platform::dom::{add, make, make_with_text, set};
use crate::ui::words;

/// A cell with its control.
pub(super) struct Editor {
    pub(super) row: RowId,
    pub(super) column: usize,
    /// The id of the cell, which its control has meanwhile.
    pub(super) id: String,
    cell: HtmlElement,
    pub(super) control: Control,
    /// Stands where the text stood.
    frame: HtmlElement,
    /// What the cell shows when nobody types in it. Keeps its room while the control lies over it.
    text: Node,
}

/// What is put in the place of a cell's text, prepared once for each column that is typed, and copied.
pub(super) struct Frames(Vec<Option<HtmlElement>>);

/// A native control.
pub(super) enum Control {
    /// One line.
    Line(HtmlInputElement),
    /// Lines; grows with them.
    Area(HtmlTextAreaElement),
    /// One of a list.
    List(HtmlSelectElement),
    /// A box to tick.
    Box(HtmlInputElement),
}

/// Where the caret stands when a cell is opened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Caret {
    /// All of a line is marked, so that typing replaces it; behind the end of longer texts.
    All,
    /// Before the first letter.
    Start,
    /// Behind the last.
    End,
    /// Before the letter of that place, in UTF-16 units.
    At(u32),
}

impl Editor {
    /// Puts a control in the place of a cell's text.
    pub(super) fn open(sheet: &Sheet, frames: &Frames, place: Place) -> Option<Self> {
        let cell = sheet.cell(place)?;
        let (line, column) = (sheet.lines.get(place.0)?, sheet.table.columns.get(place.1)?);
        let text = cell.first_child().filter(|node| node.node_type() == Node::TEXT_NODE)?;
        let frame = frames.0.get(place.1)?.as_ref()?.clone_node_with_deep(true).ok()?;
        let frame: HtmlElement = frame.unchecked_into();
        let control = Control::of(&frame, column)?;
        control.take(column, sheet.text(place));
        let element = control.element();
        set(element, "aria-labelledby", &sheet.label_id(place)?);
        if let Some((said, _)) = sheet.said_of(place) {
            set(element, "aria-invalid", if words::is_fault(said) { "true" } else { "false" });
        }
        if let Some(described) = sheet.described(place) {
            set(element, "aria-describedby", &described);
        }
        cell.prepend_with_node_1(&frame).ok()?;
        add(&*frame.first_element_child()?, &text);
        set(&cell, "tabindex", "-1");
        // Whoever looks for the cell, to give it the focus or to undo in it, finds where it is typed.
        let id = sheet.cell_id(place)?;
        element.set_id(&id);
        // Only a name that is none can fail.
        let _ = cell.remove_attribute("id");
        Some(Self { row: line.id, column: place.1, id, cell, control, frame, text })
    }

    /// Gives the cell its text back. Tab enters the table here, or elsewhere by now.
    pub(super) fn close(self, shown: &str, is_stop: bool) {
        self.text.set_node_value(Some(shown));
        // Fails only for a cell that is gone.
        let _ = self.frame.replace_with_with_node_1(&self.text);
        set(&self.cell, "tabindex", if is_stop { "0" } else { "-1" });
        self.cell.set_id(&self.id);
    }

    /// Gives a text of several lines the room that it needs. What it no longer needs goes when the cell is left.
    pub(super) fn grow(&self) {
        if let Control::Area(area) = &self.control
            && area.scroll_height() > area.client_height()
        {
            // A line that was only begun has room too.
            self.text.set_node_value(Some(&(area.value() + "\u{200b}")));
        }
    }

    /// Moves the focus into the control, which holds a text or none.
    pub(super) fn focus(&self, caret: Caret, is_empty: bool) {
        // A control that is gone cannot take it.
        let _ = self.control.element().focus();
        if is_empty {
            return;
        }
        let end = self.control.length();
        let (from, to) = match caret {
            Caret::All if matches!(self.control, Control::Line(_)) => (0, end),
            Caret::All | Caret::End => (end, end),
            Caret::Start => (0, 0),
            Caret::At(place) => (place.min(end), place.min(end)),
        };
        // Nothing can be marked in a box or a list.
        let _ = match &self.control {
            Control::Line(line) => line.set_selection_range(from, to),
            Control::Area(area) => area.set_selection_range(from, to),
            Control::List(_) | Control::Box(_) => Ok(()),
        };
    }

    /// Whether the control has the focus.
    pub(super) fn has_focus(&self) -> bool {
        platform::dom::document().and_then(|document| document.active_element()).as_ref()
            == Some(self.control.element())
    }
}

impl Frames {
    /// Prepares those of a table. None only where the browser makes no elements.
    pub(super) fn of(table: &Table) -> Option<Self> {
        let frame = |column| if is_typed(table, column) { frame(column).map(Some) } else { Some(None) };
        table.columns.iter().map(frame).collect::<Option<_>>().map(Self)
    }
}

fn frame(column: &Column) -> Option<HtmlElement> {
    let frame = make("div", "table-field__frame")?;
    add(&frame, &*make("span", "table-field__ghost")?);
    // A form of its own: some browsers look through all controls of a form at every key, to fill them in.
    let form = make("form", "table-field__form")?;
    add(&form, &*control(column)?);
    add(&frame, &form);
    Some(frame)
}

fn control(column: &Column) -> Option<HtmlElement> {
    let name = match column.kind {
        ColumnKind::LongText => "textarea",
        ColumnKind::Choice { .. } => "select",
        _ => "input",
    };
    let element = make(name, &format!("table-field__control table-field__control--{name}"))?;
    match &column.kind {
        ColumnKind::LongText => set(&element, "rows", "1"),
        ColumnKind::Choice { choices } => {
            offer(&element, "", "– chọn –")?;
            choices.iter().try_for_each(|choice| offer(&element, &choice.value, &choice.label))?;
        }
        ColumnKind::Tick => set(&element, "type", "checkbox"),
        _ => set(&element, "type", "text"),
    }
    if !matches!(column.kind, ColumnKind::Choice { .. } | ColumnKind::Tick) {
        let keys = if column.kind == ColumnKind::Number { "decimal" } else { "text" };
        let enter = if column.kind == ColumnKind::LongText { "enter" } else { "next" };
        for (name, value) in
            [("autocomplete", "off"), ("spellcheck", "false"), ("inputmode", keys), ("enterkeyhint", enter)]
        {
            set(&element, name, value);
        }
    }
    if column.kind == ColumnKind::Date {
        set(&element, "placeholder", "dd/mm/yyyy");
    }
    Some(element)
}

/// Offers a choice in a list. Nothing is chosen in advance.
fn offer(list: &Element, value: &str, label: &str) -> Option<()> {
    let option = make_with_text("option", "", label)?;
    set(&option, "value", value);
    add(list, &option);
    Some(())
}

impl Control {
    /// The control in a copied frame.
    fn of(frame: &Element, column: &Column) -> Option<Self> {
        let element = frame.last_element_child()?.first_element_child()?;
        Some(match column.kind {
            ColumnKind::LongText => Self::Area(element.unchecked_into()),
            ColumnKind::Choice { .. } => Self::List(element.unchecked_into()),
            ColumnKind::Tick => Self::Box(element.unchecked_into()),
            _ => Self::Line(element.unchecked_into()),
        })
    }

    /// Shows what the cell holds as it is opened. What is held and is no choice is offered as it is.
    fn take(&self, column: &Column, held: &str) {
        if held.is_empty() {
            return;
        }
        if let (Self::List(list), ColumnKind::Choice { choices }) = (self, &column.kind)
            && !choices.iter().any(|choice| choice.value == held)
        {
            // A browser that makes no elements offers the others only.
            let _ = offer(list, held, held);
        }
        self.set_text(held);
    }

    /// The control itself.
    pub(super) fn element(&self) -> &HtmlElement {
        match self {
            Self::Line(input) | Self::Box(input) => input,
            Self::Area(area) => area,
            Self::List(list) => list,
        }
    }

    /// What the cell is to hold, in Unicode NFC.
    pub(super) fn text(&self) -> String {
        match self {
            Self::Line(line) => platform::nfc(&line.value()),
            Self::Area(area) => platform::nfc(&area.value()),
            Self::List(list) => list.value(),
            Self::Box(ticked) if ticked.checked() => TICKED.to_owned(),
            Self::Box(_) => String::new(),
        }
    }

    fn set_text(&self, text: &str) {
        match self {
            Self::Line(line) => line.set_value(text),
            Self::Area(area) => area.set_value(text),
            Self::List(list) => list.set_value(text),
            Self::Box(ticked) => ticked.set_checked(text == TICKED),
        }
    }

    /// How long its text is, in UTF-16 units.
    fn length(&self) -> u32 {
        let count = |text: String| u32::try_from(text.encode_utf16().count()).unwrap_or(u32::MAX);
        match self {
            Self::Line(line) => count(line.value()),
            Self::Area(area) => count(area.value()),
            Self::List(_) | Self::Box(_) => 0,
        }
    }

    /// Where the caret stands, if nothing is marked.
    pub(super) fn caret(&self) -> Option<u32> {
        let (start, end) = match self {
            Self::Line(line) => (line.selection_start(), line.selection_end()),
            Self::Area(area) => (area.selection_start(), area.selection_end()),
            Self::List(_) | Self::Box(_) => return Some(0),
        };
        let (start, end) = (start.ok()??, end.ok()??);
        (start == end).then_some(start)
    }

    /// Whether the caret stands behind the last letter.
    pub(super) fn is_at_end(&self) -> bool {
        self.caret() == Some(self.length())
    }

    /// Whether it takes several lines.
    pub(super) fn has_lines(&self) -> bool {
        matches!(self, Self::Area(_))
    }
}
