//! Lists and tables as spreadsheets open them: CSV (RFC 4180) in UTF-8 with byte order mark.
//!
//! **Invariant:** no text that somebody wrote is ever taken for a formula.

/// What a list begins with: it tells programs that the text is UTF-8.
pub const BYTE_ORDER_MARK: char = '\u{feff}';

/// What makes a spreadsheet take a text for a formula or a command, where it comes first.
const DANGEROUS: [char; 11] = ['=', '+', '-', '@', '\t', '\r', '\n', '＝', '＋', '－', '＠'];

/// Makes a spreadsheet take what follows for text, as spreadsheets themselves do it.
const TEXT_MARK: char = '\'';

/// Writes a row of texts, each as [`harmless`] gives it.
pub(super) fn write_row(out: &mut String, cells: &[String]) {
    let cells: Vec<String> = cells.iter().map(|cell| harmless(cell)).collect();
    write_line(out, &cells);
}

/// A text that a spreadsheet takes for text.
#[must_use]
pub fn harmless(text: &str) -> String {
    let mut harmless = String::new();
    // Some skip spaces and marks that are not seen before they look for a formula.
    let is_seen = |letter: &char| *letter != ' ' && *letter != '\u{a0}' && *letter != BYTE_ORDER_MARK;
    if text.starts_with(DANGEROUS)
        || text.chars().find(is_seen).is_some_and(|first| DANGEROUS.contains(&first))
    {
        harmless.push(TEXT_MARK);
    }
    harmless.push_str(text);
    harmless
}

/// Writes a line of fields as they are: numbers, days, and texts that are harmless.
pub fn write_line(out: &mut String, fields: &[String]) {
    for (at, field) in fields.iter().enumerate() {
        if at > 0 {
            out.push(',');
        }
        if field.contains([',', '"', '\r', '\n', ';', '\t']) || field.trim() != field {
            out.push('"');
            for letter in field.chars() {
                if letter == '"' {
                    out.push('"');
                }
                out.push(letter);
            }
            out.push('"');
        } else {
            out.push_str(field);
        }
    }
    out.push_str("\r\n");
}
