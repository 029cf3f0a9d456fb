//! A chosen file or folder outside the browser, such as a USB stick, that is kept up to date by itself.
//!
//! It is written when the writer rests and when the page is left, whole or not at all, and read back. What was written
//! there by somebody else is not written over: another machine may keep its own drafts in the same place.
//!
//! Nothing of it is needed where nothing was chosen: then only [`is_chosen`] is asked.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::backup::origin;
use super::{SessionHandle, words};
use crate::backup::{self, checksum_in};
use crate::draft::Timestamp;
use crate::platform::database::{self, Room};
use crate::platform::disk::{self, DiskError, Place};
use crate::platform::{clock, page, storage};

/// Where it is stored what was written last: the file's name, its checksum and the moment, a line each.
const MIRROR_KEY: &str = "tham-luan.mirror";
/// Under this the database keeps where it is written to.
const PLACE_KEY: &str = "mirror";
/// What the file is called in a folder.
const FILE_NAME: &str = "tham-luan_sao-luu.json";
/// So often it is looked whether something changed.
const LOOK: Duration = Duration::from_secs(10);
/// So many looks a change waits for a rest.
const PATIENCE: u32 = 12;

/// How the chosen file stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum MirrorState {
    /// None was chosen.
    #[default]
    Off,
    /// Written, or about to be.
    On,
    /// The browser wants to be allowed again.
    Asks,
    /// Somebody else has written there.
    Foreign,
    /// It could not be written. It is tried again.
    Failed(DiskError),
}

/// The state, for whoever shows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Mirror {
    state: RwSignal<MirrorState>,
}

/// What was written last.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// The file's name.
    pub(super) name: String,
    /// By which it is known again.
    checksum: String,
    /// When; empty where nothing was written yet.
    pub(super) at: String,
}

thread_local! {
    static PLACE: RefCell<Option<Place>> = const { RefCell::new(None) };
    /// The how-manieth place that is: what is on its way to an earlier one is not finished.
    static CHOICE: Cell<u32> = const { Cell::new(0) };
    /// The place that a writing is on its way to.
    static BUSY: Cell<Option<u32>> = const { Cell::new(None) };
    /// What the drafts were like when they were written, and when they were looked at last; and how often they were
    /// found changed since.
    static LOOKS: Cell<(Option<u32>, u32, u32)> = const { Cell::new((None, 0, 0)) };
    /// The looking has begun.
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// Whether a file was chosen in this browser.
pub(super) fn is_chosen() -> bool {
    matches!(storage::read(MIRROR_KEY), Ok(Some(_)))
}

impl Mirror {
    /// Nothing is known yet.
    pub(super) fn new() -> Self {
        Self { state: RwSignal::new(MirrorState::Off) }
    }

    /// How it stands.
    pub(super) fn state(self) -> MirrorState {
        self.state.get()
    }
}

/// What was written last.
pub(super) fn written() -> Written {
    let stored = storage::read(MIRROR_KEY).ok().flatten().unwrap_or_default();
    let mut lines = stored.lines().map(str::to_owned);
    let mut line = || lines.next().unwrap_or_default();
    Written { name: line(), checksum: line(), at: line() }
}

/// Goes on with another place, or with none.
fn go_on_with(place: Option<Place>) {
    PLACE.set(place);
    CHOICE.set(CHOICE.get().wrapping_add(1));
}

/// Everything is deleted on this machine: what is on its way is not finished, so that the file stays as it is.
pub(super) fn let_go(session: SessionHandle) {
    go_on_with(None);
    session.mirror().state.set(MirrorState::Off);
}

/// What the chosen place is called.
pub(super) fn place_name() -> String {
    PLACE.with_borrow(|place| place.as_ref().map(Place::name).unwrap_or_default())
}

fn note(Written { name, checksum, at }: &Written) {
    // Where it is not stored, the file is taken for somebody else's the next time, and is not written over.
    let _ = storage::write(MIRROR_KEY, &format!("{name}\n{checksum}\n{at}"));
}

/// Goes on with what was chosen in an earlier visit.
pub(super) async fn resume(session: SessionHandle) {
    let kept = database::value(Room::Handles, PLACE_KEY).await.ok().and_then(Place::of);
    let found = kept.is_some();
    go_on_with(kept);
    if found {
        write(session, false).await;
        look(session);
    } else {
        session.mirror().state.set(MirrorState::Failed(DiskError::Gone));
    }
}

/// Takes a place that was chosen, and writes there for the first time.
pub(super) async fn choose(session: SessionHandle, folder: bool) -> Result<(), DiskError> {
    let name = session.backup(false).write().file_name;
    let place = if folder { disk::choose_folder().await? } else { disk::choose_file(&name).await? };
    if !place.is_allowed(true).await {
        return Err(DiskError::Refused);
    }
    let taken = free_name(&place).await?;
    // Where the browser cannot keep it, it is asked for again in the next visit.
    let _ = database::put_value(Room::Handles, PLACE_KEY, place.kept()).await;
    go_on_with(Some(place));
    note(&taken);
    write(session, false).await;
    look(session);
    Ok(())
}

/// A name under which nobody else's file stands, with what is known of what stands there.
async fn free_name(place: &Place) -> Result<Written, DiskError> {
    for number in 1..=9 {
        let name = match number {
            1 => FILE_NAME.to_owned(),
            _ => FILE_NAME.replace(".json", &format!("_{number}.json")),
        };
        let there = place.read(&name).await?.unwrap_or_default();
        let is_own =
            || backup::read(&there, str::to_owned).is_ok_and(|opened| opened.backup.origin == origin());
        if there.is_empty() || is_own() {
            let name = if place.is_folder() { name } else { place.name() };
            return Ok(Written {
                name,
                checksum: checksum_in(&there).unwrap_or_default(),
                ..Written::default()
            });
        }
        if !place.is_folder() {
            break;
        }
    }
    Err(DiskError::Failed)
}

/// Writes there no more. The file stays.
pub(super) async fn stop(session: SessionHandle) {
    go_on_with(None);
    // What stays stored is asked for once more, and not found.
    let _ = storage::remove(MIRROR_KEY);
    let _ = database::remove(Room::Handles, PLACE_KEY).await;
    session.mirror().state.set(MirrorState::Off);
}

/// Asks to be allowed again, while a press is being handled, and writes.
pub(super) async fn allow(session: SessionHandle) {
    let place = PLACE.with_borrow(Clone::clone);
    if let Some(place) = place
        && place.is_allowed(true).await
    {
        write(session, false).await;
    }
}

/// Writes over what somebody else has written there, as the user wants it.
pub(super) async fn write_over(session: SessionHandle) {
    write(session, true).await;
}

/// Looks now and then whether something changed.
fn look(session: SessionHandle) {
    if LOOKING.replace(true) {
        return;
    }
    set_interval(
        move || {
            let (done, last, waited) = LOOKS.get();
            let now = session.peek(crate::session::Session::mark);
            let changed = done != Some(now);
            LOOKS.set((done, now, if changed { waited + 1 } else { 0 }));
            if changed && (now == last || waited >= PATIENCE) {
                spawn_local(write(session, false));
            }
        },
        LOOK,
    );
    page::on_hide(move || {
        if LOOKS.get().0 != Some(session.peek(crate::session::Session::mark)) {
            spawn_local(write(session, false));
        }
    });
}

/// Writes everything as it is now, and notes how that went.
async fn write(session: SessionHandle, over: bool) {
    let Some(place) = PLACE.with_borrow(Clone::clone) else { return };
    let choice = CHOICE.get();
    if BUSY.replace(Some(choice)) == Some(choice) {
        return;
    }
    let is_chosen = || CHOICE.get() == choice;
    let state = match try_write(session, &place, &is_chosen, over).await {
        Ok(state) => state,
        Err(error) => MirrorState::Failed(error),
    };
    if is_chosen() {
        BUSY.set(None);
        session.mirror().state.set(state);
    }
}

/// Writes to a place, as long as it is the one that is chosen.
async fn try_write(
    session: SessionHandle,
    place: &Place,
    is_chosen: &dyn Fn() -> bool,
    over: bool,
) -> Result<MirrorState, DiskError> {
    if !place.is_allowed(false).await {
        return Ok(MirrorState::Asks);
    }
    let mut known = written();
    let there = place.read(&known.name).await?.unwrap_or_default();
    if !over && !there.is_empty() && checksum_in(&there).as_ref() != Some(&known.checksum) {
        return Ok(MirrorState::Foreign);
    }
    if !is_chosen() {
        return Ok(MirrorState::Off);
    }
    let mark = session.peek(crate::session::Session::mark);
    let written = session.backup(false).write();
    place.write(&known.name, &written.text).await?;
    if !is_chosen() {
        return Ok(MirrorState::Off);
    }
    known.checksum = written.checksum;
    known.at = words::moment(&Timestamp::new(clock::now()));
    note(&known);
    LOOKS.set((Some(mark), mark, 0));
    session.note_backup();
    Ok(MirrorState::On)
}
