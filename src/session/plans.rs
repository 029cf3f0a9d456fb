//! Plans come and go: what the catalogue lists, which packs are at hand, and which of them a draft is read with.
//!
//! A draft keeps the version that it was begun with. Another version stands in for it only once it is known that its
//! own cannot be had ([`Command::LackPlan`](super::Command::LackPlan)).

use super::{Outcome, Session, Topic};
use crate::draft::{Draft, DraftId};
use crate::form::Form;
use crate::plan::{Plan, PlanId, PlanListing};

/// How a draft stands to the plan that it answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It is read with the version that it was begun with.
    Begun,
    /// It is read with this version, because its own cannot be had.
    OtherVersion(u32),
    /// No pack is at hand that it can be read with.
    NoPlan,
    /// The pack that it is read with has no such form.
    NoForm,
}

impl Session {
    /// What can be begun, each plan with the version that new drafts get.
    #[must_use]
    pub fn catalogue(&self) -> &[PlanListing] {
        &self.catalogue
    }

    /// What the catalogue says of a plan.
    #[must_use]
    pub fn listing(&self, id: &PlanId) -> Option<&PlanListing> {
        self.catalogue.iter().find(|listing| listing.id == *id)
    }

    /// Every pack at hand, in any version.
    #[must_use]
    pub fn plans(&self) -> &[Plan] {
        &self.plans
    }

    /// The plan that new drafts are begun with: in the version that the catalogue lists, else the highest at hand.
    #[must_use]
    pub fn plan(&self, id: &PlanId) -> Option<&Plan> {
        let listed = self.listing(id).and_then(|listing| self.plan_version(id, listing.version));
        let of_id = self.plans.iter().filter(|plan| plan.id == *id);
        listed.or_else(|| of_id.max_by_key(|plan| plan.version))
    }

    /// The plan in exactly that version, if it is at hand.
    #[must_use]
    pub fn plan_version(&self, id: &PlanId, version: u32) -> Option<&Plan> {
        self.plans.iter().find(|plan| plan.id == *id && plan.version == version)
    }

    /// How a draft stands to its plan. None where there is no such draft.
    #[must_use]
    pub fn standing(&self, id: &DraftId) -> Option<Standing> {
        let draft = self.draft(id)?;
        Some(match self.plan_of(draft) {
            None => Standing::NoPlan,
            Some(plan) if plan.form(&draft.form).is_none() => Standing::NoForm,
            Some(plan) if plan.version != draft.plan_version => Standing::OtherVersion(plan.version),
            Some(_) => Standing::Begun,
        })
    }

    /// Whether a draft was begun with that version, one that can still be brought back included.
    #[must_use]
    pub fn needs(&self, id: &PlanId, version: u32) -> bool {
        let mut drafts = self.drafts.iter().chain(self.removed());
        drafts.any(|draft| draft.plan == *id && draft.plan_version == version)
    }

    /// What a draft is read with.
    pub(super) fn form_of(&self, draft: &Draft) -> Option<(&Plan, &Form)> {
        let plan = self.plan_of(draft)?;
        Some((plan, plan.form(&draft.form)?))
    }

    fn plan_of(&self, draft: &Draft) -> Option<&Plan> {
        let (id, version) = (&draft.plan, draft.plan_version);
        let lacks = || self.lacking.iter().any(|(plan, lacking)| plan == id && *lacking == version);
        self.plan_version(id, version).or_else(|| lacks().then(|| self.plan(id)).flatten())
    }

    /// The place of the pack that a draft is read with.
    pub(super) fn plan_index(&self, draft: &Draft) -> Option<usize> {
        let plan = self.plan_of(draft)?;
        self.plans.iter().position(|other| std::ptr::eq(other, plan))
    }

    /// Gives the drafts whose forms have come to hand the rows that those fix.
    pub(super) fn complete_all(&mut self) {
        for draft in std::mem::take(&mut self.drafts) {
            let draft = self.complete(draft);
            self.drafts.push(draft);
        }
    }

    pub(super) fn take_plan(&mut self, plan: Plan) -> Outcome {
        self.drop_plan(&plan.id, plan.version);
        self.plans.push(plan);
        self.complete_all();
        plans_changed()
    }

    pub(super) fn drop_plan(&mut self, id: &PlanId, version: u32) -> Outcome {
        self.plans.retain(|plan| plan.id != *id || plan.version != version);
        plans_changed()
    }

    pub(super) fn list_plan(&mut self, id: &PlanId, listing: Option<PlanListing>) -> Outcome {
        let place = self.catalogue.iter().position(|other| other.id == *id);
        match (place, listing) {
            (Some(place), Some(listing)) => self.catalogue[place] = listing,
            (Some(place), None) => drop(self.catalogue.remove(place)),
            (None, Some(listing)) => self.catalogue.push(listing),
            (None, None) => {}
        }
        plans_changed()
    }

    pub(super) fn lack_plan(&mut self, id: PlanId, version: u32) -> Outcome {
        if !self.lacking.contains(&(id.clone(), version)) {
            self.lacking.push((id, version));
        }
        self.complete_all();
        plans_changed()
    }
}

/// What is shown of plans, and of drafts that could not be read without them.
fn plans_changed() -> Outcome {
    Outcome { effects: Vec::new(), topics: vec![Topic::Plans, Topic::Drafts] }
}

#[cfg(test)]
mod tests;
