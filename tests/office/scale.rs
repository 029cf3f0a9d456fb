//! A mixed folder, with a known number of every fault.

use std::collections::BTreeMap;

use tham_luan::json::Value;
use tham_luan::office::Register;

use super::made::Kind;
use super::made::kind::{expected, manifest};
use super::{made, register};

/// By outcome, reason, warning and standing: how many.
fn counts(register: &Register) -> BTreeMap<&'static str, usize> {
    let mut counts = BTreeMap::new();
    let mut add = |code: &'static str| *counts.entry(code).or_default() += 1;
    for (_, entry) in register.entries() {
        match &entry.outcome {
            Err(refusal) => {
                add("refused");
                add(refusal.code());
            }
            Ok(judged) => {
                let warnings = judged.warnings();
                add(if warnings.is_empty() { "accepted" } else { "warned" });
                warnings.iter().for_each(|warning| add(warning.code()));
                add(entry.standing.as_ref().expect("every paper stands somehow").code());
            }
        }
    }
    counts
}

#[track_caller]
fn check(count: usize, of: Option<&str>, plans: &[&str]) {
    let made = made(count, of);
    for plan in plans {
        let register = register(plan, made.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())));
        assert_eq!(register.entries().count(), made.len(), "every file has a row");
        for ((_, entry), file) in register.entries().zip(&made) {
            let refused = entry.outcome.as_ref().err().map(|refusal| refusal.code());
            let of_other = file.plan.is_some() && file.plan.as_deref() != Some(*plan);
            let expected = file.kind.refused().or(of_other.then_some("other-plan"));
            assert_eq!(refused, expected, "{} {:?}", file.name, file.kind);
            if let Ok(judged) = &entry.outcome {
                let warnings: Vec<_> = judged.warnings().iter().map(|warning| warning.code()).collect();
                let expected: Vec<_> = file.kind.warned().into_iter().collect();
                assert_eq!(
                    warnings, expected,
                    "{} {:?} {:?} {:?}",
                    file.name, file.kind, judged.violations, judged.problems
                );
            }
        }
        assert_eq!(counts(&register), expected(&made, plan).counts, "plan {plan}");
    }
}

#[test]
fn three_hundred_files_of_all_plans_give_exactly_the_expected_registers() {
    let made = made(300, None);
    for kind in [Kind::Sound, Kind::Contradiction, Kind::Late, Kind::OverLong, Kind::Picture] {
        assert!(made.iter().filter(|file| file.kind == kind).count() >= 4, "{kind:?}");
    }
    check(300, None, &["000", "001", "002", "003", "004"]);
}

#[test]
fn files_of_one_plan_give_exactly_the_expected_register() {
    for plan in ["000", "002", "004"] {
        check(120, Some(plan), &[plan]);
    }
}

#[test]
fn the_same_wish_makes_the_same_files() {
    let (one, other) = (made(60, None), made(60, None));
    assert!(one.iter().zip(&other).all(|(one, other)| one.name == other.name && one.bytes == other.bytes));
    let manifest = manifest(&one, &["000"]);
    assert_eq!(manifest.at("files").and_then(Value::as_u32), Some(60));
    let counts = expected(&one, "000").counts;
    for (code, count) in counts {
        let listed = manifest.at(&format!("plans.000.{code}")).and_then(Value::as_u32);
        assert_eq!(listed, u32::try_from(count).ok(), "{code}");
    }
}
