// Keeps the whole site on this machine, so that it opens without a network, at any address, also what was never opened
// before. A service worker; public/offline.js registers it.
//
// A version of the site is the list of its files, each with the SHA-256 of what is in it. The build writes the list at
// the end of this file (xtask/src/seal.rs), so that another version is another service worker. What holds, whatever
// breaks off:
//
// - A version is installed whole or not at all; until then, and if it fails, the one before goes on.
// - Nothing is kept but what the list says. What was kept before is not downloaded again, nor what came before a
//   download broke off.
// - A page gets all its files from the version that the page itself is from, for as long as it is open.
// - Another version takes over when no page is open, or when the writer has agreed.
// - A version is removed when no page uses it any more.
//
// One cache holds one version, each file under "<path>?<hash>". Which page is from which version stands in the cache
// `pages`: a service worker is ended and started again as the browser likes, and remembers nothing.
//
// All is one expression: a file that came cut off does not run.
((version, list) => {
    "use strict";

    const scope = new URL(self.registration.scope);
    const files = new Map(Object.entries(list));
    // Caches belong to a whole host, on which other folders may have a site of their own.
    const prefix = `tham-luan:${scope.pathname}:`;
    const nameOf = (version) => prefix + version;
    const own = nameOf(version);
    const pages = `tham-luan-pages:${scope.pathname}`;

    const keyOf = (path) => new URL(`${path}?${files.get(path)}`, scope).href;
    const COMPLETE = new URL("?complete", scope).href;

    // The same answer without what only its way through the network needed; nothing if it is not what the list says.
    const verified = async (response, path) => {
        const bytes = await response.arrayBuffer();
        const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes));
        const hash = Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
        if (!response.ok || hash !== files.get(path)) return undefined;
        const headers = new Headers(response.headers);
        for (const name of ["Content-Encoding", "Content-Length", "Vary"]) headers.delete(name);
        return new Response(bytes, { headers });
    };

    const download = async (path) => {
        // What the browser has from showing the page, however old, is as good as any if it is what the list says.
        for (const cache of ["force-cache", "reload"]) {
            const response = await verified(await fetch(new URL(path, scope), { cache }), path);
            if (response) return response;
        }
        throw new Error(`${path} did not come as version ${version} has it`);
    };

    const install = async () => {
        const cache = await caches.open(own);
        for (const path of files.keys()) {
            const key = keyOf(path);
            // From this version, if its download broke off before, or from another.
            const kept = await caches.match(key);
            const response = (kept && (await verified(kept, path))) || (await download(path));
            try {
                await cache.put(key, response);
            } catch (error) {
                // There is no room. Then what is written there needs it more than a version that nobody uses yet.
                await caches.delete(own);
                throw error;
            }
        }
        await cache.put(COMPLETE, new Response());
        // Opened anew: should the cache have been removed meanwhile, nothing has been installed.
        const keys = await (await caches.open(own)).keys();
        if (keys.length !== files.size + 1) throw new Error(`version ${version} is not complete`);
    };

    const pageUrl = (id) => new URL(`?page=${encodeURIComponent(id)}`, scope).href;
    const known = new Map();

    // Notes which version a page is from, and when that was.
    const remember = async (id, name) => {
        known.set(id, name);
        const entry = new Response(JSON.stringify({ name, time: Date.now() }));
        await (await caches.open(pages)).put(pageUrl(id), entry);
    };

    const versionOf = async (id) => {
        if (!known.has(id)) {
            const entry = await (await caches.open(pages)).match(pageUrl(id));
            if (entry) known.set(id, (await entry.json()).name);
        }
        return known.get(id);
    };

    // A file of this version.
    const ownFile = async (path) => {
        const cache = await caches.open(own);
        const kept = await cache.match(keyOf(path));
        if (kept) return kept;
        const response = await download(path);
        await cache.put(keyOf(path), response.clone());
        return response;
    };

    const openPage = async (event, path) => {
        const noted = remember(event.resultingClientId, own);
        // Without room for the note the page opens all the same.
        event.waitUntil(noted.catch(() => {}));
        try {
            return await ownFile(path);
        } catch {
            return fetch(event.request);
        }
    };

    // What a page asks for. A page of a version that is not here gets all from where it got itself: the network.
    const answer = async ({ request, clientId, resultingClientId }, path) => {
        const name = await versionOf(clientId);
        // A worker of the page is from the page's version too.
        if (name && resultingClientId) await remember(resultingClientId, name);
        if (name === own && files.has(path)) return ownFile(path);
        const other = name && name !== own;
        const options = { cacheName: name, ignoreSearch: true };
        return (other && (await caches.match(new URL(path, scope).href, options))) || fetch(request);
    };

    // Removes the versions that no page uses. What was not installed to its end is kept until another version has been:
    // the next attempt needs only the rest.
    const tidy = async (withBrokenOff) => {
        const { installing, waiting } = self.registration;
        if (installing || waiting) return;
        const used = new Set([own]);
        const open = new Set();
        for (const { id } of await clients.matchAll({ type: "window", includeUncontrolled: true })) {
            const name = await versionOf(id);
            // A page of which nothing is known may use any.
            if (!name) return;
            open.add(pageUrl(id));
            used.add(name);
        }
        const notes = await caches.open(pages);
        for (const { url } of await notes.keys()) {
            const note = await notes.match(url);
            if (open.has(url) || !note) continue;
            const { name, time } = await note.json();
            // A page that is just being opened is not in the list of pages yet.
            if (Math.abs(Date.now() - time) < 60_000) used.add(name);
            else await notes.delete(url);
        }
        for (const name of await caches.keys()) {
            if (!name.startsWith(prefix) || used.has(name)) continue;
            const complete = await caches.match(COMPLETE, { cacheName: name });
            if (complete || withBrokenOff) await caches.delete(name);
        }
    };

    // A page says which version it is from: the first one came from the network, before there was a service worker.
    const greet = async (page, version) => {
        const name = nameOf(version);
        if (await caches.match(COMPLETE, { cacheName: name })) {
            await remember(page.id, name);
            await clients.claim();
        }
        await tidy(false);
    };

    self.addEventListener("install", (event) => event.waitUntil(install()));

    self.addEventListener("activate", (event) => event.waitUntil(tidy(true)));

    self.addEventListener("message", (event) => {
        const { agreed, version } = event.data;
        if (agreed) event.waitUntil(self.skipWaiting());
        if (version) event.waitUntil(greet(event.source, version));
    });

    self.addEventListener("fetch", (event) => {
        const { request } = event;
        const { origin, pathname } = new URL(request.url);
        if (request.method !== "GET" || origin !== scope.origin || !pathname.startsWith(scope.pathname)) return;
        const path = pathname.slice(scope.pathname.length) || "index.html";
        if (request.mode !== "navigate") event.respondWith(answer(event, path));
        else if (files.has(path)) event.respondWith(openPage(event, path));
    });
})("", {});
