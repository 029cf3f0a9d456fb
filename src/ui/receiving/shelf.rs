//! The intake in IndexedDB: a row a key, and what was decided under one more.

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::task::spawn_local;

use super::intake::Pace;
use super::step::Row;
use super::tabs::{self, Word};
use super::talk::{Answered, Asked};
use super::worker::Turn;
use super::{BOARD, Board, Books, Receiving, State, UNSAVED, VISIT, apply_papers};
use crate::json::{compact, parse};
use crate::office::Decisions;
use crate::paper::Press;
use crate::plan::PlanId;
use crate::platform::database::{self, Exchange, Room};
use crate::platform::storage::StorageError;

/// The digits of a row's number in its key. All but the last two are asked for together.
const DIGITS: usize = 8;

/// So often another tab may be quicker.
const MOST_TRIES: usize = 100;

/// The beginning of every key of a plan.
fn prefix(plan: &PlanId) -> String {
    format!("{plan}/")
}

/// The beginning of the keys of a plan's rows.
fn rows_prefix(plan: &PlanId) -> String {
    format!("{plan}/rows/")
}

fn decisions_key(plan: &PlanId) -> String {
    format!("{plan}/decisions")
}

/// The key of a row.
pub(super) fn row_key(plan: &PlanId, number: usize) -> String {
    format!("{}{number:0DIGITS$}", rows_prefix(plan))
}

/// How many rows each plan has that has any.
pub(in crate::ui) async fn counts() -> Result<Vec<(PlanId, usize)>, StorageError> {
    let mut counts: Vec<(PlanId, usize)> = Vec::new();
    for key in database::keys(Room::Intake, "").await? {
        let Some((plan, _)) = key.split_once("/rows/") else { continue };
        match counts.last_mut().filter(|(last, _)| last.as_str() == plan) {
            Some((_, count)) => *count += 1,
            None => counts.push((PlanId::new(plan), 1)),
        }
    }
    Ok(counts)
}

/// Reads what is stored of a plan, so much at a time that the page stays quick.
pub(super) fn load(plan: PlanId) {
    let visit = VISIT.get();
    spawn_local(async move {
        let came = read_all(&plan, visit).await;
        if Receiving.is_visit(visit) {
            set_state(match came {
                Ok(()) => State::Ready,
                Err(error) => State::Failed(error),
            });
            // What another tab stored meanwhile.
            tabs::look();
        }
    });
}

async fn read_all(plan: &PlanId, visit: u32) -> Result<(), StorageError> {
    let keys = database::keys(Room::Intake, &rows_prefix(plan)).await?;
    let books = BOARD.with_borrow(|board| board.as_ref().map(|board| board.books.clone()));
    let Some(books) = books else { return Ok(()) };
    let turn = if keys.is_empty() { None } else { Turn::begin(visit).await };
    let mut load =
        Load { visit, books, turn, press: Press::default(), pace: Pace::new(), count: keys.len(), done: 0 };
    let mut groups = VecDeque::new();
    let mut at = 0;
    while let Some(group) = keys.get(at).and_then(|key| key.get(..key.len().saturating_sub(2))) {
        let rows = database::entries(Room::Intake, group).await?;
        at += rows.len().max(1);
        let rows: Vec<String> = rows.into_iter().map(|(_, stored)| stored).collect();
        if let Some(turn) = &load.turn {
            turn.ask(Asked::Stored { rows: rows.clone() }, None);
        }
        groups.push_back(rows);
        if groups.len() > AT_WORK
            && let Some(rows) = groups.pop_front()
            && !load.take(rows).await
        {
            return Ok(());
        }
    }
    for rows in groups {
        if !load.take(rows).await {
            return Ok(());
        }
    }
    read_decisions(plan, visit).await
}

/// Reads the rows that another tab has stored since. Gives how many.
///
/// A row is added only where its number is the next, so that it does not matter who else adds it meanwhile. The worker
/// does not get to know it: tables with it are compiled by the page.
pub(super) async fn catch_up(plan: &PlanId, visit: u32) -> Result<usize, StorageError> {
    let books = BOARD.with_borrow(|board| board.as_ref().map(|board| board.books.clone()));
    let Some(books) = books else { return Ok(0) };
    let (mut press, mut pace, mut added) = (Press::default(), Pace::new(), 0);
    while let Some(next) = count(visit) {
        let key = row_key(plan, next);
        let Some(group) = key.get(..key.len().saturating_sub(2)) else { break };
        let before = added;
        for (own, stored) in database::entries(Room::Intake, group).await? {
            let Some(next) = count(visit) else { return Ok(added) };
            if own != row_key(plan, next) {
                continue;
            }
            let row = Row::of_stored(&stored, &books, &mut press);
            with_board(|board| {
                board.register.take(row.place, row.outcome);
            });
            added += 1;
            if pace.rests().await {
                Receiving.wake();
            }
        }
        if added == before {
            break;
        }
    }
    if added > 0 {
        with_board(|board| {
            if !board.decisions.papers.is_empty() {
                apply_papers(board);
            }
        });
        Receiving.wake();
    }
    Ok(added)
}

/// How many rows there are, as long as the same intake is looked at.
pub(super) fn count(visit: u32) -> Option<usize> {
    let count = BOARD.with_borrow(|board| board.as_ref().map(|board| board.register.entries().count()));
    count.filter(|_| Receiving.is_visit(visit))
}

fn decisions_of(stored: Option<&str>) -> Decisions {
    stored.and_then(|text| Decisions::from_json(&parse(text).ok()?)).unwrap_or_default()
}

/// Reads what was decided, in whatever tab, and keeps what was decided here and is not stored yet.
pub(super) async fn read_decisions(plan: &PlanId, visit: u32) -> Result<(), StorageError> {
    let stored = database::get(Room::Intake, &decisions_key(plan)).await?;
    if Receiving.is_visit(visit) {
        with_board(|board| take_over(board, stored));
    }
    Ok(())
}

/// What stands in the storage is what this tab goes on from.
fn take_over(board: &mut Board, stored: Option<String>) {
    let (base, there) = (decisions_of(board.stored.as_deref()), decisions_of(stored.as_deref()));
    let papers = std::mem::take(&mut board.decisions);
    let before = papers.papers.clone();
    board.decisions = papers.merged(&base, there);
    board.stored = stored;
    if board.decisions.papers != before {
        apply_papers(board);
    }
}

/// So many groups of rows are with the worker while one is awaited.
const AT_WORK: usize = 2;

/// One reading of all that is stored.
struct Load {
    visit: u32,
    books: Rc<Books>,
    turn: Option<Turn>,
    press: Press,
    pace: Pace,
    count: usize,
    done: usize,
}

impl Load {
    /// Takes a group of rows: judged by the worker, which has them already; here where it does not work. False if nobody
    /// waits for them any more.
    async fn take(&mut self, stored: Vec<String>) -> bool {
        let visit = self.visit;
        let answer = match &self.turn {
            Some(turn) => turn.answer(|| Receiving.is_visit(visit)).await,
            None => None,
        };
        let mut judged = match answer {
            Some(Answered::Rows { rows, .. }) => rows.into_iter(),
            Some(Answered::Tables { .. }) | None => Vec::new().into_iter(),
        };
        let mut papers = Vec::new();
        for stored in stored {
            let row = judged.next();
            let row = row.unwrap_or_else(|| Row::of_stored(&stored, &self.books, &mut self.press));
            if !Receiving.is_visit(self.visit) {
                return false;
            }
            with_board(|board| papers.push((row.serial, board.register.take(row.place, row.outcome))));
            self.done += 1;
            if self.pace.rests().await {
                set_state(State::Loading(self.done, self.count));
            }
        }
        if let Some(turn) = &self.turn {
            turn.ask(Asked::Keep { papers }, None);
        }
        true
    }
}

fn with_board(change: impl FnOnce(&mut Board)) {
    BOARD.with_borrow_mut(|board| board.as_mut().map(change));
}

fn set_state(state: State) {
    with_board(|board| board.state = state);
    Receiving.wake();
}

/// Stores what was decided. What cannot be stored is said.
pub(super) fn store_decisions() {
    let plan = BOARD.with_borrow(|board| board.as_ref().map(|board| board.plan.clone()));
    let Some(plan) = plan else { return };
    let visit = VISIT.get();
    let unsaved = UNSAVED.with(leptos::prelude::ArcRwSignal::clone);
    spawn_local(async move {
        use leptos::prelude::Set;
        let came = write_decisions(&plan, visit).await;
        if came.is_ok() {
            tabs::tell(&plan, Word::Decided);
        }
        unsaved.set(came.err());
    });
}

/// Writes over what this tab has read and nothing else: what another tab wrote meanwhile is taken over first.
async fn write_decisions(plan: &PlanId, visit: u32) -> Result<(), StorageError> {
    let key = decisions_key(plan);
    for _ in 0..MOST_TRIES {
        let texts = BOARD.with_borrow(|board| {
            board.as_ref().map(|board| (board.stored.clone(), compact(&board.decisions.to_json())))
        });
        let Some((before, text)) = texts.filter(|_| Receiving.is_visit(visit)) else { return Ok(()) };
        let may_go = |there: Option<&str>| there == before.as_deref() || there == Some(text.as_str());
        let came = database::exchange(Room::Intake, &key, Some(&text), &may_go).await?;
        if !Receiving.is_visit(visit) {
            return Ok(());
        }
        match came {
            Exchange::Done => {
                with_board(|board| board.stored = Some(text));
                return Ok(());
            }
            Exchange::Found(there) => with_board(|board| take_over(board, there)),
        }
        Receiving.wake();
    }
    Err(StorageError::Unfaithful)
}

/// Takes everything out that is stored of a plan.
pub(super) async fn erase(plan: &PlanId) -> Result<(), StorageError> {
    database::remove_all(Room::Intake, &prefix(plan)).await?;
    tabs::tell(plan, Word::Erased);
    Ok(())
}
