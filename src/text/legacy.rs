//! Text in the two encodings that Vietnamese offices wrote in before Unicode. Their fonts drew Vietnamese letters in
//! the places of western ones, so what is copied from an old file arrives as those: `KÝnh th-a`, `Kính thöa`.
//!
//! **Invariant:** what is Unicode already is not taken for either: only words that cannot be Vietnamese, and become
//! words that can, speak for an encoding.

mod cells;

use std::ops::Range;

pub use cells::decode_cells;

use super::{lower, upper};

/// An encoding that was in use before Unicode.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// TCVN 5712:1993, VN3, also called ABC: a place a letter, in the fonts `.VnTime` and their like. It has no capitals
    /// with tones; they are drawn by fonts of capitals (`.VnTimeH`), or written as small letters.
    Tcvn3,
    /// VNI-Windows: a letter and its mark, in the fonts VNI-Times and their like.
    Vni,
}

/// A vowel: without a tone, then with huyền, hỏi, ngã, sắc and nặng.
type Vowel = [char; 6];

/// The vowels of Unicode.
const VOWELS: [Vowel; 12] = [
    ['a', 'à', 'ả', 'ã', 'á', 'ạ'],
    ['ă', 'ằ', 'ẳ', 'ẵ', 'ắ', 'ặ'],
    ['â', 'ầ', 'ẩ', 'ẫ', 'ấ', 'ậ'],
    ['e', 'è', 'ẻ', 'ẽ', 'é', 'ẹ'],
    ['ê', 'ề', 'ể', 'ễ', 'ế', 'ệ'],
    ['i', 'ì', 'ỉ', 'ĩ', 'í', 'ị'],
    ['o', 'ò', 'ỏ', 'õ', 'ó', 'ọ'],
    ['ô', 'ồ', 'ổ', 'ỗ', 'ố', 'ộ'],
    ['ơ', 'ờ', 'ở', 'ỡ', 'ớ', 'ợ'],
    ['u', 'ù', 'ủ', 'ũ', 'ú', 'ụ'],
    ['ư', 'ừ', 'ử', 'ữ', 'ứ', 'ự'],
    ['y', 'ỳ', 'ỷ', 'ỹ', 'ý', 'ỵ'],
];

/// The same vowels in TCVN3, as Windows-1252 shows their places. The letter ư is a soft hyphen.
const TCVN3: [Vowel; 12] = [
    ['a', 'µ', '¶', '·', '¸', '¹'],
    ['¨', '»', '¼', '½', '¾', 'Æ'],
    ['©', 'Ç', 'È', 'É', 'Ê', 'Ë'],
    ['e', 'Ì', 'Î', 'Ï', 'Ð', 'Ñ'],
    ['ª', 'Ò', 'Ó', 'Ô', 'Õ', 'Ö'],
    ['i', '×', 'Ø', 'Ü', 'Ý', 'Þ'],
    ['o', 'ß', 'á', 'â', 'ã', 'ä'],
    ['«', 'å', 'æ', 'ç', 'è', 'é'],
    ['¬', 'ê', 'ë', 'ì', 'í', 'î'],
    ['u', 'ï', 'ñ', 'ò', 'ó', 'ô'],
    ['\u{ad}', 'õ', 'ö', '÷', 'ø', 'ù'],
    ['y', 'ú', 'û', 'ü', 'ý', 'þ'],
];

/// The other letters of TCVN3: đ, and the capitals without a tone.
const TCVN3_OTHERS: [(char, char); 8] =
    [('®', 'đ'), ('¡', 'Ă'), ('¢', 'Â'), ('§', 'Đ'), ('£', 'Ê'), ('¤', 'Ô'), ('¥', 'Ơ'), ('¦', 'Ư')];

/// The vowels of VNI: the letter, and the marks behind it; a space where the letter or the mark alone is the vowel.
const VNI: [(char, Vowel); 12] = [
    ('a', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('a', ['ê', 'è', 'ú', 'ü', 'é', 'ë']),
    ('a', ['â', 'à', 'å', 'ã', 'á', 'ä']),
    ('e', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('e', ['â', 'à', 'å', 'ã', 'á', 'ä']),
    (' ', ['i', 'ì', 'æ', 'ó', 'í', 'ò']),
    ('o', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('o', ['â', 'à', 'å', 'ã', 'á', 'ä']),
    ('ô', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('u', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('ö', [' ', 'ø', 'û', 'õ', 'ù', 'ï']),
    ('y', [' ', 'ø', 'û', 'õ', 'ù', ' ']),
];

/// Consonants before the vowels of a syllable.
const INITIALS: &str = "b c ch d đ g gh gi h k kh l m n ng ngh nh p ph qu r s t th tr v x";

/// Vowels at the end of a syllable, without tones.
const OPEN: &str = "a e ê i o ô ơ u ư y ai ao au ay âu ây eo êu ia iu iêu oa oai oao oay oe oeo oi ôi ơi ua uây uê ui uôi \
    uơ uy uya uyu ưa ưi ưu ươi ươu yêu";

/// Vowels before consonants.
const CLOSED: &str = "a ă â e ê i o ô ơ u ư y iê oa oă oe oo uâ uê uô uy uyê ươ yê";

/// Consonants at the end.
const FINALS: &str = "m n ng nh";

/// Those before which only sắc and nặng are spoken.
const STOPS: &str = "c ch p t";

/// At least so many words become Vietnamese, and so many letters differ, before a text is taken for one of an encoding.
const ENOUGH: usize = 2;

/// The place of sắc among the tones; behind it only nặng.
const SHARP: usize = 4;

impl Encoding {
    /// The letter that begins here, and whether it takes the second character too. None for what is the same in Unicode.
    fn letter(self, first: char, second: Option<char>) -> Option<(char, bool)> {
        match self {
            Self::Tcvn3 if first.is_ascii() => None,
            Self::Tcvn3 => {
                let other = TCVN3_OTHERS.iter().find(|(own, _)| *own == first).map(|(_, letter)| *letter);
                Some((other.or_else(|| same_place(&TCVN3, &VOWELS, first))?, false))
            }
            Self::Vni => {
                let (letter, both) = vni(lower(first), second.map(lower))?;
                Some((if first == lower(first) { letter } else { upper(letter) }, both))
            }
        }
    }

    /// Whether a character belongs to a word in this encoding.
    fn is_of_word(self, letter: char) -> bool {
        letter.is_ascii_alphabetic()
            || ('\u{c0}'..'\u{2000}').contains(&letter) && !"×÷".contains(letter)
            || self == Self::Tcvn3 && self.letter(letter, None).is_some()
    }
}

/// What stands in the second table where a letter stands in the first.
fn same_place(from: &[Vowel], to: &[Vowel], letter: char) -> Option<char> {
    let found = from.iter().flatten().zip(to.iter().flatten()).find(|(own, _)| **own == letter);
    found.map(|(_, other)| *other)
}

/// The small letter that begins here, if it is another than in Unicode or takes a mark.
fn vni(first: char, second: Option<char>) -> Option<(char, bool)> {
    for ((base, marks), vowel) in VNI.iter().zip(&VOWELS) {
        if let Some(mark) = second.filter(|mark| *base == first && first != ' ' && !mark.is_ascii())
            && let Some(at) = marks.iter().position(|own| *own == mark)
        {
            return Some((vowel[at], true));
        }
    }
    let alone = match first {
        'ñ' => 'đ',
        'ô' => 'ơ',
        'ö' => 'ư',
        'î' => 'ỵ',
        'ì' | 'æ' | 'ó' | 'í' | 'ò' => same_place(&[VNI[5].1], &[VOWELS[5]], first)?,
        _ => return None,
    };
    Some((alone, false))
}

/// The text in Unicode NFC, read as one in that encoding. What the encoding does not have stays as it is.
///
/// Capitals with tones, which TCVN3 writes as small letters, are found by the capitals beside them.
#[must_use]
pub fn decode(text: &str, encoding: Encoding) -> String {
    let mut decoded = String::with_capacity(text.len());
    for line in text.split_inclusive('\n') {
        let words = || line.split_inclusive(|letter| !encoding.is_of_word(letter));
        let is_capital = |word| encoding == Encoding::Tcvn3 && is_in_capitals(word);
        let are_capital = !has_small(line) && words().any(is_capital);
        for word in words() {
            let is_capital = are_capital || is_capital(word);
            let mut letters = word.chars().peekable();
            while let Some(first) = letters.next() {
                let found = encoding.letter(first, letters.peek().copied());
                let (letter, both) = found.unwrap_or((first, false));
                if both {
                    letters.next();
                }
                decoded.push(if is_capital && found.is_some() { upper(letter) } else { letter });
            }
        }
    }
    decoded
}

/// Whether a word has several of the plain letters, all of them capitals.
fn is_in_capitals(word: &str) -> bool {
    word.bytes().filter(u8::is_ascii_uppercase).count() > 1 && !has_small(word)
}

fn has_small(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_lowercase())
}

/// The encoding that a text is in, if it is surely one of these.
#[must_use]
pub fn detect(text: &str) -> Option<Encoding> {
    let found = [Encoding::Tcvn3, Encoding::Vni].map(|encoding| (gain(text, encoding), encoding));
    found.into_iter().filter(|(gain, _)| *gain >= ENOUGH).max_by_key(|(gain, _)| *gain).map(|found| found.1)
}

/// How many more words are Vietnamese when a text is read in an encoding. 0 where that is not worth a question.
fn gain(text: &str, encoding: Encoding) -> usize {
    let found = evidence(text, encoding);
    let is_sure =
        found.differing >= ENOUGH && found.is_explained() && found.gained > found.strange && found.gains();
    if is_sure { found.gained } else { 0 }
}

/// What becomes of the words and letters of a text when it is read in an encoding.
#[derive(Default)]
struct Evidence {
    /// Words that become Vietnamese.
    gained: usize,
    /// Words that are Vietnamese before and afterwards.
    before: usize,
    /// Words that are not Vietnamese afterwards.
    strange: usize,
    /// Letters that the encoding has, and others that are not ASCII.
    explained: usize,
    unexplained: usize,
    /// How many letters differ that the encoding has. None are counted once there are enough.
    differing: usize,
}

impl Evidence {
    /// Whether hardly a letter is one that the encoding does not have.
    fn is_explained(&self) -> bool {
        self.unexplained * 8 <= self.explained
    }

    /// Whether it reads no worse for what was Vietnamese before.
    fn gains(&self) -> bool {
        self.gained >= self.before
    }
}

fn evidence(text: &str, encoding: Encoding) -> Evidence {
    let mut found = Evidence::default();
    let mut seen = Vec::new();
    for word in text.split(|letter| !encoding.is_of_word(letter)).filter(|word| !word.is_empty()) {
        let mut letters = word.chars().peekable();
        while let Some(first) = letters.next() {
            let second = letters.peek().copied();
            match encoding.letter(first, second) {
                Some((letter, both)) => {
                    found.explained += 1;
                    if both {
                        letters.next();
                    }
                    if !seen.contains(&letter) && seen.len() < ENOUGH {
                        seen.push(letter);
                    }
                }
                None if first.is_ascii() => {}
                None => found.unexplained += 1,
            }
        }
        let is_plain = word.is_ascii();
        match (is_syllable(&decode(word, encoding)), is_syllable(word)) {
            _ if is_plain && is_in_capitals(word) => {}
            (true, true) if is_plain => {}
            (true, true) => found.before += 1,
            (true, false) if word.contains(|letter: char| letter.is_ascii_alphabetic()) => found.gained += 1,
            (true, false) => {}
            (false, _) => found.strange += 1,
        }
    }
    found.differing = seen.len();
    found
}

/// Whether a word can be a syllable of Vietnamese: consonants, vowels of which at most one has a tone, consonants.
fn is_syllable(word: &str) -> bool {
    let (mut plain, mut tones, mut tone) = (String::new(), 0, 0);
    for letter in word.chars().map(lower) {
        let found =
            VOWELS.iter().find_map(|vowel| Some((vowel[0], vowel.iter().position(|own| *own == letter)?)));
        let (letter, own) = found.unwrap_or((letter, 0));
        plain.push(letter);
        if own > 0 {
            tones += 1;
            tone = own;
        }
    }
    let is_in = |list: &str, part: &str| list.split(' ').any(|own| own == part);
    let fits = |initial: &str| {
        let Some(rest) = plain.strip_prefix(initial) else { return false };
        let is_vowel = |letter: char| VOWELS.iter().any(|vowel| vowel[0] == letter);
        let vowels = rest.trim_end_matches(|letter| !is_vowel(letter));
        match rest.strip_prefix(vowels).unwrap_or_default() {
            "" => is_in(OPEN, vowels),
            end => is_in(CLOSED, vowels) && (is_in(FINALS, end) || is_in(STOPS, end) && tone >= SHARP),
        }
    };
    tones <= 1 && (fits("") || INITIALS.split(' ').any(fits))
}

/// Where in a text that stands which was pasted, as far as it can be told from the text before.
#[must_use]
pub fn pasted(before: &str, after: &str) -> Range<usize> {
    let same = |one: char, other: char| (one == other).then_some(one.len_utf8());
    let start: usize = before.chars().zip(after.chars()).map_while(|(one, other)| same(one, other)).sum();
    let (old, new) = (before.get(start..).unwrap_or_default(), after.get(start..).unwrap_or_default());
    let behind = old.chars().rev().zip(new.chars().rev()).map_while(|(one, other)| same(one, other));
    let end = after.len() - behind.sum::<usize>();
    if start == end {
        // Over itself.
        return 0..after.len();
    }
    // A mark may be what differs, behind a letter that is the same.
    let head = after.get(..start).unwrap_or_default();
    head.trim_end_matches(|letter: char| letter.is_ascii_alphabetic()).len()..end
}

// Not on wasm: decomposing takes a native crate.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests;
