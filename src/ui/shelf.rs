//! Brings plan packs when they are needed: from this machine's storage, from the one file, or from where the page came.
//!
//! A pack is stored under its id and version as it came, so that it opens without a network the next time, and so that
//! a draft finds the version that it was begun with.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::parts::parts_of;
use super::{Route, SessionHandle};
use crate::draft::{Draft, DraftId};
use crate::plan::{self, Plan, PlanId, PlanListing};
use crate::platform::fetch::{self, FetchError};
use crate::platform::{page, storage};
use crate::session::{Command, Session, Standing, Topic, store};

/// Whether a page can show what it is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackState {
    /// The pack is at hand, or the page needs none.
    Ready,
    /// It is on its way.
    Awaited,
    /// It did not come.
    Failed(PackFailure),
    /// Nobody here has it.
    Absent,
    /// It has no such form.
    NoForm,
}

/// Why a pack did not come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PackFailure {
    /// No network, or the connection broke.
    Unreachable,
    /// There is an answer, but not the pack, or a broken one.
    Refused,
}

/// What is on its way, what did not come, and what was opened from files. Changes are told as [`Topic::Plans`].
#[derive(Clone, Copy, Debug)]
pub(super) struct Shelf {
    board: StoredValue<Board>,
}

#[derive(Debug, Default)]
struct Board {
    /// The packs that come with the program, in which version.
    built_in: Vec<PlanListing>,
    awaited: Vec<PlanId>,
    failed: Vec<(PlanId, PackFailure)>,
    /// The plans whose listed pack was opened from a file.
    opened: Vec<PlanId>,
    /// All that was stored has been deleted: what is on its way is not stored any more.
    is_cleared: bool,
}

impl Shelf {
    /// A shelf of what comes with the program.
    pub(super) fn new(built_in: Vec<PlanListing>) -> Self {
        Self { board: StoredValue::new(Board { built_in, ..Board::default() }) }
    }

    fn built_in(self, id: &PlanId) -> Option<PlanListing> {
        self.board.with_value(|board| board.built_in.iter().find(|listing| listing.id == *id).cloned())
    }

    fn state(self, id: &PlanId) -> PackState {
        self.board.with_value(|board| {
            let failed = board.failed.iter().find(|(plan, _)| plan == id);
            match failed {
                _ if board.awaited.contains(id) => PackState::Awaited,
                Some((_, failure)) => PackState::Failed(*failure),
                None => PackState::Absent,
            }
        })
    }

    fn is_awaited(self, id: &PlanId) -> bool {
        self.board.with_value(|board| board.awaited.contains(id))
    }
}

/// Reads a pack, and holds it to the plan that it should be of.
fn read(id: &PlanId, text: &str) -> Option<Plan> {
    plan::parse(text).ok().filter(|plan| plan.id == *id)
}

impl SessionHandle {
    /// Takes the packs that were opened from files in earlier visits, and begins to bring those that drafts need.
    pub(super) fn stock(self) {
        for (key, version) in storage::entries(store::OPENED_PREFIX).unwrap_or_default() {
            let id = PlanId::new(key.strip_prefix(store::OPENED_PREFIX).unwrap_or_default());
            let version = version.parse().unwrap_or_default();
            if self.bring(&id, version) {
                let listing = self.peek(|session| session.plan_version(&id, version).map(PlanListing::of));
                listing.into_iter().for_each(|listing| self.list_opened(listing));
            }
        }
        self.clear_out();
        let drafts: Vec<DraftId> =
            self.peek(|session| session.drafts().iter().map(|draft| draft.id.clone()).collect());
        for draft in drafts {
            self.need_draft(&draft);
        }
    }

    /// Takes stored packs out that nobody needs any more: neither listed, nor begun with.
    fn clear_out(self) {
        let keys = storage::keys(store::PLAN_PREFIX).unwrap_or_default();
        let useless = |session: &Session, key: &String| {
            store::plan_of_key(key).is_some_and(|(id, version)| {
                let listed = session.listing(&id).is_some_and(|listing| listing.version == version);
                // What cannot be read may be a draft of any plan.
                !listed && !session.needs(&id, version) && session.unreadable().is_empty()
            })
        };
        for key in keys {
            if self.peek(|session| useless(session, &key)) {
                // What cannot be taken out is in nobody's way.
                let _ = storage::remove(&key);
            }
        }
    }

    /// Sees to the packs and the parts of the program that a page needs.
    pub(super) fn need(self, route: &Route) {
        parts_of(route).iter().for_each(|part| self.parts().need(*part));
        match route {
            Route::Plan(id, _) | Route::Office(id, _) => self.need_plan(id),
            other => {
                if let Some(draft) = other.draft() {
                    self.need_draft(draft);
                }
            }
        }
    }

    /// Whether the page of a route can be shown.
    pub(super) fn readiness(self, route: &Route) -> PackState {
        match route {
            Route::Plan(id, _) | Route::Office(id, _) => self.plan_state(id),
            other => other.draft().map_or(PackState::Ready, |draft| self.draft_state(draft)),
        }
    }

    /// Whether a plan can be shown.
    #[must_use]
    pub fn plan_state(self, id: &PlanId) -> PackState {
        let at_hand = self.read(Topic::Plans, |session| session.plan(id).is_some());
        if at_hand { PackState::Ready } else { self.shelf().state(id) }
    }

    /// Whether a draft can be shown. A draft that is not there needs no pack.
    #[must_use]
    pub fn draft_state(self, id: &DraftId) -> PackState {
        let (standing, plan) = self.read(Topic::Plans, |session| {
            (session.standing(id), session.draft(id).map(|draft| draft.plan.clone()))
        });
        match (standing, plan) {
            (Some(Standing::NoPlan), Some(plan)) => self.shelf().state(&plan),
            (Some(Standing::NoForm), _) => PackState::NoForm,
            _ => PackState::Ready,
        }
    }

    /// Brings the pack that new drafts of a plan are begun with.
    pub fn need_plan(self, id: &PlanId) {
        let listed = self.peek(|session| session.listing(id).map(|listing| listing.version));
        if listed.is_some_and(|version| !self.bring(id, version)) && self.shelf().built_in(id).is_some() {
            self.fetch_plan(id);
        }
    }

    /// Brings the pack that a draft was begun with; where that cannot be had, the one that stands in for it.
    pub fn need_draft(self, id: &DraftId) {
        let begun =
            self.peek(|session| session.draft(id).map(|draft| (draft.plan.clone(), draft.plan_version)));
        let Some((plan, version)) = begun else { return };
        if self.bring(&plan, version) {
            return;
        }
        if self.shelf().built_in(&plan).is_some_and(|listing| listing.version == version) {
            self.fetch_plan(&plan);
        } else {
            self.dispatch(Command::LackPlan { id: plan.clone(), version });
            self.need_plan(&plan);
        }
    }

    /// Whether a pack is at hand, or could be taken from the storage.
    pub(super) fn bring(self, id: &PlanId, version: u32) -> bool {
        if self.peek(|session| session.plan_version(id, version).is_some()) {
            return true;
        }
        let stored = self.kept_text(id, version).and_then(|text| read(id, &text));
        match stored.filter(|plan| plan.version == version) {
            Some(plan) => {
                self.dispatch(Command::TakePlan { plan: Box::new(plan) });
                true
            }
            None => false,
        }
    }

    fn fetch_plan(self, id: &PlanId) {
        let id = id.clone();
        spawn_local(async move {
            self.obtain(&id).await;
        });
    }

    /// Fetches the pack that comes with the program for a plan, unless it is on its way already.
    pub(super) async fn obtain(self, id: &PlanId) {
        if self.shelf().is_awaited(id) {
            return;
        }
        self.change_board(|board| board.awaited.push(id.clone()));
        let text = match page::carried(&carried_id(id)) {
            Some(text) => Ok(text),
            None => fetch::text(&format!("plans/{id}.json")).await,
        };
        let taken = match text {
            Ok(text) => read(id, &text).map(|plan| (plan, text)).ok_or(PackFailure::Refused),
            Err(FetchError::Unreachable) => Err(PackFailure::Unreachable),
            Err(FetchError::Refused) => Err(PackFailure::Refused),
        };
        let failure = taken.as_ref().err().copied();
        if let Ok((plan, text)) = taken {
            // Where it cannot be stored it is fetched again the next time.
            if !self.shelf().board.with_value(|board| board.is_cleared) {
                let _ = storage::write(&store::plan_key(id, plan.version), &text);
            }
            self.dispatch(Command::TakePlan { plan: Box::new(plan) });
            self.give_up_on_others(id);
        }
        self.change_board(|board| {
            board.awaited.retain(|plan| plan != id);
            board.failed.retain(|(plan, _)| plan != id);
            board.failed.extend(failure.map(|failure| (id.clone(), failure)));
        });
    }

    /// Stores no pack any more that is on its way: all that was stored is being deleted.
    pub(super) fn clear_shelf(self) {
        self.change_board(|board| board.is_cleared = true);
    }

    fn change_board(self, change: impl FnOnce(&mut Board)) {
        self.shelf().board.update_value(change);
        self.notify(&Topic::Plans);
    }

    /// What is at hand of a plan now is all that there is: drafts of other versions are read with it.
    fn give_up_on_others(self, id: &PlanId) {
        let lacking: Vec<u32> = self.peek(|session| {
            let drafts = session.drafts().iter().filter(|draft| draft.plan == *id);
            let lacks = |version: &u32| session.plan_version(id, *version).is_none();
            drafts.map(|draft| draft.plan_version).filter(lacks).collect()
        });
        for version in lacking {
            self.dispatch(Command::LackPlan { id: id.clone(), version });
        }
    }

    /// Whether the listed pack of a plan was opened from a file.
    #[must_use]
    pub fn is_opened(self, id: &PlanId) -> bool {
        self.shelf().board.with_value(|board| board.opened.contains(id))
    }

    /// The version that comes with the program, if the plan does.
    #[must_use]
    pub fn built_in_version(self, id: &PlanId) -> Option<u32> {
        self.shelf().built_in(id).map(|listing| listing.version)
    }

    /// Whether a pack opens without a network.
    #[must_use]
    pub fn is_kept(self, id: &PlanId, version: u32) -> bool {
        page::carried(&carried_id(id)).is_some()
            || storage::keys(&store::plan_key(id, version)).is_ok_and(|keys| !keys.is_empty())
    }

    /// How many drafts were begun with a version: here, or in another tab that has stored them since.
    #[must_use]
    pub fn drafts_of(self, id: &PlanId, version: u32) -> usize {
        let stored = storage::entries(store::KEY_PREFIX).unwrap_or_default();
        let mut drafts: Vec<DraftId> = Vec::new();
        let mut count = |draft: &Draft| {
            if draft.plan == *id && draft.plan_version == version && !drafts.contains(&draft.id) {
                drafts.push(draft.id.clone());
            }
        };
        stored.iter().filter_map(|(key, raw)| store::decode(key, raw).ok()).for_each(|draft| count(&draft));
        self.peek(|session| {
            session.drafts().iter().for_each(&mut count);
            if let Some(draft) = session.removed() {
                count(draft);
            }
        });
        drafts.len()
    }

    /// A pack as it is stored.
    #[must_use]
    pub fn kept_text(self, id: &PlanId, version: u32) -> Option<String> {
        storage::read(&store::plan_key(id, version)).ok()?
    }

    /// A pack as a text, wherever it is: on this machine, in the one file, or where the page came from.
    pub(super) async fn pack_text(self, id: &PlanId, version: u32) -> Option<String> {
        let kept = self.kept_text(id, version).or_else(|| page::carried(&carried_id(id)));
        match kept {
            Some(text) => Some(text),
            None => fetch::text(&format!("plans/{id}.json")).await.ok(),
        }
    }

    /// Stores a pack, and lists it unless it is only wanted by drafts that were begun with it.
    ///
    /// # Errors
    /// If it is not stored. Then nothing has changed.
    pub fn keep_plan(self, plan: &PlanListing, text: &str, list: bool) -> Result<(), storage::StorageError> {
        let key = store::plan_key(&plan.id, plan.version);
        let before = storage::read(&key)?;
        storage::write(&key, text)?;
        if list {
            let listed = storage::write(&opened_key(&plan.id), &plan.version.to_string());
            if before.is_none() && listed.is_err() {
                // It is not listed, so it is cleared out at the latest when the page is opened again.
                let _ = storage::remove(&key);
            }
            listed?;
        }
        self.bring(&plan.id, plan.version);
        if list {
            self.list_opened(plan.clone());
        }
        Ok(())
    }

    fn list_opened(self, listing: PlanListing) {
        self.shelf().board.update_value(|board| {
            board.opened.retain(|plan| *plan != listing.id);
            board.opened.push(listing.id.clone());
        });
        self.dispatch(Command::ListPlan { id: listing.id.clone(), listing: Some(Box::new(listing)) });
    }

    /// Takes a pack that was opened from a file off the list; what comes with the program is listed again. The pack
    /// itself stays for as long as a draft needs it.
    pub fn unlist_plan(self, id: &PlanId) {
        let listed = self.peek(|session| session.listing(id).map(|listing| listing.version));
        let Some(version) = listed.filter(|_| self.is_opened(id)) else { return };
        // An entry that stays lists the pack again in the next visit, where it can be taken off once more.
        let _ = storage::remove(&opened_key(id));
        self.shelf().board.update_value(|board| board.opened.retain(|plan| plan != id));
        self.dispatch(Command::ListPlan { id: id.clone(), listing: self.shelf().built_in(id).map(Box::new) });
        if !self.peek(|session| session.needs(id, version)) {
            let _ = storage::remove(&store::plan_key(id, version));
            self.dispatch(Command::DropPlan { id: id.clone(), version });
        }
    }
}

/// The element of the one file that holds the pack of a plan.
fn carried_id(id: &PlanId) -> String {
    format!("plan-{id}")
}

fn opened_key(id: &PlanId) -> String {
    format!("{}{id}", store::OPENED_PREFIX)
}
