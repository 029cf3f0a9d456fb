//! Rows of a table field, merged over papers, under chosen columns.

use super::compiled::{Cell, Column, Compiled, Value};
use super::papers::{Entry, Papers};

/// What a cell of a list reads of an entry.
type Read<'a> = Box<dyn Fn(&Entry<'a>) -> Cell + 'a>;

/// A table to be: which columns, and what each reads.
pub(super) struct List<'a> {
    id: String,
    title: String,
    columns: Vec<(Column, Read<'a>)>,
}

impl<'a> List<'a> {
    pub(super) fn new(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self { id: id.into(), title: title.into(), columns: Vec::new() }
    }

    /// A column that reads something else than a column of the table.
    pub(super) fn with(mut self, column: Column, read: impl Fn(&Entry<'a>) -> Cell + 'a) -> Self {
        self.columns.push((column, Box::new(read)));
        self
    }

    /// Whose paper it is.
    pub(super) fn unit(self, title: &str) -> Self {
        self.with(Column::text("don-vi-gui", title), |entry| entry.paper.unit())
    }

    /// Which form the paper is of.
    pub(super) fn form(self) -> Self {
        self.with(Column::text("bieu", "Văn bản, biểu"), |entry| {
            Cell::of(Value::text(entry.paper.form.title.as_str()), entry.id())
        })
    }

    /// Which period the paper is of.
    pub(super) fn period(self) -> Self {
        self.with(Column::text("ky-bao-cao", "Kỳ"), |entry| entry.paper.period())
    }

    /// These columns of a form's table, as the pack heads them. One that the pack does not have is left out.
    pub(super) fn columns(
        mut self,
        papers: &Papers<'a>,
        form: &str,
        table: &str,
        columns: &[&'static str],
    ) -> Self {
        for id in columns {
            if let Some(column) = papers.column(form, table, id) {
                self.columns.push((column, Box::new(|entry| entry.cell(id))));
            }
        }
        self
    }

    /// The table of these entries, in this order.
    pub(super) fn compile<'e>(self, entries: impl IntoIterator<Item = &'e Entry<'a>>) -> Compiled
    where
        'a: 'e,
    {
        let (columns, reads): (Vec<Column>, Vec<Read<'a>>) = self.columns.into_iter().unzip();
        let mut compiled = Compiled::new(self.id, self.title, columns);
        for entry in entries {
            compiled.push(reads.iter().map(|read| read(entry)).collect());
        }
        compiled.totalled()
    }
}
