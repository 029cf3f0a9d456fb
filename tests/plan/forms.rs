//! Holds the packs that come with the program to what their plans ask.

use std::collections::BTreeMap;

use tham_luan::form::{Field, FieldKind, Form, Slot};
use tham_luan::plan::{Plan, built_in, parse};

use super::packs;

#[test]
fn every_pack_is_built_in_and_sound() {
    let names: Vec<_> = packs().iter().map(|(_, pack)| pack["id"].as_str().map(str::to_owned)).collect();
    let built_in: Vec<_> = built_in().iter().map(|plan| Some(plan.id.as_str().to_owned())).collect();
    assert_eq!(names, built_in);
    for (name, pack) in packs() {
        parse(&pack.to_string()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

fn plan_000() -> Plan {
    built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000")
}

#[test]
fn plan_000_asks_for_six_discussion_papers_of_four_pages() {
    let plan = plan_000();
    let is_discussion = |form: &&Form| form.id.as_str().starts_with("000-TL");
    let forms: Vec<_> = plan.forms.iter().filter(is_discussion).collect();
    let owed: Vec<_> = forms.iter().map(|form| (form.id.as_str(), plan.units(form).count())).collect();
    assert_eq!(owed, [("000-TLH", 2), ("000-TLX", 2), ("000-TLD", 2)]);
    for form in forms {
        assert_eq!(form.page_limit.as_ref().map(|limit| limit.pages), Some(4));
        let deadline = plan.deadline(form).expect("a deadline");
        assert_eq!(deadline.last_safe_day().to_string(), "09/09/2020");
        assert!(deadline.is_late(deadline.before) && !deadline.is_late(deadline.last_safe_day()));
    }
}

#[test]
fn the_sections_of_a_form_are_its_own_and_shared_ones_in_order() {
    let plan = plan_000();
    let ids = |form: usize| -> Vec<_> {
        plan.forms[form].sections.iter().map(|section| section.id.as_str().to_owned()).collect()
    };
    assert_eq!(
        ids(0),
        [
            "ho-so",
            "the-thuc",
            "mo-dau",
            "ket-qua",
            "che-do",
            "dao-tao",
            "dang-vien",
            "bo-tri",
            "kien-nghi",
            "chu-ky"
        ]
    );
    assert_eq!(ids(1), ["ho-so", "the-thuc", "mo-dau", "phan-cong", "ket-qua", "kien-nghi", "chu-ky"]);
    assert_eq!(ids(2), ["ca-nhan", "mo-dau", "ket-qua", "kho-khan", "kien-nghi", "chu-ky"]);
    let commune = &plan.forms[1];
    let first: Vec<_> = commune.sections[0].fields.iter().map(|field| field.id.as_str()).take(3).collect();
    assert_eq!(first, ["don-vi", "ten-don-vi", "nguoi-lap"], "a form's own fields stand first");
    assert_eq!(commune.sections[5].source.as_ref().map(|source| source.clause.as_str()), Some("II.2.b"));
}

#[test]
fn a_paper_of_a_person_has_no_number_authority_or_recipients() {
    let plans = built_in();
    let forms = plans.iter().flat_map(|plan| &plan.forms);
    for form in forms.filter(|form| form.profile == "ca-nhan") {
        for slot in
            [Slot::Number, Slot::Symbol, Slot::Authority, Slot::Issuer, Slot::ParentAgency, Slot::Recipients]
        {
            assert_eq!(form.slot(slot), None, "{} {slot:?}", form.id);
        }
    }
}

#[test]
fn a_paper_that_a_unit_owes_says_which_unit_and_who_signs() {
    for plan in built_in() {
        for form in &plan.forms {
            let required = |slot| form.slot(slot).is_some_and(|field: &Field| field.required);
            assert_eq!(required(Slot::Unit), form.unit_group.is_some(), "{}", form.id);
            let is_counted = plan.units(form).any(|unit| unit.unnamed);
            assert!(!is_counted || form.slot(Slot::UnitName).is_some(), "{}: a unit without a name", form.id);
            if matches!(form.profile.as_str(), "nghi-dinh-30" | "van-ban-doan") {
                for slot in [Slot::Signer, Slot::Place, Slot::Subject, Slot::Issuer] {
                    assert!(required(slot), "{} {slot:?}", form.id);
                }
            }
        }
    }
}

/// So that what is remembered of a writer fits wherever it is asked: a text into a text.
#[test]
fn a_place_of_the_paper_is_of_one_kind_in_all_forms() {
    let mut kinds = BTreeMap::new();
    for plan in built_in() {
        for (_, field) in plan.forms.iter().flat_map(|form| form.fields()) {
            if !matches!(field.slot, Slot::Body | Slot::Record) {
                let kind = match &field.kind {
                    FieldKind::LongText => std::mem::discriminant(&FieldKind::ShortText),
                    other => std::mem::discriminant(other),
                };
                assert_eq!(*kinds.entry(field.slot).or_insert(kind), kind, "{} {}", plan.id, field.id);
            }
        }
    }
}
