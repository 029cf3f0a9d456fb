//! What changed from one text of a draft to another, in the words and the order of its form.

mod rows;
mod text;

use crate::draft::{Answer, Draft, LayoutChoices, shown_answer};
use crate::form::{Choice, Column, Field, FieldKind, Form, Section};
use crate::plan::Plan;

pub use rows::{CellDifference, RowDifference};
pub use text::Piece;
use text::{pieces, replaced};

/// What changed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Comparison<'a> {
    /// Field by field, in the order of the form. What is computed follows from the others and is left out.
    pub differences: Vec<Difference<'a>>,
    /// The layout before and after, where it changed.
    pub layout: Option<(LayoutChoices, LayoutChoices)>,
    /// How many answers changed that the form does not ask for.
    pub others: usize,
}

impl Comparison<'_> {
    /// Whether nothing changed that anybody would read.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.differences.is_empty() && self.layout.is_none() && self.others == 0
    }
}

/// What changed in a field.
#[derive(Clone, Debug, PartialEq)]
pub struct Difference<'a> {
    /// Where the field stands.
    pub section: &'a Section,
    /// The field.
    pub field: &'a Field,
    /// How.
    pub what: What<'a>,
}

/// How an answer changed.
#[derive(Clone, Debug, PartialEq)]
pub enum What<'a> {
    /// What it says, as people read it.
    Text(Vec<Piece>),
    /// A box was ticked, or no longer is.
    Tick(bool),
    /// Rows of a table, in their order; those that went stand where they stood.
    Rows(Vec<RowDifference<'a>>),
}

/// What changed from one text of a draft of the form to another.
#[must_use]
pub fn compare<'a>(plan: &Plan, form: &'a Form, before: &'a Draft, after: &'a Draft) -> Comparison<'a> {
    let mut differences = Vec::new();
    for (section, field) in form.fields() {
        let what = difference(plan, form, field, before, after);
        differences.extend(what.map(|what| Difference { section, field, what }));
    }
    Comparison {
        differences,
        layout: (before.layout != after.layout).then_some((before.layout, after.layout)),
        others: others(form, before, after),
    }
}

fn difference<'a>(
    plan: &Plan,
    form: &Form,
    field: &'a Field,
    before: &'a Draft,
    after: &'a Draft,
) -> Option<What<'a>> {
    let shown = |draft: &Draft| shown_answer(plan, form, field, &draft.answers);
    let what = match &field.kind {
        FieldKind::Computed { .. } => return None,
        FieldKind::Table(table) => {
            let (before, after) = (before.answers.rows(&field.id), after.answers.rows(&field.id));
            let rows = rows::differences(table, before, after);
            return (!rows.is_empty()).then_some(What::Rows(rows));
        }
        FieldKind::Tick => {
            let (before, after) = (before.answers.tick(&field.id), after.answers.tick(&field.id));
            return (before != after).then_some(What::Tick(after));
        }
        FieldKind::Choices { choices } => {
            let chosen = |draft: &Draft| labels(choices, draft.answers.choices(&field.id));
            listed(&chosen(before), &chosen(after))
        }
        FieldKind::ShortText | FieldKind::LongText => pieces(&shown(before), &shown(after)),
        FieldKind::Number | FieldKind::Date | FieldKind::Choice { .. } | FieldKind::Unit => {
            replaced(shown(before), shown(after))
        }
    };
    what.iter().any(Piece::is_change).then_some(What::Text(what))
}

fn labels(choices: &[Choice], chosen: &[String]) -> Vec<String> {
    let known =
        choices.iter().filter(|choice| chosen.contains(&choice.value)).map(|choice| choice.label.clone());
    let unknown =
        chosen.iter().filter(|value| !choices.iter().any(|choice| choice.value == **value)).cloned();
    known.chain(unknown).collect()
}

/// What was chosen of a list before and after, one a piece.
fn listed(before: &[String], after: &[String]) -> Vec<Piece> {
    let mut pieces = Vec::new();
    for label in before {
        pieces.push(match after.contains(label) {
            true => Piece::Same(label.clone()),
            false => Piece::Removed(label.clone()),
        });
    }
    pieces.extend(after.iter().filter(|label| !before.contains(label)).cloned().map(Piece::Added));
    let mut lined = Vec::new();
    for piece in pieces {
        if !lined.is_empty() {
            lined.push(Piece::Same("; ".to_owned()));
        }
        lined.push(piece);
    }
    lined
}

/// How many answers differ that the form does not ask for.
fn others(form: &Form, before: &Draft, after: &Draft) -> usize {
    let is_other = |id: &crate::form::FieldId| form.field(id).is_none();
    let changed =
        before.answers.iter().filter(|(id, answer)| is_other(id) && after.answers.get(id) != Some(*answer));
    let is_empty = |answer: &Answer| matches!(answer, Answer::Text(text) if text.is_empty());
    let added = after
        .answers
        .iter()
        .filter(|(id, answer)| is_other(id) && before.answers.get(id).is_none() && !is_empty(answer));
    changed.count() + added.count()
}

/// The columns whose cells are typed or given.
fn typed(columns: &[Column]) -> impl Iterator<Item = &Column> {
    columns.iter().filter(|column| !matches!(column.kind, crate::form::ColumnKind::Computed { .. }))
}

#[cfg(test)]
mod tests;
