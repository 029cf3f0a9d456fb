//! Compiled tables as a workbook for Excel: a sheet a table, with typed cells.
//!
//! Heads stay in view, are repeated on every printed page, and columns and rows are as large as what they hold: not every
//! program makes rows higher by itself. Texts are written as texts, so that none is taken for a formula. **Invariant:** equal tables, told the same moment, give equal bytes.

use std::borrow::Borrow;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, FormatUnderline, Url, Workbook,
    Worksheet, XlsxError,
};
use thiserror::Error;

use super::records::Naming;
use crate::office::PaperId;
use crate::office::compile::{Cell, Column, Compiled, CompiledRow, Decimal, Kind, Role, Value};
use crate::text::Date;

/// The most rows that a sheet has, the title, the note and the heads included.
const MOST_ROWS: usize = 1_048_576;

/// The most columns that a sheet has.
const MOST_COLUMNS: usize = 16_384;

/// The most letters of a cell, as UTF-16 counts them.
const MOST_LETTERS: usize = 32_767;

/// Ends a text that a cell is too small for.
const CUT: &str = "… (còn nữa)";

/// The most letters of a sheet's name.
const LONGEST_NAME: usize = 31;

/// The row of the heads; above it stand the title and the note.
const HEADS: u32 = 2;

/// The row of a table's first entry.
const FIRST: u32 = HEADS + 1;

/// Of more papers than so many a row says only how many they are.
const MOST_NAMED: usize = 5;

/// Widths of columns in letters: least, most, and most where texts are so long that they would not fit in the highest row.
const NARROWEST: usize = 8;
const WIDEST: usize = 50;
const WIDEST_OF_LONG: usize = 100;
const LONG: usize = 900;

/// The width of the column of numbers, and of the sources.
const ORDER: usize = 6;
const SOURCES: usize = 32;

/// So wide a table is still read when it is printed on one page's width; a wider one gets narrower columns, but none
/// narrower than this.
const PRINTED: usize = 220;
const CRAMPED: usize = 14;

/// The height of a line in points, and of the highest row that programs have.
const LINE: usize = 16;
const HIGHEST: usize = 409;

/// As people write them: Excel puts the dots and commas of its user's language.
const WHOLE: &str = "#,##0";
const DECIMALS: &str = "#,##0.##";
const YEAR: &str = "0";
const DAY: &str = "dd/mm/yyyy";

/// The paper size A4.
const A4: u8 = 9;

/// What the workbook says of itself.
#[derive(Clone, Copy)]
pub struct Written<'a> {
    /// What it is called.
    pub title: &'a str,
    /// When, as RFC 3339. What is no moment is left out: the file says 1970 then.
    pub at: &'a str,
    /// How papers are named in the last column.
    pub naming: Naming<'a>,
}

impl std::fmt::Debug for Written<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Written").field("title", &self.title).field("at", &self.at).finish_non_exhaustive()
    }
}

/// Why no workbook could be written.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Unwritten {
    /// A table has more rows or columns than a sheet.
    #[error("the table {id} is larger than a sheet")]
    TooLarge {
        /// The table.
        id: String,
    },
    /// The writer refused something.
    #[error(transparent)]
    Refused(#[from] XlsxError),
}

/// A workbook of these tables, with a list of them in front where there are several. Each is let go of once its sheet is
/// filled: whoever has no more use for them gives them away, and they are not in memory with the whole workbook.
///
/// # Errors
/// If a table is larger than a sheet.
pub fn xlsx<T: Borrow<Compiled>>(
    tables: impl IntoIterator<Item = T>,
    written: &Written<'_>,
) -> Result<Vec<u8>, Unwritten> {
    let tables: Vec<T> = tables.into_iter().collect();
    let all: Vec<&Compiled> = tables.iter().map(Borrow::borrow).collect();
    for table in &all {
        if table.rows.len() + 3 > MOST_ROWS || table.columns.len() + 2 > MOST_COLUMNS {
            return Err(Unwritten::TooLarge { id: table.id.clone() });
        }
    }
    let mut book = Workbook::new();
    let created = ExcelDateTime::from_timestamp(moment(written.at).unwrap_or_default())?;
    book.set_properties(&DocProperties::new().set_title(written.title).set_creation_datetime(&created));
    let names = names(&all);
    let looks = Looks::new();
    if all.len() > 1 {
        contents(book.add_worksheet(), written.title, &all, &names, &looks)?;
    }
    for (table, name) in tables.into_iter().zip(&names) {
        let sheet = book.add_worksheet();
        sheet.set_name(name)?;
        write(sheet, table.borrow(), written.naming, &looks)?;
    }
    Ok(book.save_to_buffer()?)
}

/// How cells look.
struct Looks {
    title: Format,
    note: Format,
    head: Format,
    order: Format,
    link: Format,
    entry: Kinds,
    total: Kinds,
}

/// How cells of each kind look in one kind of row.
struct Kinds {
    text: Format,
    whole: Format,
    decimals: Format,
    year: Format,
    day: Format,
}

impl Looks {
    fn new() -> Self {
        let plain = Format::new().set_font_name("Times New Roman").set_font_size(12).set_text_wrap();
        let bold = plain.clone().set_bold();
        let ruled = plain.clone().set_border(FormatBorder::Thin).set_align(FormatAlign::Top);
        let link =
            ruled.clone().set_font_color(Color::RGB(0x001F_4E99)).set_underline(FormatUnderline::Single);
        Self {
            title: bold.clone().set_font_size(13).set_align(FormatAlign::VerticalCenter),
            note: plain.set_italic().set_align(FormatAlign::Top),
            head: bold
                .set_align(FormatAlign::Center)
                .set_align(FormatAlign::VerticalCenter)
                .set_background_color(Color::RGB(0x00E7_EDF5))
                .set_border(FormatBorder::Thin),
            order: ruled.clone().set_num_format(WHOLE).set_align(FormatAlign::Center),
            link,
            total: Kinds::of(&ruled.clone().set_bold()),
            entry: Kinds::of(&ruled),
        }
    }

    fn of(&self, role: Role) -> &Kinds {
        match role {
            Role::Entry => &self.entry,
            Role::Total => &self.total,
        }
    }
}

impl Kinds {
    fn of(look: &Format) -> Self {
        let with = |format: &str| look.clone().set_num_format(format);
        // A text stays one when somebody edits it.
        let text = with("@").set_align(FormatAlign::Left).set_indent(1);
        let number = |format: &str| with(format).set_align(FormatAlign::Right).set_indent(1);
        let centred = |format: &str| with(format).set_align(FormatAlign::Center);
        Self {
            text,
            whole: number(WHOLE),
            decimals: number(DECIMALS),
            year: centred(YEAR),
            day: centred(DAY),
        }
    }

    fn number(&self, kind: Kind, number: Decimal) -> &Format {
        match kind {
            Kind::Year => &self.year,
            _ if number.is_whole() => &self.whole,
            _ => &self.decimals,
        }
    }
}

fn write(
    sheet: &mut Worksheet,
    table: &Compiled,
    naming: Naming<'_>,
    looks: &Looks,
) -> Result<(), XlsxError> {
    let last = column_number(table.columns.len() + usize::from(table.numbered));
    let widths = widths(table);
    let room = widths.iter().sum::<usize>() + if table.numbered { ORDER } else { 0 };
    line(sheet, 0, last, room * 4 / 7, &table.title, &looks.title)?;
    line(sheet, 1, last, room, table.note.as_deref().unwrap_or_default(), &looks.note)?;
    let first = u16::from(table.numbered);
    if table.numbered {
        sheet.write_string_with_format(HEADS, 0, "STT", &looks.head)?;
        sheet.set_column_width(0, column_width(ORDER))?;
    }
    let heads = table.columns.iter().zip(&widths).map(|(column, width)| lines(&column.title, width - 2));
    sheet.set_row_height(HEADS, height(heads.max().unwrap_or(1)))?;
    for (column, at) in table.columns.iter().zip(first..) {
        sheet.write_string_with_format(HEADS, at, &column.title, &looks.head)?;
    }
    sheet.write_string_with_format(HEADS, last, "Nguồn", &looks.head)?;

    let mut number = 0;
    for (row, at) in table.rows.iter().zip(FIRST..) {
        let look = looks.of(row.role);
        if table.numbered {
            if row.role == Role::Entry {
                number += 1;
                sheet.write_number_with_format(at, 0, number, &looks.order)?;
            } else {
                sheet.write_blank(at, 0, &looks.order)?;
            }
        }
        let mut tallest = 1;
        for ((cell, column), place) in row.cells.iter().zip(&table.columns).zip(first..) {
            write_cell(sheet, (at, place), cell, column.kind, look)?;
            let width = widths.get(usize::from(place - first)).copied().unwrap_or(NARROWEST);
            if let Value::Text(text) = &cell.value {
                tallest = tallest.max(lines(text, width));
            }
        }
        let named = sources(row, naming);
        tallest = tallest.max(lines(&named, widths.last().copied().unwrap_or(SOURCES)));
        sheet.write_string_with_format(at, last, cut(&named), &look.text)?;
        sheet.set_row_height(at, height(tallest))?;
    }

    for (width, place) in widths.iter().zip(first..) {
        sheet.set_column_width(place, column_width(*width))?;
    }
    sheet.set_freeze_panes(FIRST, first + 1)?;
    sheet.set_repeat_rows(HEADS, HEADS)?;
    printed(sheet);
    Ok(())
}

/// On A4 that lies, all columns on a page's width, with the number of each page.
fn printed(sheet: &mut Worksheet) {
    sheet.set_landscape().set_paper_size(A4).set_print_fit_to_pages(1, 0);
    sheet.set_margins(0.4, 0.4, 0.5, 0.6, 0.3, 0.3);
    sheet.set_footer("&C&\"Times New Roman,Regular\"&10Trang &P/&N");
}

/// A line over all columns, which together are so wide.
fn line(
    sheet: &mut Worksheet,
    row: u32,
    last: u16,
    room: usize,
    text: &str,
    look: &Format,
) -> Result<(), XlsxError> {
    if last == 0 {
        sheet.write_string_with_format(row, 0, cut(text), look)?;
    } else {
        sheet.merge_range(row, 0, row, last, &cut(text), look)?;
    }
    sheet.set_row_height(row, height(lines(text, room)))?;
    Ok(())
}

fn write_cell(
    sheet: &mut Worksheet,
    (row, place): (u32, u16),
    cell: &Cell,
    kind: Kind,
    look: &Kinds,
) -> Result<(), XlsxError> {
    let text = match &cell.value {
        Value::Empty => {
            sheet.write_blank(row, place, &look.text)?;
            return Ok(());
        }
        Value::Text(text) => cut(text),
        Value::Number(number) => {
            if let Some(float) = float(*number) {
                sheet.write_number_with_format(row, place, float, look.number(kind, *number))?;
                return Ok(());
            }
            number.to_string()
        }
        Value::Date(day) => {
            // Excel's calendar begins in 1900.
            if let Ok(excel) = ExcelDateTime::parse_from_str(&day.iso()) {
                sheet.write_datetime_with_format(row, place, &excel, &look.day)?;
                return Ok(());
            }
            day.to_string()
        }
    };
    sheet.write_string_with_format(row, place, text, &look.text)?;
    Ok(())
}

/// The float that a number is nearest to; none where that would show other digits.
fn float(number: Decimal) -> Option<f64> {
    let plain = number.plain('.');
    let digits = plain.bytes().filter(u8::is_ascii_digit).count();
    plain.parse().ok().filter(|_| digits <= 16)
}

/// The papers of a row, by name, or how many they are.
fn sources(row: &CompiledRow, naming: Naming<'_>) -> String {
    let mut papers: Vec<PaperId> = row.cells.iter().flat_map(|cell| cell.sources.iter().copied()).collect();
    papers.sort_unstable();
    papers.dedup();
    if papers.len() > MOST_NAMED {
        return format!("{} văn bản", papers.len());
    }
    papers.into_iter().map(naming).collect::<Vec<_>>().join("; ")
}

/// A text as a cell can hold it.
fn cut(text: &str) -> String {
    if text.len() <= MOST_LETTERS || text.encode_utf16().count() <= MOST_LETTERS {
        return text.to_owned();
    }
    let most = MOST_LETTERS - CUT.encode_utf16().count();
    let mut cut = String::new();
    let mut letters = 0;
    for letter in text.chars() {
        letters += letter.len_utf16();
        if letters > most {
            break;
        }
        cut.push(letter);
    }
    cut + CUT
}

/// How wide each column is, that of the sources last.
fn widths(table: &Compiled) -> Vec<usize> {
    let own = table.columns.iter().zip(0..).map(|(column, at)| width(table, column, at));
    let mut widths: Vec<usize> = own.chain([SOURCES]).collect();
    for most in (CRAMPED..=WIDEST).rev() {
        if widths.iter().sum::<usize>() <= PRINTED {
            break;
        }
        widths.iter_mut().for_each(|width| *width = (*width).min(most));
    }
    widths
}

/// How many lines a text takes, broken between words. Letters are narrower than the digits that widths are counted in.
fn lines(text: &str, width: usize) -> usize {
    let width = width * 23 / 20;
    let mut lines = 0;
    for line in text.lines() {
        lines += 1;
        let mut filled = 0;
        for word in line.split(' ') {
            let letters = word.chars().count();
            if filled > 0 && filled + letters > width {
                lines += 1;
                filled = 0;
            }
            // A word that is longer than a line is broken.
            lines += letters.saturating_sub(1) / width.max(1);
            filled += letters + 1;
        }
    }
    lines.max(1)
}

/// The height of so many lines, in points.
fn height(lines: usize) -> u32 {
    u32::try_from((lines * LINE + 2).min(HIGHEST)).unwrap_or_default()
}

fn column_width(letters: usize) -> u32 {
    u32::try_from(letters).unwrap_or_default()
}

/// As wide as the longest line that the column holds, within bounds.
fn width(table: &Compiled, column: &Column, at: usize) -> usize {
    let head = column.title.split(' ').map(|word| word.chars().count()).max().unwrap_or_default();
    let longest = |row: &CompiledRow| {
        let shown = column.shown(&row.cells[at]);
        shown.lines().map(|line| line.chars().count()).max().unwrap_or_default()
    };
    let widest = table.rows.iter().map(longest).max().unwrap_or_default();
    let is_long =
        |row: &CompiledRow| matches!(&row.cells[at].value, Value::Text(text) if text.chars().count() > LONG);
    let most = if table.rows.iter().any(is_long) { WIDEST_OF_LONG } else { WIDEST };
    (widest.max(head) + 2).clamp(NARROWEST, most)
}

fn column_number(at: usize) -> u16 {
    u16::try_from(at).unwrap_or(u16::MAX)
}

/// Names of sheets, each once: the tables' ids, as far as there is room.
fn names(tables: &[&Compiled]) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    for table in tables {
        let mut name: String = table.id.chars().take(LONGEST_NAME).collect();
        let mut number = 2;
        while names.iter().any(|known| known.eq_ignore_ascii_case(&name)) {
            let end = format!("~{number}");
            name = table.id.chars().take(LONGEST_NAME - end.len()).collect::<String>() + &end;
            number += 1;
        }
        names.push(name);
    }
    names
}

/// The list of the tables, each with the way there.
fn contents(
    sheet: &mut Worksheet,
    title: &str,
    tables: &[&Compiled],
    names: &[String],
    looks: &Looks,
) -> Result<(), XlsxError> {
    let widths = [ORDER, 90, 34, 10];
    sheet.set_name("Mục lục")?;
    line(sheet, 0, 3, widths.iter().sum::<usize>() * 4 / 7, title, &looks.title)?;
    for (head, at) in ["STT", "Bảng", "Trang tính", "Số dòng"].into_iter().zip(0..) {
        sheet.write_string_with_format(HEADS, at, head, &looks.head)?;
    }
    let (text, number) = (&looks.entry.text, &looks.entry.whole);
    for (((table, name), row), order) in tables.iter().zip(names).zip(FIRST..).zip(1_u32..) {
        sheet.write_number_with_format(row, 0, order, &looks.order)?;
        sheet.write_string_with_format(row, 1, cut(&table.title), text)?;
        sheet.set_row_height(row, height(lines(&table.title, 66)))?;
        let link = Url::new(format!("internal:'{name}'!A1")).set_text(name);
        sheet.write_url_with_format(row, 2, link, &looks.link)?;
        let rows = u32::try_from(table.entries().count()).unwrap_or(u32::MAX);
        sheet.write_number_with_format(row, 3, rows, number)?;
    }
    for (width, at) in widths.into_iter().zip(0..) {
        sheet.set_column_width(at, column_width(width))?;
    }
    sheet.set_freeze_panes(FIRST, 0)?;
    printed(sheet);
    Ok(())
}

/// The seconds since 1970 of a moment of RFC 3339.
fn moment(text: &str) -> Option<i64> {
    let day = Date::parse_iso(text)?.days_since(Date::new(1970, 1, 1)?);
    let pair = |at: usize| text.get(at..at + 2)?.parse::<i64>().ok();
    let seconds = pair(11)? * 3600 + pair(14)? * 60 + pair(17)?;
    let zone = text.get(19..)?;
    let zone = zone.get(zone.find(['Z', '+', '-'])?..)?;
    let beyond = match zone.split_at_checked(1)? {
        ("Z", "") => 0,
        (sign, clock) => {
            let (hours, minutes) = clock.split_once(':')?;
            let size = hours.parse::<i64>().ok()? * 3600 + minutes.parse::<i64>().ok()? * 60;
            if sign == "-" { -size } else { size }
        }
    };
    Some(i64::from(day) * 86_400 + seconds - beyond)
}
