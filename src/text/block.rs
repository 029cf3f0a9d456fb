//! Cells as a spreadsheet puts them on the clipboard.

use std::iter::Peekable;
use std::str::Chars;

/// Reads rows of cells: tabs between cells, line ends between rows, and one at the end that begins no row. A cell with
/// a tab, a line end or quotes of its own may stand in quotes, its own ones doubled; other quotes, and one that is never
/// closed, are letters like others. Line ends within a cell are read as `\n`.
///
/// Rows may differ in length. An empty text has no rows.
#[must_use]
pub fn parse_block(text: &str) -> Vec<Vec<String>> {
    let mut rows = Vec::new();
    let mut row = Vec::new();
    let mut letters = text.chars().peekable();
    while letters.peek().is_some() {
        row.push(cell(&mut letters));
        match letters.next() {
            // A tab at the very end has an empty cell behind it.
            Some('\t') if letters.peek().is_some() => {}
            Some('\t') => row.push(String::new()),
            Some('\r') => {
                letters.next_if_eq(&'\n');
                rows.push(std::mem::take(&mut row));
            }
            Some(_) => rows.push(std::mem::take(&mut row)),
            None => {}
        }
    }
    if !row.is_empty() {
        rows.push(row);
    }
    rows
}

/// Reads one cell, up to what ends it.
fn cell(letters: &mut Peekable<Chars<'_>>) -> String {
    let mut ahead = letters.clone();
    if ahead.next_if_eq(&'"').is_some()
        && let Some(text) = quoted(&mut ahead)
        // Else they are the cell's own: "Tuổi trẻ giữ rừng".
        && (text.is_empty() || text.contains(['\t', '\n', '"']))
    {
        *letters = ahead;
        return text;
    }
    let mut text = String::new();
    while let Some(letter) = letters.next_if(|letter| !ends_cell(*letter)) {
        text.push(letter);
    }
    text
}

/// Reads a cell behind its opening quote. None where no closing quote ends it.
fn quoted(letters: &mut Peekable<Chars<'_>>) -> Option<String> {
    let mut text = String::new();
    loop {
        match letters.next()? {
            '"' if letters.next_if_eq(&'"').is_some() => text.push('"'),
            '"' => return letters.peek().is_none_or(|letter| ends_cell(*letter)).then_some(text),
            '\r' => {
                letters.next_if_eq(&'\n');
                text.push('\n');
            }
            letter => text.push(letter),
        }
    }
}

fn ends_cell(letter: char) -> bool {
    matches!(letter, '\t' | '\n' | '\r')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rows: &[&[&str]]) {
        assert_eq!(parse_block(text), rows, "{text:?}");
    }

    #[test]
    fn rows_and_cells_are_read_as_excel_writes_them() {
        check("a\tb\r\nc\td\r\n", &[&["a", "b"], &["c", "d"]]);
        check("a\tb\nc\td", &[&["a", "b"], &["c", "d"]]);
        check("a\rb\r", &[&["a"], &["b"]]);
        check("một ô", &[&["một ô"]]);
        check("\"Tuổi trẻ giữ rừng\"", &[&["\"Tuổi trẻ giữ rừng\""]]);
        check("\"Đề án 500\"\tb", &[&["\"Đề án 500\"", "b"]]);
    }

    #[test]
    fn empty_cells_and_rows_keep_their_places() {
        check("", &[]);
        check("\r\n", &[&[""]]);
        check("\t\r\n", &[&["", ""]]);
        check("a\t\tb", &[&["a", "", "b"]]);
        check("a\t", &[&["a", ""]]);
        check("a\n\nb\n", &[&["a"], &[""], &["b"]]);
    }

    #[test]
    fn quoted_cells_hold_line_ends_tabs_and_quotes() {
        check("\"dòng 1\r\ndòng 2\"\tb\r\n", &[&["dòng 1\ndòng 2", "b"]]);
        check("\"a\tb\"\t\"c\rd\"", &[&["a\tb", "c\nd"]]);
        check("\"gọi là \"\"Đề án 500\"\"\nnhư trên\"\r\nb", &[&["gọi là \"Đề án 500\"\nnhư trên"], &["b"]]);
        check("\"\"\tb", &[&["", "b"]]);
    }

    #[test]
    fn a_quote_that_encloses_no_cell_is_a_letter() {
        check("\"Đề án 500\" của tỉnh\tb", &[&["\"Đề án 500\" của tỉnh", "b"]]);
        check("5\" ống\tb", &[&["5\" ống", "b"]]);
        check("\"chưa hết\tb\r\nc", &[&["\"chưa hết", "b"], &["c"]]);
        check("\"", &[&["\""]]);
        check("\"a\"\"\tb", &[&["\"a\"\"", "b"]]);
    }
}
