//! The page's side of the worker in which files are judged and tables compiled.
//!
//! There may be none: a browser without workers, one that did not come up, one that broke off. Then whoever asked does the
//! same here, a little at a time, and goes on where the worker stopped.

use std::cell::RefCell;
use std::task::{Poll, Waker};
use std::time::Duration;

use super::talk::{Answer, Answered, Asked, Request};
use crate::office::PaperId;
use crate::office::compile::{Compiled, Decisions};
use crate::office::wire::{of_bytes, to_bytes};
use crate::plan::PlanId;
use crate::platform::files::Buffer;
use crate::platform::page;
use crate::platform::worker::{Said, Worker};

/// A worker that is not there after so long is given up.
const PATIENCE: Duration = Duration::from_secs(10);

/// How the worker stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Standing {
    /// There is none.
    #[default]
    Absent,
    /// It was started.
    Coming,
    /// It listens, and has no books yet.
    Idle,
    /// It works, for that intake.
    Here(u32),
}

/// An answer, and what came with it.
pub(super) type Reply = (Answered, Option<Buffer>);

/// The worker, and what it answered.
#[derive(Debug, Default)]
struct Desk {
    worker: Option<Worker>,
    /// How many were started.
    started: u32,
    standing: Standing,
    /// The intake that it works for.
    visit: u32,
    /// What it begins with once it is here.
    books: Option<Asked>,
    /// How many pieces of work it was given.
    turns: u32,
    /// Those that are not over.
    open: Vec<u32>,
    answers: Vec<(u32, Reply)>,
    wakers: Vec<Waker>,
}

thread_local! {
    static DESK: RefCell<Desk> = RefCell::default();
}

/// Starts the worker, if there is none, and lets it begin anew for an intake. Without the packs there is none.
pub(super) async fn open(visit: u32, packs: impl Future<Output = Option<Vec<String>>>, others: Vec<PlanId>) {
    DESK.with_borrow_mut(|desk| {
        desk.visit = visit;
        if desk.standing == Standing::Absent {
            desk.started += 1;
            let which = desk.started;
            desk.worker = Worker::start(move |said| heard(which, said));
            desk.standing = if desk.worker.is_some() { Standing::Coming } else { Standing::Absent };
        }
    });
    let packs = packs.await;
    DESK.with_borrow_mut(|desk| {
        if desk.visit != visit {
            return;
        }
        match packs {
            Some(packs) => desk.books = Some(Asked::Open { packs, others }),
            None => desk.give_up(),
        }
        desk.begin();
    });
}

/// Gives the worker up, if it does not work for that intake in the end.
pub(super) async fn lose_patience(visit: u32) {
    page::pause(PATIENCE).await;
    DESK.with_borrow_mut(|desk| {
        if desk.visit == visit && desk.standing != Standing::Here(visit) {
            desk.give_up();
            desk.wake();
        }
    });
}

/// Lets everybody who waits for an answer look whether it is still wanted.
pub(super) fn wake() {
    DESK.with_borrow_mut(Desk::wake);
}

/// Lets it forget every paper: the intake begins anew with nothing.
pub(super) fn forget(visit: u32) {
    DESK.with_borrow_mut(|desk| {
        if desk.standing == Standing::Here(desk.visit) {
            desk.post(0, Asked::Forget, Vec::new());
            desk.standing = Standing::Here(visit);
        } else {
            desk.give_up();
        }
        desk.visit = visit;
    });
}

fn heard(which: u32, said: Said) {
    DESK.with_borrow_mut(|desk| {
        // What one that was given up had said before.
        if which != desk.started || desk.worker.is_none() {
            return;
        }
        match said {
            Said::Ready => {
                desk.standing = Standing::Idle;
                desk.begin();
            }
            Said::Stopped => desk.give_up(),
            Said::Words(words, given) => match of_bytes(&words) {
                Some(Answer { turn, what }) if desk.open.contains(&turn) => {
                    desk.answers.push((turn, (what, given)));
                }
                Some(_) => {}
                None => desk.give_up(),
            },
        }
        desk.wake();
    });
}

impl Desk {
    fn wake(&mut self) {
        self.wakers.drain(..).for_each(Waker::wake);
    }

    /// Hands the books over, once both are here.
    fn begin(&mut self) {
        if matches!(self.standing, Standing::Idle | Standing::Here(_))
            && let Some(books) = self.books.take()
        {
            self.post(0, books, Vec::new());
            self.standing = Standing::Here(self.visit);
        }
        self.wake();
    }

    fn post(&self, turn: u32, what: Asked, given: Vec<Buffer>) {
        if let Some(worker) = &self.worker {
            worker.post(&to_bytes(&Request { turn, what }), given);
        }
    }

    fn give_up(&mut self) {
        if let Some(worker) = self.worker.take() {
            worker.end();
        }
        self.standing = Standing::Absent;
        self.books = None;
        self.answers.clear();
    }
}

/// A piece of work that the worker does.
#[derive(Debug)]
pub(super) struct Turn(u32);

impl Turn {
    /// The worker's next one, once it is here for this intake. None if there is no worker.
    pub(super) async fn begin(visit: u32) -> Option<Self> {
        std::future::poll_fn(|context| {
            DESK.with_borrow_mut(|desk| match desk.standing {
                _ if desk.visit != visit => Poll::Ready(None),
                Standing::Absent => Poll::Ready(None),
                Standing::Here(of) if of == visit => {
                    desk.turns += 1;
                    desk.open.push(desk.turns);
                    Poll::Ready(Some(Self(desk.turns)))
                }
                Standing::Coming | Standing::Idle | Standing::Here(_) => {
                    desk.wakers.push(context.waker().clone());
                    Poll::Pending
                }
            })
        })
        .await
    }

    /// Asks something, and hands bytes over.
    pub(super) fn ask(&self, what: Asked, given: Vec<Buffer>) {
        DESK.with_borrow(|desk| desk.post(self.0, what, given));
    }

    /// The next answer. None if there will be none any more, or it is not wanted any more, which [`wake`] asks anew.
    pub(super) async fn answer(&self, is_wanted: impl Fn() -> bool) -> Option<Reply> {
        std::future::poll_fn(|context| {
            DESK.with_borrow_mut(|desk| {
                if !is_wanted() {
                    return Poll::Ready(None);
                }
                if let Some(place) = desk.answers.iter().position(|(turn, _)| *turn == self.0) {
                    return Poll::Ready(Some(desk.answers.remove(place).1));
                }
                if desk.worker.is_none() {
                    return Poll::Ready(None);
                }
                desk.wakers.push(context.waker().clone());
                Poll::Pending
            })
        })
        .await
    }
}

/// What was asked and not answered is not wanted any more.
impl Drop for Turn {
    fn drop(&mut self) {
        self.ask(Asked::Stop, Vec::new());
        DESK.with_borrow_mut(|desk| {
            desk.open.retain(|turn| *turn != self.0);
            desk.answers.retain(|(turn, _)| *turn != self.0);
        });
    }
}

/// The tables of the papers that count, compiled by the worker. None where it cannot.
pub(super) async fn compile(visit: u32, papers: Vec<PaperId>, decisions: Decisions) -> Option<Vec<Compiled>> {
    let turn = Turn::begin(visit).await?;
    turn.ask(Asked::Compile { papers, decisions }, Vec::new());
    match turn.answer(|| true).await?.0 {
        Answered::Tables { tables } => tables,
        Answered::Rows { .. } => None,
    }
}
