//! Cells that were pasted in an encoding from before Unicode: a block is judged as a whole, and offered as one.

use leptos::prelude::*;

use super::legacy_offer::Offer;
use crate::draft::{DraftId, RowId};
use crate::form::{ColumnId, FieldId};
use crate::platform::page;
use crate::session::{CellRewrite, Edit, OpenDraft, Topic};
use crate::text::legacy::{decode_cells, pasted};
use crate::ui::route::{cell_element, field_element};
use crate::ui::{use_session, words};

/// So many of the cells are shown, with so many letters each.
const EXAMPLES: usize = 2;
const SHOWN: usize = 60;

/// Cells of a table that something was pasted into.
#[derive(Clone, Debug)]
pub struct PastedCells {
    /// Which table.
    pub table: (DraftId, FieldId),
    /// Those of which something may still be said, what came last before the others.
    pub cells: RwSignal<Vec<PastedCell>>,
}

/// A cell that something was pasted into.
#[derive(Clone, Debug)]
pub struct PastedCell {
    /// Its row.
    pub row: RowId,
    /// Its column.
    pub column: ColumnId,
    /// What it held before; nothing where all of it was pasted.
    pub before: String,
    /// What it held afterwards.
    pub text: String,
}

impl PastedCell {
    /// Whether the cell holds what it held when it was pasted into.
    fn is_there(&self, open: OpenDraft<'_>, table: &FieldId) -> bool {
        let row = open.draft.answers.rows(table).iter().find(|row| row.id == self.row);
        row.is_some_and(|row| row.cell(&self.column) == self.text)
    }

    /// What was pasted into it.
    fn came(&self) -> &str {
        self.text.get(pasted(&self.before, &self.text)).unwrap_or_default()
    }

    /// What the cell holds with something else in the place of what was pasted.
    fn with(&self, becomes: &str) -> Option<String> {
        let range = pasted(&self.before, &self.text);
        Some([self.text.get(..range.start)?, becomes, self.text.get(range.end..)?].concat())
    }
}

/// Offers the cells in Unicode that are not. None where all are, as almost always. Goes when what was pasted is changed.
pub fn legacy_cells(of: &PastedCells) -> Option<AnyView> {
    let session = use_session();
    let PastedCells { table: (draft, field), cells } = of.clone();
    let there = |open: OpenDraft<'_>| {
        let mut there = cells.get_untracked();
        there.retain(|cell| cell.is_there(open, &field));
        there
    };
    let there = session.peek_draft(&draft, there)?;
    let came: Vec<_> = there.iter().map(|cell| (&cell.column, cell.came())).collect();
    let (encoding, decoded) = decode_cells(&came)?;

    let what = match there.len() {
        1 => "Chữ vừa dán".to_owned(),
        _ => format!("Trong các ô vừa dán, {} ô", decoded.len()),
    };
    let mut examples: Vec<(&str, &str)> = Vec::new();
    for (at, becomes) in &decoded {
        let example = (came[*at].1.trim(), becomes.trim());
        if examples.len() < EXAMPLES && !examples.contains(&example) {
            examples.push(example);
        }
    }
    let (before, after): (Vec<_>, Vec<_>) =
        examples.iter().map(|(came, becomes)| (words::cut(came, SHOWN), words::cut(becomes, SHOWN))).unzip();
    let offer = Offer { what, encoding, came: before.join("; "), becomes: after.join("; ") };

    let changed: Vec<PastedCell> = decoded.iter().map(|(at, _)| there[*at].clone()).collect();
    let rewrite = |(at, becomes): &(usize, String)| {
        let cell = &there[*at];
        let (row, column) = (cell.row, cell.column.clone());
        Some(CellRewrite { row, column, was: cell.text.clone(), text: cell.with(becomes)? })
    };
    let rewrites: Vec<CellRewrite> = decoded.iter().filter_map(rewrite).collect();
    let first = changed.first()?;
    let element = cell_element(&field, first.row, &first.column);
    let close = {
        let (element, table) = (element.clone(), field_element(&field));
        move || {
            cells.set(Vec::new());
            // Before the offer goes, and the focus with it. The row may be gone.
            let _ = page::focus(&element) || page::focus(&table);
        }
    };
    let is_there = {
        let (draft, field) = (draft.clone(), field.clone());
        Memo::new(move |_| {
            session.read(Topic::Rows(draft.clone(), field.clone()), |_| ());
            session.read(Topic::Answer(draft.clone(), field.clone()), |_| ());
            let any = |open: OpenDraft<'_>| changed.iter().any(|cell| cell.is_there(open, &field));
            session.peek_draft(&draft, any).unwrap_or_default()
        })
    };
    let keep = close.clone();
    let convert = move || {
        close();
        session.edit(&draft, Edit::RewriteCells { field: field.clone(), cells: rewrites.clone() });
    };
    // The offer may lie over the cell that one is in.
    request_animation_frame(move || {
        if page::has_focus(&element) {
            page::bring_into_view(&element);
        }
    });
    Some(offer.view("legacy-offer legacy-offer--cells", is_there, convert, keep))
}
