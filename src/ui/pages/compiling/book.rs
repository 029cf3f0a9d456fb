//! The book of the conference: every tham luận that counts, bound as one PDF or one file for Word.

use leptos::prelude::*;

use super::files::{Handing, unfetched};
use crate::document::begun::PRODUCER;
use crate::document::book::{book, has_book, properties};
use crate::document::{Properties, pdf};
use crate::draft::Timestamp;
use crate::paper::Printed;
use crate::plan::PlanId;
use crate::platform::files;
use crate::ui::components::WORD;
use crate::ui::pages::{NO_DOWNLOAD, downloaded};
use crate::ui::parts::{self, Documents};
use crate::ui::receiving::receiving;

/// Offers the book of a plan that has one; nothing else.
pub(super) fn book_files(handing: Handing) -> AnyView {
    if receiving().peek(|plan, _, _| has_book(plan)) != Some(true) {
        return ().into_any();
    }
    let button = |name: &'static str, is_pdf: bool| {
        view! {
            <button type="button" class="button" aria-disabled=move || handing.is_busy()
                on:click=move |_| handing.work("Đang đóng kỷ yếu, có thể mất vài giây…", make(is_pdf))>{name}</button>
        }
        .into_any()
    };
    view! {
        <section class="compiled-book" aria-labelledby="compiled-book">
            <h2 id="compiled-book">"Kỷ yếu hội nghị"</h2>
            <p class="page__lead">
                "Bìa, mục lục có số trang, rồi từng bài tham luận được tính, mỗi bài đúng như bản in của nó."
            </p>
            <p class="page__actions">
                {vec![button("Tải kỷ yếu (PDF)", true), button("Tải kỷ yếu (Word)", false)]}
            </p>
        </section>
    }
    .into_any()
}

async fn make(is_pdf: bool) -> Result<String, String> {
    let bound = receiving().peek(|plan, register, _| {
        let made_at = register.newest().cloned();
        Some((plan.id.clone(), book(plan, register)?, properties(plan, register), made_at?))
    });
    let Some((plan, printed, properties, made_at)) = bound.flatten() else {
        return Err("Chưa có bài tham luận nào được tính để đóng kỷ yếu.".to_owned());
    };
    let Some(documents) = parts::documents().await else { return Err(unfetched()) };
    let (name, kind) = match is_pdf {
        true => (format!("ky-yeu_{plan}.pdf"), "application/pdf"),
        false => (format!("ky-yeu_{plan}.docx"), WORD),
    };
    let bytes = if is_pdf {
        written(documents, &plan, &printed, &properties, &made_at)
    } else {
        Some((documents.word)(&printed, &properties, None))
    };
    match bytes {
        None => {
            Err("Không tạo được tệp PDF của kỷ yếu. Các bài đã nhận vẫn nguyên; hãy tải bản Word.".to_owned())
        }
        Some(bytes) if files::download_bytes(&name, kind, &bytes) => Ok(downloaded(&name)),
        Some(_) => Err(NO_DOWNLOAD.to_owned()),
    }
}

fn written(
    documents: &Documents,
    plan: &PlanId,
    printed: &Printed,
    properties: &Properties,
    made_at: &Timestamp,
) -> Option<Vec<u8>> {
    let id = format!("ky-yeu-{plan}#{made_at}");
    let paper = pdf::Paper {
        printed,
        properties,
        producer: PRODUCER,
        made_at,
        id: &id,
        submission: None,
        mark: None,
    };
    (documents.pdf)(&paper)
}
