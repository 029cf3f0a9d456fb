//! A paper as the compiling needs it, when there are very many: of the texts that no table reads only a digest stays.

use sha2::{Digest, Sha256};

use super::compile::READ_TEXTS;
use super::judge::Judged;
use crate::draft::{Answer, Answers, Row};
use crate::form::{ColumnId, FieldKind, Form, Table};
use crate::sorted::Sorted;

/// A text no longer than this stays: its digest would be as long.
const SHORT: usize = 64;

impl Judged {
    /// The paper with a digest in the place of each long text that no compiled table reads. Papers that differ still
    /// do, in the same fields. What fields and columns are called is the form's own.
    #[must_use]
    pub fn lean(mut self, form: &Form) -> Self {
        let mut answers = Answers::default();
        for (id, answer) in std::mem::take(&mut self.draft.answers).iter() {
            let field = form.field(id);
            let is_read = READ_TEXTS.contains(&id.as_str());
            let lean = match (field.map(|field| &field.kind), answer) {
                (Some(FieldKind::LongText), Answer::Text(text)) if text.len() > SHORT && !is_read => {
                    Answer::Text(digest(text))
                }
                (Some(FieldKind::Table(table)), Answer::Rows(rows)) => {
                    Answer::Rows(rows.iter().map(|row| row_of(table, row)).collect())
                }
                (_, answer) => answer.clone(),
            };
            answers.set(field.map_or(id, |field| &field.id).clone(), lean);
        }
        // A copy, so that what is kept lies together, and not between what was read and let go, and no list has room to
        // grow.
        let mut lean = self.clone();
        lean.draft.answers = answers.clone();
        lean
    }

    /// Lets go of the answers, where only the paper's name is asked for from now on.
    pub fn forget_answers(&mut self) {
        self.draft.answers = Answers::default();
    }
}

/// A row with the table's own names of its columns.
fn row_of(table: &Table, row: &Row) -> Row {
    let named = |(id, cell): (&ColumnId, &String)| {
        let own = table.column(id).map_or(id, |column| &column.id);
        (own.clone(), cell.clone())
    };
    let cells: Sorted<ColumnId, String> = row.cells.iter().map(named).collect();
    Row { cells: cells.clone(), sources: row.sources.clone(), unknown: row.unknown.clone(), ..*row }
}

fn digest(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text).iter().fold(String::with_capacity(SHORT), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}
