//! What this browser has stored, in plain words.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::Contents;
use crate::session::Topic;
use crate::ui::inventory::Inventory;
use crate::ui::use_session;

/// Lists what is stored and how large it is.
#[component]
pub fn StoredData() -> impl IntoView {
    let session = use_session();
    let found = RwSignal::new(None::<Inventory>);
    Effect::new(move |_| {
        session.read(Topic::Drafts, |_| ());
        spawn_local(async move { found.set(Some(session.inventory().await)) });
    });
    let shown = move || {
        found.get().map(|inventory| {
            let rows: Vec<_> =
                inventory.lines().into_iter().map(|(name, value)| (name.to_owned(), value)).collect();
            if rows.is_empty() {
                return view! { <p>"Chưa có gì được lưu trên máy này."</p> }.into_any();
            }
            let room =
                inventory.room.map(|room| format!("Trình duyệt cho trang này dùng tới khoảng {room}."));
            view! {
                <Contents rows=rows />
                <p class="field__hint">{room}</p>
            }
            .into_any()
        })
    };
    view! {
        <section class="data-card" aria-labelledby="stored-title">
            <h2 id="stored-title">"Trên máy này đang có"</h2>
            {shown}
            <p class="field__hint">
                "Tệp của chương trình (trang, phông chữ, mẫu) cũng nằm trong trình duyệt để mở được khi không có mạng; trong "
                "đó không có gì do người dùng viết."
            </p>
        </section>
    }
}
