//! A part's pages: their size and margins, and the header with the page number.

use crate::pagination::{Header, LineHeight, LineRule, Mark, PageBox, Paragraph};

use super::WORDPROCESSING;
use super::paragraph::{Face, face, paragraph, paragraph_of};
use super::style::{Style, empty};
use super::xml::Xml;

/// The pages of a part.
pub(super) struct Section<'a> {
    pub(super) page: PageBox,
    /// Of the page number.
    pub(super) header: Header,
    /// The relationship that names the header from the second page on.
    pub(super) numbered: &'a str,
    /// The relationship that names the header of the first page.
    pub(super) first: &'a str,
}

impl Section<'_> {
    /// Each part begins on a new page, whose number is not shown: 1, or in a book the next.
    pub(super) fn write(&self, xml: &mut Xml) {
        let PageBox { width, height, top, bottom, left, right } = self.page;
        xml.element("w:sectPr", &[], |xml| {
            for (pages, header) in [("default", self.numbered), ("first", self.first)] {
                xml.empty("w:headerReference", &[("w:type", pages), ("r:id", header)]);
            }
            xml.value("w:type", "nextPage");
            let (width_text, height_text) = (width.to_string(), height.to_string());
            let orientation = if width > height { "landscape" } else { "portrait" };
            xml.empty("w:pgSz", &[("w:w", &width_text), ("w:h", &height_text), ("w:orient", orientation)]);
            let distance = self.header.distance.to_string();
            xml.empty(
                "w:pgMar",
                &[
                    ("w:top", &top.to_string()),
                    ("w:right", &right.to_string()),
                    ("w:bottom", &bottom.to_string()),
                    ("w:left", &left.to_string()),
                    ("w:header", &distance),
                    ("w:footer", &distance),
                    ("w:gutter", "0"),
                ],
            );
            let start = self.header.before.saturating_add(1).to_string();
            xml.empty("w:pgNumType", &[("w:start", &start)]);
            xml.empty("w:cols", &[("w:space", "720")]);
            xml.switch("w:titlePg", true);
        });
    }
}

/// The header of the pages from the second on: the page's number.
pub(super) fn numbered_header(header: Header) -> Vec<u8> {
    let line = header_line(header);
    let mark = Face::of_mark(&line);
    let piece = |xml: &mut Xml, content: &dyn Fn(&mut Xml)| {
        xml.element("w:r", &[], |xml| {
            face(xml, mark);
            content(xml);
        });
    };
    let field = |xml: &mut Xml, place| piece(xml, &|xml| xml.empty("w:fldChar", &[("w:fldCharType", place)]));
    Xml::part("w:hdr", &WORDPROCESSING, |xml| {
        paragraph_of(xml, &line, Style::Header, None, |xml| {
            field(xml, "begin");
            piece(xml, &|xml| xml.text("w:instrText", &[("xml:space", "preserve")], " PAGE "));
            field(xml, "separate");
            piece(xml, &|xml| xml.text("w:t", &[], "2"));
            field(xml, "end");
        });
    })
}

/// The header of a first page: an empty line.
pub(super) fn first_header(header: Header) -> Vec<u8> {
    Xml::part("w:hdr", &WORDPROCESSING, |xml| paragraph(xml, &header_line(header), Style::Header, None))
}

/// The line of the page number, without it.
pub(super) fn header_line(header: Header) -> Paragraph {
    Paragraph {
        line: LineHeight { rule: LineRule::Auto, value: 240 },
        mark: Mark { size: header.size },
        ..empty()
    }
}
