//! What this tab says to the others, and what it does when they say something.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saver::Notice;
use super::{Route, SessionHandle};
use crate::draft::DraftId;
use crate::platform::{channel, page};
use crate::session::Topic;
use crate::session::store::{self, Mark};
use crate::session::tabs::{Act, Event, Message};

/// So long an answer is waited for: an old machine with many tabs takes its time, and one may write meanwhile.
const ANSWER: Duration = Duration::from_millis(1000);
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

/// Something happened here that the other tabs are to know.
pub(super) fn tell(session: SessionHandle, event: Event) {
    session.act(session.with_tabs(|tabs| tabs.happened(event)));
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
        page::on_hide(move || self.look_at_unseen());
        tell(self, Event::Began);
        let open = self.open_draft();
        tell(self, Event::Opened(open.clone()));
        // Written on before anybody could answer.
        if let Some(id) = open.filter(|id| self.saver().is_waiting(id)) {
            tell(self, Event::Typed(id));
        }
        page::on_put_aside(move |comes_back| {
            if comes_back {
                tell(self, Event::Opened(self.open_draft()));
                self.open_draft().iter().for_each(|id| self.look_at(id, None, Look::Both));
            } else {
                tell(self, Event::Opened(None));
            }
        });
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
}
