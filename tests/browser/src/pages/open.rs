//! "Mở tệp".

use std::path::{Path, PathBuf};

use anyhow::Result;
use thirtyfour::By;

use crate::{Browser, Engine, Role};

/// Takes a file in.
#[derive(Debug)]
pub struct OpenPage<'a>(pub &'a Browser);

impl<'a> OpenPage<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser) -> Result<Self> {
        browser.open("#/mo-tep").await?;
        browser.heading("Mở tệp").await?;
        Ok(Self(browser))
    }

    /// Goes there from the first page.
    pub async fn go(browser: &'a Browser) -> Result<Self> {
        browser.follow("Mở tệp").await?;
        browser.heading("Mở tệp").await?;
        Ok(Self(browser))
    }

    /// Chooses a file.
    pub async fn choose(&self, file: &Path) -> Result<()> {
        let input = match self.0.engine() {
            Engine::Chromium => self.0.find(Role::File, "Chọn tệp").await?,
            // It adds words of its own to the name.
            Engine::Firefox => self.0.driver().find(By::Css("input[type=file]")).await?,
        };
        self.0.upload(&input, file).await
    }

    /// Chooses a file of this name that holds these bytes.
    pub async fn choose_bytes(&self, name: &str, bytes: &[u8]) -> Result<PathBuf> {
        let file = self.0.folder().join(name);
        std::fs::write(&file, bytes)?;
        self.choose(&file).await?;
        Ok(file)
    }
}
