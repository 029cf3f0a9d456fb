//! Taking files in, one paper after another, with rests between them: judged by the worker, or here where there is none.

use std::cell::Cell;
use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::step::{Row, Rows, reader};
use super::tabs::{self, Word};
use super::talk::{Answered, Asked};
use super::worker::Turn;
use super::{BOARD, Books, INTAKE, Receiving, STOPS, VISIT, shelf};
use crate::office::intake::{MAX_BYTES, Place, Refusal};
use crate::office::{Decisions, Judged, PaperId};
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

/// Rows on their way into the storage.
#[derive(Debug, Default)]
struct Batch {
    rows: Vec<Row>,
    bytes: usize,
}

impl Batch {
    fn add(&mut self, row: Row) {
        self.bytes += row.text.len();
        self.rows.push(row);
    }

    fn is_full(&self) -> bool {
        self.rows.len() >= BATCH_ROWS || self.bytes >= BATCH_BYTES
    }
}

/// So many files are asked for before they are needed, and so many are with the worker, as long as they are small
/// together.
const AHEAD: usize = 16;
const AT_WORK: usize = 128;
const AHEAD_BYTES: f64 = 32_000_000.0;

/// A chosen file.
#[derive(Debug)]
struct Chosen {
    name: String,
    file: File,
    size: f64,
    /// Its bytes on their way. A file that is too large is not read.
    reading: Option<Reading>,
    /// So many of its rows have been taken already.
    taken: usize,
}

impl Chosen {
    fn new((name, file): (String, File)) -> Self {
        Self { name, size: file.size(), file, reading: None, taken: 0 }
    }

    fn is_too_large(&self) -> bool {
        #[allow(clippy::cast_precision_loss, reason = "a round number")]
        let most = MAX_BYTES as f64;
        self.size > most
    }

    /// What it takes of the memory.
    fn bytes(&self) -> f64 {
        if self.is_too_large() { 0.0 } else { self.size }
    }

    /// Its bytes on their way, or why they cannot be had.
    fn reading(&mut self) -> Result<Reading, Refusal> {
        if self.is_too_large() {
            return Err(submission::Refusal::TooLarge { bytes: usize::MAX }.into());
        }
        Ok(self.reading.take().unwrap_or_else(|| Reading::of(&self.file)))
    }

    fn place(&self) -> Place {
        Place { file: platform::nfc(&self.name), ..Place::default() }
    }
}

/// Whether there is room for one more file beside these.
fn is_room<'a>(files: impl ExactSizeIterator<Item = &'a Chosen>, most: usize) -> bool {
    let count = files.len();
    count == 0 || count < most && files.map(Chosen::bytes).sum::<f64>() < AHEAD_BYTES
}

/// Chosen files, the next of them on their way.
#[derive(Debug)]
struct Queue {
    waiting: VecDeque<Chosen>,
    coming: VecDeque<Chosen>,
}

impl Queue {
    fn new(files: Vec<(String, File)>) -> Self {
        Self { waiting: files.into_iter().map(Chosen::new).collect(), coming: VecDeque::new() }
    }

    /// The next file, in order.
    fn next(&mut self) -> Option<Chosen> {
        while is_room(self.coming.iter(), AHEAD) {
            let Some(mut next) = self.waiting.pop_front() else { break };
            next.reading = next.reading().ok();
            self.coming.push_back(next);
        }
        self.coming.pop_front()
    }

    /// Puts files back in front, in their order.
    fn put_back(&mut self, files: VecDeque<Chosen>) {
        files.into_iter().rev().for_each(|file| self.coming.push_front(file));
    }
}

/// One taking in.
struct Work {
    visit: u32,
    plan: PlanId,
    books: Rc<Books>,
    turn: Option<Turn>,
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
            turn: None,
            pace: Pace::new(),
            batch: Batch::default(),
            taken: Taken::default(),
            done: 0,
            files: files.len(),
        };
        work.show();
        spawn_local(async move {
            let failure = match work.all(Queue::new(files)).await {
                Ok(()) => work.store().await.err(),
                Err(failure) => Some(failure),
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
    async fn all(&mut self, mut queue: Queue) -> Result<(), StorageError> {
        self.turn = Turn::begin(self.visit).await;
        self.by_worker(&mut queue).await?;
        // What is left: everything, where there is no worker; nothing, where it did not stop.
        let mut press = Press::default();
        while !STOPS.get() {
            let Some(chosen) = queue.next() else { break };
            self.by_page(chosen, &mut press).await?;
            self.done += 1;
        }
        Ok(())
    }

    /// Lets the worker judge the files, as long as it works. Those that it was not done with are in the queue again.
    async fn by_worker(&mut self, queue: &mut Queue) -> Result<(), StorageError> {
        let mut at_work = VecDeque::new();
        while !STOPS.get() && self.hand_over(queue, &mut at_work).await {
            let Some((chosen, refusal)) = at_work.front_mut() else { break };
            if let Some(refusal) = refusal.take() {
                self.row(Row::refused(chosen.place(), refusal)).await?;
            } else {
                let answer = match &self.turn {
                    Some(turn) => turn.answer(|| !STOPS.get()).await,
                    None => None,
                };
                let Some(Answered::Rows { rows, more, decisions }) = answer else { break };
                if let (true, Some(turn)) = (more, &self.turn) {
                    turn.ask(Asked::More, None);
                }
                chosen.taken += rows.len();
                if !self.rows(rows).await? || more {
                    continue;
                }
                self.decide(decisions).await?;
            }
            self.done += 1;
            at_work.pop_front();
        }
        if STOPS.get() && at_work.front().is_some_and(|(chosen, _)| chosen.taken > 0) {
            self.done += 1;
        }
        queue.put_back(at_work.into_iter().map(|(chosen, _)| chosen).collect());
        Ok(())
    }

    /// Hands as many files over as the worker may have. Says whether there is a worker.
    async fn hand_over(&self, queue: &mut Queue, at_work: &mut VecDeque<(Chosen, Option<Refusal>)>) -> bool {
        let Some(turn) = &self.turn else { return false };
        while is_room(at_work.iter().map(|(chosen, _)| chosen), AT_WORK) {
            let Some(mut chosen) = queue.next() else { break };
            let refusal = match chosen.reading() {
                Ok(reading) => match reading.buffer().await {
                    Ok(buffer) => {
                        turn.ask(Asked::File { name: chosen.name.clone() }, Some(buffer));
                        None
                    }
                    Err(_) => Some(Refusal::Unreadable),
                },
                Err(refusal) => Some(refusal),
            };
            at_work.push_back((chosen, refusal));
        }
        true
    }

    /// Judges a file here.
    async fn by_page(&mut self, mut chosen: Chosen, press: &mut Press) -> Result<(), StorageError> {
        let bytes = match chosen.reading() {
            Ok(reading) => reading.bytes().await.map_err(|_| Refusal::Unreadable),
            Err(refusal) => Err(refusal),
        };
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(refusal) => return self.row(Row::refused(chosen.place(), refusal)).await,
        };
        let books = self.books.clone();
        let reader = reader(&books);
        let (mut rows, decisions) = Rows::of_file(&chosen.name, &bytes, &reader);
        let mut count = 0;
        while let Some(row) = rows.next(&books, press) {
            count += 1;
            if count > chosen.taken && !self.rows(vec![row]).await? {
                return Ok(());
            }
        }
        self.decide(decisions).await
    }

    /// Takes rows. False if no more are wanted.
    async fn rows(&mut self, rows: Vec<Row>) -> Result<bool, StorageError> {
        for row in rows {
            self.row(row).await?;
            if STOPS.get() {
                return Ok(false);
            }
        }
        Ok(true)
    }

    async fn row(&mut self, row: Row) -> Result<(), StorageError> {
        self.batch.add(row);
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

    /// Takes over what a colleague decided, whose rows are all taken.
    async fn decide(&mut self, decisions: Option<Decisions>) -> Result<(), StorageError> {
        let Some(decisions) = decisions else { return Ok(()) };
        self.store().await?;
        if Receiving.is_visit(self.visit) {
            Receiving.decide(|own| own.add(decisions));
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
        let mut papers = Vec::new();
        BOARD.with_borrow_mut(|board| {
            let Some(board) = board.as_mut() else { return };
            // Whoever looked at the storage meanwhile has taken some already.
            let next = board.register.entries().count();
            for (Row { serial, place, outcome, .. }, number) in batch.rows.into_iter().zip(first..) {
                self.taken.count(&outcome, &self.plan);
                let is_paper = outcome.is_ok();
                let known = u32::try_from(number).ok().filter(|_| number < next).map(PaperId);
                let id = known.unwrap_or_else(|| board.register.take(place, outcome));
                // What the page itself refused has no number of the worker's.
                papers.extend(is_paper.then_some((serial, id)));
            }
        });
        if let Some(turn) = &self.turn {
            turn.ask(Asked::Keep { papers }, None);
        }
        tabs::tell(&self.plan, Word::Rows);
        Ok(())
    }

    /// Puts rows behind all others, also behind those of another tab. Gives the number of the first; none where another
    /// intake is looked at now.
    async fn put(&self, batch: &Batch) -> Result<Option<usize>, StorageError> {
        loop {
            let Some(first) = shelf::count(self.visit) else { return Ok(None) };
            let keyed = batch.rows.iter().zip(first..);
            let entries: Vec<(String, String)> =
                keyed.map(|(row, number)| (shelf::row_key(&self.plan, number), row.stored())).collect();
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
