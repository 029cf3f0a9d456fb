//! A text as it reads: what is left where capitals, spaces and the place of a tone within its syllable do not matter.

use super::lower;
use super::order::{TONES, marked, toned};

/// Small letters with single spaces, the tone of each syllable behind it: "Hoà  Bình" and "hòa bình" read the same, "Tân
/// Thanh" and "Tân Thành" do not. Composed or not, it is the same.
#[must_use]
pub fn reading(text: &str) -> String {
    let mut reads = String::with_capacity(text.len());
    for word in text.split_whitespace() {
        if !reads.is_empty() {
            reads.push(' ');
        }
        let mut tone = 0;
        for letter in word.chars() {
            if let Some(own) = TONES.iter().position(|mark| *mark == letter) {
                tone = own;
                continue;
            }
            if let Some(other) = reads.chars().next_back().and_then(|last| marked(last, letter)) {
                reads.pop();
                reads.push(other);
                continue;
            }
            let (plain, own) = toned(lower(letter));
            if !plain.is_alphabetic() {
                end(&mut reads, &mut tone);
            }
            reads.push(plain);
            tone = tone.max(usize::from(own));
        }
        end(&mut reads, &mut tone);
    }
    reads
}

/// Ends a syllable.
fn end(reads: &mut String, tone: &mut usize) {
    reads.extend(TONES.get(std::mem::take(tone)).filter(|mark| **mark != TONES[0]));
}

// Not on wasm: decomposing takes a native crate.
#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use unicode_normalization::UnicodeNormalization;

    use super::*;

    #[test]
    fn capitals_spaces_and_the_place_of_a_tone_do_not_matter() {
        for (one, other) in [
            ("UBND xã Hoà Bình", " ubnd  XÃ hòa bình"),
            ("Thuỷ Triều", "THỦY TRIỀU"),
            ("Khoẻ", "khỏe"),
            ("Ðình Lập", "đình lập"),
            ("Mộc-Hoá", "mộc-hóa"),
            ("", "  "),
        ] {
            assert_eq!(reading(one), reading(other), "{one}");
        }
    }

    #[test]
    fn tones_marks_and_signs_matter() {
        for (one, other) in [
            ("Tân Thanh", "Tân Thành"),
            ("Tân Thành", "Tân Thạnh"),
            ("Tan Thanh", "Tân Thanh"),
            ("Đông", "Dông"),
            ("Thôn 1", "Thôn 11"),
            ("Á-Lưới", "A-Lưới"),
            ("Hòa Binh", "Hoa Bình"),
        ] {
            assert_ne!(reading(one), reading(other), "{one}");
        }
    }

    #[test]
    fn composed_and_decomposed_read_the_same() {
        for text in
            ["Ủy ban nhân dân huyện Mường Lát", "Quảng Hòa, Nguyên Bình; Thạch An (Đông Khê)", "Ở Ổ Ẵ Ộ Ự ỹ"]
        {
            assert_eq!(reading(&text.nfd().collect::<String>()), reading(text), "{text}");
        }
    }
}
