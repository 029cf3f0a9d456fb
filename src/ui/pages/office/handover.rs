//! The intake as one file for a colleague, and its end.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::{clock, files, page};
use crate::ui::receiving::receiving;

/// Hands the intake out, and takes it away from this machine when that is confirmed.
#[component]
pub fn HandOver() -> impl IntoView {
    let count =
        Memo::new(move |_| receiving().with(|_, register, _| register.entries().count()).unwrap_or(0));
    let asked = RwSignal::new(false);
    let said = RwSignal::new(String::new());
    let hand_over = move |_| {
        let name = receiving().peek(|plan, _, _| {
            let now = clock::now();
            let day = now.split('T').next().unwrap_or_default();
            format!("tiep-nhan_{}_{day}.ndjson", plan.id)
        });
        spawn_local(async move {
            let sentence = match receiving().bundle().await {
                Ok(text) if files::download(&name.unwrap_or_default(), "application/x-ndjson", &text) => {
                    "Đã xuất tệp bàn giao. Đồng nghiệp thả tệp này vào trang tiếp nhận của cùng kế hoạch là có đủ các bài, tên \
                    tệp gốc và các quyết định."
                }
                _ => "Chưa xuất được tệp bàn giao. Những gì đã nhận vẫn nguyên; hãy thử lại.",
            };
            let _ = said.try_set(sentence.to_owned());
        });
    };
    let ask = move |_| {
        asked.set(true);
        request_animation_frame(|| {
            page::focus("erase-intake");
        });
    };
    let keep = move |_| {
        asked.set(false);
        request_animation_frame(|| {
            page::focus("ask-erase");
        });
    };
    let erase = move |_| {
        spawn_local(async move {
            let sentence = match receiving().erase().await {
                Ok(()) => "Đã xóa mọi thứ đã nhận cho kế hoạch này khỏi máy. Các tệp gốc không bị ảnh hưởng.",
                Err(_) => {
                    "Trình duyệt chưa xóa được. Những gì đã nhận vẫn nguyên; hãy tải lại trang rồi thử lại."
                }
            };
            if asked.try_set(false).is_none() {
                said.set(sentence.to_owned());
                page::focus("page-title");
            }
        });
    };
    let question = move || {
        asked.get().then(|| {
            let count = count.get_untracked();
            view! {
                <div class="erase-data" id="erase-intake" tabindex="-1" role="group" aria-label="Xóa những gì đã nhận">
                    <p>
                        <strong>{format!("Xóa cả {count} dòng đã nhận và các quyết định?")}</strong>
                    </p>
                    <p>
                        "Không lấy lại được, trừ khi đã có tệp bàn giao hoặc còn các tệp gốc để nhận lại. "
                        "Bản nháp và kế hoạch khác không bị ảnh hưởng."
                    </p>
                    <p class="page__actions">
                        <button type="button" class="button" on:click=keep>"Không xóa"</button>
                        <button type="button" class="button button--danger" on:click=erase>"Xóa hẳn"</button>
                    </p>
                </div>
            }
        })
    };
    view! {
        <section aria-labelledby="hand-over" class="register" hidden=move || count.get() == 0>
            <h2 id="hand-over">"Bàn giao, cất giữ"</h2>
            <p class="page__lead">
                "Những gì đã nhận nằm trong trình duyệt này, trên máy này. Xuất tệp bàn giao để đồng nghiệp làm tiếp ở máy khác, "
                "hoặc để cất một bản."
            </p>
            <p class="page__actions">
                <button type="button" class="button" on:click=hand_over>"Xuất tệp bàn giao"</button>
                <button type="button" class="button button--quiet" id="ask-erase" on:click=ask>"Xóa những gì đã nhận…"</button>
            </p>
            {question}
        </section>
        <p role="status">{move || said.get()}</p>
    }
}
