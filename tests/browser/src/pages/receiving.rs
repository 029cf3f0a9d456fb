//! "Tiếp nhận", as an office's clerk uses it.

use std::path::Path;

use anyhow::{Context, Result};
use thirtyfour::WebElement;

use crate::{Browser, Role};

/// The page on which files are taken in for a plan.
#[derive(Debug)]
pub struct Receiving<'a>(pub &'a Browser);

impl<'a> Receiving<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser, plan: &str) -> Result<Self> {
        browser.open(&format!("#/tiep-nhan/{plan}")).await?;
        Self::wait(browser).await
    }

    /// Waits for it.
    pub async fn wait(browser: &'a Browser) -> Result<Self> {
        let page = Self(browser);
        browser.wait_until("files can be chosen", async || Ok(page.input().await?.is_some())).await?;
        Ok(page)
    }

    /// Where files are chosen. Firefox has words of its own behind its name.
    async fn input(&self) -> Result<Option<WebElement>> {
        let all = self.0.all(Role::File).await?;
        Ok(all.into_iter().find(|(name, _)| name.starts_with("Chọn tệp")).map(|(_, input)| input))
    }

    /// Chooses files of these names and bytes, all at once, and waits until they are taken in.
    pub async fn choose(&self, files: &[(&str, &[u8])]) -> Result<()> {
        let mut paths = Vec::new();
        for (name, bytes) in files {
            let path = self.0.folder().join(name);
            std::fs::write(&path, bytes)?;
            paths.push(path.to_string_lossy().into_owned());
        }
        self.choose_paths(&paths).await
    }

    /// Chooses a file that is there.
    pub async fn choose_file(&self, path: &Path) -> Result<()> {
        self.choose_paths(&[path.to_string_lossy().into_owned()]).await
    }

    /// Chooses files that are there.
    pub async fn choose_paths(&self, paths: &[String]) -> Result<()> {
        Self::wait(self.0).await?;
        let input = self.input().await?.context("files can be chosen")?;
        Ok(input.send_keys(paths.join("\n")).await?)
    }

    /// What the register counts of a state, such as "Cần xem".
    pub async fn count(&self, state: &str) -> Result<usize> {
        let combobox = self.0.find(Role::Combobox, "Tình trạng").await?;
        let options = combobox.find_all(thirtyfour::By::Tag("option")).await?;
        for option in options {
            let text = option.prop("textContent").await?.unwrap_or_default();
            if let Some(count) = text.strip_prefix(state).and_then(|rest| rest.trim().strip_prefix('(')) {
                return Ok(count.trim_end_matches(')').parse()?);
            }
        }
        anyhow::bail!("no state {state}")
    }

    /// How many rows the register has, as it tells those who cannot see it.
    pub async fn rows(&self) -> Result<usize> {
        let table = self.0.find(Role::Table, "Sổ tiếp nhận").await?;
        let count = table.attr("aria-rowcount").await?.unwrap_or_default().parse::<usize>()?;
        Ok(count - 1)
    }
}
