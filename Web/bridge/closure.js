// Functions of one side in the other's hands.

import { wasm } from './memory.js';
import { readNumber } from './number.js';
import { object, writeObject } from './object.js';
import { stop, stopped } from './stop.js';

/**
 * Closures that nobody can call any more.
 * @type {FinalizationRegistry<number[]>}
 */
const closures = new FinalizationRegistry(([release, context]) => stopped || wasm.__js_call(release, context, 0));

/**
 * A closure of Swift as a function. Its `free()` lets go of it at once.
 * @param {(call: (address: number, invoke?: (code: number, context: number, address: number) => any) => any) => Function} make what calls it,
 *     given what calls the module
 */
export function readClosure(make) {
    const call = readNumber('getInt32', 4), release = readNumber('getInt32', 4), context = readNumber('getInt32', 4);
    let isFree = false;
    const closure = make((address, invoke = wasm.__js_call) => {
        if (isFree) throw new Error('this closure of Swift was freed, and cannot be called any more');
        return invoke(call, context, address);
    });
    closures.register(closure, [release, context], closure);
    return Object.assign(closure, {
        free() {
            if (isFree) return;
            isFree = true;
            closures.unregister(closure);
            wasm.__js_call(release, context, 0);
        },
    });
}

/** @template T @param {T} value @param {(value: T) => (address: number) => number} wrap what Swift calls */
export function writeFunction(value, wrap) {
    if (typeof value !== 'function') throw new TypeError(`${String(value)} is not a function`);
    writeObject(wrap(value));
}

/** @param {number} place @param {number} address */
export function callFunction(place, address) {
    try {
        return object(place)(address);
    } catch (error) {
        return stop('a function', error);
    }
}
