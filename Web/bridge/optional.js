// Values that may be missing: `undefined` here, and `null` is taken for the same.

import { readNumber, writeNumber } from './number.js';

/** @template T @param {T | null | undefined} value @param {(value: T) => void} write */
export function writeOptional(value, write) {
    writeNumber('setUint8', 1, value == null ? 0 : 1);
    if (value != null) write(value);
}

/** @template T @param {() => T} read @returns {T | undefined} */
export function readOptional(read) {
    return readNumber('getUint8', 1) ? read() : undefined;
}
