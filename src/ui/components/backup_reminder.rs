//! A calm word about keeping what was written: after the first real work, then after every week of work, and while a chosen
//! file cannot be written.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{rule, sentence};
use crate::platform::persistence::{self, Maker};
use crate::platform::{history, page};
use crate::session::Due;
use crate::ui::backup::today;
use crate::ui::mirror::{self, MirrorState};
use crate::ui::{Part, PartState, Route, SessionHandle, parts, use_session};

/// Says that it is time for a backup, if it is. Never in the way, and gone for a week when it is closed.
#[component]
pub fn BackupReminder() -> impl IntoView {
    let parts = use_session().parts();
    let is_here = Memo::new(move |_| parts.state(Part::Files) == PartState::Here);
    let shown = move || is_here.get().then(parts::reminder).flatten();
    view! { {shown} }
}

/// The reminder, once its part of the program is here.
#[component]
pub fn BackupReminderBody() -> impl IntoView {
    let session = use_session();
    // What was said stays until the page is left, with what came of it.
    let waits = Memo::new(move |before| {
        before == Some(&true)
            || session.due().is_some()
            || !matches!(session.mirror().state(), MirrorState::Off | MirrorState::On)
    });
    // Nothing moves under somebody who types.
    let is_typing = || history::text_focus().is_some();
    let shown = move || (waits.get() && !is_typing()).then(|| what_it_says(session));
    view! { {shown} }
}

fn what_it_says(session: SessionHandle) -> AnyView {
    let due = RwSignal::new(untrack(|| session.due()));
    let done = RwSignal::new(String::new());
    let body = move || match (session.mirror().state(), due.get()) {
        (MirrorState::Off | MirrorState::On, None) => None,
        (MirrorState::Off | MirrorState::On, Some(why)) => Some(reminder(session, why, due, done)),
        (state, _) => Some(trouble(session, &state)),
    };
    view! {
        {body}
        <p id="reminder-done" class="done-line reminder-done" role="status" tabindex="-1">{move || done.get()}</p>
    }
    .into_any()
}

fn reminder(session: SessionHandle, why: Due, due: RwSignal<Option<Due>>, done: RwSignal<String>) -> AnyView {
    let download = move |_| {
        done.set(session.download_backup(false));
        due.set(None);
        page::focus("reminder-done");
    };
    let put_off = move |_| {
        session.set_reminder(session.reminder().put_off(today()));
        due.set(None);
        page::focus("page-title");
    };
    let granted = RwSignal::new(None::<bool>);
    // The first work is worth keeping. Firefox would ask the user, who does not know yet what about: there it waits for the
    // page of the data.
    if why == Due::First && persistence::maker() != Maker::Firefox {
        spawn_local(async move { granted.set(persistence::request().await) });
    }
    let (title, what) = match why {
        Due::First => (
            "Giữ thêm một bản ở nơi khác",
            format!("Bài chỉ nằm trong trình duyệt này. {}", rule(persistence::maker())),
        ),
        Due::Since(day) => {
            ("Đã đến lúc sao lưu", format!("Từ lần sao lưu {day} đến nay các bản nháp đã có thay đổi."))
        }
    };
    let kept = move || match granted.get() {
        Some(true) => "Trình duyệt đã nhận giữ lâu dài, không tự xóa khi ổ đĩa đầy.",
        _ => "",
    };
    view! {
        <section class="card reminder" aria-labelledby="reminder-title">
            <h2 class="reminder__title" id="reminder-title">{title}</h2>
            <p>{what}" "{kept}</p>
            <p>"Tệp sao lưu có đủ mọi bản nháp; mở lại được ở bất kỳ máy nào."</p>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=download>"Tải tệp sao lưu"</button>
                <button type="button" class="button" on:click=put_off>"Để sau"</button>
                <a class="button button--quiet" href=Route::Data.href()>"Dữ liệu trên máy này"</a>
            </p>
        </section>
    }
    .into_any()
}

/// A chosen file that is not written.
fn trouble(session: SessionHandle, state: &MirrorState) -> AnyView {
    let (_, what) = sentence(state);
    let asks = *state == MirrorState::Asks;
    let allow = move |_| spawn_local(mirror::allow(session));
    view! {
        <section class="card reminder" aria-labelledby="reminder-title">
            <h2 class="reminder__title" id="reminder-title">"Tệp sao lưu tự ghi đang chờ"</h2>
            <p>{what}</p>
            <p class="page__actions">
                <button type="button" class="button" hidden=!asks on:click=allow>"Cho phép ghi tiếp"</button>
                <a class="button button--quiet" href=Route::Data.href()>"Dữ liệu trên máy này"</a>
            </p>
        </section>
    }
    .into_any()
}
