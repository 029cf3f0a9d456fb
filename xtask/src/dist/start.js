// Starts the page of the one file: `wasm_bindgen` is what wasm-bindgen wrote, the module stands in the page itself.
const text = document.getElementById("wasm").textContent;
wasm_bindgen({ module_or_path: Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0)) });
