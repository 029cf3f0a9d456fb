//! Everything that an office decided by hand on what it was sent for a plan, to be kept with it and handed on.

use super::compile::{Decisions as OpinionDecisions, OpinionId};
use super::register::Decision;
use crate::json::{Object, Value, object};
use crate::sorted::Sorted;

/// The `format` of the text.
pub const FORMAT: &str = "tham-luan.decisions";

/// What was decided.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Decisions {
    /// Which papers count.
    pub papers: Vec<Decision>,
    /// On opinions.
    pub opinions: OpinionDecisions,
    /// The office's own name, as it signs.
    pub office: String,
}

impl Decisions {
    /// As it is stored.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let OpinionDecisions { group, competence, agency, merged_into, distinct } = &self.opinions;
        let pair = |(one, other): &(OpinionId, OpinionId)| {
            Value::Array(vec![one.as_str().into(), other.as_str().into()])
        };
        object(vec![
            ("format", FORMAT.into()),
            ("version", 1.into()),
            ("papers", Value::Array(self.papers.iter().map(Decision::to_json).collect())),
            ("office", self.office.as_str().into()),
            ("group", by_opinion(group, String::as_str)),
            ("competence", by_opinion(competence, String::as_str)),
            ("agency", by_opinion(agency, String::as_str)),
            ("mergedInto", by_opinion(merged_into, OpinionId::as_str)),
            ("distinct", Value::Array(distinct.iter().map(|(it, ())| pair(it)).collect())),
        ])
    }

    /// As [`Decisions::to_json`] gives it. What cannot be read is left out. None where it is something else.
    #[must_use]
    pub fn from_json(value: &Value) -> Option<Self> {
        (value.get("format").and_then(Value::as_str) == Some(FORMAT)).then(|| {
            let papers = value.get("papers").and_then(Value::as_array).unwrap_or_default();
            Self {
                papers: papers.iter().filter_map(|paper| Decision::from_json(paper).ok()).collect(),
                opinions: OpinionDecisions {
                    group: of_opinions(value.get("group"), str::to_owned),
                    competence: of_opinions(value.get("competence"), str::to_owned),
                    agency: of_opinions(value.get("agency"), str::to_owned),
                    merged_into: of_opinions(value.get("mergedInto"), |id| OpinionId::new(id)),
                    distinct: pairs(value.get("distinct")),
                },
                office: value.get("office").and_then(Value::as_str).unwrap_or_default().to_owned(),
            }
        })
    }

    /// Takes over what somebody else decided, where nothing was decided here.
    pub fn add(&mut self, other: Self) {
        for decision in other.papers {
            if self.papers.iter().all(|own| own.checksum != decision.checksum) {
                self.papers.push(decision);
            }
        }
        add_missing(&mut self.opinions.group, other.opinions.group);
        add_missing(&mut self.opinions.competence, other.opinions.competence);
        add_missing(&mut self.opinions.agency, other.opinions.agency);
        add_missing(&mut self.opinions.merged_into, other.opinions.merged_into);
        add_missing(&mut self.opinions.distinct, other.opinions.distinct);
        if self.office.is_empty() {
            self.office = other.office;
        }
    }
}

impl Decisions {
    /// What holds when these were changed here and others there, since both were `base`: each change, and where both
    /// changed the same thing, the one here.
    #[must_use]
    pub fn merged(self, base: &Self, there: Self) -> Self {
        let of = |list: &[Decision]| {
            let mut decided = Sorted::new();
            for decision in list {
                decided.insert(decision.checksum.clone(), decision.what);
            }
            decided
        };
        let papers = merged(of(&self.papers), &of(&base.papers), of(&there.papers));
        let papers = papers.into_iter().map(|(checksum, what)| Decision { checksum, what });
        // Of two papers that are chosen for one the first counts: what was changed here comes first.
        let mut papers: Vec<Decision> = papers.collect();
        papers.sort_by_key(|decision| !self.papers.contains(decision) || base.papers.contains(decision));
        let (own, old, other) = (self.opinions, &base.opinions, there.opinions);
        Self {
            papers,
            opinions: OpinionDecisions {
                group: merged(own.group, &old.group, other.group),
                competence: merged(own.competence, &old.competence, other.competence),
                agency: merged(own.agency, &old.agency, other.agency),
                merged_into: merged(own.merged_into, &old.merged_into, other.merged_into),
                distinct: merged(own.distinct, &old.distinct, other.distinct),
            },
            office: if self.office == base.office { there.office } else { self.office },
        }
    }
}

fn merged<K: Ord + Clone, V: PartialEq>(
    own: Sorted<K, V>,
    base: &Sorted<K, V>,
    mut there: Sorted<K, V>,
) -> Sorted<K, V> {
    for (key, _) in base.iter().filter(|(key, _)| own.get(*key).is_none()) {
        // Taken back here.
        there.remove(key);
    }
    for (key, value) in own {
        if base.get(&key) != Some(&value) {
            there.insert(key, value);
        }
    }
    there
}

fn add_missing<K: Ord, V>(own: &mut Sorted<K, V>, other: Sorted<K, V>) {
    for (id, value) in other {
        if own.get(&id).is_none() {
            own.insert(id, value);
        }
    }
}

fn by_opinion<V>(decided: &Sorted<OpinionId, V>, word: impl Fn(&V) -> &str) -> Value {
    let mut members = Object::new();
    for (id, value) in decided.iter() {
        members.insert(id.as_str().to_owned(), word(value).into());
    }
    Value::Object(members)
}

fn of_opinions<V>(value: Option<&Value>, read: impl Fn(&str) -> V) -> Sorted<OpinionId, V> {
    let mut decided = Sorted::new();
    for (id, value) in value.and_then(Value::as_object).into_iter().flat_map(|members| members.iter()) {
        if let Some(word) = value.as_str() {
            decided.insert(OpinionId::new(id.as_str()), read(word));
        }
    }
    decided
}

fn pairs(value: Option<&Value>) -> Sorted<(OpinionId, OpinionId), ()> {
    let mut pairs = Sorted::new();
    for pair in value.and_then(Value::as_array).unwrap_or_default() {
        if let Some([one, other]) = pair.as_array()
            && let (Some(one), Some(other)) = (one.as_str(), other.as_str())
        {
            pairs.insert((OpinionId::new(one), OpinionId::new(other)), ());
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::office::Decided;

    #[test]
    fn decisions_come_back_as_they_were() {
        let mut own = Decisions { office: "Sở Nội vụ".to_owned(), ..Decisions::default() };
        own.papers.push(Decision { checksum: "a".to_owned(), what: Decided::Chosen });
        own.opinions.group.insert(OpinionId::new("p.1"), "hoc-tap".to_owned());
        own.opinions.merged_into.insert(OpinionId::new("p.2"), OpinionId::new("p.1"));
        own.opinions.distinct.insert((OpinionId::new("p.1"), OpinionId::new("p.3")), ());
        assert_eq!(Decisions::from_json(&own.to_json()), Some(own));
    }

    #[test]
    fn what_two_tabs_decided_is_all_kept() {
        let group = |decided: &[(&str, &str)]| {
            let mut decisions = Decisions::default();
            for (id, group) in decided {
                decisions.opinions.group.insert(OpinionId::new(*id), (*group).to_owned());
            }
            decisions
        };
        let base = group(&[("a", "1"), ("b", "1"), ("c", "1"), ("d", "1")]);
        let mut own = group(&[("a", "2"), ("c", "1"), ("d", "2")]);
        own.papers.push(Decision { checksum: "x".to_owned(), what: Decided::Chosen });
        let mut there = group(&[("a", "1"), ("b", "1"), ("c", "3"), ("d", "3"), ("e", "3")]);
        there.papers.push(Decision { checksum: "y".to_owned(), what: Decided::SetAside });
        there.office = "Sở Nội vụ".to_owned();
        let both = own.merged(&base, there);
        let mut expected = group(&[("a", "2"), ("c", "3"), ("d", "2"), ("e", "3")]);
        expected.papers.push(Decision { checksum: "x".to_owned(), what: Decided::Chosen });
        expected.papers.push(Decision { checksum: "y".to_owned(), what: Decided::SetAside });
        expected.office = "Sở Nội vụ".to_owned();
        assert_eq!(both, expected);
    }

    #[test]
    fn what_was_decided_here_stays_when_another_s_is_added() {
        let decision = |what| Decision { checksum: "a".to_owned(), what };
        let mut own = Decisions { papers: vec![decision(Decided::Chosen)], ..Decisions::default() };
        let mut other = Decisions { papers: vec![decision(Decided::SetAside)], ..Decisions::default() };
        other.opinions.agency.insert(OpinionId::new("p"), "Sở Y tế".to_owned());
        own.add(other);
        assert_eq!(own.papers, [decision(Decided::Chosen)]);
        assert_eq!(own.opinions.agency.get(&OpinionId::new("p")).map(String::as_str), Some("Sở Y tế"));
    }
}
