// Objects of JavaScript that Swift holds, in numbered places. A place is used again when Swift has let go of it.

import { readNumber, writeNumber } from './number.js';

/** @type {any[]} */
const objects = [undefined, globalThis];

/** @type {number[]} */
const vacant = [];

/** Keeps a value for Swift. @param {unknown} value @returns {number} its place */
export function keep(value) {
    const place = vacant.pop() ?? objects.length;
    objects[place] = value;
    return place;
}

/** What lies in a place. @param {number} place */
export function object(place) {
    return objects[place];
}

/** Swift has let go of a value. @param {number} place */
export function drop(place) {
    if (place < 2) return;
    objects[place] = undefined;
    vacant.push(place);
}

/** How many values Swift holds. */
export function heldObjects() {
    return objects.length - 2 - vacant.length;
}

/** @param {unknown} value */
export function writeObject(value) {
    writeNumber('setInt32', 4, keep(value));
}

/** @returns {any} */
export function readObject() {
    return object(readNumber('getInt32', 4));
}
