// Arrays of numbers, which are typed arrays here.

import { bytes, reserve, take, view } from './memory.js';

/** @param {any} Type a kind of typed array @param {ArrayLike<number | bigint>} list */
export function writeNumbers(Type, list) {
    const numbers = list instanceof Type ? list : Type.from(list), at = reserve(4 + numbers.byteLength);
    view.setInt32(at, numbers.length, true);
    bytes.set(new Uint8Array(numbers.buffer, numbers.byteOffset, numbers.byteLength), at + 4);
}

/** @param {any} Type a kind of typed array */
export function readNumbers(Type) {
    const size = view.getInt32(take(4), true) * Type.BYTES_PER_ELEMENT, start = take(size);
    return new Type(bytes.slice(start, start + size).buffer);
}
