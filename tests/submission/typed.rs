//! Numbers keep how they were typed: a paper says "08 đội viên", and the office's pages must be the author's.

use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::office::judge;
use tham_luan::paper::Press;
use tham_luan::plan::{Plan, built_in};
use tham_luan::session::OpenDraft;
use tham_luan::submission::{Integrity, Opened, read};

fn plans() -> Vec<Plan> {
    built_in()
}

/// The sample of the district's report, with numbers as people type them.
fn draft() -> Draft {
    let text = include_str!("../fixtures/drafts/000-BCH.json");
    let mut draft = Draft::from_json(&tham_luan::json::parse(text).expect("JSON")).expect("a draft");
    draft.answers.set(FieldId::new("so-ket-nap"), Answer::Text("08".to_owned()));
    let rows = draft.answers.rows_mut(&FieldId::new("doi-vien"));
    rows[0].cells.insert(ColumnId::new("nam-sinh"), "01990".to_owned());
    rows[1].cells.insert(ColumnId::new("nam-sinh"), "1991".to_owned());
    draft
}

fn file(draft: &Draft) -> String {
    let plans = plans();
    let plan = plans.iter().find(|plan| plan.id == draft.plan).expect("the plan");
    let form = plan.form(&draft.form).expect("the form");
    let open = OpenDraft { plan, form, draft, others: &[] };
    let measure = Press::default().measure(plan, form, draft);
    open.export(&measure, false, &draft.updated_at).text().to_owned()
}

fn opened(file: &str) -> Opened {
    read(file.as_bytes(), &plans(), str::to_owned).expect("a submission")
}

fn typed(opened: &Opened) -> (String, String) {
    let row = &opened.draft.answers.rows(&FieldId::new("doi-vien"))[0];
    let text = opened.draft.answers.text(&FieldId::new("so-ket-nap")).to_owned();
    (text, row.cell(&ColumnId::new("nam-sinh")).to_owned())
}

#[test]
fn numbers_are_values_and_are_read_back_as_they_were_typed() {
    let text = file(&draft());
    let value: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(value["answers"]["so-ket-nap"], json!(8));
    assert_eq!(value["typed"]["so-ket-nap"], json!("08"));
    assert_eq!(value["typed"]["doi-vien.0.nam-sinh"], json!("01990"));
    let schema: Value =
        serde_json::from_str(include_str!("../../public/schema/submission-1.json")).expect("JSON");
    assert!(jsonschema::validator_for(&schema).expect("a schema").is_valid(&value));
    let again = opened(&text);
    assert_eq!((again.integrity, again.problems.as_slice()), (Integrity::Verified, &[] as &[_]));
    assert_eq!(typed(&again), ("08".to_owned(), "01990".to_owned()));
    assert!(again.draft.unknown.is_empty(), "{:?}", again.draft.unknown);
}

#[test]
fn a_paper_whose_numbers_are_typed_as_they_are_shown_says_nothing_of_them() {
    let mut draft = draft();
    draft.answers.set(FieldId::new("so-ket-nap"), Answer::Text("8".to_owned()));
    for row in draft.answers.rows_mut(&FieldId::new("doi-vien")) {
        row.cells.insert(ColumnId::new("nam-sinh"), "1.990".to_owned());
    }
    let value: Value = serde_json::from_str(&file(&draft)).expect("JSON");
    assert_eq!(value.get("typed"), None);
}

#[test]
fn the_office_prints_what_the_author_prints() {
    let draft = draft();
    let plans = plans();
    let plan = plans.iter().find(|plan| plan.id == draft.plan).expect("the plan");
    let form = plan.form(&draft.form).expect("the form");
    let judged = judge(&plans, opened(&file(&draft)), None).expect("a known plan");
    let mut press = Press::default();
    let theirs = press.print(plan, form, &judged.draft);
    let ours = press.print(plan, form, &draft);
    assert_eq!(theirs.parts.len(), ours.parts.len());
    for (theirs, ours) in theirs.parts.iter().zip(&ours.parts) {
        assert_eq!(theirs.document, ours.document);
    }
}

/// What is typed cannot say another number than the answer, and nothing that no answer is.
#[test]
fn a_text_of_another_number_is_passed_over() {
    let mut value: Value = serde_json::from_str(&file(&draft())).expect("JSON");
    value["typed"] = json!({
        "so-ket-nap": "80",
        "doi-vien.0.nam-sinh": "chín mươi",
        "doi-vien.99.nam-sinh": "01990",
        "doi-vien.0": "1",
        "khong-co": "08",
        "mo-dau": "08",
    });
    value.as_object_mut().expect("an object").remove("checksum");
    let again = opened(&value.to_string());
    assert_eq!(again.integrity, Integrity::Missing);
    assert_eq!(typed(&again), ("8".to_owned(), "1.990".to_owned()));
    assert!(again.draft.answers.text(&FieldId::new("mo-dau")).len() > 10);
}
