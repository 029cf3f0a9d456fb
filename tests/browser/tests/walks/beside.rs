//! Files are judged and tables compiled beside the page, in a worker; and in the page where there is none.

use std::path::Path;

use anyhow::{Result, ensure};
use browser_tests::pages::{HOME, Home, Receiving};
use browser_tests::{Browser, Fault, Site, Viewport, run, run_in_both};

use super::made::foreign::stored_zip;
use super::made::kind::expected;
use super::made::{Made, Maker};

const PLAN: &str = "000";

/// What tells how much a worker answered, and can hold back what it is asked.
const WATCH: &str = "
    const Real = window.Worker;
    window.answered = 0;
    window.held = null;
    window.Worker = class extends Real {
        constructor(...of) {
            super(...of);
            this.addEventListener('message', () => window.answered += 1);
        }
        postMessage(...of) {
            if (window.held) window.held.push(() => super.postMessage(...of));
            else super.postMessage(...of);
        }
    };";

/// The first files that the generator makes.
fn made(count: usize) -> Vec<Made> {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../fixtures/drafts");
    let mut maker = Maker::new(&samples, Some(PLAN)).expect("samples");
    (0..count).map(|_| maker.make()).collect()
}

fn named(files: &[Made]) -> Vec<(&str, &[u8])> {
    files.iter().map(|file| (file.name.as_str(), file.bytes.as_slice())).collect()
}

/// Opens the office's page where what a worker does is watched.
async fn open_watched(browser: &Browser) -> Result<Receiving<'_>> {
    browser.driver().execute(WATCH, vec![]).await?;
    browser.go(&format!("#/tiep-nhan/{PLAN}")).await?;
    Receiving::wait(browser).await
}

async fn answered(browser: &Browser) -> Result<usize> {
    Ok(browser.driver().execute("return window.answered", vec![]).await?.convert()?)
}

/// That the register is what is expected of the files.
async fn check(page: &Receiving<'_>, files: &[Made]) -> Result<()> {
    let expected = expected(files, PLAN).counts;
    let number = |code: &str| expected.get(code).copied().unwrap_or_default();
    ensure!(page.rows().await? == files.len(), "a row for every file: {}", page.rows().await?);
    for (state, code) in [("Đạt", "accepted"), ("Cần xem", "warned"), ("Bị từ chối", "refused")] {
        let found = page.count(state).await?;
        ensure!(found == number(code), "{state}: {found}, not {}", number(code));
    }
    Ok(())
}

/// That there are tables.
async fn compile(browser: &Browser) -> Result<()> {
    browser.follow("Tổng hợp").await?;
    browser.wait_for_text("Tải tất cả (Excel)").await
}

/// Takes files in and compiles them; the worker says that it is there, answers for the files, and for the tables.
async fn work_beside(browser: &Browser) -> Result<()> {
    let page = open_watched(browser).await?;
    let files = made(40);
    page.choose(&named(&files)).await?;
    browser.wait_for_text("Đã nhận xong:").await?;
    check(&page, &files).await?;
    let judged = answered(browser).await?;
    ensure!(judged > 1, "the worker answered {judged} times");
    compile(browser).await?;
    let compiled = answered(browser).await?;
    ensure!(compiled > judged, "the tables are from the worker: {compiled}");
    Ok(())
}

#[test]
fn files_are_judged_and_tables_compiled_beside_the_page() {
    run_in_both(async |browser| {
        Home::open(browser).await?;
        work_beside(browser).await?;
        // What is stored is judged there again.
        browser.open("").await?;
        let page = open_watched(browser).await?;
        browser.wait_until("every row is there", async || Ok(page.rows().await? == 40)).await?;
        ensure!(answered(browser).await? > 1);
        compile(browser).await
    });
}

#[test]
fn the_worker_comes_without_a_server_too() {
    run_in_both(async |browser| {
        let mut site = Site::serve()?;
        browser.live_at(&site);
        Home::open(browser).await?;
        browser.wait_until_kept().await?;
        site.stop();
        browser.load_again().await?;
        browser.heading(HOME).await?;
        work_beside(browser).await
    });
}

#[test]
fn the_one_file_works_beside_its_page_too() {
    run_in_both(async |browser| {
        browser.open_file("").await?;
        browser.heading(HOME).await?;
        work_beside(browser).await
    });
}

#[test]
fn the_page_takes_what_is_typed_and_stops_while_the_worker_is_at_work() {
    run(Viewport::DESKTOP, async |browser| {
        Home::open(browser).await?;
        let page = open_watched(browser).await?;
        let files = made(60);
        let (first, later) = files.split_at(12);
        page.choose(&named(first)).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        // A worker that is long at a file.
        browser.driver().execute("window.held = []", vec![]).await?;
        page.choose(&named(later)).await?;
        browser.wait_for_text("Đang nhận: 0/48 tệp").await?;
        browser.fill("Tìm", &first[0].name).await?;
        browser.wait_for_text("1 trong 12 dòng.").await?;
        browser.press("Dừng").await?;
        browser.wait_for_text("còn 48 tệp chưa mở").await?;
        // It goes on; nobody waits for it, and the same files are taken in when they come again.
        let go_on = "const held = window.held; window.held = null; held.forEach((send) => send());";
        browser.driver().execute(go_on, vec![]).await?;
        browser.replace("Tìm", "").await?;
        page.choose(&named(later)).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        check(&page, &files).await
    });
}

#[test]
fn where_there_is_no_worker_the_page_does_it_itself() {
    run(Viewport::DESKTOP, async |browser| {
        browser.break_storage(&[Fault::WORKER_ABSENT]).await?;
        let page = Receiving::open(browser, PLAN).await?;
        let files = made(40);
        page.choose(&named(&files)).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        check(&page, &files).await?;
        compile(browser).await
    });
}

#[test]
fn where_the_worker_breaks_off_the_page_goes_on_with_the_next_row() {
    run(Viewport::DESKTOP, async |browser| {
        browser.break_storage(&[Fault::WORKER_BREAKS_OFF]).await?;
        let page = Receiving::open(browser, PLAN).await?;
        // It breaks off in the midst of the archive, which it gives in several answers.
        let files = made(240);
        let (single, packed) = files.split_at(3);
        let archive = stored_zip(&named(packed));
        let mut all = named(single);
        all.push(("Xã gửi.zip", &archive));
        page.choose(&all).await?;
        browser.wait_for_text("Đã nhận xong:").await?;
        check(&page, &files).await?;
        compile(browser).await
    });
}
