//! What somebody decides on opinions, one thing at a time, each with the way back.

use std::collections::BTreeMap;

use super::{Decisions, Opinion, OpinionId};
use crate::sorted::Sorted;

/// One thing that is decided. None takes back what was decided, so that what the papers say holds again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// The group of an opinion.
    Group(OpinionId, Option<String>),
    /// Whose competence it is.
    Competence(OpinionId, Option<String>),
    /// Who answers it.
    Agency(OpinionId, Option<String>),
    /// Which opinion stands for it.
    Merged(OpinionId, Option<OpinionId>),
    /// Whether two do not say the same, however near their words are.
    Distinct(OpinionId, OpinionId, bool),
}

impl Decisions {
    /// Decides something. Gives what takes it back.
    pub fn change(&mut self, change: Change) -> Change {
        match change {
            Change::Group(id, value) => Change::Group(id.clone(), set(&mut self.group, id, value)),
            Change::Competence(id, value) => {
                Change::Competence(id.clone(), set(&mut self.competence, id, value))
            }
            Change::Agency(id, value) => Change::Agency(id.clone(), set(&mut self.agency, id, value)),
            Change::Merged(id, value) => Change::Merged(id.clone(), set(&mut self.merged_into, id, value)),
            Change::Distinct(one, other, is_distinct) => {
                let pair = in_order(&one, &other);
                let was = set(&mut self.distinct, pair, is_distinct.then_some(())).is_some();
                Change::Distinct(one, other, was)
            }
        }
    }
}

fn set<K: Ord, V>(decided: &mut Sorted<K, V>, key: K, value: Option<V>) -> Option<V> {
    let before = decided.remove(&key);
    if let Some(value) = value {
        decided.insert(key, value);
    }
    before
}

/// The two in one order, whichever was named first.
fn in_order(one: &OpinionId, other: &OpinionId) -> (OpinionId, OpinionId) {
    if one <= other { (one.clone(), other.clone()) } else { (other.clone(), one.clone()) }
}

/// The pairs of these opinions of which it was said that they are not the same, by their places: the later one first.
pub(super) fn distinct(opinions: &[Opinion], decisions: &Decisions) -> Vec<(usize, usize)> {
    if decisions.distinct.is_empty() {
        return Vec::new();
    }
    let mut places: BTreeMap<&OpinionId, usize> = BTreeMap::new();
    for (at, opinion) in opinions.iter().enumerate() {
        for id in &opinion.ids {
            places.insert(id, at);
        }
    }
    let place = |id: &OpinionId| places.get(id).copied();
    let pair = |(one, other): &(OpinionId, OpinionId)| {
        let (one, other) = (place(one)?, place(other)?);
        (one != other).then(|| (one.max(other), one.min(other)))
    };
    let mut pairs: Vec<(usize, usize)> = decisions.distinct.iter().filter_map(|(it, ())| pair(it)).collect();
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}
