//! What is fetched from where the page came from.

use wasm_bindgen::JsCast;
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

/// Why a file could not be fetched.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FetchError {
    /// No answer: no network, or the connection broke.
    #[error("no answer")]
    Unreachable,
    /// An answer, but not the file.
    #[error("the server refused")]
    Refused,
}

/// The text of a file at an address relative to the page.
///
/// # Errors
/// If it does not come, or not whole.
pub async fn text(address: &str) -> Result<String, FetchError> {
    let window = web_sys::window().ok_or(FetchError::Unreachable)?;
    let answer = JsFuture::from(window.fetch_with_str(address)).await.map_err(|_| FetchError::Unreachable)?;
    let answer: Response = answer.dyn_into().map_err(|_| FetchError::Unreachable)?;
    if !answer.ok() {
        return Err(FetchError::Refused);
    }
    let text = answer.text().map_err(|_| FetchError::Unreachable)?;
    let text = JsFuture::from(text).await.map_err(|_| FetchError::Unreachable)?;
    text.as_string().ok_or(FetchError::Unreachable)
}
