//! What the receiving office was sent for the plan that it looks at: one intake a tab, kept in IndexedDB.
//!
//! A paper is stored as it came, under a key of its plan, before it gets its row; a row is never changed and goes only
//! with the whole intake. What the clerk decided is stored beside. Files are read and judged by a worker, and tables
//! compiled ([`hand`] is its side, [`worker`] the page's, [`talk`] what they say); where there is none the page does it
//! itself. Several tabs may look at one intake ([`tabs`]). Whoever reads through [`Receiving::with`] is woken by every
//! change, while files are being taken in now and then; through [`Receiving::at_rest`] only once they are in.

mod bundle;
mod chosen;
mod hand;
mod intake;
mod shelf;
mod step;
mod tabs;
mod talk;
mod worker;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

pub(super) use hand::work;
pub(super) use intake::{Intake, Taken};
pub(super) use shelf::counts;

use super::{SessionHandle, use_session};
use crate::office::compile::{Compiled, Decisions as OpinionDecisions};
use crate::office::{Decided, Decisions, PaperId, Register};
use crate::plan::{Plan, PlanId};
use crate::platform::page;
use crate::platform::storage::StorageError;

/// The intake of the plan that is looked at.
#[derive(Clone, Copy, Debug)]
pub(super) struct Receiving;

/// How the intake stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    /// What is stored is being read: so many rows of so many.
    Loading(usize, usize),
    /// It is here.
    Ready,
    /// It cannot be read, or nothing can be stored.
    Failed(StorageError),
}

/// What the papers of a plan are read with.
#[derive(Debug)]
struct Books {
    /// The plan as it is shown.
    plan: Plan,
    /// All versions of it that are at hand.
    plans: Vec<Plan>,
    /// The other plans that are known.
    others: Vec<PlanId>,
}

#[derive(Debug)]
struct Board {
    plan: PlanId,
    state: State,
    books: Rc<Books>,
    register: Register,
    decisions: Decisions,
    /// What was decided as it stood in the storage when this tab last saw it.
    stored: Option<String>,
}

/// What was decided of a plan that is no longer looked at, and could not be stored.
#[derive(Debug)]
struct Unstored {
    plan: PlanId,
    decisions: Decisions,
    stored: Option<String>,
    failure: StorageError,
}

thread_local! {
    static BOARD: RefCell<Option<Board>> = const { RefCell::new(None) };
    static CHANGED: ArcTrigger = ArcTrigger::new();
    static INTAKE: ArcRwSignal<Intake> = ArcRwSignal::new(Intake::Idle);
    /// Why what was decided last is not stored.
    static UNSAVED: ArcRwSignal<Option<StorageError>> = ArcRwSignal::new(None);
    static UNSTORED: RefCell<Vec<Unstored>> = const { RefCell::new(Vec::new()) };
    static STOPS: Cell<bool> = const { Cell::new(false) };
    /// Whether the browser asks before it leaves the page while something would be lost.
    static WARNS: Cell<bool> = const { Cell::new(false) };
    /// How often another intake was opened: what works for an earlier one ends.
    static VISIT: Cell<u32> = const { Cell::new(0) };
}

/// Whether this tab looks at an intake with something in it.
pub(super) fn holds_papers() -> bool {
    BOARD.with_borrow(|board| board.as_ref().is_some_and(|board| board.register.entries().count() > 0))
}

/// Puts by what was decided last, if it could not be stored: another intake is opened.
fn put_by() {
    let Some(failure) = UNSAVED.with(|unsaved| unsaved.get_untracked()) else { return };
    if let Some(Board { plan, decisions, stored, .. }) = BOARD.take() {
        UNSTORED.with_borrow_mut(|all| all.push(Unstored { plan, decisions, stored, failure }));
    }
}

/// What was put by of a plan, to go on from.
fn take_up(plan: &PlanId) -> Option<Unstored> {
    UNSTORED.with_borrow_mut(|all| {
        let at = all.iter().position(|unstored| unstored.plan == *plan)?;
        Some(all.remove(at))
    })
}

/// Whether anything that was decided here is not stored.
fn holds_unstored() -> bool {
    UNSAVED.with(|unsaved| unsaved.with_untracked(Option::is_some))
        || UNSTORED.with_borrow(|all| !all.is_empty())
}

/// Whoever reads the intake is woken by every change.
#[expect(clippy::disallowed_methods, reason = "a trigger holds nothing that could be read")]
fn follow() {
    CHANGED.with(ArcTrigger::track);
}

/// The intake of this tab.
pub(super) fn receiving() -> Receiving {
    Receiving
}

impl Receiving {
    /// Loads what is stored of a plan, once. Its pack is at hand.
    pub(super) fn open(self, plan: &PlanId) {
        let is_open = BOARD.with_borrow(|board| board.as_ref().is_some_and(|board| board.plan == *plan));
        if is_open && !matches!(self.peek_state(), State::Failed(_)) {
            return;
        }
        let session = use_session();
        let books = session.peek(|session| {
            let of_id = session.plans().iter().filter(|own| own.id == *plan);
            Some(Books {
                plan: session.plan(plan)?.clone(),
                plans: of_id.cloned().collect(),
                others: session.catalogue().iter().map(|listing| listing.id.clone()).collect(),
            })
        });
        let Some(books) = books else { return };
        VISIT.set(VISIT.get().wrapping_add(1));
        spawn_local(worker::open(VISIT.get(), packs(session, &books), books.others.clone()));
        spawn_local(worker::lose_patience(VISIT.get()));
        self.stop();
        put_by();
        let unstored = take_up(plan);
        let failure = unstored.as_ref().map(|unstored| unstored.failure);
        let (decisions, stored) =
            unstored.map(|unstored| (unstored.decisions, unstored.stored)).unwrap_or_default();
        let board = Board {
            plan: plan.clone(),
            state: State::Loading(0, 0),
            books: Rc::new(books),
            register: Register::new(plan.clone()),
            decisions,
            stored,
        };
        BOARD.set(Some(board));
        INTAKE.with(|intake| intake.set(Intake::Idle));
        UNSAVED.with(|unsaved| unsaved.set(failure));
        self.wake();
        if !WARNS.replace(true) {
            page::warn_before_leaving(move || self.is_taking() || holds_unstored());
        }
        tabs::join();
        shelf::load(plan.clone());
    }

    /// How the intake stands.
    pub(super) fn state(self) -> State {
        follow();
        self.peek_state()
    }

    fn peek_state(self) -> State {
        BOARD.with_borrow(|board| board.as_ref().map_or(State::Loading(0, 0), |board| board.state))
    }

    /// Reads the intake, and again whenever it changes. None until it is here.
    pub(super) fn with<R>(self, read: impl FnOnce(&Plan, &Register, &Decisions) -> R) -> Option<R> {
        follow();
        self.peek(read)
    }

    /// Reads the intake whenever it has changed and no file is being taken in: what is slow to work out, or would change
    /// under whoever reads it. Until then it is what it was; nothing before the first time.
    pub(super) fn at_rest<R: Clone + Default + PartialEq + Send + Sync + 'static>(
        self,
        read: impl Fn(&Plan, &Register, &Decisions) -> R + Send + Sync + 'static,
    ) -> Memo<R> {
        let is_taking = self.is_taking_now();
        Memo::new(move |before: Option<&R>| {
            let now = if is_taking.get() { None } else { self.with(&read) };
            now.unwrap_or_else(|| before.cloned().unwrap_or_default())
        })
    }

    /// Reads the intake once.
    pub(super) fn peek<R>(self, read: impl FnOnce(&Plan, &Register, &Decisions) -> R) -> Option<R> {
        BOARD.with_borrow(|board| {
            let board = board.as_ref().filter(|board| board.state == State::Ready)?;
            Some(read(&board.books.plan, &board.register, &board.decisions))
        })
    }

    /// Decides something, and stores it.
    pub(super) fn decide(self, change: impl FnOnce(&mut Decisions)) {
        let decided = self.change(|board| {
            let before = board.decisions.papers.clone();
            change(&mut board.decisions);
            if board.decisions.papers != before {
                apply_papers(board);
            }
        });
        if decided {
            self.begin_to_store();
        }
    }

    /// Decides that a paper counts, or that it does not, or takes back what was decided.
    pub(super) fn decide_paper(self, id: PaperId, what: Option<Decided>) {
        let decided = self.change(|board| {
            match what {
                Some(Decided::Chosen) => board.register.choose(id),
                Some(Decided::SetAside) => board.register.set_aside(id, true),
                None => {
                    board.register.set_aside(id, false);
                    board.register.unchoose(id)
                }
            };
            board.decisions.papers = board.register.decisions();
        });
        if decided {
            self.begin_to_store();
        }
    }

    /// How taking in stands.
    pub(super) fn intake(self) -> ArcRwSignal<Intake> {
        INTAKE.with(ArcRwSignal::clone)
    }

    /// Whether files are being taken in now.
    fn is_taking(self) -> bool {
        self.intake().with_untracked(|intake| matches!(intake, Intake::Running { .. }))
    }

    /// The same, followed.
    pub(super) fn is_taking_now(self) -> Memo<bool> {
        let intake = self.intake();
        Memo::new(move |_| intake.with(|intake| matches!(intake, Intake::Running { .. })))
    }

    /// Why what was decided last is not stored, if it is not.
    pub(super) fn unsaved(self) -> ArcRwSignal<Option<StorageError>> {
        UNSAVED.with(ArcRwSignal::clone)
    }

    /// Stores what was decided, also what could not be stored before. Says whether it is stored now.
    pub(super) async fn store(self) -> bool {
        shelf::store_decisions().await
    }

    /// Takes no further file in. What was taken in stays.
    pub(super) fn stop(self) {
        STOPS.set(true);
        worker::wake();
    }

    fn begin_to_store(self) {
        spawn_local(async move {
            self.store().await;
        });
    }

    fn change(self, change: impl FnOnce(&mut Board)) -> bool {
        let changed = BOARD.with_borrow_mut(|board| {
            let board = board.as_mut().filter(|board| board.state == State::Ready);
            board.map(change).is_some()
        });
        if changed {
            self.wake();
        }
        changed
    }

    /// Begins anew with nothing.
    fn forget(self) {
        STOPS.set(true);
        VISIT.set(VISIT.get().wrapping_add(1));
        BOARD.with_borrow_mut(|board| {
            if let Some(board) = board.as_mut() {
                board.register = Register::new(board.plan.clone());
                board.decisions = Decisions::default();
                board.stored = None;
                // Whatever was still being read is gone too.
                board.state = State::Ready;
            }
        });
        worker::forget(VISIT.get());
        INTAKE.with(|intake| intake.set(Intake::Idle));
        UNSAVED.with(|unsaved| unsaved.set(None));
        self.wake();
    }

    /// Holds nothing of any plan any more: everything is deleted on this machine.
    pub(super) fn let_go(self) {
        UNSTORED.with_borrow_mut(Vec::clear);
        self.forget();
        BOARD.set(None);
    }

    /// The tables of these papers of the intake, compiled beside the page. None where that cannot be.
    pub(super) async fn compile(
        self,
        papers: Vec<PaperId>,
        decisions: OpinionDecisions,
    ) -> Option<Vec<Compiled>> {
        worker::compile(VISIT.get(), papers, decisions).await
    }

    fn wake(self) {
        CHANGED.with(ArcTrigger::notify);
    }

    /// Which intake is looked at: another number after another one was opened, or this one taken away.
    pub(super) fn visit(self) -> u32 {
        VISIT.get()
    }

    /// Whether this is still the intake that is looked at.
    fn is_visit(self, visit: u32) -> bool {
        VISIT.get() == visit
    }
}

/// The packs of these books as texts, that of the plan first. None if one of them cannot be had.
fn packs(session: SessionHandle, books: &Books) -> impl Future<Output = Option<Vec<String>>> + use<> {
    let shown = books.plan.version;
    let others = books.plans.iter().map(|plan| plan.version).filter(move |version| *version != shown);
    let (id, versions): (_, Vec<u32>) =
        (books.plan.id.clone(), std::iter::once(shown).chain(others).collect());
    async move {
        let mut packs = Vec::new();
        for version in versions {
            packs.push(session.pack_text(&id, version).await?);
        }
        Some(packs)
    }
}

/// Lets the register say what was decided of papers, and nothing else.
fn apply_papers(board: &mut Board) {
    let decided: Vec<PaperId> = board.register.entries().map(|(id, _)| id).collect();
    if !board.register.decisions().is_empty() {
        for id in decided {
            board.register.set_aside(id, false);
            board.register.unchoose(id);
        }
    }
    for decision in &board.decisions.papers {
        board.register.decide(decision);
    }
}
