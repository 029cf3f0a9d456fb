//! The intake in IndexedDB: a row a key, and what was decided under one more.

use leptos::task::spawn_local;

use super::intake::{Pace, judged};
use super::{BOARD, Board, Receiving, State, UNSAVED, VISIT, apply_papers};
use crate::json::{compact, parse};
use crate::office::intake::{Place, Refusal};
use crate::office::{Decisions, Judged, Kept};
use crate::paper::Press;
use crate::plan::PlanId;
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;

/// The digits of a row's number in its key. All but the last two are asked for together.
const DIGITS: usize = 8;

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
    let stored = database::get(Room::Intake, &decisions_key(plan)).await?;
    let decisions = stored.and_then(|text| Decisions::from_json(&parse(&text).ok()?));
    if Receiving.is_visit(visit) {
        with_board(|board| {
            board.decisions = decisions.unwrap_or_default();
            apply_papers(board);
        });
    }
    Ok(())
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
    let stored = BOARD.with_borrow(|board| {
        board.as_ref().map(|board| (decisions_key(&board.plan), compact(&board.decisions.to_json())))
    });
    let Some((key, text)) = stored else { return };
    let unsaved = UNSAVED.with(leptos::prelude::ArcRwSignal::clone);
    spawn_local(async move {
        use leptos::prelude::Set;
        unsaved.set(database::put(Room::Intake, &key, &text).await.err());
    });
}

/// Takes everything out that is stored of a plan.
pub(super) async fn erase(plan: &PlanId) -> Result<(), StorageError> {
    database::remove_all(Room::Intake, &prefix(plan)).await
}
