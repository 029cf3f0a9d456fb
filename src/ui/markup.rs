//! What does not change once it is shown, as text that the browser reads into elements: a fraction of what views of
//! the framework add to everyone's first download.
//!
//! **Invariant:** what goes in as text or as an attribute comes out as that: no sign of it is read as an element.

use crate::form::{Note, Source};

/// Elements as text. Shown by `inner_html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Markup(String);

impl From<Markup> for String {
    fn from(markup: Markup) -> Self {
        markup.0
    }
}

/// Several, one after the other.
pub(super) fn all(parts: Vec<Markup>) -> Markup {
    let mut all = String::new();
    for Markup(part) in parts {
        all.push_str(&part);
    }
    Markup(all)
}

/// An element with attributes around others.
pub(super) fn element(tag: &str, attributes: &[(&str, &str)], inside: Vec<Markup>) -> Markup {
    let mut whole = String::from("<");
    whole.push_str(tag);
    for (name, value) in attributes {
        whole.push(' ');
        whole.push_str(name);
        whole.push_str("=\"");
        push_text(&mut whole, value);
        whole.push('"');
    }
    whole.push('>');
    whole.push_str(&all(inside).0);
    whole.push_str("</");
    whole.push_str(tag);
    whole.push('>');
    Markup(whole)
}

/// A picture that was written as SVG, with what is typed in it as text.
pub(super) fn picture(svg: String) -> Markup {
    Markup(svg)
}

/// Text.
pub(super) fn text(text: &str) -> Markup {
    let mut escaped = String::new();
    push_text(&mut escaped, text);
    Markup(escaped)
}

/// An element of a class that holds a text; nothing where there is none.
pub(super) fn line(tag: &str, class: &str, line: &str) -> Markup {
    if line.is_empty() {
        return Markup::default();
    }
    element(tag, &[("class", class)], vec![text(line)])
}

/// An element of a class around others; nothing where there are none.
pub(super) fn group(tag: &str, class: &str, parts: Vec<Markup>) -> Markup {
    if parts.iter().all(|part| part.0.is_empty()) {
        return Markup::default();
    }
    element(tag, &[("class", class)], parts)
}

/// A link to a place of the page.
pub(super) fn link(class: &str, href: &str, name: &str) -> Markup {
    element("a", &[("class", class), ("href", href)], vec![text(name)])
}

/// What is folded away under its summary.
pub(super) fn folded(class: &str, summary: &str, parts: Vec<Markup>) -> Markup {
    let mut inside = vec![line("summary", &format!("{class}__summary"), summary)];
    inside.extend(parts);
    element("details", &[("class", class)], inside)
}

/// What unfolds the plan's words.
pub(super) fn quote_summary(source: &Source) -> String {
    format!("Xem nguyên văn Kế hoạch (mục {})", source.clause)
}

/// "Xem nguyên văn": the plan's words as printed.
pub(super) fn quote(source: &Source) -> Markup {
    folded(
        "source-quote",
        &quote_summary(source),
        vec![line("blockquote", "source-quote__words", &source.quote)],
    )
}

/// Something to know about the plan's text.
pub(super) fn note(note: &Note) -> Markup {
    let words = element(
        "p",
        &[("class", "note__text")],
        vec![element("strong", &[], vec![text("Lưu ý: ")]), text(&note.text)],
    );
    element("div", &[("class", "note")], vec![words, note.source.as_ref().map(quote).unwrap_or_default()])
}

fn push_text(whole: &mut String, text: &str) {
    for letter in text.chars() {
        match letter {
            '&' => whole.push_str("&amp;"),
            '<' => whole.push_str("&lt;"),
            '"' => whole.push_str("&quot;"),
            letter => whole.push(letter),
        }
    }
}
