//! Where a line may end: the line breaking classes of Unicode (UAX #14), with the pairs that LibreOffice joins.
//!
//! [`BreakContext`] is fed one character after the other and says of each whether a line may begin with it. What it
//! knows of the text before is a few bytes, so a line breaker can go back to a place by copying it.
//!
//! Against the present UAX #14: a hyphen is always followed by an opportunity, numbers or not; no closing mark, full
//! stop, comma or slash begins a line, even after spaces; a quotation mark joins whatever stands next to it. The
//! slash is treated further in [`super::break_lines`]. Recorded in `tests/fixtures/pagination/breaks.json`.

/// What a character is to line breaking. The names are those of UAX #14.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Class {
    /// Letters and most signs.
    Alphabetic,
    /// Digits.
    Numeric,
    Space,
    /// Allows a break, of no width.
    ZeroWidthSpace,
    WordJoiner,
    /// No-break spaces and hyphens.
    Glue,
    CombiningMark,
    Open,
    Close,
    Quotation,
    /// `!`, `?`
    Exclamation,
    /// `,`, `.`, `:`, `;`
    InfixNumeric,
    /// `/`
    Slash,
    Hyphen,
    BreakAfter,
    BreakBefore,
    /// The em dash.
    BreakBoth,
    /// Dots of an ellipsis.
    Inseparable,
    /// Signs before a number.
    Prefix,
    /// Signs after a number.
    Postfix,
    Nonstarter,
    Ideographic,
    /// Something that is not text.
    Contingent,
}

/// What the text before a character means to the breaks after it.
#[derive(Clone, Copy, Debug)]
pub(super) struct BreakContext {
    /// The last character that is neither a space nor a combining mark.
    left: Option<Class>,
    /// Whether spaces follow it.
    spaces: bool,
    /// Whether it stands in a number, as do a full stop or slash after a digit.
    number: bool,
}

impl BreakContext {
    /// That of the beginning of a paragraph.
    pub(super) const START: Self = Self { left: None, spaces: false, number: false };

    /// Takes the next character, and says whether a line may begin with it.
    pub(super) fn push(&mut self, c: char) -> bool {
        let class = match class(c) {
            Class::CombiningMark if self.is_detached() => Class::Alphabetic,
            // It is part of the character before.
            Class::CombiningMark => return false,
            Class::Space => {
                self.spaces = true;
                return false;
            }
            class => class,
        };
        let allowed = self.allows(class);
        self.number = match class {
            Class::Numeric => true,
            Class::InfixNumeric | Class::Slash | Class::Close => self.number && !self.spaces,
            _ => false,
        };
        self.left = Some(class);
        self.spaces = false;
        allowed
    }

    fn is_detached(self) -> bool {
        self.spaces || matches!(self.left, None | Some(Class::ZeroWidthSpace))
    }

    /// Whether a line may begin with a character of this class.
    fn allows(self, right: Class) -> bool {
        use Class::{
            Alphabetic, BreakAfter, BreakBefore, BreakBoth, Close, Contingent, Exclamation, Glue, Hyphen,
            Ideographic, InfixNumeric, Inseparable, Nonstarter, Numeric, Open, Postfix, Prefix, Quotation,
            Slash, WordJoiner, ZeroWidthSpace,
        };
        let Some(left) = self.left else { return self.spaces && !is_closing(right) };
        // What holds across spaces.
        match (left, right) {
            // The line ends before it, as nothing of it is seen.
            (_, ZeroWidthSpace) => return true,
            (ZeroWidthSpace, _) => return false,
            (_, WordJoiner) => return false,
            (_, right) if is_closing(right) => return false,
            (Open, _) | (Close, Nonstarter) | (BreakBoth, BreakBoth) => return false,
            _ if self.spaces => return true,
            _ => {}
        }
        match (left, right) {
            (WordJoiner | Glue | Quotation, _) | (_, Glue | Quotation) => false,
            (Contingent, _) | (_, Contingent) => true,
            (_, BreakAfter | Hyphen | Nonstarter) | (BreakBefore, _) => false,
            (Alphabetic | Ideographic | Inseparable | Numeric, Inseparable) => false,
            (Alphabetic | Numeric, Alphabetic | Numeric | Open) => false,
            (Ideographic, Postfix) | (Prefix, Ideographic) | (Alphabetic, Prefix) => false,
            (Prefix | Postfix, Alphabetic | Numeric | Open) => false,
            (Numeric, Prefix | Postfix) => false,
            (InfixNumeric, Alphabetic | Numeric) | (Close, Alphabetic | Numeric) => false,
            (Slash, Numeric) => !self.number,
            (Slash | InfixNumeric | Close, Prefix | Postfix) => !self.number,
            (Exclamation, _) => true,
            _ => true,
        }
    }
}

/// Whether no line begins with it, even after spaces.
fn is_closing(class: Class) -> bool {
    matches!(class, Class::Close | Class::Exclamation | Class::InfixNumeric | Class::Slash)
}

fn class(c: char) -> Class {
    match c {
        'a'..='z' | 'A'..='Z' | '\u{C0}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}' => Class::Alphabetic,
        ' ' => Class::Space,
        '0'..='9' => Class::Numeric,
        '!' | '?' => Class::Exclamation,
        ',' | '.' | ':' | ';' => Class::InfixNumeric,
        '/' | '\\' => Class::Slash,
        '-' => Class::Hyphen,
        '(' | '[' | '{' | '¡' | '¿' | '‚' | '„' => Class::Open,
        ')' | ']' | '}' => Class::Close,
        '"' | '\'' | '«' | '»' | '‘' | '’' | '“' | '”' | '‛' | '‟' | '‹' | '›' => {
            Class::Quotation
        }
        '%' | '¢' | '‰' | '‱' | '\u{2032}'..='\u{2037}' | '℃' | '℉' => Class::Postfix,
        '$' | '+' | '£' | '¤' | '¥' | '±' | '\u{20A0}'..='\u{20CF}' | '№' | '−' | '∓' => {
            Class::Prefix
        }
        '\t'
        | '|'
        | '\u{AD}'
        | '\u{2000}'..='\u{2006}'
        | '\u{2008}'..='\u{200A}'
        | '\u{2010}'
        | '\u{2012}'
        | '–'
        | '\u{2027}'
        | '\u{2056}'
        | '\u{2058}'..='\u{205F}' => Class::BreakAfter,
        '´' | 'ˈ' | 'ˌ' => Class::BreakBefore,
        '—' => Class::BreakBoth,
        '\u{2024}'..='\u{2026}' => Class::Inseparable,
        '\u{A0}' | '\u{2007}' | '\u{2011}' | '\u{202F}' => Class::Glue,
        '\u{200B}' => Class::ZeroWidthSpace,
        '\u{2060}' | '\u{FEFF}' => Class::WordJoiner,
        '\u{300}'..='\u{36F}'
        | '\u{200C}'..='\u{200F}'
        | '\u{20D0}'..='\u{20FF}'
        | '\u{FE00}'..='\u{FE0F}' => Class::CombiningMark,
        '\u{3001}' | '\u{3002}' | '\u{FF0C}' | '\u{FF0E}' | '\u{3009}' | '\u{300B}' | '\u{300D}'
        | '\u{FF09}' => Class::Close,
        '\u{3008}' | '\u{300A}' | '\u{300C}' | '\u{FF08}' => Class::Open,
        '‼' | '⁇' | '⁈' | '⁉' | '\u{3005}' | '\u{30FC}' => Class::Nonstarter,
        '\u{2E80}'..='\u{9FFF}'
        | '\u{AC00}'..='\u{D7A3}'
        | '\u{F900}'..='\u{FAFF}'
        | '\u{FF00}'..='\u{FFEF}'
        | '\u{1F000}'..='\u{1FAFF}'
        | '\u{20000}'..='\u{3FFFD}' => Class::Ideographic,
        '\u{FFFC}' => Class::Contingent,
        _ => Class::Alphabetic,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;

    /// Where a line may end in a token, but for the opportunities after a slash, which are not taken there.
    fn opportunities(token: &str) -> Vec<usize> {
        let mut context = BreakContext::START;
        let mut before = ' ';
        let mut offsets = Vec::new();
        for (offset, c) in token.chars().enumerate() {
            if context.push(c) && before != '/' {
                offsets.push(offset);
            }
            before = c;
        }
        offsets
    }

    #[test]
    fn office_text_breaks_where_the_word_processor_breaks_it() {
        let recorded: BTreeMap<String, Vec<usize>> =
            serde_json::from_str(include_str!("../../tests/fixtures/pagination/breaks.json"))
                .expect("breaks.json");
        assert!(recorded.len() > 40);
        for (token, offsets) in recorded {
            assert_eq!(opportunities(&token), offsets, "{token}");
        }
    }

    #[test]
    fn no_closing_mark_begins_a_line_even_after_spaces() {
        assert_eq!(opportunities("a ) ] , . : ! / b"), [16]);
    }
}
