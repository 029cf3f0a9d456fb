//! Tables on paper: criteria, computed cells, ticks, sums, wide tables, heads that repeat.

use expect_test::{Expect, expect};
use proptest::prelude::*;
use serde_json::{Value, json};
use tham_luan::draft::{Draft, Row};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::pagination::{Block, Document, LineCache, Table, layout};
use tham_luan::paper::{Press, compose};
use tham_luan::plan::Plan;

use crate::notation;
use crate::samples::{answer_rows, draft_of, plan_of};

fn plan_with(table: &Value, annex: Option<Value>) -> Plan {
    let mut section = json!({"id": "a", "title": "a", "fields": [table]});
    if let Some(annex) = annex {
        section["annex"] = annex;
    }
    plan_of("nghi-dinh-30", "BÁO CÁO", &json!([section]))
}

fn table(print: &str, columns: Value) -> Value {
    json!({"id": "t", "label": "Bảng", "kind": "table", "rowName": "dòng", "print": print, "columns": columns})
}

/// The blocks between the header and the signature.
fn body(plan: &Plan, draft: &Draft) -> String {
    let composition = compose(plan, &plan.forms[0], draft);
    let text = notation::blocks(&composition);
    let start =
        text.find("\"BÁO CÁO\"").and_then(|at| Some(at + text[at..].find('\n')? + 1)).expect("a title");
    let end = text.rfind("table [").expect("a signature");
    text[start..end].to_owned()
}

#[track_caller]
fn check(table: &Value, rows: &[&[(&str, &str)]], expected: Expect) {
    let plan = plan_with(table, None);
    let mut draft = draft_of(&plan, &[]);
    answer_rows(&mut draft, "t", rows);
    expected.assert_eq(&body(&plan, &draft));
}

fn criteria(print: &str) -> Value {
    let mut table = table(
        print,
        json!([
            {"id": "criterion", "label": "Tiêu chí", "kind": "choice", "weight": 5, "choices": [
                {"value": "A1", "label": "Ban hành kế hoạch hằng năm"}, {"value": "A2", "label": "Triển khai đúng tiến độ"},
                {"value": "A3", "label": "Huy động nguồn lực"},
            ]},
            {"id": "level", "label": "Mức", "kind": "choice", "weight": 2, "choices": [{"value": "tot", "label": "Tốt"}]},
            {"id": "result", "label": "Kết quả", "kind": "long-text", "weight": 5},
        ]),
    );
    table["fixedBy"] = json!("criterion");
    table
}

const CRITERIA: [&[(&str, &str)]; 3] = [
    &[("criterion", "A1")],
    &[("criterion", "A2"), ("level", "tot"), ("result", "Đã xong.")],
    &[("criterion", "A3")],
];

#[test]
fn criteria_are_numbered_and_all_printed_once_one_is_answered() {
    check(
        &criteria("table"),
        &CRITERIA,
        expect![[r#"
        ruled [689, 3492, 1397, 3493]
          H0 C 24b "STT" before 40 after 40
          H1 C 24b "Tiêu chí" before 40 after 40
          H2 C 24b "Mức" before 40 after 40
          H3 C 24b "Kết quả" before 40 after 40
          R0 C 24 "1" before 40 after 40
          R1 L 24 "Ban hành kế hoạch hằng năm" before 40 after 40
          R2 L 24 empty before 40 after 40
          R3 L 24 empty before 40 after 40
          R0 C 24 "2" before 40 after 40
          R1 L 24 "Triển khai đúng tiến độ" before 40 after 40
          R2 L 24 "Tốt" before 40 after 40
          R3 L 24 "Đã xong." before 40 after 40
          R0 C 24 "3" before 40 after 40
          R1 L 24 "Huy động nguồn lực" before 40 after 40
          R2 L 24 empty before 40 after 40
          R3 L 24 empty before 40 after 40
        C 4 empty =120
    "#]],
    );
}

#[test]
fn criteria_without_an_answer_print_nothing() {
    check(&criteria("table"), &[CRITERIA[0], CRITERIA[2]], expect![""]);
}

#[test]
fn criteria_as_a_list_are_those_that_were_answered() {
    check(
        &criteria("list"),
        &CRITERIA,
        expect![[r#"
        J 28 "Triển khai đúng tiến độ:" first 720 after 120 =360 next
        J 28 "- Tốt; kết quả: Đã xong." first 720 after 120 =360
    "#]],
    );
}

#[test]
fn the_issuer_s_points_are_added_up() {
    let mut table = criteria("table");
    table["weights"] = json!({"A1": 40, "A2": 60});
    check(
        &table,
        &[&[("criterion", "A1"), ("diem", "35,5")], &[("criterion", "A2"), ("diem", "60")]],
        expect![[r#"
            ruled [689, 2830, 1132, 2831, 1589]
              H0 C 24b "STT" before 40 after 40
              H1 C 24b "Tiêu chí" before 40 after 40
              H2 C 24b "Mức" before 40 after 40
              H3 C 24b "Kết quả" before 40 after 40
              H4 C 24b "Điểm (thang điểm của đơn vị tiếp nhận, không có trong Kế hoạch)" before 40 after 40
              R0 C 24 "1" before 40 after 40
              R1 L 24 "Ban hành kế hoạch hằng năm" before 40 after 40
              R2 L 24 empty before 40 after 40
              R3 L 24 empty before 40 after 40
              R4 R 24 "35,5" before 40 after 40
              R0 C 24 "2" before 40 after 40
              R1 L 24 "Triển khai đúng tiến độ" before 40 after 40
              R2 L 24 empty before 40 after 40
              R3 L 24 empty before 40 after 40
              R4 R 24 "60" before 40 after 40
              R0 C 24 empty before 40 after 40
              R1 L 24b "Cộng" before 40 after 40
              R2 L 24 empty before 40 after 40
              R3 L 24 empty before 40 after 40
              R4 R 24b "95,5" before 40 after 40
            C 4 empty =120
        "#]],
    );
}

fn figures() -> Value {
    table(
        "table",
        json!([
            {"id": "day", "label": "Ngày", "kind": "date"},
            {"id": "men", "label": "Nam", "kind": "number", "total": true},
            {"id": "women", "label": "Nữ", "kind": "number", "total": true},
            {"id": "all", "label": "Tổng", "kind": "computed", "total": true, "formula": {"sum": ["men", "women"]}},
            {"id": "share", "label": "Tỷ lệ nữ (%)", "kind": "computed", "formula": {"ratio": ["women", "all"]}},
            {"id": "report", "label": "Đã có báo cáo", "kind": "tick"},
        ]),
    )
}

#[test]
fn days_sums_shares_and_ticks_are_printed_as_people_read_them() {
    check(
        &figures(),
        &[
            &[("day", "5-9-2020"), ("men", "1.200"), ("women", "34"), ("report", "true")],
            &[("day", "mai"), ("men", "3"), ("report", "false")],
        ],
        expect![[r#"
            ruled [689, 1397, 1397, 1397, 1397, 1397, 1397]
              H0 C 24b "STT" before 40 after 40
              H1 C 24b "Ngày" before 40 after 40
              H2 C 24b "Nam" before 40 after 40
              H3 C 24b "Nữ" before 40 after 40
              H4 C 24b "Tổng" before 40 after 40
              H5 C 24b "Tỷ lệ nữ (%)" before 40 after 40
              H6 C 24b "Đã có báo cáo" before 40 after 40
              R0 C 24 "1" before 40 after 40
              R1 C 24 "05/09/2020" before 40 after 40
              R2 R 24 "1.200" before 40 after 40
              R3 R 24 "34" before 40 after 40
              R4 R 24 "1.234" before 40 after 40
              R5 R 24 "2,8" before 40 after 40
              R6 C 24 "x" before 40 after 40
              R0 C 24 "2" before 40 after 40
              R1 C 24 "mai" before 40 after 40
              R2 R 24 "3" before 40 after 40
              R3 R 24 empty before 40 after 40
              R4 R 24 "3" before 40 after 40
              R5 R 24 empty before 40 after 40
              R6 C 24 empty before 40 after 40
              R0 C 24 empty before 40 after 40
              R1 C 24b "Cộng" before 40 after 40
              R2 R 24b "1.203" before 40 after 40
              R3 R 24b "34" before 40 after 40
              R4 R 24b "1.237" before 40 after 40
              R5 R 24 empty before 40 after 40
              R6 C 24 empty before 40 after 40
            C 4 empty =120
        "#]],
    );
}

#[test]
fn a_table_without_numbers_has_no_row_of_sums() {
    let plan = plan_with(&figures(), None);
    let mut draft = draft_of(&plan, &[]);
    answer_rows(&mut draft, "t", &[&[("day", "5/9/2020")]]);
    assert!(!body(&plan, &draft).contains("Cộng"));
}

#[test]
fn in_a_list_a_tick_is_its_label() {
    let columns = json!([
        {"id": "name", "label": "Tên", "kind": "short-text"},
        {"id": "when", "label": "Ngày họp", "kind": "date"},
        {"id": "report", "label": "Đã có báo cáo", "kind": "tick"},
    ]);
    check(
        &table("list", columns),
        &[
            &[("name", "Xã Tân Văn."), ("when", "5/9/2020"), ("report", "true")],
            &[("name", "Xã Hưng Đạo"), ("report", "false")],
        ],
        expect![[r#"
            J 28 "- Xã Tân Văn; ngày họp: 05/09/2020; đã có báo cáo" first 720 after 120 =360
            J 28 "- Xã Hưng Đạo" first 720 after 120 =360
        "#]],
    );
}

/// As the list of volunteers in plan 000.
fn wide(columns: usize) -> Value {
    let heads = ["Họ và tên", "Trình độ, chuyên ngành", "Xếp loại năm gần nhất", "Nguyện vọng", "Đến ngày"];
    let column = |at: usize| {
        let kind = ["short-text", "long-text", "number", "short-text", "date"][at % 5];
        json!({"id": format!("c{at}"), "label": heads[at % 5], "kind": kind, "weight": 1 + at % 4})
    };
    table("table", (0..columns).map(column).collect())
}

fn ruled(document: &Document) -> &Table {
    let mut tables = document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) if table.borders => Some(table),
        _ => None,
    });
    tables.next_back().expect("a ruled table")
}

#[track_caller]
fn check_wide(columns: usize, landscape: bool, size: u32) {
    let plan = plan_with(&wide(columns), Some(json!({"title": "Danh sách", "landscape": landscape})));
    let mut draft = draft_of(&plan, &[]);
    let cells: Vec<String> = (0..columns).map(|at| format!("c{at}")).collect();
    let row: Vec<(&str, &str)> = cells
        .iter()
        .enumerate()
        .map(|(at, id)| (id.as_str(), ["Nguyễn Văn", "nghiêng ngả", "1.234", "nghề", "15/03/2015"][at % 5]))
        .collect();
    answer_rows(&mut draft, "t", &[row.as_slice(); 30]);
    let composition = compose(&plan, &plan.forms[0], &draft);
    let document = &composition.annexes[0].document;
    let table = ruled(document);
    assert_eq!(table.rows[0].cells[1].paras[0].runs[0].size, size);
    let page = document.page;
    assert_eq!(table.cols.iter().sum::<i32>(), page.width - page.left - page.right);
    // No word is cut.
    for line in layout(document, &mut LineCache::default()).lines {
        let Some(path) = line.path.cell.filter(|_| line.line > 0) else { continue };
        let text = &table.rows[path.row].cells[path.cell].paras[path.paragraph].runs[0].text;
        assert!(text[..line.start_byte].ends_with(' '), "{text} is cut at {}", line.start_byte);
    }
}

#[test]
fn a_wide_table_is_set_smaller_before_its_words_are_cut() {
    for (columns, landscape, size) in
        [(5, false, 24), (6, false, 22), (9, false, 20), (9, true, 24), (11, true, 22), (16, true, 20)]
    {
        check_wide(columns, landscape, size);
    }
}

#[test]
fn widths_do_not_depend_on_the_answers() {
    let plan = plan_with(&wide(6), None);
    let with = |text: &str| {
        let mut draft = draft_of(&plan, &[]);
        answer_rows(&mut draft, "t", &[&[("c0", text)]]);
        ruled(&compose(&plan, &plan.forms[0], &draft).document).cols.clone()
    };
    assert_eq!(with("một"), with(&"nghiêngnghiêngnghiêng hai ".repeat(20)));
}

#[test]
fn the_head_repeats_on_every_page_of_a_table() {
    let plan = plan_with(&figures(), None);
    let mut draft = draft_of(&plan, &[]);
    answer_rows(&mut draft, "t", &[&[("day", "5/9/2020"), ("men", "1")] as &[_]; 90]);
    let document = compose(&plan, &plan.forms[0], &draft).document;
    let table = ruled(&document);
    assert_eq!((table.rows.iter().filter(|row| row.header).count(), table.rows[0].header), (1, true));
    let layout = layout(&document, &mut LineCache::default());
    let repeated =
        layout.lines.iter().filter(|line| line.repeated && line.path.cell.is_some_and(|path| path.cell == 0));
    let pages: Vec<u32> = repeated.map(|line| line.page).collect();
    assert_eq!(pages, (1..layout.pages).collect::<Vec<_>>());
    assert!(layout.pages >= 3);
}

/// What is done to a table between two measures.
#[derive(Clone, Debug)]
enum Deed {
    Type {
        row: usize,
        column: &'static str,
        text: &'static str,
    },
    Add {
        at: usize,
    },
    Remove {
        row: usize,
    },
    Swap {
        one: usize,
        other: usize,
    },
    /// Another form asks the same fields and calls a choice otherwise.
    Form,
    /// Other margins.
    Margins,
}

fn deed() -> impl Strategy<Value = Deed> {
    let columns = prop::sample::select(vec!["level", "name"]);
    let texts =
        prop::sample::select(vec!["", "tot", "Ủy ban nhân dân xã Tú Đoạn, huyện Lộc Bình", "một\nhai"]);
    let typed = (0..9_usize, columns, texts).prop_map(|(row, column, text)| Deed::Type { row, column, text });
    prop_oneof![
        4 => typed,
        1 => (0..9_usize).prop_map(|at| Deed::Add { at }),
        1 => (0..9_usize).prop_map(|row| Deed::Remove { row }),
        1 => (0..9_usize, 0..9_usize).prop_map(|(one, other)| Deed::Swap { one, other }),
        1 => Just(Deed::Form),
        1 => Just(Deed::Margins),
    ]
}

/// A plan whose form has a table, in its body or in a phụ lục.
fn plan_of_choices(label: &str, annex: bool) -> Plan {
    let columns = json!([
        {"id": "name", "label": "Tên đơn vị", "kind": "long-text"},
        {"id": "level", "label": "Mức", "kind": "choice", "choices": [{"value": "tot", "label": label}]},
    ]);
    plan_with(&table("table", columns), annex.then(|| json!({"title": "Danh sách", "landscape": true})))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_known_of_a_table_changes_no_measure(deeds in prop::collection::vec(deed(), 1..12), annex in any::<bool>()) {
        let plans = [plan_of_choices("Tốt", annex), plan_of_choices("Hoàn thành tốt nhiệm vụ được giao", annex)];
        let mut at = 0;
        let mut draft = draft_of(&plans[0], &[]);
        answer_rows(&mut draft, "t", &[&[("name", "Xã Tú Đoạn"), ("level", "tot")] as &[_]; 6]);
        let mut press = Press::default();
        for (id, deed) in (100..).zip(deeds) {
            let rows = draft.answers.rows_mut(&FieldId::new("t"));
            let count = rows.len();
            match deed {
                Deed::Type { row, column, text } if row < count => {
                    rows[row].cells.insert(ColumnId::new(column), text.to_owned());
                }
                Deed::Add { at } => rows.insert(at.min(count), Row { id, ..Row::default() }),
                Deed::Remove { row } if row < count => drop(rows.remove(row)),
                Deed::Swap { one, other } if one < count && other < count => rows.swap(one, other),
                Deed::Form => at = 1 - at,
                Deed::Margins => {
                    let margins = &mut draft.layout.margins;
                    margins.left = if margins.left == 30 { 35 } else { 30 };
                }
                Deed::Type { .. } | Deed::Remove { .. } | Deed::Swap { .. } => {}
            }
            let (plan, form) = (&plans[at], &plans[at].forms[0]);
            prop_assert_eq!(press.measure(plan, form, &draft), Press::default().measure(plan, form, &draft));
        }
    }
}
