//! Giấy mời of a paper's guests: on paper, or as a file for word processors.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::paper_files::{BREATH, NO_WRITER, WORD, outcome_line};
use crate::document::Properties;
use crate::paper::{Printed, invitations};
use crate::platform::{files, page};
use crate::ui::pages::{Export, NO_DOWNLOAD, downloaded};
use crate::ui::{SessionHandle, parts, printing, use_session};

/// What is added to the name of the paper's file.
const ENDING: &str = "-giay-moi.docx";

/// Hands the giấy mời out. Nothing for a form that has none.
#[component]
pub fn InvitationFiles(
    /// What is exported here.
    export: Export,
) -> impl IntoView {
    let session = use_session();
    let has_some =
        export.draft().and_then(|draft| session.peek_draft(&draft, |open| open.form.invitations.is_some()));
    if has_some != Some(true) {
        return ().into_any();
    }
    let count = letters(session, export).map_or(0, |printed| printed.parts.len());
    let lead = if count == 0 {
        "Chưa có đại biểu nào trong danh sách. Ghi họ tên hoặc chức vụ của người được mời thì in được giấy mời.".to_owned()
    } else {
        format!(
            "{count} giấy mời, mỗi đại biểu một tờ, phần đầu và chữ ký như của bài. Chỗ chưa ghi số, thời gian, địa điểm \
            được để trống để điền tay."
        )
    };
    let busy = RwSignal::new(false);
    let said = RwSignal::new((true, String::new()));
    let take = move |is_word: bool| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        said.set((true, "Đang chuẩn bị giấy mời…".to_owned()));
        spawn_local(async move {
            page::pause(BREATH).await;
            let outcome = make(session, export, is_word).await;
            busy.try_set(false);
            said.try_set(match outcome {
                Ok(done) => (true, done),
                Err(sentence) => (false, sentence.to_owned()),
            });
        });
    };
    let buttons = [(false, "In giấy mời"), (true, "Tải giấy mời (Word)")].map(|(is_word, name)| {
        view! {
            <button type="button" class="button" on:click=move |_| take(is_word)
                aria-disabled=move || if busy.get() { "true" } else { "false" }>{name}</button>
        }
        .into_any()
    });
    view! {
        <section class="paper-files" aria-labelledby="invitation-files">
            <h2 id="invitation-files">"Giấy mời"</h2>
            <p class="page__lead">{lead}</p>
            <p class="page__actions" hidden=count == 0>{buttons.into_iter().collect::<Vec<_>>()}</p>
            {outcome_line(said)}
        </section>
    }
    .into_any()
}

fn letters(session: SessionHandle, export: Export) -> Option<Printed> {
    session.peek_draft(&export.draft()?, |open| invitations(open.plan, open.form, open.draft)).flatten()
}

/// Prints them or hands them out as a file. Says how that went; an error says why not.
async fn make(session: SessionHandle, export: Export, is_word: bool) -> Result<String, &'static str> {
    let Some(printed) = letters(session, export) else { return Ok(String::new()) };
    if !is_word {
        return printing::print(&printed, None).await.map(|()| String::new());
    }
    let Some(documents) = parts::documents().await else { return Err(NO_WRITER) };
    let made = export.with(|open, file| {
        let mut properties = Properties::of(open.plan, open.form, open.draft);
        "Giấy mời".clone_into(&mut properties.title);
        let name = file.submission.file_name();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        ([stem, ENDING].concat(), (documents.word)(&printed, &properties, None))
    });
    let Some((name, bytes)) = made else { return Ok(String::new()) };
    if !files::download_bytes(&name, WORD, &bytes) {
        return Err(NO_DOWNLOAD);
    }
    Ok(downloaded(&name))
}
