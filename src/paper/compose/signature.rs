//! What stands below the text: nơi nhận, and who signs in whose name.

use crate::form::{FieldKind, Slot};
use crate::pagination::{Align, Block, Cell, CellMargin, Paragraph, Table, TableRow};
use crate::text::fold;

use super::header::collective;
use super::{Composer, Origin, capitals, line_of, lowered, printable, printed_lines, spacer};

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
        let mut titles: Vec<String> = printed_lines(title).map(|(_, line)| capitals(line)).collect();
        let is_abbreviated = titles
            .first()
            .is_some_and(|line| line.split_once(". ").is_some_and(|(start, _)| Self::of(start) != Self::Own));
        if is_abbreviated || self == Self::Own {
            return titles;
        }
        let mark = self.abbreviation();
        if titles.len() > 1 {
            titles[0].insert_str(0, mark);
            return titles;
        }
        let office = titles.pop().unwrap_or_default();
        let body = body_of(issuer);
        let collective = body.as_ref().map(|body| format!("TM. {body}"));
        let head = match office.strip_prefix("PHÓ ") {
            Some(head) => Some(head),
            None => body.is_some().then_some("CHỦ TỊCH"),
        };
        let head = head.map(|head| format!("{mark}{head}"));
        let lines = match self {
            Self::Own => [None, None, Some(office)],
            Self::Collective => {
                let issuer = (!issuer.is_empty()).then(|| format!("{mark}{}", capitals(issuer)));
                [None, collective.or(issuer), Some(office)]
            }
            Self::Deputy => [collective, head, Some(office)],
            Self::ByOrder | Self::Authorized => [None, head, Some(office)],
            Self::Acting if office.is_empty() => [None, collective, None],
            Self::Acting => [None, collective, Some(format!("{mark}{office}"))],
        };
        lines.into_iter().flatten().filter(|line| !line.is_empty()).collect()
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
        let known = [self.slot_text(Slot::Signer), &office, self.slot_text(Slot::UnitName)];
        let known: Vec<String> = known.into_iter().filter(|text| !text.is_empty()).map(printable).collect();
        (!known.is_empty()).then(|| format!("Người trình bày: {}", known.join(", ")))
    }

    fn authority(&self) -> Authority {
        let Some(field) = self.slot(Slot::Authority) else { return Authority::Own };
        let value = self.text(&field.id);
        let label = match &field.kind {
            FieldKind::Choice { choices } => choices.iter().find(|choice| choice.value == value),
            _ => None,
        };
        match Authority::of(value) {
            Authority::Own => label.map_or(Authority::Own, |choice| Authority::of(&choice.label)),
            known => known,
        }
    }

    fn recipients(&self) -> Vec<Paragraph> {
        let left = |paragraph| Paragraph { align: Align::Left, ..paragraph };
        let lines: Vec<&str> =
            printed_lines(self.slot_text(Slot::Recipients)).map(|(_, line)| line).collect();
        if lines.is_empty() {
            return vec![spacer(20, 2)];
        }
        let mut head = line_of("Nơi nhận:".to_owned(), 24, true, true);
        head.align = Align::Left;
        let list = lines.iter().enumerate().map(|(at, line)| {
            let name = line.strip_prefix("- ").unwrap_or(line).trim_end_matches([';', '.', ',']);
            let stop = if at + 1 == lines.len() { '.' } else { ';' };
            left(line_of(format!("- {}{stop}", printable(name)), 22, false, false))
        });
        [head].into_iter().chain(list).collect()
    }

    fn signature(&mut self, left: Vec<Paragraph>, above: Vec<String>) {
        let size = self.size;
        let mut right: Vec<Paragraph> =
            above.into_iter().map(|line| line_of(line, size, true, false)).collect();
        let empty = line_of(String::new(), size, false, false);
        right.extend(std::iter::repeat_n(empty, ROOM_TO_SIGN));
        right.push(line_of(printable(self.slot_text(Slot::Signer)), size, true, false));
        let half = self.width / 2;
        self.blocks.push(Block::Table(Table {
            borders: false,
            border_sz: 4,
            cols: vec![half, self.width - half],
            align: Align::Center,
            cell_margin: CellMargin { top: 0, left: 108, bottom: 0, right: 108 },
            rows: vec![TableRow { header: false, cells: vec![Cell { paras: left }, Cell { paras: right }] }],
        }));
        self.origins.push(Origin::Frame);
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
