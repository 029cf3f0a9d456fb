//! Files and folders outside the browser that the page may go on writing to, where the browser has that (the File System
//! Access API).

use js_sys::Uint8Array;
use wasm_bindgen::prelude::*;
use web_sys::DomException;

use super::call::{ask, has, options, property};

/// Why something outside the browser could not be reached.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DiskError {
    /// The user has chosen nothing.
    #[error("cancelled")]
    Cancelled,
    /// The browser may not, or the user does not want it to.
    #[error("not allowed")]
    Refused,
    /// The file or folder is gone: deleted, renamed, or its stick pulled out.
    #[error("gone")]
    Gone,
    /// No room is left there.
    #[error("full")]
    Full,
    /// Anything else: read-only, broken, or written otherwise than given.
    #[error("failed")]
    Failed,
}

impl From<JsValue> for DiskError {
    fn from(thrown: JsValue) -> Self {
        match thrown.dyn_ref::<DomException>().map(DomException::name).as_deref() {
            Some("AbortError") => Self::Cancelled,
            Some("NotAllowedError" | "SecurityError") => Self::Refused,
            Some("NotFoundError" | "InvalidStateError") => Self::Gone,
            Some("QuotaExceededError") => Self::Full,
            _ => Self::Failed,
        }
    }
}

/// What was chosen: a file, or a folder.
#[derive(Clone, Debug, PartialEq)]
pub struct Place(JsValue);

/// Whether the browser lets a file be chosen.
#[must_use]
pub fn has_files() -> bool {
    has(&js_sys::global(), "showSaveFilePicker")
}

/// Whether the browser lets a folder be chosen.
#[must_use]
pub fn has_folders() -> bool {
    has(&js_sys::global(), "showDirectoryPicker")
}

/// Lets the user choose a new file. Only while a press is being handled.
///
/// # Errors
/// If none was chosen.
pub async fn choose_file(name: &str) -> Result<Place, DiskError> {
    let chosen = options(&[("suggestedName", name.into()), ("id", "sao-luu".into())]);
    Ok(Place(ask(&js_sys::global(), "showSaveFilePicker", &[chosen]).await?))
}

/// Lets the user choose a folder. Only while a press is being handled.
///
/// # Errors
/// If none was chosen.
pub async fn choose_folder() -> Result<Place, DiskError> {
    let chosen = options(&[("mode", "readwrite".into()), ("id", "sao-luu".into())]);
    Ok(Place(ask(&js_sys::global(), "showDirectoryPicker", &[chosen]).await?))
}

impl Place {
    /// What was kept of it, as [`Place::kept`] gave it.
    #[must_use]
    pub fn of(kept: JsValue) -> Option<Self> {
        has(&kept, "queryPermission").then_some(Self(kept))
    }

    /// What a database keeps of it.
    #[must_use]
    pub fn kept(&self) -> &JsValue {
        &self.0
    }

    /// What it is called.
    #[must_use]
    pub fn name(&self) -> String {
        property(&self.0, "name").as_string().unwrap_or_default()
    }

    /// Whether it is a folder.
    #[must_use]
    pub fn is_folder(&self) -> bool {
        property(&self.0, "kind").as_string().as_deref() == Some("directory")
    }

    /// Whether the page may write there now. Asks the user, where that is wanted, which is possible only while a press is
    /// being handled.
    pub async fn is_allowed(&self, may_ask: bool) -> bool {
        let mode = options(&[("mode", "readwrite".into())]);
        let how = if may_ask { "requestPermission" } else { "queryPermission" };
        ask(&self.0, how, &[mode]).await.is_ok_and(|answer| answer.as_string().as_deref() == Some("granted"))
    }

    /// What the file holds; of a folder, the file of that name in it. None where there is none.
    ///
    /// # Errors
    /// If it cannot be read.
    pub async fn read(&self, name: &str) -> Result<Option<Vec<u8>>, DiskError> {
        match self.file(name, false).await {
            Ok(file) => Ok(Some(bytes(&file).await?)),
            Err(DiskError::Gone) if self.is_folder() => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// Writes the file; of a folder, the file of that name in it. What was there stays until all of it is written; then
    /// it is read back.
    ///
    /// # Errors
    /// If it is not there as given.
    pub async fn write(&self, name: &str, text: &str) -> Result<(), DiskError> {
        let file = self.file(name, true).await?;
        let stream = ask(&file, "createWritable", &[]).await?;
        if let Err(error) = ask(&stream, "write", &[text.into()]).await {
            // What is not closed leaves the file as it was.
            let _ = ask(&stream, "abort", &[]).await;
            return Err(error.into());
        }
        ask(&stream, "close", &[]).await?;
        if bytes(&file).await? == text.as_bytes() { Ok(()) } else { Err(DiskError::Failed) }
    }

    async fn file(&self, name: &str, create: bool) -> Result<JsValue, DiskError> {
        if !self.is_folder() {
            return Ok(self.0.clone());
        }
        let how = options(&[("create", create.into())]);
        Ok(ask(&self.0, "getFileHandle", &[name.into(), how]).await?)
    }
}

async fn bytes(file: &JsValue) -> Result<Vec<u8>, DiskError> {
    let file = ask(file, "getFile", &[]).await?;
    let buffer = ask(&file, "arrayBuffer", &[]).await?;
    Ok(Uint8Array::new(&buffer).to_vec())
}
