//! What no schema can tell: whether the parts of a pack fit together. Each case changes one place of a pack that has
//! every part, and names every problem that comes of it.

use serde_json::{Value, json};
use tham_luan::form::FormId;
use tham_luan::plan::{Fault, PackError, Pattern, Type, parse};

use super::{every_part, problems};

/// The shared section with the list, the form that takes it in, and its own sections.
const LIST: &str = "/sections/danh-sach/fields/0";
const FORM: &str = "/forms/1";
const RESULTS: &str = "/forms/1/sections/1";
const TASKS: &str = "/forms/1/sections/2";

/// Where these stand, as problems say it.
const OF_LIST: &str = "sections.danh-sach.fields[0]";
const OF_RESULTS: &str = "forms[1].sections[1]";
const OF_TASKS: &str = "forms[1].sections[2]";

/// Puts a value into a place of a pack, in the stead of another or as a new member.
fn put(pack: &mut Value, (parent, member): (&str, &str), value: Value) {
    match pack.pointer_mut(parent).unwrap_or_else(|| panic!("no {parent}")) {
        Value::Object(members) => {
            members.insert(member.to_owned(), value);
        }
        Value::Array(items) => match member.parse::<usize>() {
            Ok(index) => items[index] = value,
            Err(_) => items.push(value),
        },
        other => panic!("{parent} is {other}"),
    }
}

/// Changes places of the pack and gives every problem that comes of it.
fn found(changes: &[(&str, &str, Value)]) -> Vec<(String, Fault)> {
    let mut pack = every_part();
    for (parent, member, value) in changes {
        put(&mut pack, (parent, member), value.clone());
    }
    problems(&pack).into_iter().map(|problem| (problem.path, problem.fault)).collect()
}

/// Changes one place of the pack, of which one problem comes.
#[track_caller]
fn check(parent: &str, member: &str, value: Value, path: &str, fault: Fault) {
    assert_eq!(found(&[(parent, member, value)]), [(path.to_owned(), fault)]);
}

fn of_kind(kinds: &[&'static str]) -> Fault {
    Fault::NotOfKind(kinds.to_vec())
}

#[test]
fn what_is_called_so_already_is_named() {
    let double = Fault::Duplicate;
    check("/deadlines/1", "id", json!("bao-cao"), "deadlines[1].id", double.clone());
    check("/roster/2", "id", json!("an-binh"), "roster[2].id", double.clone());
    check("/forms/0/roles", "1", json!("can-bo"), "forms[0].roles[1]", double.clone());
    check(TASKS, "id", json!("ket-qua"), "forms[1].sections[2].id", double.clone());
    let twice = found(&[("/forms/1/sections", "3", json!({ "use": "danh-sach" }))]);
    let places = ["forms[1].sections[4].use", "sections.danh-sach.fields[0].id"];
    assert_eq!(twice, places.map(|path| (path.to_owned(), double.clone())));
    let field = format!("{RESULTS}/fields/1");
    check(&field, "id", json!("don-vi"), &format!("{OF_RESULTS}.fields[1].id"), double.clone());
    let column = format!("{LIST}/columns/2");
    check(&column, "id", json!("ho-ten"), &format!("{OF_LIST}.columns[2].id"), double.clone());
    let choice = format!("{RESULTS}/fields/1/choices/1");
    let path = format!("{OF_RESULTS}.fields[1].choices[1].value");
    check(&choice, "value", json!("moi-truong"), &path, double.clone());
    let twice = found(&[("/forms/0", "id", json!("MAU-BC"))]);
    assert!(twice.contains(&("forms[1].id".to_owned(), double)), "{twice:?}");
}

#[test]
fn the_column_that_weights_bring_is_not_asked_twice() {
    let column = "/forms/0/sections/0/fields/1/columns/1";
    let path = "forms[0].sections[0].fields[1].columns[1].id";
    let changes =
        [(column, "id", json!("diem")), ("/forms/1/carryOver/2/take", "ket-qua", json!("tieu-chi"))];
    assert_eq!(found(&changes), [(path.to_owned(), Fault::Duplicate)]);
}

#[test]
fn what_refers_to_nothing_is_named() {
    let none = Fault::Unresolved;
    check("/roster/1", "parent", json!("huyen-b"), "roster[1].parent", none.clone());
    check(FORM, "deadline", json!("mai"), "forms[1].deadline", none.clone());
    check("/forms/1/sections/3", "use", json!("y-kien"), "forms[1].sections[3].use", none.clone());
    check("/forms/1/initial", "ten", json!("x"), "forms[1].initial.ten", none.clone());
    check("/forms/1/initial", "loai", json!("tinh"), "forms[1].initial.loai", none.clone());
    check(
        TASKS,
        "relevant",
        json!({ "field": "ten", "ticked": true }),
        "forms[1].sections[2].relevant.field",
        none.clone(),
    );
    let relevant = format!("{TASKS}/fields/4/relevant/is");
    check(&relevant, "0", json!("tinh"), &format!("{OF_TASKS}.fields[4].relevant.is[0]"), none.clone());
    check(
        "/sections/danh-sach/relevant/isNot",
        "0",
        json!("x"),
        "sections.danh-sach.relevant.isNot[0]",
        none.clone(),
    );
    check(
        &format!("{LIST}/constraints/7/when"),
        "is",
        json!(["x"]),
        &format!("{OF_LIST}.constraints[7].when.is[0]"),
        none,
    );
}

#[test]
fn what_a_formula_is_made_of_is_there_and_a_number() {
    let numbers = || of_kind(&["number", "computed"]);
    let sum = format!("{RESULTS}/fields/5/formula/sum");
    let at = format!("{OF_RESULTS}.fields[5].formula.sum[1]");
    check(&sum, "1", json!("so-nguoi-nu"), &at, Fault::Unresolved);
    check(&sum, "1", json!("ket-qua"), &at, numbers());
    let ratio = format!("{TASKS}/fields/0/columns/6/formula/ratio");
    check(
        &ratio,
        "0",
        json!("xong"),
        &format!("{OF_TASKS}.fields[0].columns[6].formula.ratio[0]"),
        numbers(),
    );
    let count = format!("{TASKS}/fields/1/formula/count");
    let at = |member: &str| format!("{OF_TASKS}.fields[1].formula.count.{member}");
    check(&count, "table", json!("bang"), &at("table"), Fault::Unresolved);
    check(&count, "table", json!("nam"), &at("table"), of_kind(&["table"]));
    check(&count, "column", json!("noi-dung"), &at("column"), of_kind(&["choice", "tick"]));
    check(&count, "is", json!(["false"]), &at("is[0]"), Fault::Unresolved);
    let or = format!("{TASKS}/fields/5/formula/count/or/0");
    let at = |member: &str| format!("{OF_TASKS}.fields[5].formula.count.or[0].{member}");
    check(&or, "column", json!("noi-dung"), &at("column"), Fault::Unresolved);
    check(&or, "is", json!(["bang-khen"]), &at("is[0]"), Fault::Unresolved);
    let total = format!("{TASKS}/fields/3/formula/total");
    check(&total, "column", json!("xong"), &format!("{OF_TASKS}.fields[3].formula.total.column"), numbers());
}

#[test]
fn a_number_that_is_made_of_itself_is_named() {
    let fields = format!("{RESULTS}/fields");
    let at = |field: usize| (format!("{OF_RESULTS}.fields[{field}].formula"), Fault::Circle);
    let share = json!({ "sum": ["nam", "ty-le-nu"] });
    let circle = [(&*format!("{fields}/5"), "formula", share)];
    assert_eq!(found(&circle), [at(5), at(6)]);
    let own = json!({ "sum": ["cong"] });
    let column = format!("{TASKS}/fields/0/columns/5");
    let found = found(&[(&column, "formula", own)]);
    let at = |column: usize| (format!("{OF_TASKS}.fields[0].columns[{column}].formula"), Fault::Circle);
    assert_eq!(found, [at(5), at(6)]);
}

/// As many computed numbers in a row as are computed, and one more.
#[test]
fn numbers_are_made_of_numbers_over_eight_steps_at_most() {
    let step = |step: usize| {
        let of = if step == 1 { "nam".to_owned() } else { format!("buoc-{}", step - 1) };
        json!({ "id": format!("buoc-{step}"), "label": "Bước", "kind": "computed", "formula": { "sum": [of] } })
    };
    let fields = format!("{RESULTS}/fields");
    let steps = |last: usize| -> Vec<_> { (1..=last).map(|at| (&*fields, "", step(at))).collect() };
    assert_eq!(found(&steps(8)), []);
    assert_eq!(found(&steps(9)), [(format!("{OF_RESULTS}.fields[19].formula"), Fault::Circle)]);
}

#[test]
fn a_unit_does_not_belong_to_itself() {
    check("/roster/1", "parent", json!("an-binh"), "roster[1].parent", Fault::Circle);
    let found = found(&[("/roster/0", "parent", json!("xa-khac"))]);
    let at = |unit: usize| (format!("roster[{unit}].parent"), Fault::Circle);
    assert_eq!(found, [at(0), at(1), at(2)]);
}

#[test]
fn the_rules_of_a_table_are_for_columns_that_suit_them() {
    let constraint = |index: usize| format!("{LIST}/constraints/{index}");
    let at = |index: usize, member: &str| format!("{OF_LIST}.constraints[{index}].{member}");
    let texts = || of_kind(&["short-text", "long-text"]);
    let typed = of_kind(&["short-text", "long-text", "number", "date", "choice", "unit"]);
    for index in [0, 1, 4, 5, 7, 8] {
        check(&constraint(index), "column", json!("dia-chi"), &at(index, "column"), Fault::Unresolved);
    }
    check(&constraint(0), "column", json!("ho-ten"), &at(0, "column"), of_kind(&["number"]));
    check(&constraint(1), "column", json!("nam-sinh"), &at(1, "column"), texts());
    check(&constraint(4), "column", json!("ly-do"), &at(4, "column"), of_kind(&["choice", "tick"]));
    check(&constraint(4), "is", json!(["huan-chuong"]), &at(4, "is[0]"), Fault::Unresolved);
    check(&constraint(5), "reason", json!("nam-sinh"), &at(5, "reason"), texts());
    check(&constraint(5), "is", json!(["bang-khen", "x"]), &at(5, "is[1]"), Fault::Unresolved);
    check(&constraint(6), "columns", json!(["ho-ten", "co-bao-cao"]), &at(6, "columns[1]"), typed);
    check(&constraint(7), "column", json!("co-bao-cao"), &at(7, "column"), of_kind(&["choice"]));
    check(&constraint(7), "reason", json!("ly-do"), &at(7, "reason"), Fault::Unresolved);
    check(&constraint(7), "reason", json!("nam"), &at(7, "reason"), texts());
    let kinds = || of_kind(&["choice", "tick"]);
    let or = format!("{}/or/0", constraint(9));
    check(&or, "column", json!("dia-chi"), &at(9, "or[0].column"), Fault::Unresolved);
    check(&or, "column", json!("ly-do"), &at(9, "or[0].column"), kinds());
    check(&or, "is", json!(["false"]), &at(9, "or[0].is[0]"), Fault::Unresolved);
    let rows = format!("{}/where", constraint(10));
    check(&constraint(10), "column", json!("ho-ten"), &at(10, "column"), kinds());
    check(&constraint(10), "is", json!(["co"]), &at(10, "is[0]"), Fault::Unresolved);
    check(&rows, "column", json!("nam-sinh"), &at(10, "where.column"), kinds());
    check(&rows, "is", json!(["bang-khen", "x"]), &at(10, "where.is[1]"), Fault::Unresolved);
    check(&constraint(8), "tick", json!("ly-do"), &at(8, "tick"), of_kind(&["tick"]));
    check(&constraint(8), "form", json!("MAU-KT"), &at(8, "form"), Fault::Unresolved);
    check(&constraint(8), "field", json!("viec-lam"), &at(8, "field"), Fault::Unresolved);
    check(&constraint(8), "field", json!("viec"), &at(8, "field"), texts());

    let constraint = format!("{TASKS}/fields/0/constraints");
    let at = |path: &str| format!("{OF_TASKS}.fields[0].constraints{path}");
    check(&format!("{constraint}/0"), "column", json!("nam"), &at("[0].column"), of_kind(&["date"]));
    check(&format!("{constraint}/0"), "after", json!("cong-bo"), &at("[0].after"), Fault::Unresolved);
    check(&format!("{constraint}/0"), "after", json!("den-ngay"), &at("[0].after"), Fault::Circle);
    check(&format!("{constraint}/1"), "column", json!("cong"), &at("[1].column"), of_kind(&["number"]));
    check(&format!("{constraint}/2"), "reason", json!("xong"), &at("[2].reason"), Fault::Unresolved);
    check(&format!("{constraint}/2"), "reason", json!("nam"), &at("[2].reason"), texts());
    check(
        &format!("{constraint}/1/of"),
        "0",
        json!("xong"),
        &at("[1].of[0]"),
        of_kind(&["number", "computed"]),
    );
    check(&format!("{constraint}/1/of"), "0", json!("bao-cao"), &at("[1].of"), Fault::Circle);
}

#[test]
fn the_rules_of_a_field_are_for_fields_that_suit_them() {
    let constraint = |field: usize| format!("{RESULTS}/fields/{field}/constraints/0");
    let at = |field: usize, member: &str| format!("{OF_RESULTS}.fields[{field}].constraints[0].{member}");
    check(
        &constraint(4),
        "of",
        json!(["nam", "linh-vuc"]),
        &at(4, "of[1]"),
        of_kind(&["number", "computed"]),
    );
    check(&constraint(4), "of", json!(["nam", "cong"]), &at(4, "of"), Fault::Circle);
    check(&constraint(9), "after", json!("nam"), &at(9, "after"), of_kind(&["date"]));
    check(&constraint(9), "after", json!("doi-thoai"), &at(9, "after"), Fault::Circle);
}

#[test]
fn bounds_leave_something_between_them() {
    let rows = found(&[(&format!("{LIST}/constraints/2"), "rows", json!(31))]);
    assert_eq!(rows, [(format!("{OF_LIST}.constraints[3].rows"), Fault::Reversed)]);
    assert_eq!(found(&[(&format!("{LIST}/constraints/2"), "rows", json!(30))]), []);
    let range = format!("{LIST}/constraints/0");
    check(&range, "min", json!(2011), &format!("{OF_LIST}.constraints[0].min"), Fault::Reversed);
    assert_eq!(found(&[(&range, "min", json!(2010))]), []);
    check(&range, "max", json!(1e15), &format!("{OF_LIST}.constraints[0].max"), Fault::Endless);
    check(&range, "max", json!(1e40), &format!("{OF_LIST}.constraints[0].max"), Fault::Endless);
    let days = format!("{RESULTS}/fields/9/constraints/0");
    check(&days, "max", json!(29), &format!("{OF_RESULTS}.fields[9].constraints[0].min"), Fault::Reversed);
    let relevant = format!("{RESULTS}/fields/9/relevant");
    check(&relevant, "max", json!(-1), &format!("{OF_RESULTS}.fields[9].relevant.min"), Fault::Reversed);
}

#[test]
fn deadlines_are_days_of_our_time() {
    let day = Fault::NotWritten(Pattern::Day);
    for text in ["2026-02-29", "1899-12-31", "2201-01-01", "0000-01-01"] {
        check("/deadlines/0", "before", json!(text), "deadlines[0].before", day.clone());
    }
    for text in ["1900-01-01", "2024-02-29", "2200-12-31"] {
        assert_eq!(found(&[("/deadlines/0", "before", json!(text))]), []);
    }
}

#[test]
fn a_part_depends_on_one_thing_that_stands_before() {
    let relevant = |field: &str| json!({ "field": field, "ticked": true });
    let before = |path: &str| (format!("{path}.relevant.field"), Fault::NotBefore);
    let own = format!("{RESULTS}/fields/7");
    assert_eq!(
        found(&[(&own, "relevant", relevant("khong-co-viec"))]),
        [before(&format!("{OF_RESULTS}.fields[7]"))]
    );
    assert_eq!(found(&[(RESULTS, "relevant", relevant("khong-co-viec"))]), [before(OF_RESULTS)]);
    assert_eq!(found(&[(RESULTS, "relevant", relevant("dang-vien"))]), []);
    // A rule may hold by what is asked later.
    let when = json!({ "field": "khong-co-viec", "ticked": true });
    assert_eq!(found(&[(&format!("{RESULTS}/fields/0/constraints/0"), "when", when)]), []);

    let two = json!({ "field": "loai", "is": ["xa"], "isNot": ["phuong"] });
    check(RESULTS, "relevant", two, "forms[1].sections[1].relevant", Fault::Ambiguous);
    let path = "forms[1].sections[2].relevant.field";
    check(TASKS, "relevant", json!({ "field": "nam", "ticked": true }), path, of_kind(&["tick"]));
    check(TASKS, "relevant", json!({ "field": "loai", "min": 1 }), path, of_kind(&["number"]));
    let chosen = of_kind(&["choice", "choices", "unit"]);
    check(TASKS, "relevant", json!({ "field": "nam", "is": ["1"] }), path, chosen);
    assert_eq!(found(&[(TASKS, "relevant", json!({ "field": "linh-vuc", "is": ["giao-duc"] }))]), []);
}

#[test]
fn what_is_taken_over_has_somewhere_to_come_from_and_to_go() {
    let rule = |index: usize| format!("/forms/1/carryOver/{index}");
    let at = |index: usize, member: &str| format!("forms[1].carryOver[{index}].{member}");
    let take = |index: usize| format!("/forms/1/carryOver/{index}/take");
    let none = Fault::Unresolved;
    check(&rule(0), "from", json!("MAU-KT"), &at(0, "from"), none.clone());
    check(&rule(0), "table", json!("ho-ten"), &at(0, "table"), of_kind(&["table"]));
    check(&rule(0), "into", json!("bang"), &at(0, "into"), none.clone());
    check(&take(0), "noi-dung", json!("ho-ten"), &at(0, "take.noi-dung"), none.clone());
    check(&take(0), "ket-qua", json!("viec"), &at(0, "take.ket-qua"), none.clone());
    check(&take(1), "ho-ten", json!("ngay"), &at(1, "take.ho-ten"), none.clone());
    check(&take(2), "ket-qua", json!("ho-ten"), &at(2, "take.ket-qua"), none.clone());
    check(&take(3), "ho-ten", json!("ho-ten"), &at(3, "take.ho-ten"), none.clone());
    assert_eq!(found(&[(&rule(1), "initial", json!({ "ho-ten": "Chưa rõ" }))]), []);
    check(&rule(0), "initial", json!({ "ket-qua": "1" }), &at(0, "initial.ket-qua"), none.clone());
    check(&rule(3), "initial", json!({ "nguoi-lap": "1" }), &at(3, "initial.nguoi-lap"), none);
    let filled = of_kind(&["short-text", "long-text", "number", "date", "choice", "choices", "tick"]);
    check(&take(3), "don-vi", json!("ho-ten"), &at(3, "take.don-vi"), filled.clone());
    check(&take(0), "cong", json!("viec"), &at(0, "take.cong"), filled);
    assert_eq!(found(&[(&take(2), "ket-qua", json!("diem"))]), [], "points are taken over like any column");
    let taken =
        ["short-text", "long-text", "number", "date", "choice", "choices", "tick", "unit", "computed"];
    check(&take(3), "nguoi-lap", json!("viec"), &at(3, "take.nguoi-lap"), of_kind(&taken));
}

#[test]
fn guests_stand_in_a_table_and_what_is_said_to_them_in_fields() {
    let invitations = "/forms/1/invitations";
    let at = |member: &str| format!("forms[1].invitations.{member}");
    let none = Fault::Unresolved;
    check(invitations, "table", json!("khach"), &at("table"), none.clone());
    check(invitations, "table", json!("cong-bo"), &at("table"), of_kind(&["table"]));
    check(invitations, "name", json!("noi-dung"), &at("name"), none.clone());
    let texts = of_kind(&["short-text", "long-text"]);
    check(invitations, "office", json!("co-bao-cao"), &at("office"), texts.clone());
    check(invitations, "number", json!("nam-sinh"), &at("number"), texts);
    check(invitations, "time", json!(["doi-thoai", "gio"]), &at("time[1]"), none.clone());
    let typed = ["short-text", "long-text", "number", "date", "choice", "unit"];
    check(invitations, "place", json!("viec"), &at("place"), of_kind(&typed));
}

#[test]
fn fixed_rows_are_those_of_a_column_of_choices_and_weights_are_theirs() {
    let table = "/forms/0/sections/0/fields/1";
    let at = |member: &str| format!("forms[0].sections[0].fields[1].{member}");
    check(table, "fixedBy", json!("muc"), &at("fixedBy"), Fault::Unresolved);
    check(table, "fixedBy", json!("ket-qua"), &at("fixedBy"), of_kind(&["choice"]));
    check(&format!("{table}/weights"), "khac", json!(5), &at("weights.khac"), Fault::Unresolved);
}

#[test]
fn a_form_has_units_where_it_asks_for_one() {
    check(FORM, "unitGroup", json!("so"), "forms[1].unitGroup", Fault::NoUnits);
    let unit = json!({ "id": "don-vi", "label": "Đơn vị", "kind": "unit", "slot": "unit" });
    check("/forms/0/sections/0/fields", "", unit, "forms[0].sections[0].fields[3].kind", Fault::NoUnits);
}

#[test]
fn a_section_that_the_plan_asks_for_has_something_to_answer() {
    check(&format!("{RESULTS}/fields/0"), "required", json!(false), OF_RESULTS, Fault::NothingRequired);
    let changes = [
        (&*format!("{RESULTS}/fields/0"), "required", json!(false)),
        (RESULTS, "origin", json!("suggested")),
    ];
    assert_eq!(found(&changes), []);
}

/// Without `asksSensitive` what is sensitive is left out, and nothing may depend on it.
#[test]
fn what_is_left_out_is_not_referred_to() {
    let quiet = || ("", "asksSensitive", json!(false));
    assert_eq!(found(&[quiet()]), []);
    let relevant = json!({ "field": "dang-vien", "ticked": true });
    let path = "forms[1].sections[1].relevant.field".to_owned();
    assert_eq!(found(&[quiet(), (RESULTS, "relevant", relevant.clone())]), [(path, Fault::LeftOut)]);
    // Unless it is left out itself.
    let field = format!("{RESULTS}/fields/7");
    let changes = [quiet(), (&*field, "relevant", relevant), (&*field, "sensitive", json!(true))];
    let path = "forms[1].sections[2].relevant.field".to_owned();
    assert_eq!(found(&changes), [(path, Fault::LeftOut)], "what depends on the field that is left out now");
    let path = format!("{OF_LIST}.constraints[6].columns[1]");
    let columns = (&*format!("{LIST}/constraints/6"), "columns", json!(["ho-ten", "dan-toc"]));
    assert_eq!(found(&[quiet(), columns.clone()]), [(path, Fault::LeftOut)]);
    assert_eq!(found(&[columns]), []);

    let all = found(&[
        quiet(),
        ("/forms/0/sections/0/fields/2/columns/0", "sensitive", json!(true)),
        ("/forms/0/sections/0/fields/2/columns/1", "sensitive", json!(true)),
        (FORM, "carryOver", json!([])),
    ]);
    assert_eq!(all, [("forms[0].sections[0].fields[2].columns".to_owned(), Fault::NothingLeft)]);
}

#[test]
fn a_problem_says_what_stands_there_and_in_which_form() {
    let mut pack = every_part();
    put(&mut pack, ("/sections/danh-sach/relevant", "field"), json!("loai-hinh"));
    put(&mut pack, ("/roster/1", "unnamed"), json!(7));
    put(&mut pack, ("/forms/0", "title"), json!(["Phiếu"]));
    let problems = problems(&pack);
    let said: Vec<_> = problems
        .iter()
        .map(|problem| {
            (problem.path.as_str(), problem.form.as_ref().map(FormId::as_str), problem.found.as_deref())
        })
        .collect();
    assert_eq!(
        said,
        [
            ("roster[1].unnamed", None, Some("7")),
            ("forms[0].title", None, None),
            ("sections.danh-sach.relevant.field", Some("MAU-BC"), Some("loai-hinh")),
        ]
    );
    assert_eq!(problems[0].fault, Fault::NotOfType(Type::Truth));
    assert_eq!(problems[2].fault, Fault::Unresolved);
}

/// A section that is wrong in itself is wrong once, in however many forms it stands.
#[test]
fn what_is_wrong_in_a_shared_section_is_said_once() {
    let column = format!("{LIST}/constraints/0");
    let twice = found(&[
        ("/forms/0/sections", "", json!({ "use": "danh-sach" })),
        (&column, "column", json!("tuoi")),
    ]);
    let of_rule = twice.iter().filter(|(path, _)| path.ends_with("constraints[0].column")).count();
    assert_eq!(of_rule, 1, "{twice:?}");
    // But what the other form does not have is missing there.
    assert!(
        twice.contains(&("sections.danh-sach.relevant.field".to_owned(), Fault::Unresolved)),
        "{twice:?}"
    );
}

#[test]
fn a_text_that_is_no_pack_is_refused_with_its_cause() {
    assert!(matches!(parse("KẾ HOẠCH"), Err(PackError::Json(_))));
    for (text, format) in [
        ("[]", None),
        (r#"{"format":7}"#, None),
        (r#"{"format":"tham-luan.submission"}"#, Some("tham-luan.submission")),
        (r#"{"format":"tham-luan.plan-2"}"#, Some("tham-luan.plan-2")),
    ] {
        match parse(text) {
            Err(PackError::Format { found }) => assert_eq!(found.as_deref(), format),
            other => panic!("{text}: {other:?}"),
        }
    }
    let bare = problems(&json!({ "format": "tham-luan.plan-1" }));
    let missing: Vec<_> = bare.iter().map(|problem| problem.path.as_str()).collect();
    assert_eq!(missing, ["id", "version", "identity", "deadlines", "roster", "forms"]);
    assert!(bare.iter().all(|problem| problem.fault == Fault::Missing));
}

#[test]
fn a_member_that_is_named_twice_is_named() {
    let text = every_part().to_string().replacen("\"id\":", "\"id\":\"x\",\"id\":", 1);
    match parse(&text) {
        Err(PackError::Problems(problems)) => {
            assert_eq!((problems.len(), &problems[0].fault, &*problems[0].path), (1, &Fault::NamedTwice, ""));
        }
        other => panic!("{other:?}"),
    }
}

/// As a Mac types it; the page puts it into NFC before it reads it.
#[test]
fn text_that_is_not_in_nfc_is_no_mistake() {
    assert_eq!(found(&[("/identity", "title", json!("Ke\u{302}\u{301} hoa\u{323}ch"))]), []);
}
