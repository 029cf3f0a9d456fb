//! The pages as they print: what is shown is what the same engine prints natively, and leads to where it is written.

use anyhow::Result;
use browser_tests::pages::{PreviewPage, Writing};
use browser_tests::samples::{blank, sample};
use browser_tests::{Browser, Role, Viewport, native, run};
use tham_luan::draft::{Draft, DraftId};

const FIELD: &str = "dong-gop";
const LABEL: &str = "Những đóng góp trong 5 năm qua";

#[test]
fn the_pages_beside_the_form_follow_what_is_typed() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ket-qua").await?;
        let pages = PreviewPage::unfold(browser).await?;
        pages.agree(&native::printed(&paper)).await?;
        assert_eq!(pages.names().await?[0], "Trang 1 trong 4");

        let more = " Thêm một câu nữa, đủ dài để sang một dòng khác trên trang giấy của bài.";
        browser.go_to_end(LABEL).await?;
        browser.type_text(more).await?;
        let longer =
            native::with_text(paper.clone(), FIELD, &format!("{}{more}", native::text(&paper, FIELD)));
        pages.agree(&native::printed(&longer)).await?;

        let whole: Vec<&str> = native::paragraphs().take(20).collect();
        browser.replace(LABEL, &whole.join("\n")).await?;
        let over = native::with_text(paper.clone(), FIELD, &whole.join("\n"));
        let printed = native::printed(&over);
        assert!(printed.pages() > 4);
        pages.agree(&printed).await?;
        assert_eq!(pages.names().await?[4], "Trang 5: quá giới hạn 4 trang");
        browser.check_accessible().await?;
        browser.check_fits().await?;

        browser.replace(LABEL, native::text(&paper, FIELD)).await?;
        pages.agree(&native::printed(&paper)).await?;
        browser.press("Ẩn trang in").await?;
        browser.wait_until("the pages are gone", async || Ok(pages.names().await?.is_empty())).await
    });
}

#[test]
fn where_one_writes_is_marked_and_a_press_on_the_page_leads_there() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ket-qua").await?;
        let pages = PreviewPage::unfold(browser).await?;
        pages.agree(&native::printed(&paper)).await?;
        browser.go_to_end(LABEL).await?;
        let text = native::text(&paper, FIELD);
        browser
            .wait_until("the last line is marked", async || {
                let line = pages.marked_line().await?.unwrap_or_default();
                Ok(!line.is_empty() && text.ends_with(line.trim_end()))
            })
            .await?;

        // In the same field: the caret goes to the letter.
        let words = words_of(text, 1);
        pages.press_words(&words).await?;
        browser.wait_for_focus(LABEL).await?;
        assert!(caret(browser).await?.abs_diff(units_before(text, &words)) <= 1, "at “{words}”");
        browser
            .wait_until("the line is marked", async || {
                Ok(pages.marked_line().await?.is_some_and(|line| line.contains(&words)))
            })
            .await?;

        // In another section, and in a cell of a table.
        let other = words_of(native::text(&paper, "mo-dau"), 1);
        pages.press_words(&other).await?;
        browser.heading("Lời mở đầu").await?;
        browser
            .wait_until("the caret is at the words", async || {
                Ok(caret(browser).await?.abs_diff(units_before(native::text(&paper, "mo-dau"), &other)) <= 1)
            })
            .await?;
        let pages = PreviewPage(browser);
        pages.agree(&native::printed(&paper)).await?;
        pages.press_words("Trồng hồi gắn với chăn nuôi").await?;
        browser.wait_for_focus("Mô hình mô hình 1").await?;

        // What frames the paper is of answers too.
        pages.agree(&native::printed(&paper)).await?;
        pages.press_words("Hoàng Văn Minh").await?;
        browser.wait_for_focus("Họ và tên người ký").await
    });
}

#[test]
fn on_a_phone_the_pages_have_a_page_of_their_own() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "ket-qua").await?;
        browser.go_to_end(LABEL).await?;
        browser.follow("Xem trang in").await?;
        browser.heading("Trang in: Tham luận của UBND xã – UBND xã Thanh Sơn").await?;
        let pages = PreviewPage(browser);
        browser
            .wait_until("where one was writing is marked", async || {
                let line = pages.marked_line().await?.unwrap_or_default();
                Ok(!line.is_empty() && native::text(&paper, FIELD).ends_with(line.trim_end()))
            })
            .await?;
        pages.agree(&native::printed(&paper)).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await?;

        let scope = pages.scope().await?;
        scope.press("Phóng to").await?;
        scope.press("Vừa khung").await.or(scope.press("Vừa").await)?;
        browser.resize(Viewport::PHONE).await?;
        pages.press_words(&words_of(native::text(&paper, "mo-dau"), 0)).await?;
        browser.heading("Lời mở đầu").await?;
        browser.back().await?;
        browser.follow("Trở lại bài viết").await?;
        browser.heading("Kết quả thực hiện nhiệm vụ và đóng góp trong 5 năm qua").await?;
        Ok(())
    });
}

#[test]
fn pages_are_shown_larger_and_smaller_also_by_keys() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLD");
        browser.open_with(&[&paper], "").await?;
        let pages = PreviewPage::open(browser, &paper).await?;
        let width = async || -> Result<f64> {
            let script = "return document.querySelector('figure svg').getBoundingClientRect().width";
            Ok(browser.driver().execute(script, vec![]).await?.convert()?)
        };
        let scope = pages.scope().await?;
        let fit = width().await?;
        scope.press("Phóng to").await?;
        let larger = width().await?;
        assert!(larger > fit, "{larger} after {fit}");
        browser.type_text("1").await?;
        assert!((width().await? - 794.0).abs() < 1.5, "{}", width().await?);
        scope.button("100 %, xem cỡ thật").await?;
        browser.type_text("-").await?;
        assert!(width().await? < 794.0);
        browser.type_text("0").await?;
        assert!((width().await? - fit).abs() < 1.5);
        browser.check_accessible().await
    });
}

#[test]
fn phu_luc_and_lying_pages_are_shown_after_the_paper() {
    run(Viewport::DESKTOP, async |browser| {
        let forms = ["001-TK", "004-THYK", "000-KT-DS"];
        let papers: Vec<Draft> = forms.iter().map(|form| sample(form)).collect();
        browser.open_with_many(&papers, "").await?;
        let mut lying = 0;
        for paper in &papers {
            let printed = native::printed(paper);
            lying += printed
                .parts
                .iter()
                .filter(|part| part.document.page.width > part.document.page.height)
                .count();
            let pages = PreviewPage::go(browser, paper).await?;
            pages.agree(&printed).await?;
            let names = pages.names().await?;
            assert_eq!(
                names.iter().any(|name| name.starts_with("Phụ lục")),
                printed.parts.len() > 1,
                "{names:?}"
            );
        }
        assert!(lying > 0);
        Ok(())
    });
}

#[test]
fn bad_input_is_shown_as_it_prints() {
    run(Viewport::DESKTOP, async |browser| {
        let strange = native::with_text(native::paper("000-TLX"), FIELD, "Chữ 漢 và 💪, hết.");
        let empty = native::as_draft("3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b21", blank("000-TLX"));
        let long: Vec<&str> = native::paragraphs().take(1250).collect();
        let long = native::with_text(native::paper("000-TLX"), FIELD, &long.join("\n"));
        let long = native::as_draft("3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b22", long);
        browser.open_with(&[&strange, &empty, &long], "").await?;
        for paper in [&strange, &empty] {
            PreviewPage::go(browser, paper).await?.agree(&native::printed(paper)).await?;
        }
        let printed = native::printed(&long);
        assert!(printed.pages() > 80, "{} pages", printed.pages());
        let pages = PreviewPage::go(browser, &long).await?;
        let count = usize::try_from(printed.pages())?;
        browser.wait_until("all pages have come", async || Ok(pages.names().await?.len() == count)).await?;
        let drawn = "return document.querySelectorAll('figure svg:has(text)').length";
        let drawn: usize = browser.driver().execute(drawn, vec![]).await?.convert()?;
        assert!(drawn < 8, "{drawn} pages are drawn that nobody sees");

        // At the field it is said, and nothing that was typed is dropped.
        Writing::open(browser, &strange, "ket-qua").await?;
        browser
            .wait_for_text("có ký tự mà phông chữ của văn bản không có, khi in thành dấu �: 漢 💪.")
            .await?;
        assert_eq!(browser.value(LABEL).await?, "Chữ 漢 và 💪, hết.");
        browser.find(Role::Textbox, LABEL).await?;
        browser.check_accessible().await?;
        browser.open(&format!("#/bai/{}/kiem-tra", strange.id)).await?;
        browser.wait_for_text("Nên xem lại (không bắt buộc sửa)").await?;
        browser.wait_for_text("khi in thành dấu �: 漢 💪.").await
    });
}

/// Some words in the middle of the paragraph of that number, which no line end parts.
fn words_of(text: &str, paragraph: usize) -> String {
    let line = text.lines().filter(|line| !line.trim().is_empty()).nth(paragraph).expect("a paragraph");
    line.split_whitespace().skip(1).take(3).collect::<Vec<_>>().join(" ")
}

/// UTF-16 units before the first of these words.
fn units_before(text: &str, words: &str) -> usize {
    let at = text.find(words).expect("they are there");
    text[..at].encode_utf16().count()
}

async fn caret(browser: &Browser) -> Result<usize> {
    let script = "return document.activeElement.selectionStart ?? 0";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}

/// A paper is found again by its id.
#[test]
fn an_unknown_paper_has_no_pages() {
    run(Viewport::DESKTOP, async |browser| {
        let nobody = Draft { id: DraftId::new("khong-co"), ..native::paper("000-TLX") };
        browser.open(&format!("#/bai/{}/trang-in", nobody.id)).await?;
        browser.heading("Không có bản nháp này trên máy").await?;
        Ok(())
    });
}
