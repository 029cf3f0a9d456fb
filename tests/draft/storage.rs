//! What is stored and what is exported comes back as it was.

use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft, DraftId, RowSource, Timestamp};
use tham_luan::form::FieldId;
use tham_luan::json::Value as OwnValue;
use tham_luan::plan::Plan;
use tham_luan::session::store::{self, Cause};
use tham_luan::submission::{Export, Integrity, Status, Submission, compose, read};
use unicode_normalization::UnicodeNormalization;

use super::{draft, plan};

/// A form with every kind of field and of column.
fn form() -> Plan {
    let choices = json!([{ "value": "co", "label": "Có" }, { "value": "chua", "label": "Chưa" }]);
    plan(json!([
        { "id": "ngan", "label": "Ngắn", "kind": "short-text" },
        { "id": "dai", "label": "Dài", "kind": "long-text" },
        { "id": "so", "label": "Số", "kind": "number" },
        { "id": "ngay", "label": "Ngày", "kind": "date" },
        { "id": "chon", "label": "Chọn", "kind": "choice", "choices": choices },
        { "id": "chon-nhieu", "label": "Chọn nhiều", "kind": "choices", "choices": choices },
        { "id": "don-vi", "label": "Đơn vị", "kind": "unit", "slot": "unit" },
        { "id": "danh-dau", "label": "Đánh dấu", "kind": "tick" },
        { "id": "bang", "label": "Bảng", "kind": "table", "rowName": "dòng", "print": "table", "columns": [
            { "id": "ngan", "label": "Ngắn", "kind": "short-text" },
            { "id": "dai", "label": "Dài", "kind": "long-text" },
            { "id": "so", "label": "Số", "kind": "number" },
            { "id": "ngay", "label": "Ngày", "kind": "date" },
            { "id": "chon", "label": "Chọn", "kind": "choice", "choices": choices },
            { "id": "xong", "label": "Xong", "kind": "tick" },
            { "id": "cong", "label": "Cộng", "kind": "computed", "formula": { "sum": ["so"] } }
        ] }
    ]))
}

fn filled() -> Draft {
    let mut draft = draft(json!({
        "ngan": "UBND xã", "dai": "Một.\n- Hai", "so": "1.234,5", "ngay": "05/09/2020", "chon": "co",
        "chon-nhieu": ["chua", "co"], "don-vi": "binh-gia", "danh-dau": true,
        "bang": [
            { "ngan": "An", "dai": "Dòng 1\nDòng 2", "so": "12", "ngay": "31/12/2020", "chon": "chua", "xong": "true" },
            { "ngan": "chưa rõ", "so": "chưa rõ", "ngay": "hôm nọ", "chon": "Khác" }
        ]
    }));
    draft.id = DraftId::new("2f1c9d3e-5a77-4b1e-9c0a-3d9f6f1f0a11");
    let sources = [source("3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b10", 2, Some(14)), source("0", 0, None)];
    draft.answers.rows_mut(&FieldId::new("bang"))[1].sources = sources.to_vec();
    draft.carried = sources.map(|source| (FieldId::new("bang"), source)).to_vec();
    draft
}

fn source(paper: &str, revision: u32, row: Option<u32>) -> RowSource {
    RowSource { paper: DraftId::new(paper), revision, row }
}

fn exported(plan: &Plan, draft: &Draft) -> Submission {
    compose(&Export {
        draft,
        plan,
        form: &plan.forms[0],
        revision: 1,
        status: Status::Draft,
        pages: 1,
        engine: "pagination 1",
        exported_at: &Timestamp::new("2020-09-05T16:50:00+07:00"),
        app_version: "0.1.0",
    })
}

fn opened(plan: Plan, text: &str) -> Draft {
    let opened = read(text.as_bytes(), &[plan], |text| text.nfc().collect()).expect("a submission");
    assert_eq!((opened.integrity, opened.problems), (Integrity::Verified, Vec::new()));
    opened.draft
}

/// The draft as it is read from what is stored for it.
fn stored(draft: &Draft) -> Result<Draft, Cause> {
    store::decode(&store::key(&draft.id), &store::encode(draft))
}

#[test]
fn a_stored_draft_is_read_back_as_it_was() {
    let mut draft = filled();
    assert_eq!(stored(&draft), Ok(draft.clone()));
    draft.answers.set(FieldId::new("danh-dau"), Answer::Tick(false));
    draft.answers.set(FieldId::new("chon-nhieu"), Answer::Choices(Vec::new()));
    draft.answers.set(FieldId::new("bang"), Answer::Rows(Vec::new()));
    assert_eq!(stored(&draft), Ok(draft));
}

/// As the browser's storage holds it: as text.
#[test]
fn a_stored_draft_survives_being_text() {
    let draft = filled();
    let text = draft.append_json(String::new());
    let stored: Value = serde_json::from_str(&text).expect("JSON");
    assert_eq!(
        stored["answers"]["bang"]["rows"][1]["sources"],
        json!(["3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b10#2.14", "0#0"])
    );
    assert_eq!(stored["answers"]["chon-nhieu"]["choices"], json!(["chua", "co"]));
    let read = tham_luan::json::parse(&text).expect("JSON");
    assert_eq!(Draft::from_json(&read), Ok(draft));
}

#[test]
fn a_stored_draft_of_another_shape_is_refused_by_its_member() {
    let stored: Value = serde_json::from_str(&filled().append_json(String::new())).expect("JSON");
    let refused = |place: &str, value: Value| {
        let mut stored = stored.clone();
        *stored.pointer_mut(place).expect(place) = value;
        let own: OwnValue = tham_luan::json::parse(&stored.to_string()).expect("JSON");
        Draft::from_json(&own).expect_err(place)
    };
    assert_eq!(refused("/answers/chon-nhieu/choices", json!("co")), "choices");
    assert_eq!(refused("/answers/chon-nhieu/choices/0", json!(1)), "choices");
    assert_eq!(refused("/answers/danh-dau/tick", json!("true")), "tick");
    assert_eq!(refused("/answers/ngan/text", json!(5)), "text");
    assert_eq!(refused("/answers/bang/rows", json!({})), "rows");
    assert_eq!(refused("/answers/bang/rows/1/sources", json!("0#0")), "sources");
    assert_eq!(refused("/answers/bang/rows/1/id", json!(-1)), "id");
    assert_eq!(refused("/answers/bang/rows/1/cells/ngan", json!(1)), "cells");
    assert_eq!(refused("/formVersion", json!(null)), "formVersion");
    assert_eq!(refused("/layout/size", json!("14")), "layout");
}

#[test]
fn an_export_says_each_answer_by_its_kind() {
    let plan = form();
    let file: Value = serde_json::from_str(exported(&plan, &filled()).text()).expect("JSON");
    let answers = &file["answers"];
    assert_eq!(answers["so"], json!(1234.5));
    assert_eq!(answers["ngay"], json!("2020-09-05"));
    assert_eq!(answers["chon-nhieu"], json!(["chua", "co"]));
    assert_eq!(answers["danh-dau"], json!(true));
    assert_eq!(
        answers["bang"],
        json!([
            { "ngan": "An", "dai": "Dòng 1\nDòng 2", "so": 12, "ngay": "2020-12-31", "chon": "chua", "xong": true },
            {
                "ngan": "chưa rõ", "so": "chưa rõ", "ngay": "hôm nọ", "chon": "Khác",
                "@sources": ["3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b10#2.14", "0#0"]
            }
        ])
    );
}

#[test]
fn an_export_gives_every_answer_and_every_source_back() {
    let (plan, mut draft) = (form(), filled());
    let again = opened(form(), exported(&plan, &draft).text());
    // Rows are numbered anew.
    for (row, id) in draft.answers.rows_mut(&FieldId::new("bang")).iter_mut().zip(0..) {
        row.id = id;
    }
    assert_eq!(again.answers, draft.answers);
    assert_eq!(again.carried, draft.carried);
    let (first, second) = (exported(&plan, &draft), exported(&plan, &again));
    assert_eq!(first.text(), second.text());
}

/// What was typed before a card was made anonymous leaves with no file, and stays on the machine.
#[test]
fn an_export_holds_only_what_applies() {
    let plan = plan(json!([
        { "id": "an-danh", "label": "Ẩn danh", "kind": "tick" },
        { "id": "ten", "label": "Tên", "kind": "short-text", "relevant": { "field": "an-danh", "ticked": false } }
    ]));
    let named = draft(json!({ "an-danh": false, "ten": "Hoa" }));
    let nameless = draft(json!({ "an-danh": true, "ten": "Hoa" }));
    assert!(exported(&plan, &named).text().contains("Hoa"));
    assert!(!exported(&plan, &nameless).text().contains("Hoa"));
    assert_eq!(stored(&nameless), Ok(nameless));
}

#[test]
fn sources_that_are_none_are_kept_as_they_are() {
    let plan = form();
    let mut file: Value = serde_json::from_str(exported(&plan, &filled()).text()).expect("JSON");
    file["answers"]["bang"][1]["@sources"] = json!(["3f0c", 7]);
    let draft = read(file.to_string().as_bytes(), &[form()], str::to_owned).expect("a submission").draft;
    assert_eq!(draft.answers.rows(&FieldId::new("bang"))[1].sources, []);
    let again: Value = serde_json::from_str(exported(&plan, &draft).text()).expect("JSON");
    assert_eq!(again["answers"]["bang"][1]["@sources"], json!(["3f0c", 7]));
}
