//! Giấy mời, one a guest, on a page of its own: after mẫu 1.7 of Nghị định 30/2020/NĐ-CP, Phụ lục III.

use crate::draft::{Answer, Row};
use crate::form::{ColumnId, FieldId, Form, Invitations, Slot};
use crate::pagination::{Block, Document};
use crate::text::{Date, upper};

use super::annex::in_a_sentence;
use super::body::Place;
use super::{Composer, Draft, Frame, KnownTables, Origin, Plan, Profile, RefCell, page_box, spacer};

/// Stands above the subject.
const NAME: &str = "GIẤY MỜI";

/// What the symbol of a giấy mời begins with, before the hyphen and the issuer's own.
const SYMBOL: &str = "GM";

/// To whom it goes, beside the guest.
const RECIPIENTS: &str = "- Như trên;\n- Lưu: VT.";

/// Room for a pen where something is not known yet.
const OPEN: &str = "............................................................";

/// The giấy mời of every guest who is named, or whose office is. The page around it is that of the paper.
pub(in crate::paper) fn compose_invitations(
    plan: &Plan,
    form: &Form,
    draft: &Draft,
) -> Vec<(Document, Vec<Origin>)> {
    let Some((invitations, place)) = form.invitations.as_ref().and_then(|it| Some((it, place_of(form, it)?)))
    else {
        return Vec::new();
    };
    let form = &Form { document_name: NAME.to_owned(), ..form.clone() };
    let profile = Profile::of(form);
    let choices = profile.nearest(&draft.layout);
    let page = page_box(choices.margins);
    let mut letter = draft.clone();
    let Some(Answer::Rows(rows)) = letter.answers.replace(&invitations.table, None) else {
        return Vec::new();
    };
    fill(form, &mut letter, Slot::Subject, &["Dự ", &invitations.event].concat());
    fill(form, &mut letter, Slot::Addressee, "");
    fill(form, &mut letter, Slot::Recipients, RECIPIENTS);
    let own = form.slot(Slot::Symbol).map_or("", |field| draft.answers.text(&field.id).trim());
    let symbol = own.split_once('-').map_or(SYMBOL.to_owned(), |(_, issuer)| [SYMBOL, "-", issuer].concat());

    let mut letters = Vec::new();
    for (index, row) in rows.iter().enumerate() {
        let Some(guest) = guest(invitations, row) else { continue };
        let number = cell(row, invitations.number.as_ref());
        fill(form, &mut letter, Slot::Number, number);
        fill(form, &mut letter, Slot::Symbol, if number.contains('/') { "" } else { &symbol });
        let mut tables = KnownTables::default();
        let known = RefCell::new(&mut tables);
        let mut composer = Composer::new(plan, form, &letter, profile.bearer, choices, &known);
        composer.head();
        composer.invitation(invitations, &guest, place.answer(Some(index), 0, 0));
        composer.foot();
        composer.frame(Frame::Gap, spacer(20, 2));
        let Composer { blocks, origins, .. } = composer;
        letters.push((super::document(page, blocks), origins));
    }
    letters
}

/// Puts something into a place of the letter, if the form has it.
fn fill(form: &Form, letter: &mut Draft, slot: Slot, text: &str) {
    if let Some(field) = form.slot(slot) {
        letter.answers.set(field.id.clone(), Answer::Text(text.to_owned()));
    }
}

/// Where the table of guests stands in the form.
fn place_of(form: &Form, invitations: &Invitations) -> Option<Place> {
    form.sections.iter().enumerate().find_map(|(section, fields)| {
        let field = fields.fields.iter().position(|field| field.id == invitations.table)?;
        Some(Place { section, field })
    })
}

fn cell<'r>(row: &'r Row, column: Option<&ColumnId>) -> &'r str {
    column.map_or("", |column| row.cell(column).trim())
}

/// Whom a row invites, as one says it. None where neither a name nor an office is known.
fn guest(invitations: &Invitations, row: &Row) -> Option<String> {
    let office = cell(row, invitations.office.as_ref());
    match (cell(row, Some(&invitations.name)), office) {
        ("", "") => None,
        ("", office) => Some(office.to_owned()),
        (name, "") => Some(["Ông (bà) ", name].concat()),
        (name, office) => Some(["Ông (bà) ", name, ", ", office].concat()),
    }
}

impl Composer<'_> {
    fn invitation(&mut self, invitations: &Invitations, guest: &str, origin: Origin) {
        // Of a name in capitals that cannot be put in small letters, the page's head says enough.
        let issuer = in_a_sentence(self.slot_text(Slot::Issuer));
        let is_in_capitals = issuer.chars().all(|letter| upper(letter) == letter);
        let beginning = match issuer.as_str() {
            issuer if is_in_capitals || issuer.is_empty() => "Trân trọng kính mời: ".to_owned(),
            issuer => [issuer, " trân trọng kính mời: "].concat(),
        };
        let time: Vec<String> = invitations.time.iter().map(|field| self.said(field)).collect();
        let time = time.into_iter().filter(|text| !text.is_empty()).collect::<Vec<_>>().join(", ");
        let place = invitations.place.as_ref().map(|field| self.said(field)).unwrap_or_default();
        let known = |text: String| if text.is_empty() { OPEN.to_owned() } else { text };
        for line in [
            beginning + guest,
            ["Tới dự: ", &invitations.event].concat(),
            ["Thời gian: ", &known(time)].concat(),
            ["Địa điểm: ", &known(place)].concat(),
            "Rất mong quý đại biểu đến dự đúng thời gian, địa điểm nêu trên./.".to_owned(),
        ] {
            let paragraph = self.body_paragraph(&line, false);
            self.push(Block::Para(paragraph), origin);
        }
    }

    /// An answer inside a sentence.
    fn said(&self, field: &FieldId) -> String {
        let text = self.text(field);
        Date::parse_typed(text).map_or_else(|| text.to_owned(), Date::in_words)
    }
}
