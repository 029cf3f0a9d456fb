//! Files that are opened: what is wrong with a bad one is said, and nothing on the machine changes.

use anyhow::Result;
use browser_tests::pages::{ExportPage, OpenPage};
use browser_tests::{Browser, Role, Viewport, native, run};
use serde_json::{Value, json};
use tham_luan::draft::Draft;

const UNTOUCHED: &str = "Không có gì trên máy này bị thay đổi; các bản nháp vẫn nguyên.";

#[test]
fn a_bad_file_gets_a_sentence_and_changes_nothing() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        browser.open_with(&[&paper], "").await?;
        let good = native::export(&paper).text().to_owned();
        let page = OpenPage::open(browser).await?;
        let before = browser.stored().await?;
        let utf16: Vec<u8> = format!("\u{feff}{good}").encode_utf16().flat_map(u16::to_le_bytes).collect();
        let bad: [(&str, Vec<u8>, &str); 13] = [
            ("thu.txt", "Kính gửi Sở Nội vụ".into(), "tệp đã bị sửa (chỗ sai: dòng 1, cột 1)"),
            ("trong.json", Vec::new(), "Tệp trống, không có nội dung."),
            ("utf16.json", utf16, "Tệp đã được lưu lại bằng bảng mã UTF-16"),
            ("cut.json", good.as_bytes()[..good.len() / 2].to_vec(), "Tệp bị cụt, thiếu phần cuối"),
            (
                "van-ban.docx",
                b"PK\x03\x04\x14\0\x06\0word/document.xml".to_vec(),
                "Đây là tệp văn bản hoặc bảng tính Office",
            ),
            ("ban-in.pdf", b"%PDF-1.7\n%\xe2\xe3".to_vec(), "Tệp PDF này không kèm dữ liệu"),
            ("khac.json", changed(&good, |file| file["format"] = json!("khac")), "Tệp thuộc loại “khac”"),
            (
                "moi.json",
                changed(&good, |file| file["version"] = json!(2)),
                "phiên bản mới hơn của chương trình",
            ),
            (
                "ke-hoach.json",
                changed(&good, |file| file["plan"]["id"] = json!("999")),
                "Tệp thuộc kế hoạch “999”",
            ),
            (
                "mau.json",
                changed(&good, |file| file["form"]["id"] = json!("X")),
                "Tệp theo mẫu “X”, nhưng kế hoạch 000",
            ),
            ("kieu.json", changed(&good, |file| file["answers"] = json!([])), "sai kiểu (answers)"),
            ("sau.json", "[".repeat(100_000).into(), "cấu trúc lồng nhau quá sâu"),
            ("lon.json", vec![b' '; 50_000_000], "Tệp quá lớn (trên 40 MB)"),
        ];
        for (name, bytes, sentence) in bad {
            page.choose_bytes(name, &bytes).await?;
            browser.wait_for_text(&format!("Không mở được tệp {name}")).await?;
            let text = browser.text().await?;
            assert!(text.contains(sentence) && text.contains(UNTOUCHED), "{name}: {text}");
            assert_eq!(browser.stored().await?, before, "{name}");
        }
        browser.check_accessible().await?;
        // Nothing waits to be stored either.
        browser.open("").await?;
        assert_eq!(browser.stored().await?, before);
        Ok(())
    });
}

#[test]
fn a_byte_order_mark_is_accepted() {
    run(Viewport::PHONE, async |browser| {
        let good = native::export(&native::paper("000-TLD")).text().to_owned();
        let page = OpenPage::open(browser).await?;
        page.choose_bytes("bom.json", format!("\u{feff}{good}").as_bytes()).await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await?;
        assert!(browser.stored().await?.is_empty());
        browser.press("Mở để viết tiếp").await?;
        browser.heading("Các phần của bài").await?;
        assert_eq!(browser.drafts().await?.len(), 1);
        Ok(())
    });
}

#[test]
fn a_changed_file_is_only_read_and_can_be_copied_into_a_draft() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = native::paper("000-TLX");
        let good = native::export(&paper).text().to_owned();
        let page = OpenPage::open(browser).await?;
        let other = good.replace("Hoàng Thị Mai", "Hoàng Thị Lan");
        page.choose_bytes("sua.json", other.as_bytes()).await?;
        browser.wait_for_text("mã kiểm tra không khớp), nên chỉ mở để đọc.").await?;
        assert_eq!(actions(browser).await?, ["Chép thành bản nháp mới"]);
        browser.press("Xem các câu trả lời trong tệp").await?;
        browser.wait_for_text("Hoàng Thị Lan").await?;
        assert!(browser.stored().await?.is_empty());
        browser.press("Chép thành bản nháp mới").await?;
        browser.heading("Các phần của bài").await?;
        let copy = browser.draft(&browser.draft_id().await?).await?;
        assert_ne!(copy.id, paper.id);
        assert_eq!((native::text(&copy, "nguoi-lap"), copy.revision), ("Hoàng Thị Lan", 0));

        let page = OpenPage::open(browser).await?;
        let without =
            changed(&good, |file| drop(file.as_object_mut().and_then(|file| file.remove("checksum"))));
        page.choose_bytes("khong-ma.json", &without).await?;
        browser.wait_for_text("Tệp không có mã kiểm tra").await?;
        assert_eq!(actions(browser).await?, ["Chép thành bản nháp mới"]);
        Ok(())
    });
}

#[test]
fn answers_of_a_wrong_type_are_told_and_kept() {
    run(Viewport::DESKTOP, async |browser| {
        let good = native::export(&native::paper("000-TLX")).text().to_owned();
        let page = OpenPage::open(browser).await?;
        let odd = changed(&good, |file| {
            file["answers"]["phan-cong"] = json!(5);
            file["answers"]["moi"] = json!("câu trả lời của mẫu khác");
            file["author"] = json!("Hoàng Thị Mai");
        });
        page.choose_bytes("kieu.json", &odd).await?;
        browser.wait_for_text("«Phân công, giao nhiệm vụ»: giá trị trong tệp sai kiểu; vẫn được giữ").await?;
        browser.wait_for_text("Câu trả lời “moi” không có trong mẫu này; vẫn được giữ").await?;
        browser.wait_for_text("Phần “author.name” thiếu hoặc sai kiểu").await?;
        browser.check_accessible().await?;
        browser.press("Chép thành bản nháp mới").await?;
        browser.heading("Các phần của bài").await?;
        let file = ExportPage::go(browser).await?.download().await?;
        let again: Value = serde_json::from_slice(&std::fs::read(file)?)?;
        assert_eq!(again["answers"]["moi"], "câu trả lời của mẫu khác");
        assert_eq!(again["answers"]["phan-cong"], 5);
        Ok(())
    });
}

#[test]
fn a_file_never_replaces_the_draft_that_is_there() {
    run(Viewport::DESKTOP, async |browser| {
        let here = native::paper("000-TLX");
        let in_file = native::with_text(here.clone(), "mo-dau", "Kính thưa Hội nghị!");
        let file = native::export(&in_file).text().to_owned();
        let texts = async || -> Result<Vec<String>> {
            let mut texts: Vec<String> = browser
                .drafts()
                .await?
                .iter()
                .map(|draft| native::text(draft, "mo-dau").to_owned())
                .collect();
            texts.sort();
            Ok(texts)
        };
        let (old, new) =
            (native::text(&here, "mo-dau").to_owned(), native::text(&in_file, "mo-dau").to_owned());
        browser.open_with(&[&here], "").await?;
        let before = browser.stored().await?;
        offer(browser, &file).await?;
        browser.wait_for_text("Trên máy này đã có bản nháp của cùng bài").await?;
        let choices = ["Mở thành bản nháp khác", "Viết tiếp từ tệp, giữ bản trên máy thành bản sao"];
        assert_eq!(actions(browser).await?, choices);
        browser.follow("Xem bản trên máy").await?;
        browser.heading("Các phần của bài").await?;
        assert_eq!(browser.stored().await?, before);

        offer(browser, &file).await?;
        browser.press(choices[0]).await?;
        browser.heading("Các phần của bài").await?;
        let other = browser.draft_id().await?;
        assert_ne!(other, here.id);
        assert_eq!(native::text(&browser.draft(&other).await?, "mo-dau"), new);
        assert_eq!(browser.stored().await?.get(&key(&here)), before.get(&key(&here)));

        offer(browser, &file).await?;
        browser.press(choices[1]).await?;
        browser.heading("Các phần của bài").await?;
        assert_eq!(browser.draft_id().await?, here.id);
        let taken = browser
            .wait_for_draft(&here.id, "the file is", |draft| native::text(draft, "mo-dau") == new)
            .await?;
        assert_eq!(taken.revision, 1);
        browser
            .wait_until(
                "all are kept",
                async || Ok(texts().await? == [new.clone(), new.clone(), old.clone()]),
            )
            .await?;

        offer(browser, &file).await?;
        browser.wait_for_text("trên máy này giống hệt tệp.").await?;
        Ok(())
    });
}

/// Opens a file, as far as the page asks what to do with it.
async fn offer(browser: &Browser, file: &str) -> Result<()> {
    OpenPage::open(browser).await?.choose_bytes("bai.json", file.as_bytes()).await?;
    browser.wait_for_text("Tệp nguyên vẹn như khi xuất.").await
}

/// The buttons that are offered for what was opened.
async fn actions(browser: &Browser) -> Result<Vec<String>> {
    let names = browser.main().await?.all(Role::Button).await?.into_iter().map(|(name, _)| name);
    Ok(names.filter(|name| name != "Xem các câu trả lời trong tệp").collect())
}

fn key(draft: &Draft) -> String {
    tham_luan::session::store::key(&draft.id)
}

/// The file after a change, with its checksum as it was.
fn changed(file: &str, change: impl FnOnce(&mut Value)) -> Vec<u8> {
    let mut value: Value = serde_json::from_str(file).expect("JSON");
    change(&mut value);
    value.to_string().into_bytes()
}
