//! The words of a text, as texts are compared by them.

use std::collections::{BTreeMap, BTreeSet};

use crate::text::fold;

/// FNV-1a, 64 bits: its offset basis and its prime.
const BASIS: u64 = 0xcbf2_9ce4_8422_2325;
const PRIME: u64 = 0x0100_0000_01b3;

/// So many words make a run by which texts are looked up: who shares half of all pairs of words shares one.
pub(super) const RUN: usize = 3;

/// Under one run so many texts are looked up, and no more: forms of words that everybody has would else be compared all
/// with all.
pub(super) const LONGEST_POSTING: usize = 64;

/// The words of a text without tones, cases and marks.
pub(super) fn words(text: &str) -> Vec<String> {
    let folded = fold(text);
    let words = folded.split(|letter: char| !letter.is_alphanumeric());
    words.filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// Every run of so many words as a number, each once, in order; of a shorter text all of it.
pub(super) fn shingles(text: &str, long: usize) -> Vec<u64> {
    let words = words(text);
    let mut shingles: Vec<u64> = match words.len() {
        0 => Vec::new(),
        many if many < long => vec![hash(&words)],
        _ => words.windows(long).map(hash).collect(),
    };
    shingles.sort_unstable();
    shingles.dedup();
    shingles
}

fn hash(words: &[String]) -> u64 {
    let mut hash = BASIS;
    for word in words {
        // No word has a space in it.
        for byte in word.bytes().chain([b' ']) {
            hash = (hash ^ u64::from(byte)).wrapping_mul(PRIME);
        }
    }
    hash
}

/// Texts by the runs of three words in them.
#[derive(Default)]
pub(super) struct Runs(BTreeMap<u64, Vec<usize>>);

impl Runs {
    /// Adds a text, under its place in a list.
    pub(super) fn add(&mut self, text: &str, at: usize) {
        for run in shingles(text, RUN) {
            let places = self.0.entry(run).or_default();
            if places.len() < LONGEST_POSTING && places.last() != Some(&at) {
                places.push(at);
            }
        }
    }

    /// The places of texts that share a run with this one, each once, in order.
    pub(super) fn like(&self, text: &str) -> BTreeSet<usize> {
        shingles(text, RUN).iter().filter_map(|run| self.0.get(run)).flatten().copied().collect()
    }
}

/// What two texts have in common of all that they have, in percent (Jaccard's index); both are in order.
pub(super) fn alike<T: Ord>(one: &[T], other: &[T]) -> u32 {
    let (mut at, mut shared) = (0, 0_usize);
    for item in one {
        while at < other.len() && other[at] < *item {
            at += 1;
        }
        if at < other.len() && other[at] == *item {
            shared += 1;
            at += 1;
        }
    }
    let all = one.len() + other.len() - shared;
    let percent = (shared * 100).checked_div(all).unwrap_or_default();
    u32::try_from(percent).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_are_alike_by_the_pairs_of_words_that_they_share() {
        let percent = |one: &str, other: &str| alike(&shingles(one, 2), &shingles(other, 2));
        assert_eq!(percent("Đề nghị cho vay vốn", "đề nghị, cho vay vốn!"), 100);
        // Three pairs of five.
        assert_eq!(percent("Đề nghị cho vay vốn", "Đề nghị cho vay tiền"), 60);
        assert_eq!(percent("Đất", "đất"), 100);
        assert_eq!(percent("", ""), 0);
        assert_eq!(percent("vay vốn", "vốn vay"), 0);
    }
}
