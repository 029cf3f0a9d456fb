//! The papers that the office begins with what was compiled, as files: the one that opens in the writing page, and those
//! that people read.

use super::{Properties, docx, pdf};
use crate::draft::Timestamp;
use crate::office::compile::Begun;
use crate::pagination::ENGINE;
use crate::paper::{Press, Printed};
use crate::plan::Plan;
use crate::submission::{Export, Status, Submission, compose};

/// What makes the files.
pub const PRODUCER: &str = concat!("Tham Luận ", env!("CARGO_PKG_VERSION"));

/// A begun paper as it prints, what it says of itself, and the file that opens in the writing page.
#[derive(Clone, Debug)]
pub struct Made {
    /// Its pages.
    pub printed: Printed,
    /// What programs show of it.
    pub properties: Properties,
    /// A draft, with everything in it.
    pub submission: Submission,
}

impl Made {
    /// Of a begun paper, as of a moment: that of the newest paper in it gives equal files for equal papers.
    #[must_use]
    pub fn of(plan: &Plan, begun: &Begun, at: &Timestamp) -> Option<Self> {
        let draft = &begun.draft;
        let form = plan.form(&draft.form)?;
        let mut press = Press::default();
        let submission = compose(&Export {
            draft,
            plan,
            form,
            revision: draft.revision + 1,
            status: Status::Draft,
            pages: press.measure(plan, form, draft).pages,
            engine: ENGINE,
            exported_at: at,
            app_version: env!("CARGO_PKG_VERSION"),
        });
        let printed = press.print(plan, form, draft);
        Some(Self { printed, properties: Properties::of(plan, form, draft), submission })
    }

    /// The paper for the writer of PDFs, with the submission inside.
    #[must_use]
    pub fn pdf<'a>(&'a self, begun: &'a Begun, at: &'a Timestamp) -> pdf::Paper<'a> {
        let name = self.submission.file_name();
        pdf::Paper {
            printed: &self.printed,
            properties: &self.properties,
            producer: PRODUCER,
            made_at: at,
            id: begun.draft.id.as_str(),
            submission: Some(pdf::Attachment { name, json: self.submission.text().as_bytes() }),
            mark: None,
        }
    }
}

/// `<id>.json`, `<id>.docx` and `<id>.pdf` of a begun paper.
#[must_use]
pub fn files(plan: &Plan, begun: &Begun, at: &Timestamp) -> Vec<(String, Vec<u8>)> {
    let Some(made) = Made::of(plan, begun, at) else { return Vec::new() };
    let name = |ending: &str| format!("{}.{ending}", begun.id);
    let mut files = vec![
        (name("json"), made.submission.text().as_bytes().to_vec()),
        (name("docx"), docx::write(&made.printed, &made.properties, None)),
    ];
    files.extend(pdf::write(&made.pdf(begun, at)).ok().map(|bytes| (name("pdf"), bytes)));
    files
}
