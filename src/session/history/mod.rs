//! What can be undone in a draft, and done again.
//!
//! Before an edit is applied, [`Change`] remembers the answer that it is about to change, whatever the edit is;
//! afterwards only what differs is kept. What is typed at one place without a pause is one step.
//!
//! A browser has an undo of its own for the text of a control, and goes first. What it takes back is no new step but
//! a step retraced: see [`History::retrace`].
//!
//! **Invariant:** every change of a draft's answers passes here, so that a step always finds what it left.

mod change;

use std::cmp::Ordering;

use change::Change;

use super::{Edit, Effect, Outcome, Topic, edit};
use crate::draft::{Draft, Row, RowId, Timestamp};
use crate::form::{ColumnId, FieldId, Form};
use crate::text::Date;

/// So many steps are remembered of a draft.
const MOST_STEPS: usize = 100;

/// A pause of more seconds than this ends a step.
const PAUSE: i64 = 2;

/// Which way a step is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// "Hoàn tác".
    Undo,
    /// "Làm lại".
    Redo,
}

/// Where a text is typed: a field, or a cell of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    /// The field.
    pub field: FieldId,
    /// The cell, in a table.
    pub cell: Option<(RowId, ColumnId)>,
}

/// What the writer did in a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Deed {
    /// Another answer, or another cell of it.
    Changed(Spot),
    /// Other rows in a table than before.
    Rows {
        /// The table.
        field: FieldId,
        /// How.
        how: RowsDeed,
        /// The first of the rows that the step brings back, if it brings any.
        row: Option<RowId>,
    },
    /// Answers taken over from other papers, from this field on.
    TakenOver(FieldId),
    /// Another layout.
    Layout,
    /// What an earlier version said.
    Restored,
}

/// What was done to the rows of a table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "the names say themselves")]
pub enum RowsDeed {
    Added,
    Removed,
    Moved,
    Changed,
}

/// What can be undone in one draft, and done again.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    undo: Vec<Step>,
    redo: Vec<Step>,
    /// When the last key was pressed in the latest step. None once something else has happened.
    last_key: Option<i64>,
}

/// What goes to and fro at once.
#[derive(Clone, Debug)]
struct Step {
    /// At least one.
    changes: Vec<Change>,
    /// Where it was typed.
    spot: Option<Spot>,
    /// The browser remembers it too.
    is_native: bool,
}

impl Edit {
    /// Where a text is typed, if one is.
    fn spot(&self) -> Option<Spot> {
        match self {
            Self::Text { field, .. } => Some(Spot { field: field.clone(), cell: None }),
            Self::Cell { field, row, column, .. } => {
                Some(Spot { field: field.clone(), cell: Some((*row, column.clone())) })
            }
            _ => None,
        }
    }
}

/// So many letters, taken out at once, are more than a key or an input method takes.
const MUCH: usize = 8;

/// Whether a text loses much at once, or all of it: what was typed before is then a step to come back to.
fn takes_out(draft: &Draft, edit: &Edit) -> bool {
    let (before, after) = match edit {
        Edit::Text { field, text } => (draft.answers.text(field), text),
        Edit::Cell { field, row, column, text } => {
            let row = draft.answers.rows(field).iter().find(|other| other.id == *row);
            (row.map_or("", |row| row.cell(column)), text)
        }
        _ => return false,
    };
    let lost = || before.chars().count().saturating_sub(after.chars().count());
    before.len() > after.len() && lost() > if after.is_empty() { 1 } else { MUCH }
}

impl History {
    /// Applies an edit and remembers how to undo it. None where it changes nothing.
    pub(super) fn edit(
        &mut self,
        form: &Form,
        draft: &mut Draft,
        edit: Edit,
        now: &Timestamp,
    ) -> Option<Vec<Topic>> {
        let (spot, now) = (edit.spot(), seconds(now));
        let goes_on = self.goes_on(spot.as_ref(), now) && !takes_out(draft, &edit);
        let before = (!goes_on).then(|| Change::before(draft, &edit));
        let mut topics = edit::apply(form, draft, edit)?;
        self.last_key = now;
        let narrowed = |before: Change| before.narrowed(draft);
        let changes: Vec<Change> = before.into_iter().flatten().filter_map(narrowed).collect();
        if !changes.is_empty() {
            self.redo.clear();
            push(&mut self.undo, Step { changes, is_native: spot.is_some(), spot });
            topics.push(Topic::History(draft.id.clone()));
        }
        Some(topics)
    }

    /// Whether a key belongs to the latest step.
    fn goes_on(&self, spot: Option<&Spot>, now: Option<i64>) -> bool {
        let (Some(now), Some(last), Some(step)) = (now, self.last_key, self.undo.last()) else {
            return false;
        };
        spot.is_some() && step.spot.as_ref() == spot && (0..=PAUSE).contains(&(now - last))
    }

    /// Takes a step; one that would change nothing is passed over. None where there is none to take.
    pub(super) fn step(&mut self, draft: &mut Draft, direction: Direction) -> Option<Outcome> {
        let (from, to) = self.stacks(direction);
        from.last()?;
        let mut outcome = Outcome::default().and(Topic::History(draft.id.clone()));
        while let Some(Step { changes, spot, .. }) = from.pop() {
            let put_back = |change: Change| change.put_back(draft, &mut outcome.topics);
            let changes: Vec<Change> = changes.into_iter().filter_map(put_back).collect();
            if !changes.is_empty() {
                push(to, Step { changes, spot, is_native: false });
                outcome.effects.push(Effect::Save(draft.id.clone()));
                outcome.topics.push(Topic::Draft(draft.id.clone()));
                break;
            }
        }
        // What the browser remembers was typed into texts that are no longer there.
        for step in self.undo.iter_mut().chain(&mut self.redo) {
            step.is_native = false;
        }
        self.last_key = None;
        Some(outcome)
    }

    /// Follows the browser, which has undone or done again some of what was typed: less than a step, or more than one.
    /// None where it changed nothing.
    pub(super) fn retrace(
        &mut self,
        form: &Form,
        draft: &mut Draft,
        edit: Edit,
        direction: Direction,
        now: &Timestamp,
    ) -> Option<Vec<Topic>> {
        let (spot, changes) = (edit.spot(), Change::before(draft, &edit));
        if spot.is_none() {
            return self.edit(form, draft, edit, now);
        }
        let mut topics = edit::apply(form, draft, edit)?;
        let (from, to) = self.stacks(direction);
        if to.last().is_none_or(|step| step.spot != spot) {
            push(to, Step { changes, spot: spot.clone(), is_native: true });
        }
        let is_reached =
            |step: &Step| step.spot == spot && step.changes.iter().all(|change| change.is_put_back(draft));
        if let Some(reached) = from.iter().rposition(is_reached) {
            let mut at = 0;
            from.retain(|step| {
                at += 1;
                at <= reached || step.spot != spot
            });
        }
        self.last_key = None;
        topics.push(Topic::History(draft.id.clone()));
        Some(topics)
    }

    /// The steps that are taken from, and those that they become.
    fn stacks(&mut self, direction: Direction) -> (&mut Vec<Step>, &mut Vec<Step>) {
        match direction {
            Direction::Undo => (&mut self.undo, &mut self.redo),
            Direction::Redo => (&mut self.redo, &mut self.undo),
        }
    }

    fn next(&self, direction: Direction) -> Option<&Step> {
        match direction {
            Direction::Undo => self.undo.last(),
            Direction::Redo => self.redo.last(),
        }
    }

    /// What the writer did in the step that would be taken.
    pub(super) fn deed(&self, draft: &Draft, direction: Direction) -> Option<Deed> {
        let step = self.next(direction)?;
        Some(match step.changes.first()? {
            Change::Layout { .. } => Deed::Layout,
            Change::All { .. } => Deed::Restored,
            Change::Answer { field, .. } | Change::Rows { field, .. } if step.changes.len() > 1 => {
                Deed::TakenOver(field.clone())
            }
            Change::Answer { field, .. } => Deed::Changed(Spot { field: field.clone(), cell: None }),
            Change::Cell { field, row, column, .. } => {
                Deed::Changed(Spot { field: field.clone(), cell: Some((*row, column.clone())) })
            }
            Change::Carried { .. } => return None,
            Change::Rows { field, at, now, was } => {
                let ids = |rows: &[Row]| rows.iter().map(|row| row.id).collect::<Vec<_>>();
                let there = draft.answers.rows(field).get(*at..*at + *now).map(ids);
                let (before, after) = match direction {
                    Direction::Undo => (was.len(), *now),
                    Direction::Redo => (*now, was.len()),
                };
                let how = match before.cmp(&after) {
                    Ordering::Less => RowsDeed::Added,
                    Ordering::Greater => RowsDeed::Removed,
                    Ordering::Equal if there == Some(ids(was)) => RowsDeed::Changed,
                    Ordering::Equal => RowsDeed::Moved,
                };
                Deed::Rows { field: field.clone(), how, row: was.first().map(|row| row.id) }
            }
        })
    }

    /// Where the step that would be taken was typed, if the browser remembers it too and goes first.
    pub(super) fn native(&self, direction: Direction) -> Option<&Spot> {
        self.next(direction).filter(|step| step.is_native)?.spot.as_ref()
    }
}

fn push(steps: &mut Vec<Step>, step: Step) {
    if steps.len() == MOST_STEPS {
        steps.remove(0);
    }
    steps.push(step);
}

/// Seconds of the device's clock, whatever its offset.
pub(super) fn seconds(moment: &Timestamp) -> Option<i64> {
    let text = moment.as_str();
    let part = |at: std::ops::Range<usize>| text.get(at)?.parse::<i64>().ok();
    let days = i64::from(Date::parse_iso(text)?.days_since(Date::FIRST));
    Some(((days * 24 + part(11..13)?) * 60 + part(14..16)?) * 60 + part(17..19)?)
}

#[cfg(test)]
mod tests;
