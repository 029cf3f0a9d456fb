//! Cards of one page.

use expect_test::expect;
use serde_json::{Value, json};
use tham_luan::draft::{Answer, Draft};
use tham_luan::form::FieldId;
use tham_luan::pagination::{LineBox, paragraph};
use tham_luan::paper::{Press, Printed, Room, blank_card, compose};
use tham_luan::plan::Plan;

use crate::notation;
use crate::samples::{answer, answer_rows, draft_of, plan_of, prose};

fn fields() -> Vec<Value> {
    vec![
        json!({"id": "subject", "label": "Chủ đề", "kind": "short-text", "slot": "subject"}),
        json!({"id": "who", "label": "Đối tượng", "kind": "choice", "choices": [
            {"value": "hs", "label": "học sinh, sinh viên"},
        ]}),
        json!({"id": "year", "label": "Năm sinh:", "kind": "number"}),
        json!({"id": "phone", "label": "Liên hệ", "kind": "short-text"}),
        json!({"id": "kinds", "label": "Bạn muốn gì?", "kind": "choices", "choices": [
            {"value": "a", "label": "góp ý"}, {"value": "b", "label": "hiến kế"},
        ]}),
        json!({"id": "text", "label": "Nội dung", "kind": "long-text"}),
        json!({"id": "why", "label": "Lý do", "kind": "long-text", "heading": "Lý do, ví dụ"}),
        json!({"id": "rows", "label": "Việc đăng ký", "kind": "table", "rowName": "việc", "print": "list", "columns": [
            {"id": "what", "label": "Việc", "kind": "short-text"},
        ]}),
        json!({"id": "reply", "label": "Đề nghị được trả lời", "kind": "tick"}),
    ]
}

fn plan(more: &[Value]) -> Plan {
    let fields = [&fields(), more].concat();
    plan_of("phieu", "PHIẾU Ý KIẾN", &json!([{"id": "card", "title": "Phiếu", "fields": fields}]))
}

fn filled(plan: &Plan) -> Draft {
    let mut draft = draft_of(
        plan,
        &[
            ("subject", "Thanh niên với khởi nghiệp"),
            ("who", "hs"),
            ("year", "2003"),
            ("text", "Mở lớp học nghề.\n- Ở xã;\n- Ở huyện."),
            ("why", "Nhiều bạn cần."),
        ],
    );
    draft.answers.set(FieldId::new("kinds"), Answer::Choices(vec!["b".into(), "a".into()]));
    draft.answers.set(FieldId::new("reply"), Answer::Tick(true));
    answer_rows(&mut draft, "rows", &[&[("what", "Tham gia")]]);
    draft
}

#[test]
fn a_card_is_a_title_and_labelled_answers() {
    let plan = plan(&[]);
    let composition = compose(&plan, &plan.forms[0], &filled(&plan));
    expect![[r#"
        C 28b "PHIẾU Ý KIẾN" next
        C 26b "Thanh niên với khởi nghiệp" after 120 next
        J 26 "Đối tượng: học sinh, sinh viên" after 60
        J 26 "Năm sinh: 2003" after 60
        J 26 "Bạn muốn gì? hiến kế; góp ý" after 60
        J 26 "Nội dung: Mở lớp học nghề." after 60
        J 26 "- Ở xã;" after 60
        J 26 "- Ở huyện." after 60
        J 26b "1. Lý do, ví dụ" after 60 next
        J 26 "Nhiều bạn cần." after 60
        J 26 "Việc đăng ký:" after 60 next
        J 26 "- Tham gia" after 60
        J 26 "Đề nghị được trả lời." after 60
        C 2 empty =20
    "#]]
    .assert_eq(&notation::blocks(&composition));
}

fn signed() -> Plan {
    plan(&[
        json!({"id": "anonymous", "label": "Không ghi tên", "kind": "tick"}),
        json!({"id": "place", "label": "Nơi viết", "kind": "short-text", "slot": "place"}),
        json!({"id": "name", "label": "Họ và tên", "kind": "short-text", "slot": "signer",
               "relevant": {"field": "anonymous", "ticked": false}}),
    ])
}

#[test]
fn place_date_and_signature_are_printed_where_they_are_asked_for() {
    let plan = signed();
    let mut draft = filled(&plan);
    answer(&mut draft, "place", "Bình Gia");
    answer(&mut draft, "name", "Nông Văn Dền");
    let end = |draft: &Draft| {
        let text = notation::blocks(&compose(&plan, &plan.forms[0], draft));
        text[text.find("R 26i").expect("a date")..].to_owned()
    };
    expect![[r#"
        R 26i "Bình Gia, ngày     tháng     năm 2020" before 120
        table [4535, 4536]
          R0 C 2 empty =20
          R1 C 26b "NGƯỜI GÓP Ý"
          R1 C 26 empty
          R1 C 26 empty
          R1 C 26 empty
          R1 C 26 empty
          R1 C 26b "Nông Văn Dền"
        C 2 empty =20
    "#]]
    .assert_eq(&end(&draft));
    draft.answers.set(FieldId::new("anonymous"), Answer::Tick(true));
    expect![[r#"
        R 26i "Bình Gia, ngày     tháng     năm 2020" before 120
        C 2 empty =20
    "#]]
    .assert_eq(&end(&draft));
}

#[test]
fn a_card_knows_whether_it_is_more_than_a_page() {
    let mut plan = plan(&[]);
    let limit = plan.forms[0].page_limit.as_mut().expect("a limit");
    limit.pages = 1;
    let mut draft = filled(&plan);
    let mut press = Press::default();
    let measure = press.measure(&plan, &plan.forms[0], &draft);
    assert!(matches!(measure.room, Room::Spare { limit: 1, lines: 1.. }), "{:?}", measure.room);
    assert_eq!(press.advise(&plan, &plan.forms[0], &draft), [], "nothing is left to choose");
    answer(&mut draft, "text", &prose(20));
    let measure = press.measure(&plan, &plan.forms[0], &draft);
    assert!(matches!(measure.room, Room::Over { limit: 1, .. }), "{:?}", measure.room);
}

fn lines(printed: &Printed) -> Vec<String> {
    let part = &printed.parts[0];
    let text = |line: &LineBox| {
        let paragraph = paragraph(&part.document, line.path).expect("the paragraph");
        let text: String = paragraph.runs.iter().map(|run| run.text.as_str()).collect();
        text[line.start_byte..line.end_byte].replace('\u{a0}', "_").replace("....................", "~")
    };
    part.layout.lines.iter().map(text).collect()
}

/// What is asked, room to answer, and nothing of what was typed but what the card is about.
#[test]
fn a_blank_card_asks_everything_and_leaves_room_to_answer() {
    let plan = signed();
    let mut form = plan.forms[0].clone();
    form.page_limit.as_mut().expect("a limit").pages = 1;
    let printed = blank_card(&plan, &form, &filled(&plan)).expect("a card");
    assert_eq!(printed.pages(), 1);
    let dots = |text: &str| text.contains('~');
    let (room, mut words): (Vec<String>, Vec<String>) =
        lines(&printed).into_iter().partition(|line| line.trim_matches(['~', '.']).is_empty() && dots(line));
    assert!(room.len() >= 12, "{room:?}");
    words.retain(|line| !line.is_empty());
    expect![[r#"
        PHIẾU Ý KIẾN
        Thanh niên với khởi nghiệp
        Đối tượng: [___]_học_sinh,_sinh_viên
        Năm sinh: ~
        Liên hệ: ~
        Bạn muốn gì? [___]_góp_ý   [___]_hiến_kế
        Nội dung: ~
        1. Lý do, ví dụ
        Việc đăng ký: ~
        [___]_Đề nghị được trả lời
        [___]_Không ghi tên
        ngày     tháng     năm 2020
        NGƯỜI GÓP Ý
    "#]]
    .assert_eq(
        &words
            .iter()
            .map(|line| line.trim_end_matches(['~', '.']).to_owned() + if dots(line) { "~\n" } else { "\n" })
            .collect::<String>(),
    );
}

#[test]
fn only_cards_print_blank() {
    for plan in tham_luan::plan::built_in() {
        for form in &plan.forms {
            let draft = Draft { plan: plan.id.clone(), form: form.id.clone(), ..filled(&signed()) };
            let blank = blank_card(&plan, form, &draft);
            assert_eq!(blank.is_some(), form.profile == "phieu", "{}", form.id);
            if let Some(card) = blank {
                assert_eq!(card.pages(), 1, "{}", form.id);
            }
        }
    }
}
