//! What a browser, and its storage above all, may do to the page, brought about before the page begins.
//!
//! A fault lasts until it is healed, also over reloads. Only in Chromium: its DevTools let a script run first in every
//! page, whatever the page's policy says.

use anyhow::{Context, Result};
use serde_json::json;

use crate::Browser;

/// A fault: a script that runs before the page. What it breaks works again once `healed()` is true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault(&'static str);

impl Fault {
    /// Writing to localStorage throws, as Chromium says it when there is no room.
    pub const FIRST_FULL: Self = Self(
        "const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            if (healed()) return set.call(this, key, text);
            throw new DOMException('full', 'QuotaExceededError');
        };",
    );
    /// As some engines have said it, with a name and a code of their own.
    pub const FIRST_FULL_IN_OTHER_WORDS: Self = Self(
        "const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) {
            if (healed()) return set.call(this, key, text);
            throw Object.assign(new Error('Persistent storage maximum size reached'),
                { name: 'NS_ERROR_DOM_QUOTA_REACHED', code: 1014 });
        };",
    );
    /// Writing to localStorage does nothing, and says nothing.
    pub const FIRST_FORGETS: Self = Self(
        "const set = Storage.prototype.setItem;
        Storage.prototype.setItem = function (key, text) { if (healed()) set.call(this, key, text); };",
    );
    /// To ask for localStorage is refused, as where cookies are switched off.
    pub const FIRST_REFUSED: Self = Self(
        "const { get } = Object.getOwnPropertyDescriptor(window, 'localStorage');
        Object.defineProperty(window, 'localStorage', { get() {
            if (healed()) return get.call(window);
            throw new DOMException('denied', 'SecurityError');
        } });",
    );
    /// There is no IndexedDB.
    pub const SECOND_ABSENT: Self = Self(
        "const real = window.indexedDB;
        Object.defineProperty(window, 'indexedDB', { get: () => healed() ? real : undefined });",
    );
    /// To open the database is refused at once.
    pub const SECOND_REFUSED: Self = Self(
        "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...of) {
            if (healed()) return open.apply(this, of);
            throw new DOMException('denied', 'SecurityError');
        };",
    );
    /// Opening the database fails.
    pub const SECOND_FAILS_TO_OPEN: Self = Self(
        "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...of) {
            if (healed()) return open.apply(this, of);
            const request = open.call(this, 'broken ' + Math.random());
            request.addEventListener('upgradeneeded', (event) => {
                event.stopImmediatePropagation();
                request.transaction.abort();
            });
            return request;
        };",
    );
    /// Opening the database never ends.
    pub const SECOND_NEVER_OPENS: Self = Self(
        "const open = IDBFactory.prototype.open;
        IDBFactory.prototype.open = function (...of) {
            const request = open.apply(this, of);
            if (healed()) return request;
            for (const event of ['success', 'error', 'blocked', 'upgradeneeded']) {
                request.addEventListener(event, (event) => event.stopImmediatePropagation());
            }
            return request;
        };",
    );
    /// Every transaction that writes is aborted.
    pub const SECOND_ABORTS: Self = Self(
        "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...of) {
            const request = put.apply(this, of);
            if (!healed()) this.transaction.abort();
            return request;
        };",
    );
    /// Every transaction that writes is aborted at its end, because there is no room.
    pub const SECOND_FULL: Self = Self(
        "const put = IDBObjectStore.prototype.put;
        IDBObjectStore.prototype.put = function (...of) {
            const request = put.apply(this, of);
            const transaction = this.transaction;
            if (!healed()) {
                const error = new DOMException('full', 'QuotaExceededError');
                Object.defineProperty(transaction, 'error', { get: () => error });
                request.addEventListener('success', () => setTimeout(() => transaction.abort()));
                const again = () => transaction.objectStoreNames.length && hold();
                const hold = () => {
                    try { this.get('none').onsuccess = again; } catch { /* It is aborted. */ }
                };
                hold();
            }
            return request;
        };",
    );
    /// What is written never comes to an end.
    pub const SECOND_NEVER_WRITES: Self = Self(
        "const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...of) {
            const begun = transaction.apply(this, of);
            if (begun.mode === 'readwrite' && !healed()) {
                for (const event of ['complete', 'abort', 'error']) {
                    begun.addEventListener(event, (event) => event.stopImmediatePropagation());
                }
            }
            return begun;
        };",
    );
    /// The browser closes the database after everything that is done with it.
    pub const SECOND_CLOSES: Self = Self(
        "const transaction = IDBDatabase.prototype.transaction;
        IDBDatabase.prototype.transaction = function (...of) {
            const begun = transaction.apply(this, of);
            begun.addEventListener('complete', () => { if (!healed()) this.close(); });
            return begun;
        };",
    );
    /// There are no workers.
    pub const WORKER_ABSENT: Self = Self(
        "const real = window.Worker;
        Object.defineProperty(window, 'Worker', { get: () => healed() ? real : undefined });",
    );
    /// A worker ends after it has spoken three times, as when its memory is full.
    pub const WORKER_BREAKS_OFF: Self = Self(
        "const Real = window.Worker;
        window.Worker = class extends Real {
            constructor(...of) {
                super(...of);
                let said = 0;
                this.addEventListener('message', () => {
                    if (healed() || ++said !== 3) return;
                    this.terminate();
                    this.dispatchEvent(new Event('error'));
                });
            }
        };",
    );
    /// The parts of the program that show pages, and that write PDF and Word files, do not come, as over a network that has
    /// stopped.
    pub const PARTS_WAIT: Self = Self(
        "const real = window.fetch;
        window.fetch = async (...of) => {
            const isLate = /\\/split_(previewing|documents_part)/.test(String(of[0]?.url ?? of[0]));
            while (isLate && !healed()) await new Promise((resume) => setTimeout(resume, 20));
            return real(...of);
        };",
    );
    /// The first file that is read in a page takes its time, as from a slow stick.
    pub const FIRST_FILE_WAITS: Self = Self(
        "let files = 0;
        const turn = async () => {
            if (++files === 1) while (!healed()) await new Promise((resume) => setTimeout(resume, 20));
        };
        const whole = Blob.prototype.arrayBuffer;
        Blob.prototype.arrayBuffer = async function () { await turn(); return whole.call(this); };
        const read = FileReader.prototype.readAsArrayBuffer;
        FileReader.prototype.readAsArrayBuffer = function (file) { turn().then(() => read.call(this, file)); };",
    );
    /// The device's clock is a year behind.
    pub const CLOCK_A_YEAR_BACK: Self = Self(
        "const Real = Date;
        const back = () => healed() ? 0 : 365 * 24 * 3600 * 1000;
        window.Date = class extends Real {
            constructor(...of) { if (of.length) super(...of); else super(Real.now() - back()); }
            static now() { return Real.now() - back(); }
        };",
    );
}

/// Kept over reloads, in what no page of ours uses.
const HEALED: &str = "const healed = () => sessionStorage.getItem('healed') === 'yes';";

impl Browser {
    /// Lets these faults happen in every page that this tab loads from now on.
    pub async fn break_storage(&self, faults: &[Fault]) -> Result<()> {
        for Fault(script) in faults {
            let source = format!("{{ {HEALED} {script} }}");
            self.devtools("Page.addScriptToEvaluateOnNewDocument", json!({ "source": source }))
                .await
                .context("a script before the page")?;
        }
        Ok(())
    }

    /// Lets what was broken work again, in the page as it is.
    pub async fn heal_storage(&self) -> Result<()> {
        self.driver().execute("sessionStorage.healed = 'yes'", vec![]).await?;
        Ok(())
    }
}
