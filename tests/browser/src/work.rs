//! What the page costs: the time of Chromium's main thread, for what the page computes and for what the browser lays out
//! and paints of it.

use anyhow::{Context, Result};
use serde_json::json;

use crate::Browser;

impl Browser {
    /// Counts from now on.
    pub async fn count_work(&self) -> Result<()> {
        self.devtools("Performance.enable", json!({ "timeDomain": "threadTicks" })).await?;
        Ok(())
    }

    /// How long the main thread has been at work, in milliseconds.
    pub async fn busy(&self) -> Result<f64> {
        let metrics = self.devtools("Performance.getMetrics", json!({})).await?;
        let metrics = metrics["metrics"].as_array().context("metrics")?;
        let task =
            metrics.iter().find(|metric| metric["name"] == "TaskDuration").context("the time of tasks")?;
        Ok(task["value"].as_f64().context("a number")? * 1000.0)
    }
}
