//! A commune official writes a paper, is told what is missing, exports it, and opens it elsewhere.

use anyhow::Result;
use browser_tests::pages::{CheckPage, ExportPage, Home, OpenPage, Writing};
use browser_tests::{Browser, Viewport, native, run};
use serde_json::Value;
use tham_luan::draft::Draft;
use tham_luan::form::{ColumnId, FieldId};
use tham_luan::submission::{Integrity, Status};

const FORM: &str = "Tham luận của UBND xã";

#[test]
fn a_paper_is_written_checked_exported_and_opened_elsewhere() {
    run(Viewport::DESKTOP, async |browser| {
        let (form, whole) = (native::form("000-TLX"), native::paper("000-TLX"));
        let home = Home::open(browser).await?;
        let writing = home.begin(FORM).await?;
        writing.write(&form, &with_faults(whole.clone())).await?;
        let id = browser.draft_id().await?;

        mend(browser, &whole).await?;
        let written =
            browser.wait_for_draft(&id, "every answer is as written", |draft| same(draft, &whole)).await?;
        assert_eq!(native::measure(&written).pages, 4);

        let export = ExportPage::go(browser).await?;
        assert!(export.may_complete().await?);
        let promised = export.file_name().await?;
        let contents = export.contents().await?;
        let file = export.download().await?;
        let first = native::validated(&file)?;
        assert_eq!(file.file_name().and_then(|name| name.to_str()), Some(promised.as_str()));
        let today = first["exportedAt"].as_str().and_then(|moment| moment.get(..10)).unwrap_or_default();
        assert_eq!(promised, format!("000-TLX_ubnd-xa-thanh-son_{today}_r1.json"));
        assert_eq!((&first["status"], &first["revision"]), (&"complete".into(), &1.into()));
        assert_eq!((&first["paper"]["pages"], &first["paper"]["overLimit"]), (&4.into(), &false.into()));
        let opened = native::read(&std::fs::read(&file)?)?;
        assert_eq!((opened.integrity, opened.status), (Integrity::Verified, Status::Complete));
        assert_eq!(opened.problems, []);
        assert!(same(&opened.draft, &whole));
        check_contents(&contents, &first);

        let elsewhere = Browser::start(Viewport::DESKTOP).await?;
        OpenPage::open(&elsewhere).await?.choose(&file).await?;
        elsewhere.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        elsewhere.wait_for_text("Lần xuất thứ 1 · hoàn thành · in ra 4 trang A4").await?;
        elsewhere.press("Mở để viết tiếp").await?;
        let there =
            elsewhere.wait_for_draft(&id, "it is stored there too", |draft| draft.revision == 1).await?;
        assert!(same(&there, &written));
        let export = ExportPage::go(&elsewhere).await?;
        let second = native::validated(&export.download().await?)?;
        assert_eq!(second["revision"], 2);
        assert_eq!((&second["id"], &second["answers"]), (&first["id"], &first["answers"]));
        elsewhere.close().await
    });
}

#[test]
fn a_paper_is_finished_and_exported_on_a_phone() {
    run(Viewport::PHONE, async |browser| {
        let (form, whole) = (native::form("000-TLX"), native::paper("000-TLX"));
        let unsigned = native::with_text(native::with_text(whole.clone(), "nguoi-ky", ""), "ket-qua", "");
        browser.open_with(&[&unsigned], "").await?;
        browser.follow("Tham luận của UBND xã – UBND xã Thanh Sơn").await?;
        browser.heading("Các phần của bài").await?;
        let section = &form.sections[4];
        browser.main().await?.follow(&format!("{} còn thiếu", section.title)).await?;
        let writing = Writing(browser);
        browser.heading(&section.title).await?;
        let text = native::text(&whole, "ket-qua");
        browser.replace("Kết quả thực hiện nhiệm vụ", text).await?;
        let measure =
            writing.meter().agrees("the results are", |draft| native::text(draft, "ket-qua") == text).await?;
        assert_eq!(measure.pages, 4);

        browser.follow("Tất cả các phần").await?;
        browser.follow("Kiểm tra").await?;
        CheckPage(browser).arrive("Còn 1 điều cần sửa trước khi hoàn thành").await?;
        browser.follow("«Họ và tên người ký»: chưa có nội dung.").await?;
        browser.wait_for_focus("Họ và tên người ký").await?;
        browser.type_text(native::text(&whole, "nguoi-ky")).await?;
        browser.follow("Kiểm tra bài").await?;
        CheckPage(browser).arrive("Bài đã đủ theo Kế hoạch").await?;
        browser.follow("Xuất tệp").await?;
        let file = ExportPage(browser).download().await?;
        assert_eq!(native::validated(&file)?["status"], "complete");
        assert!(same(&native::read(&std::fs::read(&file)?)?.draft, &whole));
        Ok(())
    });
}

#[test]
fn what_was_written_is_there_after_a_reload() {
    run(Viewport::DESKTOP, async |browser| {
        let writing = Home::open(browser).await?.begin(FORM).await?;
        browser.fill("Tên đơn vị", "UBND xã Ia Hrú").await?;
        browser.wait_for_text("Đã lưu lúc").await?;
        browser.reload().await?;
        assert_eq!(browser.value("Tên đơn vị").await?, "UBND xã Ia Hrú");
        // Without a pause: the page saves when it is left, too.
        browser.fill("Tên đơn vị", "UBND xã Đăk Rong").await?;
        browser.reload().await?;
        assert_eq!(browser.value("Tên đơn vị").await?, "UBND xã Đăk Rong");
        let meter = writing.meter();
        meter.agrees("the name is", |draft| native::text(draft, "ten-don-vi") == "UBND xã Đăk Rong").await?;
        Ok(())
    });
}

#[test]
fn what_is_typed_is_stored_within_a_second_of_the_last_key() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        let watch = "
            const write = Storage.prototype.setItem;
            addEventListener('input', () => { window.typed = performance.now(); }, true);
            Storage.prototype.setItem = function (key, text) {
                write.call(this, key, text);
                window.waited = performance.now() - window.typed;
            };";
        browser.driver().execute(watch, vec![]).await?;
        let label = "Lời mở đầu (không bắt buộc)";
        let text = "Kính thưa Hội nghị! Xã chúng tôi có chín thôn, phần lớn bà con là người Nùng, người Dao.";
        browser.fill(label, text).await?;
        browser.wait_for_draft(&paper.id, "all is", |draft| native::text(draft, "mo-dau") == text).await?;
        let waited: f64 = browser.driver().execute("return window.waited", vec![]).await?.convert()?;
        assert!(waited <= 1000.0, "{waited} ms");
        browser.masthead().await?.wait_for_text("Đã lưu lúc").await
    });
}

/// The same paper with four faults: something empty, something that is no sentence, no day, and a cell left out.
fn with_faults(paper: Draft) -> Draft {
    let paper = native::with_text(paper, "nguoi-ky", "");
    let paper = native::with_text(paper, "dieu-kien", "…");
    let mut paper = native::with_text(paper, "ngay-ky", "31/9/2020");
    let rows = paper.answers.rows_mut(&FieldId::new("kien-nghi"));
    rows[1].cells.insert(ColumnId::new("gui-cap"), String::new());
    paper
}

/// Follows each violation to its field, which has the focus, and mends it there.
async fn mend(browser: &Browser, whole: &Draft) -> Result<()> {
    let heading = |count: usize| format!("Còn {count} điều cần sửa trước khi hoàn thành");
    let check = CheckPage(browser);
    check.arrive(&heading(4)).await?;
    let listed = [
        "«Ngày ký»: chưa phải là ngày. Viết như 05/9/2020.",
        "«Tạo điều kiện cho đội viên»: chưa có câu nào. Hãy viết ít nhất một câu.",
        "«Gửi cấp nào», kiến nghị 2: chưa chọn.",
        "«Họ và tên người ký»: chưa có nội dung.",
    ];
    assert_eq!(check.violations(&heading(4)).await?, listed);
    let export = ExportPage::go(browser).await?;
    assert!(!export.may_complete().await?);
    browser.back().await?;

    check.arrive(&heading(4)).await?;
    browser.follow(listed[0]).await?;
    browser.wait_for_focus("Ngày ký (không bắt buộc)").await?;
    browser.fill("Ngày ký (không bắt buộc)", native::text(whole, "ngay-ky")).await?;

    let check = CheckPage::go(browser).await?;
    check.arrive(&heading(3)).await?;
    browser.follow(listed[1]).await?;
    browser.wait_for_focus("Tạo điều kiện cho đội viên").await?;
    browser.replace("Tạo điều kiện cho đội viên", native::text(whole, "dieu-kien")).await?;

    let check = CheckPage::go(browser).await?;
    check.arrive(&heading(2)).await?;
    browser.follow(listed[2]).await?;
    browser.wait_for_focus("Gửi cấp nào kiến nghị 2").await?;
    browser.choose("Gửi cấp nào kiến nghị 2", "Cấp huyện").await?;

    let check = CheckPage::go(browser).await?;
    check.arrive(&heading(1)).await?;
    browser.follow(listed[3]).await?;
    browser.wait_for_focus("Họ và tên người ký").await?;
    browser.type_text(native::text(whole, "nguoi-ky")).await?;
    CheckPage::go(browser).await?.arrive("Bài đã đủ theo Kế hoạch").await
}

/// Whether two drafts answer everything alike: the days and numbers too, however they were typed.
fn same(one: &Draft, other: &Draft) -> bool {
    let answers = |draft: &Draft| {
        let mut file: Value = serde_json::from_str(native::export(draft).text()).expect("JSON");
        file["answers"].take()
    };
    answers(one) == answers(other) && one.layout == other.layout
}

/// The page listed every value of the file, and nothing else; what was written can be read there.
#[track_caller]
fn check_contents(contents: &[(String, String)], file: &Value) {
    fn leaves(value: &Value) -> usize {
        match value {
            Value::Object(members) if !members.is_empty() => members.values().map(leaves).sum(),
            Value::Array(items) if !items.is_empty() => items.iter().map(leaves).sum(),
            _ => 1,
        }
    }
    assert_eq!(contents.len(), leaves(file), "{contents:#?}");
    let line = |name: &str, value: &str| (name.to_owned(), value.to_owned());
    for wanted in [
        line("Lần xuất", "1"),
        line("Trạng thái", "hoàn thành"),
        line("Đơn vị", "UBND xã Thanh Sơn"),
        line("Xã thuộc huyện nào?", "01 UBND xã thuộc huyện Bình Gia"),
        line("Người lập hoặc trình bày", "Hoàng Thị Mai"),
        line("Ngày ký", "04/09/2020"),
        line("Các kiến nghị, đề xuất – 2 – Gửi cấp nào", "Cấp huyện"),
        line("Những đóng góp trong 5 năm qua", file["answers"]["dong-gop"].as_str().unwrap_or_default()),
        line("Số trang A4", "4"),
    ] {
        assert!(contents.contains(&wanted), "no {wanted:?} in {contents:#?}");
    }
}
