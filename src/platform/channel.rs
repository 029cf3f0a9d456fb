//! What the tabs of this page tell each other, and what one of them stores.

use std::cell::RefCell;

use wasm_bindgen::prelude::*;
use web_sys::{BroadcastChannel, MessageEvent, StorageEvent};

use super::storage;

/// What the channel is called. Where there is none, this is the entry through which the word goes round.
const NAME: &str = "tham-luan.word";

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Calls back from now on with every word of another tab, and with the key of everything that another tab stores or
/// takes out; with none where it takes out all.
pub fn listen(on_word: impl Fn(String) + Clone + 'static, on_stored: impl Fn(Option<String>) + 'static) {
    let Some(window) = web_sys::window() else { return };
    // Files have no channel to each other in every browser, but one storage.
    let is_file = window.location().protocol().is_ok_and(|protocol| protocol == "file:");
    if let Some(channel) = (!is_file).then(|| BroadcastChannel::new(NAME).ok()).flatten() {
        let on_word = on_word.clone();
        let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            if let Some(word) = event.data().as_string() {
                on_word(word);
            }
        });
        channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
        heard.forget();
        CHANNEL.set(Some(channel));
    }
    let stored = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| match event.key() {
        Some(key) if key == NAME => event.new_value().into_iter().for_each(&on_word),
        key => on_stored(key),
    });
    // Fails for no event that has a name.
    let _ = window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref());
    stored.forget();
}

/// Tells the other tabs. Where that fails they find out when they next look.
pub fn post(word: &str) {
    CHANNEL.with_borrow(|channel| match channel {
        Some(channel) => drop(channel.post_message(&word.into())),
        None => {
            let _ = storage::write(NAME, word);
            let _ = storage::remove(NAME);
        }
    });
}
