//! Which versions of drafts are left after a timeline, whatever the clock shows.

use super::thinning::{Keeping, keep, make_room};
use super::*;

const DAY: i64 = 24 * 3600;

/// What keeps versions and gives them up, as the browser does.
#[derive(Default)]
struct Shelf {
    stored: Vec<(Version, String)>,
    deleted: Vec<DraftId>,
}

impl Shelf {
    fn versions(&self) -> Vec<Version> {
        let mut versions: Vec<Version> = self.stored.iter().map(|(version, _)| version.clone()).collect();
        versions.sort_by(|one, other| one.key.cmp(&other.key));
        versions
    }

    fn keep(&mut self, snapshot: &Snapshot) -> Keeping {
        let keeping = keep(&self.versions(), snapshot, &|draft| self.deleted.contains(draft));
        if let Some(key) = &keeping.key {
            assert!(self.stored.iter().all(|(version, _)| version.key != *key), "{key} is written over");
            let version = Version::parse(key).expect("a key of a version");
            self.stored.push((version, snapshot.text.clone()));
        }
        self.stored.retain(|(version, _)| !keeping.given_up.contains(&version.key));
        keeping
    }

    /// The texts of a draft, in the order of their numbers.
    fn texts(&self, draft: &str) -> Vec<&str> {
        let of = self.stored.iter().filter(|(version, _)| version.draft.as_str() == draft);
        of.map(|(_, text)| text.as_str()).collect()
    }
}

/// A moment so many seconds after a Saturday noon.
fn at(seconds: i64) -> Timestamp {
    let mut days = (seconds + DAY / 2).div_euclid(DAY);
    let time = (seconds + DAY / 2).rem_euclid(DAY);
    let (mut year, mut month, mut day) = (2020, 9, 5);
    let is_day = |year, month, day| crate::text::Date::new(year, month, day).is_some();
    while days > 0 {
        days -= 1;
        (year, month, day) = match (is_day(year, month, day + 1), month) {
            (true, _) => (year, month, day + 1),
            (false, 12) => (year + 1, 1, 1),
            (false, _) => (year, month + 1, 1),
        };
    }
    while days < 0 {
        days += 1;
        (year, month, day) = match (day, month) {
            (1, 1) => (year - 1, 12, 31),
            (1, _) => {
                (year, month - 1, (28..=31).rev().find(|day| is_day(year, month - 1, *day)).unwrap_or(28))
            }
            _ => (year, month, day - 1),
        };
    }
    let (hour, minute, second) = (time / 3600, time / 60 % 60, time % 60);
    Timestamp::new(format!("{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}+07:00"))
}

/// A draft that says a text, as it is stored. Only what the keeping reads of it is there.
fn says(draft: &str, text: &str, why: Why, seconds: i64) -> Snapshot {
    Snapshot {
        draft: DraftId::new(draft),
        why,
        at: at(seconds),
        words: u32::try_from(text.split_whitespace().count()).expect("few"),
        digest: digest(text),
        text: text.to_owned(),
    }
}

fn pause(text: &str, seconds: i64) -> Snapshot {
    says("a", text, Why::Pause, seconds)
}

fn paper() -> Draft {
    let text = include_str!("../../../tests/fixtures/drafts/000-TLX.json");
    Draft::from_json(&crate::json::parse(text).expect("JSON")).expect("a draft")
}

#[test]
fn a_version_holds_the_draft_as_it_is_stored_and_its_key_says_the_rest() {
    let paper = paper();
    let mut shelf = Shelf::default();
    let keeping = shelf.keep(&Snapshot::of(&paper, Why::TakeOver, &at(0)));
    let key = keeping.key.expect("it is kept");
    let version = Version::parse(&key).expect("a version");
    assert!(key.starts_with(&prefix(&paper.id)));
    assert_eq!(
        (version.draft, version.number, version.why, version.at),
        (paper.id.clone(), 1, Why::TakeOver, at(0))
    );
    assert_eq!(version.bytes as usize, shelf.stored[0].1.len());
    assert!((800..2000).contains(&version.words), "{} words", version.words);
    let stored = crate::session::store::key(&paper.id);
    assert_eq!(crate::session::store::decode(&stored, &shelf.stored[0].1), Ok(paper));
}

#[test]
fn a_key_of_something_else_is_left_alone() {
    let key = "a/0000000001/pause/2020-09-05T12:00:00+07:00/3/12/ff";
    assert_eq!(Version::parse(key).map(|version| version.key), Some(key.to_owned()));
    for other in [
        "",
        "a",
        "a/b",
        &key.replace("pause", "sealed"),
        &key.replace("0000000001", "x"),
        &format!("{key}/1"),
    ] {
        assert_eq!(Version::parse(other).filter(|version| version.draft.as_str() == "a"), None, "{other}");
    }
}

#[test]
fn what_says_the_same_is_kept_once() {
    let mut paper = paper();
    let mut shelf = Shelf::default();
    assert!(shelf.keep(&Snapshot::of(&paper, Why::Pause, &at(0))).key.is_some());
    paper.updated_at = at(60);
    paper.revision += 1;
    paper.name = "Tên khác".to_owned();
    assert_eq!(shelf.keep(&Snapshot::of(&paper, Why::Restore, &at(60))), Keeping::default());
    paper.layout.size = 26;
    assert!(shelf.keep(&Snapshot::of(&paper, Why::Pause, &at(120))).key.is_some());
}

#[test]
fn what_is_said_again_later_stands_where_it_was_said_last() {
    let mut shelf = Shelf::default();
    for (seconds, text) in ["một", "hai", "một"].into_iter().enumerate() {
        shelf.keep(&pause(text, i64::try_from(seconds).expect("few")));
    }
    assert_eq!(shelf.texts("a"), ["hai", "một"]);
}

#[test]
fn all_of_the_last_hour_then_fewer_and_fewer() {
    let mut shelf = Shelf::default();
    // Three months in which something is kept every quarter of an hour, each text a word longer.
    let quarters = 90 * 24 * 4;
    for quarter in 0..quarters {
        shelf
            .keep(&pause(&format!("{}{quarter}", "x ".repeat(usize::from(quarter % 2 == 0))), quarter * 900));
    }
    let now = (quarters - 1) * 900;
    let ages: Vec<i64> = shelf.versions().iter().map(|version| now - (seconds_of(&version.at))).collect();
    let count = |from: i64, to: i64| ages.iter().filter(|age| (from..to).contains(*age)).count();
    assert_eq!(count(0, 3600), 4, "all of the last hour");
    assert!((23..=48).contains(&count(3600, DAY)), "{} of the last day", count(3600, DAY));
    assert!((29..=62).contains(&count(DAY, 30 * DAY)), "{} of the last month", count(DAY, 30 * DAY));
    assert!((8..=20).contains(&count(30 * DAY, 90 * DAY)), "{} before", count(30 * DAY, 90 * DAY));
}

fn seconds_of(moment: &Timestamp) -> i64 {
    use crate::session::history::seconds;
    seconds(moment).expect("a moment") - seconds(&at(0)).expect("a moment")
}

#[test]
fn of_a_day_its_fullest_text_stays_too() {
    let mut shelf = Shelf::default();
    let hours = [(9, "một hai"), (10, "một hai ba bốn năm"), (11, "một"), (12, "một hai ba")];
    for (hour, text) in hours {
        shelf.keep(&pause(text, (hour - 12) * 3600));
    }
    for day in 3..8 {
        shelf.keep(&pause(&format!("ngày {day}"), day * DAY));
    }
    let texts = shelf.texts("a");
    assert_eq!(texts.get(..2), Some(["một hai ba bốn năm", "một hai ba"].as_slice()), "{texts:?}");
}

#[test]
fn a_clock_set_back_or_forth_a_year_costs_nothing_that_was_just_written() {
    for jump in [-365 * DAY, 365 * DAY] {
        let mut shelf = Shelf::default();
        let (mut wrong, mut expected) = (0, Vec::new());
        for minute in 0..30 {
            if minute == 10 || minute == 20 {
                wrong = if wrong == 0 { jump } else { 0 };
            }
            let text = format!("phút {minute}");
            shelf.keep(&pause(&text, minute * 60 + wrong));
            expected.push(text);
        }
        let kept = shelf.texts("a");
        let is_in_order = kept.iter().zip(kept.iter().skip(1)).all(|(one, other)| {
            let place = |text: &str| expected.iter().position(|known| known == text);
            place(one) < place(other)
        });
        assert!(is_in_order, "{kept:?}");
        if jump < 0 {
            assert_eq!(kept, expected, "set back");
        } else {
            // While it shows next year, what was written in the right year seems old: two a version at most are lost.
            assert!(kept.len() >= 10 && kept[kept.len() - 10..] == expected[20..], "set forth: {kept:?}");
        }
    }
}

#[test]
fn too_much_gives_up_the_oldest_and_never_the_newest() {
    let mut shelf = Shelf::default();
    let long = |number: i64| format!("{number:04} {}", "x".repeat(99_995));
    for number in 0..60 {
        shelf.keep(&pause(&long(number), number));
    }
    let kept: Vec<String> = (20..60).map(long).collect();
    assert_eq!(shelf.texts("a"), kept, "40 of 100 kB are 4 MB");
    let huge = "y".repeat(5_000_000);
    shelf.keep(&pause(&huge, 61));
    assert_eq!(shelf.texts("a"), [huge.as_str()], "what was just written is kept, however long");
}

#[test]
fn all_drafts_together_are_bounded_too() {
    let mut shelf = Shelf::default();
    for number in 0..300 {
        let text = format!("{number} {}", "x".repeat(99_990));
        shelf.keep(&says(&format!("d{}", number % 10), &text, Why::Pause, number));
    }
    let bytes: u32 = shelf.versions().iter().map(|version| version.bytes).sum();
    assert!((MOST_BYTES - 100_000..=MOST_BYTES).contains(&bytes), "{bytes} bytes");
    let least = shelf.versions().iter().map(|version| version.number).min();
    assert_eq!(least, Some(61), "the first 60 of 300 are gone: {bytes}");
}

#[test]
fn where_the_browser_has_no_room_the_oldest_go() {
    let mut shelf = Shelf::default();
    for number in 0..10 {
        shelf.keep(&says(
            if number % 2 == 0 { "a" } else { "b" },
            &format!("{number} mười chữ"),
            Why::Pause,
            number,
        ));
    }
    let gone = make_room(&shelf.versions(), &pause("mười chữ!", 11));
    let mut numbers: Vec<u32> =
        gone.iter().filter_map(|key| Version::parse(key)).map(|gone| gone.number).collect();
    numbers.sort_unstable();
    assert_eq!(
        numbers,
        (1..=numbers.len()).map(|number| u32::try_from(number).expect("few")).collect::<Vec<_>>()
    );
    assert!((3..=5).contains(&numbers.len()), "{numbers:?}");
    assert_eq!(make_room(&[], &pause("x", 0)), [""; 0]);
}

#[test]
fn of_a_deleted_draft_the_last_text_stays_for_a_month() {
    let mut shelf = Shelf::default();
    for (seconds, text) in ["một", "hai", "ba"].into_iter().enumerate() {
        shelf.keep(&says("b", text, Why::Pause, i64::try_from(seconds).expect("few")));
    }
    shelf.keep(&says("b", "ba", Why::Delete, 60));
    assert_eq!(shelf.texts("b"), ["một", "hai", "ba"], "it may be brought back at once");
    shelf.keep(&pause("của a", 70));
    assert_eq!(shelf.texts("b"), ["một", "hai", "ba"]);
    shelf.deleted.push(DraftId::new("b"));
    shelf.keep(&pause("của a, sau đó", 80));
    assert_eq!(shelf.texts("b"), ["ba"]);
    shelf.keep(&pause("của a, một tháng sau", 29 * DAY));
    assert_eq!(shelf.texts("b"), ["ba"]);
    shelf.keep(&pause("của a, hơn một tháng sau", 31 * DAY));
    assert_eq!(shelf.texts("b"), [""; 0]);
}

#[test]
fn a_draft_that_is_merely_not_found_keeps_all_its_versions() {
    let mut shelf = Shelf { deleted: vec![DraftId::new("b")], ..Shelf::default() };
    for (seconds, text) in ["một", "hai", "ba"].into_iter().enumerate() {
        shelf.keep(&says("b", text, Why::Pause, i64::try_from(seconds).expect("few")));
    }
    shelf.keep(&pause("của a", 70));
    assert_eq!(shelf.texts("b"), ["một", "hai", "ba"], "nobody deleted it: the storage may have failed");
}

#[test]
fn the_last_texts_of_twenty_deleted_drafts_stay() {
    let mut shelf = Shelf::default();
    for number in 0..30 {
        let id = format!("d{number}");
        shelf.keep(&says(&id, &format!("bài {number}"), Why::Delete, number));
        shelf.deleted.push(DraftId::new(id));
    }
    for number in 0..10 {
        shelf.keep(&pause(&format!("của a {number}"), 60 + number));
    }
    let left: Vec<u32> = shelf
        .stored
        .iter()
        .filter(|(version, _)| version.why == Why::Delete)
        .map(|(version, _)| version.number)
        .collect();
    assert_eq!(left, (11..=30).collect::<Vec<u32>>());
}

// Not on wasm: a test kit of native crates.
#[cfg(not(target_arch = "wasm32"))]
mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Something that is kept: after so many seconds by the clock, of which draft, saying what.
    fn step() -> impl Strategy<Value = (i64, u8, u16, Why)> {
        let passes = prop_oneof![
            6 => 30_i64..1200,
            2 => 3600..DAY,
            1 => DAY..40 * DAY,
            1 => -400 * DAY..400 * DAY,
        ];
        let why = prop::sample::select(vec![
            Why::Begin,
            Why::Pause,
            Why::Work,
            Why::Import,
            Why::Restore,
            Why::Delete,
        ]);
        (passes, 0_u8..3, 0_u16..40, why)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn whatever_the_clock_shows_nothing_just_written_is_lost_and_all_stays_in_order(
            steps in prop::collection::vec(step(), 1..150),
        ) {
            let (mut shelf, mut now) = (Shelf::default(), 0);
            let mut written: Vec<(String, String)> = Vec::new();
            for (passes, draft, text, why) in steps {
                now = (now + passes).clamp(-2000 * DAY, 2000 * DAY);
                let (draft, text) = (format!("d{draft}"), format!("bài {text}"));
                let before = shelf.versions();
                let keeping = shelf.keep(&says(&draft, &text, why, now));
                written.push((draft.clone(), text.clone()));

                let own = shelf.texts(&draft);
                prop_assert_eq!(own.last().copied(), Some(text.as_str()), "the latest is what was just written");
                let once = own.iter().all(|text| own.iter().filter(|other| other == &text).count() == 1);
                prop_assert!(once, "a text is kept once: {:?}", own);
                // In the order in which each was written last.
                let place = |text: &str| written.iter().rposition(|known| *known == (draft.clone(), text.to_owned()));
                let places: Vec<_> = own.iter().map(|text| place(text)).collect();
                prop_assert!(places.is_sorted(), "{:?}", places);
                // Of what said something else no more than two go for one.
                let others = keeping.given_up.iter().filter_map(|key| before.iter().find(|known| known.key == **key));
                let others = others.filter(|known| known.digest != digest(&text) || known.draft.as_str() != draft);
                prop_assert!(others.count() <= 2);
            }
        }

        #[test]
        fn by_a_right_clock_all_of_the_last_hour_is_there(
            steps in prop::collection::vec((30_i64..900, 0_u16..1000), 1..150),
        ) {
            let (mut shelf, mut now) = (Shelf::default(), 0);
            let mut written = Vec::new();
            for (passes, text) in steps {
                now += passes;
                let text = format!("bài {text}");
                shelf.keep(&pause(&text, now));
                written.push((now, text));
            }
            let kept = shelf.texts("a");
            for (_, text) in written.iter().filter(|(at, _)| now - at < 3600) {
                prop_assert!(kept.contains(&text.as_str()), "{} is gone", text);
            }
        }

    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn bytes_are_bounded_and_the_oldest_go_first(
            lengths in prop::collection::vec((0_u8..6, 1_usize..1_500_000), 1..60),
        ) {
            let mut shelf = Shelf::default();
            for (number, (draft, length)) in lengths.into_iter().enumerate() {
                let text = format!("{number} {}", "x".repeat(length));
                let before = shelf.versions();
                let keeping = shelf.keep(&says(&format!("d{draft}"), &text, Why::Pause, i64::try_from(number).expect("few")));
                let bytes = |of: &dyn Fn(&Version) -> bool| {
                    shelf.versions().iter().filter(|version| of(version)).map(|version| version.bytes).sum::<u32>()
                };
                prop_assert!(bytes(&|_| true) <= MOST_BYTES);
                for draft in 0..6 {
                    let of_draft = bytes(&|version| version.draft.as_str() == format!("d{draft}"));
                    prop_assert!(of_draft <= MOST_BYTES_OF_DRAFT);
                }
                for gone in before.iter().filter(|known| keeping.given_up.contains(&known.key)) {
                    let older = |version: &Version| version.draft == gone.draft && version.number < gone.number;
                    prop_assert!(!shelf.versions().iter().any(older), "an older one of its draft outlived it");
                }
            }
        }
    }
}
