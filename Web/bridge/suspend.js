// Functions of Swift that wait for promises, by JavaScript Promise Integration (JSPI). Each call has a stack of its own.

import { finish, from, mark, wasm } from './memory.js';
import { drop, keep, object } from './object.js';
import { writeValue } from './value.js';

/** Whether this engine can set a call of WebAssembly aside. */
export const canWait = 'Suspending' in WebAssembly;

const missing = 'this engine cannot wait for promises in WebAssembly: it has no JavaScript Promise Integration (JSPI)';

/** Says at the start what will not work. */
export function warnAboutWaiting() {
    if (!canWait) console.warn(missing);
}

const stackSize = 131072, promising = new Map();

/** Stacks that no call uses. @type {number[]} */
const stacks = [];

/** Where the stack of ordinary calls is. */
let base = 0;

/**
 * Calls a function that may wait.
 * @template T @param {Function} call @param {any[]} list arguments @param {() => T} read reads the result, or throws
 * @returns {Promise<T>}
 */
export function waiting(call, list, read) {
    if (!canWait) throw new Error(missing);
    if (!promising.has(call)) promising.set(call, /** @type {any} */ (WebAssembly).promising(call));
    /** @type {Promise<T>} */
    let outcome;
    const ticket = keep(address => {
        outcome = new Promise(resolve => {
            from(address);
            resolve(read());
        });
        outcome.catch(() => {});
    });
    const stack = stacks.pop() ?? wasm.__js_input(0, 0, stackSize);
    const caller = wasm.__js_stack(stack + stackSize);
    base ||= caller;
    let promise;
    try {
        promise = promising.get(call)(ticket, ...list);
    } finally {
        wasm.__js_stack(caller);
    }
    return promise.finally(() => {
        wasm.__js_stack(base);
        stacks.push(stack);
        drop(ticket);
    }).then(() => outcome);
}

/** A result is there. @param {number} ticket @param {number} address */
export function settle(ticket, address) {
    object(ticket)(address);
}

/** @param {number} place of a promise @returns {Promise<number>} twice the place of its value, and one more for an error */
async function waitFor(place) {
    wasm.__js_stack(base);
    try {
        return keep(await object(place)) * 2;
    } catch (error) {
        return keep(error) * 2 + 1;
    }
}

function refuse() {
    throw new Error(missing);
}

export const wait = canWait ? new /** @type {any} */ (WebAssembly).Suspending(waitFor) : refuse;

/** @param {number} place @returns {number} the address of what lies there */
export function valueIn(place) {
    const start = mark();
    writeValue(object(place));
    return finish(start);
}

/** @param {number} place @returns {number} another place of the same value */
export function duplicate(place) {
    return keep(object(place));
}
