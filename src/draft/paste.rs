//! What is pasted from a spreadsheet, as a cell holds it.

use crate::form::{Column, ColumnKind, TICKED};
use crate::text::fold;

/// What people write into a spreadsheet for a ticked box, folded.
const YES: [&str; 12] = ["x", "v", "co", "1", "true", "yes", "dung", "✓", "✔", "√", "☑", "☒"];

/// What they write for one that is not, by how it begins, folded.
const NO: [&str; 10] = ["khong", "chua", "k", "0", "o", "false", "no", "-", "–", "☐"];

/// How many marks of a block cannot be told to be yes or no, in columns of ticks: their cells stay empty. The block lies
/// over these columns and those behind them.
#[must_use]
pub fn unread_marks(columns: &[Column], block: &[Vec<String>]) -> usize {
    let is_unread = |text: &String| {
        let mark = fold(text);
        let mark = mark.trim();
        let is_no = mark.split_whitespace().next().is_none_or(|first| NO.contains(&first));
        !is_no && !YES.contains(&mark)
    };
    let cells = block.iter().flat_map(|row| columns.iter().zip(row));
    cells.filter(|(column, text)| column.kind == ColumnKind::Tick && is_unread(text)).count()
}

/// What a cell of that kind holds after a text was pasted into it. A choice is found by its label whatever its case
/// and tones; what is no choice stays as pasted, for validation to tell.
#[must_use]
pub fn pasted(kind: &ColumnKind, text: &str) -> String {
    match kind {
        ColumnKind::LongText => text.to_owned(),
        ColumnKind::Choice { choices } => {
            let (line, folded) = (words(text), words(&fold(text)));
            let exactly = choices.iter().find(|choice| choice.value == line || choice.label == line);
            let alike = || choices.iter().find(|choice| words(&fold(&choice.label)) == folded);
            exactly.or_else(alike).map_or(line, |choice| choice.value.clone())
        }
        ColumnKind::Tick if YES.contains(&fold(text).trim()) => TICKED.to_owned(),
        ColumnKind::Tick | ColumnKind::Computed { .. } => String::new(),
        ColumnKind::ShortText | ColumnKind::Number | ColumnKind::Date => words(text),
    }
}

/// On one line, as a field of one line holds it.
fn words(text: &str) -> String {
    let mut line = String::new();
    for word in text.split_whitespace() {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::form::{Choice, ColumnId};

    #[track_caller]
    fn check(kind: &ColumnKind, text: &str, held: &str) {
        assert_eq!(pasted(kind, text), held, "{text:?}");
    }

    #[test]
    fn a_choice_is_found_by_its_label_or_value() {
        let choice = |value: &str, label: &str| Choice {
            value: value.to_owned(),
            label: label.to_owned(),
            source: None,
        };
        let kind = ColumnKind::Choice {
            choices: vec![
                choice("tinh", "Cấp tỉnh"),
                choice("huyen", "Cấp huyện"),
                choice("1", "Đảng"),
                choice("2", "Dâng"),
            ],
        };
        check(&kind, "Cấp tỉnh", "tinh");
        check(&kind, " CAP  HUYEN\n", "huyen");
        check(&kind, "đảng", "1");
        check(&kind, "Dâng", "2");
        check(&kind, "tinh", "tinh");
        check(&kind, "Cấp xã", "Cấp xã");
        check(&kind, "", "");
    }

    #[test]
    fn a_box_is_ticked_by_what_people_write_for_yes() {
        for yes in ["x", "X", "có", "CÓ ", "co", "1", "true", "TRUE", "✓", "v", "√", "Đúng"] {
            check(&ColumnKind::Tick, yes, TICKED);
        }
        for no in ["", "không", "0", "false", "chưa có"] {
            check(&ColumnKind::Tick, no, "");
        }
    }

    #[test]
    fn marks_that_are_neither_yes_nor_no_are_counted() {
        let column = |kind| Column {
            id: ColumnId::new("cot"),
            label: String::new(),
            kind,
            required: false,
            weight: 1,
            total: false,
        };
        let columns = [ColumnKind::ShortText, ColumnKind::Tick, ColumnKind::Tick].map(column);
        let row = |cells: [&str; 4]| cells.map(str::to_owned).to_vec();
        let read =
            [row(["a", "x", "", "a"]), row(["b", "Có", "chưa có", "b"]), row(["c", " Không ", "☐", ""])];
        assert_eq!(unread_marks(&columns, &read), 0);
        let some = [row(["Đạt", "Đạt", "x", "Đạt"]), row(["", "2", "tốt", ""])];
        assert_eq!(unread_marks(&columns, &some), 3);
        assert_eq!(
            unread_marks(&columns[1..], &[vec!["Đạt".to_owned()]]),
            1,
            "laid from the second column on"
        );
    }

    #[test]
    fn only_long_texts_keep_their_lines() {
        check(&ColumnKind::LongText, " một\nhai ", " một\nhai ");
        check(&ColumnKind::ShortText, " Nguyễn Văn\nA ", "Nguyễn Văn A");
        check(&ColumnKind::Number, " 1.234,5\u{a0}", "1.234,5");
        check(&ColumnKind::Date, "05/9/2020 ", "05/9/2020");
    }
}
