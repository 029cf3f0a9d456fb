//! What is said on the first page where the program was opened from a file: browsers keep a file's drafts each in their
//! own way (docs/data-safety.md).

use leptos::prelude::*;

use crate::platform::page;
use crate::ui::markup::{self, Markup};

/// Where drafts can be backed up.
const BACKUP: &str = "#/du-lieu";

/// A lasting note; nothing where the program came from a site.
pub(in crate::ui) fn file_notice() -> Option<AnyView> {
    page::is_file().then(|| view! { <div inner_html=String::from(note())></div> }.into_any())
}

fn note() -> Markup {
    let text = "Các bản nháp nằm trong trình duyệt của máy này, không nằm trong tệp hay trên USB: ở máy khác hoặc trình \
        duyệt khác sẽ không thấy. Có trình duyệt còn không thấy bản nháp nữa khi tệp bị đổi tên hay chuyển sang thư mục \
        khác; đưa tệp về đúng chỗ cũ thì thấy lại. Hãy sao lưu thường xuyên, nhất là trước khi chuyển tệp hoặc đổi máy.";
    let name = ("aria-label", "Chương trình mở từ tệp");
    markup::element(
        "aside",
        &[("class", "banner"), name],
        vec![
            markup::group(
                "p",
                "",
                vec![
                    markup::line("strong", "", "Chương trình đang chạy từ một tệp trên máy."),
                    markup::text(" "),
                    markup::text(text),
                ],
            ),
            markup::group("p", "", vec![markup::link("button", BACKUP, "Sao lưu các bản nháp")]),
        ],
    )
}
