//! Where the keys lead in a table.

/// So many rows a page has.
const PAGE: usize = 10;

/// A cell: the position of its row as shown, and its column. The row of totals follows the last entry.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Spot {
    pub(super) row: usize,
    pub(super) column: usize,
}

/// The cell that a key leads to, in a table of so many rows and columns. None where the key is none of the table's.
pub(super) fn moved(from: Spot, key: &str, ctrl: bool, (rows, columns): (usize, usize)) -> Option<Spot> {
    let Spot { row, column } = from;
    let (last_row, last_column) = (rows.checked_sub(1)?, columns.checked_sub(1)?);
    let to =
        |row: usize, column: usize| Some(Spot { row: row.min(last_row), column: column.min(last_column) });
    match (key, ctrl) {
        ("ArrowDown", false) => to(row + 1, column),
        ("ArrowUp", false) => to(row.saturating_sub(1), column),
        ("ArrowRight", false) => to(row, column + 1),
        ("ArrowLeft", false) => to(row, column.saturating_sub(1)),
        ("PageDown", false) => to(row + PAGE, column),
        ("PageUp", false) => to(row.saturating_sub(PAGE), column),
        ("Home", false) => to(row, 0),
        ("End", false) => to(row, last_column),
        ("Home", true) | ("ArrowUp", true) => to(0, if key == "Home" { 0 } else { column }),
        ("End", true) | ("ArrowDown", true) => to(last_row, if key == "End" { last_column } else { column }),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_stay_within_the_table() {
        let at = |row, column| Spot { row, column };
        let size = (12, 3);
        assert_eq!(moved(at(0, 0), "ArrowUp", false, size), Some(at(0, 0)));
        assert_eq!(moved(at(0, 0), "ArrowRight", false, size), Some(at(0, 1)));
        assert_eq!(moved(at(5, 2), "PageDown", false, size), Some(at(11, 2)));
        assert_eq!(moved(at(5, 1), "End", false, size), Some(at(5, 2)));
        assert_eq!(moved(at(5, 1), "End", true, size), Some(at(11, 2)));
        assert_eq!(moved(at(5, 1), "ArrowDown", true, size), Some(at(11, 1)));
        assert_eq!(moved(at(5, 1), "a", false, size), None);
        assert_eq!(moved(at(0, 0), "ArrowDown", false, (0, 3)), None);
    }
}
