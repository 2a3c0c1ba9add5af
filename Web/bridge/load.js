// Finds, compiles and starts the module.

import { attach } from './memory.js';

/** @param {any} source */
async function compile(source) {
    if (typeof source === 'string' || source instanceof URL) {
        const url = new URL(source, globalThis.document?.baseURI ?? import.meta.url);
        source = url.protocol === 'file:' && globalThis.process
            ? process.getBuiltinModule('node:fs').readFileSync(url) : await fetch(url);
    }
    if (source instanceof Response) {
        if (!source.ok) throw new Error(`${source.url}: the server answered ${source.status}`);
        if (source.headers.get('content-type') === 'application/wasm') return WebAssembly.compileStreaming(source);
        source = await source.arrayBuffer();
    }
    return source instanceof WebAssembly.Module ? source : WebAssembly.compile(source);
}

/** @param {any} input @param {WebAssembly.Imports} imports */
export async function load(input, imports) {
    const { exports } = await WebAssembly.instantiate(await compile(await input), imports);
    attach(exports);
    /** @type {any} */ (exports._initialize ?? exports._start)?.();
}
