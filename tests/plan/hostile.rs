//! Packs made to keep a machine busy: each is refused, or read, in no time.

use serde_json::{Value, json};
use tham_luan::draft::{computed, computed_cell, is_section_relevant};
use tham_luan::form::{FieldId, FieldKind};
use tham_luan::plan::{Fault, parse};

use super::{every_part, problems, schema};

/// The pack that has every part, with these sections after the others of its second form.
fn with(sections: Vec<Value>) -> Value {
    let mut pack = every_part();
    pack["forms"][1]["sections"].as_array_mut().expect("sections").extend(sections);
    pack
}

fn section(id: &str, fields: Value) -> Value {
    json!({ "id": id, "title": id, "origin": "extra", "fields": fields })
}

fn tick(id: &str) -> Value {
    json!({ "id": id, "label": id, "kind": "tick" })
}

/// A box that depends on another.
fn tick_if(id: &str, field: &str) -> Value {
    json!({ "id": id, "label": id, "kind": "tick", "relevant": { "field": field, "ticked": true } })
}

fn sum(id: &str, of: &[String]) -> Value {
    json!({ "id": id, "label": id, "kind": "computed", "formula": { "sum": of } })
}

#[track_caller]
fn check(sections: Vec<Value>, expected: &[(&str, Fault)]) {
    let found = problems(&with(sections));
    let found: Vec<_> = found.into_iter().map(|problem| (problem.path, problem.fault)).collect();
    let expected: Vec<_> = expected.iter().map(|(path, fault)| ((*path).to_owned(), fault.clone())).collect();
    assert_eq!(found, expected);
}

/// Sections of which each depends twice, itself and in its only field, on the one before.
fn chain(many: usize) -> Vec<Value> {
    let link = |step: usize| {
        let (own, before) = (format!("buoc-{step}"), format!("buoc-{}", step.saturating_sub(1)));
        if step == 0 {
            return section("phan-0", json!([tick(&own)]));
        }
        let mut section = section(&format!("phan-{step}"), json!([tick_if(&own, &before)]));
        section["relevant"] = json!({ "field": before, "ticked": true });
        section
    };
    (0..many).map(link).collect()
}

#[test]
fn what_applies_depends_on_others_over_eight_steps_at_most() {
    check(chain(9), &[]);
    let path = "forms[1].sections[14].fields[0].relevant.field";
    check(chain(10), &[("forms[1].sections[14].relevant.field", Fault::Circle), (path, Fault::Circle)]);
    let many = problems(&with(chain(40)));
    assert!(!many.is_empty() && many.iter().all(|problem| problem.fault == Fault::Circle), "{many:?}");

    let pack = with(chain(9));
    let plan = parse(&pack.to_string()).expect("a pack");
    let form = &plan.forms[1];
    let last = form.sections.last().expect("a section");
    assert!(!is_section_relevant(form, last, &tham_luan::draft::Answers::default()));
}

#[test]
fn a_condition_of_a_shared_section_is_followed_like_any() {
    let mut pack = with(chain(9));
    pack["sections"]["them"] = json!({ "title": "Thêm", "fields": [tick("them")] });
    pack["sections"]["them"]["relevant"] = json!({ "field": "buoc-8", "ticked": true });
    pack["forms"][1]["sections"].as_array_mut().expect("sections").push(json!({ "use": "them" }));
    let found: Vec<_> = problems(&pack).into_iter().map(|problem| (problem.path, problem.fault)).collect();
    assert_eq!(found, [("sections.them.relevant.field".to_owned(), Fault::Circle)]);
}

/// Sums of so many parts, each of which is such a sum, so deep.
fn sums(parts: usize, deep: usize, first: &str) -> Vec<Value> {
    let id = |level: usize, part: usize| format!("tong-{level}-{part}");
    let mut sums = Vec::new();
    for level in 0..deep {
        let below = |part| if level == 0 { first.to_owned() } else { id(level - 1, part) };
        let of: Vec<String> = (0..parts).map(below).collect();
        sums.extend((0..parts).map(|part| sum(&id(level, part), &of)));
    }
    sums
}

#[test]
fn a_number_is_made_in_a_thousand_steps_at_most() {
    let few: Vec<String> = vec!["mot".to_owned(); 1000];
    let number = || json!({ "id": "mot", "label": "Một", "kind": "number" });
    let with_sum = |of: &[String]| vec![section("so", json!([number(), sum("tat-ca", of)]))];
    check(with_sum(&few), &[]);
    let more: Vec<String> = vec!["mot".to_owned(); 1001];
    check(with_sum(&more), &[("forms[1].sections[5].fields[1].formula", Fault::Circle)]);

    let of_fields = |parts, deep| {
        let mut fields = vec![number()];
        fields.extend(sums(parts, deep, "mot"));
        vec![section("so", Value::Array(fields))]
    };
    let of_columns = |parts, deep| {
        let mut columns = vec![number()];
        columns.extend(sums(parts, deep, "mot"));
        let table = json!({ "id": "bang", "label": "Bảng", "kind": "table", "rowName": "dòng",
            "print": "table", "columns": columns });
        vec![section("so", json!([table]))]
    };
    for of in [&of_fields as &dyn Fn(usize, usize) -> Vec<Value>, &of_columns] {
        let found = problems(&with(of(20, 8)));
        assert!(!found.is_empty() && found.iter().all(|problem| problem.fault == Fault::Circle), "{found:?}");
        check(of(20, 2), &[]);
    }
}

/// The numbers that a thousand steps make are made.
#[test]
fn sums_of_sums_are_computed_as_far_as_they_may_go() {
    let number = json!({ "id": "mot", "label": "Một", "kind": "number" });
    let mut fields = vec![number.clone()];
    fields.extend(sums(2, 8, "mot"));
    let mut columns = vec![number];
    columns.extend(sums(2, 8, "mot"));
    let table = json!({ "id": "bang", "label": "Bảng", "kind": "table", "rowName": "dòng", "print": "table",
        "columns": columns });
    fields.push(table);
    let plan = parse(&with(vec![section("so", Value::Array(fields))]).to_string()).expect("a pack");
    let form = &plan.forms[1];
    let mut answers = tham_luan::draft::Answers::default();
    answers.set(FieldId::new("mot"), tham_luan::draft::Answer::Text("1".to_owned()));
    let field = form.field(&FieldId::new("tong-7-0")).expect("the last sum");
    assert_eq!(computed(form, field, &answers), Some(256.0));
    let FieldKind::Table(table) = &form.field(&FieldId::new("bang")).expect("the table").kind else {
        panic!("no table")
    };
    let mut row = tham_luan::draft::Row::default();
    row.cells.insert(tham_luan::form::ColumnId::new("mot"), "1".to_owned());
    let column = table.columns.last().expect("the last sum");
    assert_eq!(computed_cell(table, column, &row), Some(256.0));
}

#[test]
fn of_more_problems_than_anybody_reads_no_more_are_looked_for() {
    let mut pack = every_part();
    pack["forms"][0]["roles"] = Value::Array(vec![json!("ai-do"); 40_000]);
    assert_eq!(problems(&pack).len(), 1000);
}

/// What is wrong with a section that many forms share is told once, of the first of them, and placed without a search for
/// each.
#[test]
fn what_many_forms_share_is_looked_for_once() {
    let mut pack = every_part();
    let fields: Vec<Value> = (0..100).map(|at| tick_if(&format!("o-{at}"), "khong-co")).collect();
    pack["sections"]["chung"] = json!({ "title": "Chung", "fields": fields });
    let forms = pack["forms"].as_array_mut().expect("forms");
    for number in 0..150 {
        let mut form = forms[0].clone();
        form["id"] = json!(format!("MAU-{number}"));
        form["sections"] = json!([{ "use": "chung" }]);
        forms.push(form);
    }
    let found = problems(&pack);
    let expected: Vec<_> = (0..100).map(|at| format!("sections.chung.fields[{at}].relevant.field")).collect();
    assert_eq!(
        found.iter().map(|problem| &problem.path).collect::<Vec<_>>(),
        expected.iter().collect::<Vec<_>>()
    );
    let first = tham_luan::form::FormId::new("MAU-0");
    assert!(found.iter().all(|problem| problem.form.as_ref() == Some(&first)), "{found:?}");
}

/// The place of a list in the pack that has every part, one of its items by its number, and how many it may have.
type Bound = (&'static str, fn(usize) -> Value, usize);

const BOUNDS: [Bound; 5] = [
    ("/roster", |at| json!({ "id": format!("them-{at}"), "name": "Thêm", "group": "them" }), 5000),
    ("/forms", |_| Value::Null, 200),
    ("/forms/1/sections", |at| section(&format!("them-{at}"), json!([tick(&format!("o-{at}"))])), 50),
    ("/forms/1/sections/0/fields", |at| tick(&format!("o-{at}")), 200),
    ("/sections", |at| json!({ "title": "Thêm", "fields": [tick(&format!("o-{at}"))] }), 200),
];

/// The pack that has every part, with so many items in that list.
fn with_many((place, item, _): &Bound, many: usize) -> Value {
    let mut pack = every_part();
    let first = pack["forms"][0].clone();
    match pack.pointer_mut(place).expect("a place") {
        Value::Array(items) => {
            for at in items.len()..many {
                items.push(match *place {
                    "/forms" => {
                        let mut form = first.clone();
                        form["id"] = json!(format!("MAU-{at}"));
                        form
                    }
                    _ => item(at),
                });
            }
        }
        Value::Object(members) => {
            for at in members.len()..many {
                members.insert(format!("them-{at}"), item(at));
            }
        }
        _ => panic!("no list at {place}"),
    }
    pack
}

/// Many times more than any plan has is refused for its number, before anything that takes long.
#[test]
fn lists_have_bounds() {
    for bound in &BOUNDS {
        let (place, _, most) = *bound;
        assert_eq!(problems(&with_many(bound, most)), [], "{place}");
        for many in [most + 1, 40 * most] {
            let pack = with_many(bound, many);
            let found = problems(&pack);
            let found: Vec<_> = found.iter().map(|problem| &problem.fault).collect();
            assert_eq!(found, [&Fault::TooMany { most }], "{place}");
            assert!(!schema().is_valid(&pack), "{place}");
        }
    }
}

/// Units of which each belongs to the one before.
fn levels(many: usize) -> Value {
    let mut pack = every_part();
    let units = pack["roster"].as_array_mut().expect("units");
    units.extend((0..many).map(|at| {
        let mut unit = json!({ "id": format!("cap-{at}"), "name": "Cấp", "group": "them" });
        if at > 0 {
            unit["parent"] = json!(format!("cap-{}", at - 1));
        }
        unit
    }));
    pack
}

#[test]
fn a_unit_belongs_to_others_over_eight_levels_at_most() {
    assert_eq!(problems(&levels(9)), []);
    let found = problems(&levels(10));
    assert_eq!(found.iter().map(|problem| &problem.fault).collect::<Vec<_>>(), [&Fault::Circle]);

    let mut circle = levels(1000);
    let units = circle["roster"].as_array_mut().expect("units");
    let first = units.len() - 1000;
    units[first]["parent"] = json!("cap-999");
    let found = problems(&circle);
    assert!(found.len() == 1000 && found.iter().all(|problem| problem.fault == Fault::Circle));
}

/// As many forms as a pack may have, each of as many shared sections as it may have, of as many fields.
#[test]
fn the_sections_of_a_form_have_a_thousand_fields_together_at_most() {
    let of = |sections: usize| {
        let mut pack = every_part();
        for at in 0..sections {
            let fields: Vec<Value> = (0..200).map(|field| tick(&format!("o-{at}-{field}"))).collect();
            pack["sections"][format!("phan-{at}")] = json!({ "title": "Phần", "fields": fields });
        }
        let forms = pack["forms"].as_array_mut().expect("forms");
        let mut form = forms[0].clone();
        form["sections"] = (0..sections).map(|at| json!({ "use": format!("phan-{at}") })).collect();
        let first = forms.len();
        for at in first..200 {
            form["id"] = json!(format!("MAU-{at}"));
            forms.push(form.clone());
        }
        (pack, first)
    };
    assert_eq!(problems(&of(5).0), []);
    let (pack, first) = of(50);
    let found = problems(&pack);
    let expected: Vec<_> = (first..200).map(|at| format!("forms[{at}].sections")).collect();
    assert_eq!(
        found.iter().map(|problem| &problem.path).collect::<Vec<_>>(),
        expected.iter().collect::<Vec<_>>()
    );
    assert!(found.iter().all(|problem| problem.fault == Fault::TooManyFields { most: 1000 }), "{found:?}");
}
