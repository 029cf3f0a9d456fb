//! A machine with one browser: its storage, two tabs, and what can happen to them.

use std::collections::{BTreeMap, BTreeSet, VecDeque};

use tham_luan::draft::{Answer, Draft, DraftId};
use tham_luan::form::FieldId;
use tham_luan::session::store::{Copy, Kept, decode, key};
use tham_luan::session::tabs::Message;

use crate::visit::Visit;

/// What may happen beside what people do.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Weather {
    /// A tab sees late what the other has written to localStorage.
    pub(crate) stale: bool,
    /// Words between the tabs are late or lost.
    pub(crate) deaf: bool,
    /// Tabs are killed, storages refuse, and the browser throws localStorage away.
    pub(crate) rough: bool,
}

impl Weather {
    pub(crate) const FAIR: Self = Self { stale: false, deaf: false, rough: false };
    pub(crate) const FOUL: Self = Self { stale: true, deaf: true, rough: true };
}

/// What both tabs share.
pub(crate) struct Shared {
    pub(crate) random: Random,
    pub(crate) weather: Weather,
    /// What is in localStorage, and what each tab sees of it.
    pub(crate) local: BTreeMap<String, String>,
    pub(crate) views: [BTreeMap<String, String>; 2],
    /// What a tab has still to see.
    pub(crate) unseen: [Vec<String>; 2],
    pub(crate) database: BTreeMap<String, String>,
    pub(crate) kept: Vec<String>,
    pub(crate) inbox: [VecDeque<Message>; 2],
    pub(crate) refuses_local: bool,
    pub(crate) refuses_database: bool,
    /// What was said to be saved once, and not deleted by somebody who saw it: it was in both copies, or in the one that
    /// could be had.
    pub(crate) promised: BTreeSet<String>,
    pub(crate) parted: u32,
    pub(crate) takeovers: u32,
    pub(crate) ids: u32,
    pub(crate) story: VecDeque<String>,
}

/// A machine.
pub(crate) struct Machine {
    shared: Shared,
    visits: [Visit; 2],
    words: u32,
}

/// A generator of numbers that are the same for the same seed.
pub(crate) struct Random(u64);

impl Random {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from((self.0 >> 11) % end as u64).expect("small")
    }

    pub(crate) fn one_in(&mut self, times: usize) -> bool {
        self.below(times) == 0
    }
}

pub(crate) fn field() -> FieldId {
    FieldId::new("y-kien")
}

pub(crate) fn text(draft: &Draft) -> &str {
    draft.answers.text(&field())
}

pub(crate) fn words(text: &str) -> impl Iterator<Item = String> {
    text.split_whitespace().map(str::to_owned)
}

fn blank(id: &str) -> Draft {
    let path = format!("{}/tests/fixtures/drafts/004-PYK.json", env!("CARGO_MANIFEST_DIR"));
    let sample = std::fs::read_to_string(path).expect("a sample");
    let mut draft = Draft::from_json(&tham_luan::json::parse(&sample).expect("JSON")).expect("a draft");
    draft.id = DraftId::new(id);
    draft.answers.set(field(), Answer::Text(String::new()));
    draft
}

impl Shared {
    pub(crate) fn note(&mut self, what: String) {
        if self.story.len() == 5000 {
            self.story.pop_front();
        }
        self.story.push_back(what);
    }

    pub(crate) fn read(&self, tab: usize, key: &str) -> Option<String> {
        self.views[tab].get(key).cloned()
    }

    pub(crate) fn write(&mut self, tab: usize, key: &str, text: Option<&str>) -> bool {
        if self.refuses_local && text.is_some() {
            return false;
        }
        for store in [&mut self.local, &mut self.views[tab]] {
            match text {
                Some(text) => drop(store.insert(key.to_owned(), text.to_owned())),
                None => drop(store.remove(key)),
            }
        }
        let other = 1 - tab;
        // Without the database there is nothing that is the same for both at every moment.
        if self.weather.stale && !self.refuses_database {
            self.unseen[other].push(key.to_owned());
        } else {
            self.views[other].clone_from(&self.local);
        }
        true
    }

    /// A tab sees what stands there by now.
    pub(crate) fn see(&mut self, tab: usize, key: &str) {
        match self.local.get(key) {
            Some(text) => drop(self.views[tab].insert(key.to_owned(), text.clone())),
            None => drop(self.views[tab].remove(key)),
        }
    }

    pub(crate) fn promise(&mut self, draft: &Draft) {
        self.promised.extend(words(text(draft)));
    }

    pub(crate) fn new_id(&mut self) -> DraftId {
        self.ids += 1;
        DraftId::new(format!("copy-{}", self.ids))
    }
}

impl Machine {
    pub(crate) fn new(seed: u64, weather: Weather) -> Self {
        let shared = Shared {
            random: Random(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1),
            weather,
            local: BTreeMap::new(),
            views: [BTreeMap::new(), BTreeMap::new()],
            unseen: [Vec::new(), Vec::new()],
            database: BTreeMap::new(),
            kept: Vec::new(),
            inbox: [VecDeque::new(), VecDeque::new()],
            refuses_local: false,
            refuses_database: false,
            promised: BTreeSet::new(),
            parted: 0,
            takeovers: 0,
            ids: 0,
            story: VecDeque::new(),
        };
        let mut machine = Self { shared, visits: [Visit::new(0, 1), Visit::new(1, 2)], words: 0 };
        for id in ["a", "b"] {
            machine.visits[0].begin(blank(id), &mut machine.shared);
        }
        machine.catch_up();
        machine.visits[1].load(&mut machine.shared);
        machine.catch_up();
        machine
    }

    /// Something happens.
    pub(crate) fn step(&mut self) {
        let tab = self.shared.random.below(2);
        let shared = &mut self.shared;
        let visit = &mut self.visits[tab];
        match shared.random.below(30) {
            0 => visit.wander(shared),
            1..=8 => {
                self.words += 1;
                visit.type_word(&format!("w{}", self.words), shared);
            }
            9..=12 => visit.save_all(shared),
            13..=18 => visit.go_on_copying(shared),
            19..=22 => visit.hear(shared),
            23 => visit.ring(shared),
            24 => visit.look(shared),
            25 => visit.take_over(shared),
            26 => visit.delete_or_restore(shared),
            27 if shared.weather.stale => {
                if let Some(key) = shared.unseen[tab].pop() {
                    shared.see(tab, &key);
                    visit.noticed(&key, shared);
                }
            }
            28 if shared.weather.rough => self.foul(tab),
            29 if shared.weather.deaf => drop(shared.inbox[tab].pop_front()),
            _ => visit.go_on_copying(shared),
        }
        if !self.shared.weather.deaf {
            self.catch_up();
        }
    }

    fn foul(&mut self, tab: usize) {
        let shared = &mut self.shared;
        match shared.random.below(6) {
            0 | 1 => {
                shared.note(format!("{tab} is killed"));
                let number = 10 + u32::try_from(shared.random.below(1_000_000)).expect("small");
                self.visits[tab] = Visit::new(tab, number);
                shared.views[tab].clone_from(&shared.local);
                shared.unseen[tab].clear();
                shared.inbox[tab].clear();
                self.visits[tab].load(shared);
            }
            2 => shared.refuses_local = !shared.refuses_local,
            3 => {
                shared.refuses_database = !shared.refuses_database;
                shared.views = [shared.local.clone(), shared.local.clone()];
            }
            // What the browser throws away before there was a second copy of it nobody can bring back.
            _ if !shared.refuses_database && self.visits.iter().all(|visit| visit.is_at_rest()) => {
                let has_both = |(key, text): (&String, &String)| shared.database.get(key) == Some(text);
                if shared.local.iter().all(has_both) {
                    shared.note("localStorage is thrown away".to_owned());
                    shared.local.clear();
                    shared.views = [BTreeMap::new(), BTreeMap::new()];
                    shared.unseen = [Vec::new(), Vec::new()];
                }
            }
            _ => {}
        }
    }

    /// Everything that is on its way arrives.
    fn catch_up(&mut self) {
        for _ in 0..400 {
            let mut is_quiet = true;
            for tab in 0..2 {
                let (visit, shared) = (&mut self.visits[tab], &mut self.shared);
                while let Some(key) = shared.unseen[tab].pop() {
                    shared.see(tab, &key);
                    visit.noticed(&key, shared);
                    is_quiet = false;
                }
                is_quiet &= !visit.catch_up(shared);
            }
            if is_quiet {
                return;
            }
        }
        panic!("it never comes to rest\n{}", self.story());
    }

    /// The weather clears up, both tabs are opened anew, and all comes to rest.
    pub(crate) fn settle(&mut self) {
        self.shared.refuses_local = false;
        self.shared.refuses_database = false;
        for number in [1_000_001, 1_000_003] {
            self.shared.note("the weather clears up".to_owned());
            for tab in 0..2 {
                self.visits[tab].save_all(&mut self.shared);
            }
            self.catch_up();
            for tab in 0..2 {
                let number = number + u32::try_from(tab).expect("small");
                self.visits[tab] = Visit::new(tab, number);
                self.shared.views[tab].clone_from(&self.shared.local);
                self.visits[tab].load(&mut self.shared);
                self.catch_up();
            }
        }
    }

    fn drafts(&self) -> Vec<Draft> {
        let entries = self.shared.local.iter();
        entries.filter_map(|(key, raw)| decode(key, raw).ok()).collect()
    }

    /// What was promised and is nowhere.
    pub(crate) fn lost(&self) -> Vec<String> {
        let mut there: BTreeSet<String> = self.drafts().iter().flat_map(|draft| words(text(draft))).collect();
        for kept in self.shared.kept.iter().filter_map(|text| Kept::decode(text)) {
            if let Copy::Good(draft, ..) = Copy::of(&kept.key, Some(&kept.raw)) {
                there.extend(words(text(&draft)));
            }
        }
        self.shared.promised.difference(&there).cloned().collect()
    }

    /// In the end both copies are the same, and whoever looks sees them.
    #[track_caller]
    pub(crate) fn check_copies(&self, seed: u64) {
        let drafts = self.drafts();
        for draft in &drafts {
            let key = key(&draft.id);
            assert_eq!(
                self.shared.local.get(&key),
                self.shared.database.get(&key),
                "seed {seed}\n{}",
                self.story()
            );
            for visit in &self.visits {
                assert_eq!(
                    visit.drafts.get(&draft.id).map(text),
                    Some(text(draft)),
                    "seed {seed}\n{}",
                    self.story()
                );
            }
        }
        assert_eq!(self.shared.database.len(), drafts.len(), "seed {seed}\n{}", self.story());
    }

    pub(crate) fn stored_words(&self) -> usize {
        self.shared.promised.len()
    }

    pub(crate) fn parted(&self) -> u32 {
        self.shared.parted
    }

    pub(crate) fn takeovers(&self) -> u32 {
        self.shared.takeovers
    }

    pub(crate) fn story(&self) -> String {
        self.shared.story.iter().map(|line| format!("{line}\n")).collect()
    }
}
