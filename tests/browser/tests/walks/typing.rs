//! Vietnamese as keyboards and input methods bring it.

use anyhow::Result;
use browser_tests::pages::Writing;
use browser_tests::{Browser, Key, Viewport, native, run, run_in_both};
use serde_json::json;
use tham_luan::draft::{Draft, DraftId};

/// As some keyboards of phones and Macs type it: letters and marks apart.
const APART: &str = "so\u{302}\u{301} hô\u{323} nghe\u{300}o";
/// The same in Unicode NFC.
const COMPOSED: &str = "số hộ nghèo";

#[test]
fn letters_and_marks_apart_are_stored_composed_and_stay_as_typed_under_the_hands() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let writing = Writing::open(browser, &paper, "mo-dau").await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.replace(label, APART).await?;
        let meter = writing.meter();
        meter.agrees("it is composed", |draft| native::text(draft, "mo-dau") == COMPOSED).await?;
        assert_eq!(browser.value(label).await?, APART);
        // And the caret is where it was.
        browser.type_text(" giảm").await?;
        let both = format!("{COMPOSED} giảm");
        meter.agrees("it goes on", |draft| native::text(draft, "mo-dau") == both).await?;
        assert_eq!(browser.value(label).await?, format!("{APART} giảm"));
        browser.press_key(Key::Tab).await?;
        browser.wait_until("it is shown composed", async || Ok(browser.value(label).await? == both)).await
    });
}

#[test]
fn every_kind_of_field_stores_composed_letters() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ho-so").await?;
        browser.replace("Tên đơn vị", APART).await?;
        assert_eq!(browser.value("Tên đơn vị").await?, APART);
        browser
            .wait_for_draft(&paper.id, "it is composed", |draft| {
                native::text(draft, "ten-don-vi") == COMPOSED
            })
            .await?;

        let writing = Writing::open(browser, &paper, "kien-nghi").await?;
        let cell = writing.enter_cell("kiến nghị", 1, "Nội dung").await?;
        browser.replace(&cell, APART).await?;
        assert_eq!(browser.value(&cell).await?, APART);
        browser
            .wait_for_draft(&paper.id, "the cell is composed", |draft| {
                let rows = draft.answers.rows(&tham_luan::form::FieldId::new("kien-nghi"));
                rows[0].cell(&tham_luan::form::ColumnId::new("noi-dung")) == COMPOSED
            })
            .await?;
        Ok(())
    });
}

#[test]
fn an_input_method_composes_undisturbed() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.replace(label, "Kính thưa ").await?;
        for syllable in ["H", "Ho", "Hô", "Hôi", "Hội"] {
            compose(browser, syllable).await?;
            assert_eq!(browser.value(label).await?, format!("Kính thưa {syllable}"));
        }
        // Meanwhile it is saved, which must not end the composition.
        browser
            .wait_for_draft(&paper.id, "it is", |draft| native::text(draft, "mo-dau") == "Kính thưa Hội")
            .await?;
        compose(browser, "Hội nghị").await?;
        browser.devtools("Input.insertText", json!({ "text": "Hội nghị!" })).await?;
        assert_eq!(browser.value(label).await?, "Kính thưa Hội nghị!");
        browser
            .wait_for_draft(&paper.id, "all is", |draft| {
                native::text(draft, "mo-dau") == "Kính thưa Hội nghị!"
            })
            .await?;
        Ok(())
    });
}

/// What an input method shows while one goes on typing a word.
async fn compose(browser: &Browser, text: &str) -> Result<()> {
    let end = text.encode_utf16().count();
    let parameters = json!({ "text": text, "selectionStart": end, "selectionEnd": end });
    browser.devtools("Input.imeSetComposition", parameters).await?;
    Ok(())
}

/// How the part of the page that holds the text with the focus lies: how tall it is, how far the text reaches out of it,
/// how far the part reaches into what stands behind it, how much of the text is out of sight in its own area, and whether
/// it is laid out by itself.
async fn lie(browser: &Browser) -> Result<(f64, f64, f64, f64, bool)> {
    let script = "
        const area = document.activeElement;
        const part = area.closest('.card__part');
        const behind = (element) => element.nextElementSibling ?? behind(element.parentElement);
        const [inner, outer, next] = [area, part, behind(part)].map((element) => element.getBoundingClientRect());
        return [outer.height, inner.bottom - outer.bottom, outer.bottom - next.top,
            area.scrollHeight - area.clientHeight, part.classList.contains('confined')];";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}

#[test]
fn the_page_gives_way_to_a_text_that_grows_and_shrinks() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let label = "Lời mở đầu (không bắt buộc)";
        browser.go_to_end(label).await?;
        let lies_well = async |is_high: &dyn Fn(f64) -> bool| {
            let (height, text, page, unseen, confined) = lie(browser).await?;
            Ok(is_high(height) && text <= 0.5 && page <= 0.5 && unseen <= 1.0 && confined)
        };
        browser.wait_until("it is laid out by itself", async || lies_well(&|_| true).await).await?;
        let (before, ..) = lie(browser).await?;
        browser.type_text(&"\nThêm một dòng.".repeat(12)).await?;
        let is_taller = |height| height > before + 120.0;
        browser.wait_until("it has grown", async || lies_well(&is_taller).await).await?;
        browser.replace(label, "Một dòng.").await?;
        let is_shorter = |height| height < before + 120.0;
        browser.wait_until("it has shrunk", async || lies_well(&is_shorter).await).await?;
        browser.driver().execute("document.activeElement.blur()", vec![]).await?;
        let left = "return document.querySelectorAll('.confined, .card__part[style*=height]').length";
        browser
            .wait_until("nothing is laid out by itself any more", async || {
                let left: u32 = browser.driver().execute(left, vec![]).await?.convert()?;
                Ok(left == 0)
            })
            .await
    });
}

#[test]
fn who_types_on_while_another_draft_is_opened_writes_in_that_one() {
    run(Viewport::DESKTOP, async |browser| {
        let one = native::with_text(native::paper("000-TLX"), "mo-dau", "Bài thứ nhất.");
        let other = Draft {
            id: DraftId::new("0b5a7a2e-1111-4222-8333-944445555666"),
            ..native::with_text(native::paper("000-TLX"), "mo-dau", "Bài thứ hai.")
        };
        browser.open_with(&[&one, &other], "").await?;
        Writing::open(browser, &one, "mo-dau").await?;
        let field = "Lời mở đầu (không bắt buộc)";
        browser.go_to_end(field).await?;
        browser.type_text(" Viết thêm.").await?;
        // The key comes before the page has had the time to draw.
        let script = "
            const [address, done] = arguments;
            addEventListener('hashchange', () => setTimeout(() => {
                document.querySelector('main textarea').focus();
                document.execCommand('insertText', false, 'Gõ ngay. ');
                done();
            }), { once: true });
            location.hash = address;";
        let address = browser_tests::pages::section_address(&other.id, "mo-dau");
        browser.driver().execute_async(script, vec![address.into()]).await?;
        browser
            .wait_for_draft(&other.id, "it is written there", |draft| {
                native::text(draft, "mo-dau").contains("Gõ ngay.")
            })
            .await?;
        let text = native::text(&browser.draft(&other.id).await?, "mo-dau").to_owned();
        assert!(text.contains("Bài thứ hai.") && !text.contains("thứ nhất"), "{text}");
        assert_eq!(native::text(&browser.draft(&one.id).await?, "mo-dau"), "Bài thứ nhất. Viết thêm.");
        Ok(())
    });
}
