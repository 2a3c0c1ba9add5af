// Fetches, compiles and starts modules: a page needs nothing else besides `wasi.js`.

import { Exit } from './abi.js';

/**
 * @typedef {object} Options
 * @property {Pick<import('./wasi.js').WASI, 'imports' | 'bind' | 'flush'>} [wasi]
 * @property {WebAssembly.Imports} [imports] what the module wants besides WASI
 */

/** What WebAssembly itself or the guest's code stopped with: the message, and where in the module it was. */
export class Trap extends Error {
    /** @param {Error} cause */
    constructor(cause) {
        super(isStackOverflow(cause) ? 'call stack exhausted' : cause.message, { cause });
        this.name = 'Trap';
        this.frames = framesOf(cause.stack ?? '');
    }
}

/** @typedef {{ name: string | undefined, index: number, offset: number }} Frame */

/**
 * The frames of a module in a stack, innermost first. Engines write them differently, but all after the same proposal:
 * `name (url:wasm-function[INDEX]:0xOFFSET)` or `name@url:wasm-function[INDEX]:0xOFFSET`.
 * @param {string} stack
 * @returns {Frame[]}
 */
export function framesOf(stack) {
    return [...stack.matchAll(/^\s*(?:at )?(.*)wasm-function\[(\d+)\]:0x([0-9a-f]+)/gm)].map(match => ({
        name: /^(.*?)(?: \(|@)/.exec(match[1])?.[1] || undefined,
        index: Number(match[2]),
        offset: parseInt(match[3], 16),
    }));
}

/** @param {unknown} error */
function isStackOverflow(error) {
    return (error instanceof RangeError || error?.constructor?.name === 'InternalError')
        && /call stack|recursion/.test(/** @type {Error} */ (error).message);
}

/**
 * Compiles a module while it loads where the server and the engine allow that, after it has loaded elsewhere.
 * @param {string | URL | Response | Promise<Response> | BufferSource | WebAssembly.Module} source
 * @returns {Promise<WebAssembly.Module>}
 */
export async function compile(source) {
    if (source instanceof WebAssembly.Module) return source;
    if (source instanceof ArrayBuffer || ArrayBuffer.isView(source)) return WebAssembly.compile(source);
    const response = await (typeof source === 'string' || source instanceof URL ? fetch(source) : source);
    if (!response.ok) throw new Error(`${response.url}: the server answered ${response.status} ${response.statusText}`);
    const type = response.headers.get('Content-Type')?.split(';')[0].trim();
    // Streaming insists on the type; many servers do not know it.
    if (WebAssembly.compileStreaming && type === 'application/wasm') return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
}

/**
 * Makes an instance and binds WASI to it. Nothing of the module runs yet but its start function.
 * @param {Parameters<typeof compile>[0]} source
 * @param {Options} [options]
 */
export async function instantiate(source, options = {}) {
    const { wasi, imports = {} } = options;
    const module = await compile(source);
    /** @type {WebAssembly.Imports} */
    const all = { ...wasi?.imports, ...imports };
    for (const { module: from, name, kind } of WebAssembly.Module.imports(module)) {
        if (all[from]?.[name] === undefined) {
            const hint = from === 'wasi_snapshot_preview1' ? '; give it `wasi: new WASI()`' : '';
            throw new WebAssembly.LinkError(`the module imports the ${kind} “${name}” of “${from}”, which nothing offers${hint}`);
        }
    }
    const instance = await WebAssembly.instantiate(module, all);
    wasi?.bind(instance);
    return instance;
}

/**
 * Runs a command to its end (`_start`), or prepares a reactor (`_initialize`).
 * @param {Parameters<typeof compile>[0]} source
 * @param {Options} [options]
 * @returns {Promise<{ exitCode: number, instance: WebAssembly.Instance }>}
 * @throws {Trap}
 */
export async function start(source, options = {}) {
    const instance = await instantiate(source, options);
    const { _start, _initialize } = instance.exports;
    const entry = /** @type {Function | undefined} */ (_start ?? _initialize);
    return { exitCode: entry ? run(entry, [], options.wasi).exitCode : 0, instance };
}

/**
 * Calls one exported function of a fresh instance, after `_initialize` if there is one; `_start` does not run.
 * @param {Parameters<typeof compile>[0]} source
 * @param {string} name
 * @param {(number | bigint | null)[]} values null for a reference
 * @param {Options} [options]
 * @returns {Promise<{ exitCode: number, exited: boolean, result: unknown, instance: WebAssembly.Instance }>}
 *     `result` as JavaScript gives it: undefined, a value, or several in an array
 * @throws {Trap}
 */
export async function invoke(source, name, values = [], options = {}) {
    const instance = await instantiate(source, options);
    const body = instance.exports[name];
    if (typeof body !== 'function') {
        const functions = Object.keys(instance.exports).filter(key => typeof instance.exports[key] === 'function');
        throw new TypeError(`the module exports no function “${name}”; it has ${functions.join(', ') || 'none'}`);
    }
    const { _initialize } = instance.exports;
    if (typeof _initialize === 'function' && name !== '_initialize') {
        const prepared = run(_initialize, [], options.wasi);
        if (prepared.exited) return { ...prepared, instance };
    }
    return { ...run(body, values, options.wasi), instance };
}

/**
 * Calls into the guest: an exit is an exit code, a trap a {@link Trap}; output held back comes out either way.
 * @param {Function} body
 * @param {unknown[]} values
 * @param {Options['wasi']} [wasi]
 * @returns {{ exitCode: number, exited: boolean, result: unknown }}
 */
export function run(body, values, wasi) {
    try {
        return { exitCode: 0, exited: false, result: body(...values) };
    } catch (error) {
        if (error instanceof Exit) return { exitCode: error.code, exited: true, result: undefined };
        if (error instanceof WebAssembly.RuntimeError || isStackOverflow(error)) {
            throw new Trap(/** @type {Error} */ (error));
        }
        throw error;
    } finally {
        wasi?.flush();
    }
}
