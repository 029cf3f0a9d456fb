//! What is not relevant prints nothing; a tick is a sentence; an open date leaves room.

use serde_json::json;
use tham_luan::draft::{Answer, Draft};
use tham_luan::form::FieldId;
use tham_luan::paper::{Press, compose};
use tham_luan::plan::{Plan, parse};

use crate::notation;
use crate::samples::{answer_rows, draft_of, pack, plan_of};

fn plan() -> Plan {
    let list = json!({
        "id": "list", "label": "Danh sách", "kind": "table", "rowName": "mục", "required": true, "print": "table",
        "relevant": {"field": "none", "ticked": false},
        "columns": [{"id": "name", "label": "Tên", "kind": "short-text"}],
    });
    let sections = json!([
        {"id": "people", "title": "Cá nhân", "heading": "Cá nhân", "fields": [
            {"id": "none", "label": "Không đề nghị khen thưởng cá nhân", "kind": "tick"},
            list,
            {"id": "count", "label": "Số cá nhân", "kind": "computed",
             "formula": {"count": {"table": "list"}}, "relevant": {"field": "none", "ticked": false}},
        ]},
        {"id": "groups", "title": "Tập thể", "heading": "Tập thể", "relevant": {"field": "none", "ticked": false},
         "fields": [{"id": "groups", "label": "Tập thể", "kind": "long-text", "required": true}]},
        {"id": "end", "title": "Kết", "heading": "Kết luận", "fields": [
            {"id": "end", "label": "Kết", "kind": "long-text", "required": true},
            {"id": "oath", "label": "Tôi cam đoan lời khai là đúng.", "kind": "tick", "heading": "Cam đoan"},
            {"id": "signer", "label": "Họ tên", "kind": "short-text", "slot": "signer",
             "relevant": {"field": "none", "ticked": false}},
        ]},
    ]);
    plan_of("nghi-dinh-30", "TỜ TRÌNH", &sections)
}

fn filled(plan: &Plan, none: bool) -> Draft {
    let mut draft =
        draft_of(plan, &[("groups", "Tập thể một."), ("end", "Hết."), ("signer", "Hoàng Văn Thụ")]);
    answer_rows(&mut draft, "list", &[&[("name", "Nông Văn Dền")]]);
    draft.answers.set(FieldId::new("none"), Answer::Tick(none));
    draft.answers.set(FieldId::new("oath"), Answer::Tick(true));
    draft
}

/// The texts that are printed.
fn texts(plan: &Plan, draft: &Draft) -> Vec<String> {
    let text = notation::blocks(&compose(plan, &plan.forms[0], draft));
    text.lines().filter_map(|line| line.split('"').nth(1)).skip(3).map(str::to_owned).collect()
}

#[test]
fn what_is_relevant_is_printed() {
    let plan = plan();
    assert_eq!(
        texts(&plan, &filled(&plan, false)),
        [
            "TỜ TRÌNH",
            "I. Cá nhân",
            "STT",
            "Tên",
            "1",
            "Nông Văn Dền",
            "- Số cá nhân: 1",
            "II. Tập thể",
            "Tập thể một.",
            "III. Kết luận",
            "Hết.",
            "1. Cam đoan",
            "Tôi cam đoan lời khai là đúng.",
            "Hoàng Văn Thụ",
        ]
    );
}

#[test]
fn what_is_not_relevant_prints_nothing_and_takes_no_number() {
    let plan = plan();
    let draft = filled(&plan, true);
    assert_eq!(
        texts(&plan, &draft),
        [
            "TỜ TRÌNH",
            "I. Cá nhân",
            "Không đề nghị khen thưởng cá nhân.",
            "II. Kết luận",
            "Hết.",
            "1. Cam đoan",
            "Tôi cam đoan lời khai là đúng.",
        ]
    );
    let measure = Press::default().measure(&plan, &plan.forms[0], &draft);
    assert_eq!(measure.extent(&FieldId::new("list")), None);
}

#[track_caller]
fn check_open_date(profile: &str, before: Option<&str>, expected: &str) {
    let mut form = json!({
        "id": "T-A", "version": 1, "title": "A", "actor": "A", "roles": ["can-bo"], "level": "ca-nhan",
        "origin": "required", "profile": profile, "documentName": "BÁO CÁO",
        "sections": [{"id": "a", "title": "A", "fields": [{"id": "a", "label": "A", "kind": "tick"}]}],
    });
    if before.is_some() {
        form["deadline"] = json!("papers");
    }
    let mut pack = pack(&[form]);
    pack["deadlines"][0]["before"] = json!(before.unwrap_or("2020-01-01"));
    let plan = parse(&pack.to_string()).expect("a plan");
    let text = notation::blocks(&compose(&plan, &plan.forms[0], &draft_of(&plan, &[])));
    assert!(text.contains(&format!("{expected:?}")), "{text}");
}

#[test]
fn an_open_date_has_the_year_of_the_deadline_s_last_day() {
    check_open_date("ca-nhan", Some("2020-09-10"), "ngày     tháng     năm 2020");
    check_open_date("ca-nhan", Some("2026-01-01"), "ngày     tháng     năm 2025");
}

#[test]
fn without_a_deadline_the_year_is_left_to_the_pen() {
    let room = "\u{a0}".repeat(5);
    for profile in ["ca-nhan", "nghi-dinh-30", "van-ban-doan"] {
        check_open_date(profile, None, &format!("ngày     tháng     năm 20{room}"));
    }
}
