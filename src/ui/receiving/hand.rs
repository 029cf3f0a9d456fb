//! The worker's side: judges what the page hands over, and compiles.
//!
//! It holds no truth of its own. What it remembers are papers that it judged, under the numbers that the page gave them;
//! if one of those is missing that are to be compiled, it says so, and the page compiles by itself.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::task::{Poll, Waker};

use super::Books;
use super::step::{Row, Rows, reader};
use super::talk::{Answer, Answered, Asked, Request};
use crate::draft::Draft;
use crate::office::compile::{Compiled, Decisions as OpinionDecisions, compile_decided};
use crate::office::wire::{of_bytes, to_bytes};
use crate::office::{Decisions, Judged, PaperId, Source, Who};
use crate::paper::Press;
use crate::plan::{self, Plan};
use crate::platform::{page, worker};
use crate::sorted::Sorted;

/// So many rows of a file, or so many bytes, are answered together.
const MOST_ROWS: usize = 64;
const MOST_BYTES: usize = 1_000_000;

/// What the page asked and nobody has begun.
#[derive(Debug, Default)]
struct Inbox {
    requests: VecDeque<(Request, Option<Vec<u8>>)>,
    waker: Option<Waker>,
}

thread_local! {
    static INBOX: RefCell<Inbox> = RefCell::default();
}

/// Works for the page from now on.
pub(in crate::ui) fn work() {
    worker::serve(|words, file| match of_bytes(&words) {
        Some(request) => INBOX.with_borrow_mut(|inbox| inbox.take(request, file)),
        None => worker::give_up(),
    });
    page::begin(async {
        let mut hand = Hand::default();
        loop {
            let (request, file) = next(|_| true).await;
            if hand.answer(request, file).await.is_none() {
                worker::give_up();
            }
        }
    });
}

impl Inbox {
    fn take(&mut self, request: Request, file: Option<Vec<u8>>) {
        if matches!(request.what, Asked::Stop) {
            self.requests
                .retain(|(other, _)| other.turn != request.turn || matches!(other.what, Asked::Keep { .. }));
        }
        self.requests.push_back((request, file));
        if let Some(waker) = self.waker.take() {
            waker.wake();
        }
    }
}

/// The first request that is one of these, whatever was asked before it.
async fn next(is_one: impl Fn(&Request) -> bool) -> (Request, Option<Vec<u8>>) {
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
    async fn answer(&mut self, request: Request, file: Option<Vec<u8>>) -> Option<()> {
        let Request { turn, what } = request;
        match what {
            Asked::Open { packs, others } => {
                let plans = packs.iter().map(|pack| plan::parse(pack).ok()).collect::<Option<Vec<Plan>>>()?;
                let plan = plans.first()?.clone();
                *self = Self { books: Some(Books { plan, plans, others }), ..Self::default() };
            }
            Asked::File { name } => self.file(turn, &name, &file?).await?,
            Asked::Stored { rows } => {
                self.begin(turn);
                let books = self.books.take()?;
                let rows = rows.iter().map(|stored| {
                    // The page has the text already.
                    let row = Row::of_stored(stored, &books, &mut self.press);
                    Row { text: String::new(), ..row }
                });
                let rows: Vec<Row> = rows.collect();
                self.books = Some(books);
                self.give(turn, rows, false, None);
            }
            Asked::Keep { papers } => self.keep(turn, papers),
            Asked::Forget => (self.given, self.kept) = (Sorted::new(), Sorted::new()),
            Asked::Compile { papers, decisions } => {
                let tables = self.compile(&papers, &decisions);
                worker::answer(&to_bytes(&Answer { turn, what: Answered::Tables { tables } }));
            }
            // What they are about is over.
            Asked::More | Asked::Stop => {}
        }
        Some(())
    }

    fn keep(&mut self, turn: u32, papers: Vec<(u32, PaperId)>) {
        for (serial, id) in papers {
            if let Some(paper) = self.given.remove(&serial).filter(|_| self.turn == turn) {
                self.kept.insert(id, paper);
            }
        }
    }

    fn begin(&mut self, turn: u32) {
        if self.turn != turn {
            (self.turn, self.serial, self.given) = (turn, 0, Sorted::new());
        }
    }

    async fn file(&mut self, turn: u32, name: &str, bytes: &[u8]) -> Option<()> {
        self.begin(turn);
        let books = self.books.take()?;
        let reader = reader(&books);
        let (mut rows, mut decisions) = Rows::of_file(name, bytes, &reader);
        let mut is_wanted = true;
        while is_wanted {
            let (mut given, mut size, mut more) = (Vec::new(), 0, true);
            while more && given.len() < MOST_ROWS && size < MOST_BYTES {
                let row = rows.next(&books, &mut self.press);
                more = row.is_some();
                size += row.as_ref().map_or(0, |row| row.text.len());
                given.extend(row);
            }
            self.give(turn, given, more, decisions.take_if(|_| !more));
            is_wanted = more && self.goes_on(turn).await;
        }
        self.books = Some(books);
        Some(())
    }

    /// Waits until the page says whether it wants the rest of a file. Other files of the turn wait until this one has
    /// ended.
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

    fn give(&mut self, turn: u32, mut rows: Vec<Row>, more: bool, decisions: Option<Decisions>) {
        for row in &mut rows {
            row.serial = self.serial;
            self.serial += 1;
        }
        let answer = Answer { turn, what: Answered::Rows { rows, more, decisions } };
        worker::answer(&to_bytes(&answer));
        let Answered::Rows { rows, .. } = answer.what else { return };
        for Row { serial, outcome, .. } in rows {
            if let Ok(judged) = outcome {
                let Judged { who, draft, .. } = *judged;
                self.given.insert(serial, Paper { who, draft });
            }
        }
    }

    /// The tables of papers. None if one of them is not here.
    fn compile(&self, papers: &[PaperId], decisions: &OpinionDecisions) -> Option<Vec<Compiled>> {
        let source = |id: &PaperId| {
            let Paper { who, draft } = self.kept.get(id)?;
            Some(Source { id: *id, unit: who.name(), unit_id: who.unit_id.as_ref(), draft })
        };
        let sources = papers.iter().map(source).collect::<Option<Vec<_>>>()?;
        Some(compile_decided(&self.books.as_ref()?.plan, &sources, decisions))
    }
}
