//! How much of a file is worth reading: of a large one its beginning tells whether a paper can be in it.

use super::{Attachment, MAX_BYTES, Reader, Refusal, answers, archive, begins_list};
use crate::submission;

/// A file that is one paper is no larger: a PDF with a submission in it.
const LARGEST_PAPER: u64 = 40_000_000;

/// What is looked at of a larger file.
const BEGINNING: usize = 1 << 16;

/// And where its first line is longer than that, which may be a submission.
const LONGEST_LINE: usize = submission::MAX_BYTES + 1;

/// How much of a file is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// So many bytes of its beginning: then ask again.
    Beginning(usize),
    /// All of it.
    All,
}

impl Reader<'_> {
    /// How much of a file of that size is to be read, of which so much has been. Ask first with nothing: then no byte is
    /// read in vain.
    ///
    /// # Errors
    /// If it is too large for a paper and does not begin like what holds several: an archive, a list, a table.
    pub fn wanted(&self, beginning: &[u8], size: u64) -> Result<Wanted, Refusal> {
        let bytes = usize::try_from(size).unwrap_or(usize::MAX);
        let too_large = submission::Refusal::TooLarge { bytes };
        if size > MAX_BYTES {
            return Err(too_large.into());
        }
        let holds_several = || archive::is_archive(beginning) || answers::delimiter(beginning).is_some();
        if size <= LARGEST_PAPER || holds_several() {
            return Ok(Wanted::All);
        }
        match begins_list(beginning) {
            Some(true) => return Ok(Wanted::All),
            None if beginning.len() < BEGINNING => return Ok(Wanted::Beginning(BEGINNING)),
            None if beginning.len() < LONGEST_LINE => return Ok(Wanted::Beginning(LONGEST_LINE)),
            _ => {}
        }
        Err(match (self.attached)(beginning) {
            Attachment::NotPdf => Refusal::of(too_large, beginning),
            _ => Refusal::PdfTooLarge { bytes },
        })
    }
}
