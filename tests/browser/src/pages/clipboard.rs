//! What a spreadsheet puts on the clipboard, pasted where the focus is.

use anyhow::Result;

use crate::Browser;

/// Pastes a text as the browser does.
pub async fn paste_block(browser: &Browser, block: &str) -> Result<()> {
    let paste = "const data = new DataTransfer(); data.setData('text/plain', arguments[0]);
        const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
        document.activeElement.dispatchEvent(paste);";
    browser.driver().execute(paste, vec![block.into()]).await?;
    Ok(())
}
