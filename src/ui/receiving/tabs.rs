//! Several tabs on the intake of one plan: each is told what the others stored, and shows it.
//!
//! Nothing that is stored depends on a word: rows have numbers that only one tab can take, and what was decided is merged
//! with what stands there. A tab that was told nothing finds out when it stores something, or is looked at again.

use std::cell::RefCell;

use leptos::task::spawn_local;

use super::{BOARD, Receiving, State, VISIT, shelf};
use crate::plan::PlanId;
use crate::platform::channel::Circle;
use crate::platform::page;

/// What the channel is called.
const NAME: &str = "tham-luan.intake";

thread_local! {
    static CIRCLE: RefCell<Option<Circle>> = const { RefCell::new(None) };
}

/// What another tab did.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Word {
    /// It stored rows.
    Rows,
    /// It stored what was decided.
    Decided,
    /// It took everything out.
    Erased,
}

impl Word {
    const ALL: [(Self, &str); 3] =
        [(Self::Rows, "rows"), (Self::Decided, "decided"), (Self::Erased, "erased")];
}

/// Listens to the other tabs from now on.
pub(super) fn join() {
    if CIRCLE.with_borrow(Option::is_some) {
        return;
    }
    CIRCLE.set(Some(Circle::join(NAME, |said| hear(&said))));
    page::on_hide(|| {
        if !page::is_hidden() {
            look();
        }
    });
}

/// Tells the others.
pub(super) fn tell(plan: &PlanId, word: Word) {
    let name = Word::ALL.iter().find(|(own, _)| *own == word).map_or("", |(_, name)| name);
    CIRCLE.with_borrow(|circle| circle.iter().for_each(|circle| circle.tell(&format!("{name} {plan}"))));
}

fn hear(said: &str) {
    let Some((name, plan)) = said.split_once(' ') else { return };
    let Some((word, _)) = Word::ALL.iter().find(|(_, own)| *own == name) else { return };
    let is_ours = BOARD.with_borrow(|board| board.as_ref().is_some_and(|board| board.plan.as_str() == plan));
    match word {
        _ if !is_ours => {}
        Word::Erased => Receiving.forget(),
        Word::Rows | Word::Decided => look(),
    }
}

/// Looks at what the other tabs stored. While files are taken in here, rows are looked at when one has to be stored.
pub(super) fn look() {
    let plan = BOARD.with_borrow(|board| {
        let board = board.as_ref().filter(|board| board.state == State::Ready)?;
        Some(board.plan.clone())
    });
    let Some(plan) = plan else { return };
    let is_taking = Receiving.is_taking();
    let visit = VISIT.get();
    spawn_local(async move {
        // What cannot be read now is read when the page is opened again.
        if !is_taking {
            let _ = shelf::catch_up(&plan, visit, shelf::Judge::Worker).await;
        }
        let is_otherwise = shelf::read_decisions(&plan, visit).await.unwrap_or_default();
        if is_otherwise && Receiving.is_visit(visit) {
            Receiving.wake();
        }
    });
}
