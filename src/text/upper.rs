//! Capitals of Vietnamese text.

/// The upper case of a letter of the Latin alphabets around Vietnamese; others stay. The tables for all of Unicode would
/// cost more than all else here.
pub(crate) fn upper(letter: char) -> char {
    let code = u32::from(letter);
    let step = match letter {
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => 32,
        // Capitals and small letters by turns, the capitals even; then the capitals odd.
        'ā'..='į' | 'ĳ'..='ķ' | 'ŋ'..='ŷ' | 'ơ' | 'ạ'..='ỹ' => code % 2,
        'ĺ'..='ň' | 'ź'..='ž' | 'ư' => (code + 1) % 2,
        _ => 0,
    };
    char::from_u32(code - step).unwrap_or(letter)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In capitals as the standard library has it, if that is one letter.
    fn standard(letter: char) -> Option<char> {
        let mut capitals = letter.to_uppercase();
        capitals.next().filter(|_| capitals.next().is_none())
    }

    #[test]
    fn capitals_are_those_of_unicode() {
        for letter in ('\0'..='\u{17e}').chain('Ơ'..='ơ').chain('Ư'..='ư').chain('Ạ'..='ỹ') {
            if matches!(letter, 'µ' | 'ß' | 'ÿ' | 'ı' | 'ŉ') {
                assert_eq!(upper(letter), letter, "of no use here");
            } else {
                assert_eq!(Some(upper(letter)), standard(letter), "{letter}");
            }
        }
    }

    #[test]
    fn other_letters_stay() {
        for letter in ['ß', 'я', '中', '½', '\u{301}', '\u{10ffff}'] {
            assert_eq!(upper(letter), letter);
        }
    }
}
