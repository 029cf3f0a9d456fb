//! What this browser has stored for the page, counted.

use crate::platform::database::{self, Room};
use crate::platform::{persistence, storage};
use crate::session::store;
use crate::session::versions::Version;
use crate::ui::receiving::counts;
use crate::ui::{SessionHandle, words};

/// Some things of one kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Pile {
    /// How many.
    pub(super) count: usize,
    /// How large they are together.
    pub(super) bytes: usize,
}

impl Pile {
    fn of<'a>(texts: impl IntoIterator<Item = &'a String>) -> Self {
        let mut pile = Self::default();
        for text in texts {
            pile.count += 1;
            pile.bytes += text.len();
        }
        pile
    }
}

/// What is stored.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Inventory {
    /// Drafts that can be read; both copies of a draft count as one.
    pub(super) drafts: Pile,
    /// Drafts that cannot.
    pub(super) damaged: Pile,
    /// Earlier versions of drafts.
    pub(super) versions: Pile,
    /// What was set aside.
    pub(super) kept: Pile,
    /// How many files and papers an office has taken in.
    pub(super) intake: usize,
    /// Plan packs.
    pub(super) packs: Pile,
    /// Whether something is kept in mind of who writes.
    pub(super) writer: bool,
    /// How much the browser lets the page store, if it says.
    pub(super) room: Option<String>,
}

impl SessionHandle {
    /// Counts what is stored.
    pub(super) async fn inventory(self) -> Inventory {
        let mut inventory = self.peek(|session| Inventory {
            drafts: Pile::of(&session.drafts().iter().map(store::encode).collect::<Vec<_>>()),
            damaged: Pile::of(session.unreadable().iter().map(|entry| &entry.raw)),
            writer: !session.remembered().is_empty(),
            ..Inventory::default()
        });
        let packs = storage::entries(store::PLAN_PREFIX).unwrap_or_default();
        inventory.packs = Pile::of(packs.iter().map(|(_, text)| text));
        let versions = database::keys(Room::Versions, "").await.unwrap_or_default();
        for version in versions.iter().filter_map(|key| Version::parse(key)) {
            inventory.versions.count += 1;
            inventory.versions.bytes += usize::try_from(version.bytes).unwrap_or_default();
        }
        inventory.intake = counts().await.unwrap_or_default().iter().map(|(_, count)| count).sum();
        let kept = database::entries(Room::Kept, "").await.unwrap_or_default();
        inventory.kept = Pile::of(kept.iter().map(|(_, text)| text));
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "whole bytes, and shown roughly"
        )]
        let room = persistence::room().await.map(|bytes| words::size(bytes as usize));
        Inventory { room, ..inventory }
    }
}

impl Inventory {
    /// Each kind of thing, and how much there is of it. What there is none of is left out.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let pile =
            |Pile { count, bytes }: Pile, what: &str| format!("{count} {what}, {}", words::size(bytes));
        let piles = [
            ("Bản nháp", self.drafts, "bản"),
            ("Bản nháp bị hỏng, giữ nguyên trạng", self.damaged, "bản"),
            ("Các bản trước của bài", self.versions, "bản"),
            ("Bản cất riêng khi sửa hoặc chuyển dữ liệu (giữ 30 ngày)", self.kept, "bản"),
            ("Gói kế hoạch (để mở khi không có mạng)", self.packs, "gói"),
        ];
        let mut lines: Vec<_> = piles
            .into_iter()
            .filter(|(_, what, _)| what.count > 0)
            .map(|(name, what, unit)| (name, pile(what, unit)))
            .collect();
        if self.intake > 0 {
            lines.push(("Bài và tệp cơ quan đã tiếp nhận", format!("{} dòng trong sổ", self.intake)));
        }
        if self.writer {
            lines.push(("Điều đã nhớ về người viết", "đơn vị, người lập, phần đầu văn bản".to_owned()));
        }
        lines
    }
}
