//! What a writer undoes and does again: lists of commands, and what the draft holds after each.

use crate::draft::{Answer, Draft, DraftId, LayoutChoices, Row, RowSource, Timestamp};
use crate::form::{ColumnId, FieldId, FormId};
use crate::plan::PlanId;
use crate::session::{Command, Deed, Direction, Edit, Effect, Outcome, RowsDeed, Session, Spot, Topic};

const RESULT: &str = "ket-qua";
const OPENING: &str = "mo-dau";
const TABLE: &str = "kien-nghi";

/// A writer at a draft, with a clock.
struct Writer {
    session: Session,
    second: u32,
}

impl Writer {
    fn new() -> Self {
        let mut writer = Self { session: Session::new(crate::plan::built_in(), Vec::new()), second: 0 };
        writer.apply(Command::Begin { id: id(), plan: PlanId::new("000"), form: FormId::new("000-TLX") });
        writer
    }

    /// Does something at once.
    fn apply(&mut self, command: Command) -> Outcome {
        let (minute, second) = (self.second / 60, self.second % 60);
        let now = format!("2020-09-05T23:{minute:02}:{second:02}+07:00");
        self.session.apply(command, &Timestamp::new(now))
    }

    fn pause(&mut self) {
        self.second += 10;
    }

    fn edit(&mut self, edit: Edit) -> Outcome {
        self.apply(Command::Edit { draft: id(), edit })
    }

    /// Types a text letter by letter in place of the field's own, each with a second to think.
    fn type_text(&mut self, field: &str, text: &str) {
        for end in (1..=text.len()).filter(|end| text.is_char_boundary(*end)) {
            self.second += 1;
            self.edit(text_edit(field, &text[..end]));
        }
    }

    fn undo(&mut self) -> Outcome {
        self.apply(Command::Step { draft: id(), direction: Direction::Undo })
    }

    fn redo(&mut self) -> Outcome {
        self.apply(Command::Step { draft: id(), direction: Direction::Redo })
    }

    /// What the browser's own undo or redo leaves in a field.
    fn browser(&mut self, direction: Direction, field: &str, text: &str) -> Outcome {
        self.apply(Command::Retrace { draft: id(), edit: text_edit(field, text), direction })
    }

    fn draft(&self) -> &Draft {
        self.session.open(&id()).expect("the draft is there").draft
    }

    fn text(&self, field: &str) -> &str {
        self.draft().answers.text(&FieldId::new(field))
    }

    /// The first cell of each row.
    fn rows(&self) -> String {
        let rows = self.draft().answers.rows(&FieldId::new(TABLE));
        rows.iter().map(|row| row.cell(&column()).to_owned()).collect::<Vec<_>>().join(" | ")
    }

    fn undo_deed(&self) -> Option<Deed> {
        self.session.deed(&id(), Direction::Undo)
    }

    fn redo_deed(&self) -> Option<Deed> {
        self.session.deed(&id(), Direction::Redo)
    }
}

fn id() -> DraftId {
    DraftId::new("a")
}

fn column() -> ColumnId {
    ColumnId::new("noi-dung")
}

fn field(name: &str) -> FieldId {
    FieldId::new(name)
}

fn text_edit(name: &str, text: &str) -> Edit {
    Edit::Text { field: field(name), text: text.to_owned() }
}

fn cell(row: u32, text: &str) -> Edit {
    Edit::Cell { field: field(TABLE), row, column: column(), text: text.to_owned() }
}

fn changed(name: &str) -> Option<Deed> {
    Some(Deed::Changed(Spot { field: field(name), cell: None }))
}

fn rows_deed(how: RowsDeed, row: Option<u32>) -> Option<Deed> {
    Some(Deed::Rows { field: field(TABLE), how, row })
}

fn three_rows() -> Writer {
    let mut writer = Writer::new();
    for (row, text) in [(0, "một"), (1, "hai"), (2, "ba")] {
        writer.edit(Edit::AddRow { field: field(TABLE) });
        writer.edit(cell(row, text));
    }
    writer
}

#[test]
fn what_is_typed_without_a_pause_is_one_step() {
    let mut writer = Writer::new();
    writer.type_text(RESULT, "Đã làm");
    writer.pause();
    writer.type_text(RESULT, "Đã làm xong.");
    writer.undo();
    assert_eq!(writer.text(RESULT), "Đã làm");
    writer.undo();
    assert_eq!(writer.text(RESULT), "");
    assert_eq!(writer.undo_deed(), None);
    assert_eq!(writer.undo(), Outcome::default(), "there is nothing left, and nothing to save");
    writer.redo();
    writer.redo();
    assert_eq!(writer.text(RESULT), "Đã làm xong.");
    assert_eq!(writer.redo(), Outcome::default());
}

#[test]
fn what_takes_a_text_out_is_a_step_of_its_own_however_quickly() {
    let mut writer = Writer::new();
    writer.edit(Edit::AddRow { field: field(TABLE) });
    let added = writer.rows();
    writer.edit(cell(0, "Đề nghị sửa đường vào bản"));
    let typed = writer.rows();
    // Escape, Delete.
    writer.edit(cell(0, ""));
    assert_eq!(writer.rows(), added);
    writer.undo();
    assert_eq!(writer.rows(), typed);
    // All of it marked, and a letter.
    writer.edit(cell(0, "Đ"));
    writer.undo();
    assert_eq!(writer.rows(), typed);
    writer.undo();
    assert_eq!(writer.rows(), added);

    // Letter by letter it is taken out as it was typed.
    writer.type_text(RESULT, "Đã");
    writer.edit(text_edit(RESULT, "Đ"));
    writer.edit(text_edit(RESULT, ""));
    writer.undo();
    assert_eq!((writer.text(RESULT), writer.rows()), ("", added));
}

#[test]
fn another_field_begins_another_step_however_quickly() {
    let mut writer = Writer::new();
    let opening = writer.text(OPENING).to_owned();
    writer.edit(text_edit(RESULT, "a"));
    writer.edit(text_edit(OPENING, "b"));
    writer.edit(text_edit(RESULT, "ac"));
    writer.undo();
    assert_eq!((writer.text(RESULT), writer.text(OPENING)), ("a", "b"));
    writer.undo();
    assert_eq!((writer.text(RESULT), writer.text(OPENING)), ("a", opening.as_str()));
    assert_eq!((writer.undo_deed(), writer.redo_deed()), (changed(RESULT), changed(OPENING)));
}

#[test]
fn what_is_typed_after_an_undo_is_a_step_of_its_own_and_there_is_nothing_to_redo() {
    let mut writer = Writer::new();
    writer.edit(text_edit(RESULT, "a"));
    writer.edit(text_edit(OPENING, "b"));
    writer.undo();
    writer.edit(text_edit(RESULT, "ac"));
    assert_eq!(writer.redo_deed(), None);
    writer.undo();
    assert_eq!(writer.text(RESULT), "a");
}

#[test]
fn a_step_asks_for_saving_and_names_what_changed() {
    let mut writer = Writer::new();
    let typed = writer.edit(text_edit(RESULT, "a"));
    assert!(typed.topics.contains(&Topic::History(id())));
    let typed = writer.edit(text_edit(RESULT, "ab"));
    assert!(!typed.topics.contains(&Topic::History(id())), "the same step");
    let undone = writer.undo();
    assert_eq!(undone.effects, [Effect::Save(id())]);
    for topic in [Topic::Draft(id()), Topic::Answer(id(), field(RESULT)), Topic::History(id())] {
        assert!(undone.topics.contains(&topic), "{topic:?}");
    }
}

#[test]
fn rows_are_added_removed_and_moved_back_and_forth() {
    let mut writer = three_rows();
    writer.edit(Edit::RemoveRow { field: field(TABLE), row: 1 });
    assert_eq!(writer.rows(), "một | ba");
    assert_eq!(writer.undo_deed(), rows_deed(RowsDeed::Removed, Some(1)));
    writer.undo();
    assert_eq!(writer.rows(), "một | hai | ba");
    assert_eq!(writer.redo_deed(), rows_deed(RowsDeed::Removed, None));
    writer.redo();
    assert_eq!(writer.rows(), "một | ba");
    writer.undo();
    let moved = Edit::MoveRow { field: field(TABLE), row: 2, up: true };
    let outcome = writer.edit(moved);
    assert!(outcome.topics.contains(&Topic::Rows(id(), field(TABLE))));
    assert_eq!(
        (writer.rows().as_str(), writer.undo_deed()),
        ("một | ba | hai", rows_deed(RowsDeed::Moved, Some(1)))
    );
    let undone = writer.undo();
    assert_eq!(writer.rows(), "một | hai | ba");
    assert!(undone.topics.contains(&Topic::Rows(id(), field(TABLE))));
    // Three cells and three rows were written before.
    for left in ["một | hai | ", "một | hai", "một | ", "một", "", ""] {
        writer.undo();
        assert_eq!(writer.rows(), left);
    }
    assert!(writer.draft().answers.rows(&field(TABLE)).is_empty());
    for _ in 0..6 {
        writer.redo();
    }
    assert_eq!(writer.rows(), "một | hai | ba");
}

#[test]
fn an_added_row_is_named_so_both_ways() {
    let mut writer = Writer::new();
    writer.edit(Edit::AddRow { field: field(TABLE) });
    assert_eq!(writer.undo_deed(), rows_deed(RowsDeed::Added, None));
    writer.undo();
    assert_eq!(writer.redo_deed(), rows_deed(RowsDeed::Added, Some(0)));
}

#[test]
fn a_cell_is_undone_and_its_row_keeps_the_rest() {
    let mut writer = three_rows();
    let other = ColumnId::new("gui-cap");
    let choose = Edit::Cell { field: field(TABLE), row: 1, column: other.clone(), text: "huyen".to_owned() };
    writer.edit(choose);
    writer.edit(cell(1, "hai!"));
    writer.undo();
    assert_eq!(writer.rows(), "một | hai | ba");
    assert_eq!(writer.draft().answers.rows(&field(TABLE))[1].cell(&other), "huyen");
    let spot = Spot { field: field(TABLE), cell: Some((1, other)) };
    assert_eq!(writer.undo_deed(), Some(Deed::Changed(spot)));
}

#[test]
fn ticks_choices_and_layouts_are_steps() {
    let mut writer = Writer::new();
    let before = writer.draft().clone();
    let layout = LayoutChoices { size: 26, ..before.layout };
    let chosen = vec!["x".to_owned(), "y".to_owned()];
    writer.edit(Edit::Tick { field: field("cam-ket"), on: true });
    writer.edit(Edit::Choices { field: field("kenh"), chosen: chosen.clone() });
    writer.edit(Edit::Layout(layout));
    assert_eq!(writer.undo_deed(), Some(Deed::Layout));
    writer.undo();
    assert_eq!(writer.draft().layout, before.layout);
    assert_eq!(writer.undo_deed(), changed("kenh"));
    writer.undo();
    writer.undo();
    assert_eq!(writer.draft().answers, before.answers);
    for _ in 0..3 {
        writer.redo();
    }
    assert_eq!(writer.draft().answers.choices(&field("kenh")), chosen);
    assert!(writer.draft().answers.tick(&field("cam-ket")));
    assert_eq!(writer.draft().layout, layout);
}

#[test]
fn an_edit_that_changes_nothing_is_no_step_and_is_not_saved() {
    let mut writer = three_rows();
    writer.edit(text_edit(RESULT, "a"));
    let (rows, layout) = (writer.rows(), writer.draft().layout);
    for edit in [
        text_edit(RESULT, "a"),
        cell(0, "một"),
        Edit::Layout(layout),
        Edit::Choices { field: field("kenh"), chosen: Vec::new() },
    ] {
        assert_eq!(writer.edit(edit), Outcome::default());
    }
    assert_eq!((writer.rows(), writer.undo_deed()), (rows, changed(RESULT)));
}

#[test]
fn the_browsers_own_undo_retraces_a_step_and_adds_none() {
    let mut writer = Writer::new();
    writer.type_text(RESULT, "một hai");
    writer.pause();
    writer.type_text(RESULT, "một hai ba");
    let spot = Spot { field: field(RESULT), cell: None };
    assert_eq!(writer.session.native(&id(), Direction::Undo), Some(&spot));
    // Less than a step: it is still to be undone, and already to be done again.
    writer.browser(Direction::Undo, RESULT, "một hai b");
    assert_eq!((writer.undo_deed(), writer.redo_deed()), (changed(RESULT), changed(RESULT)));
    // More than a step: all of it is undone.
    writer.browser(Direction::Undo, RESULT, "");
    assert_eq!((writer.undo_deed(), writer.redo_deed()), (None, changed(RESULT)));
    assert_eq!(writer.session.native(&id(), Direction::Redo), Some(&spot));
    writer.redo();
    assert_eq!(writer.text(RESULT), "một hai ba", "all that the browser had taken back");
    writer.undo();
    assert_eq!(writer.text(RESULT), "");
}

#[test]
fn the_browsers_own_redo_goes_the_same_way_back() {
    let mut writer = Writer::new();
    writer.edit(Edit::Tick { field: field("cam-ket"), on: true });
    writer.type_text(RESULT, "một hai");
    writer.browser(Direction::Undo, RESULT, "một");
    writer.browser(Direction::Undo, RESULT, "");
    writer.browser(Direction::Redo, RESULT, "một");
    assert_eq!((writer.undo_deed(), writer.redo_deed()), (changed(RESULT), changed(RESULT)));
    writer.browser(Direction::Redo, RESULT, "một hai");
    assert_eq!((writer.undo_deed(), writer.redo_deed()), (changed(RESULT), None));
    writer.undo();
    assert_eq!((writer.text(RESULT), writer.undo_deed()), ("", changed("cam-ket")));
}

#[test]
fn what_the_browser_undoes_elsewhere_leaves_later_steps_to_be_undone() {
    let mut writer = Writer::new();
    writer.edit(text_edit(RESULT, "một"));
    writer.edit(Edit::Tick { field: field("cam-ket"), on: true });
    writer.browser(Direction::Undo, RESULT, "");
    assert_eq!(writer.undo_deed(), changed("cam-ket"));
    writer.undo();
    assert!(!writer.draft().answers.tick(&field("cam-ket")));
    assert_eq!(writer.undo_deed(), None);
    assert_eq!(writer.browser(Direction::Undo, RESULT, ""), Outcome::default(), "nothing changed");
}

#[test]
fn the_browser_goes_first_only_where_it_remembers_the_same() {
    let mut writer = Writer::new();
    writer.edit(text_edit(RESULT, "một"));
    writer.edit(text_edit(OPENING, "hai"));
    writer.undo();
    // The opening was written anew behind the browser's back.
    assert_eq!(writer.session.native(&id(), Direction::Undo), None);
    assert_eq!(writer.session.native(&id(), Direction::Redo), None);
    writer.edit(text_edit(RESULT, "một!"));
    assert!(writer.session.native(&id(), Direction::Undo).is_some());
    writer.edit(Edit::Tick { field: field("cam-ket"), on: true });
    assert_eq!(writer.session.native(&id(), Direction::Undo), None);
}

#[test]
fn a_step_that_would_change_nothing_is_passed_over() {
    let mut writer = Writer::new();
    writer.edit(text_edit(RESULT, "một"));
    writer.edit(Edit::Tick { field: field("cam-ket"), on: true });
    writer.edit(text_edit(OPENING, "Kính thưa"));
    writer.browser(Direction::Undo, RESULT, "");
    writer.edit(text_edit(RESULT, "m"));
    writer.edit(text_edit(RESULT, ""));
    // The last step began and ended with nothing: the opening is what is undone.
    writer.undo();
    assert!(writer.text(OPENING).starts_with("Kính thưa "));
}

#[test]
fn the_oldest_steps_are_forgotten() {
    let mut writer = Writer::new();
    for number in 0..150 {
        writer.pause();
        writer.edit(text_edit(RESULT, &number.to_string()));
    }
    for _ in 0..200 {
        writer.undo();
    }
    assert_eq!(writer.text(RESULT), "49");
}

#[test]
fn each_draft_has_its_own_history_and_a_parted_one_keeps_it() {
    let mut writer = Writer::new();
    writer.edit(text_edit(RESULT, "một"));
    let copy = DraftId::new("b");
    writer.apply(Command::Duplicate { draft: id(), id: copy.clone(), name: String::new() });
    assert_eq!(writer.session.deed(&copy, Direction::Undo), None);
    let theirs = Some(Box::new(writer.draft().clone()));
    let parted = DraftId::new("c");
    writer.apply(Command::Part { draft: id(), theirs, copy: parted.clone(), name: String::new() });
    assert_eq!(writer.undo_deed(), None);
    assert_eq!(writer.session.deed(&parted, Direction::Undo), changed(RESULT));
    writer.apply(Command::Delete { draft: parted.clone() });
    writer.apply(Command::Restore);
    assert_eq!(writer.session.deed(&parted, Direction::Undo), None);
}

#[test]
fn a_pasted_block_is_one_step() {
    let mut writer = three_rows();
    let block = crate::text::parse_block("hai!\tCấp huyện\nba!\tCấp tỉnh\nbốn\tBộ Nội vụ\n");
    writer.edit(Edit::Paste { field: field(TABLE), at: Some((1, column())), block });
    assert_eq!(writer.rows(), "một | hai! | ba! | bốn");
    assert_eq!(writer.undo_deed(), rows_deed(RowsDeed::Added, Some(1)));
    writer.undo();
    assert_eq!(writer.rows(), "một | hai | ba");
    writer.redo();
    assert_eq!(writer.rows(), "một | hai! | ba! | bốn");
    writer.edit(Edit::Paste {
        field: field(TABLE),
        at: Some((0, column())),
        block: vec![vec!["1".to_owned()], vec!["2".to_owned()]],
    });
    assert_eq!(writer.undo_deed(), rows_deed(RowsDeed::Changed, Some(0)));
}

#[test]
fn what_is_taken_over_is_one_step_and_leaves_nothing_behind() {
    let mut writer = three_rows();
    let before = writer.draft().clone();
    let source = RowSource { paper: DraftId::new("other"), revision: 1, row: Some(4) };
    let mut rows = before.answers.rows(&field(TABLE)).to_vec();
    rows.push(Row { id: 9, sources: vec![source], ..Row::default() });
    let answers = vec![
        (field(TABLE), Answer::Rows(rows)),
        (field("nguoi-ky"), Answer::Text("Hoàng Thị Mai".to_owned())),
    ];
    writer.edit(Edit::TakeOver { answers });
    let after = writer.draft().clone();
    assert_eq!(after.carried.len(), 1);
    assert_eq!(writer.undo_deed(), Some(Deed::TakenOver(field(TABLE))));
    writer.undo();
    assert_eq!((&writer.draft().answers, &writer.draft().carried), (&before.answers, &before.carried));
    writer.redo();
    assert_eq!((&writer.draft().answers, &writer.draft().carried), (&after.answers, &after.carried));
    assert_eq!(writer.edit(Edit::TakeOver { answers: Vec::new() }), Outcome::default());
}
