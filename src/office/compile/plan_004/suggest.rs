//! A group for opinions that have none, by the words that they share with opinions that have one.

use std::collections::BTreeMap;

use super::words::words;
use super::{OPINIONS, Opinion, OpinionId, TABLE};
use crate::office::compile::Decimal;
use crate::office::compile::compiled::{Cell, Column, Compiled, Kind, Value};
use crate::office::compile::papers::Papers;

/// So many words must speak for a group.
const FEWEST_WORDS: usize = 2;

/// The parts of one, in which weights are counted.
const WHOLE: u64 = 1_000_000;

/// A group that an opinion may belong to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SuggestedGroup {
    /// Which opinion.
    pub opinion: OpinionId,
    /// The group: a choice of the pack.
    pub group: String,
    /// How much of what its words say speaks for that group, in percent.
    pub percent: u32,
}

/// A group for each opinion that has none and shares words with opinions that have one.
#[must_use]
pub fn suggested_groups(opinions: &[Opinion]) -> Vec<SuggestedGroup> {
    let known = Known::of(opinions);
    let ungrouped = opinions.iter().filter(|opinion| opinion.group.is_empty());
    let suggested = ungrouped.filter_map(|opinion| {
        let (group, percent) = known.nearest(opinion)?;
        Some(SuggestedGroup { opinion: opinion.id.clone(), group, percent })
    });
    suggested.collect()
}

/// What the opinions with a group say.
struct Known {
    groups: Vec<String>,
    /// How many opinions each group has.
    sizes: Vec<u64>,
    /// In how many opinions of each group a word stands.
    words: BTreeMap<String, Vec<u64>>,
}

impl Known {
    fn of(opinions: &[Opinion]) -> Self {
        let mut known = Self { groups: Vec::new(), sizes: Vec::new(), words: BTreeMap::new() };
        for opinion in opinions.iter().filter(|opinion| !opinion.group.is_empty()) {
            let group = known.groups.iter().position(|group| *group == opinion.group).unwrap_or_else(|| {
                known.groups.push(opinion.group.clone());
                known.sizes.push(0);
                known.groups.len() - 1
            });
            known.sizes[group] += 1;
            for word in each_once(opinion) {
                let counts = known.words.entry(word).or_default();
                counts.resize(counts.len().max(group + 1), 0);
                counts[group] += 1;
            }
        }
        known
    }

    /// The group that most of the opinion's words speak for. A word speaks for a group as far as it stands there more
    /// often than in the groups on the whole, whatever their sizes.
    fn nearest(&self, opinion: &Opinion) -> Option<(String, u32)> {
        let groups = u64::try_from(self.groups.len()).ok().filter(|groups| *groups > 0)?;
        let mut weights = vec![0; self.groups.len()];
        let mut speaking = vec![0; self.groups.len()];
        for counts in each_once(opinion).iter().filter_map(|word| self.words.get(word)) {
            let share = |at: usize| counts.get(at).map_or(0, |count| count * WHOLE / self.sizes[at]);
            let all: u64 = (0..self.groups.len()).map(share).sum();
            for at in 0..self.groups.len() {
                let own = (share(at) * WHOLE).checked_div(all).unwrap_or_default();
                let beyond = own.saturating_sub(WHOLE / groups);
                weights[at] += beyond;
                speaking[at] += usize::from(beyond > 0);
            }
        }
        let all: u64 = weights.iter().sum();
        let best = (0..weights.len()).max_by_key(|at| (weights[*at], usize::MAX - at))?;
        let percent = u32::try_from((weights[best] * 100).checked_div(all)?).ok()?;
        (speaking[best] >= FEWEST_WORDS).then(|| (self.groups[best].clone(), percent))
    }
}

fn each_once(opinion: &Opinion) -> Vec<String> {
    let mut all = words(&opinion.text);
    all.extend(words(&opinion.summary));
    all.sort_unstable();
    all.dedup();
    all
}

/// The suggestions as a table.
pub(super) fn table(papers: &Papers<'_>, opinions: &[Opinion]) -> Compiled {
    let groups = papers.choices(TABLE, OPINIONS, "nhom-van-de");
    let columns = vec![
        Column::text("y-kien", "Ý kiến chưa xếp nhóm"),
        Column::text("nhom-van-de", "Nhóm vấn đề gợi ý"),
        Column::new("muc-do", "Mức độ phù hợp (%)", Kind::Number),
    ];
    let title = "GỢI Ý NHÓM VẤN ĐỀ CHO Ý KIẾN CHƯA XẾP NHÓM";
    let mut compiled = Compiled::new("y-kien-goi-y-nhom", title, columns);
    let by_id: BTreeMap<&OpinionId, &Opinion> =
        opinions.iter().map(|opinion| (&opinion.id, opinion)).collect();
    for suggested in suggested_groups(opinions) {
        let Some(opinion) = by_id.get(&suggested.opinion) else { continue };
        let label = groups.iter().find(|(value, _)| *value == suggested.group);
        let score = Decimal::from_number(f64::from(suggested.percent)).map_or(Value::Empty, Value::Number);
        compiled.push(vec![
            Cell::text(opinion.shown(), &opinion.sources),
            Cell::label(label.map_or(suggested.group.as_str(), |(_, label)| label)),
            Cell { value: score, sources: Vec::new() },
        ]);
    }
    compiled.noted("Gợi ý theo các từ chung với ý kiến đã xếp nhóm; người tổng hợp quyết định.")
}
