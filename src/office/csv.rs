//! Lists as spreadsheets open them: CSV (RFC 4180) in UTF-8 with byte order mark.
//!
//! **Invariant:** no cell is computed: what begins like a formula is text.

/// What a list begins with.
pub(super) const BYTE_ORDER_MARK: char = '\u{feff}';

/// Writes a row.
pub(super) fn write_row(out: &mut String, cells: &[String]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        write_cell(out, cell);
    }
    out.push_str("\r\n");
}

/// Text that a spreadsheet would compute is made plain by an apostrophe, as spreadsheets themselves do it.
fn write_cell(out: &mut String, cell: &str) {
    out.push('"');
    if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        out.push('\'');
    }
    for letter in cell.chars() {
        if letter == '"' {
            out.push('"');
        }
        out.push(letter);
    }
    out.push('"');
}
