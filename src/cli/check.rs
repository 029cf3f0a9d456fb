//! `tham-luan check`: judges every file by itself.

use std::io::Write;

use super::files::files;
use super::plans::plans;
use super::{End, Failure, Wish, pool, words};
use crate::json::{Value, compact, object};
use crate::office::paper_json;

/// Says of every paper what is with it, and in the end how many there were.
pub(super) fn run(wish: &Wish, out: &mut impl Write) -> Result<End, Failure> {
    let plans = plans(wish)?;
    let mut tally = Tally::default();
    let reading = pool::Reading { plans: &plans, threads: wish.threads, lines: false };
    pool::read(&files(&wish.files), reading, |taken| {
        let wrong = match &taken.outcome {
            Ok(judged) => !judged.warnings().is_empty(),
            Err(_) => true,
        };
        tally.add(taken.outcome.is_ok(), wrong);
        if wish.json { writeln!(out, "{}", compact(&json(&taken))) } else { line(out, &taken) }
    })?;
    if !wish.json {
        writeln!(out, "{}", tally.words())?;
    }
    Ok(tally.end())
}

/// How many papers there were.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Tally {
    fine: usize,
    warned: usize,
    refused: usize,
}

impl Tally {
    pub(super) fn add(&mut self, is_paper: bool, is_wrong: bool) {
        let count = match (is_paper, is_wrong) {
            (false, _) => &mut self.refused,
            (true, true) => &mut self.warned,
            (true, false) => &mut self.fine,
        };
        *count += 1;
    }

    pub(super) fn words(self) -> String {
        let Self { fine, warned, refused } = self;
        let all = fine + warned + refused;
        format!("Tổng số {all}: {fine} tốt, {warned} cần xem, {refused} bị từ chối.")
    }

    pub(super) fn end(self) -> End {
        if self.warned + self.refused == 0 { End::Fine } else { End::Wrong }
    }

    pub(super) fn refused(self) -> usize {
        self.refused
    }
}

fn json(pool::Taken { place, outcome, .. }: &pool::Taken) -> Value {
    let mut members = vec![("file", place.to_string().as_str().into())];
    match outcome {
        Ok(judged) => {
            let outcome = if judged.warnings().is_empty() { "accepted" } else { "warned" };
            members.push(("outcome", outcome.into()));
            members.extend(paper_json(judged));
        }
        Err(refusal) => {
            members.push(("outcome", "refused".into()));
            members.push(("reason", refusal.code().into()));
        }
    }
    object(members)
}

fn line(out: &mut impl Write, pool::Taken { place, outcome, .. }: &pool::Taken) -> std::io::Result<()> {
    match outcome {
        Err(refusal) => writeln!(out, "TỪ CHỐI  {place}: {}", words::refusal(refusal)),
        Ok(judged) => {
            let warnings: Vec<_> = judged.warnings().iter().map(words::warning).collect();
            let word = if warnings.is_empty() { "TỐT    " } else { "CẦN XEM" };
            let name = judged.who.name();
            write!(out, "{word}  {place}: {} {name}, lần {}", judged.draft.form, judged.draft.revision)?;
            if warnings.is_empty() { writeln!(out) } else { writeln!(out, ": {}", warnings.join("; ")) }
        }
    }
}
