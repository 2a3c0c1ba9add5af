// Strings: UTF-8 after its length. Short ASCII goes unit by unit, which is faster than the engine's own conversions.

import { bytes, reserve, take, view } from './memory.js';

const encoder = new TextEncoder(), decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** @param {string} text halves of surrogate pairs become U+FFFD */
export function writeText(text) {
    text = `${text}`;
    const { length } = text, start = reserve(4 + 3 * length) + 4;
    let count = 0, unit;
    if (length < 64) while ((unit = text.charCodeAt(count)) < 128) bytes[start + count++] = unit;
    if (count < length) count = encoder.encodeInto(text, bytes.subarray(start)).written;
    view.setInt32(start - 4, count, true);
    reserve(count - 3 * length);
}

/** @returns {string} */
export function readText() {
    const count = view.getInt32(take(4), true), start = take(count);
    if (count < 25) {
        let text = '', index = 0, unit;
        while (index < count && (unit = bytes[start + index++]) < 128) text += String.fromCharCode(unit);
        if (text.length === count) return text;
    }
    return decoder.decode(bytes.subarray(start, start + count));
}
