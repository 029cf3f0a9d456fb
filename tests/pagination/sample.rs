//! Documents to try: small ones made by hand, and any at all.

use std::sync::Arc;

use proptest::collection::vec;
use proptest::prelude::*;
use tham_luan::pagination::{
    Align, Block, Border, Cell, CellMargin, Document, Header, Indent, LineHeight, LineRule, Mark, PageBox,
    Paragraph, Run, Table, TableRow, Twips,
};

/// A page of the decree on administrative papers.
pub(crate) const A4: PageBox =
    PageBox { width: 11906, height: 16838, top: 1134, bottom: 1134, left: 1701, right: 850 };

/// A document on that page.
pub(crate) fn document(blocks: Vec<Block>) -> Document {
    Document { page: A4, header: Header { distance: 567, size: 26, before: 0 }, blocks }
}

/// A body paragraph with widow control.
pub(crate) fn paragraph(text: &str) -> Paragraph {
    let run = Run { text: text.to_owned(), size: 28, bold: false, italic: false, underline: false };
    Paragraph {
        align: Align::Both,
        ind: Indent { left: 0, right: 0, first: 720 },
        before: 0,
        after: 120,
        line: LineHeight { rule: LineRule::Exact, value: 360 },
        keep_next: false,
        keep_lines: false,
        widow: true,
        page_break_before: false,
        border_top: None,
        runs: vec![run],
        mark: Mark { size: 28 },
    }
}

/// A document as people write them: heads kept with the next, paragraphs of some lines, tables of some rows.
pub(crate) fn paper() -> impl Strategy<Value = Document> {
    let spacing = (0..=240, 0..=240, any::<bool>(), prop_oneof![Just(340), Just(400)]);
    let text = (0..10_usize, prop::bool::weighted(0.2), prop::bool::weighted(0.1)).prop_map(
        |(lines, keep_next, keep_lines)| {
            let text = vec!["ngày"; lines * 14].join(" ");
            Block::Para(Paragraph { keep_next, keep_lines, ..paragraph(&text) })
        },
    );
    let table = vec((1..6_usize).prop_map(|lines| paragraph(&vec!["ô"; lines].join("\n"))), 1..6)
        .prop_map(|rows| ruled_table(rows, 1));
    let blocks = vec(prop_oneof![9 => text, 1 => table], 1..40);
    (blocks, spacing).prop_map(|(mut blocks, (before, after, widow, value))| {
        for block in &mut blocks {
            if let Block::Para(paragraph) = block {
                let line = LineHeight { rule: LineRule::Exact, value };
                *paragraph = Paragraph { before, after, widow, line, ..paragraph.clone() };
            }
        }
        document(blocks)
    })
}

/// A table of one column with a row for each paragraph, so many of which are its head.
pub(crate) fn ruled_table(rows: Vec<Paragraph>, headers: usize) -> Block {
    let row = |(index, paragraph)| {
        let cells = vec![Cell { paras: vec![paragraph] }];
        Arc::new(TableRow { header: index < headers, cells })
    };
    Block::Table(Table {
        borders: true,
        border_sz: 4,
        cols: vec![9000],
        align: Align::Center,
        cell_margin: CellMargin::default(),
        rows: rows.into_iter().enumerate().map(row).collect(),
    })
}

/// Any document, sensible or not.
pub(crate) fn anything() -> impl Strategy<Value = Document> {
    let page = [length(), length(), length(), length(), length(), length()];
    let page = page.prop_map(|[width, height, top, bottom, left, right]| PageBox {
        width,
        height,
        top,
        bottom,
        left,
        right,
    });
    let page = prop_oneof![3 => Just(A4), 1 => page];
    let blocks = vec(
        prop_oneof![4 => any_paragraph().prop_map(Block::Para), 1 => any_table().prop_map(Block::Table)],
        0..8,
    );
    (page, blocks).prop_map(|(page, blocks)| Document { page, ..document(blocks) })
}

fn length() -> impl Strategy<Value = Twips> {
    prop_oneof![4 => 0..2000, 1 => -2000..20_000, 1 => any::<Twips>()]
}

fn align() -> impl Strategy<Value = Align> {
    prop_oneof![Just(Align::Both), Just(Align::Left), Just(Align::Center), Just(Align::Right)]
}

/// Any paragraph.
pub(crate) fn any_paragraph() -> impl Strategy<Value = Paragraph> {
    let text = prop_oneof![
        Just("Ủy ban nhân dân xã/phường (số 146/KH-UBND) – năm 2025-2030… ".repeat(9)),
        Just("dàikhôngnghỉ".repeat(40)),
        "[ a-cạ/\\-–—.,!?)(\u{A0}\u{200B}\u{2060}\u{301}\t\n%0-9“”…漢🙂]{0,80}",
        ".{0,20}",
    ];
    let size = prop_oneof![4 => 20..40_u32, 1 => any::<u32>()];
    let run = (text, size.clone(), any::<[bool; 3]>())
        .prop_map(|(text, size, [bold, italic, underline])| Run { text, size, bold, italic, underline });
    let rule = prop_oneof![Just(LineRule::Auto), Just(LineRule::Exact), Just(LineRule::AtLeast)];
    let lengths = [length(), length(), length(), length(), length(), length()];
    let border =
        prop::option::weighted(0.2, (length(), length()).prop_map(|(sz, space)| Border { sz, space }));
    (vec(run, 0..4), size, lengths, rule, any::<[bool; 4]>(), align(), border).prop_map(
        |(runs, size, [left, right, first, before, after, value], rule, [a, b, c, d], align, border_top)| {
            Paragraph {
                align,
                ind: Indent { left, right, first },
                before,
                after,
                line: LineHeight { rule, value },
                keep_next: a,
                keep_lines: b,
                widow: c,
                page_break_before: d,
                border_top,
                runs,
                mark: Mark { size },
            }
        },
    )
}

fn any_table() -> impl Strategy<Value = Table> {
    let cell = vec(any_paragraph(), 0..3).prop_map(|paras| Cell { paras });
    let row =
        (any::<bool>(), vec(cell, 0..4)).prop_map(|(header, cells)| Arc::new(TableRow { header, cells }));
    let margins = [length(), length(), length(), length()];
    (any::<bool>(), length(), vec(length(), 0..4), align(), margins, vec(row, 0..5)).prop_map(
        |(borders, border_sz, cols, align, [top, left, bottom, right], rows)| Table {
            borders,
            border_sz,
            cols,
            align,
            cell_margin: CellMargin { top, left, bottom, right },
            rows,
        },
    )
}
