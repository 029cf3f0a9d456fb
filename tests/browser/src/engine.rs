//! The browsers that a walk may run in.

use std::path::Path;

use anyhow::Result;
use serde_json::json;
use thirtyfour::Capabilities;

use crate::settings::setting;
use crate::viewport::Viewport;

/// A family of browsers: they differ in where and when they write what a page stores.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// Chromium, and so Chrome, Edge, Cốc Cốc and the phones' browsers of that family. A walk runs here unless it says
    /// otherwise.
    Chromium,
    /// Firefox, of the long-lived releases.
    Firefox,
}

impl Engine {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Chromium, Self::Firefox];

    /// What the driver must know to start one on a profile, telling everything that it logs.
    pub(crate) fn capabilities(
        self,
        folder: &Path,
        viewport: Viewport,
        room: Option<u32>,
    ) -> Result<Capabilities> {
        let mut capabilities = Capabilities::new();
        match self {
            Self::Chromium => {
                let mut arguments = vec![
                    format!("--user-data-dir={}", folder.join(PROFILE).display()),
                    format!("--window-size={},{}", viewport.width, viewport.height),
                    "--lang=vi".to_owned(),
                    // Else the page may still be scrolling when something on it is pressed.
                    "--force-prefers-reduced-motion".to_owned(),
                ];
                arguments
                    .extend(setting("THAM_LUAN_CHROMIUM_ARGUMENTS")?.split_whitespace().map(str::to_owned));
                capabilities.set("browserName", json!("chrome"))?;
                capabilities.set("goog:loggingPrefs", json!({ "browser": "ALL" }))?;
                let options = json!({ "binary": setting("THAM_LUAN_CHROMIUM")?, "args": arguments });
                capabilities.set("goog:chromeOptions", options)?;
            }
            Self::Firefox => {
                let mut preferences = json!({
                    "browser.download.folderList": 2,
                    "browser.download.dir": folder.join(DOWNLOADS),
                    "devtools.console.stdout.content": true,
                    "browser.dom.window.dump.enabled": true,
                    "intl.accept_languages": "vi",
                    "ui.prefersReducedMotion": 1,
                    // As people have it: each file on the disk is a site of its own. Drivers lift that.
                    "security.fileuri.strict_origin_policy": true,
                });
                if let Some(room) = room {
                    preferences["dom.quotaManager.temporaryStorage.fixedLimit"] = json!(room);
                }
                let options = json!({
                    "binary": setting("THAM_LUAN_FIREFOX")?,
                    "args": ["-headless", "-profile", folder.join(PROFILE)],
                    "prefs": preferences,
                });
                capabilities.set("browserName", json!("firefox"))?;
                capabilities.set("moz:firefoxOptions", options)?;
            }
        }
        Ok(capabilities)
    }
}

/// Where in its folder a browser has its profile.
pub(crate) const PROFILE: &str = "profile";

/// Where in its folder a browser lets files fall.
pub(crate) const DOWNLOADS: &str = "downloads";
