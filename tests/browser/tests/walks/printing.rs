//! The printer gives exactly the pages that are counted, and nothing of the page around them.

use std::fs;
use std::time::Duration;

use anyhow::{Context, Result};
use browser_tests::pages::{CheckPage, ExportPage, PreviewPage, Writing};
use browser_tests::samples::sample;
use browser_tests::{Browser, Viewport, native, run};
use tham_luan::document::{Properties, docx};
use tham_luan::draft::{Answers, Draft};
use tham_luan::paper::{Printed, blank_card, invitations};
use word_processor_tests::{differences, fonts, pages_of_chromium, sizes};

/// Another paper's id.
const OTHER: &str = "5d0f1f3c-8d2b-4b57-9a53-0f6f0c5f2e11";

/// Every form of all plans in one browser.
const FORMS: [&str; 34] = [
    "000-TLH",
    "000-TLX",
    "000-TLD",
    "000-BCH",
    "000-BCT",
    "000-TDG",
    "000-KT-DS",
    "000-KT-TT",
    "000-KT-CN",
    "001-TC-A1A2",
    "001-TC-A3",
    "001-TC-B",
    "001-TC-C",
    "001-TC-D",
    "001-SK",
    "001-TK",
    "001-KT-DS",
    "001-KT-TT",
    "001-KT-CN",
    "002-KH",
    "002-BC",
    "003-DK",
    "003-TDG",
    "003-SK",
    "003-TK",
    "003-KT-DS",
    "003-KT-TT",
    "003-KT-CN",
    "004-PYK",
    "004-THYK",
    "004-TL",
    "004-TP",
    "004-CB",
    "004-KL",
];

#[test]
fn every_paper_is_printed_line_by_line_as_it_is_counted() {
    run(Viewport::DESKTOP, async |browser| {
        let papers: Vec<Draft> = FORMS.iter().map(|form| sample(form)).collect();
        browser.open_with_many(&papers, "").await?;
        let mut lying = 0;
        for paper in &papers {
            PreviewPage::go(browser, paper).await?;
            browser.heading(&format!("Trang in: {}", name(browser).await?)).await?;
            browser.take_printer_away().await?;
            browser.press("In").await?;
            let pdf = browser.print_when_asked().await?;
            lying += compare(browser, paper.form.as_str(), &pdf, &native::printed(paper))?;
        }
        assert!(lying > 0);
        Ok(())
    });
}

#[test]
fn the_browsers_own_menu_prints_the_paper_where_its_pages_are_shown() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let printed = native::printed(&paper);
        PreviewPage::open(browser, &paper).await?.agree(&printed).await?;
        compare(browser, "own page", &browser.print().await?, &printed)?;
        Writing::open(browser, &paper, "ket-qua").await?;
        PreviewPage::unfold(browser).await?.agree(&printed).await?;
        compare(browser, "beside", &browser.print().await?, &printed)?;
        // Nothing is left of it on the screen.
        let left: u32 = browser
            .driver()
            .execute("return document.querySelectorAll('.print-sheets').length", vec![])
            .await?
            .convert()?;
        assert_eq!(left, 0);
        browser.check_accessible().await
    });
}

#[test]
fn whoever_presses_twice_gets_one_dialog() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        PreviewPage::open(browser, &paper).await?;
        browser.take_printer_away().await?;
        let twice = "
            const button = [...document.querySelectorAll('button')].find((button) => button.textContent.trim() === 'In');
            button.click(); button.click(); setTimeout(() => button.click(), 50);";
        browser.driver().execute(twice, vec![]).await?;
        let asked = async || -> Result<u32> {
            Ok(browser.driver().execute("return window.asked", vec![]).await?.convert()?)
        };
        browser.wait_until("the page asks for the printer", async || Ok(asked().await? > 0)).await?;
        // Longer than it took.
        tokio::time::sleep(Duration::from_secs(2)).await;
        assert_eq!(asked().await?, 1, "the dialog opens again");
        Ok(())
    });
}

#[test]
fn the_check_and_the_export_print_too() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let printed = native::printed(&paper);
        CheckPage::open(browser, &paper).await?.arrive("Bài đã đủ theo Kế hoạch").await?;
        browser.take_printer_away().await?;
        browser.main().await?.press("In").await?;
        compare(browser, "check", &browser.print_when_asked().await?, &printed)?;
        ExportPage::go(browser).await?;
        browser.press("In ra giấy").await?;
        compare(browser, "export", &browser.print_when_asked().await?, &printed)?;

        // With the check mark: its words stand below the page area, and no line moves.
        browser.tick("Thêm mã đối chiếu ở chân trang cuối").await?;
        browser.press("In ra giấy").await?;
        let marked = browser.print_when_asked().await?;
        let file = save(browser, "marked", &marked)?;
        let shown = pages_of_chromium(&file)?;
        assert_eq!(shown.len(), usize::try_from(printed.pages())?);
        browser.wait_for_text("Mã trên bản in là của lần xuất thứ").await?;
        let submission = native::validated(&ExportPage(browser).download().await?)?;
        let sum =
            submission["checksum"].as_str().and_then(|sum| sum.split_once(':')).context("a checksum")?.1;
        let digits: String = sum.chars().take(16).map(|digit| digit.to_ascii_uppercase()).collect();
        let last: String = shown.last().context("a page")?.iter().map(|word| word.text.as_str()).collect();
        assert!(last.contains(&format!("Mãđốichiếu:{digits}")), "{last} does not end with {digits}");
        Ok(())
    });
}

#[test]
fn opinion_cards_print_blank() {
    run(Viewport::DESKTOP, async |browser| {
        let card = sample("004-PYK");
        browser.open_with(&[&card], "").await?;
        PreviewPage::open(browser, &card).await?;
        browser.take_printer_away().await?;
        browser.press("In phiếu trống").await?;
        let plan = native::plan_of(&card);
        let form = plan.form(&card.form).context("its form")?;
        let blank = blank_card(&plan, form, &card).context("a card")?;
        assert_eq!(blank.pages(), 1);
        compare(browser, "blank", &browser.print_when_asked().await?, &blank)?;
        Ok(())
    });
}

#[test]
fn giay_moi_are_printed_and_taken_for_word_one_a_guest() {
    run(Viewport::PHONE, async |browser| {
        let list = sample("004-TP");
        let plan = native::plan_of(&list);
        let form = plan.form(&list.form).context("its form")?;
        let letters = invitations(&plan, form, &list).context("guests")?;
        assert_eq!(letters.pages(), 20);
        browser.open_with(&[&list], &format!("#/bai/{}/xuat", list.id)).await?;
        let export = ExportPage(browser);
        browser.wait_for_text("20 giấy mời, mỗi đại biểu một tờ").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.take_printer_away().await?;
        browser.press("In giấy mời").await?;
        compare(browser, "guests", &browser.print_when_asked().await?, &letters)?;
        let word = export.take("Tải giấy mời (Word)").await?;
        let name = export.file_name().await?.replace(".json", "-giay-moi.docx");
        assert_eq!(word.file_name().and_then(|name| name.to_str()), Some(&*name));
        let title = Properties { title: "Giấy mời".to_owned(), ..native::properties(&list) };
        assert!(fs::read(&word)? == docx::write(&letters, &title, None));

        // A list without a guest, and a paper that is no list.
        let none = Draft { answers: Answers::default(), ..native::as_draft(OTHER, list.clone()) };
        let paper = native::paper("000-TLX");
        browser.open_with(&[&none, &paper], &format!("#/bai/{OTHER}/xuat")).await?;
        browser.wait_for_text("Chưa có đại biểu nào trong danh sách").await?;
        browser.go(&format!("#/bai/{}/xuat", paper.id)).await?;
        browser.wait_for_text("Bản để in, ký và lưu").await?;
        let shown: String =
            browser.driver().execute("return document.body.innerText", vec![]).await?.convert()?;
        assert!(!shown.contains("iấy mời"), "{shown}");
        Ok(())
    });
}

#[test]
fn strange_and_long_papers_print_whole() {
    run(Viewport::DESKTOP, async |browser| {
        let long: Vec<&str> = native::paragraphs().take(1250).collect();
        let text = format!("Chữ 漢 và 💪, hết.\n{}", long.join("\n"));
        let paper = native::with_text(native::paper("000-TLX"), "dong-gop", &text);
        browser.open_with(&[&paper], "").await?;
        let printed = native::printed(&paper);
        assert!(printed.pages() > 90, "{} pages", printed.pages());
        PreviewPage::open(browser, &paper).await?;
        browser.take_printer_away().await?;
        browser.press("In").await?;
        let pdf = browser.print_when_asked().await?;
        let shown = pages_of_chromium(&save(browser, "long", &pdf)?)?;
        assert_eq!(shown.len(), usize::try_from(printed.pages())?);
        let whole: String = shown.concat().iter().map(|word| word.text.as_str()).collect();
        assert!(whole.contains("Chữ\u{fffd}và\u{fffd},hết."), "missing characters are not shown");
        Ok(())
    });
}

/// What the head of the page calls the draft.
async fn name(browser: &Browser) -> Result<String> {
    let script = "return document.querySelector('header nav a:last-child').textContent";
    Ok(browser.driver().execute(script, vec![]).await?.convert()?)
}

fn save(browser: &Browser, name: &str, pdf: &[u8]) -> Result<std::path::PathBuf> {
    let file = browser.folder().join(format!("{name}.pdf"));
    fs::write(&file, pdf)?;
    Ok(file)
}

/// Fails unless every line of every page stands in the print where it was computed, on paper of the right size, in our
/// own face. Gives how many pages lie.
fn compare(browser: &Browser, name: &str, pdf: &[u8], printed: &Printed) -> Result<usize> {
    let file = save(browser, name, pdf)?;
    let found = differences(printed, &pages_of_chromium(&file)?);
    assert_eq!((found.wrong, found.rounded), (Vec::new(), Vec::new()), "{name}");
    let mut wanted = Vec::new();
    for part in &printed.parts {
        let lies = part.document.page.width > part.document.page.height;
        let (width, height) = if lies { (842, 595) } else { (595, 842) };
        wanted.extend((0..part.layout.pages).map(|_| (width, height)));
    }
    assert_eq!(sizes(&file)?, wanted, "{name}");
    assert!(fonts(&file)?.iter().all(|font| font.starts_with("Tinos")), "{name}: {:?}", fonts(&file)?);
    Ok(wanted.iter().filter(|(width, height)| width > height).count())
}
