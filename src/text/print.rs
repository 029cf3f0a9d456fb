//! Texts in short, to find the same among many.

/// The print of texts that are added one after another: FNV-1a, of 64 bits. The same texts have the same print, today and
/// in later versions; others nearly never.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Print(u64);

impl Default for Print {
    fn default() -> Self {
        Self(0xcbf2_9ce4_8422_2325)
    }
}

impl Print {
    /// Adds a text. Two are not one that says both.
    pub fn add(&mut self, text: &str) {
        for byte in text.bytes().chain([0xff]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
    }

    /// The print of one text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        let mut print = Self::default();
        print.add(text);
        print
    }

    /// Sixteen hexadecimal digits.
    #[must_use]
    pub fn digits(self) -> String {
        let digit = |at: u32| char::from_digit((self.0 >> (60 - 4 * at) & 15) as u32, 16).unwrap_or('0');
        (0..16).map(digit).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn prints_are_what_they_were() {
        assert_eq!(Print::of("").digits(), "af64724c8602eb6e");
        let (mut one, mut other) = (Print::of("a"), Print::of("ab"));
        one.add("bc");
        other.add("c");
        assert_ne!(one, other);
    }
}
