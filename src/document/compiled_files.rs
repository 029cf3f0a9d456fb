//! What an office compiled for a plan, as files: equal papers give equal bytes, natively and in the browser.

use std::borrow::Borrow;
use std::io::{self, Write};

use super::csv::csv;
use super::records;
use super::xlsx::{Unwritten, Written, xlsx};
use crate::office::compile::Compiled;
use crate::office::{PaperId, Register};
use crate::plan::Plan;
use crate::text::ascii_slug;

/// The most letters of a table's id in the name of its file.
const LONGEST_STEM: usize = 80;

/// What a table may be written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// For Excel.
    Workbook,
    /// For spreadsheets of any kind.
    Csv,
    /// With the papers of each cell.
    Json,
    /// An object a row.
    Ndjson,
}

impl Shape {
    /// How the names of such files end.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Workbook => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
            Self::Ndjson => "ndjson",
        }
    }

    /// The media type.
    #[must_use]
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Workbook => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Csv => "text/csv;charset=utf-8",
            Self::Json => "application/json",
            Self::Ndjson => "application/x-ndjson",
        }
    }

    /// The name of a table's file: that of the table, in letters that every file system allows.
    #[must_use]
    pub fn file_name(self, table: &Compiled) -> String {
        format!("{}.{}", ascii_slug(&table.id, LONGEST_STEM), self.ending())
    }
}

/// One table as text in that shape; none for a [`workbook`]. Programs are told of papers by the submissions' ids.
#[must_use]
pub fn table_file(register: &Register, table: &Compiled, shape: Shape) -> Vec<u8> {
    let naming = |id: PaperId| submission(register, id);
    let text = match shape {
        Shape::Workbook => String::new(),
        Shape::Csv => csv(table),
        Shape::Json => records::json(table, &naming),
        Shape::Ndjson => records::ndjson(table, &naming),
    };
    text.into_bytes()
}

/// Writes all tables into one file of JSON.
///
/// # Errors
/// If it cannot be written.
pub fn write_all_json(out: &mut impl Write, register: &Register, tables: &[Compiled]) -> io::Result<()> {
    records::write_all(out, register.plan(), tables, &|id| submission(register, id))
}

/// These tables as a workbook, dated by the newest paper that counts. People are told of papers by number, unit and form.
/// Of tables that are given away each is let go of early.
///
/// # Errors
/// If a table is larger than a sheet.
pub fn workbook<T: Borrow<Compiled>>(
    plan: &Plan,
    register: &Register,
    tables: impl IntoIterator<Item = T>,
) -> Result<Vec<u8>, Unwritten> {
    let title = format!("Kế hoạch {}: {}", plan.id, plan.identity.short_title);
    let naming = |id: PaperId| register.name(id);
    let at = register.newest().map_or("", |at| at.as_str());
    xlsx(tables, &Written { title: &title, at, naming: &naming })
}

fn submission(register: &Register, id: PaperId) -> String {
    register.paper(id).map(|paper| paper.draft.id.to_string()).unwrap_or_default()
}
