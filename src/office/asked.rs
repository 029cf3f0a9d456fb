//! What offices asked of a draft, kept with it on the author's machine: each remark at its place, and whether it is done.
//!
//! Rows are named by the draft's own ids, so that a remark stays with its row whatever comes before it. **Invariant:** what
//! is kept here is no answer; whoever keeps or ticks it changes nothing that leaves with the paper.

use super::remark::{Origin, Remark, Remarks};
use crate::draft::{Draft, RowId, Timestamp};
use crate::form::{ColumnId, FieldId};
use crate::json::{Members, Value, object};
use crate::text::Date;

/// What one office asked at one time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// Who.
    pub office: String,
    /// When.
    pub made_at: Timestamp,
    /// By when an answer is asked for.
    pub answer_by: Option<Date>,
    /// What.
    pub points: Vec<Point>,
}

/// One thing that is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Point {
    /// Where; of the paper as a whole, without.
    pub field: Option<FieldId>,
    /// The cell, where the row was known when the remarks were opened.
    pub cell: Option<(RowId, ColumnId)>,
    /// In a sentence.
    pub text: String,
    /// Whether it follows from a rule, or was written by a clerk.
    pub origin: Origin,
    /// Whether the author says that it is done.
    pub done: bool,
}

/// Everything that is kept with a draft, as it was opened.
#[must_use]
pub fn asked(draft: &Draft) -> Vec<Asked> {
    let mut members = Members::default();
    let list = draft.asked.as_array().unwrap_or_default();
    list.iter().map(|value| Asked::from_json(value, &mut members)).collect()
}

/// What is to be kept with a draft when these remarks were opened; remarks that were opened before stay as they are, with
/// what of them is done.
#[must_use]
pub fn with_remarks(draft: &Draft, remarks: &Remarks) -> Value {
    let mut all = asked(draft);
    let is_known = |known: &Asked| known.office == remarks.office && known.made_at == remarks.made_at;
    if !all.iter().any(is_known) {
        let points = remarks.remarks.iter().map(|remark| Point::of(remark, draft)).collect();
        let Remarks { office, made_at, answer_by, .. } = remarks.clone();
        all.insert(0, Asked { office, made_at, answer_by, points });
    }
    to_json(&all)
}

/// What is to be kept when one point is done, or is not: that of the list, and its place there.
#[must_use]
pub fn ticked(draft: &Draft, (list, place): (usize, usize), done: bool) -> Value {
    let mut all = asked(draft);
    if let Some(point) = all.get_mut(list).and_then(|asked| asked.points.get_mut(place)) {
        point.done = done;
    }
    to_json(&all)
}

/// What is to be kept when what is done altogether is put away.
#[must_use]
pub fn without_done(draft: &Draft) -> Value {
    let mut all = asked(draft);
    all.retain(|asked| asked.points.iter().any(|point| !point.done));
    to_json(&all)
}

fn to_json(all: &[Asked]) -> Value {
    if all.is_empty() { Value::Null } else { Value::Array(all.iter().map(Asked::to_json).collect()) }
}

impl Asked {
    fn to_json(&self) -> Value {
        let points = self.points.iter().map(Point::to_json).collect();
        let mut members = vec![
            ("office", self.office.as_str().into()),
            ("madeAt", self.made_at.as_str().into()),
            ("points", Value::Array(points)),
        ];
        members.extend(self.answer_by.map(|day| ("answerBy", day.iso().as_str().into())));
        object(members)
    }

    fn from_json(value: &Value, members: &mut Members) -> Self {
        let points = members.items(value, "points").iter();
        let points = points.map(|point| Point::from_json(point, members)).collect();
        Self {
            office: members.text(value, "office"),
            made_at: Timestamp::new(members.text(value, "madeAt")),
            answer_by: members.optional_text(value, "answerBy").and_then(|day| Date::parse_iso(&day)),
            points,
        }
    }
}

impl Point {
    fn of(remark: &Remark, draft: &Draft) -> Self {
        Self {
            field: remark.field.clone(),
            cell: remark.row_in(draft).zip(remark.column.clone()),
            text: remark.text.clone(),
            origin: remark.origin,
            done: false,
        }
    }

    fn to_json(&self) -> Value {
        let is_rule = self.origin == Origin::Rule;
        let mut members = vec![
            ("text", self.text.as_str().into()),
            ("origin", if is_rule { "rule" } else { "office" }.into()),
            ("done", Value::Bool(self.done)),
        ];
        members.extend(self.field.as_ref().map(|field| ("field", field.as_str().into())));
        if let Some((row, column)) = &self.cell {
            members.extend([("row", (*row).into()), ("column", column.as_str().into())]);
        }
        object(members)
    }

    fn from_json(value: &Value, members: &mut Members) -> Self {
        let row = value.get("row").map(|_| members.count(value, "row"));
        let is_rule = members.text(value, "origin") == "rule";
        Self {
            field: members.optional_text(value, "field").map(FieldId::new),
            cell: row.zip(members.optional_text(value, "column").map(ColumnId::new)),
            text: members.text(value, "text"),
            origin: if is_rule { Origin::Rule } else { Origin::Office },
            done: members.flag(value, "done"),
        }
    }
}
