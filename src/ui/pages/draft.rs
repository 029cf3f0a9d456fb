//! One draft: its sections and what can be done with it.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Progress};
use crate::platform::{page, random};
use crate::session::{Command, OpenDraft, Session, Topic};
use crate::ui::components::{
    BackupReminder, DeadlineCard, Notes, OriginTag, PageFrame, PageMeter, TaskList, TextControl, TextShape,
    UndoBar,
};
use crate::ui::parts::{self, AskedAt};
use crate::ui::{Route, use_session, words};

/// The draft as a list of tasks.
#[component]
pub fn DraftPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let shown = session.peek_draft(&draft, |open| {
        let deadline = open.plan.deadline(open.form).cloned();
        let lead = open.plan.identity.short_title.clone();
        (lead, open.form.origin, next_step(open), deadline, open.form.notes.clone())
    });
    let Some((lead, origin, (next_href, next_label), deadline, notes)) = shown else {
        return view! { <MissingDraft /> }.into_any();
    };
    let deadline = deadline.map(|deadline| view! { <DeadlineCard deadline=deadline /> }.into_any());
    let check = Route::Check(draft.clone()).href();
    let finished = next_href == check;
    let measure = session.measure(draft.clone());
    let (metered, named) = (draft.clone(), draft.clone());
    let name = Signal::derive(move || session.read_draft(&named, words::draft_name).unwrap_or_default());
    view! {
        <div class="writing">
            <PageFrame title=name class="writing__form">
                <div class="writing__head">
                    <p class="page__lead">{lead}</p>
                    <UndoBar draft=draft.clone() />
                </div>
                <OriginTag origin=origin />
                {parts::asked(AskedAt::Draft(draft.clone()))}
                <h2>"Các phần của bài"</h2>
                <TaskList draft=draft.clone() violations=session.violations(draft.clone()) />
                <p class="page__actions">
                    <a class="button button--primary" href=next_href>{next_label}</a>
                    <a class="button" href=check hidden=finished>"Kiểm tra"</a>
                    <a class="button" href=Route::Export(draft.clone()).href()>"Xuất tệp"</a>
                </p>
                <Notes notes=notes />
                <BackupReminder />
                <DraftTools draft=draft.clone() />
            </PageFrame>
            <aside class="writing__meter writing__meter--open">
                <PageMeter draft=metered measure=measure whole=true />
                {deadline}
            </aside>
        </div>
    }
    .into_any()
}

/// The one thing to do next: the first section that is not done, else the check.
fn next_step(open: OpenDraft<'_>) -> (String, String) {
    let mut sections = open.form.sections.iter().zip(words::progress(open));
    let unfinished = sections.find(|(_, progress)| matches!(progress, Progress::Untouched | Progress::Begun));
    match unfinished {
        Some((section, _)) => {
            let route = Route::Section(open.draft.id.clone(), section.id.clone(), None);
            (route.href(), format!("Viết tiếp: {}", section.title))
        }
        None => (Route::Check(open.draft.id.clone()).href(), "Kiểm tra bài".to_owned()),
    }
}

/// Rename, look back, duplicate, delete.
#[component]
fn DraftTools(draft: DraftId) -> impl IntoView {
    let session = use_session();
    let name = {
        let draft = draft.clone();
        // Not through what waits until the draft has rested: the field would show an older name for a moment.
        let name = move |session: &Session| session.draft(&draft).map(|draft| draft.name.clone());
        Memo::new(move |_| session.read(Topic::Drafts, &name).unwrap_or_default())
    };
    let rename = {
        let draft = draft.clone();
        move |name| session.dispatch(Command::Rename { draft: draft.clone(), name })
    };
    let never = Memo::new(|_| String::new());
    let copy = {
        let draft = draft.clone();
        move |_| {
            let id = DraftId::new(random::uuid());
            let name = session.peek_draft(&draft, words::draft_name).unwrap_or_default();
            let name = format!("{name} (bản sao)");
            session.dispatch(Command::Duplicate { draft: draft.clone(), id: id.clone(), name });
            page::go(&Route::Draft(id).href());
        }
    };
    let versions = Route::Versions(draft.clone(), None).href();
    let delete = move |_| {
        session.dispatch(Command::Delete { draft: draft.clone() });
        page::go(&Route::Home.href());
    };
    view! {
        <section class="draft-tools" aria-labelledby="draft-tools">
            <h2 id="draft-tools">"Bản nháp này"</h2>
            <div class="field">
                <label class="field__label" for="draft-name">"Tên gọi riêng"</label>
                <p class="field__hint" id="draft-name-hint">
                    "Chỉ để dễ tìm trên máy này; không in ra và không vào tệp. Để trống thì lấy tên mẫu và đơn vị."
                </p>
                <TextControl id="draft-name".to_owned() shape=TextShape::Line text=name error=never
                    described_by="draft-name-hint".to_owned() focused=RwSignal::new(false)
                    on_text=Callback::new(rename) />
            </div>
            <p class="page__actions">
                <a class="button" href=versions>"Các bản trước"</a>
                <button type="button" class="button" on:click=copy>"Tạo bản sao"</button>
                <button type="button" class="button" on:click=delete>"Xóa bản nháp"</button>
            </p>
        </section>
    }
}
