//! The header of a paper of the Youth Union, by Hướng dẫn 29-HD/TWĐTN-VP of 2013.

use crate::form::Slot;
use crate::pagination::Twips;
use crate::text::fold;

use super::header::{CELL_SIDE, agency_lines};
use super::{Composer, Frame, Origin, line_of, printed_width, row, rule, table};

const UNION: &str = "ĐOÀN TNCS HỒ CHÍ MINH";

/// Of the Union's name, in half-points.
const UNION_SIZE: u32 = 30;

/// Of everything else in the header, in half-points.
const SIZE: u32 = 28;

/// The width of the column that holds the Union's name and, on one line, place and date.
const RIGHT: Twips = 4900;

impl Composer<'_> {
    /// The body's name above three stars and the number left; right the Union's name above place and date.
    pub(super) fn union_header(&mut self) {
        let mut body = Vec::new();
        let left = self.width - RIGHT;
        for (slot, bold) in [(Slot::ParentAgency, false), (Slot::Issuer, true)] {
            for line in agency_lines(self.slot_text(slot), SIZE, bold, left - 2 * CELL_SIDE) {
                body.push(line_of(&line, SIZE, bold, false));
            }
        }
        body.push(line_of("***", SIZE, false, false));
        let length = printed_width(UNION, UNION_SIZE, true);
        let union = vec![line_of(UNION, UNION_SIZE, true, false), rule(length, RIGHT - 2 * CELL_SIDE)];
        let number = self.number_line(SIZE);
        let date = line_of(&self.place_and_date(), SIZE, false, true);
        let rows = vec![row(body, union), row(vec![number], vec![date])];
        self.push(table(false, vec![left, RIGHT], CELL_SIDE, rows), Origin::Frame(Frame::Header));
        self.title();
        self.addressee();
    }
}

/// The collective in whose name a body of the Union signs: "BCH ĐOÀN HUYỆN BẢO LẠC" signs for "BAN THƯỜNG VỤ HUYỆN ĐOÀN".
pub(super) fn standing_board(issuer: &str) -> String {
    let folded = fold(issuer);
    let is_of = |level| folded.split_whitespace().any(|word| word == level);
    let union = if is_of("huyen") {
        " HUYỆN ĐOÀN"
    } else if is_of("tinh") {
        " TỈNH ĐOÀN"
    } else {
        ""
    };
    ["BAN THƯỜNG VỤ", union].concat()
}
