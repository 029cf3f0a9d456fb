//! The receiving office: files go in, every one gets a row, and what was taken in stays.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{OpenPage, Receiving};
use browser_tests::{Browser, Fault, Key, Role, Viewport, native, run};
use tham_luan::document::pdf;
use tham_luan::draft::Draft;
use tham_luan::office::intake::{Place, Reader};
use tham_luan::office::{Kept, Register, Sheaf, judge, roster};
use tham_luan::plan::{self, PlanId};
use tham_luan::text::Date;

use super::made::foreign::stored_zip;
use super::made::kind::expected;
use super::made::{Kind, Made, Maker};

const PLAN: &str = "000";

/// Until when an author is asked to answer.
const BY: &str = "Trả lời trước ngày (không bắt buộc)";

/// The first files that the generator makes.
fn made(count: usize) -> Vec<Made> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let mut maker = Maker::new(&samples, Some(PLAN)).expect("samples");
    (0..count).map(|_| maker.make()).collect()
}

/// Half of the files one by one, the others in an archive.
async fn take_in(page: &Receiving<'_>, files: &[Made]) -> Result<()> {
    let (packed, single): (Vec<_>, Vec<_>) = files.iter().enumerate().partition(|(at, _)| at % 2 == 0);
    let packed: Vec<_> = packed.iter().map(|(_, file)| (file.name.as_str(), file.bytes.as_slice())).collect();
    let archive = stored_zip(&packed);
    let mut all: Vec<_> =
        single.iter().map(|(_, file)| (file.name.as_str(), file.bytes.as_slice())).collect();
    all.push(("Xã gửi.zip", &archive));
    page.choose(&all).await?;
    page.0.wait_for_text("Đã nhận xong:").await
}

#[test]
fn a_mixed_folder_gives_the_register_that_is_expected() {
    run(Viewport::DESKTOP, async |browser| {
        // Every fault comes once in so many.
        let files = made(75);
        let expected = expected(&files, PLAN).counts;
        let number = |code: &str| expected.get(code).copied().unwrap_or_default();
        let page = Receiving::open(browser, PLAN).await?;
        take_in(&page, &files).await?;
        let holds = async || -> Result<()> {
            ensure!(page.rows().await? == files.len(), "a row for every file: {}", page.rows().await?);
            for (state, codes) in [
                ("Đạt", &["accepted"] as &[&str]),
                ("Cần xem", &["warned"]),
                ("Bị từ chối", &["refused"]),
                ("Nộp chậm", &["late"]),
                ("Trái nhau, chờ chọn", &["contradicts"]),
                ("Không tính (bản cũ, trùng, để riêng)", &["superseded", "repeated"]),
            ] {
                let found = page.count(state).await?;
                let wanted: usize = codes.iter().map(|code| number(code)).sum();
                ensure!(found == wanted, "{state}: {found}, not {wanted}");
            }
            Ok(())
        };
        holds().await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        // All of it is there after the page was closed.
        browser.reload().await?;
        browser.heading("Sổ tiếp nhận").await?;
        holds().await.context("after a reload")?;
        // Who is missing is counted from what counts.
        browser.follow("Còn thiếu").await?;
        browser.wait_for_text("còn thiếu").await?;
        browser.check_accessible().await?;
        browser.open("#/tiep-nhan").await?;
        browser.wait_for_text(&format!("Đã nhận {} tệp và bài", files.len())).await
    });
}

#[test]
fn rows_of_earlier_versions_and_damaged_ones_keep_their_places() {
    run(Viewport::DESKTOP, async |browser| {
        let files = made(200);
        let sound = |file: &&Made| file.kind == Kind::Sound;
        let mut sound = files.iter().filter(sound);
        let mut next = || sound.next().context("a sound file");
        let text = |made: &Made| String::from_utf8(made.bytes.clone()).context("text");
        let page = Receiving::open(browser, PLAN).await?;
        // As it was once stored: a row a key.
        for number in 0..2 {
            let made = next()?;
            let place = Place { file: made.name.clone(), ..Place::default() };
            let kept = Kept { place, content: Ok(text(made)?) };
            browser.store_rows(&format!("{PLAN}/rows/{number:08}"), Err(&kept.encode())).await?;
        }
        // Two rows, of which the second is cut off.
        let (whole, cut, last) = (next()?, next()?, next()?);
        let mut sheaf = Sheaf::default();
        for made in [whole, cut] {
            let place = Place { file: made.name.clone(), ..Place::default() };
            sheaf.add(&place, Ok(&made.bytes));
        }
        let bytes = sheaf.as_bytes();
        browser.store_rows(&format!("{PLAN}/rows/{:08}+2", 2), Ok(&bytes[..bytes.len() - 9])).await?;
        browser.reload().await?;
        browser.heading("Sổ tiếp nhận").await?;
        ensure!(page.rows().await? == 4, "a row for each: {}", page.rows().await?);
        ensure!(page.count("Bị từ chối").await? == 1, "the damaged one is shown");
        page.choose(&[(last.name.as_str(), &last.bytes)]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        browser.reload().await?;
        browser.heading("Sổ tiếp nhận").await?;
        ensure!(page.rows().await? == 5, "one more: {}", page.rows().await?);
        browser.open(&format!("#/tiep-nhan/{PLAN}/bai/4")).await?;
        browser.wait_for_text(&last.name).await?;
        browser.open("#/tiep-nhan").await?;
        browser.wait_for_text("Đã nhận 5 tệp và bài").await
    });
}

/// Two papers of one unit that do not agree.
async fn take_in_a_contradiction(browser: &Browser) -> Result<Receiving<'_>> {
    let one = native::paper("000-TLX");
    let other = native::with_text(one.clone(), "nguoi-ky", "Nông Văn Bình");
    let files = [one, other].map(|paper| exported(&paper));
    let page = Receiving::open(browser, PLAN).await?;
    page.choose(&[("mot.json", files[0].as_bytes()), ("hai.json", files[1].as_bytes())]).await?;
    browser.wait_for_text("Đã nhận xong:").await?;
    Ok(page)
}

#[test]
fn a_contradiction_is_shown_and_decided_and_handed_on() {
    run(Viewport::DESKTOP, async |browser| {
        let page = take_in_a_contradiction(browser).await?;
        ensure!(page.count("Trái nhau, chờ chọn").await? == 2);
        browser.open("#/tiep-nhan/000/bai/1").await?;
        browser.wait_for_text("nên chưa bản nào được tính").await?;
        browser.wait_for_text("Nông Văn Bình").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.press("Tính bản này").await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        browser.reload().await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        // A colleague goes on from one file, after everything here is gone.
        browser.open("#/tiep-nhan/000").await?;
        browser.press("Xuất tệp bàn giao").await?;
        let file = browser.wait_for_download().await?;
        browser.press("Xóa những gì đã nhận…").await?;
        browser.press("Xóa hẳn").await?;
        browser.wait_for_text("Chưa nhận tệp nào cho kế hoạch này").await?;
        let page = Receiving(browser);
        page.choose_file(&file).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        ensure!(page.rows().await? == 2 && page.count("Trái nhau, chờ chọn").await? == 0);
        browser.open("#/tiep-nhan/000/bai/1").await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        browser.wait_for_text("hai.json").await
    });
}

/// Whether the browser would ask before it leaves the page.
async fn is_held_back(browser: &Browser) -> Result<bool> {
    let ask = "return !window.dispatchEvent(new Event('beforeunload', { cancelable: true }))";
    Ok(browser.driver().execute(ask, vec![]).await?.convert()?)
}

#[test]
fn a_decision_that_could_not_be_stored_is_stored_by_the_button() {
    run(Viewport::DESKTOP, async |browser| {
        take_in_a_contradiction(browser).await?;
        browser.break_storage(&[Fault::SECOND_FULL]).await?;
        browser.open("#/tiep-nhan/000/bai/1").await?;
        browser.wait_for_text("nên chưa bản nào được tính").await?;
        ensure!(!is_held_back(browser).await?, "nothing is lost yet");
        browser.press("Tính bản này").await?;
        browser.wait_for_text("đã đầy. Quyết định vừa rồi chưa được lưu").await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        ensure!(is_held_back(browser).await?, "whoever closes the page now loses it");
        browser.check_accessible().await?;
        browser.check_fits().await?;
        // It is kept while another plan is looked at.
        browser.go("#/tiep-nhan/002").await?;
        browser.wait_for_text("Nhận tệp: Kế hoạch thực hiện Dự án 600 Phó Chủ tịch xã").await?;
        ensure!(!browser.text().await?.contains("chưa được lưu"), "nothing of this plan is");
        ensure!(is_held_back(browser).await?, "whoever closes the page now loses it still");
        browser.go("#/tiep-nhan/000/bai/1").await?;
        browser.wait_for_text("đã đầy. Quyết định vừa rồi chưa được lưu").await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        browser.press("Thử lưu lại").await?;
        browser.wait_for_text("Đã thử lại nhưng vẫn chưa lưu được.").await?;
        browser.wait_for_focus("Thử lưu lại").await?;
        browser.heal_storage().await?;
        browser.press("Thử lưu lại").await?;
        browser.wait_for_text("Đã lưu quyết định vào máy này.").await?;
        ensure!(!browser.text().await?.contains("Quyết định vừa rồi chưa"), "no more is said of it");
        ensure!(!is_held_back(browser).await?, "all is stored");
        browser.reload().await?;
        browser.wait_for_text("Bản này được tính vì cơ quan đã chọn.").await?;
        browser.take_console().await?;
        Ok(())
    });
}

#[test]
fn a_clerk_finds_a_unit_by_keyboard_and_asks_for_what_is_missing() {
    run(Viewport::PHONE, async |browser| {
        let page = Receiving::open(browser, PLAN).await?;
        let late = native::with_text(native::paper("000-TLX"), "nguoi-ky", "");
        let files = [exported(&late), exported(&native::paper("000-TLD"))];
        page.choose(&[("xa.json", files[0].as_bytes()), ("doi-vien.json", files[1].as_bytes())]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.fill("Tìm", "xa.json").await?;
        browser.wait_for_text("1 trong 2 dòng.").await?;
        let table = browser.find(Role::Table, "Sổ tiếp nhận").await?;
        let row = browser.within(table);
        let (_, link) = row.all(Role::Link).await?.pop().context("a row")?;
        link.focus().await?;
        browser.press_key(Key::Enter).await?;
        browser.heading("Đề nghị bổ sung").await?;
        browser.check_accessible().await?;
        browser.check_fits().await?;
        browser.fill("Cơ quan đề nghị", "Sở Nội vụ").await?;
        browser.fill("Điều khác, mỗi dòng một điều", "Đề nghị ghi rõ số đội viên.").await?;
        // What is no day is said, and nothing is made of it.
        browser.fill(BY, "31/6/2026").await?;
        for button in ["Tải tệp đề nghị", "In giấy đề nghị"] {
            browser.press(button).await?;
            browser.wait_for_text("«Trả lời trước ngày» chưa phải là ngày. Viết như 05/9/2020").await?;
            browser.wait_for_focus(BY).await?;
            let invalid = browser.textbox(BY).await?.attr("aria-invalid").await?;
            ensure!(invalid.as_deref() == Some("true"), "{invalid:?}");
        }
        browser.check_accessible().await?;
        browser.fill(BY, "30/6/2026").await?;
        browser.press("Tải tệp đề nghị").await?;
        let file = browser.wait_for_download().await?;
        let opened = tham_luan::office::remark::read(&std::fs::read(file)?, str::to_owned)?;
        // The first file that came is the one with the day.
        ensure!(opened.remarks.answer_by == Date::parse_typed("30/6/2026"), "{opened:?}");
        ensure!(opened.remarks.office == "Sở Nội vụ" && opened.remarks.is_about(&late), "{opened:?}");
        let said: Vec<_> = opened.remarks.remarks.iter().map(|remark| remark.text.as_str()).collect();
        ensure!(said.contains(&"Đề nghị ghi rõ số đội viên."), "{said:?}");
        ensure!(said.len() > 1, "what the form asks and the paper lacks is there by itself: {said:?}");
        Ok(())
    });
}

#[test]
fn what_was_made_to_harm_is_refused_with_a_sentence() {
    run(Viewport::DESKTOP, async |browser| {
        let page = Receiving::open(browser, PLAN).await?;
        let deep = "[".repeat(100_000);
        let script = exported(&native::with_text(
            native::paper("000-TLX"),
            "nguoi-ky",
            "<img src=x onerror=document.title='hỏng'>",
        ));
        let inner = stored_zip(&[("a.json", b"{}")]);
        let nested = stored_zip(&[("../../b.zip", &stored_zip(&[("c.zip", &inner)]))]);
        page.choose(&[
            ("sau.json", deep.as_bytes()),
            ("la.json", script.as_bytes()),
            ("long.zip", &nested),
            ("cut.zip", b"PK\x03\x04 cut"),
            ("anh.png", b"\x89PNG\r\n\x1a\n0000"),
        ])
        .await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        ensure!(page.rows().await? == 5, "{}", page.rows().await?);
        ensure!(page.count("Bị từ chối").await? == 4);
        for words in ["Cấu trúc lồng quá sâu", "Tệp nén lồng quá nhiều lớp", "Ảnh chụp", "<img src=x"]
        {
            browser.wait_for_text(words).await?;
        }
        let title = browser.driver().title().await?;
        ensure!(!title.contains("hỏng"), "nothing of a file is run: {title}");
        browser.follow("sau.json").await?;
        browser.wait_for_text("Không nhận được tệp sau.json").await?;
        browser.check_accessible().await
    });
}

fn exported(paper: &Draft) -> String {
    native::export(paper).text().to_owned()
}

/// Long names, on the narrowest screen.
#[test]
fn the_register_fits_a_narrow_screen() {
    run(Viewport::NARROW, async |browser| narrow(browser).await);
}

async fn narrow(browser: &Browser) -> Result<()> {
    let page = Receiving::open(browser, PLAN).await?;
    let files = made(12);
    take_in(&page, &files).await?;
    ensure!(page.rows().await? == files.len());
    ensure!(files.iter().any(|file| file.kind == Kind::Sound));
    browser.check_fits().await?;
    browser.follow("Còn thiếu").await?;
    browser.wait_for_text("đã nộp đủ").await?;
    // As many as the same core finds without a page.
    browser.wait_for_text(&format!("còn thiếu {}", missing(&files))).await?;
    browser.check_fits().await?;
    browser.check_accessible().await
}

/// How many lines of the roster miss something, when these files came.
fn missing(files: &[Made]) -> usize {
    let plans = plan::built_in();
    let reader =
        Reader { plans: &plans, normalize: str::to_owned, attached: pdf::attachment, keeps_bytes: false };
    let mut register = Register::new(PlanId::new(PLAN));
    for file in files {
        for received in reader.papers(&file.name, &file.bytes) {
            let judged =
                received.outcome.map(|opened| Box::new(judge(&plans, *opened, None).expect("a plan")));
            register.take(received.place, judged);
        }
    }
    let plan = native::plan();
    roster(&plan, &register).missing().count()
}

#[test]
fn an_author_opens_the_remarks_and_goes_to_their_places() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::with_text(native::paper("000-TLX"), "nguoi-ky", "");
        browser.open_with(&[&paper], "").await?;
        let page = Receiving::open(browser, PLAN).await?;
        page.choose(&[("xa.json", exported(&paper).as_bytes())]).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        browser.open("#/tiep-nhan/000/bai/0").await?;
        browser.press("Tải tệp đề nghị").await?;
        let file = browser.wait_for_download().await?;
        OpenPage::open(browser).await?.choose(&file).await?;
        browser.heading("Đề nghị bổ sung").await?;
        browser.wait_for_text("✓ Tệp nguyên vẹn như khi cơ quan viết.").await?;
        browser.check_accessible().await?;
        let section = browser.find(Role::Region, "Đề nghị bổ sung").await?;
        let (name, link) = browser.within(section).all(Role::Link).await?.pop().context("a way")?;
        ensure!(name.starts_with("Đến «"), "{name}");
        link.click().await?;
        browser
            .wait_until("the field has the focus", async || {
                Ok(browser.focused().await?.id().await?.unwrap_or_default().starts_with("f-"))
            })
            .await
    });
}
