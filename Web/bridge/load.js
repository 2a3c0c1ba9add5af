// Finds, compiles and starts the module.

import { attach, wasm } from './memory.js';

/** @param {any} source what `init` was given @param {WebAssembly.Imports} imports */
export async function load(source, imports) {
    source = await source;
    if (typeof source === 'string' || source instanceof URL) {
        const url = new URL(source, globalThis.document?.baseURI ?? import.meta.url);
        source = url.protocol === 'file:' && globalThis.process
            ? process.getBuiltinModule('node:fs').readFileSync(url) : await fetch(url);
    }
    if (source instanceof Response) {
        if (!source.ok) throw new Error(`${source.url}: HTTP ${source.status}`);
        source = await (source.headers.get('content-type') === 'application/wasm'
            ? WebAssembly.compileStreaming(source) : source.arrayBuffer());
    }
    const result = await WebAssembly.instantiate(source, imports);
    attach((result.instance ?? result).exports);
    (wasm._initialize ?? wasm._start)?.();
}
