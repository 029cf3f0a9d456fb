//! A file that was read, and what can be done with it.

use leptos::prelude::*;

use super::Contents;
use crate::draft::{Draft, DraftId, Timestamp};
use crate::paper::Press;
use crate::platform::{clock, page, random};
use crate::session::{Command, OpenDraft, Session};
use crate::submission::{Integrity, Opened, Status};
use crate::ui::{Route, SessionHandle, refusals, use_session, words};

/// Says what a file is and whether it is as it was written, and offers what can be done with it.
#[component]
pub fn OpenedFile(
    /// What the file is called.
    name: String,
    /// What it gave.
    opened: Opened,
) -> impl IntoView {
    let session = use_session();
    let Facts { title, facts, problems, answers } =
        session.peek(|session| facts(session, &opened)).unwrap_or_default();
    let (class, integrity) = match opened.integrity {
        Integrity::Verified => ("done-line", "✓ Tệp nguyên vẹn như khi xuất."),
        Integrity::Mismatch => (
            "refusal",
            "Nội dung tệp đã bị thay đổi sau khi xuất (mã kiểm tra không khớp), nên chỉ mở để đọc. \
            Hãy xin lại tệp gốc; nếu vẫn cần dùng, có thể chép thành một bản nháp mới rồi soát lại từng phần.",
        ),
        Integrity::Missing => (
            "refusal",
            "Tệp không có mã kiểm tra nên không biết có còn nguyên như khi xuất hay không; chỉ mở để đọc. \
            Có thể chép thành một bản nháp mới rồi soát lại từng phần.",
        ),
    };
    let no_problems = problems.is_empty();
    let problems =
        problems.into_iter().map(|problem| view! { <li>{problem}</li> }.into_any()).collect::<Vec<_>>();
    view! {
        <section class="card opened" aria-labelledby="opened-title">
            <h2 id="opened-title">{title}</h2>
            <p class="field__hint">{name}</p>
            <p>{facts}</p>
            <p class=class>{integrity}</p>
            <div class="refusal refusal--mild" hidden=no_problems>
                <p><strong>"Điều cần biết về tệp này (không có gì bị mất):"</strong></p>
                <ul>{problems}</ul>
            </div>
            {choices(session, opened.draft, opened.integrity == Integrity::Verified)}
            <details class="opened__contents">
                <summary>"Xem các câu trả lời trong tệp"</summary>
                <Contents rows=answers />
            </details>
        </section>
    }
}

/// What is said of a file.
#[derive(Default)]
struct Facts {
    title: String,
    facts: String,
    problems: Vec<String>,
    answers: Vec<(String, String)>,
}

fn facts(session: &Session, opened: &Opened) -> Option<Facts> {
    let draft = &opened.draft;
    let plan = session.plan_version(&draft.plan, draft.plan_version).or_else(|| session.plan(&draft.plan))?;
    let form = plan.form(&draft.form)?;
    let open = OpenDraft { plan, form, draft, others: session.drafts() };
    let measure = Press::default().measure(plan, form, draft);
    let file = open.export(&measure, false, &Timestamp::new(clock::now()));
    let mut answers = file.contents(plan, form);
    answers.retain(|entry| entry.path.starts_with("answers."));
    let status = match opened.status {
        Status::Complete => "hoàn thành",
        Status::Draft => "bản nháp",
    };
    let exported = opened.exported_at.as_ref().map(|moment| format!(" · xuất lúc {}", words::moment(moment)));
    Some(Facts {
        title: words::draft_name(open),
        facts: format!(
            "Lần xuất thứ {} · {status} · in ra {} trang A4{}",
            draft.revision,
            measure.pages,
            exported.unwrap_or_default()
        ),
        problems: opened.problems.iter().map(|problem| refusals::problem(form, problem)).collect(),
        answers: words::contents(&answers),
    })
}

/// What the user may let become of the file. A file never takes a draft's place unless that is asked for, and then
/// the draft goes on as a copy.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Choice {
    Continue,
    Another,
    Replace,
}

fn choices(session: SessionHandle, draft: Draft, verified: bool) -> AnyView {
    let existing = session.peek(|session| {
        let here = session.draft(&draft.id)?;
        let same = session.open(&draft.id).is_some_and(|open| open.says_the_same_as(&draft));
        let exported = match here.revision {
            0 => "chưa xuất lần nào".to_owned(),
            times => format!("đã xuất {times} lần"),
        };
        Some((words::name_of(session, here), words::moment(&here.updated_at), exported, same))
    });
    let see = Route::Draft(draft.id.clone()).href();
    let (sentence, choices, link): (String, &[(Choice, &'static str)], &'static str) = match existing {
        _ if !verified => (String::new(), &[(Choice::Another, "Chép thành bản nháp mới")], ""),
        None => (String::new(), &[(Choice::Continue, "Mở để viết tiếp")], ""),
        Some((name, _, _, true)) => (
            format!("Bản nháp «{name}» trên máy này giống hệt tệp."),
            &[(Choice::Another, "Mở thành bản nháp khác")],
            "Viết tiếp bản nháp đó",
        ),
        Some((name, changed, exported, false)) => (
            format!(
                "Trên máy này đã có bản nháp của cùng bài: «{name}», sửa lúc {changed}, {exported}. \
                Nội dung khác với tệp. Bản nào cũng được giữ:"
            ),
            &[
                (Choice::Another, "Mở thành bản nháp khác"),
                (Choice::Replace, "Viết tiếp từ tệp, giữ bản trên máy thành bản sao"),
            ],
            "Xem bản trên máy",
        ),
    };
    let buttons = choices.iter().enumerate().map(|(index, (choice, label))| {
        let (draft, choice) = (draft.clone(), *choice);
        let class = if index == 0 && verified { "button button--primary" } else { "button" };
        let choose = move |_| take(session, draft.clone(), choice);
        view! { <button type="button" class=class on:click=choose>{*label}</button> }.into_any()
    });
    let buttons = buttons.collect::<Vec<_>>();
    view! {
        <p hidden=sentence.is_empty()>{sentence.clone()}</p>
        <p class="page__actions">
            {buttons}
            <a class="button button--quiet" href=see hidden=link.is_empty()>{link}</a>
        </p>
    }
    .into_any()
}

/// Does what was chosen, and goes to the draft.
fn take(session: SessionHandle, draft: Draft, choice: Choice) {
    let fresh = DraftId::new(random::uuid());
    // A deleted draft may have been brought back since the file was opened: then there are two of them.
    let is_here = session.peek(|session| session.draft(&draft.id).is_some());
    let choice = if choice == Choice::Continue && is_here { Choice::Another } else { choice };
    let (id, command) = match choice {
        Choice::Continue => (draft.id.clone(), Command::Adopt { draft: Box::new(draft) }),
        Choice::Another => {
            let other = Draft { id: fresh.clone(), revision: 0, ..draft };
            (fresh, Command::Adopt { draft: Box::new(other) })
        }
        Choice::Replace => {
            let name =
                session.peek(|session| session.draft(&draft.id).map(|here| words::name_of(session, here)));
            let name = format!("{} (bản có trên máy trước khi mở tệp)", name.unwrap_or_default());
            (draft.id.clone(), Command::Replace { draft: Box::new(draft), copy: fresh, name })
        }
    };
    session.dispatch(command);
    session.save_now();
    page::go(&Route::Draft(id).href());
}
