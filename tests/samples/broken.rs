//! Every rule of every form is broken once, from the form's sample: then that rule is said, at that place, and none
//! beside it.

use tham_luan::draft::{Answer, Draft, DraftId, Row, RowSource, Rule, Severity, Violation, validate};
use tham_luan::form::{
    Column, ColumnId, ColumnKind, Constraint, Field, FieldId, FieldKind, Form, Table, Test,
};
use tham_luan::plan::Plan;
use tham_luan::text::{Date, parse_number, plain_number};

use super::changes::{any_answer, any_row, applying, asked, days_after, set_text};
use super::{Sample, papers, samples};

/// Where a rule is broken: in the field, or in a cell of it.
type Cell = Option<(u32, ColumnId)>;

/// A form, and its sample before something is broken in it.
struct Case<'a> {
    plan: &'a Plan,
    form: &'a Form,
    field: &'a Field,
    before: Draft,
    others: &'a [Draft],
}

impl Case<'_> {
    fn violations(&self, draft: &Draft) -> Vec<Violation> {
        validate(self.plan, self.form, draft, self.others)
    }

    /// Breaks something in the sample: that rule is said then, and was not before.
    #[track_caller]
    fn broken(&self, what: impl FnOnce(&mut Draft), cell: Cell, rule: Rule, constraint: Option<&Constraint>) {
        let mut after = self.before.clone();
        what(&mut after);
        let before = self.violations(&self.before);
        let mut new = self.violations(&after);
        new.retain(|found| !before.contains(found));
        if self.is_referred_to() {
            // Other questions may come to apply, or rules of other fields.
            new.retain(|found| found.field == self.field.id);
        }
        let is_warning = constraint.is_some_and(|constraint| constraint.is_warning);
        let expected = Violation {
            severity: if is_warning { Severity::Warning } else { Severity::Error },
            rule,
            message: constraint.and_then(|constraint| constraint.message.clone()),
            section: self.section(),
            field: self.field.id.clone(),
            cell,
        };
        assert_eq!(new, [expected], "{} {}", self.form.id, self.field.id);
    }

    fn section(&self) -> tham_luan::form::SectionId {
        let (section, _) =
            self.form.fields().find(|(_, field)| field.id == self.field.id).expect("the field");
        section.id.clone()
    }

    /// Whether something else of the form depends on this field.
    fn is_referred_to(&self) -> bool {
        let name = format!("{:?}", self.field.id.as_str());
        self.form.fields().any(|(section, field)| {
            let rules = format!("{:?} {:?} {:?}", section.relevant, field.relevant, field.constraints);
            (field.id != self.field.id || section.relevant.is_some()) && rules.contains(&name)
        })
    }

    fn set(&self, text: &str) -> impl FnOnce(&mut Draft) + use<> {
        let (field, text) = (self.field.id.clone(), text.to_owned());
        move |draft| set_text(draft, &field, &text)
    }

    /// The row that is broken, in a table that has one at least.
    fn row(&self) -> &Row {
        self.before.answers.rows(&self.field.id).first().expect("a row")
    }

    fn set_cell(&self, column: &ColumnId, text: &str) -> impl FnOnce(&mut Draft) + use<> {
        let (field, column, text) = (self.field.id.clone(), column.clone(), text.to_owned());
        move |draft| draft.answers.rows_mut(&field)[0].cells.insert(column, text)
    }
}

/// Calls `each` with every field of every form, where it applies and is answered.
fn fields(mut each: impl FnMut(&Case<'_>)) {
    let samples = samples();
    let papers = papers(&samples);
    for Sample { plan, form, draft } in &samples {
        for (_, field) in form.fields() {
            let mut before = applying(form, draft, field);
            let is_empty = match before.answers.get(&field.id) {
                None => true,
                Some(Answer::Rows(rows)) => rows.is_empty(),
                Some(Answer::Text(text)) => text.is_empty(),
                Some(Answer::Choices(chosen)) => chosen.is_empty(),
                Some(Answer::Tick(ticked)) => !ticked,
            };
            if is_empty && !matches!(field.kind, FieldKind::Computed { .. }) {
                before.answers.set(field.id.clone(), any_answer(plan, form, field));
            }
            each(&Case { plan, form, field, before, others: &papers });
        }
    }
}

#[test]
fn what_is_required_is_missed() {
    let mut broken = 0;
    fields(|case| {
        if case.field.required {
            let empty = match &case.field.kind {
                FieldKind::Tick => Answer::Tick(false),
                FieldKind::Table(_) => Answer::Rows(Vec::new()),
                FieldKind::Choices { .. } => Answer::Choices(Vec::new()),
                _ => Answer::Text(String::new()),
            };
            let id = case.field.id.clone();
            case.broken(move |draft| draft.answers.set(id, empty), None, Rule::Required, None);
            broken += 1;
        }
    });
    assert!(broken > 200, "{broken}");
}

#[test]
fn what_cannot_be_read_is_said() {
    let mut broken = 0;
    fields(|case| {
        let (text, rule) = match &case.field.kind {
            FieldKind::LongText if case.field.required => ("…", Rule::NeedsSentence),
            FieldKind::Number => ("mười", Rule::NotANumber),
            FieldKind::Date => ("31/02/2020", Rule::NotADate),
            FieldKind::Choice { .. } | FieldKind::Unit => ("khong-co", Rule::NotAChoice),
            _ => return,
        };
        case.broken(case.set(text), None, rule, None);
        broken += 1;
    });
    assert!(broken > 100, "{broken}");
}

#[test]
fn cells_that_are_missing_or_cannot_be_read_are_said() {
    let mut broken = 0;
    fields(|case| {
        let FieldKind::Table(table) = &case.field.kind else { return };
        let given = table.fixed_by.as_ref();
        for column in table.columns.iter().filter(|column| Some(&column.id) != given) {
            let cell = Some((case.row().id, column.id.clone()));
            if let Some((text, rule)) = unreadable(column) {
                case.broken(case.set_cell(&column.id, text), cell.clone(), rule, None);
                broken += 1;
            }
            let mut emptied = case.row().clone();
            emptied.cells.insert(column.id.clone(), String::new());
            if column.required && !emptied.is_blank(table) {
                case.broken(case.set_cell(&column.id, ""), cell, Rule::Required, None);
                broken += 1;
            }
        }
    });
    assert!(broken > 300, "{broken}");
}

fn unreadable(column: &Column) -> Option<(&'static str, Rule)> {
    Some(match &column.kind {
        ColumnKind::LongText if column.required => ("…", Rule::NeedsSentence),
        ColumnKind::Number => ("nhiều", Rule::NotANumber),
        ColumnKind::Date => ("mai", Rule::NotADate),
        ColumnKind::Choice { .. } | ColumnKind::Tick => ("khong-co", Rule::NotAChoice),
        _ => return None,
    })
}

/// Every constraint of every form, none passed over.
#[test]
fn every_rule_of_every_pack_is_broken_once() {
    let mut rules = std::collections::BTreeMap::<String, usize>::new();
    fields(|case| {
        for constraint in &case.field.constraints {
            let before = asked(case.form, &case.before, case.field, constraint);
            let case = Case { before, ..*case };
            match &case.field.kind {
                FieldKind::Table(table) => break_table(case, table, constraint),
                _ => break_field(case, constraint),
            }
            let name = format!("{:?}", constraint.test);
            let name = name.split([' ', '{']).next().unwrap_or_default().to_owned();
            *rules.entry(name).or_default() += 1;
        }
    });
    let names: Vec<_> = rules.keys().map(String::as_str).collect();
    assert_eq!(
        names,
        [
            "AtMostRows",
            "DaysAfter",
            "EachChoice",
            "KeepsRows",
            "NeedsReason",
            "NeedsReport",
            "OnlyWhere",
            "Range",
            "Sum",
            "Unique",
            "Words"
        ],
        "{rules:?}"
    );
}

/// A number outside of bounds.
fn outside(min: Option<f64>, max: Option<f64>) -> String {
    let number = max.map_or_else(|| min.expect("a bound") - 1.0, |max| max + 1.0);
    plain_number(number).expect("a number")
}

/// How many days are too many, or too few.
fn wrong_days(min: Option<i32>, max: Option<i32>) -> (i32, Option<i32>) {
    let least = if max.is_none() { min.or(Some(0)) } else { min };
    (max.map_or_else(|| least.unwrap_or_default() - 1, |max| max + 1), least)
}

fn day(text: &str) -> Date {
    Date::parse_typed(text).unwrap_or_else(|| Date::new(2020, 6, 15).expect("a day"))
}

fn words(count: usize) -> String {
    "từ ".repeat(count).trim().to_owned()
}

fn break_field(mut case: Case<'_>, constraint: &Constraint) {
    let said = Some(constraint);
    match &constraint.test {
        Test::Range { min, max } => {
            let rule = Rule::OutOfRange { min: *min, max: *max };
            case.broken(case.set(&outside(*min, *max)), None, rule, said);
        }
        Test::Words { max } => {
            let rule = Rule::TooManyWords { words: max + 1, max: *max };
            case.broken(case.set(&words(max + 1)), None, rule, said);
        }
        Test::DaysAfter { after, min, max } => {
            let after = FieldId::new(after.as_str());
            let first = day(case.before.answers.text(&after));
            set_text(&mut case.before, &after, &first.to_string());
            let (days, min) = wrong_days(*min, *max);
            let good = days_after(first, min.or(*max).unwrap_or_default()).to_string();
            set_text(&mut case.before, &case.field.id, &good);
            let label = case.form.field(&after).expect("the other day").label.clone();
            let rule = Rule::WrongInterval { after: label, days, min, max: *max };
            case.broken(case.set(&days_after(first, days).to_string()), None, rule, said);
        }
        Test::Sum { of } => {
            let part = |id: &String| parse_number(case.before.answers.text(&FieldId::new(id.as_str())));
            let sum: f64 = of.iter().map(|id| part(id).expect("a typed part")).sum();
            let labels = of.iter().map(|id| FieldId::new(id.as_str()));
            let of = labels.map(|id| case.form.field(&id).expect("a part").label.clone()).collect();
            let text = plain_number(sum + 1.0).expect("a number");
            case.broken(case.set(&text), None, Rule::NotTheSum { sum, of }, said);
        }
        other => panic!("{} {}: no field has {other:?}", case.form.id, case.field.id),
    }
}

fn break_table(mut case: Case<'_>, table: &Table, constraint: &Constraint) {
    let said = Some(constraint);
    let id = case.field.id.clone();
    let column = || constraint.column.clone().expect("a column");
    match &constraint.test {
        Test::Range { min, max } => {
            let rule = Rule::OutOfRange { min: *min, max: *max };
            let cell = Some((case.row().id, column()));
            case.broken(case.set_cell(&column(), &outside(*min, *max)), cell, rule, said);
        }
        Test::Words { max } => {
            let rule = Rule::TooManyWords { words: max + 1, max: *max };
            let cell = Some((case.row().id, column()));
            case.broken(case.set_cell(&column(), &words(max + 1)), cell, rule, said);
        }
        Test::DaysAfter { after, min, max } => {
            let after = ColumnId::new(after.as_str());
            let first = day(case.row().cell(&after));
            case.set_cell(&after, &first.to_string())(&mut case.before);
            let (days, min) = wrong_days(*min, *max);
            let cell = Some((case.row().id, column()));
            let label = table.column(&after).expect("the other day").label.clone();
            let rule = Rule::WrongInterval { after: label, days, min, max: *max };
            case.broken(case.set_cell(&column(), &days_after(first, days).to_string()), cell, rule, said);
        }
        Test::Sum { of } => {
            let of: Vec<ColumnId> = of.iter().map(|id| ColumnId::new(id.as_str())).collect();
            let part = |id: &ColumnId| parse_number(case.row().cell(id)).expect("a typed part");
            let sum: f64 = of.iter().map(part).sum();
            let label = |id: &ColumnId| table.column(id).expect("a part").label.clone();
            let rule = Rule::NotTheSum { sum, of: of.iter().map(label).collect() };
            let cell = Some((case.row().id, column()));
            let text = plain_number(sum + 1.0).expect("a number");
            case.broken(case.set_cell(&column(), &text), cell, rule, said);
        }
        Test::AtMostRows { rows, only } => {
            let fill = |draft: &mut Draft, count: usize| {
                let rows = (0..).take(count).map(|number| {
                    let mut row = any_row(table, &case.field.constraints, number);
                    // Nothing is ticked that another rule may count.
                    for column in table.columns.iter().filter(|column| column.kind == ColumnKind::Tick) {
                        row.cells.insert(column.id.clone(), String::new());
                    }
                    // Rows of all the kinds that are counted, in turn.
                    let turn = usize::try_from(number).expect("few") % only.len().max(1);
                    if let Some(kind) = only.get(turn) {
                        row.cells.insert(kind.column.clone(), kind.is[0].clone());
                    }
                    row
                });
                draft.answers.set(id.clone(), Answer::Rows(rows.collect()));
            };
            let mut before = case.before.clone();
            fill(&mut before, *rows);
            let case = Case { before, ..case };
            let rule = Rule::TooManyRows { found: rows + 1, rows: *rows };
            case.broken(|draft| fill(draft, rows + 1), None, rule, said);
        }
        Test::OnlyWhere { is, rows } => {
            let of_table = case.before.answers.rows_mut(&id);
            let at = of_table.iter().position(|row| !row.is_of(rows)).expect("a row of another kind");
            let mut row = any_row(table, &case.field.constraints, 1);
            row.cells.insert(rows.column.clone(), of_table[at].cell(&rows.column).to_owned());
            let cell = Some((row.id, column()));
            of_table[at] = row;
            let choose = |draft: &mut Draft| {
                draft.answers.rows_mut(&id)[at].cells.insert(column(), is[0].clone());
            };
            case.broken(choose, cell, Rule::NotAChoiceHere, said);
        }
        Test::NeedsReason { is, reason } => {
            let cell = Some((case.row().id, reason.clone()));
            case.set_cell(reason, "Vì lý do này")(&mut case.before);
            case.set_cell(&column(), &is[0])(&mut case.before);
            case.broken(case.set_cell(reason, ""), cell, Rule::NeedsReason, said);
        }
        Test::Unique { columns } => {
            let (mut first, mut second) =
                (any_row(table, &case.field.constraints, 1), any_row(table, &case.field.constraints, 2));
            for (row, id) in [(&mut first, 1), (&mut second, 2)] {
                row.id = id;
            }
            second.cells.insert(columns[0].clone(), other_than(table, &columns[0]));
            case.before.answers.set(id.clone(), Answer::Rows(vec![first.clone(), second]));
            let cell = Some((2, columns[0].clone()));
            let repeat = |draft: &mut Draft| {
                for column in columns {
                    let text = first.cell(column).to_owned();
                    draft.answers.rows_mut(&id)[1].cells.insert(column.clone(), text);
                }
            };
            case.broken(repeat, cell, Rule::Repeated, said);
        }
        Test::EachChoice { is, reason } => {
            set_text(&mut case.before, reason, "");
            let rows: Vec<Row> = (0..)
                .zip(is)
                .map(|(number, value)| {
                    let mut row = any_row(table, &case.field.constraints, number);
                    row.cells.insert(column(), value.clone());
                    row
                })
                .collect();
            case.before.answers.set(id.clone(), Answer::Rows(rows));
            let label = match table.column(&column()).map(|column| &column.kind) {
                Some(ColumnKind::Choice { choices }) => {
                    choices.iter().find(|choice| choice.value == is[0]).expect("the choice").label.clone()
                }
                other => panic!("{other:?}"),
            };
            let drop = |draft: &mut Draft| {
                draft.answers.rows_mut(&id).remove(0);
            };
            case.broken(drop, None, Rule::NoRowOf { label }, said);
        }
        Test::KeepsRows { reason } => {
            set_text(&mut case.before, reason, "");
            let source = RowSource { paper: DraftId::new("khac"), revision: 1, row: Some(7) };
            case.broken(|draft| draft.carried.push((id, source)), None, Rule::DroppedRows { rows: 1 }, said);
        }
        Test::NeedsReport { tick, .. } => {
            let case = Case { others: &[], ..case };
            let cell = Some((case.row().id, tick.clone()));
            let mut before = case.before.clone();
            before.answers.rows_mut(&id)[0].cells.insert(tick.clone(), "true".to_owned());
            let case = Case { before, ..case };
            case.broken(case.set_cell(tick, ""), cell, Rule::NoReport, said);
        }
        other @ Test::AtLeastRows { .. } => panic!("{} {id}: no table has {other:?}", case.form.id),
    }
}

/// Something that another row has in a column.
fn other_than(table: &Table, column: &ColumnId) -> String {
    match table.column(column).map(|column| &column.kind) {
        Some(ColumnKind::Choice { choices }) => choices.last().expect("a choice").value.clone(),
        Some(ColumnKind::Date) => "16/6/2020".to_owned(),
        Some(ColumnKind::Number) => "2".to_owned(),
        _ => "Nội dung khác".to_owned(),
    }
}
