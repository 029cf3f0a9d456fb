//! From a draft to the file that leaves the machine.

use super::{OpenDraft, fixed_rows};
use crate::draft::{Draft, Severity, Timestamp, validate};
use crate::pagination;
use crate::paper::{Measure, Room};
use crate::submission::{Export, Status, Submission, compose};

impl OpenDraft<'_> {
    /// Whether the paper may be called complete: nothing is missing or wrong, and it keeps its page limit.
    #[must_use]
    pub fn may_complete(&self, measure: &Measure) -> bool {
        let keeps_limit = !matches!(measure.room, Room::Over { .. });
        let is_error = |severity| severity == Severity::Error;
        keeps_limit
            && !validate(self.plan, self.form, self.draft, self.others)
                .iter()
                .any(|found| is_error(found.severity))
    }

    /// The file that would be exported now. A paper that may not be called complete is exported as a draft.
    #[must_use]
    pub fn export(&self, measure: &Measure, complete: bool, now: &Timestamp) -> Submission {
        let status = if complete && self.may_complete(measure) { Status::Complete } else { Status::Draft };
        self.compose(status, measure.pages, now)
    }

    /// Whether another draft of the form says the same: its file would hold the same answers and layout, however they
    /// were typed ("05/9/2020" or "05/09/2020").
    #[must_use]
    pub fn says_the_same_as(&self, other: &Draft) -> bool {
        let answers = |draft: &Draft| {
            let draft = &fixed_rows::complete(self.form, draft.clone());
            let file = OpenDraft { draft, ..*self }.compose(Status::Draft, 0, &draft.updated_at);
            let mut entries = file.contents(self.plan, self.form);
            entries.retain(|entry| entry.path.starts_with("answers."));
            entries
        };
        self.draft.layout == other.layout && answers(self.draft) == answers(other)
    }

    /// One copy of the code for all who export.
    #[inline(never)]
    fn compose(&self, status: Status, pages: u32, now: &Timestamp) -> Submission {
        compose(&Export {
            draft: self.draft,
            plan: self.plan,
            form: self.form,
            revision: self.draft.revision + 1,
            status,
            pages,
            engine: pagination::ENGINE,
            exported_at: now,
            app_version: env!("CARGO_PKG_VERSION"),
        })
    }
}
