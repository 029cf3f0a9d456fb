//! A file or folder outside the browser that is kept up to date by itself.

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::platform::disk::{self, DiskError};
use crate::platform::page;
use crate::ui::mirror::{self, MirrorState};
use crate::ui::{Route, SessionHandle, use_session};

/// Lets a file or folder be chosen, such as a USB stick, and says how it stands.
#[component]
pub fn MirrorCard() -> impl IntoView {
    let session = use_session();
    let said = RwSignal::new(String::new());
    let choose = move |folder: bool| {
        spawn_local(async move {
            said.set(match mirror::choose(session, folder).await {
                Ok(()) => String::new(),
                Err(DiskError::Cancelled) => "Chưa chọn nơi nào; không có gì thay đổi.".to_owned(),
                Err(DiskError::Refused) => {
                    "Trình duyệt không được phép ghi ở đó. Hãy chọn nơi khác.".to_owned()
                }
                Err(_) => {
                    "Chỗ đã chọn đang có tệp của máy khác hoặc không ghi được; hãy chọn nơi khác.".to_owned()
                }
            });
        });
    };
    let body = move || {
        on_cleanup(|| page::focus_should_it_vanish("page-title"));
        match session.mirror().state() {
            MirrorState::Off => off(choose),
            state => on(session, &state, choose),
        }
    };
    view! {
        <section class="data-card" aria-labelledby="mirror-title">
            <h2 id="mirror-title">"Tự ghi ra USB hoặc thư mục"</h2>
            {body}
            <p role="status">{move || said.get()}</p>
        </section>
    }
}

fn off(choose: impl Fn(bool) + Copy + 'static) -> AnyView {
    let (folders, files) = (disk::has_folders(), disk::has_files());
    let neither = !folders && !files;
    view! {
        <p>
            "Chọn một lần, chương trình tự ghi tệp sao lưu vào đó mỗi khi ngừng gõ và khi rời trang. Tệp được ghi trọn vẹn "
            "hoặc không ghi, không bao giờ dở dang."
        </p>
        <p class="field__hint" hidden=!neither>
            "Trình duyệt này chưa cho trang tự ghi ra tệp; Chrome, Edge, Cốc Cốc trên máy tính thì được. Hãy dùng “Tải tệp "
            "sao lưu” ở trên."
        </p>
        <p class="page__actions" hidden=neither>
            <button type="button" class="button" hidden=!folders on:click=move |_| choose(true)>
                "Chọn thư mục hoặc USB"
            </button>
            <button type="button" class="button button--quiet" hidden=!files on:click=move |_| choose(false)>
                "Chọn một tệp mới"
            </button>
        </p>
    }
    .into_any()
}

fn on(session: SessionHandle, state: &MirrorState, choose: impl Fn(bool) + Copy + 'static) -> AnyView {
    let (class, sentence) = sentence(state);
    let written = mirror::written();
    let at = if written.at.is_empty() {
        "Chưa ghi được lần nào.".to_owned()
    } else {
        format!("Ghi lần cuối lúc {} (theo giờ của máy).", written.at)
    };
    let stop = move |_| spawn_local(mirror::stop(session));
    let folders = disk::has_folders();
    view! {
        <p class=class>{sentence}</p>
        <p>{at}</p>
        <p class="page__actions">
            {way_on(session, state)}
            <button type="button" class="button" on:click=move |_| choose(folders)>"Chọn nơi khác"</button>
            <button type="button" class="button button--quiet" on:click=stop>"Thôi tự ghi"</button>
        </p>
    }
    .into_any()
}

/// What can be done about a state that wants something.
fn way_on(session: SessionHandle, state: &MirrorState) -> Option<AnyView> {
    match state {
        MirrorState::Asks => {
            let allow = move |_| spawn_local(mirror::allow(session));
            Some(view! {
                <button type="button" class="button button--primary" on:click=allow>"Cho phép ghi tiếp"</button>
            }
            .into_any())
        }
        MirrorState::Foreign => {
            let over = move |_| spawn_local(mirror::write_over(session));
            Some(
                view! {
                    <a class="button button--primary" href=Route::Open.href()>"Mở tệp đó để xem"</a>
                    <button type="button" class="button" on:click=over>"Ghi đè tệp đó"</button>
                }
                .into_any(),
            )
        }
        MirrorState::Off | MirrorState::On | MirrorState::Failed(_) => None,
    }
}

/// How the chosen file stands.
pub(in crate::ui) fn sentence(state: &MirrorState) -> (&'static str, String) {
    let (place, file) = (mirror::place_name(), mirror::written().name);
    let place = if place == file || place.is_empty() { file } else { format!("{file} trong {place}") };
    match state {
        MirrorState::Off => ("", String::new()),
        MirrorState::On => ("done-line", format!("✓ Đang tự ghi vào {place}.")),
        MirrorState::Asks => (
            "refusal refusal--mild",
            format!("Trình duyệt vừa khởi động lại nên cần được phép thì mới ghi tiếp vào {place}."),
        ),
        MirrorState::Foreign => (
            "refusal refusal--mild",
            format!(
                "Tệp {place} đã được nơi khác ghi sau lần ghi trước, nên chương trình không ghi đè: trong đó có thể có bài \
                của máy khác."
            ),
        ),
        MirrorState::Failed(error) => ("refusal refusal--mild", failed(*error, &place)),
    }
}

fn failed(error: DiskError, place: &str) -> String {
    let why = match error {
        DiskError::Gone => "không còn thấy chỗ đó; USB đã rút ra, hoặc thư mục đã đổi tên",
        DiskError::Full => "chỗ đó đã đầy",
        DiskError::Refused => "trình duyệt không được phép ghi ở đó",
        DiskError::Cancelled | DiskError::Failed => "chỗ đó không ghi được",
    };
    format!(
        "Chưa ghi được vào {place}: {why}. Bài vẫn được lưu trong trình duyệt; chương trình sẽ tự thử lại."
    )
}
