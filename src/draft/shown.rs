//! Answers as people read them: days and labels instead of what was typed or stored.

use super::{Answers, Row, computed, computed_cell, shown_number};
use crate::form::{Choice, Column, ColumnKind, Field, FieldKind, Form, Table};
use crate::plan::Plan;
use crate::text::Date;

/// What a field says; empty where nothing was answered. The statement of a tick is its label, and a table has rows.
#[must_use]
pub fn shown_answer(plan: &Plan, form: &Form, field: &Field, answers: &Answers) -> String {
    let text = answers.text(&field.id).trim();
    match &field.kind {
        FieldKind::ShortText | FieldKind::LongText | FieldKind::Number => text.to_owned(),
        FieldKind::Date => day(text),
        FieldKind::Choice { choices } => label(choices, text),
        FieldKind::Choices { choices } => {
            let chosen = answers.choices(&field.id).iter();
            chosen.map(|value| label(choices, value)).collect::<Vec<_>>().join("; ")
        }
        FieldKind::Unit => {
            let unit = plan.roster.iter().find(|unit| unit.id.as_str() == text);
            unit.map_or(text, |unit| &unit.name).to_owned()
        }
        FieldKind::Computed { .. } => computed(form, field, answers).map(shown_number).unwrap_or_default(),
        FieldKind::Tick | FieldKind::Table(_) => String::new(),
    }
}

/// What a cell says; empty where nothing was typed. That of a tick is as stored.
#[must_use]
pub fn shown_cell(table: &Table, row: &Row, column: &Column) -> String {
    let text = row.cell(&column.id).trim();
    match &column.kind {
        ColumnKind::ShortText | ColumnKind::LongText | ColumnKind::Number | ColumnKind::Tick => {
            text.to_owned()
        }
        ColumnKind::Date => day(text),
        ColumnKind::Choice { choices } => label(choices, text),
        ColumnKind::Computed { .. } => {
            computed_cell(table, column, row).map(shown_number).unwrap_or_default()
        }
    }
}

fn day(text: &str) -> String {
    Date::parse_typed(text).map_or_else(|| text.to_owned(), |day| day.to_string())
}

fn label(choices: &[Choice], value: &str) -> String {
    let choice = choices.iter().find(|choice| choice.value == value);
    choice.map_or(value, |choice| &choice.label).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::draft::Answer;
    use crate::form::{ColumnId, FieldId, Formula, Slot, TablePrint};

    fn choices() -> Vec<Choice> {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            source: None,
        };
        vec![choice("dat", "Đạt"), choice("chua", "Chưa đạt")]
    }

    #[track_caller]
    fn check(kind: FieldKind, answer: Answer, expected: &str) {
        let plan = crate::plan::built_in().remove(0);
        let mut form = plan.forms[0].clone();
        let field = Field {
            id: FieldId::new("x"),
            label: "X".to_owned(),
            hint: None,
            kind,
            required: false,
            heading: None,
            slot: Slot::Body,
            relevant: None,
            constraints: Vec::new(),
        };
        form.sections[0].fields.push(field.clone());
        let mut answers = Answers::default();
        assert_eq!(shown_answer(&plan, &form, &field, &answers), "");
        answers.set(FieldId::new("x"), answer.clone());
        answers.set(FieldId::new("so-xa"), Answer::Text("1.200".to_owned()));
        assert_eq!(shown_answer(&plan, &form, &field, &answers), expected, "{answer:?}");
    }

    fn text(text: &str) -> Answer {
        Answer::Text(text.to_owned())
    }

    #[test]
    fn an_answer_reads_as_people_say_it() {
        check(FieldKind::ShortText, text(" UBND xã "), "UBND xã");
        check(FieldKind::Number, text("1.234,5"), "1.234,5");
        check(FieldKind::Date, text("5/9/2020"), "05/09/2020");
        check(FieldKind::Date, text("hôm nay"), "hôm nay");
        check(FieldKind::Choice { choices: choices() }, text("chua"), "Chưa đạt");
        check(FieldKind::Choice { choices: choices() }, text("cũ"), "cũ");
        let both = Answer::Choices(vec!["dat".to_owned(), "chua".to_owned()]);
        check(FieldKind::Choices { choices: choices() }, both, "Đạt; Chưa đạt");
        check(FieldKind::Unit, text("binh-gia"), "UBND huyện Bình Gia");
        let formula = Formula::Sum(vec!["so-xa".to_owned()]);
        check(FieldKind::Computed { formula }, text(""), "1.200");
    }

    #[test]
    fn a_cell_reads_as_people_say_it() {
        let column = |id: &str, kind| Column {
            id: ColumnId::new(id),
            label: id.to_owned(),
            kind,
            required: false,
            weight: 1,
            total: false,
        };
        let part = Formula::Ratio("lam".to_owned(), "giao".to_owned());
        let table = Table {
            columns: vec![
                column("muc", ColumnKind::Choice { choices: choices() }),
                column("ngay", ColumnKind::Date),
                column("lam", ColumnKind::Number),
                column("giao", ColumnKind::Number),
                column("dat", ColumnKind::Computed { formula: part }),
            ],
            row_name: "dòng".to_owned(),
            print: TablePrint::Table,
            fixed_by: None,
            weights: Vec::new(),
        };
        let mut row = Row::default();
        let shown = |row: &Row| table.columns.iter().map(|column| shown_cell(&table, row, column)).collect();
        let cells: Vec<String> = shown(&row);
        assert_eq!(cells.concat(), "");
        for (id, text) in [("muc", "dat"), ("ngay", "1/2/2020"), ("lam", "1"), ("giao", "3")] {
            row.cells.insert(ColumnId::new(id), text.to_owned());
        }
        let cells: Vec<String> = shown(&row);
        assert_eq!(cells, ["Đạt", "01/02/2020", "1", "3", "33,3"]);
    }
}
