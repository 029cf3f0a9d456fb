//! Giấy mời, one a guest.

use expect_test::expect;
use serde_json::{Value, json};
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId, Invitations};
use tham_luan::paper::{Printed, invitations};
use tham_luan::plan::Plan;

use crate::notation;
use crate::samples::{answer, answer_rows, draft_of, plan_of};

fn field(id: &str, kind: &str, slot: &str) -> Value {
    json!({"id": id, "label": id, "kind": kind, "slot": slot})
}

fn plan() -> Plan {
    let frame: Vec<Value> = ["issuer", "number", "symbol", "place", "subject", "addressee"]
        .map(|slot| field(slot, "short-text", slot))
        .into();
    let guests = json!({
        "id": "guests", "label": "Khách", "kind": "table", "rowName": "khách", "print": "table", "columns": [
            {"id": "name", "label": "Họ và tên", "kind": "short-text"},
            {"id": "office", "label": "Chức vụ", "kind": "short-text"},
            {"id": "number", "label": "Giấy mời số", "kind": "short-text"},
        ],
    });
    let meeting = vec![
        field("hour", "short-text", "body"),
        field("day", "date", "body"),
        field("room", "short-text", "body"),
        guests,
    ];
    let signature =
        vec![field("recipients", "long-text", "recipients"), field("signer", "short-text", "signer")];
    let mut plan = plan_of(
        "nghi-dinh-30",
        "DANH SÁCH",
        &json!([
            {"id": "frame", "title": "Thể thức", "fields": frame},
            {"id": "meeting", "title": "Cuộc họp", "heading": "Đại biểu", "origin": "suggested", "fields": meeting},
            {"id": "signature", "title": "Chữ ký", "fields": signature},
        ]),
    );
    plan.forms[0].invitations = Some(Invitations {
        table: FieldId::new("guests"),
        name: ColumnId::new("name"),
        office: Some(ColumnId::new("office")),
        number: Some(ColumnId::new("number")),
        event: "Chương trình đối thoại".to_owned(),
        time: vec![FieldId::new("hour"), FieldId::new("day")],
        place: Some(FieldId::new("room")),
    });
    plan
}

fn filled(plan: &Plan) -> Draft {
    let mut draft = draft_of(
        plan,
        &[
            ("issuer", "ỦY BAN NHÂN DÂN XÃ HỮU LIÊN"),
            ("number", "9"),
            ("symbol", "DS-UBND"),
            ("place", "Hữu Liên"),
            ("subject", "Đại biểu mời"),
            ("addressee", "Sở Nội vụ"),
            ("recipients", "- Sở Nội vụ"),
            ("hour", "7 giờ 30 phút"),
            ("day", "22/4/2021"),
            ("room", "Hội trường UBND xã"),
            ("signer", "Hoàng Văn Tích"),
        ],
    );
    answer_rows(
        &mut draft,
        "guests",
        &[
            &[("name", "Vi Đức Long"), ("office", "Bí thư Đoàn xã"), ("number", "5")],
            &[("name", " "), ("number", "6")],
            &[("office", "Đại diện Đảng ủy xã")],
            &[("name", "Lâm Thị Nhung"), ("number", "12/GM-ĐTN")],
        ],
    );
    draft
}

fn letters(plan: &Plan, draft: &Draft) -> Option<Printed> {
    invitations(plan, &plan.forms[0], draft)
}

/// The blocks of a guest's.
fn letter(printed: &Printed, index: usize) -> String {
    notation::document(&printed.parts[index].document)
}

/// The lines of a guest's that contain one of these.
fn lines(printed: &Printed, index: usize, words: &[&str]) -> String {
    let text = letter(printed, index);
    let lines = text.lines().filter(|line| words.iter().any(|word| line.contains(word)));
    lines.map(|line| format!("{}\n", line.trim())).collect()
}

#[test]
fn a_guest_is_invited_under_the_head_of_the_paper() {
    let plan = plan();
    let printed = letters(&plan, &filled(&plan)).expect("giấy mời");
    expect![[r#"
        table [3501, 5570]
          R0 C 26b "ỦY BAN NHÂN DÂN"
          R0 C 26b "XÃ HỮU LIÊN"
          R0 C 4 empty in 1204 before 40 =80 rule
          R1 C 26b "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
          R1 C 28b "Độc lập - Tự do - Hạnh phúc"
          R1 C 4 empty in 1014 before 40 =80 rule
          R0 C 26 "Số: 05/GM-UBND"
          R1 C 28i "Hữu Liên, ngày     tháng     năm 2020"
        C 28b "GIẤY MỜI" before 240 next
        C 28b "Dự Chương trình đối thoại" next
        C 4 empty in 3893 before 40 after 120 =80 rule
        J 28 "Ủy ban nhân dân xã Hữu Liên trân trọng kính mời: Ông (bà) Vi Đức Long, Bí thư Đoàn xã" first 720 after 120 =360
        J 28 "Tới dự: Chương trình đối thoại" first 720 after 120 =360
        J 28 "Thời gian: 7 giờ 30 phút, ngày 22 tháng 4 năm 2021" first 720 after 120 =360
        J 28 "Địa điểm: Hội trường UBND xã" first 720 after 120 =360
        J 28 "Rất mong quý đại biểu đến dự đúng thời gian, địa điểm nêu trên./." first 720 after 120 =360
        table [4535, 4536]
          R0 L 24bi "Nơi nhận:"
          R0 L 22 "- Như trên;"
          R0 L 22 "- Lưu: VT."
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28 empty
          R1 C 28b "Hoàng Văn Tích"
        C 2 empty =20
    "#]].assert_eq(&letter(&printed, 0));
}

#[test]
fn who_is_not_named_is_invited_by_office_and_who_is_neither_is_left_out() {
    let plan = plan();
    let printed = letters(&plan, &filled(&plan)).expect("giấy mời");
    assert_eq!(printed.parts.len(), 3);
    assert!(printed.parts.iter().all(|part| part.layout.pages == 1));
    expect![[r#"
        R0 C 26 "Số:      /GM-UBND"
        J 28 "Ủy ban nhân dân xã Hữu Liên trân trọng kính mời: Đại diện Đảng ủy xã" first 720 after 120 =360
    "#]]
    .assert_eq(&lines(&printed, 1, &["Số:", "kính mời"]));
    expect![[r#"
        R0 C 26 "Số: 12/GM-ĐTN"
        J 28 "Ủy ban nhân dân xã Hữu Liên trân trọng kính mời: Ông (bà) Lâm Thị Nhung" first 720 after 120 =360
    "#]].assert_eq(&lines(&printed, 2, &["Số:", "kính mời"]));
}

#[test]
fn what_is_not_known_yet_is_left_to_the_pen() {
    let plan = plan();
    let mut draft = filled(&plan);
    for field in ["symbol", "hour", "day", "room"] {
        answer(&mut draft, field, "");
    }
    // Of which words are names in it cannot be told.
    answer(&mut draft, "issuer", "SỞ NỘI VỤ");
    let printed = letters(&plan, &draft).expect("giấy mời");
    expect![[r#"
        R0 C 26 "Số: 05/GM"
        J 28 "Trân trọng kính mời: Ông (bà) Vi Đức Long, Bí thư Đoàn xã" first 720 after 120 =360
        J 28 "Thời gian: ............................................................" first 720 after 120 =360
        J 28 "Địa điểm: ............................................................" first 720 after 120 =360
    "#]].assert_eq(&lines(&printed, 0, &["Số:", "kính mời", "Thời gian", "Địa điểm"]));
}

#[test]
fn without_guests_there_are_none() {
    let mut plan = plan();
    let draft = draft_of(&plan, &[]);
    assert_eq!(letters(&plan, &draft), None);
    let draft = filled(&plan);
    plan.forms[0].invitations = None;
    assert_eq!(letters(&plan, &draft), None);
}
