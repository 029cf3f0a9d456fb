//! The order of Vietnamese words in a list, as CLDR has it for `vi`.
//!
//! Letters come first: a ă â b c d đ e ê … o ô ơ … u ư … y are letters of their own. Only where all letters are equal do
//! tones decide, in the order of the dictionaries (ngang, huyền, hỏi, ngã, sắc, nặng), and only then capitals, after the
//! small letters. Spaces come before signs, signs before digits, digits before letters.

use super::lower;

/// What texts are sorted by: `texts.sort_by_key(|text| order_key(text))`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct OrderKey {
    letters: Vec<u32>,
    tones: Vec<u8>,
    capitals: Vec<bool>,
}

/// The letters of the alphabet in order, those of other alphabets in Latin script among them.
const ALPHABET: &str = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz";

/// Each vowel with its tones in order.
const VOWELS: [&str; 12] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "iìỉĩíị",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "uùủũúụ",
    "ưừửữứự",
    "yỳỷỹýỵ",
];

/// Tones as marks of their own, as decomposed text has them.
pub(super) const TONES: [char; 6] = ['\0', '\u{300}', '\u{309}', '\u{303}', '\u{301}', '\u{323}'];

/// Marks of their own that make another letter: breve, circumflex, horn.
const MARKED: [(char, &str, &str); 3] =
    [('\u{306}', "a", "ă"), ('\u{302}', "aeo", "âêô"), ('\u{31b}', "ou", "ơư")];

const SIGNS: u32 = 0x1;
const DIGITS: u32 = 0x20_0000;
const LETTERS: u32 = 0x30_0000;
const OTHERS: u32 = 0x40_0000;

/// The key of a text. Composed or not, it is the same.
#[must_use]
pub fn order_key(text: &str) -> OrderKey {
    let mut key = OrderKey::default();
    for letter in text.trim().chars() {
        if key.is_marked(letter) {
            continue;
        }
        let small = lower(letter);
        let (plain, tone) = toned(small);
        key.letters.push(place(plain));
        key.tones.push(tone);
        key.capitals.push(small != letter);
    }
    key
}

/// The key of a person's name: the given name, which stands last, then the rest.
#[must_use]
pub fn name_order_key(name: &str) -> (OrderKey, OrderKey) {
    let name = name.trim();
    let (rest, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    (order_key(given), order_key(rest))
}

impl OrderKey {
    /// Whether it was a mark of its own, which goes to the letter before.
    fn is_marked(&mut self, mark: char) -> bool {
        if !('\u{300}'..='\u{36f}').contains(&mark) {
            return false;
        }
        if let (Some(tone), Some(last)) = (index(TONES, mark), self.tones.last_mut()) {
            *last = tone;
        }
        if let Some(last) = self.letters.last_mut() {
            let plain = ALPHABET.chars().find(|letter| place(*letter) == *last);
            if let Some(other) = plain.and_then(|plain| marked(plain, mark)) {
                *last = place(other);
            }
        }
        true
    }
}

/// The letter that a small letter without a tone becomes by a mark of its own, if it becomes another.
pub(super) fn marked(letter: char, mark: char) -> Option<char> {
    let (_, plain, others) = MARKED.iter().find(|(own, ..)| *own == mark)?;
    plain.chars().zip(others.chars()).find(|(plain, _)| *plain == letter).map(|(_, other)| other)
}

/// A small letter without its tone, and which tone that was.
pub(super) fn toned(letter: char) -> (char, u8) {
    if letter.is_ascii() {
        return (letter, 0);
    }
    for vowel in VOWELS {
        if let Some(tone) = index(vowel.chars(), letter) {
            return (vowel.chars().next().unwrap_or(letter), tone);
        }
    }
    // Old fonts and careless converters write the Icelandic or African letter, which looks the same.
    (if matches!(letter, 'ð' | 'ɖ') { 'đ' } else { letter }, 0)
}

fn place(letter: char) -> u32 {
    if let Some(place) = index(ALPHABET.chars(), letter) {
        return LETTERS + u32::from(place);
    }
    match letter {
        ' ' | '\t' | '\n' | '\r' | '\u{a0}' => 0,
        '0'..='9' => DIGITS + u32::from(letter),
        '\0'..'\u{c0}' | '\u{2000}'..='\u{2fff}' => SIGNS + u32::from(letter),
        other => OTHERS + u32::from(other),
    }
}

fn index(letters: impl IntoIterator<Item = char>, letter: char) -> Option<u8> {
    letters.into_iter().position(|own| own == letter).and_then(|at| u8::try_from(at).ok())
}

// Not on wasm: decomposing takes a native crate.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    /// Holds a list to the order that it is written in, composed and decomposed.
    #[track_caller]
    fn check(sorted: &[&str]) {
        let mut found = sorted.to_vec();
        found.reverse();
        found.sort_by_key(|text| order_key(text));
        assert_eq!(found, sorted);
        let decomposed: Vec<String> = sorted.iter().map(|text| text.nfd().collect()).collect();
        for (text, decomposed) in sorted.iter().zip(&decomposed) {
            assert_eq!(order_key(text), order_key(decomposed), "{text}");
        }
    }

    #[test]
    fn letters_with_a_hat_or_a_horn_are_letters_of_their_own() {
        check(&[
            "an", "ăn", "ân", "bà", "da", "đa", "em", "êm", "oi", "ôi", "ơi", "pa", "ui", "ưi", "va", "y",
        ]);
        check(&[
            "Cao Lộc",
            "Chi Lăng",
            "Đình Lập",
            "Hữu Lũng",
            "Lộc Bình",
            "Tràng Định",
            "Văn Lãng",
            "Văn Quan",
        ]);
    }

    #[test]
    fn tones_go_as_in_dictionaries_and_only_where_letters_are_equal() {
        check(&["ma", "mà", "mả", "mã", "má", "mạ"]);
        check(&["hoa", "hoà", "hoa b", "hoà b", "hoạch"]);
        check(&["Bình Gia", "Bình Giã", "Bính Gia", "Bình Giang"]);
    }

    #[test]
    fn people_stand_by_their_given_names() {
        let names = ["Vy Thị Ánh", "Hoàng Văn Bình", "Lý Văn Bình", "Nông Thị Duyên", "An Đức"];
        assert!(names.is_sorted_by_key(|name| name_order_key(name)));
        assert_eq!(name_order_key(" Lan "), (order_key("Lan"), OrderKey::default()));
    }

    #[test]
    fn small_letters_come_before_capitals_and_words_before_what_goes_on() {
        check(&["xã a", "Xã a", "xã ă", "xã ăn"]);
        check(&["", "1", "10", "2", "A", "a b", "a1", "aa"]);
        check(&["a b", "a-b", "a1", "ab", "a中"]);
    }
}
