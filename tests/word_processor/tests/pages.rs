//! Every paper that can be had, printed by LibreOffice from our .docx: the same pages, lines and page numbers.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use tham_luan::document::{CheckMark, Place, Properties, docx, sheet};
use tham_luan::draft::{Answer, Answers, Draft, LayoutChoices, Row};
use tham_luan::form::{FieldKind, Form};
use tham_luan::pagination::{
    Align, Block, Cell, CellMargin, Document, Header, Indent, LineCache, LineHeight, LineRule, Mark, PageBox,
    Paragraph, Run, Table, TableRow, Twips, layout,
};
use tham_luan::paper::{Printed, PrintedPart, Profile, invitations, printed};
use tham_luan::plan::{Plan, built_in};
use word_processor_tests::{Office, Page, Word, differences, fonts, pages};

/// A paper in its file.
struct Paper {
    name: String,
    printed: Printed,
    file: Vec<u8>,
}

/// A paper, and what the word processor made of it.
struct Printout {
    printed: Printed,
    fonts: Vec<String>,
    pages: Vec<Page>,
}

/// All papers by their names, printed by few starts of the word processor.
static PRINTOUTS: LazyLock<BTreeMap<String, Printout>> = LazyLock::new(|| {
    let mut papers = Vec::new();
    for (index, Sample { plan, form, draft }) in samples().into_iter().enumerate() {
        let mut add = |kind: &str, draft: &Draft| papers.push(paper(kind, &plan, &form, draft));
        add("sample", &draft);
        add("blank", &Draft { answers: Answers::default(), ..draft.clone() });
        for layout in choices(&form) {
            add("choice", &Draft { layout, ..draft.clone() });
        }
        if index % 4 == 2 {
            add("large", &enlarged(&form, &draft));
        }
        if let Some(printed) = invitations(&plan, &form, &draft) {
            let file = docx::write(&printed, &Properties::default(), None);
            papers.push(Paper { name: format!("guests {}", form.id), printed, file });
        }
    }
    papers.extend(recorded());
    papers.extend(tall_rows());
    papers.extend(long_ends());
    let is_marked =
        |paper: &&Paper| ["blank ", "large ", "guests "].iter().all(|kind| !paper.name.starts_with(kind));
    let marked: Vec<Paper> = papers.iter().filter(is_marked).map(marked).collect();
    papers.extend(marked);
    let files: Vec<_> = papers.iter().map(|paper| (paper.name.clone(), paper.file.clone())).collect();
    let office = Office::new().expect("a profile");
    let printed = office.print(&files).unwrap_or_else(|error| panic!("{error:#}"));
    let mut printouts = BTreeMap::new();
    for (Paper { name, printed, .. }, file) in papers.into_iter().zip(printed) {
        let fonts = fonts(&file).unwrap_or_else(|error| panic!("{error:#}"));
        let pages = pages(&file).unwrap_or_else(|error| panic!("{error:#}"));
        assert!(printouts.insert(name.clone(), Printout { printed, fonts, pages }).is_none(), "{name} twice");
    }
    printouts
});

fn paper(kind: &str, plan: &Plan, form: &Form, draft: &Draft) -> Paper {
    let printed = printed(plan, form, draft);
    let file = docx::write(&printed, &Properties::of(plan, form, draft), None);
    let LayoutChoices { size, spacing, margins, indent } = draft.layout;
    let layout = format!("{size} {spacing:?} {} {indent}", margins.left);
    Paper { name: format!("{kind} {} {layout}", form.id), printed, file }
}

static MARK: LazyLock<CheckMark> = LazyLock::new(|| {
    let checksum = "sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
    CheckMark::new(checksum).expect("a mark")
});

/// The same paper with a check mark.
fn marked(paper: &Paper) -> Paper {
    let file = docx::write(&paper.printed, &Properties::default(), Some(&MARK));
    Paper { name: format!("marked {}", paper.name), printed: paper.printed.clone(), file }
}

fn fixtures(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures").join(name)
}

fn read(file: &Path) -> String {
    fs::read_to_string(file).unwrap_or_else(|error| panic!("{}: {error}", file.display()))
}

struct Sample {
    plan: Plan,
    form: Form,
    draft: Draft,
}

/// The sample of every form.
fn samples() -> Vec<Sample> {
    let mut samples = Vec::new();
    for plan in built_in() {
        for form in &plan.forms {
            let text = read(&fixtures("drafts").join(form.id.as_str()).with_added_extension("json"));
            let value = tham_luan::json::parse(&text).expect("JSON");
            let draft = Draft::from_json(&value).expect("a draft");
            samples.push(Sample { plan: plan.clone(), form: form.clone(), draft });
        }
    }
    samples
}

/// A few lawful layouts of a form, others for each: together every size, distance of lines, margin and indent.
fn choices(form: &Form) -> Vec<LayoutChoices> {
    let profile = Profile::of(form);
    let mut all = Vec::new();
    for &size in profile.sizes {
        for spacing in profile.lawful_spacings(size) {
            for &margins in profile.margins {
                let indents = profile.indents.iter();
                all.extend(indents.map(|&indent| LayoutChoices { size, spacing, margins, indent }));
            }
        }
    }
    let first = form.id.as_str().bytes().fold(0, |sum: usize, byte| sum * 31 + usize::from(byte));
    let mut chosen: Vec<LayoutChoices> = Vec::new();
    for step in 0..2 {
        let choice = all[(first + step * 29) % all.len()];
        if choice != profile.default && !chosen.contains(&choice) {
            chosen.push(choice);
        }
    }
    chosen
}

/// A paper with more in it than anybody writes: texts of many pages, many rows, a cell that no page holds.
fn enlarged(form: &Form, draft: &Draft) -> Draft {
    let mut draft = draft.clone();
    for (_, field) in form.fields() {
        let answer = match draft.answers.get(&field.id) {
            Some(Answer::Text(text)) if field.kind == FieldKind::LongText => {
                let line = [text, "\n"].concat();
                Answer::Text(line.repeat(MANY_LETTERS / line.len() + 1))
            }
            Some(Answer::Rows(rows)) if !rows.is_empty() => {
                let mut rows: Vec<Row> = rows.iter().cycle().take(MANY_ROWS).cloned().collect();
                let middle = &mut rows[MANY_ROWS / 2];
                if let Some((column, text)) = middle.cells.iter().max_by_key(|(_, text)| text.len()) {
                    let (column, text) = (column.clone(), [text, "\n"].concat());
                    middle.cells.insert(column, text.repeat(MANY_LETTERS / text.len()));
                }
                Answer::Rows(rows)
            }
            _ => continue,
        };
        draft.answers.set(field.id.clone(), answer);
    }
    draft
}

/// In bytes; about three pages.
const MANY_LETTERS: usize = 12_000;

/// Many for a table that somebody types in.
const MANY_ROWS: usize = 60;

/// The documents whose pages were recorded.
fn recorded() -> Vec<Paper> {
    let mut documents = Vec::new();
    for file in fs::read_dir(fixtures("pagination/corpus")).expect("a folder") {
        let file = file.expect("a file").path();
        let document: Document = serde_json::from_str(&read(&file)).expect("a document");
        let name = file.file_stem().expect("a name").to_string_lossy();
        documents.push(described(format!("recorded {name}"), document));
    }
    documents
}

fn described(name: String, document: Document) -> Paper {
    let layout = layout(&document, &mut LineCache::default());
    let part = PrintedPart { section: None, number: String::new(), document, origins: Vec::new(), layout };
    let printed = Printed { parts: vec![part] };
    let file = docx::write(&printed, &Properties::default(), None);
    Paper { name, printed, file }
}

/// A table with a row about as tall as a page, at several places of one: it fits, or is split.
fn tall_rows() -> Vec<Paper> {
    let mut papers = Vec::new();
    for (above, lines, after) in [
        (1, 51, 40),
        (360, 51, 40),
        (1, 51, 60),
        (1, 51, 80),
        (1, 52, 40),
        (1080, 60, 40),
        (1, 110, 40),
        (13_600, 60, 40),
        (13_890, 60, 40),
        (13_910, 60, 40),
    ] {
        let heading = line("Trên", above);
        let cell = |text: String, size| {
            let mut line = line(&text, 240);
            line.line.rule = LineRule::Auto;
            (line.before, line.after) = (40, after);
            line.runs[0].size = size;
            line.mark.size = size;
            Cell { paras: vec![line] }
        };
        let numbered = |mark: &str, lines: usize| {
            let lines: Vec<String> = (1..=lines).map(|number| format!("{mark}{number}")).collect();
            lines.join("\n")
        };
        let head = TableRow { header: true, cells: vec![cell("Một".into(), 24), cell("Hai".into(), 24)] };
        let tall = vec![cell(numbered("a", lines / 2), 20), cell(numbered("b", lines), 24)];
        let last = vec![cell("c".into(), 24), cell("d".into(), 24)];
        let rows = [head, TableRow { header: false, cells: tall }, TableRow { header: false, cells: last }];
        let table = Block::Table(Table {
            borders: true,
            border_sz: 4,
            cols: vec![4_000, 4_000],
            align: Align::Center,
            cell_margin: CellMargin { top: 0, left: 108, bottom: 0, right: 108 },
            rows: rows.map(Arc::new).into(),
        });
        let document = Document {
            page: PageBox {
                width: 11_906,
                height: 16_838,
                top: 1_134,
                bottom: 1_134,
                left: 1_701,
                right: 1_134,
            },
            header: Header { distance: 567, size: 28, before: 0 },
            blocks: vec![Block::Para(heading), table, Block::Para(line("Dưới", 360))],
        };
        papers.push(described(format!("tall {above} {lines} {after}"), document));
    }
    papers
}

/// Papers that end with a paragraph which begins on an earlier page, also where it fills the last one.
fn long_ends() -> Vec<Paper> {
    let page =
        PageBox { width: 11_906, height: 16_838, top: 1_134, bottom: 1_134, left: 1_701, right: 1_134 };
    let mut papers = Vec::new();
    for lines in [41, 60, 79, 80, 81, 120] {
        let numbers: Vec<String> = (1..=lines).map(|number| number.to_string()).collect();
        let paragraph = Paragraph { after: 120, ..line(&numbers.join("\n"), 360) };
        let blocks = vec![Block::Para(paragraph)];
        let document = Document { page, header: Header { distance: 567, size: 28, before: 0 }, blocks };
        papers.push(described(format!("end {lines}"), document));
    }
    papers
}

/// A line of exactly that height.
fn line(text: &str, height: Twips) -> Paragraph {
    let run = Run { text: text.to_owned(), size: 28, bold: false, italic: false, underline: false };
    Paragraph {
        align: Align::Left,
        ind: Indent::default(),
        before: 0,
        after: 0,
        line: LineHeight { rule: LineRule::Exact, value: height },
        keep_next: false,
        keep_lines: false,
        widow: false,
        page_break_before: false,
        border_top: None,
        runs: vec![run],
        mark: Mark { size: 28 },
    }
}

/// Compares the papers whose names begin so; there are at least so many.
#[track_caller]
fn check(prefix: &str, least: usize) {
    let mut wrong = Vec::new();
    let mut rounded = Vec::new();
    let (mut papers, mut paragraphs) = (0, 0);
    for (name, Printout { printed, fonts, pages }) in
        PRINTOUTS.iter().filter(|(name, _)| name.starts_with(prefix))
    {
        papers += 1;
        let foreign: Vec<_> = fonts.iter().filter(|font| !font.starts_with("LiberationSerif")).collect();
        assert!(foreign.is_empty(), "{name}: printed in {foreign:?}");
        let found = differences(printed, pages);
        if !found.wrong.is_empty() {
            wrong.push(format!("{name}:\n  {}", found.wrong.join("\n  ")));
        }
        rounded.extend(found.rounded.into_iter().map(|what| format!("{name}: {what}")));
        paragraphs += found.paragraphs;
    }
    assert!(papers >= least, "{papers} papers");
    assert!(wrong.is_empty(), "{} of {papers} papers:\n{}", wrong.len(), wrong.join("\n"));
    let share = 100 * rounded.len();
    assert!(share <= paragraphs, "{} of {paragraphs} paragraphs:\n{}", rounded.len(), rounded.join("\n"));
}

#[test]
fn every_sample_prints_as_computed() {
    check("sample ", 34);
}

#[test]
fn every_recorded_document_prints_as_computed() {
    check("recorded ", 80);
}

#[test]
fn other_lawful_layouts_print_as_computed() {
    check("choice ", 50);
}

#[test]
fn blank_papers_print_as_computed() {
    check("blank ", 34);
}

#[test]
fn giay_moi_print_as_computed() {
    check("guests ", 1);
}

/// In a row that goes on for pages LibreOffice takes a line more or less from one page to the next.
#[test]
fn papers_larger_than_anybody_writes_have_the_pages_that_are_counted() {
    let large = PRINTOUTS.iter().filter(|(name, _)| name.starts_with("large "));
    let counts = large.map(|(name, paper)| (name, paper.printed.pages() as usize, paper.pages.len()));
    let counts: Vec<_> = counts.collect();
    assert!(counts.iter().all(|(_, computed, printed)| computed == printed), "{counts:?}");
    assert!(counts.len() >= 8 && counts.iter().any(|(_, pages, _)| *pages > 100), "{counts:?}");
}

#[test]
fn rows_as_tall_as_a_page_print_as_computed() {
    check("tall ", 10);
}

#[test]
fn paragraphs_that_go_on_to_the_last_page_print_as_computed() {
    check("end ", 6);
}

/// It stands where the page has it, in the bottom margin of the paper's own last page; nothing else moves by a hair.
#[test]
fn a_check_mark_is_there_and_moves_nothing() {
    let mut wrong = Vec::new();
    let mut papers = 0;
    for (name, Printout { printed, pages, .. }) in &*PRINTOUTS {
        let Some(plain) = name.strip_prefix("marked ").and_then(|name| PRINTOUTS.get(name)) else { continue };
        papers += 1;
        let before = printed.parts.iter().take_while(|part| part.section.is_some());
        let last = before.clone().map(|part| part.layout.pages).sum::<u32>();
        let part = &printed.parts[before.count()];
        let last = last + part.layout.pages - 1;
        let margin = points(part.document.page.height - part.document.page.bottom);
        let (mut pages, mut mark) = (pages.clone(), Page::new());
        if let Some(page) = pages.get_mut(last as usize) {
            mark = page.extract_if(.., |word| word.baseline > margin).collect();
        }
        // Where anything is drawn LibreOffice lays out once more, and then may find that a split row fits its page.
        let is_same =
            pages == plain.pages || name.starts_with("marked tall ") && pages.len() == plain.pages.len();
        if !is_same {
            wrong.push(format!("{name}: {} pages or their words, else {}", pages.len(), plain.pages.len()));
        }
        let sheet = sheet(part, part.layout.pages - 1, Some(&MARK));
        for text in sheet.texts.iter().filter(|text| text.place == Place::Mark) {
            let line = |word: &Word| (word.baseline - points(text.baseline)).abs() <= SLACK;
            let there: Page = mark.extract_if(.., |word| line(word)).collect();
            let said: Vec<_> = there.iter().map(|word| &*word.text).collect();
            let ends = there.last().map(|word| word.right - points(text.x + text.width));
            if said.join(" ") != text.text || ends.is_none_or(|ends| ends.abs() > SLACK) {
                wrong.push(format!("{name}: {:?} is {there:?}", text.text));
            }
        }
        if !mark.is_empty() {
            wrong.push(format!("{name}: {mark:?} in the margin"));
        }
    }
    assert!(wrong.is_empty(), "{papers} papers:\n{}", wrong.join("\n"));
    assert!(papers >= 180, "{papers} papers");
}

/// How far a word may be from where it was computed, in points.
const SLACK: f64 = 1.0;

fn points(twips: Twips) -> f64 {
    f64::from(twips) / 20.0
}
