//! Capitals and small letters of the Latin script. The tables for all of Unicode cost more than most rooms.

/// A letter as a capital and as a small letter; twice itself where it has no case here.
fn cases(letter: char) -> [char; 2] {
    let code = u32::from(letter);
    let [upper, lower] = match letter {
        'A'..='Z' | 'À'..='Ö' | 'Ø'..='Þ' => [code, code + 32],
        'a'..='z' | 'à'..='ö' | 'ø'..='þ' => [code - 32, code],
        'Ā'..='į' | 'Ĳ'..='ķ' | 'Ŋ'..='ŷ' | 'Ơ'..='ơ' | 'Ḁ'..='ẕ' | 'Ạ'..='ỿ' => {
            [code & !1, code | 1]
        }
        'Ĺ'..='ň' | 'Ź'..='ž' | 'Ư'..='ư' => [(code - 1) | 1, ((code - 1) | 1) + 1],
        // As old fonts and careless converters write đ.
        'Ɖ' | 'ɖ' => ['Ɖ'.into(), 'ɖ'.into()],
        _ => [code, code],
    };
    [upper, lower].map(|code| char::from_u32(code).unwrap_or(letter))
}

/// The capital of a letter; anything else stays.
#[must_use]
pub fn upper(letter: char) -> char {
    cases(letter)[0]
}

/// The small letter of a letter; anything else stays.
#[must_use]
pub fn lower(letter: char) -> char {
    cases(letter)[1]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_the_latin_script_have_the_cases_that_unicode_gives_them() {
        // One letter of one case; those of Turkish, of long s and of the linguists change into others.
        let others = ['İ', 'ı', 'ĸ', 'ŉ', 'ſ', 'ß', 'ẞ', 'ẖ', 'ẗ', 'ẘ', 'ẙ', 'ẚ', 'ẛ', 'ÿ', 'Ÿ', 'µ'];
        let latin = ('\0'..='ž').chain(['Ơ', 'ơ', 'Ư', 'ư', 'Ɖ', 'ɖ']).chain('Ḁ'..='ỿ');
        for letter in latin.filter(|letter| !others.contains(letter)) {
            assert_eq!(upper(letter).to_string(), letter.to_uppercase().to_string(), "{letter}");
            assert_eq!(lower(letter).to_string(), letter.to_lowercase().to_string(), "{letter}");
        }
    }
}
