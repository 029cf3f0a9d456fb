//! Firefox and its driver. A geckodriver holds one browser only, so the tests start one for each Firefox.

use std::path::PathBuf;

use crate::process::find;
use crate::tools::path;

/// The browser on this machine.
pub(crate) fn browser() -> Option<PathBuf> {
    find("FIREFOX", &["firefox-esr", "firefox"], &path())
}

/// The browser's driver on this machine.
pub(crate) fn driver() -> Option<PathBuf> {
    find("GECKODRIVER", &["geckodriver"], &path())
}
