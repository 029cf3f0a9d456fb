//! Shared access to the session.

use std::collections::{HashMap, HashSet};

use leptos::prelude::*;

use super::saver::{SaveState, Saver};
use super::{Route, words};
use crate::draft::{DraftId, Timestamp, Violation, validate};
use crate::paper::{Measure, Press};
use crate::plan;
use crate::platform;
use crate::session::{Command, Edit, Effect, OpenDraft, Outcome, Session, Topic, store};

/// The one session of the page: read through accessors that redraw only what changed, changed through
/// [`SessionHandle::dispatch`].
#[derive(Clone, Copy, Debug)]
pub struct SessionHandle {
    session: StoredValue<Session>,
    topics: StoredValue<HashMap<Topic, ArcTrigger>>,
    press: StoredValue<Press>,
    saver: Saver,
    checked: RwSignal<HashSet<DraftId>>,
}

/// The handle that the application provides.
///
/// # Panics
/// Outside the application: a mistake of this program, never of its data.
#[must_use]
#[allow(clippy::disallowed_methods, reason = "this is the typed accessor")]
pub fn use_session() -> SessionHandle {
    use_context::<SessionHandle>().expect("App provides the session")
}

impl SessionHandle {
    /// Begins with what this machine has stored, and provides the handle to all below.
    pub(super) fn provide() -> Self {
        let (stored, saver) = Saver::load();
        let handle = Self {
            session: StoredValue::new(Session::new(plan::built_in(), stored)),
            topics: StoredValue::new(HashMap::new()),
            press: StoredValue::new(Press::default()),
            saver,
            checked: RwSignal::new(HashSet::new()),
        };
        platform::page::on_hide(move || handle.save_now());
        provide_context(handle);
        handle
    }

    fn track(self, topic: Topic) {
        let trigger = self
            .topics
            .try_update_value(|topics| topics.entry(topic).or_insert_with(ArcTrigger::new).clone());
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    /// Reads the session, and again whenever the topic changes.
    pub fn read<R>(self, topic: Topic, read: impl FnOnce(&Session) -> R) -> R {
        self.track(topic);
        self.session.with_value(read)
    }

    /// Reads the session once.
    pub fn peek<R>(self, read: impl FnOnce(&Session) -> R) -> R {
        self.session.with_value(read)
    }

    /// Reads a draft with its plan and form once. None where there is no such draft.
    pub fn peek_draft<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        self.session.with_value(|session| session.open(id).map(read))
    }

    /// Reads a draft with its plan and form, and again whenever anything in it changes.
    pub fn read_draft<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        self.track(Topic::Draft(id.clone()));
        self.peek_draft(id, read)
    }

    /// What the draft prints to. Compared, so that what shows it is redrawn only when it differs.
    #[must_use]
    pub fn measure(self, id: DraftId) -> Memo<Option<Measure>> {
        Memo::new(move |_| {
            self.read_draft(&id, |open| {
                self.press.try_update_value(|press| press.measure(open.plan, open.form, open.draft))
            })
            .flatten()
        })
    }

    /// Works with the press and a draft, once.
    pub fn with_press<R>(self, id: &DraftId, work: impl FnOnce(&mut Press, OpenDraft<'_>) -> R) -> Option<R> {
        self.peek_draft(id, |open| self.press.try_update_value(|press| work(press, open))).flatten()
    }

    /// Every violation of the draft.
    #[must_use]
    pub fn violations(self, id: DraftId) -> Memo<Vec<Violation>> {
        Memo::new(move |_| {
            self.read_draft(&id, |open| validate(open.plan, open.form, open.draft)).unwrap_or_default()
        })
    }

    /// Whether the writer has asked for a check of this draft: then what is missing is marked at the fields.
    #[must_use]
    pub fn is_checked(self, id: &DraftId) -> bool {
        self.checked.with(|checked| checked.contains(id))
    }

    /// The writer asks for a check.
    pub fn check(self, id: &DraftId) {
        if !self.checked.with_untracked(|checked| checked.contains(id)) {
            self.checked.update(|checked| {
                checked.insert(id.clone());
            });
        }
    }

    /// How the saving of a draft stands.
    #[must_use]
    pub fn save_state(self, id: &DraftId) -> SaveState {
        self.saver.state(id)
    }

    /// Changes a draft.
    pub fn edit(self, draft: &DraftId, edit: Edit) {
        self.dispatch(Command::Edit { draft: draft.clone(), edit });
    }

    /// Grants a wish, and does what follows from it outside.
    pub fn dispatch(self, command: Command) {
        let now = Timestamp::new(platform::clock::now());
        let outcome = self.session.try_update_value(|session| session.apply(command, &now));
        let Some(Outcome { effects, topics }) = outcome else { return };
        for effect in effects {
            match effect {
                Effect::Save(id) => self.saver.schedule(id, move || self.save_now()),
                Effect::Remove(id) => self.saver.remove(&id),
            }
        }
        for topic in topics {
            let trigger = self.topics.with_value(|topics| topics.get(&topic).cloned());
            if let Some(trigger) = trigger {
                trigger.notify();
            }
        }
    }

    /// Saves whatever is waiting to be saved.
    ///
    /// Where another tab has stored something else under a draft's id, both are kept: what was written here goes on
    /// as a draft of its own.
    pub fn save_now(self) {
        for id in self.saver.waiting() {
            if let Some(stored) = self.saver.foreign(&id) {
                let theirs = store::decode(&store::key(&id), &stored).ok().map(Box::new);
                let copy = DraftId::new(platform::random::uuid());
                let name = self.peek_draft(&id, words::parted_name).unwrap_or_default();
                self.saver.accept(&id, stored);
                self.dispatch(Command::Part { draft: id, theirs, copy: copy.clone(), name });
                platform::page::replace(&Route::Draft(copy).href());
            } else if let Some(text) = self.peek_draft(&id, |open| store::encode(open.draft)) {
                self.saver.save(&id, text, move || self.save_now());
            }
        }
    }

    /// The failure to write to this machine's storage, if the last attempt failed.
    #[must_use]
    pub fn save_failure(self) -> Option<platform::storage::StorageError> {
        self.saver.failure()
    }
}
