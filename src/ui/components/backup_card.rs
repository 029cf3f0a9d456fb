//! "Sao lưu": one file with everything.

use leptos::prelude::*;

use crate::platform::page;
use crate::session::Topic;
use crate::ui::{Route, SessionHandle, use_session};

/// Hands out a backup, and says when the last one was made.
#[component]
pub fn BackupCard() -> impl IntoView {
    let session = use_session();
    let with_writer = RwSignal::new(false);
    let done = RwSignal::new(String::new());
    let last = move || last(session);
    let nobody = move || session.read(Topic::Remembered, |session| session.remembered().is_empty());
    let download = move |_| {
        done.set(session.download_backup(with_writer.get_untracked()));
        page::focus("backup-done");
    };
    view! {
        <section class="data-card" aria-labelledby="backup-title">
            <h2 id="backup-title">"Tệp sao lưu"</h2>
            <p>
                "Một tệp có đủ mọi bản nháp trên máy này. Cất tệp vào USB hoặc thư mục của cơ quan; máy hỏng, bị cài lại hay "
                "trình duyệt bị xóa dữ liệu thì mở tệp ở bất kỳ máy nào để lấy lại."
            </p>
            <p>{last}</p>
            <div class="choice" hidden=nobody>
                <input type="checkbox" class="choice__input" id="backup-writer" prop:checked=move || with_writer.get()
                    on:change=move |event| with_writer.set(event_target_checked(&event)) />
                <label class="choice__label" for="backup-writer">
                    "Kèm những điều đã nhớ về người viết (họ tên, đơn vị, điện thoại)"
                </label>
            </div>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=download>"Tải tệp sao lưu"</button>
                <a class="button" href=Route::Open.href()>"Mở tệp sao lưu"</a>
            </p>
            <p id="backup-done" class="done-line" role="status" tabindex="-1">{move || done.get()}</p>
        </section>
    }
}

/// When the last backup was made, and whether something was written since.
fn last(session: SessionHandle) -> String {
    session.read(Topic::Drafts, |state| {
        let reminder = session.reminder();
        match reminder.made_on {
            None => "Chưa sao lưu lần nào.".to_owned(),
            Some(day) if reminder.is_current(state) => {
                format!("Lần sao lưu gần nhất: {day}; từ đó các bản nháp không đổi.")
            }
            Some(day) => format!("Lần sao lưu gần nhất: {day}; từ đó đã có thay đổi."),
        }
    })
}
