//! Plan packs as files: made of plan 000, and opened.

use std::path::PathBuf;

use anyhow::Result;
use serde_json::{Value, json};

use super::OpenPage;
use crate::Browser;

/// What the plan of [`pack`] is called.
pub const OWN_PLAN: &str = "Kế hoạch <b>của huyện</b> & xã";

/// A pack of an office's own, in that version: plan 000 under another name.
///
/// # Panics
///
/// If plan 000 is not JSON.
#[must_use]
pub fn pack(version: u32) -> Value {
    let mut pack: Value =
        serde_json::from_str(include_str!("../../../../public/plans/000.json")).expect("plan 000");
    pack["id"] = json!("cua-huyen");
    pack["version"] = json!(version);
    pack["identity"]["shortTitle"] = json!(OWN_PLAN);
    pack["identity"]["issuer"] = json!("UBND huyện Bình Gia");
    pack["roster"][0]["substitute"] = json!("xã Tân Văn");
    pack
}

/// Opens a pack from a file, as far as the page says what it is.
pub async fn offer(browser: &Browser, pack: &Value) -> Result<PathBuf> {
    let file = OpenPage::open(browser).await?.choose_bytes("goi.json", pack.to_string().as_bytes()).await?;
    browser.wait_for_text("Gói này yêu cầu").await?;
    Ok(file)
}
