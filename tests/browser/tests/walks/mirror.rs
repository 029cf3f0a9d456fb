//! A folder outside the browser that is kept up to date by itself. The browser's own private file system stands in for a
//! USB stick: it has the same handles.

use anyhow::Result;
use browser_tests::pages::{DataPage, Writing};
use browser_tests::{Browser, Viewport, native, run};
use serde_json::json;

/// Chooses a folder without asking, and refuses as `window` says: `asks` for permission, `broken` to write.
const STICK: &str = "
    // Only documents of the page have one.
    if (globalThis.FileSystemHandle) {
        window.showDirectoryPicker = async () =>
            (await navigator.storage.getDirectory()).getDirectoryHandle('usb', { create: true });
        const query = FileSystemHandle.prototype.queryPermission;
        FileSystemHandle.prototype.queryPermission = async function (mode) {
            return localStorage.getItem('asks') ? 'prompt' : query.call(this, mode);
        };
        FileSystemHandle.prototype.requestPermission = async function () {
            localStorage.removeItem('asks');
            return 'granted';
        };
        const create = FileSystemFileHandle.prototype.createWritable;
        FileSystemFileHandle.prototype.createWritable = async function () {
            if (localStorage.getItem('broken')) throw new DOMException('gone', 'NotFoundError');
            return create.call(this);
        };
    }";

const FIELD: &str = "Lời mở đầu (không bắt buộc)";

#[test]
fn a_chosen_folder_is_kept_up_to_date() {
    run(Viewport::DESKTOP, async |browser| {
        begin(browser).await?;
        browser.check_accessible().await?;
        assert!(on_stick(browser).await?.contains("\"format\": \"tham-luan.backup\""));

        // In another visit, without a word.
        write(browser, "Viết rồi rời trang.").await?;
        leave(browser).await?;
        wait_for(browser, "Viết rồi rời trang.").await?;

        // A stick that was pulled out is told, harms nothing, and is written to again.
        browser.store("broken", "1").await?;
        write(browser, "Lúc USB đã rút ra.").await?;
        leave(browser).await?;
        browser.open("#/du-lieu").await?;
        browser
            .wait_for_text("USB đã rút ra, hoặc thư mục đã đổi tên. Bài vẫn được lưu trong trình duyệt")
            .await?;
        browser.check_accessible().await?;
        assert!(on_stick(browser).await?.contains("Viết rồi rời trang."), "what was there is whole");
        browser.unstore("broken").await?;
        browser.open("").await?;
        wait_for(browser, "Lúc USB đã rút ra.").await?;

        // After a restart the browser wants to be asked.
        browser.store("asks", "1").await?;
        browser.open("").await?;
        browser.heading("Tệp sao lưu tự ghi đang chờ").await?;
        browser.check_accessible().await?;
        browser.press("Cho phép ghi tiếp").await?;
        browser.wait_until("it is written", async || Ok(!browser.text().await?.contains("đang chờ"))).await?;

        // What another machine has written there is not written over unasked.
        put_on_stick(browser, "của máy khác").await?;
        write(browser, "Sau khi máy khác ghi.").await?;
        leave(browser).await?;
        browser.open("#/du-lieu").await?;
        browser.wait_for_text("đã được nơi khác ghi sau lần ghi trước").await?;
        assert_eq!(on_stick(browser).await?, "của máy khác");
        browser.press("Ghi đè tệp đó").await?;
        wait_for(browser, "Sau khi máy khác ghi.").await?;
        browser.press("Thôi tự ghi").await?;
        browser.button("Chọn thư mục hoặc USB").await?;
        browser.unstore("asks").await
    });
}

/// The last copy is not written over with nothing.
#[test]
fn what_is_on_the_stick_stays_when_everything_is_deleted_here() {
    run(Viewport::DESKTOP, async |browser| {
        begin(browser).await?;
        write(browser, "Viết trước khi xóa.").await?;
        leave(browser).await?;
        wait_for(browser, "Viết trước khi xóa.").await?;
        write(browser, "Viết sau cùng.").await?;
        browser.follow("Tham Luận").await?;
        browser.follow("Dữ liệu trên máy này, sao lưu").await?;
        // The stick is slow to be read, and a writing begins right before everything is deleted.
        let slow = "const read = FileSystemFileHandle.prototype.getFile;
            FileSystemFileHandle.prototype.getFile = async function () {
                await new Promise((resume) => setTimeout(resume, 4000));
                return read.call(this);
            };
            document.dispatchEvent(new Event('visibilitychange'));";
        browser.driver().execute(slow, vec![]).await?;
        DataPage(browser).erase().await?;
        let later = "const done = arguments[arguments.length - 1]; setTimeout(done, 5000)";
        browser.driver().execute_async(later, vec![]).await?;
        browser.open("").await?;
        let there = on_stick(browser).await?;
        assert!(there.contains("Viết trước khi xóa."), "{there}");
        Ok(())
    });
}

#[test]
fn a_file_of_another_machine_in_the_folder_stays() {
    run(Viewport::PHONE, async |browser| {
        stick(browser).await?;
        browser.open("").await?;
        put_on_stick(browser, "của máy khác").await?;
        DataPage::open(browser).await?;
        browser.press("Chọn thư mục hoặc USB").await?;
        browser.wait_for_text("Đang tự ghi vào tham-luan_sao-luu_2.json trong usb.").await?;
        assert_eq!(on_stick(browser).await?, "của máy khác");
        Ok(())
    });
}

/// Writes a draft to the stick for the first time.
async fn begin(browser: &Browser) -> Result<()> {
    stick(browser).await?;
    browser.open_with(&[&native::paper("000-TLX")], "").await?;
    DataPage::open(browser).await?;
    browser.press("Chọn thư mục hoặc USB").await?;
    browser.wait_for_text("Đang tự ghi vào tham-luan_sao-luu.json trong usb.").await?;
    browser.wait_for_text("Ghi lần cuối lúc").await
}

async fn stick(browser: &Browser) -> Result<()> {
    browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": STICK })).await?;
    Ok(())
}

async fn write(browser: &Browser, text: &str) -> Result<()> {
    let paper = native::paper("000-TLX");
    browser.open("").await?;
    Writing::open(browser, &paper, "mo-dau").await?;
    browser.fill(FIELD, text).await?;
    browser.wait_for_draft(&paper.id, "it is written", |draft| native::text(draft, "mo-dau") == text).await?;
    Ok(())
}

/// Turns to something else, as on a phone.
async fn leave(browser: &Browser) -> Result<()> {
    browser.driver().execute("document.dispatchEvent(new Event('visibilitychange'))", vec![]).await?;
    Ok(())
}

async fn wait_for(browser: &Browser, text: &str) -> Result<()> {
    browser.wait_until("it is on the stick", async || Ok(on_stick(browser).await?.contains(text))).await
}

async fn on_stick(browser: &Browser) -> Result<String> {
    let script = "
        const done = arguments[arguments.length - 1];
        (async () => {
            const usb = await (await navigator.storage.getDirectory()).getDirectoryHandle('usb', { create: true });
            const file = await (await usb.getFileHandle('tham-luan_sao-luu.json', { create: true })).getFile();
            return file.text();
        })().then(done, (error) => done(String(error)));";
    Ok(browser.driver().execute_async(script, vec![]).await?.convert()?)
}

async fn put_on_stick(browser: &Browser, text: &str) -> Result<()> {
    let script = "
        const done = arguments[arguments.length - 1];
        (async () => {
            const usb = await (await navigator.storage.getDirectory()).getDirectoryHandle('usb', { create: true });
            const file = await usb.getFileHandle('tham-luan_sao-luu.json', { create: true });
            const stream = await file.createWritable();
            await stream.write(arguments[0]);
            await stream.close();
        })().then(done, (error) => done(String(error)));";
    browser.driver().execute_async(script, vec![json!(text)]).await?;
    Ok(())
}
