//! What single plans ask that takes several answers of their forms together.

use tham_luan::draft::{Answer, Draft, Row, Rule, Severity, Violation, computed, validate};
use tham_luan::form::{ColumnId, FieldId};

use super::{Sample, samples};

fn sample(form: &str) -> Sample {
    samples().into_iter().find(|sample| sample.form.id.as_str() == form).expect("a sample")
}

fn errors(Sample { plan, form, .. }: &Sample, draft: &Draft) -> Vec<Violation> {
    let mut found = validate(plan, form, draft, &[]);
    found.retain(|found| found.severity == Severity::Error);
    found
}

/// Guests of which so many are ticked as young, so many of a component of young people, and so many neither.
fn guests(ticked: usize, of_component: usize, others: usize) -> Vec<Row> {
    let kinds = [(ticked, "tinh-uy", "true"), (of_component, "cong-chuc", ""), (others, "bao-dai", "")];
    let mut rows = Vec::new();
    for (count, component, tick) in kinds {
        for _ in 0..count {
            let id = u32::try_from(rows.len()).expect("few");
            let mut row = Row { id, ..Row::default() };
            let chosen = [("thanh-phan", component), ("thanh-nien", tick)];
            for (column, text) in chosen {
                row.cells.insert(ColumnId::new(column), text.to_owned());
            }
            let name = format!("Khách mời {id}");
            row.cells.insert(ColumnId::new("ho-ten"), name);
            rows.push(row);
        }
    }
    rows
}

/// Plan 004, IV.1: "số lượng tối đa 30 người".
#[test]
fn the_province_invites_at_most_thirty_young_people_however_they_are_told() {
    let sample = sample("004-TP");
    let field = sample.form.field(&FieldId::new("so-thanh-nien")).expect("the number of young people");
    let check = |unit: &str, rows: Vec<Row>, young: u32, too_many: &[Rule]| {
        let mut draft = sample.draft.clone();
        draft.answers.set(FieldId::new("don-vi"), Answer::Text(unit.to_owned()));
        draft.answers.set(FieldId::new("dai-bieu"), Answer::Rows(rows));
        assert_eq!(computed(&sample.form, field, &draft.answers), Some(f64::from(young)));
        let found: Vec<_> = errors(&sample, &draft).into_iter().map(|found| found.rule).collect();
        assert_eq!(found, too_many);
    };
    let too_many = |found| Rule::TooManyRows { found, rows: 30 };
    check("tinh", guests(15, 15, 10), 30, &[]);
    check("tinh", guests(15, 16, 10), 31, &[too_many(31)]);
    check("tinh", guests(20, 20, 0), 40, &[too_many(40)]);
    check("tinh", guests(31, 0, 0), 31, &[too_many(31)]);
    check("tinh", guests(0, 31, 0), 31, &[too_many(31)]);
    check("binh-gia", guests(20, 20, 0), 40, &[]);
    // Of a component of young people and ticked, too: one.
    let mut rows = guests(0, 30, 5);
    for row in &mut rows[..30] {
        row.cells.insert(ColumnId::new("thanh-nien"), "true".to_owned());
    }
    check("tinh", rows, 30, &[]);
}

/// Plan 003, IV.1: the first criterion is of the tasks of members of the steering committee, which not everybody has.
#[test]
fn only_the_first_criterion_may_be_no_task_of_ones_own() {
    let sample = sample("003-TDG");
    let table = FieldId::new("tieu-chi-thi-dua");
    let said = |criterion: usize| {
        let mut draft = sample.draft.clone();
        for (at, row) in draft.answers.rows_mut(&table).iter_mut().enumerate() {
            let level = if at == criterion { "khong-phan-cong" } else { "tot" };
            for (column, text) in [("muc", level), ("ket-qua", "Đã làm xong."), ("ly-do", "Không được giao.")]
            {
                row.cells.insert(ColumnId::new(column), text.to_owned());
            }
        }
        let found = errors(&sample, &draft);
        found.into_iter().map(|found| (found.rule, found.field, found.cell)).collect::<Vec<_>>()
    };
    assert_eq!(said(0), []);
    for criterion in [1, 2] {
        let row = sample.draft.answers.rows(&table)[criterion].id;
        let cell = Some((row, ColumnId::new("muc")));
        assert_eq!(said(criterion), [(Rule::NotAChoiceHere, table.clone(), cell)]);
    }
}
