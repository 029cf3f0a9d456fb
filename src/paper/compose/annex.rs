//! Phụ lục: sections on pages of their own, with what says which paper they belong to
//! (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục III.1).

use crate::form::{Annex, Slot};
use crate::pagination::{PageBox, Twips};
use crate::text::{lower, upper};

use super::super::profile::turned;
use super::body::roman;
use super::header::collective;
use super::{AnnexComposition, Bearer, Composer, Frame, capitals, document, line_of, rule, uncapitalized};

/// Size of an annex's heading in half-points.
const HEADING: u32 = 28;

/// The rule below it.
const RULE: Twips = 1700;

impl Composer<'_> {
    /// The annexes that have something to print. Those are counted that will have something in the finished paper, so
    /// that a number does not change when another annex is filled.
    pub(super) fn annexes(&self, page: PageBox) -> Vec<AnnexComposition> {
        let mut expected = Vec::new();
        for (index, section) in self.form.sections.iter().enumerate() {
            if let Some(annex) = &section.annex
                && self.is_section_expected(section)
            {
                expected.push((index, section, annex));
            }
        }
        let mut annexes = Vec::new();
        for (at, (index, section, annex)) in expected.iter().enumerate() {
            if !self.is_section_printed(section) {
                continue;
            }
            let number = if expected.len() > 1 { roman(at + 1) } else { String::new() };
            let page = if annex.landscape { turned(page) } else { page };
            let mut composer = self.beside(page);
            composer.annex_heading(&number, annex);
            composer.section(*index, section);
            let Composer { blocks, origins, .. } = composer;
            annexes.push(AnnexComposition {
                section: *index,
                number,
                document: document(page, blocks),
                origins,
            });
        }
        annexes
    }

    /// "Phụ lục I", the title and the paper that it goes with. The decree has the first in small letters; elsewhere
    /// capitals are usual.
    fn annex_heading(&mut self, number: &str, annex: &Annex) {
        let name = if self.bearer == Bearer::Agency { "Phụ lục" } else { "PHỤ LỤC" };
        let name = if number.is_empty() { name.to_owned() } else { [name, " ", number].concat() };
        let lines = [
            (Frame::Title, line_of(&name, HEADING, true, false)),
            (Frame::Subject, line_of(&capitals(&annex.title), HEADING, true, false)),
            (Frame::Byline, line_of(&self.attached_to(), HEADING, false, true)),
        ];
        for (part, mut line) in lines {
            line.keep_next = true;
            self.frame(part, line);
        }
        let mut below = rule(RULE, self.width);
        below.after = 120;
        self.frame(Frame::Gap, below);
    }

    /// "(Kèm theo Báo cáo số 05/BC-UBND ngày 05 tháng 9 năm 2020 của …)", of what the form asks.
    fn attached_to(&self) -> String {
        let mut text = ["(Kèm theo ", &uncapitalized(&self.form.document_name)].concat();
        if let Some(number) = self.number() {
            text += " số ";
            text += &number;
        }
        if self.slot(Slot::SignedOn).is_some() {
            text += " ";
            text += &self.date();
        }
        let of = match self.slot_text(Slot::Issuer) {
            "" => self.slot_text(Slot::Signer),
            issuer => issuer,
        };
        if !of.is_empty() {
            text += " của ";
            text += &in_a_sentence(of);
        }
        text + ")"
    }
}

/// A body's name that was typed in capitals, as a sentence has it: "Ủy ban nhân dân huyện Bình Gia". Any other name
/// stays as it was typed: which of its words are names cannot be told.
pub(super) fn in_a_sentence(name: &str) -> String {
    let parts = collective(name).map(|(body, place)| (uncapitalized(body), place));
    let parts = parts.or_else(|| {
        let (body, place) = name.split_once(" ĐOÀN ")?;
        let body = if body == "BCH" { body.to_owned() } else { uncapitalized(body) };
        Some((body + " Đoàn", place))
    });
    let is_in_capitals = name.chars().all(|letter| upper(letter) == letter);
    let Some((mut words, place)) = parts.filter(|_| is_in_capitals) else { return name.to_owned() };
    let mut is_level = true;
    for word in place.split_whitespace() {
        words.push(' ');
        if is_level {
            words.extend(word.chars().map(lower));
        } else {
            words += &uncapitalized(word);
        }
        // "Thành phố", "thị xã" and "thị trấn" are two words.
        is_level = is_level && matches!(word, "THÀNH" | "THỊ");
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_in_capitals_is_written_as_in_a_sentence() {
        for (typed, printed) in [
            ("ỦY BAN NHÂN DÂN HUYỆN BÌNH GIA", "Ủy ban nhân dân huyện Bình Gia"),
            ("HỘI ĐỒNG NHÂN DÂN THÀNH PHỐ LẠNG SƠN", "Hội đồng nhân dân thành phố Lạng Sơn"),
            ("ỦY BAN NHÂN DÂN", "Ủy ban nhân dân"),
            ("BCH ĐOÀN HUYỆN BẢO LẠC", "BCH Đoàn huyện Bảo Lạc"),
            ("BAN CHẤP HÀNH ĐOÀN XÃ TÚ ĐOẠN", "Ban chấp hành Đoàn xã Tú Đoạn"),
            ("Uỷ ban Nhân dân huyện Bình Gia", "Uỷ ban Nhân dân huyện Bình Gia"),
            ("SỞ GIÁO DỤC VÀ ĐÀO TẠO", "SỞ GIÁO DỤC VÀ ĐÀO TẠO"),
        ] {
            assert_eq!(in_a_sentence(typed), printed);
        }
    }
}
