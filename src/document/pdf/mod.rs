//! A paper as a PDF for the archive and for everybody: PDF/A-3a and PDF/UA-1 in one, with the submission inside.
//!
//! [`write`] draws each page as its [`sheet`](fn@super::sheet) has it ([`draw`]) and says what is what to whoever
//! listens instead of looking ([`tags`]); [`attached`] finds the submission again.
//!
//! **Invariant:** both standards are checked while the file is made, and a paper that would break one is an error, not
//! a file. Any text can be printed: what would break them never comes so far.

mod draw;
mod fonts;
mod read;
mod tags;
mod token;

use krilla::configure::{Accessibility, Archival, ConfigurationBuilder};
use krilla::destination::XyzDestination;
use krilla::embed::{AssociationKind, EmbeddedFile, MimeType};
use krilla::geom::Point;
use krilla::metadata::{DateTime, Metadata, PageLayout};
use krilla::outline::{Outline, OutlineNode};
use krilla::page::PageSettings;
use krilla::{Document, SerializeSettings};
use thiserror::Error;

use crate::draft::Timestamp;
use crate::paper::Printed;

use super::{CheckMark, Properties, sheet};
use draw::{Pen, points};
use fonts::Fonts;
use tags::{Contents, Heading, headings};

pub use read::{MAX_BYTES, ReadError, attached, attachment, is_pdf};

/// The language of the papers.
const LANGUAGE: &str = "vi";

/// What the attached file is said to be.
const ATTACHED: &str = "Dữ liệu của văn bản này, mở lại được bằng Tham Luận";

/// The most characters of a title or a heading that a reader is told.
const LONGEST_TITLE: usize = 300;

/// What a PDF is made of.
#[derive(Clone, Copy, Debug)]
pub struct Paper<'a> {
    /// The pages.
    pub printed: &'a Printed,
    /// What the file says of the paper.
    pub properties: &'a Properties,
    /// The program that makes it, with its version.
    pub producer: &'a str,
    /// When it is made.
    pub made_at: &'a Timestamp,
    /// What tells it from every other file: the draft's id and revision.
    pub id: &'a str,
    /// The exported file that goes with it.
    pub submission: Option<Attachment<'a>>,
    /// What stands at the foot of the last page.
    pub mark: Option<&'a CheckMark>,
}

/// A file inside the PDF.
#[derive(Clone, Copy, Debug)]
pub struct Attachment<'a> {
    /// As readers list it.
    pub name: &'a str,
    /// A submission as JSON.
    pub json: &'a [u8],
}

/// Why there is no PDF.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum WriteError {
    /// The time when it was made cannot be read.
    #[error("not a time: {0}")]
    Time(String),
    /// It would not be what the standards ask for.
    #[error("breaks a standard: {0}")]
    Standard(String),
}

/// Writes a PDF.
///
/// # Errors
/// If the time is none. No paper is known to break a standard.
pub fn write(paper: &Paper<'_>) -> Result<Vec<u8>, WriteError> {
    let Paper { printed, properties, made_at, submission, mark, .. } = *paper;
    let broken = |error: &dyn std::fmt::Debug| WriteError::Standard(format!("{error:?}"));
    let moment = time(made_at.as_str()).ok_or_else(|| WriteError::Time(made_at.as_str().to_owned()))?;
    let configuration = ConfigurationBuilder::new()
        .with_archival_validator(Archival::A3_A)
        .with_accessibility_validator(Accessibility::UA1)
        .finish()
        .map_err(|error| broken(&error))?;
    let settings = SerializeSettings { configuration, enable_tagging: true, ..SerializeSettings::default() };
    let fonts = Fonts::new().ok_or_else(|| WriteError::Standard("fonts".to_owned()))?;

    let mut document = Document::new_with(settings);
    let mut contents = Contents::default();
    let mut pages = 0;
    for part in &printed.parts {
        contents.begin_part(pages);
        for page in 0..part.layout.pages {
            let sheet = sheet(part, page, mark);
            let size = PageSettings::from_wh(points(sheet.width), points(sheet.height));
            let mut page_out = document.start_page_with(size.unwrap_or_default());
            let mut surface = page_out.surface();
            Pen { fonts: &fonts, surface: &mut surface }.draw(part, page, &sheet, &mut contents);
            surface.finish();
            page_out.finish();
            pages += 1;
        }
    }
    let headings = headings(printed);
    document.set_tag_tree(contents.tree(printed, &headings));
    document.set_outline(outline(&properties.title, &headings, &contents, printed));
    document.set_metadata(metadata(paper, moment));
    if let Some(Attachment { name, json }) = submission {
        document.embed_file(EmbeddedFile {
            path: name.to_owned(),
            mime_type: MimeType::new("application/json"),
            description: Some(ATTACHED.to_owned()),
            association_kind: AssociationKind::Source,
            data: json.to_vec().into(),
            modification_date: Some(moment),
            compress: Some(true),
            location: None,
        });
    }
    document.finish().map_err(|error| broken(&error))
}

fn metadata(paper: &Paper<'_>, made_at: DateTime) -> Metadata {
    let Properties { title, subject, author, organization, .. } = paper.properties;
    let mut authors = Vec::new();
    for name in [author, organization] {
        if !name.is_empty() {
            authors.push(clipped(name));
        }
    }
    Metadata::new()
        .title(title_of(title))
        .description(clipped(subject))
        .authors(authors)
        .creator(paper.producer.to_owned())
        .producer(paper.producer.to_owned())
        .language(LANGUAGE.to_owned())
        .creation_date(made_at)
        .document_id(paper.id.to_owned())
        .page_layout(PageLayout::OneColumn)
}

/// The headings as a reader lists them; the title where there is none, so that the list is never empty.
fn outline(title: &str, headings: &[Heading], contents: &Contents, printed: &Printed) -> Outline {
    let mut outline = Outline::new();
    // The open entries, each with its level.
    let mut open: Vec<(u16, OutlineNode)> = Vec::new();
    let mut close = |open: &mut Vec<(u16, OutlineNode)>, level: u16| {
        while let Some((_, node)) = open.pop_if(|(own, _)| *own >= level) {
            match open.last_mut() {
                Some((_, parent)) => parent.push_child(node),
                None => outline.push_child(node),
            }
        }
    };
    for heading in headings {
        let Some((page, top)) = contents.place(printed, heading) else { continue };
        close(&mut open, heading.level);
        let place = XyzDestination::new(page, Point::from_xy(0.0, points(top)));
        open.push((heading.level, OutlineNode::new(heading.title.clone(), place)));
    }
    if open.is_empty() {
        let place = XyzDestination::new(0, Point::from_xy(0.0, 0.0));
        open.push((1, OutlineNode::new(title_of(title), place)));
    }
    close(&mut open, 1);
    outline
}

/// A title that is never empty.
fn title_of(title: &str) -> String {
    let title = clipped(title);
    if title.is_empty() { "Văn bản".to_owned() } else { title }
}

/// Text for a list: on one line, and not endless.
fn clipped(text: &str) -> String {
    let mut clipped = String::new();
    for word in text.split_whitespace() {
        if !clipped.is_empty() {
            clipped.push(' ');
        }
        clipped.push_str(word);
    }
    clipped.chars().filter(|c| !c.is_control()).take(LONGEST_TITLE).collect()
}

/// A time such as `2020-09-05T08:30:00Z` or `2020-09-05T08:30:00.000+07:00`.
fn time(text: &str) -> Option<DateTime> {
    let (day, clock) = text.split_once('T')?;
    let mut day = day.split('-');
    let mut number = || day.next()?.parse::<u16>().ok();
    let (year, month, date) = (number()?, number()?, number()?);
    let zone = clock.find(['Z', '+', '-'])?;
    let (clock, zone) = clock.split_at_checked(zone)?;
    let mut clock = clock.split([':', '.']);
    let mut number = || clock.next()?.parse::<u8>().ok();
    let (hour, minute, second) = (number()?, number()?, number()?);
    let mut zone_parts = zone.split(':');
    let hours = match zone_parts.next()? {
        "Z" => 0,
        hours => hours.parse::<i8>().ok()?,
    };
    let minutes = zone_parts.next().map_or(Some(0), |minutes| minutes.parse::<u8>().ok())?;
    let (month, date) = (u8::try_from(month).ok()?, u8::try_from(date).ok()?);
    let is_one =
        (1..=12).contains(&month) && (1..=31).contains(&date) && hour < 24 && minute < 60 && second < 60;
    is_one.then(|| {
        DateTime::new(year)
            .month(month)
            .day(date)
            .hour(hour)
            .minute(minute)
            .second(second)
            .utc_offset_hour(hours)
            .utc_offset_minute(minutes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_read_as_they_are_written() {
        let utc = DateTime::new(2020).month(9).day(5).hour(8).minute(30).second(1).utc_offset_hour(0);
        assert_eq!(time("2020-09-05T08:30:01Z"), Some(utc));
        assert_eq!(time("2020-09-05T08:30:01.250+07:00"), Some(utc.utc_offset_hour(7)));
        for none in ["", "2020", "2020-09-05", "2020-13-05T08:30:01Z", "2020-09-05T08:30:61Z", "mai"] {
            assert_eq!(time(none), None, "{none}");
        }
    }

    #[test]
    fn titles_are_one_line_that_is_not_endless() {
        assert_eq!(title_of(" Báo cáo\n tham luận "), "Báo cáo tham luận");
        assert_eq!(title_of("\u{0}"), "Văn bản");
        assert_eq!(title_of(&"a".repeat(5000)).len(), LONGEST_TITLE);
    }
}
