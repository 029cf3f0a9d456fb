//! The check mark at the foot of the paper's own last page: a picture, and a text box with its words.
//!
//! Both have their place on the page and belong to a paragraph: they stand on the page where it begins. That is the
//! part's last paragraph, or an empty one after it where that one begins on an earlier page.
//!
//! **Invariant:** what is written here takes no room in the text, so that it moves no line.

use crate::pagination::{Align, Block, LineHeight, LineRule, Mark, PageBox, Paragraph, Run, Twips};
use crate::paper::PrintedPart;

use super::super::check_mark::{LINE, Places, SIZE, text_width};
use super::super::{CheckMark, png};
use super::paragraph::{Face, face, paragraph, paragraph_of, runs};
use super::section::Section;
use super::style::{Style, empty};
use super::xml::Xml;

/// Pixels of a module's side: so many that 600 dots an inch are nearly reached.
const PIXELS: usize = 8;

/// Room left of the words, for faces that are a little wider.
const SPARE: Twips = 240;

/// The namespaces of what is drawn.
const ANCHOR: &str = "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing";
const MAIN: &str = "http://schemas.openxmlformats.org/drawingml/2006/main";
const PICTURE: &str = "http://schemas.openxmlformats.org/drawingml/2006/picture";
const SHAPE: &str = "http://schemas.microsoft.com/office/word/2010/wordprocessingShape";
const COMPATIBILITY: &str = "http://schemas.openxmlformats.org/markup-compatibility/2006";

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
        let code = Place { left, top, width: side, height: side };
        let width = self.mark.lines().iter().map(|line| text_width(line)).max().unwrap_or_default() + SPARE;
        // In a line of an exact height the text stands at four fifths of it.
        let words = Place { left: words_end - width, top: baseline - LINE * 4 / 5, width, height: LINE * 2 };
        paragraph_of(xml, own, style, ends, |xml| {
            let mut run = |content: &dyn Fn(&mut Xml)| {
                xml.element("w:r", &[], |xml| {
                    face(xml, Face::of_mark(own));
                    content(xml);
                });
            };
            run(&|xml| {
                let said = ["Mã QR đối chiếu, chứa mã kiểm tra của tệp: ", self.mark.checksum()].concat();
                let said = [("id", "1"), ("name", "Mã QR đối chiếu"), ("descr", &said)];
                code.anchor(xml, &said, PICTURE, |xml| self.picture(xml, code));
            });
            run(&|xml| {
                let namespaces = [("xmlns:mc", COMPATIBILITY), ("xmlns:wps", SHAPE)];
                xml.element("mc:AlternateContent", &namespaces, |xml| {
                    xml.element("mc:Choice", &[("Requires", "wps")], |xml| {
                        let said = [("id", "2"), ("name", "Mã đối chiếu")];
                        words.anchor(xml, &said, SHAPE, |xml| self.text_box(xml, words));
                    });
                });
            });
            runs(xml, own);
        });
    }

    fn picture(&self, xml: &mut Xml, place: Place) {
        xml.element("pic:pic", &[("xmlns:pic", PICTURE)], |xml| {
            xml.element("pic:nvPicPr", &[], |xml| {
                xml.empty("pic:cNvPr", &[("id", "1"), ("name", "")]);
                xml.empty("pic:cNvPicPr", &[]);
            });
            xml.element("pic:blipFill", &[], |xml| {
                xml.empty("a:blip", &[("r:embed", self.picture)]);
                xml.element("a:stretch", &[], |xml| xml.empty("a:fillRect", &[]));
            });
            xml.element("pic:spPr", &[], |xml| place.shape(xml));
        });
    }

    fn text_box(&self, xml: &mut Xml, place: Place) {
        xml.element("wps:wsp", &[], |xml| {
            xml.empty("wps:cNvSpPr", &[("txBox", "1")]);
            xml.element("wps:spPr", &[], |xml| {
                place.shape(xml);
                xml.empty("a:noFill", &[]);
                xml.element("a:ln", &[], |xml| xml.empty("a:noFill", &[]));
            });
            xml.element("wps:txbx", &[], |xml| {
                xml.element("w:txbxContent", &[], |xml| {
                    for line in self.mark.lines() {
                        paragraph(xml, &words(line), Style::CheckMark, None);
                    }
                });
            });
            let insets = [("lIns", "0"), ("tIns", "0"), ("rIns", "0"), ("bIns", "0")];
            xml.element("wps:bodyPr", &[&[("wrap", "square")], &insets[..]].concat(), |xml| {
                xml.empty("a:noAutofit", &[]);
            });
        });
    }
}

/// A place on the page, in twips from its top left corner.
#[derive(Clone, Copy)]
struct Place {
    left: Twips,
    top: Twips,
    width: Twips,
    height: Twips,
}

impl Place {
    /// What stands there, apart from the text, and of which kind that is.
    fn anchor(self, xml: &mut Xml, said: &[(&str, &str)], kind: &str, content: impl FnOnce(&mut Xml)) {
        let attributes = [
            ("xmlns:wp", ANCHOR),
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
        let offsets = [("wp:positionH", self.left), ("wp:positionV", self.top)];
        xml.element("w:drawing", &[], |xml| {
            xml.element("wp:anchor", &attributes, |xml| {
                xml.empty("wp:simplePos", &[("x", "0"), ("y", "0")]);
                for (name, offset) in offsets {
                    xml.element(name, &[("relativeFrom", "page")], |xml| {
                        xml.text("wp:posOffset", &[], &emu(offset));
                    });
                }
                self.size(xml, "wp:extent");
                xml.empty("wp:effectExtent", &[("l", "0"), ("t", "0"), ("r", "0"), ("b", "0")]);
                xml.empty("wp:wrapNone", &[]);
                xml.empty("wp:docPr", said);
                xml.empty("wp:cNvGraphicFramePr", &[]);
                xml.element("a:graphic", &[("xmlns:a", MAIN)], |xml| {
                    xml.element("a:graphicData", &[("uri", kind)], content);
                });
            });
        });
    }

    /// A rectangle of its size.
    fn shape(self, xml: &mut Xml) {
        xml.element("a:xfrm", &[], |xml| {
            xml.empty("a:off", &[("x", "0"), ("y", "0")]);
            self.size(xml, "a:ext");
        });
        xml.element("a:prstGeom", &[("prst", "rect")], |xml| xml.empty("a:avLst", &[]));
    }

    fn size(self, xml: &mut Xml, name: &str) {
        xml.empty(name, &[("cx", &emu(self.width)), ("cy", &emu(self.height))]);
    }
}

/// A length as `DrawingML` measures it: 914,400 English Metric Units are an inch.
fn emu(length: Twips) -> String {
    (i64::from(length) * 635).to_string()
}
