//! "Dữ liệu trên máy này": what is stored here, how it is kept, and how it goes.

use leptos::prelude::*;

use crate::ui::components::{
    BackupCard, BrowserCare, EraseData, MirrorCard, PageFrame, SharedMachine, StoredData,
};

/// Everything about what this browser keeps.
#[component]
pub fn DataPage() -> impl IntoView {
    view! {
        <PageFrame title="Dữ liệu trên máy này">
            <p class="page__lead">
                "Bài viết chỉ nằm trong trình duyệt này, trên máy này; không gửi đi đâu và không có bản nào trên mạng. "
                "Vì vậy giữ bài là việc của máy này và của người dùng máy."
            </p>
            <StoredData />
            <BackupCard />
            <MirrorCard />
            <BrowserCare />
            <SharedMachine />
            <EraseData />
        </PageFrame>
    }
}
