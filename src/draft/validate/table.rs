//! Tables: rules of the whole, then of each cell, row by row.

use super::field::{choice, date, days_after, has_range, long_text, number, range, sum, words};
use super::{Check, Place, Rule};
use crate::draft::compute::cell_by_id;
use crate::draft::relevance::holds;
use crate::draft::{Draft, Row, RowSource};
use crate::form::{Choice, Column, ColumnId, ColumnKind, Constraint, FieldId, FormId, TICKED, Table, Test};
use crate::text::lower;

impl<'a> Check<'a> {
    pub(super) fn table(&mut self, place: Place<'a>, table: &'a Table, rows: &'a [Row]) {
        let mut rows: Vec<&'a Row> = rows.iter().collect();
        // A table of criteria that must be answered is answered for each; one that need not be, where it was begun.
        if table.fixed_by.is_none() || !place.field.required || rows.iter().all(|row| row.is_blank(table)) {
            rows.retain(|row| !row.is_blank(table));
        }
        let mut constraints: Vec<&Constraint> = place.field.constraints.iter().collect();
        constraints.retain(|constraint| holds(self.form, constraint.when.as_ref(), self.answers()));
        if rows.is_empty() {
            // Of an empty table only what is gone is said; whether it may be empty is for `required`.
            constraints.retain(|constraint| matches!(constraint.test, Test::KeepsRows { .. }));
        }
        if place.field.required && !rows.is_empty() {
            self.fixed_rows(place, table, &rows);
        }
        for constraint in &constraints {
            self.whole(place, table, &rows, constraint);
        }
        let unique = repeats(&rows, &constraints);
        for (index, row) in rows.iter().enumerate() {
            for column in &table.columns {
                let cell = || Some((row.id, column.id.clone()));
                let unreadable = cell_rule(table, row, column, &constraints);
                if unreadable.is_some() {
                    self.add(place, cell(), unreadable);
                    continue;
                }
                for (constraint, repeats) in constraints.iter().zip(&unique) {
                    let rule = match &constraint.test {
                        Test::Unique { columns } if columns.first() == Some(&column.id) => {
                            repeats.get(index).is_some_and(|repeats| *repeats).then_some(Rule::Repeated)
                        }
                        _ => self.of_cell(table, row, column, constraint),
                    };
                    if rule.is_some() {
                        self.add_constraint(place, cell(), constraint, rule);
                    }
                }
            }
        }
    }

    /// Criteria without a row, as a file of another version may lack it.
    fn fixed_rows(&mut self, place: Place<'a>, table: &Table, rows: &[&Row]) {
        let Some((column, choices)) = table.fixed_rows() else { return };
        for offered in choices.iter().filter(|choice| !has_row(rows, column, choice)) {
            self.add(place, None, Some(Rule::NoRowOf { label: offered.label.clone() }));
        }
    }

    /// Rules of the whole table.
    fn whole(&mut self, place: Place<'a>, table: &Table, rows: &[&Row], constraint: &Constraint) {
        match &constraint.test {
            Test::AtLeastRows { rows: least } if rows.len() < *least => {
                self.add_constraint(place, None, constraint, Some(Rule::TooFewRows { rows: *least }));
            }
            Test::AtMostRows { rows: most, only } => {
                let found = rows.iter().filter(|row| row.is_of_any(only)).count();
                let rule = (found > *most).then_some(Rule::TooManyRows { found, rows: *most });
                self.add_constraint(place, None, constraint, rule);
            }
            Test::KeepsRows { reason } if self.answers().text(reason).trim().is_empty() => {
                let field = &place.field.id;
                let is_kept = |source: &RowSource| rows.iter().any(|row| row.sources.contains(source));
                let is_dropped = |(of, source): &&(FieldId, RowSource)| of == field && !is_kept(source);
                let dropped = self.draft.carried.iter().filter(is_dropped).count();
                let rule = (dropped > 0).then_some(Rule::DroppedRows { rows: dropped });
                self.add_constraint(place, None, constraint, rule);
            }
            Test::EachChoice { is, reason } => {
                let Some(column) = constraint.column.as_ref().and_then(|id| table.column(id)) else { return };
                let ColumnKind::Choice { choices } = &column.kind else { return };
                let is_unexplained = self.answers().text(reason).trim().is_empty();
                for offered in choices.iter().filter(|choice| is.contains(&choice.value)) {
                    if is_unexplained && !has_row(rows, &column.id, offered) {
                        let rule = Rule::NoRowOf { label: offered.label.clone() };
                        self.add_constraint(place, None, constraint, Some(rule));
                    }
                }
            }
            _ => {}
        }
    }

    /// What a cell that can be read breaks.
    fn of_cell(&self, table: &Table, row: &Row, column: &Column, constraint: &Constraint) -> Option<Rule> {
        let text = || row.cell(&column.id).trim();
        let is_own = || constraint.column.as_ref() == Some(&column.id);
        match &constraint.test {
            Test::Range { min, max } if is_own() => range(text(), *min, *max),
            Test::Words { max } if is_own() => words(text(), *max),
            Test::Sum { of } if is_own() => {
                sum(text(), of.iter().map(|id| (label(table, id), cell_by_id(table, id, row))))
            }
            Test::DaysAfter { after, min, max } if is_own() => {
                let day = row.cell(&ColumnId::new(after.as_str()));
                days_after(text(), label(table, after), day, *min, *max)
            }
            Test::OnlyWhere { is, rows } if is_own() => {
                let is_chosen = is.iter().any(|value| value == text());
                (is_chosen && !row.is_of(rows)).then_some(Rule::NotAChoiceHere)
            }
            Test::NeedsReason { is, reason } if column.id == *reason => {
                let chosen = row.cell(constraint.column.as_ref()?).trim();
                (text().is_empty() && is.iter().any(|value| value == chosen)).then_some(Rule::NeedsReason)
            }
            Test::NeedsReport { tick, form, field } if column.id == *tick => {
                let name = row.cell(constraint.column.as_ref()?).trim();
                let has_report = row.is_ticked(tick) || self.has_report(form, field, name);
                (!name.is_empty() && !has_report).then_some(Rule::NoReport)
            }
            _ => None,
        }
    }

    fn has_report(&self, form: &FormId, field: &FieldId, name: &str) -> bool {
        let is_report = |other: &Draft| {
            other.plan == self.draft.plan && other.form == *form && is_same(other.answers.text(field), name)
        };
        self.others.iter().any(is_report)
    }
}

/// Whether something is chosen in a row.
fn has_row(rows: &[&Row], column: &ColumnId, choice: &Choice) -> bool {
    rows.iter().any(|row| row.cell(column).trim() == choice.value)
}

fn label(table: &Table, column: &str) -> String {
    table.column(&ColumnId::new(column)).map(|column| column.label.clone()).unwrap_or_default()
}

/// What keeps a cell from being read, or that it is missing.
fn cell_rule(table: &Table, row: &Row, column: &Column, constraints: &[&Constraint]) -> Option<Rule> {
    let text = row.cell(&column.id).trim();
    if text.is_empty() {
        return column.required.then_some(Rule::Required);
    }
    match &column.kind {
        ColumnKind::ShortText | ColumnKind::Computed { .. } => None,
        ColumnKind::Tick => (text != TICKED).then_some(Rule::NotAChoice),
        ColumnKind::LongText => long_text(text, column.required),
        ColumnKind::Number => {
            let own = |constraint: &&&Constraint| constraint.column.as_ref() == Some(&column.id);
            let tests = constraints.iter().filter(own).map(|constraint| &constraint.test);
            number(text, has_range(tests)).or_else(|| points(table, row, column, text))
        }
        ColumnKind::Date => date(text),
        ColumnKind::Choice { choices } => choice(text, choices),
    }
}

/// Points are at most what the issuer's scale gives for the row.
fn points(table: &Table, row: &Row, column: &Column, text: &str) -> Option<Rule> {
    let criterion = row.cell(table.fixed_by.as_ref()?);
    let weight = |(choice, most): &(String, u32)| (choice == criterion).then_some(*most);
    let most = table.weights.iter().find_map(weight)?;
    (column.id.as_str() == Table::POINTS).then(|| range(text, Some(0.0), Some(f64::from(most))))?
}

/// For each constraint of rows that are unique: whether each row says the same as one before.
fn repeats(rows: &[&Row], constraints: &[&Constraint]) -> Vec<Vec<bool>> {
    let of = |constraint: &&Constraint| {
        let Test::Unique { columns } = &constraint.test else { return Vec::new() };
        if rows.len() < 2 {
            return Vec::new();
        }
        let read = |row: &&Row| columns.iter().map(|id| as_read(row.cell(id))).collect::<Vec<_>>();
        let read: Vec<Vec<String>> = rows.iter().map(read).collect();
        let is_said = |cells: &Vec<String>| cells.first().is_some_and(|cell| !cell.is_empty());
        let repeats = |(index, cells): (usize, &Vec<String>)| is_said(cells) && read[..index].contains(cells);
        read.iter().enumerate().map(repeats).collect()
    };
    constraints.iter().map(of).collect()
}

/// A text as people read it, whatever the case and the spaces. Tones count: Hoa and Hòa are two people.
fn as_read(text: &str) -> String {
    let mut letters = String::with_capacity(text.len() + 1);
    for word in text.split_whitespace() {
        letters.extend(word.chars().map(lower));
        letters.push(' ');
    }
    letters
}

fn is_same(one: &str, other: &str) -> bool {
    one == other || as_read(one) == as_read(other)
}
