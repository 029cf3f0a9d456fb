//! Reads the tags of our own `index.html`: lower-case names, double quotes, no `>` inside a value.

use std::ops::Range;

/// One opening tag.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Tag<'a> {
    text: &'a str,
    start: usize,
}

/// The opening tags of one name, in order.
pub(crate) fn tags<'a>(page: &'a str, name: &str) -> impl Iterator<Item = Tag<'a>> {
    let opening = format!("<{name}");
    let mut from = 0;
    std::iter::from_fn(move || {
        loop {
            let start = from + page[from..].find(&opening)?;
            let end = start + page[start..].find('>')? + 1;
            from = end;
            let after = page.as_bytes()[start + opening.len()];
            if after == b'>' || after == b'/' || after.is_ascii_whitespace() {
                return Some(Tag { text: &page[start..end], start });
            }
        }
    })
}

impl<'a> Tag<'a> {
    /// The value of an attribute.
    pub(crate) fn attribute(&self, name: &str) -> Option<&'a str> {
        let opening = format!("{name}=\"");
        let found = self
            .text
            .match_indices(&opening)
            .find(|(at, _)| self.text[..*at].ends_with(|before: char| before.is_ascii_whitespace()))?;
        self.text[found.0 + opening.len()..].split('"').next()
    }

    /// Where it stands in the page.
    pub(crate) fn range(&self) -> Range<usize> {
        self.start..self.start + self.text.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_and_their_attributes_are_found() {
        let page = r#"<header><link rel="icon" data-href="a" href="b"></header><linked><link>"#;
        let found: Vec<_> = tags(page, "link").collect();
        assert_eq!(found.len(), 2);
        assert_eq!(found[0].attribute("href"), Some("b"));
        assert_eq!(found[0].attribute("re"), None);
        assert_eq!(&page[found[1].range()], "<link>");
    }
}
