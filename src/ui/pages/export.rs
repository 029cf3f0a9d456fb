//! "Xuất tệp": what the file contains, and the file.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Timestamp};
use crate::paper::{Measure, Room};
use crate::platform::{clock, files, page};
use crate::session::{Command, OpenDraft};
use crate::submission::Submission;
use crate::ui::components::{Contents, PageFrame};
use crate::ui::{Route, SessionHandle, use_session, words};

/// Shows exactly what leaves the machine, then hands out the file.
#[component]
pub fn ExportPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let measure = session.measure(draft.clone()).get_untracked();
    let shown = session.peek_draft(&draft, |open| {
        let measure = measure.as_ref()?;
        Some((words::draft_name(open), open.may_complete(measure), open.draft.revision, over(open, measure)))
    });
    let Some((name, may_complete, revision, over)) = shown.flatten() else {
        return view! { <MissingDraft /> }.into_any();
    };
    let complete = RwSignal::new(may_complete);
    let done = RwSignal::new(String::new());
    let named = draft.clone();
    let file_name = move || {
        with_file(session, &named, complete.get(), |_, file| file.file_name().to_owned()).unwrap_or_default()
    };
    let listed = draft.clone();
    let contents = move || {
        let rows = with_file(session, &listed, complete.get(), |open, file| {
            words::contents(&file.contents(open.plan, open.form))
        });
        rows.map(|rows| view! { <Contents rows=rows /> }.into_any())
    };
    let exported = draft.clone();
    let export = move |_| {
        done.set(hand_out(session, &exported, complete.get_untracked()));
        request_animation_frame(|| {
            page::focus("export-done");
        });
    };
    let choices = [
        (true, "status-complete", "Hoàn thành, gửi chính thức"),
        (false, "status-draft", "Bản nháp (để giữ, để xin ý kiến)"),
    ];
    let choices = choices.map(|(value, id, label)| {
        view! {
            <div class="choice">
                <input type="radio" class="choice__input" name="status" id=id disabled=value && !may_complete
                    prop:checked=move || complete.get() == value on:change=move |_| complete.set(value) />
                <label class="choice__label" for=id>{label}</label>
            </div>
        }
        .into_any()
    });
    view! {
        <PageFrame title=format!("Xuất tệp: {name}")>
            <p class="page__lead">
                "Tệp này là bài nộp, cũng là bản sao lưu: mở lại ở máy nào cũng được đủ mọi câu trả lời. \
                Hãy gửi tệp theo cách cơ quan nhận yêu cầu; chương trình không tự gửi đi đâu."
            </p>
            <p class="refusal" hidden=over.is_empty()>{over.clone()}</p>
            <div class="field card" role="group" aria-labelledby="status-label">
                <p class="field__label" id="status-label">"Bài đã hoàn thành chưa?"</p>
                <p class="field__hint" hidden=may_complete>
                    "Bài còn điều cần sửa nên chưa thể ghi là hoàn thành. "
                    <a href=Route::Check(draft.clone()).href()>"Xem những điều cần sửa"</a>
                </p>
                {choices.into_iter().collect::<Vec<_>>()}
            </div>
            <p>{format!("Lần xuất thứ {} · ", revision + 1)}<span class="file-name">{file_name}</span></p>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=export>"Tải tệp về máy"</button>
                <a class="button" href=Route::Draft(draft).href()>"Trở lại bài viết"</a>
            </p>
            <p id="export-done" class="done-line" role="status" tabindex="-1">{move || done.get()}</p>
            <h2>"Trong tệp có gì"</h2>
            <p>"Đúng những dòng dưới đây, không có gì khác."</p>
            {contents}
        </PageFrame>
    }
    .into_any()
}

/// Works with the file as it would be exported now.
fn with_file<R>(
    session: SessionHandle,
    draft: &DraftId,
    complete: bool,
    work: impl FnOnce(OpenDraft<'_>, &Submission) -> R,
) -> Option<R> {
    let now = Timestamp::new(clock::now());
    session.with_press(draft, |press, open| {
        let measure = press.measure(open.plan, open.form, open.draft);
        work(open, &open.export(&measure, complete, &now))
    })
}

/// Hands the file out, and says how that went.
fn hand_out(session: SessionHandle, draft: &DraftId, complete: bool) -> String {
    let file =
        with_file(session, draft, complete, |_, file| (file.file_name().to_owned(), file.text().to_owned()));
    let Some((name, text)) = file else { return String::new() };
    if !files::download(&name, "application/json", &text) {
        return "Trình duyệt không cho tải tệp về. Bài vẫn được lưu trong trình duyệt này; hãy thử lại hoặc mở \
            trang bằng trình duyệt khác."
            .to_owned();
    }
    session.dispatch(Command::Exported { draft: draft.clone() });
    session.save_now();
    format!("Đã tải về: {name}. Tệp nằm trong thư mục tải về của trình duyệt.")
}

fn over(open: OpenDraft<'_>, measure: &Measure) -> String {
    match &measure.room {
        Room::Over { limit, lines, .. } => format!(
            "Bài in ra {} trang, {} (quá {lines} dòng). Tệp sẽ được ghi là bản nháp, “vượt {limit} trang”.",
            measure.pages,
            words::limit(open.form, *limit)
        ),
        Room::Unlimited | Room::Spare { .. } => String::new(),
    }
}
