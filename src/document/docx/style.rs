//! The named styles of a paper, so that whoever goes on writing in a word processor finds "Title", "Heading 1",
//! "Nơi nhận" there, and headings in the navigation pane.
//!
//! A style is defined by the first paragraph that has it; all of one style have a rule above them, or none has. Paragraphs say all their properties themselves: a style
//! that is changed by another program, or mapped to one of its own, changes no page.

use crate::pagination::{Align, Block, Indent, LineHeight, LineRule, Mark, Paragraph};
use crate::paper::{Frame, Origin, Printed, PrintedPart};

use super::WORDPROCESSING;
use super::check_mark::words;
use super::paragraph::{Face, face, fonts, language, properties, sizes};
use super::section::header_line;
use super::table::rules;
use super::xml::Xml;

/// The style of tables without rules.
pub(super) const TABLE: &str = "TableNormal";

/// The style of tables with rules.
pub(super) const RULED_TABLE: &str = "TableGrid";

/// A paragraph's style.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    Body,
    /// A section's heading, or a field's.
    Heading(u8),
    Title,
    Subject,
    Byline,
    Addressee,
    /// Agencies, Quốc hiệu, số, place and date.
    Letterhead,
    Recipients,
    Signature,
    TableHead,
    TableText,
    /// An empty paragraph with a rule above it.
    Rule,
    /// One without.
    Gap,
    /// The page number.
    Header,
    /// The words of the check mark.
    CheckMark,
}

/// In the order of the file.
const STYLES: [Style; 16] = [
    Style::Body,
    Style::Heading(1),
    Style::Heading(2),
    Style::Title,
    Style::Subject,
    Style::Byline,
    Style::Addressee,
    Style::Letterhead,
    Style::Recipients,
    Style::Signature,
    Style::TableHead,
    Style::TableText,
    Style::Rule,
    Style::Gap,
    Style::Header,
    Style::CheckMark,
];

impl Style {
    /// The style of a paragraph of a block that comes from there; in a table `cell` is whether its row is a head, and
    /// its index.
    pub(super) fn of(origin: Option<&Origin>, cell: Option<(bool, usize)>, paragraph: &Paragraph) -> Self {
        if paragraph.runs.is_empty() && paragraph.line.rule == LineRule::Exact {
            return if paragraph.border_top.is_some() { Self::Rule } else { Self::Gap };
        }
        match (origin, cell) {
            (Some(Origin::Frame(Frame::Header)), _) => Self::Letterhead,
            (Some(Origin::Frame(Frame::Title)), _) => Self::Title,
            (Some(Origin::Frame(Frame::Subject)), _) => Self::Subject,
            (Some(Origin::Frame(Frame::Byline)), _) => Self::Byline,
            (Some(Origin::Frame(Frame::Addressee)), _) => Self::Addressee,
            (Some(Origin::Frame(Frame::Signature)), Some((_, 0))) => Self::Recipients,
            (Some(Origin::Frame(Frame::Signature)), _) => Self::Signature,
            (_, Some((true, _))) => Self::TableHead,
            (_, Some((false, _))) => Self::TableText,
            // The label of a group is set as the text below it.
            (Some(Origin::Heading { field, .. }), None) if paragraph.runs.iter().all(|run| run.bold) => {
                Self::Heading(if field.is_none() { 1 } else { 2 })
            }
            (
                Some(Origin::Frame(Frame::Gap) | Origin::Heading { .. } | Origin::Answer { .. }) | None,
                None,
            ) => Self::Body,
        }
    }

    /// As paragraphs refer to it.
    pub(super) fn id(self) -> &'static str {
        match self {
            Self::Body => "BodyText",
            Self::Heading(1) => "Heading1",
            Self::Heading(_) => "Heading2",
            Self::Title => "Title",
            Self::Subject => "Subtitle",
            Self::Byline => "Byline",
            Self::Addressee => "Addressee",
            Self::Letterhead => "Letterhead",
            Self::Recipients => "Recipients",
            Self::Signature => "Signature",
            Self::TableHead => "TableHead",
            Self::TableText => "TableText",
            Self::Rule => "Rule",
            Self::Gap => "Gap",
            Self::Header => "Header",
            Self::CheckMark => "CheckMark",
        }
    }

    /// As people read it. Word processors translate the names that they know.
    fn name(self) -> &'static str {
        match self {
            Self::Body => "Body Text",
            Self::Heading(1) => "heading 1",
            Self::Heading(_) => "heading 2",
            Self::Title => "Title",
            Self::Subject => "Subtitle",
            Self::Byline => "Người trình bày",
            Self::Addressee => "Kính gửi",
            Self::Letterhead => "Thể thức đầu văn bản",
            Self::Recipients => "Nơi nhận",
            Self::Signature => "Signature",
            Self::TableHead => "Tiêu đề bảng",
            Self::TableText => "Nội dung bảng",
            Self::Rule => "Đường kẻ",
            Self::Gap => "Khoảng cách",
            Self::Header => "header",
            Self::CheckMark => "Mã đối chiếu",
        }
    }

    /// Whether word processors do not know its name.
    fn is_custom(self) -> bool {
        matches!(
            self,
            Self::Byline
                | Self::Addressee
                | Self::Letterhead
                | Self::Recipients
                | Self::TableHead
                | Self::TableText
                | Self::Rule
                | Self::Gap
                | Self::CheckMark
        )
    }

    /// The style that a new paragraph has which is typed after one of this.
    fn next(self) -> Self {
        match self {
            Self::Heading(_) | Self::Title | Self::Subject | Self::Byline | Self::Rule | Self::Gap => {
                Self::Body
            }
            same => same,
        }
    }
}

/// An empty paragraph that takes hardly any room, where a file must have one.
pub(super) fn empty() -> Paragraph {
    Paragraph {
        align: Align::Center,
        ind: Indent::default(),
        before: 0,
        after: 0,
        line: LineHeight { rule: LineRule::Exact, value: 20 },
        keep_next: false,
        keep_lines: false,
        widow: true,
        page_break_before: false,
        border_top: None,
        runs: Vec::new(),
        mark: Mark { size: 2 },
    }
}

/// The part of the package that defines the styles.
pub(super) fn styles(printed: &Printed, is_marked: bool) -> Vec<u8> {
    let mut examples = examples(printed);
    if is_marked {
        examples.push((Style::CheckMark, words("")));
    }
    let body = examples.iter().find(|(style, _)| *style == Style::Body);
    let size = body.and_then(|(_, body)| body.runs.first()).map_or(28, |run| run.size);
    Xml::part("w:styles", &WORDPROCESSING, |xml| {
        defaults(xml, size);
        xml.element("w:style", &kind("paragraph", "Normal", true), |xml| {
            xml.value("w:name", "Normal");
            xml.empty("w:qFormat", &[]);
        });
        for style in STYLES {
            if let Some((_, example)) = examples.iter().find(|(known, _)| *known == style) {
                let next = Some(style.next()).filter(|next| examples.iter().any(|(known, _)| known == next));
                define(xml, style, next.unwrap_or(style), example);
            }
        }
        tables(xml);
    })
}

/// The first paragraph of each style, in the order of the paper.
fn examples(printed: &Printed) -> Vec<(Style, Paragraph)> {
    let mut examples = Vec::new();
    let mut see = |style, paragraph: &Paragraph| {
        if examples.iter().all(|(known, _)| *known != style) {
            examples.push((style, paragraph.clone()));
        }
    };
    for PrintedPart { document, origins, .. } in &printed.parts {
        for (index, block) in document.blocks.iter().enumerate() {
            let origin = origins.get(index);
            match block {
                Block::Para(paragraph) => see(Style::of(origin, None, paragraph), paragraph),
                Block::Table(table) => {
                    for row in &table.rows {
                        for (at, cell) in row.cells.iter().enumerate() {
                            for paragraph in &cell.paras {
                                see(Style::of(origin, Some((row.header, at)), paragraph), paragraph);
                            }
                        }
                    }
                }
            }
        }
        see(Style::Header, &header_line(document.header));
    }
    // What a file must have beyond the paper's own paragraphs.
    see(Style::Gap, &empty());
    examples
}

fn kind<'a>(kind: &'a str, id: &'a str, is_default: bool) -> Vec<(&'a str, &'a str)> {
    let mut attributes = vec![("w:type", kind)];
    if is_default {
        attributes.push(("w:default", "1"));
    }
    attributes.push(("w:styleId", id));
    attributes
}

/// What is so where nothing else is said.
fn defaults(xml: &mut Xml, size: u32) {
    xml.element("w:docDefaults", &[], |xml| {
        xml.element("w:rPrDefault", &[], |xml| {
            xml.element("w:rPr", &[], |xml| {
                fonts(xml);
                xml.value("w:kern", "0");
                sizes(xml, size);
                language(xml);
            });
        });
        xml.element("w:pPrDefault", &[], |xml| {
            xml.element("w:pPr", &[], |xml| {
                xml.switch("w:widowControl", true);
                let single = [("w:before", "0"), ("w:after", "0"), ("w:line", "240"), ("w:lineRule", "auto")];
                xml.empty("w:spacing", &single);
            });
        });
    });
}

/// A style as its example shows it; `next` is that of a paragraph typed after it.
fn define(xml: &mut Xml, style: Style, next: Style, example: &Paragraph) {
    let mut attributes = kind("paragraph", style.id(), false);
    if style.is_custom() {
        attributes.insert(1, ("w:customStyle", "1"));
    }
    xml.element("w:style", &attributes, |xml| {
        xml.value("w:name", style.name());
        xml.value("w:basedOn", "Normal");
        xml.value("w:next", next.id());
        xml.empty("w:qFormat", &[]);
        xml.element("w:pPr", &[], |xml| {
            properties(xml, example);
            if let Style::Heading(level) = style {
                xml.number("w:outlineLvl", level - 1);
            }
        });
        face(xml, Face::of_mark(example));
    });
}

fn tables(xml: &mut Xml) {
    xml.element("w:style", &kind("table", TABLE, true), |xml| {
        xml.value("w:name", "Normal Table");
        xml.element("w:tblPr", &[], |xml| {
            xml.width("w:tblInd", 0);
            xml.element("w:tblCellMar", &[], |xml| {
                for (side, width) in [("w:top", 0), ("w:left", 108), ("w:bottom", 0), ("w:right", 108)] {
                    xml.width(side, width);
                }
            });
        });
    });
    xml.element("w:style", &kind("table", RULED_TABLE, false), |xml| {
        xml.value("w:name", "Table Grid");
        xml.value("w:basedOn", TABLE);
        xml.element("w:tblPr", &[], |xml| xml.element("w:tblBorders", &[], |xml| rules(xml, "4")));
    });
}
