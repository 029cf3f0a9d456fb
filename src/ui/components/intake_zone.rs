//! Where files are taken in: chosen, a whole folder, or dropped; and how far that is.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{DragEvent, FileList, HtmlInputElement};

use crate::platform::files;
use crate::platform::storage::StorageError;
use crate::ui::receiving::{Intake, Taken, receiving};

/// Takes any number of files in, and says how far it is and what came of it.
#[component]
pub fn IntakeZone() -> impl IntoView {
    let class = RwSignal::new("drop-zone intake");
    let take = move |list: Option<FileList>| {
        receiving().take(list.map(|list| files::chosen(&list)).unwrap_or_default());
    };
    let on_choose = move |event| {
        let input: HtmlInputElement = event_target(&event);
        take(input.files());
        // So that choosing the same files once more is a choice again.
        input.set_value("");
    };
    let on_drop = move |event: DragEvent| {
        event.prevent_default();
        class.set("drop-zone intake");
        let Some(data) = event.data_transfer() else { return };
        let visit = receiving().visit();
        spawn_local(async move {
            let dropped = files::dropped(&data).await;
            // A large folder takes its time: it is not for a plan that was opened meanwhile.
            if receiving().visit() == visit {
                receiving().take(dropped);
            }
        });
    };
    let on_drag = move |event: DragEvent| {
        event.prevent_default();
        class.set("drop-zone drop-zone--over intake");
    };
    let intake = receiving().intake();
    let is_running = receiving().is_taking_now();
    let zone = move || {
        if is_running.get() {
            return running(receiving().intake());
        }
        view! {
            <div class="intake__choices">
                <span>
                    <input id="intake-files" type="file" class="drop-zone__input" multiple aria-describedby="intake-hint"
                        on:change=on_choose />
                    <label class="button button--primary drop-zone__label" for="intake-files">"Chọn tệp"</label>
                </span>
                <span>
                    <input id="intake-folder" type="file" class="drop-zone__input" prop:webkitdirectory=true multiple
                        aria-describedby="intake-hint" on:change=on_choose />
                    <label class="button drop-zone__label" for="intake-folder">"Chọn thư mục"</label>
                </span>
            </div>
            <p class="field__hint" id="intake-hint">
                "Hoặc kéo tệp, thư mục thả vào khung này; bao nhiêu cũng được. Nhận tệp .json đã xuất, PDF kèm dữ liệu, tệp nén .zip, "
                "và tệp bàn giao của đồng nghiệp. Tệp gốc không bị thay đổi."
            </p>
        }
        .into_any()
    };
    let ended = move || match intake.get() {
        Intake::Ended { taken, left, failure } => said(taken, left, failure),
        Intake::Idle | Intake::Running { .. } => String::new(),
    };
    let is_empty = {
        let ended = ended.clone();
        move || ended().is_empty()
    };
    view! {
        <section aria-label="Nhận tệp" class=move || class.get() on:dragover=on_drag
            on:dragleave=move |_| class.set("drop-zone intake") on:drop=on_drop>
            {zone}
        </section>
        <p role="status" class="intake__said" class:intake__said--none=is_empty>{ended}</p>
    }
}

fn running(intake: ArcRwSignal<Intake>) -> AnyView {
    let numbers = Memo::new(move |_| match intake.get() {
        Intake::Running { done, files, taken } => (done, files, taken.rows()),
        Intake::Idle | Intake::Ended { .. } => (0, 0, 0),
    });
    let said = move || {
        let (done, files, rows) = numbers.get();
        match files {
            1 => format!("Đang nhận: đã có {rows} bài và tệp trong danh sách…"),
            _ => format!("Đang nhận: {done}/{files} tệp, đã có {rows} dòng trong danh sách…"),
        }
    };
    view! {
        <div class="intake__progress">
            <progress aria-label="Tiến độ nhận tệp" max=move || numbers.get().1.to_string()
                value=move || numbers.get().0.to_string()></progress>
            <p>{said}</p>
            <button type="button" class="button" on:click=move |_| receiving().stop()>"Dừng"</button>
            <p class="field__hint">"Dừng lúc nào cũng được; những gì đã nhận vẫn giữ."</p>
        </div>
    }
    .into_any()
}

/// What came of it, and what to do.
fn said(taken: Taken, left: usize, failure: Option<StorageError>) -> String {
    let Taken { accepted, warned, refused } = taken;
    let mut said = format!(
        "Đã nhận xong: {accepted} bài đạt, {warned} bài cần xem, {refused} tệp bị từ chối. Mỗi tệp có một dòng dưới đây."
    );
    if left > 0 {
        said = format!(
            "Đã dừng: {accepted} bài đạt, {warned} bài cần xem, {refused} tệp bị từ chối; còn {left} tệp chưa mở. Những gì đã \
            nhận vẫn giữ."
        );
    }
    match failure {
        None => {}
        Some(StorageError::Full) => {
            said += " Bộ nhớ của trình duyệt đã đầy nên phần sau chưa nhận được. Hãy xuất tệp bàn giao, giải phóng bộ nhớ \
                rồi nhận tiếp các tệp còn lại.";
        }
        Some(_) => {
            said += " Trình duyệt không ghi thêm được vào máy. Những gì đã nhận vẫn giữ; hãy tải lại trang rồi nhận tiếp các \
                tệp còn lại.";
        }
    }
    said
}
