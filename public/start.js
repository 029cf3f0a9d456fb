// Starts the page. Trunk's own start script is inline, which the page's Content-Security-Policy forbids;
// Trunk.toml names this module instead and hands it the two files whose names change with their content.
const { js, wasm, version } = document.querySelector("script[data-wasm]").dataset;
const { default: init } = await import(new URL(js, document.baseURI));
await init({ module_or_path: new URL(wasm, document.baseURI) });
// Only a site that is complete and listed (xtask/src/seal.rs) can be kept for when there is no network.
if (version && navigator.serviceWorker) await import(new URL("offline.js", document.baseURI));
