// Objects of JavaScript that Swift holds, in numbered places. A place is used again when Swift has let go of it.

import { readNumber, writeNumber } from './number.js';

/** @type {any[]} */
const objects = [undefined, globalThis];

/** @type {number[]} */
const vacant = [];

/** Keeps a value for Swift. @param {unknown} value @returns {number} its place */
export function keep(value) {
    const place = vacant.pop() ?? objects.length;
    if (swept > vacant.length) swept = vacant.length;
    objects[place] = value;
    return place;
}

/** What lies in a place. @param {number} place */
export function object(place) {
    return objects[place];
}

let swept = 0, isSweeping = false;

/**
 * Swift has let go of a value. The place may be used again at once, but the value stays until this turn of the event loop ends: it may be what
 * Swift is just giving back.
 * @param {number} place
 */
export function drop(place) {
    if (place < 2) return;
    vacant.push(place);
    if (isSweeping) return;
    isSweeping = true;
    queueMicrotask(sweep);
}

function sweep() {
    for (; swept < vacant.length; swept++) objects[vacant[swept]] = undefined;
    isSweeping = false;
}

/** @param {unknown} value */
export function writeObject(value) {
    writeNumber('setInt32', 4, keep(value));
}

/** @returns {any} */
export function readObject() {
    return object(readNumber('getInt32', 4));
}
