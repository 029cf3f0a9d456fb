//! "Xuất tệp".

use std::path::PathBuf;

use anyhow::Result;
use thirtyfour::By;

use crate::{Browser, Role};

/// What the file contains, and the file.
#[derive(Debug)]
pub struct ExportPage<'a>(pub &'a Browser);

impl<'a> ExportPage<'a> {
    /// Goes there by the head of the page.
    pub async fn go(browser: &'a Browser) -> Result<Self> {
        browser.masthead().await?.follow("Xuất tệp").await?;
        browser.button("Tải tệp về máy").await?;
        Ok(Self(browser))
    }

    /// Whether the paper may be called complete.
    pub async fn may_complete(&self) -> Result<bool> {
        Ok(self.0.find(Role::Radio, "Hoàn thành, gửi chính thức").await?.is_enabled().await?)
    }

    /// Every line of "Trong tệp có gì": the name and the value.
    pub async fn contents(&self) -> Result<Vec<(String, String)>> {
        let script = "return [...document.querySelectorAll('main dt')]
            .map((name) => [name.textContent, name.nextElementSibling.textContent])";
        Ok(self.0.driver().execute(script, vec![]).await?.convert()?)
    }

    /// Takes the file. The page says that it did, and the file is called what the page said.
    pub async fn download(&self) -> Result<PathBuf> {
        self.0.press("Tải tệp về máy").await?;
        let file = self.0.wait_for_download().await?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.0.wait_for_text(&format!("Đã tải về: {name}.")).await?;
        Ok(file)
    }

    /// Takes the paper in another shape, by the name of its button. The page says that it did.
    pub async fn take(&self, button: &str) -> Result<PathBuf> {
        self.0.press(button).await?;
        let file = self.0.wait_for_download().await?;
        let name = file.file_name().unwrap_or_default().to_string_lossy().into_owned();
        self.0.wait_for_text(&format!("Đã tải về: {name}.")).await?;
        Ok(file)
    }

    /// The file's name that is shown before it is taken.
    pub async fn file_name(&self) -> Result<String> {
        self.0.wait_for_text("Lần xuất thứ").await?;
        let step = self
            .0
            .driver()
            .find(By::XPath("//main//p[starts-with(normalize-space(), 'Lần xuất thứ')]"))
            .await?;
        Ok(step.text().await?.split(" · ").last().unwrap_or_default().to_owned())
    }
}
