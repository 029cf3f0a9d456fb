//! Shared access to the session.

use std::time::Duration;

use leptos::prelude::*;

use super::saver::{SaveState, Saver};
use super::shelf::Shelf;
use super::{Part, PartState, Parts, Route, parts, words};
use crate::draft::{DraftId, Timestamp, Violation, deciding_fields, validate};
use crate::form::FieldId;
use crate::paper::{Measure, Press};
use crate::plan::catalogue;
use crate::platform::{self, storage};
use crate::session::{
    Command, Edit, Effect, OpenDraft, Outcome, Pace, Remembered, Rested, Session, Topic, Wake, store,
};

/// The one session of the page: read through accessors that redraw only what changed, changed through
/// [`SessionHandle::dispatch`].
#[derive(Clone, Copy, Debug)]
pub struct SessionHandle {
    shared: StoredValue<Shared>,
    saver: Saver,
    shelf: Shelf,
    parts: Parts,
    /// Whether what is kept in mind of the writer could not be stored.
    forgetful: RwSignal<bool>,
}

/// What the accessors share. Not a signal: each topic has a trigger of its own.
#[derive(Debug)]
struct Shared {
    session: Session,
    triggers: Vec<(Topic, ArcTrigger)>,
    press: Press,
    /// The drafts that the writer has asked to check in this visit.
    checked: Vec<DraftId>,
    /// How often what depends on all of a draft is counted anew.
    pace: Pace,
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
        let built_in = catalogue::built_in();
        let mut session = Session::awaiting(built_in.clone(), stored);
        let author = storage::read(store::REMEMBERED_KEY).ok().flatten();
        session.recall(author.as_deref().and_then(Remembered::decode).unwrap_or_default());
        let shared = Shared {
            session,
            triggers: Vec::new(),
            press: Press::default(),
            checked: Vec::new(),
            pace: Pace::default(),
        };
        let shelf = Shelf::new(built_in);
        let handle = Self {
            shared: StoredValue::new(shared),
            saver,
            shelf,
            parts: Parts::new(),
            forgetful: RwSignal::new(false),
        };
        handle.stock();
        platform::page::on_hide(move || handle.save_now());
        platform::history::watch_inputs();
        provide_context(handle);
        handle
    }

    /// The parts of the program that come later.
    #[must_use]
    pub fn parts(self) -> Parts {
        self.parts
    }

    pub(super) fn shelf(self) -> Shelf {
        self.shelf
    }

    fn track(self, topic: Topic) {
        let trigger = self.shared.try_update_value(|shared| {
            let known = shared.triggers.iter().find(|(known, _)| *known == topic);
            known.map(|(_, trigger)| trigger.clone()).unwrap_or_else(|| {
                let trigger = ArcTrigger::new();
                shared.triggers.push((topic, trigger.clone()));
                trigger
            })
        });
        if let Some(trigger) = trigger {
            trigger.track();
        }
    }

    pub(super) fn notify(self, topic: &Topic) {
        let trigger = self.shared.with_value(|shared| {
            shared.triggers.iter().find(|(known, _)| known == topic).map(|(_, trigger)| trigger.clone())
        });
        if let Some(trigger) = trigger {
            trigger.notify();
        }
    }

    /// Reads the session, and again whenever the topic changes.
    pub fn read<R>(self, topic: Topic, read: impl FnOnce(&Session) -> R) -> R {
        self.track(topic);
        self.peek(read)
    }

    /// Reads the session once.
    pub fn peek<R>(self, read: impl FnOnce(&Session) -> R) -> R {
        self.shared.with_value(|shared| read(&shared.session))
    }

    /// Reads a draft with its plan and form once. None where there is no such draft.
    pub fn peek_draft<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        self.peek(|session| session.open(id).map(read))
    }

    /// Reads a draft with its plan and form, and again whenever anything in it changes: soon, if that takes long.
    pub fn read_draft<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        self.track(Topic::Draft(id.clone()));
        self.timed(|| self.peek_draft(id, read))
    }

    /// Reads a draft with its plan and form, and again whenever an answer changes by which parts of the form apply.
    pub fn read_relevance<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        let deciding = self.peek_draft(id, |open| deciding_fields(open.form)).unwrap_or_default();
        for field in deciding {
            self.track(Topic::Answer(id.clone(), field));
        }
        self.peek_draft(id, read)
    }

    /// Works on what depends on all of a draft, and notes how long that takes.
    fn timed<R>(self, work: impl FnOnce() -> R) -> R {
        let start = platform::clock::fine_milliseconds();
        let result = work();
        let took = platform::clock::fine_milliseconds() - start;
        self.shared.update_value(|shared| shared.pace.spend(took));
        result
    }

    /// What was typed or chosen in a field.
    #[must_use]
    pub fn text(self, draft: DraftId, field: FieldId) -> Memo<String> {
        Memo::new(move |_| {
            self.track(Topic::Answer(draft.clone(), field.clone()));
            self.peek_draft(&draft, |open| open.draft.answers.text(&field).to_owned()).unwrap_or_default()
        })
    }

    /// What was chosen in a field that takes several.
    #[must_use]
    pub fn choices(self, draft: DraftId, field: FieldId) -> Memo<Vec<String>> {
        Memo::new(move |_| {
            self.track(Topic::Answer(draft.clone(), field.clone()));
            self.peek_draft(&draft, |open| open.draft.answers.choices(&field).to_vec()).unwrap_or_default()
        })
    }

    /// What the draft prints to, once the part that counts is here. Compared, so that what shows it is redrawn only
    /// when it differs.
    #[must_use]
    pub fn measure(self, id: DraftId) -> Memo<Option<Measure>> {
        self.parts.need(Part::Count);
        Memo::new(move |_| {
            if self.parts.state(Part::Count) != PartState::Here {
                return None;
            }
            self.track(Topic::Draft(id.clone()));
            self.timed(|| self.with_press(&id, parts::measure).flatten())
        })
    }

    /// Works with the press and a draft, once.
    pub fn with_press<R>(self, id: &DraftId, work: impl FnOnce(&mut Press, OpenDraft<'_>) -> R) -> Option<R> {
        let worked = self.shared.try_update_value(|shared| {
            let open = shared.session.open(id)?;
            Some(work(&mut shared.press, open))
        });
        worked.flatten()
    }

    /// Every violation of the draft.
    #[must_use]
    pub fn violations(self, id: DraftId) -> Memo<Vec<Violation>> {
        Memo::new(move |_| {
            self.read_draft(&id, |open| validate(open.plan, open.form, open.draft, open.others))
                .unwrap_or_default()
        })
    }

    /// Whether the writer has asked for a check of this draft: then what is missing is marked at the fields.
    #[must_use]
    pub fn is_checked(self, id: &DraftId) -> bool {
        self.shared.with_value(|shared| shared.checked.contains(id))
    }

    /// The writer asks for a check.
    pub fn check(self, id: &DraftId) {
        if !self.is_checked(id) {
            self.shared.update_value(|shared| shared.checked.push(id.clone()));
        }
    }

    /// How the saving of a draft stands.
    #[must_use]
    pub fn save_state(self, id: &DraftId) -> SaveState {
        self.saver.state(id)
    }

    /// The failure to write to this machine's storage, if the last attempt failed.
    #[must_use]
    pub fn save_failure(self) -> Option<storage::StorageError> {
        self.saver.failure()
    }

    /// Changes a draft. What the browser undoes by itself is followed, and is no step of its own.
    pub fn edit(self, draft: &DraftId, edit: Edit) {
        let draft = draft.clone();
        self.dispatch(match platform::history::retracing() {
            Some(travel) => Command::Retrace { draft, edit, direction: travel.into() },
            None => Command::Edit { draft, edit },
        });
    }

    /// Grants a wish, and does what follows from it outside.
    pub fn dispatch(self, command: Command) {
        let is_edit = matches!(command, Command::Edit { .. } | Command::Retrace { .. });
        let now = Timestamp::new(platform::clock::now());
        let outcome = self.shared.try_update_value(|shared| shared.session.apply(command, &now));
        let Some(Outcome { effects, topics }) = outcome else { return };
        for effect in effects {
            match effect {
                Effect::Save(id) => self.saver.schedule(id, move || self.save_now()),
                Effect::Remove(id) => self.saver.remove(&id),
                Effect::SaveRemembered => self.save_remembered(),
            }
        }
        for topic in topics {
            match topic {
                Topic::Draft(id) if is_edit => self.wake(&id),
                topic => self.notify(&topic),
            }
        }
    }

    /// Wakes what depends on all of a draft, now or when it has rested.
    fn wake(self, id: &DraftId) {
        let now = platform::clock::fine_milliseconds();
        match self.shared.try_update_value(|shared| shared.pace.change(id, now)) {
            Some(Wake::Now) => self.notify(&Topic::Draft(id.clone())),
            Some(Wake::After(rest)) => self.wake_in(rest),
            Some(Wake::WithOthers) | None => {}
        }
    }

    fn wake_in(self, rest: f64) {
        let rested = move || {
            let now = platform::clock::fine_milliseconds();
            match self.shared.try_update_value(|shared| shared.pace.rested(now)) {
                Some(Rested::Over(waiting)) => {
                    for id in waiting {
                        self.notify(&Topic::Draft(id));
                    }
                }
                Some(Rested::Not(rest)) => self.wake_in(rest),
                None => {}
            }
        };
        // Timers count whole milliseconds.
        set_timeout(rested, Duration::from_secs_f64((rest.ceil() + 1.0) / 1000.0));
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
                let name =
                    self.peek(|session| session.draft(&id).map(|draft| words::parted_name(session, draft)));
                let name = name.unwrap_or_default();
                self.saver.accept(&id, stored);
                self.dispatch(Command::Part { draft: id.clone(), theirs, copy: copy.clone(), name });
                self.save(&copy);
                // Whoever looks at the draft goes on in the copy, at the same place; nobody else is disturbed.
                let here = Route::parse(&platform::page::hash());
                if here.draft() == Some(&id) {
                    platform::page::replace(&here.of_draft(copy).href());
                }
            } else {
                self.save(&id);
            }
        }
    }

    fn save(self, id: &DraftId) {
        if let Some(text) = self.peek(|session| session.draft(id).map(store::encode)) {
            self.saver.save(id, text, move || self.save_now());
        }
    }

    fn save_remembered(self) {
        let text = self.peek(|session| session.remembered().encode());
        self.forgetful.set(storage::write(store::REMEMBERED_KEY, &text).is_err());
    }

    /// Whether what is kept in mind of the writer could not be stored.
    #[must_use]
    pub fn is_forgetful(self) -> bool {
        self.forgetful.get()
    }
}
