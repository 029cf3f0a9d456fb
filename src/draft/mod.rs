//! Answers in progress, and every violation in them.
//!
//! A draft holds what was typed, as it was typed: a number that is no number yet is kept all the same. Only the
//! exported submission holds typed values. **Invariant:** validation reads and reports; it never changes an answer.

mod answers;
mod carry;
mod compute;
mod paste;
mod progress;
mod relevance;
mod shown;
mod stored;
mod validate;

pub use answers::{Answer, Answers, Row, RowId, RowSource, fresh_row};
pub use carry::{Carried, SourcePaper, carry_over, pickable_rows};
pub use compute::{column_total, computed, computed_cell, shown_number};
pub use paste::{pasted, unread_marks};
pub use progress::{Progress, progress};
pub use relevance::{deciding_fields, is_relevant, is_section_relevant};
pub use shown::{shown_answer, shown_cell};
pub use stored::carried_from_json;
pub use validate::{BLANK, Rule, Severity, Violation, validate};

use crate::form::{FieldId, FormId, ids};
use crate::json::{Object, Value};
use crate::plan::PlanId;

ids! {
    /// Names a draft, and the submission exported from it: a UUID.
    DraftId,
    /// A moment as RFC 3339 with offset, as the device's clock gave it. Shown; never used to order revisions.
    Timestamp,
}

/// One paper in progress.
#[derive(Clone, Debug, PartialEq)]
pub struct Draft {
    /// Also the id of the submission.
    pub id: DraftId,
    /// What the writer calls it; empty means the form's title.
    pub name: String,
    /// Whose form it answers.
    pub plan: PlanId,
    /// The plan pack's version that it was begun with.
    pub plan_version: u32,
    /// The form that it answers.
    pub form: FormId,
    /// The form's version that it was begun with.
    pub form_version: u32,
    /// How often it has been exported. The next export carries one more.
    pub revision: u32,
    /// When it was begun.
    pub created_at: Timestamp,
    /// When it last changed.
    pub updated_at: Timestamp,
    /// What was typed, by field.
    pub answers: Answers,
    /// The lawful choices of layout.
    pub layout: LayoutChoices,
    /// The rows that tables took over from other papers, so that one that is dropped is noticed.
    pub carried: Vec<(FieldId, RowSource)>,
    /// What an opened file held that this version does not know, kept for the next export.
    pub unknown: Object,
    /// What offices asked of it, as `office::asked` writes it. It is kept with the draft, and never part of what it says
    /// or of what leaves.
    pub asked: Value,
}

/// The choices that a layout profile leaves to the writer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct LayoutChoices {
    /// Body size in half-points: 26, 27 or 28.
    pub size: u32,
    /// Distance of the lines.
    pub spacing: Spacing,
    /// In millimetres.
    pub margins: Margins,
    /// First line indent in hundredths of a centimetre: 100 or 127.
    pub indent: u32,
}

/// What a new draft begins with: Nghị định 30 as most offices set it.
impl Default for LayoutChoices {
    fn default() -> Self {
        Self {
            size: 28,
            spacing: Spacing::Exactly(18),
            margins: Margins { top: 20, right: 20, bottom: 20, left: 30 },
            indent: 127,
        }
    }
}

/// Distance of the lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Spacing {
    /// In points.
    Exactly(u32),
    /// In hundredths of a single line: 100 to 150.
    Multiple(u32),
}

/// Page margins in millimetres.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[allow(missing_docs, reason = "the four sides of a page say themselves")]
pub struct Margins {
    pub top: u32,
    pub right: u32,
    pub bottom: u32,
    pub left: u32,
}
