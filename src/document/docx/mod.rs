//! A paper for word processors: Office Open XML (ISO/IEC 29500, transitional).
//!
//! Every property that lines and pages depend on is said, at every paragraph and every run, so that no default of a
//! program and no style moves a line. The compatibility mode is 14 (Word 2010): later ones squeeze the spaces of a
//! justified line to take one more word. Lists are text with indents, so nothing is numbered anew.
//!
//! **Invariant:** children of an element stand in the order of the schema; the text is the paper's own, letter for
//! letter, also where a letter's width is not known. Equal papers and properties give equal bytes.

mod check_mark;
mod estimate;
mod package;
mod paragraph;
mod section;
mod settings;
mod style;
mod table;
mod xml;

use crate::pagination::{Block, Paragraph};
use crate::paper::{Printed, PrintedPart};

use super::{CheckMark, Properties, zip};
use check_mark::Foot;
use estimate::Fillers;
use package::{FIRST_HEADER, Package};
use section::Section;
use style::{Style, empty};
use xml::Xml;

/// The namespaces of a part in `WordprocessingML`.
const WORDPROCESSING: [(&str, &str); 2] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
];

/// Writes a paper as a .docx: each part a section on pages of its own. A mark stands at the foot of the paper's own last
/// page, where [`sheet`](fn@super::sheet) has it.
#[must_use]
pub fn write(printed: &Printed, properties: &Properties, mark: Option<&CheckMark>) -> Vec<u8> {
    let mut package = Package::default();
    package.properties(properties, printed.pages());
    package.word("styles", style::styles(printed, mark.is_some()));
    package.word("settings", settings::settings());
    package.word("fontTable", settings::fonts());
    let mut headers = Vec::new();
    for part in &printed.parts {
        let header = part.document.header;
        if headers.is_empty() {
            package.header(section::first_header(header));
        }
        headers.push(package.header(section::numbered_header(header)));
    }
    let mark = mark.map(|mark| (mark, package.picture(check_mark::picture(mark))));
    let mark = mark.as_ref().map(|(mark, picture)| (*mark, picture.as_str()));
    package.document(Xml::part("w:document", &WORDPROCESSING, |xml| {
        xml.element("w:body", &[], |xml| body(xml, printed, &headers, mark));
    }));
    zip::archive(&package.files())
}

/// The parts; the last one's section stands at the end, each other's in its last paragraph.
fn body(xml: &mut Xml, printed: &Printed, headers: &[String], mark: Option<(&CheckMark, &str)>) {
    let last = printed.parts.len().saturating_sub(1);
    let fillers = estimate::fillers(printed);
    for (index, ((part, fillers), numbered)) in printed.parts.iter().zip(&fillers).zip(headers).enumerate() {
        let PrintedPart { document, .. } = part;
        let section = Section { page: document.page, header: document.header, numbered, first: FIRST_HEADER };
        let ends = (index != last).then_some(&section);
        let foot = mark.filter(|_| part.section.is_none());
        let foot = foot.map(|(mark, picture)| Foot { mark, picture, page: document.page });
        blocks(xml, part, fillers, &End { section: ends, foot });
        if ends.is_none() {
            section.write(xml);
        }
    }
}

/// What the last paragraph of a part holds beside its text.
struct End<'a> {
    /// The part's pages, where another part follows.
    section: Option<&'a Section<'a>>,
    /// What stands at the foot of its page.
    foot: Option<Foot<'a>>,
}

impl End<'_> {
    fn write(&self, xml: &mut Xml, paragraph: &Paragraph, style: Style) {
        match &self.foot {
            Some(foot) => foot.write(xml, paragraph, style, self.section),
            None => paragraph::paragraph(xml, paragraph, style, self.section),
        }
    }
}

/// A part ends with a paragraph, as every file must.
fn blocks(xml: &mut Xml, part: &PrintedPart, fillers: &Fillers, end: &End<'_>) {
    let PrintedPart { document, origins, layout, .. } = part;
    let last = document.blocks.len().checked_sub(1);
    let is_text = matches!(document.blocks.last(), Some(Block::Para(_)));
    let own = last.filter(|_| is_text && !(end.foot.is_some() && check_mark::stands_after(part)));
    for (index, block) in document.blocks.iter().enumerate() {
        let origin = origins.get(index);
        match block {
            Block::Para(paragraph) => {
                let style = Style::of(origin, None, paragraph);
                let count = fillers.after(index);
                if count > 0 {
                    let after = paragraph.after - Fillers::height(count);
                    paragraph::paragraph(xml, &Paragraph { after, ..paragraph.clone() }, style, None);
                    (0..count).for_each(|_| paragraph::paragraph(xml, &empty(), Style::Gap, None));
                } else if own == Some(index) {
                    end.write(xml, paragraph, style);
                } else {
                    paragraph::paragraph(xml, paragraph, style, None);
                }
            }
            Block::Table(table) => table::table(xml, table, origin, |row| layout.is_split(index, row)),
        }
    }
    if own.is_none() {
        end.write(xml, &empty(), Style::Gap);
    }
}
