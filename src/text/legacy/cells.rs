//! Cells that came together: a name alone says little, a list of names is judged as one text.
//!
//! **Invariant:** a cell that holds Vietnamese in Unicode is left as it is, whatever the cells around it are in.

use super::{Encoding, Evidence, VOWELS, decode, detect, evidence, is_syllable};
use crate::text::lower;

/// What a cell is where the cells that came with it are in an encoding.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// Nothing in it would change.
    Plain,
    /// Vietnamese in Unicode, or something else that the encoding does not have.
    Unicode,
    /// In the encoding.
    Old,
    /// `Dòng` is a word in Unicode, and `Dũng` in TCVN3.
    Either,
}

/// Puts cells into Unicode NFC as far as they are in an encoding from before Unicode: the place and the text of each that
/// changes. They came together, each with its column. None where no encoding is surely used.
#[must_use]
pub fn decode_cells<C: PartialEq>(cells: &[(C, &str)]) -> Option<(Encoding, Vec<(usize, String)>)> {
    let doubtful: Vec<&str> = cells.iter().map(|(_, text)| *text).filter(|text| !reads(text)).collect();
    let encoding = detect(&doubtful.join("\n"))?;
    let kinds: Vec<Kind> = cells.iter().map(|(_, text)| kind(text, encoding)).collect();
    let has = |column: &C, wanted: Kind| {
        cells.iter().zip(&kinds).any(|((other, _), kind)| *kind == wanted && other == column)
    };
    // What could be either is what the rest of its column is.
    let is_old = |column: &C, kind: Kind| match kind {
        Kind::Old => true,
        Kind::Either => has(column, Kind::Old) && !has(column, Kind::Unicode),
        Kind::Plain | Kind::Unicode => false,
    };
    let decoded =
        cells.iter().zip(&kinds).enumerate().filter(|(_, ((column, _), kind))| is_old(column, **kind));
    let decoded: Vec<_> = decoded.map(|(at, ((_, text), _))| (at, decode(text, encoding))).collect();
    (!decoded.is_empty()).then_some((encoding, decoded))
}

fn kind(text: &str, encoding: Encoding) -> Kind {
    match evidence(text, encoding) {
        _ if is_unicode(text) => Kind::Unicode,
        found if !found.is_explained() => Kind::Unicode,
        found if found.gained > 0 && found.gains() => Kind::Old,
        Evidence { explained: 0, .. } => Kind::Plain,
        _ => Kind::Either,
    }
}

/// Whether a text is Vietnamese as it stands, or has no letter that could be another: it speaks for no encoding.
fn reads(text: &str) -> bool {
    // TCVN3 puts letters in more places than the other.
    let mut words = text.split(|letter| !Encoding::Tcvn3.is_of_word(letter));
    is_unicode(text) || words.all(|word| word.is_ascii() || is_syllable(word))
}

/// Whether a text has a letter of Vietnamese that none of the encodings shows.
fn is_unicode(text: &str) -> bool {
    let is_vietnamese = |letter| letter == 'đ' || VOWELS.iter().flatten().any(|own| *own == letter);
    text.chars().any(|letter| letter > 'ÿ' && is_vietnamese(lower(letter)))
}
