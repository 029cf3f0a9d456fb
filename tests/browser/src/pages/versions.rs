//! "Các bản trước".

use anyhow::{Context, Result};
use serde_json::Value;

use crate::{Browser, Role};

/// How many versions are stored. Before the page has made its database there is none, and none is made.
const COUNT: &str = "
    const done = arguments[arguments.length - 1];
    const opened = indexedDB.open('tham-luan');
    opened.onupgradeneeded = () => opened.transaction.abort();
    opened.onerror = (event) => { event.preventDefault(); done(0); };
    opened.onsuccess = () => {
        const count = opened.result.transaction('versions').objectStore('versions').count();
        count.onsuccess = () => { opened.result.close(); done(count.result); };
    };";

/// The versions of a draft.
#[derive(Debug)]
pub struct VersionsPage<'a>(pub &'a Browser);

impl VersionsPage<'_> {
    /// Lets the writer turn away for a moment, which is a pause of work.
    pub async fn pause(browser: &Browser) -> Result<()> {
        let before = Self::count(browser).await?;
        let hide = "document.dispatchEvent(new Event('visibilitychange'))";
        browser.driver().execute(hide, vec![]).await?;
        browser.wait_until("a version is kept", async || Ok(Self::count(browser).await? > before)).await
    }

    /// How many versions of all drafts are stored.
    async fn count(browser: &Browser) -> Result<u64> {
        let count: Value = browser.driver().execute_async(COUNT, vec![]).await?.convert()?;
        count.as_u64().context("a count")
    }

    /// Waits until so many versions of all drafts are stored.
    pub async fn wait_for_count(browser: &Browser, wanted: u64) -> Result<()> {
        let what = format!("{wanted} versions are stored");
        browser.wait_until(&what, async || Ok(Self::count(browser).await? == wanted)).await
    }

    /// Why the versions in the list were kept, the latest first.
    async fn reasons(&self) -> Result<Vec<String>> {
        let links = self.0.main().await?.all(Role::Link).await?.into_iter().map(|(name, _)| name);
        Ok(links.filter_map(|name| Some(name.split_once(", ")?.1.to_owned())).collect())
    }

    /// Waits until the versions in the list were kept for exactly these reasons.
    pub async fn wait_for_reasons(&self, wanted: &[&str]) -> Result<()> {
        let what = format!("versions were kept {wanted:?}");
        self.0.wait_until(&what, async || Ok(self.reasons().await? == wanted)).await
    }

    /// Opens the one version in the list that was kept for a reason.
    pub async fn open(&self, reason: &str) -> Result<()> {
        let links = self.0.main().await?.all(Role::Link).await?;
        let ends = format!(", {reason}");
        let (name, _) = links.into_iter().find(|(name, _)| name.ends_with(&ends)).context(ends)?;
        self.0.follow(&name).await?;
        self.0.button("Mở thành bản nháp riêng").await?;
        Ok(())
    }

    /// What is marked as removed and as added, without the two lines that explain the marks.
    pub async fn marked(&self) -> Result<(String, String)> {
        let script = "
            const texts = (tag) => [...document.querySelectorAll(`.changes__text ${tag}`)]
                .map((mark) => mark.childNodes[1].textContent).join('|');
            return [texts('del'), texts('ins')];";
        Ok(self.0.driver().execute(script, vec![]).await?.convert()?)
    }
}
