//! Holds the arrows between the rooms, and what every source file looks like.
#![cfg(not(target_arch = "wasm32"))]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

/// What each room imports directly; it may also import what those may import.
const ARROWS: [(&str, &[&str]); 16] = [
    ("sorted", &[]),
    ("json", &["sorted"]),
    ("text", &[]),
    ("form", &["sorted", "text"]),
    ("plan", &["form", "json"]),
    ("draft", &["plan"]),
    ("pagination", &["text"]),
    ("paper", &["draft", "pagination"]),
    ("submission", &["draft"]),
    ("office", &["submission", "paper"]),
    ("document", &["paper", "office"]),
    ("session", &["document", "office", "paper", "submission"]),
    ("backup", &["session"]),
    ("cli", &["document", "office"]),
    ("platform", &[]),
    ("ui", &["backup", "platform"]),
];

/// The rooms that may know of a browser.
const BROWSER_ROOMS: [&str; 2] = ["platform", "ui"];

/// No source or style file is longer.
const MOST_LINES: usize = 500;

fn here(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// Every file below a folder with that ending, with its text. None where there is no such folder yet.
fn files(folder: &Path, ending: &str, found: &mut BTreeMap<PathBuf, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            files(&path, ending, found);
        } else if path.extension().is_some_and(|own| own == ending) {
            let text = fs::read_to_string(&path).expect("UTF-8");
            found.insert(path, text);
        }
    }
}

fn sources() -> BTreeMap<PathBuf, String> {
    let mut found = BTreeMap::new();
    files(&here("src"), "rs", &mut found);
    assert!(!found.is_empty());
    found
}

/// The room of a source file: the folder, or the file itself, that stands in `src`.
fn room(path: &Path) -> String {
    let inside = path.strip_prefix(here("src")).expect("below src");
    let first = inside.components().next().expect("a first part");
    Path::new(first.as_os_str()).file_stem().expect("a name").to_string_lossy().into_owned()
}

/// Every room that a room may import.
fn reach(room: &str) -> BTreeSet<&'static str> {
    let mut reached = BTreeSet::new();
    let mut next: Vec<_> = direct(room).to_vec();
    while let Some(room) = next.pop() {
        if reached.insert(room) {
            next.extend(direct(room));
        }
    }
    reached
}

fn direct(room: &str) -> &'static [&'static str] {
    ARROWS
        .iter()
        .find(|(name, _)| *name == room)
        .unwrap_or_else(|| panic!("{room} is no room: name its arrows"))
        .1
}

/// A text without its comments, so that documentation may name any room.
fn code(text: &str) -> String {
    text.lines().map(|line| line.find("//").map_or(line, |at| &line[..at])).collect::<Vec<_>>().join("\n")
}

/// Every room named after `crate::`, also in a group `crate::{a, b::c}`.
fn imports(code: &str) -> BTreeSet<String> {
    let mut rooms = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = &code[at + "crate::".len()..];
        let Some(group) = rest.strip_prefix('{') else {
            rooms.insert(identifier(rest));
            continue;
        };
        let mut depth = 0;
        let mut entry = true;
        for (at, letter) in group.char_indices() {
            match letter {
                '{' => depth += 1,
                '}' if depth == 0 => break,
                '}' => depth -= 1,
                ',' => entry = entry || depth == 0,
                _ if letter.is_whitespace() => {}
                _ if entry && depth == 0 => {
                    rooms.insert(identifier(&group[at..]));
                    entry = false;
                }
                _ => {}
            }
        }
    }
    rooms
}

fn identifier(text: &str) -> String {
    text.chars().take_while(|letter| letter.is_alphanumeric() || *letter == '_').collect()
}

#[test]
fn rooms_import_only_what_their_arrows_reach() {
    for (path, text) in sources() {
        let room = room(&path);
        if matches!(room.as_str(), "lib" | "main") {
            continue;
        }
        let reach = reach(&room);
        for import in imports(&code(&text)) {
            let allowed = import == room || reach.contains(import.as_str());
            assert!(allowed, "{} imports {import}; {room} may import {reach:?}", path.display());
        }
    }
}

#[test]
fn the_arrows_form_no_circle_and_nothing_reaches_ui() {
    for (room, _) in ARROWS {
        assert!(!reach(room).contains(room), "{room} reaches itself");
        assert!(!reach(room).contains("ui"), "{room} reaches ui");
    }
}

#[test]
fn only_ui_and_platform_know_of_a_browser() {
    for (path, text) in sources() {
        let room = room(&path);
        if BROWSER_ROOMS.contains(&room.as_str()) {
            continue;
        }
        for word in code(&text).split(|letter: char| !letter.is_alphanumeric() && letter != '_') {
            let browser = word.starts_with("gloo")
                || ["leptos", "web_sys", "js_sys", "wasm_bindgen", "wasm_bindgen_futures"].contains(&word);
            assert!(!browser, "{} mentions {word}", path.display());
        }
    }
}

#[test]
fn only_ui_knows_of_leptos() {
    for (path, text) in sources() {
        let mentions = code(&text).contains("leptos");
        assert!(!mentions || room(&path) == "ui", "{} mentions leptos", path.display());
    }
}

#[test]
fn every_source_file_begins_with_what_it_is() {
    for (path, text) in sources() {
        assert!(text.starts_with("//! "), "{} has no header", path.display());
    }
}

#[test]
fn no_source_or_style_file_is_too_long() {
    let mut found = sources();
    files(&here("style"), "css", &mut found);
    for (path, text) in found {
        let lines = text.lines().count();
        assert!(lines <= MOST_LINES, "{} has {lines} lines", path.display());
    }
}

#[test]
fn imports_are_found_in_paths_and_groups() {
    let text = "use crate::{form::{Field, ids}, plan::Plan,\n  text};\nfn f() -> crate::draft::Draft {}";
    let expected = ["draft", "form", "plan", "text"];
    assert_eq!(imports(text).iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert!(imports(&code("/// See [`crate::ui`].\nlet x = 1; // crate::ui")).is_empty());
}
