// Properties and methods by name, for Swift. A name is a literal in the module: it is decoded once, and known by its address afterwards.

import { bytes, finish, from, mark, refresh } from './memory.js';
import { writeNumber } from './number.js';
import { object } from './object.js';
import { readValue, writeValue } from './value.js';
import { readClosure } from './closure.js';

/** @type {Map<number, string>} */
const literals = new Map(), literalDecoder = new TextDecoder();

/** @param {number} address @param {number} count */
function literal(address, count) {
    let text = literals.get(address);
    if (text === undefined) {
        refresh();
        text = literalDecoder.decode(bytes.subarray(address, address + count));
        literals.set(address, text);
    }
    return text;
}

/** Writes one value as a result. @param {unknown} value */
function answer(value) {
    const start = mark();
    writeValue(value);
    return finish(start);
}

/** @param {number} place @param {number} name @param {number} length */
export function getMember(place, name, length) {
    return answer(object(place)[literal(name, length)]);
}

/** A property that is read as a number. @param {number} place @param {number} name @param {number} length */
export function getNumber(place, name, length) {
    return Number(object(place)[literal(name, length)]);
}

/** @param {number} place @param {number} name @param {number} length @param {number} value */
export function setNumber(place, name, length, value) {
    object(place)[literal(name, length)] = value;
}

/** @param {number} place @param {number} name @param {number} length @param {number} address */
export function setMember(place, name, length, address) {
    from(address);
    object(place)[literal(name, length)] = readValue();
}

/** @param {number} address @param {number} count */
function readArguments(address, count) {
    from(address);
    const list = [];
    while (list.length < count) list.push(readValue());
    return list;
}

/** @param {number} place @param {number} name @param {number} length @param {number} address @param {number} count */
export function callMember(place, name, length, address, count) {
    const receiver = object(place), key = literal(name, length);
    if (count === 1) {
        from(address);
        return answer(receiver[key](readValue()));
    }
    return answer(receiver[key](...readArguments(address, count)));
}

/** Calls what lies in a place. @param {number} place @param {number} address @param {number} count */
export function callObject(place, address, count) {
    const list = readArguments(address, count);
    return answer(object(place)(...list));
}

/** Makes an object of a class. @param {number} place @param {number} address @param {number} count */
export function newObject(place, address, count) {
    const list = readArguments(address, count);
    return answer(new (object(place))(...list));
}

/** @param {number} place @param {number} index */
export function getIndex(place, index) {
    return answer(object(place)[index]);
}

/** @param {number} place @param {number} index @param {number} address */
export function setIndex(place, index, address) {
    from(address);
    object(place)[index] = readValue();
}

/** @param {unknown[]} list */
function writeArguments(list) {
    writeNumber('setInt32', 4, list.length);
    for (const value of list) writeValue(value);
}

/** A closure of Swift that takes and gives any values. @param {number} address */
export function closureObject(address) {
    from(address);
    return answer(readClosure(call => (...list) => {
        const start = mark();
        writeArguments(list);
        from(call(finish(start)));
        return readValue();
    }));
}
