// Modules with `@JS`: the JavaScript that was made with them, and what they offer as the page shows it.

import { Callables } from './callables.js';

/**
 * Starts the module and gives its functions and classes.
 * @param {Uint8Array} bytes
 * @param {{ address: string, declarations: string }} glue
 * @param {(stream: number, bytes: Uint8Array) => void} print
 * @param {ConstructorParameters<typeof Callables>[2]} showObject
 */
export async function callablesOf(bytes, { address, declarations }, print, showObject) {
    showConsole(print);
    const exports = await import(new URL(address, document.baseURI).href);
    await exports.default(bytes);
    return new Callables(exports, declarations, showObject).all();
}

/**
 * Shows on the terminal too what goes to the console, where these modules print.
 * @param {(stream: number, bytes: Uint8Array) => void} print
 */
function showConsole(print) {
    const encoder = new TextEncoder();
    for (const [key, stream] of /** @type {['log' | 'error', number][]} */ ([['log', 1], ['error', 2]])) {
        const original = console[key].bind(console);
        console[key] = (...values) => {
            original(...values);
            print(stream, encoder.encode(`${values.map(String).join(' ')}\n`));
        };
    }
}
