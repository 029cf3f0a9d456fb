//! "Tiếp nhận", as an office's clerk uses it.

use std::path::Path;

use anyhow::Result;

use crate::{Browser, Role};

/// The page on which files are taken in for a plan.
#[derive(Debug)]
pub struct Receiving<'a>(pub &'a Browser);

impl<'a> Receiving<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser, plan: &str) -> Result<Self> {
        browser.open(&format!("#/tiep-nhan/{plan}")).await?;
        browser.find(Role::File, "Chọn tệp").await?;
        Ok(Self(browser))
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
        let input = self.0.find(Role::File, "Chọn tệp").await?;
        input.send_keys(paths.join("\n")).await?;
        Ok(())
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
