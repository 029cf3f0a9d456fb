//! "Xuất tệp": what the file contains, and the file.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Timestamp};
use crate::paper::{Measure, Room};
use crate::platform::{clock, files, page};
use crate::session::Command;
use crate::ui::components::{Contents, PageFrame};
use crate::ui::{Route, use_session, words};

/// Shows exactly what leaves the machine, then hands out the file.
#[component]
pub fn ExportPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let measure = session.measure(draft.clone()).get_untracked();
    let shown = session.peek_draft(&draft, |open| {
        let measure = measure.clone()?;
        Some((words::draft_name(open), open.may_complete(&measure), open.draft.revision, measure))
    });
    let Some((name, may_complete, revision, measure)) = shown.flatten() else {
        return view! { <MissingDraft /> }.into_any();
    };
    let complete = RwSignal::new(may_complete);
    let done = RwSignal::new(None::<String>);
    let file = {
        let (draft, measure) = (draft.clone(), measure.clone());
        move |complete: bool| {
            let now = Timestamp::new(clock::now());
            session.peek_draft(&draft, |open| {
                let file = open.export(&measure, complete, &now);
                let contents = words::contents(&file.contents(open.plan, open.form));
                (file.file_name().to_owned(), file.text().to_owned(), contents)
            })
        }
    };
    let contents = {
        let file = file.clone();
        move || file(complete.get()).map(|(_, _, contents)| view! { <Contents rows=contents /> })
    };
    let file_name = {
        let file = file.clone();
        move || file(complete.get()).map(|(name, ..)| name)
    };
    let export = {
        let draft = draft.clone();
        move |_| {
            let Some((name, text, _)) = file(complete.get_untracked()) else { return };
            if files::download(&name, "application/json", &text) {
                session.dispatch(Command::Exported { draft: draft.clone() });
                session.save_now();
                done.set(Some(name));
                request_animation_frame(|| {
                    page::focus("export-done");
                });
            } else {
                done.set(Some(String::new()));
            }
        }
    };
    let check = Route::Check(draft.clone()).href();
    view! {
        <PageFrame title=format!("Xuất tệp: {name}")>
            <p class="page__lead">
                "Tệp này là bài nộp, cũng là bản sao lưu: mở lại ở máy nào cũng được đủ mọi câu trả lời. "
                "Hãy gửi tệp theo cách cơ quan nhận yêu cầu; chương trình không tự gửi đi đâu."
            </p>
            {over(&measure).map(|sentence| view! { <p class="refusal">{sentence}</p> })}
            <fieldset class="field card">
                <legend class="field__label">"Bài đã hoàn thành chưa?"</legend>
                {(!may_complete).then(|| view! {
                    <p class="field__hint">
                        "Bài còn điều cần sửa nên chưa thể ghi là hoàn thành. " <a href=check>"Xem những điều cần sửa"</a>
                    </p>
                })}
                <div class="choice">
                    <input type="radio" class="choice__input" name="status" id="status-complete"
                        prop:checked=move || complete.get() disabled=!may_complete
                        on:change=move |_| complete.set(true) />
                    <label class="choice__label" for="status-complete">"Hoàn thành, gửi chính thức"</label>
                </div>
                <div class="choice">
                    <input type="radio" class="choice__input" name="status" id="status-draft"
                        prop:checked=move || !complete.get() on:change=move |_| complete.set(false) />
                    <label class="choice__label" for="status-draft">"Bản nháp (để giữ, để xin ý kiến)"</label>
                </div>
            </fieldset>
            <p>{format!("Lần xuất thứ {} · ", revision + 1)}<span class="file-name">{file_name}</span></p>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=export>"Tải tệp về máy"</button>
                <a class="button" href=Route::Draft(draft).href()>"Trở lại bài viết"</a>
            </p>
            <div id="export-done" role="status" tabindex="-1">
                {move || done.get().map(|name| match name.as_str() {
                    "" => view! {
                        <p class="refusal">
                            "Trình duyệt không cho tải tệp về. Bài vẫn được lưu trong trình duyệt này; \
                            hãy thử lại hoặc mở trang bằng trình duyệt khác."
                        </p>
                    }
                    .into_any(),
                    name => view! {
                        <p class="done-line">{format!("Đã tải về: {name}. Tệp nằm trong thư mục tải về của trình duyệt.")}</p>
                    }
                    .into_any(),
                })}
            </div>
            <h2>"Trong tệp có gì"</h2>
            <p>"Đúng những dòng dưới đây, không có gì khác."</p>
            {contents}
        </PageFrame>
    }
    .into_any()
}

fn over(measure: &Measure) -> Option<String> {
    match &measure.room {
        Room::Over { limit, lines, .. } => Some(format!(
            "Bài in ra {} trang, Kế hoạch chỉ cho {limit} trang (quá {lines} dòng). Tệp sẽ được ghi là bản nháp, \
            “vượt {limit} trang”.",
            measure.pages
        )),
        Room::Unlimited | Room::Spare { .. } => None,
    }
}
