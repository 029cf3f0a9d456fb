//! Files read, judged and counted on several threads, given back in their order.
//!
//! **Invariant:** memory is bounded, however many files there are and however many papers one holds: a thread waits until
//! what it found before was taken.

use std::fs;
use std::io::Read;
use std::num::NonZero;
use std::sync::Mutex;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread;

use super::files::File;
use super::nfc;
use crate::document::pdf::attachment;
use crate::office::intake::{Place, Reader, Received, Refusal, Wanted, on_a_line};
use crate::office::{Judged, judge};
use crate::paper::Press;
use crate::plan::Plan;
use crate::submission;

/// So many files may be ahead of the one that is taken.
const FILES_AHEAD: usize = 64;

/// And so many papers of each.
const PAPERS_AHEAD: usize = 16;

/// A paper, or why there is none.
#[derive(Debug)]
pub(super) struct Taken {
    /// Where it comes from.
    pub(super) place: Place,
    pub(super) outcome: Result<Box<Judged>, Refusal>,
    /// The submission on one line, where lines are wanted.
    pub(super) line: Option<String>,
}

/// How files are read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading<'a> {
    pub(super) plans: &'a [Plan],
    pub(super) threads: Option<usize>,
    pub(super) lines: bool,
}

/// Reads the files and gives each paper in them, in order, until `take` has enough.
pub(super) fn read<E>(
    files: &[File],
    reading: Reading<'_>,
    mut take: impl FnMut(Taken) -> Result<(), E>,
) -> Result<(), E> {
    let Reading { plans, threads, lines } = reading;
    let threads = threads.or_else(|| thread::available_parallelism().ok().map(NonZero::get)).unwrap_or(1);
    let reader = Reader { plans, normalize: nfc, attached: attachment, keeps_bytes: lines };
    thread::scope(|scope| {
        let (announce, announced) = sync_channel::<Receiver<Taken>>(FILES_AHEAD);
        // Whoever takes the next file announces it before another can, so that they come in order.
        let next = Mutex::new((files.iter(), announce));
        let next = std::sync::Arc::new(next);
        for _ in 0..threads.max(1) {
            let next = std::sync::Arc::clone(&next);
            let reader = &reader;
            scope.spawn(move || {
                let mut press = Press::default();
                loop {
                    let (sender, receiver) = sync_channel(PAPERS_AHEAD);
                    let file = {
                        let Ok(mut next) = next.lock() else { return };
                        let Some(file) = next.0.next() else { return };
                        if next.1.send(receiver).is_err() {
                            return;
                        }
                        file
                    };
                    papers(file, reader, &mut press, |taken| sender.send(taken).is_ok());
                }
            });
        }
        drop(next);
        for papers in announced {
            for taken in papers {
                take(taken)?;
            }
        }
        Ok(())
    })
}

/// The papers in a file, as long as somebody takes them.
fn papers(file: &File, reader: &Reader<'_>, press: &mut Press, mut take: impl FnMut(Taken) -> bool) {
    let bytes = match bytes(file, reader) {
        Ok(bytes) => bytes,
        Err(refusal) => {
            let place = Place { file: file.name.clone(), ..Place::default() };
            take(Taken { place, outcome: Err(refusal), line: None });
            return;
        }
    };
    for Received { place, outcome, bytes } in reader.papers(&file.name, &bytes) {
        let line = if bytes.is_empty() { None } else { on_a_line(&bytes) };
        let outcome = outcome.and_then(|opened| {
            judge(reader.plans, *opened, Some(press))
                .map(Box::new)
                .map_err(|plan| submission::Refusal::UnknownPlan { plan: plan.to_string() }.into())
        });
        if !take(Taken { place, outcome, line }) {
            return;
        }
    }
}

/// What is in a file; of one too large for a paper that holds not several no more than its beginning is read.
fn bytes(file: &File, reader: &Reader<'_>) -> Result<Vec<u8>, Refusal> {
    let unreadable = |_| Refusal::Unreadable;
    let about = fs::metadata(&file.path).map_err(unreadable)?;
    if !about.is_file() {
        return Err(Refusal::Unreadable);
    }
    let mut source = fs::File::open(&file.path).map_err(unreadable)?;
    let mut bytes = Vec::new();
    while let Wanted::Beginning(most) = reader.wanted(&bytes, about.len())? {
        let more = u64::try_from(most.saturating_sub(bytes.len())).unwrap_or(u64::MAX);
        let read = source.by_ref().take(more).read_to_end(&mut bytes).map_err(unreadable)?;
        // Shorter than it was a moment ago.
        if read == 0 {
            return Err(Refusal::Unreadable);
        }
    }
    source.read_to_end(&mut bytes).map_err(unreadable)?;
    Ok(bytes)
}
