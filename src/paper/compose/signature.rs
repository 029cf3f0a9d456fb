//! What stands below the text: nơi nhận, and who signs in whose name.

use crate::form::{FieldKind, Slot};
use crate::pagination::{Align, Paragraph, Twips};
use crate::text::fold;

use super::header::collective;
use super::youth_union::standing_board;
use super::{
    Bearer, Composer, Frame, Origin, SLACK, capitals, label_of, line_of, lowered, printed_lines,
    printed_width, row, spacer, table, without_end,
};

/// Empty lines for a signature and a seal.
const ROOM_TO_SIGN: usize = 4;

/// Space left and right of the text.
const CELL_SIDE: Twips = 108;

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
    fn lines(self, bearer: Bearer, issuer: &str, title: &str) -> Vec<String> {
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
        let is_union = bearer == Bearer::YouthUnion;
        let body = match body_of(issuer) {
            _ if is_union => standing_board(issuer),
            None if self == Self::Collective => capitals(issuer),
            body => body.unwrap_or_default(),
        };
        let head = match office.strip_prefix("PHÓ ") {
            Some(head) => head,
            None if body.is_empty() => "",
            None if is_union => "BÍ THƯ",
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
        match self {
            // In the Union it is the board that gives orders and authority.
            Self::ByOrder | Self::Authorized if is_union => line(mark, &body),
            Self::Deputy | Self::ByOrder | Self::Authorized => line(mark, head),
            Self::Own | Self::Collective | Self::Acting => {}
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
    pub(super) fn body_signature(&mut self) {
        let (issuer, title) = (self.slot_text(Slot::Issuer), self.slot_text(Slot::SignerTitle));
        let above = self.authority().lines(self.bearer, issuer, title);
        let recipients = self.recipients();
        self.signature(recipients, above);
    }

    /// The signature of whose paper it is.
    pub(super) fn person_signature(&mut self) {
        self.signature(vec![spacer(20, 2)], vec![capitals(self.person())]);
    }

    /// What the person is to the paper, as its name says.
    fn person(&self) -> &'static str {
        let name = fold(&self.form.document_name);
        let known = [
            ("tham luan", "Người trình bày"),
            ("tu danh gia", "Người tự đánh giá"),
            ("dang ky", "Người đăng ký"),
            ("bao cao", "Người báo cáo"),
            ("y kien", "Người góp ý"),
        ];
        known.iter().find(|(words, _)| name.contains(words)).map_or("Người viết", |(_, person)| person)
    }

    /// "Người trình bày: …, đội viên Đề án 500, xã …": name, office and unit, those that are known.
    pub(super) fn presenter(&self) -> Option<String> {
        let office = lowered(self.slot_text(Slot::SignerTitle));
        let mut known = vec![self.slot_text(Slot::Signer), &office, self.slot_text(Slot::UnitName)];
        known.retain(|text| !text.is_empty());
        (!known.is_empty()).then(|| [self.person(), ": ", &known.join(", ")].concat())
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

    /// Each has a half of the width; in whose name it is signed may take more, to stay on one line.
    fn signature(&mut self, left: Vec<Paragraph>, above: Vec<String>) {
        let half = self.width / 2;
        let mut widest = half;
        let mut right = Vec::new();
        for line in above {
            widest = widest.max(printed_width(&line, self.size, true) + 2 * CELL_SIDE + SLACK);
            right.push(line_of(&line, self.size, true, false));
        }
        for _ in 0..ROOM_TO_SIGN {
            right.push(line_of("", self.size, false, false));
        }
        right.push(line_of(self.slot_text(Slot::Signer), self.size, true, false));
        let rows = vec![row(left, right)];
        let left = half.min(self.width - widest.min(self.width * 3 / 5));
        self.push(
            table(false, vec![left, self.width - left], CELL_SIDE, rows),
            Origin::Frame(Frame::Signature),
        );
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(choice: &str, issuer: &str, title: &str, lines: &[&str]) {
        assert_eq!(Authority::of(choice).lines(Bearer::Agency, issuer, title), lines);
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
    fn the_youth_union_signs_for_its_standing_board() {
        let check = |choice, issuer, title, lines: &[&str]| {
            assert_eq!(Authority::of(choice).lines(Bearer::YouthUnion, issuer, title), lines);
        };
        let district = "BCH Đoàn huyện Bảo Lạc";
        let board = "TM. BAN THƯỜNG VỤ HUYỆN ĐOÀN";
        check("tm", district, "Bí thư", &[board, "BÍ THƯ"]);
        check("tm", "BCH ĐOÀN TỈNH CAO BẰNG", "Bí thư", &["TM. BAN THƯỜNG VỤ TỈNH ĐOÀN", "BÍ THƯ"]);
        check("tm", "Đoàn Khối các cơ quan", "Bí thư", &["TM. BAN THƯỜNG VỤ", "BÍ THƯ"]);
        check("kt", district, "Phó Bí thư", &[board, "KT. BÍ THƯ", "PHÓ BÍ THƯ"]);
        check("q", district, "Bí thư", &[board, "Q. BÍ THƯ"]);
        check("tl", district, "Chánh Văn phòng", &["TL. BAN THƯỜNG VỤ HUYỆN ĐOÀN", "CHÁNH VĂN PHÒNG"]);
        check(
            "tm",
            district,
            "Ban Chấp hành huyện Đoàn\nBí thư",
            &["TM. BAN CHẤP HÀNH HUYỆN ĐOÀN", "BÍ THƯ"],
        );
        check("khong", district, "Bí thư", &["BÍ THƯ"]);
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
