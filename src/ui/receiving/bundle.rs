//! An intake as one file for a colleague: a submission a line, and at last a line with where each came from and what was
//! decided. Other programs of an office read the submissions and refuse the last line.

use super::{BOARD, Receiving, shelf};
use crate::json::{Value, compact, parse};
use crate::office::intake::on_a_line;
use crate::office::{Decisions, Kept, Sheaf, decisions};
use crate::platform::storage::StorageError;

/// What such a file holds.
#[derive(Debug)]
pub(super) struct Bundle {
    /// Every row.
    pub(super) rows: Vec<Kept>,
    /// What was decided.
    pub(super) decisions: Decisions,
}

/// Where the rows stand in the last line.
const ROWS: &str = "rows";

/// Reads such a file. None if it is something else.
pub(super) fn read(bytes: &[u8]) -> Option<Bundle> {
    let bytes = bytes.trim_ascii_end();
    let start = bytes.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
    let last = bytes.get(start..).filter(|last| last.starts_with(b"{\""))?;
    let is_ours = last.windows(decisions::FORMAT.len()).any(|part| part == decisions::FORMAT.as_bytes());
    let text = std::str::from_utf8(bytes).ok().filter(|_| is_ours)?;
    let last = parse(std::str::from_utf8(last).ok()?).ok()?;
    let decisions = Decisions::from_json(&last)?;
    let mut lines = text.lines().filter(|line| !line.trim().is_empty());
    let row = |head: &Value| {
        let head = compact(head);
        Kept::decode(&head).or_else(|| Kept::decode(&format!("{head}\n{}", lines.next()?)))
    };
    let rows = last.get(ROWS).and_then(Value::as_array).unwrap_or_default().iter().filter_map(row).collect();
    Some(Bundle { rows, decisions })
}

impl Receiving {
    /// The file.
    ///
    /// # Errors
    /// If what is stored cannot be read.
    pub(in crate::ui) async fn bundle(self) -> Result<String, StorageError> {
        let board = BOARD.with_borrow(|board| {
            let board = board.as_ref()?;
            Some((board.plan.clone(), board.decisions.clone()))
        });
        let Some((plan, decisions)) = board else { return Ok(String::new()) };
        let visit = self.visit();
        let (mut text, mut rows) = (String::new(), Vec::new());
        for (key, _) in shelf::spans(&plan).await? {
            let sheaf = shelf::sheaf(&key).await?.to_vec();
            // Taken out since: a file of the rest would say that it is all.
            if sheaf.is_empty() || !self.is_visit(visit) {
                return Err(StorageError::Interrupted);
            }
            for Kept { place, content } in Sheaf::read(&sheaf).flatten() {
                rows.extend(parse(&Kept::head(&place, content.as_ref().err())).ok());
                if let Some(line) = content.ok().and_then(|paper| on_a_line(paper.as_bytes())) {
                    text.push_str(&line);
                    text.push('\n');
                }
            }
        }
        let mut last = decisions.to_json();
        if let Value::Object(members) = &mut last {
            members.insert(ROWS.to_owned(), Value::Array(rows));
        }
        text.push_str(&compact(&last));
        text.push('\n');
        Ok(text)
    }

    /// Takes out everything that was taken in for the plan that is looked at, and what was decided.
    ///
    /// # Errors
    /// If it is still there.
    pub(in crate::ui) async fn erase(self) -> Result<(), StorageError> {
        let plan = BOARD.with_borrow(|board| board.as_ref().map(|board| board.plan.clone()));
        let Some(plan) = plan else { return Ok(()) };
        let visit = self.visit();
        self.stop();
        shelf::erase(&plan).await?;
        // Another plan may be looked at by now.
        if self.is_visit(visit) {
            self.forget();
        }
        Ok(())
    }
}
