//! The session as a writer uses it: lists of commands, and what is left in the end.

use super::*;
use crate::draft::{Answers, Row, RowId};
use crate::form::{ColumnId, FieldId};
use crate::json::Value;
use crate::session::store::{Cause, decode, encode, key};

const NOON: &str = "2020-09-05T12:00:00+07:00";

fn session() -> Session {
    Session::new(crate::plan::built_in(), Vec::new())
}

fn id(text: &str) -> DraftId {
    DraftId::new(text)
}

fn field(text: &str) -> FieldId {
    FieldId::new(text)
}

fn do_all(session: &mut Session, commands: impl IntoIterator<Item = Command>) -> Vec<Outcome> {
    commands.into_iter().map(|command| session.apply(command, &Timestamp::new(NOON))).collect()
}

fn begin(draft: &str) -> Command {
    Command::Begin { id: id(draft), plan: PlanId::new("000"), form: FormId::new("000-TLX") }
}

fn edit(draft: &str, edit: Edit) -> Command {
    Command::Edit { draft: id(draft), edit }
}

fn text(text: &str) -> Edit {
    Edit::Text { field: field("ket-qua"), text: text.to_owned() }
}

fn cell(row: RowId, text: &str) -> Edit {
    Edit::Cell { field: field("kien-nghi"), row, column: ColumnId::new("noi-dung"), text: text.to_owned() }
}

fn add_row() -> Edit {
    Edit::AddRow { field: field("kien-nghi") }
}

#[track_caller]
fn check_rows(session: &Session, expected: &str) {
    let open = session.open(&id("a")).expect("the draft is there");
    let rows = open.draft.answers.rows(&field("kien-nghi"));
    let texts: Vec<&str> = rows.iter().map(|row| row.cell(&ColumnId::new("noi-dung"))).collect();
    assert_eq!(texts.join(" | "), expected);
}

fn three_rows() -> Session {
    let mut session = session();
    let edits = [add_row(), add_row(), add_row(), cell(0, "một"), cell(1, "hai"), cell(2, "ba")];
    do_all(&mut session, [begin("a")]);
    do_all(&mut session, edits.map(|one| edit("a", one)));
    session
}

#[test]
fn a_new_draft_begins_with_the_texts_of_its_form() {
    let mut session = session();
    do_all(&mut session, [begin("a")]);
    let open = session.open(&id("a")).expect("the draft is there");
    assert!(open.draft.answers.text(&field("mo-dau")).starts_with("Kính thưa"));
    assert_eq!(open.draft.revision, 0);
}

#[test]
fn an_edit_asks_for_saving_and_names_what_changed() {
    let mut session = session();
    let outcomes = do_all(&mut session, [begin("a"), edit("a", text("Đã làm."))]);
    assert_eq!(outcomes[1].effects, [Effect::Save(id("a"))]);
    assert!(outcomes[1].topics.contains(&Topic::Answer(id("a"), field("ket-qua"))));
}

#[test]
fn what_offices_asked_is_looked_up_again_when_it_may_have_changed_and_at_no_key() {
    let mut session = session();
    let ask = || Command::Ask { draft: id("a"), asked: Value::from("làm rõ") };
    let outcomes = do_all(&mut session, [begin("a"), ask(), edit("a", text("Đã làm."))]);
    let wakes = |outcome: &Outcome| outcome.topics.contains(&Topic::Asked(id("a")));
    assert!(wakes(&outcomes[1]) && !wakes(&outcomes[2]));
    // Another tab's, a taken back one, and what a file puts in its place may hold other remarks.
    let other = session.draft(&id("a")).expect("the draft is there").clone();
    let other = Draft { asked: Value::from("khác"), ..other };
    let replace = Command::Replace { draft: Box::new(other.clone()), copy: id("b"), name: String::new() };
    for command in [
        Command::Receive { draft: Box::new(other.clone()) },
        Command::TakeBack { drafts: vec![other] },
        replace,
    ] {
        assert!(wakes(&session.apply(command, &Timestamp::new(NOON))));
    }
}

#[test]
fn as_many_drafts_of_one_form_as_one_likes() {
    let mut session = session();
    do_all(&mut session, [begin("a"), begin("b"), edit("a", text("của a")), edit("b", text("của b"))]);
    let of =
        |name| session.open(&id(name)).expect("the draft is there").draft.answers.text(&field("ket-qua"));
    assert_eq!((of("a"), of("b")), ("của a", "của b"));
}

#[test]
fn rows_move_and_stop_at_the_edges() {
    let mut session = three_rows();
    let up = |row| edit("a", Edit::MoveRow { field: field("kien-nghi"), row, up: true });
    let down = |row| edit("a", Edit::MoveRow { field: field("kien-nghi"), row, up: false });
    do_all(&mut session, [up(2)]);
    check_rows(&session, "một | ba | hai");
    let outcomes = do_all(&mut session, [up(0), down(1)]);
    check_rows(&session, "một | ba | hai");
    assert_eq!(outcomes, [Outcome::default(), Outcome::default()], "nothing to save");
}

#[test]
fn a_deleted_draft_comes_back_whole() {
    let mut session = three_rows();
    let before = session.drafts().to_vec();
    let outcomes = do_all(&mut session, [Command::Delete { draft: id("a") }, Command::Restore]);
    assert_eq!(outcomes[0].effects, [Effect::Remove(id("a"))]);
    assert_eq!(outcomes[1].effects, [Effect::Save(id("a"))]);
    assert_eq!(session.drafts(), before);
}

#[test]
fn a_deleted_draft_never_comes_back_beside_itself() {
    let mut session = three_rows();
    let file = Box::new(session.drafts()[0].clone());
    do_all(&mut session, [Command::Delete { draft: id("a") }, Command::Adopt { draft: file }]);
    assert_eq!(do_all(&mut session, [Command::Restore]), [Outcome::default()]);
    assert_eq!(session.drafts().len(), 1);
}

#[test]
fn a_copy_is_another_paper() {
    let mut session = three_rows();
    do_all(&mut session, [Command::Exported { draft: id("a") }]);
    do_all(&mut session, [Command::Duplicate { draft: id("a"), id: id("b"), name: "bản sao".to_owned() }]);
    do_all(&mut session, [edit("b", cell(0, "khác"))]);
    check_rows(&session, "một | hai | ba");
    assert_eq!(session.open(&id("b")).expect("the copy is there").draft.revision, 0);
    assert_eq!(session.open(&id("a")).expect("the draft is there").draft.revision, 1);
}

#[test]
fn a_file_never_takes_the_place_of_a_draft() {
    let mut session = three_rows();
    let file = Draft { answers: Answers::default(), ..session.drafts()[0].clone() };
    let outcomes = do_all(&mut session, [Command::Adopt { draft: Box::new(file) }]);
    assert_eq!(outcomes, [Outcome::default()]);
    check_rows(&session, "một | hai | ba");
}

#[test]
fn what_was_here_goes_on_as_a_copy_when_a_file_takes_its_place_on_request() {
    // The next export of a paper is never called as an earlier one was, be it of the file or of what was here.
    for (here, of_file, after) in [(0, 4, 4), (7, 1, 7), (3, 3, 3)] {
        let mut session = three_rows();
        do_all(&mut session, (0..here).map(|_| Command::Exported { draft: id("a") }));
        let file = Draft { answers: Answers::default(), revision: of_file, ..session.drafts()[0].clone() };
        let replace = Command::Replace { draft: Box::new(file), copy: id("b"), name: "bản cũ".to_owned() };
        let outcomes = do_all(&mut session, [replace]);
        check_rows(&session, "");
        let copy = session.open(&id("b")).expect("the copy is there").draft;
        assert_eq!((copy.answers.rows(&field("kien-nghi")).len(), copy.revision), (3, 0));
        assert!(outcomes[0].effects.contains(&Effect::Save(id("a"))));
        assert!(outcomes[0].effects.contains(&Effect::Save(id("b"))));
        let revision = |session: &Session| session.draft(&id("a")).expect("the draft is there").revision;
        assert_eq!(revision(&session), after, "{here} here, {of_file} in the file");
        do_all(&mut session, [Command::Exported { draft: id("a") }]);
        assert_eq!(revision(&session), after + 1);
    }
}

#[test]
fn two_tabs_that_diverged_are_both_kept() {
    let mut session = three_rows();
    let mut theirs = session.drafts()[0].clone();
    theirs.answers.rows_mut(&field("kien-nghi")).push(Row { id: 9, ..Row::default() });
    let part = Command::Part {
        draft: id("a"),
        theirs: Some(Box::new(theirs)),
        copy: id("b"),
        name: "bản viết ở thẻ khác".to_owned(),
    };
    let outcomes = do_all(&mut session, [part]);
    check_rows(&session, "một | hai | ba | ");
    assert_eq!(outcomes[0].effects, [Effect::Save(id("b"))], "what the other tab stored is not written over");
    assert_eq!(session.drafts().len(), 2);
}

#[test]
fn a_command_about_something_gone_does_nothing() {
    let mut session = session();
    let outcomes =
        do_all(&mut session, [edit("x", text("mất")), Command::Delete { draft: id("x") }, Command::Restore]);
    assert!(outcomes.iter().all(|outcome| *outcome == Outcome::default()));
}

#[test]
fn what_is_stored_is_read_back_equal() {
    let session = three_rows();
    let draft = &session.drafts()[0];
    let raw = encode(draft);
    assert_eq!(decode(&key(&draft.id), &raw), Ok(draft.clone()));
}

#[test]
fn what_an_earlier_release_stored_is_read_and_stored_alike() {
    let raw = r#"{"stored":1,"draft":{"id":"a","name":"Bản \"1\"","plan":"000","planVersion":2,"form":"000-TLX","formVersion":3,"revision":4,"createdAt":"2020-09-01T08:00:00+07:00","updatedAt":"2020-09-05T16:45:00+07:00","answers":{"cam-ket":{"tick":true},"ket-qua":{"text":"Đã làm.\n- Xong"},"kien-nghi":{"rows":[{"id":0,"cells":{"noi-dung":"một"},"unknown":{"x":[1.50,null]}},{"id":2,"cells":{}}]}},"layout":{"size":27,"spacing":{"multiple":115},"margins":{"top":20,"right":15,"bottom":21,"left":30},"indent":100},"unknown":{"period":"2014 - 2020","x-count":12345678901234567890}}}"#;
    let draft = decode(&key(&id("a")), raw).expect("a draft");
    assert_eq!(
        (draft.name.as_str(), draft.plan_version, draft.form_version, draft.revision),
        ("Bản \"1\"", 2, 3, 4)
    );
    assert!(draft.answers.tick(&field("cam-ket")));
    assert_eq!(draft.answers.text(&field("ket-qua")), "Đã làm.\n- Xong");
    let rows = draft.answers.rows(&field("kien-nghi"));
    assert_eq!((rows[0].cell(&ColumnId::new("noi-dung")), rows[1].id), ("một", 2));
    let (written, first) = (encode(&draft), crate::json::parse(raw).expect("JSON"));
    assert_eq!(crate::json::parse(&written).expect("JSON").get("draft"), first.get("draft"));
    let bare = raw.replace(r#""name":"Bản \"1\"","#, "").replace(r#""revision":4,"#, "");
    let draft = decode(&key(&id("a")), &bare).expect("a draft");
    assert_eq!((draft.name.as_str(), draft.revision), ("", 0));
    for member in
        ["id", "plan", "planVersion", "form", "createdAt", "answers", "layout", "cells", "right", "multiple"]
    {
        let without = raw.replace(&format!("\"{member}\":"), "\"other\":");
        assert_eq!(decode(&key(&id("a")), &without), Err(Cause::Damaged), "{member}");
    }
}

#[test]
fn damaged_and_newer_drafts_are_kept_aside_and_stop_nothing() {
    let session = three_rows();
    let good = (key(&id("a")), encode(&session.drafts()[0]));
    let cut = (key(&id("b")), good.1[..good.1.len() / 2].to_owned());
    let newer = (key(&id("c")), "{\"stored\":3,\"draft\":{}}".to_owned());
    let elsewhere = (key(&id("d")), good.1.clone());
    let stored = vec![good, cut.clone(), newer, elsewhere];
    let loaded = Session::new(crate::plan::built_in(), stored);
    assert_eq!(loaded.drafts().len(), 1);
    let causes: Vec<Cause> = loaded.unreadable().iter().map(|entry| entry.cause).collect();
    assert_eq!(causes, [Cause::Damaged, Cause::Newer, Cause::Damaged]);
    assert_eq!(loaded.unreadable()[0].raw, cut.1, "kept as stored");
}

#[test]
fn every_cut_of_a_stored_draft_is_read_or_kept_aside() {
    let session = three_rows();
    let raw = encode(&session.drafts()[0]);
    for end in (0..raw.len()).filter(|end| raw.is_char_boundary(*end)) {
        assert_eq!(decode(&key(&id("a")), &raw[..end]), Err(Cause::Damaged), "cut at {end}");
    }
}

#[test]
fn a_draft_says_the_same_however_its_answers_were_typed() {
    let mut session = three_rows();
    let day = |text: &str| edit("a", Edit::Text { field: field("ngay-ky"), text: text.to_owned() });
    let before = session.drafts()[0].clone();
    do_all(&mut session, [day("05/9/2020")]);
    let typed = session.drafts()[0].clone();
    do_all(&mut session, [day("05/09/2020"), edit("a", text(""))]);
    let says = |other: &Draft| session.open(&id("a")).expect("the draft is there").says_the_same_as(other);
    assert!(says(&typed), "the same day, and nothing where nothing was");
    assert!(!says(&before), "no day");
}
