//! What this tab says to the others, and what it does when they say something.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::saver::Notice;
use super::{Route, SessionHandle};
use crate::draft::DraftId;
use crate::platform::{channel, page};
use crate::session::Topic;
use crate::session::store::{self, Mark};
use crate::session::tabs::{Act, Message, Role};

/// So long an answer is waited for.
const ANSWER: Duration = Duration::from_millis(400);
/// So long, and so often, it is waited for what another tab has just stored: it may be told before it can be seen.
const LOOK: Duration = Duration::from_millis(80);
const LOOKS: usize = 12;

/// At what is looked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Look {
    /// At the first copy.
    First,
    /// At both copies.
    Both,
    /// At both copies, and then this tab writes.
    Enter,
}

impl SessionHandle {
    /// Begins to listen to the other tabs, and to tell them what is shown here.
    pub(super) fn join_tabs(self) {
        let on_word = move |word: String| {
            if let Some(message) = Message::decode(&word) {
                let acts = self.with_tabs(|tabs| tabs.heard(message));
                self.act(acts);
            }
        };
        let on_stored = move |key: Option<String>| {
            let id = key.as_deref().and_then(|key| key.strip_prefix(store::KEY_PREFIX));
            if let Some(id) = id.map(DraftId::new) {
                self.look_at(&id, None, Look::First);
            }
        };
        channel::listen(on_word, on_stored);
        self.act(self.with_tabs(|tabs| tabs.begin()));
        self.show_to_tabs();
        page::on_put_aside(move |comes_back| {
            if comes_back {
                self.show_to_tabs();
                self.open_draft().iter().for_each(|id| self.look_at(id, None, Look::Both));
            } else {
                let acts = self.with_tabs(|tabs| tabs.open(None));
                self.act(acts);
            }
        });
    }

    /// The draft that the page is about, if any.
    pub(super) fn open_draft(self) -> Option<DraftId> {
        self.route().with_untracked(|route| route.draft().cloned())
    }

    /// Tells the other tabs which draft the page is about.
    pub(super) fn show_to_tabs(self) {
        let open = self.open_draft();
        let acts = self.with_tabs(|tabs| tabs.open(open.as_ref()));
        self.act(acts);
    }

    /// What this tab does with a draft that it has open.
    #[must_use]
    pub fn role(self, draft: &DraftId) -> Option<Role> {
        self.read(Topic::Role(draft.clone()), |_| ());
        self.with_tabs(|tabs| tabs.role(draft))
    }

    /// Whether the page is about a draft that another tab writes.
    #[must_use]
    pub fn is_read_only(self) -> bool {
        let open = self.route().with(|route| route.draft().cloned());
        open.is_some_and(|draft| matches!(self.role(&draft), Some(Role::Reading { .. } | Role::Taking)))
    }

    /// "Viết tiếp ở đây".
    pub fn take_over(self, draft: &DraftId) {
        let acts = self.with_tabs(|tabs| tabs.take(draft));
        self.act(acts);
    }

    /// Whether this tab may change a draft now. If not, that is said, and the tab that writes it is asked whether it lives.
    pub(super) fn may_change(self, draft: &DraftId) -> bool {
        if self.with_tabs(|tabs| tabs.may_write(draft)) {
            let acts = self.with_tabs(|tabs| tabs.typed(draft));
            self.act(acts);
            return true;
        }
        if self.open_draft().as_ref() != Some(draft) {
            self.saver().tell(Notice::Held(draft.clone()));
        }
        let acts = self.with_tabs(|tabs| tabs.doubt(draft));
        self.act(acts);
        false
    }

    pub(super) fn announce(self, id: &DraftId, mark: Mark) {
        self.act(self.with_tabs(|tabs| tabs.wrote(id, mark)));
    }

    pub(super) fn announce_removal(self, id: &DraftId) {
        self.act(self.with_tabs(|tabs| tabs.removed(id)));
    }

    pub(super) fn announce_erasure(self) {
        self.act(self.with_tabs(|tabs| tabs.erases()));
    }

    fn act(self, acts: Vec<Act>) {
        for act in acts {
            match act {
                Act::Send(message) => channel::post(&message.encode()),
                Act::Yield(id) => {
                    self.save_now();
                    let mark = self.saver().desk(|desk| desk.keeper.held(&id).1);
                    self.act(self.with_tabs(|tabs| tabs.yields(&id, mark)));
                }
                Act::Refresh(id, mark) => self.look_at(&id, mark, Look::Both),
                Act::Enter(id, mark) => self.look_at(&id, mark, Look::Enter),
                Act::Ring(id) => {
                    let ring = move || {
                        let acts = self.with_tabs(|tabs| tabs.rang(&id));
                        self.act(acts);
                    };
                    set_timeout(ring, ANSWER);
                }
                Act::Changed(id) => self.notify(&Topic::Role(id)),
                Act::LetGo => {
                    self.let_go();
                    self.saver().tell(Notice::Erased);
                    page::go(&Route::Home.href());
                }
            }
        }
    }

    /// Looks at what is stored of a draft, until this text is found or it takes too long. While nobody sees this tab,
    /// only that it is to look is noted.
    fn look_at(self, id: &DraftId, mark: Option<Mark>, look: Look) {
        let id = id.clone();
        if page::is_hidden() && look != Look::Enter {
            return self.saver().desk(|desk| desk.unseen.push(id));
        }
        spawn_local(async move {
            for time in 0..LOOKS {
                self.meet(&id);
                let has_read = |mark| self.saver().desk(|desk| desk.keeper.has_read(&id, mark));
                if look == Look::First || mark.is_some_and(has_read) {
                    break;
                }
                if mark.is_none() || time > 0 {
                    // The second copy is the same for all tabs at every moment.
                    self.saver().desk(|desk| desk.keeper.look(&id));
                    self.copy_soon();
                }
                if mark.is_none() {
                    break;
                }
                page::pause(LOOK).await;
            }
            if look == Look::Enter {
                let acts = self.with_tabs(|tabs| tabs.refreshed(&id));
                self.act(acts);
            }
        });
    }

    /// Looks at what other tabs have stored while nobody saw this one.
    pub(super) fn look_at_unseen(self) {
        if !page::is_hidden() {
            let mut unseen = self.saver().desk(|desk| std::mem::take(&mut desk.unseen));
            while let Some(id) = unseen.pop() {
                if !unseen.contains(&id) {
                    self.look_at(&id, None, Look::Both);
                }
            }
        }
    }

    /// Goes on in the copy of a draft where somebody looks at that draft: at the same place, with the same keys.
    pub(super) fn go_on_in(self, id: &DraftId, copy: DraftId) {
        let here = self.route().get_untracked();
        // Nobody is taken away from where they are going.
        if here.draft() != Some(id) || Route::parse(&page::hash()) != here {
            return;
        }
        let there = here.of_draft(copy);
        let caret = page::caret();
        page::replace(&there.href());
        self.go(there);
        spawn_local(async move {
            tick().await;
            page::put_caret(&caret);
        });
    }

    /// Shows another page.
    pub(super) fn go(self, route: Route) {
        self.need(&route);
        self.route().set(route);
        self.show_to_tabs();
    }
}
