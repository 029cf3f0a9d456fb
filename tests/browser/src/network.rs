//! The network between the page and where it came from.

use anyhow::Result;
use serde_json::json;

use crate::Browser;

impl Browser {
    /// Lets plan packs no longer come, as without a network; or come again.
    pub async fn cut_off_packs(&self, cut: bool) -> Result<()> {
        self.block(if cut { &["*/plans/*"] } else { &[] }).await
    }

    /// Lets the parts of the program that come later no longer come; or come again.
    pub async fn cut_off_parts(&self, cut: bool) -> Result<()> {
        self.block(if cut { &["*/split_*", "*/chunk_*"] } else { &[] }).await
    }

    async fn block(&self, blocked: &[&str]) -> Result<()> {
        self.devtools("Network.enable", json!({})).await?;
        // It may have everything already, and would answer in the network's place.
        self.devtools("Network.setBypassServiceWorker", json!({ "bypass": !blocked.is_empty() })).await?;
        self.devtools("Network.setBlockedURLs", json!({ "urls": blocked })).await?;
        Ok(())
    }

    /// Takes the errors out of the console that packs which did not come left there; fails if there are others.
    pub async fn forgive_missing_packs(&self) -> Result<()> {
        self.forgive(&["/plans/"]).await
    }

    /// The same for parts of the program.
    pub async fn forgive_missing_parts(&self) -> Result<()> {
        self.forgive(&["/split_", "/chunk_", "Failed to fetch"]).await
    }

    async fn forgive(&self, signs: &[&str]) -> Result<()> {
        let errors = self.take_console().await?.into_iter().filter(|line| line.starts_with("SEVERE"));
        let others: Vec<_> = errors.filter(|line| !signs.iter().any(|sign| line.contains(sign))).collect();
        anyhow::ensure!(others.is_empty(), "in the console:\n{}", others.join("\n"));
        Ok(())
    }
}
