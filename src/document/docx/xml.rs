//! Writes one XML part of the package.
//!
//! **Invariant:** a part is well-formed whatever its text holds: elements close where they were opened, and what XML
//! cannot say is a space.

use std::borrow::Cow;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};

use crate::pagination::Twips;

/// A part that is being written.
pub(super) struct Xml(Writer<Vec<u8>>);

impl Xml {
    /// The part with that root.
    pub(super) fn part(root: &str, attributes: &[(&str, &str)], content: impl FnOnce(&mut Self)) -> Vec<u8> {
        let mut xml = Self(Writer::new(Vec::new()));
        xml.write(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), Some("yes"))));
        xml.element(root, attributes, content);
        xml.0.into_inner()
    }

    /// An element with what stands in it.
    pub(super) fn element(
        &mut self,
        name: &str,
        attributes: &[(&str, &str)],
        content: impl FnOnce(&mut Self),
    ) {
        self.write(Event::Start(start(name, attributes)));
        content(self);
        self.write(Event::End(BytesEnd::new(name)));
    }

    /// An element that says all in its attributes.
    pub(super) fn empty(&mut self, name: &str, attributes: &[(&str, &str)]) {
        self.write(Event::Empty(start(name, attributes)));
    }

    /// The usual element of `WordprocessingML`: a value.
    pub(super) fn value(&mut self, name: &str, value: &str) {
        self.empty(name, &[("w:val", value)]);
    }

    /// A value that is a number.
    pub(super) fn number(&mut self, name: &str, value: impl ToString) {
        self.value(name, &value.to_string());
    }

    /// A value that is yes or no.
    pub(super) fn switch(&mut self, name: &str, is_on: bool) {
        self.value(name, if is_on { "1" } else { "0" });
    }

    /// A width in twips.
    pub(super) fn width(&mut self, name: &str, width: Twips) {
        self.empty(name, &[("w:w", &width.to_string()), ("w:type", "dxa")]);
    }

    /// An element that holds text and no space but the text's own.
    pub(super) fn text(&mut self, name: &str, attributes: &[(&str, &str)], text: &str) {
        self.element(name, attributes, |xml| xml.write(Event::Text(BytesText::new(&legal(text)))));
    }

    /// Memory takes whatever is written to it.
    fn write(&mut self, event: Event<'_>) {
        let _ = self.0.write_event(event);
    }
}

fn start<'a>(name: &'a str, attributes: &[(&'a str, &'a str)]) -> BytesStart<'a> {
    let mut start = BytesStart::new(name);
    for (name, value) in attributes {
        start.push_attribute((*name, &*legal(value)));
    }
    start
}

/// Text that XML 1.0 can say.
fn legal(text: &str) -> Cow<'_, str> {
    let is_legal = |letter: char| !matches!(letter, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{d}'..='\u{1f}' | '\u{7f}'..='\u{9f}' | '\u{fffe}' | '\u{ffff}');
    if text.chars().all(is_legal) {
        return Cow::Borrowed(text);
    }
    let shown = |letter| if is_legal(letter) { letter } else { ' ' };
    Cow::Owned(text.chars().map(shown).collect())
}
