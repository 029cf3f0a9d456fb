//! What a machine can tell about whether everybody can use the page.

use anyhow::{Result, ensure};
use serde::Deserialize;
use thirtyfour::WebDriver;

/// axe-core; kept here so that the tests need no other tool and no network.
const AXE: &str = include_str!("../vendor/axe-core/axe.min.js");

/// After another size of screen what is scrolled to is laid out anew: axe looks when the page is at rest.
const RUN: &str = "
    const done = arguments[arguments.length - 1];
    const frame = () => new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn, 50)));
    const rest = async () => {
        for (let frames = 0; frames < 4; frames += 1) await frame();
        await Promise.all(document.getAnimations().map((animation) => animation.finished.catch(() => {})));
    };
    rest().then(() => axe.run(document, { resultTypes: ['violations'] })).then(
        ({ violations }) => done(violations.map(({ id, help, nodes }) => ({ id, help, places: nodes.map((node) => node.html) }))),
        (error) => done([{ id: 'axe', help: String(error), places: [] }]),
    );";

#[derive(Debug, Deserialize)]
struct Violation {
    id: String,
    help: String,
    places: Vec<String>,
}

/// Fails if axe finds anything, and says what and where.
pub(crate) async fn check(driver: &WebDriver) -> Result<()> {
    let loaded: bool = driver.execute("return 'axe' in window", vec![]).await?.convert()?;
    if !loaded {
        driver.execute(AXE, vec![]).await?;
    }
    let violations: Vec<Violation> = driver.execute_async(RUN, vec![]).await?.convert()?;
    let found: Vec<String> = violations
        .iter()
        .map(|Violation { id, help, places }| format!("{id}: {help}\n    {}", places.join("\n    ")))
        .collect();
    ensure!(found.is_empty(), "axe found\n{}", found.join("\n"));
    Ok(())
}
