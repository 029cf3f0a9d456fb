//! "Mở tệp": takes a file in. What becomes of it is for the user to decide; no draft is replaced.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

use crate::platform::{self, files, page};
use crate::submission::{self, MAX_BYTES, Opened, Refusal};
use crate::ui::components::{OpenedFile, PageFrame};
use crate::ui::{SessionHandle, refusals, use_session};

/// Takes a file in, says what is in it, and lets the user decide what becomes of it.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = use_session();
    let outcome = RwSignal::new(None::<Result<Opened, String>>);
    let name = RwSignal::new(String::new());
    let class = RwSignal::new("drop-zone");
    let take = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|files| files.get(0)) else { return };
        name.set(file.name());
        outcome.set(None);
        spawn_local(async move {
            outcome.set(Some(take_in(session, &file).await));
            request_animation_frame(|| {
                page::focus("open-outcome");
            });
        });
    };
    let on_choose = move |event| {
        let input: HtmlInputElement = event_target(&event);
        take(input.files());
        // So that choosing the same file once more is a choice again.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        class.set("drop-zone");
        take(event.data_transfer().and_then(|data| data.files()));
    };
    let on_drag = move |event: DragEvent| {
        event.prevent_default();
        class.set("drop-zone drop-zone--over");
    };
    let shown = move || match outcome.get() {
        None => None,
        Some(Ok(opened)) => Some(view! { <OpenedFile name=name.get_untracked() opened=opened /> }.into_any()),
        Some(Err(sentence)) => Some(refused(name.get_untracked(), sentence)),
    };
    view! {
        <PageFrame title="Mở tệp">
            <p class="page__lead">
                "Mở tệp .json đã xuất từ chương trình này, ở máy này hay máy khác. Mở tệp không thay bản nháp nào trên máy."
            </p>
            <div class=move || class.get() on:dragover=on_drag on:dragleave=move |_| class.set("drop-zone") on:drop=on_drop>
                <input id="open-file" type="file" class="drop-zone__input" accept=".json,application/json"
                    aria-describedby="open-file-hint" on:change=on_choose />
                <label class="button button--primary drop-zone__label" for="open-file">"Chọn tệp"</label>
                <p class="field__hint" id="open-file-hint">"Hoặc kéo tệp thả vào khung này."</p>
            </div>
            <div id="open-outcome" tabindex="-1" role="status">{shown}</div>
        </PageFrame>
    }
}

/// Reads a file: what it gave, or a sentence that says why nothing.
async fn take_in(session: SessionHandle, file: &File) -> Result<Opened, String> {
    #[allow(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "the size of a file in whole bytes"
    )]
    let bytes = file.size() as usize;
    if bytes > MAX_BYTES {
        return Err(refusals::sentence(&Refusal::TooLarge { bytes }));
    }
    let Ok(bytes) = files::read(file).await else {
        return Err(
            "Trình duyệt không đọc được tệp: tệp vừa bị xóa, đổi tên, hoặc USB đã rút ra. Hãy chọn lại tệp."
                .to_owned(),
        );
    };
    let read = session.peek(|session| submission::read(&bytes, session.plans(), platform::nfc));
    read.map_err(|refusal| refusals::sentence(&refusal))
}

/// A file that cannot be opened: why, what is safe, what to do.
fn refused(name: String, sentence: String) -> AnyView {
    view! {
        <div class="refusal">
            <h2>{format!("Không mở được tệp {name}")}</h2>
            <p>{sentence}</p>
            <p>"Không có gì trên máy này bị thay đổi; các bản nháp vẫn nguyên."</p>
        </div>
    }
    .into_any()
}
