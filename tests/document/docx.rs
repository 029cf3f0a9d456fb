//! The .docx of every sample, read by other readers of archives and of XML: a package that holds together, in the
//! order of the schema, with every property said, and the paper's own words.

use std::collections::{BTreeMap, BTreeSet};
use std::io::{Cursor, Read};
use std::path::Path;

use roxmltree::{Document as Xml, Node};
use tham_luan::document::{Properties, docx};
use tham_luan::draft::{Answer, Answers};
use tham_luan::pagination::{Align, Block, Document, Indent, LineCache, Paragraph, Run, layout};
use tham_luan::paper::{Printed, PrintedPart, printed};
use zip::ZipArchive;

use super::{Sample, sample, samples};

pub(super) const W: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
pub(super) const R: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// The children of elements in the order of ISO/IEC 29500-1, annex A.
const ORDER: [(&str, &str); 14] = [
    (
        "pPr",
        "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs \
         suppressAutoHyphens kinsoku wordWrap overflowPunct topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd \
         snapToGrid spacing ind contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment \
         textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    ),
    (
        "rPr",
        "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint noProof snapToGrid \
         vanish webHidden color spacing w kern position sz szCs highlight u effect bdr shd fitText vertAlign rtl cs em \
         lang eastAsianLayout specVanish oMath",
    ),
    (
        "tblPr",
        "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW jc tblCellSpacing tblInd \
         tblBorders shd tblLayout tblCellMar tblLook tblCaption tblDescription",
    ),
    ("tblBorders", "top left bottom right insideH insideV"),
    ("tblCellMar", "top left bottom right"),
    ("tbl", "tblPr tblGrid tr"),
    ("tr", "trPr tc"),
    ("tc", "tcPr p"),
    (
        "tcPr",
        "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection tcFitText vAlign hideMark",
    ),
    (
        "sectPr",
        "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc pgBorders lnNumType pgNumType \
         cols formProt vAlign noEndnote titlePg textDirection bidi rtlGutter docGrid printerSettings",
    ),
    (
        "style",
        "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden unhideWhenUsed qFormat locked rsid \
         pPr rPr tblPr trPr tcPr tblStylePr",
    ),
    (
        "settings",
        "view zoom defaultTabStop autoHyphenation evenAndOddHeaders characterSpacingControl compat themeFontLang \
         decimalSymbol listSeparator",
    ),
    ("font", "altName panose1 charset family notTrueType pitch sig"),
    ("styles", "docDefaults latentStyles style"),
];

/// What must be said at every paragraph, and at every run, for no program's default to matter.
const SAID_OF_A_PARAGRAPH: &str = "pStyle keepNext keepLines pageBreakBefore widowControl suppressAutoHyphens \
     autoSpaceDE autoSpaceDN adjustRightInd snapToGrid spacing ind contextualSpacing mirrorIndents jc rPr";
const SAID_OF_A_RUN: &str = "rFonts b bCs i iCs color spacing w kern position sz szCs u lang";

/// The parts of a file by their names; a picture has none of its contents.
pub(super) fn parts(file: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(file)).expect("an archive");
    let mut parts = BTreeMap::new();
    for index in 0..archive.len() {
        let mut part = archive.by_index(index).expect("an entry");
        let name = part.name().expect("a name").into_owned();
        let mut text = String::new();
        if !name.ends_with(".png") {
            part.read_to_string(&mut text).expect("a sound entry of UTF-8");
        }
        parts.insert(name, text);
    }
    parts
}

pub(super) fn xml(text: &str) -> Xml<'_> {
    Xml::parse(text).expect("well-formed XML")
}

fn written(sample: &Sample) -> BTreeMap<String, String> {
    let properties = Properties::of(&sample.plan, &sample.form, &sample.draft);
    parts(&docx::write(&sample.printed, &properties, None))
}

pub(super) fn is(node: Node<'_, '_>, name: &str) -> bool {
    node.has_tag_name((W, name))
}

fn child<'a>(node: Node<'a, 'a>, name: &str) -> Option<Node<'a, 'a>> {
    node.children().find(|child| is(*child, name))
}

fn value<'a>(node: Node<'a, 'a>, name: &str) -> Option<&'a str> {
    child(node, name)?.attribute((W, "val"))
}

fn names<'a>(node: Node<'a, 'a>) -> Vec<&'a str> {
    node.children().filter(Node::is_element).map(|child| child.tag_name().name()).collect()
}

/// A file that is a part of a package: what it refers to is there, and is of a named type.
pub(super) fn check_package(parts: &BTreeMap<String, String>) {
    let types = xml(&parts["[Content_Types].xml"]);
    let named: BTreeSet<&str> = types.descendants().filter_map(|node| node.attribute("PartName")).collect();
    let endings: BTreeSet<&str> =
        types.descendants().filter_map(|node| node.attribute("Extension")).collect();
    let is_named = |name: &String| {
        let ending = name.rsplit('.').next().filter(|ending| *ending != "xml");
        named.contains(format!("/{name}").as_str())
            || ending.is_some_and(|ending| endings.contains(ending))
            || name.starts_with('[')
    };
    assert!(parts.keys().all(is_named), "{:?} {named:?}", parts.keys());
    assert!(named.iter().all(|name| parts.contains_key(name.trim_start_matches('/'))), "{named:?}");
    for (rels, folder) in [("_rels/.rels", ""), ("word/_rels/document.xml.rels", "word")] {
        let rels = xml(&parts[rels]);
        let targets: Vec<_> = rels.descendants().filter_map(|node| node.attribute("Target")).collect();
        assert!(targets.len() > 2);
        for target in targets {
            let name = Path::new(folder).join(target).to_string_lossy().into_owned();
            assert!(parts.contains_key(&name), "{name} is missing");
        }
    }
    let rels = xml(&parts["word/_rels/document.xml.rels"]);
    let ids: BTreeSet<_> = rels.descendants().filter_map(|node| node.attribute("Id")).collect();
    let document = xml(&parts["word/document.xml"]);
    let used: BTreeSet<_> = document.descendants().filter_map(|node| node.attribute((R, "id"))).collect();
    assert!(used.is_subset(&ids), "{used:?} {ids:?}");
}

/// Elements stand in the order of the schema, each property once; every style that is used is there.
pub(super) fn check_parts(parts: &BTreeMap<String, String>) {
    let styles = xml(&parts["word/styles.xml"]);
    let known: BTreeSet<_> = styles.descendants().filter_map(|node| node.attribute((W, "styleId"))).collect();
    for (name, text) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        for node in xml(text).descendants() {
            if let Some((_, order)) = ORDER.iter().find(|(parent, _)| is(node, parent)) {
                let order: Vec<&str> = order.split_whitespace().collect();
                let place = |child: &&str| order.iter().position(|known| known == child);
                let places: Vec<_> = names(node).iter().map(place).collect();
                assert!(
                    places.iter().all(Option::is_some) && places.is_sorted(),
                    "{name}: {:?}",
                    names(node)
                );
                let once = node.tag_name().name().ends_with("Pr") && !is(node, "sectPr");
                assert!(
                    !once || places.windows(2).all(|pair| pair[0] < pair[1]),
                    "{name}: {:?}",
                    names(node)
                );
            }
            if is(node, "tc") {
                assert_eq!(names(node).last(), Some(&"p"), "a cell ends with a paragraph");
            }
            let style = ["pStyle", "tblStyle", "basedOn", "next"].iter().any(|name| is(node, name));
            if let Some(style) = node.attribute((W, "val")).filter(|_| style) {
                assert!(known.contains(style), "{name}: there is no style {style}");
            }
        }
    }
    let document = xml(&parts["word/document.xml"]);
    let body = child(document.root_element(), "body").expect("a body");
    let ends = names(body);
    assert_eq!(ends[ends.len() - 2..], ["p", "sectPr"], "the body ends with a paragraph and its section");
    assert!(ends.windows(2).all(|pair| pair != ["tbl", "tbl"]), "two tables that touch become one");
}

/// Nothing is left to a default.
pub(super) fn check_properties(parts: &BTreeMap<String, String>) {
    for (name, text) in parts.iter().filter(|(name, _)| !name.ends_with(".png")) {
        for node in xml(text).descendants() {
            let said = match node.tag_name().name() {
                "p" if is(node, "p") => SAID_OF_A_PARAGRAPH,
                "r" if is(node, "r") => SAID_OF_A_RUN,
                _ => continue,
            };
            let properties = node.first_element_child().expect("properties");
            for property in said.split_whitespace() {
                assert!(child(properties, property).is_some(), "{name}: {property} is not said");
            }
        }
    }
    let document = xml(&parts["word/document.xml"]);
    for table in document.descendants().filter(|node| is(*node, "tbl")) {
        let properties = child(table, "tblPr").expect("properties");
        for property in ["tblStyle", "tblW", "jc", "tblBorders", "tblLayout", "tblCellMar"] {
            assert!(child(properties, property).is_some(), "{property} is not said");
        }
        let rows: Vec<_> = table.children().filter(|node| is(*node, "tr")).collect();
        assert!(rows.iter().all(|row| child(*row, "trPr").and_then(|row| child(row, "cantSplit")).is_some()));
    }
    let settings = xml(&parts["word/settings.xml"]);
    let mode = settings.descendants().find(|node| node.attribute((W, "name")) == Some("compatibilityMode"));
    assert_eq!(mode.and_then(|mode| mode.attribute((W, "val"))), Some("14"));
    assert_eq!(value(settings.root_element(), "autoHyphenation"), Some("0"));
}

/// The words of a file's paragraphs; empty ones, which stand for space, are left out, and so are text boxes.
pub(super) fn words(parts: &BTreeMap<String, String>) -> Vec<String> {
    let document = xml(&parts["word/document.xml"]);
    let mut words = Vec::new();
    for paragraph in document.descendants().filter(|node| is(*node, "p")) {
        let mut text = String::new();
        let is_boxed = |node: &Node<'_, '_>| node.ancestors().any(|node| is(node, "txbxContent"));
        for node in paragraph.descendants().filter(|node| !is_boxed(node)) {
            match node.tag_name().name() {
                "t" => text.push_str(node.text().unwrap_or_default()),
                "br" => text.push('\n'),
                "tab" => text.push('\t'),
                _ => {}
            }
        }
        words.push(text);
    }
    words.retain(|text| !text.is_empty());
    words
}

/// The words of a paper's paragraphs, in order.
pub(super) fn composed(printed: &Printed) -> Vec<String> {
    let mut words = Vec::new();
    let mut see = |paragraph: &Paragraph| {
        words.push(paragraph.runs.iter().map(|run| run.text.as_str()).collect::<String>());
    };
    for block in printed.parts.iter().flat_map(|part| &part.document.blocks) {
        match block {
            Block::Para(paragraph) => see(paragraph),
            Block::Table(table) => {
                let cells = table.rows.iter().flat_map(|row| &row.cells);
                cells.flat_map(|cell| &cell.paras).for_each(&mut see);
            }
        }
    }
    words.retain(|text| !text.is_empty());
    words
}

#[test]
fn every_sample_is_a_sound_package_in_the_order_of_the_schema() {
    for sample in samples() {
        let parts = written(&sample);
        check_package(&parts);
        check_parts(&parts);
        check_properties(&parts);
        assert_eq!(words(&parts), composed(&sample.printed), "{}", sample.form.id);
    }
}

#[test]
fn equal_papers_give_equal_bytes() {
    let sample = sample("000-TLX");
    let properties = Properties::of(&sample.plan, &sample.form, &sample.draft);
    let again = printed(&sample.plan, &sample.form, &sample.draft);
    assert_eq!(docx::write(&sample.printed, &properties, None), docx::write(&again, &properties, None));
}

/// Each part is a section that begins a page, numbered from 1, shown from the second page on.
#[test]
fn every_annex_is_a_section_of_its_own_pages() {
    let sample = sample("000-BCH");
    let parts = written(&sample);
    let document = xml(&parts["word/document.xml"]);
    let sections: Vec<_> = document.descendants().filter(|node| is(*node, "sectPr")).collect();
    assert_eq!(sections.len(), sample.printed.parts.len());
    assert!(sections.len() > 1);
    for (section, PrintedPart { document, .. }) in sections.iter().zip(&sample.printed.parts) {
        let size = child(*section, "pgSz").expect("a size");
        let length = |name| size.attribute((W, name)).and_then(|length| length.parse::<i32>().ok());
        assert_eq!((length("w"), length("h")), (Some(document.page.width), Some(document.page.height)));
        let lies = document.page.width > document.page.height;
        assert_eq!(size.attribute((W, "orient")), Some(if lies { "landscape" } else { "portrait" }));
        assert_eq!(value(*section, "type"), Some("nextPage"));
        assert_eq!(value(*section, "titlePg"), Some("1"));
        let numbers = child(*section, "pgNumType").expect("numbers");
        assert_eq!(numbers.attribute((W, "start")), Some("1"));
        let headers = section.children().filter(|node| is(*node, "headerReference"));
        let header = |kind: &str| {
            let header = headers.clone().find(|node| node.attribute((W, "type")) == Some(kind));
            let name = header.and_then(|header| header.attribute((R, "id"))).expect("a header");
            &parts[&format!("word/{name}.xml")]
        };
        assert!(header("default").contains("> PAGE <") && !header("first").contains("PAGE"));
    }
}

#[test]
fn paragraphs_have_the_styles_that_people_look_for() {
    let parts = written(&sample("000-BCH"));
    let document = xml(&parts["word/document.xml"]);
    let mut styles: BTreeMap<&str, String> = BTreeMap::new();
    for paragraph in document.descendants().filter(|node| is(*node, "p")) {
        let style = child(paragraph, "pPr").and_then(|properties| value(properties, "pStyle"));
        let text: String =
            paragraph.descendants().filter(|node| is(*node, "t")).filter_map(|t| t.text()).collect();
        styles.entry(style.expect("a style")).or_insert(text);
    }
    for (style, text) in [
        ("Title", "BÁO CÁO"),
        ("Heading1", "I. "),
        ("Recipients", "Nơi nhận:"),
        ("Signature", "TM. ỦY BAN NHÂN DÂN"),
        ("TableHead", "STT"),
        ("TableText", "1"),
    ] {
        assert!(styles[style].starts_with(text), "{style}: {styles:?}");
    }
    let defined = xml(&parts["word/styles.xml"]);
    let heading = defined.descendants().find(|node| node.attribute((W, "styleId")) == Some("Heading1"));
    let heading = heading.expect("a style");
    assert_eq!(value(heading, "name"), Some("heading 1"));
    assert_eq!(child(heading, "pPr").and_then(|properties| value(properties, "outlineLvl")), Some("0"));
}

#[test]
fn a_file_says_what_it_is() {
    let sample = sample("000-TLX");
    let parts = written(&sample);
    let core = xml(&parts["docProps/core.xml"]);
    let said = |name: &str| {
        let node = core.descendants().find(|node| node.tag_name().name() == name);
        node.and_then(|node| node.text()).unwrap_or_default().to_owned()
    };
    assert!(said("title").starts_with("BÁO CÁO THAM LUẬN "), "{}", said("title"));
    assert_eq!(said("language"), "vi-VN");
    assert!(!said("creator").is_empty());
    assert_eq!(said("created"), sample.draft.created_at.as_str());
    assert_eq!(said("modified"), sample.draft.updated_at.as_str());
    let app = xml(&parts["docProps/app.xml"]);
    let pages =
        app.descendants().find(|node| node.has_tag_name("Pages") || node.tag_name().name() == "Pages");
    assert_eq!(pages.and_then(|pages| pages.text()), Some(&*sample.printed.pages().to_string()));
}

/// A document of one paragraph of such runs.
fn document(runs: Vec<Run>) -> Printed {
    let sample = sample("000-TLX");
    let part = sample.printed.parts.into_iter().next().expect("a part");
    let mut paragraph = part.document.blocks.iter().find_map(|block| match block {
        Block::Para(paragraph) => Some(paragraph.clone()),
        Block::Table(_) => None,
    });
    let paragraph = paragraph.as_mut().expect("a paragraph");
    paragraph.runs = runs;
    paragraph.align = Align::Left;
    paragraph.ind = Indent { left: 400, right: 0, first: -400 };
    let document = Document { blocks: vec![Block::Para(paragraph.clone())], ..part.document };
    let layout = layout(&document, &mut LineCache::default());
    Printed { parts: vec![PrintedPart { document, layout, origins: Vec::new(), ..part }] }
}

/// What the font does not have stays as typed; what XML cannot say becomes a space.
#[test]
fn whatever_is_typed_is_written() {
    let run = |text: &str, underline| Run {
        text: text.to_owned(),
        size: 28,
        bold: false,
        italic: false,
        underline,
    };
    let typed = "  <a & \"b\"> ]]> 漢字 \u{1F600} x\u{AD}y\u{200B}z\tế\nđ  ";
    let printed = document(vec![run(typed, true), run("\u{0}\u{B}\u{1B}\u{85}\u{FFFE}\u{FFFF}.", false)]);
    let parts = parts(&docx::write(&printed, &Properties::default(), None));
    check_package(&parts);
    check_parts(&parts);
    check_properties(&parts);
    assert_eq!(words(&parts), [[typed, "      ."].concat()]);
    let document = xml(&parts["word/document.xml"]);
    let indent = document.descendants().find(|node| is(*node, "ind")).expect("an indent");
    assert_eq!((indent.attribute((W, "hanging")), indent.attribute((W, "firstLine"))), (Some("400"), None));
    let underlined: Vec<_> = document
        .descendants()
        .filter(|node| is(*node, "r"))
        .map(|run| value(run.first_element_child().expect("properties"), "u"))
        .collect();
    assert_eq!(underlined, [Some("single"), Some("none")]);
}

#[test]
fn properties_are_safe_whatever_they_say() {
    let properties = Properties {
        title: "Một\u{0} <hai> & \"ba\"".to_owned(),
        organization: "]]>".to_owned(),
        ..Properties::default()
    };
    let parts = parts(&docx::write(&document(Vec::new()), &properties, None));
    check_package(&parts);
    let core = xml(&parts["docProps/core.xml"]);
    let title = core.descendants().find(|node| node.tag_name().name() == "title");
    assert_eq!(title.and_then(|title| title.text()), Some("Một  <hai> & \"ba\""));
    let said: Vec<_> = core.root_element().children().map(|node| node.tag_name().name()).collect();
    assert_eq!(said, ["title", "language"], "what is not known is not said");
}

#[test]
fn papers_without_anything_in_them_are_written() {
    for sample in samples() {
        let Sample { plan, form, draft, .. } = &sample;
        let blank = tham_luan::draft::Draft { answers: Answers::default(), ..draft.clone() };
        let printed = printed(plan, form, &blank);
        let parts = parts(&docx::write(&printed, &Properties::of(plan, form, &blank), None));
        check_package(&parts);
        check_parts(&parts);
        assert_eq!(words(&parts), composed(&printed), "{}", form.id);
    }
    let nothing = Printed { parts: Vec::new() };
    assert!(!docx::write(&nothing, &Properties::default(), None).is_empty());
}

/// Only a row that no page holds may be split.
#[test]
fn rows_are_split_only_where_no_page_holds_them() {
    let mut sample = sample("004-THYK");
    let rows = |sample: &Sample| {
        let parts = written(sample);
        let document = xml(&parts["word/document.xml"]);
        let rows = document.descendants().filter(|node| is(*node, "cantSplit"));
        rows.map(|row| row.attribute((W, "val")) == Some("0")).filter(|is_split| *is_split).count()
    };
    let before = rows(&sample);
    let (field, mut table) = sample
        .draft
        .answers
        .iter()
        .find_map(|(id, answer)| match answer {
            Answer::Rows(rows) if rows.len() > 1 => Some((id.clone(), rows.clone())),
            _ => None,
        })
        .expect("a table");
    let (column, _) = table[1].cells.iter().next().expect("a cell");
    let column = column.clone();
    table[1].cells.insert(column, "Một câu dài của một ô rất lớn. ".repeat(400));
    sample.draft.answers.set(field, Answer::Rows(table));
    sample.printed = printed(&sample.plan, &sample.form, &sample.draft);
    assert_eq!(rows(&sample), before + 1);
}
