//! What a paper prints to, and how that is read off its lines.

use crate::form::{FieldId, Form, SectionId};
use crate::pagination::{Document, Layout, LineBox, PageBox, paragraph};

use super::compose::{Composition, Origin};

/// What a paper prints to.
#[derive(Clone, Debug, PartialEq)]
pub struct Measure {
    /// Pages used, header and signature included, phụ lục not.
    pub pages: u32,
    /// How that stands to the page limit.
    pub room: Room,
    /// What each field's answer takes on the paper, its headings not counted. Only of answers that are printed in a
    /// section, in its order.
    pub extents: Vec<(FieldId, Extent)>,
    /// The printed lines of each page, for drawing it small.
    pub sheets: Vec<Sheet>,
    /// The phụ lục, each with pages of its own.
    pub annexes: Vec<AnnexMeasure>,
}

/// What a phụ lục prints to.
#[derive(Clone, Debug, PartialEq)]
pub struct AnnexMeasure {
    /// Its section.
    pub section: SectionId,
    /// "I", "II" where there are several, else empty.
    pub number: String,
    /// Whether its pages lie.
    pub landscape: bool,
    /// Its pages; no limit counts them.
    pub pages: u32,
    /// The printed lines of each page.
    pub sheets: Vec<Sheet>,
}

/// How a paper stands to its page limit.
#[derive(Clone, Debug, PartialEq)]
pub enum Room {
    /// The form has no limit.
    Unlimited,
    /// Within the limit.
    Spare {
        /// The limit in pages.
        limit: u32,
        /// So many more lines fit at the end of the last section; never more than a thousand.
        lines: u32,
    },
    /// Over the limit.
    Over {
        /// The limit in pages.
        limit: u32,
        /// So many lines must go from the end of the text, the least that is enough; never more than a thousand.
        lines: u32,
        /// The section whose text begins the first page too many, if it is of a section.
        section: Option<SectionId>,
        /// The field, likewise.
        field: Option<FieldId>,
        /// The first words on that page.
        words: String,
    },
}

/// What a field's answer takes on the paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    /// Printed lines.
    pub lines: u32,
    /// Page of the first line, from 1.
    pub first_page: u32,
    /// Page of the last line.
    pub last_page: u32,
    /// Index of the phụ lục whose pages those are; none for the paper's own.
    pub annex: Option<usize>,
}

/// One page, small.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// From top to bottom.
    pub strokes: Vec<Stroke>,
}

/// One printed line, in thousandths of the page's width and height.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "a rectangle's parts say themselves")]
pub struct Stroke {
    pub left: u16,
    pub top: u16,
    pub width: u16,
}

/// The most strokes that a small page is drawn with.
const MOST_STROKES: usize = 60;

/// How many words tell where a page begins.
const WORDS: usize = 6;

/// And how many letters: a pasted address may be one endless word.
const MOST_LETTERS: usize = 60;

/// So many lines to spare, for each page of the limit, call for a warning: of four pages that is from 3.8 on. A printer's
/// own fonts may differ by a line or two.
const CLOSE: u32 = 2;

impl Measure {
    /// What a field's answer takes, if it is printed in a section.
    #[must_use]
    pub fn extent(&self, field: &FieldId) -> Option<Extent> {
        self.extents.iter().find(|(id, _)| id == field).map(|(_, extent)| *extent)
    }

    /// Whether it is so near to its limit that the writer should know.
    #[must_use]
    pub fn is_close(&self) -> bool {
        matches!(self.room, Room::Spare { limit, lines } if lines <= CLOSE * limit)
    }
}

/// What each field's answer takes in the paper, or in the phụ lục of that index.
pub(super) fn extents(
    form: &Form,
    origins: &[Origin],
    layout: &Layout,
    annex: Option<usize>,
) -> Vec<(FieldId, Extent)> {
    let mut extents: Vec<(FieldId, Extent)> = Vec::new();
    let mut current = None;
    // Cells stand side by side: in a table a line counts only if it is below all those before it.
    let mut lowest = (0, 0, 0);
    for line in layout.lines.iter().filter(|line| !line.repeated) {
        let Some(&Origin::Answer { section, field, .. }) = origins.get(line.path.block) else {
            continue;
        };
        let place = (line.path.block, line.page, line.top);
        let is_new = place > lowest;
        lowest = lowest.max(place);
        let page = line.page + 1;
        if current != Some((section, field)) {
            current = Some((section, field));
            let id = form.sections[section].fields[field].id.clone();
            extents.push((id, Extent { lines: 0, first_page: page, last_page: page, annex }));
        }
        if let Some((_, extent)) = extents.last_mut() {
            extent.lines += u32::from(is_new);
            extent.last_page = extent.last_page.max(page);
        }
    }
    extents
}

/// The pages, small.
pub(super) fn sheets(document: &Document, layout: &Layout) -> Vec<Sheet> {
    let PageBox { width, height, .. } = document.page;
    let mut sheets = Vec::new();
    let mut later = layout.lines.as_slice();
    for page in 0..layout.pages {
        let lines;
        (lines, later) = later.split_at(later.iter().take_while(|line| line.page == page).count());
        let step = lines.len().div_ceil(MOST_STROKES).max(1);
        let mut strokes = Vec::new();
        for line in lines.iter().step_by(step) {
            strokes.push(Stroke {
                left: thousandths(line.x, width),
                top: thousandths(line.top, height),
                width: thousandths(line.width, width),
            });
        }
        sheets.push(Sheet { strokes });
    }
    sheets
}

fn thousandths(length: i32, whole: i32) -> u16 {
    let share = i64::from(length) * 1000 / i64::from(whole.max(1));
    u16::try_from(share.clamp(0, 1000)).unwrap_or(1000)
}

/// What begins a page.
#[derive(Debug, Default)]
pub(super) struct Beginning {
    pub(super) section: Option<SectionId>,
    pub(super) field: Option<FieldId>,
    pub(super) words: String,
}

/// What begins the page of that index, or the first page after it that has text.
pub(super) fn beginning(form: &Form, composition: &Composition, layout: &Layout, page: u32) -> Beginning {
    let has_text = |line: &&LineBox| line.page >= page && line.first_ink.is_some() && !line.repeated;
    let Some(line) = layout.lines.iter().find(has_text) else { return Beginning::default() };
    let (section, field) = match composition.origins.get(line.path.block) {
        Some(&Origin::Answer { section, field, .. }) => (Some(section), Some(field)),
        Some(&Origin::Heading { section, field }) => (Some(section), field),
        Some(Origin::Frame(_)) | None => (None, None),
    };
    let section = section.and_then(|index| form.sections.get(index));
    let field = section.and_then(|section| section.fields.get(field?));
    // A composed paragraph is of one style.
    let run = paragraph(&composition.document, line.path).and_then(|paragraph| paragraph.runs.first());
    let text = run.and_then(|run| run.text.get(line.start_byte..)).unwrap_or_default();
    Beginning {
        section: section.map(|section| section.id.clone()),
        field: field.map(|field| field.id.clone()),
        words: first_words(text),
    }
}

fn first_words(text: &str) -> String {
    let end = text.char_indices().nth(MOST_LETTERS).map_or(text.len(), |(end, _)| end);
    let mut words = String::new();
    for word in text.get(..end).unwrap_or_default().split_whitespace().take(WORDS) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.push_str(word);
    }
    words
}
