//! What was pasted in an encoding from before Unicode: shown as it came and as it reads, and changed only on request.

use leptos::prelude::*;

use crate::draft::DraftId;
use crate::form::FieldId;
use crate::platform::page;
use crate::session::Edit;
use crate::text::legacy::{Encoding, decode, detect, pasted};
use crate::ui::route::field_element;
use crate::ui::{use_session, words};

/// So many letters are shown of what was pasted, and of what becomes of it.
const SHOWN: usize = 120;

/// A text that something was pasted into.
#[derive(Clone, Debug)]
pub struct PastedText {
    /// Which answer it is.
    pub answer: (DraftId, FieldId),
    /// The text as held.
    pub text: Memo<String>,
    /// What it was before. None where nothing was pasted, or no more is to be said of it.
    pub before: RwSignal<Option<String>>,
}

/// Offers what was pasted in Unicode. None where it is, as almost always. Goes when what was pasted is changed.
pub fn legacy_offer(of: &PastedText) -> Option<AnyView> {
    let session = use_session();
    let PastedText { answer: (draft, field), text, before } = of.clone();
    let now = text.get_untracked();
    let range = before.with_untracked(|before| Some(pasted(before.as_ref()?, &now)))?;
    let start = range.start;
    let came = now.get(range)?.to_owned();
    let encoding = detect(&came)?;
    let becomes = decode(&came, encoding);
    let offer = Offer {
        what: "Chữ vừa dán".to_owned(),
        encoding,
        came: words::cut(came.trim(), SHOWN),
        becomes: words::cut(becomes.trim(), SHOWN),
    };

    let is_there = {
        let came = came.clone();
        Memo::new(move |_| text.with(|text| text.contains(&came)))
    };
    let close = {
        let element = field_element(&field);
        move || {
            before.set(None);
            // Before the offer goes, and the focus with it.
            page::focus(&element);
        }
    };
    let keep = close.clone();
    let convert = move || {
        close();
        if let Some(text) = text.with_untracked(|text| replaced(text, start, &came, &becomes)) {
            page::rewrite_now();
            session.edit(&draft, Edit::Rewrite { field: field.clone(), text });
        }
    };
    Some(offer.view("legacy-offer", is_there, convert, keep))
}

/// What is offered.
pub(super) struct Offer {
    /// What was pasted, as a sentence begins with it.
    pub(super) what: String,
    /// The encoding that it is in.
    pub(super) encoding: Encoding,
    /// So much of it as is shown.
    pub(super) came: String,
    /// The same in Unicode.
    pub(super) becomes: String,
}

impl Offer {
    /// Shows it while what was pasted is there.
    pub(super) fn view(
        self,
        class: &'static str,
        is_there: Memo<bool>,
        convert: impl Fn() + 'static,
        keep: impl Fn() + 'static,
    ) -> AnyView {
        let Self { what, encoding, came, becomes } = self;
        let name = match encoding {
            Encoding::Tcvn3 => "TCVN3 – phông .VnTime",
            Encoding::Vni => "VNI-Windows – phông VNI-Times",
        };
        // What listens to a status hears what is put into it, not what it comes with.
        let said = RwSignal::new(String::new());
        request_animation_frame(move || {
            said.try_set(format!("{what} có vẻ dùng bảng mã cũ ({name})."));
        });
        let sides = [("Trước: ", came), ("Sau: ", becomes)].map(|(side, text)| {
            view! { <p class="legacy-offer__side"><strong>{side}</strong>{text}</p> }.into_any()
        });
        view! {
            <div class=class hidden=move || !is_there.get()>
                <p class="legacy-offer__text" role="status">{said}</p>
                {sides.into_iter().collect::<Vec<_>>()}
                <p class="legacy-offer__actions">
                    <button type="button" class="button" on:click=move |_| convert()>"Chuyển sang Unicode"</button>
                    <button type="button" class="button button--quiet" on:click=move |_| keep()>"Giữ nguyên"</button>
                </p>
            </div>
        }
        .into_any()
    }
}

/// The text with something else in the place of what came: where it was pasted, or where it stands now.
fn replaced(text: &str, start: usize, came: &str, becomes: &str) -> Option<String> {
    let is_there = text.get(start..).is_some_and(|rest| rest.starts_with(came));
    let at = if is_there { start } else { text.find(came)? };
    Some([text.get(..at)?, becomes, text.get(at + came.len()..)?].concat())
}
