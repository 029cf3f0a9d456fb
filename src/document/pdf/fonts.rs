//! Tinos in its four styles, subset to what the width table covers (`docs/fonts.md`).
//!
//! **Invariant:** its advances are those that lines are broken with; `tests/document` compares every one.

use krilla::text::{Font, GlyphId};
use skrifa::charmap::Charmap;
use skrifa::{FontRef, MetadataProvider};

const REGULAR: &[u8] = include_bytes!("fonts/Tinos-Regular.ttf");
const BOLD: &[u8] = include_bytes!("fonts/Tinos-Bold.ttf");
const ITALIC: &[u8] = include_bytes!("fonts/Tinos-Italic.ttf");
const BOLD_ITALIC: &[u8] = include_bytes!("fonts/Tinos-BoldItalic.ttf");

/// The four styles.
pub(super) struct Fonts {
    styles: [Style; 4],
}

/// One of them.
pub(super) struct Style {
    /// To be embedded.
    pub(super) font: Font,
    letters: Charmap<'static>,
}

impl Fonts {
    /// Nothing if they cannot be read.
    pub(super) fn new() -> Option<Self> {
        Some(Self {
            styles: [Style::new(REGULAR)?, Style::new(BOLD)?, Style::new(ITALIC)?, Style::new(BOLD_ITALIC)?],
        })
    }

    pub(super) fn style(&self, bold: bool, italic: bool) -> &Style {
        &self.styles[usize::from(bold) + 2 * usize::from(italic)]
    }
}

impl Style {
    fn new(file: &'static [u8]) -> Option<Self> {
        let letters = FontRef::new(file).ok()?.charmap();
        Some(Self { font: Font::new(file.into(), 0)?, letters })
    }

    /// Nothing for a character that the face does not have.
    pub(super) fn glyph(&self, c: char) -> Option<GlyphId> {
        let glyph = self.letters.map(c)?.to_u32();
        (glyph > 0).then(|| GlyphId::new(glyph))
    }
}
