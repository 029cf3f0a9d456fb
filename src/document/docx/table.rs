//! Tables of fixed widths, whose rows are not split but where no page holds them.
//!
//! **Invariant:** children stand in the order of the schema (`CT_TblPr`, `CT_TrPr`, `CT_TcPr`), and every cell ends with a
//! paragraph.

use crate::pagination::{Align, Table, TableRow};
use crate::paper::Origin;

use super::paragraph::{alignment, paragraph};
use super::style::{RULED_TABLE, Style, TABLE, empty};
use super::xml::Xml;

const SIDES: [&str; 6] = ["w:top", "w:left", "w:bottom", "w:right", "w:insideH", "w:insideV"];

/// A table of a block that comes from there, and which of its rows are split.
pub(super) fn table(xml: &mut Xml, table: &Table, origin: Option<&Origin>, is_split: impl Fn(usize) -> bool) {
    let rows = || table.rows.iter().enumerate().filter(|(_, row)| !row.cells.is_empty());
    if table.cols.is_empty() || rows().next().is_none() {
        return;
    }
    xml.element("w:tbl", &[], |xml| {
        properties(xml, table);
        xml.element("w:tblGrid", &[], |xml| {
            for width in &table.cols {
                xml.empty("w:gridCol", &[("w:w", &width.to_string())]);
            }
        });
        for (index, row) in rows() {
            self::row(xml, table, row, origin, is_split(index));
        }
    });
}

fn properties(xml: &mut Xml, table: &Table) {
    xml.element("w:tblPr", &[], |xml| {
        xml.value("w:tblStyle", if table.borders { RULED_TABLE } else { TABLE });
        xml.width("w:tblW", table.cols.iter().sum());
        xml.value("w:jc", alignment(table.align));
        if matches!(table.align, Align::Left | Align::Both) {
            xml.width("w:tblInd", 0);
        }
        xml.element("w:tblBorders", &[], |xml| {
            if table.borders {
                rules(xml, &table.border_sz.to_string());
            } else {
                for side in SIDES {
                    xml.value(side, "nil");
                }
            }
        });
        xml.empty("w:tblLayout", &[("w:type", "fixed")]);
        xml.element("w:tblCellMar", &[], |xml| {
            let margin = table.cell_margin;
            xml.width("w:top", margin.top);
            xml.width("w:left", margin.left);
            xml.width("w:bottom", margin.bottom);
            xml.width("w:right", margin.right);
        });
    });
}

/// The rules of a ruled table.
pub(super) fn rules(xml: &mut Xml, size: &str) {
    for side in SIDES {
        xml.empty(side, &[("w:val", "single"), ("w:sz", size), ("w:space", "0"), ("w:color", "000000")]);
    }
}

fn row(xml: &mut Xml, table: &Table, row: &TableRow, origin: Option<&Origin>, is_split: bool) {
    xml.element("w:tr", &[], |xml| {
        xml.element("w:trPr", &[], |xml| {
            xml.switch("w:cantSplit", !is_split);
            if row.header {
                xml.switch("w:tblHeader", true);
            }
        });
        for (index, (cell, width)) in row.cells.iter().zip(&table.cols).enumerate() {
            xml.element("w:tc", &[], |xml| {
                xml.element("w:tcPr", &[], |xml| {
                    xml.width("w:tcW", *width);
                    xml.value("w:vAlign", "top");
                });
                for piece in &cell.paras {
                    let style = Style::of(origin, Some((row.header, index)), piece);
                    paragraph(xml, piece, style, None);
                }
                if cell.paras.is_empty() {
                    paragraph(xml, &empty(), Style::Gap, None);
                }
            });
        }
    });
}
