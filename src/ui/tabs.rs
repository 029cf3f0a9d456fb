//! What is known here of the other tabs, and what they are to know.
//!
//! What is said to them, and what is done when they say something, comes as a part of its own: until it is here nobody is
//! heard, and one may write.

use leptos::prelude::*;
use leptos::task::{spawn_local, tick};

use super::saver::Notice;
use super::{Route, SessionHandle, parts};
use crate::draft::DraftId;
use crate::platform::page;
use crate::session::Topic;
use crate::session::tabs::{Event, Role};

impl SessionHandle {
    /// The draft that the page is about, if any.
    pub(super) fn open_draft(self) -> Option<DraftId> {
        self.route().with_untracked(|route| route.draft().cloned())
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

    /// Whether this tab may change a draft now. If not, that is said, and the tab that writes it is asked whether it lives.
    pub(super) fn may_change(self, draft: &DraftId) -> bool {
        let may_write = self.with_tabs(|tabs| tabs.may_write(draft));
        if may_write {
            parts::tell_tabs(self, Event::Typed(draft.clone()));
        } else {
            if self.open_draft().as_ref() != Some(draft) {
                self.saver().tell(Notice::Held(draft.clone()));
            }
            parts::tell_tabs(self, Event::Doubted(draft.clone()));
        }
        may_write
    }

    /// Tells the other tabs which draft the page is about.
    fn show_to_tabs(self) {
        parts::tell_tabs(self, Event::Opened(self.open_draft()));
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
