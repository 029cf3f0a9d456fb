//! "Mở tệp": takes a file in, a paper, a backup, an office's remarks or a plan pack. What becomes of it is for the user to decide; nothing is replaced.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, FileList, HtmlInputElement};

use crate::backup;
use crate::document::pdf;
use crate::office::remark;
use crate::plan::{self, PlanId, PlanListing};
use crate::platform::{self, page};
use crate::submission::{self, Found, Opened, Refusal};
use crate::ui::components::{OpenedBackup, OpenedFile, OpenedPack, OpenedRemarks, PageFrame};
use crate::ui::{PackState, SessionHandle, chosen_file, markup, refusals, use_session};

/// What a file gave.
#[derive(Clone)]
enum Taken {
    Paper(Opened),
    Backup(backup::Opened),
    Pack(PlanListing, String),
    Remarks(remark::Opened),
    /// A pack with mistakes, one a sentence.
    BrokenPack(Vec<String>),
    /// Why it gave nothing.
    Refused(String),
}

/// So often it is looked, at most, whether a pack that is on its way has come: for a minute.
const LOOK: Duration = Duration::from_millis(200);
const MOST_LOOKS: usize = 300;

/// Takes a file in, says what is in it, and lets the user decide what becomes of it.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = use_session();
    let outcome = RwSignal::new(None::<(String, Taken)>);
    let choice = StoredValue::new(0_u32);
    let class = RwSignal::new("drop-zone");
    let take = move |files: Option<FileList>| {
        let Some(file) = files.and_then(|files| files.get(0)) else { return };
        choice.update_value(|choice| *choice += 1);
        let number = choice.get_value();
        outcome.set(None);
        spawn_local(async move {
            let taken = take_in(session, &file).await;
            // Another file was chosen since, or the page left.
            if choice.try_get_value() != Some(number) {
                return;
            }
            outcome.set(Some((file.name(), taken)));
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
    let shown = move || {
        outcome.get().map(|(name, taken)| match taken {
            Taken::Paper(opened) => view! { <OpenedFile name=name opened=opened /> }.into_any(),
            Taken::Backup(opened) => view! { <OpenedBackup name=name opened=opened /> }.into_any(),
            Taken::Pack(listing, text) => {
                view! { <OpenedPack name=name listing=listing text=text /> }.into_any()
            }
            Taken::Remarks(opened) => view! { <OpenedRemarks name=name opened=opened /> }.into_any(),
            Taken::BrokenPack(mistakes) => broken(&name, &mistakes),
            Taken::Refused(sentence) => refused(name, sentence),
        })
    };
    view! {
        <PageFrame title="Mở tệp">
            <p class="page__lead">
                "Mở bài đã xuất từ chương trình này (tệp .json, hoặc PDF kèm dữ liệu), ở máy này hay máy khác, tệp sao "
                "lưu, đề nghị bổ sung của cơ quan nhận bài, hoặc gói kế hoạch của cơ quan mình. "
                "Mở tệp không thay bản nháp nào trên máy."
            </p>
            <div class=move || class.get() on:dragover=on_drag on:dragleave=move |_| class.set("drop-zone") on:drop=on_drop>
                <input id="open-file" type="file" class="drop-zone__input" accept=".json,.pdf,application/json,application/pdf"
                    aria-describedby="open-file-hint" on:change=on_choose />
                <label class="button button--primary drop-zone__label" for="open-file">"Chọn tệp"</label>
                <p class="field__hint" id="open-file-hint">"Hoặc kéo tệp thả vào khung này."</p>
            </div>
            <div id="open-outcome" tabindex="-1" role="status">{shown}</div>
        </PageFrame>
    }
}

/// Reads a file.
async fn take_in(session: SessionHandle, file: &File) -> Taken {
    let mut bytes = match chosen_file::bytes_up_to(file, backup::MAX_BYTES.max(pdf::MAX_BYTES)).await {
        Ok(bytes) => bytes,
        Err(sentence) => return Taken::Refused(sentence),
    };
    if pdf::is_pdf(&bytes) && !is_json(&bytes) {
        bytes = match pdf::attached(&bytes) {
            Ok(Some(submission)) => submission,
            Ok(None) => return Taken::Refused(refusals::pdf(None)),
            Err(error) => return Taken::Refused(refusals::pdf(Some(error))),
        };
    }
    if backup::is_backup(&bytes) {
        return match backup::read(&bytes, platform::nfc) {
            Ok(opened) => Taken::Backup(opened),
            Err(refusal) => Taken::Refused(refusals::backup(&refusal)),
        };
    }
    let read = || session.peek(|session| submission::read(&bytes, session.plans(), platform::nfc));
    let mut outcome = read();
    if let Err(Refusal::UnknownPlan { plan }) = &outcome {
        if let Err(sentence) = fetched(session, &PlanId::new(plan.as_str())).await {
            return Taken::Refused(sentence);
        }
        outcome = read();
    }
    match outcome {
        Ok(opened) => Taken::Paper(opened),
        Err(Refusal::OtherFormat(Found::Json(Some(format)))) if format.starts_with("tham-luan.plan-") => {
            take_pack(session, &bytes, &format).await
        }
        Err(Refusal::OtherFormat(Found::Json(Some(format)))) if format == remark::FORMAT => {
            take_remarks(session, &bytes).await
        }
        Err(refusal) => Taken::Refused(refusals::sentence(&refusal)),
    }
}

/// Reads an office's remarks, and brings the plan of the paper that they are about.
async fn take_remarks(session: SessionHandle, bytes: &[u8]) -> Taken {
    match remark::read(bytes, platform::nfc) {
        Ok(opened) => {
            // Without its plan the remarks are listed without the way to their places.
            let _ = fetched(session, &opened.remarks.plan).await;
            Taken::Remarks(opened)
        }
        Err(Refusal::TooLarge { .. }) => Taken::Refused(refusals::too_large(remark::MAX_BYTES)),
        Err(refusal) => Taken::Refused(refusals::sentence(&refusal)),
    }
}

/// Whether a file begins as our own do, whatever they speak of.
fn is_json(bytes: &[u8]) -> bool {
    let text = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    text.trim_ascii_start().starts_with(b"{")
}

/// Brings the pack of a plan that a paper is of, where it can be had. Else why not.
async fn fetched(session: SessionHandle, plan: &PlanId) -> Result<(), String> {
    session.need_plan(plan);
    if session.plan_state(plan) == PackState::Ready || session.built_in_version(plan).is_none() {
        return Ok(());
    }
    session.obtain(plan).await;
    // It may have been on its way already.
    for _ in 0..MOST_LOOKS {
        if session.plan_state(plan) != PackState::Awaited {
            break;
        }
        page::pause(LOOK).await;
    }
    match session.plan_state(plan) {
        PackState::Failed(_) | PackState::Awaited => Err(format!(
            "Chưa tải được nội dung kế hoạch {plan} mà bài này thuộc về: máy đang không có mạng hoặc đường truyền bị \
            ngắt. Tệp không bị thay đổi; hãy chọn lại tệp khi có mạng."
        )),
        PackState::Ready | PackState::Absent | PackState::NoForm => Ok(()),
    }
}

/// Reads a plan pack, and brings what is here of its plan, to be compared with it.
async fn take_pack(session: SessionHandle, bytes: &[u8], format: &str) -> Taken {
    if format != plan::FORMAT {
        return Taken::Refused(refusals::other_pack_format(format));
    }
    let text = platform::nfc(std::str::from_utf8(bytes).unwrap_or_default().trim_start_matches('\u{feff}'));
    match plan::parse(&text) {
        Ok(plan) => {
            // Without a network its version alone decides.
            let _ = fetched(session, &plan.id).await;
            Taken::Pack(PlanListing::of(&plan), text)
        }
        Err(error) => Taken::BrokenPack(refusals::pack_mistakes(&error)),
    }
}

/// A pack with mistakes: every one, and what is safe.
fn broken(name: &str, mistakes: &[String]) -> AnyView {
    let count =
        format!("Có {} điều cần sửa trong tệp. Hãy gửi danh sách này cho nơi làm gói:", mistakes.len());
    let contents = markup::all(vec![
        markup::line("h2", "", &format!("Gói kế hoạch trong tệp {name} chưa dùng được")),
        markup::line("p", "", &count),
        markup::group(
            "ul",
            "refusal__list",
            mistakes.iter().map(|mistake| markup::line("li", "", mistake)).collect(),
        ),
        markup::line(
            "p",
            "",
            "Không có gì trên máy này bị thay đổi; các bản nháp và gói đang có vẫn nguyên.",
        ),
    ]);
    view! { <div class="refusal" inner_html=String::from(contents)></div> }.into_any()
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
