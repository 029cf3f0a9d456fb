//! What stands on the pages of a PDF, read with the programs of Poppler.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// Ascent and height of a word's box in ems: the least that Poppler takes, which is more than the face has.
const ASCENT: f64 = 0.95;
const HEIGHT: f64 = 0.95 + 0.35;

/// A page, in the order in which it is drawn.
pub type Page = Vec<Word>;

/// A word on a page; lengths are points from the top left corner.
#[derive(Clone, Debug, PartialEq)]
pub struct Word {
    /// Its left edge.
    pub left: f64,
    /// Its right edge.
    pub right: f64,
    /// Where it stands.
    pub baseline: f64,
    /// Its letters.
    pub text: String,
}

/// The pages of a file.
///
/// # Errors
/// Where the file cannot be read, or nothing is there to read it.
pub fn pages(file: &Path) -> Result<Vec<Page>> {
    let said = output("pdftotext", &["-raw", "-bbox"], file, &["-"])?;
    let pages = said.split("<page ").skip(1);
    Ok(pages.map(|page| page.lines().filter_map(word).collect()).collect())
}

/// The names of a file's fonts, without what marks a part of one.
///
/// # Errors
/// As [`pages`].
pub fn fonts(file: &Path) -> Result<Vec<String>> {
    let said = output("pdffonts", &[], file, &[])?;
    let names = said.lines().skip(2).filter_map(|line| line.split_whitespace().next());
    Ok(names.map(|name| name.rsplit('+').next().unwrap_or(name).to_owned()).collect())
}

fn output(program: &str, before: &[&str], file: &Path, after: &[&str]) -> Result<String> {
    let mut command = Command::new(program);
    command.args(before).arg(file).args(after);
    let output = command.output().with_context(|| {
        format!("cannot start {program}: please install poppler-utils (cargo xtask test does)")
    })?;
    ensure!(output.status.success(), "{program} failed on {}", file.display());
    Ok(String::from_utf8(output.stdout)?)
}

/// Reads `<word xMin="1" yMin="2" xMax="3" yMax="4">text</word>`.
fn word(line: &str) -> Option<Word> {
    let (attributes, rest) = line.trim().strip_prefix("<word ")?.split_once('>')?;
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let (top, bottom) = (number("yMin")?, number("yMax")?);
    Some(Word {
        left: number("xMin")?,
        right: number("xMax")?,
        baseline: top + (bottom - top) * ASCENT / HEIGHT,
        text: plain(rest.strip_suffix("</word>")?),
    })
}

fn plain(text: &str) -> String {
    let pairs =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&#39;", "'"), ("&amp;", "&")];
    pairs.iter().fold(text.to_owned(), |text, (entity, letter)| text.replace(entity, letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_read_with_its_place() {
        let line = r#"    <word xMin="85.05" yMin="100.0" xMax="95.5" yMax="113.0">&lt;A&amp;B</word>"#;
        let word = word(line).expect("a word");
        assert_eq!((word.left, word.right, &*word.text), (85.05, 95.5, "<A&B"));
        assert!((word.baseline - 109.5).abs() < 0.001, "{}", word.baseline);
    }
}
