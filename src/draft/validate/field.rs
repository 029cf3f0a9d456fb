//! Fields of one answer.

use super::{BLANK, Check, Place, Rule};
use crate::draft::Answer;
use crate::draft::compute::number_by_id;
use crate::draft::relevance::holds;
use crate::form::{Choice, Constraint, FieldId, FieldKind, Test};
use crate::text::{Date, parse_number};

impl Check<'_> {
    pub(super) fn answer(&mut self, place: Place<'_>, answer: &Answer) {
        let field = place.field;
        let (text, chosen): (_, &[String]) = match answer {
            Answer::Text(text) => (text.trim(), &[]),
            Answer::Choices(chosen) => ("", chosen),
            Answer::Tick(_) | Answer::Rows(_) => ("", &[]),
        };
        let mut constraints: Vec<&Constraint> = field.constraints.iter().collect();
        constraints.retain(|constraint| holds(self.form, constraint.when.as_ref(), self.answers()));
        let unreadable = match &field.kind {
            FieldKind::LongText => long_text(text, field.required),
            FieldKind::Number => number(text, has_range(constraints.iter().map(|rule| &rule.test))),
            FieldKind::Date => date(text),
            FieldKind::Choice { choices } => choice(text, choices),
            FieldKind::Choices { choices } => chosen.iter().find_map(|value| choice(value, choices)),
            FieldKind::Unit => {
                let mut units = self.plan.units(self.form);
                (!units.any(|unit| unit.id.as_str() == text)).then_some(Rule::NotAChoice)
            }
            FieldKind::ShortText | FieldKind::Tick | FieldKind::Table(_) | FieldKind::Computed { .. } => None,
        };
        if unreadable.is_some() {
            return self.add(place, None, unreadable);
        }
        for constraint in constraints {
            let rule = self.broken(&constraint.test, text);
            self.add_constraint(place, None, constraint, rule);
        }
    }

    fn broken(&self, test: &Test, text: &str) -> Option<Rule> {
        match test {
            Test::Range { min, max } => range(text, *min, *max),
            Test::Words { max } => words(text, *max),
            Test::Sum { of } => {
                let part = |id: &String| (self.label(id), number_by_id(self.form, id, self.answers()));
                sum(text, of.iter().map(part))
            }
            Test::DaysAfter { after, min, max } => {
                let day = self.answers().text(&FieldId::new(after.as_str()));
                days_after(text, self.label(after), day, *min, *max)
            }
            Test::AtLeastRows { .. }
            | Test::AtMostRows { .. }
            | Test::OnlyWhere { .. }
            | Test::NeedsReason { .. }
            | Test::Unique { .. }
            | Test::EachChoice { .. }
            | Test::KeepsRows { .. }
            | Test::NeedsReport { .. } => None,
        }
    }

    fn label(&self, id: &str) -> String {
        self.form.field(&FieldId::new(id)).map(|field| field.label.clone()).unwrap_or_default()
    }
}

pub(super) fn long_text(text: &str, required: bool) -> Option<Rule> {
    // Few texts have a bracket, which is found sooner.
    if text.contains('[') && text.contains(BLANK) {
        return Some(Rule::Blank);
    }
    (required && !text.contains(is_letter_or_digit)).then_some(Rule::NeedsSentence)
}

/// Of the Latin script, which every Vietnamese sentence has; the tables of all scripts would have to be downloaded.
fn is_letter_or_digit(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, 'À'..='ɏ' | 'Ḁ'..='ỿ')
}

/// Whether the bounds of a number are given.
pub(super) fn has_range<'t>(mut tests: impl Iterator<Item = &'t Test>) -> bool {
    tests.any(|test| matches!(test, Test::Range { .. }))
}

/// Numbers are counts, amounts and years: none is below 0 unless the form says so.
pub(super) fn number(text: &str, has_range: bool) -> Option<Rule> {
    match parse_number(text) {
        None => Some(Rule::NotANumber),
        Some(number) if number < 0.0 && !has_range => Some(Rule::OutOfRange { min: Some(0.0), max: None }),
        Some(_) => None,
    }
}

pub(super) fn date(text: &str) -> Option<Rule> {
    Date::parse_typed(text).is_none().then_some(Rule::NotADate)
}

pub(super) fn choice(text: &str, choices: &[Choice]) -> Option<Rule> {
    (!choices.iter().any(|choice| choice.value == text)).then_some(Rule::NotAChoice)
}

pub(super) fn range(text: &str, min: Option<f64>, max: Option<f64>) -> Option<Rule> {
    let number = parse_number(text)?;
    let inside = min.is_none_or(|min| number >= min) && max.is_none_or(|max| number <= max);
    (!inside).then_some(Rule::OutOfRange { min, max })
}

pub(super) fn words(text: &str, max: usize) -> Option<Rule> {
    let words = text.split_whitespace().count();
    (words > max).then_some(Rule::TooManyWords { words, max })
}

/// Judged only when every part is given: its label and its number.
pub(super) fn sum(text: &str, parts: impl Iterator<Item = (String, Option<f64>)>) -> Option<Rule> {
    let number = parse_number(text)?;
    let (mut sum, mut of) = (0.0, Vec::new());
    for (label, part) in parts {
        sum += part?;
        of.push(label);
    }
    ((number - sum).abs() > 0.000_5).then_some(Rule::NotTheSum { sum, of })
}

/// Judged only when both days are given. The other one comes with its label.
pub(super) fn days_after(
    text: &str,
    after: String,
    day: &str,
    min: Option<i32>,
    max: Option<i32>,
) -> Option<Rule> {
    let days = Date::parse_typed(text)?.days_since(Date::parse_typed(day)?);
    let min = if max.is_none() { min.or(Some(0)) } else { min };
    let inside = min.is_none_or(|min| days >= min) && max.is_none_or(|max| days <= max);
    (!inside).then_some(Rule::WrongInterval { after, days, min, max })
}
