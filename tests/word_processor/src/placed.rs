//! Compares the lines of a paper with the words on its printed pages.

use tham_luan::pagination::{Align, Block, Document, LineBox, PageBox, Paragraph};
use tham_luan::paper::{Printed, PrintedPart};

use crate::pdf::{Page, Word};

/// How far a line may be from where it was computed, in points.
const SLACK: f64 = 1.0;

/// How what was printed differs from what was computed.
#[derive(Debug, Default)]
pub struct Differences {
    /// What must not be: another count of pages, words or lines on another page or at another height, another page
    /// number.
    pub wrong: Vec<String>,
    /// Paragraphs that broke elsewhere between the same lines of the same page: a word processor may round the widths
    /// of letters.
    pub rounded: Vec<String>,
    /// All paragraphs that were compared, on each page.
    pub paragraphs: usize,
}

/// Compares every line of a paper with its pages.
#[must_use]
pub fn differences(printed: &Printed, pages: &[Page]) -> Differences {
    let mut found = Differences::default();
    let expected = printed.pages();
    if usize::try_from(expected) != Ok(pages.len()) {
        found.wrong.push(format!("{expected} pages, printed {}", pages.len()));
    }
    let mut pages = pages.iter();
    for (index, part) in printed.parts.iter().enumerate() {
        for (number, page) in (1..=part.layout.pages).zip(&mut pages) {
            let name = format!("part {} page {number}", index + 1);
            compare_page(part, number, page, &name, &mut found);
        }
    }
    found
}

/// Compares the page of that number.
fn compare_page(part: &PrintedPart, number: u32, page: &Page, name: &str, found: &mut Differences) {
    let document = &part.document;
    let top = points(document.page.top);
    let (header, mut words): (Vec<&Word>, Vec<&Word>) = page.iter().partition(|word| word.baseline < top);
    let shown = header.iter().map(|word| &*word.text).collect::<Vec<_>>().join(" ");
    let wanted = if number == 1 { String::new() } else { number.to_string() };
    if shown != wanted {
        found.wrong.push(format!("{name}: its number is {shown:?}, not {wanted:?}"));
    }
    let lines: Vec<&LineBox> = part.layout.lines.iter().filter(|line| line.page + 1 == number).collect();
    for lines in lines.chunk_by(|one, other| (one.path, one.repeated) == (other.path, other.repeated)) {
        found.paragraphs += 1;
        let (mut computed, mut printed) = (Vec::new(), Vec::new());
        for line in lines {
            let whole = text(document, line);
            let text = letters(&whole);
            let (mut there, others): (Vec<&Word>, Vec<&Word>) =
                words.into_iter().partition(|word| stands_on(word, document, line));
            words = others;
            there.sort_by(|one, other| one.left.total_cmp(&other.left));
            let ours: String = there.iter().map(|word| letters(&word.text)).collect();
            let left = there.first().map_or(0.0, |word| word.left - points(line.x));
            // LibreOffice gives no-break spaces at the end of a line no room, Word does.
            if text == ours && left.abs() > SLACK && !whole.ends_with('\u{a0}') {
                found.wrong.push(format!("{name}: {text:?} stands {left:.1} pt too far right"));
            }
            computed.push(text);
            printed.push(ours);
        }
        if computed.concat() != printed.concat() {
            let place = points(lines[0].baseline);
            found.wrong.push(format!("{name}: at {place:.1} pt stand {printed:?}, not {computed:?}"));
        } else if computed != printed {
            found.rounded.push(format!("{name}: {printed:?}, not {computed:?}"));
        }
    }
    if !words.is_empty() {
        let text: Vec<&str> = words.iter().map(|word| &*word.text).collect();
        found.wrong.push(format!("{name}: nothing was computed for {text:?}"));
    }
}

/// Whether a word is of a line: at its height, and in its column.
fn stands_on(word: &Word, document: &Document, line: &LineBox) -> bool {
    let (left, right) = column(document, line);
    let middle = (word.left + word.right) / 2.0;
    (word.baseline - points(line.baseline)).abs() <= SLACK && left <= middle && middle <= right
}

/// The left and right edge of the page area or of the cell that a line stands in.
fn column(document: &Document, line: &LineBox) -> (f64, f64) {
    let PageBox { width, left, right, .. } = document.page;
    let (Some(Block::Table(table)), Some(path)) = (document.blocks.get(line.path.block), line.path.cell)
    else {
        return (0.0, points(width));
    };
    let spare = width - left - right - table.cols.iter().sum::<i32>();
    let before: i32 = table.cols.iter().take(path.cell).sum();
    let start = left
        + before
        + match table.align {
            Align::Left | Align::Both => 0,
            Align::Center => spare / 2,
            Align::Right => spare,
        };
    (points(start), points(start + table.cols.get(path.cell).copied().unwrap_or_default()))
}

fn points(twips: i32) -> f64 {
    f64::from(twips) / 20.0
}

/// Text without what leaves no ink.
fn letters(text: &str) -> String {
    let is_ink = |letter: &char| {
        !letter.is_whitespace() && !matches!(letter, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.chars().filter(is_ink).collect()
}

/// The text of a line.
fn text(document: &Document, line: &LineBox) -> String {
    let runs = paragraph(document, line).map(|paragraph| paragraph.runs.as_slice()).unwrap_or_default();
    let joined: String = runs.iter().map(|run| &*run.text).collect();
    joined.get(line.start_byte..line.end_byte).unwrap_or_default().to_owned()
}

fn paragraph<'a>(document: &'a Document, line: &LineBox) -> Option<&'a Paragraph> {
    match (document.blocks.get(line.path.block)?, line.path.cell) {
        (Block::Para(paragraph), _) => Some(paragraph),
        (Block::Table(table), Some(path)) => {
            table.rows.get(path.row)?.cells.get(path.cell)?.paras.get(path.paragraph)
        }
        (Block::Table(_), None) => None,
    }
}
