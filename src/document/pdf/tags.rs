//! What is what: headings, paragraphs, tables; for whoever listens to a paper, or takes text out of it.
//!
//! **Invariant:** levels of headings begin with 1 and skip none; a ruled table has a cell for every cell that is drawn.
//! A table without rules only sets things side by side, and is no table here.

use std::collections::BTreeMap;
use std::num::NonZeroU16;

use krilla::tagging::{Identifier, Node, TableHeaderScope, Tag, TagGroup, TagTree};

use crate::pagination::{Block, BlockPath, CellPath, Paragraph, Table, Twips};
use crate::paper::{Frame, Origin, Printed, PrintedPart};

use super::clipped;

/// A heading of the paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Heading {
    /// Index of the part.
    part: usize,
    /// Index of its block.
    block: usize,
    /// From 1.
    pub(super) level: u16,
    /// What it says.
    pub(super) title: String,
}

/// The headings of a paper: of a part its title, below it those of sections and fields.
pub(super) fn headings(printed: &Printed) -> Vec<Heading> {
    let mut headings = Vec::new();
    let mut above = 0;
    for (part, PrintedPart { document, origins, .. }) in printed.parts.iter().enumerate() {
        for (block, (origin, content)) in origins.iter().zip(&document.blocks).enumerate() {
            let wanted = match origin {
                Origin::Frame(Frame::Title) => 1,
                Origin::Heading { field: None, .. } => 2,
                Origin::Heading { field: Some(_), .. } => 3,
                Origin::Frame(_) | Origin::Answer { .. } => continue,
            };
            let Block::Para(paragraph) = content else { continue };
            let mut title = clipped(&text_of(paragraph));
            let next = (origins.get(block + 1), document.blocks.get(block + 1));
            if let (1, (Some(Origin::Frame(Frame::Subject)), Some(Block::Para(subject)))) = (wanted, next) {
                title = clipped(&[&title, ": ", &text_of(subject)].concat());
            }
            if !title.is_empty() {
                above = wanted.min(above + 1);
                headings.push(Heading { part, block, level: above, title });
            }
        }
    }
    headings
}

fn text_of(paragraph: &Paragraph) -> String {
    paragraph.runs.iter().map(|run| run.text.as_str()).collect()
}

/// What was drawn, by the paragraph that it is of.
#[derive(Debug, Default)]
pub(super) struct Contents {
    parts: Vec<Drawn>,
}

#[derive(Debug, Default)]
struct Drawn {
    /// The pages before this part.
    pages: usize,
    paragraphs: BTreeMap<BlockPath, Vec<Identifier>>,
}

impl Contents {
    /// What is added from now on is of the next part.
    pub(super) fn begin_part(&mut self, pages: usize) {
        self.parts.push(Drawn { pages, paragraphs: BTreeMap::new() });
    }

    /// Notes what was drawn of a paragraph.
    pub(super) fn add(&mut self, path: BlockPath, identifier: Identifier) {
        if let Some(part) = self.parts.last_mut() {
            part.paragraphs.entry(path).or_default().push(identifier);
        }
    }

    /// The page of a heading among all pages, from 0, and its top edge.
    pub(super) fn place(&self, printed: &Printed, heading: &Heading) -> Option<(usize, Twips)> {
        let path = BlockPath { block: heading.block, cell: None };
        let lines = &printed.parts.get(heading.part)?.layout.lines;
        let line = lines.iter().find(|line| line.path == path)?;
        let page = usize::try_from(line.page).ok()?;
        Some((self.parts.get(heading.part)?.pages + page, line.top))
    }

    /// The structure of all that was drawn.
    pub(super) fn tree(&self, printed: &Printed, headings: &[Heading]) -> TagTree {
        let mut tree = TagTree::new();
        let mut headings = headings.iter().peekable();
        for (index, (part, drawn)) in printed.parts.iter().zip(&self.parts).enumerate() {
            let mut group = TagGroup::new(Tag::Part);
            for (at, block) in part.document.blocks.iter().enumerate() {
                let heading = headings.next_if(|heading| (heading.part, heading.block) == (index, at));
                match block {
                    Block::Para(_) => {
                        let path = BlockPath { block: at, cell: None };
                        let Some(content) = drawn.leaves(path) else { continue };
                        group.push(match heading {
                            Some(heading) => TagGroup::with_children(tag_of(heading), content),
                            None => TagGroup::with_children(Tag::P, content),
                        });
                    }
                    Block::Table(table) if table.borders => group.push(drawn.table(at, table)),
                    Block::Table(table) => drawn.side_by_side(at, table, &mut group),
                }
            }
            tree.push(group);
        }
        tree
    }
}

fn tag_of(heading: &Heading) -> Tag<krilla::tagging::kind::Hn> {
    Tag::Hn(NonZeroU16::new(heading.level).unwrap_or(NonZeroU16::MIN), Some(heading.title.clone()))
}

impl Drawn {
    fn leaves(&self, path: BlockPath) -> Option<Vec<Node>> {
        Some(self.paragraphs.get(&path)?.iter().map(|identifier| Node::Leaf(*identifier)).collect())
    }

    /// The paragraphs of a cell.
    fn cell(&self, block: usize, row: usize, cell: usize) -> Vec<Node> {
        let first = BlockPath { block, cell: Some(CellPath { row, cell, paragraph: 0 }) };
        let last = BlockPath { block, cell: Some(CellPath { row, cell, paragraph: usize::MAX }) };
        let mut paragraphs = Vec::new();
        for (_, identifiers) in self.paragraphs.range(first..=last) {
            let leaves = identifiers.iter().map(|identifier| Node::Leaf(*identifier)).collect();
            paragraphs.push(Node::Group(TagGroup::with_children(Tag::P, leaves)));
        }
        paragraphs
    }

    fn table(&self, block: usize, table: &Table) -> TagGroup {
        let mut head = TagGroup::new(Tag::THead);
        let mut body = TagGroup::new(Tag::TBody);
        let heads = table.rows.iter().take_while(|row| row.header).count();
        for (at, row) in table.rows.iter().enumerate() {
            let mut group = TagGroup::new(Tag::TR);
            for cell in 0..row.cells.len().min(table.cols.len()) {
                let content = self.cell(block, at, cell);
                group.push(if at < heads {
                    TagGroup::with_children(Tag::TH(TableHeaderScope::Column), content)
                } else {
                    TagGroup::with_children(Tag::TD, content)
                });
            }
            if at < heads { &mut head } else { &mut body }.push(group);
        }
        let mut whole = TagGroup::new(Tag::Table);
        for rows in [head, body] {
            if !rows.children.is_empty() {
                whole.push(rows);
            }
        }
        whole
    }

    /// The paragraphs of a table that is none, cell by cell.
    fn side_by_side(&self, block: usize, table: &Table, group: &mut TagGroup) {
        for (at, row) in table.rows.iter().enumerate() {
            for cell in 0..row.cells.len() {
                for paragraph in self.cell(block, at, cell) {
                    group.push(paragraph);
                }
            }
        }
    }
}
