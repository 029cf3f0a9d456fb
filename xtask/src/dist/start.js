// Starts the page of the one file: what stands above is the program's script, its modules stand in the page itself.
function bytes(name) {
  const text = document.getElementById(`wasm-${name}`).textContent;
  return Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
}
async function part(name) {
  return new Response(bytes(name));
}
await __wbg_init({ module_or_path: bytes("main") });
