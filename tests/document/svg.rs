//! Pages as SVG.

use quick_xml::Reader;
use quick_xml::events::Event;
use tham_luan::document::{sheet, svg};
use tham_luan::pagination::Twips;
use tham_luan::paper::printed;

use super::{Sample, samples};

/// A text as it is drawn: its attributes, and what it says.
#[derive(Debug, Default)]
struct Drawn {
    attributes: Vec<(String, String)>,
    text: String,
}

impl Drawn {
    fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    fn number(&self, name: &str) -> f64 {
        self.get(name).map_or(0.0, |value| value.parse().expect("a number"))
    }
}

/// Reads the texts of a page, which must be XML.
fn texts(page: &str) -> Vec<Drawn> {
    let mut reader = Reader::from_str(page);
    let mut texts: Vec<Drawn> = Vec::new();
    loop {
        match reader.read_event().expect("XML") {
            Event::Start(element) if element.name().as_ref() == "text" => {
                let attributes = element.attributes().map(|attribute| {
                    let attribute = attribute.expect("an attribute");
                    (attribute.key.as_ref().to_owned(), attribute.value.into_owned())
                });
                texts.push(Drawn { attributes: attributes.collect(), text: String::new() });
            }
            Event::Text(text) => {
                texts.last_mut().expect("only texts hold text").text += text.as_ref();
            }
            Event::GeneralRef(name) => {
                let letter = if name.as_ref() == "lt" { '<' } else { '&' };
                texts.last_mut().expect("only texts hold text").text.push(letter);
            }
            Event::Eof => return texts,
            _ => {}
        }
    }
}

fn twips(length: Twips) -> f64 {
    f64::from(length)
}

#[test]
fn every_text_of_every_sample_is_drawn_where_it_stands() {
    let mut drawn = 0;
    for Sample { form, printed, .. } in samples() {
        for part in &printed.parts {
            for page in 0..part.layout.pages {
                let sheet = sheet(part, page, None);
                let texts = texts(&svg::page(&sheet));
                assert_eq!(texts.len(), sheet.texts.len(), "{}", form.id);
                for (drawn, own) in texts.iter().zip(&sheet.texts) {
                    assert_eq!(drawn.text, own.text, "{}", form.id);
                    assert!((drawn.number("x") - twips(own.x)).abs() < 0.5, "{}", form.id);
                    assert!((drawn.number("y") - twips(own.baseline)).abs() < 0.5, "{}", form.id);
                    assert_eq!(drawn.get("font-weight").is_some(), own.bold, "{}", form.id);
                    assert_eq!(drawn.get("font-style").is_some(), own.italic, "{}", form.id);
                    let spaces = own.text.chars().filter(|c| matches!(c, ' ' | '\u{a0}')).count();
                    let spread =
                        drawn.number("word-spacing") * f64::from(u32::try_from(spaces).expect("few"));
                    assert!((spread - twips(own.stretch.max(0))).abs() < 0.2, "{}: {}", form.id, own.text);
                }
                drawn += texts.len();
            }
        }
    }
    assert!(drawn > 3_000, "{drawn}");
}

#[test]
fn the_pieces_of_a_page_are_its_lines() {
    for Sample { form, printed, .. } in samples() {
        let part = &printed.parts[0];
        let sheet = sheet(part, 0, None);
        let pieces = svg::pieces(&sheet);
        let whole = svg::page(&sheet);
        assert!(whole.contains(&pieces.concat()), "{}", form.id);
        let with_text = part.layout.lines_of(0).iter().filter(|line| line.first_ink.is_some()).count();
        assert!(pieces.len() > with_text, "{}: {} pieces, {with_text} lines", form.id, pieces.len());
    }
}

#[test]
fn what_is_typed_is_text_and_missing_characters_are_shown_as_missing() {
    let mut sample = super::sample("000-TLX");
    let text = "<script>alert(1)</script> & \"ngoặc\" 漢 </text>";
    sample
        .draft
        .answers
        .set(tham_luan::form::FieldId::new("mo-dau"), tham_luan::draft::Answer::Text(text.to_owned()));
    let printed = printed(&sample.plan, &sample.form, &sample.draft);
    let texts = texts(&svg::page(&sheet(&printed.parts[0], 0, None)));
    let at = texts.iter().position(|drawn| drawn.text.starts_with("<script>")).expect("it is printed");
    assert_eq!(texts[at].text, "<script>alert(1)</script> & \"ngoặc\" ");
    assert_eq!((texts[at + 1].text.as_str(), texts[at + 1].get("text-anchor")), ("\u{fffd}", Some("middle")));
    assert_eq!(texts[at + 2].text, " </text>");
}
