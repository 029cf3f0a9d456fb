//! What the page has stored on this machine, and what a walk lets it find there.

use std::collections::BTreeMap;

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};
use tham_luan::draft::{Draft, DraftId};
use tham_luan::session::store;

use crate::Browser;
use crate::waiting::until;

/// Fills localStorage and IndexedDB with pieces that grow smaller until not even a byte fits.
const FILL: &str = "
    const [full, done] = arguments;
    const name = 'somebody else';
    const ask = (request) => new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
    });
    const put = (database, key, text) => new Promise((resolve, reject) => {
        const transaction = database.transaction('all', 'readwrite');
        transaction.oncomplete = resolve;
        transaction.onabort = () => reject(transaction.error);
        transaction.objectStore('all').put(text, key);
    });
    const open = () => {
        const room = indexedDB.open(name);
        room.onupgradeneeded = () => room.result.createObjectStore('all');
        return ask(room);
    };
    // Nothing that could be stored in less room.
    const noise = Array.from({ length: 1 << 17 }, () => Math.random().toString(36).padEnd(10, 'x').slice(2, 10)).join('');
    const fill = async () => {
        let filled = 0;
        let tries = 0;
        let database = await open();
        for (const write of [
            async (key, text) => localStorage.setItem(key, text),
            (key, text) => put(database, key, text),
        ]) {
            for (let size = 1 << 20, piece = 0; size >= 1; piece += 1) {
                try {
                    await write(`${name} ${piece}`, noise.slice(0, size));
                    filled += size;
                } catch (error) {
                    // A browser may also close the database when its disk is full.
                    if (error?.name === 'InvalidStateError' && tries++ < 20) {
                        database = await open();
                        continue;
                    }
                    if (error?.name !== 'QuotaExceededError') throw error;
                    size = Math.floor(size / 4);
                }
            }
        }
        database.close();
        return Math.round(filled / 1000);
    };
    const free = async () => {
        for (const key of Object.keys(localStorage)) if (key.startsWith(name)) localStorage.removeItem(key);
        await ask(indexedDB.deleteDatabase(name));
        return 0;
    };
    (full ? fill() : free()).then(done, (error) => done(String(error)));";

impl Browser {
    /// Everything that is stored, but for the packs that are kept so that they open without a network.
    pub async fn stored(&self) -> Result<BTreeMap<String, String>> {
        let mut stored: BTreeMap<String, String> =
            self.driver().execute("return { ...localStorage }", vec![]).await?.convert()?;
        stored.retain(|key, _| !key.starts_with(store::PLAN_PREFIX));
        Ok(stored)
    }

    /// The packs that are kept: id and version of each.
    pub async fn packs(&self) -> Result<Vec<(String, u32)>> {
        let keys: Vec<String> =
            self.driver().execute("return Object.keys(localStorage).sort()", vec![]).await?.convert()?;
        let packs = keys.iter().filter_map(|key| store::plan_of_key(key));
        Ok(packs.map(|(id, version)| (id.to_string(), version)).collect())
    }

    /// Takes something out behind the page's back.
    pub async fn unstore(&self, key: &str) -> Result<()> {
        self.driver().execute("localStorage.removeItem(arguments[0])", vec![json!(key)]).await?;
        Ok(())
    }

    /// Stores something behind the page's back.
    pub async fn store(&self, key: &str, text: &str) -> Result<()> {
        let set = "localStorage.setItem(arguments[0], arguments[1])";
        self.driver().execute(set, vec![json!(key), json!(text)]).await?;
        Ok(())
    }

    /// Stores a draft behind the page's back, as another visit does that goes on from what is stored.
    pub async fn store_elsewhere(&self, draft: &Draft) -> Result<()> {
        let key = store::key(&draft.id);
        let base = self.stored().await?.get(&key).map(|text| store::Mark::of(text)).unwrap_or_default();
        let stamp = store::Stamp { sequence: base.sequence + 1, by: 77, base, ..store::Stamp::default() };
        self.store(&key, &store::seal(draft, &stamp)).await
    }

    /// Tells the page that another tab has stored something, as the browser does.
    pub async fn tell_of_storage(&self, key: &str) -> Result<()> {
        let script = "dispatchEvent(new StorageEvent('storage', { key: arguments[0] }))";
        self.driver().execute(script, vec![json!(key)]).await?;
        Ok(())
    }

    /// Opens the page at an address, on a machine where these drafts were written before.
    pub async fn open_with(&self, drafts: &[&Draft], address: &str) -> Result<()> {
        self.open("").await?;
        for draft in drafts {
            self.store(&store::key(&draft.id), &store::encode(draft)).await?;
        }
        self.open(address).await
    }

    /// The same with many drafts.
    pub async fn open_with_many(&self, drafts: &[Draft], address: &str) -> Result<()> {
        self.open("").await?;
        let texts: BTreeMap<String, String> =
            drafts.iter().map(|draft| (store::key(&draft.id), store::encode(draft))).collect();
        let set = "for (const [key, text] of Object.entries(arguments[0])) localStorage.setItem(key, text)";
        self.driver().execute(set, vec![json!(texts)]).await?;
        self.open(address).await
    }

    /// How much there is in the database of this page.
    pub async fn entries_in_database(&self) -> Result<u64> {
        let script = "
            const done = arguments[arguments.length - 1];
            (async () => {
                const promised = (request) => new Promise((resolve, reject) => {
                    request.onsuccess = () => resolve(request.result);
                    request.onerror = () => reject(request.error);
                });
                const known = await indexedDB.databases();
                if (!known.some(({ name }) => name === 'tham-luan')) return 0;
                const database = await promised(indexedDB.open('tham-luan'));
                let count = 0;
                for (const name of database.objectStoreNames) {
                    count += await promised(database.transaction(name).objectStore(name).count());
                }
                database.close();
                return count;
            })().then(done, (error) => done(String(error)));";
        Ok(self.driver().execute_async(script, vec![]).await?.convert()?)
    }

    /// Every draft that is stored and can be read.
    pub async fn drafts(&self) -> Result<Vec<Draft>> {
        let stored = self.stored().await?;
        Ok(stored.iter().filter_map(|(key, text)| store::decode(key, text).ok()).collect())
    }

    /// A draft as it is stored.
    pub async fn draft(&self, id: &DraftId) -> Result<Draft> {
        let key = store::key(id);
        let stored = self.stored().await?;
        Ok(store::decode(&key, stored.get(&key).with_context(|| format!("nothing is stored under {key}"))?)?)
    }

    /// The id of the draft that the address names.
    pub async fn draft_id(&self) -> Result<DraftId> {
        let hash = self.hash().await?;
        match hash.strip_prefix("#/bai/").and_then(|rest| rest.split('/').next()) {
            Some(id) => Ok(DraftId::new(id)),
            None => bail!("the address {hash} names no draft"),
        }
    }

    /// Waits until a draft is stored as wanted, and gives it.
    pub async fn wait_for_draft(
        &self,
        id: &DraftId,
        what: &str,
        holds: impl Fn(&Draft) -> bool,
    ) -> Result<Draft> {
        until(async || {
            let draft = self.draft(id).await?;
            Ok(if holds(&draft) { Ok(draft) } else { Err(format!("stored is {}", store::encode(&draft))) })
        })
        .await
        .with_context(|| format!("waiting until it is stored that {what}"))
    }

    /// Fills all that the browser gives the page, to the last byte; or takes that out again. Says how much it was, in
    /// kB.
    pub async fn fill_disk(&self, full: bool) -> Result<u32> {
        Ok(self.driver().execute_async(FILL, vec![Value::Bool(full)]).await?.convert()?)
    }

    /// Lets both copies be refused, as when the storage is full; or be written again.
    pub async fn fill_storage(&self, full: bool) -> Result<()> {
        self.refuse_first(full).await?;
        self.refuse_second(full).await
    }

    /// Lets localStorage refuse to write, as when it is full; or write again.
    pub async fn refuse_first(&self, full: bool) -> Result<()> {
        let script = "
            window.setItem ??= Storage.prototype.setItem;
            Storage.prototype.setItem = arguments[0]
                ? () => { throw new DOMException('full', 'QuotaExceededError'); }
                : window.setItem;";
        self.driver().execute(script, vec![Value::Bool(full)]).await?;
        Ok(())
    }

    /// Lets IndexedDB refuse to write, as when it is full; or write again.
    pub async fn refuse_second(&self, full: bool) -> Result<()> {
        let script = "
            window.putItem ??= IDBObjectStore.prototype.put;
            IDBObjectStore.prototype.put = arguments[0]
                ? () => { throw new DOMException('full', 'QuotaExceededError'); }
                : window.putItem;";
        self.driver().execute(script, vec![Value::Bool(full)]).await?;
        Ok(())
    }

    /// The second copies of all drafts, by their keys.
    pub async fn second_copies(&self) -> Result<BTreeMap<String, String>> {
        self.database("drafts").await
    }

    /// What was set aside.
    pub async fn set_aside(&self) -> Result<BTreeMap<String, String>> {
        self.database("kept").await
    }

    async fn database(&self, room: &str) -> Result<BTreeMap<String, String>> {
        let script = "
            const [room, done] = arguments;
            const opening = indexedDB.open('tham-luan');
            // The page makes it, not who looks.
            opening.onupgradeneeded = () => opening.transaction.abort();
            opening.onerror = (event) => { event.preventDefault(); done({}); };
            opening.onsuccess = () => {
                const found = {};
                const cursor = opening.result.transaction(room).objectStore(room).openCursor();
                cursor.onsuccess = () => {
                    if (!cursor.result) { opening.result.close(); return done(found); }
                    found[cursor.result.key] = cursor.result.value;
                    cursor.result.continue();
                };
            };";
        Ok(self.driver().execute_async(script, vec![json!(room)]).await?.convert()?)
    }

    /// Waits until a draft is in both copies, and gives the text.
    pub async fn wait_for_both_copies(&self, id: &DraftId) -> Result<String> {
        let key = store::key(id);
        until(async || {
            let (first, second) = (self.stored().await?, self.second_copies().await?);
            let same = first.get(&key).filter(|text| second.get(&key) == Some(text));
            Ok(same
                .cloned()
                .ok_or_else(|| format!("first is {:?}, second {:?}", first.get(&key), second.get(&key))))
        })
        .await
        .context("waiting until both copies are the same")
    }

    /// Stores something in the database behind the page's back.
    pub async fn store_second(&self, key: &str, text: &str) -> Result<()> {
        self.store_in("drafts", key, &json!(text)).await
    }

    /// Stores rows of an office: as bytes, or as a text.
    pub async fn store_rows(&self, key: &str, rows: Result<&[u8], &str>) -> Result<()> {
        self.store_in("intake", key, &rows.map_or_else(|text| json!(text), |bytes| json!(bytes))).await
    }

    async fn store_in(&self, room: &str, key: &str, content: &Value) -> Result<()> {
        let script = "
            const [room, key, content, done] = arguments;
            const value = Array.isArray(content) ? new Uint8Array(content).buffer : content;
            const opening = indexedDB.open('tham-luan');
            opening.onsuccess = () => {
                const writing = opening.result.transaction(room, 'readwrite');
                writing.objectStore(room).put(value, key);
                writing.oncomplete = () => { opening.result.close(); done(); };
            };";
        self.driver().execute_async(script, vec![json!(room), json!(key), content.clone()]).await?;
        Ok(())
    }
}
