//! All that was received for one plan, in the order of taking in, and which of several papers of a unit counts.
//!
//! The highest revision counts. Equal papers of equal revision are one paper that came twice. Different papers of equal
//! revision contradict each other: neither counts until somebody says which.
//!
//! **Invariant:** taking in only adds; no row changes what it says or goes away. What counts depends on what was taken in
//! and chosen, and not on the order, except which of equal papers stands for the others.

mod decision;
mod list;
mod notice;
mod print;
mod table;

use std::collections::BTreeMap;

pub use decision::{Decided, Decision};
pub use list::{paper_json, register_csv, write_register_json};
pub use notice::{Notice, Spot};
pub use table::{Told, register_table};

use super::intake::{Place, Refusal};
use super::judge::{Judged, Key, Lateness};
use super::{PaperId, Source};
use crate::draft::{Draft, Timestamp};
use crate::form::{FieldId, Form};
use crate::plan::{Plan, PlanId};
use crate::submission::Status;
use crate::text::Print;

/// What was received for one plan.
#[derive(Clone, Debug, PartialEq)]
pub struct Register {
    plan: PlanId,
    entries: Vec<Entry>,
    cases: BTreeMap<Key, Case>,
}

/// One row: a file, and what became of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// Where it comes from.
    pub place: Place,
    /// The paper in it, or why there is none.
    pub outcome: Result<Box<Judged>, Refusal>,
    /// How the paper stands to others. None where there is none.
    pub standing: Option<Standing>,
}

/// How a paper stands to others of the same unit and form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It counts.
    Counts,
    /// Another one counts.
    Superseded {
        /// That one; where none counts yet, one of those that might.
        by: PaperId,
    },
    /// The same paper came before.
    Repeated {
        /// That one.
        of: PaperId,
    },
    /// Others of the same revision say something else; none counts until one is chosen.
    Contradicts {
        /// The first of the others; [`Register::rivals`] has all.
        with: PaperId,
    },
    /// Somebody said that it shall not count.
    SetAside,
}

/// The papers of one unit for one form.
#[derive(Clone, Debug, Default, PartialEq)]
struct Case {
    /// Different papers, as they came.
    papers: Vec<PaperId>,
    /// Those that came again.
    repeated: Vec<PaperId>,
    chosen: Option<PaperId>,
    set_aside: Vec<PaperId>,
    /// What each of the papers says, in short, by revision: sorted, so that the same is found among many.
    prints: Vec<(u32, Print, PaperId)>,
    /// Those that count, or contradict each other, and the highest revision in play; as they stood last.
    first: Vec<PaperId>,
    highest: Option<u32>,
}

impl Register {
    /// An empty one.
    #[must_use]
    pub fn new(plan: PlanId) -> Self {
        Self { plan, entries: Vec::new(), cases: BTreeMap::new() }
    }

    /// The plan that it is for.
    #[must_use]
    pub fn plan(&self) -> &PlanId {
        &self.plan
    }

    /// Takes a file in: its paper, or why it gives none. A paper of another plan is refused.
    pub fn take(&mut self, place: Place, outcome: Result<Box<Judged>, Refusal>) -> PaperId {
        let id = PaperId(u32::try_from(self.entries.len()).unwrap_or(u32::MAX));
        let outcome = outcome.and_then(|judged| match judged.draft.plan == self.plan {
            true => Ok(judged),
            false => Err(Refusal::OtherPlan { plan: judged.draft.plan.to_string() }),
        });
        let key = outcome.as_ref().ok().map(|judged| judged.key.clone());
        self.entries.push(Entry { place, outcome, standing: None });
        if let Some(key) = key {
            self.place(id, key);
        }
        id
    }

    /// Places a paper among those of its unit and form: among ten thousand in no more than a few steps.
    fn place(&mut self, id: PaperId, key: Key) {
        let mut case = self.cases.remove(&key).unwrap_or_default();
        let Some(paper) = self.paper(id) else { return };
        let revision = paper.draft.revision;
        let print = print::of(paper);
        let at = case.prints.partition_point(|(other, own, _)| (*other, *own) < (revision, print));
        let alike = case.prints.iter().skip(at).take_while(|it| (it.0, it.1) == (revision, print));
        let is_same = |other: &PaperId| self.paper(*other).is_some_and(|other| other.says_the_same_as(paper));
        match alike.map(|(_, _, other)| *other).find(is_same) {
            Some(of) => {
                case.repeated.push(id);
                self.set(id, Standing::Repeated { of });
            }
            None => {
                case.papers.push(id);
                case.prints.insert(at, (revision, print, id));
                match self.fuller(&key) {
                    Some(_) => self.stand(&key, &mut case),
                    None => self.join(&key, &mut case, id, revision),
                }
            }
        }
        self.put(key, case);
    }

    /// Puts a case back, and says anew how papers stand that it may take the place of.
    fn put(&mut self, key: Key, case: Case) {
        let less = self.of_draft(&key).filter(|(other, _)| key.says_more_than(other));
        let less: Vec<_> = less.map(|(other, _)| other.clone()).collect();
        self.cases.insert(key, case);
        for key in less {
            if let Some(mut case) = self.cases.remove(&key) {
                self.stand(&key, &mut case);
                self.cases.insert(key, case);
            }
        }
    }

    /// The cases of the same draft of a person, if it is one's.
    fn of_draft(&self, key: &Key) -> impl Iterator<Item = (&Key, &Case)> {
        let first = key.of_draft();
        let cases = first.clone().map(|first| self.cases.range(first..)).into_iter().flatten();
        cases.take_while(move |(other, _)| other.of_draft() == first)
    }

    /// Where papers do not say for which period they are: the last paper of the same draft that does, with its revision.
    fn fuller(&self, key: &Key) -> Option<(u32, PaperId)> {
        let fuller = self.of_draft(key).filter(|(other, _)| other.says_more_than(key));
        let papers =
            fuller.flat_map(|(_, case)| case.papers.iter().filter(|id| !case.set_aside.contains(id)));
        papers.filter_map(|id| Some((self.paper(*id)?.draft.revision, *id))).max()
    }

    /// Says how one more paper of a case stands, and of the others what changes by it.
    fn join(&mut self, key: &Key, case: &mut Case, id: PaperId, revision: u32) {
        let is_chosen = case.chosen.is_some_and(|chosen| case.first == [chosen]);
        match (case.first.as_slice(), case.highest) {
            ([one, ..], Some(highest)) if revision < highest || (is_chosen && revision == highest) => {
                self.set(id, Standing::Superseded { by: *one });
            }
            ([one, _, ..], Some(highest)) if revision == highest => {
                self.set(id, Standing::Contradicts { with: *one });
                case.first.push(id);
            }
            _ => self.stand(key, case),
        }
    }

    /// Says anew how the papers of a case stand.
    fn stand(&mut self, key: &Key, case: &mut Case) {
        let revision = |id: &PaperId| self.paper(*id).map(|paper| paper.draft.revision);
        // Who exports a draft, and then says for which period it is, has one paper, not two.
        let fuller = self.fuller(key);
        let outdone = |id: &PaperId| {
            let later = fuller.filter(|(later, _)| revision(id).is_some_and(|own| own < *later));
            later.filter(|_| case.chosen != Some(*id)).map(|(_, by)| by)
        };
        let is_in_play = |id: &&PaperId| !case.set_aside.contains(id) && outdone(id).is_none();
        let in_play: Vec<_> = case.papers.iter().filter(is_in_play).copied().collect();
        let highest = in_play.iter().filter_map(revision).max();
        let mut first: Vec<_> = in_play.iter().filter(|id| revision(id) == highest).copied().collect();
        if let Some(chosen) = case.chosen.filter(|chosen| in_play.contains(chosen)) {
            first = vec![chosen];
        }
        let stands = |id: PaperId| match first.as_slice() {
            _ if case.set_aside.contains(&id) => Standing::SetAside,
            _ if let Some(by) = outdone(&id) => Standing::Superseded { by },
            [one] if *one == id => Standing::Counts,
            [one, two, ..] if revision(&id) == highest => {
                Standing::Contradicts { with: if *one == id { *two } else { *one } }
            }
            [one, ..] => Standing::Superseded { by: *one },
            [] => Standing::SetAside,
        };
        let standings: Vec<_> = case.papers.iter().map(|id| (*id, stands(*id))).collect();
        for (id, standing) in standings {
            self.set(id, standing);
        }
        case.first = first;
        case.highest = highest;
    }

    fn set(&mut self, id: PaperId, standing: Standing) {
        if let Some(entry) = self.entries.get_mut(index(id)) {
            entry.standing = Some(standing);
        }
    }

    /// Lets this paper count of those of its unit and form, whatever their revisions. One that came again stands for the
    /// one that it repeats. Says whether there is such a paper.
    pub fn choose(&mut self, id: PaperId) -> bool {
        self.change(id, |case, id| {
            case.set_aside.retain(|other| *other != id);
            case.chosen = Some(id);
        })
    }

    /// Whether this paper, or another of its unit and form, is chosen.
    pub(super) fn has_chosen(&self, id: PaperId) -> bool {
        let case = self.paper(id).and_then(|paper| self.cases.get(&paper.key));
        case.is_some_and(|case| case.chosen.is_some())
    }

    /// Takes the choice of this paper back; that of another one stays.
    pub fn unchoose(&mut self, id: PaperId) -> bool {
        self.change(id, |case, id| case.chosen = case.chosen.filter(|chosen| *chosen != id))
    }

    /// Says that a paper shall not count, even if it was chosen before, or takes that back.
    pub fn set_aside(&mut self, id: PaperId, aside: bool) -> bool {
        self.change(id, |case, id| {
            case.set_aside.retain(|other| *other != id);
            if aside {
                case.chosen = case.chosen.filter(|chosen| *chosen != id);
                case.set_aside.push(id);
            }
        })
    }

    fn change(&mut self, id: PaperId, change: impl FnOnce(&mut Case, PaperId)) -> bool {
        let Some(entry) = self.entries.get(index(id)) else { return false };
        let Ok(judged) = &entry.outcome else { return false };
        let key = judged.key.clone();
        let id = match &entry.standing {
            Some(Standing::Repeated { of }) => *of,
            _ => id,
        };
        let Some(mut case) = self.cases.remove(&key) else { return false };
        change(&mut case, id);
        self.stand(&key, &mut case);
        self.put(key, case);
        true
    }

    /// Every row, in the order of taking in.
    pub fn entries(&self) -> impl Iterator<Item = (PaperId, &Entry)> {
        (0..).map(PaperId).zip(self.entries.iter())
    }

    /// One row.
    #[must_use]
    pub fn entry(&self, id: PaperId) -> Option<&Entry> {
        self.entries.get(index(id))
    }

    /// The paper of a row, if it has one.
    #[must_use]
    pub fn paper(&self, id: PaperId) -> Option<&Judged> {
        self.entry(id)?.outcome.as_deref().ok()
    }

    /// The papers that count, in the order of taking in.
    pub fn counting(&self) -> impl Iterator<Item = (PaperId, &Judged)> {
        self.entries().filter_map(|(id, entry)| {
            let counts = entry.standing == Some(Standing::Counts);
            counts.then_some(entry.outcome.as_deref().ok()).flatten().map(|judged| (id, judged))
        })
    }

    /// The papers that count, as the compiling takes them.
    #[must_use]
    pub fn sources(&self) -> Vec<Source<'_>> {
        self.counting()
            .map(|(id, judged)| Source {
                id,
                unit: judged.who.name(),
                unit_id: judged.who.unit_id.as_ref(),
                draft: &judged.draft,
            })
            .collect()
    }

    /// What a paper is called where people look it up: by its number in the register, its unit and its form.
    #[must_use]
    pub fn name(&self, id: PaperId) -> String {
        let number = u64::from(id.0) + 1;
        self.paper(id).map_or_else(
            || number.to_string(),
            |paper| format!("{number}. {} ({})", paper.who.name(), paper.draft.form),
        )
    }

    /// When the newest of the papers that count was exported.
    #[must_use]
    pub fn newest(&self) -> Option<&Timestamp> {
        self.counting().filter_map(|(_, judged)| judged.exported_at.as_ref()).max_by_key(|at| at.as_str())
    }

    /// The papers that contradict this one, as they came; none where it contradicts none.
    #[must_use]
    pub fn rivals(&self, id: PaperId) -> Vec<PaperId> {
        let contradicts = |id: PaperId| {
            let standing = self.entry(id).and_then(|entry| entry.standing.as_ref());
            matches!(standing, Some(Standing::Contradicts { .. }))
        };
        let case = self.paper(id).filter(|_| contradicts(id)).and_then(|paper| self.cases.get(&paper.key));
        let papers = case.map(|case| case.papers.as_slice()).unwrap_or_default();
        papers.iter().copied().filter(|other| *other != id && contradicts(*other)).collect()
    }

    /// Of a paper that came too late, the one of the same unit and form that had come complete and in time: that the unit
    /// handed in in time, and that it corrected this afterwards, are both true.
    #[must_use]
    pub fn in_time_before(&self, id: PaperId) -> Option<PaperId> {
        let paper = self.paper(id).filter(|paper| paper.is_late())?;
        let case = self.cases.get(&paper.key)?;
        let is_in_time = |other: &PaperId| {
            self.paper(*other).is_some_and(|other| {
                other.lateness == Some(Lateness::InTime) && other.status == Status::Complete
            })
        };
        case.papers.iter().filter(|other| !case.set_aside.contains(other)).copied().find(is_in_time)
    }

    /// Every case: whose papers for which form, those that differ first as they came, then those that came again.
    pub fn cases(&self) -> impl Iterator<Item = (&Key, impl Iterator<Item = PaperId>)> {
        self.cases.iter().map(|(key, case)| (key, case.papers.iter().chain(&case.repeated).copied()))
    }

    /// Lets go of what the papers say. From then on they are only named: nothing can be compared, compiled or taken in.
    pub fn forget_answers(&mut self) {
        for judged in self.entries.iter_mut().filter_map(|entry| entry.outcome.as_mut().ok()) {
            judged.forget_answers();
        }
    }

    /// What should be pointed out: the same person, the same text, one draft in several hands.
    #[must_use]
    pub fn notices(&self, plan: &Plan) -> Vec<Notice> {
        notice::notices(self, plan)
    }
}

/// The fields in which two papers of a form differ, in the form's order. How they differ is shown by
/// `session::versions::compare`.
#[must_use]
pub fn differences(form: &Form, one: &Draft, other: &Draft) -> Vec<FieldId> {
    let differs = |id: &FieldId| one.answers.get(id) != other.answers.get(id);
    form.fields().map(|(_, field)| &field.id).filter(|id| differs(id)).cloned().collect()
}

fn index(id: PaperId) -> usize {
    usize::try_from(id.0).unwrap_or(usize::MAX)
}
