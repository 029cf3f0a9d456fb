//! What one draft leaves for the next.

use super::*;
use crate::draft::Timestamp;
use crate::form::{FieldId, FormId};
use crate::plan::{PlanId, built_in, parse};
use crate::session::{Command, Edit};

fn session() -> Session {
    Session::new(built_in(), Vec::new())
}

fn id(text: &str) -> DraftId {
    DraftId::new(text)
}

fn apply(session: &mut Session, command: Command) -> Outcome {
    session.apply(command, &Timestamp::new("2020-09-05T12:00:00+07:00"))
}

fn begin(session: &mut Session, draft: &str, form: &str) {
    apply(session, Command::Begin { id: id(draft), plan: PlanId::new("000"), form: FormId::new(form) });
}

fn write(session: &mut Session, draft: &str, field: &str, text: &str) -> Outcome {
    let edit = Edit::Text { field: FieldId::new(field), text: text.to_owned() };
    apply(session, Command::Edit { draft: id(draft), edit })
}

fn remember(session: &mut Session, draft: &str) -> Outcome {
    apply(session, Command::Remember { draft: id(draft) })
}

#[track_caller]
fn check(session: &Session, draft: &str, field: &str, expected: &str) {
    let draft = session.draft(&id(draft)).expect("the draft is there");
    assert_eq!(draft.answers.text(&FieldId::new(field)), expected, "{field}");
}

/// A commune's paper, with its head.
fn commune() -> Session {
    let mut session = session();
    begin(&mut session, "a", "000-TLX");
    for (field, text) in [
        ("don-vi", "xa-binh-gia"),
        ("ten-don-vi", "UBND xã Thanh Sơn"),
        ("nguoi-lap", "Hoàng Thị Mai"),
        ("co-quan-ban-hanh", "ỦY BAN NHÂN DÂN XÃ THANH SƠN"),
        ("so", "12"),
        ("trich-yeu", "Kết quả của xã Thanh Sơn"),
        ("ngay-ky", "05/9/2020"),
        ("ghi-chu", "Gửi qua huyện"),
        ("phan-cong", "Đã phân công."),
        ("quyen-han", "TM."),
        ("chuc-vu-ky", "ỦY BAN NHÂN DÂN\nCHỦ TỊCH"),
    ] {
        write(&mut session, "a", field, text);
    }
    session
}

#[test]
fn nothing_is_kept_unless_it_is_wished() {
    let mut session = commune();
    assert_eq!(session.remembered(), &Remembered::default());
    begin(&mut session, "b", "000-TLX");
    check(&session, "b", "nguoi-lap", "");
}

#[test]
fn who_writes_and_the_head_are_filled_in_and_nothing_of_the_paper() {
    let mut session = commune();
    let outcome = remember(&mut session, "a");
    assert_eq!((outcome.effects, outcome.topics), (vec![Effect::SaveRemembered], vec![Topic::Remembered]));
    begin(&mut session, "b", "000-TLX");
    check(&session, "b", "don-vi", "xa-binh-gia");
    check(&session, "b", "ten-don-vi", "UBND xã Thanh Sơn");
    check(&session, "b", "nguoi-lap", "Hoàng Thị Mai");
    check(&session, "b", "co-quan-ban-hanh", "ỦY BAN NHÂN DÂN XÃ THANH SƠN");
    check(&session, "b", "quyen-han", "TM.");
    check(&session, "b", "chuc-vu-ky", "ỦY BAN NHÂN DÂN\nCHỦ TỊCH");
    for empty in ["so", "ngay-ky", "ghi-chu", "phan-cong"] {
        check(&session, "b", empty, "");
    }
    let form = session.plan(&PlanId::new("000")).and_then(|plan| plan.form(&FormId::new("000-TLX")).cloned());
    let initial = form.expect("the form").initial;
    let subject = initial.iter().find(|(field, _)| field.as_str() == "trich-yeu").expect("a subject");
    check(&session, "b", "trich-yeu", &subject.1);
}

#[test]
fn what_is_typed_later_is_kept_as_well() {
    let mut session = commune();
    remember(&mut session, "a");
    let outcome = write(&mut session, "a", "nguoi-lap", "Lý Văn Sáu");
    assert_eq!(outcome.effects, [Effect::Save(id("a")), Effect::SaveRemembered]);
    let outcome = write(&mut session, "a", "phan-cong", "Khác");
    assert_eq!(outcome.effects, [Effect::Save(id("a"))]);
    begin(&mut session, "b", "000-TLX");
    check(&session, "b", "nguoi-lap", "Lý Văn Sáu");
}

#[test]
fn what_is_known_of_a_commune_is_not_put_on_another_levels_paper() {
    let mut session = commune();
    remember(&mut session, "a");
    begin(&mut session, "b", "000-TLH");
    check(&session, "b", "co-quan-ban-hanh", "");
    check(&session, "b", "nguoi-lap", "");
    let outcome = write(&mut session, "b", "nguoi-lap", "Nông Văn Tài");
    assert_eq!(outcome.effects, [Effect::Save(id("b"))], "the district's papers are not kept in mind");
}

#[test]
fn what_is_forgotten_is_not_filled_in() {
    let mut session = commune();
    remember(&mut session, "a");
    apply(&mut session, Command::Forget { level: "xa".to_owned() });
    assert_eq!(session.remembered(), &Remembered::default());
    begin(&mut session, "b", "000-TLX");
    check(&session, "b", "nguoi-lap", "");
}

#[test]
fn a_unit_is_known_by_its_name_in_another_plan() {
    let text = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/public/plans/000.json"));
    let other = text.expect("the pack").replace("\"id\": \"000\"", "\"id\": \"khac\"");
    let other = parse(&other.replace("\"xa-binh-gia\"", "\"xa-so-mot\"")).expect("a pack");
    let mut session = commune();
    remember(&mut session, "a");
    apply(&mut session, Command::TakePlan { plan: Box::new(other) });
    let (plan, form) = (PlanId::new("khac"), FormId::new("000-TLX"));
    apply(&mut session, Command::Begin { id: id("b"), plan, form });
    check(&session, "b", "don-vi", "xa-so-mot");
}

#[test]
fn who_signs_a_paper_of_their_own_is_its_author() {
    let mut session = session();
    begin(&mut session, "a", "000-TLD");
    write(&mut session, "a", "ho-ten", "Y Blơn");
    remember(&mut session, "a");
    assert!(session.remembered().encode().contains(r#""author-name":"Y Blơn""#));
    begin(&mut session, "b", "000-TLD");
    check(&session, "b", "ho-ten", "Y Blơn");
}

#[test]
fn what_is_kept_is_stored_and_read_back() {
    let mut session = commune();
    remember(&mut session, "a");
    let raw = session.remembered().encode();
    assert_eq!(Remembered::decode(&raw).as_ref(), Some(session.remembered()));
    for broken in
        ["", "{}", r#"{"stored":2,"levels":{}}"#, r#"{"stored":1,"levels":{"xa":{"author-name":1}}}"#]
    {
        assert_eq!(Remembered::decode(broken), None, "{broken}");
    }
}
