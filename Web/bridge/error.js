// Errors on their way from one side to the other.

import { finish, from, mark } from './memory.js';
import { writeNumber } from './number.js';
import { keep, object, writeObject } from './object.js';
import { readText, writeText } from './text.js';

/** An error that Swift threw: `value` is what it threw. */
export class SwiftError extends Error {
    /** @param {any} value */
    constructor(value) {
        super(typeof value === 'object' ? value.message ?? value.type ?? 'an error in Swift' : String(value));
        this.name = 'SwiftError';
        this.value = value;
    }
}

/** @param {unknown} value */
export function swiftError(value) {
    return new SwiftError(value);
}

/**
 * Calls JavaScript for a function of Swift that throws.
 * @param {() => () => void} call calls, and returns what writes the result
 * @returns {number} the address of a byte that is 1 for an error, and of the result or the error
 */
export function attempt(call) {
    let write;
    try {
        write = call();
    } catch (error) {
        const start = mark();
        writeNumber('setUint8', 1, 1);
        writeObject(error);
        return finish(start);
    }
    const start = mark();
    writeNumber('setUint8', 1, 0);
    write();
    return finish(start);
}

/** @param {number} address of a message */
export function makeError(address) {
    from(address);
    return keep(new Error(readText()));
}

/** @param {number} place of an error @returns {number} the address of its message */
export function errorMessage(place) {
    const error = object(place), start = mark();
    writeText(error instanceof Error ? error.message : String(error));
    return finish(start);
}
