//! The layout profile in use, and the choices that it leaves to the writer.

use leptos::prelude::*;

use crate::draft::{DraftId, LayoutChoices, Margins, Spacing};
use crate::paper::Profile;
use crate::session::{Edit, Topic};
use crate::text::capitalised;
use crate::ui::use_session;

/// Names the profile and its choices; the writer may make another lawful one.
#[component]
pub fn LayoutChoicesPanel(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let profile = session.peek_draft(&draft, |open| Profile::of(open.form));
    let layout = {
        let draft = draft.clone();
        Memo::new(move |_| {
            session.read(Topic::Draft(draft.clone()), |session| {
                session.open(&draft).map(|open| open.draft.layout)
            })
        })
    };
    let choose = Callback::new(move |layout| session.edit(&draft, Edit::Layout(layout)));
    profile.map(|profile| {
        let rows = move || layout.get().map(|layout| choices(profile, layout, choose));
        view! {
            <details class="layout-choices">
                <summary class="layout-choices__summary">{format!("Thể thức: {}", profile.name)}</summary>
                <div class="layout-choices__rows">{rows}</div>
            </details>
        }
    })
}

fn choices(profile: &'static Profile, now: LayoutChoices, choose: Callback<LayoutChoices>) -> impl IntoView {
    let sizes = profile.sizes.iter().map(|size| LayoutChoices { size: *size, ..now });
    let spacings = profile.lawful_spacings(now.size).map(|spacing| LayoutChoices { spacing, ..now });
    let margins = profile.margins.iter().map(|margins| LayoutChoices { margins: *margins, ..now });
    let indents = profile.indents.iter().map(|indent| LayoutChoices { indent: *indent, ..now });
    let sizes = sizes.map(|layout| profile.nearest(&layout));
    view! {
        <ChoiceRow label="Cỡ chữ" now=now options=sizes.collect() words=size choose=choose />
        <ChoiceRow label="Dãn dòng" now=now options=spacings.collect() words=spacing choose=choose />
        <ChoiceRow label="Lề trên · dưới · trái · phải" now=now options=margins.collect() words=margin choose=choose />
        <ChoiceRow label="Thụt đầu dòng" now=now options=indents.collect() words=indent choose=choose />
    }
}

/// One choice, as a native list.
#[component]
fn ChoiceRow(
    label: &'static str,
    now: LayoutChoices,
    options: Vec<LayoutChoices>,
    words: fn(LayoutChoices) -> String,
    choose: Callback<LayoutChoices>,
) -> impl IntoView {
    let shown = options.iter().map(|option| {
        view! { <option selected=words(*option) == words(now)>{words(*option)}</option> }
    });
    let shown = shown.collect_view();
    let on_change = move |event| {
        let picked = event_target_value(&event);
        if let Some(option) = options.iter().find(|option| words(**option) == picked) {
            choose.run(*option);
        }
    };
    view! {
        <label class="layout-choices__row">
            <span class="layout-choices__label">{label}</span>
            <select class="layout-choices__select" on:change=on_change>{shown}</select>
        </label>
    }
}

fn size(layout: LayoutChoices) -> String {
    half(layout.size)
}

fn half(half_points: u32) -> String {
    let points = half_points / 2;
    if half_points.is_multiple_of(2) { points.to_string() } else { format!("{points},5") }
}

fn spacing(layout: LayoutChoices) -> String {
    match layout.spacing {
        Spacing::Exactly(points) => format!("{points} pt"),
        Spacing::Multiple(100) => "đơn (1,0)".to_owned(),
        Spacing::Multiple(hundredths) if hundredths.is_multiple_of(10) => {
            format!("{},{} dòng", hundredths / 100, hundredths % 100 / 10)
        }
        Spacing::Multiple(hundredths) => format!("{},{:02} dòng", hundredths / 100, hundredths % 100),
    }
}

fn margin(layout: LayoutChoices) -> String {
    let Margins { top, right, bottom, left } = layout.margins;
    format!("{top} · {bottom} · {left} · {right} mm")
}

fn indent(layout: LayoutChoices) -> String {
    if layout.indent.is_multiple_of(100) {
        format!("{} cm", layout.indent / 100)
    } else {
        format!("{},{:02} cm", layout.indent / 100, layout.indent % 100)
    }
}

/// Says what another choice changes, as the beginning of a sentence.
pub(super) fn difference(now: LayoutChoices, other: LayoutChoices) -> String {
    let mut changes = Vec::new();
    if now.size != other.size {
        changes.push(format!("cỡ chữ {}", size(other)));
    }
    if now.spacing != other.spacing {
        changes.push(format!("dãn dòng {}", spacing(other)));
    }
    if now.margins != other.margins {
        changes.push(format!("lề {}", margin(other)));
    }
    if now.indent != other.indent {
        changes.push(format!("thụt đầu dòng {}", indent(other)));
    }
    capitalised(&changes.join(", "))
}
