//! The first page, and the page of a plan.

use anyhow::Result;

use super::{HOME, PLAN, Writing};
use crate::{Browser, Role, Scope};

/// The first page.
#[derive(Debug)]
pub struct Home<'a>(pub &'a Browser);

impl<'a> Home<'a> {
    /// Opens it from anew.
    pub async fn open(browser: &'a Browser) -> Result<Self> {
        browser.open("").await?;
        browser.heading(HOME).await?;
        Ok(Self(browser))
    }

    /// Goes there from wherever one is.
    pub async fn go(browser: &'a Browser) -> Result<Self> {
        browser.follow("Tham Luận").await?;
        browser.heading(HOME).await?;
        Ok(Self(browser))
    }

    /// Goes to the plan and begins a paper of the form of this title.
    pub async fn begin(&self, form: &str) -> Result<Writing<'a>> {
        self.0.follow(PLAN).await?;
        self.0.heading(PLAN).await?;
        self.0.press(&format!("Soạn bài này: {form}")).await?;
        self.0.wait_until("a section is shown", async || Ok(self.0.hash().await?.contains("/phan/"))).await?;
        Ok(Writing(self.0))
    }

    /// "Bản nháp của tôi".
    pub async fn drafts(&self) -> Result<Scope> {
        Ok(self.0.within(self.0.find(Role::Region, "Bản nháp của tôi").await?))
    }

    /// What the drafts in the list are called, from top to bottom.
    pub async fn names(&self) -> Result<Vec<String>> {
        let links = self.drafts().await?.all(Role::Link).await?.into_iter().map(|(name, _)| name);
        Ok(links.filter(|name| !name.starts_with("Các bản trước của ")).collect())
    }

    /// Waits until the list holds drafts of exactly these names.
    pub async fn wait_for_names(&self, wanted: &[&str]) -> Result<()> {
        self.0
            .wait_until_none(&format!("the drafts are {wanted:?}"), async || {
                let names = self.names().await?;
                Ok((names != wanted).then(|| format!("they are {names:?}")))
            })
            .await
    }
}
