// Values of any kind: a byte that says which, and the value.

import { readNumber, writeNumber } from './number.js';
import { readObject, writeObject } from './object.js';
import { readText, writeText } from './text.js';

/** @param {unknown} value */
export function writeValue(value) {
    const kind = value === null ? 1 : ['undefined', , 'boolean', 'number', 'string', 'bigint'].indexOf(typeof value);
    writeNumber('setUint8', 1, kind < 0 ? 6 : kind);
    if (kind === 2) writeNumber('setUint8', 1, /** @type {boolean} */ (value));
    else if (kind === 3) writeNumber('setFloat64', 8, /** @type {number} */ (value));
    else if (kind === 4) writeText(/** @type {string} */ (value));
    else if (kind === 5) writeNumber('setBigInt64', 8, /** @type {bigint} */ (value));
    else if (kind < 0) writeObject(value);
}

/** @returns {any} */
export function readValue() {
    switch (readNumber('getUint8', 1)) {
        case 0: return undefined;
        case 1: return null;
        case 2: return !!readNumber('getUint8', 1);
        case 3: return readNumber('getFloat64', 8);
        case 4: return readText();
        case 5: return readNumber('getBigInt64', 8);
        default: return readObject();
    }
}
