//! The paper itself for people: on paper, as a PDF with its data, as a file for word processors.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::printed;
use crate::document::begun::PRODUCER;
use crate::document::{CheckMark, Properties, pdf};
use crate::platform::{files, page};
use crate::ui::pages::{Export, NO_DOWNLOAD, downloaded};
use crate::ui::parts::{self, Documents};
use crate::ui::{Route, SessionHandle, printing, use_session};

/// So long "Đang tạo tệp" is shown at least before the work begins, so that it is seen.
pub(super) const BREATH: Duration = Duration::from_millis(60);

/// The media type of files for Word.
pub(in crate::ui) const WORD: &str =
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/// What is said when the part that writes files does not come.
pub(super) const NO_WRITER: &str = "Chưa tải được phần tạo tệp của chương trình: máy đang không có mạng hoặc đường \
    truyền bị ngắt. Bài viết vẫn nguyên; hãy thử lại khi có mạng.";

/// What is wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wanted {
    Paper,
    Pdf,
    Word,
}

/// Hands the paper out in every shape in which people read it.
#[component]
pub fn PaperFiles(
    /// What is exported here.
    export: Export,
) -> impl IntoView {
    let session = use_session();
    let marked = RwSignal::new(false);
    let busy = RwSignal::new(false);
    let said = RwSignal::new((true, String::new()));
    let take = move |wanted: Wanted| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        said.set((true, begun(wanted).to_owned()));
        let marked = marked.get_untracked();
        spawn_local(async move {
            page::pause(BREATH).await;
            let outcome = make(session, export, wanted, marked).await;
            busy.try_set(false);
            said.try_set(match outcome {
                Ok(done) => (true, done),
                Err(sentence) => (false, sentence),
            });
        });
    };
    let preview = export.draft().map(|draft| Route::Preview(draft).href());
    let buttons = [
        (Wanted::Paper, "In ra giấy"),
        (Wanted::Pdf, "Tải PDF (kèm dữ liệu)"),
        (Wanted::Word, "Tải Word (.docx)"),
    ];
    let buttons = buttons.map(|(wanted, name)| {
        view! {
            <button type="button" class="button" on:click=move |_| take(wanted)
                aria-disabled=move || if busy.get() { "true" } else { "false" }>{name}</button>
        }
        .into_any()
    });
    view! {
        <section class="paper-files" aria-labelledby="paper-files">
            <h2 id="paper-files">"Bản để in, ký và lưu"</h2>
            <p class="page__lead">
                "Giống nhau từng dòng, đúng số trang đã đếm. Bản PDF để đọc và lưu trữ có kèm cả dữ liệu của bài nộp: \
                mở lại được ở mục «Mở tệp»."
            </p>
            <div class="choice">
                <input type="checkbox" class="choice__input" id="check-mark" aria-describedby="check-mark-hint"
                    prop:checked=move || marked.get() on:change=move |_| marked.update(|on| *on = !*on) />
                <label class="choice__label" for="check-mark">"Thêm mã đối chiếu ở chân trang cuối"</label>
            </div>
            <p class="field__hint" id="check-mark-hint">
                "Mã QR cùng 16 ký tự, để biết bản đã ký được in từ đúng tệp nào. Có trên bản in, trong PDF và trong bản Word; \
                không làm thêm trang."
            </p>
            <p class="page__actions">
                {buttons.into_iter().collect::<Vec<_>>()}
                <a class="button button--quiet" href=preview>"Xem trang in"</a>
            </p>
            {outcome_line(said)}
        </section>
    }
}

/// What became of what was asked for, and whether all went well. There before it speaks, so that it is heard.
pub(in crate::ui) fn outcome_line(said: RwSignal<(bool, String)>) -> AnyView {
    let class = move || match &*said.read() {
        (_, nothing) if nothing.is_empty() => "visually-hidden",
        (true, _) => "done-line",
        (false, _) => "refusal",
    };
    view! { <p class=class role="status">{move || said.get().1}</p> }.into_any()
}

fn begun(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Paper => "Đang chuẩn bị trang in…",
        Wanted::Pdf => "Đang tạo tệp PDF…",
        Wanted::Word => "Đang tạo tệp Word…",
    }
}

/// Makes what is wanted and hands it out. Says how that went; an error says why not.
async fn make(
    session: SessionHandle,
    export: Export,
    wanted: Wanted,
    marked: bool,
) -> Result<String, String> {
    let printed = export.draft().and_then(|draft| printed(session, &draft));
    let Some(printed) = printed else { return Ok(String::new()) };
    if wanted == Wanted::Paper && !marked {
        printing::print(&printed, None).await?;
        return Ok(String::new());
    }
    let Some(documents) = parts::documents().await else {
        return Err(NO_WRITER.to_owned());
    };
    let mark = marked.then(|| mark(export, documents)).flatten();
    if wanted == Wanted::Paper {
        printing::print(&printed, mark.as_ref()).await?;
        return Ok(mark.map(|_| kept_together(export)).unwrap_or_default());
    }
    let made = export.with(|open, file| {
        let properties = Properties::of(open.plan, open.form, open.draft);
        let name = file.submission.file_name();
        let stem = name.strip_suffix(".json").unwrap_or(name);
        if wanted == Wanted::Word {
            let word = (documents.word)(&printed, &properties, mark.as_ref());
            return Some((format!("{stem}.docx"), word));
        }
        let id = format!("{}#{}", open.draft.id, file.revision);
        let paper = pdf::Paper {
            printed: &printed,
            properties: &properties,
            producer: PRODUCER,
            made_at: &file.made_at,
            id: &id,
            submission: Some(pdf::Attachment { name, json: file.submission.text().as_bytes() }),
            mark: mark.as_ref(),
        };
        Some((format!("{stem}.pdf"), (documents.pdf)(&paper)?))
    });
    let Some((name, bytes)) = made.flatten() else {
        return Err(
            "Không tạo được tệp PDF của bài này. Bài viết vẫn nguyên; hãy in ra giấy hoặc tải bản Word."
                .to_owned(),
        );
    };
    let kind = match wanted {
        Wanted::Word => WORD,
        Wanted::Pdf | Wanted::Paper => "application/pdf",
    };
    if !files::download_bytes(&name, kind, &bytes) {
        return Err(NO_DOWNLOAD.to_owned());
    }
    if wanted == Wanted::Pdf {
        export.note_handed_out();
    }
    let done = downloaded(&name);
    // Unlike a PDF, the Word file does not hold what its mark tells of.
    Ok(match mark.filter(|_| wanted == Wanted::Word) {
        Some(_) => [&done, " ", &kept_together(export)].concat(),
        None => done,
    })
}

/// The check mark of the file that is exported here.
fn mark(export: Export, documents: &Documents) -> Option<CheckMark> {
    export.with(|_, file| (documents.mark)(file.submission.checksum())).flatten()
}

/// What is said of a printed paper, or one for Word, with a check mark: there must be the file that it tells of.
fn kept_together(export: Export) -> String {
    let revision = export.with(|_, file| file.revision).unwrap_or_default();
    format!(
        "Mã trên bản in là của lần xuất thứ {revision}. Hãy tải tệp hoặc PDF ở trang này về và giữ cùng bản in."
    )
}
