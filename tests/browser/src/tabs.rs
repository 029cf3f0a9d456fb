//! More than one tab of one browser.

use anyhow::Result;
use thirtyfour::WindowHandle;

use crate::{Browser, Viewport};

/// One tab.
#[derive(Clone, Debug)]
pub struct Tab(WindowHandle);

impl Browser {
    /// The tab that is in front.
    pub async fn tab(&self) -> Result<Tab> {
        Ok(Tab(self.driver().window().await?))
    }

    /// Opens another tab and brings it to the front.
    pub async fn new_tab(&self, viewport: Viewport) -> Result<Tab> {
        let tab = Tab(self.driver().new_tab().await?);
        self.bring_to_front(&tab).await?;
        self.resize(viewport).await?;
        Ok(tab)
    }

    /// Closes the tab that is in front; an empty one takes its place, so that the browser goes on.
    pub async fn close_tab(&self) -> Result<()> {
        let empty = self.driver().new_tab().await?;
        self.driver().close_window().await?;
        Ok(self.driver().switch_to_window(empty).await?)
    }

    /// Brings a tab to the front.
    pub async fn bring_to_front(&self, tab: &Tab) -> Result<()> {
        Ok(self.driver().switch_to_window(tab.0.clone()).await?)
    }
}
