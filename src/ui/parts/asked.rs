//! What offices asked of a draft: shown by the part for files, in places of the first one.

use leptos::prelude::*;

use super::{FILES, Part, PartState};
use crate::draft::{Draft, DraftId};
use crate::form::{FieldId, SectionId};
use crate::ui::components::{AskedCell, asked_at, asked_in_section, asked_of_cells as cells, asked_of_draft};
use crate::ui::{SessionHandle, use_session};

/// Where it is shown what offices asked of a draft.
#[derive(Clone, Debug)]
pub(in crate::ui) enum AskedAt {
    /// Everything, at the draft.
    Draft(DraftId),
    /// How much, at a section.
    Section(DraftId, SectionId),
    /// At a field.
    Field(DraftId, FieldId),
}

/// What shows it.
#[derive(Debug)]
pub(super) struct Views {
    at: fn(AskedAt) -> AnyView,
    cells: fn(&Draft, &FieldId) -> Vec<AskedCell>,
}

/// The functions that do, in the part for files.
pub(super) const VIEWS: Views = Views {
    at: |at| match at {
        AskedAt::Draft(draft) => asked_of_draft(draft),
        AskedAt::Section(draft, section) => asked_in_section(draft, section),
        AskedAt::Field(draft, field) => asked_at(draft, Some(field)),
    },
    cells,
};

/// What offices asked, once its part is here. Until then, and where nothing is asked, nothing is shown.
pub(in crate::ui) fn asked(at: AskedAt) -> AnyView {
    let parts = use_session().parts();
    let is_here = Memo::new(move |_| parts.state(Part::Files) == PartState::Here);
    let shown = move || {
        // Asked first: what is not looked at is not followed.
        let is_here = is_here.get();
        FILES.get().filter(|_| is_here).map(|files| (files.asked.at)(at.clone()))
    };
    shown.into_any()
}

/// What is asked at the cells of a table, once the part that knows is here.
pub(in crate::ui) fn asked_of_cells(
    session: SessionHandle,
    draft: &DraftId,
    field: &FieldId,
) -> Vec<AskedCell> {
    let is_here = session.parts().state(Part::Files) == PartState::Here;
    let Some(files) = FILES.get().filter(|_| is_here) else { return Vec::new() };
    session.read_asked(draft, |open| (files.asked.cells)(open.draft, field)).unwrap_or_default()
}
