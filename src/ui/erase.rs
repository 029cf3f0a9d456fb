//! "Xóa dữ liệu trên máy này": everything that this browser keeps for the page, but for the program's own files.

use std::time::Duration;

use super::{SessionHandle, parts};
use crate::platform::database;
use crate::platform::{page, storage, tab};
use crate::session::Command;
use crate::session::tabs::Event;

/// Everything of ours begins with this.
pub(super) const ALL: &str = "tham-luan.";
/// Other tabs are given so long to let go.
const LET_GO: Duration = Duration::from_millis(400);
/// So often it is tried, should another tab have written meanwhile.
const TRIES: usize = 3;

impl SessionHandle {
    /// Deletes everything, here and in the other tabs. Whether all of it is gone.
    pub(super) async fn erase(self) -> bool {
        // Whoever holds a draft lets go first, so that nothing is written back.
        parts::tell_tabs(self, Event::Erases);
        self.let_go();
        page::pause(LET_GO).await;
        for _ in 0..TRIES {
            if wipe().await {
                // Whoever shows what is stored looks again.
                self.dispatch(Command::ForgetAll);
                return true;
            }
            page::pause(LET_GO).await;
        }
        false
    }
}

/// Takes everything out of every storage. Whether nothing is left.
pub(super) async fn wipe() -> bool {
    for key in storage::keys(ALL).unwrap_or_default() {
        // What is left is found below.
        let _ = storage::remove(&key);
    }
    for key in tab::keys(ALL) {
        tab::remove(&key);
    }
    let cleared = match database::clear().await {
        // Where there is no database, nothing is in it.
        Err(storage::StorageError::Unavailable) => true,
        cleared => cleared.is_ok(),
    };
    cleared && storage::keys(ALL).is_ok_and(|keys| keys.is_empty()) && tab::keys(ALL).is_empty()
}
