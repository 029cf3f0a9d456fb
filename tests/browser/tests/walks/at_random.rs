//! Two tabs do what comes to mind, a thousand times: no word is lost, and none is written over unseen.

use std::collections::BTreeSet;
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use browser_tests::chance::{Chance, repeated_by, seed, tell};
use browser_tests::pages::{Home, section_address};
use browser_tests::{Browser, Engine, Profile, Tab, Viewport, run_alone};
use tham_luan::draft::{Draft, DraftId};

const STEPS: usize = 1000;

/// Who takes longer for all of it is stuck.
const LIMIT: Duration = Duration::from_secs(10 * 60);

const SECTION: &str = "mo-dau";

/// Adds a word to the text of the section, as a person who types it does. Gives whether that was possible.
const TYPE: &str = "
    const field = document.querySelector('main textarea');
    if (!field || field.readOnly || field.disabled || !field.isConnected) return false;
    field.focus();
    field.setSelectionRange(1e9, 1e9);
    document.execCommand('insertText', false, arguments[0]);
    return field.value.endsWith(arguments[0]);";

/// Presses the button of this name, if there is one.
const PRESS: &str = "
    const named = (button) => button.textContent.trim() === arguments[0] && !button.disabled;
    const button = [...document.querySelectorAll('button')].find(named);
    button?.click();
    return Boolean(button);";

#[test]
fn two_tabs_at_random_lose_no_word() {
    let seed = seed();
    tell(&format!("two tabs take {STEPS} steps from the seed {seed}"));
    run_alone(LIMIT, async || {
        let browser = Browser::start_on(Profile::new(Engine::Chromium)?, Viewport::DESKTOP).await?;
        Home::open(&browser).await?.begin("Tham luận của UBND xã").await?;
        let draft = browser.draft_id().await?;
        let mut two = Two {
            tabs: vec![browser.tab().await?, browser.new_tab(Viewport::DESKTOP).await?],
            browser,
            draft,
            chance: Chance::new(seed),
            typed: BTreeSet::new(),
            refused: 0,
            taken_over: 0,
        };
        two.walk().await.with_context(|| repeated_by(seed))?;
        two.browser.close().await
    });
}

struct Two {
    browser: Browser,
    tabs: Vec<Tab>,
    draft: DraftId,
    chance: Chance,
    /// Every word that a field took.
    typed: BTreeSet<String>,
    /// How often a field took none, because the other tab was writing.
    refused: usize,
    taken_over: usize,
}

impl Two {
    async fn walk(&mut self) -> Result<()> {
        self.open_draft().await?;
        self.browser.bring_to_front(&self.tabs[0]).await?;
        self.open_draft().await?;
        for step in 0..STEPS {
            let tab = self.chance.below(self.tabs.len());
            self.browser.bring_to_front(&self.tabs[tab]).await?;
            self.step(step, tab).await.with_context(|| format!("step {step}"))?;
            if step % 100 == 99 {
                self.check().await.with_context(|| format!("after step {step}"))?;
            }
        }
        let drafts = self.browser.drafts().await?.len();
        tell(&format!(
            "two tabs: {STEPS} steps, {} words typed and none lost, {} held back while the other tab wrote, taken over {} times, {drafts} drafts in the end",
            self.typed.len(),
            self.refused,
            self.taken_over,
        ));
        ensure!(self.typed.len() > STEPS / 5, "hardly anything was typed");
        Ok(())
    }

    async fn step(&mut self, step: usize, tab: usize) -> Result<()> {
        let browser = &self.browser;
        match self.chance.below(100) {
            0..62 => {
                let word = format!(" từ{step}");
                if browser.driver().execute(TYPE, vec![word.as_str().into()]).await?.convert()? {
                    self.typed.insert(word);
                } else {
                    self.refused += 1;
                }
            }
            62..76 => {
                let name = "Viết tiếp ở đây";
                let pressed: bool = browser.driver().execute(PRESS, vec![name.into()]).await?.convert()?;
                self.taken_over += usize::from(pressed);
            }
            76..88 => {
                let pause = self.chance.between(Duration::ZERO, Duration::from_millis(900));
                tokio::time::sleep(pause).await;
            }
            88..92 => browser.reload().await?,
            92..95 => browser.go("").await?,
            95..98 => browser.go(&section_address(&self.draft, SECTION)).await?,
            _ => {
                browser.driver().close_window().await?;
                self.tabs.remove(tab);
                browser.bring_to_front(&self.tabs[0]).await?;
                self.tabs.push(browser.new_tab(Viewport::DESKTOP).await?);
                self.open_draft().await?;
            }
        }
        Ok(())
    }

    async fn open_draft(&self) -> Result<()> {
        self.browser.open(&section_address(&self.draft, SECTION)).await
    }

    /// After a rest, which a slow machine takes longer, every word must be in one of the drafts that are stored.
    async fn check(&self) -> Result<()> {
        self.browser
            .wait_until_none("no word is lost", async || {
                let stored: String = self.browser.drafts().await?.iter().map(text).collect();
                let words: BTreeSet<&str> = stored.split(' ').collect();
                let lost: Vec<&String> =
                    self.typed.iter().filter(|word| !words.contains(word.trim())).collect();
                Ok((!lost.is_empty()).then(|| format!("{lost:?} are lost; stored is {stored}")))
            })
            .await
    }
}

/// What a draft holds, and a space.
fn text(draft: &Draft) -> String {
    format!("{} ", browser_tests::native::text(draft, SECTION))
}
