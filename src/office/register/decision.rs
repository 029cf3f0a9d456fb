//! What a clerk decided, to be kept with the intake and to hold in another one of the same files.

use super::{PaperId, Register};
use crate::json::{Members, Value, object};

/// What was decided of a paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// The checksum of what the paper's file holds: it names the paper wherever it was taken in.
    pub checksum: String,
    /// What.
    pub what: Decided,
}

/// What can be decided.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decided {
    /// It counts, whatever the revisions.
    Chosen,
    /// It does not count.
    SetAside,
}

const CHOSEN: &str = "chosen";
const SET_ASIDE: &str = "set-aside";

impl Decision {
    /// As it is stored.
    #[must_use]
    pub fn to_json(&self) -> Value {
        let what = match self.what {
            Decided::Chosen => CHOSEN,
            Decided::SetAside => SET_ASIDE,
        };
        object(vec![("checksum", self.checksum.as_str().into()), ("decided", what.into())])
    }

    /// As [`Decision::to_json`] gives it.
    ///
    /// # Errors
    /// The name of a member that is missing or of another type.
    pub fn from_json(value: &Value) -> Result<Self, &'static str> {
        let mut members = Members::default();
        let checksum = members.text(value, "checksum");
        let what = match members.text(value, "decided").as_str() {
            CHOSEN => Decided::Chosen,
            SET_ASIDE => Decided::SetAside,
            _ => return Err("decided"),
        };
        members.finish(Self { checksum, what })
    }
}

impl Register {
    /// What was decided, in the order of the cases.
    #[must_use]
    pub fn decisions(&self) -> Vec<Decision> {
        let decision = |id: PaperId, what| {
            self.paper(id).map(|paper| Decision { checksum: paper.checksum.clone(), what })
        };
        let of_case = |case: &super::Case| {
            let aside = case.set_aside.iter().map(|id| decision(*id, Decided::SetAside));
            let chosen = case.chosen.map(|id| decision(id, Decided::Chosen));
            aside.chain(chosen).flatten().collect::<Vec<_>>()
        };
        self.cases.values().flat_map(of_case).collect()
    }

    /// Decides the same of the papers here that hold the same. Says whether there is one. Where another paper is chosen
    /// already, that stays: who decided first is not overruled.
    pub fn decide(&mut self, decision: &Decision) -> bool {
        let is_meant =
            |id: &PaperId| self.paper(*id).is_some_and(|paper| paper.checksum == decision.checksum);
        let Some(id) = self.entries().map(|(id, _)| id).find(is_meant) else { return false };
        match decision.what {
            Decided::Chosen => self.has_chosen(id) || self.choose(id),
            Decided::SetAside => self.set_aside(id, true),
        }
    }
}
