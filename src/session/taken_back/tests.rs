//! What is taken back, what it takes the place of, and how that is undone.

use super::*;
use crate::draft::Timestamp;
use crate::form::{FieldId, FormId};
use crate::plan::PlanId;
use crate::session::{Command, Edit, Outcome};

const NOON: &str = "2020-09-05T12:00:00+07:00";

fn apply(session: &mut Session, command: Command) -> Outcome {
    session.apply(command, &Timestamp::new(NOON))
}

fn session(drafts: &[&str]) -> Session {
    let mut session = Session::new(crate::plan::built_in(), Vec::new());
    for id in drafts {
        let (plan, form) = (PlanId::new("000"), FormId::new("000-TLX"));
        apply(&mut session, Command::Begin { id: DraftId::new(*id), plan, form });
    }
    session
}

fn write(session: &mut Session, id: &str, text: &str) {
    let edit = Edit::Text { field: FieldId::new("ket-qua"), text: text.to_owned() };
    apply(session, Command::Edit { draft: DraftId::new(id), edit });
}

fn text(session: &Session, id: &str) -> Option<String> {
    let draft = session.draft(&DraftId::new(id))?;
    Some(draft.answers.text(&FieldId::new("ket-qua")).to_owned())
}

/// What was here when a backup was made: that draft, changed at that time.
fn saved(session: &Session, id: &str, changed: &str) -> Draft {
    let draft = session.draft(&DraftId::new(id)).expect("a draft").clone();
    Draft { updated_at: Timestamp::new(changed), ..draft }
}

#[test]
fn a_draft_stands_to_what_is_here_by_what_was_typed_and_by_the_clocks() {
    let mut session = session(&["a"]);
    let before = saved(&session, "a", "2020-09-05T04:00:00+07:00");
    assert_eq!(session.against(&before), Against::Equal, "what was typed is the same");
    let exported = Draft { revision: 7, ..before.clone() };
    assert_eq!(session.against(&exported), Against::Equal, "an export changes nothing that was typed");
    let other = Draft { id: DraftId::new("b"), ..before.clone() };
    assert_eq!(session.against(&other), Against::Absent);
    write(&mut session, "a", "Đội viên đã làm tốt.");
    assert_eq!(session.against(&before), Against::HereNewer);
    let later = Draft { updated_at: Timestamp::new("2020-09-05T06:00:00Z"), ..before.clone() };
    assert_eq!(session.against(&later), Against::FileNewer, "13:00 in Vietnam");
    let same = Draft { updated_at: Timestamp::new("2020-09-05T05:00:00Z"), ..before.clone() };
    assert_eq!(session.against(&same), Against::Different, "12:00 in Vietnam");
    let odd = Draft { updated_at: Timestamp::new("hôm qua"), ..before };
    assert_eq!(session.against(&odd), Against::Different);
}

#[test]
fn an_empty_answer_says_what_an_absent_one_says() {
    let mut session = session(&["a"]);
    let before = saved(&session, "a", NOON);
    write(&mut session, "a", "x");
    write(&mut session, "a", "");
    assert_eq!(session.against(&before), Against::Equal);
}

#[test]
fn drafts_are_taken_back_together_and_given_back_together() {
    let mut session = session(&["a", "b"]);
    write(&mut session, "a", "trong bản sao lưu");
    let file = saved(&session, "a", "2020-09-04T08:00:00+07:00");
    write(&mut session, "a", "trên máy");
    apply(&mut session, Command::Exported { draft: DraftId::new("a") });
    let new = Draft { id: DraftId::new("c"), ..file.clone() };

    let outcome = apply(&mut session, Command::TakeBack { drafts: vec![file, new] });
    let saved = ["a", "c"].map(|id| Effect::Save(DraftId::new(id)));
    assert_eq!(outcome.effects, saved);
    assert!(outcome.topics.contains(&Topic::Drafts));
    assert_eq!(text(&session, "a").as_deref(), Some("trong bản sao lưu"));
    assert_eq!(session.draft(&DraftId::new("a")).map(|draft| draft.revision), Some(1), "never goes back");
    assert_eq!(session.drafts().len(), 3);
    assert_eq!(session.deed(&DraftId::new("a"), super::super::Direction::Undo), None);

    assert!(session.may_give_back());
    let outcome = apply(&mut session, Command::GiveBack);
    assert_eq!(outcome.effects, [Effect::Save(DraftId::new("a")), Effect::Remove(DraftId::new("c"))]);
    assert_eq!(text(&session, "a").as_deref(), Some("trên máy"));
    assert_eq!(session.drafts().len(), 2);
    assert!(!session.may_give_back());
    assert_eq!(apply(&mut session, Command::GiveBack), Outcome::default());
}

#[test]
fn what_was_written_after_a_taking_back_is_not_given_back() {
    let mut session = session(&["a"]);
    let file = Draft { id: DraftId::new("b"), ..saved(&session, "a", NOON) };
    let other = Draft { id: DraftId::new("c"), ..file.clone() };
    apply(&mut session, Command::TakeBack { drafts: vec![file, other] });
    write(&mut session, "b", "viết thêm");
    let outcome = apply(&mut session, Command::GiveBack);
    assert_eq!(outcome.effects, [Effect::Remove(DraftId::new("c"))]);
    assert_eq!(text(&session, "b").as_deref(), Some("viết thêm"));
}

#[test]
fn drafts_are_taken_back_where_their_plan_is_not_at_hand() {
    let source = session(&["a"]);
    let draft = Draft { plan: PlanId::new("cua-huyen"), ..saved(&source, "a", NOON) };
    let mut session = Session::awaiting(Vec::new(), Vec::new());
    apply(&mut session, Command::TakeBack { drafts: vec![draft.clone()] });
    assert_eq!(session.drafts(), [draft]);
}

#[test]
fn what_was_deleted_on_the_machine_is_held_no_more_and_written_by_nobody() {
    let mut session = session(&["a", "b", "c"]);
    write(&mut session, "a", "một");
    apply(&mut session, Command::Remember { draft: DraftId::new("a") });
    apply(&mut session, Command::Delete { draft: DraftId::new("b") });
    let c = saved(&session, "c", NOON);
    apply(&mut session, Command::TakeBack { drafts: vec![c] });
    let outcome = apply(&mut session, Command::ForgetAll);
    assert_eq!(outcome.effects, []);
    assert!(session.drafts().is_empty() && session.remembered().is_empty());
    for back in [Command::Restore, Command::GiveBack] {
        assert_eq!(apply(&mut session, back), Outcome::default());
    }
    write(&mut session, "a", "hai");
    assert!(session.drafts().is_empty());
}
