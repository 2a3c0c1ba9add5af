// What little of WASI a module that lives in JavaScript uses: `print`, the time, random numbers, a program's exit.

import { bytes, refresh, view } from './memory.js';
import { halt } from './stop.js';

const printed = ['', '', ''], printing = new TextDecoder();

/**
 * Lines go to the console.
 * @param {number} fd
 * @param {number} vectors
 * @param {number} count
 * @param {number} written
 */
export function fd_write(fd, vectors, count, written) {
    refresh();
    let total = 0;
    for (let index = 0; index < count; index++) {
        const start = view.getUint32(vectors + 8 * index, true), size = view.getUint32(vectors + 8 * index + 4, true);
        printed[fd] += printing.decode(bytes.subarray(start, start + size), { stream: true });
        total += size;
    }
    view.setUint32(written, total, true);
    const lines = printed[fd].split('\n');
    printed[fd] = /** @type {string} */ (lines.pop());
    for (const line of lines) console[fd === 2 ? 'error' : 'log'](line);
    return 0;
}

/** @param {number} id @param {bigint} precision @param {number} result */
export function clock_time_get(id, precision, result) {
    refresh();
    view.setBigUint64(result, BigInt(Math.round((id === 0 ? Date.now() : performance.now()) * 1e6)), true);
    return 0;
}

/** @param {number} start @param {number} count */
export function random_get(start, count) {
    refresh();
    for (let at = 0; at < count; at += 65536) crypto.getRandomValues(bytes.subarray(start + at, start + Math.min(count, at + 65536)));
    return 0;
}

/** @param {number} code */
export function proc_exit(code) {
    halt(`the program exited with code ${code}`);
}

/** @param {number} count @param {number} size */
function nothing(count, size) {
    refresh();
    view.setUint32(count, 0, true);
    view.setUint32(size, 0, true);
    return 0;
}

export const args_sizes_get = nothing, environ_sizes_get = nothing;

/** Files and the rest: "not supported". */
export function unsupported() {
    return 58;
}

/** Of no arguments and no variables. */
export function args_get() {
    return 0;
}

/** Of no arguments and no variables. */
export function environ_get() {
    return 0;
}
