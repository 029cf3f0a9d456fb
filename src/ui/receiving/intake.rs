//! Taking files in, one paper after another, with rests between them: judged by the worker, or here where there is none.

use std::collections::VecDeque;
use std::rc::Rc;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::File;

use super::chosen::{Chosen, Group, Queue, size_of};
use super::shelf::{Judge, Span};
use super::step::{Lot, Piece, Row, Rows, place_of, reader};
use super::tabs::{self, Word};
use super::talk::{Answered, Asked};
use super::worker::Turn;
use super::{BOARD, Books, INTAKE, Receiving, STOPS, VISIT, shelf, talk};
use crate::office::intake::Refusal;
use crate::office::{Judged, PaperId};
use crate::paper::Press;
use crate::plan::PlanId;
use crate::platform::database::{self, Room};
use crate::platform::files::Buffer;
use crate::platform::storage::StorageError;
use crate::platform::{clock, page};
use crate::text::order_key;

/// So long the page works without a rest, in milliseconds.
const SLICE: f64 = 25.0;

/// So often those who look at the register are woken while files are taken in.
const WAKE: f64 = 400.0;

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

    /// Whether it is time to rest.
    pub(super) fn is_time(&self) -> bool {
        clock::fine_milliseconds() - self.slice >= SLICE
    }

    /// Rests, if it is time to. Says whether it is also time to show how far it is.
    pub(super) async fn rests(&mut self) -> bool {
        if !self.is_time() {
            return false;
        }
        let now = clock::fine_milliseconds();
        page::pause(Duration::ZERO).await;
        self.slice = clock::fine_milliseconds();
        let wakes = now - self.woke >= WAKE;
        if wakes {
            self.woke = now;
        }
        wakes
    }
}

/// So many files, or so many bytes, are handed to the worker together.
const GROUP: usize = 64;
const GROUP_BYTES: f64 = 1_000_000.0;

/// So many groups, or so many bytes, are with it.
const GROUPS: usize = 3;
const GROUPS_BYTES: f64 = 32_000_000.0;

/// One taking in.
struct Work {
    visit: u32,
    plan: PlanId,
    books: Rc<Books>,
    turn: Option<Turn>,
    pace: Pace,
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
        let Some((plan, books)) = board.filter(|_| !self.is_taking() && !files.is_empty()) else { return };
        STOPS.set(false);
        let mut work = Work {
            visit: VISIT.get(),
            plan,
            books,
            turn: None,
            pace: Pace::new(),
            taken: Taken::default(),
            done: 0,
            files: files.len(),
        };
        work.show();
        spawn_local(async move {
            let failure = work.all(Queue::new(files)).await.err();
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
        }
        Ok(())
    }

    /// Lets the worker judge the files, as long as it works. Those that it was not done with are in the queue again.
    async fn by_worker(&mut self, queue: &mut Queue) -> Result<(), StorageError> {
        let mut at_work = VecDeque::new();
        while !STOPS.get() && self.hand_over(queue, &mut at_work).await {
            let (Some(group), Some(turn)) = (at_work.front_mut(), &self.turn) else { break };
            let answer = turn.answer(|| !STOPS.get()).await;
            let Some((Answered::Rows { pieces, more }, Some(sheaf))) = answer else { break };
            if more {
                turn.ask(Asked::More, Vec::new());
            }
            self.store(pieces, &sheaf, group).await?;
            if !more {
                at_work.pop_front();
            }
        }
        let left: Vec<Chosen> = at_work.into_iter().flatten().collect();
        if STOPS.get() && left.first().is_some_and(|chosen| chosen.taken > 0) {
            self.done += 1;
        }
        queue.put_back(left);
        Ok(())
    }

    /// Hands as many files over as the worker may have. Says whether there is a worker.
    async fn hand_over(&self, queue: &mut Queue, at_work: &mut VecDeque<Group>) -> bool {
        let Some(turn) = &self.turn else { return false };
        let reader = reader(&self.books);
        while at_work.is_empty() || at_work.len() < GROUPS && size_of(at_work.iter().flatten()) < GROUPS_BYTES
        {
            let (mut group, mut files, mut given) = (Group::new(), Vec::new(), Vec::new());
            while group.len() < GROUP && size_of(&group) < GROUP_BYTES {
                let Some(mut chosen) = queue.next() else { break };
                let refusal = chosen.read(&reader).await.map(|buffer| given.push(buffer)).err();
                files.push(talk::Chosen { name: chosen.name.clone(), refusal });
                group.push_back(chosen);
            }
            if group.is_empty() {
                break;
            }
            turn.ask(Asked::Files { files }, given);
            at_work.push_back(group);
        }
        true
    }

    /// Judges a file here.
    async fn by_page(&mut self, mut chosen: Chosen, press: &mut Press) -> Result<(), StorageError> {
        let (books, taken, mut lot) = (self.books.clone(), chosen.taken, Lot::default());
        let reader = reader(&books);
        let (name, bytes) = (chosen.name.clone(), chosen.read(&reader).await.map(|buffer| buffer.to_vec()));
        let mut group = Group::from([chosen]);
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(refusal) => {
                lot.add(Row::refused(place_of(&name), refusal), &[]);
                lot.end_file(None);
                return self.store_lot(lot, &mut group).await;
            }
        };
        let (mut rows, decisions) = Rows::of_file(&name, &bytes, &reader);
        let mut count = 0;
        while let Some((row, submission)) = rows.next(&books, press) {
            count += 1;
            if count <= taken {
                continue;
            }
            lot.add(row, &submission);
            if lot.is_full() || self.pace.is_time() {
                self.store_lot(std::mem::take(&mut lot), &mut group).await?;
                if STOPS.get() {
                    self.done += 1;
                    return Ok(());
                }
            }
        }
        lot.end_file(decisions);
        self.store_lot(lot, &mut group).await
    }

    async fn store_lot(&mut self, lot: Lot, group: &mut Group) -> Result<(), StorageError> {
        self.store(lot.pieces, &Buffer::of(lot.sheaf.as_bytes()), group).await
    }

    /// Stores rows, and only then registers them; files that have no more leave the group. Lets the page rest.
    async fn store(
        &mut self,
        pieces: Vec<Piece>,
        sheaf: &Buffer,
        group: &mut Group,
    ) -> Result<(), StorageError> {
        let count = pieces.iter().map(|piece| piece.rows.len()).sum();
        let Some(first) = self.put(count, sheaf).await? else { return Ok(()) };
        let (mut papers, mut number) = (Vec::new(), first);
        for Piece { rows, ended, decisions } in pieces {
            if let Some(chosen) = group.front_mut() {
                chosen.taken += rows.len();
            }
            for row in rows {
                papers.extend(self.register(row, number));
                number += 1;
            }
            if ended {
                group.pop_front();
                self.done += 1;
            }
            // What a colleague decided, who handed the file on; its rows are all here.
            if let Some(decisions) = decisions {
                Receiving.decide(|own| own.add(decisions));
            }
        }
        if let Some(turn) = &self.turn {
            turn.ask(Asked::Keep { papers }, Vec::new());
        }
        if count > 0 {
            tabs::tell(&self.plan, Word::Rows);
        }
        if self.pace.rests().await {
            self.show();
            Receiving.wake();
        }
        Ok(())
    }

    /// Registers a row that is stored. Gives a paper's number of the worker's and in the register.
    fn register(&mut self, row: Row, number: usize) -> Option<(u32, PaperId)> {
        self.taken.count(&row.outcome, &self.plan);
        let is_paper = row.outcome.is_ok();
        let id = BOARD.with_borrow_mut(|board| {
            let register = &mut board.as_mut()?.register;
            // Whoever looked at the storage meanwhile has taken it already.
            let is_known = number < register.entries().count();
            let known = u32::try_from(number).ok().filter(|_| is_known).map(PaperId);
            Some(known.unwrap_or_else(|| register.take(row.place, row.outcome)))
        });
        id.filter(|_| is_paper).map(|id| (row.serial, id))
    }

    /// Puts rows behind all others, also behind those of another tab. Gives the number of the first; none where another
    /// intake is looked at now.
    async fn put(&self, count: usize, sheaf: &Buffer) -> Result<Option<usize>, StorageError> {
        while let Some(first) = shelf::count(self.visit) {
            let (start, key) = (Span::start(&self.plan, first), Span { first, count }.key(&self.plan));
            let prefix = shelf::rows_prefix(&self.plan);
            if count == 0 || database::append(Room::Intake, &prefix, &start, &key, sheaf).await? {
                return Ok(Receiving.is_visit(self.visit).then_some(first));
            }
            // Another tab was quicker: its rows come first.
            if shelf::catch_up(&self.plan, self.visit, Judge::Page).await? == 0 {
                return Err(StorageError::Interrupted);
            }
        }
        Ok(None)
    }

    fn show(&self) {
        if Receiving.is_visit(self.visit) {
            let Self { done, files, taken, .. } = *self;
            INTAKE.with(|intake| intake.set(Intake::Running { done, files, taken }));
        }
    }
}
