//! A paper as the compiling needs it, when there are very many: of the texts that no table reads only a digest stays.

use sha2::{Digest, Sha256};

use super::compile::READ_TEXTS;
use super::judge::Judged;
use crate::draft::{Answer, Answers};
use crate::form::{FieldKind, Form};

/// A text no longer than this stays: its digest would be as long.
const SHORT: usize = 64;

impl Judged {
    /// The paper with a digest in the place of each long text that no compiled table reads. Papers that differ still
    /// do, in the same fields.
    #[must_use]
    pub fn lean(&self, form: &Form) -> Self {
        let mut lean = self.clone();
        let texts = form.fields().filter(|(_, field)| matches!(field.kind, FieldKind::LongText));
        for (_, field) in texts.filter(|(_, field)| !READ_TEXTS.contains(&field.id.as_str())) {
            let text = lean.draft.answers.text(&field.id);
            if text.len() > SHORT {
                let digest = digest(text);
                lean.draft.answers.set(field.id.clone(), Answer::Text(digest));
            }
        }
        lean
    }

    /// Lets go of the answers, where only the paper's name is asked for from now on.
    pub fn forget_answers(&mut self) {
        self.draft.answers = Answers::default();
    }
}

fn digest(text: &str) -> String {
    use std::fmt::Write as _;
    Sha256::digest(text).iter().fold(String::with_capacity(SHORT), |mut digest, byte| {
        let _ = write!(digest, "{byte:02x}");
        digest
    })
}
