//! "Tìm bài cần viết" on the first page.

use anyhow::Result;

use crate::{Browser, Role, Scope};

/// Finds what somebody owes.
#[derive(Debug)]
pub struct Finder<'a>(pub &'a Browser);

impl Finder<'_> {
    /// The part of the page, to look in.
    pub async fn scope(&self) -> Result<Scope> {
        Ok(self.0.within(self.0.find(Role::Region, "Tìm bài cần viết").await?))
    }

    /// Says who one is.
    pub async fn i_am(&self, role: &str) -> Result<()> {
        self.scope().await?.choose("Tôi là", role).await
    }

    /// Searches for words.
    pub async fn search(&self, words: &str) -> Result<()> {
        self.scope().await?.fill("Tìm theo tên", words).await
    }

    /// What is found, from top to bottom: plans and their forms.
    pub async fn names(&self) -> Result<Vec<String>> {
        Ok(self.scope().await?.all(Role::Link).await?.into_iter().map(|(name, _)| name).collect())
    }
}
