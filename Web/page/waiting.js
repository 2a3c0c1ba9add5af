// How a program waits in the page's worker: for input, for a clock, for the page to take its output. WebAssembly is
// called and returns; it cannot give the worker's turn away by itself. Three ways, the best that the browser has:
//
//   'shared'     memory shared with the page, on which the worker sleeps; needs a page isolated by two HTTP headers
//   'suspending' JSPI: the engine puts the program's stack aside while a promise is open; needs nothing
//   'none'       the program cannot wait for the page: input is given ahead, clocks spin, output is not held back

/** @typedef {'shared' | 'suspending' | 'none'} Way */

/** What the page shares with its worker: numbers, and room for one piece of input. */
export const sharedInputLimit = 1 << 16;

/** Places of the shared numbers: how many bytes of input are there (-1: none yet), how much output the page has taken. */
const inputCount = 0;
const takenCount = 1;
const headerBytes = 8;

/** How much output may wait before the program does, in bytes. */
const mostUntaken = 1 << 20;

/**
 * The best way here.
 * @returns {Way}
 */
export function bestWay() {
    if (globalThis.crossOriginIsolated && typeof SharedArrayBuffer === 'function') return 'shared';
    return typeof (/** @type {any} */ (WebAssembly).Suspending) === 'function' ? 'suspending' : 'none';
}

/** Shared memory for {@link SharedWaits}. */
export const makeShared = () => new SharedArrayBuffer(headerBytes + sharedInputLimit);

/**
 * The page's side of shared memory: hands over input.
 * @param {SharedArrayBuffer} shared
 * @param {Uint8Array} bytes at most {@link sharedInputLimit}; none mean the end
 */
export function giveShared(shared, bytes) {
    const numbers = new Int32Array(shared, 0, 2);
    new Uint8Array(shared, headerBytes).set(bytes);
    Atomics.store(numbers, inputCount, bytes.length);
    Atomics.notify(numbers, inputCount);
}

/**
 * The page's side of shared memory: has taken output.
 * @param {SharedArrayBuffer} shared
 * @param {number} count in bytes
 */
export function takeShared(shared, count) {
    const numbers = new Int32Array(shared, 0, 2);
    Atomics.add(numbers, takenCount, count);
    Atomics.notify(numbers, takenCount);
}

/** The worker's side, by shared memory: the worker sleeps. */
export class SharedWaits {
    #posted = 0;

    /**
     * @param {SharedArrayBuffer} shared
     * @param {() => void} ask asks the page for input
     */
    constructor(shared, ask) {
        this.numbers = new Int32Array(shared, 0, 2);
        this.bytes = new Uint8Array(shared, headerBytes);
        this.ask = ask;
    }

    /**
     * The next input.
     * @returns {Uint8Array}
     */
    input() {
        Atomics.store(this.numbers, inputCount, -1);
        this.ask();
        Atomics.wait(this.numbers, inputCount, -1);
        return this.bytes.slice(0, Atomics.load(this.numbers, inputCount));
    }

    /** @param {number} milliseconds */
    sleep(milliseconds) {
        const nothing = new Int32Array(new SharedArrayBuffer(4));
        Atomics.wait(nothing, 0, 0, milliseconds);
    }

    /**
     * Says that output was posted; waits while the page has not taken too much of it.
     * @param {number} count in bytes
     */
    posted(count) {
        this.#posted = (this.#posted + count) | 0;
        for (;;) {
            const taken = Atomics.load(this.numbers, takenCount);
            // Both counts wrap around; their difference does not.
            if (((this.#posted - taken) | 0) <= mostUntaken) return;
            Atomics.wait(this.numbers, takenCount, taken);
        }
    }

    /** @param {WebAssembly.Imports} imports */
    imports(imports) { return imports; }

    /** @param {Function} entry */
    entry(entry) { return entry; }

    received() {}
}

/** Thrown out of an import that has to wait: it runs again when the promise is fulfilled. */
class Wait extends Error {
    /** @param {Promise<unknown>} promise */
    constructor(promise) {
        super('the program waits');
        this.promise = promise;
    }
}

/** The worker's side, by JSPI: the program is put aside, and the worker takes messages meanwhile. */
export class SuspendedWaits {
    #untaken = 0;
    #hasSlept = false;
    /** @type {Uint8Array | undefined} */
    #given;
    /**
     * Goes on when the page has given input or taken output.
     * @type {(() => void) | undefined}
     */
    #resume;

    /** @param {() => void} ask asks the page for input */
    constructor(ask) {
        this.ask = ask;
    }

    /**
     * The next input.
     * @returns {Uint8Array}
     */
    input() {
        const given = this.#given;
        this.#given = undefined;
        if (given) return given;
        this.ask();
        throw new Wait(new Promise(resolve => { this.#resume = () => resolve(undefined); }));
    }

    /** @param {number} milliseconds */
    sleep(milliseconds) {
        if (this.#hasSlept) return;
        this.#hasSlept = true;
        throw new Wait(new Promise(resolve => { setTimeout(resolve, milliseconds); }));
    }

    /**
     * Says that output was posted.
     * @param {number} count in bytes
     */
    posted(count) {
        this.#untaken += count;
    }

    /**
     * A message from the page.
     * @param {{ input?: Uint8Array, taken?: number }} message
     */
    received({ input, taken = 0 }) {
        if (input) this.#given = input;
        this.#untaken -= taken;
        if (!input && this.#untaken > mostUntaken) return;
        const resume = this.#resume;
        this.#resume = undefined;
        resume?.();
    }

    /**
     * The imports, those that may wait made so that they can.
     * @param {WebAssembly.Imports} imports
     */
    imports(imports) {
        const wasi = { .../** @type {Record<string, any>} */ (imports.wasi_snapshot_preview1) };
        for (const name of ['fd_read', 'poll_oneoff', 'fd_write']) wasi[name] = this.#suspending(wasi[name]);
        return { ...imports, wasi_snapshot_preview1: wasi };
    }

    /** @param {(...values: unknown[]) => number} body */
    #suspending(body) {
        /** @type {(...values: unknown[]) => number | Promise<number>} */
        const call = (...values) => {
            try {
                const result = body(...values);
                this.#hasSlept = false;
                // Only what really waits gives a promise: anything else goes on at once.
                return this.#untaken > mostUntaken ? this.#outputTaken().then(() => result) : result;
            } catch (error) {
                if (!(error instanceof Wait)) throw error;
                return error.promise.then(() => call(...values));
            }
        };
        return new (/** @type {any} */ (WebAssembly).Suspending)(call);
    }

    #outputTaken() {
        return new Promise(resolve => { this.#resume = () => resolve(undefined); });
    }

    /**
     * A function of the program that gives a promise.
     * @param {Function} entry
     */
    entry(entry) {
        return /** @type {any} */ (WebAssembly).promising(entry);
    }
}

/** The worker's side where nothing can wait. */
export class NoWaits {
    /** Whether the program wanted more input than it was given ahead. */
    hasLackedInput = false;

    /** @returns {Uint8Array} */
    input() {
        this.hasLackedInput = true;
        return new Uint8Array();
    }

    /** @param {number} milliseconds */
    sleep(milliseconds) {
        const end = performance.now() + milliseconds;
        while (performance.now() < end);
    }

    posted() {}

    /** @param {WebAssembly.Imports} imports */
    imports(imports) { return imports; }

    /** @param {Function} entry */
    entry(entry) { return entry; }

    received() {}
}
