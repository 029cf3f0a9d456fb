//! `cargo xtask serve`: the page on this machine.

use anyhow::Result;

use crate::server::{Options, Server, listen};
use crate::site;
use crate::steps::Steps;
use crate::tools;

/// Where the page is served unless told otherwise.
pub(crate) const PORT: u16 = 8080;

/// Builds the page and serves it until it is stopped.
pub(crate) fn run(port: u16) -> Result<()> {
    // A taken port is better known before minutes of building.
    drop(listen(port)?);
    let mut steps = Steps::new(tools::STEPS + site::STEPS + 1);
    tools::ensure_all(&mut steps)?;
    let site = site::build(&mut steps)?;
    let server = Server::start(&site, Options { port, ..Options::default() })?;
    steps.note(&format!("Tham Luận is at {} (Ctrl-C stops it)", server.url()));
    server.wait();
    Ok(())
}
