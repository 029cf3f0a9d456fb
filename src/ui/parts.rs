//! Parts of the program that are not needed to begin to write. Each is a WebAssembly module of its own, fetched when it
//! is first needed, or when the page has come to rest.
//!
//! `part!` says where a part begins: code and data that nothing else reaches leave the first download.
//! When the program has been built, `cargo xtask` splits it there; nothing has to be listed anywhere else.

mod asked;
mod kept;

use std::sync::OnceLock;
use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_split_helpers::SplitLoaderError;

pub(super) use asked::{AskedAt, asked, asked_of_cells};
pub(super) use kept::{
    begin_keeping, copy, keep_before, legacy_cells, legacy_offer, notices, offers, tell_tabs, undo_bar,
};

use super::components::{
    BackupReminderBody, CarryOverPanel, FieldContext, Notices, PageMeterBody, PastedCells, PastedText,
    Preview, RemovedNotice, TableFieldBody, UndoBarBody, UpdateNotice, legacy_cells as offer_cells,
    legacy_offer as offer_unicode,
};
use super::pages::{
    CheckPage, DataPage, DeletedPage, ExportPage, OpenPage, PacksPage, ParallelPage, PreviewPage,
    UnknownPage, VersionPage, VersionsPage, office_page,
};
use super::{Place, Route, SessionHandle, mirror, receiving, tab_talk, visit};
use crate::document::compiled_files::workbook;
use crate::document::{CheckMark, Properties, docx, pdf};
use crate::draft::{DraftId, Violation};
use crate::form::{CarryOver, Table};
use crate::office::Register;
use crate::office::compile::Compiled;
use crate::paper::{Measure, Press, Printed, unprintable_answers};
use crate::plan::Plan;
use crate::platform::{page, worker};
use crate::session::tabs::Event;
use crate::session::{Command, OpenDraft};

/// So long after the start the parts that nobody has needed yet are fetched: from then on the page needs no network.
const REST: Duration = Duration::from_millis(1500);

/// What must be had before anything is shown is asked for again so much later.
const AGAIN: Duration = Duration::from_secs(3);

/// A part of the program.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// Keeps second copies and versions, talks with the other tabs, undoes, and knows old encodings. Fetched at once.
    Keep,
    /// Counts the pages that a paper prints to.
    Count,
    /// The pages as they print.
    Preview,
    /// Tables, and what is taken over from other papers.
    Tables,
    /// Checking a paper and handing it in.
    HandIn,
    /// Opening files and plan packs, and what is stored on this machine: versions of drafts, backups.
    Files,
    /// Writing a paper as a PDF and for word processors. Large, so it is fetched only by whoever wants that; where the
    /// page is kept for being without a network, this part is too.
    Documents,
    /// The receiving office. Fetched only by whoever opens its door; kept for being without a network likewise.
    Office,
    /// Writing compiled tables for Excel, likewise.
    Workbooks,
}

/// What came of fetching a part.
type Late<T> = Result<T, SplitLoaderError>;

/// Shows one of several pages.
type Pages = fn(Route) -> AnyView;

/// The part that keeps.
#[derive(Debug)]
struct Keeping {
    begin: fn(SessionHandle),
    copy: fn(SessionHandle),
    keep_before: fn(SessionHandle, &Command),
    tell_tabs: fn(SessionHandle, Event),
    undo_bar: fn(DraftId) -> AnyView,
    notices: fn(Option<DraftId>) -> AnyView,
    offers: fn() -> AnyView,
    legacy_offer: fn(&PastedText) -> Option<AnyView>,
    legacy_cells: fn(&PastedCells) -> Option<AnyView>,
}

/// The part that counts.
#[derive(Debug)]
struct Counting {
    measure: fn(&mut Press, OpenDraft<'_>) -> Measure,
    meter: fn(DraftId, Memo<Option<Measure>>, bool) -> AnyView,
    unprintable: fn(OpenDraft<'_>) -> Vec<Violation>,
}

/// The part that shows pages.
#[derive(Debug)]
struct Previewing {
    page: Pages,
    beside: fn(DraftId) -> AnyView,
}

/// The part that writes files for others' programs.
#[derive(Debug)]
pub(super) struct Documents {
    pub(super) word: fn(&Printed, &Properties, Option<&CheckMark>) -> Vec<u8>,
    pub(super) pdf: fn(&pdf::Paper<'_>) -> Option<Vec<u8>>,
    pub(super) mark: fn(&str) -> Option<CheckMark>,
}

/// Writes compiled tables for Excel.
pub(super) type WriteWorkbook = fn(&Plan, &Register, &[Compiled]) -> Option<Vec<u8>>;

/// The part for tables.
#[derive(Debug)]
struct Tables {
    field: fn(FieldContext, Table) -> AnyView,
    carry_over: fn(DraftId, CarryOver) -> AnyView,
}

/// The part for files, and for what is stored on this machine.
#[derive(Debug)]
struct Files {
    page: Pages,
    reminder: fn() -> AnyView,
    download_backup: fn(SessionHandle) -> String,
    resume_mirror: fn(SessionHandle),
    leave_mirror: fn(SessionHandle),
    asked: asked::Views,
    begin_visit: fn(),
    join_visit: fn(SessionHandle),
}

/// The part for the receiving office.
#[derive(Debug)]
struct Office {
    page: Pages,
    work: fn(),
    let_go: fn(),
}

/// The functions of each part, once it has come.
static KEEPING: OnceLock<Keeping> = OnceLock::new();
static COUNTING: OnceLock<Counting> = OnceLock::new();
static TABLES: OnceLock<Tables> = OnceLock::new();
static HAND_IN: OnceLock<Pages> = OnceLock::new();
static FILES: OnceLock<Files> = OnceLock::new();
static PREVIEW: OnceLock<Previewing> = OnceLock::new();
static DOCUMENTS: OnceLock<Documents> = OnceLock::new();
static WORKBOOKS: OnceLock<WriteWorkbook> = OnceLock::new();
static OFFICE: OnceLock<Office> = OnceLock::new();

impl Part {
    /// Every part, in the order in which a writer needs them.
    const ALL: &[Self; 9] = &[
        Self::Keep,
        Self::Count,
        Self::Preview,
        Self::Tables,
        Self::HandIn,
        Self::Files,
        Self::Documents,
        Self::Office,
        Self::Workbooks,
    ];

    /// The part as a list.
    #[must_use]
    pub fn alone(self) -> &'static [Self] {
        Self::ALL.get(self as usize..=self as usize).unwrap_or_default()
    }

    /// Fetches it. A second time gives the same functions.
    async fn fetch(self) -> Late<()> {
        match self {
            Self::Keep => drop(KEEPING.set(keeping().await?)),
            Self::Count => drop(COUNTING.set(counting().await?)),
            Self::Tables => drop(TABLES.set(tables().await?)),
            Self::HandIn => drop(HAND_IN.set(hand_in().await?)),
            Self::Files => drop(FILES.set(files().await?)),
            Self::Preview => drop(PREVIEW.set(previewing().await?)),
            Self::Documents => drop(DOCUMENTS.set(documents_part().await?)),
            Self::Office => drop(OFFICE.set(office().await?)),
            Self::Workbooks => drop(WORKBOOKS.set(workbooks().await?)),
        }
        Ok(())
    }
}

/// The parts that a page cannot do without.
#[must_use]
pub(super) fn parts_of(route: &Route) -> &'static [Part] {
    match route {
        // Else there would be no cell that could take the focus.
        Route::Section(_, _, Some(Place { cell: Some(_), .. })) => &[Part::Tables],
        Route::Preview(_) => &[Part::Count, Part::Preview],
        Route::Check(_) | Route::Export(_) => &[Part::Count, Part::HandIn],
        Route::Open
        | Route::Packs
        | Route::Data
        | Route::Versions(..)
        | Route::Parallel(..)
        | Route::Deleted => &[Part::Files],
        Route::Receive | Route::Office(..) => &[Part::Office],
        _ => &[],
    }
}

/// Whether a part is at hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PartState {
    /// Not asked for yet, or on its way.
    #[default]
    Awaited,
    /// It can be used.
    Here,
    /// It did not come: no network, or the connection broke.
    Failed,
}

/// The parts of the program, and how each stands.
#[derive(Clone, Copy, Debug)]
pub struct Parts {
    states: [RwSignal<PartState>; Part::ALL.len()],
    asked: StoredValue<[bool; Part::ALL.len()]>,
}

impl Parts {
    /// None at hand; those that nobody needs at once are fetched when the page has come to rest.
    pub(super) fn new() -> Self {
        // Each a signal of its own: what waits for one part is not drawn anew when another comes.
        let states = std::array::from_fn(|_| RwSignal::default());
        let parts = Self { states, asked: StoredValue::default() };
        let others = || {
            Part::ALL.iter().filter(|part| !matches!(part, Part::Documents | Part::Office | Part::Workbooks))
        };
        set_timeout(move || others().for_each(|part| parts.need(*part)), REST);
        parts
    }

    /// How a part stands.
    #[must_use]
    pub fn state(self, part: Part) -> PartState {
        self.states[part as usize].get()
    }

    /// Begins to fetch a part, unless it is here or on its way.
    pub fn need(self, part: Part) {
        let asked = self.asked.try_update_value(|asked| std::mem::replace(&mut asked[part as usize], true));
        if asked != Some(false) {
            return;
        }
        let state = self.states[part as usize];
        if state.get_untracked() == PartState::Failed {
            state.set(PartState::Awaited);
        }
        spawn_local(async move {
            let came = part.fetch().await.is_ok();
            if !came {
                self.asked.update_value(|asked| asked[part as usize] = false);
            }
            state.set(if came { PartState::Here } else { PartState::Failed });
        });
    }
}

/// A page of a part that is here.
pub(super) fn page_of(route: Route) -> Option<AnyView> {
    let pages = match parts_of(&route).last()? {
        Part::HandIn => HAND_IN.get(),
        Part::Files => FILES.get().map(|files| &files.page),
        Part::Preview => PREVIEW.get().map(|preview| &preview.page),
        Part::Office => OFFICE.get().map(|office| &office.page),
        Part::Keep | Part::Count | Part::Tables | Part::Documents | Part::Workbooks => None,
    };
    Some(pages?(route))
}

/// The answers with characters that no page can show, once the part that knows is here.
pub(super) fn unprintable(open: OpenDraft<'_>) -> Vec<Violation> {
    COUNTING.get().map(|counting| (counting.unprintable)(open)).unwrap_or_default()
}

/// The pages of a draft beside the form, their part being here.
pub(super) fn preview(draft: DraftId) -> Option<AnyView> {
    Some((PREVIEW.get()?.beside)(draft))
}

/// What writes compiled tables for Excel, fetched when it is not here yet. None where it does not come.
pub(super) async fn workbook_writer() -> Option<WriteWorkbook> {
    Part::Workbooks.fetch().await.ok()?;
    WORKBOOKS.get().copied()
}

/// What writes files for others' programs, fetched when it is not here yet. None where it does not come.
pub(super) async fn documents() -> Option<&'static Documents> {
    Part::Documents.fetch().await.ok()?;
    DOCUMENTS.get()
}

/// A word about keeping what was written, its part being here.
pub(super) fn reminder() -> Option<AnyView> {
    Some((FILES.get()?.reminder)())
}

/// Hands out a backup of all drafts and says how that went, the part being here.
pub(super) fn download_backup(session: SessionHandle) -> Option<String> {
    Some((FILES.get()?.download_backup)(session))
}

/// Goes on writing to a file that was chosen in an earlier visit, when its part has come.
pub(super) async fn resume_mirror(session: SessionHandle) {
    while Part::Files.fetch().await.is_err() {
        page::pause(AGAIN).await;
    }
    if let Some(files) = FILES.get() {
        (files.resume_mirror)(session);
    }
}

/// Shows the page on a shared machine, when the part has come that knows what may be shown.
pub(super) async fn begin_visit() {
    while Part::Files.fetch().await.is_err() {
        page::pause(AGAIN).await;
    }
    if let Some(files) = FILES.get() {
        (files.begin_visit)();
    }
}

/// Works for a page, in a worker. Where the part does not come the page goes on without.
pub(super) async fn work() {
    let came = Part::Office.fetch().await;
    OFFICE.get().filter(|_| came.is_ok()).map_or_else(worker::give_up, |office| (office.work)());
}

/// Everything is deleted on this machine: what is being written elsewhere or taken in is not finished, and nothing of it is
/// held any more.
pub(super) fn let_go(session: SessionHandle) {
    if let Some(files) = FILES.get() {
        (files.leave_mirror)(session);
    }
    if let Some(office) = OFFICE.get() {
        (office.let_go)();
    }
}

/// Takes part in a visit that leaves nothing behind.
pub(super) fn join_visit(session: SessionHandle) {
    if let Some(files) = FILES.get() {
        (files.join_visit)(session);
    }
}

/// What a draft prints to. None while the part that counts is not here.
pub(super) fn measure(press: &mut Press, open: OpenDraft<'_>) -> Option<Measure> {
    Some((COUNTING.get()?.measure)(press, open))
}

/// The page meter, its part being here.
pub(super) fn page_meter(draft: DraftId, measure: Memo<Option<Measure>>, whole: bool) -> Option<AnyView> {
    Some((COUNTING.get()?.meter)(draft, measure, whole))
}

/// A table, its part being here.
pub(super) fn table_field(context: FieldContext, table: Table) -> Option<AnyView> {
    Some((TABLES.get()?.field)(context, table))
}

/// What can be taken over, its part being here.
pub(super) fn carry_over(draft: DraftId, rule: CarryOver) -> Option<AnyView> {
    Some((TABLES.get()?.carry_over)(draft, rule))
}

/// Defines where a part begins: the function that fetches it and gives the functions in it. In a program that is not
/// split, such as the one of the tests, every part is here from the start.
macro_rules! part {
    ($part:ident: $functions:ty = $body:expr) => {
        #[cfg(split)]
        #[wasm_split_helpers::wasm_split($part, fallible)]
        fn $part() -> Late<$functions> {
            Ok($body)
        }

        #[cfg(not(split))]
        #[allow(clippy::unused_async, reason = "it is fetched where the program is split")]
        async fn $part() -> Late<$functions> {
            Ok($body)
        }
    };
}

part!(keeping: Keeping = Keeping {
    begin: |session| {
        session.join_tabs();
        page::on_hide(move || session.keep_due(true));
        session.copy_waiting();
    },
    copy: SessionHandle::copy_waiting,
    keep_before: |session, command| session.keep_before(command),
    tell_tabs: tab_talk::tell,
    undo_bar: |draft| view! { <UndoBarBody draft=draft /> }.into_any(),
    notices: |draft| view! { <Notices draft=draft /> }.into_any(),
    offers: || view! { <RemovedNotice /> <UpdateNotice /> }.into_any(),
    legacy_offer: offer_unicode,
    legacy_cells: offer_cells,
});

part!(counting: Counting = Counting {
    measure: |press, open| press.measure(open.plan, open.form, open.draft),
    meter: |draft, measure, whole| {
        view! { <PageMeterBody draft=draft measure=measure whole=whole /> }.into_any()
    },
    unprintable: |open| unprintable_answers(open.form, open.draft),
});

part!(previewing: Previewing = Previewing {
    page: |route| match route {
        Route::Preview(draft) => view! { <PreviewPage draft=draft /> }.into_any(),
        _ => view! { <UnknownPage /> }.into_any(),
    },
    beside: |draft| view! { <Preview draft=draft beside=true /> }.into_any(),
});

part!(workbooks: WriteWorkbook = |plan, register, tables| workbook(plan, register, tables).ok());

part!(documents_part: Documents = Documents {
    word: docx::write,
    pdf: |paper| pdf::write(paper).ok(),
    mark: CheckMark::new,
});

part!(tables: Tables = Tables {
    field: |context, table| view! { <TableFieldBody context=context table=table /> }.into_any(),
    carry_over: |draft, rule| view! { <CarryOverPanel draft=draft rule=rule /> }.into_any(),
});

part!(hand_in: Pages = |route| match route {
    Route::Check(draft) => view! { <CheckPage draft=draft /> }.into_any(),
    Route::Export(draft) => view! { <ExportPage draft=draft /> }.into_any(),
    _ => view! { <UnknownPage /> }.into_any(),
});

part!(files: Files = Files {
    page: |route| match route {
        Route::Open => view! { <OpenPage /> }.into_any(),
        Route::Packs => view! { <PacksPage /> }.into_any(),
        Route::Versions(draft, None) => view! { <VersionsPage draft=draft /> }.into_any(),
        Route::Versions(draft, Some(number)) => {
            view! { <VersionPage draft=draft number=number /> }.into_any()
        }
        Route::Parallel(draft, other) => view! { <ParallelPage draft=draft other=other /> }.into_any(),
        Route::Data => view! { <DataPage /> }.into_any(),
        Route::Deleted => view! { <DeletedPage /> }.into_any(),
        _ => view! { <UnknownPage /> }.into_any(),
    },
    reminder: || view! { <BackupReminderBody /> }.into_any(),
    download_backup: |session| session.download_backup(false),
    resume_mirror: |session| spawn_local(mirror::resume(session)),
    leave_mirror: mirror::let_go,
    asked: asked::VIEWS,
    begin_visit: || page::begin(visit::start()),
    join_visit: visit::join,
});

part!(office: Office = Office {
    page: office_page,
    work: receiving::work,
    let_go: || receiving::receiving().let_go(),
});
