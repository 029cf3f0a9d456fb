//! Where somebody is writing, as a place of the form; and the way there.

use std::time::Duration;

use leptos::task::spawn_local;

use crate::document::Spot;
use crate::draft::DraftId;
use crate::form::{Field, FieldId, FieldKind};
use crate::platform::page;
use crate::session::OpenDraft;
use crate::ui::route::{cell_element, field_element};
use crate::ui::{Place, Route, SessionHandle};

/// So often, and so long apart, it is looked whether a page has come on which somebody wants to write.
const TRIES: u32 = 60;
const PAUSE: Duration = Duration::from_millis(50);

/// The place of the form whose control has this id.
pub(super) fn spot_of(open: OpenDraft<'_>, id: &str, offset: Option<u32>) -> Option<Spot> {
    let mut best: Option<(usize, Spot)> = None;
    for (section, asked) in open.form.sections.iter().enumerate() {
        for (field, own) in asked.fields.iter().enumerate() {
            let element = field_element(&own.id);
            let rest = id.strip_prefix(&element);
            let is_own = rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
            // Ids may begin with others.
            if is_own && best.is_none_or(|(length, _)| element.len() > length) {
                let cell = cell_of(open, own, id);
                let text = match (cell, &own.kind) {
                    (None, FieldKind::LongText | FieldKind::ShortText) => {
                        Some(open.draft.answers.text(&own.id))
                    }
                    _ => None,
                };
                let offset = text.zip(offset).map(|(text, offset)| code_points(text, offset));
                best = Some((element.len(), Spot { section, field, cell, offset }));
            }
        }
    }
    best.map(|(_, spot)| spot)
}

fn cell_of(open: OpenDraft<'_>, field: &Field, id: &str) -> Option<(usize, usize)> {
    let FieldKind::Table(table) = &field.kind else { return None };
    for (index, row) in open.draft.answers.rows(&field.id).iter().enumerate() {
        let is_cell = |column: &crate::form::Column| {
            let cell = cell_element(&field.id, row.id, &column.id);
            id == cell || id.strip_prefix(&cell).is_some_and(|rest| rest.starts_with('-'))
        };
        if let Some(column) = table.columns.iter().position(is_cell) {
            return Some((index, column));
        }
    }
    None
}

/// Goes to a place of the form: where it is shown already, or on its page.
pub(super) fn go(session: SessionHandle, draft: &DraftId, spot: Spot) {
    let found = session.peek_draft(draft, |open| {
        let section = open.form.sections.get(spot.section)?;
        let field = section.fields.get(spot.field)?;
        let (cell, typed) = match (&field.kind, spot.cell) {
            (FieldKind::Table(table), Some((row, column))) => {
                let row = open.draft.answers.rows(&field.id).get(row)?;
                let column = table.columns.get(column)?;
                (Some((row.id, column.id.clone())), row.cell(&column.id))
            }
            _ => (None, open.draft.answers.text(&field.id)),
        };
        let offset = spot.offset.map(|offset| utf16_units(typed, offset));
        let place = Place { field: FieldId::new(field.id.as_str()), cell };
        Some((section.id.clone(), place, offset))
    });
    let Some((section, place, offset)) = found.flatten() else { return };
    let element = place.element();
    if page::enter(&element, offset) {
        return;
    }
    page::go(&Route::Section(draft.clone(), section, Some(place)).href());
    spawn_local(async move {
        for _ in 0..TRIES {
            page::pause(PAUSE).await;
            if page::has_focus(&element) {
                page::enter(&element, offset);
                return;
            }
        }
    });
}

/// Code points before so many UTF-16 units.
fn code_points(text: &str, units: u32) -> usize {
    let mut left = usize::try_from(units).unwrap_or_default();
    let mut count = 0;
    for letter in text.chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(letter.len_utf16());
        count += 1;
    }
    count
}

/// UTF-16 units before so many code points.
fn utf16_units(text: &str, points: usize) -> u32 {
    let units: usize = text.chars().take(points).map(char::len_utf16).sum();
    u32::try_from(units).unwrap_or_default()
}
