//! Checks a draft against its form.

mod field;
mod table;

use super::{Answer, Answers, Draft, RowId, is_relevant};
use crate::form::{ColumnId, Constraint, Field, FieldId, FieldKind, Form, Section, SectionId};
use crate::plan::Plan;

/// How a place in a text begins that is still to be written, in papers that were begun for somebody. More than "[…", which
/// stands in quotations for what is left out.
pub const BLANK: &str = "[… Cần viết:";

/// One thing that is not as the form asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Whether it keeps the form from being complete.
    pub severity: Severity,
    /// What is wrong.
    pub rule: Rule,
    /// What the plan's pack tells the writer of it, if it has words of its own.
    pub message: Option<String>,
    /// Where: the section.
    pub section: SectionId,
    /// Where: the field.
    pub field: FieldId,
    /// Where: the cell, in a table.
    pub cell: Option<(RowId, ColumnId)>,
}

/// Whether a violation keeps a form from being complete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Severity {
    /// It does.
    Error,
    /// It only informs.
    Warning,
}

/// What is wrong with an answer.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub enum Rule {
    /// Nothing was answered.
    Required,
    /// A required long text needs at least one sentence: some letters or digits.
    NeedsSentence,
    /// Somewhere in the text a blank still says what is to be written: see [`BLANK`].
    Blank,
    /// Not a number as typed in Vietnamese.
    NotANumber,
    /// Not a day of the calendar as dd/mm/yyyy.
    NotADate,
    /// Not one of the choices.
    NotAChoice,
    /// One of the choices, but not of those for this row.
    NotAChoiceHere,
    /// Outside the bounds.
    OutOfRange {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
    /// Not the sum that it should be.
    NotTheSum {
        /// What the parts add up to.
        sum: f64,
        /// The labels of the parts.
        of: Vec<String>,
    },
    /// Too soon or too late after another day.
    WrongInterval {
        /// The label of the other.
        after: String,
        /// Days after it.
        days: i32,
        /// At least.
        min: Option<i32>,
        /// At most.
        max: Option<i32>,
    },
    /// Too long.
    TooManyWords {
        /// How many there are.
        words: usize,
        /// How many there may be.
        max: usize,
    },
    /// Too few rows.
    TooFewRows {
        /// How many there must be.
        rows: usize,
    },
    /// Too many rows, or rows of a kind.
    TooManyRows {
        /// How many there are.
        found: usize,
        /// How many there may be.
        rows: usize,
    },
    /// What was chosen needs a reason, and this cell has none.
    NeedsReason,
    /// The row says the same as one before.
    Repeated,
    /// A choice that has no row, and no reason why not.
    NoRowOf {
        /// The choice's label.
        label: String,
    },
    /// Rows that were taken over from another paper are gone, and no reason says why.
    DroppedRows {
        /// How many.
        rows: usize,
    },
    /// A name without its report.
    NoReport,
    /// Characters that no page can show. Which those are only the paper knows.
    Unprintable {
        /// The first of them.
        letters: Vec<char>,
    },
}

impl Rule {
    /// Whether something was answered that cannot be as it is: said at once. What is merely missing is said on
    /// request.
    #[must_use]
    pub fn is_of_form(&self) -> bool {
        !matches!(
            self,
            Self::Required
                | Self::NeedsSentence
                | Self::Blank
                | Self::TooFewRows { .. }
                | Self::NeedsReason
                | Self::NoRowOf { .. }
                | Self::DroppedRows { .. }
                | Self::NoReport
        )
    }
}

/// Every violation, in the order of the form: a table's own before those of its cells, row by row. `others` are the
/// other papers at hand, in which reports are looked for. What does not apply breaks no rule. Page limits are not
/// among them: they need the printed paper.
#[must_use]
pub fn validate(plan: &Plan, form: &Form, draft: &Draft, others: &[Draft]) -> Vec<Violation> {
    let mut check = Check { plan, form, draft, others, violations: Vec::new() };
    for (section, field) in form.fields() {
        if is_relevant(form, section, field, &draft.answers) {
            check.field(section, field);
        }
    }
    check.violations
}

/// Whether an answer counts as given: something is typed, chosen, ticked, or in a row.
pub(super) fn is_answered(field: &Field, answers: &Answers) -> bool {
    is_given(field, answers.get(&field.id))
}

fn is_given(field: &Field, answer: Option<&Answer>) -> bool {
    match (&field.kind, answer) {
        (FieldKind::Tick, Some(Answer::Tick(ticked))) => *ticked,
        (FieldKind::Choices { .. }, Some(Answer::Choices(chosen))) => !chosen.is_empty(),
        (FieldKind::Table(table), Some(Answer::Rows(rows))) => rows.iter().any(|row| !row.is_blank(table)),
        (
            FieldKind::ShortText
            | FieldKind::LongText
            | FieldKind::Number
            | FieldKind::Date
            | FieldKind::Choice { .. }
            | FieldKind::Unit,
            Some(Answer::Text(text)),
        ) => !text.trim().is_empty(),
        _ => false,
    }
}

/// A walk through one form.
struct Check<'a> {
    plan: &'a Plan,
    form: &'a Form,
    draft: &'a Draft,
    others: &'a [Draft],
    violations: Vec<Violation>,
}

/// Where the walk is.
#[derive(Clone, Copy)]
struct Place<'a> {
    section: &'a Section,
    field: &'a Field,
}

impl<'a> Check<'a> {
    fn answers(&self) -> &'a Answers {
        &self.draft.answers
    }

    fn field(&mut self, section: &'a Section, field: &'a Field) {
        let place = Place { section, field };
        let answer = self.answers().get(&field.id);
        let is_given = is_given(field, answer);
        if field.required && !is_given {
            self.add(place, None, Some(Rule::Required));
        }
        match (&field.kind, answer) {
            (FieldKind::Table(table), Some(Answer::Rows(rows))) => self.table(place, table, rows),
            (FieldKind::Table(table), _) => self.table(place, table, &[]),
            (_, Some(answer)) if is_given => self.answer(place, answer),
            _ => {}
        }
    }

    /// Adds what breaks a constraint, if anything does.
    fn add_constraint(
        &mut self,
        place: Place<'_>,
        cell: Option<(RowId, ColumnId)>,
        constraint: &Constraint,
        rule: Option<Rule>,
    ) {
        let before = self.violations.len();
        self.add(place, cell, rule);
        if let Some(added) = self.violations.get_mut(before) {
            added.message.clone_from(&constraint.message);
            if constraint.is_warning {
                added.severity = Severity::Warning;
            }
        }
    }

    fn add(&mut self, place: Place<'_>, cell: Option<(RowId, ColumnId)>, rule: Option<Rule>) {
        self.violations.extend(rule.map(|rule| Violation {
            severity: Severity::Error,
            rule,
            message: None,
            section: place.section.id.clone(),
            field: place.field.id.clone(),
            cell,
        }));
    }
}
