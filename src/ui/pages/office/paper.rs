//! One paper that was received: what was found out about it, and what is decided.

use leptos::prelude::*;

use super::lines::pages;
use super::notices::pointed;
use super::{RemarksForm, StandingCard};
use crate::draft::Violation;
use crate::office::{Entry, Judged, Lateness, PaperId, Register};
use crate::plan::{Plan, PlanId};
use crate::session::OpenDraft;
use crate::submission::{Integrity, Problem, Status};
use crate::ui::components::{OfficeFrame, answers_read};
use crate::ui::markup::{self, Markup};
use crate::ui::receiving::receiving;
use crate::ui::words::{self, office};
use crate::ui::{OfficePage, Route, refusals};

/// Shows one row of the register with everything that is known of it.
#[component]
pub fn PaperPage(
    /// Which plan.
    plan: PlanId,
    /// Which row.
    number: u32,
) -> impl IntoView {
    let of = plan.clone();
    view! {
        <OfficeFrame plan=plan title="Bài đã nhận" page=OfficePage::Paper(number)>
            {contents(&of, PaperId(number))}
        </OfficeFrame>
    }
}

fn contents(of: &PlanId, id: PaperId) -> AnyView {
    let back = Route::Office(of.clone(), OfficePage::Register).href();
    let shown = receiving().peek(|plan, register, _| {
        let entry = register.entry(id)?;
        Some(match &entry.outcome {
            Ok(judged) => paper(plan, register, id, entry, judged),
            Err(refusal) => refused(entry, &office::refusal(refusal)),
        })
    });
    let shown = shown.flatten().unwrap_or_else(|| {
        view! { <p>"Không có bài nào mang số này trong sổ tiếp nhận. Có thể những gì đã nhận vừa được xóa."</p> }
            .into_any()
    });
    let count = receiving().peek(|_, register, _| register.entries().count()).unwrap_or(0);
    let step = |to: Option<u32>, name: &'static str| {
        let to = to.filter(|to| usize::try_from(*to).is_ok_and(|to| to < count));
        to.map(|to| {
            let href = Route::Office(of.clone(), OfficePage::Paper(to)).href();
            view! { <a href=href>{name}</a> }.into_any()
        })
    };
    view! {
        <nav class="writing__step" aria-label="Các dòng trong sổ">
            <a href=back>"← Sổ tiếp nhận"</a>
            {step(id.0.checked_sub(1), "Dòng trước")}
            {step(id.0.checked_add(1), "Dòng sau")}
        </nav>
        {shown}
    }
    .into_any()
}

fn refused(entry: &Entry, sentence: &str) -> AnyView {
    let contents = vec![
        markup::line("h2", "", &format!("Không nhận được tệp {}", entry.place)),
        markup::line("p", "", sentence),
        markup::line("p", "", "Tệp gốc không bị thay đổi; các bài khác đã nhận vẫn nguyên."),
    ];
    view! { <div class="refusal" inner_html=String::from(markup::all(contents))></div> }.into_any()
}

fn paper(plan: &Plan, register: &Register, id: PaperId, entry: &Entry, judged: &Judged) -> AnyView {
    let Some(form) = plan.form(&judged.draft.form) else { return ().into_any() };
    let open = OpenDraft { plan, form, draft: &judged.draft, others: &[] };
    let name = match judged.who.name() {
        "" => "(chưa ghi tên)",
        name => name,
    };
    let facts = facts(open, entry, judged, register.in_time_before(id));
    let found = findings(open, judged);
    let pointed = pointed(plan, register, id);
    let answers = answers_read(open, false);
    let remarks = judged.violations.iter().map(|own| (own.clone(), words::listed_violation(open, own)));
    let remarks: Vec<(Violation, String)> = remarks.collect();
    view! {
        <h2>{format!("{name} – {}", form.title)}</h2>
        <div class="judged" inner_html=String::from(facts)></div>
        <section class="judged" aria-labelledby="found" inner_html=String::from(found)></section>
        <StandingCard id=id />
        <div class="page__contents" inner_html=String::from(pointed)></div>
        <RemarksForm id=id found=remarks />
        <details class="judged__answers" open>
            <summary>"Các câu trả lời như đơn vị đã ghi"</summary>
            {answers}
        </details>
    }
    .into_any()
}

fn facts(open: OpenDraft<'_>, entry: &Entry, judged: &Judged, in_time: Option<PaperId>) -> Markup {
    let fact = |name: &str, value: &str| {
        if value.is_empty() {
            return Markup::default();
        }
        markup::group("div", "", vec![markup::line("dt", "", name), markup::line("dd", "", value)])
    };
    let status = match judged.status {
        Status::Complete => "nơi gửi ghi là hoàn thành",
        Status::Draft => "nơi gửi ghi là bản nháp",
    };
    let made = judged.exported_at.as_ref().map(words::moment).unwrap_or_default();
    let due = open.plan.deadline(open.form).map(|deadline| format!("trước ngày {}", deadline.before));
    let late = match judged.lateness {
        Some(Lateness::Late { days }) if let Some(before) = in_time => {
            let number = u64::from(before.0) + 1;
            format!(" (bản số {number} đã nộp đúng hạn; bản này sửa sau hạn {days} ngày)")
        }
        Some(Lateness::Late { days }) => format!(" (chậm {days} ngày)"),
        Some(Lateness::InTime) => " (đúng hạn)".to_owned(),
        Some(Lateness::Unknown) => " (tệp không ghi ngày xuất)".to_owned(),
        None => String::new(),
    };
    let claimed = match (judged.pages.counted, judged.pages.claimed) {
        (Some(counted), Some(claimed)) if counted != claimed => format!(" (tệp ghi {claimed})"),
        _ => String::new(),
    };
    let whole = match judged.integrity {
        Integrity::Verified => "nguyên vẹn như khi xuất",
        Integrity::Mismatch => "nội dung bị sửa sau khi xuất",
        Integrity::Missing => "không có mã kiểm tra",
    };
    let pages = pages(judged.pages);
    let pages = if pages.is_empty() { pages } else { format!("{pages} trang A4{claimed}") };
    markup::group(
        "dl",
        "judged__facts",
        vec![
            fact("Mẫu", &format!("{} {}", open.form.id, open.form.title)),
            fact("Người ký", &judged.who.person),
            fact("Lần xuất", &format!("lần {}, {status}", judged.draft.revision)),
            fact("Xuất lúc", &made),
            fact("Hạn", &due.map(|due| due + &late).unwrap_or_default()),
            fact("Số trang, đếm lại ở đây", &pages),
            fact("Tệp", whole),
            fact("Tên tệp nhận được", &entry.place.to_string()),
        ],
    )
}

/// Everything at which a clerk should look.
fn findings(open: OpenDraft<'_>, judged: &Judged) -> Markup {
    let mut sentences: Vec<String> = Vec::new();
    for warning in judged.warnings() {
        use crate::office::Warning;
        // Those are told one by one below.
        if !matches!(
            warning,
            Warning::Violations { .. }
                | Warning::Problems { .. }
                | Warning::PlanVersion { .. }
                | Warning::FormVersion { .. }
        ) {
            sentences.push(format!("{}.", office::warning(&warning)));
        }
    }
    let problem = |problem: &Problem| refusals::problem(open.form, problem);
    sentences.extend(judged.problems.iter().map(problem));
    sentences.extend(judged.violations.iter().map(|own| words::listed_violation(open, own)));
    let title = markup::element("h3", &[("id", "found")], vec![markup::text("Điều cần xem")]);
    if sentences.is_empty() {
        let fine = "✓ Không có gì: bài đủ theo mẫu, nguyên vẹn, đúng hạn và trong số trang cho phép.";
        return markup::all(vec![title, markup::line("p", "done-line", fine)]);
    }
    let items = sentences.iter().map(|sentence| markup::line("li", "", sentence)).collect();
    markup::all(vec![title, markup::group("ul", "judged__list", items)])
}
