//! A compiled table: what every plan's compiling gives, and what the writers of files take.

use super::Decimal;
use crate::office::PaperId;
use crate::text::Date;

/// The label of the row that adds up the others.
const TOTAL: &str = "Tổng cộng";

/// One table that the office writes of the papers that it received.
#[derive(Clone, Debug, PartialEq)]
pub struct Compiled {
    /// Unique among the tables of a plan; also for file names: ASCII letters, digits and hyphens.
    pub id: String,
    /// As printed above it.
    pub title: String,
    /// What one should know to read it.
    pub note: Option<String>,
    /// In the order shown.
    pub columns: Vec<Column>,
    /// In the order shown; one of totals, if there is one, comes last.
    pub rows: Vec<CompiledRow>,
    /// What the office should look at.
    pub warnings: Vec<Warning>,
    /// Whether its rows are numbered when it is shown or printed (STT). The numbers are no cells.
    pub numbered: bool,
}

/// One column of a compiled table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Column {
    /// Unique within the table. That of the pack's column, where it is one.
    pub id: String,
    /// Its head.
    pub title: String,
    /// The kind of its cells.
    pub kind: Kind,
    /// Whether it is added up in the last row.
    pub total: bool,
}

/// The kind of a column's cells. A cell holds the text that was typed where that is not of the kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Words.
    Text,
    /// A decimal number.
    Number,
    /// A year: a whole number without dots between thousands.
    Year,
    /// A day.
    Date,
    /// How many: a whole number that nobody typed.
    Count,
}

/// One row of a compiled table.
#[derive(Clone, Debug, PartialEq)]
pub struct CompiledRow {
    /// What it is for.
    pub role: Role,
    /// One for each column.
    pub cells: Vec<Cell>,
}

/// What a row is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// It says something of its own.
    Entry,
    /// It adds up the others.
    Total,
}

/// One cell, and the papers that it is from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Cell {
    /// What it says.
    pub value: Value,
    /// Each once, in order. None where it says something that no paper does: a label, or nothing.
    pub sources: Vec<PaperId>,
}

/// What a cell says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[allow(missing_docs, reason = "the kinds of value say themselves")]
pub enum Value {
    #[default]
    Empty,
    Text(String),
    Number(Decimal),
    Date(Date),
}

/// What the office should look at before it relies on a table. What it is about is said as it was typed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// A number was asked, and this is none: it is shown as typed, and not added up.
    NotANumber {
        /// The column's head.
        column: String,
        /// What was typed.
        text: String,
        /// Who typed it.
        source: PaperId,
    },
    /// One indicator is given in several units of measure: each is added up by itself.
    MixedUnits {
        /// The indicator.
        indicator: String,
        /// The units of measure.
        units: Vec<String>,
        /// Who gives it.
        sources: Vec<PaperId>,
    },
    /// A person or collective stands in the list more than once. None was taken away.
    ListedTwice {
        /// Who.
        name: String,
        /// In which papers.
        sources: Vec<PaperId>,
    },
    /// What does not fall under the office's competence has nobody to be sent to.
    NoReceiver {
        /// The opinion.
        opinion: String,
        /// Whose it is.
        sources: Vec<PaperId>,
    },
    /// An answer was given to something that no opinion says.
    AnswerWithoutOpinion {
        /// What it answers, as the answer has it.
        opinion: String,
        /// Who answered.
        source: PaperId,
    },
    /// A decision was made on an opinion that is not there any more. It changes nothing.
    UnknownOpinion {
        /// The opinion's id.
        opinion: String,
    },
}

impl Warning {
    /// The papers that it is about.
    #[must_use]
    pub fn sources(&self) -> &[PaperId] {
        match self {
            Self::NotANumber { source, .. } | Self::AnswerWithoutOpinion { source, .. } => {
                std::slice::from_ref(source)
            }
            Self::MixedUnits { sources, .. }
            | Self::ListedTwice { sources, .. }
            | Self::NoReceiver { sources, .. } => sources,
            Self::UnknownOpinion { .. } => &[],
        }
    }
}

impl Cell {
    /// What one paper says.
    pub(super) fn of(value: Value, source: PaperId) -> Self {
        Self { value, sources: vec![source] }
    }

    /// What several papers say.
    pub(super) fn from_all(value: Value, mut sources: Vec<PaperId>) -> Self {
        sources.sort_unstable();
        sources.dedup();
        Self { value, sources }
    }

    /// A text that several papers say; empty where it is.
    pub(super) fn text(text: impl Into<String>, sources: &[PaperId]) -> Self {
        Self::from_all(Value::text(text), sources.to_vec())
    }

    /// How many papers' entries there are.
    pub(super) fn count(many: usize, sources: Vec<PaperId>) -> Self {
        Self::from_all(Value::Number(Decimal::count(many)), sources)
    }

    /// A word that no paper says.
    pub(super) fn label(text: impl Into<String>) -> Self {
        Self { value: Value::text(text), sources: Vec::new() }
    }
}

impl Value {
    /// A text, or nothing.
    #[must_use]
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.trim().is_empty() { Self::Empty } else { Self::Text(text) }
    }

    /// The number that it is.
    #[must_use]
    pub fn number(&self) -> Option<Decimal> {
        match self {
            Self::Number(number) => Some(*number),
            _ => None,
        }
    }

    /// As people read it. What stands in a column of a table is shown by [`Column::shown`].
    #[must_use]
    pub fn shown(&self) -> String {
        match self {
            Self::Empty => String::new(),
            Self::Text(text) => text.clone(),
            Self::Number(number) => number.to_string(),
            Self::Date(day) => day.to_string(),
        }
    }
}

impl Column {
    pub(super) fn new(id: impl Into<String>, title: impl Into<String>, kind: Kind) -> Self {
        Self { id: id.into(), title: title.into(), kind, total: false }
    }

    pub(super) fn text(id: impl Into<String>, title: impl Into<String>) -> Self {
        Self::new(id, title, Kind::Text)
    }

    /// A cell of this column as people read it.
    #[must_use]
    pub fn shown(&self, cell: &Cell) -> String {
        match &cell.value {
            Value::Number(number) if self.kind == Kind::Year => number.plain(','),
            value => value.shown(),
        }
    }

    /// One that is added up.
    pub(super) fn sum(id: impl Into<String>, title: impl Into<String>, kind: Kind) -> Self {
        Self { total: true, ..Self::new(id, title, kind) }
    }
}

impl Compiled {
    pub(super) fn new(id: impl Into<String>, title: impl Into<String>, columns: Vec<Column>) -> Self {
        Self {
            id: id.into(),
            title: title.into(),
            note: None,
            columns,
            rows: Vec::new(),
            warnings: Vec::new(),
            numbered: true,
        }
    }

    /// The column of that id.
    #[must_use]
    pub fn column(&self, id: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.id == id)
    }

    /// The rows that say something of their own.
    pub fn entries(&self) -> impl Iterator<Item = &CompiledRow> {
        self.rows.iter().filter(|row| row.role == Role::Entry)
    }

    pub(super) fn push(&mut self, cells: Vec<Cell>) {
        debug_assert_eq!(cells.len(), self.columns.len(), "{}", self.id);
        self.rows.push(CompiledRow { role: Role::Entry, cells });
    }

    pub(super) fn noted(mut self, note: impl Into<String>) -> Self {
        self.note = Some(note.into());
        self
    }

    /// Adds the row that adds up, where a column asks for it and there is something to add up; and a warning for
    /// every typed text that could not be.
    pub(super) fn totalled(mut self) -> Self {
        self.warn_of_texts();
        if self.rows.is_empty() || !self.columns.iter().any(|column| column.total) {
            return self;
        }
        let mut cells = Vec::new();
        for (at, column) in self.columns.iter().enumerate() {
            let cell = if column.total {
                let numbers = self.rows.iter().filter_map(|row| row.cells[at].value.number());
                let counted = self.rows.iter().filter(|row| row.cells[at].value.number().is_some());
                let sources = counted.flat_map(|row| row.cells[at].sources.iter().copied()).collect();
                Cell::from_all(Value::Number(numbers.sum()), sources)
            } else if at == 0 {
                Cell::label(TOTAL)
            } else {
                Cell::default()
            };
            cells.push(cell);
        }
        self.rows.push(CompiledRow { role: Role::Total, cells });
        self
    }

    fn warn_of_texts(&mut self) {
        for (at, column) in self.columns.iter().enumerate().filter(|(_, column)| column.kind == Kind::Number)
        {
            for row in &self.rows {
                let cell = &row.cells[at];
                if let (Value::Text(text), [source, ..]) = (&cell.value, cell.sources.as_slice()) {
                    let (column, text) = (column.title.clone(), text.clone());
                    self.warnings.push(Warning::NotANumber { column, text, source: *source });
                }
            }
        }
    }
}
