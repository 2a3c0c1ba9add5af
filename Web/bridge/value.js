// Values of any kind: a byte that says which, and the value.

import { bytes, reserve, take, view } from './memory.js';
import { readObject, writeObject } from './object.js';
import { readText, writeText } from './text.js';

/** @param {number} kind @param {number} size of what follows @returns {number} where it goes */
function writeKind(kind, size) {
    const at = reserve(1 + size);
    bytes[at] = kind;
    return at + 1;
}

/** @param {any} value */
export function writeValue(value) {
    switch (typeof value) {
        case 'undefined': return void writeKind(0, 0);
        case 'boolean': return writeBoolean(value);
        case 'number': return writeDouble(value);
        case 'string':
            writeKind(4, 0);
            return writeText(value);
        case 'bigint': return writeBigInt(value);
    }
    if (value === null) return void writeKind(1, 0);
    writeKind(6, 0);
    writeObject(value);
}

/** @param {boolean} value */
function writeBoolean(value) {
    const at = writeKind(2, 1);
    bytes[at] = value ? 1 : 0;
}

/** @param {number} value */
function writeDouble(value) {
    const at = writeKind(3, 8);
    view.setFloat64(at, value, true);
}

/** @param {bigint} value */
function writeBigInt(value) {
    const at = writeKind(5, 8);
    view.setBigInt64(at, value, true);
}

/** @returns {any} */
export function readValue() {
    switch (bytes[take(1)]) {
        case 0: return undefined;
        case 1: return null;
        case 2: return bytes[take(1)] !== 0;
        case 3: return view.getFloat64(take(8), true);
        case 4: return readText();
        case 5: return view.getBigInt64(take(8), true);
        default: return readObject();
    }
}
