//! One earlier version of a draft: what differs, and how to come back to it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::versions::{failing, shelved};
use super::{MissingDraft, hand_out_raw};
use crate::draft::{Draft, DraftId, Timestamp};
use crate::paper::Press;
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;
use crate::platform::{clock, page, random};
use crate::session::store::{self, Cause};
use crate::session::versions::{Version, compare};
use crate::session::{Command, Edit, OpenDraft};
use crate::ui::components::{Contents, PageFrame, Sides, UndoBar, changes};
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session, words};

/// A version with its neighbours, and the texts of it and of the one before, as stored.
#[derive(Clone, Debug, PartialEq)]
struct Shown {
    version: Version,
    text: String,
    before: Option<(Version, String)>,
    after: Option<u32>,
}

/// None where it is no longer there.
type Fetched = Option<Result<Option<Box<Shown>>, StorageError>>;

/// Shows a version of a draft.
#[component]
pub fn VersionPage(
    /// Which draft.
    draft: DraftId,
    /// The version's number.
    number: u32,
) -> impl IntoView {
    let session = use_session();
    let name = session.peek(|session| session.draft(&draft).map(|draft| words::name_of(session, draft)));
    let Some(name) = name else {
        return view! { <MissingDraft /> }.into_any();
    };
    let fetched = fetched(session, draft.clone(), number);
    let title = move || match fetched.get() {
        Some(Ok(Some(shown))) => {
            format!("Bản {}", words::version_time(&shown.version.at, &Timestamp::new(clock::now())))
        }
        _ => "Bản trước".to_owned(),
    };
    let list = Route::Versions(draft.clone(), None).href();
    let contents = move || match fetched.get()? {
        Ok(Some(shown)) => Some(view! { <VersionView shown=*shown /> }.into_any()),
        Ok(None) => Some(of(markup::line(
            "p",
            "",
            "Bản này không còn trên máy: bản cũ được giữ thưa dần, hoặc nó đã được thay bằng bản mới hơn giống hệt.",
        ))),
        Err(error) => Some(of(failing(error))),
    };
    view! {
        <PageFrame title=Signal::derive(title)>
            <div class="writing__head">
                <p class="page__lead">{name}</p>
                <UndoBar draft=draft.clone() />
            </div>
            {contents}
            <p class="page__actions">
                <a class="button" href=list>"Các bản trước"</a>
                <a class="button" href=Route::Draft(draft).href()>"Trở lại bài viết"</a>
            </p>
        </PageFrame>
    }
    .into_any()
}

fn of(markup: Markup) -> AnyView {
    view! { <div class="page__contents" inner_html=String::from(markup)></div> }.into_any()
}

/// Reads a version, once: what it says never changes.
fn fetched(session: SessionHandle, draft: DraftId, number: u32) -> RwSignal<Fetched> {
    let fetched = RwSignal::new(None);
    let found = shelved(session, Some(draft));
    Effect::new(move |_| {
        let Some(found) = found.get() else { return };
        let is_read = matches!(fetched.get_untracked(), Some(Ok(Some(_))));
        spawn_local(async move {
            let came = match found {
                Ok(_) if is_read => return,
                Ok(versions) => read(&versions, number).await,
                Err(error) => Err(error),
            };
            // Whoever has left the page asks no more.
            let _ = fetched.try_set(Some(came));
        });
    });
    fetched
}

async fn read(versions: &[Version], number: u32) -> Result<Option<Box<Shown>>, StorageError> {
    let Some(at) = versions.iter().position(|version| version.number == number) else { return Ok(None) };
    let version = versions[at].clone();
    let Some(text) = database::get(Room::Versions, &version.key).await? else { return Ok(None) };
    let mut before = None;
    if let Some(version) = at.checked_sub(1).and_then(|before| versions.get(before)) {
        let text = database::get(Room::Versions, &version.key).await?;
        before = text.map(|text| (version.clone(), text));
    }
    let after = versions.get(at + 1).map(|version| version.number);
    Ok(Some(Box::new(Shown { version, text, before, after })))
}

fn decoded(version: &Version, text: &str) -> Result<Draft, Cause> {
    store::decode(&store::key(&version.draft), text)
}

/// A version that was read.
#[component]
fn VersionView(shown: Shown) -> impl IntoView {
    let session = use_session();
    let Shown { version, text, before, after } = shown;
    let said = match decoded(&version, &text) {
        Ok(said) => said,
        Err(cause) => return unreadable(cause, text),
    };
    let draft = version.draft.clone();
    let before = before.and_then(|(version, text)| decoded(&version, &text).ok().map(|said| (version, said)));
    let neighbours = neighbours(&draft, before.as_ref().map(|(version, _)| version.number), after);
    let facts = session.peek(|state| facts(state, &version, &said));
    let restored = RwSignal::new(String::new());
    let against_before = RwSignal::new(false);
    let has_before = before.is_some();
    let said = StoredValue::new(said);
    let older = StoredValue::new(before.map(|(_, said)| said));
    let differences = {
        let draft = draft.clone();
        move || {
            session
                .read_draft(&draft, |open| String::from(differences(open, said, older, against_before.get())))
        }
    };
    let stands_apart = {
        let draft = draft.clone();
        move || {
            session
                .read_draft(&draft, |open| said.with_value(|said| fits(open, said) && !is_same(open, said)))
        }
    };
    let stands_apart = Memo::new(move |_| stands_apart() == Some(true));
    let restore = move |_| {
        let version = Box::new(said.get_value());
        session.edit(&draft, Edit::Restore(version));
        // Where another tab writes the draft it stays as it is, and that is said.
        let is_done = session.peek_draft(&draft, |open| said.with_value(|said| is_same(open, said)));
        if is_done != Some(true) {
            return;
        }
        session.save_now();
        restored.set(
            "Đã khôi phục bản này. Bài vừa rồi được giữ trong Các bản trước; nút «Hoàn tác» đưa bài trở lại như vừa rồi."
                .to_owned(),
        );
        page::focus("version-restored");
    };
    let open = move |_| {
        let id = DraftId::new(random::uuid());
        let copy = said.with_value(|said| session.peek(|state| copy_of(state, said, &version, id.clone())));
        session.dispatch(Command::Adopt { draft: Box::new(copy) });
        session.save_now();
        page::go(&Route::Draft(id).href());
    };
    let whole = said.with_value(|said| session.peek(|session| contents(session, said))).unwrap_or_default();
    view! {
        <p>{facts}</p>
        <p class="page__actions">
            <button type="button" class="button button--primary" hidden=move || !stands_apart.get() on:click=restore>
                "Khôi phục bản này"
            </button>
            <button type="button" class="button" on:click=open>"Mở thành bản nháp riêng"</button>
        </p>
        <p id="version-restored" class="done-line" role="status" tabindex="-1">{move || restored.get()}</p>
        <h2>"Những chỗ khác nhau"</h2>
        {has_before.then(|| against(against_before))}
        <div class="page__contents" inner_html=differences></div>
        <details class="opened__contents">
            <summary>"Đọc toàn bộ bản này"</summary>
            <Contents rows=whole />
        </details>
        {neighbours}
    }
    .into_any()
}

/// What the version is held against.
fn against(against_before: RwSignal<bool>) -> AnyView {
    let choice = |label: &'static str, is_before: bool| {
        view! {
            <label class="choice">
                <input type="radio" class="choice__input" name="against" prop:checked=!is_before
                    on:change=move |_| against_before.set(is_before) />
                <span class="choice__label">{label}</span>
            </label>
        }
        .into_any()
    };
    let choices = vec![choice("So với bài đang viết", false), choice("So với bản ngay trước đó", true)];
    view! {
        <fieldset class="versions__against">
            <legend class="visually-hidden">"So sánh bản này"</legend>
            {choices}
        </fieldset>
    }
    .into_any()
}

/// Whether the version is of the form that the draft is of now.
fn fits(open: OpenDraft<'_>, said: &Draft) -> bool {
    let of = |draft: &Draft| (draft.plan.clone(), draft.plan_version, draft.form.clone());
    of(open.draft) == of(said)
}

fn is_same(open: OpenDraft<'_>, said: &Draft) -> bool {
    compare(open.plan, open.form, said, open.draft).is_empty()
}

fn differences(
    open: OpenDraft<'_>,
    said: StoredValue<Draft>,
    older: StoredValue<Option<Draft>>,
    against_before: bool,
) -> Markup {
    said.with_value(|said| {
        if !fits(open, said) {
            return markup::line(
                "p",
                "",
                "Bản này viết theo phiên bản khác của mẫu nên không so sánh và không khôi phục tại chỗ được; có thể mở \
                thành bản nháp riêng.",
            );
        }
        let present = || {
            let sides = Sides { before: "bản này", after: "bài đang viết" };
            changes(&compare(open.plan, open.form, said, open.draft), sides)
        };
        older.with_value(|older| match older.as_ref().filter(|older| against_before && fits(open, older)) {
            Some(older) => {
                let sides = Sides { before: "bản ngay trước đó", after: "bản này" };
                changes(&compare(open.plan, open.form, older, said), sides)
            }
            None => present(),
        })
    })
}

/// Why and when the version was kept, and how long it is.
fn facts(session: &crate::session::Session, version: &Version, said: &Draft) -> String {
    let now = Timestamp::new(clock::now());
    let pages = session.plan_version(&said.plan, said.plan_version).and_then(|plan| {
        let form = plan.form(&said.form)?;
        Some(format!("in ra {} trang A4", Press::default().measure(plan, form, said).pages))
    });
    let facts = [
        words::ago(&version.at, &now),
        format!("giữ {}", words::why(version.why)),
        words::word_count(version.words),
        pages.unwrap_or_default(),
    ];
    facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ")
}

/// Every answer of the version, as its file would hold it.
fn contents(session: &crate::session::Session, said: &Draft) -> Option<Vec<(String, String)>> {
    let plan = session.plan_version(&said.plan, said.plan_version)?;
    let form = plan.form(&said.form)?;
    let open = OpenDraft { plan, form, draft: said, others: session.drafts() };
    let measure = Press::default().measure(plan, form, said);
    let file = open.export(&measure, false, &said.updated_at);
    let mut answers = file.contents(plan, form);
    answers.retain(|entry| entry.path.starts_with("answers."));
    Some(words::contents(&answers))
}

/// The version as a draft of its own, which has never been exported.
fn copy_of(session: &crate::session::Session, said: &Draft, version: &Version, id: DraftId) -> Draft {
    let here = session.draft(&version.draft).map(|draft| words::name_of(session, draft)).unwrap_or_default();
    let name = format!("{here} (bản {})", words::moment(&version.at));
    Draft { id, name, revision: 0, ..said.clone() }
}

/// Links to the versions before and after.
fn neighbours(draft: &DraftId, before: Option<u32>, after: Option<u32>) -> AnyView {
    let link = |number: Option<u32>, name: &str| {
        let href = |number| Route::Versions(draft.clone(), Some(number)).href();
        number.map(|number| markup::link("button button--quiet", &href(number), name)).unwrap_or_default()
    };
    let links = vec![link(before, "Bản cũ hơn"), link(after, "Bản mới hơn")];
    of(markup::group("p", "page__actions", links))
}

/// A version that cannot be read: what is safe, and the way out.
fn unreadable(cause: Cause, text: String) -> AnyView {
    let why = match cause {
        Cause::Damaged => "Bản này bị hỏng nên không mở được.",
        Cause::Newer => "Bản này được giữ bằng phiên bản mới hơn của chương trình.",
    };
    let said = RwSignal::new(String::new());
    let export = move |_| said.set(hand_out_raw("ban-truoc.txt", &text));
    view! {
        <p class="refusal">{why} " Bài đang viết và các bản khác không bị ảnh hưởng."</p>
        <p class="page__actions">
            <button type="button" class="button" on:click=export>"Xuất nguyên trạng"</button>
        </p>
        <p class="done-line" role="status">{move || said.get()}</p>
    }
    .into_any()
}
