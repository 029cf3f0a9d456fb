//! What only a browser has, seen from Rust: runs in a browser, by `cargo xtask test`.

#![cfg(target_arch = "wasm32")]
#![allow(missing_docs, reason = "the test harness's entry has none")]

use tham_luan::platform::database::{self, Exchange, Room};
use tham_luan::platform::storage::StorageError;
use tham_luan::platform::{clock, nfc, random, storage};
use unicode_normalization::UnicodeNormalization;
use wasm_bindgen::JsCast;
use wasm_bindgen_test::{wasm_bindgen_test, wasm_bindgen_test_configure};

wasm_bindgen_test_configure!(run_in_browser);

#[wasm_bindgen_test]
fn the_page_shows_itself_when_it_starts() {
    tham_luan::ui::start();
    let body = web_sys::window().and_then(|window| window.document()).and_then(|page| page.body());
    let body: web_sys::Node = body.expect("a page has a body").unchecked_into();
    assert!(body.text_content().unwrap_or_default().contains("Tham Luận"));
}

#[wasm_bindgen_test]
fn every_letter_after_another_is_normalized_as_the_crate_does() {
    for letter in '\0'..='\u{3100}' {
        let text = format!("a{letter}");
        assert_eq!(nfc(&text), text.nfc().collect::<String>(), "{letter:?}");
    }
}

#[wasm_bindgen_test]
fn the_browser_normalizes_as_the_crate_does() {
    for text in [
        "",
        "plain",
        "Kết quả thực hiện nhiệm vụ",
        "so\u{302}\u{301} hô\u{323} nghe\u{300}o",
        "o\u{31b}\u{309} Tru\u{31b}o\u{31b}\u{300}ng Sa",
        // Marks in the other order, and a mark with no letter.
        "a\u{323}\u{302} a\u{302}\u{323} \u{301}",
        // The two tone marks that Unicode keeps for old texts, the Kelvin sign, a ligature, and letters of others.
        "a\u{340}\u{341} \u{212a} ﬁ \u{1100}\u{1161} 𝄞",
    ] {
        assert_eq!(nfc(text), text.nfc().collect::<String>(), "{text:?}");
    }
}

#[wasm_bindgen_test]
fn what_is_stored_is_read_listed_and_removed() {
    let key = |name: &str| format!("tham-luan.test.{name}");
    let text = "Bản nháp “số một”: \u{0}\n\t🖋";
    storage::write(&key("a"), text).expect("written");
    storage::write(&key("b"), "").expect("written");
    assert_eq!(storage::read(&key("a")), Ok(Some(text.to_owned())));
    assert_eq!(storage::read(&key("c")), Ok(None));
    let mut entries = storage::entries("tham-luan.test.").expect("listed");
    entries.sort();
    assert_eq!(entries, [(key("a"), text.to_owned()), (key("b"), String::new())]);
    let mut keys = storage::keys("tham-luan.test.").expect("listed");
    keys.sort();
    assert_eq!(keys, [key("a"), key("b")]);
    storage::write(&key("a"), "mới").expect("written over");
    assert_eq!(storage::read(&key("a")), Ok(Some("mới".to_owned())));
    for name in ["a", "b", "c"] {
        storage::remove(&key(name)).expect("removed");
    }
    assert_eq!(storage::entries("tham-luan.test."), Ok(Vec::new()));
}

/// Long texts that crossed before are not put into the browser's form again.
#[wasm_bindgen_test]
async fn long_texts_that_differ_in_little_are_each_read_as_they_stand() {
    let key = "tham-luan.test.long";
    let text = |end: &str| "Kết quả thực hiện nhiệm vụ. ".repeat(400) + end;
    let own = web_sys::window().and_then(|window| window.local_storage().ok().flatten()).expect("a storage");
    for end in ["một", "hai", "một", "ba", "hai"] {
        storage::write(key, &text(end)).expect("written");
        database::put(Room::Drafts, key, &text(end)).await.expect("written");
        assert_eq!(own.get_item(key), Ok(Some(text(end))), "as another tab reads it");
        assert_eq!(storage::read(key), Ok(Some(text(end))));
        assert_eq!(database::get(Room::Drafts, key).await, Ok(Some(text(end))));
        // As another tab writes it: as long as what stood there.
        own.set_item(key, &text(&end.to_uppercase())).expect("written");
        assert_eq!(storage::read(key), Ok(Some(text(&end.to_uppercase()))));
    }
    storage::remove(key).expect("removed");
    database::remove(Room::Drafts, key).await.expect("removed");
}

#[wasm_bindgen_test]
fn what_is_too_large_for_the_storage_is_refused_and_what_was_there_stays() {
    let key = "tham-luan.test.large";
    storage::write(key, "đã có").expect("written");
    let refused = storage::write(key, &"ế".repeat(20_000_000));
    assert_eq!(refused, Err(StorageError::Full));
    assert_eq!(storage::read(key), Ok(Some("đã có".to_owned())));
    storage::remove(key).expect("removed");
}

#[wasm_bindgen_test]
fn every_engines_words_for_a_full_storage_are_understood() {
    let thrown = |name: &str| {
        let exception = web_sys::DomException::new_with_message_and_name("said by a test", name);
        StorageError::thrown(&exception.expect("made").into())
    };
    assert_eq!(thrown("QuotaExceededError"), StorageError::Full);
    assert_eq!(thrown("SecurityError"), StorageError::Unavailable);
    assert_eq!(thrown("NoModificationAllowedError"), StorageError::ReadOnly);
    assert_eq!(thrown("AbortError"), StorageError::Interrupted);
    assert_eq!(thrown("UnknownError"), StorageError::Refused);
    assert_eq!(StorageError::thrown(&"not even an exception".into()), StorageError::Refused);
    for (name, code) in [
        ("NS_ERROR_DOM_QUOTA_REACHED", 1014),
        ("QUOTA_EXCEEDED_ERR", 22),
        ("QuotaExceededError", 0),
        ("Error", 22),
        ("NS_ERROR_FILE_NO_DEVICE_SPACE", 0),
    ] {
        assert_eq!(StorageError::named(name, code), StorageError::Full, "{name} {code}");
    }
}

#[wasm_bindgen_test]
async fn the_database_keeps_texts_by_room_and_key() {
    database::clear().await.expect("emptied");
    let text = "Bản nháp “số một”: \u{0}\n\t🖋";
    database::put(Room::Drafts, "a.1", text).await.expect("written");
    database::put(Room::Drafts, "a.2", "").await.expect("written");
    database::put(Room::Drafts, "b.1", "khác").await.expect("written");
    database::put(Room::Versions, "a.1", "bản trước").await.expect("written");
    assert_eq!(database::get(Room::Drafts, "a.1").await, Ok(Some(text.to_owned())));
    assert_eq!(database::get(Room::Kept, "a.1").await, Ok(None));
    let entries = database::entries(Room::Drafts, "a.").await.expect("listed");
    assert_eq!(entries, [("a.1".to_owned(), text.to_owned()), ("a.2".to_owned(), String::new())]);
    assert_eq!(database::entries(Room::Drafts, "").await.expect("listed").len(), 3);
    database::remove(Room::Drafts, "a.1").await.expect("removed");
    assert_eq!(database::get(Room::Drafts, "a.1").await, Ok(None));
    assert_eq!(database::get(Room::Versions, "a.1").await, Ok(Some("bản trước".to_owned())));
    database::clear().await.expect("emptied");
    assert_eq!(database::entries(Room::Versions, "").await, Ok(Vec::new()));
}

#[wasm_bindgen_test]
async fn the_database_replaces_only_what_may_go() {
    let key = "exchanged";
    let put = |text: &'static str, over: Option<&'static str>| async move {
        database::exchange(Room::Intake, key, Some(text), &|there| there == over).await
    };
    assert_eq!(put("một", None).await, Ok(Exchange::Done));
    assert_eq!(put("hai", None).await, Ok(Exchange::Found(Some("một".to_owned()))));
    assert_eq!(put("hai", Some("một")).await, Ok(Exchange::Done));
    let kept = database::exchange(Room::Intake, key, None, &|there| there == Some("ba")).await;
    assert_eq!(kept, Ok(Exchange::Found(Some("hai".to_owned()))));
    database::remove(Room::Intake, key).await.expect("removed");
    assert_eq!(database::get(Room::Intake, key).await, Ok(None));
}

#[wasm_bindgen_test]
async fn the_database_opens_again_when_it_was_deleted_under_the_page() {
    database::put(Room::Intake, "before", "có").await.expect("written");
    let factory = web_sys::window().expect("a window").indexed_db().expect("there").expect("switched on");
    let request = factory.delete_database("tham-luan").expect("asked");
    let gone = js_sys::Promise::new(&mut |resolve, reject| {
        request.set_onsuccess(Some(&resolve));
        request.set_onerror(Some(&reject));
    });
    wasm_bindgen_futures::JsFuture::from(gone).await.expect("deleted, because the page lets go of it");
    assert_eq!(database::get(Room::Intake, "before").await, Ok(None));
    database::put(Room::Intake, "after", "có").await.expect("written");
    database::remove(Room::Intake, "after").await.expect("removed");
}

#[wasm_bindgen_test]
fn identifiers_are_random_uuids() {
    let ids: Vec<String> = (0..100).map(|_| random::uuid()).collect();
    for id in &ids {
        assert!(is_shaped(id, "xxxxxxxx-xxxx-4xxx-Vxxx-xxxxxxxxxxxx"), "{id}");
    }
    let mut distinct = ids.clone();
    distinct.sort();
    distinct.dedup();
    assert_eq!(distinct.len(), ids.len());
}

#[wasm_bindgen_test]
fn the_clock_speaks_as_rfc_3339_does() {
    let now = clock::now();
    let (moment, offset) = now.split_at(now.len() - 6);
    assert!(is_shaped(moment, "dddd-dd-ddTdd:dd:dd"), "{now}");
    assert!(is_shaped(offset, "+dd:dd") || is_shaped(offset, "-dd:dd"), "{now}");
    assert!(is_shaped(&clock::time_of_day(), "dd:dd"));
    // The browser reads it back as a moment of the last minute.
    let ago = clock::milliseconds() - js_sys::Date::parse(&now);
    assert!((0.0..60_000.0).contains(&ago), "{now} is {ago} ms ago");
}

/// Whether every letter is as in the shape: `d` a digit, `x` a hexadecimal one, `V` a UUID's variant, others themselves.
fn is_shaped(text: &str, shape: &str) -> bool {
    text.len() == shape.len()
        && text.bytes().zip(shape.bytes()).all(|(byte, as_in)| match as_in {
            b'd' => byte.is_ascii_digit(),
            b'x' => byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte),
            b'V' => b"89ab".contains(&byte),
            other => byte == other,
        })
}
