//! What stands above the text: agencies, Quốc hiệu, số, place and date, the document's name.

use crate::form::Slot;
use crate::pagination::{Align, Block, Cell, CellMargin, Indent, Paragraph, Table, TableRow, Twips};
use crate::text::{Date, fold};

use super::{Composer, Origin, capitals, line_of, printable, printed_lines, printed_width, rule, spacer};

const COUNTRY: &str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM";
const MOTTO: &str = "Độc lập - Tự do - Hạnh phúc";

/// Space left and right of a header cell's text.
const CELL_SIDE: Twips = 57;

/// Sizes of the header in half-points: the decree's larger ones go with a body of 14 pt, the smaller with less.
struct Sizes {
    /// Agencies and Quốc hiệu.
    name: u32,
    /// Tiêu ngữ, place and date.
    motto: u32,
}

impl Sizes {
    fn of(body: u32) -> Self {
        if body >= 28 { Self { name: 26, motto: 28 } } else { Self { name: 24, motto: 26 } }
    }

    /// As wide as Quốc hiệu needs on one line.
    fn country_column(&self) -> Twips {
        if self.name >= 26 { 5570 } else { 5150 }
    }

    fn motto_width(&self) -> Twips {
        printed_width(MOTTO, self.motto, true)
    }
}

impl Composer<'_> {
    /// Agencies left, Quốc hiệu right, as of Nghị định 30/2020/NĐ-CP, Phụ lục I, mục II.
    pub(super) fn agency_header(&mut self) {
        let sizes = Sizes::of(self.size);
        let right = sizes.country_column();
        let left = self.width - right;
        let inside = |column: Twips| column - 2 * CELL_SIDE;

        let mut agencies: Vec<Paragraph> = agency_lines(self.slot_text(Slot::ParentAgency))
            .map(|line| line_of(line, sizes.name, false, false))
            .collect();
        let issuer: Vec<String> = agency_lines(self.slot_text(Slot::Issuer)).collect();
        let width = issuer.iter().map(|line| printed_width(line, sizes.name, true)).max();
        agencies.extend(issuer.into_iter().map(|line| line_of(line, sizes.name, true, false)));
        agencies.push(match width {
            Some(width) => rule(width.min(inside(left)) * 2 / 5, inside(left)),
            None => spacer(120, 4),
        });

        let mut country = self.country(&sizes);
        country.push(rule(sizes.motto_width(), inside(right)));
        let number = self.number().map(|number| line_of(number, 26, false, false));
        let date = line_of(self.place_and_date(), sizes.motto, false, true);
        let number = number.unwrap_or_else(|| spacer(20, 2));
        self.blocks.push(Block::Table(Table {
            borders: false,
            border_sz: 4,
            cols: vec![left, right],
            align: Align::Center,
            cell_margin: CellMargin { top: 0, left: CELL_SIDE, bottom: 0, right: CELL_SIDE },
            rows: vec![row(agencies, country), row(vec![number], vec![date])],
        }));
        self.origins.push(Origin::Frame);
        self.title();
        self.addressee();
    }

    /// Quốc hiệu and Tiêu ngữ in the middle, then place and date, and below the title who presents the paper.
    pub(super) fn person_header(&mut self) {
        let sizes = Sizes::of(self.size);
        for line in self.country(&sizes) {
            self.push(line, Origin::Frame);
        }
        self.push(rule(sizes.motto_width(), self.width), Origin::Frame);
        let date = line_of(self.place_and_date(), sizes.motto, false, true);
        self.push(Paragraph { align: Align::Right, ..date }, Origin::Frame);
        self.title();
        if let Some(presenter) = self.presenter() {
            let line = line_of(presenter, self.size, false, true);
            self.push(Paragraph { after: 120, ..line }, Origin::Frame);
        }
        self.addressee();
    }

    fn country(&self, sizes: &Sizes) -> Vec<Paragraph> {
        vec![
            line_of(COUNTRY.to_owned(), sizes.name, true, false),
            line_of(MOTTO.to_owned(), sizes.motto, true, false),
        ]
    }

    /// "Số: 05/BC-UBND", with room for a pen where there is no number yet; none where the form has no number.
    fn number(&self) -> Option<String> {
        self.slot(Slot::Number).or(self.slot(Slot::Symbol))?;
        let number = match self.slot_text(Slot::Number) {
            "" => "     ".to_owned(),
            digit if digit.len() == 1 && digit.as_bytes()[0].is_ascii_digit() => format!("0{digit}"),
            number => printable(number),
        };
        let symbol = printable(self.slot_text(Slot::Symbol));
        let has_symbol = number.contains('/') && symbol.is_empty();
        Some(if has_symbol { format!("Số: {number}") } else { format!("Số: {number}/{symbol}") })
    }

    /// "Bình Gia, ngày 05 tháng 9 năm 2020", with room for a pen where there is no date yet.
    fn place_and_date(&self) -> String {
        let date = match Date::parse_typed(self.slot_text(Slot::SignedOn)) {
            Some(date) => date.in_words(),
            None => {
                let year = self.plan.deadline(self.form).map(|deadline| deadline.before.year().to_string());
                format!("ngày     tháng     năm {}", year.as_deref().unwrap_or("      "))
            }
        };
        match self.slot_text(Slot::Place) {
            "" => date,
            place => format!("{}, {date}", printable(place)),
        }
    }

    fn title(&mut self) {
        let subject = printable(self.slot_text(Slot::Subject));
        let after = if subject.is_empty() { 120 } else { 0 };
        let name = line_of(printable(&self.form.document_name), 28, true, false);
        self.push(Paragraph { before: 240, after, keep_next: true, ..name }, Origin::Frame);
        if !subject.is_empty() {
            let length = printed_width(&subject, self.size, true).min(self.width) * 2 / 5;
            let subject = line_of(subject, self.size, true, false);
            self.push(Paragraph { keep_next: true, ..subject }, Origin::Frame);
            self.push(Paragraph { after: 120, ..rule(length, self.width) }, Origin::Frame);
        }
    }

    /// "Kính gửi: …": one in the middle, several as a list.
    fn addressee(&mut self) {
        let lines: Vec<&str> = printed_lines(self.slot_text(Slot::Addressee)).map(|(_, line)| line).collect();
        match lines[..] {
            [] => {}
            [one] => {
                let line = line_of(format!("Kính gửi: {}", printable(one)), self.size, false, false);
                self.push(Paragraph { after: 120, ..line }, Origin::Frame);
            }
            [.., last] => {
                let left = |text, left| Paragraph {
                    align: Align::Left,
                    ind: Indent { left, right: 0, first: 0 },
                    ..line_of(text, self.size, false, false)
                };
                let head = left("Kính gửi:".to_owned(), 1701);
                let list: Vec<Paragraph> = lines
                    .iter()
                    .map(|line| {
                        let after = if std::ptr::eq(*line, last) { 120 } else { 0 };
                        let text = if line.starts_with("- ") {
                            printable(line)
                        } else {
                            format!("- {}", printable(line))
                        };
                        Paragraph { after, ..left(text, 2268) }
                    })
                    .collect();
                self.push(head, Origin::Frame);
                for line in list {
                    self.push(line, Origin::Frame);
                }
            }
        }
    }
}

fn row(left: Vec<Paragraph>, right: Vec<Paragraph>) -> TableRow {
    TableRow { header: false, cells: vec![Cell { paras: left }, Cell { paras: right }] }
}

/// An agency's name in capitals; the name of a place has a line of its own below "ỦY BAN NHÂN DÂN".
fn agency_lines(name: &str) -> impl Iterator<Item = String> {
    let (body, place) = match collective(name) {
        Some((body, place)) if !place.is_empty() => (body, Some(place)),
        _ => (name, None),
    };
    [Some(body), place].into_iter().flatten().filter(|line| !line.is_empty()).map(capitals)
}

/// Splits the name of a collective body, in the writer's own spelling, from the name of its place.
pub(super) fn collective(name: &str) -> Option<(&str, &str)> {
    let end = name.match_indices(char::is_whitespace).map(|(at, _)| at).chain([name.len()]).nth(3)?;
    let (body, place) = name.split_at_checked(end)?;
    matches!(fold(body).as_str(), "uy ban nhan dan" | "hoi dong nhan dan").then(|| (body, place.trim()))
}
