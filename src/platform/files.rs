//! Files that the user chooses, and files that the page hands out.

use std::collections::VecDeque;

use js_sys::{Array, ArrayBuffer, Promise, Reflect, Uint8Array};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    Blob, BlobPropertyBag, DataTransfer, File, FileList, FileReader, HtmlAnchorElement, ProgressEvent, Url,
};

use super::call::{call, property};

/// Why a chosen file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser could not read the file")]
pub struct ReadError;

/// The bytes of a chosen file.
///
/// # Errors
/// If the browser cannot read it: it was removed, the stick was pulled out, or access was refused.
pub async fn read(file: &File) -> Result<Vec<u8>, ReadError> {
    Ok(buffer(file).await?.to_vec())
}

/// The bytes of a chosen file, left with the browser.
///
/// # Errors
/// As [`read`].
pub async fn buffer(file: &File) -> Result<Buffer, ReadError> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| ReadError)?;
    Ok(Buffer(buffer.unchecked_into()))
}

/// How large a chosen file is, in bytes. The browser asks the disk, and lets the page wait for it.
#[must_use]
pub fn size(file: &File) -> u64 {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "a whole number, and none below 0"
    )]
    let size = file.size() as u64;
    size
}

/// So many bytes of the beginning of a chosen file; fewer where it is shorter.
///
/// # Errors
/// As [`read`].
pub async fn beginning(file: &File, length: usize) -> Result<Vec<u8>, ReadError> {
    #[allow(clippy::cast_precision_loss, reason = "what fits into the memory of a page")]
    let end = length as f64;
    let slice = file.slice_with_f64_and_f64(0.0, end).map_err(|_| ReadError)?;
    let buffer = JsFuture::from(slice.array_buffer()).await.map_err(|_| ReadError)?;
    Ok(Buffer(buffer.unchecked_into()).to_vec())
}

/// Hands out a text as a file to the browser's downloads. False where the browser has no way to.
#[must_use]
pub fn download(name: &str, media_type: &str, text: &str) -> bool {
    try_download(name, media_type, text.into()).is_some()
}

/// Hands out bytes likewise.
#[must_use]
pub fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    try_download(name, media_type, Uint8Array::from(bytes).into()).is_some()
}

/// Files larger than this are not read ahead.
const MOST_AHEAD: f64 = 1_000_000.0;

/// The bytes of a chosen file on their way: asked for at once, whoever waits for them and when.
///
/// How large the file is, the browser says as it begins to read it. To ask before would let the page wait for the disk:
/// for small files as long as reading them takes.
#[derive(Debug)]
pub struct Reading {
    reader: FileReader,
    ends: Promise,
}

thread_local! {
    /// Breaks the reading of a large file off.
    static ON_START: Closure<dyn Fn(ProgressEvent)> = Closure::new(|event: ProgressEvent| {
        if event.total() > MOST_AHEAD
            && let Some(reader) = event.target().and_then(|reader| reader.dyn_into::<FileReader>().ok())
        {
            reader.abort();
        }
    });
}

impl Reading {
    /// Begins to read a file. None where the browser does not.
    #[must_use]
    pub fn of(file: &File) -> Option<Self> {
        let reader = FileReader::new().ok()?;
        ON_START.with(|on_start| reader.set_onloadstart(Some(on_start.as_ref().unchecked_ref())));
        let ends = Promise::new(&mut |resolve, _| reader.set_onloadend(Some(&resolve)));
        reader.read_as_array_buffer(file).ok()?;
        Some(Self { reader, ends })
    }

    /// Waits for the bytes, and leaves them with the browser. None if the file is large, or cannot be read.
    pub async fn buffer(self) -> Option<Buffer> {
        JsFuture::from(self.ends).await.ok()?;
        self.reader.result().ok()?.dyn_into().ok().map(Buffer)
    }
}

/// Bytes that the browser has, not the program: to be handed on without being copied.
#[derive(Debug)]
pub struct Buffer(pub(super) ArrayBuffer);

impl Buffer {
    /// Hands bytes to the browser.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Uint8Array::from(bytes).buffer())
    }

    /// How many.
    #[must_use]
    pub fn len(&self) -> f64 {
        f64::from(self.0.byte_length())
    }

    /// Brings them into the program.
    #[must_use]
    pub fn to_vec(&self) -> Vec<u8> {
        Uint8Array::new(&self.0).to_vec()
    }
}

/// Chosen files with their names; of those that came with their folder, the way to each from there.
#[must_use]
pub fn chosen(list: &FileList) -> Vec<(String, File)> {
    let files = (0..list.length()).filter_map(|at| list.get(at));
    let named = |file: File| {
        let path = property(&file, "webkitRelativePath").as_string().filter(|path| !path.is_empty());
        (path.unwrap_or_else(|| file.name()), file)
    };
    files.map(named).collect()
}

/// Dropped files, and all that is in dropped folders, likewise.
pub async fn dropped(data: &DataTransfer) -> Vec<(String, File)> {
    let entries = dropped_entries(data);
    if entries.is_empty() {
        return data.files().map(|list| chosen(&list)).unwrap_or_default();
    }
    let mut waiting: VecDeque<JsValue> = entries.into();
    let mut files = Vec::new();
    while let Some(entry) = waiting.pop_front() {
        if property(&entry, "isDirectory").is_truthy() {
            // In its place, so that what is in a folder stays together.
            for inside in inside(&entry).await.into_iter().rev() {
                waiting.push_front(inside);
            }
        } else if let Ok(file) = told(&entry, "file").await {
            let path = property(&entry, "fullPath").as_string().unwrap_or_default();
            let file: File = file.unchecked_into();
            files.push((path.trim_start_matches('/').to_owned(), file));
        }
    }
    files
}

/// What was dropped, as the browser names it while it is being dropped and no later.
fn dropped_entries(data: &DataTransfer) -> Vec<JsValue> {
    let items = property(data, "items");
    let count = property(&items, "length").as_f64().unwrap_or_default();
    let mut entries = Vec::new();
    let mut at = 0.0;
    while at < count {
        let item = Reflect::get(&items, &at.into()).unwrap_or_default();
        entries.extend(call(&item, "webkitGetAsEntry", &[]).ok().filter(JsValue::is_object));
        at += 1.0;
    }
    entries
}

/// What is in a folder. The browser tells a part at a time, and at last nothing.
async fn inside(folder: &JsValue) -> Vec<JsValue> {
    let mut all = Vec::new();
    let Ok(reader) = call(folder, "createReader", &[]) else { return all };
    while let Ok(part) = told(&reader, "readEntries").await {
        let part: Array = part.unchecked_into();
        if part.length() == 0 {
            break;
        }
        all.extend(part.iter());
    }
    all
}

/// Calls a function that tells what it finds by calling back.
async fn told(object: &JsValue, name: &str) -> Result<JsValue, JsValue> {
    let promise = Promise::new(&mut |resolve, reject| {
        if let Err(error) = call(object, name, &[resolve.into(), reject.clone().into()]) {
            let _ = reject.call1(&JsValue::UNDEFINED, &error);
        }
    });
    JsFuture::from(promise).await
}

fn try_download(name: &str, media_type: &str, content: JsValue) -> Option<()> {
    let options = BlobPropertyBag::new();
    options.set_type(media_type);
    // Texts and bytes alike may be parts of a blob.
    let blob = Blob::new_with_str_sequence_and_options(&Array::of1(&content), &options).ok()?;
    let url = Url::create_object_url_with_blob(&blob).ok()?;
    let document = web_sys::window()?.document()?;
    let anchor: HtmlAnchorElement = document.create_element("a").ok()?.dyn_into().ok()?;
    anchor.set_href(&url);
    anchor.set_download(name);
    document.body()?.append_child(&anchor).ok()?;
    anchor.click();
    anchor.remove();
    Url::revoke_object_url(&url).ok()
}
