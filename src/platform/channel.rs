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
    CHANNEL.set(open(NAME, on_word.clone()));
    let stored = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| match event.key() {
        Some(key) if key == NAME => event.new_value().into_iter().for_each(&on_word),
        key => on_stored(key),
    });
    // Fails for no event that has a name.
    let _ = window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref());
    stored.forget();
}

/// The channel of that name, heard from now on. None where there is none.
fn open(name: &str, on_word: impl Fn(String) + 'static) -> Option<BroadcastChannel> {
    // Files have no channel to each other in every browser, but one storage.
    let is_file = web_sys::window()?.location().protocol().is_ok_and(|protocol| protocol == "file:");
    let channel = (!is_file).then(|| BroadcastChannel::new(name).ok()).flatten()?;
    let heard = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
        if let Some(word) = event.data().as_string() {
            on_word(word);
        }
    });
    channel.set_onmessage(Some(heard.as_ref().unchecked_ref()));
    heard.forget();
    Some(channel)
}

/// Tells the other tabs. Where that fails they find out when they next look.
pub fn post(word: &str) {
    CHANNEL.with_borrow(|channel| send(channel.as_ref(), NAME, word));
}

fn send(channel: Option<&BroadcastChannel>, name: &str, word: &str) {
    match channel {
        Some(channel) => drop(channel.post_message(&word.into())),
        None => {
            let _ = storage::write(name, word);
            let _ = storage::remove(name);
        }
    }
}

/// What tabs tell each other beside, of one matter, under a name of its own.
#[derive(Debug)]
pub struct Circle {
    name: &'static str,
    channel: Option<BroadcastChannel>,
}

impl Circle {
    /// Calls back from now on, for as long as the page lives, with every word of another tab.
    #[must_use]
    pub fn join(name: &'static str, on_word: impl Fn(String) + Clone + 'static) -> Self {
        let channel = open(name, on_word.clone());
        if channel.is_none() {
            let stored = Closure::<dyn Fn(StorageEvent)>::new(move |event: StorageEvent| {
                if event.key().as_deref() == Some(name) {
                    event.new_value().into_iter().for_each(&on_word);
                }
            });
            let window = web_sys::window();
            // Fails for no event that has a name.
            let _ = window.map(|window| {
                window.add_event_listener_with_callback("storage", stored.as_ref().unchecked_ref())
            });
            stored.forget();
        }
        Self { name, channel }
    }

    /// Tells the others.
    pub fn tell(&self, word: &str) {
        send(self.channel.as_ref(), self.name, word);
    }
}
