//! What stands below the text: nơi nhận, and who signs in whose name.

use crate::form::{FieldKind, Slot};
use crate::pagination::{Align, Paragraph};
use crate::text::fold;

use super::header::collective;
use super::{
    Composer, Origin, capitals, label_of, line_of, lowered, printed_lines, row, spacer, table, without_end,
};

/// Empty lines for a signature and a seal.
const ROOM_TO_SIGN: usize = 4;

/// In whose name a paper is signed (Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.7).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Authority {
    /// By the head, in the agency's own name.
    Own,
    /// TM.: for a collective body.
    Collective,
    /// KT.: a deputy for the head.
    Deputy,
    /// TL.: by order of the head.
    ByOrder,
    /// TUQ.: by the head's written authority.
    Authorized,
    /// Q.: the acting head.
    Acting,
}

impl Authority {
    /// Reads a choice such as `tm`, "TM." or "TM. (thay mặt)".
    fn of(choice: &str) -> Self {
        let folded = fold(choice);
        match folded.split(|letter: char| !letter.is_ascii_alphabetic()).next() {
            Some("tm") => Self::Collective,
            Some("kt") => Self::Deputy,
            Some("tl") => Self::ByOrder,
            Some("tuq") => Self::Authorized,
            Some("q") => Self::Acting,
            _ => Self::Own,
        }
    }

    fn abbreviation(self) -> &'static str {
        match self {
            Self::Own => "",
            Self::Collective => "TM. ",
            Self::Deputy => "KT. ",
            Self::ByOrder => "TL. ",
            Self::Authorized => "TUQ. ",
            Self::Acting => "Q. ",
        }
    }

    /// The lines above the signature. Where the title is of several lines the writer has named everyone, and the
    /// abbreviation stands before the first. Where it is the signer's own office alone, the collective body is the
    /// issuer's, and the head is told from a deputy's title or from the body.
    fn lines(self, issuer: &str, title: &str) -> Vec<String> {
        let mut titles = Vec::new();
        for (_, line) in printed_lines(title) {
            titles.push(capitals(line));
        }
        let is_abbreviated =
            titles.first().is_some_and(|line| line.contains(". ") && Self::of(line) != Self::Own);
        if is_abbreviated || self == Self::Own {
            return titles;
        }
        let mark = self.abbreviation();
        if titles.len() > 1 {
            titles[0].insert_str(0, mark);
            return titles;
        }
        let office = titles.pop().unwrap_or_default();
        let body = match body_of(issuer) {
            None if self == Self::Collective => capitals(issuer),
            body => body.unwrap_or_default(),
        };
        let head = match office.strip_prefix("PHÓ ") {
            Some(head) => head,
            None if body.is_empty() => "",
            None => "CHỦ TỊCH",
        };
        let mut lines = Vec::new();
        let mut line = |mark: &str, name: &str| {
            if !name.is_empty() {
                lines.push([mark, name].concat());
            }
        };
        if matches!(self, Self::Collective | Self::Deputy | Self::Acting) {
            line("TM. ", &body);
        }
        if matches!(self, Self::Deputy | Self::ByOrder | Self::Authorized) {
            line(mark, head);
        }
        line(if self == Self::Acting { mark } else { "" }, &office);
        lines
    }
}

/// The collective body that an issuer is, in capitals, without its place.
fn body_of(issuer: &str) -> Option<String> {
    if let Some((body, _)) = collective(issuer) {
        return Some(capitals(body));
    }
    let is_short = fold(issuer).split_whitespace().next() == Some("ubnd");
    is_short.then(|| "ỦY BAN NHÂN DÂN".to_owned())
}

impl Composer<'_> {
    /// Nơi nhận left, the signature right.
    pub(super) fn agency_signature(&mut self) {
        let authority = self.authority();
        let above = authority.lines(self.slot_text(Slot::Issuer), self.slot_text(Slot::SignerTitle));
        let recipients = self.recipients();
        self.signature(recipients, above);
    }

    /// The signature of who presents the paper.
    pub(super) fn person_signature(&mut self) {
        self.signature(vec![spacer(20, 2)], vec!["NGƯỜI TRÌNH BÀY".to_owned()]);
    }

    /// "Người trình bày: …, đội viên Đề án 500, xã …": name, office and unit, those that are known.
    pub(super) fn presenter(&self) -> Option<String> {
        let office = lowered(self.slot_text(Slot::SignerTitle));
        let mut known = vec![self.slot_text(Slot::Signer), &office, self.slot_text(Slot::UnitName)];
        known.retain(|text| !text.is_empty());
        (!known.is_empty()).then(|| ["Người trình bày: ", &known.join(", ")].concat())
    }

    fn authority(&self) -> Authority {
        let Some(field) = self.slot(Slot::Authority) else { return Authority::Own };
        let value = self.text(&field.id);
        match (Authority::of(value), &field.kind) {
            (Authority::Own, FieldKind::Choice { choices }) => {
                Authority::of(label_of(choices, value).unwrap_or_default())
            }
            (known, _) => known,
        }
    }

    fn recipients(&self) -> Vec<Paragraph> {
        let lines = printed_lines(self.slot_text(Slot::Recipients));
        if lines.is_empty() {
            return vec![spacer(20, 2)];
        }
        let mut paragraphs = vec![line_of("Nơi nhận:", 24, true, true)];
        for (at, (_, line)) in lines.iter().enumerate() {
            let name = without_end(line.strip_prefix("- ").unwrap_or(line), &[';', '.', ',']);
            let stop = if at + 1 == lines.len() { "." } else { ";" };
            paragraphs.push(line_of(&["- ", name, stop].concat(), 22, false, false));
        }
        for paragraph in &mut paragraphs {
            paragraph.align = Align::Left;
        }
        paragraphs
    }

    fn signature(&mut self, left: Vec<Paragraph>, above: Vec<String>) {
        let mut right = Vec::new();
        for line in above {
            right.push(line_of(&line, self.size, true, false));
        }
        for _ in 0..ROOM_TO_SIGN {
            right.push(line_of("", self.size, false, false));
        }
        right.push(line_of(self.slot_text(Slot::Signer), self.size, true, false));
        let half = self.width / 2;
        let rows = vec![row(left, right)];
        self.push(table(false, vec![half, self.width - half], 108, rows), Origin::Frame);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(choice: &str, issuer: &str, title: &str, lines: &[&str]) {
        assert_eq!(Authority::of(choice).lines(issuer, title), lines);
    }

    #[test]
    fn who_signs_in_whose_name() {
        let commune = "Ủy ban nhân dân xã Tân Văn";
        check("tm", commune, "Chủ tịch", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        check("KT.", commune, "Phó Chủ tịch", &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        check("tl", commune, "Chánh Văn phòng", &["TL. CHỦ TỊCH", "CHÁNH VĂN PHÒNG"]);
        check("TUQ. (thừa ủy quyền)", commune, "Trưởng phòng", &["TUQ. CHỦ TỊCH", "TRƯỞNG PHÒNG"]);
        check("q", commune, "Chủ tịch", &["TM. ỦY BAN NHÂN DÂN", "Q. CHỦ TỊCH"]);
        check("khong", commune, "Chủ tịch", &["CHỦ TỊCH"]);
    }

    #[test]
    fn the_writer_s_own_spelling_stays() {
        check("tm", "Uỷ ban nhân dân huyện Bình Gia", "Chủ tịch", &["TM. UỶ BAN NHÂN DÂN", "CHỦ TỊCH"]);
        check("tm", "UBND xã Tân Văn", "Chủ tịch", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
    }

    #[test]
    fn an_agency_with_one_head_has_no_collective() {
        check("kt", "Sở Nội vụ", "Phó Giám đốc", &["KT. GIÁM ĐỐC", "PHÓ GIÁM ĐỐC"]);
        check("tl", "Sở Nội vụ", "Chánh Văn phòng", &["CHÁNH VĂN PHÒNG"]);
        check("tm", "", "", &[]);
    }

    #[test]
    fn a_title_of_several_lines_is_the_writer_s_own() {
        let commune = "Ủy ban nhân dân xã Tân Văn";
        check("tm", commune, "Ủy ban nhân dân\nChủ tịch", &["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH"]);
        check("kt", commune, "Chủ tịch\nPhó Chủ tịch", &["KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"]);
        check(
            "kt",
            commune,
            "TM. Ủy ban nhân dân\nKT. Chủ tịch\nPhó Chủ tịch",
            &["TM. ỦY BAN NHÂN DÂN", "KT. CHỦ TỊCH", "PHÓ CHỦ TỊCH"],
        );
        check("tl", "Sở Nội vụ", "Giám đốc\nChánh Văn phòng", &["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]);
    }
}
