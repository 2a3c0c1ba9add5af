// Modules with `@JS`: the JavaScript that was made with them, and their functions as the page shows them.

import { argumentFrom, functionsIn, textOf } from './declarations.js';

/**
 * Starts the module and gives its functions.
 * @param {Uint8Array} bytes
 * @param {{ address: string, declarations: string }} glue
 * @param {(stream: number, bytes: Uint8Array) => void} print
 * @returns {Promise<import('./functions-view.js').Callable[]>}
 */
export async function callablesOf(bytes, { address, declarations }, print) {
    showConsole(print);
    const exports = await import(new URL(address, document.baseURI).href);
    await exports.default(bytes);
    return functionsIn(declarations).map(({ name, parameters, result, documentation }) => ({
        name,
        signature: `${name}(${parameters.map(each => `${each.name}: ${each.type}`).join(', ')}): ${result}`,
        parameters: parameters.map(each => `${each.name}: ${each.type}`),
        documentation,
        async call(values) {
            try {
                const list = values.map((value, index) => argumentFrom(value, parameters[index].type));
                return { text: textOf(await exports[name](...list)), isBad: false };
            } catch (error) {
                return { text: error instanceof Error ? error.message : textOf(error), isBad: true };
            }
        },
    }));
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
