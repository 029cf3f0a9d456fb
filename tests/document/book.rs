//! The book of a conference: its contents name the pages on which its papers begin, and no paper is laid out anew.

use tham_luan::document::book::{book, has_book, properties};
use tham_luan::document::{Place, docx, pdf, sheet};
use tham_luan::draft::{Answer, DraftId, Timestamp};
use tham_luan::form::FieldId;
use tham_luan::office::intake::{Attachment, Reader};
use tham_luan::office::{Register, judge};
use tham_luan::pagination::Block;
use tham_luan::paper::{Printed, printed};
use tham_luan::plan::{Plan, built_in};
use tham_luan::submission::{Export, Status, compose};

use super::{Sample, samples};

/// Plan 000 with a paper of each form received, and of volunteers so many.
fn received(copies: usize) -> (Plan, Register, Vec<Sample>) {
    let plans = built_in();
    let plan = plans.iter().find(|plan| plan.id.as_str() == "000").expect("plan 000").clone();
    let mut register = Register::new(plan.id.clone());
    let reader = Reader {
        plans: &plans,
        normalize: str::to_owned,
        attached: |_| Attachment::NotPdf,
        keeps_bytes: false,
    };
    let mut own = samples();
    own.retain(|sample| sample.draft.plan == plan.id);
    let copies = |sample: &Sample| if sample.form.id.as_str() == "000-TLD" { copies } else { 1 };
    let all = own.iter().enumerate();
    for (sample, form, at) in all.flat_map(|(form, own)| (0..copies(own)).map(move |at| (own, form, at))) {
        let mut draft = sample.draft.clone();
        draft.id = DraftId::new(format!("00000000-0000-4000-8000-{form:06}{at:06}"));
        if at > 0 {
            draft.answers.set(FieldId::new("ho-ten"), Answer::Text(format!("Nông Thị Hương {at}")));
        }
        let exported_at = &Timestamp::new("2020-09-05T16:50:00+07:00");
        let file = compose(&Export {
            draft: &draft,
            plan: &plan,
            form: &sample.form,
            revision: 1,
            status: Status::Complete,
            pages: sample.printed.pages(),
            engine: tham_luan::pagination::ENGINE,
            exported_at,
            app_version: "0.1.0",
        });
        for received in reader.papers("a.json", file.text().as_bytes()) {
            let judged = |opened| Box::new(judge(&plans, opened, None).expect("a plan that is known"));
            register.take(received.place, received.outcome.map(|opened| judged(*opened)));
        }
    }
    assert!(register.entries().all(|(_, entry)| entry.outcome.is_ok()), "{register:?}");
    (plan, register, own)
}

/// The page numbers of the contents, as they are printed there.
fn listed(book: &Printed) -> Vec<u32> {
    let tables = book.parts[0].document.blocks.iter().filter_map(|block| match block {
        Block::Table(table) => Some(table),
        Block::Para(_) => None,
    });
    let rows = tables.flat_map(|table| table.rows.iter().filter(|row| !row.header));
    rows.map(|row| row.cells[2].paras[0].runs[0].text.parse().expect("a page")).collect()
}

#[test]
fn the_contents_name_the_pages_on_which_papers_begin() {
    let (plan, register, samples) = received(1);
    let bound: Vec<&Sample> =
        samples.iter().filter(|sample| sample.form.id.as_str().starts_with("000-TL")).collect();
    assert!(bound.len() >= 3);
    let book = book(&plan, &register).expect("a book");
    let wanted = {
        let mut page = book.parts[0].layout.pages + 1;
        let mut wanted = Vec::new();
        for form in plan.forms.iter().filter(|form| form.id.as_str().starts_with("000-TL")) {
            for sample in bound.iter().filter(|sample| sample.form.id == form.id) {
                wanted.push(page);
                page += sample.printed.pages();
            }
        }
        assert_eq!(page - 1, book.pages());
        wanted
    };
    assert_eq!(listed(&book), wanted);
    // Page numbers are counted through the book.
    let mut before = 0;
    for part in &book.parts {
        for page in 0..part.layout.pages {
            let sheet = sheet(part, page, None);
            let number = sheet.texts.iter().find(|text| text.place == Place::Number).map(|text| &*text.text);
            let wanted = (before + page + 1).to_string();
            assert_eq!(number, (page > 0).then_some(wanted.as_str()));
        }
        before += part.layout.pages;
    }
    // Papers are as they are by themselves.
    for (_, paper) in register.counting().filter(|(_, paper)| paper.draft.form.as_str().starts_with("000-TL"))
    {
        let form = plan.form(&paper.draft.form).expect("a form");
        for own in printed(&plan, form, &paper.draft).parts {
            assert!(book.parts.iter().any(|part| part.layout == own.layout), "{}", form.id);
        }
    }
}

#[test]
fn a_book_is_written_as_a_pdf_and_for_word() {
    let (plan, register, _) = received(1);
    let book = book(&plan, &register).expect("a book");
    let properties = properties(&plan, &register);
    let file = pdf::write(&pdf::Paper {
        printed: &book,
        properties: &properties,
        producer: "Tham Luận 0.1.0",
        made_at: &Timestamp::new("2020-09-05T16:50:00+07:00"),
        id: "ky-yeu",
        submission: None,
        mark: None,
    })
    .expect("a PDF");
    assert!(file.starts_with(b"%PDF-1.7"));
    let word = docx::write(&book, &properties, None);
    assert!(word.starts_with(b"PK"));
    assert_eq!(word, docx::write(&book, &properties, None));
}

#[test]
fn a_long_list_of_contents_is_counted_too() {
    let (plan, register, _) = received(70);
    let book = book(&plan, &register).expect("a book");
    let front = book.parts[0].layout.pages;
    assert!(front > 2, "{front}");
    assert_eq!(listed(&book)[0], front + 1);
}

#[test]
fn other_plans_have_none_and_nothing_received_gives_none() {
    for plan in built_in() {
        assert_eq!(has_book(&plan), plan.id.as_str() == "000");
        assert_eq!(book(&plan, &Register::new(plan.id.clone())), None);
    }
}
