//! Holds what is taken over from other papers, on forms of the plans 000 and 004: nothing typed is changed, nothing is taken
//! twice, and every row says where it comes from.
#![cfg(not(target_arch = "wasm32"))]

use std::fs;
use std::path::Path;

use tham_luan::draft::{
    Answer, Carried, Draft, DraftId, Row, RowSource, SourcePaper, carry_over, pickable_rows,
};
use tham_luan::form::{CarryOver, ColumnId, FieldId, Form, FormId};
use tham_luan::plan::{Plan, built_in};

fn plan() -> Plan {
    built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000")
}

fn form<'a>(plan: &'a Plan, id: &str) -> &'a Form {
    plan.form(&FormId::new(id)).expect("a form")
}

fn sample(id: &str) -> Draft {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("tests/fixtures/drafts/{id}.json"));
    let text = fs::read_to_string(path).expect("a sample");
    Draft::from_json(&tham_luan::json::parse(&text).expect("JSON")).expect("a draft")
}

fn rule(form: &Form) -> &CarryOver {
    form.carry_over.first().expect("a rule")
}

fn paper<'a>(plan: &'a Plan, draft: &'a Draft) -> SourcePaper<'a> {
    SourcePaper { plan, form: form(plan, draft.form.as_str()), draft, row: None }
}

/// The annex of the district's report, taken over from the volunteers' own papers.
fn annex(draft: &Draft, papers: &[Draft]) -> Carried {
    let plan = plan();
    let form = form(&plan, "000-BCH");
    let papers: Vec<_> = papers.iter().map(|draft| paper(&plan, draft)).collect();
    carry_over(rule(form), form, draft, &papers)
}

fn empty(id: &str) -> Draft {
    let mut draft = sample(id);
    draft.answers = tham_luan::draft::Answers::default();
    draft
}

fn rows(carried: &Carried) -> &[Row] {
    match carried.answers.first() {
        Some((_, Answer::Rows(rows))) => rows,
        other => panic!("no rows: {other:?}"),
    }
}

#[test]
fn every_paper_becomes_a_row_that_says_where_it_comes_from() {
    let one = Draft { revision: 2, ..sample("000-TDG") };
    let mut other = sample("000-TDG");
    other.id = DraftId::new("00000000-0000-4000-8000-000000000002");
    other.answers.set(FieldId::new("ho-ten"), Answer::Text("Nông Thị Bình".to_owned()));
    let carried = annex(&empty("000-BCH"), &[one.clone(), other]);
    assert_eq!((carried.added, carried.kept), (2, 0));
    let rows = rows(&carried);
    assert_eq!(rows[0].cell(&ColumnId::new("ho-ten")), one.answers.text(&FieldId::new("ho-ten")));
    assert_eq!(rows[1].cell(&ColumnId::new("ho-ten")), "Nông Thị Bình");
    assert_eq!(rows[0].sources, [RowSource { paper: one.id, revision: 2, row: None }]);
    assert_ne!(rows[0].id, rows[1].id);
}

#[test]
fn a_paper_is_taken_once_and_what_was_changed_since_stays() {
    let one = sample("000-TDG");
    let mut draft = empty("000-BCH");
    let (field, answer) = annex(&draft, std::slice::from_ref(&one)).answers.remove(0);
    draft.answers.set(field.clone(), answer);
    draft.answers.rows_mut(&field)[0].cells.insert(ColumnId::new("ho-ten"), "Sửa tay".to_owned());
    let again = annex(&draft, &[Draft { revision: 9, ..one }]);
    assert_eq!((again.added, again.kept), (0, 1));
    assert_eq!(again.answers, []);
    assert_eq!(draft.answers.rows(&field)[0].cell(&ColumnId::new("ho-ten")), "Sửa tay");
}

#[test]
fn rows_that_were_typed_stay_before_those_taken_over() {
    let draft = sample("000-BCH");
    let rule = rule(form(&plan(), "000-BCH")).clone();
    let typed = draft.answers.rows(rule.into.as_ref().expect("a table")).to_vec();
    let carried = annex(&draft, &[sample("000-TDG")]);
    assert_eq!(rows(&carried)[..typed.len()], typed);
    assert_eq!(rows(&carried).len(), typed.len() + 1);
}

/// Opinions of one agency as it exported them.
fn opinions(revision: u32, texts: &[&str]) -> Draft {
    let mut draft = Draft { revision, ..sample("004-THYK") };
    let mut rows = Vec::new();
    for (text, id) in texts.iter().zip(0..) {
        let cells = [(ColumnId::new("noi-dung"), (*text).to_owned())].into_iter().collect();
        rows.push(Row { id, cells, ..Row::default() });
    }
    draft.answers.set(FieldId::new("y-kien"), Answer::Rows(rows));
    draft
}

/// What the province's table says after rows of that agency, or cards, were taken over.
fn gathered(draft: &mut Draft, papers: &[Draft]) -> (usize, usize) {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "004").expect("plan 004");
    let form = form(&plan, "004-THYK");
    let rule = form.carry_over.iter().find(|rule| rule.from == papers[0].form).expect("a rule");
    let papers: Vec<_> = papers.iter().map(|draft| paper(&plan, draft)).collect();
    let carried = carry_over(rule, form, draft, &papers);
    for (field, answer) in carried.answers {
        draft.answers.set(field, answer);
    }
    (carried.added, carried.kept)
}

fn province() -> Draft {
    Draft { id: DraftId::new("00000000-0000-4000-8000-000000000009"), ..empty("004-THYK") }
}

fn said(draft: &Draft) -> Vec<String> {
    let text = |row: &Row| row.cell(&ColumnId::new("noi-dung")).to_owned();
    draft.answers.rows(&FieldId::new("y-kien")).iter().map(text).collect()
}

const ROAD: &str = "Sửa đường vào bản";
const SCHOOL: &str = "Mở lớp nghề cho thanh niên";
const WATER: &str = "Cấp nước sạch";
const LIGHT: &str = "Lắp đèn chiếu sáng";

#[test]
fn of_a_later_export_only_the_new_rows_are_taken_wherever_they_stand() {
    let mut draft = province();
    assert_eq!(gathered(&mut draft, &[opinions(1, &[ROAD, SCHOOL, WATER])]), (3, 0));
    assert_eq!(gathered(&mut draft, &[opinions(2, &[LIGHT, ROAD, SCHOOL, WATER])]), (1, 3));
    assert_eq!(said(&draft), [ROAD, SCHOOL, WATER, LIGHT]);
    assert_eq!(gathered(&mut draft, &[opinions(2, &[LIGHT, ROAD, SCHOOL, WATER])]), (0, 4));
    assert_eq!(gathered(&mut draft, &[opinions(3, &[WATER, SCHOOL])]), (0, 2), "what was taken stays");
}

#[test]
fn a_row_that_was_changed_here_is_known_by_its_number_in_that_export_and_by_most_of_its_words_in_another() {
    let mut draft = province();
    gathered(&mut draft, &[opinions(1, &[ROAD, SCHOOL])]);
    let field = FieldId::new("y-kien");
    draft.answers.rows_mut(&field)[0].cells.insert(ColumnId::new("noi-dung"), "Sửa tay".to_owned());
    assert_eq!(gathered(&mut draft, &[opinions(1, &[ROAD, SCHOOL])]), (0, 2));
    assert_eq!(gathered(&mut draft, &[opinions(2, &[ROAD, SCHOOL])]), (1, 1), "what is not sure is taken");
    assert_eq!(said(&draft), ["Sửa tay", SCHOOL, ROAD]);
}

#[test]
fn a_new_row_that_resembles_one_does_not_stand_for_it_where_that_one_was_reworded() {
    let with = |revision: u32, rows: &[(&str, &str)]| {
        let texts: Vec<&str> = rows.iter().map(|(text, _)| *text).collect();
        let mut draft = opinions(revision, &texts);
        for (row, (_, who)) in draft.answers.rows_mut(&FieldId::new("y-kien")).iter_mut().zip(rows) {
            let agencies = "Sở Giao thông vận tải, Ủy ban nhân dân huyện".to_owned();
            row.cells.insert(ColumnId::new("co-quan"), agencies);
            row.cells.insert(ColumnId::new("tom-tat"), (*who).to_owned());
        }
        draft
    };
    let mut draft = province();
    assert_eq!(gathered(&mut draft, &[with(1, &[(ROAD, "Bản Một"), (WATER, "Bản Hai")])]), (2, 0));
    // In the next export a new opinion for the same agencies comes first, and the one that was taken is reworded.
    let reworded = "Sửa đường vào bản cho sạch";
    let later = with(2, &[(LIGHT, "Bản Ba"), (reworded, "Bản Một"), (WATER, "Bản Hai")]);
    assert_eq!(gathered(&mut draft, &[later]), (1, 2));
    assert_eq!(said(&draft), [ROAD, WATER, LIGHT]);
}

#[test]
fn a_row_of_a_draft_that_bears_the_number_of_a_removed_one_is_taken() {
    let mut draft = province();
    gathered(&mut draft, &[opinions(0, &[ROAD, SCHOOL])]);
    assert_eq!(gathered(&mut draft, &[opinions(0, &[ROAD, WATER])]), (1, 1));
    assert_eq!(said(&draft), [ROAD, SCHOOL, WATER]);
}

#[test]
fn every_card_becomes_an_opinion_once() {
    let mut cards = Vec::new();
    for (number, text) in [(1, ROAD), (2, SCHOOL), (3, WATER)] {
        let mut card = sample("004-PYK");
        card.id = DraftId::new(format!("00000000-0000-4000-8000-00000000010{number}"));
        card.answers.set(FieldId::new("noi-dung"), Answer::Text(text.to_owned()));
        cards.push(card);
    }
    let mut draft = province();
    assert_eq!(gathered(&mut draft, &cards[..2]), (2, 0));
    assert_eq!(gathered(&mut draft, &cards), (1, 2));
    assert_eq!(said(&draft), [ROAD, SCHOOL, WATER]);
    let rows = draft.answers.rows(&FieldId::new("y-kien"));
    assert!(rows.iter().all(|row| row.cell(&ColumnId::new("so-luot")) == "1"), "a card is raised once");
    let sources = draft.answers.rows(&FieldId::new("y-kien")).iter().map(|row| row.sources.clone());
    assert!(sources.zip(&cards).all(|(sources, card)| sources.len() == 1 && sources[0].paper == card.id));
}

#[test]
fn papers_of_another_form_give_nothing() {
    assert_eq!(annex(&empty("000-BCH"), &[sample("000-TLX")]), Carried::default());
}

#[test]
fn a_picked_row_fills_only_what_is_empty() {
    let plan = plan();
    let form = form(&plan, "000-KT-CN");
    let list = sample("000-KT-DS");
    let rule = rule(form);
    let picks = pickable_rows(rule, paper(&plan, &list));
    let (row, name) = picks.first().expect("a nominee").clone();
    let picked = SourcePaper { row: Some(row), ..paper(&plan, &list) };
    let mut draft = empty("000-KT-CN");
    let carried = carry_over(rule, form, &draft, &[picked]);
    assert!(carried.answers.contains(&(FieldId::new("ho-ten"), Answer::Text(name))), "{carried:?}");
    assert_eq!(carried.kept, 0);

    draft.answers.set(FieldId::new("ho-ten"), Answer::Text("Người khác".to_owned()));
    let carried = carry_over(rule, form, &draft, &[picked]);
    assert!(carried.answers.iter().all(|(id, _)| id.as_str() != "ho-ten"));
    assert_eq!(carried.kept, 1);
    assert_eq!(carry_over(rule, form, &draft, &[paper(&plan, &list)]), Carried::default(), "no row picked");
}

#[test]
fn sources_are_written_and_read_alike() {
    for text in ["3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b10#2", "3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b10#0.14"] {
        assert_eq!(RowSource::parse(text).expect("a source").to_string(), text);
    }
    for text in ["", "3f0c", "3f0c#", "3f0c#x", "3f0c#1.", "3f0c#1.x"] {
        assert_eq!(RowSource::parse(text), None, "{text}");
    }
}
