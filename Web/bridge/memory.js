// The module's memory as both sides use it: arguments go into a block that the module gives, results are read where it says.

/** The instance's exports, all its memory, and the same for numbers. @type {any} */
export let wasm, /** @type {Uint8Array} */ bytes, /** @type {DataView} */ view;

let block = 0, size = 0, end = 0, position = 0;

/** @param {WebAssembly.Exports} exports */
export const attach = exports => { wasm = exports; };

/** Looks at the memory anew if it has grown: growing empties the old views. */
export function refresh() {
    if (!bytes?.length) view = new DataView((bytes = new Uint8Array(wasm.memory.buffer)).buffer);
}

/** Where arguments end; those of a call start there. */
export const mark = () => end;

/** Makes room for more bytes of arguments, or takes back the last ones. @param {number} count @returns {number} their address */
export function reserve(count) {
    if (end + count > size) {
        size = (end + count) * 2 + 999;
        block = wasm.__js_input(block, end, size);
    }
    refresh();
    return block + (end += count) - count;
}

/** Ends the arguments of a call: the module reads them before anything is written again. @param {number} start @returns {number} their address */
export function finish(start) {
    end = start;
    return block + start;
}

/** Where to read. @param {number} address */
export function from(address) {
    refresh();
    position = address;
}

/** Passes over bytes. @param {number} count @returns {number} where they start */
export const take = count => (position += count) - count;
