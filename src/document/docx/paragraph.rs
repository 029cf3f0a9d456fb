//! Paragraphs and their runs, every property said that a line or a page depends on.
//!
//! **Invariant:** children stand in the order of the schema (`CT_PPr`, `CT_RPr`): Word refuses others.

use crate::pagination::{Align, Indent, LineRule, Paragraph, Run};

use super::section::Section;
use super::style::Style;
use super::xml::Xml;

/// Metric-compatible faces stand in for it where a machine has it not.
pub(super) const FONT: &str = "Times New Roman";

/// The language of all papers.
pub(super) const LANGUAGE: &str = "vi-VN";

/// How the letters of a run look.
#[derive(Clone, Copy)]
pub(super) struct Face {
    /// In half-points.
    pub(super) size: u32,
    pub(super) bold: bool,
    pub(super) italic: bool,
    pub(super) underline: bool,
}

impl Face {
    pub(super) fn of(run: &Run) -> Self {
        Self { size: run.size, bold: run.bold, italic: run.italic, underline: run.underline }
    }

    /// That of the paragraph mark: what is typed on in a word processor looks as what stands before it.
    pub(super) fn of_mark(paragraph: &Paragraph) -> Self {
        let plain = Self { size: 0, bold: false, italic: false, underline: false };
        Self { size: paragraph.mark.size, ..paragraph.runs.last().map_or(plain, Self::of) }
    }
}

/// A paragraph; a section that ends with it is said in it.
pub(super) fn paragraph(xml: &mut Xml, paragraph: &Paragraph, style: Style, ends: Option<&Section<'_>>) {
    paragraph_of(xml, paragraph, style, ends, |xml| runs(xml, paragraph));
}

/// The runs of a paragraph.
pub(super) fn runs(xml: &mut Xml, paragraph: &Paragraph) {
    for piece in &paragraph.runs {
        run(xml, piece);
    }
}

/// A paragraph of other runs than its own.
pub(super) fn paragraph_of(
    xml: &mut Xml,
    paragraph: &Paragraph,
    style: Style,
    ends: Option<&Section<'_>>,
    content: impl FnOnce(&mut Xml),
) {
    xml.element("w:p", &[], |xml| {
        xml.element("w:pPr", &[], |xml| {
            xml.value("w:pStyle", style.id());
            properties(xml, paragraph);
            face(xml, Face::of_mark(paragraph));
            if let Some(section) = ends {
                section.write(xml);
            }
        });
        content(xml);
    });
}

/// How a paragraph is set, for it and for its style.
pub(super) fn properties(xml: &mut Xml, paragraph: &Paragraph) {
    xml.switch("w:keepNext", paragraph.keep_next);
    xml.switch("w:keepLines", paragraph.keep_lines);
    xml.switch("w:pageBreakBefore", paragraph.page_break_before);
    xml.switch("w:widowControl", paragraph.widow);
    if let Some(border) = paragraph.border_top {
        let (size, space) = (border.sz.to_string(), border.space.to_string());
        let rule = [("w:val", "single"), ("w:sz", &*size), ("w:space", &*space), ("w:color", "000000")];
        xml.element("w:pBdr", &[], |xml| xml.empty("w:top", &rule));
    }
    xml.switch("w:suppressAutoHyphens", true);
    for name in ["w:autoSpaceDE", "w:autoSpaceDN", "w:adjustRightInd", "w:snapToGrid"] {
        xml.switch(name, false);
    }
    spacing(xml, paragraph);
    indent(xml, paragraph.ind);
    xml.switch("w:contextualSpacing", false);
    xml.switch("w:mirrorIndents", false);
    xml.value("w:jc", alignment(paragraph.align));
}

fn spacing(xml: &mut Xml, paragraph: &Paragraph) {
    let rule = match paragraph.line.rule {
        LineRule::Auto => "auto",
        LineRule::Exact => "exact",
        LineRule::AtLeast => "atLeast",
    };
    xml.empty(
        "w:spacing",
        &[
            ("w:before", &paragraph.before.to_string()),
            ("w:beforeAutospacing", "0"),
            ("w:after", &paragraph.after.to_string()),
            ("w:afterAutospacing", "0"),
            ("w:line", &paragraph.line.value.to_string()),
            ("w:lineRule", rule),
        ],
    );
}

fn indent(xml: &mut Xml, indent: Indent) {
    let first = if indent.first < 0 { "w:hanging" } else { "w:firstLine" };
    xml.empty(
        "w:ind",
        &[
            ("w:left", &indent.left.to_string()),
            ("w:right", &indent.right.to_string()),
            (first, &indent.first.unsigned_abs().to_string()),
        ],
    );
}

pub(super) fn alignment(align: Align) -> &'static str {
    match align {
        Align::Both => "both",
        Align::Left => "left",
        Align::Center => "center",
        Align::Right => "right",
    }
}

/// How letters look and how far they are apart.
pub(super) fn face(xml: &mut Xml, face: Face) {
    xml.element("w:rPr", &[], |xml| {
        fonts(xml);
        for name in ["w:b", "w:bCs"] {
            xml.switch(name, face.bold);
        }
        for name in ["w:i", "w:iCs"] {
            xml.switch(name, face.italic);
        }
        xml.value("w:color", "000000");
        for (name, value) in [("w:spacing", "0"), ("w:w", "100"), ("w:kern", "0"), ("w:position", "0")] {
            xml.value(name, value);
        }
        sizes(xml, face.size);
        xml.value("w:u", if face.underline { "single" } else { "none" });
        language(xml);
    });
}

pub(super) fn fonts(xml: &mut Xml) {
    let slots = ["w:ascii", "w:hAnsi", "w:eastAsia", "w:cs"];
    xml.empty("w:rFonts", &slots.map(|slot| (slot, FONT)));
}

pub(super) fn sizes(xml: &mut Xml, size: u32) {
    xml.number("w:sz", size);
    xml.number("w:szCs", size);
}

pub(super) fn language(xml: &mut Xml) {
    xml.empty("w:lang", &[("w:val", LANGUAGE), ("w:eastAsia", LANGUAGE)]);
}

fn run(xml: &mut Xml, run: &Run) {
    xml.element("w:r", &[], |xml| {
        face(xml, Face::of(run));
        for (index, line) in run.text.split('\n').enumerate() {
            if index > 0 {
                xml.empty("w:br", &[]);
            }
            for (index, piece) in line.split('\t').enumerate() {
                if index > 0 {
                    xml.empty("w:tab", &[]);
                }
                if !piece.is_empty() {
                    xml.text("w:t", &[("xml:space", "preserve")], piece);
                }
            }
        }
    });
}
