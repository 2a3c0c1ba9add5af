// Functions of Swift that wait for promises, by JavaScript Promise Integration (JSPI). Each call has a stack of its own.

import { attempt } from './error.js';
import { finish, from, mark, wasm } from './memory.js';
import { drop, keep, object } from './object.js';
import { halt, stopped } from './stop.js';
import { writeValue } from './value.js';

/** Whether this engine can set a call of WebAssembly aside. */
export const canWait = 'Suspending' in WebAssembly;

const missing = 'this engine cannot wait for promises in WebAssembly: it has no JavaScript Promise Integration (JSPI)';

/** Says at the start what will not work. */
export function warnAboutWaiting() {
    if (!canWait) console.warn(missing);
}

/** In bytes, as bridge_wait.c has it. */
const stackSize = 131072;

/** How many stacks stay for later calls. */
const mostIdle = 16;

/** @type {Map<Function, (...list: any[]) => Promise<unknown>>} */
const promising = new Map();

/**
 * Stacks that no call uses.
 * @type {number[]}
 */
const stacks = [];

/** Where the stack of ordinary calls is. */
let base = 0;

/**
 * Calls a function that may wait.
 * @template T @param {Function} call @param {(ticket: number) => any[]} list arguments @param {() => T} read reads the result, or throws
 * @returns {Promise<T>}
 */
export function waiting(call, list, read) {
    if (!canWait) throw new Error(missing);
    if (!promising.has(call)) promising.set(call, /** @type {any} */ (WebAssembly).promising(call));
    /** @type {Promise<T>} */
    let outcome;
    const stack = stacks.pop() ?? wasm.__js_stack_make();
    const ticket = keep((/** @type {number} */ address) => {
        check(stack);
        outcome = new Promise(resolve => {
            from(address);
            resolve(read());
        });
        outcome.catch(() => {});
    });
    const end = wasm.__js_stack_end(), caller = wasm.__js_stack(stack + stackSize, stack);
    base ||= caller;
    let promise;
    try {
        promise = /** @type {Function} */ (promising.get(call))(...list(ticket));
    } finally {
        if (!stopped) wasm.__js_stack(caller, end);
    }
    return promise.then(() => {
        release(stack, ticket);
        return outcome;
    }, (/** @type {unknown} */ error) => {
        if (stopped) throw stopped;
        check(stack);
        release(stack, ticket);
        throw error;
    });
}

/** @param {number} stack of a call that has ended @param {number} ticket */
function release(stack, ticket) {
    wasm.__js_stack(base, 0);
    if (stacks.length < mostIdle) stacks.push(stack);
    else wasm.__js_stack_drop(stack);
    drop(ticket);
}

/** @param {number} stack */
function check(stack) {
    if (!wasm.__js_stack_intact(stack)) overflow();
}

/** What a call wrote below its stack may be anything's memory. */
export function overflow() {
    halt('a waiting call used more than its stack of 128 KiB, and the module has stopped: its memory was overwritten');
}

/**
 * A result is there.
 * @param {number} ticket
 * @param {number} address
 */
export function settle(ticket, address) {
    object(ticket)(address);
}

/** @param {number} place of a promise @returns {Promise<number>} twice the place of its value, and one more for an error */
async function waitFor(place) {
    wasm.__js_stack(base, 0);
    let result;
    try {
        result = keep(await object(place)) * 2;
    } catch (error) {
        result = keep(error) * 2 + 1;
    }
    if (stopped) throw stopped;
    return result;
}

/** What a call gets that cannot wait: the place of an error, as `waitFor` gives it. */
export function refuse() {
    return keep(new Error(canWait ? 'only functions marked @JSAsync, and what they call, can wait' : missing)) * 2 + 1;
}

export const wait = canWait ? new /** @type {any} */ (WebAssembly).Suspending(waitFor) : refuse;

/** @param {number} place @returns {number} the address of what lies there */
export function valueIn(place) {
    const start = mark();
    writeValue(object(place));
    return finish(start);
}

/**
 * Calls JavaScript for a function of Swift that waits.
 * @template T @param {() => T | Promise<T>} call @param {(result: T) => void} write
 * @returns {number} the place of a promise, whose value is a function that writes the result
 */
export function promised(call, write) {
    return keep((async () => {
        const result = await call();
        return () => write(result);
    })());
}

/** @param {number} place of such a function @returns {number} the address of what it writes, as `attempt` has it */
export function resultIn(place) {
    return attempt(() => object(place));
}
