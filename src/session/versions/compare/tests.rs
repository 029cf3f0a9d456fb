//! What a writer is shown of a change, and that it is the whole change.

use super::text::pieces;
use super::*;
use crate::draft::{Row, RowId};
use crate::form::{ColumnId, FieldId};

fn plan() -> Plan {
    crate::plan::built_in().into_iter().find(|plan| plan.id.as_str() == "000").expect("plan 000")
}

fn paper() -> Draft {
    let text = include_str!("../../../../tests/fixtures/drafts/000-TLX.json");
    Draft::from_json(&crate::json::parse(text).expect("JSON")).expect("a draft")
}

fn field(id: &str) -> FieldId {
    FieldId::new(id)
}

/// A comparison in a few words: "+added", "-removed", other pieces as they are.
fn marked(pieces: &[Piece]) -> String {
    let mark = |piece: &Piece| match piece {
        Piece::Same(text) => text.clone(),
        Piece::Removed(text) => format!("[-{text}]"),
        Piece::Added(text) => format!("[+{text}]"),
    };
    pieces.iter().map(mark).collect()
}

fn told(before: &Draft, after: &Draft) -> Vec<String> {
    let plan = plan();
    let form = plan.form(&before.form).expect("its form");
    let comparison = compare(&plan, form, before, after);
    let row = |row: &RowDifference<'_>| match row {
        RowDifference::Added { number, row } => format!("+{number} {}", row.cell(&ColumnId::new("noi-dung"))),
        RowDifference::Removed { number, row } => {
            format!("-{number} {}", row.cell(&ColumnId::new("noi-dung")))
        }
        RowDifference::Changed { number, moved_from, cells } => {
            let from = moved_from.map(|from| format!("<{from}")).unwrap_or_default();
            let cells = cells.iter().map(|cell| format!(" {}={}", cell.column.id, marked(&cell.pieces)));
            format!("{number}{from}{}", cells.collect::<String>())
        }
    };
    let difference = |difference: &Difference<'_>| {
        let what = match &difference.what {
            What::Text(pieces) => marked(pieces),
            What::Tick(on) => on.to_string(),
            What::Rows(rows) => rows.iter().map(row).collect::<Vec<_>>().join(" | "),
        };
        format!("{}: {what}", difference.field.id)
    };
    comparison.differences.iter().map(difference).collect()
}

fn with(mut draft: Draft, id: &str, text: &str) -> Draft {
    draft.answers.set(field(id), Answer::Text(text.to_owned()));
    draft
}

fn rows(list: &[(RowId, &str)]) -> Draft {
    let row = |(id, text): &(RowId, &str)| {
        let mut row = Row { id: *id, ..Row::default() };
        row.cells.insert(ColumnId::new("noi-dung"), (*text).to_owned());
        row
    };
    let mut draft = paper();
    draft.answers.set(field("kien-nghi"), Answer::Rows(list.iter().map(row).collect()));
    draft
}

#[track_caller]
fn check_rows(before: &[(RowId, &str)], after: &[(RowId, &str)], expected: &str) {
    let told = told(&rows(before), &rows(after));
    assert_eq!(told.join("\n"), format!("kien-nghi: {expected}").trim_end_matches("kien-nghi: "));
}

#[test]
fn the_same_text_differs_in_nothing() {
    let plan = plan();
    let paper = paper();
    let later = Draft { name: "Tên khác".to_owned(), revision: 3, ..paper.clone() };
    assert!(compare(&plan, plan.form(&paper.form).expect("its form"), &paper, &later).is_empty());
}

#[test]
fn what_changed_stands_in_the_order_of_the_form() {
    let before = with(with(paper(), "mo-dau", "Kính thưa Hội nghị!"), "ket-qua", "Đã làm xong.");
    let after = with(with(before.clone(), "ket-qua", "Đã cơ bản làm xong."), "mo-dau", "Kính thưa Hội thảo!");
    assert_eq!(
        told(&before, &after),
        ["mo-dau: Kính thưa Hội [-nghị][+thảo]!", "ket-qua: Đã [+cơ bản ]làm xong."]
    );
}

#[test]
fn days_and_choices_are_told_as_people_read_them() {
    let before = with(paper(), "ngay-ky", "5/9/2020");
    assert_eq!(told(&before, &with(before.clone(), "ngay-ky", "05/09/2020")), [""; 0]);
    assert_eq!(
        told(&before, &with(before.clone(), "ngay-ky", "6/9/2020")),
        ["ngay-ky: [-05/09/2020][+06/09/2020]"]
    );
}

#[test]
fn what_the_form_does_not_ask_is_counted() {
    let plan = plan();
    let (before, after) = (paper(), with(paper(), "ngoai-mau", "giữ lại"));
    let form = plan.form(&before.form).expect("its form");
    assert_eq!(compare(&plan, form, &before, &after).others, 1);
    assert_eq!(compare(&plan, form, &after, &before).others, 1);
}

#[test]
fn a_layout_is_told() {
    let plan = plan();
    let (before, mut after) = (paper(), paper());
    after.layout.size = 26;
    let form = plan.form(&before.form).expect("its form");
    assert_eq!(compare(&plan, form, &before, &after).layout, Some((before.layout, after.layout)));
}

#[test]
fn rewritten_sentences_are_read_as_a_whole() {
    let told = |before: &str, after: &str| marked(&pieces(before, after));
    assert_eq!(
        told("Xã đã bố trí chỗ ở cho đội viên.", "Ủy ban đã lo nơi ăn chốn nghỉ cho đội viên."),
        "[-Xã đã bố trí chỗ ở][+Ủy ban đã lo nơi ăn chốn nghỉ] cho đội viên."
    );
    assert_eq!(told("một hai ba", "một hai ba bốn"), "một hai ba[+ bốn]");
    assert_eq!(told("Điều 1.\nĐiều 2.\n", "Điều 1.\nĐiều 3.\nĐiều 2.\n"), "Điều 1.\n[+Điều 3.\n]Điều 2.\n");
    assert_eq!(told("", "mới"), "[+mới]");
    assert_eq!(told("cũ", ""), "[-cũ]");
}

#[test]
fn rows_are_told_apart() {
    let before = [(0, "cấp thêm kinh phí"), (1, "sửa đường liên thôn"), (2, "mở lớp tập huấn")];
    check_rows(&before, &before, "");
    check_rows(&before, &[(0, "cấp thêm kinh phí"), (2, "mở lớp tập huấn")], "-2 sửa đường liên thôn");
    check_rows(
        &before,
        &[(0, "cấp thêm kinh phí"), (1, "sửa đường liên xã"), (2, "mở lớp tập huấn")],
        "2 noi-dung=sửa đường liên [-thôn][+xã]",
    );
    check_rows(
        &before,
        &[(2, "mở lớp tập huấn"), (0, "cấp thêm kinh phí"), (1, "sửa đường liên thôn")],
        "1<3",
    );
}

#[test]
fn a_row_that_bears_the_id_of_one_that_was_removed_is_new() {
    check_rows(
        &[(0, "cấp thêm kinh phí"), (1, "sửa đường liên thôn")],
        &[(0, "cấp thêm kinh phí"), (1, "hỗ trợ máy tính")],
        "-2 sửa đường liên thôn | +2 hỗ trợ máy tính",
    );
}

#[test]
fn rows_that_a_file_numbers_anew_are_known_again() {
    check_rows(
        &[(4, "cấp thêm kinh phí"), (7, "sửa đường liên thôn"), (9, "mở lớp tập huấn")],
        &[(0, "cấp thêm kinh phí"), (1, "làm cầu"), (2, "sửa đường liên xã"), (3, "mở lớp tập huấn")],
        "+2 làm cầu | 3 noi-dung=sửa đường liên [-thôn][+xã]",
    );
}

#[test]
fn a_row_that_was_empty_is_filled() {
    check_rows(&[(0, "một"), (1, "")], &[(0, "một"), (1, "hai")], "2 noi-dung=[+hai]");
}

// Not on wasm: a test kit of native crates.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Words of few kinds, so that texts share many of them.
    fn text() -> impl Strategy<Value = String> {
        let word =
            prop::sample::select(vec!["xã", "đã", "làm", "  ", " ", ", ", ".", "\n", "nghị", "“", "kết quả"]);
        prop::collection::vec(word, 0..40).prop_map(|words| words.concat())
    }

    fn side(pieces: &[Piece], of: impl Fn(&Piece) -> Option<&String>) -> String {
        pieces.iter().filter_map(of).map(String::as_str).collect()
    }

    fn list() -> impl Strategy<Value = Vec<(RowId, String)>> {
        let text =
            prop::sample::select(vec!["", "cấp thêm kinh phí", "cấp kinh phí", "làm đường", "đường xã", "1"]);
        prop::collection::btree_map(0_u32..12, text, 0..8)
            .prop_map(|rows| rows.into_iter().map(|(id, text)| (id, text.to_owned())).collect::<Vec<_>>())
            .prop_shuffle()
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn the_pieces_make_both_texts(before in text(), after in text()) {
            let pieces = pieces(&before, &after);
            let old = side(&pieces, |piece| match piece {
                Piece::Same(text) | Piece::Removed(text) => Some(text),
                Piece::Added(_) => None,
            });
            let new = side(&pieces, |piece| match piece {
                Piece::Same(text) | Piece::Added(text) => Some(text),
                Piece::Removed(_) => None,
            });
            prop_assert_eq!((old, new), (before.clone(), after.clone()));
            prop_assert_eq!(before == after, !pieces.iter().any(Piece::is_change));
        }

        /// Every row before is gone, changed or the same; every row after is new, changed or the same; and what is the
        /// same is left in the same order.
        #[test]
        fn no_row_is_lost_in_the_telling(old in list(), new in list()) {
            let borrow = |list: &[(RowId, String)]| {
                rows(&list.iter().map(|(id, text)| (*id, text.as_str())).collect::<Vec<_>>())
            };
            let (before, after) = (borrow(&old), borrow(&new));
            let plan = plan();
            let form = plan.form(&before.form).expect("its form");
            let FieldKind::Table(table) = &form.field(&field("kien-nghi")).expect("a table").kind else {
                panic!("no table");
            };
            let (one, other) =
                (before.answers.rows(&field("kien-nghi")), after.answers.rows(&field("kien-nghi")));
            let differences = rows::differences(table, one, other);
            let (mut removed, mut added, mut changed) = (Vec::new(), Vec::new(), Vec::new());
            for difference in &differences {
                match difference {
                    RowDifference::Removed { number, .. } => removed.push(number - 1),
                    RowDifference::Added { number, .. } => added.push(number - 1),
                    RowDifference::Changed { number, .. } => changed.push(number - 1),
                }
            }
            prop_assert_eq!(one.len() - removed.len(), other.len() - added.len());
            // Without the rows that went, came, moved or changed both lists read the same.
            let text = |row: &Row| row.cell(&ColumnId::new("noi-dung")).trim().to_owned();
            let mut left: Vec<String> = one.iter().enumerate().filter(|(at, _)| !removed.contains(at)).map(|(_, row)| text(row)).collect();
            let stays = |at: &usize| !added.contains(at) && !changed.contains(at);
            let right: Vec<String> =
                other.iter().enumerate().filter(|(at, _)| stays(at)).map(|(_, row)| text(row)).collect();
            for same in &right {
                let at = left.iter().position(|text| text == same);
                prop_assert!(at.is_some(), "“{}” is told to be the same: {:?}", same, differences);
                left.remove(at.unwrap_or_default());
            }
            prop_assert_eq!(left.len(), changed.len());
        }
    }
}
