//! The storage refuses, forgets, hangs and is emptied: the page starts, tells the truth, and keeps the text.

use anyhow::{Context, Result, ensure};
use browser_tests::chance::tell;
use browser_tests::pages::{Home, section_address};
use browser_tests::{Browser, Engine, Fault, Profile, Viewport, run, run_on};
use serde_json::json;
use tham_luan::draft::DraftId;

const FORM: &str = "Tham luận của UBND xã";
const SECTION: &str = "mo-dau";
const LABEL: &str = "Lời mở đầu (không bắt buộc)";

/// Begins a paper, and writes something that is saved.
async fn begin(browser: &Browser, text: &str) -> Result<DraftId> {
    Home::open(browser).await?.begin(FORM).await?;
    let draft = browser.draft_id().await?;
    browser.go(&section_address(&draft, SECTION)).await?;
    browser.fill(LABEL, text).await?;
    browser.wait_for_saved().await?;
    Ok(draft)
}

/// Whether the page says that all is saved, or that it could not be. Neither may be open for long.
async fn says_saved(browser: &Browser) -> Result<bool> {
    let masthead = browser.masthead().await?;
    let mut saved = false;
    browser
        .wait_until("it is said how the saving went", async || {
            let text = masthead.text().await?;
            saved = text.contains("Đã lưu");
            Ok(saved || text.contains("Chưa lưu được"))
        })
        .await?;
    Ok(saved)
}

/// What only the second copy has is shown a moment after the page has begun.
async fn holds(browser: &Browser, text: &str) -> Result<()> {
    browser.wait_until("the field holds the text", async || Ok(browser.value(LABEL).await? == text)).await
}

/// The page lives with what is broken, is honest about it, and mends itself.
async fn live_with(browser: &Browser, faults: &[Fault], both: bool) -> Result<()> {
    let draft = begin(browser, "Trước.").await?;
    let address = section_address(&draft, SECTION);
    browser.break_storage(faults).await?;
    // What was written is still there.
    browser.open(&address).await?;
    holds(browser, "Trước.").await.context("the page begins without what was saved")?;

    browser.go_to_end(LABEL).await?;
    browser.type_text(" Trong khi hỏng.").await?;
    let saved = says_saved(browser).await?;
    ensure!(!(saved && both), "it says that it is saved where nothing can be");
    if !saved {
        browser.wait_for_text("Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang.").await?;
    }
    if !both {
        // The other copy keeps it, whatever is said.
        browser.open(&address).await?;
        holds(browser, "Trước. Trong khi hỏng.").await.context("what one copy could keep is lost")?;
    }

    // Elsewhere and back again.
    browser.go(&section_address(&draft, "ho-so")).await?;
    browser.heading("Đơn vị và người trình bày").await?;
    browser.go(&address).await?;
    ensure!(browser.value(LABEL).await? == "Trước. Trong khi hỏng.", "the text did not stay");

    browser.heal_storage().await?;
    browser.go_to_end(LABEL).await?;
    browser.type_text(" Sau.").await?;
    browser
        .wait_until("all is saved again, and no more is said of it", async || {
            let saved = browser.masthead().await?.text().await?.contains("Đã lưu");
            Ok(saved && !browser.text().await?.contains("xin đừng đóng trang"))
        })
        .await?;
    browser.open(&address).await?;
    holds(browser, "Trước. Trong khi hỏng. Sau.").await.context("what was saved is lost")?;
    Home::open(browser).await?.wait_for_names(&[FORM]).await?;
    browser.take_console().await?;
    Ok(())
}

fn broken(faults: &[(&str, &[Fault])], both: bool) {
    for (what, faults) in faults {
        run(Viewport::DESKTOP, async |browser| {
            live_with(browser, faults, both).await.with_context(|| (*what).to_owned())
        });
    }
}

#[test]
fn without_the_first_copy_the_second_keeps_all() {
    broken(
        &[
            ("localStorage is full", &[Fault::FIRST_FULL]),
            ("localStorage is full, in other words", &[Fault::FIRST_FULL_IN_OTHER_WORDS]),
            ("localStorage forgets", &[Fault::FIRST_FORGETS]),
            ("localStorage is refused", &[Fault::FIRST_REFUSED]),
        ],
        false,
    );
}

#[test]
fn without_the_second_copy_the_first_keeps_all() {
    broken(
        &[
            ("there is no IndexedDB", &[Fault::SECOND_ABSENT]),
            ("IndexedDB is refused", &[Fault::SECOND_REFUSED]),
            ("IndexedDB fails to open", &[Fault::SECOND_FAILS_TO_OPEN]),
            ("IndexedDB never opens", &[Fault::SECOND_NEVER_OPENS]),
            ("IndexedDB aborts", &[Fault::SECOND_ABORTS]),
            ("IndexedDB is full", &[Fault::SECOND_FULL]),
            ("IndexedDB never writes", &[Fault::SECOND_NEVER_WRITES]),
            ("IndexedDB closes", &[Fault::SECOND_CLOSES]),
        ],
        false,
    );
}

#[test]
fn without_either_copy_it_is_said_and_the_text_stays() {
    broken(
        &[
            ("both are full", &[Fault::FIRST_FULL, Fault::SECOND_FULL]),
            ("both are refused", &[Fault::FIRST_FULL, Fault::SECOND_REFUSED]),
            ("one is full, the other aborts", &[Fault::FIRST_FULL_IN_OTHER_WORDS, Fault::SECOND_ABORTS]),
            ("one is full, the other never opens", &[Fault::FIRST_FULL, Fault::SECOND_NEVER_OPENS]),
            ("one forgets, the other never writes", &[Fault::FIRST_FORGETS, Fault::SECOND_NEVER_WRITES]),
        ],
        true,
    );
}

#[test]
fn a_disk_filled_to_the_last_byte_is_told_and_loses_nothing() {
    for engine in Engine::ALL {
        run_on(Profile::new(engine).expect("a folder").with_room(12_000), async |browser| {
            let draft = begin(browser, "Trước.").await?;
            let address = section_address(&draft, SECTION);
            let filled = browser.fill_disk(true).await?;
            tell(&format!("{engine:?}: {filled} kB fill the disk"));
            // More than what is there can be written over with.
            let long = "Không còn chỗ trên máy. ".repeat(400);
            browser.go_to_end(LABEL).await?;
            browser.replace(LABEL, &long).await?;
            if says_saved(browser).await? {
                // Firefox writes on in what its database has set aside already. Then it must be there.
                ensure!(engine == Engine::Firefox, "it says that it is saved where there is no room");
                browser.open(&address).await?;
            } else {
                browser
                    .wait_for_text("Những gì đã viết vẫn còn trên màn hình này; xin đừng đóng trang.")
                    .await?;
            }
            holds(browser, &long).await.context("the text did not stay")?;
            browser.fill_disk(false).await?;
            browser.wait_for_saved().await?;
            browser.open(&address).await?;
            holds(browser, &long).await.context("what was saved is lost")?;
            Ok(())
        });
    }
}

#[test]
fn a_cleaner_that_empties_one_copy_takes_nothing() {
    run(Viewport::DESKTOP, async |browser| {
        let draft = begin(browser, "Đã viết.").await?;
        let address = section_address(&draft, SECTION);
        for emptied in ["local_storage", "indexeddb"] {
            // While the page is open, and while it is not.
            for open in [true, false] {
                if !open {
                    browser.driver().goto("about:blank").await?;
                }
                empty(browser, emptied).await?;
                if open {
                    browser.go_to_end(LABEL).await?;
                    browser.type_text(" Nữa.").await?;
                    browser.wait_for_saved().await?;
                }
                let written = if open { "Đã viết. Nữa." } else { "Đã viết." };
                browser.open(&address).await?;
                holds(browser, written).await.with_context(|| format!("{emptied}, open: {open}"))?;
                browser.fill(LABEL, "Đã viết.").await?;
                browser.wait_for_saved().await?;
            }
        }
        // Both, under the writer's hands: the next key brings all of it back.
        empty(browser, "local_storage,indexeddb").await?;
        browser.go_to_end(LABEL).await?;
        browser.type_text(" Và nữa.").await?;
        browser.wait_for_saved().await?;
        browser.open(&address).await?;
        holds(browser, "Đã viết. Và nữa.").await.context("both")?;
        Ok(())
    });
}

/// Empties storage as a cleaner does: behind the page's back, and under it.
async fn empty(browser: &Browser, what: &str) -> Result<()> {
    let origin = std::env::var("THAM_LUAN_URL")?;
    let parameters = json!({ "origin": origin.trim_end_matches('/'), "storageTypes": what });
    browser.devtools("Storage.clearDataForOrigin", parameters).await?;
    Ok(())
}
