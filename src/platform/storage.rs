//! The browser's storage for this page, through gloo-storage.

use gloo_storage::{LocalStorage, Storage};

/// Why the storage did not do what was asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StorageError {
    /// Switched off, or refused to this page.
    #[error("no storage")]
    Unavailable,
    /// Refused to write: most often full.
    #[error("not written")]
    Refused,
    /// Reads back otherwise than it was written.
    #[error("written wrongly")]
    Unfaithful,
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
    open()?.get_item(key).map_err(|_| StorageError::Unavailable)
}

/// Stores a text and reads it back.
///
/// # Errors
/// If it is not stored as given: refused, and then what was stored before is still there, or read back otherwise.
pub fn write(key: &str, text: &str) -> Result<(), StorageError> {
    let storage = open()?;
    storage.set_item(key, text).map_err(|_| StorageError::Refused)?;
    match storage.get_item(key) {
        Ok(Some(stored)) if stored == text => Ok(()),
        _ => Err(StorageError::Unfaithful),
    }
}

/// Takes an entry out.
///
/// # Errors
/// If there is no storage.
pub fn remove(key: &str) -> Result<(), StorageError> {
    open()?.remove_item(key).map_err(|_| StorageError::Refused)
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
