//! The check mark at the foot of the paper's own last page: a picture, and a frame with its words.
//!
//! Both have their place on the page and belong to a paragraph: they stand on the page where it begins. That is the
//! part's last paragraph, or an empty one after it where that one begins on an earlier page.
//!
//! **Invariant:** what is written here takes no room in the text, so that it moves no line.

use crate::pagination::{Align, Block, LineHeight, LineRule, Mark, PageBox, Paragraph, Run, Twips};
use crate::paper::PrintedPart;

use super::super::check_mark::{LINE, Places, SIZE, text_width};
use super::super::{CheckMark, png};
use super::paragraph::{Face, Frame, face, framed, paragraph_of, runs};
use super::section::Section;
use super::style::{Style, empty};
use super::xml::Xml;

/// English Metric Units, in which `DrawingML` measures, in a twip.
const EMU: i64 = 635;

/// Pixels of a module's side: so many that 600 dots an inch are nearly reached.
const PIXELS: usize = 8;

/// Room left of the words, for faces that are a little wider.
const SPARE: Twips = 240;

const DRAWING: &str = "http://schemas.openxmlformats.org/drawingml/2006/";
const NAME: &str = "Mã đối chiếu";

/// The QR code as a PNG.
pub(super) fn picture(mark: &CheckMark) -> Vec<u8> {
    png::squares(&mark.rows(), PIXELS)
}

/// A line of its words.
pub(super) fn words(text: &str) -> Paragraph {
    let run = Run { text: text.to_owned(), size: SIZE, bold: false, italic: false, underline: false };
    Paragraph {
        align: Align::Right,
        line: LineHeight { rule: LineRule::Exact, value: LINE },
        // What is before it is kept with the paragraph that it belongs to.
        keep_next: true,
        runs: vec![run],
        mark: Mark { size: SIZE },
        ..empty()
    }
}

/// Whether the mark belongs to an empty paragraph after the part's last one: where that begins on an earlier page, and
/// the last page has room below it.
pub(super) fn stands_after(part: &PrintedPart) -> bool {
    let PrintedPart { document, layout, .. } = part;
    let last = document.blocks.len().saturating_sub(1);
    let mut lines = layout.lines.iter().filter(|line| line.path.block == last);
    let Some(first) = lines.next() else { return false };
    let end = lines.next_back().unwrap_or(first);
    let after = match document.blocks.last() {
        Some(Block::Para(paragraph)) => paragraph.after,
        _ => 0,
    };
    let bottom = end.top.saturating_add(end.height).saturating_add(after);
    let room = document.page.height - document.page.bottom - bottom;
    first.page + 1 < layout.pages && room >= empty().line.value
}

/// A mark for pages of that size, whose picture has that relationship.
pub(super) struct Foot<'a> {
    pub(super) mark: &'a CheckMark,
    pub(super) picture: &'a str,
    pub(super) page: PageBox,
}

impl Foot<'_> {
    /// Writes it with the paragraph that it belongs to.
    pub(super) fn write(&self, xml: &mut Xml, own: &Paragraph, style: Style, ends: Option<&Section<'_>>) {
        let Places { left, top, side, words_end, baseline } = self.mark.places(&self.page);
        let lines = self.mark.lines();
        let width = lines.iter().map(|line| text_width(line)).max().unwrap_or_default() + SPARE;
        // In a line of an exact height the text stands at four fifths of it.
        let y = baseline - LINE * 4 / 5;
        let height = LINE * 2;
        for line in lines {
            let frame = Frame { x: words_end - width, y, width, height };
            framed(xml, &words(line), Style::CheckMark, frame);
        }
        paragraph_of(xml, own, style, ends, |xml| {
            xml.element("w:r", &[], |xml| {
                face(xml, Face::of_mark(own));
                xml.element("w:drawing", &[], |xml| self.anchor(xml, [left, top], side));
            });
            runs(xml, own);
        });
    }

    /// The picture, before the text and apart from it.
    fn anchor(&self, xml: &mut Xml, place: [Twips; 2], side: Twips) {
        let emu = |length: Twips| (i64::from(length) * EMU).to_string();
        let side = emu(side);
        let extent = [("cx", &*side), ("cy", &*side)];
        let properties = [
            ("xmlns:wp", &*[DRAWING, "wordprocessingDrawing"].concat()),
            ("distT", "0"),
            ("distB", "0"),
            ("distL", "0"),
            ("distR", "0"),
            ("simplePos", "0"),
            ("relativeHeight", "1"),
            ("behindDoc", "0"),
            ("locked", "0"),
            ("layoutInCell", "0"),
            ("allowOverlap", "1"),
        ];
        xml.element("wp:anchor", &properties, |xml| {
            xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
            for (name, offset) in ["wp:positionH", "wp:positionV"].into_iter().zip(place) {
                xml.element(name, &[("relativeFrom", "page")], |xml| {
                    xml.text("wp:posOffset", &[], &emu(offset));
                });
            }
            xml.empty("wp:extent", &extent);
            xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]);
            xml.empty("wp:wrapNone", &[]);
            let said = ["Mã QR đối chiếu, chứa mã kiểm tra của tệp: ", self.mark.checksum()].concat();
            xml.empty("wp:docPr", &[("id", "1"), ("name", NAME), ("descr", &said)]);
            xml.empty("wp:cNvGraphicFramePr", &[]);
            let main = [DRAWING, "main"].concat();
            xml.element("a:graphic", &[("xmlns:a", &main)], |xml| {
                let kind = [DRAWING, "picture"].concat();
                xml.element("a:graphicData", &[("uri", &kind)], |xml| self.picture(xml, &kind, &extent));
            });
        });
    }

    fn picture(&self, xml: &mut Xml, namespace: &str, extent: &[(&str, &str)]) {
        xml.element("pic:pic", &[("xmlns:pic", namespace)], |xml| {
            xml.element("pic:nvPicPr", &[], |xml| {
                xml.empty("pic:cNvPr", &[("id", "1"), ("name", NAME)]);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.element("pic:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", self.picture)]);
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.element("pic:spPr", &[], |xml| {
                xml.element("a:xfrm", &[], |xml| {
                    xml.empty("a:off", &[("x", "0"), ("y", "0")]);
                    xml.empty("a:ext", extent);
                });
                xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
            });
        });
    }
}
