//! What can be had of a file that was changed, cut or made by another version.

use proptest::prelude::*;
use serde_json::{Value, json};
use tham_luan::backup::{Integrity, MAX_BYTES, Refusal};
use tham_luan::draft::Draft;
use tham_luan::session::store::Cause;

use super::{backup, drafts, open, readable, short_drafts};

/// A backup after a change, with its checksums as they were.
fn changed(drafts: &[Draft], change: impl FnOnce(&mut Value)) -> String {
    let mut value: Value = serde_json::from_str(&backup(drafts).write().text).expect("JSON");
    change(&mut value);
    value.to_string()
}

#[test]
fn every_byte_changed_in_turn_costs_at_most_its_own_draft() {
    let drafts = short_drafts(2);
    let text = backup(&drafts).write().text;
    let lines: Vec<usize> =
        text.lines().enumerate().filter(|(_, line)| line.contains("\"draft\":")).map(|(at, _)| at).collect();
    let mut line = 0;
    for at in 0..text.len() {
        for to in [b'x', b'"', b'\n', 0xff] {
            let mut bytes = text.clone().into_bytes();
            if bytes[at] == to {
                continue;
            }
            bytes[at] = to;
            let opened = open(&bytes).unwrap_or_else(|refusal| panic!("byte {at} to {to}: {refusal}"));
            let white = |byte: u8| byte.is_ascii_whitespace();
            let is_content = !(white(text.as_bytes()[at]) && white(to));
            assert!(!is_content || opened.integrity != Integrity::Verified, "byte {at} to {to}");
            // What is not on the changed line is there, and known to be as it was written.
            let sound: Vec<Draft> = opened
                .backup
                .drafts
                .iter()
                .filter(|item| item.is_sound())
                .filter_map(|item| item.draft().ok())
                .collect();
            // The end of a line belongs to the next as well, once it is no end any more.
            let joins = text.as_bytes()[at] == b'\n';
            for (draft, own) in drafts.iter().zip(&lines) {
                let touched = *own == line || (joins && *own == line + 1);
                assert!(touched || sound.contains(draft), "byte {at} to {to}: {} is gone", draft.id);
            }
        }
        if text.as_bytes()[at] == b'\n' {
            line += 1;
        }
    }
}

#[test]
fn a_changed_draft_is_offered_as_changed() {
    let drafts = drafts(4);
    let text = backup(&drafts).write().text;
    let word = "đội viên";
    let at = text.find(word).expect("a word");
    let other = format!("{}Đội viên{}", &text[..at], &text[at + word.len()..]);
    let opened = open(other).expect("a backup");
    assert_eq!(opened.integrity, Integrity::Changed);
    assert_eq!(readable(&opened).len(), 4);
    let sound = opened.backup.drafts.iter().filter(|item| item.is_sound()).count();
    assert_eq!(sound, 3);
}

#[test]
fn every_beginning_gives_the_drafts_that_are_whole() {
    let drafts = short_drafts(5);
    let text = backup(&drafts).write().text;
    // Behind each draft's last brace: a comma is not missed.
    let ends: Vec<usize> = text
        .match_indices('\n')
        .filter(|(end, _)| text[..*end].rsplit('\n').next().is_some_and(|line| line.contains("\"draft\":")))
        .map(|(end, _)| text[..end].trim_end_matches(',').len())
        .collect();
    for end in (400..text.len() - 2).step_by(3) {
        let whole = ends.iter().filter(|own| **own <= end).count();
        match open(&text.as_bytes()[..end]) {
            Ok(opened) => {
                assert_ne!(opened.integrity, Integrity::Verified);
                assert!(readable(&opened).len() >= whole, "{end}");
                assert_eq!(readable(&opened)[..whole], drafts[..whole], "{end}");
                let found =
                    opened.backup.drafts.len() + opened.backup.damaged.len() + opened.backup.packs.len();
                assert_eq!(opened.lost, 7 - found, "{end}");
                assert_eq!(opened.integrity == Integrity::Truncated, opened.lost > 0, "{end}");
            }
            Err(refusal) => assert_eq!((refusal, whole), (Refusal::NothingLeft, 0), "{end}"),
        }
    }
    // What a failing disk leaves.
    let opened = open([&text.as_bytes()[..ends[2]], &[0; 512]].concat()).expect("a backup");
    assert_eq!((readable(&opened).len(), opened.integrity), (3, Integrity::Truncated));
}

#[test]
fn one_damaged_draft_harms_no_other() {
    let drafts = drafts(6);
    for damage in [json!(null), json!(7), json!({}), json!({ "stored": 1, "draft": { "id": "x" } })] {
        let opened = open(changed(&drafts, |file| file["drafts"][2] = damage.clone())).expect("a backup");
        assert_eq!(opened.integrity, Integrity::Changed);
        let mut others = drafts.clone();
        others.remove(2);
        assert_eq!(readable(&opened), others, "{damage}");
    }
}

#[test]
fn another_format_named_over_good_drafts_hides_none() {
    let drafts = drafts(2);
    let text = backup(&drafts).write().text.replace("tham-luan.backup", "tham-luan.backuq");
    let opened = open(text).expect("a backup");
    assert_eq!((readable(&opened), opened.integrity), (drafts, Integrity::Changed));
}

#[test]
fn of_a_newer_version_what_is_known_is_read() {
    let drafts = drafts(3);
    let newer = |change: fn(&mut Value)| {
        open(changed(&drafts, |file| {
            file["version"] = json!(2);
            change(file);
        }))
    };
    let opened = newer(|_| {}).expect("a backup");
    assert_eq!((opened.newer, readable(&opened).len()), (Some(2), 3));
    let opened = newer(|file| file["drafts"][0]["stored"] = json!(99)).expect("a backup");
    let causes: Vec<_> = opened.backup.drafts.iter().map(|item| item.draft().err()).collect();
    assert_eq!(causes, [Some(Cause::Newer), None, None]);
    let moved = newer(|file| {
        file["drafts"] = json!({ "elsewhere": [] });
        file["damaged"] = json!([]);
    });
    assert_eq!(moved, Err(Refusal::NewerVersion { version: 2 }));
}

#[test]
fn what_was_reformatted_is_as_it_was_written() {
    let text = changed(&drafts(3), |_| {});
    assert_eq!(open(&text).expect("a backup").integrity, Integrity::Verified);
    assert_eq!(open(format!("\u{feff}{text}")).expect("a backup").integrity, Integrity::Verified);
    let windows = backup(&drafts(3)).write().text.replace('\n', "\r\n");
    assert_eq!(open(windows).expect("a backup").integrity, Integrity::Verified);
}

#[test]
fn a_file_without_a_checksum_says_nothing_of_itself() {
    let text = changed(&drafts(2), |file| drop(file.as_object_mut().map(|file| file.remove("checksum"))));
    let opened = open(text).expect("a backup");
    assert_eq!(opened.integrity, Integrity::Missing);
    assert!(opened.backup.drafts.iter().all(|item| item.is_sound()));
}

#[test]
fn a_draft_that_is_named_twice_is_noticed() {
    let text = backup(&drafts(1)).write().text;
    let twice = text.replacen("\"version\": 1", "\"version\": 2,\n  \"version\": 1", 1);
    assert_eq!(open(twice).expect("a backup").integrity, Integrity::Changed);
}

#[test]
fn a_text_in_another_unicode_form_comes_back_composed() {
    use unicode_normalization::UnicodeNormalization;
    let drafts = drafts(2);
    let apart: String = backup(&drafts).write().text.nfd().collect();
    let opened = open(apart).expect("a backup");
    assert_eq!(opened.integrity, Integrity::Changed);
    assert_eq!(readable(&opened), drafts);
}

#[test]
fn too_large() {
    let bytes = MAX_BYTES + 1;
    assert_eq!(open(vec![b' '; bytes]), Err(Refusal::TooLarge { bytes }));
}

proptest! {
    #[test]
    fn whatever_happens_to_a_file_nothing_panics(
        at in 0_usize..6000, length in 0_usize..400, bytes in prop::collection::vec(any::<u8>(), 0..40),
    ) {
        let mut file = backup(&short_drafts(2)).write().text.into_bytes();
        let at = at.min(file.len());
        let end = (at + length).min(file.len());
        file.splice(at..end, bytes);
        let _ = open(&file).map(|opened| readable(&opened));
    }
}
