//! "Bài in ra": the pages that a paper prints to.

use anyhow::{Context, Result};
use tham_luan::draft::Draft;
use tham_luan::paper::Measure;

use crate::waiting::until;
use crate::{Browser, Role, Scope, native};

/// The page meter.
#[derive(Debug)]
pub struct Meter<'a>(pub &'a Browser);

impl Meter<'_> {
    /// The meter, to look in.
    pub async fn scope(&self) -> Result<Scope> {
        Ok(self.0.within(self.0.find(Role::Region, "Bài in ra").await?))
    }

    /// What it says.
    pub async fn text(&self) -> Result<String> {
        self.scope().await?.text().await
    }

    /// Waits until the draft is stored as wanted, and the meter shows what the same engine says natively of what is
    /// stored: the pages, and the lines to spare or too many. Gives that.
    pub async fn agrees(&self, what: &str, holds: impl Fn(&Draft) -> bool) -> Result<Measure> {
        let id = self.0.draft_id().await?;
        let draft = self.0.wait_for_draft(&id, what, holds).await?;
        let measure = native::measure(&draft);
        let room = native::room(&measure);
        until(async || {
            let text = self.text().await?;
            let agrees = pages(&text) == Some(measure.pages) && text.contains(&room);
            Ok(if agrees { Ok(()) } else { Err(format!("the meter says: {text}")) })
        })
        .await
        .with_context(|| format!("natively it is {} pages, “{room}”", measure.pages))?;
        Ok(measure)
    }
}

/// The number before the limit.
fn pages(text: &str) -> Option<u32> {
    text.split_once(" / ")?.0.split_whitespace().next_back()?.parse().ok()
}
