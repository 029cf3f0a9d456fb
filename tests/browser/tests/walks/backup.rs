//! One file with everything: taken, lost, and opened again, whole or not.

use std::path::Path;

use anyhow::{Context, Result, ensure};
use browser_tests::pages::{DataPage, Home, OpenPage, Writing};
use browser_tests::samples::sample;
use browser_tests::{Browser, Role, Viewport, native, run};
use serde_json::{Value, json};
use tham_luan::draft::{Draft, DraftId, Timestamp};
use tham_luan::session::store;

/// The forms of which there is a filled sample.
fn forms() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let files = std::fs::read_dir(folder).expect("samples");
    let mut names: Vec<String> = files
        .map(|file| file.expect("a sample").file_name().to_string_lossy().replace(".json", ""))
        .filter(|name| name != "pages")
        .collect();
    names.sort();
    names
}

fn named(draft: Draft, number: usize) -> Draft {
    let id = DraftId::new(format!("2f1c9d3e-5a77-4b1e-9c0a-{number:012x}"));
    Draft { id, name: format!("Bài số {number}"), ..draft }
}

fn sorted(mut drafts: Vec<Draft>) -> Vec<Draft> {
    drafts.sort_by(|one, other| one.id.cmp(&other.id));
    drafts
}

/// A paper that was changed at that hour.
fn at(hour: u32, paper: Draft) -> Draft {
    Draft { updated_at: Timestamp::new(format!("2020-09-05T{hour:02}:00:00+07:00")), ..paper }
}

#[test]
fn two_hundred_drafts_are_backed_up_deleted_and_restored_equal() {
    run(Viewport::DESKTOP, async |browser| {
        let forms = forms();
        let drafts: Vec<Draft> =
            (0..200).zip(forms.iter().cycle()).map(|(number, form)| named(sample(form), number)).collect();
        browser.open_with_many(&drafts, "").await?;
        let page = DataPage::open(browser).await?;
        browser.wait_for_text("200 bản").await?;
        let before = sorted(browser.drafts().await?);
        assert_eq!(before, drafts);
        let file = page.download().await?;
        assert!(file.file_name().is_some_and(|name| name.len() <= 100 && name.is_ascii()));
        let schema = serde_json::from_str(include_str!("../../../../public/schema/backup-1.json"))?;
        let text: Value = serde_json::from_slice(&std::fs::read(&file)?)?;
        assert!(jsonschema::validator_for(&schema)?.is_valid(&text));

        page.erase().await?;
        assert_eq!(browser.stored().await?.len(), 0);
        assert_eq!(browser.packs().await?, []);
        assert_eq!(browser.entries_in_database().await?, 0);

        OpenPage::open(browser).await?.choose(&file).await?;
        browser.wait_for_text("Bản sao lưu: 200 bản nháp").await?;
        browser.wait_for_text("Tệp nguyên vẹn như khi sao lưu").await?;
        browser.press("Lấy lại 200 bản nháp").await?;
        browser.wait_for_text("200 bản nháp trở lại như khi sao lưu.").await?;
        browser.wait_until("all are stored", async || Ok(browser.drafts().await?.len() == 200)).await?;
        assert_eq!(sorted(browser.drafts().await?), before);
        browser.open("").await?;
        browser.wait_until("all are listed", async || Ok(Home(browser).names().await?.len() == 200)).await?;
        assert_eq!(sorted(browser.drafts().await?), before);
        Ok(())
    });
}

#[test]
fn each_draft_of_a_backup_gets_what_was_chosen_for_it() {
    run(Viewport::DESKTOP, async |browser| {
        let of = |name: &str, form: &str, number: usize| Draft {
            name: name.to_owned(),
            ..named(native::paper(form), number)
        };
        let (absent, equal) = (of("Chưa có", "000-TLX", 1), of("Giống hệt", "000-TLX", 2));
        let (later, earlier) = (of("Mới hơn", "000-TLX", 3), of("Cũ hơn", "000-TLX", 4));
        let in_file =
            |paper: &Draft, hour| at(hour, native::with_text(paper.clone(), "mo-dau", "Trong tệp."));
        let here = |paper: &Draft, hour| at(hour, native::with_text(paper.clone(), "mo-dau", "Trên máy."));
        let saved = [absent.clone(), equal.clone(), in_file(&later, 8), in_file(&earlier, 20)];
        let file = backup_of(browser, &saved).await?;
        let before = [equal.clone(), here(&later, 12), here(&earlier, 12)];
        browser.open_with(&before.iter().collect::<Vec<_>>(), "").await?;
        let stored = browser.stored().await?;

        let page = OpenPage::open(browser).await?;
        page.choose(&file).await?;
        browser.wait_for_text("Bản sao lưu: 4 bản nháp").await?;
        for (name, standing, chosen) in [
            ("Chưa có", "Máy này chưa có.", "Lấy lại"),
            ("Mới hơn", "Máy này có, nội dung khác và mới hơn", "Không lấy"),
            ("Cũ hơn", "Máy này có, nội dung khác và cũ hơn", "Giữ cả hai"),
        ] {
            browser.wait_for_text(standing).await?;
            assert_eq!(choice(browser, name).await?, chosen, "{name}");
        }
        browser.press("1 bản nháp giống hệt bản trên máy, không cần lấy lại").await?;
        browser.wait_for_text("Giống hệt: Máy này có, giống hệt.").await?;
        browser.check_accessible().await?;
        browser.press("Bỏ chọn tất cả").await?;
        browser.button("Lấy lại 0 bản nháp").await?.click().await?;
        assert_eq!(drafts_of(&browser.stored().await?), drafts_of(&stored), "nothing was asked for");
        browser.press("Chọn tất cả").await?;
        browser.button("Lấy lại 3 bản nháp").await?;
        browser.choose("Với bản nháp «Mới hơn»", "Thay bản trên máy").await?;
        browser.press("Lấy lại 3 bản nháp").await?;
        browser.wait_for_text("1 bản nháp trở lại như khi sao lưu.").await?;
        browser.wait_for_text("1 bản nháp được thêm thành bản nháp khác").await?;
        browser.wait_for_text("1 bản nháp thay cho bản trên máy").await?;
        browser.check_accessible().await?;
        browser.wait_until("all are stored", async || Ok(browser.drafts().await?.len() == 5)).await?;
        let text = async |id: &DraftId| {
            Ok::<_, anyhow::Error>(native::text(&browser.draft(id).await?, "mo-dau").to_owned())
        };
        assert_eq!(text(&later.id).await?, "Trong tệp.");
        assert_eq!(text(&earlier.id).await?, "Trên máy.");
        assert_eq!(browser.draft(&absent.id).await?, absent);

        browser.press("Hoàn tác").await?;
        browser.wait_for_text("Đã hoàn tác: các bản nháp trên máy trở lại như trước").await?;
        browser.wait_until("three are left", async || Ok(browser.drafts().await?.len() == 3)).await?;
        browser
            .wait_for_draft(&later.id, "it is as before", |draft| {
                native::text(draft, "mo-dau") == "Trên máy."
            })
            .await?;
        Ok(())
    });
}

#[test]
fn a_changed_byte_is_said_and_costs_no_other_draft() {
    run(Viewport::PHONE, async |browser| {
        let drafts: Vec<Draft> = (1..=3).map(|number| named(native::paper("000-TLX"), number)).collect();
        let text = std::fs::read_to_string(backup_of(browser, &drafts).await?)?;
        forget(browser).await?;
        let at = text.find("\"Bài số 2\"").context("the second draft")?;
        let changed = format!("{}{}", &text[..at], text[at..].replacen("đội viên", "Đội viên", 1));
        ensure!(changed != text, "nothing was changed");
        let page = OpenPage::open(browser).await?;
        page.choose_bytes("sua.json", changed.as_bytes()).await?;
        browser.wait_for_text("Tệp đã bị thay đổi sau khi sao lưu").await?;
        browser.wait_for_text("Nội dung trong tệp đã bị thay đổi sau khi sao lưu, cần soát lại.").await?;
        assert_eq!(choice(browser, "Bài số 1").await?, "Lấy lại");
        assert_eq!(choice(browser, "Bài số 2").await?, "Lấy thành bản nháp mới");
        browser.check_accessible().await?;
        browser.resize(Viewport::NARROW).await?;
        browser.check_fits().await?;
        browser.press("Lấy lại 3 bản nháp").await?;
        browser.wait_for_text("2 bản nháp trở lại như khi sao lưu.").await?;
        browser.wait_until("all are stored", async || Ok(browser.drafts().await?.len() == 3)).await?;
        assert!(browser.draft(&drafts[1].id).await.is_err(), "what was changed is another draft");
        Ok(())
    });
}

#[test]
fn a_cut_or_damaged_backup_gives_the_drafts_that_are_left() {
    run(Viewport::DESKTOP, async |browser| {
        let drafts: Vec<Draft> = (1..=4).map(|number| named(native::paper("000-TLX"), number)).collect();
        let text = std::fs::read_to_string(backup_of(browser, &drafts).await?)?;
        forget(browser).await?;
        let page = OpenPage::open(browser).await?;
        let third = text.lines().position(|line| line.contains("\"Bài số 3\"")).context("a line")?;
        let cut: Vec<&str> = text.lines().take(third).collect();
        page.choose_bytes("cut.json", format!("{}\n    {{\"about", cut.join("\n")).as_bytes()).await?;
        browser.wait_for_text("Tệp bị cụt, thiếu phần cuối").await?;
        browser.wait_for_text("Có 2 mục mà tệp nói là có nhưng không còn tìm thấy.").await?;
        browser.button("Lấy lại 2 bản nháp").await?;
        browser.check_accessible().await?;

        let mut damaged: Value = serde_json::from_str(&text)?;
        damaged["drafts"][1]["draft"] = json!({ "id": "x" });
        damaged["drafts"][2]["stored"] = json!(9);
        page.choose_bytes("hong.json", damaged.to_string().as_bytes()).await?;
        browser.wait_for_text("2 bản nháp không đọc được").await?;
        browser.press("2 bản nháp không đọc được").await?;
        browser.wait_for_text("Bị hỏng, thiếu những phần không thể thiếu.").await?;
        browser.wait_for_text("Được viết bằng phiên bản mới hơn của chương trình.").await?;
        browser.press("Lấy lại 2 bản nháp").await?;
        browser.wait_for_text("2 bản nháp trở lại như khi sao lưu.").await?;
        browser.wait_until("both are stored", async || Ok(browser.drafts().await?.len() == 2)).await?;

        page.choose_bytes("khong-con.json", text.lines().take(5).collect::<Vec<_>>().join("\n").as_bytes())
            .await?;
        browser.wait_for_text("Bản sao lưu này hỏng nặng, không còn bản nháp nào đọc được.").await?;
        browser.wait_for_text("Không có gì trên máy này bị thay đổi").await?;
        Ok(())
    });
}

#[test]
fn what_is_damaged_here_goes_with_the_backup_and_comes_back() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = named(native::paper("000-TLX"), 1);
        let (key, raw) =
            (store::key(&DraftId::new("hong")), "{\"stored\":1,\"draft\":{\"id\":\"hong\",\"answ");
        browser.open_with(&[&paper], "").await?;
        browser.store(&key, raw).await?;
        let page = DataPage::open(browser).await?;
        browser.wait_for_text("Bản nháp bị hỏng, giữ nguyên trạng").await?;
        let file = page.download().await?;
        page.erase().await?;
        OpenPage::open(browser).await?.choose(&file).await?;
        browser.wait_for_text("Giữ lại cả 1 bản nháp vốn đã hỏng khi sao lưu").await?;
        browser.press("Lấy lại 1 bản nháp").await?;
        browser.wait_for_text("1 bản nháp hỏng được giữ lại như trong tệp").await?;
        assert_eq!(browser.stored().await?.get(&key).map(String::as_str), Some(raw));
        browser.open("").await?;
        browser.wait_for_text("Bản nháp không đọc được").await?;
        Ok(())
    });
}

#[test]
fn a_restored_draft_goes_on_being_written() {
    run(Viewport::DESKTOP, async |browser| {
        let paper = named(native::paper("000-TLX"), 1);
        let file = backup_of(browser, std::slice::from_ref(&paper)).await?;
        DataPage::open(browser).await?.erase().await?;
        OpenPage::open(browser).await?.choose(&file).await?;
        browser.press("Lấy lại 1 bản nháp").await?;
        browser.follow("Xem các bản nháp").await?;
        Home(browser).wait_for_names(&["Bài số 1"]).await?;
        Writing::open(browser, &paper, "mo-dau").await?;
        browser.fill("Lời mở đầu (không bắt buộc)", "Viết tiếp sau khi lấy lại.").await?;
        browser
            .wait_for_draft(&paper.id, "it goes on", |draft| {
                native::text(draft, "mo-dau").starts_with("Viết tiếp")
            })
            .await?;
        Ok(())
    });
}

/// A backup of a machine that holds these drafts.
async fn backup_of(browser: &Browser, drafts: &[Draft]) -> Result<std::path::PathBuf> {
    browser.open_with(&drafts.iter().collect::<Vec<_>>(), "").await?;
    let file = DataPage::open(browser).await?.download().await?;
    let kept = browser.folder().join(format!("sao-luu-{}.json", drafts.len()));
    std::fs::copy(file, &kept)?;
    forget(browser).await?;
    Ok(kept)
}

/// A machine on which nothing was ever written.
async fn forget(browser: &Browser) -> Result<()> {
    DataPage::open(browser).await?.erase().await
}

/// What is chosen for a draft.
async fn choice(browser: &Browser, name: &str) -> Result<String> {
    let list = browser.find(Role::Combobox, &format!("Với bản nháp «{name}»")).await?;
    let script = "return arguments[0].selectedOptions[0].textContent";
    Ok(browser.driver().execute(script, vec![list.to_json()?]).await?.convert()?)
}

/// What is stored of drafts.
fn drafts_of(stored: &std::collections::BTreeMap<String, String>) -> Vec<Draft> {
    stored.iter().filter_map(|(key, text)| store::decode(key, text).ok()).collect()
}
