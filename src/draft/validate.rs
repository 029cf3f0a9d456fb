//! Checks a draft against its form.

use super::{Answers, Draft, RowId};
use crate::form::{
    Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form, Section, SectionId,
};
use crate::plan::Plan;
use crate::text::{Date, parse_number};

/// One thing that is not as the form asks.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// Whether it keeps the form from being complete.
    pub severity: Severity,
    /// What is wrong.
    pub rule: Rule,
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
    /// Not a number as typed in Vietnamese.
    NotANumber,
    /// Not a day of the calendar as dd/mm/yyyy.
    NotADate,
    /// Not one of the choices.
    NotAChoice,
    /// Outside the bounds.
    OutOfRange {
        /// Least.
        min: Option<f64>,
        /// Most.
        max: Option<f64>,
    },
    /// Too few rows.
    TooFewRows {
        /// How many there must be.
        rows: usize,
    },
}

impl Rule {
    /// Whether something was answered that cannot be read: said at once. What is merely missing is said on request.
    #[must_use]
    pub fn is_of_form(&self) -> bool {
        !matches!(self, Self::Required | Self::NeedsSentence | Self::TooFewRows { .. })
    }
}

/// Every violation, in the order of the form: a table's own before those of its cells, row by row. Page limits are
/// not among them: they need the printed paper.
#[must_use]
pub fn validate(plan: &Plan, form: &Form, draft: &Draft) -> Vec<Violation> {
    let mut check = Check { plan, form, answers: &draft.answers, violations: Vec::new() };
    for (section, field) in form.fields() {
        check.field(section, field);
    }
    check.violations
}

/// Whether an answer counts as given: something is typed, chosen, ticked, or in a row.
pub(super) fn is_answered(field: &Field, answers: &Answers) -> bool {
    match &field.kind {
        FieldKind::Tick => answers.tick(&field.id),
        FieldKind::Table { .. } => answers.rows(&field.id).iter().any(|row| !row.is_blank()),
        FieldKind::ShortText
        | FieldKind::LongText
        | FieldKind::Number
        | FieldKind::Date
        | FieldKind::Choice { .. }
        | FieldKind::Unit => !answers.text(&field.id).trim().is_empty(),
    }
}

/// A walk through one form.
struct Check<'a> {
    plan: &'a Plan,
    form: &'a Form,
    answers: &'a Answers,
    violations: Vec<Violation>,
}

impl Check<'_> {
    fn field(&mut self, section: &Section, field: &Field) {
        let text = self.answers.text(&field.id).trim();
        let rule = if !is_answered(field, self.answers) {
            field.required.then_some(Rule::Required)
        } else {
            match &field.kind {
                FieldKind::ShortText | FieldKind::Tick => None,
                FieldKind::LongText => long_text(text, field.required),
                FieldKind::Number => number(text, &field.constraints),
                FieldKind::Date => Date::parse_typed(text).is_none().then_some(Rule::NotADate),
                FieldKind::Choice { choices } => choice(text, choices),
                FieldKind::Unit => {
                    let mut units = self.plan.units(self.form);
                    (!units.any(|unit| unit.id.as_str() == text)).then_some(Rule::NotAChoice)
                }
                FieldKind::Table { columns, .. } => return self.table(section, field, columns),
            }
        };
        self.add(rule, section, field, None);
    }

    fn table(&mut self, section: &Section, field: &Field, columns: &[Column]) {
        let answers = self.answers;
        let rows = || answers.rows(&field.id).iter().filter(|row| !row.is_blank());
        for constraint in &field.constraints {
            if let Constraint::AtLeastRows { rows: least } = *constraint
                && rows().count() < least
            {
                self.add(Some(Rule::TooFewRows { rows: least }), section, field, None);
            }
        }
        for row in rows() {
            for column in columns {
                let rule = cell(row.cell(&column.id).trim(), column);
                self.add(rule, section, field, Some((row.id, column.id.clone())));
            }
        }
    }

    fn add(&mut self, rule: Option<Rule>, section: &Section, field: &Field, cell: Option<(RowId, ColumnId)>) {
        self.violations.extend(rule.map(|rule| Violation {
            severity: Severity::Error,
            rule,
            section: section.id.clone(),
            field: field.id.clone(),
            cell,
        }));
    }
}

fn cell(text: &str, column: &Column) -> Option<Rule> {
    if text.is_empty() {
        return column.required.then_some(Rule::Required);
    }
    match &column.kind {
        ColumnKind::ShortText => None,
        ColumnKind::LongText => long_text(text, column.required),
        ColumnKind::Number => number(text, &[]),
        ColumnKind::Choice { choices } => choice(text, choices),
    }
}

fn long_text(text: &str, required: bool) -> Option<Rule> {
    (required && !text.contains(is_letter_or_digit)).then_some(Rule::NeedsSentence)
}

/// Of the Latin script, which every Vietnamese sentence has; the tables of all scripts would have to be downloaded.
fn is_letter_or_digit(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

/// Numbers are counts, amounts and years: none is below 0 unless the form says so.
fn number(text: &str, constraints: &[Constraint]) -> Option<Rule> {
    let Some(number) = parse_number(text) else { return Some(Rule::NotANumber) };
    let bounds = constraints.iter().find_map(|constraint| match *constraint {
        Constraint::Range { min, max } => Some((min, max)),
        Constraint::AtLeastRows { .. } => None,
    });
    let (min, max) = bounds.unwrap_or((Some(0.0), None));
    let inside = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
    (!inside).then_some(Rule::OutOfRange { min, max })
}

fn choice(text: &str, choices: &[Choice]) -> Option<Rule> {
    (!choices.iter().any(|choice| choice.value == text)).then_some(Rule::NotAChoice)
}
