//! Files that the user chooses, and files that the page hands out.

use js_sys::{Array, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{Blob, BlobPropertyBag, File, HtmlAnchorElement, Url};

/// Why a chosen file could not be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the browser could not read the file")]
pub struct ReadError;

/// The bytes of a chosen file.
///
/// # Errors
/// If the browser cannot read it: it was removed, the stick was pulled out, or access was refused.
pub async fn read(file: &File) -> Result<Vec<u8>, ReadError> {
    let buffer = JsFuture::from(file.array_buffer()).await.map_err(|_| ReadError)?;
    Ok(Uint8Array::new(&buffer).to_vec())
}

/// Hands out a text as a file to the browser's downloads. False where the browser has no way to.
pub fn download(name: &str, media_type: &str, text: &str) -> bool {
    try_download(name, media_type, text.into()).is_some()
}

/// Hands out bytes likewise.
pub fn download_bytes(name: &str, media_type: &str, bytes: &[u8]) -> bool {
    try_download(name, media_type, Uint8Array::from(bytes).into()).is_some()
}

/// The name of a chosen file; of one that came with its folder, the way to it from there.
#[must_use]
pub fn name(file: &File) -> String {
    let path = Reflect::get(file, &"webkitRelativePath".into()).ok().and_then(|path| path.as_string());
    path.filter(|path| !path.is_empty()).unwrap_or_else(|| file.name())
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
