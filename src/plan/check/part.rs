//! The parts of a pack that others refer to, and where each stands.

use crate::form::Table;
use crate::json::Value;
use crate::plan::value::{flag, items, members, text};

/// A part of a pack that has a name.
pub(super) struct Part<'a> {
    /// What it is called.
    pub(super) id: &'a str,
    /// Which of its members says so.
    pub(super) name: &'static str,
    /// The kind of field or column; empty for anything else.
    pub(super) kind: &'a str,
    pub(super) value: &'a Value,
    /// Where it stands.
    pub(super) path: String,
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

    fn part(self, value: &'a Value, name: &'static str, path: String) -> Part<'a> {
        let is_left_out = flag(value, "sensitive") && !self.asks_sensitive;
        Part { id: text(value, name), name, kind: text(value, "kind"), value, path, is_left_out }
    }

    /// The items of a list that stands in the object of that path.
    pub(super) fn list(self, object: &'a Value, path: &str, list: &str, name: &'static str) -> Vec<Part<'a>> {
        let dot = if path.is_empty() { "" } else { "." };
        let item = |(index, value)| self.part(value, name, format!("{path}{dot}{list}[{index}]"));
        items(object, list).iter().enumerate().map(item).collect()
    }

    /// The parts of the pack itself.
    pub(super) fn ids(self, list: &str) -> Vec<Part<'a>> {
        self.list(self.value, "", list, "id")
    }

    /// The sections of a form, each called as it is here: those that are taken in, too.
    pub(super) fn sections(self, form: &Part<'a>) -> Vec<Part<'a>> {
        let mut sections = self.list(form.value, &form.path, "sections", "id");
        for section in &mut sections {
            if section.value.get("use").is_some() {
                section.name = "use";
                section.id = text(section.value, "use");
            }
        }
        sections
    }

    /// The shared section that a section of a form takes in.
    pub(super) fn shared(self, section: &Part<'a>) -> Option<Part<'a>> {
        let name = section.value.get("use")?.as_str()?;
        let value = members(self.value, "sections").get(name)?;
        Some(self.part(value, "id", format!("sections.{name}")))
    }

    /// The fields of a section, and of the one that it takes in.
    pub(super) fn fields(self, section: &Part<'a>) -> Vec<Part<'a>> {
        let mut fields = self.list(section.value, &section.path, "fields", "id");
        if let Some(shared) = self.shared(section) {
            fields.extend(self.list(shared.value, &shared.path, "fields", "id"));
        }
        fields
    }

    /// The fields of a form.
    pub(super) fn all_fields(self, form: &Part<'a>) -> Vec<Part<'a>> {
        self.sections(form).iter().flat_map(|section| self.fields(section)).collect()
    }

    /// The columns of a table; first the one that weights bring.
    pub(super) fn columns(self, table: &Part<'a>) -> Vec<Part<'a>> {
        let mut columns = Vec::new();
        if let Some(weights) = table.value.get("weights") {
            let points = self.part(weights, "id", table.path.clone());
            columns.push(Part { id: Table::POINTS, kind: "number", ..points });
        }
        columns.extend(self.list(table.value, &table.path, "columns", "id"));
        columns
    }
}
