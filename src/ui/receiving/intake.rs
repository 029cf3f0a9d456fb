//! Taking files in, one paper after another, with rests between them.

use std::cell::Cell;
use std::collections::VecDeque;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::tabs::{self, Word};
use super::{BOARD, Books, INTAKE, Receiving, STOPS, VISIT, bundle, shelf};
use crate::document::pdf;
use crate::office::intake::{MAX_BYTES, Place, Reader, Received, Refusal};
use crate::office::{Judged, Kept, judge};
use crate::paper::Press;
use crate::plan::PlanId;
use crate::platform::database::{self, Room};
use crate::platform::files::Reading;
use crate::platform::storage::StorageError;
use crate::platform::{self, clock, page};
use crate::submission;
use crate::text::order_key;

/// So long the page works without a rest, in milliseconds.
const SLICE: f64 = 25.0;

/// So often those who look at the register are woken while files are taken in.
const WAKE: f64 = 400.0;

/// So many rows, or so many bytes, are stored together.
const BATCH_ROWS: usize = 100;
const BATCH_BYTES: usize = 4_000_000;

thread_local! {
    /// Whether the browser asks before it leaves the page while files are taken in.
    static WARNS: Cell<bool> = const { Cell::new(false) };
}

/// How taking in stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::ui) enum Intake {
    /// Nothing was taken in in this visit.
    Idle,
    /// Files are being taken in.
    Running {
        /// So many are done.
        done: usize,
        /// Of so many.
        files: usize,
        /// What came of them.
        taken: Taken,
    },
    /// That was all.
    Ended {
        /// What came of them.
        taken: Taken,
        /// So many files were not opened, because somebody stopped.
        left: usize,
        /// Why the rest could not be stored.
        failure: Option<StorageError>,
    },
}

/// What came of the files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::ui) struct Taken {
    /// Papers with which all is well.
    pub(in crate::ui) accepted: usize,
    /// Papers at which somebody should look.
    pub(in crate::ui) warned: usize,
    /// Files without a paper.
    pub(in crate::ui) refused: usize,
}

impl Taken {
    fn count(&mut self, outcome: &Result<Box<Judged>, Refusal>, plan: &PlanId) {
        match outcome {
            Ok(judged) if judged.draft.plan != *plan => self.refused += 1,
            Ok(judged) if judged.warnings().is_empty() => self.accepted += 1,
            Ok(_) => self.warned += 1,
            Err(_) => self.refused += 1,
        }
    }

    /// All rows.
    pub(in crate::ui) fn rows(self) -> usize {
        self.accepted + self.warned + self.refused
    }
}

/// Lets the page draw and answer every few milliseconds.
#[derive(Debug)]
pub(super) struct Pace {
    slice: f64,
    woke: f64,
}

impl Pace {
    pub(super) fn new() -> Self {
        let now = clock::fine_milliseconds();
        Self { slice: now, woke: now }
    }

    /// Rests, if it is time to. Says whether it is also time to show how far it is.
    pub(super) async fn rests(&mut self) -> bool {
        let now = clock::fine_milliseconds();
        if now - self.slice < SLICE {
            return false;
        }
        page::pause(Duration::ZERO).await;
        self.slice = clock::fine_milliseconds();
        let wakes = now - self.woke >= WAKE;
        if wakes {
            self.woke = now;
        }
        wakes
    }
}

/// What papers are read with.
pub(super) fn reader(books: &Books) -> Reader<'_> {
    Reader { plans: &books.plans, normalize: platform::nfc, attached: pdf::attachment, keeps_bytes: true }
}

/// A submission as it was stored, read and judged anew.
pub(super) fn judged(text: &str, books: &Books, press: &mut Press) -> Result<Box<Judged>, Refusal> {
    let reader = reader(books);
    let received = reader.papers("", text.as_bytes()).next();
    received.map_or(Err(Refusal::Unreadable), |received| judged_paper(received.outcome, books, press))
}

fn judged_paper(
    outcome: Result<Box<submission::Opened>, Refusal>,
    books: &Books,
    press: &mut Press,
) -> Result<Box<Judged>, Refusal> {
    let unknown = |plan: String| {
        let is_known = books.others.iter().any(|other| other.as_str() == plan);
        if is_known { Refusal::OtherPlan { plan } } else { submission::Refusal::UnknownPlan { plan }.into() }
    };
    match outcome {
        Ok(opened) => {
            judge(&books.plans, *opened, Some(press)).map(Box::new).map_err(|plan| unknown(plan.to_string()))
        }
        Err(Refusal::Submission(submission::Refusal::UnknownPlan { plan })) => Err(unknown(plan)),
        Err(refusal) => Err(refusal),
    }
}

/// Rows on their way into the storage.
#[derive(Debug, Default)]
struct Batch {
    rows: Vec<(Kept, Result<Box<Judged>, Refusal>)>,
    bytes: usize,
}

impl Batch {
    fn add(&mut self, place: Place, text: &[u8], outcome: Result<Box<Judged>, Refusal>) {
        let content = match &outcome {
            // What was read as a submission is text.
            Ok(_) => std::str::from_utf8(text).map(str::to_owned).map_err(|_| Refusal::Unreadable),
            Err(refusal) => Err(refusal.clone()),
        };
        self.bytes += text.len();
        self.rows.push((Kept { place, content }, outcome));
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }
}

/// So many files are asked for before the first of them is judged, as long as they are small together.
const AHEAD: usize = 16;
const AHEAD_BYTES: f64 = 32_000_000.0;

/// Chosen files, the next of them on their way.
struct Queue {
    waiting: VecDeque<(String, File)>,
    /// With their sizes. None is read that is too large.
    coming: VecDeque<(String, f64, Option<Reading>)>,
}

impl Queue {
    fn new(files: Vec<(String, File)>) -> Self {
        Self { waiting: files.into(), coming: VecDeque::new() }
    }

    /// The next file, in order.
    fn next(&mut self) -> Option<(String, Option<Reading>)> {
        while self.coming.len() < AHEAD {
            let bytes: f64 = self.coming.iter().map(|(_, bytes, _)| bytes).sum();
            let is_room = self.coming.is_empty() || bytes < AHEAD_BYTES;
            let Some((name, file)) = is_room.then(|| self.waiting.pop_front()).flatten() else { break };
            #[allow(clippy::cast_precision_loss, reason = "a round number")]
            let is_small = file.size() <= MAX_BYTES as f64;
            let reading = is_small.then(|| Reading::of(&file));
            self.coming.push_back((name, if is_small { file.size() } else { 0.0 }, reading));
        }
        self.coming.pop_front().map(|(name, _, reading)| (name, reading))
    }
}

/// One taking in.
struct Work {
    visit: u32,
    plan: PlanId,
    books: std::rc::Rc<Books>,
    press: Press,
    pace: Pace,
    batch: Batch,
    taken: Taken,
    done: usize,
    files: usize,
}

impl Receiving {
    /// Takes files in, one after another. The intake is here.
    pub(in crate::ui) fn take(self, mut files: Vec<(String, File)>) {
        // A browser gives what is in a folder as the disk has it.
        if files.iter().any(|(name, _)| name.contains('/')) {
            files.sort_by_cached_key(|(name, _)| order_key(name));
        }
        let board = BOARD.with_borrow(|board| {
            let board = board.as_ref().filter(|board| board.state == super::State::Ready)?;
            Some((board.plan.clone(), board.books.clone()))
        });
        let is_running = self.intake().with_untracked(|intake| matches!(intake, Intake::Running { .. }));
        let Some((plan, books)) = board.filter(|_| !is_running && !files.is_empty()) else { return };
        STOPS.set(false);
        if !WARNS.replace(true) {
            page::warn_before_leaving(|| {
                INTAKE.with(|intake| intake.with_untracked(|intake| matches!(intake, Intake::Running { .. })))
            });
        }
        let mut work = Work {
            visit: VISIT.get(),
            plan,
            books,
            press: Press::default(),
            pace: Pace::new(),
            batch: Batch::default(),
            taken: Taken::default(),
            done: 0,
            files: files.len(),
        };
        work.show();
        spawn_local(async move {
            let mut failure = None;
            let mut queue = Queue::new(files);
            while !STOPS.get() && failure.is_none() {
                let Some((name, reading)) = queue.next() else { break };
                failure = work.file(&name, reading).await.err();
                work.done += 1;
            }
            let failure = match failure {
                None => work.store().await.err(),
                failure => failure,
            };
            if self.is_visit(work.visit) {
                let left = work.files - work.done;
                INTAKE.with(|intake| intake.set(Intake::Ended { taken: work.taken, left, failure }));
                self.wake();
                tabs::look();
            }
        });
    }
}

impl Work {
    async fn file(&mut self, name: &str, reading: Option<Reading>) -> Result<(), StorageError> {
        let place = || Place { file: platform::nfc(name), ..Place::default() };
        let Some(reading) = reading else {
            let too_large = submission::Refusal::TooLarge { bytes: usize::MAX };
            return self.row(place(), &[], Err(too_large.into())).await;
        };
        let Ok(bytes) = reading.bytes().await else {
            return self.row(place(), &[], Err(Refusal::Unreadable)).await;
        };
        if let Some(bundle) = bundle::read(&bytes) {
            return self.bundle(bundle).await;
        }
        let books = self.books.clone();
        let reader = reader(&books);
        for Received { place, outcome, bytes } in reader.papers(name, &bytes) {
            let outcome = judged_paper(outcome, &books, &mut self.press);
            self.row(place, &bytes, outcome).await?;
            if STOPS.get() {
                break;
            }
        }
        Ok(())
    }

    /// What a colleague handed on: every row as it was there, and what was decided.
    async fn bundle(&mut self, bundle: bundle::Bundle) -> Result<(), StorageError> {
        let books = self.books.clone();
        for Kept { place, content } in bundle.rows {
            match content {
                Ok(text) => {
                    let outcome = judged(&text, &books, &mut self.press);
                    self.row(place, text.as_bytes(), outcome).await?;
                }
                Err(refusal) => self.row(place, &[], Err(refusal)).await?,
            }
            if STOPS.get() {
                return Ok(());
            }
        }
        self.store().await?;
        if Receiving.is_visit(self.visit) {
            Receiving.decide(|decisions| decisions.add(bundle.decisions));
        }
        Ok(())
    }

    async fn row(
        &mut self,
        place: Place,
        text: &[u8],
        outcome: Result<Box<Judged>, Refusal>,
    ) -> Result<(), StorageError> {
        self.batch.add(place, text, outcome);
        if self.batch.is_full() {
            self.store().await?;
        }
        if self.pace.rests().await {
            self.store().await?;
            self.show();
            Receiving.wake();
        }
        Ok(())
    }

    /// Stores the rows that wait, and only then registers them.
    async fn store(&mut self) -> Result<(), StorageError> {
        let batch = std::mem::take(&mut self.batch);
        if batch.rows.is_empty() || !Receiving.is_visit(self.visit) {
            return Ok(());
        }
        let Some(first) = self.put(&batch).await? else { return Ok(()) };
        BOARD.with_borrow_mut(|board| {
            let Some(board) = board.as_mut() else { return };
            // Whoever looked at the storage meanwhile has taken some already.
            let next = board.register.entries().count();
            for ((kept, outcome), number) in batch.rows.into_iter().zip(first..) {
                self.taken.count(&outcome, &self.plan);
                if number >= next {
                    board.register.take(kept.place, outcome);
                }
            }
        });
        tabs::tell(&self.plan, Word::Rows);
        Ok(())
    }

    /// Puts rows behind all others, also behind those of another tab. Gives the number of the first; none where another
    /// intake is looked at now.
    async fn put(&self, batch: &Batch) -> Result<Option<usize>, StorageError> {
        loop {
            let Some(first) = shelf::count(self.visit) else { return Ok(None) };
            let keyed = batch.rows.iter().zip(first..);
            let entries: Vec<(String, String)> = keyed
                .map(|((kept, _), number)| (shelf::row_key(&self.plan, number), kept.encode()))
                .collect();
            let came = database::put_new(Room::Intake, &entries).await;
            let Err(error) = came else {
                return Ok(Receiving.is_visit(self.visit).then_some(first));
            };
            // Another tab was quicker: its rows come first.
            let is_other = !matches!(error, StorageError::Full | StorageError::Unfaithful);
            if !is_other || shelf::catch_up(&self.plan, self.visit).await? == 0 {
                return Err(error);
            }
        }
    }

    fn show(&self) {
        if Receiving.is_visit(self.visit) {
            let Self { done, files, taken, .. } = *self;
            INTAKE.with(|intake| intake.set(Intake::Running { done, files, taken }));
        }
    }
}
