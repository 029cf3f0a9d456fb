//! The book of a conference (kỷ yếu): a cover, the contents with page numbers, and each paper as it prints.
//!
//! Pages are counted through the whole book; the first page of a paper shows no number, as in the paper itself.
//! **Invariant:** nothing of a paper is laid out anew: its lines and pages are those that it has by itself.

use std::sync::Arc;

use super::Properties;
use crate::office::{Judged, Register};
use crate::pagination::{
    Align, Block, Cell, CellMargin, Document, Header, Indent, LineCache, LineHeight, LineRule, Mark, PageBox,
    Paragraph, Run, Table, TableRow, Twips, layout,
};
use crate::paper::{Frame, Origin, Press, Printed, PrintedPart};
use crate::plan::Plan;
use crate::text::{OrderKey, order_key, upper};

/// How the forms begin whose papers are bound, by plan.
const BOUND: [(&str, &str); 1] = [("000", "000-TL")];

/// What it is called.
const TITLE: &str = "KỶ YẾU HỘI NGHỊ";

/// A4 with the usual margins, and its page number.
const PAGE: PageBox =
    PageBox { width: 11_906, height: 16_838, top: 1134, bottom: 1134, left: 1701, right: 1134 };
const HEADER: Header = Header { distance: 567, size: 28, before: 0 };

/// The columns of the contents: number, paper, page.
const COLUMNS: [Twips; 3] = [850, 7221, 1000];

/// Sizes in half-points.
const BODY: u32 = 28;
const LARGE: u32 = 52;

/// A paper in the book.
struct Chapter {
    /// As the contents list it.
    name: String,
    printed: Printed,
}

/// Whether the papers of a plan make a book.
#[must_use]
pub fn has_book(plan: &Plan) -> bool {
    BOUND.iter().any(|(id, _)| *id == plan.id.as_str())
}

/// The book of the papers that count. None where there is none to bind.
#[must_use]
pub fn book(plan: &Plan, register: &Register) -> Option<Printed> {
    let chapters = chapters(plan, register);
    if chapters.is_empty() {
        return None;
    }
    // The contents know the pages only when they are laid out, and are as long whatever the numbers are.
    let length = front(plan, &chapters, 0).layout.pages;
    let mut parts = vec![front(plan, &chapters, length)];
    let mut before = length;
    for part in chapters.into_iter().flat_map(|chapter| chapter.printed.parts) {
        let pages = part.layout.pages;
        let mut part = part;
        part.document.header.before = before;
        before = before.saturating_add(pages);
        parts.push(part);
    }
    Some(Printed { parts })
}

/// What the book says of itself.
#[must_use]
pub fn properties(plan: &Plan, register: &Register) -> Properties {
    let newest = register.newest().map(|at| at.as_str().to_owned());
    Properties {
        title: [TITLE, ": ", &plan.identity.short_title].concat(),
        subject: plan.identity.title.clone(),
        author: String::new(),
        organization: plan.identity.issuer.clone(),
        created: newest.clone(),
        modified: newest,
    }
}

/// The papers by form and by unit: those of the roster in its order, others after them in the order of their names.
fn chapters(plan: &Plan, register: &Register) -> Vec<Chapter> {
    let bound = BOUND.iter().find(|(id, _)| *id == plan.id.as_str()).map(|(_, form)| *form);
    let Some(bound) = bound else { return Vec::new() };
    let mut papers: Vec<((usize, usize, OrderKey), &Judged)> = Vec::new();
    for (_, paper) in register.counting() {
        let form = plan.forms.iter().position(|form| form.id == paper.draft.form);
        let Some(form) = form.filter(|_| paper.draft.form.as_str().starts_with(bound)) else { continue };
        let unit = paper.who.unit_id.as_ref();
        let unit = unit.and_then(|id| plan.roster.iter().position(|unit| unit.id == *id));
        papers.push(((form, unit.unwrap_or(usize::MAX), order_key(paper.who.name())), paper));
    }
    papers.sort_by(|(one, _), (other, _)| one.cmp(other));
    let mut press = Press::default();
    let chapter = |(_, paper): ((usize, usize, OrderKey), &Judged)| {
        let form = plan.form(&paper.draft.form)?;
        let printed = press.print(plan, form, &paper.draft);
        Some(Chapter { name: name(paper, &form.title), printed })
    };
    papers.into_iter().filter_map(chapter).collect()
}

/// "Tham luận của UBND xã: Xã Hồng Phong".
fn name(paper: &Judged, form: &str) -> String {
    let who = &paper.who;
    let person = if who.person.is_empty() || who.person == who.name() {
        String::new()
    } else {
        [", ", &who.person].concat()
    };
    [form, ": ", who.name(), &person].concat()
}

/// The cover and the contents, where so many pages come before the first paper.
fn front(plan: &Plan, chapters: &[Chapter], before: u32) -> PrintedPart {
    let title = Origin::Frame(Frame::Title);
    let frame = Origin::Frame(Frame::Gap);
    let identity = &plan.identity;
    let count = format!("Gồm {:02} bài tham luận", chapters.len());
    let mut contents = centred("MỤC LỤC", BODY, true, 0);
    contents.page_break_before = true;
    contents.after = 240;
    let blocks = vec![
        (Block::Para(centred(&capitals(&identity.issuer), BODY, true, 600)), frame),
        (Block::Para(centred(TITLE, LARGE, true, 4200)), title),
        (Block::Para(centred(&identity.title, BODY + 4, true, 600)), frame),
        (Block::Para(centred(&count, BODY, false, 1200)), frame),
        (Block::Para(contents), title),
        (Block::Table(listed(chapters, before)), frame),
        (Block::Para(centred("", BODY, false, 0)), frame),
    ];
    let (blocks, origins) = blocks.into_iter().unzip();
    let document = Document { page: PAGE, header: HEADER, blocks };
    let layout = layout(&document, &mut LineCache::default());
    PrintedPart { section: None, number: String::new(), document, origins, layout }
}

fn listed(chapters: &[Chapter], before: u32) -> Table {
    let head = row(true, ["STT", "Bài tham luận", "Trang"].map(str::to_owned));
    let mut rows = vec![head];
    let mut page = before.saturating_add(1);
    for (chapter, number) in chapters.iter().zip(1_u32..) {
        rows.push(row(false, [number.to_string(), chapter.name.clone(), page.to_string()]));
        page = page.saturating_add(chapter.printed.pages());
    }
    Table {
        borders: true,
        border_sz: 4,
        cols: COLUMNS.to_vec(),
        align: Align::Left,
        cell_margin: CellMargin { top: 0, left: 108, bottom: 0, right: 108 },
        rows,
    }
}

fn row(header: bool, texts: [String; 3]) -> Arc<TableRow> {
    let mut cells = Vec::new();
    for (text, at) in texts.into_iter().zip(0..) {
        let align = if at == 1 && !header { Align::Left } else { Align::Center };
        let paragraph = Paragraph { align, before: 60, after: 60, ..centred(&text, BODY - 2, header, 0) };
        cells.push(Cell { paras: vec![paragraph] });
    }
    Arc::new(TableRow { header, cells })
}

fn centred(text: &str, size: u32, bold: bool, before: Twips) -> Paragraph {
    let run = Run { text: text.to_owned(), size, bold, italic: false, underline: false };
    Paragraph {
        align: Align::Center,
        ind: Indent::default(),
        before,
        after: 0,
        line: LineHeight { rule: LineRule::Auto, value: 264 },
        keep_next: false,
        keep_lines: true,
        widow: true,
        page_break_before: false,
        border_top: None,
        runs: if text.is_empty() { Vec::new() } else { vec![run] },
        mark: Mark { size },
    }
}

fn capitals(text: &str) -> String {
    text.chars().map(upper).collect()
}
