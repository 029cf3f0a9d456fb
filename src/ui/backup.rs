//! The backup of this machine's drafts: made of what the session holds, and handed out.

use crate::backup::{About, Backup, Item, Written};
use crate::draft::{Draft, Timestamp};
use crate::json;
use crate::platform::{clock, files, random, storage};
use crate::session::{REMINDER_KEY, Reminder, Session, Topic};
use crate::text::Date;
use crate::ui::{SessionHandle, words};

/// Where it is stored what this browser is called, at random, in the backups that it makes.
const ORIGIN_KEY: &str = "tham-luan.origin";

/// Today, by the device's clock.
pub(super) fn today() -> Option<Date> {
    Date::parse_iso(&clock::now())
}

impl SessionHandle {
    /// A backup of everything as it is now; with what is kept in mind of the writer only where that is wanted.
    pub(super) fn backup(self, with_writer: bool) -> Backup {
        self.peek(|session| Backup {
            origin: origin(),
            made_at: Some(Timestamp::new(clock::now())),
            app_version: env!("CARGO_PKG_VERSION").to_owned(),
            drafts: session
                .drafts()
                .iter()
                .map(|draft| Item::of_draft(draft, &about(session, draft)))
                .collect(),
            damaged: session
                .unreadable()
                .iter()
                .map(|entry| Item::of_damaged(&entry.key, &entry.raw))
                .collect(),
            packs: self.packs_from_elsewhere(session),
            remembered: with_writer.then(|| json::parse(&session.remembered().encode()).ok()).flatten(),
            ..Backup::default()
        })
    }

    /// The packs that drafts were begun with and that do not come with the program.
    fn packs_from_elsewhere(self, session: &Session) -> Vec<Item> {
        let mut wanted = Vec::new();
        for draft in session.drafts() {
            let pack = (&draft.plan, draft.plan_version);
            if self.built_in_version(&draft.plan) != Some(draft.plan_version) && !wanted.contains(&pack) {
                wanted.push(pack);
            }
        }
        let kept = wanted.into_iter().filter_map(|(id, version)| self.kept_text(id, version));
        kept.filter_map(|text| json::parse(&text).ok()).map(Item::of_pack).collect()
    }

    /// Hands a backup out, and says how that went.
    pub(super) fn download_backup(self, with_writer: bool) -> String {
        let Written { text, file_name, .. } = self.backup(with_writer).write();
        if !files::download(&file_name, "application/json", &text) {
            return "Trình duyệt không cho tải tệp về. Các bản nháp vẫn nguyên trong trình duyệt này; hãy thử lại hoặc \
                mở trang bằng trình duyệt khác."
                .to_owned();
        }
        self.note_backup();
        format!(
            "Đã tải về: {file_name} ({}). Tệp nằm trong thư mục tải về của trình duyệt; hãy chép vào USB hoặc thư mục \
            của cơ quan, rồi mở thử bằng “Mở tệp”.",
            words::size(text.len())
        )
    }

    /// Notes that there is a backup of everything as it is now.
    pub(super) fn note_backup(self) {
        self.set_reminder(self.peek(|session| Reminder::made(session, today())));
    }

    /// What is known of the last backup.
    pub(super) fn reminder(self) -> Reminder {
        let stored = storage::read(REMINDER_KEY).ok().flatten();
        stored.as_deref().map(Reminder::decode).unwrap_or_default()
    }

    /// Keeps what is known of the last backup. Where that fails, one is reminded once more.
    pub(super) fn set_reminder(self, reminder: Reminder) {
        let _ = storage::write(REMINDER_KEY, &reminder.encode());
        self.notify(&Topic::Drafts);
    }
}

/// What this browser is called in its backups.
pub(super) fn origin() -> String {
    if let Ok(Some(origin)) = storage::read(ORIGIN_KEY) {
        return origin;
    }
    let origin = random::uuid();
    // Where it is not kept, the next backup has another name.
    let _ = storage::write(ORIGIN_KEY, &origin);
    origin
}

/// What a draft is called, for readers that have not its plan.
fn about(session: &Session, draft: &Draft) -> About {
    let listed = session.listing(&draft.plan).and_then(|plan| plan.form(&draft.form));
    let open = session.open(&draft.id);
    let title = open.map(|open| open.form.title.clone()).or_else(|| listed.map(|form| form.title.clone()));
    About {
        name: words::name_of(session, draft),
        form: title.unwrap_or_else(|| draft.form.to_string()),
        plan: words::plan_name(session, &draft.plan),
        unit: open.and_then(words::unit_name).unwrap_or_default(),
    }
}
