//! Tables as a writer uses them: pasted blocks, and rows that a form fixes.

use super::*;
use crate::draft::{Row, RowId};
use crate::form::{ColumnId, FieldId};

const PLAN: &str = include_str!("../../tests/fixtures/plans/tables.json");

/// A form with a table of a text, a day, a choice, two numbers, their sum, a tick and a long text.
const OPEN: (&str, &str) = ("900-B", "danh-sach");
/// A form with a table of criteria.
const FIXED: (&str, &str) = ("900-C", "tieu-chi");

fn session() -> Session {
    Session::new(vec![crate::plan::parse(PLAN).expect("a plan")], Vec::new())
}

fn id(text: &str) -> DraftId {
    DraftId::new(text)
}

fn apply(session: &mut Session, command: Command) -> Outcome {
    session.apply(command, &Timestamp::new("2020-09-05T12:00:00+07:00"))
}

/// A session with a draft called `a`.
fn begun((form, _): (&str, &str)) -> Session {
    let mut session = session();
    let begin = Command::Begin { id: id("a"), plan: PlanId::new("900"), form: FormId::new(form) };
    assert_eq!(apply(&mut session, begin).effects, [Effect::Save(id("a"))]);
    session
}

fn edit(session: &mut Session, edit: Edit) -> Outcome {
    apply(session, Command::Edit { draft: id("a"), edit })
}

fn field((_, table): (&str, &str)) -> FieldId {
    FieldId::new(table)
}

fn paste(session: &mut Session, table: (&str, &str), at: Option<(RowId, &str)>, text: &str) -> Outcome {
    let at = at.map(|(row, column)| (row, ColumnId::new(column)));
    edit(session, Edit::Paste { field: field(table), at, block: crate::text::parse_block(text) })
}

/// The rows of a draft, a line each: its cells in the order of the table.
#[track_caller]
fn check_draft(session: &Session, table: (&str, &str), draft: &str, expected: &[&str]) {
    let open = session.open(&id(draft)).expect("the draft is there");
    let crate::form::FieldKind::Table(definition) = &open.form.field(&field(table)).expect("the field").kind
    else {
        panic!("no table")
    };
    let cells = |row: &Row| {
        let cells: Vec<&str> = definition.columns.iter().map(|column| row.cell(&column.id)).collect();
        cells.join("|")
    };
    let rows: Vec<String> = open.draft.answers.rows(&field(table)).iter().map(cells).collect();
    assert_eq!(rows, expected);
}

#[track_caller]
fn check(session: &Session, table: (&str, &str), expected: &[&str]) {
    check_draft(session, table, "a", expected);
}

#[test]
fn a_block_fills_a_table_and_adds_the_rows_that_it_needs() {
    let mut session = begun(OPEN);
    edit(&mut session, Edit::AddRow { field: field(OPEN) });
    let outcome = paste(
        &mut session,
        OPEN,
        Some((0, "ten")),
        "Xã A\t05/9/2020\tCAP XA\t1.234\t6\t1.240\tx\t\"dòng 1\r\ndòng 2\"\r\nXã B\t\tthôn\tba\r\nXã C\r\n\t\r\n",
    );
    check(
        &session,
        OPEN,
        &["Xã A|05/9/2020|xa|1.234|6||true|dòng 1\ndòng 2", "Xã B||thôn|ba||||", "Xã C|||||||"],
    );
    assert_eq!(outcome.effects, [Effect::Save(id("a"))]);
    for topic in [Topic::Rows(id("a"), field(OPEN)), Topic::Answer(id("a"), field(OPEN))] {
        assert!(outcome.topics.contains(&topic), "{topic:?}");
    }
    let open = session.open(&id("a")).expect("the draft is there");
    let mut ids: Vec<RowId> = open.draft.answers.rows(&field(OPEN)).iter().map(|row| row.id).collect();
    ids.dedup();
    assert_eq!(ids, [0, 1, 2]);
}

#[test]
fn a_block_goes_from_its_cell_to_the_right_and_down_and_no_further() {
    let mut session = begun(OPEN);
    paste(&mut session, OPEN, None, "A\nB\nC");
    paste(&mut session, OPEN, Some((1, "dat")), "có\tghi\tthừa\nkhông\tchú");
    check(&session, OPEN, &["A|||||||", "B||||||true|ghi", "C|||||||chú"]);
    // What is empty in the block is empty after it; a shorter line leaves what is beyond it.
    paste(&mut session, OPEN, Some((1, "ten")), "\t1/1/2020\nC2");
    check(&session, OPEN, &["A|||||||", "|1/1/2020|||||true|ghi", "C2|||||||chú"]);
    paste(&mut session, OPEN, Some((1, "ghi-chu")), "\n\n\n");
    check(&session, OPEN, &["A|||||||", "|1/1/2020|||||true|", "C2|||||||"]);
}

fn rewrite(session: &mut Session, table: (&str, &str), cells: &[(RowId, &str, &str, &str)]) -> Outcome {
    let cells = cells.iter().map(|(row, column, was, text)| CellRewrite {
        row: *row,
        column: ColumnId::new(*column),
        was: (*was).to_owned(),
        text: (*text).to_owned(),
    });
    edit(session, Edit::RewriteCells { field: field(table), cells: cells.collect() })
}

#[test]
fn cells_are_rewritten_that_hold_what_they_held() {
    let mut session = begun(OPEN);
    paste(&mut session, OPEN, None, "X· A\t\tcÊp x·\nX· B\nX· C");
    check(&session, OPEN, &["X· A||cÊp x·|||||", "X· B|||||||", "X· C|||||||"]);
    let change =
        Edit::Cell { field: field(OPEN), row: 1, column: ColumnId::new("ten"), text: "Khác".into() };
    edit(&mut session, change);
    edit(&mut session, Edit::RemoveRow { field: field(OPEN), row: 2 });
    let cells = [
        (0, "ten", "X· A", "Xã A"),
        // A choice is found as when it is pasted.
        (0, "cap", "cÊp x·", "cấp xã"),
        (1, "ten", "X· B", "Xã B"),
        (2, "ten", "X· C", "Xã C"),
        (0, "khong-co", "", "x"),
    ];
    let outcome = rewrite(&mut session, OPEN, &cells);
    check(&session, OPEN, &["Xã A||xa|||||", "Khác|||||||"]);
    assert!(outcome.topics.contains(&Topic::Answer(id("a"), field(OPEN))));
    assert_eq!(outcome.effects, [Effect::Save(id("a"))]);
    assert_eq!(rewrite(&mut session, OPEN, &cells), Outcome::default());
    // All of it is one step.
    apply(&mut session, Command::Step { draft: id("a"), direction: Direction::Undo });
    check(&session, OPEN, &["X· A||cÊp x·|||||", "Khác|||||||"]);

    let mut fixed = begun(FIXED);
    assert_eq!(rewrite(&mut fixed, FIXED, &[(0, "noi-dung", "chi-dao", "khác")]), Outcome::default());
}

#[test]
fn a_block_without_a_cell_begins_a_new_row() {
    let mut session = begun(OPEN);
    paste(&mut session, OPEN, None, "A\tB\n");
    paste(&mut session, OPEN, None, "C\n");
    check(&session, OPEN, &["A|B||||||", "C|||||||"]);
    for nothing in ["", "\n\n", "\t \n"] {
        assert_eq!(paste(&mut session, OPEN, None, nothing), Outcome::default());
    }
    let gone = paste(&mut session, OPEN, Some((7, "ten")), "x");
    assert_eq!(gone, Outcome::default());
    check(&session, OPEN, &["A|B||||||", "C|||||||"]);
}

#[test]
fn a_block_leaves_criteria_as_they_are_and_adds_none() {
    let mut session = begun(FIXED);
    paste(&mut session, FIXED, Some((1, "noi-dung")), "Tự đặt\t9,5\ttốt\nPhong trào\t8\nthừa\t1");
    check(&session, FIXED, &["chi-dao||", "phong-trao|9,5|tốt", "nguoi-tot|8|"]);
    assert_eq!(paste(&mut session, FIXED, None, "thừa\t1"), Outcome::default());
}

#[test]
fn only_what_is_typed_can_be_typed() {
    let mut session = begun(OPEN);
    edit(&mut session, Edit::AddRow { field: field(OPEN) });
    let cell = |column: &str| Edit::Cell {
        field: field(OPEN),
        row: 0,
        column: ColumnId::new(column),
        text: "1".to_owned(),
    };
    assert_eq!(edit(&mut session, cell("tong")), Outcome::default(), "it is computed");
    assert_ne!(edit(&mut session, cell("nam")), Outcome::default());
    check(&session, OPEN, &["|||1||||"]);
}

#[test]
fn a_new_draft_has_a_row_for_each_criterion_and_keeps_them() {
    let mut session = begun(FIXED);
    let rows = ["chi-dao||", "phong-trao||", "nguoi-tot||"];
    check(&session, FIXED, &rows);
    let given = Edit::Cell {
        field: field(FIXED),
        row: 0,
        column: ColumnId::new("noi-dung"),
        text: "khác".to_owned(),
    };
    let edits = [
        Edit::AddRow { field: field(FIXED) },
        Edit::RemoveRow { field: field(FIXED), row: 0 },
        Edit::MoveRow { field: field(FIXED), row: 0, up: false },
        given,
    ];
    for one in edits {
        assert_eq!(edit(&mut session, one.clone()), Outcome::default(), "{one:?}");
    }
    check(&session, FIXED, &rows);
}

/// A draft of the criteria with these rows only: what was given and what was typed for it.
fn lacking(session: &Session, rows: &[(&str, &str)]) -> Draft {
    let mut draft = session.drafts()[0].clone();
    let held = draft.answers.rows_mut(&field(FIXED));
    held.clear();
    for (id, (given, typed)) in (4..).zip(rows) {
        let mut row = Row { id, ..Row::default() };
        row.cells.insert(ColumnId::new("noi-dung"), (*given).to_owned());
        row.cells.insert(ColumnId::new("diem-tu-cham"), (*typed).to_owned());
        held.push(row);
    }
    draft
}

#[test]
fn missing_criteria_are_added_in_order_wherever_a_draft_comes_from() {
    let begun = begun(FIXED);
    type Case<'a> = (&'a [(&'a str, &'a str)], &'a [&'a str]);
    let cases: [Case<'_>; 5] = [
        (&[], &["chi-dao||", "phong-trao||", "nguoi-tot||"]),
        (&[("phong-trao", "8")], &["chi-dao||", "phong-trao|8|", "nguoi-tot||"]),
        (&[("nguoi-tot", "7"), ("chi-dao", "9")], &["nguoi-tot|7|", "chi-dao|9|", "phong-trao||"]),
        (&[("", "lạc"), ("chi-dao", "9")], &["|lạc|", "chi-dao|9|", "phong-trao||", "nguoi-tot||"]),
        (
            &[("chi-dao", "9"), ("chi-dao", "10"), ("bo-di", "1")],
            &["chi-dao|9|", "phong-trao||", "nguoi-tot||", "chi-dao|10|", "bo-di|1|"],
        ),
    ];
    for (rows, expected) in cases {
        let draft = lacking(&begun, rows);
        let stored = vec![(store::key(&draft.id), store::encode(&draft))];
        let loaded = Session::new(begun.plans().to_vec(), stored);
        check(&loaded, FIXED, expected);

        let mut adopting = session();
        apply(&mut adopting, Command::Adopt { draft: Box::new(draft.clone()) });
        check(&adopting, FIXED, expected);

        let mut replacing = session();
        apply(&mut replacing, Command::Adopt { draft: Box::new(begun.drafts()[0].clone()) });
        let (copy, name) = (id("b"), String::new());
        apply(&mut replacing, Command::Replace { draft: Box::new(draft), copy, name });
        check(&replacing, FIXED, expected);
        check_draft(&replacing, FIXED, "b", &["chi-dao||", "phong-trao||", "nguoi-tot||"]);

        let ids = |session: &Session| {
            let rows = session.drafts()[0].answers.rows(&field(FIXED)).iter();
            let mut ids: Vec<RowId> = rows.map(|row| row.id).collect();
            ids.sort_unstable();
            ids.dedup();
            ids.len()
        };
        assert_eq!(ids(&loaded), expected.len(), "each row has an id of its own");
    }
}

#[test]
fn a_file_without_rows_that_nobody_filled_says_the_same() {
    let session = begun(FIXED);
    let open = session.open(&id("a")).expect("the draft is there");
    assert!(open.says_the_same_as(&lacking(&session, &[])));
    assert!(!open.says_the_same_as(&lacking(&session, &[("phong-trao", "8")])));
}
