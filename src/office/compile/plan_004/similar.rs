//! Opinions that say nearly the same, proposed for merging with a score.
//!
//! Candidates come from an inverted index over every three words that follow each other: who shares half of all pairs
//! of words shares such a run. Runs that few texts have are looked up first, and for one text only so many others are
//! compared, so that the work grows with the number of texts and not with its square.

use std::collections::BTreeMap;

use super::change::distinct;
use super::words::{LONGEST_POSTING, RUN, alike, shingles, words};
use super::{Decisions, Opinion, OpinionId};
use crate::office::compile::Decimal;
use crate::office::compile::compiled::{Cell, Column, Compiled, Kind, Value};

/// Two opinions are proposed from this score on, in percent of the pairs of words that either has.
pub const NEAR_PERCENT: u32 = 50;

/// With so many others one text is compared at most.
const MOST_COMPARED: usize = 128;

/// So many, the nearest, are proposed for one opinion.
const MOST: usize = 5;

/// Two opinions that say nearly the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Similar {
    /// The later one in the list.
    pub opinion: OpinionId,
    /// The earlier one, into which it would be merged.
    pub other: OpinionId,
    /// What they have in common, in percent: at least [`NEAR_PERCENT`].
    pub percent: u32,
}

/// Every pair that is proposed, in the order of the list; for one opinion the nearest first. Those of which somebody said
/// that they are not the same are proposed no more.
#[must_use]
pub fn similar(opinions: &[Opinion], decisions: &Decisions) -> Vec<Similar> {
    let pairs = pairs(opinions, decisions).into_iter();
    pairs.map(|(later, earlier, percent)| named(opinions, later, earlier, percent)).collect()
}

/// The pairs of which somebody said that they are not the same.
#[must_use]
pub fn dismissed(opinions: &[Opinion], decisions: &Decisions) -> Vec<Similar> {
    let pair = |(later, earlier): (usize, usize)| {
        let shingles = |at: usize| shingles(&opinions[at].text, 2);
        named(opinions, later, earlier, alike(&shingles(later), &shingles(earlier)))
    };
    distinct(opinions, decisions).into_iter().map(pair).collect()
}

fn named(opinions: &[Opinion], later: usize, earlier: usize, percent: u32) -> Similar {
    Similar { opinion: opinions[later].id.clone(), other: opinions[earlier].id.clone(), percent }
}

fn pairs(opinions: &[Opinion], decisions: &Decisions) -> Vec<(usize, usize, u32)> {
    let distinct = distinct(opinions, decisions);
    let is_distinct = |later: usize, earlier: usize| distinct.binary_search(&(later, earlier)).is_ok();
    let texts: Vec<Vec<u64>> = opinions.iter().map(|opinion| shingles(&opinion.text, 2)).collect();
    let ranked = ranked(opinions);
    let most = ranked.iter().flatten().max().map_or(0, |most| most + 1);
    let mut postings: Vec<Vec<usize>> = vec![Vec::new(); most];
    let mut compared_with: Vec<usize> = vec![usize::MAX; opinions.len()];
    let mut firsts: BTreeMap<Vec<String>, usize> = BTreeMap::new();
    let mut pairs = Vec::new();
    for (at, ranks) in ranked.iter().enumerate().filter(|(_, ranks)| !ranks.is_empty()) {
        let first = *firsts.entry(words(&opinions[at].text)).or_insert(at);
        if first != at {
            if !is_distinct(at, first) {
                pairs.push((at, first, 100));
            }
            continue;
        }
        let mut near: Vec<(usize, usize, u32)> = Vec::new();
        let mut compared = 0;
        for rank in ranks {
            for other in &postings[*rank] {
                if compared_with[*other] == at || compared == MOST_COMPARED {
                    continue;
                }
                compared_with[*other] = at;
                compared += 1;
                let percent = alike(&texts[at], &texts[*other]);
                if percent >= NEAR_PERCENT && !is_distinct(at, *other) {
                    near.push((at, *other, percent));
                }
            }
            if postings[*rank].len() < LONGEST_POSTING {
                postings[*rank].push(at);
            }
        }
        near.sort_by_key(|(_, other, percent)| (100 - percent, *other));
        pairs.extend(near.into_iter().take(MOST));
    }
    pairs
}

/// The runs of three words of each text by their rank: the rarest of all texts first.
fn ranked(opinions: &[Opinion]) -> Vec<Vec<usize>> {
    let texts: Vec<Vec<u64>> = opinions.iter().map(|opinion| shingles(&opinion.text, RUN)).collect();
    let mut all: Vec<u64> = texts.iter().flatten().copied().collect();
    all.sort_unstable();
    let mut known: Vec<(usize, u64)> =
        all.chunk_by(|one, other| one == other).map(|alike| (alike.len(), alike[0])).collect();
    known.sort_unstable();
    let mut ranks: Vec<(u64, usize)> =
        known.into_iter().enumerate().map(|(rank, (_, run))| (run, rank)).collect();
    ranks.sort_unstable();
    let rank = |run: &u64| {
        let at = ranks.binary_search_by_key(run, |(known, _)| *known);
        at.map_or(usize::MAX, |at| ranks[at].1)
    };
    let mut ranked = Vec::new();
    for text in texts {
        let mut text: Vec<usize> = text.iter().map(rank).collect();
        text.sort_unstable();
        ranked.push(text);
    }
    ranked
}

/// The pairs as a table.
pub(super) fn table(opinions: &[Opinion], decisions: &Decisions) -> Compiled {
    let columns = vec![
        Column::text("y-kien", "Ý kiến"),
        Column::text("gan-trung", "Gần trùng với ý kiến"),
        Column::new("muc-do", "Mức độ trùng (%)", Kind::Number),
    ];
    let mut compiled =
        Compiled::new("y-kien-gan-trung", "CÁC Ý KIẾN GẦN TRÙNG NHAU, ĐỀ NGHỊ XEM XÉT GỘP", columns);
    for (later, earlier, percent) in pairs(opinions, decisions) {
        let (opinion, other) = (&opinions[later], &opinions[earlier]);
        let both = opinion.sources.iter().chain(&other.sources).copied().collect();
        let score = Decimal::from_number(f64::from(percent)).map_or(Value::Empty, Value::Number);
        compiled.push(vec![
            Cell::text(opinion.shown(), &opinion.sources),
            Cell::text(other.shown(), &other.sources),
            Cell::from_all(score, both),
        ]);
    }
    compiled.noted(
        "So theo các cặp từ liền nhau, không kể dấu, chữ hoa. Ý kiến chỉ được gộp khi có người quyết định.",
    )
}
