//! "Hoàn tác" and "Làm lại", by keys and by buttons.
//!
//! In the text that was typed last the browser's own undo goes first, letter by letter as people know it; when it has
//! nothing left the session's steps follow. Elsewhere the session's steps go in the order in which things were done.

use std::time::Duration;

use leptos::prelude::*;
use web_sys::KeyboardEvent;

use super::route::field_element;
use super::{Place, Route, SessionHandle, words};
use crate::draft::DraftId;
use crate::form::{FieldId, FieldKind, Form};
use crate::platform::history::{self, Travel};
use crate::platform::page;
use crate::session::{Command, Deed, Direction, OpenDraft, Spot};

/// The browser has done by then what a key asks of it.
const BROWSERS_TURN: Duration = Duration::from_millis(50);

impl From<Travel> for Direction {
    fn from(travel: Travel) -> Self {
        match travel {
            Travel::Undo => Self::Undo,
            Travel::Redo => Self::Redo,
        }
    }
}

impl From<Spot> for Place {
    fn from(Spot { field, cell }: Spot) -> Self {
        Self { field, cell }
    }
}

/// What would be undone or done again, in words. Empty where there is nothing.
pub(super) fn named(open: OpenDraft<'_>, deed: Option<&Deed>) -> String {
    deed.map(|deed| words::deed(open, deed)).unwrap_or_default()
}

/// Grants what the pressed keys ask for, if they ask for it, and calls back with what was done.
pub(super) fn on_key(
    session: SessionHandle,
    draft: &DraftId,
    event: &KeyboardEvent,
    done: impl FnOnce(Direction, String) + 'static,
) {
    let Some(wish) = history::wish(event) else { return };
    let direction = Direction::from(wish);
    let spot = session.peek(|session| session.native(draft, direction).cloned());
    match (history::text_focus(), spot) {
        // A text that is no answer is the browser's alone.
        (Some(focus), _) if !focus.id.starts_with(&field_element(&FieldId::new(""))) => {}
        (Some(focus), Some(spot)) if focus.is_last && Place::from(spot.clone()).element() == focus.id => {
            let draft = draft.clone();
            let before = text_at(session, &draft, &spot);
            let follow = move || {
                if text_at(session, &draft, &spot) == before {
                    done(direction, step(session, &draft, direction));
                }
            };
            set_timeout(follow, BROWSERS_TURN);
        }
        _ => {
            event.prevent_default();
            done(direction, step(session, draft, direction));
        }
    }
}

/// Takes a step and shows where it was. Gives what it was, in words; nothing where there was none to take.
pub(super) fn step(session: SessionHandle, draft: &DraftId, direction: Direction) -> String {
    let deed = session.peek(|session| session.deed(draft, direction));
    let place = |open: OpenDraft<'_>| (named(open, deed.as_ref()), route(open, deed.as_ref()));
    let (name, route) = session.peek_draft(draft, place).unwrap_or_default();
    if !name.is_empty() {
        page::rewrite_now();
        session.dispatch(Command::Step { draft: draft.clone(), direction });
        if let Some(route) = route {
            request_animation_frame(move || show(&route));
        }
    }
    name
}

/// Brings what a step has changed into view, wherever it stands.
fn show(route: &Route) {
    let element = route.place().unwrap_or_default();
    if !page::bring_into_view(&element) {
        return page::go(&route.href());
    }
    // What had the focus may be gone, which a browser notices when it has drawn the page.
    request_animation_frame(move || {
        if page::is_focus_lost() {
            page::focus(&element);
        }
    });
}

/// Where the deed was done.
fn route(open: OpenDraft<'_>, deed: Option<&Deed>) -> Option<Route> {
    let place = match deed? {
        Deed::Layout | Deed::Restored => return None,
        Deed::Changed(spot) => Place::from(spot.clone()),
        Deed::TakenOver(field) => Place { field: field.clone(), cell: None },
        Deed::Rows { field, row, .. } => {
            let column = row.and_then(|row| Some((row, first_column(open.form, field)?)));
            Place { field: field.clone(), cell: column }
        }
    };
    let mut fields = open.form.fields();
    let (section, _) = fields.find(|(_, field)| field.id == place.field)?;
    Some(Route::Section(open.draft.id.clone(), section.id.clone(), Some(place)))
}

fn first_column(form: &Form, field: &FieldId) -> Option<crate::form::ColumnId> {
    match &form.field(field)?.kind {
        FieldKind::Table(table) => table.columns.first().map(|column| column.id.clone()),
        _ => None,
    }
}

fn text_at(session: SessionHandle, draft: &DraftId, spot: &Spot) -> Option<String> {
    let text = |open: OpenDraft<'_>| {
        let answers = &open.draft.answers;
        match &spot.cell {
            None => answers.text(&spot.field).to_owned(),
            Some((row, column)) => {
                let row = answers.rows(&spot.field).iter().find(|other| other.id == *row);
                row.map(|row| row.cell(column).to_owned()).unwrap_or_default()
            }
        }
    };
    session.peek_draft(draft, text)
}
