//! Waits for what the page will show.

use std::time::Duration;

use anyhow::{Result, bail};
use tokio::time::{Instant, sleep};

/// How long finding and waiting try: so long that no machine is too slow, as nothing here measures time.
pub const PATIENCE: Duration = Duration::from_secs(30);

const PAUSE: Duration = Duration::from_millis(50);

/// Asks until there is an answer; the last reason why there was none is the error.
///
/// An element may vanish while it is asked: that is a reason to ask again.
pub(crate) async fn until<T>(ask: impl AsyncFnMut() -> Result<Result<T, String>>) -> Result<T> {
    until_within(PATIENCE, ask).await
}

/// The same for what takes longer than a person would wait for, and need not.
pub(crate) async fn until_within<T>(
    patience: Duration,
    mut ask: impl AsyncFnMut() -> Result<Result<T, String>>,
) -> Result<T> {
    let end = Instant::now() + patience;
    loop {
        let asked = ask().await;
        if let Ok(Ok(answer)) = asked {
            return Ok(answer);
        }
        if Instant::now() > end {
            match asked? {
                Ok(answer) => return Ok(answer),
                Err(reason) => bail!("{reason}"),
            }
        }
        sleep(PAUSE).await;
    }
}
