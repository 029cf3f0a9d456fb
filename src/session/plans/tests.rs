//! Drafts whose plans come later, in other versions, or not at all.

use super::*;
use crate::draft::Timestamp;
use crate::form::FormId;
use crate::plan::built_in;
use crate::session::Command;
use crate::session::store::{encode, key, plan_key, plan_of_key};

fn plan_000(version: u32) -> Plan {
    let plan = built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000");
    Plan { version, ..plan }
}

fn id(text: &str) -> DraftId {
    DraftId::new(text)
}

fn apply(session: &mut Session, command: Command) -> Outcome {
    session.apply(command, &Timestamp::new("2020-09-05T12:00:00+07:00"))
}

fn take(session: &mut Session, plan: Plan) -> Outcome {
    apply(session, Command::TakePlan { plan: Box::new(plan) })
}

fn begin(session: &mut Session, draft: &str) {
    let (plan, form) = (PlanId::new("000"), FormId::new("000-TLX"));
    apply(session, Command::Begin { id: id(draft), plan, form });
}

/// A machine that lists version 2, where draft `a` was begun with version 1 in an earlier visit.
fn second_visit() -> Session {
    let mut first = Session::new(vec![plan_000(1)], Vec::new());
    begin(&mut first, "a");
    let stored = vec![(key(&id("a")), encode(&first.drafts()[0]))];
    Session::awaiting(vec![PlanListing::of(&plan_000(2))], stored)
}

#[track_caller]
fn check(session: &Session, standing: Standing) {
    assert_eq!(session.standing(&id("a")), Some(standing));
    assert_eq!(
        session.open(&id("a")).is_some(),
        matches!(standing, Standing::Begun | Standing::OtherVersion(_))
    );
}

#[test]
fn a_draft_waits_for_its_plan_and_is_not_damaged() {
    let mut session = second_visit();
    assert_eq!((session.drafts().len(), session.unreadable().len()), (1, 0));
    check(&session, Standing::NoPlan);
    let outcome = take(&mut session, plan_000(1));
    assert!(outcome.topics.contains(&Topic::Plans) && outcome.topics.contains(&Topic::Drafts));
    check(&session, Standing::Begun);
}

#[test]
fn a_draft_is_read_with_the_version_that_it_was_begun_with() {
    let mut session = second_visit();
    take(&mut session, plan_000(2));
    check(&session, Standing::NoPlan);
    take(&mut session, plan_000(1));
    check(&session, Standing::Begun);
    assert_eq!(session.open(&id("a")).expect("open").plan.version, 1);
    begin(&mut session, "b");
    assert_eq!(session.draft(&id("b")).expect("begun").plan_version, 2, "new drafts get the listed version");
}

#[test]
fn another_version_stands_in_once_its_own_cannot_be_had() {
    let mut session = second_visit();
    apply(&mut session, Command::LackPlan { id: PlanId::new("000"), version: 1 });
    check(&session, Standing::NoPlan);
    take(&mut session, plan_000(2));
    check(&session, Standing::OtherVersion(2));
    assert_eq!(
        session.draft(&id("a")).expect("kept").plan_version,
        1,
        "it still says what it was begun with"
    );
    take(&mut session, plan_000(1));
    check(&session, Standing::Begun);
}

#[test]
fn a_form_that_the_pack_does_not_have_is_said() {
    let mut session = second_visit();
    let mut plan = plan_000(1);
    plan.forms.retain(|form| form.id.as_str() != "000-TLX");
    take(&mut session, plan);
    check(&session, Standing::NoForm);
}

#[test]
fn a_draft_without_its_plan_can_be_named_copied_deleted_and_brought_back() {
    let mut session = second_visit();
    apply(&mut session, Command::Duplicate { draft: id("a"), id: id("b"), name: "bản sao".to_owned() });
    apply(&mut session, Command::Delete { draft: id("a") });
    assert!(session.needs(&PlanId::new("000"), 1));
    apply(&mut session, Command::Delete { draft: id("b") });
    assert!(session.needs(&PlanId::new("000"), 1), "it can still be brought back");
    apply(&mut session, Command::Restore);
    assert_eq!(session.draft(&id("b")).map(|draft| draft.name.as_str()), Some("bản sao"));
    apply(&mut session, Command::Delete { draft: id("b") });
    apply(&mut session, Command::ForgetRemoved);
    assert!(!session.needs(&PlanId::new("000"), 1) && !session.needs(&PlanId::new("000"), 2));
}

#[test]
fn the_catalogue_lists_one_version_of_a_plan() {
    let mut session = second_visit();
    let plan = PlanId::new("000");
    let list = |listing: Option<&Plan>| Command::ListPlan {
        id: PlanId::new("000"),
        listing: listing.map(|plan| Box::new(PlanListing::of(plan))),
    };
    take(&mut session, plan_000(2));
    take(&mut session, plan_000(3));
    assert_eq!(session.plan(&plan).map(|plan| plan.version), Some(2), "not the highest, but the listed one");
    apply(&mut session, list(Some(&plan_000(3))));
    assert_eq!(session.catalogue().len(), 1);
    assert_eq!(session.plan(&plan).map(|plan| plan.version), Some(3));
    apply(&mut session, Command::DropPlan { id: plan.clone(), version: 3 });
    assert_eq!(session.plan(&plan).map(|plan| plan.version), Some(2));
    apply(&mut session, list(None));
    assert!(session.catalogue().is_empty());
    let other = Plan { id: PlanId::new("khac"), ..plan_000(1) };
    apply(
        &mut session,
        Command::ListPlan { id: other.id.clone(), listing: Some(Box::new(PlanListing::of(&other))) },
    );
    assert_eq!(session.listing(&other.id).map(|listing| listing.version), Some(1));
}

#[test]
fn a_file_of_another_version_is_taken_in_and_read_with_the_listed_one() {
    let mut session = Session::new(vec![plan_000(2)], Vec::new());
    let file = second_visit().drafts()[0].clone();
    apply(&mut session, Command::Adopt { draft: Box::new(file) });
    check(&session, Standing::NoPlan);
    apply(&mut session, Command::LackPlan { id: PlanId::new("000"), version: 1 });
    check(&session, Standing::OtherVersion(2));
}

#[test]
fn what_another_tab_stored_is_shown_though_its_plan_is_not_at_hand() {
    let mut session = second_visit();
    let theirs = Draft { plan: PlanId::new("khac"), ..session.drafts()[0].clone() };
    let part = Command::Part {
        draft: id("a"),
        theirs: Some(Box::new(theirs)),
        copy: id("b"),
        name: "bản viết ở thẻ khác".to_owned(),
    };
    apply(&mut session, part);
    assert_eq!(session.drafts().len(), 2);
}

#[test]
fn packs_are_stored_by_id_and_version() {
    for plan in ["000", "ke-hoach-69", "a.b"] {
        let id = PlanId::new(plan);
        assert_eq!(plan_of_key(&plan_key(&id, 12)), Some((id, 12)));
    }
    for other in
        ["tham-luan.plan.000", "tham-luan.plan.000.x", "tham-luan.draft.000.1", "tham-luan.plan.000.-1"]
    {
        assert_eq!(plan_of_key(other), None, "{other}");
    }
}
