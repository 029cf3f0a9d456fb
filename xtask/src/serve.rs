//! `cargo xtask serve`: the page on this machine.

use std::path::Path;

use anyhow::{Context, Result};

use crate::server::{Options, Server, listen};
use crate::steps::Steps;
use crate::{seal, site, tools};

/// Where the page is served unless told otherwise.
pub(crate) const PORT: u16 = 8080;

/// Builds the page and serves it until it is stopped; or serves a folder with a site in it, in which files may have been
/// changed by hand.
pub(crate) fn run(port: u16, site: Option<&Path>) -> Result<()> {
    if let Some(site) = site {
        let site = site.canonicalize().with_context(|| format!("no folder {}", site.display()))?;
        seal::seal_within(&site)?;
        return serve(&site, port, &mut Steps::new(1));
    }
    // A taken port is better known before minutes of building.
    drop(listen(port)?);
    let mut steps = Steps::new(tools::STEPS + site::STEPS + 1);
    tools::ensure_all(&mut steps)?;
    let site = site::build(&mut steps)?;
    serve(&site, port, &mut steps)
}

fn serve(site: &Path, port: u16, steps: &mut Steps) -> Result<()> {
    let server = Server::start(site, Options { port, ..Options::default() })?;
    steps.note(&format!("Tham Luận is at {} (Ctrl-C stops it)", server.url()));
    server.wait();
    Ok(())
}
