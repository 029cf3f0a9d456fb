//! Tables: a field whose answer is rows of typed columns.

use super::{Choice, ColumnId, Formula};

/// What a table asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Table {
    /// In the order shown.
    pub columns: Vec<Column>,
    /// What one row is called, such as "kiến nghị".
    pub row_name: String,
    /// How the rows are printed.
    pub print: TablePrint,
    /// The column of choices of which every choice has one row, in order: criteria. Its cells are given, and rows are
    /// neither added nor removed.
    pub fixed_by: Option<ColumnId>,
    /// The most points for each choice of that column, where the issuer of the pack has a scale of its own. The
    /// points are typed in the column [`Table::POINTS`].
    pub weights: Vec<(String, u32)>,
}

impl Table {
    /// The column of points that [`Table::weights`] brings.
    pub const POINTS: &str = "diem";

    /// The column of that id.
    #[must_use]
    pub fn column(&self, id: &ColumnId) -> Option<&Column> {
        self.columns.iter().find(|column| column.id == *id)
    }

    /// The choices of which each has a row, and their column, where the rows are fixed.
    #[must_use]
    pub fn fixed_rows(&self) -> Option<(&ColumnId, &[Choice])> {
        let id = self.fixed_by.as_ref()?;
        match &self.column(id)?.kind {
            ColumnKind::Choice { choices } => Some((id, choices)),
            _ => None,
        }
    }
}

/// One column of a table field.
#[derive(Clone, Debug, PartialEq)]
pub struct Column {
    /// Unique within the table.
    pub id: ColumnId,
    /// The column's head.
    pub label: String,
    /// The kind of its cells.
    pub kind: ColumnKind,
    /// Every row needs it.
    pub required: bool,
    /// Its share of the printed table's width, beside the other columns' shares.
    pub weight: u32,
    /// Its numbers are added up in a last row.
    pub total: bool,
}

/// The kind of cell that a column has.
#[derive(Clone, Debug, PartialEq)]
pub enum ColumnKind {
    /// One line.
    ShortText,
    /// Grows with its text.
    LongText,
    /// Typed as 1.234,5.
    Number,
    /// Typed as dd/mm/yyyy.
    Date,
    /// One of a closed list.
    Choice {
        /// In the order shown.
        choices: Vec<Choice>,
    },
    /// Yes or not yet; a ticked cell holds [`TICKED`].
    Tick,
    /// Never typed.
    Computed {
        /// Of other columns of the row.
        formula: Formula,
    },
}

/// What a ticked cell of a table holds.
pub const TICKED: &str = "true";

/// How the rows of a table field are printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TablePrint {
    /// A ruled table with a head.
    Table,
    /// A list of paragraphs, grouped by the first choice column.
    List,
}
