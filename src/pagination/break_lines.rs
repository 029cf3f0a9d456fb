//! *Break*: the lines of one paragraph.
//!
//! Lines are filled one after the other, as word processors do: the widths of the characters are added up to the first
//! that does not fit, and the line ends at the last opportunity before it. A width is exact (an advance times the size)
//! and is rounded to whole twips only where the style changes, as measured in LibreOffice 25.2.3.
//!
//! Four rules of LibreOffice go beyond the opportunities of [`super::break_class`]:
//! - A line whose next character is a space ends there, whatever follows the spaces; the spaces hang in the margin.
//! - An opportunity after a slash that stands exactly at the limit is not taken.
//! - One found after a slash moves back to the white space before the word, if that is less than 66 characters away.
//! - A word wider than the line is cut at the last character that fits.
//!
//! **Invariant:** every line but the last takes at least one character, so breaking ends; the lines, put one after the
//! other, are the text.

use super::break_class::BreakContext;
use super::document::{Paragraph, Run, Twips};
use super::metrics::{TextHeight, em, round_div};
use super::widths::{Advances, UNITS_PER_EM};

/// Tab stops where a paragraph sets none of its own: half an inch, counted from the edge of the page area or cell.
pub(super) const TAB_DISTANCE: Twips = 720;

/// How far back from a slash white space is looked for, in characters.
const LONGEST_PATH: usize = 66;

/// One line of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct BrokenLine {
    /// Its first character.
    pub(super) start: Offset,
    /// After its last character that is not a trailing space.
    pub(super) end: Offset,
    /// Its first character that is not blank, in code points.
    pub(super) first_ink: Option<usize>,
    /// From its first character to `end`.
    pub(super) width: Twips,
    /// What its characters need.
    pub(super) text: TextHeight,
    /// Whether the text, not its width, ends it: the last line of a paragraph, or one before a line break.
    pub(super) ends_by_itself: bool,
}

/// A place in the joined text of a paragraph.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Offset {
    /// In code points.
    pub(super) chars: usize,
    /// In bytes.
    pub(super) bytes: usize,
}

/// The widths that a paragraph's lines may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Measure {
    /// Of every line.
    pub(super) width: Twips,
    /// Where the first line starts, from where the others do; negative hangs.
    pub(super) first: Twips,
    /// Where lines start, from the edge that tabs count from.
    pub(super) left: Twips,
}

/// Breaks a paragraph into lines. There is always one, though it may be empty.
pub(super) fn break_lines(paragraph: &Paragraph, measure: Measure) -> Vec<BrokenLine> {
    let runs = paragraph.runs.as_slice();
    let mut lines = Vec::new();
    let mut place = Place::START;
    let empty = TextHeight::of(paragraph.mark.size);
    loop {
        let first = if lines.is_empty() { measure.first } else { 0 };
        let (line, next) = Filler::new(runs, place, measure, first, empty).fill();
        lines.push(line);
        match next {
            Some(next) => place = next,
            None => return lines,
        }
    }
}

/// A place in the runs from which breaking can go on.
#[derive(Clone, Copy, Debug)]
struct Place {
    offset: Offset,
    /// The run of the next character, and its place there in bytes.
    run: usize,
    byte: usize,
    context: BreakContext,
    /// The character before.
    before: Option<char>,
    /// After the last white space before, in code points.
    after_white: Option<usize>,
}

impl Place {
    const START: Self = Self {
        offset: Offset { chars: 0, bytes: 0 },
        run: 0,
        byte: 0,
        context: BreakContext::START,
        before: None,
        after_white: None,
    };
}

/// Where a line may end.
#[derive(Clone, Copy, Debug)]
struct Candidate {
    /// Where the next line would begin.
    place: Place,
    /// What the line would hold.
    content: Content,
}

/// What stands on a line up to some place.
#[derive(Clone, Copy, Debug)]
struct Content {
    /// Without the trailing spaces.
    end: Offset,
    /// Width of the portions that are complete.
    complete: Twips,
    /// Advances of the portion that is not, without the trailing spaces.
    open: i32,
    /// The em of that portion.
    em: Twips,
    text: Option<TextHeight>,
}

impl Content {
    fn width(&self) -> Twips {
        self.complete + round_div(self.open * self.em, UNITS_PER_EM)
    }
}

/// Fills one line.
struct Filler<'a> {
    runs: &'a [Run],
    start: Offset,
    place: Place,
    /// The room on the line.
    available: Twips,
    /// Where the line begins, from the edge that tabs count from, and the indent of the other lines.
    origin: Twips,
    left: Twips,
    /// As much of the open portion as fits, in its advances.
    limit: i32,
    /// The advances of the open portion with its trailing spaces.
    advanced: i32,
    content: Content,
    first_ink: Option<usize>,
    /// The last opportunity.
    candidate: Option<Candidate>,
    /// The place after the last white space.
    after_white: Option<Candidate>,
    /// The height of the line if nothing stands on it.
    empty: TextHeight,
}

/// How a step of a [`Filler`] ended.
enum Step {
    Next,
    /// The line ends here and the next begins at the place.
    Full(Candidate),
}

impl<'a> Filler<'a> {
    fn new(runs: &'a [Run], place: Place, measure: Measure, first: Twips, empty: TextHeight) -> Self {
        let content = Content { end: place.offset, complete: 0, open: 0, em: 1, text: None };
        Self {
            runs,
            start: place.offset,
            place,
            available: measure.width - first,
            origin: measure.left + first,
            left: measure.left,
            limit: 0,
            advanced: 0,
            content,
            first_ink: None,
            candidate: None,
            after_white: None,
            empty,
        }
    }

    /// The line, and where the next begins if there is more.
    fn fill(mut self) -> (BrokenLine, Option<Place>) {
        let runs = self.runs;
        let mut style = None;
        while let Some(run) = runs.get(self.place.run) {
            let look = (run.size, run.bold, run.italic, run.underline);
            let advances = Advances::of(run.bold, run.italic);
            let height = TextHeight::of(run.size);
            if style != Some(look) {
                style = Some(look);
                self.open_portion(em(run.size));
            }
            let rest = run.text.get(self.place.byte..).unwrap_or_default();
            for c in rest.chars() {
                if c == '\n' {
                    self.content.text.get_or_insert(height);
                    let next = self.after(c);
                    return (
                        self.line(&self.content, true),
                        Some(Place { context: BreakContext::START, ..next }),
                    );
                }
                let is_last = self.place.byte + c.len_utf8() == run.text.len();
                if let Step::Full(end) = self.step(c, advances, height, is_last) {
                    return self.end(end);
                }
            }
            if !run.text.is_empty() {
                self.empty = height;
            }
            self.place.run += 1;
            self.place.byte = 0;
        }
        (self.line(&self.content, true), None)
    }

    /// Takes one character.
    fn step(&mut self, c: char, advances: Advances, height: TextHeight, is_last: bool) -> Step {
        let mut next = self.after(c);
        let here = Candidate { place: self.place, content: self.content };
        let may_begin_line = next.context.push(c) && self.place.offset != self.start;
        let after_slash = self.place.before == Some('/');
        if may_begin_line && !after_slash {
            self.candidate = Some(here);
        }
        if is_blank(c) {
            self.advanced += advances.get(c);
            self.add_height(height);
            self.place = next;
            if self.advanced > self.limit {
                return Step::Full(Candidate { place: self.place, content: self.content });
            }
            self.after_white = Some(Candidate { place: next, content: self.content });
            return Step::Next;
        }
        let fits = if c == '\t' {
            self.tab()
        } else {
            let advanced = self.advanced + advances.get(c);
            let fits = advanced <= self.limit || is_last && self.fits_rounded(advanced);
            if fits {
                self.advanced = advanced;
            }
            fits
        };
        if !fits && self.place.offset != self.start {
            // A tab may always begin a line.
            let end = if c == '\t' { here } else { self.candidate.unwrap_or(here) };
            return Step::Full(end);
        }
        if may_begin_line && after_slash {
            self.candidate = self.before_path(here);
        }
        if !fits {
            self.advanced += advances.get(c);
        }
        self.add_height(height);
        if self.first_ink.is_none() && !matches!(c, '\t' | '\u{A0}' | '\u{200B}' | '\u{2060}') {
            self.first_ink = Some(self.place.offset.chars);
        }
        self.place = next;
        self.content.end = next.offset;
        self.content.open = self.advanced;
        if c == '\t' {
            self.after_white = Some(Candidate { place: next, content: self.content });
        }
        Step::Next
    }

    /// Where to end the line instead of after a slash; nowhere if the white space is before the line.
    fn before_path(&self, after_slash: Candidate) -> Option<Candidate> {
        match after_slash.place.after_white {
            Some(white) if after_slash.place.offset.chars - white < LONGEST_PATH => self.after_white,
            _ => Some(after_slash),
        }
    }

    fn add_height(&mut self, height: TextHeight) {
        self.content.text = Some(self.content.text.map_or(height, |text| text.max(height)));
    }

    /// The place after a character.
    fn after(&self, c: char) -> Place {
        let Offset { chars, bytes } = self.place.offset;
        Place {
            offset: Offset { chars: chars + 1, bytes: bytes + c.len_utf8() },
            byte: self.place.byte + c.len_utf8(),
            before: Some(c),
            after_white: if is_white(c) { Some(chars + 1) } else { self.place.after_white },
            ..self.place
        }
    }

    /// Rounds what the open portion takes, and opens another.
    fn open_portion(&mut self, em: Twips) {
        self.content.complete += round_div(self.advanced * self.content.em, UNITS_PER_EM);
        self.content.open = 0;
        self.content.em = em;
        self.advanced = 0;
        let room = (self.available - self.content.complete).max(0);
        self.limit = room * UNITS_PER_EM / em;
    }

    /// Whether the open portion, which ends with so many advances, fits once it is rounded.
    fn fits_rounded(&self, advanced: i32) -> bool {
        self.content.complete + round_div(advanced * self.content.em, UNITS_PER_EM) <= self.available
    }

    /// Moves to the next tab stop, if there is room for one.
    fn tab(&mut self) -> bool {
        self.open_portion(self.content.em);
        let at = self.origin + self.content.complete;
        let stop = if at < self.left { self.left } else { (at.div_euclid(TAB_DISTANCE) + 1) * TAB_DISTANCE };
        let fits = stop - self.origin <= self.available;
        if fits {
            self.content.complete = stop - self.origin;
            self.open_portion(self.content.em);
        }
        fits
    }

    /// Ends the line at a candidate.
    fn end(&mut self, end: Candidate) -> (BrokenLine, Option<Place>) {
        let line = self.line(&end.content, false);
        let mut next = end.place;
        // Spaces at the end of a line hang in the margin.
        let runs = self.runs;
        while let Some(run) = runs.get(next.run) {
            let rest = run.text.get(next.byte..).unwrap_or_default();
            for c in rest.chars() {
                if !is_blank(c) {
                    return (line, Some(next));
                }
                self.place = next;
                next = self.after(c);
                next.context.push(c);
            }
            next.run += 1;
            next.byte = 0;
        }
        (BrokenLine { ends_by_itself: true, ..line }, None)
    }

    fn line(&self, content: &Content, ends_by_itself: bool) -> BrokenLine {
        BrokenLine {
            start: self.start,
            end: content.end,
            first_ink: self.first_ink.filter(|&ink| ink < content.end.chars),
            width: content.width(),
            text: content.text.unwrap_or(self.empty),
            ends_by_itself,
        }
    }
}

/// Whether it may hang in the margin.
fn is_blank(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}')
}

/// Whether a path may not be broken before it is reached.
fn is_white(c: char) -> bool {
    c.is_whitespace() && !matches!(c, '\u{A0}' | '\u{2007}' | '\u{202F}')
}

#[cfg(test)]
mod tests {
    use expect_test::{Expect, expect};

    use super::*;
    use crate::pagination::document::{Align, Indent, LineHeight, LineRule, Mark};

    /// Breaks a text of 10 pt, whose digits are 100 twips wide, into lines of so many twips; shows them between bars.
    #[track_caller]
    fn check(text: &str, width: Twips, expect: Expect) {
        let run = Run { text: text.to_owned(), size: 20, bold: false, italic: false, underline: false };
        let paragraph = Paragraph {
            align: Align::Both,
            ind: Indent::default(),
            before: 0,
            after: 0,
            line: LineHeight { rule: LineRule::Auto, value: 240 },
            keep_next: false,
            keep_lines: false,
            widow: true,
            page_break_before: false,
            border_top: None,
            runs: vec![run],
            mark: Mark { size: 20 },
        };
        let lines = break_lines(&paragraph, Measure { width, first: 0, left: 0 });
        let shown: Vec<&str> =
            lines.iter().filter_map(|line| text.get(line.start.bytes..line.end.bytes)).collect();
        expect.assert_eq(&shown.join("|"));
    }

    #[test]
    fn a_line_takes_what_fits_without_its_trailing_spaces() {
        check("12 34", 450, expect!["12 34"]);
        check("12 34", 449, expect!["12|34"]);
        check("12   34", 200, expect!["12|34"]);
        check("12  ", 200, expect!["12"]);
        check("", 200, expect![""]);
    }

    #[test]
    fn a_line_ends_before_a_space_whatever_follows_it() {
        check("12 )", 200, expect!["12|)"]);
        check("1 2 )", 290, expect!["1 2|)"]);
        check("1 2 )", 360, expect!["1|2 )"]);
    }

    #[test]
    fn a_word_wider_than_the_line_is_cut() {
        check("12345", 200, expect!["12|34|5"]);
        check("12", -5, expect!["1|2"]);
    }

    #[test]
    fn a_path_is_kept_whole_if_white_space_is_near() {
        check("1 ab/cd", 450, expect!["1|ab/cd"]);
        check("ab/cd", 350, expect!["ab/|cd"]);
        check("1 ab/cd", 250, expect!["1|ab/|cd"]);
    }

    #[test]
    fn line_breaks_and_tabs_are_obeyed() {
        check("1\n2\n", 300, expect!["1|2|"]);
        check("1\t2", 820, expect!["1\t2"]);
        check("1 23\t4", 700, expect!["1 23|\t4"]);
    }
}
