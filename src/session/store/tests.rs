//! What is stored survives being flipped, cut, removed, migrated and written twice.

use super::*;
use crate::draft::{Answer, Timestamp};
use crate::form::FieldId;

/// A draft's name, and what the first and the second version stored for it.
macro_rules! golden {
    ($name:literal) => {
        (
            $name,
            include_str!(concat!("../../../tests/fixtures/stored/version-1/", $name, ".json")),
            include_str!(concat!("../../../tests/fixtures/stored/version-2/", $name, ".json")),
        )
    };
}
const GOLDEN: [(&str, &str, &str); 4] =
    [golden!("000-TLX"), golden!("000-TDG"), golden!("002-KH"), golden!("004-PYK")];

fn sample(name: &str) -> Draft {
    let path = format!("{}/tests/fixtures/drafts/{name}.json", env!("CARGO_MANIFEST_DIR"));
    let text = std::fs::read_to_string(path).expect("a sample");
    Draft::from_json(&crate::json::parse(&text).expect("JSON")).expect("a draft")
}

fn draft(text: &str) -> Draft {
    let mut draft = sample("004-PYK");
    draft.answers.set(FieldId::new("y-kien"), Answer::Text(text.to_owned()));
    draft
}

fn stamp(sequence: u32, by: u32, base: Mark) -> Stamp {
    Stamp { sequence, by, base, ..Stamp::default() }
}

fn copy(text: &str, sequence: u32, by: u32, base: Mark) -> Copy {
    let draft = draft(text);
    Copy::of(&key(&draft.id), Some(&seal(&draft, &stamp(sequence, by, base))))
}

fn mark(copy: &Copy) -> Mark {
    match copy {
        Copy::Good(_, _, mark) => *mark,
        other => panic!("{other:?}"),
    }
}

#[test]
fn golden_data_of_every_version_is_read() {
    for (name, first, second) in GOLDEN {
        let sample = sample(name);
        let key = key(&sample.id);
        assert_eq!(decode(&key, first).as_ref(), Ok(&sample), "{name} as version 1 stored it");
        assert_eq!(decode(&key, second).as_ref(), Ok(&sample), "{name} as version 2 stored it");
        let written = stamp(17, 4_000_000_000, Mark::of(first));
        assert_eq!(seal(&sample, &written), second, "{name} is stored alike");
        let Copy::Good(_, read, mark) = Copy::of(&key, Some(second)) else { panic!("{name} is a draft") };
        assert_eq!((read, mark), (written, Mark::of(second)));
        assert_eq!(stated(second), (read, mark));
        assert_eq!(stated(first), (Stamp::default(), Mark::of(first)));
        assert_eq!(Mark::of(first), Mark { sequence: 0, check: check(first) });
        // What was migrated goes on from what was there, in whichever place that is found again.
        let copies = [Copy::of(&key, Some(first)), Copy::of(&key, Some(second))];
        assert_eq!(settle(&copies[0], &copies[1], None), Verdict::Second { aside: false });
        assert_eq!(settle(&copies[1], &copies[0], None), Verdict::First { aside: false });
    }
}

/// Every byte of stored drafts, flipped in one bit; of the shortest in every bit, and in all of them.
#[test]
fn every_flipped_byte_is_noticed_and_the_other_copy_goes_on() {
    let mut cases = 0;
    for (name, _, raw) in GOLDEN {
        let key = key(&sample(name).id);
        let good = Copy::of(&key, Some(raw));
        for at in 0..raw.len() {
            let masks = [1, 2, 4, 8, 16, 32, 64, 128, 255];
            let masks = if name == "004-PYK" { &masks[..] } else { &masks[at % 8..][..1] };
            for mask in masks {
                let mut bytes = raw.as_bytes().to_vec();
                bytes[at] ^= mask;
                // A browser gives no text but whole characters.
                let damaged = Copy::of(&key, Some(&String::from_utf8_lossy(&bytes)));
                assert_eq!(damaged, Copy::Bad(Cause::Damaged), "{name}, byte {at}, bits {mask}");
                assert_eq!(settle(&damaged, &good, None), Verdict::Second { aside: true });
                assert_eq!(settle(&good, &damaged, None), Verdict::First { aside: true });
                cases += 1;
            }
        }
    }
    assert!(cases > 30_000, "only {cases}");
}

#[test]
fn every_cut_byte_and_every_cut_end_is_noticed() {
    for (name, first, raw) in GOLDEN {
        let key = key(&sample(name).id);
        for at in 0..raw.len() {
            let mut bytes = raw.as_bytes().to_vec();
            bytes.remove(at);
            let damaged = Copy::of(&key, Some(&String::from_utf8_lossy(&bytes)));
            assert_eq!(damaged, Copy::Bad(Cause::Damaged), "{name} without byte {at}");
            let begun = String::from_utf8_lossy(&raw.as_bytes()[..at]);
            assert_eq!(Copy::of(&key, Some(&begun)), Copy::Bad(Cause::Damaged), "{name} up to {at}");
            let ended = String::from_utf8_lossy(&raw.as_bytes()[at + 1..]);
            assert_eq!(Copy::of(&key, Some(&ended)), Copy::Bad(Cause::Damaged), "{name} from {at}");
        }
        for at in (0..first.len()).filter(|at| first.is_char_boundary(*at)) {
            assert_eq!(decode(&key, &first[..at]), Err(Cause::Damaged), "{name}, version 1, up to {at}");
        }
    }
}

#[test]
fn every_swapped_pair_and_every_block_of_zeros_is_noticed() {
    let (name, _, raw) = GOLDEN[3];
    let key = key(&sample(name).id);
    let is_noticed = |bytes: &[u8], what: &str| {
        let damaged = Copy::of(&key, Some(&String::from_utf8_lossy(bytes)));
        assert_eq!(damaged, Copy::Bad(Cause::Damaged), "{what}");
    };
    for at in 1..raw.len() {
        let mut bytes = raw.as_bytes().to_vec();
        bytes.swap(at - 1, at);
        if bytes != raw.as_bytes() {
            is_noticed(&bytes, &format!("{at} before its neighbour"));
        }
        let mut bytes = raw.as_bytes().to_vec();
        let end = (at + 64).min(bytes.len());
        bytes[at..end].fill(0);
        is_noticed(&bytes, &format!("zeros at {at}"));
    }
}

#[test]
fn a_newer_versions_text_is_known_as_such_and_left_alone() {
    let draft = draft("Một");
    let key = key(&draft.id);
    let newer = ["{\"stored\":3,\"sequence\":9,\"x\":[]}", "{\"x\":{},\"stored\":4000000000}"];
    for raw in newer {
        assert_eq!(decode(&key, raw), Err(Cause::Newer));
        let newer = Copy::of(&key, Some(raw));
        let good = Copy::of(&key, Some(&encode(&draft)));
        for other in [&good, &Copy::Nothing, &newer, &Copy::Bad(Cause::Damaged)] {
            assert_eq!(settle(&newer, other, None), Verdict::Newer);
            assert_eq!(settle(other, &newer, Some(9)), Verdict::Newer);
        }
    }
    // One that ends as this version's do is as whole as its check says.
    let text = "{\"stored\":3,\"sequence\":9,\"x\":[]";
    assert_eq!(decode(&key, &format!("{text},\"check\":{}}}", check(text))), Err(Cause::Newer));
    assert_eq!(decode(&key, &format!("{text},\"check\":1}}")), Err(Cause::Damaged));
    assert_eq!(
        decode("tham-luan.draft.another", &encode(&draft)),
        Err(Cause::Damaged),
        "not what the key says"
    );
}

#[test]
fn an_answer_that_looks_like_a_check_is_none() {
    let mut draft = draft("x\",\"check\":12}");
    draft.unknown.insert("check".to_owned(), 12_u32.into());
    for raw in [encode(&draft), format!("{{\"stored\":1,\"draft\":{}}}", draft.append_json(String::new()))] {
        assert_eq!(decode(&key(&draft.id), &raw).as_ref(), Ok(&draft), "{raw}");
    }
}

#[test]
fn of_two_good_copies_the_one_that_goes_on_from_the_other_wins() {
    let first = copy("Một", 4, 1, Mark::default());
    let goes_on = copy("Một hai", 5, 2, mark(&first));
    assert_eq!(settle(&first, &first, None), Verdict::Agree);
    assert_eq!(settle(&first, &goes_on, None), Verdict::Second { aside: false });
    assert_eq!(settle(&goes_on, &first, None), Verdict::First { aside: false });
    // The same visit wrote both, some texts apart.
    let later = copy("Một hai ba", 9, 2, mark(&first));
    assert_eq!(settle(&goes_on, &later, None), Verdict::Second { aside: false });
}

#[test]
fn what_a_text_contains_over_others_is_outdone_and_what_it_does_not_contain_is_kept() {
    let knowing = |visits: &[u32]| {
        let mut later =
            Stamp { sequence: 20, by: 9, base: Mark { sequence: 15, check: 1 }, ..Stamp::default() };
        for (place, by) in later.knows.iter_mut().zip(visits) {
            *place = (*by, 12);
        }
        let draft = draft("Sau");
        let raw = seal(&draft, &later);
        assert_eq!(stated(&raw).0, later);
        Copy::of(&key(&draft.id), Some(&raw))
    };
    let earlier = copy("Trước", 12, 3, Mark::default());
    assert_eq!(settle(&earlier, &knowing(&[5, 3]), None), Verdict::Second { aside: false });
    assert_eq!(settle(&knowing(&[5, 3]), &earlier, None), Verdict::First { aside: false });
    // Written on at the same time, or after that visit's text was read: nobody has it but this copy.
    assert_eq!(settle(&earlier, &knowing(&[5, 4]), None), Verdict::Part);
    assert_eq!(settle(&copy("Trước", 13, 3, Mark::default()), &knowing(&[5, 3]), None), Verdict::Part);
    // Too many visits ago to be named: it wins, and nobody is asked, but nothing is thrown away.
    let many = knowing(&[11, 12, 13, 14, 15, 16, 17, 18]);
    assert_eq!(settle(&earlier, &many, None), Verdict::Second { aside: true });
}

#[test]
fn a_visit_names_those_whose_texts_it_goes_on_from() {
    let mut keeper = Keeper::new(1);
    let id = draft("").id;
    let mark = |sequence| Mark { sequence, check: 7 };
    let mut theirs = stamp(4, 2, Mark::default());
    theirs.knows[0] = (3, 2);
    keeper.go_on_from(&id, theirs, mark(4));
    assert_eq!(keeper.next(&id).knows[..3], [(2, 4), (3, 2), (0, 0)]);
    // Its own texts after that contain the same; one of the other visit is named once, as its last.
    keeper.wrote(&id, keeper.next(&id), "…".to_owned());
    assert_eq!(keeper.next(&id).knows[..3], [(2, 4), (3, 2), (0, 0)]);
    let mut back = stamp(6, 2, mark(5));
    back.knows[0] = (1, 5);
    back.knows[1] = (3, 2);
    keeper.go_on_from(&id, back, mark(6));
    assert_eq!(keeper.next(&id).knows[..3], [(2, 6), (3, 2), (0, 0)]);
}

#[test]
fn where_each_copy_has_something_of_its_own_both_are_kept() {
    let first = copy("Một", 4, 1, Mark::default());
    let one = copy("Một hai", 5, 2, mark(&first));
    let other = copy("Một ba", 5, 3, mark(&first));
    assert_eq!(settle(&one, &other, None), Verdict::Part);
    let further = copy("Một ba bốn", 8, 3, mark(&first));
    assert_eq!(settle(&one, &further, None), Verdict::Part);
    assert_eq!(settle(&further, &one, None), Verdict::Part);
    assert_eq!(settle(&first, &copy("Khác", 4, 3, Mark::default()), None), Verdict::Part);
    // The same words typed twice are no difference.
    let same = copy("Một hai", 7, 3, mark(&first));
    assert_eq!(settle(&one, &same, None), Verdict::Second { aside: false });
    assert_eq!(settle(&same, &one, None), Verdict::First { aside: false });
}

#[test]
fn the_clock_orders_nothing() {
    let mut earlier = draft("Viết sau, theo đồng hồ chạy lùi một năm");
    earlier.updated_at = Timestamp::new("2019-01-01T00:00:00+07:00");
    let key = key(&earlier.id);
    let first = copy("Viết trước", 4, 1, Mark::default());
    let second = Copy::of(&key, Some(&seal(&earlier, &stamp(5, 2, mark(&first)))));
    assert_eq!(settle(&first, &second, None), Verdict::Second { aside: false });
}

#[test]
fn what_is_missing_comes_back_and_what_was_removed_does_not() {
    let good = copy("Một", 4, 1, Mark::default());
    assert_eq!(settle(&Copy::Nothing, &good, None), Verdict::Second { aside: false });
    assert_eq!(settle(&good, &Copy::Nothing, None), Verdict::First { aside: false });
    assert_eq!(settle(&Copy::Nothing, &good, Some(4)), Verdict::Remove);
    assert_eq!(settle(&good, &good, Some(4)), Verdict::Remove);
    // Written on in another tab, or brought back, after it was removed.
    assert_eq!(settle(&good, &Copy::Nothing, Some(3)), Verdict::First { aside: false });
    let before = copy("Trước", 3, 1, Mark::default());
    assert_eq!(settle(&before, &good, Some(3)), Verdict::Second { aside: false });
    assert_eq!(settle(&Copy::Nothing, &Copy::Nothing, Some(4)), Verdict::Remove);
    assert_eq!(settle(&Copy::Nothing, &Copy::Nothing, None), Verdict::Agree);

    // The word itself stands in the second copy, where the first could not be taken out.
    let key = key(&draft("").id);
    let gone = Copy::of(&key, Some(&tombstone(4)));
    assert_eq!(gone, Copy::Gone(4));
    assert_eq!(settle(&good, &gone, None), Verdict::Remove);
    assert_eq!(settle(&copy("Hai", 5, 2, mark(&good)), &gone, None), Verdict::First { aside: false });
    assert_eq!(
        settle(&Copy::Bad(Cause::Damaged), &gone, None),
        Verdict::Lost,
        "what cannot be read is not removed"
    );
}

#[test]
fn what_cannot_be_read_stays() {
    let bad = Copy::Bad(Cause::Damaged);
    assert_eq!(settle(&bad, &Copy::Nothing, None), Verdict::Lost);
    assert_eq!(settle(&Copy::Nothing, &bad, None), Verdict::Lost);
    assert_eq!(settle(&bad, &bad, None), Verdict::Lost);
}

#[test]
fn what_was_set_aside_is_kept_for_thirty_days() {
    let kept = Kept {
        key: "tham-luan.draft.a".to_owned(),
        why: Why::Damaged,
        on: "2020-09-05".to_owned(),
        raw: "{\"stored\":2,\"sequ".to_owned(),
    };
    assert_eq!(Kept::decode(&kept.encode()), Some(kept.clone()));
    assert_eq!(Kept::decode("{\"kept\":2}"), None);
    assert!(!kept.is_over("2020-10-05T08:00:00+07:00"));
    assert!(kept.is_over("2020-10-06T08:00:00+07:00"));
    assert!(!kept.is_over("2019-10-06T08:00:00+07:00"), "a clock that was set back");
    assert!(!kept.is_over("chiều nay"));
    let other = Kept { raw: "{\"stored\":2,\"seqx".to_owned(), ..kept.clone() };
    assert_ne!(kept.place(), other.place());
}

#[test]
fn a_keeper_writes_over_nothing_that_it_has_not_read() {
    let id = draft("").id;
    let mut keeper = Keeper::new(7);
    let text = seal(&draft("Một"), &keeper.next(&id));
    assert_eq!(keeper.next(&id).sequence, 1);
    assert!(!keeper.is_foreign(&id, None));
    assert!(keeper.is_foreign(&id, Some(&text)), "not read yet");
    keeper.wrote(&id, keeper.next(&id), text.clone());
    assert!(!keeper.is_foreign(&id, Some(&text)));
    let Job { wanted, over } = keeper.job(&id).expect("the second copy waits");
    assert_eq!((wanted, over), (Some(Some(text.clone())), Over::Unknown));
    assert!(!over.may_go(None) && !over.may_go(Some(&text)), "what stands there must be read first");

    keeper.second_is(&id, None);
    assert_eq!(keeper.job(&id).map(|job| job.over), Some(Over::Text(None)));
    assert!(Over::Text(None).may_go(None) && !Over::Text(None).may_go(Some("x")));
    keeper.second_is(&id, Some(&text));
    assert_eq!((keeper.job(&id), keeper.waiting().count()), (None, 0));

    let theirs = seal(&draft("Hai"), &stamp(2, 8, Mark::of(&text)));
    assert!(keeper.is_foreign(&id, Some(&theirs)));
    keeper.go_on_from(&id, Stamp::default(), Mark::of(&theirs));
    assert_eq!(keeper.next(&id), stamp(3, 7, Mark::of(&theirs)));
    // While this was being written the next one came.
    keeper.wrote(&id, keeper.next(&id), seal(&draft("Ba"), &keeper.next(&id)));
    let being_written = keeper.job(&id).and_then(|job| job.wanted).expect("it waits");
    keeper.wrote(&id, keeper.next(&id), seal(&draft("Bốn"), &keeper.next(&id)));
    keeper.second_is(&id, being_written.as_deref());
    assert!(keeper.is_waiting(&id), "the next one waits");
    assert_eq!(keeper.next(&id).sequence, 5);
}

#[test]
fn a_long_visit_remembers_what_it_wrote_last() {
    let id = draft("").id;
    let mut keeper = Keeper::new(7);
    let mut texts = Vec::new();
    for number in 0..100 {
        let text = seal(&draft(&number.to_string()), &keeper.next(&id));
        keeper.wrote(&id, keeper.next(&id), text.clone());
        texts.push(text);
    }
    assert_eq!(keeper.reached(&id), 100);
    assert!(!keeper.is_foreign(&id, Some(&texts[99])) && !keeper.is_foreign(&id, Some(&texts[90])));
    assert!(keeper.is_foreign(&id, Some(&texts[0])));
}

fn steps(keeper: &Keeper, first: Option<&str>, there: Option<&str>, gone: Option<u32>) -> Vec<Step> {
    keeper.judge(&draft("").id, first, there, gone)
}

#[test]
fn what_the_first_version_stored_is_kept_before_it_is_stored_anew() {
    let (name, first, _) = GOLDEN[0];
    let id = sample(name).id;
    let mut keeper = Keeper::new(7);
    keeper.go_on_from(&id, Stamp::default(), Mark::of(first));
    let wanted = Some(first.to_owned());
    assert_eq!(
        keeper.judge(&id, Some(first), None, None),
        [Step::SetAside(Why::Migrated, first.to_owned()), Step::Second { there: None, wanted }, Step::Save]
    );
    assert_eq!(keeper.next(&id), stamp(1, 7, Mark::of(first)));
}

#[test]
fn a_newer_versions_copy_is_never_written_over() {
    let id = draft("").id;
    let newer = "{\"stored\":3}";
    let mut keeper = Keeper::new(7);
    let text = encode(&draft("Một"));
    keeper.go_on_from(&id, Stamp::default(), Mark::of(&text));
    assert_eq!(steps(&keeper, Some(&text), Some(newer), None), [Step::Shut]);
    keeper.shut(&id);
    keeper.wrote(&id, keeper.next(&id), seal(&draft("Hai"), &keeper.next(&id)));
    assert_eq!((keeper.job(&id), keeper.waiting().count()), (None, 0));
    let unread = Unreadable { key: key(&id), raw: newer.to_owned(), cause: Cause::Newer };
    assert_eq!(steps(&keeper, None, Some(newer), None), [Step::Show(unread), Step::Shut]);
}

#[test]
fn the_second_copy_brings_back_what_the_browser_has_lost_and_damaged() {
    let keeper = Keeper::new(7);
    let text = encode(&draft("Một"));
    let (take, write) = (
        Step::Take(Box::new(draft("Một")), stamp(1, 0, Mark::default()), Mark::of(&text)),
        Step::WriteFirst(text.clone()),
    );
    let second = Step::Second { there: Some(text.clone()), wanted: Some(text.clone()) };
    let back = [take.clone(), write.clone(), second.clone()];
    assert_eq!(steps(&keeper, None, Some(&text), None), back);
    let damaged = text.replace("Một", "Mọt");
    let aside = Step::SetAside(Why::Damaged, damaged.clone());
    assert_eq!(
        steps(&keeper, Some(&damaged), Some(&text), None),
        [aside.clone(), Step::TellDamaged, take, write, second]
    );
    let mut keeper = keeper;
    keeper.learn(&draft("").id, Mark::of(&text));
    assert_eq!(
        steps(&keeper, Some(&text), Some(&damaged), None),
        [aside, Step::TellDamaged, Step::Second { there: Some(damaged), wanted: Some(text) }]
    );
}
