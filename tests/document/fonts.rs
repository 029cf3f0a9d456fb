//! The fonts that pages are drawn with: those in the PDF, and those that the preview fetches.

use std::fs;
use std::path::Path;

use skrifa::raw::TableProvider;
use skrifa::{FontRef, MetadataProvider, Tag};
use tham_luan::pagination::{advance_width, is_covered};

const STYLES: [(&str, bool, bool); 4] =
    [("Regular", false, false), ("Bold", true, false), ("Italic", false, true), ("BoldItalic", true, true)];

fn file(path: &str) -> Vec<u8> {
    fs::read(Path::new(env!("CARGO_MANIFEST_DIR")).join(path)).expect("the font")
}

/// Every character that lines are broken with, and the one that stands for all others.
#[test]
fn every_character_of_the_width_table_is_in_the_fonts_and_as_wide() {
    for (style, bold, italic) in STYLES {
        let file = file(&format!("src/document/pdf/fonts/Tinos-{style}.ttf"));
        let font = FontRef::new(&file).expect("a font");
        let hmtx = font.hmtx().expect("its advances");
        let letters = font.charmap();
        let mut count = 0;
        for c in (' '..='\u{FFFF}').filter(|c| advance_width(*c, bold, italic).is_some()) {
            let glyph = letters.map(c).unwrap_or_else(|| panic!("{style} has no {c:?}"));
            assert_ne!(glyph.to_u32(), 0, "{style} {c:?}");
            assert_eq!(hmtx.advance(glyph), advance_width(c, bold, italic), "{style} {c:?}");
            count += 1;
        }
        assert_eq!(count, 451, "{style}");
        assert_eq!(font.head().expect("its head").units_per_em(), 2048);
        let replacement = letters.map('\u{FFFD}').expect("the replacement");
        assert_eq!(hmtx.advance(replacement), Some(1721), "{style}");
        assert!(!is_covered('\u{FFFD}'));
    }
}

#[test]
fn the_preview_has_the_same_fonts_in_ninety_kilobytes() {
    let mut sizes = 0;
    for (style, ..) in STYLES {
        let packed = file(&format!("public/fonts/Tinos-{style}.woff2"));
        sizes += packed.len();
        let font = file(&format!("src/document/pdf/fonts/Tinos-{style}.ttf"));
        let font = FontRef::new(&font).expect("a font");
        for table in [b"cmap", b"hmtx", b"hhea"] {
            let plain = font.table_data(Tag::new(table)).expect("the table");
            assert_eq!(unpacked(&packed, *table), plain.as_bytes(), "{style}: {:?}", Tag::new(table));
        }
    }
    assert!(sizes < 90_000, "{sizes}");
}

/// A table of a WOFF2 that is stored as it is (W3C, WOFF File Format 2.0, section 4).
fn unpacked(file: &[u8], wanted: [u8; 4]) -> Vec<u8> {
    /// The tables that have a number of their own, up to those that are looked for.
    const KNOWN: [&[u8; 4]; 4] = [b"cmap", b"head", b"hhea", b"hmtx"];
    let number = |at: usize| usize::from(u16::from_be_bytes([file[at], file[at + 1]]));
    let tables = number(12);
    let mut at = 48;
    let base128 = |at: &mut usize| {
        let mut value = 0_usize;
        loop {
            let byte = file[*at];
            *at += 1;
            value = value << 7 | usize::from(byte & 0x7F);
            if byte & 0x80 == 0 {
                return value;
            }
        }
    };
    let mut place = None;
    let mut offset = 0;
    for _ in 0..tables {
        let flags = file[at];
        at += 1;
        let index = usize::from(flags & 0x3F);
        assert!(index < 63, "a table without a number");
        let length = base128(&mut at);
        // Outlines and their places (10 and 11) are transformed unless it says otherwise; others if it says so.
        let is_outline = matches!(index, 10 | 11);
        let is_plain = if is_outline { flags >> 6 == 3 } else { flags >> 6 == 0 };
        let stored = if is_plain { length } else { base128(&mut at) };
        if KNOWN.get(index).is_some_and(|name| **name == wanted) {
            assert!(is_plain);
            place = Some((offset, length));
        }
        offset += stored;
    }
    let mut all = Vec::new();
    brotli::BrotliDecompress(&mut &file[at..], &mut all).expect("Brotli");
    let (offset, length) = place.expect("the table");
    all[offset..offset + length].to_vec()
}
