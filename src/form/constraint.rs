//! Rules for answers, and what they refer to: a closed set, not an expression language.

use super::{ColumnId, FieldId, FormId};

/// A rule for an answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Constraint {
    /// What must hold.
    pub test: Test,
    /// The column for each of whose cells it must hold, in a table.
    pub column: Option<ColumnId>,
    /// Whether it only informs.
    pub is_warning: bool,
    /// What to tell the writer, instead of the program's own sentence.
    pub message: Option<String>,
    /// When it must hold; always, without.
    pub when: Option<Relevance>,
}

/// What must hold. Names without a type are of fields, or of columns where the constraint is for a column.
#[derive(Clone, Debug, PartialEq)]
pub enum Test {
    /// A number within these bounds, both included. Without it a number is at least 0.
    Range {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
    /// The number is the sum of these.
    Sum {
        /// Of what.
        of: Vec<String>,
    },
    /// The day is so many days after another.
    DaysAfter {
        /// The other.
        after: String,
        /// At least. Without bounds: not before it.
        min: Option<i32>,
        /// At most.
        max: Option<i32>,
    },
    /// At most so many words.
    Words {
        /// How many.
        max: usize,
    },
    /// A table has at least so many rows, if it has any.
    AtLeastRows {
        /// How many.
        rows: usize,
    },
    /// A table has at most so many rows, or so many of these.
    AtMostRows {
        /// How many.
        rows: usize,
        /// Which count: those of any of these kinds; all, where there is none.
        only: Vec<RowsWith>,
    },
    /// One of these is chosen in the column only in such rows.
    OnlyWhere {
        /// The choices of the column.
        is: Vec<String>,
        /// In which rows they may be chosen.
        rows: RowsWith,
    },
    /// Where one of these is chosen in the column, another column says why.
    NeedsReason {
        /// What needs a reason.
        is: Vec<String>,
        /// Which column says it.
        reason: ColumnId,
    },
    /// No two rows have the same in all of these columns.
    Unique {
        /// Compared as people read: without tones, cases and spaces.
        columns: Vec<ColumnId>,
    },
    /// Each of these choices has a row, or a field says why not.
    EachChoice {
        /// The choices of the column.
        is: Vec<String>,
        /// Which field says why not.
        reason: FieldId,
    },
    /// The rows that were taken over from another paper are still there, or a field says why not.
    KeepsRows {
        /// Which field says why not.
        reason: FieldId,
    },
    /// For each name in the column there is a paper of another form, or a tick that says so.
    NeedsReport {
        /// The column with the tick.
        tick: ColumnId,
        /// The other form.
        form: FormId,
        /// Its field that holds the name.
        field: FieldId,
    },
}

/// A kind of row: in which one of these is chosen in that column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowsWith {
    /// Of choices, or of boxes.
    pub column: ColumnId,
    /// The choices; [`TICKED`](super::TICKED) of a box.
    pub is: Vec<String>,
}

/// When a part of a form applies. A part that does not is neither asked nor printed, and its answer is kept.
#[derive(Clone, Debug, PartialEq)]
pub struct Relevance {
    /// A field that stands before.
    pub field: FieldId,
    /// What its answer must be.
    pub test: RelevanceTest,
}

/// What an answer must be for another part to apply.
#[derive(Clone, Debug, PartialEq)]
pub enum RelevanceTest {
    /// One of these is chosen.
    Is(Vec<String>),
    /// None of these is chosen.
    IsNot(Vec<String>),
    /// The box is ticked, or is not.
    Ticked(bool),
    /// The number is within these bounds, or none is given yet.
    Within {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
}

/// How a computed number comes about. Names without a type are of fields, or of columns in a table.
#[derive(Clone, Debug, PartialEq)]
pub enum Formula {
    /// The sum of these.
    Sum(Vec<String>),
    /// The first of the second, in percent.
    Ratio(String, String),
    /// The rows of a table.
    Count {
        /// Which table.
        table: FieldId,
        /// Only those of any of these kinds; all, where there is none.
        only: Vec<RowsWith>,
    },
    /// The sum of a column.
    Total {
        /// Which table.
        table: FieldId,
        /// Which column.
        column: ColumnId,
    },
}

impl Formula {
    /// A computed number may be made of others that are computed themselves; so many in a row, and no more.
    pub const DEEPEST: usize = 8;
}
