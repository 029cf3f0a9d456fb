//! The browser's storage for this page, through gloo-storage.

use gloo_storage::{LocalStorage, Storage};
use wasm_bindgen::{JsCast, JsValue};
use web_sys::DomException;

use super::call::call;
use super::crossing;

/// Why something could not be kept on this machine, or not be read from it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// Switched off, or refused to this page.
    #[error("no storage")]
    Unavailable,
    /// No room is left.
    #[error("full")]
    Full,
    /// It may be read but not written.
    #[error("read-only")]
    ReadOnly,
    /// Refused to read or to write for another reason.
    #[error("not written")]
    Refused,
    /// Reads back otherwise than it was written.
    #[error("written wrongly")]
    Unfaithful,
    /// Broken off before it was done: the browser closed the storage under the page, or closes the page.
    #[error("broken off")]
    Interrupted,
}

impl StorageError {
    /// What a browser means by an exception of that name and that old number. Chromium and `WebKit` say
    /// `QuotaExceededError`, with 22 or 0; Firefox `NS_ERROR_DOM_QUOTA_REACHED`, with 1014, and the words of its own
    /// file system.
    #[must_use]
    pub fn named(name: &str, code: u16) -> Self {
        match (name, code) {
            (
                "QuotaExceededError"
                | "QUOTA_EXCEEDED_ERR"
                | "NS_ERROR_DOM_QUOTA_REACHED"
                | "NS_ERROR_DOM_INDEXEDDB_QUOTA_ERR"
                | "NS_ERROR_FILE_NO_DEVICE_SPACE"
                | "NS_ERROR_FILE_DISK_FULL",
                _,
            )
            | (_, 22 | 1014) => Self::Full,
            ("NoModificationAllowedError" | "ReadOnlyError", _)
            | ("NS_ERROR_FILE_READ_ONLY" | "NS_ERROR_FILE_ACCESS_DENIED", _)
            | (_, 7) => Self::ReadOnly,
            ("AbortError" | "InvalidStateError" | "TransactionInactiveError", _) | (_, 20 | 11) => {
                Self::Interrupted
            }
            ("SecurityError" | "NotSupportedError" | "NS_ERROR_DOM_SECURITY_ERR", _) | (_, 18 | 9) => {
                Self::Unavailable
            }
            _ => Self::Refused,
        }
    }

    /// What a browser means by something that it threw.
    #[must_use]
    pub fn thrown(thrown: &JsValue) -> Self {
        match thrown.dyn_ref::<DomException>() {
            Some(exception) => Self::named(&exception.name(), exception.code()),
            None => Self::Refused,
        }
    }
}

/// Whether this page has a storage at all. Where it is switched off, merely asking for it fails.
fn open() -> Result<web_sys::Storage, StorageError> {
    match web_sys::window().map(|window| window.local_storage()) {
        Some(Ok(Some(_))) => Ok(LocalStorage::raw()),
        _ => Err(StorageError::Unavailable),
    }
}

/// What is stored under a key.
///
/// # Errors
/// If there is no storage.
pub fn read(key: &str) -> Result<Option<String>, StorageError> {
    let storage = open()?;
    let stored = call(&storage, "getItem", &[key.into()]).map_err(|error| StorageError::thrown(&error))?;
    Ok(crossing::taken(&stored))
}

/// Stores a text and reads it back.
///
/// # Errors
/// If it is not stored as given: refused, and then what was stored before is still there, or read back otherwise.
pub fn write(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = open()?;
    // The browser compares its own texts: a long one is slow to take over.
    let (key, text) = (JsValue::from(key), crossing::given(text));
    call(&storage, "setItem", &[key.clone(), text.clone()]).map_err(|error| StorageError::thrown(&error))?;
    match call(&storage, "getItem", &[key]) {
        Ok(stored) if stored == text => Ok(()),
        _ => Err(StorageError::Unfaithful),
    }
}

/// Takes an entry out.
///
/// # Errors
/// If there is no storage.
pub fn remove(key: &str) -> Result<(), StorageError> {
    open()?.remove_item(key).map_err(|error| StorageError::thrown(&error))
}

/// Every key that begins so.
///
/// # Errors
/// If there is no storage.
pub fn keys(prefix: &str) -> Result<Vec<String>, StorageError> {
    let storage = open()?;
    let count = storage.length().map_err(|_| StorageError::Unavailable)?;
    let keys = (0..count).filter_map(|index| storage.key(index).ok().flatten());
    Ok(keys.filter(|key| key.starts_with(prefix)).collect())
}

/// Every entry whose key begins so.
///
/// # Errors
/// If there is no storage.
pub fn entries(prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
    let storage = open()?;
    Ok(keys(prefix)?
        .into_iter()
        .filter_map(|key| {
            let text = storage.get_item(&key).ok().flatten()?;
            Some((key, text))
        })
        .collect())
}
