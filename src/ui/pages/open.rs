//! "Mở tệp": reads an exported file back. It never replaces a draft.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, File, HtmlInputElement};

use crate::draft::{Draft, DraftId, Timestamp};
use crate::paper::Press;
use crate::platform::{self, clock, files, page, random};
use crate::session::{Command, OpenDraft};
use crate::submission::{self, Integrity, MAX_BYTES, Opened, Refusal, Status};
use crate::ui::components::{Contents, PageFrame};
use crate::ui::{Route, refusals, use_session, words};

/// What became of the chosen file.
#[derive(Clone)]
enum Chosen {
    Nothing,
    Reading(String),
    Unreadable(String),
    Refused(String, Refusal),
    Opened(String, Box<Opened>),
}

/// Takes a file in, says what is in it, and lets the user decide what becomes of it.
#[component]
pub fn OpenPage() -> impl IntoView {
    let session = use_session();
    let chosen = RwSignal::new(Chosen::Nothing);
    let over = RwSignal::new(false);
    let take = move |file: File| {
        let name = file.name();
        chosen.set(Chosen::Reading(name.clone()));
        spawn_local(async move {
            let size = file.size();
            let outcome = if size > f64::from(u32::try_from(MAX_BYTES).unwrap_or(u32::MAX)) {
                Chosen::Refused(name, Refusal::TooLarge { bytes: MAX_BYTES + 1 })
            } else {
                match files::read(&file).await {
                    Err(_) => Chosen::Unreadable(name),
                    Ok(bytes) => {
                        let read =
                            session.peek(|session| submission::read(&bytes, session.plans(), platform::nfc));
                        match read {
                            Ok(opened) => Chosen::Opened(name, Box::new(opened)),
                            Err(refusal) => Chosen::Refused(name, refusal),
                        }
                    }
                }
            };
            chosen.set(outcome);
            request_animation_frame(|| {
                page::focus("open-outcome");
            });
        });
    };
    let on_choose = move |event| {
        let input: HtmlInputElement = event_target(&event);
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            take(file);
        }
        // So that choosing the same file once more is a choice again.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        over.set(false);
        if let Some(file) = event.data_transfer().and_then(|data| data.files()).and_then(|files| files.get(0))
        {
            take(file);
        }
    };
    view! {
        <PageFrame title="Mở tệp">
            <p class="page__lead">
                "Mở tệp .json đã xuất từ chương trình này, ở máy này hay máy khác. Mở tệp không thay bản nháp nào trên máy."
            </p>
            <div class="drop-zone" class=("drop-zone--over", move || over.get())
                on:dragover=move |event: DragEvent| { event.prevent_default(); over.set(true); }
                on:dragleave=move |_| over.set(false)
                on:drop=on_drop>
                <label class="field__label" for="open-file">"Chọn tệp"</label>
                <p class="field__hint" id="open-file-hint">"Hoặc kéo tệp thả vào khung này."</p>
                <input id="open-file" type="file" class="drop-zone__input" accept=".json,application/json"
                    aria-describedby="open-file-hint" on:change=on_choose />
            </div>
            <div id="open-outcome" tabindex="-1" role="status">
                {move || match chosen.get() {
                    Chosen::Nothing => ().into_any(),
                    Chosen::Reading(name) => view! { <p>{format!("Đang đọc {name}…")}</p> }.into_any(),
                    Chosen::Unreadable(name) => view! {
                        <Refused name=name sentence="Trình duyệt không đọc được tệp: tệp vừa bị xóa, đổi tên, \
                            hoặc USB đã rút ra. Hãy chọn lại tệp." />
                    }
                    .into_any(),
                    Chosen::Refused(name, refusal) => view! {
                        <Refused name=name sentence=refusals::sentence(&refusal) />
                    }
                    .into_any(),
                    Chosen::Opened(name, opened) => view! { <OpenedFile name=name opened=*opened /> }.into_any(),
                }}
            </div>
        </PageFrame>
    }
}

/// A file that cannot be opened: why, what is safe, what to do.
#[component]
fn Refused(name: String, #[prop(into)] sentence: String) -> impl IntoView {
    view! {
        <div class="refusal">
            <h2>{format!("Không mở được tệp {name}")}</h2>
            <p>{sentence}</p>
            <p>"Không có gì trên máy này bị thay đổi; các bản nháp vẫn nguyên."</p>
        </div>
    }
}

/// A file that was read: what it is, whether it is as it was written, and what can be done with it.
#[component]
fn OpenedFile(name: String, opened: Opened) -> impl IntoView {
    let session = use_session();
    let Opened { draft, status, exported_at, integrity, problems } = opened;
    let shown = session.peek(|session| {
        let plan = session.plan(&draft.plan)?;
        let form = plan.form(&draft.form)?;
        let open = OpenDraft { plan, form, draft: &draft };
        let measure = Press::default().measure(plan, form, &draft);
        let file = open.export(&measure, false, &Timestamp::new(clock::now()));
        let answers =
            file.contents(plan, form).into_iter().filter(|entry| entry.path.starts_with("answers."));
        let problems = problems.iter().map(|problem| refusals::problem(form, problem)).collect::<Vec<_>>();
        Some((
            words::draft_name(open),
            measure.pages,
            words::contents(&answers.collect::<Vec<_>>()),
            problems,
        ))
    });
    let (title, pages, answers, problems) = shown.unwrap_or_default();
    let status = match status {
        Status::Complete => "hoàn thành",
        Status::Draft => "bản nháp",
    };
    let exported = exported_at.as_ref().map(words::moment);
    let facts = format!(
        "Lần xuất thứ {} · {status} · in ra {pages} trang A4{}",
        draft.revision,
        exported.map(|moment| format!(" · xuất lúc {moment}")).unwrap_or_default(),
    );
    view! {
        <section class="card opened" aria-labelledby="opened-title">
            <h2 id="opened-title">{title}</h2>
            <p class="field__hint">{name}</p>
            <p>{facts}</p>
            {match integrity {
                Integrity::Verified => view! { <p class="done-line">"✓ Tệp nguyên vẹn như khi xuất."</p> }.into_any(),
                Integrity::Mismatch => view! {
                    <p class="refusal">
                        "Nội dung tệp đã bị thay đổi sau khi xuất (mã kiểm tra không khớp), nên chỉ mở để đọc. \
                        Hãy xin lại tệp gốc; nếu vẫn cần dùng, có thể chép thành một bản nháp mới rồi soát lại từng phần."
                    </p>
                }
                .into_any(),
                Integrity::Missing => view! {
                    <p class="refusal">
                        "Tệp không có mã kiểm tra nên không biết có còn nguyên như khi xuất hay không; chỉ mở để đọc. \
                        Có thể chép thành một bản nháp mới rồi soát lại từng phần."
                    </p>
                }
                .into_any(),
            }}
            {(!problems.is_empty()).then(|| view! {
                <div class="refusal refusal--mild">
                    <p><strong>"Điều cần biết về tệp này (không có gì bị mất):"</strong></p>
                    <ul>{problems.into_iter().map(|problem| view! { <li>{problem}</li> }).collect_view()}</ul>
                </div>
            })}
            <Choices draft=draft verified=integrity == Integrity::Verified />
            <details class="opened__contents">
                <summary>"Xem các câu trả lời trong tệp"</summary>
                <Contents rows=answers />
            </details>
        </section>
    }
}

/// What can be done with a file that was read.
#[component]
fn Choices(draft: Draft, verified: bool) -> impl IntoView {
    let session = use_session();
    let existing = session.peek_draft(&draft.id, |open| {
        let same = open.draft.answers == draft.answers && open.draft.layout == draft.layout;
        (words::draft_name(open), words::moment(&open.draft.updated_at), open.draft.revision, same)
    });
    let adopt = move |draft: Draft| {
        let route = Route::Draft(draft.id.clone());
        session.dispatch(Command::Adopt { draft: Box::new(draft) });
        session.save_now();
        page::go(&route.href());
    };
    let other = {
        let draft = draft.clone();
        move |_| adopt(Draft { id: DraftId::new(random::uuid()), revision: 0, ..draft.clone() })
    };
    if !verified {
        return view! {
            <p class="page__actions">
                <button type="button" class="button" on:click=other>"Chép thành bản nháp mới"</button>
            </p>
        }
        .into_any();
    }
    match existing {
        None => view! {
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=move |_| adopt(draft.clone())>
                    "Mở để viết tiếp"
                </button>
            </p>
        }
        .into_any(),
        Some((name, _, _, true)) => view! {
            <p>{format!("Bản nháp «{name}» trên máy này giống hệt tệp.")}</p>
            <p class="page__actions">
                <a class="button button--primary" href=Route::Draft(draft.id.clone()).href()>"Viết tiếp bản nháp đó"</a>
                <button type="button" class="button" on:click=other>"Mở thành bản nháp khác"</button>
            </p>
        }
        .into_any(),
        Some((name, changed, revision, false)) => {
            let replace = {
                let (draft, name) = (draft.clone(), name.clone());
                move |_| {
                    let route = Route::Draft(draft.id.clone());
                    session.dispatch(Command::Replace {
                        draft: Box::new(draft.clone()),
                        copy: DraftId::new(random::uuid()),
                        name: format!("{name} (bản có trên máy trước khi mở tệp)"),
                    });
                    session.save_now();
                    page::go(&route.href());
                }
            };
            view! {
                <p>
                    {format!("Trên máy này đã có bản nháp của cùng bài: «{name}», sửa lúc {changed}, đã xuất {revision} lần. \
                        Nội dung khác với tệp. Bản nào cũng được giữ:")}
                </p>
                <p class="page__actions">
                    <button type="button" class="button button--primary" on:click=other>"Mở thành bản nháp khác"</button>
                    <button type="button" class="button" on:click=replace>
                        "Viết tiếp từ tệp, giữ bản trên máy thành bản sao"
                    </button>
                    <a class="button button--quiet" href=Route::Draft(draft.id.clone()).href()>"Xem bản trên máy"</a>
                </p>
            }
            .into_any()
        }
    }
}
