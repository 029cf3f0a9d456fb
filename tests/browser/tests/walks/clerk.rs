//! A day of the office's clerk: a folder with everything that goes wrong, what came of it, and all that is taken along;
//! then two tabs at once.

use std::fs;
use std::io::Read;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::Receiving;
use browser_tests::samples::sample;
use browser_tests::{Browser, Role, Viewport, native, run};
use tham_luan::document::compiled_files::{Shape, table_file, workbook};
use tham_luan::document::pdf;
use tham_luan::draft::{Draft, Timestamp};
use tham_luan::office::compile::compile;
use tham_luan::office::intake::on_a_line;
use tham_luan::office::{Notice, roster};
use tham_luan::paper::{Press, Printed};
use tham_luan::submission::{Export, Status, compose};

use super::compiling::{Files, natively};
use super::made::foreign::stored_zip;
use super::made::kind::expected;
use super::made::{Kind, Made, Maker};

const PLAN: &str = "000";

/// So many files the generator makes; with what is written here there are three hundred.
const MADE: usize = 292;

/// A person who hands in twice, as two drafts.
const TWICE: &str = "Hoàng Thị Trùng Tên";

/// The first files that the generator makes for a plan.
pub(super) fn made(plan: &str, count: usize) -> Vec<Made> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let mut maker = Maker::new(&samples, Some(plan)).expect("samples");
    (0..count).map(|_| maker.make()).collect()
}

/// A paper exported in time.
fn handed_in(draft: &Draft) -> Vec<u8> {
    let plan = native::plan_of(draft);
    let form = plan.form(&draft.form).expect("a form of its plan");
    let day = plan.deadline(form).map_or("2020-09-01".to_owned(), |due| due.last_safe_day().iso());
    let submission = compose(&Export {
        draft,
        plan: &plan,
        form,
        revision: 1,
        status: Status::Complete,
        pages: Press::default().pages(&plan, form, draft),
        engine: tham_luan::pagination::ENGINE,
        exported_at: &Timestamp::new(format!("{day}T09:00:00+07:00")),
        app_version: "1",
    });
    submission.text().as_bytes().to_vec()
}

/// A PDF that carries a submission.
fn in_a_pdf(json: &[u8]) -> Vec<u8> {
    let opened = native::read(json).expect("a submission");
    let draft = opened.draft;
    let printed: Printed = native::printed(&draft);
    pdf::write(&pdf::Paper {
        printed: &printed,
        properties: &native::properties(&draft),
        producer: "Tham Luận",
        made_at: &Timestamp::new("2020-09-01T08:00:00+07:00"),
        id: draft.id.as_str(),
        submission: Some(pdf::Attachment { name: "bai.json", json }),
        mark: None,
    })
    .expect("a PDF")
}

/// A draft of a volunteer, of that name.
fn volunteer(id: usize, name: &str) -> Draft {
    let draft = native::as_draft(&format!("00000000-0000-4000-8000-10000000000{id}"), sample("000-TLD"));
    let draft = native::with_text(draft, "don-vi", ["doi-vien-binh-gia", "doi-vien-dinh-lap"][id % 2]);
    native::with_text(draft, "ho-ten", name)
}

/// The folder: what the generator made, some of it in an archive, in a list and in PDFs, and what it does not make. With
/// how many of the latter are accepted, to be looked at, and refused.
fn folder(made: &[Made]) -> (Files, [usize; 3]) {
    let (mut files, mut packed, mut list) = (Files::new(), Vec::new(), String::new());
    let sound = |file: &Made| file.kind == Kind::Sound;
    for (at, file) in made.iter().enumerate() {
        match at % 12 {
            0 if sound(file) => packed.push((format!("../../Xã gửi/C:\\{}", file.name), file.bytes.clone())),
            3 if sound(file) => {
                list += &on_a_line(&file.bytes).expect("text");
                list.push('\n');
            }
            6 if sound(file) && at < 80 => files.push((format!("{at:06}.pdf"), in_a_pdf(&file.bytes))),
            _ => files.push((file.name.clone(), file.bytes.clone())),
        }
    }
    let packed: Vec<(&str, &[u8])> =
        packed.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    files.push(("Tài liệu các xã gửi.zip".to_owned(), stored_zip(&packed)));
    files.push(("danh-sach.ndjson".to_owned(), list.into_bytes()));
    let older = Draft { plan_version: 0, ..volunteer(3, "Nông Văn Bản Cũ") };
    let unknown = native::with_text(sample("000-TLX"), "don-vi", "xa-khong-co");
    let unknown = native::as_draft("00000000-0000-4000-8000-100000000009", unknown);
    let viet = b"B\xe1o c\xe1o c\xf9a x\xe3 Thi\xea\xf2n Ho\xe0".to_vec();
    for (name, bytes) in [
        ("trung-1.json", handed_in(&volunteer(1, TWICE))),
        ("trung-2.json", handed_in(&volunteer(2, TWICE))),
        ("ban-cu.json", handed_in(&older)),
        ("don-vi-la.json", handed_in(&unknown)),
        ("ke-hoach-khac.json", handed_in(&sample("001-KT-CN"))),
        ("anh.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec()),
        ("windows-1258.txt", viet),
        ("=HYPERLINK(1).json", b"{}".to_vec()),
    ] {
        files.push((name.to_owned(), bytes));
    }
    (files, [2, 2, 4])
}

async fn take_in(browser: &Browser, plan: &str, files: &Files) -> Result<()> {
    let page = Receiving::open(browser, plan).await?;
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    page.choose(&files).await?;
    browser.wait_for_text("Đã nhận xong:").await
}

/// The rows of the sheet of that number, in a workbook that must be a sound archive.
fn sheet_rows(file: &Path, sheet: usize) -> Result<usize> {
    let mut archive = zip::ZipArchive::new(fs::File::open(file)?)?;
    let mut text = String::new();
    archive.by_name(&format!("xl/worksheets/sheet{sheet}.xml"))?.read_to_string(&mut text)?;
    Ok(text.matches("<row ").count())
}

#[test]
fn three_hundred_files_with_every_fault_are_received_counted_compiled_and_taken_along() {
    run(Viewport::DESKTOP, async |browser| {
        let made = made(PLAN, MADE);
        let (files, [accepted, warned, refused]) = folder(&made);
        let counts = expected(&made, PLAN).counts;
        let number = |code: &str| counts.get(code).copied().unwrap_or_default();
        let (plan, register) = natively(PLAN, &files);
        take_in(browser, PLAN, &files).await?;
        let said = format!(
            "Đã nhận xong: {} bài đạt, {} bài cần xem, {} tệp bị từ chối.",
            number("accepted") + accepted,
            number("warned") + warned,
            number("refused") + refused
        );
        browser.wait_for_text(&said).await?;
        let page = Receiving(browser);
        let all = made.len() + accepted + warned + refused;
        ensure!(all == 300 && page.rows().await? == all, "{} rows of {all}", page.rows().await?);
        for (state, wanted) in [
            ("Nộp chậm", number("late")),
            ("Trái nhau, chờ chọn", number("contradicts")),
            ("Không tính (bản cũ, trùng, để riêng)", number("superseded") + number("repeated")),
        ] {
            let found = page.count(state).await?;
            ensure!(found == wanted && wanted > 0, "{state}: {found}, not {wanted}");
        }
        // Each file is found by its name, with what is to be said of it.
        for (name, words) in [
            ("C:", "Xã gửi"),
            ("danh-sach.ndjson:1", "Đạt"),
            ("000006.pdf", "1 trong"),
            ("ban-cu.json", "Gói kế hoạch bản 0, ở đây bản 1"),
            ("ke-hoach-khac.json", "Thuộc kế hoạch 001"),
            ("anh.jpg", "Ảnh chụp"),
            ("windows-1258.txt", "Sai bảng mã hoặc tệp hỏng"),
            ("=HYPERLINK(1).json", "Tệp của chương trình khác"),
        ] {
            browser.replace("Tìm", name).await?;
            browser.wait_for_text(words).await.with_context(|| name.to_owned())?;
        }
        browser.replace("Tìm", "trung-1.json").await?;
        browser.wait_for_text("1 trong 300 dòng.").await?;
        browser.replace("Tìm", " ").await?;
        browser.wait_for_text("300 dòng.").await?;
        browser.press("Trùng người, trùng nội dung giữa các bài").await?;
        let twice = register.notices(&plan).into_iter().any(|notice| {
            matches!(notice, Notice::SamePerson { name, papers } if name == TWICE && papers.len() == 2)
        });
        ensure!(twice, "natively the same person is seen twice");
        browser.wait_for_text(&format!("Cùng là bài của «{TWICE}»")).await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        register_is_taken_along(browser, all).await?;
        // Who is missing, as the same core finds it.
        browser.follow("Còn thiếu").await?;
        let missing = roster(&plan, &register).missing().count();
        browser.wait_for_text(&format!("còn thiếu {missing}")).await?;
        // What is compiled, as the same core compiles it, in every shape.
        browser.follow("Tổng hợp").await?;
        browser.wait_for_text(&format!("từ {} bài được tính", register.counting().count())).await?;
        browser.press("Tải tất cả (Excel)").await?;
        let file = browser.wait_for_download().await?;
        let tables = compile(&plan, &register.sources());
        ensure!(fs::read(&file)? == workbook(&plan, &register, &tables)?, "another workbook");
        let table = tables.iter().max_by_key(|table| table.entries().count()).context("a table")?;
        browser.open(&format!("#/tiep-nhan/{PLAN}/tong-hop/{}", table.id)).await?;
        browser.heading(&table.title).await?;
        for (button, shape) in [("CSV", Shape::Csv), ("JSON", Shape::Json), ("NDJSON", Shape::Ndjson)] {
            browser.press(button).await?;
            let bytes = fs::read(browser.wait_for_download().await?)?;
            ensure!(bytes == table_file(&register, table, shape), "{button}: another file");
            match shape {
                Shape::Json => drop(serde_json::from_slice::<serde_json::Value>(&bytes)?),
                Shape::Ndjson => {
                    let lines = std::str::from_utf8(&bytes)?.lines();
                    let read: Result<Vec<serde_json::Value>, _> = lines.map(serde_json::from_str).collect();
                    ensure!(read?.len() == table.entries().count());
                }
                _ => ensure!(bytes.starts_with("\u{feff}".as_bytes())),
            }
        }
        browser.press("Excel").await?;
        let file = browser.wait_for_download().await?;
        ensure!(sheet_rows(&file, 1)? > table.entries().count());
        Ok(())
    });
}

/// The register as files: a row for each row of the page, and no text that a spreadsheet would run.
async fn register_is_taken_along(browser: &Browser, rows: usize) -> Result<()> {
    browser.press("Tải cả sổ (Excel)").await?;
    let file = browser.wait_for_download().await?;
    ensure!(file.file_name().is_some_and(|name| name == "so-tiep-nhan_000.xlsx"), "{}", file.display());
    // A title, the heads, and maybe an empty note above the rows.
    let found = sheet_rows(&file, 1)?;
    ensure!((rows + 2..=rows + 3).contains(&found), "{found} rows in the sheet, {rows} in the page");
    browser.press("Tải cả sổ (CSV)").await?;
    let text = fs::read_to_string(browser.wait_for_download().await?)?;
    ensure!(text.starts_with("\u{feff}STT,Tệp,Kết quả"), "{}", &text[..80]);
    ensure!(text.lines().count() == rows + 1, "{} lines", text.lines().count());
    ensure!(text.contains(",'=HYPERLINK(1).json,Bị từ chối,"), "a formula stays text");
    Ok(())
}

/// Files of two people for two tabs on the same intake: nothing is lost, and each shows what the other took in.
#[test]
fn two_tabs_take_in_for_the_same_plan_and_each_shows_what_the_other_did() {
    run(Viewport::DESKTOP, async |browser| {
        let files = made(PLAN, 120);
        let (ours, theirs) = files.split_at(60);
        let choose = async |files: &[Made]| {
            let files: Vec<_> =
                files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect();
            Receiving(browser).choose(&files).await
        };
        let first = browser.tab().await?;
        Receiving::open(browser, PLAN).await?;
        let second = browser.new_tab(Viewport::DESKTOP).await?;
        Receiving::open(browser, PLAN).await?;
        // Both at once: whoever is slower stores behind the other.
        browser.bring_to_front(&first).await?;
        choose(ours).await?;
        browser.bring_to_front(&second).await?;
        choose(theirs).await?;
        let holds = async || -> Result<()> {
            browser
                .wait_until("every file has a row", async || Ok(Receiving(browser).rows().await? == 120))
                .await
        };
        for tab in [&second, &first] {
            browser.bring_to_front(tab).await?;
            browser.wait_for_text("Đã nhận xong:").await?;
            holds().await?;
        }
        // What one decides the other shows, and goes on from.
        let contradiction = Receiving(browser).count("Trái nhau, chờ chọn").await?;
        ensure!(contradiction > 0);
        browser.choose("Tình trạng", &format!("Trái nhau, chờ chọn ({contradiction})")).await?;
        let table = browser.find(Role::Table, "Sổ tiếp nhận").await?;
        let (_, link) = browser.within(table).all(Role::Link).await?.swap_remove(0);
        link.click().await?;
        browser.wait_for_text("nên chưa bản nào được tính").await?;
        browser.press("Tính bản này").await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        browser.bring_to_front(&second).await?;
        browser
            .wait_until("the other tab shows it", async || {
                Ok(Receiving(browser).count("Trái nhau, chờ chọn").await? < contradiction)
            })
            .await?;
        // After both are closed all of it is there, once.
        browser.reload().await?;
        browser.heading("Sổ tiếp nhận").await?;
        holds().await?;
        ensure!(Receiving(browser).count("Trái nhau, chờ chọn").await? < contradiction);
        for file in [&files[0], &files[119]] {
            browser.replace("Tìm", &file.name).await?;
            browser.wait_for_text("1 trong 120 dòng.").await.with_context(|| file.name.clone())?;
        }
        // What one takes away is away in the other too.
        browser.press("Xóa những gì đã nhận…").await?;
        browser.press("Xóa hẳn").await?;
        browser.wait_for_text("Chưa nhận tệp nào cho kế hoạch này").await?;
        browser.bring_to_front(&first).await?;
        browser.open("#/tiep-nhan/000").await?;
        browser.wait_for_text("Chưa nhận tệp nào cho kế hoạch này").await
    });
}

/// More units than a picture holds: all of them by criterion, and each is found in its part.
#[test]
fn a_matrix_of_many_units_is_shown_whole_in_parts() {
    run(Viewport::PHONE, async |browser| {
        let is_of_form = |file: &Made| file.kind == Kind::Sound && file.name.contains("_001-TC-D_");
        let files: Files = made("001", 2000)
            .into_iter()
            .filter(is_of_form)
            .map(|file| (file.name, file.bytes))
            .take(130)
            .collect();
        let (plan, register) = natively("001", &files);
        let tables = compile(&plan, &register.sources());
        let table = tables.iter().find(|table| table.id == "tieu-chi-001-tc-d").context("a matrix")?;
        ensure!(table.entries().count() == 130, "{} rows", table.entries().count());
        let packed: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        take_in(browser, "001", &vec![("tat-ca.zip".to_owned(), stored_zip(&packed))]).await?;
        browser.open("#/tiep-nhan/001/tong-hop/tieu-chi-001-tc-d").await?;
        browser.wait_for_text("Mức tự đánh giá theo tiêu chí: cả 130 dòng của bảng").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        let part = "Dòng 121 đến 130 trong 130 dòng";
        browser.choose("Xem mức của từng dòng", part).await?;
        browser
            .wait_until("the last part is drawn", async || {
                let figures = browser.driver().find_all(thirtyfour::By::Tag("figcaption")).await?;
                let mut texts = Vec::new();
                for figure in figures {
                    texts.push(figure.text().await?);
                }
                Ok(texts.iter().any(|text| text == part))
            })
            .await
    });
}
