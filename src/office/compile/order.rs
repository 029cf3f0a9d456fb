//! The order of Vietnamese words and names, as CLDR has it: letters first (a ă â … d đ …), tones (huyền, hỏi, ngã,
//! sắc, nặng) only between words that are else equal.

use crate::text::lower;

/// The letters in their order, each without a tone and then with the five.
const LETTERS: [&str; 33] = [
    "aàảãáạ",
    "ăằẳẵắặ",
    "âầẩẫấậ",
    "b",
    "c",
    "d",
    "đ",
    "eèẻẽéẹ",
    "êềểễếệ",
    "f",
    "g",
    "h",
    "iìỉĩíị",
    "j",
    "k",
    "l",
    "m",
    "n",
    "oòỏõóọ",
    "ôồổỗốộ",
    "ơờởỡớợ",
    "p",
    "q",
    "r",
    "s",
    "t",
    "uùủũúụ",
    "ưừửữứự",
    "v",
    "w",
    "x",
    "yỳỷỹýỵ",
    "z",
];

/// Orders texts as a Vietnamese dictionary does.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Key {
    letters: Vec<u32>,
    tones: Vec<u8>,
}

/// The key of a text. Between words, and before digits, before letters, stands what is neither.
pub(super) fn key(text: &str) -> Key {
    let mut key = Key::default();
    for letter in text.trim().chars().map(lower) {
        let (place, tone) = place(letter);
        key.letters.push(place);
        key.tones.push(tone);
    }
    key
}

/// The key of a person's name: the given name, which stands last, then the rest.
pub(super) fn name_key(name: &str) -> (Key, Key) {
    let name = name.trim();
    let (rest, given) = name.rsplit_once(char::is_whitespace).unwrap_or(("", name));
    (key(given), key(rest))
}

fn place(letter: char) -> (u32, u8) {
    for (toned, place) in LETTERS.iter().zip(200_u32..) {
        for (own, tone) in toned.chars().zip(0_u8..) {
            if own == letter {
                return (place, tone);
            }
        }
    }
    match letter {
        letter if letter.is_whitespace() => (0, 0),
        '0'..='9' => (100 + u32::from(letter) - u32::from('0'), 0),
        letter if letter.is_alphabetic() => (1000 + u32::from(letter), 0),
        letter => (1 + u32::from(letter) % 98, 0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_stand_as_in_a_dictionary() {
        let words = [
            "Bắc Sơn",
            "Bình Gia",
            "Cao Lộc",
            "Chi Lăng",
            "Đình Lập",
            "Hữu Lũng",
            "Lạng Sơn",
            "Lộc Bình",
            "Tràng Định",
            "Văn Lãng",
            "Văn Quan",
        ];
        assert!(words.is_sorted_by_key(|word| key(word)));
        assert!(["ma", "mà", "mả", "mã", "má", "mạ", "mai"].is_sorted_by_key(|word| key(word)));
        assert!(["an", "ăn", "ân", "ba", "da", "đa", "ea"].is_sorted_by_key(|word| key(word)));
        assert!(["Xã 1", "Xã 2", "xã A"].is_sorted_by_key(|word| key(word)));
    }

    #[test]
    fn people_stand_by_their_given_names() {
        let names = ["Vy Thị Ánh", "Hoàng Văn Bình", "Lý Văn Bình", "Nông Thị Duyên", "An Đức"];
        assert!(names.is_sorted_by_key(|name| name_key(name)));
        assert_eq!(name_key("Lan"), (key("lan"), Key::default()));
    }
}
