//! Takes answers over from other papers.

use leptos::prelude::*;
use leptos::task::spawn_local;
use web_sys::{File, HtmlInputElement};

use crate::draft::{Carried, Draft, DraftId, RowId, SourcePaper, carry_over, pickable_rows};
use crate::form::CarryOver;
use crate::platform;
use crate::session::{Edit, OpenDraft};
use crate::submission::{self, Integrity};
use crate::ui::{SessionHandle, chosen_file, refusals, use_session, words};

/// Offers what a rule takes over: from drafts on this machine, and from files. What is in the draft stays as it is.
#[component]
pub fn CarryOverPanel(
    /// Which draft.
    draft: DraftId,
    /// The rule.
    rule: CarryOver,
) -> impl IntoView {
    let session = use_session();
    let found = session.peek_draft(&draft, |open| (source_title(open, &rule), own_papers(open, &rule)));
    let (title, own) = found.unwrap_or_default();
    let said = RwSignal::new(Vec::<String>::new());
    let papers = RwSignal::new(own);
    let into = rule.into.as_ref().map_or("", |into| into.as_str());
    let id = format!("carry-{}-{into}", rule.from.as_str().to_ascii_lowercase());
    let heading = format!("{id}-title");
    let titled = heading.clone();
    let label = format!("Chọn tệp «{title}»");
    let take = {
        let (draft, rule) = (draft.clone(), rule.clone());
        Callback::new(move |(mut papers, row): (Vec<Draft>, Option<RowId>)| {
            // Another tab may have written on since it was offered.
            let own = session.peek_draft(&draft, |open| own_papers(open, &rule)).unwrap_or_default();
            for paper in papers.iter_mut().filter(|paper| paper.revision == 0) {
                if let Some(now) = own.iter().find(|own| own.id == paper.id) {
                    now.clone_into(paper);
                }
            }
            let sentence = take_over(session, &draft, &rule, &papers, row);
            said.set(vec![sentence]);
        })
    };
    let picks = rule.table.is_some() && rule.into.is_none();
    let choose_files = {
        let (draft, rule) = (draft.clone(), rule.clone());
        move |event| {
            let input: HtmlInputElement = event_target(&event);
            let mut chosen = Vec::new();
            if let Some(list) = input.files() {
                chosen.extend((0..list.length()).filter_map(|index| list.get(index)));
            }
            let (draft, rule) = (draft.clone(), rule.clone());
            spawn_local(async move {
                let (read, refused) = read_all(session, &rule, chosen).await;
                if picks {
                    papers.update(|papers| papers.extend(read));
                    said.set(refused);
                } else {
                    let mut sentences = refused;
                    if !read.is_empty() {
                        sentences.insert(0, take_over(session, &draft, &rule, &read, None));
                    }
                    said.set(sentences);
                }
            });
            input.set_value("");
        }
    };
    let offers = {
        let rule = rule.clone();
        move || {
            let mut offers = Vec::new();
            for paper in papers.get() {
                offers.extend(offers_of(session, &rule, paper, take));
            }
            offers
        }
    };
    let sentences = move || {
        let line = |sentence| view! { <p>{sentence}</p> }.into_any();
        said.get().into_iter().map(line).collect::<Vec<_>>()
    };
    view! {
        <section class="carry-over" aria-labelledby=titled>
            <h2 class="carry-over__title" id=heading>{format!("Lấy từ «{title}», khỏi gõ lại")}</h2>
            <ul class="carry-over__offers">{offers}</ul>
            <input id=id.clone() type="file" class="drop-zone__input" accept=".json,application/json" multiple=!picks
                on:change=choose_files />
            <label class="button carry-over__choose" for=id>{label}</label>
            <div class="carry-over__said" role="status">{sentences}</div>
        </section>
    }
}

fn source_title(open: OpenDraft<'_>, rule: &CarryOver) -> String {
    open.plan.form(&rule.from).map_or_else(|| rule.from.to_string(), |form| form.title.clone())
}

/// The papers on this machine that the rule can take from, as none of their exports: a draft may say something else by now.
fn own_papers(open: OpenDraft<'_>, rule: &CarryOver) -> Vec<Draft> {
    let fits =
        |other: &&Draft| other.plan == open.plan.id && other.form == rule.from && other.id != open.draft.id;
    open.others.iter().filter(fits).map(|other| Draft { revision: 0, ..other.clone() }).collect()
}

/// One button for a paper, or one for each row of it that can be picked.
fn offers_of(
    session: SessionHandle,
    rule: &CarryOver,
    paper: Draft,
    take: Callback<(Vec<Draft>, Option<RowId>)>,
) -> Vec<AnyView> {
    let of_paper = session.peek(|session| {
        let plan = session.plan(&paper.plan)?;
        let form = plan.form(&paper.form)?;
        let name = words::draft_name(OpenDraft { plan, form, draft: &paper, others: &[] });
        Some((name, pickable_rows(rule, SourcePaper { plan, form, draft: &paper, row: None })))
    });
    let Some((name, rows)) = of_paper else { return Vec::new() };
    let mut choices = vec![(None, name)];
    if rule.table.is_some() && rule.into.is_none() {
        choices = rows.into_iter().map(|(row, label)| (Some(row), label)).collect();
    }
    let offer = |(row, label): (Option<RowId>, String)| {
        let paper = paper.clone();
        let on_click = move |_| take.run((vec![paper.clone()], row));
        view! {
            <li class="carry-over__offer">
                <span>{label.clone()}</span>
                <button type="button" class="button button--small" aria-label=format!("Lấy từ {label}") on:click=on_click>
                    "Lấy"
                </button>
            </li>
        }
        .into_any()
    };
    choices.into_iter().map(offer).collect()
}

/// Reads the files: those that the rule can take from, and a sentence for each of the others.
async fn read_all(session: SessionHandle, rule: &CarryOver, chosen: Vec<File>) -> (Vec<Draft>, Vec<String>) {
    let (mut papers, mut refused) = (Vec::new(), Vec::new());
    for file in chosen {
        match read(session, rule, &file).await {
            Ok(paper) => papers.push(paper),
            Err(sentence) => refused.push(format!("{}: {sentence}", file.name())),
        }
    }
    (papers, refused)
}

async fn read(session: SessionHandle, rule: &CarryOver, file: &File) -> Result<Draft, String> {
    let bytes = chosen_file::bytes(file).await?;
    let opened = session
        .peek(|session| submission::read(&bytes, session.plans(), platform::nfc))
        .map_err(|refusal| refusals::sentence(&refusal))?;
    if opened.draft.form != rule.from {
        return Err("Tệp là bài theo mẫu khác nên không lấy được. Bản đang viết không thay đổi.".to_owned());
    }
    if opened.integrity != Integrity::Verified {
        return Err(
            "Nội dung tệp đã bị thay đổi sau khi xuất nên không lấy. Hãy xin lại tệp gốc; bản đang viết không thay đổi."
                .to_owned(),
        );
    }
    Ok(opened.draft)
}

/// Takes over, and says what came of it.
fn take_over(
    session: SessionHandle,
    draft: &DraftId,
    rule: &CarryOver,
    papers: &[Draft],
    row: Option<RowId>,
) -> String {
    let carried = session.peek(|session| {
        let open = session.open(draft)?;
        let mut sources = Vec::new();
        for paper in papers {
            let plan = session.plan(&paper.plan)?;
            sources.push(SourcePaper { plan, form: plan.form(&paper.form)?, draft: paper, row });
        }
        Some(carry_over(rule, open.form, open.draft, &sources))
    });
    let Carried { answers, added, kept } = carried.unwrap_or_default();
    session.edit(draft, Edit::TakeOver { answers });
    let what = if rule.into.is_some() { "dòng" } else { "mục" };
    match (added, kept) {
        (0, 0) => "Bản được chọn chưa có gì để lấy.".to_owned(),
        (0, kept) => format!("Không thêm gì: {kept} {what} đã có từ trước, được giữ nguyên."),
        (added, 0) => format!("Đã lấy {added} {what}. Hãy soát lại trước khi xuất."),
        (added, kept) => format!("Đã lấy {added} {what}; {kept} {what} đã có từ trước được giữ nguyên."),
    }
}
