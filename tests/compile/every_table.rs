//! What holds for every table of every plan.

use std::collections::{BTreeMap, BTreeSet};

use tham_luan::draft::{Answer, Draft};
use tham_luan::form::{Choice, ColumnKind, FieldKind};
use tham_luan::office::PaperId;
use tham_luan::office::compile::{Compiled, Kind, Role, Value};
use tham_luan::plan::built_in;
use tham_luan::text::fold;

use super::report::begun;
use super::{Office, in_thousandths, shown, varied};

/// An office of each plan, with several papers of each form.
fn offices() -> Vec<Office> {
    let mut offices = Vec::new();
    for plan in built_in() {
        let mut office = Office::new(plan.id.as_str());
        for form in &plan.forms {
            let units: Vec<&str> = plan.units(form).map(|unit| unit.id.as_str()).take(5).collect();
            for seed in 0..4 {
                let draft = varied(&office, form.id.as_str(), seed);
                let other = format!("Đơn vị {seed}");
                let unit = units.get(usize::try_from(seed).expect("few")).copied().unwrap_or(&other);
                office.receive(unit, draft);
            }
        }
        offices.push(office);
    }
    offices
}

fn tables(mut each: impl FnMut(&Office, &Compiled)) {
    for office in offices() {
        for table in office.compile() {
            each(&office, &table);
        }
    }
}

#[test]
fn every_row_has_a_cell_for_each_column_and_every_id_is_there_once() {
    for office in offices() {
        let tables = office.compile();
        let ids: BTreeSet<&str> = tables.iter().map(|table| table.id.as_str()).collect();
        assert_eq!(ids.len(), tables.len(), "{:?}", tables.iter().map(|table| &table.id).collect::<Vec<_>>());
        for table in &tables {
            let is_plain = |letter: char| letter.is_ascii_alphanumeric() || letter == '-';
            assert!(table.id.chars().all(is_plain), "{}", table.id);
            assert!(!table.title.is_empty() && !table.columns.is_empty(), "{}", table.id);
            for column in &table.columns {
                assert!(column.id.chars().all(is_plain) || column.id.starts_with("Đơn vị"), "{}", column.id);
            }
            let columns: BTreeSet<&str> = table.columns.iter().map(|column| column.id.as_str()).collect();
            assert_eq!(columns.len(), table.columns.len(), "{}", table.id);
            for row in &table.rows {
                assert_eq!(row.cells.len(), table.columns.len(), "{}", table.id);
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    assert!(cell.sources.is_sorted_by(|one, other| one < other), "{}", table.id);
                    match (&cell.value, column.kind) {
                        (Value::Number(number), Kind::Count) => assert!(number.is_whole(), "{}", table.id),
                        (Value::Number(_), Kind::Number | Kind::Year) | (Value::Date(_), Kind::Date) => {}
                        (Value::Empty | Value::Text(_), _) => {}
                        other => panic!("{} {}: {other:?}", table.id, column.id),
                    }
                }
            }
        }
    }
}

#[test]
fn with_the_samples_of_every_form_no_table_is_empty() {
    let mut empty: Vec<String> = Vec::new();
    tables(|_, table| {
        if table.rows.is_empty() {
            empty.push(table.id.clone());
        }
    });
    assert_eq!(empty, Vec::<String>::new());
}

#[test]
fn totals_are_the_sums_of_what_is_shown() {
    let mut totals = 0;
    tables(|_, table| {
        let last = table.rows.last().filter(|row| row.role == Role::Total);
        assert_eq!(last.is_some(), table.columns.iter().any(|column| column.total), "{}", table.id);
        let Some(last) = last else { return };
        for (at, column) in table.columns.iter().enumerate().filter(|(_, column)| column.total) {
            let numbers = table.entries().filter_map(|row| row.cells[at].value.number());
            let shown: i64 = numbers.map(in_thousandths).sum();
            let sources: BTreeSet<PaperId> =
                table.entries().flat_map(|row| row.cells[at].sources.clone()).collect();
            let total = &last.cells[at];
            assert_eq!(total.value.number().map(in_thousandths), Some(shown), "{} {}", table.id, column.id);
            assert!(total.sources.iter().all(|source| sources.contains(source)), "{}", table.id);
            totals += 1;
        }
    });
    assert!(totals > 60, "{totals}");
}

/// Words that no paper says: what is said of papers.
const OUR_WORDS: [&str; 9] = [
    "co",
    "chua",
    "tap the",
    "ca nhan",
    "gia dinh",
    "da bao cao",
    "chua co trong bao cao",
    "da bao cao, chua co nguoi truc ky thuat",
    "chua bao cao",
];

/// All that a paper says, as people read it.
fn said(office: &Office, id: PaperId) -> String {
    let paper = &office.papers[usize::try_from(id.0).expect("few")];
    let Draft { id, form, answers, .. } = &paper.draft;
    let form = office.form(form.as_str());
    let mut said = vec![paper.unit.clone(), form.title.clone(), id.to_string()];
    if let Some(unit) = &paper.unit_id {
        said.push(office.plan.roster.iter().find(|own| own.id == *unit).expect("a unit").name.clone());
    }
    let label = |choices: &[Choice], value: &str| {
        choices
            .iter()
            .filter(|choice| choice.value == value)
            .map(|choice| choice.label.clone())
            .collect::<String>()
    };
    for (_, field) in form.fields() {
        said.push(field.label.clone());
        match (answers.get(&field.id), &field.kind) {
            (Some(Answer::Text(text)), FieldKind::Choice { choices }) => said.push(label(choices, text)),
            (Some(Answer::Text(text)), _) => said.push(text.clone()),
            (Some(Answer::Choices(chosen)), FieldKind::Choices { choices }) => {
                said.push(chosen.iter().map(|value| label(choices, value)).collect::<Vec<_>>().join("; "));
            }
            (Some(Answer::Rows(rows)), FieldKind::Table(table)) => {
                for row in rows {
                    for column in &table.columns {
                        let text = row.cell(&column.id);
                        said.push(text.to_owned());
                        said.push(column.label.clone());
                        if let ColumnKind::Choice { choices } = &column.kind {
                            said.push(label(choices, text));
                        }
                    }
                }
            }
            _ => {}
        }
    }
    fold(&said.join("\n"))
}

/// Days are typed in several ways, and shown in one.
fn days(said: &str) -> BTreeSet<String> {
    let days = said.lines().filter_map(tham_luan::text::Date::parse_typed);
    days.map(|day| day.to_string()).collect()
}

#[test]
fn every_text_and_day_stands_in_each_paper_that_it_is_said_to_be_from() {
    let mut checked = 0;
    for office in offices() {
        let mut known: BTreeMap<PaperId, (String, BTreeSet<String>)> = BTreeMap::new();
        for table in office.compile() {
            for row in table.entries() {
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    for source in &cell.sources {
                        let (said, days) = known.entry(*source).or_insert_with(|| {
                            let said = said(&office, *source);
                            let days = days(&said);
                            (said, days)
                        });
                        let folded = fold(&shown(cell));
                        let is_said = match &cell.value {
                            // The name of an opinion: its paper, and a print of what the row says.
                            Value::Text(_) if column.id == "ma" => said
                                .contains(folded.split_once(':').map_or(folded.as_str(), |(paper, _)| paper)),
                            // The names of all units whose papers it is from.
                            Value::Text(_) if column.id == "cac-don-vi" => {
                                let paper = &office.papers[usize::try_from(source.0).expect("few")];
                                folded.contains(&fold(&paper.unit))
                            }
                            Value::Text(_) => {
                                said.contains(folded.trim()) || OUR_WORDS.contains(&folded.as_str())
                            }
                            Value::Date(day) => days.contains(&day.to_string()),
                            Value::Number(_) | Value::Empty => continue,
                        };
                        assert!(
                            is_said,
                            "{} {}: {source:?} does not say {}",
                            table.id,
                            column.id,
                            shown(cell)
                        );
                        checked += 1;
                    }
                }
            }
        }
    }
    assert!(checked > 5000, "{checked}");
}

/// Columns that are computed of several numbers of a paper.
const COMPUTED: [&str; 5] = ["cong", "ty-le", "so-tri-thuc-tre", "muc-do", "so-luot"];

#[test]
fn a_number_of_one_paper_in_a_list_was_typed_there() {
    let mut checked = 0;
    for office in offices() {
        for table in office.compile().iter().filter(|table| table.columns[0].id != "muc") {
            for row in table.entries() {
                for (cell, column) in row.cells.iter().zip(&table.columns) {
                    let is_typed = matches!(column.kind, Kind::Number | Kind::Year)
                        && !COMPUTED.contains(&column.id.as_str());
                    let (Value::Number(number), [source], true) =
                        (&cell.value, cell.sources.as_slice(), is_typed)
                    else {
                        continue;
                    };
                    // Indicators that one paper gives twice are added up.
                    if table.column("so-bao-cao").is_some() {
                        continue;
                    }
                    let said = said(&office, *source);
                    let is_said =
                        said.lines().filter_map(super::thousandths).any(|it| it == in_thousandths(*number));
                    assert!(is_said, "{} {}: {source:?} does not say {number}", table.id, column.id);
                    checked += 1;
                }
            }
        }
    }
    assert!(checked > 300, "{checked}");
}

#[test]
fn compiling_twice_gives_the_same() {
    for office in offices() {
        assert_eq!(office.compile(), office.compile());
    }
}

#[test]
fn without_papers_every_table_is_there_and_has_nothing_in_it() {
    for plan in built_in() {
        let office = Office::new(plan.id.as_str());
        for table in office.compile() {
            for cell in table.entries().flat_map(|row| &row.cells) {
                assert_eq!(cell.sources, [], "{}", table.id);
            }
            assert_eq!(table.warnings, [], "{}", table.id);
        }
    }
}

#[test]
fn a_plan_of_an_office_s_own_has_its_tables_merged() {
    let mut office = Office::new("002");
    for (unit, seed) in [("bao-lac", 1), ("ha-lang", 2)] {
        let draft = varied(&office, "002-KH", seed);
        office.receive(unit, draft);
    }
    let rows = office.rows("002-KH", "hoat-dong").len();
    office.plan.id = tham_luan::plan::PlanId::new("009");
    for paper in &mut office.papers {
        paper.draft.plan = office.plan.id.clone();
    }
    assert_eq!(office.table("002-KH-hoat-dong").entries().count(), rows);
}

/// A paper of which only digests of the texts that no table reads were kept gives the same tables.
#[test]
fn what_the_native_program_keeps_of_papers_is_all_that_the_tables_read() {
    for office in offices() {
        let plans = std::slice::from_ref(&office.plan);
        let whole = office.compile();
        let mut lean = Office::new(office.plan.id.as_str());
        let mut digested = 0;
        for received in &office.papers {
            let form = office.form(received.draft.form.as_str());
            let opened = tham_luan::submission::Opened {
                draft: received.draft.clone(),
                status: tham_luan::submission::Status::Complete,
                exported_at: None,
                integrity: tham_luan::submission::Integrity::Verified,
                checksum: String::new(),
                pages: None,
                problems: Vec::new(),
            };
            let judged = tham_luan::office::judge(plans, opened, None).expect("its plan");
            let kept = judged.clone().lean(form).draft;
            digested +=
                kept.answers.iter().filter(|(id, own)| judged.draft.answers.get(id) != Some(*own)).count();
            lean.receive(&received.unit, kept);
        }
        assert!(digested > 0, "plan {}: nothing was kept as a digest", office.plan.id);
        for (one, other) in whole.iter().zip(&lean.compile()) {
            assert_eq!(one, other, "table {}", one.id);
        }
        assert_eq!(begun(&office), begun(&lean), "the drafts of plan {}", office.plan.id);
    }
}
