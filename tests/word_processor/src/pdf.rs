//! What stands on the pages of a PDF, read with the programs of Poppler.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

/// How much of a word's box is above its baseline. Of most programs' files Poppler takes 0.95 em above and 0.35 below;
/// Chromium's say what the face has, 0.891 and 0.216.
const ABOVE: f64 = 0.95 / (0.95 + 0.35);
const ABOVE_OF_CHROMIUM: f64 = 0.891 / (0.891 + 0.216);

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
    read(file, ABOVE)
}

/// The pages of a file that Chromium has printed to.
///
/// # Errors
/// As [`pages`].
pub fn pages_of_chromium(file: &Path) -> Result<Vec<Page>> {
    read(file, ABOVE_OF_CHROMIUM)
}

fn read(file: &Path, above: f64) -> Result<Vec<Page>> {
    let said = output("pdftotext", &["-raw", "-bbox"], file, &["-"])?;
    let pages = said.split("<page ").skip(1);
    Ok(pages.map(|page| page.lines().filter_map(|line| word(line, above)).collect()).collect())
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

/// The size of every page in whole points: its width and its height.
///
/// # Errors
/// As [`pages`].
pub fn sizes(file: &Path) -> Result<Vec<(u32, u32)>> {
    let said = output("pdfinfo", &["-f", "1", "-l", "9999"], file, &[])?;
    let sizes = said.lines().filter_map(|line| line.split_once(" size:")?.1.split_once(" pts"));
    let number = |text: &str| Some(text.trim().parse::<f64>().ok()?.round());
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "some hundred points")]
    let size = |(size, _): (&str, &str)| {
        let (width, height) = size.split_once(" x ")?;
        Some((number(width)? as u32, number(height)? as u32))
    };
    Ok(sizes.filter_map(size).collect())
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
fn word(line: &str, above: f64) -> Option<Word> {
    let (attributes, rest) = line.trim().strip_prefix("<word ")?.split_once('>')?;
    let number = |name: &str| -> Option<f64> {
        let (_, rest) = attributes.split_once(&format!("{name}=\""))?;
        rest.split_once('"')?.0.parse().ok()
    };
    let (top, bottom) = (number("yMin")?, number("yMax")?);
    Some(Word {
        left: number("xMin")?,
        right: number("xMax")?,
        baseline: top + (bottom - top) * above,
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
        let word = word(line, ABOVE).expect("a word");
        assert_eq!((word.left, word.right, &*word.text), (85.05, 95.5, "<A&B"));
        assert!((word.baseline - 109.5).abs() < 0.001, "{}", word.baseline);
    }
}
