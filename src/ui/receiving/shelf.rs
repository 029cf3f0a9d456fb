//! The intake in IndexedDB: a row a key, and what was decided under one more.

use leptos::task::spawn_local;

use super::intake::{Pace, judged};
use super::tabs::{self, Word};
use super::{BOARD, Board, Receiving, State, UNSAVED, VISIT, apply_papers};
use crate::json::{compact, parse};
use crate::office::intake::{Place, Refusal};
use crate::office::{Decisions, Judged, Kept};
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
    let mut press = Press::default();
    let mut pace = Pace::new();
    let mut at = 0;
    while let Some(group) = keys.get(at).and_then(|key| key.get(..key.len().saturating_sub(2))) {
        let rows = database::entries(Room::Intake, group).await?;
        at += rows.len().max(1);
        for (_, stored) in rows {
            let (place, outcome) = row(&stored, &books, &mut press);
            if !Receiving.is_visit(visit) {
                return Ok(());
            }
            with_board(|board| {
                board.register.take(place, outcome);
            });
            if pace.rests().await {
                set_state(State::Loading(at.min(keys.len()), keys.len()));
            }
        }
    }
    read_decisions(plan, visit).await
}

/// Reads the rows that another tab has stored since. Gives how many.
///
/// A row is added only where its number is the next, so that it does not matter who else adds it meanwhile.
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
            let (place, outcome) = row(&stored, &books, &mut press);
            with_board(|board| {
                board.register.take(place, outcome);
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

/// A stored row: a damaged one is a file that cannot be read.
fn row(stored: &str, books: &super::Books, press: &mut Press) -> (Place, Result<Box<Judged>, Refusal>) {
    match Kept::decode(stored) {
        None => (Place::default(), Err(Refusal::Unreadable)),
        Some(Kept { place, content: Err(refusal) }) => (place, Err(refusal)),
        Some(Kept { place, content: Ok(text) }) => (place, judged(&text, books, press)),
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
