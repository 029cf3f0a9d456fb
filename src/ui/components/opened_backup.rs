//! A backup that was read, and what can be taken back out of it.

use leptos::prelude::*;

use crate::backup::{Integrity, Opened};
use crate::platform::page;
use crate::session::store::Cause;
use crate::session::{Against, Command, Topic};
use crate::ui::restore::{Besides, Choice, Offer, Report, offers};
use crate::ui::saver::Failing;
use crate::ui::{Route, SessionHandle, use_session, words};

/// Says what is in a backup and how each draft stands to this machine, and takes back what is chosen. No draft that is
/// here changes before that is asked for.
#[component]
pub fn OpenedBackup(
    /// What the file is called.
    name: String,
    /// What it gave.
    opened: Opened,
) -> impl IntoView {
    let session = use_session();
    let all = session.peek(|session| offers(session, &opened));
    let title = format!("Bản sao lưu: {} bản nháp", all.len());
    let (class, integrity) = integrity(&opened);
    let notes =
        notes(&opened).into_iter().map(|note| view! { <li>{note}</li> }.into_any()).collect::<Vec<_>>();
    let no_notes = notes.is_empty();
    let report = RwSignal::new(None::<Report>);
    let opened = StoredValue::new(opened);
    let body = move || match report.get() {
        None => choosing(session, all.clone(), opened, report),
        Some(report) => done(session, report),
    };
    view! {
        <section class="card opened opened-backup" aria-labelledby="opened-title">
            <h2 id="opened-title">{title}</h2>
            <p class="field__hint">{name}</p>
            <p class=class>{integrity}</p>
            <ul class="refusal refusal--mild" hidden=no_notes>{notes}</ul>
            <div id="restored" tabindex="-1">{body}</div>
        </section>
    }
}

fn integrity(opened: &Opened) -> (&'static str, String) {
    let when = opened.backup.made_at.as_ref().map(words::moment).unwrap_or_default();
    match opened.integrity {
        Integrity::Verified => ("done-line", format!("✓ Tệp nguyên vẹn như khi sao lưu lúc {when}.")),
        Integrity::Changed => (
            "refusal",
            "Tệp đã bị thay đổi sau khi sao lưu (mã kiểm tra không khớp). Mỗi bản nháp có mã kiểm tra riêng: bản nào còn \
            nguyên thì lấy lại được như cũ; bản nào đã bị thay đổi thì ghi rõ dưới đây."
                .to_owned(),
        ),
        Integrity::Truncated => (
            "refusal",
            "Tệp bị cụt, thiếu phần cuối: việc chép hoặc tải về chưa xong. Những bản nháp đọc được vẫn nguyên và lấy lại \
            được. Nếu còn tệp gốc, hãy chép lại để có đủ."
                .to_owned(),
        ),
        Integrity::Missing => (
            "refusal refusal--mild",
            "Tệp không có mã kiểm tra chung; từng bản nháp vẫn được kiểm tra riêng.".to_owned(),
        ),
    }
}

/// What else is to be known of the file.
fn notes(opened: &Opened) -> Vec<String> {
    let mut notes = Vec::new();
    if opened.newer.is_some() {
        notes.push(
            "Tệp được tạo bằng phiên bản mới hơn của chương trình. Phiên bản này chỉ lấy lại được những gì nó đọc được; \
            để có đủ, hãy mở tệp bằng phiên bản mới."
                .to_owned(),
        );
    }
    if opened.lost > 0 {
        notes.push(format!("Có {} mục mà tệp nói là có nhưng không còn tìm thấy.", opened.lost));
    }
    if !opened.backup.packs.is_empty() {
        notes.push(format!(
            "Tệp có {} gói kế hoạch mà các bản nháp cần; gói nào máy này chưa có sẽ được giữ cùng bản nháp.",
            opened.backup.packs.len()
        ));
    }
    notes
}

/// The list, and the button that takes back what is chosen.
fn choosing(
    session: SessionHandle,
    all: Vec<Offer>,
    opened: StoredValue<Opened>,
    report: RwSignal<Option<Report>>,
) -> AnyView {
    let (open, settled): (Vec<Offer>, Vec<Offer>) =
        all.into_iter().partition(|offer| offer.choices().len() > 1);
    let (equal, unreadable): (Vec<Offer>, Vec<Offer>) =
        settled.into_iter().partition(|offer| offer.draft.is_ok());
    let chosen = RwSignal::new(open.iter().map(Offer::default_choice).collect::<Vec<_>>());
    let rows = open.iter().enumerate().map(|(index, offer)| row(index, offer, chosen)).collect::<Vec<_>>();
    let open = StoredValue::new(open);
    let choose_all = move |_| chosen.set(open.with_value(|open| open.iter().map(Offer::taken).collect()));
    let choose_none = move |_| chosen.update(|chosen| chosen.fill(Choice::Leave));
    let besides = RwSignal::new(
        opened.with_value(|opened| Besides { damaged: !opened.backup.damaged.is_empty(), remembered: false }),
    );
    let extras = opened.with_value(|opened| extras(opened, besides));
    let count = move || {
        let besides = besides.get();
        let drafts = chosen.with(|chosen| chosen.iter().filter(|choice| **choice != Choice::Leave).count());
        (drafts, besides.damaged || besides.remembered)
    };
    let label = move || match count() {
        (0, true) => "Lấy lại những mục đã chọn".to_owned(),
        (drafts, _) => format!("Lấy lại {drafts} bản nháp"),
    };
    let nothing = move || count() == (0, false);
    let take = move |_| {
        if nothing() {
            return;
        }
        let picked = open.get_value().into_iter().zip(chosen.get_untracked()).collect();
        let done = opened.with_value(|opened| session.restore(opened, picked, besides.get_untracked()));
        report.set(Some(done));
        request_animation_frame(|| {
            page::focus("restored");
        });
    };
    let few = rows.len() < 2;
    let none = rows.is_empty();
    view! {
        <p hidden=!none>"Trong tệp không có bản nháp nào mà máy này chưa có."</p>
        <p class="page__actions" hidden=few>
            <button type="button" class="button" on:click=choose_all>"Chọn tất cả"</button>
            <button type="button" class="button" on:click=choose_none>"Bỏ chọn tất cả"</button>
        </p>
        <ul class="opened-backup__list">{rows}</ul>
        {folded(&equal, "giống hệt bản trên máy, không cần lấy lại")}
        {folded(&unreadable, "không đọc được")}
        {extras}
        <p class="page__actions">
            <button type="button" class="button button--primary" aria-disabled=move || nothing().to_string() on:click=take>
                {label}
            </button>
        </p>
    }
    .into_any()
}

/// One draft, and what can become of it.
fn row(index: usize, offer: &Offer, chosen: RwSignal<Vec<Choice>>) -> AnyView {
    let id = format!("offer-{index}");
    let labelled = id.clone();
    let selected = move || chosen.with(|chosen| chosen.get(index).copied().unwrap_or(Choice::Leave));
    let options = offer.choices().iter().map(|choice| {
        let (value, choice) = (value(*choice), *choice);
        view! { <option value=value selected=move || selected() == choice>{label(offer, choice)}</option> }
            .into_any()
    });
    let options = options.collect::<Vec<_>>();
    let offered = offer.choices();
    let choose = move |event| {
        let wanted = event_target_value(&event);
        let choice = offered.iter().find(|choice| value(**choice) == wanted).copied();
        chosen.update(|chosen| {
            if let (Some(place), Some(choice)) = (chosen.get_mut(index), choice) {
                *place = choice;
            }
        });
    };
    let spoken = format!("Với bản nháp «{}»", offer.about.name);
    view! {
        <li class="opened-backup__offer">
            <div class="opened-backup__about" id=id>
                <p class="opened-backup__name">{offer.about.name.clone()}</p>
                <p class="draft-card__facts">{facts(offer)}</p>
                <p>{standing(offer)}</p>
            </div>
            <select class="opened-backup__choice" aria-label=spoken aria-describedby=labelled on:change=choose
                prop:value=move || value(selected())>{options}</select>
        </li>
    }
    .into_any()
}

fn value(choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => "leave",
        Choice::Take => "take",
        Choice::Beside => "beside",
        Choice::Replace => "replace",
    }
}

fn label(offer: &Offer, choice: Choice) -> &'static str {
    match choice {
        Choice::Leave => "Không lấy",
        Choice::Take => "Lấy lại",
        Choice::Beside if offer.against == Against::Absent => "Lấy thành bản nháp mới",
        Choice::Beside => "Giữ cả hai",
        Choice::Replace => "Thay bản trên máy",
    }
}

/// Form, unit, plan, and when it was changed.
fn facts(offer: &Offer) -> String {
    let about = &offer.about;
    let mut facts: Vec<String> = Vec::new();
    for fact in [&about.form, &about.unit, &about.plan] {
        if !fact.is_empty() && !about.name.contains(fact.as_str()) {
            facts.push(fact.clone());
        }
    }
    if let Ok(draft) = &offer.draft {
        facts.push(format!("sửa lúc {}", words::moment(&draft.updated_at)));
    }
    facts.join(" · ")
}

/// How the draft stands to this machine.
fn standing(offer: &Offer) -> String {
    let here = &offer.here;
    let here = match (&offer.draft, offer.against) {
        (Err(Cause::Newer), _) => return "Được viết bằng phiên bản mới hơn của chương trình.".to_owned(),
        (Err(Cause::Damaged), _) => return "Bị hỏng, thiếu những phần không thể thiếu.".to_owned(),
        (_, Against::Absent) => "Máy này chưa có.".to_owned(),
        (_, Against::Equal) => "Máy này có, giống hệt.".to_owned(),
        (_, Against::HereNewer) => format!("Máy này có, nội dung khác và mới hơn (sửa lúc {here})."),
        (_, Against::FileNewer) => format!("Máy này có, nội dung khác và cũ hơn (sửa lúc {here})."),
        (_, Against::Different) => format!("Máy này có, nội dung khác (sửa lúc {here})."),
    };
    if offer.is_sound {
        return here;
    }
    format!("{here} Nội dung trong tệp đã bị thay đổi sau khi sao lưu, cần soát lại.")
}

/// Drafts with which nothing can be done, folded away.
fn folded(offers: &[Offer], what: &str) -> AnyView {
    let nothing = offers.is_empty();
    let items = offers.iter().map(|offer| {
        let name =
            if offer.about.name.is_empty() { "Bản nháp không rõ tên" } else { &offer.about.name };
        view! { <li>{format!("{name}: {}", standing(offer))}</li> }.into_any()
    });
    view! {
        <details class="opened__contents" hidden=nothing>
            <summary>{format!("{} bản nháp {what}", offers.len())}</summary>
            <ul class="refusal__list">{items.collect::<Vec<_>>()}</ul>
        </details>
    }
    .into_any()
}

/// What else can be taken back.
fn extras(opened: &Opened, besides: RwSignal<Besides>) -> AnyView {
    let damaged = opened.backup.damaged.len();
    let damaged = (damaged > 0).then(|| {
        let label =
            format!("Giữ lại cả {damaged} bản nháp vốn đã hỏng khi sao lưu, để còn nhờ người khôi phục");
        let ticked = move || besides.with(|besides| besides.damaged);
        let tick = move |event| besides.update(|besides| besides.damaged = event_target_checked(&event));
        tick_line("restore-damaged", label, ticked, tick)
    });
    let remembered = opened.backup.remembered.is_some().then(|| {
        let label =
            "Lấy lại cả những điều đã nhớ về người viết (thay những điều máy này đang nhớ)".to_owned();
        let ticked = move || besides.with(|besides| besides.remembered);
        let tick = move |event| besides.update(|besides| besides.remembered = event_target_checked(&event));
        tick_line("restore-writer", label, ticked, tick)
    });
    view! { {damaged} {remembered} }.into_any()
}

fn tick_line(
    id: &'static str,
    label: String,
    ticked: impl Fn() -> bool + Send + Sync + 'static,
    tick: impl FnMut(web_sys::Event) + 'static,
) -> AnyView {
    view! {
        <div class="choice">
            <input type="checkbox" class="choice__input" id=id prop:checked=ticked on:change=tick />
            <label class="choice__label" for=id>{label}</label>
        </div>
    }
    .into_any()
}

/// What was done, and the way back.
fn done(session: SessionHandle, report: Report) -> AnyView {
    let lines =
        lines(report).into_iter().map(|line| view! { <li>{line}</li> }.into_any()).collect::<Vec<_>>();
    let may_undo = move || session.read(Topic::Drafts, |session| session.may_give_back());
    let undone = RwSignal::new("");
    let undo = move |_| {
        session.dispatch(Command::GiveBack);
        session.save_now();
        undone.set("Đã hoàn tác: các bản nháp trên máy trở lại như trước; những bản đã viết thêm sau khi lấy lại thì giữ nguyên.");
        page::focus("restored-undone");
    };
    let not_saved = move || !matches!(session.failing(), Some(Failing::Both(_)));
    view! {
        <h3>"Đã lấy lại"</h3>
        <ul class="refusal__list">{lines}</ul>
        <p class="refusal" hidden=not_saved>
            "Chưa ghi được hết xuống máy: xem thông báo ở đầu trang. Tệp sao lưu vẫn nguyên, hãy giữ tệp."
        </p>
        <p id="restored-undone" class="done-line" role="status" tabindex="-1">{move || undone.get()}</p>
        <p class="page__actions">
            <a class="button button--primary" href=Route::Home.href()>"Xem các bản nháp"</a>
            <button type="button" class="button" hidden=move || !may_undo() on:click=undo>"Hoàn tác"</button>
        </p>
    }
    .into_any()
}

fn lines(report: Report) -> Vec<String> {
    let counted = [
        (report.taken, "bản nháp trở lại như khi sao lưu."),
        (report.beside, "bản nháp được thêm thành bản nháp khác; bản trên máy giữ nguyên."),
        (report.replaced, "bản nháp thay cho bản trên máy; bản trước đó nằm trong “Các bản trước” của bài."),
        (report.damaged, "bản nháp hỏng được giữ lại như trong tệp; xem ở trang đầu."),
        (report.packs, "gói kế hoạch được giữ cùng bản nháp."),
        (
            report.packs_refused,
            "gói kế hoạch trong tệp không giữ được; các bản nháp của gói đó vẫn được lưu.",
        ),
    ];
    let mut lines: Vec<String> = counted
        .into_iter()
        .filter(|(count, _)| *count > 0)
        .map(|(count, what)| format!("{count} {what}"))
        .collect();
    if report.remembered {
        lines.push("Những điều đã nhớ về người viết.".to_owned());
    }
    if lines.is_empty() {
        lines.push("Không có gì phải lấy lại.".to_owned());
    }
    lines
}
