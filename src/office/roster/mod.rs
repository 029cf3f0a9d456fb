//! Who has handed in what, and who is missing: every unit of the plan's roster with every form that it owes.

mod list;

use std::collections::BTreeMap;

pub use list::{roster_csv, roster_json};

use super::PaperId;
use super::judge::{Judged, due_periods};
use super::register::{Register, Standing};
use crate::form::{Choice, Form, FormId, Origin};
use crate::plan::{Deadline, Plan, Unit, UnitId};
use crate::text::{OrderKey, fold, order_key};

/// What is owed and what came.
#[derive(Clone, Debug, PartialEq)]
pub struct Roster<'a> {
    /// In the plan's order: form by form, and in it unit by unit.
    pub lines: Vec<Line<'a>>,
    /// Papers that count and that no line of the roster asks for: of forms that anybody may hand in, and of units that
    /// stand in no roster.
    pub others: Vec<PaperId>,
}

/// A form that is a unit's to hand in.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// The unit.
    pub unit: &'a Unit,
    /// The district or whatever else it belongs to; itself, where it belongs to none.
    pub district: &'a Unit,
    /// What it owes, and by when.
    pub due: Due<'a>,
    /// Whether the plan asks for it. What it does not ask for is never missing.
    pub is_owed: bool,
    /// How many papers of the periods that are owed fulfil it.
    pub quota: Quota,
    /// How it stands.
    pub state: State,
    /// The papers that count, or that contradict each other; those of other periods than are owed last.
    pub papers: Vec<PaperId>,
    /// How many of the papers are of periods that the deadline is not about. They came, and fulfil nothing.
    pub of_other_periods: usize,
    /// How many papers were superseded, came twice or were set aside.
    pub superseded: usize,
    /// How many of the papers came too late, and nothing of theirs in time.
    pub late: usize,
    /// How many were handed in in time, and corrected after the deadline.
    pub corrected: usize,
    /// How many of the papers are too long.
    pub over: usize,
}

/// What is owed.
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'a> {
    /// The form.
    pub form: &'a Form,
    /// By when, if a day is set.
    pub deadline: Option<&'a Deadline>,
    /// For which of the form's periods, as people write them. None where it is for any.
    pub periods: Option<Vec<&'a str>>,
}

/// How many papers a line asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Quota {
    /// So many.
    Exactly(u32),
    /// At least one; the plan says no number.
    Some,
}

impl Quota {
    /// The least that fulfils it.
    #[must_use]
    pub fn least(self) -> u32 {
        match self {
            Self::Exactly(count) => count,
            Self::Some => 1,
        }
    }
}

/// How a line stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// Nothing came of what is owed.
    Missing,
    /// Less came than is owed.
    Partial,
    /// What came contradicts itself: somebody must choose.
    Contradiction,
    /// All came, and something of it is not complete.
    Draft,
    /// All came complete.
    Complete,
}

/// Every unit of the plan's roster with every form that is its to hand in.
#[must_use]
pub fn roster<'a>(plan: &'a Plan, register: &Register) -> Roster<'a> {
    let mut received = Received::of(register);
    let mut lines = Vec::new();
    for form in &plan.forms {
        let periods = due_periods(plan, form);
        for unit in plan.units(form) {
            let came = received.take(&form.id, &unit.id);
            lines.push(line(plan, form, unit, came, periods.as_deref(), register));
        }
    }
    Roster { lines, others: received.others() }
}

/// The papers of a unit for a form.
#[derive(Debug, Default)]
struct Came {
    counting: Vec<PaperId>,
    contradicting: Vec<PaperId>,
    superseded: usize,
}

/// The papers of units that stand in the roster, and the others that count.
#[derive(Debug, Default)]
struct Received {
    listed: BTreeMap<(FormId, UnitId), Came>,
    others: Vec<PaperId>,
}

impl Received {
    fn of(register: &Register) -> Self {
        let mut received = Self::default();
        for (id, entry) in register.entries() {
            let (Ok(judged), Some(standing)) = (&entry.outcome, &entry.standing) else { continue };
            let Some(unit) = &judged.who.unit_id else {
                if *standing == Standing::Counts {
                    received.others.push(id);
                }
                continue;
            };
            let came = received.listed.entry((judged.draft.form.clone(), unit.clone())).or_default();
            match standing {
                Standing::Counts => came.counting.push(id),
                Standing::Contradicts { .. } => came.contradicting.push(id),
                Standing::Superseded { .. } | Standing::Repeated { .. } | Standing::SetAside => {
                    came.superseded += 1;
                }
            }
        }
        received
    }

    fn take(&mut self, form: &FormId, unit: &UnitId) -> Came {
        self.listed.remove(&(form.clone(), unit.clone())).unwrap_or_default()
    }

    /// What no line took, in the order of taking in.
    fn others(mut self) -> Vec<PaperId> {
        self.others.extend(self.listed.into_values().flat_map(|came| came.counting));
        self.others.sort_unstable();
        self.others
    }
}

fn line<'a>(
    plan: &'a Plan,
    form: &'a Form,
    unit: &'a Unit,
    came: Came,
    periods: Option<&[&'a Choice]>,
    register: &Register,
) -> Line<'a> {
    let Came { counting, contradicting, superseded } = came;
    let is_due = |id: &PaperId| register.paper(*id).is_some_and(|paper| paper.key.is_of(periods));
    let (counting, mut besides): (Vec<_>, Vec<_>) = counting.into_iter().partition(is_due);
    let (contradicting, others): (Vec<_>, Vec<_>) = contradicting.into_iter().partition(is_due);
    besides.extend(others);
    let of_other_periods = besides.len();
    let quota = unit.quota().map_or(Quota::Some, Quota::Exactly);
    let is_complete = |id: &PaperId| register.paper(*id).is_some_and(Judged::is_complete);
    let count = u32::try_from(counting.len()).unwrap_or(u32::MAX);
    let state = match () {
        () if !contradicting.is_empty() => State::Contradiction,
        () if count == 0 => State::Missing,
        () if count < quota.least() => State::Partial,
        () if counting.iter().all(is_complete) => State::Complete,
        () => State::Draft,
    };
    let papers: Vec<_> = counting.into_iter().chain(contradicting).chain(besides).collect();
    let number =
        |is: fn(&Judged) -> bool| papers.iter().filter(|id| register.paper(**id).is_some_and(is)).count();
    let over = number(|judged| judged.pages.is_over());
    let corrected = papers.iter().filter(|id| register.in_time_before(**id).is_some()).count();
    let late = number(Judged::is_late) - corrected;
    Line {
        unit,
        district: district(plan, unit),
        due: Due { form, deadline: plan.deadline(form), periods: periods.map(labels) },
        is_owed: form.origin != Origin::Extra,
        quota,
        state,
        papers,
        of_other_periods,
        superseded,
        late,
        corrected,
        over,
    }
}

fn labels<'a>(periods: &[&'a Choice]) -> Vec<&'a str> {
    periods.iter().map(|choice| choice.label.as_str()).collect()
}

/// The unit at the top of those that it belongs to. Packs are checked for units that belong to themselves; this stops
/// anyway.
fn district<'a>(plan: &'a Plan, unit: &'a Unit) -> &'a Unit {
    let mut top = unit;
    for _ in 0..plan.roster.len() {
        let parent = top.parent.as_ref().and_then(|id| plan.roster.iter().find(|unit| unit.id == *id));
        match parent {
            Some(parent) => top = parent,
            None => break,
        }
    }
    top
}

impl<'a> Roster<'a> {
    /// The lines on which something is still owed.
    pub fn missing(&self) -> impl Iterator<Item = &Line<'a>> {
        self.lines.iter().filter(|line| line.is_owed && matches!(line.state, State::Missing | State::Partial))
    }

    /// The lines by district, districts and units in the order of their names.
    #[must_use]
    pub fn by_district(&self) -> Vec<(&'a Unit, Vec<&Line<'a>>)> {
        let mut groups: BTreeMap<(OrderKey, &UnitId), (&'a Unit, Vec<&Line<'a>>)> = BTreeMap::new();
        for line in self.sorted() {
            let key = (order_key(&line.district.name), &line.district.id);
            groups.entry(key).or_insert_with(|| (line.district, Vec::new())).1.push(line);
        }
        groups.into_values().collect()
    }

    /// The lines by the roster's groups, in the plan's order; units in the order of their names.
    #[must_use]
    pub fn by_group(&self) -> Vec<(&'a str, Vec<&Line<'a>>)> {
        let mut groups: Vec<(&'a str, Vec<&Line<'a>>)> = Vec::new();
        for line in self.sorted() {
            let group = line.unit.group.as_str();
            match groups.iter_mut().find(|(own, _)| *own == group) {
                Some((_, lines)) => lines.push(line),
                None => groups.push((group, vec![line])),
            }
        }
        let place = |group: &str| self.lines.iter().position(|line| line.unit.group == group);
        groups.sort_by_key(|(group, _)| place(group));
        groups
    }

    /// The lines by the units' names in Vietnamese order, and those of a unit in the plan's order.
    #[must_use]
    pub fn sorted(&self) -> Vec<&Line<'a>> {
        let mut lines: Vec<_> = self.lines.iter().collect();
        lines.sort_by_cached_key(|line| order_key(&line.unit.name));
        lines
    }

    /// The lines in whose unit, district or form every word of a query begins a word. Tones, đ and capitals do not
    /// count.
    #[must_use]
    pub fn search(&self, query: &str) -> Vec<&Line<'a>> {
        let query = words(query);
        let is_meant = |line: &&Line<'a>| {
            let own = words(
                &[&line.unit.name, &line.district.name, line.due.form.id.as_str(), &line.due.form.title]
                    .join(" "),
            );
            query.iter().all(|word| own.iter().any(|own| own.starts_with(word.as_str())))
        };
        self.lines.iter().filter(is_meant).collect()
    }
}

/// The words of a text as they are searched.
fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_ascii_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}
