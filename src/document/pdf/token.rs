//! The words of a PDF, one after the other.

/// A word of a PDF.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `<<`
    Open,
    /// `>>`
    Close,
    /// `[`
    ArrayOpen,
    /// `]`
    ArrayClose,
    /// Without its slash, as it is written.
    Name(&'a [u8]),
    /// A whole number.
    Number(i64),
    /// A string, whatever it says.
    Text,
    /// Anything else.
    Word(&'a [u8]),
}

/// Reads words.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    bytes: &'a [u8],
    /// After the last word.
    pub(super) at: usize,
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8], at: usize) -> Self {
        Self { bytes, at }
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    /// Passes everything that is so, and gives it.
    fn pass(&mut self, is_so: fn(u8) -> bool) -> &'a [u8] {
        let rest = self.bytes.get(self.at..).unwrap_or_default();
        let count = rest.iter().take_while(|byte| is_so(**byte)).count();
        self.at += count;
        rest.get(..count).unwrap_or_default()
    }

    /// Passes a string in brackets, which may hold brackets.
    fn pass_text(&mut self) {
        let mut depth = 1;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'\\' => self.at += 1,
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                return;
            }
        }
    }

    fn doubled(&mut self, byte: u8) -> bool {
        let is_doubled = self.peek() == Some(byte);
        self.at += usize::from(is_doubled);
        is_doubled
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            self.pass(is_white);
            if self.peek() != Some(b'%') {
                break;
            }
            self.pass(|byte| !matches!(byte, b'\r' | b'\n'));
        }
        let first = self.peek()?;
        if is_regular(first) {
            let word = self.pass(is_regular);
            let number = std::str::from_utf8(word).ok().and_then(|word| word.parse().ok());
            return Some(number.map_or(Token::Word(word), Token::Number));
        }
        self.at += 1;
        Some(match first {
            b'/' => Token::Name(self.pass(is_regular)),
            b'[' => Token::ArrayOpen,
            b']' => Token::ArrayClose,
            b'<' if self.doubled(b'<') => Token::Open,
            b'>' if self.doubled(b'>') => Token::Close,
            b'<' => {
                self.pass(|byte| !matches!(byte, b'>'));
                self.at += 1;
                Token::Text
            }
            b'(' => {
                self.pass_text();
                Token::Text
            }
            _ => Token::Word(self.bytes.get(self.at - 1..self.at).unwrap_or_default()),
        })
    }
}

/// Whether it parts words.
pub(super) fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | b'\t' | b'\n' | b'\x0C' | b'\r' | b' ')
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_told_apart() {
        let text = b"<</A 1/B[(a(b)\\)c) <4 1>]% >>\n/C true 2.5>>(";
        let tokens: Vec<_> = Tokens::new(text, 0).collect();
        let expected = [
            Token::Open,
            Token::Name(b"A"),
            Token::Number(1),
            Token::Name(b"B"),
            Token::ArrayOpen,
            Token::Text,
            Token::Text,
            Token::ArrayClose,
            Token::Name(b"C"),
            Token::Word(b"true"),
            Token::Word(b"2.5"),
            Token::Close,
            Token::Text,
        ];
        assert_eq!(tokens, expected);
    }

    #[test]
    fn whatever_stands_there_ends() {
        for text in [b"".as_slice(), b"(", b"(\\", b"<", b">", b"/", b"%", b"}}", b"\xFF"] {
            assert!(Tokens::new(text, 0).count() <= text.len());
        }
    }
}
