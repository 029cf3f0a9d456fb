//! Papers that begin with what was compiled: what a sở is asked to answer, and the draft conclusion.

use super::answers::is_asked_of;
use super::{ANSWERS, Decisions, Opinion};
use crate::draft::{Answer, Draft, DraftId, Row, Timestamp};
use crate::form::{ColumnId, FieldId, FieldKind, FormId, Slot};
use crate::office::Source;
use crate::office::compile::fill::rows;
use crate::paper::begin;
use crate::plan::Plan;

const CONCLUSION: &str = "004-KL";

/// The tables of the conclusion, and those compiled that they are filled from.
const PARTS: [(&str, &str); 4] = [
    ("da-neu", "ket-luan-1-da-neu"),
    ("da-tra-loi", "ket-luan-2-da-tra-loi"),
    ("chuyen", "ket-luan-3-chuyen"),
    ("giao", "ket-luan-4-giao"),
];

/// The paper in which an agency answers, with the opinions that it is asked to. Each row names its opinion, so that
/// the answer finds it again.
#[must_use]
pub fn reply_draft(
    plan: &Plan,
    opinions: &[Opinion],
    agency: &str,
    id: DraftId,
    now: Timestamp,
) -> Option<Draft> {
    let form = plan.form(&FormId::new(ANSWERS))?;
    let mut draft = begin(plan, form, id, now);
    if let Some(field) = form.slot(Slot::UnitName) {
        draft.answers.set(field.id.clone(), Answer::Text(agency.to_owned()));
    }
    let asked = opinions.iter().filter(|opinion| is_asked_of(opinion, agency));
    let mut rows = Vec::new();
    for (opinion, id) in asked.zip(0..) {
        let mut row =
            Row { id, sources: opinion.places.first().cloned().into_iter().collect(), ..Row::default() };
        row.cells.insert(ColumnId::new("nhom-van-de"), opinion.group.clone());
        row.cells.insert(ColumnId::new("y-kien"), opinion.shown().to_owned());
        rows.push(row);
    }
    draft.answers.set(FieldId::new("tra-loi"), Answer::Rows(rows));
    Some(draft)
}

/// The draft conclusion, with its four parts filled in.
#[must_use]
pub fn conclusion_draft(
    plan: &Plan,
    sources: &[Source<'_>],
    decisions: &Decisions,
    id: DraftId,
    now: Timestamp,
) -> Option<Draft> {
    let form = plan.form(&FormId::new(CONCLUSION))?;
    let mut draft = begin(plan, form, id, now);
    let tables = super::tables(plan, sources, decisions);
    for (part, compiled) in PARTS {
        let field = FieldId::new(part);
        let Some(FieldKind::Table(table)) = form.field(&field).map(|field| &field.kind) else { continue };
        let Some(compiled) = tables.iter().find(|table| table.id == compiled) else { continue };
        draft.answers.set(field, Answer::Rows(rows(compiled, table, sources)));
    }
    Some(draft)
}
