//! "Máy dùng chung": nothing of what is written stays on the machine after the visit.
//!
//! While the visit lasts everything is stored as always, so that a crash loses nothing. When its last tab is left, what is
//! stored moves into the tab's own storage, which outlives a reload but not the tab. What an office took in is too much for
//! that: it stays, and goes at the next start that is no reload. A visit that was broken off leaves everything where it
//! is; whoever comes next is asked, and sees nothing of it before.
//!
//! Nothing of it is needed on other machines: then only [`is_shared`] is asked.

use std::cell::Cell;
use std::collections::BTreeSet;

use leptos::prelude::*;

use super::components::BrokenVisit;
use super::keeping::id_of;
use super::receiving::{counts, holds_papers};
use super::{App, SessionHandle, erase};
use crate::platform::database::{self, Room};
use crate::platform::{page, random, storage, tab};
use crate::session::{Session, store};

/// Where it is stored that the machine is shared, with the name of the visit.
const SHARED_KEY: &str = "tham-luan.shared";
/// Where a tab stores the visit that it belongs to.
const VISIT_KEY: &str = "tham-luan.visit";
/// Where a tab stores when it was left.
const LEFT_KEY: &str = "tham-luan.left";
/// Under this and its key a tab stores what was stored on the machine.
const STASH: &str = "tham-luan.stash.";
/// Under this and a name of its own every open tab of the visit is stored, and holds a lock.
const TAB: &str = "tham-luan.tab.";
/// A page that was asked for so much later than the last one was left is none that was loaded again.
const RELOAD: f64 = 3_000.0;

thread_local! {
    static SHARED: Cell<bool> = const { Cell::new(false) };
    /// What is stored went with the tab.
    static LEFT: Cell<bool> = const { Cell::new(false) };
}

/// What a visit that was broken off left.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Left {
    /// Drafts, in whatever copy.
    pub drafts: usize,
    /// Files and papers that an office took in.
    pub papers: usize,
}

impl Left {
    async fn count() -> Self {
        let first = storage::keys(store::KEY_PREFIX).unwrap_or_default();
        let second = database::keys(Room::Drafts, store::KEY_PREFIX).await.unwrap_or_default();
        let drafts: BTreeSet<_> = first.iter().chain(&second).filter_map(|key| id_of(key)).collect();
        let papers = counts().await.unwrap_or_default().iter().map(|(_, count)| count).sum();
        Self { drafts: drafts.len(), papers }
    }
}

/// Whether the machine is shared, by what is stored.
pub(super) fn is_shared() -> bool {
    matches!(storage::read(SHARED_KEY), Ok(Some(_)))
}

/// Whether this visit leaves nothing behind. Another tab may have ended it, and all is to stay.
pub(super) fn is_on() -> bool {
    let is_going_on = || matches!(storage::read(SHARED_KEY), Ok(Some(visit)) if Some(&visit) == tab::read(VISIT_KEY).as_ref());
    SHARED.get() && is_going_on()
}

/// Shows the page on a shared machine: at once where the visit goes on, else after what an earlier visit left is gone, or
/// after asking.
pub(super) async fn start() {
    let asks = RwSignal::new(Left::default());
    let visit = storage::read(SHARED_KEY).ok().flatten().unwrap_or_default();
    let Tabs { open, broken } = tabs().await;
    let is_own = tab::read(VISIT_KEY).as_ref() == Some(&visit);
    let was_left = tab::read(LEFT_KEY).and_then(|left| left.parse::<f64>().ok());
    let is_reload = was_left.is_some_and(|left| tab::opened_at() - left < RELOAD) || tab::was_discarded();
    if is_own && is_reload {
        unpack();
    } else if open == 0 {
        // The tab was closed, and opened again: what went with it stays gone.
        forget_tab();
        let is_broken = broken > 0 || storage::keys(store::KEY_PREFIX).is_ok_and(|keys| !keys.is_empty());
        let left = if is_broken { Left::count().await } else { Left::default() };
        if left == Left::default() {
            erase::wipe().await;
        }
        asks.set(left);
    }
    page::remove_loading();
    let shown = move || match asks.get() {
        left if left == Left::default() => view! { <App /> }.into_any(),
        left => {
            let settled = Callback::new(move |()| asks.set(Left::default()));
            view! { <BrokenVisit left=left settled=settled /> }.into_any()
        }
    };
    mount_to_body(move || shown);
}

/// Goes on with a visit that was broken off.
pub(super) fn go_on() {
    let visit = storage::read(SHARED_KEY).ok().flatten().unwrap_or_default();
    let _ = tab::write(VISIT_KEY, &visit);
}

/// Lets this visit leave nothing behind from now on. False where the browser cannot.
pub(super) fn begin(session: SessionHandle) -> bool {
    let visit = random::uuid();
    let begun = tab::write(VISIT_KEY, &visit) && storage::write(SHARED_KEY, &visit).is_ok();
    if begun {
        join(session);
    }
    begun
}

/// Lets what is written stay again.
pub(super) fn end() {
    SHARED.set(false);
    for key in storage::keys(TAB).unwrap_or_default().into_iter().chain([SHARED_KEY.to_owned()]) {
        // What stays is asked about in the next visit.
        let _ = storage::remove(&key);
    }
    forget_tab();
}

/// Takes part in the visit, if the machine is shared: sees to what happens when the tab is left.
pub(super) fn join(session: SessionHandle) {
    let Some(visit) = storage::read(SHARED_KEY).ok().flatten() else { return };
    let is_new = !SHARED.replace(true);
    let _ = tab::write(VISIT_KEY, &visit);
    if !is_new {
        return;
    }
    let name = format!("{TAB}{}", random::uuid());
    tab::hold(&name);
    let _ = storage::write(&name, "");
    let own = name.clone();
    tab::on_leave(move || {
        if is_on() {
            session.save_now();
            leave(session, &own);
        }
    });
    tab::on_return(move || {
        if LEFT.replace(false) {
            unpack();
            let _ = storage::write(&name, "");
        }
    });
    page::warn_before_leaving(move || {
        let is_kept = |state: &Session| state.drafts().is_empty() || session.reminder().is_current(state);
        is_on() && (holds_papers() || !session.peek(is_kept))
    });
}

/// The tab is left. If it is the last one, what is stored goes with it; where that cannot be, it stays as that of a visit
/// that was broken off, and whoever comes next is asked.
fn leave(session: SessionHandle, own: &str) {
    LEFT.set(true);
    let is_last = storage::keys(TAB).is_ok_and(|keys| keys.iter().all(|key| key == own));
    // A draft without a first copy is in the second alone.
    let goes = || tab::write(LEFT_KEY, &tab::now()) && session.saver().missing().is_empty() && pack();
    if !is_last || goes() {
        // What stays is found to be nobody's by the next visit.
        let _ = storage::remove(own);
    }
}

/// Moves what is stored into the tab's own storage: all of it, or nothing. Says whether it did.
fn pack() -> bool {
    let entries = storage::entries(erase::ALL).unwrap_or_default();
    let entries = || entries.iter().filter(|(key, _)| key != SHARED_KEY && !key.starts_with(TAB));
    if !entries().all(|(key, text)| tab::write(&format!("{STASH}{key}"), text)) {
        // Too much for a tab.
        tab::keys(STASH).iter().for_each(|key| tab::remove(key));
        return false;
    }
    for (key, _) in entries() {
        let _ = storage::remove(key);
    }
    // A browser that ends the page before it is done finds it again at the next start.
    database::clear_at_once(&[Room::Drafts, Room::Versions, Room::Kept]);
    true
}

/// Moves it back.
fn unpack() {
    for key in tab::keys(STASH) {
        let Some(text) = tab::read(&key) else { continue };
        let place = key.trim_start_matches(STASH);
        // Where there is no room any more it stays with the tab.
        if storage::read(place) != Ok(None) || storage::write(place, &text).is_ok() {
            tab::remove(&key);
        }
    }
    tab::remove(LEFT_KEY);
}

fn forget_tab() {
    tab::keys(erase::ALL).iter().for_each(|key| tab::remove(key));
}

/// The tabs of the visit.
struct Tabs {
    /// How many are open.
    open: usize,
    /// How many are gone without a word.
    broken: usize,
}

/// Counts the tabs. Those that are gone without a word are struck off the list; where the browser does not say which are
/// there, none is.
async fn tabs() -> Tabs {
    let held = tab::held().await.unwrap_or_default();
    let (there, gone): (Vec<_>, Vec<_>) =
        storage::keys(TAB).unwrap_or_default().into_iter().partition(|tab| held.contains(tab));
    for tab in &gone {
        // What stays is struck off the next time.
        let _ = storage::remove(tab);
    }
    Tabs { open: there.len(), broken: gone.len() }
}
