//! Shared access to the session.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::mirror::{self, Mirror};
use super::saver::{Failing, Notice, SaveState, Saver};
use super::shelf::Shelf;
use super::versions::Versions;
use super::{Part, PartState, Parts, Route, keeping, parts, visit};
use crate::draft::{DraftId, Timestamp, Violation, deciding_fields, validate};
use crate::form::FieldId;
use crate::paper::{Measure, Press};
use crate::plan::catalogue;
use crate::platform::{self, storage};
use crate::session::tabs::Tabs;
use crate::session::{
    Command, Edit, Effect, OpenDraft, Outcome, Pace, Remembered, Rested, Session, Topic, Wake, store,
};

/// On a window as wide as this, in CSS pixels, the pages stand beside the form until they are sent away.
const ROOMY: f64 = 1600.0;

/// The one session of the page: read through accessors that redraw only what changed, changed through
/// [`SessionHandle::dispatch`].
#[derive(Clone, Copy, Debug)]
pub struct SessionHandle {
    shared: StoredValue<Shared>,
    saver: Saver,
    shelf: Shelf,
    parts: Parts,
    versions: Versions,
    mirror: Mirror,
    route: RwSignal<Route>,
    tabs: StoredValue<Tabs>,
    /// Whether what is kept in mind of the writer could not be stored.
    forgetful: RwSignal<bool>,
    /// Whether the pages as they print stand beside the form.
    beside: RwSignal<bool>,
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
        let found = keeping::first_copies();
        let saver = Saver::new(found.failure);
        let built_in = catalogue::built_in();
        let mut session = Session::awaiting(built_in.clone(), found.entries.clone());
        let author = storage::read(store::REMEMBERED_KEY).ok().flatten();
        session.recall(author.as_deref().and_then(Remembered::decode).unwrap_or_default());
        let shared = Shared {
            session,
            triggers: Vec::new(),
            press: Press::default(),
            checked: Vec::new(),
            pace: Pace::default(),
        };
        let handle = Self {
            shared: StoredValue::new(shared),
            saver,
            shelf: Shelf::new(built_in),
            parts: Parts::new(),
            versions: Versions::new(),
            mirror: Mirror::new(),
            route: RwSignal::new(Route::parse(&platform::page::hash())),
            tabs: StoredValue::new(Tabs::new(saver.me())),
            forgetful: RwSignal::new(false),
            beside: RwSignal::new(platform::page::width() >= ROOMY),
        };
        handle.begin_keeping(&found.entries);
        handle.stock();
        spawn_local(parts::begin_keeping(handle));
        platform::page::on_hide(move || {
            handle.save_now();
        });
        platform::page::on_blur(move || handle.save_soon());
        platform::history::watch_inputs();
        if visit::is_shared() {
            parts::join_visit(handle);
        }
        if mirror::is_chosen() {
            spawn_local(parts::resume_mirror(handle));
        }
        provide_context(handle);
        handle
    }

    /// The parts of the program that come later.
    #[must_use]
    pub fn parts(self) -> Parts {
        self.parts
    }

    pub(super) fn saver(self) -> Saver {
        self.saver
    }

    /// What the page shows.
    pub(super) fn route(self) -> RwSignal<Route> {
        self.route
    }

    /// Whether the pages as they print stand beside the form.
    #[must_use]
    pub fn beside(self) -> RwSignal<bool> {
        self.beside
    }

    /// Works with what this tab knows of the others.
    pub(super) fn with_tabs<R: Default>(self, work: impl FnOnce(&mut Tabs) -> R) -> R {
        self.tabs.try_update_value(work).unwrap_or_default()
    }

    pub(super) fn shelf(self) -> Shelf {
        self.shelf
    }

    pub(super) fn versions(self) -> Versions {
        self.versions
    }

    pub(super) fn mirror(self) -> Mirror {
        self.mirror
    }

    #[expect(clippy::disallowed_methods, reason = "a trigger holds nothing that could be read")]
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

    /// Reads a draft with its plan and form, and again whenever what offices asked of it changes.
    pub fn read_asked<R>(self, id: &DraftId, read: impl FnOnce(OpenDraft<'_>) -> R) -> Option<R> {
        self.track(Topic::Asked(id.clone()));
        self.peek_draft(id, read)
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
            // What cannot be printed is known once the part that counts is here.
            let _ = self.parts.state(Part::Count);
            let all = |open: OpenDraft<'_>| {
                let mut violations = validate(open.plan, open.form, open.draft, open.others);
                violations.extend(parts::unprintable(open));
                violations
            };
            self.read_draft(&id, all).unwrap_or_default()
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

    /// Whether everything that was written is on this machine.
    #[must_use]
    pub fn is_all_saved(self) -> bool {
        self.saver.is_idle()
    }

    /// What fails to be written to this machine's storage now.
    #[must_use]
    pub fn failing(self) -> Option<Failing> {
        self.saver.failing()
    }

    /// What the writer is to know of the storage.
    #[must_use]
    pub fn notices(self) -> Vec<Notice> {
        self.saver.notices()
    }

    /// The writer knows.
    pub fn heed(self, notice: &Notice) {
        self.saver.heed(notice);
    }

    /// Changes a draft. What the browser undoes by itself is followed, and is no step of its own.
    pub fn edit(self, draft: &DraftId, edit: Edit) {
        let draft = draft.clone();
        self.dispatch(match platform::history::retracing() {
            Some(travel) => Command::Retrace { draft, edit, direction: travel.into() },
            None => Command::Edit { draft, edit },
        });
    }

    /// Grants a wish, and does what follows from it outside. A draft that another tab is writing is not changed here.
    pub fn dispatch(self, command: Command) {
        if command.changes().is_some_and(|id| !self.may_change(id)) {
            return;
        }
        parts::keep_before(self, &command);
        let is_typed =
            matches!(command, Command::Edit { .. } | Command::Retrace { .. } | Command::Rename { .. });
        let now = Timestamp::new(platform::clock::now());
        let outcome = self.shared.try_update_value(|shared| shared.session.apply(command, &now));
        let Some(Outcome { effects, topics }) = outcome else { return };
        for effect in effects {
            match effect {
                Effect::Save(id) => self.saver.schedule(id, move || self.save_now()),
                Effect::Remove(id) => self.remove(&id),
                Effect::SaveRemembered => self.save_remembered(),
            }
        }
        for topic in topics {
            match topic {
                Topic::Draft(id) if is_typed => self.wake(&id),
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

    /// Holds no draft any more, and writes none: all of it is deleted on this machine.
    pub(super) fn let_go(self) {
        self.dispatch(Command::ForgetAll);
        self.saver.forget_all();
        self.clear_shelf();
        parts::let_go(self);
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
