//! The worker's side: judges what the page hands over, and compiles.
//!
//! It holds no truth of its own. What it remembers are papers that it judged, under the numbers that the page gave them;
//! if one of those is missing that are to be compiled, it says so, and the page compiles by itself.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::task::{Poll, Waker};

use super::Books;
use super::step::{Lot, Piece, Row, Rows, place_of, reader};
use super::talk::{Answer, Answered, Asked, Chosen, Request};
use crate::draft::Draft;
use crate::office::compile::{Compiled, Decisions, compile_decided};
use crate::office::wire::{of_bytes, to_bytes};
use crate::office::{Judged, PaperId, Sheaf, Source, Who};
use crate::paper::Press;
use crate::plan::{self, Plan};
use crate::platform::files::Buffer;
use crate::platform::{page, worker};
use crate::sorted::Sorted;

/// What the page asked and nobody has begun.
#[derive(Debug, Default)]
struct Inbox {
    requests: VecDeque<(Request, Vec<Buffer>)>,
    waker: Option<Waker>,
}

thread_local! {
    static INBOX: RefCell<Inbox> = RefCell::default();
}

/// Works for the page from now on.
pub(in crate::ui) fn work() {
    worker::serve(|words, given| match of_bytes(&words) {
        Some(request) => INBOX.with_borrow_mut(|inbox| inbox.take(request, given)),
        None => worker::give_up(),
    });
    page::begin(async {
        let mut hand = Hand::default();
        loop {
            let (request, given) = next(|_| true).await;
            if hand.answer(request, given).await.is_none() {
                worker::give_up();
            }
        }
    });
}

impl Inbox {
    fn take(&mut self, request: Request, given: Vec<Buffer>) {
        if matches!(request.what, Asked::Stop) {
            self.requests
                .retain(|(other, _)| other.turn != request.turn || matches!(other.what, Asked::Keep { .. }));
        }
        self.requests.push_back((request, given));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// The first request that is one of these, whatever was asked before it.
async fn next(is_one: impl Fn(&Request) -> bool) -> (Request, Vec<Buffer>) {
    std::future::poll_fn(|context| {
        INBOX.with_borrow_mut(|inbox| {
            let place = inbox.requests.iter().position(|(request, _)| is_one(request));
            if let Some(found) = place.and_then(|place| inbox.requests.remove(place)) {
                return Poll::Ready(found);
            }
            inbox.waker = Some(context.waker().clone());
            Poll::Pending
        })
    })
    .await
}

/// A paper as compiling needs it.
#[derive(Debug)]
struct Paper {
    who: Who,
    draft: Draft,
}

#[derive(Debug, Default)]
struct Hand {
    books: Option<Books>,
    press: Press,
    /// The turn whose rows were given last.
    turn: u32,
    /// How many rows were given in it.
    serial: u32,
    /// Their papers that the page has not taken yet.
    given: Sorted<u32, Paper>,
    /// Those that it took.
    kept: Sorted<PaperId, Paper>,
}

impl Hand {
    /// Does what is asked. None if that cannot be.
    async fn answer(&mut self, request: Request, given: Vec<Buffer>) -> Option<()> {
        let Request { turn, what } = request;
        match what {
            Asked::Open { packs, others } => {
                let plans = packs.iter().map(|pack| plan::parse(pack).ok()).collect::<Option<Vec<Plan>>>()?;
                let plan = plans.first()?.clone();
                *self = Self { books: Some(Books { plan, plans, others }), ..Self::default() };
            }
            Asked::Files { files } => self.files(turn, files, given).await?,
            Asked::Stored => {
                self.begin(turn);
                let books = self.books.take()?;
                let mut piece = Piece { ended: true, ..Piece::default() };
                for kept in Sheaf::read(&given.first()?.to_vec()) {
                    piece.rows.push(Row::of_kept(kept.as_ref(), &books, &mut self.press));
                }
                self.books = Some(books);
                self.give(turn, vec![piece], false, None);
            }
            Asked::Keep { papers } => self.keep(turn, papers),
            Asked::Forget => (self.given, self.kept) = (Sorted::new(), Sorted::new()),
            Asked::Compile { papers, decisions } => {
                let tables = self.compile(&papers, &decisions);
                worker::answer(&to_bytes(&Answer { turn, what: Answered::Tables { tables } }), None);
            }
            // What they are about is over.
            Asked::More | Asked::Stop => {}
        }
        Some(())
    }

    fn keep(&mut self, turn: u32, papers: Vec<(u32, PaperId)>) {
        // Of another turn the numbers mean other papers.
        for (serial, id) in papers.into_iter().filter(|_| self.turn == turn) {
            if let Some(paper) = self.given.remove(&serial) {
                self.kept.insert(id, paper);
            }
        }
    }

    fn begin(&mut self, turn: u32) {
        if self.turn != turn {
            (self.turn, self.serial, self.given) = (turn, 0, Sorted::new());
        }
    }

    async fn files(&mut self, turn: u32, files: Vec<Chosen>, given: Vec<Buffer>) -> Option<()> {
        self.begin(turn);
        let books = self.books.take()?;
        let (mut lot, mut given) = (Lot::default(), given.into_iter());
        for Chosen { name, refusal } in files {
            if let Some(refusal) = refusal {
                lot.add(Row::refused(place_of(&name), refusal), &[]);
                lot.end_file(None);
                continue;
            }
            let (bytes, reader) = (given.next()?.to_vec(), reader(&books));
            let (mut rows, decisions) = Rows::of_file(&name, &bytes, &reader);
            while let Some((row, submission)) = rows.next(&books, &mut self.press) {
                lot.add(row, &submission);
                if !lot.is_full() {
                    continue;
                }
                self.hand_in(turn, std::mem::take(&mut lot), true);
                if !self.goes_on(turn).await {
                    self.books = Some(books);
                    return Some(());
                }
            }
            lot.end_file(decisions);
        }
        self.hand_in(turn, lot, false);
        self.books = Some(books);
        Some(())
    }

    /// Waits until the page says whether it wants the rest of the files. Others of the turn wait until these have ended.
    async fn goes_on(&mut self, turn: u32) -> bool {
        let is_about_it = |request: &Request| {
            let is = matches!(request.what, Asked::More | Asked::Stop | Asked::Keep { .. });
            is && request.turn == turn
        };
        loop {
            match next(is_about_it).await.0.what {
                Asked::Keep { papers } => self.keep(turn, papers),
                what => return matches!(what, Asked::More),
            }
        }
    }

    fn hand_in(&mut self, turn: u32, lot: Lot, more: bool) {
        self.give(turn, lot.pieces, more, Some(Buffer::of(lot.sheaf.as_bytes())));
    }

    fn give(&mut self, turn: u32, mut pieces: Vec<Piece>, more: bool, sheaf: Option<Buffer>) {
        for row in pieces.iter_mut().flat_map(|piece| &mut piece.rows) {
            row.serial = self.serial;
            self.serial += 1;
        }
        let answer = Answer { turn, what: Answered::Rows { pieces, more } };
        worker::answer(&to_bytes(&answer), sheaf);
        let Answered::Rows { pieces, .. } = answer.what else { return };
        for Row { serial, outcome, .. } in pieces.into_iter().flat_map(|piece| piece.rows) {
            if let Ok(judged) = outcome {
                let Judged { who, draft, .. } = *judged;
                self.given.insert(serial, Paper { who, draft });
            }
        }
    }

    /// The tables of papers. None if one of them is not here.
    fn compile(&self, papers: &[PaperId], decisions: &Decisions) -> Option<Vec<Compiled>> {
        let source = |id: &PaperId| {
            let Paper { who, draft } = self.kept.get(id)?;
            Some(Source { id: *id, unit: who.name(), unit_id: who.unit_id.as_ref(), draft })
        };
        let sources = papers.iter().map(source).collect::<Option<Vec<_>>>()?;
        Some(compile_decided(&self.books.as_ref()?.plan, &sources, decisions))
    }
}
