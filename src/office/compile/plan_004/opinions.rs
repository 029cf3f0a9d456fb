//! Opinions from cards and tables in one list, with what was decided on them by hand.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use super::{CARD, OPINIONS, TABLE};
use crate::draft::{DraftId, RowId, RowSource};
use crate::office::compile::compiled::Warning;
use crate::office::compile::papers::{Entry, Paper, Papers};
use crate::office::compile::{Decimal, folded};
use crate::office::{PaperId, Source};
use crate::plan::Plan;
use crate::sorted::Sorted;
use crate::text::Print;

/// Names an opinion: the submission of a card, or that of a table and what its row says. The same as long as somebody
/// says the same there, wherever the row stands in a later revision; never that of another opinion.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OpinionId(String);

impl OpinionId {
    /// Takes the id as [`OpinionId::as_str`] gives it.
    #[must_use]
    pub fn new(id: impl Into<String>) -> Self {
        Self(id.into())
    }

    /// As it is stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    fn of_card(card: &Paper<'_>) -> Self {
        Self(card.source.draft.id.to_string())
    }

    /// Of rows of a table that say the same, each has a number of its own.
    fn of_row(paper: &Paper<'_>, said: Print, number: usize) -> Self {
        let (paper, said) = (&paper.source.draft.id, said.digits());
        Self(if number == 0 { format!("{paper}:{said}") } else { format!("{paper}:{said}:{}", number + 1) })
    }
}

impl fmt::Display for OpinionId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What was decided by hand. It comes before what the papers say.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Decisions {
    /// Which group of issues (nhóm vấn đề): a choice of the pack.
    pub group: Sorted<OpinionId, String>,
    /// Whose competence (thẩm quyền): a choice of the pack.
    pub competence: Sorted<OpinionId, String>,
    /// Who answers, or whom it is sent to.
    pub agency: Sorted<OpinionId, String>,
    /// Which opinion says the same, and stands for this one too.
    pub merged_into: Sorted<OpinionId, OpinionId>,
    /// Which two do not say the same, so that they are proposed no more: the first of them first.
    pub distinct: Sorted<(OpinionId, OpinionId), ()>,
}

/// One opinion.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Opinion {
    /// Its name.
    pub id: OpinionId,
    /// The names of all that it stands for, itself first.
    pub ids: Vec<OpinionId>,
    /// Where each of those is from, as a row that is taken over from it says.
    pub places: Vec<RowSource>,
    /// As it was said.
    pub text: String,
    /// In short; empty where nobody wrote that.
    pub summary: String,
    /// The group of issues: a choice of the pack, or empty.
    pub group: String,
    /// The competence: a choice of the pack, or empty.
    pub competence: String,
    /// Who answers, or whom it is sent to; may be empty.
    pub agency: String,
    /// What becomes of it: a choice of the pack, or empty.
    pub status: String,
    /// Number of the letter by which it was sent on.
    pub letter: String,
    /// By which channel it came: a choice of the pack, or empty.
    pub channel: String,
    /// Who says it: choices of the pack, each once. Only cards say so.
    pub audiences: Vec<String>,
    /// How often it was raised. A card that several tables took over is one voice, once their rows are merged; until
    /// then each row has its own, because nobody said that they are one opinion.
    pub voices: Decimal,
    /// The papers that say it, each once, in order.
    pub sources: Vec<PaperId>,
}

impl Opinion {
    /// In short where that was written, else as it was said.
    #[must_use]
    pub fn shown(&self) -> &str {
        if self.summary.is_empty() { &self.text } else { &self.summary }
    }
}

/// The opinions of all papers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opinions {
    /// Those of tables in the order of the units, then those of cards that no table has.
    pub list: Vec<Opinion>,
    /// What the office should look at.
    pub warnings: Vec<Warning>,
}

/// The opinions of all cards and tables, as decided.
#[must_use]
pub fn opinions(plan: &Plan, sources: &[Source<'_>], decisions: &Decisions) -> Opinions {
    let papers = Papers::new(plan, sources);
    let cards: Vec<Paper<'_>> =
        papers.of(&[CARD]).into_iter().filter(|card| !card.text("noi-dung").is_empty()).collect();
    let by_draft: BTreeMap<&str, &Paper<'_>> =
        cards.iter().map(|card| (card.source.draft.id.as_str(), card)).collect();
    let mut taken: BTreeSet<&str> = BTreeSet::new();
    let mut opinions = Opinions::default();
    let names = names(&papers);
    for entry in papers.entries(&[TABLE], OPINIONS) {
        let rows = entry.originals.iter().map(|(_, row)| *row).chain([entry.row]);
        let named = rows.flat_map(|row| row.sources.iter().filter(|source| source.row.is_none()));
        let mut own: Vec<&Paper<'_>> =
            named.filter_map(|it| by_draft.get(it.paper.as_str()).copied()).collect();
        own.sort_by_key(|card| card.id());
        own.dedup_by_key(|card| card.id());
        taken.extend(own.iter().map(|card| card.source.draft.id.as_str()));
        opinions.list.push(of_row(&entry, &own, &names, &mut opinions.warnings));
    }
    let untaken = cards.iter().filter(|card| !taken.contains(card.source.draft.id.as_str()));
    opinions.list.extend(untaken.map(of_card));
    decide(&mut opinions, decisions);
    opinions
}

/// The names of the rows of all tables, by paper and row.
type Names = BTreeMap<(PaperId, RowId), OpinionId>;

fn names(papers: &Papers<'_>) -> Names {
    let mut names = Names::new();
    for paper in papers.of(&[TABLE]) {
        let mut alike: BTreeMap<Print, usize> = BTreeMap::new();
        for entry in Papers::rows(&paper, OPINIONS) {
            let said = match entry.text("noi-dung") {
                "" => entry.text("tom-tat"),
                said => said,
            };
            let said = Print::of(&folded(said));
            let number = alike.entry(said).or_default();
            names.insert((paper.id(), entry.row.id), OpinionId::of_row(&paper, said, *number));
            *number += 1;
        }
    }
    names
}

/// A row of a table, as a row that is taken over from it says.
fn place(paper: &Paper<'_>, row: RowId) -> RowSource {
    let draft = paper.source.draft;
    RowSource { paper: draft.id.clone(), revision: draft.revision, row: Some(row) }
}

fn card_place(card: &Paper<'_>) -> RowSource {
    RowSource { paper: card.source.draft.id.clone(), revision: 0, row: None }
}

fn of_row(entry: &Entry<'_>, cards: &[&Paper<'_>], names: &Names, warnings: &mut Vec<Warning>) -> Opinion {
    let originals = entry.originals.iter().map(|(paper, row)| (paper, row.id));
    let rows: Vec<_> = std::iter::once((&entry.paper, entry.row.id)).chain(originals).collect();
    let mut ids: Vec<OpinionId> =
        rows.iter().filter_map(|(paper, row)| names.get(&(paper.id(), *row))).cloned().collect();
    ids.extend(cards.iter().map(|card| OpinionId::of_card(card)));
    let mut places: Vec<RowSource> = rows.iter().map(|(paper, row)| place(paper, *row)).collect();
    places.extend(cards.iter().map(|card| card_place(card)));
    let mut sources = entry.papers();
    sources.extend(cards.iter().map(|card| card.id()));
    sources.sort_unstable();
    sources.dedup();
    let mut audiences: Vec<String> = Vec::new();
    for card in cards {
        add(&mut audiences, card.text("doi-tuong"));
    }
    let text = |column: &str| entry.text(column).to_owned();
    let typed = entry.amount("so-luot", warnings);
    Opinion {
        id: ids[0].clone(),
        ids,
        places,
        text: text("noi-dung"),
        summary: text("tom-tat"),
        group: text("nhom-van-de"),
        competence: text("tham-quyen"),
        agency: text("co-quan"),
        status: text("trang-thai"),
        letter: text("so-van-ban"),
        channel: text("nguon"),
        audiences,
        voices: typed.unwrap_or_else(|| Decimal::count(cards.len().max(1))),
        sources,
    }
}

fn of_card(card: &Paper<'_>) -> Opinion {
    let id = OpinionId::of_card(card);
    let mut audiences = Vec::new();
    add(&mut audiences, card.text("doi-tuong"));
    Opinion {
        ids: vec![id.clone()],
        id,
        places: vec![card_place(card)],
        text: card.text("noi-dung").to_owned(),
        summary: String::new(),
        group: String::new(),
        competence: String::new(),
        agency: String::new(),
        status: String::new(),
        letter: String::new(),
        channel: card.text("nguon").to_owned(),
        audiences,
        voices: Decimal::ONE,
        sources: vec![card.id()],
    }
}

fn add(list: &mut Vec<String>, value: &str) {
    if !value.is_empty() && !list.iter().any(|known| known == value) {
        list.push(value.to_owned());
    }
}

/// Does what was decided; says what is not there any more.
fn decide(opinions: &mut Opinions, decisions: &Decisions) {
    let mut places: BTreeMap<OpinionId, usize> = BTreeMap::new();
    for (at, opinion) in opinions.list.iter().enumerate() {
        for id in &opinion.ids {
            places.entry(id.clone()).or_insert(at);
        }
    }
    let mut unknown: BTreeSet<&OpinionId> = BTreeSet::new();
    let named = decisions.group.iter().chain(decisions.competence.iter()).chain(decisions.agency.iter());
    unknown.extend(named.map(|(id, _)| id).filter(|id| !places.contains_key(*id)));

    for opinion in &mut opinions.list {
        let decided = |decisions: &Sorted<OpinionId, String>| {
            opinion.ids.iter().find_map(|id| decisions.get(id)).cloned()
        };
        let (group, competence) = (decided(&decisions.group), decided(&decisions.competence));
        let agency = decided(&decisions.agency);
        opinion.group = group.unwrap_or_else(|| std::mem::take(&mut opinion.group));
        opinion.competence = competence.unwrap_or_else(|| std::mem::take(&mut opinion.competence));
        opinion.agency = agency.unwrap_or_else(|| std::mem::take(&mut opinion.agency));
    }

    let mut into: Vec<usize> = (0..opinions.list.len()).collect();
    for (id, other) in decisions.merged_into.iter() {
        match (places.get(id), places.get(other)) {
            (Some(from), Some(to)) => {
                // Whoever is merged in a circle stays by itself.
                let to = end(&into, *to);
                if to != *from && into[*from] == *from {
                    into[*from] = to;
                }
            }
            (from, to) => {
                unknown.extend(from.is_none().then_some(id));
                unknown.extend(to.is_none().then_some(other));
            }
        }
    }
    opinions
        .warnings
        .extend(unknown.into_iter().map(|id| Warning::UnknownOpinion { opinion: id.to_string() }));
    merge(&mut opinions.list, &into);
}

/// Where an opinion ends up.
fn end(into: &[usize], mut at: usize) -> usize {
    while into[at] != at {
        at = into[at];
    }
    at
}

/// What an opinion is made of, into which others are merged.
struct Known {
    ids: BTreeSet<OpinionId>,
    cards: BTreeSet<DraftId>,
}

impl Known {
    fn of(opinion: &Opinion) -> Self {
        let cards = opinion.places.iter().filter(|place| place.row.is_none());
        Self {
            ids: opinion.ids.iter().cloned().collect(),
            cards: cards.map(|place| place.paper.clone()).collect(),
        }
    }
}

/// How often two opinions were raised together that have these cards, and so many of them both: what was typed for
/// each, but never less than there are cards.
fn together(one: Decimal, other: Decimal, cards: usize, both: usize) -> Decimal {
    let sum = one + other - Decimal::count(both);
    sum.max(one).max(other).max(Decimal::count(cards))
}

fn merge(list: &mut Vec<Opinion>, into: &[usize]) {
    let mut known: BTreeMap<usize, Known> = BTreeMap::new();
    for at in 0..list.len() {
        let to = end(into, at);
        if to == at {
            continue;
        }
        let mut merged = list[at].clone();
        let opinion = &mut list[to];
        let known = known.entry(to).or_insert_with(|| Known::of(opinion));
        merged.ids.retain(|id| known.ids.insert(id.clone()));
        let places = merged.places.len();
        merged.places.retain(|place| place.row.is_some() || known.cards.insert(place.paper.clone()));
        let both = places - merged.places.len();
        opinion.voices = together(opinion.voices, merged.voices, known.cards.len(), both);
        opinion.ids.extend(merged.ids);
        opinion.places.extend(merged.places);
        opinion.sources.extend(merged.sources);
        opinion.sources.sort_unstable();
        opinion.sources.dedup();
        for audience in &merged.audiences {
            add(&mut opinion.audiences, audience);
        }
        // What nobody said of the one may be known of the other.
        let fields = [
            (&mut opinion.group, merged.group),
            (&mut opinion.competence, merged.competence),
            (&mut opinion.agency, merged.agency),
            (&mut opinion.status, merged.status),
            (&mut opinion.letter, merged.letter),
        ];
        for (own, other) in fields {
            if own.is_empty() {
                *own = other;
            }
        }
    }
    let mut at = 0;
    list.retain(|_| {
        at += 1;
        into[at - 1] == at - 1
    });
}
