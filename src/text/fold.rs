//! Text without tones, for search and for file names.

use super::lower;

/// Folds a letter of the Vietnamese alphabet to its plain ASCII letter; others stay.
fn plain(letter: char) -> char {
    match letter {
        'a'..='z' | 'A'..='Z' => letter,
        'à' | 'á' | 'ả' | 'ã' | 'ạ' | 'ă' | 'ằ' | 'ắ' | 'ẳ' | 'ẵ' | 'ặ' | 'â' | 'ầ' | 'ấ' | 'ẩ' | 'ẫ'
        | 'ậ' => 'a',
        'è' | 'é' | 'ẻ' | 'ẽ' | 'ẹ' | 'ê' | 'ề' | 'ế' | 'ể' | 'ễ' | 'ệ' => 'e',
        'ì' | 'í' | 'ỉ' | 'ĩ' | 'ị' => 'i',
        'ò' | 'ó' | 'ỏ' | 'õ' | 'ọ' | 'ô' | 'ồ' | 'ố' | 'ổ' | 'ỗ' | 'ộ' | 'ơ' | 'ờ' | 'ớ' | 'ở' | 'ỡ'
        | 'ợ' => 'o',
        'ù' | 'ú' | 'ủ' | 'ũ' | 'ụ' | 'ư' | 'ừ' | 'ứ' | 'ử' | 'ữ' | 'ự' => 'u',
        'ỳ' | 'ý' | 'ỷ' | 'ỹ' | 'ỵ' => 'y',
        // Old fonts and careless converters write the Icelandic or African letter, which looks the same.
        'đ' | 'ð' | 'ɖ' => 'd',
        other => other,
    }
}

/// Lower case without tones or đ, so that "Đề án" is found by "de an". Combining marks are dropped, so text folds
/// the same whether its letters are composed or not.
#[must_use]
pub fn fold(text: &str) -> String {
    let combining = |letter: &char| ('\u{300}'..='\u{36f}').contains(letter);
    text.chars().filter(|letter| !combining(letter)).map(lower).map(plain).collect()
}

/// ASCII letters and digits joined by single hyphens, for a part of a file name; at most `most` characters.
#[must_use]
pub fn ascii_slug(text: &str, most: usize) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars() {
        if slug.len() == most {
            break;
        }
        if letter.is_ascii_alphanumeric() {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug.trim_end_matches('-').to_owned()
}

// Not on wasm: decomposing takes a native crate.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use expect_test::{Expect, expect};
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[track_caller]
    fn check_slug(text: &str, most: usize, expected: &Expect) {
        expected.assert_eq(&ascii_slug(text, most));
    }

    #[test]
    fn every_vietnamese_letter_folds_to_ascii() {
        let vowels = ["a", "ă", "â", "e", "ê", "i", "o", "ô", "ơ", "u", "ư", "y"];
        let tones = ["", "\u{300}", "\u{301}", "\u{309}", "\u{303}", "\u{323}"];
        for vowel in vowels {
            for tone in tones {
                let letter: String = format!("{vowel}{tone}").nfc().collect();
                assert_eq!(letter.chars().count(), 1);
                let plain: String = vowel.nfd().take(1).collect();
                for form in [letter.clone(), letter.to_uppercase()] {
                    assert_eq!(fold(&form), plain, "{form}");
                    assert_eq!(fold(&form.nfd().collect::<String>()), plain, "{form} decomposed");
                }
            }
        }
        assert_eq!(fold("đĐðÐ"), "dddd");
    }

    #[test]
    fn search_ignores_tones_and_their_place() {
        assert_eq!(fold("ĐỀ ÁN 500: Hoà Bình"), "de an 500: hoa binh");
        assert_eq!(fold("hoà"), fold("hòa"));
    }

    #[test]
    fn other_letters_stay() {
        assert_eq!(fold("Ñ ß 中 ½"), "ñ ß 中 ½");
    }

    #[test]
    fn slugs_are_ascii_without_doubled_or_outer_hyphens() {
        check_slug("  UBND xã “Đồng Ý” – 2020. ", 40, &expect!["ubnd-xa-dong-y-2020"]);
        check_slug("UBND xã", 5, &expect!["ubnd"]);
        check_slug("UBND xã", 6, &expect!["ubnd-x"]);
        check_slug("中文 / \\ \0", 9, &expect![""]);
        check_slug("abc", 0, &expect![""]);
    }
}
