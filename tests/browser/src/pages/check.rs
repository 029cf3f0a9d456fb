//! "Kiểm tra".

use anyhow::Result;
use tham_luan::draft::Draft;

use crate::{Browser, Role, Scope};

/// What is still missing or wrong.
#[derive(Debug)]
pub struct CheckPage<'a>(pub &'a Browser);

impl<'a> CheckPage<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser, draft: &Draft) -> Result<Self> {
        browser.open(&format!("#/bai/{}/kiem-tra", draft.id)).await?;
        Ok(Self(browser))
    }

    /// Goes there by the head of the page.
    pub async fn go(browser: &'a Browser) -> Result<Self> {
        browser.masthead().await?.follow("Kiểm tra").await?;
        Ok(Self(browser))
    }

    /// Waits until the summary says this and has the focus.
    pub async fn arrive(&self, heading: &str) -> Result<()> {
        self.0.heading(heading).await?;
        self.0.wait_for_focus(heading).await
    }

    /// The summary.
    pub async fn summary(&self, heading: &str) -> Result<Scope> {
        Ok(self.0.within(self.0.find(Role::Group, heading).await?))
    }

    /// What the summary lists, from top to bottom.
    pub async fn violations(&self, heading: &str) -> Result<Vec<String>> {
        Ok(self.summary(heading).await?.all(Role::Link).await?.into_iter().map(|(name, _)| name).collect())
    }
}
