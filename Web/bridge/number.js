// A number among other values.

import { reserve, take, view } from './memory.js';

/** @param {string} method one of DataView's @param {number} size in bytes @param {number | bigint | boolean} value */
export function writeNumber(method, size, value) {
    const at = reserve(size);
    /** @type {any} */ (view)[method](at, value, true);
}

/** @param {string} method one of DataView's @param {number} size in bytes */
export function readNumber(method, size) {
    return /** @type {any} */ (view)[method](take(size), true);
}
