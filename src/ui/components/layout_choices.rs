//! The layout profile in use, and the choices that it leaves to the writer.

use leptos::prelude::*;

use crate::draft::{DraftId, LayoutChoices, Margins, Spacing};
use crate::paper::Profile;
use crate::platform::dom;
use crate::session::Edit;
use crate::ui::use_session;

/// Names the profile and its choices; the writer may make another lawful one.
#[component]
pub fn LayoutChoicesPanel(
    /// Which draft.
    draft: DraftId,
) -> impl IntoView {
    let session = use_session();
    let name = session.peek_draft(&draft, |open| Profile::of(open.form).name).unwrap_or_default();
    // Compared as words, so that the lists are drawn anew only when a choice changes.
    let chosen = {
        let draft = draft.clone();
        Memo::new(move |_| {
            session.read_draft(&draft, |open| all_words(open.draft.layout)).unwrap_or_default()
        })
    };
    // Not made sooner: some browsers look through all lists of a page at every key.
    let unfolded = RwSignal::new(false);
    let rows = move || {
        chosen.with(|_| ());
        if !unfolded.get() {
            return None;
        }
        let (profile, now) =
            session.peek_draft(&draft, |open| (Profile::of(open.form), open.draft.layout))?;
        Some(rows(&draft, profile, now))
    };
    view! {
        <details class="layout-choices" on:toggle=move |event| unfolded.set(dom::is_open(&event))>
            <summary class="layout-choices__summary">{format!("Thể thức: {name}")}</summary>
            <div class="layout-choices__rows">{rows}</div>
        </details>
    }
}

type Words = fn(LayoutChoices) -> String;

/// What a list is called, how its choices are called, and what can be chosen in it where the others are as they are now.
type List = (&'static str, Words, Vec<LayoutChoices>);

fn lists(profile: &'static Profile, now: LayoutChoices) -> [List; 4] {
    let sizes =
        profile.sizes.iter().map(|size| profile.nearest(&LayoutChoices { size: *size, ..now })).collect();
    let spacings =
        profile.lawful_spacings(now.size).map(|spacing| LayoutChoices { spacing, ..now }).collect();
    let margins = profile.margins.iter().map(|margins| LayoutChoices { margins: *margins, ..now }).collect();
    let indents = profile.indents.iter().map(|indent| LayoutChoices { indent: *indent, ..now }).collect();
    [
        ("Cỡ chữ", size, sizes),
        ("Dãn dòng", spacing, spacings),
        ("Lề trên · dưới · trái · phải", margin, margins),
        ("Thụt đầu dòng", indent, indents),
    ]
}

fn rows(draft: &DraftId, profile: &'static Profile, now: LayoutChoices) -> AnyView {
    let rows = lists(profile, now).into_iter().map(|list| row_view(draft.clone(), profile, list, now));
    rows.collect::<Vec<_>>().into_any()
}

/// One choice, as a native list; as words where the profile leaves nothing to choose.
fn row_view(draft: DraftId, profile: &'static Profile, list: List, now: LayoutChoices) -> AnyView {
    let session = use_session();
    let (label, words, options) = list;
    if let [only] = options[..] {
        return view! {
            <p class="layout-choices__row">
                <span class="layout-choices__label">{label}</span>
                <span class="layout-choices__fixed">{format!("{} (cố định)", words(only))}</span>
            </p>
        }
        .into_any();
    }
    let shown = options.iter().map(|option| {
        let text = words(*option);
        view! { <option prop:selected=text == words(now)>{text.clone()}</option> }.into_any()
    });
    let shown = shown.collect::<Vec<_>>();
    let on_change = move |event| {
        let picked = event_target_value(&event);
        // With what is chosen in the other lists by now.
        let Some(now) = session.peek_draft(&draft, |open| open.draft.layout) else { return };
        let list = lists(profile, now).into_iter().find(|(own, ..)| *own == label);
        let choices = list.map(|(_, _, choices)| choices).unwrap_or_default();
        if let Some(layout) = choices.into_iter().find(|choice| words(*choice) == picked) {
            session.edit(&draft, Edit::Layout(layout));
        }
    };
    view! {
        <label class="layout-choices__row">
            <span class="layout-choices__label">{label}</span>
            <select class="layout-choices__select" disabled=move || session.is_read_only() on:change=on_change>
                {shown}
            </select>
        </label>
    }
    .into_any()
}

fn size(layout: LayoutChoices) -> String {
    let points = layout.size / 2;
    if layout.size.is_multiple_of(2) { points.to_string() } else { format!("{points},5") }
}

fn spacing(layout: LayoutChoices) -> String {
    match layout.spacing {
        Spacing::Exactly(points) => format!("{points} pt"),
        Spacing::Multiple(100) => "đơn (1,0)".to_owned(),
        Spacing::Multiple(hundredths) => format!("{} dòng", hundredths_in_words(hundredths)),
    }
}

fn margin(layout: LayoutChoices) -> String {
    let Margins { top, right, bottom, left } = layout.margins;
    format!("{top} · {bottom} · {left} · {right} mm")
}

fn indent(layout: LayoutChoices) -> String {
    match layout.indent {
        0 => "không thụt".to_owned(),
        hundredths => format!("{} cm", hundredths_in_words(hundredths)),
    }
}

/// 100 is "1", 110 is "1,1", 127 is "1,27".
fn hundredths_in_words(hundredths: u32) -> String {
    let (whole, rest) = (hundredths / 100, hundredths % 100);
    match (rest, rest % 10) {
        (0, _) => whole.to_string(),
        (_, 0) => format!("{whole},{}", rest / 10),
        _ => format!("{whole},{rest:02}"),
    }
}

fn all_words(layout: LayoutChoices) -> String {
    [size(layout), spacing(layout), margin(layout), indent(layout)].join("|")
}

/// A layout in a sentence.
pub(super) fn described(layout: LayoutChoices) -> String {
    let (size, spacing, margin, indent) = (size(layout), spacing(layout), margin(layout), indent(layout));
    format!(
        "cỡ chữ {size}, dãn dòng {spacing}, lề trên · dưới · trái · phải {margin}, thụt đầu dòng {indent}"
    )
}

/// Says what another choice changes, as the beginning of a sentence.
pub(super) fn difference(now: LayoutChoices, other: LayoutChoices) -> String {
    let parts: [(&str, Words); 4] =
        [("Cỡ chữ", size), ("Dãn dòng", spacing), ("Lề", margin), ("Thụt đầu dòng", indent)];
    let changes = parts.iter().filter(|(_, words)| words(now) != words(other));
    changes.map(|(name, words)| format!("{name} {}", words(other))).collect::<Vec<_>>().join(", ")
}
