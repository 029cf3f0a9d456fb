//! The paper as a PDF and for word processors: what is taken from the page is what the same program writes natively.

use std::fs;

use anyhow::{Context, Result};
use browser_tests::pages::{ExportPage, OpenPage, PreviewPage};
use browser_tests::samples::{blank, sample};
use browser_tests::{Browser, Viewport, native, run, run_in_both};
use serde_json::Value;
use tham_luan::document::{CheckMark, docx, pdf};
use tham_luan::draft::{Draft, Timestamp};
use word_processor_tests::{differences, pages};

const PDF: &str = "Tải PDF (kèm dữ liệu)";
const WORD: &str = "Tải Word (.docx)";
const UNTOUCHED: &str = "Không có gì trên máy này bị thay đổi; các bản nháp vẫn nguyên.";

#[test]
fn a_paper_is_taken_as_pdf_and_for_word_and_the_pdf_is_opened_elsewhere() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = sample("001-TK");
        browser.open_with(&[&paper], &format!("#/bai/{}/xuat", paper.id)).await?;
        let export = ExportPage(browser);
        let name = export.file_name().await?;
        let stem = name.strip_suffix(".json").context("a JSON file")?.to_owned();

        let word = export.take(WORD).await?;
        assert_eq!(word.file_name().and_then(|name| name.to_str()), Some(&*format!("{stem}.docx")));
        assert!(fs::read(&word)? == docx::write(&native::printed(&paper), &native::properties(&paper), None));

        let file = export.take(PDF).await?;
        assert_eq!(file.file_name().and_then(|name| name.to_str()), Some(&*format!("{stem}.pdf")));
        let bytes = fs::read(&file)?;
        let json = pdf::attached(&bytes)?.context("a submission inside")?;
        assert!(bytes == natively(&paper, &json, &name, false)?);
        let found = differences(&native::printed(&paper), &pages(&file)?);
        assert_eq!(found.wrong, Vec::<String>::new());

        // All shapes are one export: the same number, the same file.
        let submission = export.download().await?;
        assert!(fs::read(&submission)? == json);
        browser
            .wait_for_draft(&paper.id, "it was exported once", |draft| draft.revision == paper.revision + 1)
            .await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;

        let elsewhere = Browser::start(Viewport::PHONE).await?;
        OpenPage::open(&elsewhere).await?.choose(&file).await?;
        elsewhere.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        elsewhere.press("Mở để viết tiếp").await?;
        let there = elsewhere.wait_for_draft(&paper.id, "it is stored there", |_| true).await?;
        assert_eq!(there.revision, paper.revision + 1);
        assert_eq!(native::printed(&there), native::printed(&paper));
        elsewhere.close().await
    });
}

#[test]
fn the_check_mark_is_off_until_it_is_wanted() {
    run(Viewport::PHONE, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], &format!("#/bai/{}/xuat", paper.id)).await?;
        let export = ExportPage(browser);
        let name = export.file_name().await?;
        browser.tick("Thêm mã đối chiếu ở chân trang cuối").await?;
        let marked = fs::read(export.take(PDF).await?)?;
        let json = pdf::attached(&marked)?.context("a submission inside")?;
        assert!(fs::read(export.download().await?)? == json, "the mark is of the very file");
        assert!(marked == natively(&paper, &json, &name, true)?);
        let word = fs::read(export.take(WORD).await?)?;
        let own =
            docx::write(&native::printed(&paper), &native::properties(&paper), check_mark(&json)?.as_ref());
        assert!(word == own, "the same mark is in the file for Word");
        browser.wait_for_text("Mã trên bản in là của lần xuất thứ").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await
    });
}

#[test]
fn papers_without_a_word_or_without_an_end_are_written_too() {
    run(Viewport::DESKTOP, async |browser| {
        let empty = native::as_draft("3f0c8a52-6d0e-4b1c-9a77-2c1f5e8d9b31", blank("000-TLD"));
        let long: Vec<&str> = native::paragraphs().take(1250).collect();
        let text = format!("Chữ 漢 và 💪.\n{}", long.join("\n"));
        let long = native::with_text(native::paper("000-TLX"), "dong-gop", &text);
        browser.open_with(&[&empty, &long], "").await?;
        for paper in [&empty, &long] {
            browser.go(&format!("#/bai/{}/xuat", paper.id)).await?;
            let export = ExportPage(browser);
            let name = export.file_name().await?;
            let word = fs::read(export.take(WORD).await?)?;
            assert!(word == docx::write(&native::printed(paper), &native::properties(paper), None));
            let file = fs::read(export.take(PDF).await?)?;
            let json = pdf::attached(&file)?.context("a submission inside")?;
            assert!(file == natively(paper, &json, &name, false)?);
        }
        Ok(())
    });
}

#[test]
fn a_pdf_that_gives_nothing_gets_a_sentence_and_changes_nothing() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let page = OpenPage::open(browser).await?;
        let before = browser.stored().await?;
        let bare = natively(&paper, b"", "", false)?;
        let locked =
            b"%PDF-1.7\n1 0 obj\n<< /Filter /Standard /V 4 >>\nendobj\ntrailer << /Encrypt 1 0 R >>\n"
                .to_vec();
        let mut large = bare.clone();
        large.resize(pdf::MAX_BYTES + 1, b' ');
        let bad = [
            ("in-ra.pdf", bare.as_slice(), "Tệp PDF này không kèm dữ liệu"),
            ("khoa.pdf", locked.as_slice(), "Tệp PDF này có mật khẩu"),
            ("lon.pdf", large.as_slice(), "Tệp quá lớn"),
            ("cut.pdf", &bare[..bare.len() / 2], "Tệp PDF này không kèm dữ liệu"),
        ];
        for (name, bytes, sentence) in bad {
            page.choose_bytes(name, bytes).await?;
            browser.wait_for_text(&format!("Không mở được tệp {name}")).await?;
            let text = browser.text().await?;
            assert!(text.contains(sentence) && text.contains(UNTOUCHED), "{name}: {text}");
            assert_eq!(browser.stored().await?, before, "{name}");
        }
        browser.check_accessible().await
    });
}

/// All of it is in the one file: the fonts, the part that writes, the part that reads.
#[test]
fn the_one_file_opens_shows_and_writes_papers_too() {
    run_in_both(async |browser| {
        let paper = native::paper("000-TLX");
        let submission = native::export(&paper);
        let (json, name) = (submission.text().as_bytes(), submission.file_name());
        let pdf = natively(&paper, json, name, true)?;
        browser.open_file("#/mo-tep").await?;
        browser.heading("Mở tệp").await?;
        OpenPage(browser).choose_bytes("tham-luan.pdf", &pdf).await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        browser.press("Mở để viết tiếp").await?;
        browser.heading("Các phần của bài").await?;
        PreviewPage::go(browser, &paper).await?.agree(&native::printed(&paper)).await?;
        let faces = "return [...document.fonts].filter((face) => face.status === 'loaded').length";
        browser
            .wait_until("the fonts are here", async || {
                Ok(browser.driver().execute(faces, vec![]).await?.convert::<u32>()? >= 3)
            })
            .await?;
        browser.go(&format!("#/bai/{}/xuat", paper.id)).await?;
        let file = fs::read(ExportPage(browser).take(PDF).await?)?;
        let again = pdf::attached(&file)?.context("a submission inside")?;
        assert_eq!(native::read(&again)?.draft.answers, native::read(json)?.draft.answers);
        Ok(())
    });
}

#[test]
fn without_a_network_the_part_that_writes_is_missed_and_said() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLD");
        browser.open_with(&[&paper], &format!("#/bai/{}/xuat", paper.id)).await?;
        let export = ExportPage(browser);
        export.file_name().await?;
        browser.cut_off_parts(true).await?;
        browser.press(PDF).await?;
        browser.wait_for_text("Chưa tải được phần tạo tệp của chương trình").await?;
        browser.check_accessible().await?;
        browser.cut_off_parts(false).await?;
        export.take(PDF).await?;
        browser.forgive_missing_parts().await
    });
}

/// What the program writes without a browser: the PDF with this submission, made when that was exported.
fn natively(paper: &Draft, json: &[u8], name: &str, marked: bool) -> Result<Vec<u8>> {
    let submission: Value = if json.is_empty() { Value::Null } else { serde_json::from_slice(json)? };
    let made_at = Timestamp::new(submission["exportedAt"].as_str().unwrap_or("2020-09-05T16:50:00+07:00"));
    let mark = if marked { check_mark(json)? } else { None };
    let id = format!("{}#{}", paper.id, paper.revision + 1);
    let version = submission["app"]["version"].as_str().unwrap_or_default();
    let paper = pdf::Paper {
        printed: &native::printed(paper),
        properties: &native::properties(paper),
        producer: &format!("Tham Luận {version}"),
        made_at: &made_at,
        id: &id,
        submission: (!json.is_empty()).then_some(pdf::Attachment { name, json }),
        mark: mark.as_ref(),
    };
    Ok(pdf::write(&paper)?)
}

/// The mark of that submission.
fn check_mark(json: &[u8]) -> Result<Option<CheckMark>> {
    let submission: Value = serde_json::from_slice(json)?;
    Ok(CheckMark::new(submission["checksum"].as_str().unwrap_or_default()))
}
