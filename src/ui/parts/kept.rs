//! The part that keeps second copies and versions and undoes: what the first one asks of it. Until it is here nothing is done.

use leptos::prelude::*;

use super::{AGAIN, KEEPING, Keeping, Part, PartState};
use crate::draft::DraftId;
use crate::platform::page;
use crate::platform::storage::StorageError;
use crate::session::Command;
use crate::session::tabs::Event;
use crate::ui::SessionHandle;
use crate::ui::components::{PastedCells, PastedText};

/// Begins to keep the second copies and to talk with the other tabs, when the part has come.
pub(in crate::ui) async fn begin_keeping(session: SessionHandle) {
    while Part::Keep.fetch().await.is_err() {
        // Then there is one copy, and that is said.
        session.saver().wrote_second(None, Err(StorageError::Interrupted));
        page::pause(AGAIN).await;
    }
    session.parts().need(Part::Keep);
    if let Some(keeping) = KEEPING.get() {
        (keeping.begin)(session);
    }
}

/// Writes the second copies that wait. Until the part is here they wait on.
pub(in crate::ui) fn copy(session: SessionHandle) {
    if let Some(keeping) = KEEPING.get() {
        (keeping.copy)(session);
    }
}

/// A command is about to be granted: keeps what it changes, where that is worth a version. Until the part is here nothing is.
pub(in crate::ui) fn keep_before(session: SessionHandle, command: &Command) {
    if let Some(keeping) = KEEPING.get() {
        (keeping.keep_before)(session, command);
    }
}

/// Undoing and doing again, the part being here.
pub(in crate::ui) fn undo_bar(draft: DraftId) -> Option<AnyView> {
    Some((KEEPING.get()?.undo_bar)(draft))
}

/// Something happened that the other tabs are to know. Until the part is here they are not told.
pub(in crate::ui) fn tell_tabs(session: SessionHandle, event: Event) {
    if let Some(keeping) = KEEPING.get() {
        (keeping.tell_tabs)(session, event);
    }
}

/// What is to be known of the storage, of other tabs and of the plan's version, the part being here.
pub(in crate::ui) fn notices(draft: Option<DraftId>) -> Option<AnyView> {
    Some((KEEPING.get()?.notices)(draft))
}

/// What is offered at the foot of every page: to bring a draft back, to take another version; the part being here.
pub(in crate::ui) fn offers() -> Option<AnyView> {
    Some((KEEPING.get()?.offers)())
}

/// What was pasted in an old encoding, offered in Unicode; the part being here.
pub(in crate::ui) fn legacy_offer(session: SessionHandle, pasted: &PastedText) -> Option<AnyView> {
    let is_wanted = pasted.before.with(Option::is_some);
    (judge(session, is_wanted)?.legacy_offer)(pasted)
}

/// The same for cells of a table.
pub(in crate::ui) fn legacy_cells(session: SessionHandle, pasted: &PastedCells) -> Option<AnyView> {
    let is_wanted = pasted.cells.with(|cells| !cells.is_empty());
    (judge(session, is_wanted)?.legacy_cells)(pasted)
}

/// What knows old encodings, if it is wanted and here.
fn judge(session: SessionHandle, is_wanted: bool) -> Option<&'static Keeping> {
    let is_here = is_wanted && session.parts().state(Part::Keep) == PartState::Here;
    KEEPING.get().filter(|_| is_here)
}
