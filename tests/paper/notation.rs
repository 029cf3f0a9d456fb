//! Composed blocks in a few characters each, for inline snapshots.

use std::fmt::Write;

use tham_luan::pagination::{Align, Block, Document, LineRule, PageBox, Paragraph};
use tham_luan::paper::Composition;

/// Every block of the paper itself.
pub(crate) fn blocks(composition: &Composition) -> String {
    document(&composition.document)
}

/// The annexes, each with its page and its number.
pub(crate) fn annexes(composition: &Composition) -> String {
    let mut text = String::new();
    for annex in &composition.annexes {
        let PageBox { width, height, top, right, bottom, left } = annex.document.page;
        writeln!(text, "annex {:?} {width}x{height} {top} {right} {bottom} {left}", annex.number)
            .expect("a string takes text");
        text.push_str(&document(&annex.document));
    }
    text
}

/// Every block, one a line; cells are indented below their table.
pub(crate) fn document(document: &Document) -> String {
    let mut text = String::new();
    for block in &document.blocks {
        match block {
            Block::Para(para) => writeln!(text, "{}", paragraph(para)).expect("a string takes text"),
            Block::Table(table) => {
                let kind = if table.borders { "ruled" } else { "table" };
                writeln!(text, "{kind} {:?}", table.cols).expect("a string takes text");
                for row in &table.rows {
                    let mark = if row.header { "H" } else { "R" };
                    for (at, cell) in row.cells.iter().enumerate() {
                        for para in &cell.paras {
                            writeln!(text, "  {mark}{at} {}", paragraph(para)).expect("a string takes text");
                        }
                    }
                }
            }
        }
    }
    text
}

/// `C 28b "text"`: alignment, size with b and i; then what is not zero or single.
fn paragraph(para: &Paragraph) -> String {
    let align = match para.align {
        Align::Both => "J",
        Align::Left => "L",
        Align::Center => "C",
        Align::Right => "R",
    };
    let mut text = match &para.runs[..] {
        [] => format!("{align} {} empty", para.mark.size),
        [run] => {
            let style = format!("{}{}", if run.bold { "b" } else { "" }, if run.italic { "i" } else { "" });
            format!("{align} {}{style} {:?}", run.size, run.text)
        }
        _ => panic!("one style a paragraph"),
    };
    for (name, value) in
        [("first", para.ind.first), ("in", para.ind.left), ("before", para.before), ("after", para.after)]
    {
        if value != 0 {
            write!(text, " {name} {value}").expect("a string takes text");
        }
    }
    match (para.line.rule, para.line.value) {
        (LineRule::Auto, 240) => {}
        (LineRule::Auto, value) => write!(text, " x{value}").expect("a string takes text"),
        (_, value) => write!(text, " ={value}").expect("a string takes text"),
    }
    if para.border_top.is_some() {
        text.push_str(" rule");
    }
    if para.keep_next {
        text.push_str(" next");
    }
    text
}
