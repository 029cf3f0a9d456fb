//! "Máy dùng chung": nothing stays after the visit.

use leptos::prelude::*;

use crate::session::Topic;
use crate::ui::{use_session, visit};

/// Lets this visit leave nothing behind, and says what that means.
#[component]
pub fn SharedMachine() -> impl IntoView {
    let session = use_session();
    let on = RwSignal::new(visit::is_on());
    let refused = RwSignal::new(false);
    let choose = move |event| {
        if event_target_checked(&event) {
            let begun = visit::begin(session);
            refused.set(!begun);
            on.set(begun);
        } else {
            visit::end();
            on.set(false);
        }
    };
    let state = move || match (refused.get(), on.get()) {
        (true, _) => {
            "Trình duyệt này không cho bật: bộ nhớ bị tắt hoặc đã đầy. Khi dùng xong, hãy bấm “Xóa dữ liệu trên máy này”."
        }
        (_, true) => "Đang bật cho lượt dùng này.",
        _ => "",
    };
    let count = move || session.read(Topic::Drafts, |session| session.drafts().len());
    let none = move || count() == 0;
    let there =
        move || format!("Trên máy đang có {} bản nháp. Nếu bật, đóng trang là xóa cả những bản đó.", count());
    view! {
        <section class="data-card" aria-labelledby="shared-title">
            <h2 id="shared-title">"Máy dùng chung"</h2>
            <div class="choice">
                <input type="checkbox" class="choice__input" id="shared-machine" prop:checked=move || on.get()
                    aria-describedby="shared-hint" on:change=choose />
                <label class="choice__label" for="shared-machine">
                    "Không giữ gì trên máy này sau khi tôi đóng trang"
                </label>
            </div>
            <p hidden=none>{there}</p>
            <ul class="refusal__list" id="shared-hint">
                <li>"Trong lúc viết, bài vẫn được lưu như thường; tải lại trang không mất."</li>
                <li>
                    "Đóng thẻ cuối cùng của chương trình là mọi bản nháp trên máy này bị xóa. Mở lại "
                    "thẻ vừa đóng cũng không lấy lại được. Hãy xuất tệp hoặc tải tệp sao lưu trước khi đóng."
                </li>
                <li>
                    "Sổ tiếp nhận của cơ quan cũng còn khi tải lại trang; khi đã đóng trang, sổ bị xóa ở lần mở chương "
                    "trình tiếp theo, trước khi cho xem bất cứ điều gì. Các bản trước của bài không giữ qua lần tải lại."
                </li>
                <li>
                    "Nếu mất điện hoặc trình duyệt bị tắt đột ngột, bài còn trên máy; lần mở sau chương trình hỏi “làm tiếp "
                    "hay xóa” trước khi cho xem bất cứ điều gì."
                </li>
                <li>
                    "Chắc chắn nhất vẫn là bấm “Xóa dữ liệu trên máy này” khi dùng xong. Không che được những gì đã tải về "
                    "máy và những gì người quản lý máy ghi lại."
                </li>
            </ul>
            <p role="status">{state}</p>
        </section>
    }
}
