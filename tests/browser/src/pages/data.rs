//! "Dữ liệu trên máy này".

use std::path::PathBuf;

use anyhow::Result;

use crate::{Browser, Role};

/// What is stored here, how it is kept, and how it goes.
#[derive(Debug)]
pub struct DataPage<'a>(pub &'a Browser);

impl<'a> DataPage<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser) -> Result<Self> {
        browser.open("#/du-lieu").await?;
        browser.heading("Dữ liệu trên máy này").await?;
        Ok(Self(browser))
    }

    /// Takes a backup.
    pub async fn download(&self) -> Result<PathBuf> {
        let card = self.0.within(self.0.find(Role::Region, "Tệp sao lưu").await?);
        card.press("Tải tệp sao lưu").await?;
        let file = self.0.wait_for_download().await?;
        card.wait_for_text("Đã tải về: tham-luan_sao-luu_").await?;
        Ok(file)
    }

    /// Deletes everything.
    pub async fn erase(&self) -> Result<()> {
        self.0.press("Xóa dữ liệu trên máy này…").await?;
        self.0.tick("Tôi hiểu: những gì bị xóa không lấy lại được nếu không có tệp sao lưu").await?;
        self.0.press("Xóa hẳn").await?;
        self.0.wait_for_text("Đã xóa hết. Trình duyệt này không còn giữ bài nào của chương trình.").await
    }
}
