// Runs one program in the page's worker, or calls functions of one instance. The page ends the worker to stop it.

import { Exit } from '../abi.js';
import { MemoryFolder } from '../filesystem.js';
import { instantiate, Trap } from '../loader.js';
import { WASI } from '../wasi.js';
import { entriesOf, folderOf } from './files.js';
import { valueFrom } from './module-info.js';
import { NoWaits, SharedWaits, SuspendedWaits } from './waiting.js';

/**
 * What the page sends first.
 * @typedef {object} Start
 * @property {WebAssembly.Module} module
 * @property {string[]} arguments
 * @property {Record<string, string>} environment
 * @property {string[]} preopens paths of the guest
 * @property {import('./files.js').Entry[]} entries
 * @property {Uint8Array | null} input all of it, or null if a person types it
 * @property {import('./waiting.js').Way} way
 * @property {SharedArrayBuffer} [shared]
 * @property {boolean} isProgram run it from its start; else only prepare it for calls
 */

/** @typedef {{ call: string, values: string[], types: string[] }} Call a call of an export, the values as written */

/**
 * What the page gets, besides output: `{ stream, bytes }` and questions for input: `{ wantsInput }`.
 * @typedef {object} Done
 * @property {number} [exitCode]
 * @property {string[]} [results] of a call
 * @property {string} [trap] why the program was stopped
 * @property {string[]} [frames]
 * @property {string} [failure] why it could not start
 * @property {boolean} [hasLackedInput]
 * @property {import('./files.js').Entry[]} entries
 */

/** @type {SharedWaits | SuspendedWaits | NoWaits} */
let waits;
/** @type {WebAssembly.Instance | undefined} */
let instance;
let root = new MemoryFolder();

const ask = () => {
    post();
    postMessage({ wantsInput: true });
};

/** A program that writes more often than this, in so many milliseconds, has its output sent in larger pieces. */
const mostWrites = 200;
const countedTime = 50;
const mostHeld = 1 << 15;

/** Output that was not posted yet, all of one stream. */
const held = { stream: 1, bytes: new Uint8Array(mostHeld), length: 0 };
let countStart = 0;
let writes = 0;

/** @param {number} stream */
const output = stream => (/** @type {Uint8Array} */ bytes) => {
    if (stream !== held.stream || held.length + bytes.length > mostHeld) post();
    if (bytes.length > mostHeld) return send(stream, bytes.slice());
    held.stream = stream;
    held.bytes.set(bytes, held.length);
    held.length += bytes.length;
    const now = performance.now();
    if (now - countStart > countedTime) {
        countStart = now;
        writes = 0;
    }
    // At once as a rule: a program may compute for long after it has said that it begins to.
    if (++writes <= mostWrites) post();
};

/** Sends what is held. */
function post() {
    if (held.length === 0) return;
    const bytes = held.bytes.slice(0, held.length);
    held.length = 0;
    send(held.stream, bytes);
}

/**
 * @param {number} stream
 * @param {Uint8Array} bytes of a buffer that nobody else uses
 */
function send(stream, bytes) {
    postMessage({ stream, bytes }, { transfer: [bytes.buffer] });
    waits.posted(bytes.length);
}

/**
 * The folders that the program gets: each path of the guest leads into the one tree that the page shows.
 * @param {string[]} preopens
 */
function folders(preopens) {
    return Object.fromEntries(preopens.map(path => {
        const inside = path.split('/').filter(part => part !== '' && part !== '.').join('/');
        if (inside !== '' && !(root.get(inside) instanceof MemoryFolder)) root.set(inside, new MemoryFolder());
        return [path, /** @type {MemoryFolder} */ (root.get(inside))];
    }));
}

/**
 * Calls into the program and tells the page how it ended.
 * @param {Function} body
 * @param {unknown[]} [values]
 */
async function finish(body, values = []) {
    /** @type {Omit<Done, 'entries'>} */
    let done;
    try {
        const result = await waits.entry(body)(...values);
        const results = result === undefined ? [] : Array.isArray(result) ? result : [result];
        done = { exitCode: 0, results: results.map(String) };
    } catch (error) {
        done = failure(error);
    }
    tell(done);
}

/** @param {Omit<Done, 'entries'>} done */
function tell(done) {
    post();
    const hasLackedInput = waits instanceof NoWaits && waits.hasLackedInput;
    postMessage({ done: { ...done, hasLackedInput, entries: entriesOf(root) } });
}

/** @param {unknown} error */
function failure(error) {
    if (error instanceof Exit) return { exitCode: error.code };
    const { message = String(error), name = '' } = /** @type {Error} */ (error);
    if (error instanceof WebAssembly.RuntimeError || name === 'RangeError' || name === 'InternalError') {
        const trap = new Trap(/** @type {Error} */ (error));
        return { trap: trap.message, frames: trap.frames.map(({ name, index }) => name ?? `function ${index}`) };
    }
    return { failure: message };
}

/** @param {Start} options */
async function start(options) {
    waits = options.way === 'shared' ? new SharedWaits(/** @type {SharedArrayBuffer} */ (options.shared), ask)
        : options.way === 'suspending' ? new SuspendedWaits(ask) : new NoWaits();
    root = folderOf(options.entries);
    const isTerminal = options.input === null;
    const wasi = new WASI({
        arguments: options.arguments,
        environment: options.environment,
        folders: folders(options.preopens),
        stdin: options.input ?? (() => waits.input()),
        stdout: output(1),
        stderr: output(2),
        terminals: [isTerminal, true, true],
        sleep(milliseconds) {
            post();
            waits.sleep(milliseconds);
        },
    });
    try {
        instance = await instantiate(options.module, { imports: waits.imports(wasi.imports) });
        wasi.bind(instance);
    } catch (error) {
        return tell(failure(error));
    }
    const { _start, _initialize } = instance.exports;
    const entry = options.isProgram ? _start ?? _initialize : _initialize;
    if (typeof entry === 'function') return finish(entry);
    tell({ exitCode: 0 });
}

/** @param {Call} call */
async function callExport({ call, values, types }) {
    const body = instance?.exports[call];
    if (typeof body !== 'function') return tell({ failure: `there is no function “${call}”` });
    try {
        await finish(body, values.map((value, index) => valueFrom(value, types[index])));
    } catch (error) {
        tell(failure(error));
    }
}

onmessage = ({ data }) => {
    if (data.module) start(data);
    else if (data.call !== undefined) callExport(data);
    else waits?.received(data);
};
