//! From a draft to the file that leaves the machine.

use super::OpenDraft;
use crate::draft::{Severity, Timestamp, validate};
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
            && !validate(self.plan, self.form, self.draft).iter().any(|found| is_error(found.severity))
    }

    /// The file that would be exported now. A paper that may not be called complete is exported as a draft.
    #[must_use]
    pub fn export(&self, measure: &Measure, complete: bool, now: &Timestamp) -> Submission {
        let status = if complete && self.may_complete(measure) { Status::Complete } else { Status::Draft };
        compose(&Export {
            draft: self.draft,
            plan: self.plan,
            form: self.form,
            revision: self.draft.revision + 1,
            status,
            pages: measure.pages,
            engine: pagination::ENGINE,
            exported_at: now,
            app_version: env!("CARGO_PKG_VERSION"),
        })
    }
}
