//! "Xuất tệp": what the file contains, and the file; the paper itself for people.

use leptos::prelude::*;

use super::MissingDraft;
use crate::draft::{DraftId, Timestamp};
use crate::paper::{Measure, Room};
use crate::platform::{clock, files, page};
use crate::session::{Command, OpenDraft};
use crate::submission::Submission;
use crate::ui::components::{Contents, InvitationFiles, PageFrame, PaperFiles};
use crate::ui::{Route, SessionHandle, use_session, words};

/// Shows exactly what leaves the machine, then hands out the file.
#[component]
pub fn ExportPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let measure = session.measure(draft.clone()).get_untracked();
    let shown = session.peek_draft(&draft, |open| {
        let measure = measure.as_ref()?;
        Some((words::draft_name(open), open.may_complete(measure), over(open, measure)))
    });
    let Some((name, may_complete, over)) = shown.flatten() else {
        return view! { <MissingDraft /> }.into_any();
    };
    let complete = RwSignal::new(may_complete);
    let export = Export::new(session, draft.clone(), complete);
    let done = RwSignal::new(String::new());
    let named = move || {
        complete.with(|_| ());
        let named = |file: &ExportedFile| {
            (format!("Lần xuất thứ {} · ", file.revision), file.submission.file_name().to_owned())
        };
        export.with(|_, file| named(file)).unwrap_or_default()
    };
    let contents = move || {
        complete.with(|_| ());
        let rows = export.with(|open, file| words::contents(&file.submission.contents(open.plan, open.form)));
        rows.map(|rows| view! { <Contents rows=rows /> }.into_any())
    };
    let hand_out = move |_| {
        done.set(hand_out(export));
        request_animation_frame(|| {
            page::focus("export-done");
        });
    };
    let choices = [
        (true, "status-complete", "Hoàn thành, gửi chính thức"),
        (false, "status-draft", "Bản nháp (để giữ, để xin ý kiến)"),
    ];
    let choices = choices.map(|(value, id, label)| {
        view! {
            <div class="choice">
                <input type="radio" class="choice__input" name="status" id=id disabled=value && !may_complete
                    prop:checked=move || complete.get() == value on:change=move |_| complete.set(value) />
                <label class="choice__label" for=id>{label}</label>
            </div>
        }
        .into_any()
    });
    view! {
        <PageFrame title=format!("Xuất tệp: {name}")>
            <p class="page__lead">
                "Tệp này là bài nộp, cũng là bản sao lưu: mở lại ở máy nào cũng được đủ mọi câu trả lời. \
                Hãy gửi tệp theo cách cơ quan nhận yêu cầu; chương trình không tự gửi đi đâu."
            </p>
            <p class="refusal" hidden=over.is_empty()>{over.clone()}</p>
            <div class="field card" role="group" aria-labelledby="status-label">
                <p class="field__label" id="status-label">"Bài đã hoàn thành chưa?"</p>
                <p class="field__hint" hidden=may_complete>
                    "Bài còn điều cần sửa nên chưa thể ghi là hoàn thành. "
                    <a href=Route::Check(draft.clone()).href()>"Xem những điều cần sửa"</a>
                </p>
                {choices.into_iter().collect::<Vec<_>>()}
            </div>
            <p>{move || named().0}<span class="file-name">{move || named().1}</span></p>
            <p class="page__actions">
                <button type="button" class="button button--primary" on:click=hand_out>"Tải tệp về máy"</button>
                <a class="button" href=Route::Draft(draft).href()>"Trở lại bài viết"</a>
            </p>
            <p id="export-done" class="done-line" role="status" tabindex="-1">{move || done.get()}</p>
            <PaperFiles export=export />
            <InvitationFiles export=export />
            <h2>"Trong tệp có gì"</h2>
            <p>"Đúng những dòng dưới đây, không có gì khác."</p>
            {contents}
        </PageFrame>
    }
    .into_any()
}

/// What is exported from this page: one file, in whatever shapes it is taken, so that a printed paper, a PDF and the
/// file itself bear the same number and the same checksum.
#[derive(Clone, Copy, Debug)]
pub struct Export {
    session: SessionHandle,
    draft: StoredValue<DraftId>,
    complete: RwSignal<bool>,
    made: StoredValue<Option<ExportedFile>>,
}

/// A file as it was made, and what it was made of.
#[derive(Debug)]
pub struct ExportedFile {
    /// The file.
    pub submission: Submission,
    /// The number of this export.
    pub revision: u32,
    /// When it was made.
    pub made_at: Timestamp,
    complete: bool,
    updated_at: Timestamp,
    was_handed_out: bool,
}

impl Export {
    fn new(session: SessionHandle, draft: DraftId, complete: RwSignal<bool>) -> Self {
        Self { session, draft: StoredValue::new(draft), complete, made: StoredValue::new(None) }
    }

    /// Works with the file as it is exported here; made anew only if the paper changed since. None where the draft is gone,
    /// or whoever exported has left the page: then nothing is exported any more.
    pub fn with<R>(self, work: impl FnOnce(OpenDraft<'_>, &ExportedFile) -> R) -> Option<R> {
        let complete = self.complete.try_get_untracked()?;
        let worked = self.session.with_press(&self.draft()?, |press, open| {
            let updated_at = open.draft.updated_at.clone();
            self.made.try_update_value(|made| {
                let is_same =
                    |file: &mut ExportedFile| file.complete == complete && file.updated_at == updated_at;
                let file = match made.take_if(is_same) {
                    Some(file) => file,
                    None => {
                        let made_at = Timestamp::new(clock::now());
                        let measure = press.measure(open.plan, open.form, open.draft);
                        let submission = open.export(&measure, complete, &made_at);
                        let revision = open.draft.revision + 1;
                        ExportedFile {
                            submission,
                            revision,
                            made_at,
                            complete,
                            updated_at: updated_at.clone(),
                            was_handed_out: false,
                        }
                    }
                };
                let result = work(open, &file);
                *made = Some(file);
                result
            })
        });
        worked.flatten()
    }

    /// Which draft. None where whoever exported has left the page.
    #[must_use]
    pub fn draft(self) -> Option<DraftId> {
        self.draft.try_get_value()
    }

    /// The file was handed out: the next one bears another number.
    pub fn note_handed_out(self) {
        let is_first = self.made.try_update_value(|made| {
            made.as_mut().is_some_and(|file| !std::mem::replace(&mut file.was_handed_out, true))
        });
        if let Some(draft) = self.draft().filter(|_| is_first == Some(true)) {
            self.session.dispatch(Command::Exported { draft });
            self.session.save_now();
        }
    }
}

/// What is said when the browser lets no file fall.
pub(in crate::ui) const NO_DOWNLOAD: &str = "Trình duyệt không cho tải tệp về. Bài vẫn được lưu trong trình duyệt này; \
    hãy thử lại hoặc mở trang bằng trình duyệt khác.";

/// What is said of a file that was taken.
pub(in crate::ui) fn downloaded(name: &str) -> String {
    format!("Đã tải về: {name}. Tệp nằm trong thư mục tải về của trình duyệt.")
}

/// Hands out what is stored, as it is, and says how that went.
pub(in crate::ui) fn hand_out_raw(name: &str, text: &str) -> String {
    if files::download(name, "text/plain;charset=utf-8", text) {
        downloaded(name)
    } else {
        NO_DOWNLOAD.to_owned()
    }
}

/// Hands the file out, and says how that went.
fn hand_out(export: Export) -> String {
    let file =
        export.with(|_, file| (file.submission.file_name().to_owned(), file.submission.text().to_owned()));
    let Some((name, text)) = file else { return String::new() };
    if !files::download(&name, "application/json", &text) {
        return NO_DOWNLOAD.to_owned();
    }
    export.note_handed_out();
    downloaded(&name)
}

fn over(open: OpenDraft<'_>, measure: &Measure) -> String {
    match &measure.room {
        Room::Over { limit, lines, .. } => format!(
            "Bài in ra {} trang, {} (quá {lines} dòng). Tệp sẽ được ghi là bản nháp, “vượt {limit} trang”.",
            measure.pages,
            words::limit(open.form, *limit)
        ),
        Room::Unlimited | Room::Spare { .. } => String::new(),
    }
}
