// Keeps the site on this machine (sw.js), and deals with another version of it between the service worker and the page:
// "tham-luan:update" tells the page that one is there, "tham-luan:agreed" tells us that all is saved and the writer wants
// it. Until then nothing changes.
const { version } = document.querySelector("script[data-version]").dataset;
const { serviceWorker } = navigator;

/** An hour: a page may stay open for days, and browsers look for another version when one is opened. */
const PAUSE = 3_600_000;

const offer = () => {
    // For a page that does not listen yet.
    document.documentElement.dataset.update = "";
    document.dispatchEvent(new Event("tham-luan:update"));
};

/** Tells the service worker which version this page is from. */
const greet = async () => (await serviceWorker.ready).active.postMessage({ version });

const watch = (registration) => {
    // The first version of all is none to be offered.
    if (registration.waiting && registration.active) offer();
    registration.addEventListener("updatefound", () => {
        const worker = registration.installing;
        worker?.addEventListener("statechange", () => {
            if (worker.state === "installed" && registration.active) offer();
        });
    });

    const takeOver = () => {
        const worker = registration.waiting;
        // It may have taken over already, on another tab's wish.
        if (!worker) return location.reload();
        worker.addEventListener("statechange", () => {
            if (worker.state === "activated") location.reload();
            // A yet newer one has taken its place.
            if (worker.state === "redundant") takeOver();
        });
        worker.postMessage({ agreed: true });
    };
    document.addEventListener("tham-luan:agreed", takeOver);

    let last = Date.now();
    document.addEventListener("visibilitychange", () => {
        if (document.visibilityState !== "visible" || Math.abs(Date.now() - last) < PAUSE) return;
        last = Date.now();
        // Without a network there is none to be found.
        registration.update().catch(() => {});
    });
};

try {
    watch(await serviceWorker.register(new URL("sw.js", document.baseURI)));
    // A page that a browser had put aside comes back without being loaded.
    addEventListener("pageshow", (event) => event.persisted && greet());
    await greet();
} catch {
    // A browser that keeps no sites, or refuses to: the page works as long as there is a network.
}
