// The part of preview 1 that is not about files: arguments, environment, clocks, random, waiting, the end.

import { clockid, errno, Exit, fail } from './abi.js';
import { now } from './filesystem.js';

/** @typedef {import('./wasi.js').WASI} WASI */

const encoder = new TextEncoder();

/**
 * Writes the two numbers that `args_sizes_get` and `environ_sizes_get` answer.
 * @param {WASI} wasi
 * @param {string[]} strings
 * @param {number} countAddress
 * @param {number} sizeAddress
 */
function writeSizes(wasi, strings, countAddress, sizeAddress) {
    const size = strings.reduce((sum, string) => sum + encoder.encode(string).length + 1, 0);
    wasi.view.setUint32(countAddress, strings.length, true);
    wasi.view.setUint32(sizeAddress, size, true);
}

/**
 * Writes strings with a zero after each, and their addresses.
 * @param {WASI} wasi
 * @param {string[]} strings
 * @param {number} pointers
 * @param {number} address
 */
function writeStrings(wasi, strings, pointers, address) {
    for (const string of strings) {
        const bytes = encoder.encode(string + '\0');
        wasi.view.setUint32(pointers, address, true);
        wasi.bytes(address, bytes.length).set(bytes);
        pointers += 4;
        address += bytes.length;
    }
}

/** @param {WASI} wasi */
const environmentStrings = wasi => Object.entries(wasi.environment).map(([name, value]) => `${name}=${value}`);

const nanoseconds = (/** @type {number} */ milliseconds) => BigInt(Math.round(milliseconds * 1e6));

/**
 * What a clock says, in nanoseconds.
 * @param {WASI} wasi
 * @param {number} id
 */
function time(wasi, id) {
    switch (id) {
    case clockid.realtime: return now();
    case clockid.monotonic: return nanoseconds(performance.now());
    // A page cannot ask for processor time; the time since the start comes nearest.
    case clockid.processCPU:
    case clockid.threadCPU: return nanoseconds(performance.now() - wasi.started);
    default: return fail('inval');
    }
}

const eventtype = { clock: 0, fdRead: 1, fdWrite: 2 };
const subscriptionSize = 48;
const eventSize = 32;
const absoluteTime = 1;

/**
 * `poll_oneoff`: streams and files are always ready here, so only clocks are ever waited for.
 * @param {WASI} wasi
 * @param {number} subscriptions
 * @param {number} events
 * @param {number} count
 * @param {number} countAddress
 */
function poll(wasi, subscriptions, events, count, countAddress) {
    if (count === 0) fail('inval');
    const view = wasi.view;
    /** @type {{ userdata: bigint, type: number, error: number, wait: number }[]} */
    const waiting = [];
    for (let index = 0; index < count; index++) {
        const at = subscriptions + index * subscriptionSize;
        const userdata = view.getBigUint64(at, true);
        const type = view.getUint8(at + 8);
        let error = errno.success;
        let wait = 0;
        if (type === eventtype.clock) {
            const id = view.getUint32(at + 16, true);
            let timeout = view.getBigUint64(at + 24, true);
            if (id > clockid.threadCPU) {
                error = errno.inval;
            } else {
                if (view.getUint16(at + 40, true) & absoluteTime) {
                    const current = time(wasi, id);
                    timeout = timeout > current ? timeout - current : 0n;
                }
                wait = Number(timeout) / 1e6;
            }
        } else if (type === eventtype.fdRead || type === eventtype.fdWrite) {
            if (!wasi.descriptors.has(view.getUint32(at + 16, true))) error = errno.badf;
        } else {
            fail('inval');
        }
        waiting.push({ userdata, type, error, wait });
    }
    const shortest = Math.min(...waiting.map(subscription => subscription.wait));
    if (shortest > 0) wasi.sleep(shortest);
    const ready = waiting.filter(subscription => subscription.wait <= shortest);
    ready.forEach(({ userdata, type, error }, index) => {
        const at = events + index * eventSize;
        wasi.bytes(at, eventSize).fill(0);
        view.setBigUint64(at, userdata, true);
        view.setUint16(at + 8, error, true);
        view.setUint8(at + 10, type);
        // At least one byte can be read or written without waiting.
        if (type !== eventtype.clock && error === errno.success) view.setBigUint64(at + 16, 1n, true);
    });
    view.setUint32(countAddress, ready.length, true);
}

/** @type {Record<string, (wasi: WASI, ...values: any[]) => void>} */
export const processFunctions = {
    args_get: (wasi, pointers, address) => writeStrings(wasi, wasi.arguments, pointers, address),
    args_sizes_get: (wasi, count, size) => writeSizes(wasi, wasi.arguments, count, size),
    environ_get: (wasi, pointers, address) => writeStrings(wasi, environmentStrings(wasi), pointers, address),
    environ_sizes_get: (wasi, count, size) => writeSizes(wasi, environmentStrings(wasi), count, size),

    clock_res_get(wasi, id, address) {
        if (id > clockid.threadCPU) fail('inval');
        // What browsers give pages that are not isolated; a finer answer would promise too much.
        wasi.view.setBigUint64(address, id === clockid.realtime ? 1_000_000n : 100_000n, true);
    },
    clock_time_get: (wasi, id, _precision, address) => wasi.view.setBigUint64(address, time(wasi, id), true),

    random_get(wasi, address, length) {
        const largest = 65_536;
        for (let done = 0; done < length; done += largest) {
            const part = new Uint8Array(Math.min(largest, length - done));
            crypto.getRandomValues(part);
            wasi.bytes(address + done, part.length).set(part);
        }
    },

    poll_oneoff: poll,
    sched_yield: () => {},
    proc_exit(_wasi, code) { throw new Exit(code); },
    proc_raise: () => fail('nosys'),

    // Preview 1 gives a guest no way to open a socket, and a page has none to hand over.
    sock_accept: () => fail('nosys'),
    sock_recv: () => fail('nosys'),
    sock_send: () => fail('nosys'),
    sock_shutdown: () => fail('nosys'),
};
