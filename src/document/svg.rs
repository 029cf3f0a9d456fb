//! A [`Sheet`] as SVG, for the screen and for the browser's printer. A unit is a twip.
//!
//! **Invariant:** what is typed comes out as text, never as an element. The style sheet gives the face, keeps every
//! space, and switches kerning and ligatures off.

use std::fmt::Write;

use crate::pagination::{Twips, is_space};

use super::{Place, PlacedText, Sheet};

/// What is drawn for a character that the face does not have.
const REPLACEMENT: &str = "\u{FFFD}";

/// The class of a page; the style sheet knows it.
pub const CLASS: &str = "printed-page";

/// A page in pieces, so that whoever shows it draws anew only those that changed: first what belongs to no line, then a
/// piece for each line that has text.
#[must_use]
pub fn pieces(sheet: &Sheet<'_>) -> Vec<String> {
    let mut pieces = vec![rules(sheet)];
    let mut current = None;
    for text in &sheet.texts {
        match text.place {
            Place::Number | Place::Mark => push(&mut pieces[0], text),
            Place::Line { line, .. } => {
                if current != Some(line) {
                    current = Some(line);
                    pieces.push(String::new());
                }
                if let Some(piece) = pieces.last_mut() {
                    push(piece, text);
                }
            }
        }
    }
    pieces
}

/// A whole page.
#[must_use]
pub fn page(sheet: &Sheet<'_>) -> String {
    let Sheet { width, height, .. } = sheet;
    let mut page = format!("<svg class=\"{CLASS}\" viewBox=\"0 0 {width} {height}\">");
    for piece in pieces(sheet) {
        page.push_str(&piece);
    }
    page.push_str("</svg>");
    page
}

/// The rules as one path.
fn rules(sheet: &Sheet<'_>) -> String {
    if sheet.rules.is_empty() {
        return String::new();
    }
    let mut path = String::from("<path d=\"");
    for rule in &sheet.rules {
        // Writing to a string cannot fail.
        let _ = write!(path, "M{} {}h{}v{}h-{}z", rule.left, rule.top, rule.width, rule.height, rule.width);
    }
    path.push_str("\"/>");
    path
}

fn push(out: &mut String, text: &PlacedText<'_>) {
    let x = if text.missing { text.x + text.width / 2 } else { text.x };
    let size = text.size * 10;
    // Writing to a string cannot fail.
    let _ = write!(out, "<text x=\"{x}\" y=\"{}\" font-size=\"{size}\"", text.baseline);
    if text.missing {
        out.push_str(" text-anchor=\"middle\"");
    }
    if text.bold {
        out.push_str(" font-weight=\"700\"");
    }
    if text.italic {
        out.push_str(" font-style=\"italic\"");
    }
    if let Some(spacing) = word_spacing(text) {
        let _ = write!(out, " word-spacing=\"{}.{:03}\"", spacing / 1000, spacing % 1000);
    }
    out.push('>');
    escape(out, if text.missing { REPLACEMENT } else { &text.text });
    out.push_str("</text>");
}

/// What each space is wider by, in thousandths of a twip.
fn word_spacing(text: &PlacedText<'_>) -> Option<Twips> {
    if text.stretch <= 0 {
        return None;
    }
    let spaces = Twips::try_from(text.text.chars().filter(|c| is_space(*c)).count()).ok()?;
    text.stretch.checked_mul(1000)?.checked_div(spaces)
}

pub(super) fn escape(out: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            letter => out.push(letter),
        }
    }
}
