// Arrays of anything but numbers.

import { readNumber, writeNumber } from './number.js';

/** @template T @param {Iterable<T>} list @param {(item: T) => void} write */
export function writeArray(list, write) {
    const items = [...list];
    writeNumber('setInt32', 4, items.length);
    for (const item of items) write(item);
}

/** @template T @param {() => T} read @returns {T[]} */
export function readArray(read) {
    return Array.from({ length: readNumber('getInt32', 4) }, read);
}
