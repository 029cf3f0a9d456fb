//! Changes to a sample: so that a question applies, so that a rule holds, so that there is something to break.

use tham_luan::draft::{Answer, Draft, Row, is_relevant};
use tham_luan::form::{
    Choice, Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form, Relevance,
    RelevanceTest, TICKED, Table, Test,
};
use tham_luan::plan::Plan;
use tham_luan::text::{Date, plain_number};

/// Answers what a condition asks, so that it holds.
pub(crate) fn fulfil(form: &Form, draft: &mut Draft, condition: &Relevance) {
    let (section, field) =
        form.fields().find(|(_, field)| field.id == condition.field).expect("a field of the form");
    for condition in section.relevant.iter().chain(&field.relevant) {
        fulfil(form, draft, condition);
    }
    let set = |draft: &mut Draft, answer| draft.answers.set(field.id.clone(), answer);
    match &condition.test {
        RelevanceTest::Ticked(wanted) => set(draft, Answer::Tick(*wanted)),
        RelevanceTest::Within { min, max } => {
            let number = min.or(*max).and_then(plain_number).expect("a bound");
            set(draft, Answer::Text(number));
        }
        RelevanceTest::Is(values) => choose(draft, field, Some(&values[0])),
        RelevanceTest::IsNot(values) => {
            let other = choices(field).iter().find(|choice| !values.contains(&choice.value));
            choose(draft, field, other.map(|choice| &choice.value));
        }
    }
}

fn choices(field: &Field) -> &[Choice] {
    match &field.kind {
        FieldKind::Choice { choices } | FieldKind::Choices { choices } => choices,
        _ => &[],
    }
}

fn choose(draft: &mut Draft, field: &Field, value: Option<&String>) {
    let answer = match &field.kind {
        FieldKind::Choices { .. } => Answer::Choices(value.into_iter().cloned().collect()),
        _ => Answer::Text(value.cloned().unwrap_or_default()),
    };
    draft.answers.set(field.id.clone(), answer);
}

/// The sample changed so that a field applies.
pub(crate) fn applying(form: &Form, draft: &Draft, field: &Field) -> Draft {
    let mut draft = draft.clone();
    let (section, _) = form.fields().find(|(_, other)| other.id == field.id).expect("the field");
    if !is_relevant(form, section, field, &draft.answers) {
        for condition in section.relevant.iter().chain(&field.relevant) {
            fulfil(form, &mut draft, condition);
        }
    }
    assert!(is_relevant(form, section, field, &draft.answers), "{} {}", form.id, field.id);
    draft
}

/// The sample changed so that a rule of a field is asked.
pub(crate) fn asked(form: &Form, draft: &Draft, field: &Field, constraint: &Constraint) -> Draft {
    let mut draft = applying(form, draft, field);
    if let Some(condition) = &constraint.when {
        fulfil(form, &mut draft, condition);
    }
    draft
}

pub(crate) fn set_text(draft: &mut Draft, field: &FieldId, text: &str) {
    draft.answers.set(field.clone(), Answer::Text(text.to_owned()));
}

/// An answer that a field takes, whatever its rules.
pub(crate) fn any_answer(plan: &Plan, form: &Form, field: &Field) -> Answer {
    match &field.kind {
        FieldKind::Tick => Answer::Tick(true),
        FieldKind::Choices { choices } => Answer::Choices(vec![choices[0].value.clone()]),
        FieldKind::Choice { choices } => Answer::Text(choices[0].value.clone()),
        FieldKind::Unit => Answer::Text(plan.units(form).next().expect("a unit").id.to_string()),
        FieldKind::Table(table) => Answer::Rows(vec![any_row(table, &field.constraints, 0)]),
        FieldKind::Number => Answer::Text(any_number(&field.constraints, None)),
        FieldKind::Date => Answer::Text("15/6/2020".to_owned()),
        _ => Answer::Text("Nội dung".to_owned()),
    }
}

/// A row of which every cell is filled, none as in a row of another number.
pub(crate) fn any_row(table: &Table, constraints: &[Constraint], number: u32) -> Row {
    let mut row = Row { id: 1000 + number, ..Row::default() };
    for column in &table.columns {
        row.cells.insert(column.id.clone(), any_cell(column, constraints, number));
    }
    row
}

fn any_cell(column: &Column, constraints: &[Constraint], number: u32) -> String {
    match &column.kind {
        ColumnKind::ShortText | ColumnKind::LongText => format!("Nội dung {number}"),
        ColumnKind::Number => any_number(constraints, Some(&column.id)),
        ColumnKind::Date => "15/6/2020".to_owned(),
        ColumnKind::Choice { choices } => choices[0].value.clone(),
        ColumnKind::Tick => TICKED.to_owned(),
        ColumnKind::Computed { .. } => String::new(),
    }
}

/// A number within the bounds that there are.
fn any_number(constraints: &[Constraint], column: Option<&ColumnId>) -> String {
    let bound = constraints.iter().find_map(|constraint| match &constraint.test {
        Test::Range { min, max } if constraint.column.as_ref() == column => min.or(*max),
        _ => None,
    });
    bound.and_then(plain_number).unwrap_or_else(|| "1".to_owned())
}

/// A day so many days after another.
pub(crate) fn days_after(day: Date, days: i32) -> Date {
    let mut later = Date::new(day.year() + 2, 1, 1).expect("a day");
    while later.days_since(day) > days {
        later = later.previous_day();
    }
    later
}
