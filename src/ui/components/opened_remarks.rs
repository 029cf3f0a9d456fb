//! Remarks of an office that were opened: what is asked, each with the way to its place in the draft.

use leptos::prelude::*;

use crate::draft::Draft;
use crate::form::Form;
use crate::office::asked::{asked, with_remarks};
use crate::office::remark::{Opened, Remark, Remarks};
use crate::session::{Command, Session};
use crate::submission::Integrity;
use crate::ui::markup::{self, Markup};
use crate::ui::{Place, Route, SessionHandle, use_session, words};

/// Lists what an office asks of a paper, and keeps it with the draft that is here. Nothing that was written changes.
#[component]
pub fn OpenedRemarks(
    /// What the file is called.
    name: String,
    /// What it gave.
    opened: Opened,
) -> impl IntoView {
    let session = use_session();
    if opened.integrity == Integrity::Verified {
        keep(session, &opened.remarks);
    }
    let contents = session.peek(|session| String::from(contents(session, &name, &opened)));
    view! { <section class="card opened" aria-labelledby="opened-title" inner_html=contents></section> }
}

/// Keeps what is asked with the draft that it is about, so that it is shown at the fields there.
fn keep(session: SessionHandle, remarks: &Remarks) {
    let asked = session.peek(|session| {
        let draft = session.draft(&remarks.paper).filter(|draft| remarks.is_about(draft))?;
        Some(with_remarks(draft, remarks))
    });
    if let Some(asked) = asked {
        session.dispatch(Command::Ask { draft: remarks.paper.clone(), asked });
        session.save_now();
    }
}

fn contents(session: &Session, name: &str, opened: &Opened) -> Markup {
    let remarks = &opened.remarks;
    let from = match remarks.office.trim() {
        "" => "Đề nghị bổ sung".to_owned(),
        office => format!("Đề nghị bổ sung của {office}"),
    };
    let by = remarks.answer_by.map(|day| format!(" Đề nghị gửi lại trước ngày {day}."));
    let facts = format!(
        "Cho bài của {}, lần xuất {}, viết lúc {}.{}",
        remarks.unit,
        remarks.revision,
        words::moment(&remarks.made_at),
        by.unwrap_or_default()
    );
    let integrity = match opened.integrity {
        Integrity::Verified => markup::line("p", "done-line", "✓ Tệp nguyên vẹn như khi cơ quan viết."),
        Integrity::Mismatch | Integrity::Missing => markup::line(
            "p",
            "refusal",
            "Tệp không còn nguyên như khi cơ quan viết. Hãy hỏi lại cơ quan trước khi sửa bài theo tệp này.",
        ),
    };
    let open = session.open(&remarks.paper).filter(|open| remarks.is_about(open.draft));
    let (guide, items) = match open {
        Some(open) => {
            let draft = Route::Draft(open.draft.id.clone()).href();
            let is_kept = asked(open.draft).iter().any(|asked| asked.made_at == remarks.made_at);
            let guide = vec![
                markup::text("Bài này có trên máy: "),
                markup::link("", &draft, &words::draft_name(open)),
                markup::text(if is_kept {
                    ". Mỗi điều dưới đây đã được đặt ngay tại ô của nó trong bài; phần trả lời vẫn giữ nguyên. Sửa xong điều nào \
                    thì đánh dấu điều đó, rồi xuất tệp và gửi lại."
                } else {
                    ". Sửa từng điều dưới đây, rồi xuất tệp và gửi lại."
                }),
            ];
            let items = remarks.remarks.iter().map(|remark| item(remark, Some((open.form, open.draft))));
            (guide, items.collect::<Vec<_>>())
        }
        None => {
            let guide = "Trên máy này không có bài đó. Hãy mở tệp bài đã gửi, chọn «Mở để viết tiếp», rồi mở lại tệp đề nghị này \
                để đi thẳng đến từng chỗ cần sửa.";
            (vec![markup::text(guide)], remarks.remarks.iter().map(|remark| item(remark, None)).collect())
        }
    };
    markup::all(vec![
        markup::element("h2", &[("id", "opened-title")], vec![markup::text(&from)]),
        markup::line("p", "field__hint", name),
        markup::line("p", "", &facts),
        integrity,
        markup::group("p", "", guide),
        markup::group("ol", "opened__remarks", items),
    ])
}

/// One remark, with the way to where it is about.
fn item(remark: &Remark, paper: Option<(&Form, &Draft)>) -> Markup {
    let mut parts = vec![markup::text(&remark.text)];
    if let Some((form, draft)) = paper
        && let Some((route, label)) = place(remark, form, draft)
    {
        parts.push(markup::text(" "));
        parts.push(markup::link("", &route.href(), &format!("Đến «{label}»")));
    }
    markup::group("li", "", parts)
}

fn place(remark: &Remark, form: &Form, draft: &Draft) -> Option<(Route, String)> {
    let id = remark.field.as_ref()?;
    let (section, field) = form.fields().find(|(_, field)| field.id == *id)?;
    let cell = remark.row_in(draft).zip(remark.column.clone());
    let place = Place { field: id.clone(), cell };
    Some((Route::Section(draft.id.clone(), section.id.clone(), Some(place)), field.label.clone()))
}
