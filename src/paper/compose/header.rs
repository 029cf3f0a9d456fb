//! What stands above the text: agencies, Quốc hiệu, số, place and date, the document's name.

use crate::form::Slot;
use crate::pagination::{Align, Paragraph, Twips};
use crate::text::{Date, fold};

use super::{
    Bearer, Composer, Frame, Origin, capitals, line_of, printed_lines, printed_width, row, rule, spacer,
    table,
};

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Space left and right of a header cell's text.
pub(super) const CELL_SIDE: Twips = 57;

/// A year of this century whose last digits are left to the pen: spaces at the end of a line would take no room.
const OPEN_YEAR: &str = "20\u{a0}\u{a0}\u{a0}\u{a0}\u{a0}";

/// Sizes of the header in half-points: the decree's larger ones go with a body of 14 pt, the smaller with less.
struct Sizes {
    /// Agencies and Quốc hiệu.
    name: u32,
    /// Tiêu ngữ, place and date.
    motto: u32,
    /// The width of a column that holds Quốc hiệu on one line, in twips.
    country: Twips,
}

impl Sizes {
    fn of(body: u32) -> Self {
        if body >= 28 {
            Self { name: 26, motto: 28, country: 5570 }
        } else {
            Self { name: 24, motto: 26, country: 5150 }
        }
    }
}

impl Composer<'_> {
    /// Agencies left, Quốc hiệu right, as of Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.
    pub(super) fn agency_header(&mut self) {
        let sizes = Sizes::of(self.size);
        let right = sizes.country;
        let left = self.width - right;
        let inside = left - 2 * CELL_SIDE;

        let mut agencies = Vec::new();
        for line in agency_lines(self.slot_text(Slot::ParentAgency), sizes.name, false, inside) {
            agencies.push(line_of(&line, sizes.name, false, false));
        }
        let mut widest = None;
        for line in agency_lines(self.slot_text(Slot::Issuer), sizes.name, true, inside) {
            widest = widest.max(Some(printed_width(&line, sizes.name, true)));
            agencies.push(line_of(&line, sizes.name, true, false));
        }
        agencies.push(match widest {
            Some(width) => rule(width.min(inside) * 2 / 5, inside),
            None => spacer(120, 4),
        });

        let country = country(&sizes, right - 2 * CELL_SIDE).into();
        let number = self.number_line(26);
        let date = line_of(&self.place_and_date(), sizes.motto, false, true);
        let rows = vec![row(agencies, country), row(vec![number], vec![date])];
        self.push(table(false, vec![left, right], CELL_SIDE, rows), Origin::Frame(Frame::Header));
        self.title();
        self.addressee();
    }

    /// Quốc hiệu and Tiêu ngữ in the middle, then place and date, and below the title who presents the paper.
    pub(super) fn person_header(&mut self) {
        let sizes = Sizes::of(self.size);
        for line in country(&sizes, self.width) {
            self.frame(Frame::Header, line);
        }
        let mut date = line_of(&self.place_and_date(), sizes.motto, false, true);
        date.align = Align::Right;
        self.frame(Frame::Header, date);
        self.title();
        if let Some(presenter) = self.presenter() {
            let mut line = line_of(&presenter, self.size, false, true);
            line.after = 120;
            self.frame(Frame::Byline, line);
        }
        self.addressee();
    }

    /// "Số: …", or nothing where the form has no number.
    pub(super) fn number_line(&self, size: u32) -> Paragraph {
        match self.number() {
            Some(number) => line_of(&["Số: ", &number].concat(), size, false, false),
            None => spacer(20, 2),
        }
    }

    /// "05/BC-UBND", with room for a pen where there is no number yet; none where the form has no number. A paper of
    /// the Youth Union has a hyphen there: "70-KH/TĐTN-TCKT".
    pub(super) fn number(&self) -> Option<String> {
        self.slot(Slot::Number).or(self.slot(Slot::Symbol))?;
        let mark = if self.bearer == Bearer::YouthUnion { '-' } else { '/' };
        let (zero, number) = match self.slot_text(Slot::Number) {
            "" => ("", "     "),
            digit if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => ("0", digit),
            number => ("", number),
        };
        let symbol = self.slot_text(Slot::Symbol).trim_start_matches([mark, ' ']);
        let has_symbol = number.contains('/') && symbol.is_empty();
        let number = if has_symbol { number } else { number.trim_end_matches(mark) };
        let mut text = [zero, number].concat();
        if !has_symbol {
            text.push(mark);
        }
        Some(text + symbol)
    }

    /// "Bình Gia, ngày 05 tháng 9 năm 2020", with room for a pen where there is no date yet.
    pub(super) fn place_and_date(&self) -> String {
        match self.slot_text(Slot::Place) {
            "" => self.date(),
            place => [place, ", ", &self.date()].concat(),
        }
    }

    /// The day of signing. Where it is open, the year is that of the deadline's last day; without a deadline its
    /// last digits are left to the pen too.
    pub(super) fn date(&self) -> String {
        if let Some(date) = Date::parse_typed(self.slot_text(Slot::SignedOn)) {
            return date.in_words();
        }
        let year = self.plan.deadline(self.form).map(|deadline| deadline.last_safe_day().year().to_string());
        ["ngày     tháng     năm ", year.as_deref().unwrap_or(OPEN_YEAR)].concat()
    }

    /// The document's name and its subject above a rule.
    pub(super) fn title(&mut self) {
        let subject = self.slot_text(Slot::Subject);
        let mut name = line_of(&self.form.document_name, 28, true, false);
        name.before = 240;
        name.keep_next = true;
        if subject.is_empty() {
            name.after = 120;
            return self.frame(Frame::Title, name);
        }
        self.frame(Frame::Title, name);
        let length = printed_width(subject, self.size, true).min(self.width) * 2 / 5;
        let mut line = line_of(subject, self.size, true, false);
        line.keep_next = true;
        self.frame(Frame::Subject, line);
        let mut below = rule(length, self.width);
        below.after = 120;
        self.frame(Frame::Gap, below);
    }

    /// "Kính gửi: …": one in the middle, several as a list.
    pub(super) fn addressee(&mut self) {
        let lines = printed_lines(self.slot_text(Slot::Addressee));
        if let [(_, one)] = lines[..] {
            let mut line = line_of(&["Kính gửi: ", one].concat(), self.size, false, false);
            line.after = 120;
            return self.frame(Frame::Addressee, line);
        }
        for (at, (_, line)) in lines.iter().enumerate() {
            if at == 0 {
                self.frame(Frame::Addressee, self.addressee_line("Kính gửi:", 1701));
            }
            let mark = if line.starts_with("- ") { "" } else { "- " };
            let mut line = self.addressee_line(&[mark, line].concat(), 2268);
            if at + 1 == lines.len() {
                line.after = 120;
            }
            self.frame(Frame::Addressee, line);
        }
    }

    fn addressee_line(&self, text: &str, left: Twips) -> Paragraph {
        let mut line = line_of(text, self.size, false, false);
        line.align = Align::Left;
        line.ind.left = left;
        line
    }
}

/// Quốc hiệu and Tiêu ngữ, with the rule below.
fn country(sizes: &Sizes, width: Twips) -> [Paragraph; 3] {
    [
        line_of(COUNTRY, sizes.name, true, false),
        line_of(MOTTO, sizes.motto, true, false),
        rule(printed_width(MOTTO, sizes.motto, true), width),
    ]
}

/// An agency's name in capitals; the name of a place has a line of its own below "ỦY BAN NHÂN DÂN". A line that is too
/// wide becomes two.
pub(super) fn agency_lines(name: &str, size: u32, bold: bool, width: Twips) -> Vec<String> {
    let (body, place) = collective(name).unwrap_or((name, ""));
    let mut lines = Vec::new();
    for line in [body, place] {
        let line = capitals(line);
        let is_wide = printed_width(&line, size, bold) > width;
        match halves(&line, size, bold, width).filter(|_| is_wide) {
            Some((first, second)) => lines.extend([first.to_owned(), second.to_owned()]),
            None if line.is_empty() => {}
            None => lines.push(line),
        }
    }
    lines
}

/// The halves of a line of several words: parted before "VÀ" or after a mark where both then fit, else such that the
/// wider is as narrow as can be.
fn halves(line: &str, size: u32, bold: bool, width: Twips) -> Option<(&str, &str)> {
    let spaces = line.match_indices(' ').filter_map(|(at, _)| line.split_at_checked(at));
    let halves = spaces.map(|(first, second)| (first, second.trim_start()));
    halves.min_by_key(|(first, second)| {
        let wider = printed_width(first, size, bold).max(printed_width(second, size, bold));
        let is_joint = second.starts_with("VÀ ") || first.ends_with(['-', ',']);
        (wider > width, !is_joint, wider)
    })
}

/// Splits the name of a collective body, in the writer's own spelling, from the name of its place.
pub(super) fn collective(name: &str) -> Option<(&str, &str)> {
    let end = name.match_indices(char::is_whitespace).map(|(at, _)| at).chain([name.len()]).nth(3)?;
    let (body, place) = name.split_at_checked(end)?;
    matches!(fold(body).as_str(), "uy ban nhan dan" | "hoi dong nhan dan").then(|| (body, place.trim()))
}
