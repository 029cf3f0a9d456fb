//! Phụ lục: pages of their own that no limit counts.

use expect_test::{Expect, expect};
use serde_json::{Value, json};
use tham_luan::draft::Draft;
use tham_luan::form::FieldId;
use tham_luan::paper::{Measure, Origin, Press, compose};
use tham_luan::plan::Plan;

use crate::notation;
use crate::samples::{answer, answer_rows, draft_of, filled, plan_of};

fn annex(id: &str, landscape: bool, required: bool) -> Value {
    json!({
        "id": format!("annex-{id}"), "title": id, "annex": {"title": format!("Danh sách {id}"), "landscape": landscape},
        "fields": [{"id": id, "label": id, "kind": "long-text", "required": required}],
    })
}

/// A report with annexes before, between and after what is printed.
fn plan(profile: &str, annexes: &[Value; 2]) -> Plan {
    let [first, second] = annexes;
    let sections = json!([
        {"id": "frame", "title": "Thể thức", "fields": [
            {"id": "issuer", "label": "Cơ quan", "kind": "short-text", "slot": "issuer"},
            {"id": "number", "label": "Số", "kind": "short-text", "slot": "number"},
            {"id": "symbol", "label": "Ký hiệu", "kind": "short-text", "slot": "symbol"},
            {"id": "signed-on", "label": "Ngày ký", "kind": "date", "slot": "signed-on"},
        ]},
        first,
        {"id": "text", "title": "Nội dung", "heading": "Nội dung", "fields": [
            {"id": "text", "label": "Nội dung", "kind": "long-text", "required": true},
        ]},
        second,
        {"id": "end", "title": "Kết", "heading": "Kiến nghị", "fields": [
            {"id": "end", "label": "Kiến nghị", "kind": "long-text", "required": true},
        ]},
    ]);
    plan_of(profile, "BÁO CÁO", &sections)
}

fn report() -> Plan {
    plan("nghi-dinh-30", &[annex("a", true, true), annex("b", false, false)])
}

#[track_caller]
fn check(plan: &Plan, answers: &[(&str, &str)], expected: Expect) {
    let composition = compose(plan, &plan.forms[0], &draft_of(plan, answers));
    expected.assert_eq(&notation::annexes(&composition));
    for annex in &composition.annexes {
        assert_eq!(annex.origins.len(), annex.document.blocks.len());
    }
}

#[test]
fn an_annex_says_which_paper_it_goes_with() {
    check(
        &report(),
        &[
            ("a", "Một"),
            ("issuer", "Ủy ban nhân dân huyện Bình Gia"),
            ("number", "5"),
            ("symbol", "BC-UBND"),
            ("signed-on", "5/9/2020"),
        ],
        expect![[r#"
            annex "" 16838x11906 1701 1134 1134 1134
            C 28b "Phụ lục" next
            C 28b "DANH SÁCH A" next
            C 28i "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 9 năm 2020 của Ủy ban nhân dân huyện Bình Gia)" next
            C 4 empty in 6435 before 40 after 120 =80 rule
            J 28 "Một" first 720 after 120 =360
        "#]],
    );
}

#[test]
fn several_annexes_are_numbered_and_each_has_its_own_pages() {
    check(
        &report(),
        &[("a", "Một"), ("b", "Hai\nBa")],
        expect![[r#"
            annex "I" 16838x11906 1701 1134 1134 1134
            C 28b "Phụ lục I" next
            C 28b "DANH SÁCH A" next
            C 28i "(Kèm theo Báo cáo số      / ngày     tháng     năm 2020)" next
            C 4 empty in 6435 before 40 after 120 =80 rule
            J 28 "Một" first 720 after 120 =360
            annex "II" 11906x16838 1134 1134 1134 1701
            C 28b "Phụ lục II" next
            C 28b "DANH SÁCH B" next
            C 28i "(Kèm theo Báo cáo số      / ngày     tháng     năm 2020)" next
            C 4 empty in 3685 before 40 after 120 =80 rule
            J 28 "Hai" first 720 after 120 =360
            J 28 "Ba" first 720 after 120 =360
        "#]],
    );
}

#[test]
fn an_annex_still_to_come_is_counted_but_not_printed() {
    let plan = report();
    let composition = compose(&plan, &plan.forms[0], &draft_of(&plan, &[("b", "Hai")]));
    let numbers: Vec<&str> = composition.annexes.iter().map(|annex| annex.number.as_str()).collect();
    assert_eq!(numbers, ["II"]);
    assert_eq!(compose(&plan, &plan.forms[0], &draft_of(&plan, &[])).annexes, []);
}

#[test]
fn outside_the_decree_the_heading_is_in_capitals() {
    let plan = plan("van-ban-doan", &[annex("a", false, false), annex("b", false, false)]);
    let composition = compose(&plan, &plan.forms[0], &draft_of(&plan, &[("a", "Một"), ("b", "Hai")]));
    let text = notation::annexes(&composition);
    assert!(text.contains("\"PHỤ LỤC I\"") && text.contains("\"PHỤ LỤC II\""), "{text}");
    assert!(text.contains("(Kèm theo Báo cáo số      - ngày     tháng     năm 2020)"), "{text}");
}

#[test]
fn the_paper_itself_knows_nothing_of_its_annexes() {
    let plan = report();
    let form = &plan.forms[0];
    let with = compose(&plan, form, &draft_of(&plan, &[("text", "Nội dung."), ("a", "Một"), ("b", "Hai")]));
    let without = compose(&plan, form, &draft_of(&plan, &[("text", "Nội dung.")]));
    assert_eq!((with.document, with.tail, with.end), (without.document, without.tail, without.end));
    let text = notation::blocks(&compose(&plan, form, &draft_of(&plan, &[])));
    assert!(text.contains("\"I. Nội dung\"") && text.contains("\"II. Kiến nghị\""), "{text}");
}

fn measured(press: &mut Press, plan: &Plan, draft: &Draft) -> Measure {
    press.measure(plan, plan.form(&draft.form).expect("a form of the plan"), draft)
}

#[test]
fn annexes_are_measured_and_not_counted() {
    let plan = crate::samples::plan();
    let mut draft = filled(&plan, "doan");
    let mut press = Press::default();
    let before = measured(&mut press, &plan, &draft);
    let row: &[(&str, &str)] = &[("name", "Trồng hồi\ndưới tán rừng"), ("households", "46")];
    answer_rows(&mut draft, "models", &[row; 40]);
    let after = measured(&mut press, &plan, &draft);
    assert_eq!((after.pages, &after.room, &after.sheets), (before.pages, &before.room, &before.sheets));
    let [annex] = &after.annexes[..] else { panic!("one annex") };
    assert_eq!((annex.section.as_str(), annex.number.as_str(), annex.landscape), ("annex", "", true));
    assert!(annex.pages > 3 && annex.sheets.len() == annex.pages as usize);
    assert_eq!(measured(&mut press, &plan, &draft), after, "a warm cache changes nothing");
    assert_eq!(measured(&mut Press::default(), &plan, &draft), after);
    for stroke in annex.sheets.iter().flat_map(|sheet| &sheet.strokes) {
        // The edge that is bound, 30 mm, lies above: 142 of 1000 in height are 101 of 210 mm.
        assert!(stroke.top >= 142 && stroke.left >= 67 && stroke.left + stroke.width <= 933, "{stroke:?}");
    }
}

#[test]
fn answers_of_an_annex_have_their_extents_there() {
    let plan = report();
    let mut draft = draft_of(&plan, &[("text", "Nội dung."), ("a", "Một\nHai"), ("b", "Ba")]);
    answer(&mut draft, "end", "Kết.");
    let measure = measured(&mut Press::default(), &plan, &draft);
    let extent = |field| {
        let extent = measure.extent(&FieldId::new(field)).expect("an extent");
        (extent.annex, extent.lines, extent.first_page, extent.last_page)
    };
    assert_eq!(extent("text"), (None, 1, 1, 1));
    assert_eq!(extent("a"), (Some(0), 2, 1, 1));
    assert_eq!(extent("b"), (Some(1), 1, 1, 1));
    assert_eq!(extent("end"), (None, 1, 1, 1));
}

#[test]
fn blocks_of_an_annex_know_their_answers() {
    let plan = report();
    let composition = compose(&plan, &plan.forms[0], &draft_of(&plan, &[("b", "Hai\nBa")]));
    let origin = |start| Origin::Answer { section: 3, field: 0, row: None, start, lead: 0 };
    assert_eq!(composition.annexes[0].section, 3);
    assert_eq!(composition.annexes[0].origins[4..], [origin(0), origin(4)]);
}
