//! "Bài đã xóa": drafts of which only versions are left on this machine.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::versions::{failing, shelved};
use crate::draft::{Draft, Timestamp};
use crate::platform::database::{self, Room};
use crate::platform::storage::StorageError;
use crate::platform::{clock, page};
use crate::session::versions::{DELETED_DAYS, Version};
use crate::session::{Command, Session, store};
use crate::ui::components::PageFrame;
use crate::ui::markup::{self, Markup};
use crate::ui::{Route, SessionHandle, use_session, words};

/// The last version of a draft that is not here, and what it says.
type Left = (Version, Draft);

/// Lists what was deleted and can still be brought back, or be taken off this machine for good.
#[component]
pub fn DeletedPage() -> impl IntoView {
    let session = use_session();
    let left = left(session);
    let done = RwSignal::new(String::new());
    let list = move || {
        let now = Timestamp::new(clock::now());
        String::from(match left.get() {
            None => markup::line("p", "", "Đang tìm…"),
            Some(Err(error)) => failing(error),
            Some(Ok(left)) if left.is_empty() => {
                markup::line("p", "versions__none", "Không có bài nào đã xóa còn lấy lại được trên máy này.")
            }
            Some(Ok(left)) => session.peek(|session| {
                markup::group(
                    "ul",
                    "versions__list",
                    left.iter().map(|left| card(session, left, &now)).collect(),
                )
            }),
        })
    };
    let press = move |event| {
        let Some(Ok(found)) = left.get_untracked() else { return };
        let pressed = page::pressed(&event);
        let (deed, key) = pressed.as_deref().and_then(|value| value.split_once(' ')).unwrap_or_default();
        let Some((version, said)) = found.into_iter().find(|(version, _)| version.key == key) else { return };
        match deed {
            "back" => {
                let id = said.id.clone();
                session.dispatch(Command::Adopt { draft: Box::new(said) });
                session.save_now();
                page::go(&Route::Draft(id).href());
            }
            _ if session.peek(|session| session.draft(&said.id).is_some()) => {
                done.set("Bài đó đã có lại trên máy nên không bỏ; các bản trước của bài vẫn còn.".to_owned());
                page::focus("deleted-done");
            }
            _ => spawn_local(async move {
                let came = forget(&version).await;
                done.set(match came {
                    Ok(()) => "Đã bỏ hẳn bài đó khỏi máy này.".to_owned(),
                    Err(_) => "Trình duyệt chưa bỏ được; hãy thử lại.".to_owned(),
                });
                if came.is_ok() {
                    left.update(|left| {
                        if let Some(Ok(left)) = left {
                            left.retain(|(other, _)| other.draft != version.draft);
                        }
                    });
                }
                page::focus("deleted-done");
            }),
        }
    };
    view! {
        <PageFrame title="Bài đã xóa">
            <p class="page__lead">
                {format!("Bài đã xóa còn lấy lại được trong {DELETED_DAYS} ngày, theo đồng hồ của máy này, nếu bộ nhớ của \
                trình duyệt không bị xóa. Máy dùng chung: ai mở trình duyệt này cũng lấy lại được; muốn không còn gì thì bấm \
                «Bỏ hẳn».")}
            </p>
            <p id="deleted-done" class="done-line" role="status" tabindex="-1">{move || done.get()}</p>
            <div class="versions" on:click=press inner_html=list></div>
            <p class="page__actions"><a class="button" href=Route::Home.href()>"Về trang đầu"</a></p>
        </PageFrame>
    }
}

/// What is left of drafts that are not here, what was kept last first. None until it is known.
fn left(session: SessionHandle) -> RwSignal<Option<Result<Vec<Left>, StorageError>>> {
    let left = RwSignal::new(None);
    let found = shelved(session, None);
    Effect::new(move |_| {
        let Some(found) = found.get() else { return };
        spawn_local(async move {
            let came = match found {
                Ok(versions) => read(session, versions).await,
                Err(error) => Err(error),
            };
            // Whoever has left the page asks no more.
            let _ = left.try_set(Some(came));
        });
    });
    left
}

async fn read(session: SessionHandle, versions: Vec<Version>) -> Result<Vec<Left>, StorageError> {
    let mut last: Vec<Version> = Vec::new();
    for version in versions {
        if session.peek(|session| session.draft(&version.draft).is_some()) {
            continue;
        }
        last.retain(|other| other.draft != version.draft);
        let place = last.partition_point(|other| other.number > version.number);
        last.insert(place, version);
    }
    let mut left = Vec::new();
    for version in last {
        let text = database::get(Room::Versions, &version.key).await?.unwrap_or_default();
        let said = store::decode(&store::key(&version.draft), &text);
        left.extend(said.ok().map(|said| (version, said)));
    }
    Ok(left)
}

/// Takes every version of a draft off this machine.
async fn forget(version: &Version) -> Result<(), StorageError> {
    let all = database::keys(Room::Versions, &crate::session::versions::prefix(&version.draft)).await?;
    for key in all {
        database::remove(Room::Versions, &key).await?;
    }
    Ok(())
}

fn card(session: &Session, (version, said): &Left, now: &Timestamp) -> Markup {
    let name = words::name_of(session, said);
    let facts = format!(
        "{} · {} · {}",
        words::plan_name(session, &said.plan),
        words::version_time(&version.at, now),
        words::word_count(version.words)
    );
    let button = |deed: &str, class: &str, label: &str| {
        let (value, spoken) = (format!("{deed} {}", version.key), format!("{label}: {name}"));
        let attributes = [("type", "button"), ("class", class), ("value", &value), ("aria-label", &spoken)];
        markup::element("button", &attributes, vec![markup::text(label)])
    };
    let buttons =
        vec![button("back", "button", "Lấy lại"), button("forget", "button button--quiet", "Bỏ hẳn")];
    markup::group(
        "li",
        "versions__item",
        vec![
            markup::line("p", "versions__name", &name),
            markup::line("p", "versions__facts", &facts),
            markup::group("div", "versions__actions", buttons),
        ],
    )
}
