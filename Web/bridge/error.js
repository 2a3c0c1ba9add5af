// Errors on their way from one side to the other.

import { finish, from, mark } from './memory.js';
import { writeNumber } from './number.js';
import { keep, object, writeObject } from './object.js';
import { describeError, stop, stopped } from './stop.js';
import { readText, writeText } from './text.js';

/** An error that Swift threw: `value` is what it threw. */
export class SwiftError extends Error {
    /** @param {any} value */
    constructor(value) {
        super(String(value?.message ?? value?.type ?? (typeof value === 'object' ? 'an error in Swift' : value)));
        this.name = 'SwiftError';
        this.value = value;
    }
}

/** @param {unknown} value */
export function swiftError(value) {
    return new SwiftError(value);
}

/**
 * What tells Swift of its own errors, which come back from JavaScript.
 * @param {(value: any) => void} write
 */
export function swiftErrors(write) {
    return (/** @type {unknown} */ error) => error instanceof SwiftError ? write(error.value) : stop('a function', error);
}

/**
 * Calls JavaScript for a function of Swift that throws.
 * @param {() => void | (() => void)} call calls, and returns what writes the result if there is one
 * @param {(error: any) => void} writeError
 * @returns {number} the address of a byte that is 1 for an error, and of the result or the error
 */
export function attempt(call, writeError = writeObject) {
    const start = mark();
    try {
        const write = call();
        writeNumber('setUint8', 1, 0);
        write?.();
    } catch (error) {
        // A trap of Swift is no error for Swift.
        if (stopped || error instanceof WebAssembly.RuntimeError) stop('a function', error);
        finish(start);
        writeNumber('setUint8', 1, 1);
        writeError(error);
    }
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
    writeText(error instanceof Error ? error.message : describeError(error));
    return finish(start);
}
