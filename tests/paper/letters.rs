//! Characters that no page can show.

use serde_json::json;
use tham_luan::draft::{Rule, Severity};
use tham_luan::paper::{unprintable, unprintable_answers};

use crate::samples::{answer, answer_rows, draft_of, plan_of};

#[test]
fn what_the_face_has_is_not_told() {
    for text in ["", "Đề án 500: 5.420 m² đất…", "a\tb\nc", "“nghiêng” – 50 %", "x\u{200b}y\u{a0}z"]
    {
        assert_eq!(unprintable(text), [], "{text}");
    }
}

#[test]
fn each_character_is_told_once_and_not_all_of_many() {
    assert_eq!(unprintable("💪 漢字 💪 漢"), ['💪', '漢', '字']);
    let many: String = ('\u{4e00}'..'\u{4e40}').collect();
    assert_eq!(unprintable(&many).len(), 8);
}

/// At the field or the cell where they stand, as advice; not where the answer is never printed.
#[test]
fn answers_with_such_characters_are_to_be_looked_at_again() {
    let plan = plan_of(
        "ca-nhan",
        "BÁO CÁO",
        &json!([{"id": "s", "title": "Phần", "fields": [
            {"id": "line", "label": "Dòng", "kind": "short-text"},
            {"id": "text", "label": "Nội dung", "kind": "long-text"},
            {"id": "note", "label": "Ghi chú", "kind": "long-text", "slot": "note-to-office"},
            {"id": "asked", "label": "Có", "kind": "tick"},
            {"id": "more", "label": "Thêm", "kind": "short-text", "relevant": {"field": "asked", "ticked": true}},
            {"id": "rows", "label": "Bảng", "kind": "table", "rowName": "dòng", "print": "table", "columns": [
                {"id": "what", "label": "Việc", "kind": "short-text"},
                {"id": "long", "label": "Kết quả", "kind": "long-text"},
            ]},
        ]}]),
    );
    let form = &plan.forms[0];
    let mut draft =
        draft_of(&plan, &[("line", "thường"), ("text", "Chữ 漢 và 💪"), ("note", "漢"), ("more", "漢")]);
    answer_rows(&mut draft, "rows", &[&[("what", "một")], &[("what", "hai"), ("long", "→ ★")]]);
    let found = unprintable_answers(form, &draft);
    let told: Vec<_> = found
        .iter()
        .map(|found| {
            (
                found.field.as_str(),
                found.cell.as_ref().map(|(row, column)| (*row, column.as_str())),
                &found.rule,
            )
        })
        .collect();
    let second = draft.answers.rows(&tham_luan::form::FieldId::new("rows"))[1].id;
    assert_eq!(
        told,
        [
            ("text", None, &Rule::Unprintable { letters: vec!['漢', '💪'] }),
            ("rows", Some((second, "long")), &Rule::Unprintable { letters: vec!['★'] }),
        ]
    );
    assert!(found.iter().all(|found| found.severity == Severity::Warning));
    answer(&mut draft, "text", "Chữ thường");
    assert_eq!(unprintable_answers(form, &draft).len(), 1);
}
