//! The parts of a pack that others refer to.

use crate::form::Table;
use crate::json::Value;
use crate::plan::value::{flag, items, members, text};

/// A part of a pack that has a name.
#[derive(Clone, Copy)]
pub(super) struct Part<'a> {
    /// What it is called.
    pub(super) id: &'a str,
    /// Which of its members says so.
    pub(super) name: &'static str,
    /// The kind of field or column; empty for anything else.
    pub(super) kind: &'a str,
    pub(super) value: &'a Value,
    /// Whether it is sensitive in a pack that does not ask for that.
    pub(super) is_left_out: bool,
}

/// A pack to look things up in.
#[derive(Clone, Copy)]
pub(super) struct Pack<'a> {
    pub(super) value: &'a Value,
    asks_sensitive: bool,
}

impl<'a> Pack<'a> {
    pub(super) fn new(value: &'a Value) -> Self {
        Self { value, asks_sensitive: flag(value, "asksSensitive") }
    }

    /// The items of a list.
    pub(super) fn list(self, object: &'a Value, list: &str, name: &'static str) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        for value in items(object, list) {
            let is_left_out = flag(value, "sensitive") && !self.asks_sensitive;
            parts.push(Part { id: text(value, name), name, kind: text(value, "kind"), value, is_left_out });
        }
        parts
    }

    /// The parts of the pack itself.
    pub(super) fn ids(self, list: &str) -> Vec<Part<'a>> {
        self.list(self.value, list, "id")
    }

    /// The sections of a form, each called as it is here: those that are taken in, too.
    pub(super) fn sections(self, form: &'a Value) -> Vec<Part<'a>> {
        let mut sections = self.list(form, "sections", "id");
        for section in &mut sections {
            if section.value.get("use").is_some() {
                section.name = "use";
                section.id = text(section.value, "use");
            }
        }
        sections
    }

    /// The shared section that a section of a form takes in.
    pub(super) fn shared(self, section: &'a Value) -> Option<&'a Value> {
        members(self.value, "sections").get(section.get("use")?.as_str()?)
    }

    /// The fields of a section, and of the one that it takes in.
    pub(super) fn fields(self, section: &'a Value) -> Vec<Part<'a>> {
        let mut fields = self.list(section, "fields", "id");
        if let Some(shared) = self.shared(section) {
            fields.extend(self.list(shared, "fields", "id"));
        }
        fields
    }

    /// The fields of a form.
    pub(super) fn all_fields(self, form: &'a Value) -> Vec<Part<'a>> {
        let mut fields = Vec::new();
        for section in items(form, "sections") {
            fields.extend(self.fields(section));
        }
        fields
    }

    /// The columns of a table; first the one that weights bring.
    pub(super) fn columns(self, table: &'a Value) -> Vec<Part<'a>> {
        let mut columns = Vec::new();
        if let Some(value) = table.get("weights") {
            let is_left_out = false;
            columns.push(Part { id: Table::POINTS, name: "id", kind: "number", value, is_left_out });
        }
        columns.extend(self.list(table, "columns", "id"));
        columns
    }
}
