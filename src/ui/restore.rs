//! Takes things back out of a backup: what is offered of it, and what becomes of what was chosen.

use crate::backup::{About, Item, Opened};
use crate::draft::{Draft, DraftId};
use crate::json::compact;
use crate::plan::{self, PlanListing};
use crate::platform::{random, storage};
use crate::session::store::{self, Cause, Unreadable};
use crate::session::{Against, Command, Remembered, Session};
use crate::ui::{SessionHandle, words};

/// What can become of a draft in a backup.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Choice {
    /// It stays in the file.
    Leave,
    /// It comes back as what it was.
    Take,
    /// It comes beside what is here, as a draft of its own.
    Beside,
    /// It takes the place of the draft here, which is kept as a version.
    Replace,
}

/// A draft in a backup, and how it stands to this machine.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    /// The draft, or why it cannot be read.
    pub(super) draft: Result<Draft, Cause>,
    /// What it is called.
    pub(super) about: About,
    /// Whether it is as it was when the backup was made.
    pub(super) is_sound: bool,
    /// How it stands to the draft here.
    pub(super) against: Against,
    /// When the draft here was changed.
    pub(super) here: String,
}

impl Offer {
    fn of(session: &Session, item: &Item) -> Self {
        let draft = item.draft();
        let here = draft.as_ref().ok().and_then(|draft| session.draft(&draft.id));
        Self {
            about: about(session, item.about(), draft.as_ref().ok()),
            is_sound: item.is_sound(),
            against: draft.as_ref().map_or(Against::Absent, |draft| session.against(draft)),
            here: here.map(|here| words::moment(&here.updated_at)).unwrap_or_default(),
            draft,
        }
    }

    /// What can become of it, most careful first; nothing else than leaving it where there is no choice.
    pub(super) fn choices(&self) -> &'static [Choice] {
        match (&self.draft, self.against) {
            (Err(_), _) | (_, Against::Equal) => &[Choice::Leave],
            // Nobody knows what of it was changed.
            _ if !self.is_sound => &[Choice::Leave, Choice::Beside],
            (_, Against::Absent) => &[Choice::Leave, Choice::Take],
            _ => &[Choice::Leave, Choice::Beside, Choice::Replace],
        }
    }

    /// What is chosen in advance: nothing that changes a draft that is here.
    pub(super) fn default_choice(&self) -> Choice {
        match self.against {
            Against::HereNewer => Choice::Leave,
            _ => self.taken(),
        }
    }

    /// What is chosen where all are to come back.
    pub(super) fn taken(&self) -> Choice {
        self.choices().get(1).copied().unwrap_or(Choice::Leave)
    }
}

/// Every draft of a backup, with how it stands to this machine.
pub(super) fn offers(session: &Session, opened: &Opened) -> Vec<Offer> {
    opened.backup.drafts.iter().map(|item| Offer::of(session, item)).collect()
}

/// What a draft is called, as far as the file or this machine knows.
fn about(session: &Session, about: About, draft: Option<&Draft>) -> About {
    let Some(draft) = draft else { return about };
    let listed = session.listing(&draft.plan).and_then(|plan| plan.form(&draft.form));
    let form = match (listed, about.form.is_empty()) {
        (_, false) => about.form,
        (Some(form), true) => form.title.clone(),
        (None, true) => format!("Bài theo mẫu {}", draft.form),
    };
    let own_name = draft.name.trim();
    let name = match (own_name.is_empty(), about.name.is_empty()) {
        (false, _) => own_name.to_owned(),
        (true, false) => about.name,
        (true, true) => form.clone(),
    };
    let plan = if about.plan.is_empty() { words::plan_name(session, &draft.plan) } else { about.plan };
    About { name, form, plan, unit: about.unit }
}

/// What came of taking things back.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Report {
    /// Drafts that came back as what they were.
    pub(super) taken: usize,
    /// Drafts that came beside what is here.
    pub(super) beside: usize,
    /// Drafts that took the place of what was here.
    pub(super) replaced: usize,
    /// Damaged texts that are kept here again.
    pub(super) damaged: usize,
    /// Plan packs that are kept here now.
    pub(super) packs: usize,
    /// Plan packs that could not be kept.
    pub(super) packs_refused: usize,
    /// Who writes is kept in mind again.
    pub(super) remembered: bool,
}

/// What is taken back beside the drafts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Besides {
    /// What was damaged already when the backup was made.
    pub(super) damaged: bool,
    /// What is kept in mind of who writes.
    pub(super) remembered: bool,
}

impl SessionHandle {
    /// Takes back what was chosen, all at once.
    pub(super) fn restore(self, opened: &Opened, chosen: Vec<(Offer, Choice)>, besides: Besides) -> Report {
        let mut report = Report::default();
        let day = opened.backup.made_at.as_ref().map(words::moment).unwrap_or_default();
        let mut drafts: Vec<Draft> = Vec::new();
        for (offer, choice) in chosen {
            let Ok(draft) = offer.draft else { continue };
            // What an address cannot name, is in the file twice or is being written in another tab gets an id of its own.
            let is_known = |known: &Draft| known.id == draft.id;
            let is_held = match choice {
                Choice::Replace => !self.may_change(&draft.id),
                // It was not here when that was chosen, and is by now.
                Choice::Take => self.peek(|session| session.draft(&draft.id).is_some()),
                Choice::Leave | Choice::Beside => false,
            };
            let beside =
                is_held || choice == Choice::Beside || !is_plain(&draft.id) || drafts.iter().any(is_known);
            match choice {
                Choice::Leave => continue,
                Choice::Replace if !beside => report.replaced += 1,
                _ if beside => report.beside += 1,
                _ => report.taken += 1,
            }
            drafts.push(if beside { apart(draft, &offer.about.name, &day) } else { draft });
        }
        self.restore_packs(opened, &drafts, &mut report);
        let ids: Vec<DraftId> = drafts.iter().map(|draft| draft.id.clone()).collect();
        self.dispatch(Command::TakeBack { drafts });
        for id in &ids {
            self.need_draft(id);
        }
        self.save_now();
        if besides.damaged {
            let items = opened.backup.damaged.iter().filter_map(Item::damaged);
            for entry in items.filter_map(|(key, raw)| restored(key, raw)) {
                self.dispatch(Command::ListUnreadable(Box::new(entry)));
                report.damaged += 1;
            }
        }
        if besides.remembered
            && let Some(remembered) =
                opened.backup.remembered.as_ref().and_then(|value| Remembered::decode(&compact(value)))
        {
            self.dispatch(Command::Recall { remembered });
            report.remembered = true;
        }
        report
    }

    /// Keeps the packs that the drafts were begun with, and lists those whose plan is not known here.
    fn restore_packs(self, opened: &Opened, drafts: &[Draft], report: &mut Report) {
        for text in opened.backup.packs.iter().filter(|pack| pack.is_sound()).filter_map(Item::pack) {
            let Ok(plan) = plan::parse(&text) else {
                report.packs_refused += 1;
                continue;
            };
            let is_wanted = |draft: &Draft| draft.plan == plan.id && draft.plan_version == plan.version;
            if !drafts.iter().any(is_wanted) || self.bring(&plan.id, plan.version) {
                continue;
            }
            let is_new = self.peek(|session| session.listing(&plan.id).is_none());
            match self.keep_plan(&PlanListing::of(&plan), &text, is_new) {
                Ok(()) => report.packs += 1,
                Err(_) => report.packs_refused += 1,
            }
        }
    }
}

/// The draft as another paper, beside the one here.
fn apart(draft: Draft, name: &str, day: &str) -> Draft {
    let name = format!("{name} (từ bản sao lưu {day})");
    Draft { id: DraftId::new(random::uuid()), name, revision: 0, ..draft }
}

/// Whether an id is such as this program gives.
fn is_plain(id: &DraftId) -> bool {
    let id = id.as_str();
    (1..=64).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
}

/// Keeps a damaged text where it was stored, unless something stands there. None where it is not kept.
fn restored(key: &str, raw: &str) -> Option<Unreadable> {
    let is_ours = key.strip_prefix(store::KEY_PREFIX).is_some_and(|id| !id.is_empty());
    let is_kept = is_ours && storage::read(key) == Ok(None) && storage::write(key, raw).is_ok();
    let cause = store::decode(key, raw).err()?;
    is_kept.then(|| Unreadable { key: key.to_owned(), raw: raw.to_owned(), cause })
}
