//! The network between the page and where it came from.

use anyhow::Result;
use serde_json::json;

use crate::Browser;

impl Browser {
    /// Lets plan packs no longer come, as without a network; or come again.
    pub async fn cut_off_packs(&self, cut: bool) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        let blocked: &[&str] = if cut { &["*/plans/*"] } else { &[] };
        self.devtools("Network.setBlockedURLs", json!({ "urls": blocked })).await?;
        Ok(())
    }

    /// Takes the errors out of the console that packs which did not come left there; fails if there are others.
    pub async fn forgive_missing_packs(&self) -> Result<()> {
        let errors = self.take_console().await?.into_iter().filter(|line| line.starts_with("SEVERE"));
        let others: Vec<_> = errors.filter(|line| !line.contains("/plans/")).collect();
        anyhow::ensure!(others.is_empty(), "in the console:\n{}", others.join("\n"));
        Ok(())
    }
}
