// Starts the page of the one file: what stands above is the program's script, its modules stand in the page itself. In a
// worker, which is of the same text, there is no document: the page has handed over the parts (`given`), and the program
// is started above.
function bytes(name) {
  const id = `wasm-${name}`;
  const text = given ? given[id] : document.getElementById(id).textContent;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
async function part(name) {
  return new Response(bytes(name));
}
if (globalThis.document) __wbg_init({ module_or_path: bytes("main") });
