// WASI preview 1 for pages and workers: arguments, environment, streams, clocks, random, and files in memory.
//
//     import { WASI, MemoryFolder } from './wasi.js';
//     import { start } from './loader.js';
//
//     const wasi = new WASI({
//         arguments: ['cat', '/notes/hello.txt'],
//         folders: { '/notes': new MemoryFolder({ 'hello.txt': 'hello' }) },
//     });
//     const { exitCode } = await start('cat.wasm', { wasi });

import { Errno, errno } from './abi.js';
import { FolderDescriptor, InputStream, OutputStream } from './wasi-descriptors.js';
import { fileFunctions } from './wasi-files.js';
import { pathFunctions } from './wasi-paths.js';
import { processFunctions } from './wasi-process.js';
import { lines } from './streams.js';

export { Exit } from './abi.js';
export { MemoryFile, MemoryFolder, MemoryLink } from './filesystem.js';
export { lines, text } from './streams.js';

/**
 * @typedef {object} WASIOptions
 * @property {string[]} [arguments] the program's name first
 * @property {Record<string, string>} [environment]
 * @property {Record<string, import('./filesystem.js').MemoryFolder>} [folders] what the guest may open, by the guest's path
 * @property {string | Uint8Array | ((limit: number) => Uint8Array)} [stdin] the whole input, or a function that gives
 *     the next bytes, at most `limit`, none at the end
 * @property {Output} [stdout] where bytes go; lines of text to the console unless told
 * @property {Output} [stderr]
 * @property {[boolean, boolean, boolean]} [terminals] whether input, output and errors are a person's: C libraries then
 *     write out every line at once; output and errors are unless told
 * @property {(milliseconds: number) => void} [sleep] waits; unless told, a worker that may block does, a page spins
 */

/** @typedef {((bytes: Uint8Array) => void) & { flush?: () => void }} Output takes bytes that are valid during the call */

/** The host side of one program: give its `imports` to the module, `bind` the instance, then call into it. */
export class WASI {
    /** @param {WASIOptions} [options] */
    constructor(options = {}) {
        this.arguments = options.arguments ?? [];
        this.environment = options.environment ?? {};
        this.stdout = options.stdout ?? lines(line => console.log(line));
        this.stderr = options.stderr ?? lines(line => console.error(line));
        this.sleep = options.sleep ?? sleep;
        const terminals = options.terminals ?? [false, true, true];
        /** @type {Map<number, import('./wasi-descriptors.js').Descriptor>} */
        this.descriptors = new Map();
        this.descriptors.set(0, new InputStream(options.stdin ?? '', terminals[0]));
        this.descriptors.set(1, new OutputStream(this.stdout, terminals[1]));
        this.descriptors.set(2, new OutputStream(this.stderr, terminals[2]));
        for (const [path, folder] of Object.entries(options.folders ?? {})) {
            this.descriptors.set(this.descriptors.size, new FolderDescriptor(folder, { preopen: path }));
        }
        this.started = performance.now();
        /** @type {WebAssembly.Memory | undefined} */
        this.memory = undefined;
        /** @type {DataView | undefined} */
        this.cachedView = undefined;
        /** What the module imports. */
        this.imports = { wasi_snapshot_preview1: importsOf(this) };
    }

    /**
     * Takes the instance's memory; before the first call into it.
     * @param {WebAssembly.Instance} instance
     */
    bind(instance) {
        const memory = instance.exports.memory;
        if (memory instanceof WebAssembly.Memory) this.memory = memory;
    }

    /** Hands on what the outputs still hold back, such as a last line without an end. */
    flush() {
        this.stdout.flush?.();
        this.stderr.flush?.();
    }

    /** The guest's memory. Growing detaches the old buffer, so never keep this across a call. */
    get view() {
        const buffer = this.#buffer;
        if (this.cachedView?.buffer !== buffer) this.cachedView = new DataView(buffer);
        return /** @type {DataView} */ (this.cachedView);
    }

    get #buffer() {
        if (!this.memory) throw new Error('WASI needs the module to export its memory as “memory”');
        return this.memory.buffer;
    }

    /**
     * Bytes of the guest's memory, not a copy.
     * @param {number} address
     * @param {number} length
     */
    bytes(address, length) {
        return new Uint8Array(this.#buffer, address, length);
    }

    /**
     * Text in the guest's memory.
     * @param {number} address
     * @param {number} length
     */
    string(address, length) {
        const bytes = this.bytes(address, length);
        try {
            // A copy, because a decoder refuses shared memory.
            return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes.slice());
        } catch {
            throw new Errno(errno.ilseq);
        }
    }
}

/**
 * The functions of `wasi_snapshot_preview1`, each answering with an error code.
 * @param {WASI} wasi
 */
function importsOf(wasi) {
    /** @type {Record<string, (...values: (number | bigint)[]) => number>} */
    const imports = {};
    for (const [name, body] of Object.entries({ ...processFunctions, ...fileFunctions, ...pathFunctions })) {
        imports[name] = (...values) => {
            try {
                // Numbers come signed; every parameter of preview 1 that is one is unsigned.
                body(wasi, ...values.map(value => typeof value === 'number' ? value >>> 0 : value));
                return errno.success;
            } catch (error) {
                if (error instanceof Errno) return error.code;
                // A pointer outside the guest's memory.
                if (error instanceof RangeError && !/call stack/.test(error.message)) return errno.fault;
                throw error;
            }
        };
    }
    return imports;
}

/**
 * Waits without returning to the event loop: blocks where the engine allows it (workers with shared memory, Node),
 * spins elsewhere.
 * @param {number} milliseconds
 */
export function sleep(milliseconds) {
    const end = performance.now() + milliseconds;
    try {
        const never = new Int32Array(new SharedArrayBuffer(4));
        Atomics.wait(never, 0, 0, milliseconds);
    } catch {
        // A page's main thread, or one without shared memory.
    }
    while (performance.now() < end);
}
