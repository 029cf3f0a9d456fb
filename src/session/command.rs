//! What can be wished of a session, and what comes of it.

use super::store::Unreadable;
use super::{Direction, Remembered};
use crate::draft::{Answer, Draft, DraftId, LayoutChoices, RowId};
use crate::form::{ColumnId, FieldId, FormId};
use crate::json::Value;
use crate::plan::{Plan, PlanId, PlanListing};

/// A wish. Identifiers of new things come in, because the session knows no randomness.
#[derive(Clone, Debug, PartialEq)]
pub enum Command {
    /// Begin a draft of a form.
    Begin {
        /// The new draft's id.
        id: DraftId,
        /// The plan.
        plan: PlanId,
        /// The form.
        form: FormId,
    },
    /// Take in a draft that was read from a file. Refused where its id is taken: a file never replaces a draft.
    Adopt {
        /// As read.
        draft: Box<Draft>,
    },
    /// Change one draft.
    Edit {
        /// Which.
        draft: DraftId,
        /// How.
        edit: Edit,
    },
    /// Give a draft a name of the writer's own; empty goes back to the form's title.
    Rename {
        /// Which.
        draft: DraftId,
        /// The name.
        name: String,
    },
    /// Copy a draft. The copy is another paper: it has its own id and has never been exported.
    Duplicate {
        /// Which.
        draft: DraftId,
        /// The copy's id.
        id: DraftId,
        /// The copy's name.
        name: String,
    },
    /// Remove a draft; can be undone.
    Delete {
        /// Which.
        draft: DraftId,
    },
    /// Another tab has stored something else under a draft's id. Theirs keeps the id; ours goes on as a copy.
    Part {
        /// Which.
        draft: DraftId,
        /// What the other tab stored, if it can be read.
        theirs: Option<Box<Draft>>,
        /// The id of the copy that holds what was written here.
        copy: DraftId,
        /// The copy's name.
        name: String,
    },
    /// Go on from a draft as another tab or the second copy has it.
    Receive {
        /// As stored.
        draft: Box<Draft>,
    },
    /// A draft is stored nowhere any more, because another tab has removed it.
    Lose {
        /// Which.
        draft: DraftId,
    },
    /// Something stored cannot be read.
    ListUnreadable(Box<Unreadable>),
    /// Let what was read from a file take the place of the draft of its id, which goes on as a copy.
    Replace {
        /// As read.
        draft: Box<Draft>,
        /// The id of the copy that holds what was here.
        copy: DraftId,
        /// The copy's name.
        name: String,
    },
    /// Take in drafts from a backup, all at once, each in the place of the draft of its id, if there is one.
    TakeBack {
        /// As read; the writer has seen which of them take the place of another.
        drafts: Vec<Draft>,
    },
    /// Forget every draft and all that is known of the writer: all of it was deleted on this machine.
    ForgetAll,
    /// Undo the latest taking back, but for what was changed since.
    GiveBack,
    /// Undo the latest step in a draft, or do again what was undone last.
    Step {
        /// Which.
        draft: DraftId,
        /// Which way.
        direction: Direction,
    },
    /// The browser has undone by itself some of what was typed, or done it again.
    Retrace {
        /// In which draft.
        draft: DraftId,
        /// What it left.
        edit: Edit,
        /// Which way.
        direction: Direction,
    },
    /// Bring back the draft that was removed last.
    Restore,
    /// The writer no longer wants to bring back what was removed last.
    ForgetRemoved,
    /// A file was made of the draft: the next one carries a higher revision.
    Exported {
        /// Which.
        draft: DraftId,
    },
    /// A pack is at hand from now on.
    TakePlan {
        /// As read.
        plan: Box<Plan>,
    },
    /// A pack is no longer at hand.
    DropPlan {
        /// The plan.
        id: PlanId,
        /// In which version.
        version: u32,
    },
    /// What the catalogue says of a plan from now on; None takes it out.
    ListPlan {
        /// Which.
        id: PlanId,
        /// Its version is the one that new drafts are begun with.
        listing: Option<Box<PlanListing>>,
    },
    /// A version that a draft was begun with cannot be had: from now on the listed one stands in for it.
    LackPlan {
        /// The plan.
        id: PlanId,
        /// The version.
        version: u32,
    },
    /// Keep with a draft what offices asked of it, and what of that is done. Nothing of what it says changes.
    Ask {
        /// Which.
        draft: DraftId,
        /// As `office::asked` writes it.
        asked: Value,
    },
    /// Keep in mind who writes a draft and for whom, for the next drafts of its level.
    Remember {
        /// Which.
        draft: DraftId,
    },
    /// Keep in mind what was kept in mind when a backup was made.
    Recall {
        /// As read.
        remembered: Remembered,
    },
    /// Forget what is kept in mind for drafts of a level.
    Forget {
        /// As forms name it.
        level: String,
    },
}

impl Command {
    /// The draft that is there and that the wish would change.
    #[must_use]
    pub fn changes(&self) -> Option<&DraftId> {
        match self {
            Self::Edit { draft, .. }
            | Self::Retrace { draft, .. }
            | Self::Step { draft, .. }
            | Self::Rename { draft, .. }
            | Self::Delete { draft }
            | Self::Ask { draft, .. }
            | Self::Exported { draft } => Some(draft),
            Self::Replace { draft, .. } => Some(&draft.id),
            _ => None,
        }
    }
}

/// A change of one draft. Text comes in Unicode NFC.
#[derive(Clone, Debug, PartialEq)]
pub enum Edit {
    /// What is typed or chosen in a field.
    Text {
        /// Which.
        field: FieldId,
        /// All of it.
        text: String,
    },
    /// What the program makes of a text, as the writer wished: no typing, so a step of its own, unknown to the browser.
    Rewrite {
        /// Which.
        field: FieldId,
        /// All of it.
        text: String,
    },
    /// The same in cells of a table, all of them in one step. A cell that holds something else by now is passed over.
    RewriteCells {
        /// Which table.
        field: FieldId,
        /// The cells.
        cells: Vec<CellRewrite>,
    },
    /// What is chosen of a list, in any number.
    Choices {
        /// Which.
        field: FieldId,
        /// All of it, in the order of the list.
        chosen: Vec<String>,
    },
    /// A box is ticked or unticked.
    Tick {
        /// Which.
        field: FieldId,
        /// Ticked.
        on: bool,
    },
    /// An empty row at the end of a table. Not of one whose rows are fixed, and neither are those removed or moved.
    AddRow {
        /// Which table.
        field: FieldId,
    },
    /// A row is taken out.
    RemoveRow {
        /// Which table.
        field: FieldId,
        /// Which row.
        row: RowId,
    },
    /// A row changes places with the one before or after it.
    MoveRow {
        /// Which table.
        field: FieldId,
        /// Which row.
        row: RowId,
        /// Towards the top of the table.
        up: bool,
    },
    /// What is typed in a cell.
    Cell {
        /// Which table.
        field: FieldId,
        /// Which row.
        row: RowId,
        /// Which column.
        column: ColumnId,
        /// All of it.
        text: String,
    },
    /// Answers are taken over from other papers.
    TakeOver {
        /// The answers as they become.
        answers: Vec<(FieldId, Answer)>,
    },
    /// A block of cells is pasted. It takes the cells from one on, to the right and down; rows are added where it is
    /// longer than the table. What it holds for given and computed cells is passed over.
    Paste {
        /// Which table.
        field: FieldId,
        /// The cell that takes the block's first; none begins a new row at the end.
        at: Option<(RowId, ColumnId)>,
        /// Row by row, as they were on the clipboard.
        block: Vec<Vec<String>>,
    },
    /// Another lawful layout.
    Layout(LayoutChoices),
    /// The draft says again what an earlier version of it said; its name and how often it was exported stay.
    Restore(Box<Draft>),
}

/// What the program makes of the text of a cell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CellRewrite {
    /// Which row.
    pub row: RowId,
    /// Which column.
    pub column: ColumnId,
    /// What the cell held when the writer was asked.
    pub was: String,
    /// All of it; held as if it had been pasted.
    pub text: String,
}

/// What must happen outside the session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Store the draft, soon.
    Save(DraftId),
    /// Take the draft out of the storage.
    Remove(DraftId),
    /// Store what is kept in mind of the writer.
    SaveRemembered,
}

/// What changed, so that the page redraws only that.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Topic {
    /// The list of drafts, or what it shows of them.
    Drafts,
    /// Something in a draft: whatever is counted or checked over all of it.
    Draft(DraftId),
    /// One answer.
    Answer(DraftId, FieldId),
    /// Which rows a table has, and their order.
    Rows(DraftId, FieldId),
    /// Which draft can be brought back.
    Removed,
    /// What can be undone in a draft, or done again.
    History(DraftId),
    /// The catalogue, and which packs are at hand.
    Plans,
    /// What is kept in mind of the writer.
    Remembered,
    /// What this tab may do with a draft.
    Role(DraftId),
    /// What offices asked of a draft: whenever something in it changes that is no edit.
    Asked(DraftId),
}

/// What came of a command.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outcome {
    /// To be done outside.
    pub effects: Vec<Effect>,
    /// What changed.
    pub topics: Vec<Topic>,
}

impl Outcome {
    /// A draft changed and is to be saved.
    pub(super) fn saving(draft: &DraftId) -> Self {
        Self { effects: vec![Effect::Save(draft.clone())], topics: vec![Topic::Draft(draft.clone())] }
    }

    /// And this changed as well.
    pub(super) fn and(mut self, topic: Topic) -> Self {
        self.topics.push(topic);
        self
    }

    /// And what offices asked of each draft that changed.
    pub(super) fn and_asked(self) -> Self {
        let of_draft = |topic: &Topic| match topic {
            Topic::Draft(id) => Some(Topic::Asked(id.clone())),
            _ => None,
        };
        let asked = self.topics.iter().filter_map(of_draft).collect();
        self.and_all(asked)
    }

    /// And all of these.
    pub(super) fn and_all(mut self, topics: Vec<Topic>) -> Self {
        self.topics.extend(topics);
        self
    }
}
