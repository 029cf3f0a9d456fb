//! What `cargo xtask test` says in the environment.

use anyhow::{Context, Result};

/// What it says of this name.
pub(crate) fn setting(name: &str) -> Result<String> {
    std::env::var(name).with_context(|| format!("{name} is not set: run these tests with `cargo xtask test`"))
}
