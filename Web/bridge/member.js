// Properties and methods by name, for Swift. A name is a literal in the module: it is decoded once, and known by its address afterwards.

import { bytes, finish, from, mark, refresh } from './memory.js';
import { readNumber, writeNumber } from './number.js';
import { object, readObject } from './object.js';
import { readValue, writeValue } from './value.js';
import { readClosure } from './closure.js';
import { stop } from './stop.js';

/** @type {Map<number, string>} */
const literals = new Map(), literalDecoder = new TextDecoder();

/** @param {number} address @param {number} count */
export function literal(address, count) {
    let text = literals.get(address);
    if (text === undefined) {
        refresh();
        text = literalDecoder.decode(bytes.subarray(address, address + count));
        literals.set(address, text);
    }
    return text;
}

/**
 * Writes one value as a result.
 * @param {unknown} value
 */
export function answer(value) {
    const start = mark();
    writeValue(value);
    return finish(start);
}

/** @param {number} place @param {number} name @param {number} length */
export function getMember(place, name, length) {
    try {
        return answer(object(place)[literal(name, length)]);
    } catch (error) {
        return stop(literal(name, length), error);
    }
}

/**
 * A property that is read as a number.
 * @param {number} place
 * @param {number} name
 * @param {number} length
 */
export function getNumber(place, name, length) {
    try {
        return Number(object(place)[literal(name, length)]);
    } catch (error) {
        return stop(literal(name, length), error);
    }
}

/** @param {number} place @param {number} name @param {number} length @param {number} value */
export function setNumber(place, name, length, value) {
    try {
        object(place)[literal(name, length)] = value;
    } catch (error) {
        return stop(literal(name, length), error);
    }
}

/** @param {number} place @param {number} name @param {number} length @param {number} address */
export function setMember(place, name, length, address) {
    try {
        from(address);
        object(place)[literal(name, length)] = readValue();
    } catch (error) {
        return stop(literal(name, length), error);
    }
}

/** @param {number} address @param {number} count */
export function readArguments(address, count) {
    from(address);
    const list = [];
    while (list.length < count) list.push(readValue());
    return list;
}

/** @param {number} place @param {number} name @param {number} length @param {number} address @param {number} count */
export function callMember(place, name, length, address, count) {
    const receiver = object(place), key = literal(name, length);
    try {
        if (count === 1) {
            from(address);
            return answer(receiver[key](readValue()));
        }
        return answer(receiver[key](...readArguments(address, count)));
    } catch (error) {
        return stop(key, error);
    }
}

/**
 * Calls what lies in a place.
 * @param {number} place
 * @param {number} address
 * @param {number} count
 */
export function callObject(place, address, count) {
    try {
        const list = readArguments(address, count);
        return answer(object(place)(...list));
    } catch (error) {
        return stop('a function', error);
    }
}

/**
 * Makes an object of a class.
 * @param {number} place
 * @param {number} address
 * @param {number} count
 */
export function newObject(place, address, count) {
    try {
        const list = readArguments(address, count);
        return answer(new (object(place))(...list));
    } catch (error) {
        return stop('a class', error);
    }
}

/** @param {number} place @param {number} index */
export function getIndex(place, index) {
    try {
        return answer(object(place)[index]);
    } catch (error) {
        return stop(`element ${index}`, error);
    }
}

/** @param {number} place @param {number} index @param {number} address */
export function setIndex(place, index, address) {
    try {
        from(address);
        object(place)[index] = readValue();
    } catch (error) {
        return stop(`element ${index}`, error);
    }
}

/** @param {unknown[]} list */
export function writeArguments(list) {
    writeNumber('setInt32', 4, list.length);
    for (const value of list) writeValue(value);
}

/**
 * A closure of Swift that takes and gives any values.
 * @param {number} address
 */
export function closureObject(address) {
    from(address);
    return answer(readClosure(call => (/** @type {any[]} */ ...list) => {
        const start = mark();
        writeArguments(list);
        from(call(finish(start)));
        if (readNumber('getUint8', 1)) throw readObject();
        return readValue();
    }));
}
