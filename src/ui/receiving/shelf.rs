//! The intake in IndexedDB: its rows in sheaves, each under a key that says which rows they are, and what was decided under
//! one more.

use std::collections::VecDeque;
use std::rc::Rc;

use leptos::prelude::Set;
use leptos::task::spawn_local;

use super::intake::Pace;
use super::step::Row;
use super::tabs::{self, Word};
use super::talk::{Answered, Asked};
use super::worker::Turn;
use super::{BOARD, Board, Books, Receiving, State, UNSAVED, VISIT, apply_papers};
use crate::json::{compact, parse};
use crate::office::intake::{Place, Refusal};
use crate::office::{Decisions, Sheaf};
use crate::paper::Press;
use crate::plan::PlanId;
use crate::platform::database::{self, Exchange, Held, Room};
use crate::platform::files::Buffer;
use crate::platform::storage::StorageError;

/// The digits of a row's number in a key: so many that the keys stand in the order of the numbers.
const DIGITS: usize = 8;

/// So often another tab may be quicker.
const MOST_TRIES: usize = 100;

/// The beginning of every key of a plan.
fn prefix(plan: &PlanId) -> String {
    format!("{plan}/")
}

/// What stands between a plan and the numbers of its rows.
const ROWS: &str = "/rows/";

/// The beginning of the keys of a plan's rows.
pub(super) fn rows_prefix(plan: &PlanId) -> String {
    format!("{plan}{ROWS}")
}

fn decisions_key(plan: &PlanId) -> String {
    format!("{plan}/decisions")
}

/// Rows that stand under one key.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The number of the first, from 0.
    pub(super) first: usize,
    /// How many.
    pub(super) count: usize,
}

impl Span {
    /// The key of rows that begin with that number, and of whatever rows begin there or behind.
    pub(super) fn start(plan: &PlanId, first: usize) -> String {
        format!("{}{first:0DIGITS$}", rows_prefix(plan))
    }

    /// Their key.
    pub(super) fn key(self, plan: &PlanId) -> String {
        format!("{}+{}", Self::start(plan, self.first), self.count)
    }

    /// The plan and the rows of a key. Earlier versions of the program stored each row by itself.
    fn of_key(key: &str) -> Option<(&str, Self)> {
        let (plan, numbers) = key.split_once(ROWS)?;
        let (first, count) = numbers.split_once('+').unwrap_or((numbers, "1"));
        Some((plan, Self { first: first.parse().ok()?, count: count.parse().ok()? }))
    }

    fn end(self) -> usize {
        self.first.saturating_add(self.count)
    }
}

/// How many rows each plan has that has any.
pub(in crate::ui) async fn counts() -> Result<Vec<(PlanId, usize)>, StorageError> {
    let mut counts: Vec<(PlanId, usize)> = Vec::new();
    for key in database::keys(Room::Intake, "").await? {
        let Some((plan, span)) = Span::of_key(&key) else { continue };
        match counts.last_mut().filter(|(last, _)| last.as_str() == plan) {
            Some((_, count)) => *count += span.count,
            None => counts.push((PlanId::new(plan), span.count)),
        }
    }
    Ok(counts)
}

/// Every key under which rows of a plan stand, in their order.
pub(super) async fn spans(plan: &PlanId) -> Result<Vec<(String, Span)>, StorageError> {
    let keys = database::keys(Room::Intake, &rows_prefix(plan)).await?;
    let spanned = |key: String| {
        let (_, span) = Span::of_key(&key)?;
        Some((key, span))
    };
    Ok(keys.into_iter().filter_map(spanned).collect())
}

/// The sheaf that stands under a key; an empty one where nothing does.
pub(super) async fn sheaf(key: &str) -> Result<Buffer, StorageError> {
    Ok(match database::held(Room::Intake, key).await? {
        Some(Held::Bytes(sheaf)) => sheaf,
        Some(Held::Text(row)) => Buffer::of(Sheaf::of_row(&row).as_bytes()),
        None => Buffer::of(&[]),
    })
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
    catch_up(plan, visit, Judge::Worker).await?;
    read_decisions(plan, visit).await.map(drop)
}

/// Who judges rows anew.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Judge {
    /// The worker, if there is one.
    Worker,
    /// The page: the worker has other work. Tables with these rows are compiled by the page.
    Page,
}

/// Reads the rows that are stored and not here yet: all of them at first, later those of another tab. Gives how many.
///
/// A row is added only where its number is the next, so that it does not matter who else adds it meanwhile.
pub(super) async fn catch_up(plan: &PlanId, visit: u32, judge: Judge) -> Result<usize, StorageError> {
    let Some(next) = count(visit) else { return Ok(0) };
    let mut spans = spans(plan).await?;
    spans.retain(|(_, span)| span.end() > next);
    let books = BOARD.with_borrow(|board| board.as_ref().map(|board| board.books.clone()));
    let (Some(books), Some((_, last))) = (books, spans.last()) else { return Ok(0) };
    let end = last.end();
    let turn = if judge == Judge::Worker { Turn::begin(visit).await } else { None };
    let mut load = Load { visit, books, turn, press: Press::default(), pace: Pace::new(), end, added: 0 };
    let mut at_work = VecDeque::new();
    for (key, span) in spans {
        if let Some(turn) = &load.turn {
            turn.ask(Asked::Stored, vec![sheaf(&key).await?]);
        }
        at_work.push_back((key, span));
        if at_work.len() > AT_WORK
            && let Some((key, span)) = at_work.pop_front()
        {
            load.take(&key, span).await?;
        }
    }
    for (key, span) in at_work {
        load.take(&key, span).await?;
    }
    if load.added > 0 && Receiving.is_visit(visit) {
        with_board(|board| {
            if !board.decisions.papers.is_empty() {
                apply_papers(board);
            }
        });
        Receiving.wake();
    }
    Ok(load.added)
}

/// How many rows there are, as long as the same intake is looked at.
pub(super) fn count(visit: u32) -> Option<usize> {
    let count = BOARD.with_borrow(|board| board.as_ref().map(|board| board.register.entries().count()));
    count.filter(|_| Receiving.is_visit(visit))
}

fn decisions_of(stored: Option<&str>) -> Decisions {
    stored.and_then(|text| Decisions::from_json(&parse(text).ok()?)).unwrap_or_default()
}

/// Reads what was decided, in whatever tab, and keeps what was decided here and is not stored yet. Gives whether that is
/// otherwise than what this tab knew.
pub(super) async fn read_decisions(plan: &PlanId, visit: u32) -> Result<bool, StorageError> {
    let stored = database::get(Room::Intake, &decisions_key(plan)).await?;
    let is_otherwise = Receiving.is_visit(visit).then(|| with_board(|board| take_over(board, stored)));
    Ok(is_otherwise.flatten().unwrap_or_default())
}

/// What stands in the storage is what this tab goes on from. Gives whether anything is decided otherwise by that.
fn take_over(board: &mut Board, stored: Option<String>) -> bool {
    let (base, there) = (decisions_of(board.stored.as_deref()), decisions_of(stored.as_deref()));
    let before = board.decisions.clone();
    board.decisions = std::mem::take(&mut board.decisions).merged(&base, there);
    board.stored = stored;
    if board.decisions.papers != before.papers {
        apply_papers(board);
    }
    board.decisions != before
}

/// So many sheaves are with the worker while one is awaited.
const AT_WORK: usize = 2;

/// One reading of stored rows.
struct Load {
    visit: u32,
    books: Rc<Books>,
    turn: Option<Turn>,
    press: Press,
    pace: Pace,
    /// The number behind the last of them.
    end: usize,
    added: usize,
}

impl Load {
    /// Takes the rows of a sheaf: judged by the worker, which has it already; here where it does not work. Takes none if
    /// nobody waits for them any more.
    async fn take(&mut self, key: &str, span: Span) -> Result<(), StorageError> {
        let mut rows = match self.judged().await {
            Some(rows) => rows,
            None => self.judge(key).await?,
        }
        .into_iter();
        let mut papers = Vec::new();
        for number in span.first..span.end() {
            // Of what is damaged the place stays: later rows keep their numbers.
            let damaged = || Row::refused(Place::default(), Refusal::Unreadable);
            let row = rows.next().unwrap_or_else(damaged);
            let Some(next) = count(self.visit).filter(|next| *next <= number) else { continue };
            with_board(|board| {
                for _ in next..number {
                    let Row { place, outcome, .. } = damaged();
                    board.register.take(place, outcome);
                }
                let is_paper = row.outcome.is_ok();
                let id = board.register.take(row.place, row.outcome);
                papers.extend(is_paper.then_some((row.serial, id)));
            });
            self.added += number + 1 - next;
            if self.pace.rests().await {
                self.show();
            }
        }
        if let Some(turn) = &self.turn {
            turn.ask(Asked::Keep { papers }, Vec::new());
        }
        Ok(())
    }

    /// The rows as the worker judged them. None if it does not.
    async fn judged(&self) -> Option<Vec<Row>> {
        let visit = self.visit;
        let (answer, _) = self.turn.as_ref()?.answer(|| Receiving.is_visit(visit)).await?;
        let Answered::Rows { pieces, .. } = answer else { return None };
        Some(pieces.into_iter().flat_map(|piece| piece.rows).collect())
    }

    /// The rows, judged here.
    async fn judge(&mut self, key: &str) -> Result<Vec<Row>, StorageError> {
        let mut rows = Vec::new();
        for kept in Sheaf::read(&sheaf(key).await?.to_vec()) {
            if !Receiving.is_visit(self.visit) {
                break;
            }
            rows.push(Row::of_kept(kept.as_ref(), &self.books, &mut self.press));
            if self.pace.rests().await {
                self.show();
            }
        }
        Ok(rows)
    }

    fn show(&self) {
        let is_loading = matches!(Receiving.peek_state(), State::Loading(..));
        if is_loading && Receiving.is_visit(self.visit) {
            set_state(State::Loading(self.added, self.end));
        } else {
            Receiving.wake();
        }
    }
}

fn with_board<R>(change: impl FnOnce(&mut Board) -> R) -> Option<R> {
    BOARD.with_borrow_mut(|board| board.as_mut().map(change))
}

fn set_state(state: State) {
    with_board(|board| board.state = state);
    Receiving.wake();
}

/// Stores what was decided, and says whether it is stored. What cannot be stored is shown.
pub(super) async fn store_decisions() -> bool {
    let plan = BOARD.with_borrow(|board| board.as_ref().map(|board| board.plan.clone()));
    let Some(plan) = plan else { return true };
    let visit = VISIT.get();
    let failure = write_decisions(&plan, visit).await.err();
    if failure.is_none() {
        tabs::tell(&plan, Word::Decided);
    }
    if Receiving.is_visit(visit) {
        UNSAVED.with(|unsaved| unsaved.set(failure));
    }
    failure.is_none()
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
        };
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
