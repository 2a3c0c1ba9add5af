// One program in its worker, as the page sees it: output comes, input goes, it ends or is stopped.

import { giveShared, makeShared, sharedInputLimit, takeShared } from './waiting.js';

/**
 * @typedef {object} Listener
 * @property {(stream: number, bytes: Uint8Array) => void} output
 * @property {(isWanted: boolean) => void} wantsInput
 */

/** @typedef {Omit<import('./worker.js').Start, 'shared'>} Options */
/** @typedef {import('./worker.js').Done} Done */

/** The worker's script, which the page carries as text: a page opened from a file may not load one. */
const workerAddress = () => URL.createObjectURL(
    new Blob([document.getElementById('worker')?.textContent ?? ''], { type: 'text/javascript' }));

export class Program {
    #worker;
    /** @type {SharedArrayBuffer | undefined} */
    #shared;
    #wantsInput = false;
    /** What was typed before it was wanted. */
    #typed = new Uint8Array();
    #hasEnded = false;
    /** @type {(done: Done) => void} */
    #finish = () => {};

    /** @param {Listener} listener */
    constructor(listener) {
        this.listener = listener;
        const address = workerAddress();
        this.#worker = new Worker(address);
        URL.revokeObjectURL(address);
        this.#worker.onmessage = ({ data }) => this.#receive(data);
        this.#worker.onerror = event => this.#finish({ failure: event.message || 'the worker failed', entries: [] });
    }

    /**
     * Runs it, to its end; for calls, prepares it.
     * @param {Options} options
     * @returns {Promise<Done>}
     */
    start(options) {
        this.#shared = options.way === 'shared' ? makeShared() : undefined;
        return this.#ask({ ...options, shared: this.#shared });
    }

    /**
     * Calls an export of the prepared instance.
     * @param {import('./worker.js').Call} call
     */
    call(call) {
        return this.#ask(call);
    }

    /**
     * @param {object} message
     * @returns {Promise<Done>}
     */
    #ask(message) {
        return new Promise(resolve => {
            this.#finish = resolve;
            this.#worker.postMessage(message);
        });
    }

    /** @param {any} message */
    #receive({ stream, bytes, wantsInput, done }) {
        if (bytes) {
            this.listener.output(stream, bytes);
            if (this.#shared) takeShared(this.#shared, bytes.length);
            else this.#worker.postMessage({ taken: bytes.length });
        } else if (wantsInput) {
            this.#wantsInput = true;
            this.#give();
        } else if (done) {
            this.#finish(done);
        }
    }

    /**
     * More input, as typed.
     * @param {string} text
     */
    type(text) {
        const bytes = new TextEncoder().encode(text);
        const all = new Uint8Array(this.#typed.length + bytes.length);
        all.set(this.#typed);
        all.set(bytes, this.#typed.length);
        this.#typed = all;
        this.#give();
    }

    /** The end of the input: once, as at a terminal; the program may read on. */
    endInput() {
        this.#hasEnded = true;
        this.#give();
    }

    #give() {
        const isWanted = this.#wantsInput && this.#typed.length === 0 && !this.#hasEnded;
        this.listener.wantsInput(isWanted);
        if (!this.#wantsInput || isWanted) return;
        this.#wantsInput = false;
        const bytes = this.#typed.slice(0, sharedInputLimit);
        this.#typed = this.#typed.slice(bytes.length);
        if (bytes.length === 0) this.#hasEnded = false;
        if (this.#shared) giveShared(this.#shared, bytes);
        else this.#worker.postMessage({ input: bytes });
    }

    /** Ends it at once, whatever it does. */
    stop() {
        this.#worker.terminate();
    }
}
