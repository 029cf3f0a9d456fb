//! "Xóa dữ liệu trên máy này": shows what will go, offers a backup, and deletes only what was confirmed.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::page;
use crate::session::Topic;
use crate::ui::inventory::Inventory;
use crate::ui::{SessionHandle, use_session, visit};

/// How far the user has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    /// Nothing was asked for.
    Rest,
    /// What will go is shown.
    Asked,
    /// It is being deleted.
    Going,
    /// All of it is gone, or not.
    Done(bool),
}

/// Deletes everything that this browser keeps for the page.
#[component]
pub fn EraseData() -> impl IntoView {
    let session = use_session();
    let step = RwSignal::new(Step::Rest);
    let ask = move |_| {
        step.set(Step::Asked);
        to("erase-asked");
    };
    let body = move || match step.get() {
        Step::Rest => view! {
            <p class="page__actions">
                <button type="button" class="button" id="ask-erase" on:click=ask>
                    "Xóa dữ liệu trên máy này…"
                </button>
            </p>
        }
        .into_any(),
        Step::Asked => asked(session, step),
        Step::Going => view! { <p>"Đang xóa…"</p> }.into_any(),
        Step::Done(whole) => done(whole),
    };
    view! {
        <section class="data-card" aria-labelledby="erase-title">
            <h2 id="erase-title">"Xóa dữ liệu trên máy này"</h2>
            <p>
                "Dùng khi trả máy, bán máy hoặc khi người khác sẽ ngồi vào. Mọi thứ do người dùng viết được xóa khỏi trình "
                "duyệt này, kể cả các bản trước."
            </p>
            {body}
        </section>
    }
}

fn to(id: &'static str) {
    request_animation_frame(move || {
        page::focus(id);
    });
}

/// What will go, and the confirmation.
fn asked(session: SessionHandle, step: RwSignal<Step>) -> AnyView {
    let understood = RwSignal::new(false);
    let saved = RwSignal::new(String::new());
    let found = RwSignal::new(None::<Inventory>);
    spawn_local(async move { found.set(Some(session.inventory().await)) });
    let lines = move || {
        let lines = found.get().map(|inventory| inventory.lines()).unwrap_or_default();
        let line = |(name, what): (&str, String)| view! { <li>{format!("{name}: {what}")}</li> }.into_any();
        lines.into_iter().map(line).collect::<Vec<_>>()
    };
    let nothing = move || found.with(|found| found.as_ref().is_some_and(|found| found.lines().is_empty()));
    let is_safe = move || {
        session.read(Topic::Drafts, |state| state.drafts().is_empty() || session.reminder().is_current(state))
    };
    let safety = move || match is_safe() {
        true => "Đã có bản sao lưu của mọi bản nháp như hiện nay.",
        false => "Chưa có bản sao lưu của những gì đang có. Hãy tải tệp sao lưu trước khi xóa.",
    };
    let download = move |_| saved.set(session.download_backup(false));
    let erase = move |_| {
        if !understood.get_untracked() {
            return;
        }
        step.set(Step::Going);
        spawn_local(async move {
            let whole = session.erase().await;
            visit::end();
            step.set(Step::Done(whole));
            to("erase-done");
        });
    };
    let keep = move |_| {
        step.set(Step::Rest);
        to("ask-erase");
    };
    view! {
        <div class="erase-data" id="erase-asked" tabindex="-1" role="group" aria-labelledby="erase-question">
            <h3 id="erase-question">"Những thứ sẽ bị xóa hẳn"</h3>
            <ul class="refusal__list">{lines}</ul>
            <p hidden=move || !nothing()>"Không có bản nháp nào; chỉ còn vài ghi nhớ của chương trình."</p>
            <p>
                "Không bị xóa: các tệp đã tải về, tệp sao lưu trên USB hoặc thư mục, và tệp của chương trình (để mở được khi "
                "không có mạng, trong đó không có gì bạn viết). Các thẻ khác đang mở chương trình này cũng đóng bài lại."
            </p>
            <p class="refusal refusal--mild">{safety}</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" hidden=is_safe on:click=download>
                    "Tải tệp sao lưu trước"
                </button>
            </p>
            <p class="done-line" role="status">{move || saved.get()}</p>
            <div class="choice">
                <input type="checkbox" class="choice__input" id="erase-understood" prop:checked=move || understood.get()
                    on:change=move |event| understood.set(event_target_checked(&event)) />
                <label class="choice__label" for="erase-understood">
                    "Tôi hiểu: những gì bị xóa không lấy lại được nếu không có tệp sao lưu"
                </label>
            </div>
            <p class="page__actions">
                <button type="button" class="button button--danger" on:click=erase
                    aria-disabled=move || (!understood.get()).to_string()>"Xóa hẳn"</button>
                <button type="button" class="button" on:click=keep>"Thôi, không xóa"</button>
            </p>
        </div>
    }
    .into_any()
}

fn done(whole: bool) -> AnyView {
    let sentence = if whole {
        "Đã xóa hết. Trình duyệt này không còn giữ bài nào của chương trình."
    } else {
        "Chưa xóa được hết: trình duyệt không cho, hoặc một thẻ khác vẫn đang viết. Hãy đóng các thẻ khác rồi xóa lại; hoặc \
        xóa dữ liệu của trang này trong phần cài đặt của trình duyệt."
    };
    let class = if whole { "done-line" } else { "refusal" };
    view! { <p class=class id="erase-done" tabindex="-1" role="status">{sentence}</p> }.into_any()
}
