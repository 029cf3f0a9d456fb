//! IndexedDB: one database with a few rooms of texts, or of bytes, by key.
//!
//! Every write is on the disk, not only on its way, when it is reported done, and was read back then. Written against the
//! browser itself: the crates for it know nothing of strict durability, and cost several kB in everyone's first download.

use std::cell::RefCell;

use js_sys::{Array, ArrayBuffer, Function, Object, Promise, Reflect};
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    IdbDatabase, IdbFactory, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest, IdbTransaction,
};

use super::crossing;
use super::files::Buffer;
pub use super::storage::StorageError;

/// The database. What it holds carries versions of its own, so that its version only says which rooms there are.
const NAME: &str = "tham-luan";

/// The rooms of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// The second copy of every draft.
    Drafts,
    /// Earlier versions of drafts.
    Versions,
    /// What was set aside: damaged copies, and what was there before a migration.
    Kept,
    /// What an office was sent.
    Intake,
    /// Where files outside the browser are written to.
    Handles,
}

impl Room {
    const ALL: [Self; 5] = [Self::Drafts, Self::Versions, Self::Kept, Self::Intake, Self::Handles];

    const fn name(self) -> &'static str {
        match self {
            Self::Drafts => "drafts",
            Self::Versions => "versions",
            Self::Kept => "kept",
            Self::Intake => "intake",
            Self::Handles => "handles",
        }
    }
}

/// What came of [`exchange`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Exchange {
    /// It was done, and read back.
    Done,
    /// This stands there: it may not go, or another tab has written it since.
    Found(Option<String>),
}

thread_local! {
    /// The open database, until the browser closes it.
    static OPEN: RefCell<Option<IdbDatabase>> = const { RefCell::new(None) };
}

/// What is stored under a key.
///
/// # Errors
/// If it could not be asked for.
pub async fn get(room: Room, key: &str) -> Result<Option<String>, StorageError> {
    let (_, store) = begin(&[room], false).await?;
    Ok(crossing::taken(&answer(store.get(&key.into())).await?))
}

/// Stores a text and reads it back.
///
/// # Errors
/// If it is not stored as given; what was stored before is then still there, unless it reads back otherwise.
pub async fn put(room: Room, key: &str, text: &str) -> Result<(), StorageError> {
    is_done(exchange(room, key, Some(text), &|_| true).await)
}

/// Takes an entry out.
///
/// # Errors
/// If it is still there.
pub async fn remove(room: Room, key: &str) -> Result<(), StorageError> {
    is_done(exchange(room, key, None, &|_| true).await)
}

fn is_done(came: Result<Exchange, StorageError>) -> Result<(), StorageError> {
    match came? {
        Exchange::Done => Ok(()),
        Exchange::Found(_) => Err(StorageError::Unfaithful),
    }
}

/// Stores a text and reads it back, or takes an entry out, if what stands there may go. Nobody, in whatever tab, changes
/// it between the question and the deed.
///
/// # Errors
/// If it is not stored; what was stored before is then still there.
pub async fn exchange(
    room: Room,
    key: &str,
    text: Option<&str>,
    may_go: &dyn Fn(Option<&str>) -> bool,
) -> Result<Exchange, StorageError> {
    let (transaction, store) = begin(&[room], true).await?;
    let key = JsValue::from(key);
    let there = crossing::taken(&answer(store.get(&key)).await?);
    if !may_go(there.as_deref()) {
        return Ok(Exchange::Found(there));
    }
    let text = text.map_or(JsValue::UNDEFINED, crossing::given);
    let request = if text.is_undefined() { store.delete(&key) } else { store.put_with_key(&text, &key) };
    request.map_err(|error| StorageError::thrown(&error))?;
    done(&transaction).await?;
    let (_, store) = begin(&[room], false).await?;
    let reads = answer(store.get(&key)).await?;
    Ok(if reads == text { Exchange::Done } else { Exchange::Found(crossing::taken(&reads)) })
}

/// Every key that begins so, in order. No text is read.
///
/// # Errors
/// If they could not be asked for.
pub async fn keys(room: Room, prefix: &str) -> Result<Vec<String>, StorageError> {
    let (_, store) = begin(&[room], false).await?;
    let keys: Array = answer(store.get_all_keys_with_key(&range(prefix)?)).await?.unchecked_into();
    Ok(keys.iter().filter_map(|key| key.as_string()).collect())
}

/// The keys that begin so: none has the last of all characters in it.
fn range(prefix: &str) -> Result<JsValue, StorageError> {
    let range = IdbKeyRange::bound(&prefix.into(), &format!("{prefix}\u{ffff}").into());
    range.map(JsValue::from).map_err(|error| StorageError::thrown(&error))
}

/// What is stored under a key and is no text; undefined where there is nothing.
///
/// # Errors
/// If it could not be asked for.
pub async fn value(room: Room, key: &str) -> Result<JsValue, StorageError> {
    let (_, store) = begin(&[room], false).await?;
    answer(store.get(&key.into())).await
}

/// Stores what is no text.
///
/// # Errors
/// If it is not stored.
pub async fn put_value(room: Room, key: &str, value: &JsValue) -> Result<(), StorageError> {
    let (transaction, store) = begin(&[room], true).await?;
    answer(store.put_with_key(value, &key.into())).await?;
    done(&transaction).await
}

/// Every entry whose key begins so, in the order of the keys.
///
/// # Errors
/// If they could not be asked for.
pub async fn entries(room: Room, prefix: &str) -> Result<Vec<(String, String)>, StorageError> {
    let (_, store) = begin(&[room], false).await?;
    let range = range(prefix)?;
    let (keys, texts) = (store.get_all_keys_with_key(&range), store.get_all_with_key(&range));
    let keys: Array = answer(keys).await?.unchecked_into();
    let texts: Array = answer(texts).await?.unchecked_into();
    Ok(keys
        .iter()
        .zip(texts.iter())
        .filter_map(|(key, text)| Some((key.as_string()?, text.as_string()?)))
        .collect())
}

/// What stands under a key where bytes are kept.
#[derive(Debug)]
pub enum Held {
    /// Bytes.
    Bytes(Buffer),
    /// A text, as earlier versions of the program wrote it.
    Text(String),
}

/// What stands under a key where bytes are kept.
///
/// # Errors
/// If it could not be asked for.
pub async fn held(room: Room, key: &str) -> Result<Option<Held>, StorageError> {
    let value = value(room, key).await?;
    Ok(match value.as_string() {
        Some(text) => Some(Held::Text(text)),
        None => value.dyn_into().ok().map(|bytes| Held::Bytes(Buffer(bytes))),
    })
}

/// Stores bytes as the last of those whose keys begin so, and reads them back. Nothing of theirs may stand at `from` or
/// behind it: then another tab was quicker, and nothing is stored. Says whether it is.
///
/// # Errors
/// If they are not stored as given.
pub async fn append(
    room: Room,
    prefix: &str,
    from: &str,
    key: &str,
    bytes: &Buffer,
) -> Result<bool, StorageError> {
    let (transaction, store) = begin(&[room], true).await?;
    let behind = IdbKeyRange::bound(&from.into(), &format!("{prefix}\u{ffff}").into());
    let behind = behind.map_err(|error| StorageError::thrown(&error))?;
    if answer(store.count_with_key(&behind)).await?.as_f64() != Some(0.0) {
        return Ok(false);
    }
    answer(store.add_with_key(&bytes.0, &key.into())).await?;
    done(&transaction).await?;
    let reads: Option<ArrayBuffer> = value(room, key).await?.dyn_into().ok();
    let factory = factory().ok_or(StorageError::Unavailable)?;
    // The browser's own comparison of keys, which bytes may be too: it needs no copy of them here.
    let is_same = reads.is_some_and(|reads| factory.cmp(&reads, &bytes.0) == Ok(0));
    if is_same { Ok(true) } else { Err(StorageError::Unfaithful) }
}

/// Takes out every entry whose key begins so, all of them or none.
///
/// # Errors
/// If they are still there.
pub async fn remove_all(room: Room, prefix: &str) -> Result<(), StorageError> {
    let (transaction, store) = begin(&[room], true).await?;
    answer(store.delete(&range(prefix)?)).await?;
    done(&transaction).await
}

/// Takes everything out of every room.
///
/// # Errors
/// If it is still there.
pub async fn clear() -> Result<(), StorageError> {
    let (transaction, _) = begin(&Room::ALL, true).await?;
    for room in Room::ALL {
        let store = transaction.object_store(room.name()).map_err(|error| StorageError::thrown(&error))?;
        answer(store.clear()).await?;
    }
    done(&transaction).await
}

/// Takes everything out of these rooms, without waiting for it: the page is being left.
pub fn clear_at_once(rooms: &[Room]) {
    let Some(database) = OPEN.with_borrow(Clone::clone) else { return };
    // Whatever fails here is left for the next start of the page.
    let Ok((transaction, _)) = try_begin(&database, rooms, true) else { return };
    for room in rooms {
        let _ = transaction.object_store(room.name()).and_then(|store| store.clear());
    }
    let _ = super::call::call(&transaction, "commit", &[]);
}

/// Begins a transaction over rooms, and gives the first of them. Opens the database if it is not open, and once more if
/// the browser has closed it meanwhile.
async fn begin(rooms: &[Room], writes: bool) -> Result<(IdbTransaction, IdbObjectStore), StorageError> {
    let known = OPEN.with_borrow(Clone::clone);
    let was_open = known.is_some();
    let database = match known {
        Some(database) => database,
        None => open().await?,
    };
    let begun = match try_begin(&database, rooms, writes) {
        Err(_) if was_open => {
            OPEN.set(None);
            try_begin(&open().await?, rooms, writes)
        }
        begun => begun,
    };
    begun.map_err(|error| StorageError::thrown(&error))
}

fn try_begin(
    database: &IdbDatabase,
    rooms: &[Room],
    writes: bool,
) -> Result<(IdbTransaction, IdbObjectStore), JsValue> {
    let names: Array = rooms.iter().map(|room| JsValue::from(room.name())).collect();
    let options = Object::new();
    Reflect::set(&options, &"durability".into(), &"strict".into())?;
    let mode = if writes { "readwrite" } else { "readonly" };
    let transaction: Function = Reflect::get(database, &"transaction".into())?.unchecked_into();
    let transaction: IdbTransaction =
        transaction.call3(database, &names, &mode.into(), &options)?.unchecked_into();
    let store = transaction.object_store(rooms.first().map_or("", |room| room.name()))?;
    Ok((transaction, store))
}

async fn open() -> Result<IdbDatabase, StorageError> {
    let request = factory().ok_or(StorageError::Unavailable)?.open(NAME);
    // Refused at once where the page may have no storage.
    let request: IdbOpenDbRequest = request.map_err(|_| StorageError::Unavailable)?;
    let asked = request.clone();
    let furnish = Closure::once(move || {
        if let Ok(database) = asked.result() {
            let database: IdbDatabase = database.unchecked_into();
            for room in Room::ALL {
                // Fails where the room is there already.
                let _ = database.create_object_store(room.name());
            }
        }
    });
    request.set_onupgradeneeded(Some(furnish.as_ref().unchecked_ref()));
    let database = answer(Ok(request.into())).await;
    // What a browser in its private mode, or with a broken profile, says in many words.
    let database: IdbDatabase = database
        .map_err(|error| if error == StorageError::Full { error } else { StorageError::Unavailable })?
        .unchecked_into();
    // Another tab wants to change or delete the database, or the browser has closed it: it is opened again when needed.
    let closing = database.clone();
    let close = Closure::<dyn FnMut()>::new(move || {
        closing.close();
        OPEN.set(None);
    });
    database.set_onversionchange(Some(close.as_ref().unchecked_ref()));
    database.set_onclose(Some(close.as_ref().unchecked_ref()));
    close.forget();
    OPEN.set(Some(database.clone()));
    Ok(database)
}

fn factory() -> Option<IdbFactory> {
    let factory = Reflect::get(&js_sys::global(), &"indexedDB".into()).ok()?;
    // Null where it is switched off.
    factory.is_object().then(|| factory.unchecked_into())
}

/// Waits for what a request gives.
async fn answer(request: Result<IdbRequest, JsValue>) -> Result<JsValue, StorageError> {
    let request = request.map_err(|error| StorageError::thrown(&error))?;
    let promise = Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    match JsFuture::from(promise).await {
        Ok(_) => request.result().map_err(|error| StorageError::thrown(&error)),
        Err(_) => Err(failure(request.error().ok().flatten().as_ref())),
    }
}

/// Waits until a transaction is on the disk.
async fn done(transaction: &IdbTransaction) -> Result<(), StorageError> {
    let promise = Promise::new(&mut |resolve, reject| {
        transaction.set_oncomplete(Some(&resolve));
        transaction.set_onabort(Some(&reject));
    });
    JsFuture::from(promise).await.map(|_| ()).map_err(|_| failure(transaction.error().as_ref()))
}

fn failure(error: Option<&web_sys::DomException>) -> StorageError {
    error.map_or(StorageError::Interrupted, |error| StorageError::named(&error.name(), error.code()))
}
