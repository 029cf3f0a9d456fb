//! What changed in a text: first by its lines, then within them by words.
//!
//! The fewest changes are found with Myers' greedy algorithm ("An O(ND) Difference Algorithm and Its Variations", 1986).
//! Two texts that have less in common than it may look for count as replaced by each other there.

/// A stretch of two texts, one after the other.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece {
    /// In both.
    Same(String),
    /// Only in the text before.
    Removed(String),
    /// Only in the text after.
    Added(String),
}

impl Piece {
    /// Whether it stands in one of the texts only.
    #[must_use]
    pub fn is_change(&self) -> bool {
        !matches!(self, Self::Same(_))
    }
}

/// At most so many lines or words that differ are looked for; the memory taken grows with the square of it.
const MOST_CHANGES: usize = 600;

/// A word or two that two rewritten sentences happen to share is no thread to read along.
const FEW_WORDS: usize = 2;

/// What both texts share and what only one of them has, in reading order.
#[derive(Clone, Debug, Default)]
struct Stretch {
    same: String,
    removed: String,
    added: String,
}

impl Stretch {
    fn is_change(&self) -> bool {
        !self.removed.is_empty() || !self.added.is_empty()
    }

    /// How many words changed.
    fn size(&self) -> usize {
        count(&self.removed).max(count(&self.added))
    }
}

/// What changed from one text to another. What is in both and what was removed make the text before; what is in both
/// and what was added make the text after.
#[must_use]
pub(super) fn pieces(before: &str, after: &str) -> Vec<Piece> {
    let mut stretches = vec![Stretch::default()];
    let (old, new) = (lines(before), lines(after));
    for step in steps(&old, &new) {
        match step {
            Step::Same(line) => push_same(&mut stretches, line),
            Step::Changed(removed, added) => {
                let (removed, added) = (removed.concat(), added.concat());
                for step in steps(&words(&removed), &words(&added)) {
                    match step {
                        Step::Same(word) => push_same(&mut stretches, word),
                        Step::Changed(removed, added) => {
                            if let Some(last) = stretches.last_mut() {
                                last.removed.push_str(&removed.concat());
                                last.added.push_str(&added.concat());
                            }
                        }
                    }
                }
            }
        }
    }
    let mut pieces = Vec::new();
    for Stretch { same, removed, added } in readable(stretches) {
        pieces.extend(Some(same).filter(|text| !text.is_empty()).map(Piece::Same));
        pieces.extend(replaced(removed, added));
    }
    pieces
}

/// One thing in the place of another.
pub(super) fn replaced(before: String, after: String) -> Vec<Piece> {
    if before == after {
        return Some(before).filter(|text| !text.is_empty()).map(Piece::Same).into_iter().collect();
    }
    let removed = Some(before).filter(|text| !text.is_empty()).map(Piece::Removed);
    let added = Some(after).filter(|text| !text.is_empty()).map(Piece::Added);
    removed.into_iter().chain(added).collect()
}

/// Whether two texts have at least a third of the longer one in common.
pub(super) fn is_alike(before: &str, after: &str) -> bool {
    let same = pieces(before, after).into_iter().map(|piece| match piece {
        Piece::Same(text) => text.trim().len(),
        Piece::Removed(_) | Piece::Added(_) => 0,
    });
    same.sum::<usize>() * 3 >= before.len().max(after.len())
}

/// What is the same behind a change begins another stretch.
fn push_same(stretches: &mut Vec<Stretch>, text: &str) {
    match stretches.last_mut() {
        Some(last) if !last.is_change() => last.same.push_str(text),
        _ => stretches.push(Stretch { same: text.to_owned(), ..Stretch::default() }),
    }
}

/// The same with changes that only white space or a few words part made into one.
fn readable(stretches: Vec<Stretch>) -> Vec<Stretch> {
    let without_gaps = joined(stretches, &|_, next| count(&next.same) == 0);
    joined(without_gaps, &|last, next| {
        let words = count(&next.same);
        words <= FEW_WORDS && last.size() > words && next.size() > words
    })
}

/// Makes two changes into one where what is the same between them is not worth reading by itself.
fn joined(stretches: Vec<Stretch>, is_thin: &dyn Fn(&Stretch, &Stretch) -> bool) -> Vec<Stretch> {
    let mut joined: Vec<Stretch> = Vec::new();
    for next in stretches {
        match joined.last_mut() {
            Some(last)
                if last.is_change()
                    && next.is_change()
                    && !next.same.contains('\n')
                    && is_thin(last, &next) =>
            {
                last.removed.push_str(&next.same);
                last.removed.push_str(&next.removed);
                last.added.push_str(&next.same);
                last.added.push_str(&next.added);
            }
            _ => joined.push(next),
        }
    }
    joined
}

fn count(text: &str) -> usize {
    text.split_ascii_whitespace().count()
}

/// The lines of a text, each with its end.
fn lines(text: &str) -> Vec<&str> {
    text.split_inclusive('\n').collect()
}

/// What a text is made of: words, white space, and every other sign by itself.
fn words(text: &str) -> Vec<&str> {
    #[derive(Clone, Copy, PartialEq)]
    enum Kind {
        Word,
        Space,
        Sign,
    }
    let kind = |letter: char| match letter {
        ' ' | '\t' | '\u{a0}' => Kind::Space,
        '“' | '”' | '‘' | '’' | '–' | '—' | '…' | '«' | '»' => Kind::Sign,
        letter if letter.is_ascii() && !letter.is_ascii_alphanumeric() => Kind::Sign,
        _ => Kind::Word,
    };
    let mut words = Vec::new();
    let (mut start, mut before) = (0, None);
    for (at, letter) in text.char_indices() {
        let now = kind(letter);
        if before.is_some_and(|before| before != now || now == Kind::Sign) {
            words.extend(text.get(start..at));
            start = at;
        }
        before = Some(now);
    }
    words.extend(text.get(start..).filter(|rest| !rest.is_empty()));
    words
}

/// A step through two lists.
enum Step<'a> {
    /// In both.
    Same(&'a str),
    /// These in the place of those: removed, added.
    Changed(Vec<&'a str>, Vec<&'a str>),
}

/// The way from one list to another.
fn steps<'a>(before: &[&'a str], after: &[&'a str]) -> Vec<Step<'a>> {
    let start = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let rest = (before.len() - start).min(after.len() - start);
    let end = before.iter().rev().zip(after.iter().rev()).take(rest);
    let end = end.take_while(|(one, other)| one == other).count();
    let inner = |list: &[&'a str]| list[start..list.len() - end].to_vec();
    let (old, new) = (inner(before), inner(after));
    let mut steps: Vec<Step<'a>> = before.iter().take(start).map(|same| Step::Same(same)).collect();
    let (mut x, mut y) = (0, 0);
    // A last pair behind both ends lets what remains be a change like the others.
    let pairs = common(&old, &new).unwrap_or_default();
    for (to_x, to_y) in pairs.into_iter().chain([(old.len(), new.len())]) {
        if to_x > x || to_y > y {
            steps.push(Step::Changed(old[x..to_x].to_vec(), new[y..to_y].to_vec()));
        }
        steps.extend(old.get(to_x).map(|same| Step::Same(same)));
        (x, y) = (to_x + 1, to_y + 1);
    }
    steps.extend(before.iter().skip(before.len() - end).map(|same| Step::Same(same)));
    steps
}

/// The places of a longest common subsequence. None where more differs than is looked for.
fn common(before: &[&str], after: &[&str]) -> Option<Vec<(usize, usize)>> {
    let most = MOST_CHANGES.min(before.len() + after.len());
    // How far along `before` one has come on each diagonal; the one through the start stands in the middle.
    let middle = most + 1;
    let mut reach = vec![0_usize; 2 * most + 3];
    let mut trace = Vec::new();
    for changes in 0..=most {
        trace.push(reach[middle - changes - 1..=middle + changes + 1].to_vec());
        for diagonal in (middle - changes..=middle + changes).step_by(2) {
            let is_first = diagonal == middle - changes;
            let is_last = diagonal == middle + changes;
            let goes_down = is_first || (!is_last && reach[diagonal - 1] < reach[diagonal + 1]);
            let mut x = if goes_down { reach[diagonal + 1] } else { reach[diagonal - 1] + 1 };
            while x < before.len() && after.get(x + middle - diagonal) == before.get(x) {
                x += 1;
            }
            reach[diagonal] = x;
            if x >= before.len() && x + middle - diagonal >= after.len() {
                return Some(walked_back(&trace, before.len(), after.len()));
            }
        }
    }
    None
}

/// Walks from the end back to the start, and gives the pairs that are equal on the way.
fn walked_back(trace: &[Vec<usize>], mut x: usize, mut y: usize) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for (changes, reach) in trace.iter().enumerate().rev() {
        let (mut from_x, mut from_y) = (0, 0);
        if changes > 0 {
            let (middle, last) = (changes + 1, 2 * changes + 1);
            let diagonal = x + middle - y;
            let goes_down = diagonal == 1 || (diagonal != last && reach[diagonal - 1] < reach[diagonal + 1]);
            let from = if goes_down { diagonal + 1 } else { diagonal - 1 };
            from_x = reach[from];
            from_y = from_x + middle - from;
        }
        while x > from_x && y > from_y {
            (x, y) = (x - 1, y - 1);
            pairs.push((x, y));
        }
        (x, y) = (from_x, from_y);
    }
    pairs.reverse();
    pairs
}
