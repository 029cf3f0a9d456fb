//! "Các bản trước": what a draft was at earlier moments.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::MissingDraft;
use crate::draft::{DraftId, Timestamp};
use crate::platform::clock;
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;
use crate::session::Topic;
use crate::session::versions::{self, Version};
use crate::ui::components::{LiveMarkup, PageFrame};
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session, words};

/// The versions of a draft, or why they cannot be had. None until they are here.
pub(super) type Shelved = Option<Result<Vec<Version>, StorageError>>;

/// The versions of one draft, or of all, in the order in which they were kept; again whenever one is.
pub(super) fn shelved(session: SessionHandle, draft: Option<DraftId>) -> RwSignal<Shelved> {
    let found = RwSignal::new(None);
    Effect::new(move |_| {
        session.versions_kept();
        let prefix = draft.as_ref().map(versions::prefix).unwrap_or_default();
        spawn_local(async move {
            let keys = database::keys(Room::Versions, &prefix).await;
            let versions = keys.map(|keys| keys.iter().filter_map(|key| Version::parse(key)).collect());
            // Whoever has left the page asks no more.
            let _ = found.try_set(Some(versions));
        });
    });
    found
}

/// Lists the versions of a draft, the latest first.
#[component]
pub fn VersionsPage(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let name = session.peek(|session| session.draft(&draft).map(|draft| words::name_of(session, draft)));
    let Some(name) = name else {
        return view! { <MissingDraft /> }.into_any();
    };
    let found = shelved(session, Some(draft.clone()));
    let list = {
        let draft = draft.clone();
        Memo::new(move |_| {
            let changed = session.read(Topic::Draft(draft.clone()), |session| {
                session.draft(&draft).map(|draft| draft.updated_at.clone())
            });
            let now = Timestamp::new(clock::now());
            String::from(match found.get() {
                None => markup::line("p", "page__lead", "Đang tìm các bản trước…"),
                Some(Err(error)) => failing(error),
                Some(Ok(versions)) if versions.is_empty() => empty(),
                Some(Ok(versions)) => listed(&draft, &versions, changed.as_ref(), &now),
            })
        })
    };
    let trouble = move || session.versions_kept().0.map(|error| String::from(not_kept(error)));
    view! {
        <PageFrame title=format!("Các bản trước: {name}")>
            <p class="page__lead">
                "Trong khi viết, chương trình tự giữ lại bài ở từng lúc. Bản càng cũ được giữ càng thưa. "
                "Xem bản nào cũng không làm thay đổi bài đang viết. Giờ ghi theo đồng hồ của máy này."
            </p>
            <div role="alert" inner_html=trouble></div>
            <LiveMarkup class="versions" markup=list />
            <p class="page__actions">
                <a class="button" href=Route::Draft(draft).href()>"Trở lại bài viết"</a>
            </p>
        </PageFrame>
    }
    .into_any()
}

fn empty() -> Markup {
    markup::line(
        "p",
        "versions__none",
        "Chưa có bản trước nào của bài này trên máy. Bản đầu tiên được giữ khi bài được sửa rồi tạm ngừng viết chừng nửa phút.",
    )
}

/// What is said where the versions cannot be read.
pub(super) fn failing(error: StorageError) -> Markup {
    let why = match error {
        StorageError::Unavailable => {
            "Trình duyệt này không cho giữ các bản trước trên máy (có thể đang ở chế độ riêng tư)."
        }
        _ => "Trình duyệt chưa đọc được các bản trước trên máy này. Hãy tải lại trang để thử lại.",
    };
    let sentences = vec![
        markup::element("p", &[], vec![markup::line("strong", "", why)]),
        markup::line("p", "", "Bài đang viết không bị ảnh hưởng; muốn có thêm bản để giữ, hãy xuất tệp."),
    ];
    markup::group("div", "banner", sentences)
}

/// What is said where the last version could not be kept.
fn not_kept(error: StorageError) -> Markup {
    let why = match error {
        StorageError::Full => "Bộ nhớ của trình duyệt đã đầy nên chưa giữ thêm được bản trước của bài.",
        StorageError::Unavailable => {
            "Trình duyệt này không cho giữ các bản trước trên máy (có thể đang ở chế độ riêng tư)."
        }
        _ => "Trình duyệt chưa giữ thêm được bản trước của bài.",
    };
    let safe = "Việc viết và lưu bài không bị ảnh hưởng. Muốn có thêm bản để giữ, hãy xuất tệp.";
    let sentences =
        vec![markup::element("p", &[], vec![markup::line("strong", "", why)]), markup::line("p", "", safe)];
    markup::group("div", "banner", sentences)
}

fn listed(draft: &DraftId, versions: &[Version], changed: Option<&Timestamp>, now: &Timestamp) -> Markup {
    let written = changed.map(|changed| format!("sửa lần cuối {}", words::version_time(changed, now)));
    let present = vec![
        markup::link("versions__name", &Route::Draft(draft.clone()).href(), "Bài đang viết"),
        markup::line("p", "versions__facts", &written.unwrap_or_default()),
    ];
    let mut items = vec![markup::group("li", "versions__item versions__item--present", present)];
    for (index, version) in versions.iter().enumerate().rev() {
        let before = index.checked_sub(1).and_then(|before| versions.get(before));
        items.push(item(version, before, now));
    }
    markup::element("ol", &[("class", "versions__list"), ("reversed", "")], items)
}

fn item(version: &Version, before: Option<&Version>, now: &Timestamp) -> Markup {
    let href = Route::Versions(version.draft.clone(), Some(version.number)).href();
    let name = format!("{}, {}", words::version_time(&version.at, now), words::why(version.why));
    let facts = [
        words::ago(&version.at, now),
        words::word_count(version.words),
        before.map(|before| difference(before.words, version.words)).unwrap_or_default(),
    ];
    let facts = facts.into_iter().filter(|fact| !fact.is_empty()).collect::<Vec<_>>().join(" · ");
    let parts =
        vec![markup::link("versions__name", &href, &name), markup::line("p", "versions__facts", &facts)];
    markup::group("li", "versions__item", parts)
}

/// How many words a version has more or fewer than the one before.
fn difference(before: u32, after: u32) -> String {
    let count = words::word_count(after.abs_diff(before));
    match after.cmp(&before) {
        std::cmp::Ordering::Less => format!("bớt {count}"),
        std::cmp::Ordering::Equal => String::new(),
        std::cmp::Ordering::Greater => format!("thêm {count}"),
    }
}
