//! Ten thousand papers.

use std::time::{Duration, Instant};

use tham_luan::draft::{DraftId, Row, RowSource};
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::office::compile::Decisions;
use tham_luan::office::compile::plan_004::{opinions, similar};

use super::{Dice, Office, sample, set};

/// Generous, for a build without optimisation on a busy machine: what compares all with all takes many times as long.
const MOST: Duration = Duration::from_secs(180);

#[test]
fn near_duplicates_among_ten_thousand_cards_are_found_in_time() {
    let words = [
        "đề",
        "nghị",
        "tỉnh",
        "cho",
        "vay",
        "vốn",
        "đất",
        "đường",
        "nghề",
        "lớp",
        "chợ",
        "điện",
        "nước",
        "trường",
        "máy",
        "rừng",
        "thanh",
        "niên",
        "xã",
        "huyện",
        "hỗ",
        "trợ",
        "giá",
        "giống",
        "na",
        "hồi",
        "keo",
        "trâu",
        "bò",
        "ong",
    ];
    let mut office = Office::new("004");
    let card = sample("004-PYK");
    let mut dice = Dice(3);
    let mut last = String::new();
    for number in 0..10_000 {
        let mut draft = card.clone();
        draft.id = DraftId::new(format!("card-{number}"));
        // Every tenth says what the one before says; every card begins as all do.
        if number % 10 != 9 {
            let own: Vec<&str> = (0..40).map(|_| words[dice.below(words.len())]).collect();
            last = format!("Kính gửi lãnh đạo tỉnh, tôi xin có ý kiến như sau: {}", own.join(" "));
        } else {
            last.push_str(" xin cảm ơn");
        }
        set(&mut draft, "noi-dung", &last);
        office.receive("Phiếu", draft);
    }
    let begun = Instant::now();
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    assert_eq!(list.len(), 10_000);
    let found = similar(&list, &Decisions::default());
    assert!(found.len() >= 1000, "{}", found.len());
    let doubled = found.iter().filter(|it| it.opinion.as_str().ends_with('9') && it.percent > 80).count();
    assert_eq!(doubled, 1000);
    let took = begun.elapsed();
    assert!(took < MOST, "{took:?}");
}

/// A table of ten thousand rows, all taken over from one of as many: each is found by what it says.
#[test]
fn ten_thousand_rows_taken_over_from_one_paper_are_counted_once() {
    let mut office = Office::new("004");
    let mut below = sample("004-THYK");
    let field = FieldId::new("y-kien");
    let first = below.answers.rows(&field)[0].clone();
    let row = |id: u32| {
        let mut row = Row { id, ..first.clone() };
        row.cells.insert(ColumnId::new("noi-dung"), format!("Ý kiến thứ {id} của thanh niên trong huyện"));
        row
    };
    *below.answers.rows_mut(&field) = (0..10_000).map(row).collect();
    let mut above = below.clone();
    above.id = DraftId::new("above");
    for row in above.answers.rows_mut(&field) {
        // Numbered anew, of another export.
        let source = RowSource { paper: below.id.clone(), revision: 7, row: Some(9_999 - row.id) };
        row.sources = vec![source];
    }
    office.receive("ubnd-huu-lung", below);
    office.receive("so-noi-vu-tong-hop", above);
    let begun = Instant::now();
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    assert_eq!(list.len(), 10_000);
    assert!(list.iter().all(|opinion| opinion.sources.len() == 2));
    assert!(begun.elapsed() < MOST, "{:?}", begun.elapsed());
}

/// What a row says is made out once, from however many places it was taken over.
#[test]
fn a_long_row_taken_over_from_a_hundred_thousand_places_is_read_once() {
    let mut office = Office::new("004");
    let field = FieldId::new("y-kien");
    let mut below = sample("004-THYK");
    below.answers.rows_mut(&field).truncate(1);
    let long = "Vay vốn ".repeat(12_000);
    below.answers.rows_mut(&field)[0].cells.insert(ColumnId::new("noi-dung"), long);
    let mut above = below.clone();
    above.id = DraftId::new("above");
    let source = |row| RowSource { paper: below.id.clone(), revision: 7, row: Some(row) };
    above.answers.rows_mut(&field)[0].sources = (0..100_000).map(source).collect();
    office.receive("ubnd-huu-lung", below);
    office.receive("so-noi-vu-tong-hop", above);
    let begun = Instant::now();
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    assert_eq!(list.len(), 1);
    assert!(begun.elapsed() < MOST, "{:?}", begun.elapsed());
}

#[test]
fn ten_thousand_forms_of_the_same_words_are_not_compared_all_with_all() {
    let mut office = Office::new("004");
    let card = sample("004-PYK");
    for number in 0..10_000 {
        let mut draft = card.clone();
        draft.id = DraftId::new(format!("card-{number}"));
        set(
            &mut draft,
            "noi-dung",
            &format!("Phiếu số {number}: đề nghị tỉnh cho thanh niên vay vốn khởi nghiệp"),
        );
        office.receive("Phiếu", draft);
    }
    let begun = Instant::now();
    let list = opinions(&office.plan, &office.sources(), &Decisions::default()).list;
    let found = similar(&list, &Decisions::default());
    let proposed: std::collections::BTreeSet<&str> = found.iter().map(|it| it.opinion.as_str()).collect();
    assert_eq!(proposed.len(), 9_999, "each but the first is near one before it");
    assert!(found.len() <= 50_000, "{}", found.len());
    assert!(begun.elapsed() < MOST, "{:?}", begun.elapsed());
    let begun = Instant::now();
    let tables = office.compile();
    let list = tables.iter().find(|table| table.id == "y-kien").expect("the list");
    assert_eq!(list.entries().count(), 10_000);
    assert!(begun.elapsed() < MOST, "{:?}", begun.elapsed());
}
